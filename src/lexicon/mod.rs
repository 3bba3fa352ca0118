//! Lexicons: from the TSV files under `data/lexicon` to look-up structures.

pub mod table;
