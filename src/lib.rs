//! Structured records from Vietnamese news.

#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod intern;
pub mod layout;
pub mod lexicon;
pub mod recognise;
pub mod resolve;
pub mod pipeline;
pub mod record;
pub mod sink;
pub mod span;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod token;
pub mod value;
pub mod token;
