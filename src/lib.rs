//! Structured records from Vietnamese news.

pub mod error;
pub mod intern;
pub mod layout;
pub mod lexicon;
pub mod recognise;
pub mod resolve;
pub mod span;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod token;
pub mod value;
pub mod token;
