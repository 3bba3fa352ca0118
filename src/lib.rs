//! Structured records from Vietnamese news.

pub mod error;
pub mod layout;
pub mod lexicon;
pub mod span;
pub mod token;
