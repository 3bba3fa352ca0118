//! Structured records from Vietnamese news.

pub mod archive;
#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod intern;
pub mod layout;
pub mod lexicon;
pub mod pipeline;
pub mod recognise;
pub mod record;
pub mod resolve;
pub mod sink;
pub mod span;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod token;
pub mod value;
