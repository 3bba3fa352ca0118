//! Records to flat tables: a table is a name, what one row is, and documented columns.
//!
//! Enters: a [`Record`]. Leaves: its rows in one of the [`TABLES`], as CSV, TSV or JSON Lines. A column says beside its
//! name what it holds and how it is read from the record, so that the list, the documentation and the output cannot part.
//! A document that could not be read has no row. Not done here: any decision about what was found.

mod articles;
mod cell;
mod describe;
mod documents;
mod indicators;
mod mentions;
mod officials;
#[cfg(feature = "parquet")]
mod parquet;
mod programmes;
mod row;
mod sentences;
mod shared;
mod write;

pub use cell::Cell;
pub use describe::describe;
#[cfg(feature = "parquet")]
pub use parquet::{Cells, Parquet};
pub use row::Row;
pub use write::{Delimited, Rows};

use crate::record::Record;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, unique in the table.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// The type of its cells, for formats that have types.
    pub holds: Holds,
    /// The cell of a row.
    pub cell: for<'r> fn(&Row<'r>) -> Cell<'r>,
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Texts; dates among them, and values that are a date in one row and a number in another.
    Text,
    /// Whole numbers from 0: counts and positions.
    Count,
    /// Numbers.
    Number,
}

impl Holds {
    /// The name in the documentation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Count => "integer",
            Self::Number => "number",
        }
    }
}

/// A table.
///
/// ```
/// use tinviet::sink::table::Table;
/// let table = Table::named("indicators").unwrap();
/// assert_eq!(table.columns().next().unwrap().name, "id");
/// assert!(Table::named("pictures").is_none());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// The columns, in runs so that tables can share some.
    groups: &'static [&'static [Column]],
    /// Calls back for each row of a record: number of the item, number of the part of it.
    each: fn(&Record<'_>, &mut dyn FnMut(usize, usize)),
}

/// All tables, in the order of their documentation.
pub const TABLES: &[Table] = &[
    articles::TABLE,
    sentences::TABLE,
    mentions::TABLE,
    officials::TABLE,
    indicators::TABLE,
    programmes::TABLE,
    documents::TABLE,
];

impl Table {
    /// The table with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|t| t.name == name)
    }

    /// Its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.groups.iter().copied().flatten()
    }
}

/// A row for each of `count` items.
fn all(count: usize, row: &mut dyn FnMut(usize, usize)) {
    (0..count).for_each(|n| row(n, 0));
}
