//! From inputs to records: reading, the work on one document, and the parallel driver.
//!
//! Enters: paths or standard input, and [`Options`]. Leaves: the bytes of the records, in input order.
//! Not done here: arguments, progress bars, signals and exit codes (that is `cli`).
//!
//! [`source`] cuts inputs into [`source::Unit`]s (one text or page, or some whole lines, rows or elements), `documents` finds
//! the documents in one unit, [`document`] turns one document into a record, [`mod@unit`] encodes the records of one unit,
//! [`parallel`] drives all of it.

mod decode;
mod dedup;
pub mod document;
mod documents;
mod guard;
mod http;
pub mod jsonl;
mod lines;
pub mod options;
pub mod parallel;
mod pieces;
pub mod progress;
mod queue;
pub mod source;
mod table;
pub mod unit;

pub use dedup::Print;
pub use document::{Document, Pipeline, Scratch};
pub use guard::quiet_panics;
pub use http::Http;
pub use options::{FieldNames, Options, Shard, ToneStyle};
pub use parallel::{End, OnError, Outputs, Policy, Save, Summary, Watch, run};
pub use pieces::Pieces;
pub use progress::{Checkpoint, Feed};
pub use source::{Body, Choice, Format, Globs, Input, Source, SourceOptions};
