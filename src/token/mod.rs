//! Blocks to sentences, sentences to tokens.
//!
//! Enters: the blocks of the layout. Leaves: [`sentence`] ranges and, for each, its [`syllable::Token`]s. Not done here:
//! joining syllables to words.

pub mod sentence;
mod stops;
pub mod syllable;
