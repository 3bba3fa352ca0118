//! Structured records from Vietnamese news.

#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod lexicon;
pub mod pipeline;
pub mod record;
pub mod sink;
pub mod span;
