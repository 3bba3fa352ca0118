//! Blocks to sentences, sentences to tokens.

pub mod syllable;
