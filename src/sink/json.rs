//! JSON Lines, and a JSON array.
//!
//! Enters: records. Leaves: UTF-8 JSON, field order as in the contract, nothing escaped that need not be.
//! Not done here: choosing fields by name (that is [`Fields`]).

use super::{Sink, compact};
use crate::error::{Error, ErrorKind, Stage};
use crate::record::{ErrorRecord, Fields, Record, Selected};

/// One JSON object a line.
///
/// ```
/// use tinviet::sink::{Jsonl, Sink};
/// use tinviet::record::Fields;
/// assert_eq!(Jsonl { fields: Fields::ALL }.between(), b"");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Jsonl {
    /// The fields written.
    pub fields: Fields,
}

impl Sink for Jsonl {
    fn holds_errors(&self) -> bool {
        true
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        compact::write(&Selected { record, fields: self.fields }, out);
        out.push(b'\n');
        Ok(())
    }

    fn error(&self, error: &ErrorRecord<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        error_line(error, out)
    }
}

/// One JSON array of objects, compact (an object a line) or indented.
#[derive(Debug, Clone, Copy)]
pub struct Json {
    /// The fields written.
    pub fields: Fields,
    /// Whether objects are indented.
    pub pretty: bool,
}

impl Sink for Json {
    fn holds_errors(&self) -> bool {
        true
    }

    fn begin(&self) -> &[u8] {
        b"[\n"
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, any: bool) -> &'static [u8] {
        if any { b"\n]\n" } else { b"]\n" }
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let chosen = Selected { record, fields: self.fields };
        if self.pretty {
            return written(serde_json::to_writer_pretty(out, &chosen));
        }
        compact::write(&chosen, out);
        Ok(())
    }

    fn error(&self, error: &ErrorRecord<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        written(if self.pretty { serde_json::to_writer_pretty(out, error) } else { serde_json::to_writer(out, error) })
    }
}

/// Appends an error record as one line of JSON, whatever the format of the records.
///
/// # Errors
/// [`ErrorKind::Output`] where it cannot be written.
pub fn error_line(error: &ErrorRecord<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    written(serde_json::to_writer(&mut *out, error))?;
    out.push(b'\n');
    Ok(())
}

/// What writing came to.
fn written(done: serde_json::Result<()>) -> Result<(), Error> {
    done.map_err(|e| Error::new(ErrorKind::Output, Stage::Write, format!("the record cannot be written: {e}")))
}
