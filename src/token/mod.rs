//! From blocks to sentences and syllables.
//!
//! Enters: the normalised text and its blocks. Leaves: spans of sentences and tokens.
//! Not done here: the kinds of the blocks (that is `layout`).

pub mod sentence;
