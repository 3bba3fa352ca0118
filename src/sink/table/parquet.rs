//! Rows to a Parquet file.
//!
//! Enters: records, by way of [`Cells`], which workers encode side by side; then those bytes, in order. Leaves: a Parquet
//! file with a typed column for each column of the table, every cell of which may be null. Rows are gathered to batches and
//! batches to row groups, both bounded in bytes, so memory does not grow with the archive. Not done here: which columns
//! there are.

use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::write::each;
use super::{Cell, Holds, Table};
use crate::error::{Error, ErrorKind, Stage};
use crate::record::{Number, Record, Versions};
use crate::sink::Sink;

/// The cells of the rows of a table, in a form of our own that [`Parquet::push`] reads.
#[derive(Debug, Clone, Copy)]
pub struct Cells {
    /// The table.
    pub table: &'static Table,
}

const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const NUMBER: u8 = 2;

impl Sink for Cells {
    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        each(self.table, record, |row| {
            for column in self.table.columns() {
                match (column.cell)(row) {
                    Cell::Empty => out.push(EMPTY),
                    Cell::Text(text) => {
                        out.push(TEXT);
                        out.extend_from_slice(&(text.len() as u32).to_le_bytes());
                        out.extend_from_slice(text.as_bytes());
                    }
                    Cell::Number(n) => {
                        out.push(NUMBER);
                        out.extend_from_slice(&n.get().to_le_bytes());
                    }
                }
            }
        });
        Ok(())
    }
}

/// Rows of a batch; bytes of texts in one.
const BATCH_ROWS: usize = 8192;
const BATCH_BYTES: usize = 8 << 20;
/// Rows and bytes of a row group.
const GROUP_ROWS: usize = 1 << 20;
const GROUP_BYTES: usize = 64 << 20;

/// A Parquet file under way.
pub struct Parquet<W: Write + Send> {
    table: &'static Table,
    columns: Vec<Builder>,
    rows: usize,
    bytes: usize,
    writer: ArrowWriter<W>,
}

enum Builder {
    Text(StringBuilder),
    Count(Int64Builder),
    Number(Float64Builder),
}

impl Builder {
    fn new(holds: Holds) -> Self {
        match holds {
            Holds::Text => Self::Text(StringBuilder::new()),
            Holds::Count => Self::Count(Int64Builder::new()),
            Holds::Number => Self::Number(Float64Builder::new()),
        }
    }

    fn null(&mut self) {
        match self {
            Self::Text(b) => b.append_null(),
            Self::Count(b) => b.append_null(),
            Self::Number(b) => b.append_null(),
        }
    }

    fn number(&mut self, n: f64) {
        match self {
            Self::Text(b) => match Number::new(n) {
                Some(n) => b.append_value(n.to_string()),
                None => b.append_null(),
            },
            Self::Count(b) => b.append_value(n as i64),
            Self::Number(b) => b.append_value(n),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(b) => Arc::new(b.finish()),
            Self::Count(b) => Arc::new(b.finish()),
            Self::Number(b) => Arc::new(b.finish()),
        }
    }
}

impl<W: Write + Send> Parquet<W> {
    /// A file of `table`, written to `out`.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] where it cannot be written.
    pub fn new(table: &'static Table, out: W) -> Result<Self, Error> {
        let mut columns: Vec<Builder> = table.columns().map(|c| Builder::new(c.holds)).collect();
        let schema = batch(table, &mut columns)?.schema();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .set_created_by(format!("tinviet version {}", Versions::THIS.tinviet))
            .build();
        let writer = ArrowWriter::try_new(out, schema, Some(properties)).map_err(|e| failed(&e))?;
        Ok(Self { table, columns, rows: 0, bytes: 0, writer })
    }

    /// Adds rows as [`Cells`] wrote them.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] where they cannot be written, or are not such rows.
    pub fn push(&mut self, mut cells: &[u8]) -> Result<(), Error> {
        while !cells.is_empty() {
            for (column, builder) in self.table.columns().zip(&mut self.columns) {
                let rest = Self::cell(builder, cells).ok_or_else(|| failed(&format!("column {}", column.name)))?;
                self.bytes += cells.len() - rest.len();
                cells = rest;
            }
            self.rows += 1;
            if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
                self.flush()?;
            }
        }
        Ok(())
    }

    /// Reads one cell; what stands behind it.
    fn cell<'c>(builder: &mut Builder, cells: &'c [u8]) -> Option<&'c [u8]> {
        let (tag, rest) = cells.split_first()?;
        match (*tag, &mut *builder) {
            (EMPTY, _) => {
                builder.null();
                Some(rest)
            }
            (TEXT, Builder::Text(b)) => {
                let (len, rest) = rest.split_first_chunk::<4>()?;
                let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
                b.append_value(std::str::from_utf8(text).ok()?);
                Some(rest)
            }
            (NUMBER, _) => {
                let (bytes, rest) = rest.split_first_chunk::<8>()?;
                builder.number(f64::from_le_bytes(*bytes));
                Some(rest)
            }
            _ => None,
        }
    }

    fn flush(&mut self) -> Result<(), Error> {
        (self.rows, self.bytes) = (0, 0);
        let batch = batch(self.table, &mut self.columns)?;
        self.writer.write(&batch).map_err(|e| failed(&e))
    }

    /// Writes the end of the file, and gives back what it was written to.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] where it cannot be written.
    pub fn finish(mut self) -> Result<W, Error> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.writer.into_inner().map_err(|e| failed(&e))
    }
}

/// The rows gathered, which the builders hold no more.
fn batch(table: &Table, columns: &mut [Builder]) -> Result<RecordBatch, Error> {
    let arrays = table.columns().zip(columns).map(|(column, builder)| (column.name, builder.finish(), true));
    RecordBatch::try_from_iter_with_nullable(arrays).map_err(|e| failed(&e))
}

#[cold]
fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::new(ErrorKind::Output, Stage::Write, format!("the Parquet file cannot be written: {error}"))
}
