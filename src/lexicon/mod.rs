//! Lexicons: from the TSV files under `data/lexicon` to look-up structures.
//!
//! Enters: TSV text. Leaves: a [`store::Lexicon`] that finds, in one pass over a document's tokens, every phrase of every
//! lexicon with its [`class::Class`] and row. Not done here: deciding what a phrase means in its place.

pub mod audit;
pub mod class;
pub mod entry;
pub mod key;
pub mod registry;
pub mod store;
pub mod table;
pub mod trie;
pub mod units;
pub mod user;
pub mod values;
