//! Structured records from Vietnamese news.
//!
//! Enters: an article, as text or as the bytes of a file. Leaves: a [`Record`]: the persons named and their offices, dates with
//! their values, percentages, sums of money and quantities with what they measure, places, organisations, programmes and legal
//! documents, each with its place in the text and the rule that found it. Not done here: fetching articles; translation;
//! anything that needs a network or a clock.
//!
//! ```
//! use tinviet::record::Value;
//! use tinviet::{Document, Options, Pipeline, Scratch};
//!
//! let pipeline = Pipeline::new(Options::default()); // shared by all threads
//! let mut scratch = Scratch::default(); // one for each
//! let article = "Họp giao ban\nNgày đăng: 06/03/2024\n\nNgày 05/3, UBND huyện họp. Hơn 91% hộ có nước sạch.\n";
//! let document = Document::new("giao-ban", article);
//! let record = pipeline.process(&document, &mut scratch)?;
//!
//! assert_eq!(record.title.as_deref(), Some("Họp giao ban"));
//! assert_eq!(record.published.as_deref(), Some("2024-03-06"));
//! let found = |text: &str| record.mentions.iter().find(|m| m.text == text).and_then(|m| m.value().cloned());
//! assert_eq!(found("Ngày 05/3"), Some(Value::Text("2024-03-05".into())));
//! assert_eq!(found("Hơn 91%").map(|v| v.to_string()).as_deref(), Some("91"));
//! # Ok::<(), tinviet::Error>(())
//! ```
//!
//! Whole archives, in parallel and in order: [`pipeline::run`]. One spelling for every word, and nothing else:
//! [`text::normalise`]. The contract of the output: [`record`]. The feature `cli` (on by default) adds the command line;
//! without it the crate neither reads arguments nor prints.

pub mod archive;
#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod html;
pub mod intern;
pub mod layout;
pub mod lexicon;
pub mod pipeline;
pub mod recognise;
pub mod record;
pub mod report;
pub mod resolve;
pub mod sink;
pub mod span;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod token;
pub mod value;

pub use error::Error;
pub use pipeline::{Document, Options, Pipeline, Scratch};
pub use record::Record;
