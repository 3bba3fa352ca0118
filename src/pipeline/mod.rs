//! From inputs to records: reading, the work on one document, and the parallel driver.
//!
//! Enters: paths or standard input, and [`Options`]. Leaves: the bytes of the records, in input order.
//! Not done here: arguments, progress bars, signals and exit codes (that is `cli`).
//!
//! [`source`] cuts inputs into [`source::Unit`]s (one text file, or some whole lines of JSONL), [`mod@unit`] turns one unit into
//! documents and their encoded records, [`document`] turns one document into a record, [`parallel`] drives all of it.

mod decode;
pub mod document;
mod guard;
pub mod jsonl;
mod lines;
pub mod options;
pub mod parallel;
mod pieces;
pub mod progress;
mod queue;
pub mod source;
pub mod unit;

pub use document::{Document, Pipeline, Scratch};
pub use guard::quiet_panics;
pub use options::{FieldNames, Options, Shard, ToneStyle};
pub use parallel::{End, OnError, Outputs, Policy, Save, Summary, Watch, run};
pub use pieces::Pieces;
pub use progress::{Checkpoint, Feed};
pub use source::{Body, Format, Input, Source, SourceOptions};
