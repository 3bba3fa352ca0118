//! Rows to bytes: CSV and TSV, and JSON Lines.
//!
//! Enters: a table and records. Leaves: a line for each row. Errors leave nothing: they have no row. Not done here: which
//! columns there are.

use std::borrow::Cow;
use std::cell::RefCell;

use csv::{Terminator, Writer, WriterBuilder};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Cell, Row, Table};
use crate::error::{Error, ErrorKind, Stage};
use crate::record::{Positions, Record};
use crate::sink::Sink;

/// Lines of cells with a separator between them, after a line of names.
#[derive(Debug)]
pub struct Delimited {
    table: &'static Table,
    separator: u8,
    begin: Vec<u8>,
}

/// A JSON object a row.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// The table written.
    pub table: &'static Table,
}

thread_local! {
    /// A worker's positions of the record in hand; kept for its memory.
    static POSITIONS: RefCell<Positions> = RefCell::default();
}

/// Calls `row` for each row of `record` in `table`.
pub(super) fn each(table: &Table, record: &Record<'_>, mut row: impl FnMut(&Row<'_>)) {
    POSITIONS.with_borrow_mut(|positions| {
        positions.fill(&record.text);
        (table.each)(record, &mut |item, part| row(&Row::new(record, item, part, positions)));
    });
}

impl Delimited {
    /// Comma-separated values of `table`; `bom` puts a byte order mark in front.
    ///
    /// # Errors
    /// None in practice: the header is written to memory.
    pub fn csv(table: &'static Table, bom: bool) -> Result<Self, Error> {
        Self::new(table, b',', bom)
    }

    /// Tab-separated values of `table`; `bom` puts a byte order mark in front.
    ///
    /// # Errors
    /// As for [`Delimited::csv`].
    pub fn tsv(table: &'static Table, bom: bool) -> Result<Self, Error> {
        Self::new(table, b'\t', bom)
    }

    fn new(table: &'static Table, separator: u8, bom: bool) -> Result<Self, Error> {
        let mut begin = if bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        let mut line = writer(separator, &mut begin);
        line.write_record(table.columns().map(|c| c.name)).map_err(|e| failed(&e))?;
        drop(line);
        Ok(Self { table, separator, begin })
    }
}

fn writer(separator: u8, out: &mut Vec<u8>) -> Writer<&mut Vec<u8>> {
    WriterBuilder::new().delimiter(separator).terminator(Terminator::Any(b'\n')).from_writer(out)
}

/// The text of a cell on one line.
fn flat(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) if text.contains(['\n', '\r']) => Cow::Owned(text.replace(['\n', '\r'], " ")),
        Cell::Text(text) => text,
        Cell::Number(n) => Cow::Owned(n.to_string()),
    }
}

impl Sink for Delimited {
    fn begin(&self) -> &[u8] {
        &self.begin
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let mut lines = writer(self.separator, out);
        let mut outcome = Ok(());
        each(self.table, record, |row| {
            if outcome.is_ok() {
                let mut cells = self.table.columns().map(|c| flat((c.cell)(row)));
                outcome = cells
                    .try_for_each(|cell| lines.write_field(cell.as_bytes()))
                    .and_then(|()| lines.write_record(None::<&[u8]>));
            }
        });
        outcome.and_then(|()| Ok(lines.flush()?)).map_err(|e| failed(&e))
    }
}

/// A row as a map from names to cells.
struct Object<'t, 'r>(&'t Table, &'t Row<'r>);

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        for column in self.0.columns() {
            map.serialize_entry(column.name, &(column.cell)(self.1))?;
        }
        map.end()
    }
}

impl Sink for Rows {
    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let mut outcome = Ok(());
        each(self.table, record, |row| {
            if outcome.is_ok() {
                outcome = serde_json::to_writer(&mut *out, &Object(self.table, row));
                out.push(b'\n');
            }
        });
        outcome.map_err(|e| failed(&e))
    }
}

#[cold]
fn failed(error: &dyn std::error::Error) -> Error {
    Error::new(ErrorKind::Output, Stage::Write, format!("the row cannot be written: {error}"))
}
