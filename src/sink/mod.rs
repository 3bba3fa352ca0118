//! Records to bytes.
//!
//! Enters: a [`Record`] or an [`ErrorRecord`]. Leaves: its bytes in one of the output formats, appended to a buffer, so that
//! workers encode side by side and the writer only copies. Flat tables are in [`table`], the formats of annotation tools in
//! [`annotation`]; [`frame`] tells documents apart for whoever writes several files. Not done here: opening, compressing or
//! renaming files.

pub mod annotation;
mod compact;
pub mod frame;
mod json;
pub mod table;

use crate::error::Error;
use crate::record::{ErrorRecord, Record};

pub use json::{Json, Jsonl, error_line};

/// An output format.
pub trait Sink: Sync {
    /// What stands before the first record.
    fn begin(&self) -> &[u8] {
        b""
    }

    /// What stands between two records.
    fn between(&self) -> &'static [u8] {
        b""
    }

    /// What stands after the last record; `any` says whether there was one.
    fn end(&self, any: bool) -> &'static [u8] {
        let _ = any;
        b""
    }

    /// Whether an error record has a place in the format. Where it has none, [`Sink::error`] writes nothing, and whoever
    /// drives the run tells of the error in another way.
    fn holds_errors(&self) -> bool {
        false
    }

    /// Appends a record to `out`.
    ///
    /// # Errors
    /// [`ErrorKind::Output`](crate::error::ErrorKind::Output) where the record cannot be expressed in the format.
    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error>;

    /// Appends an error record to `out`.
    ///
    /// # Errors
    /// As for [`Sink::record`].
    fn error(&self, error: &ErrorRecord<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let _ = (error, out);
        Ok(())
    }
}
