//! The documentation of the tables, from the tables themselves.

use std::fmt::Write;

use super::TABLES;

/// Markdown that lists every table with its columns; `docs/tables.md` is this text.
#[must_use]
pub fn describe() -> String {
    let mut out = String::from(HEAD);
    for table in TABLES {
        // Writing into a string cannot fail.
        let _ = write!(out, "\n## {}\n\n{}\n\n| column | type | holds |\n|---|---|---|\n", table.name, table.about);
        for column in table.columns() {
            let _ = writeln!(out, "| `{}` | {} | {} |", column.name, column.holds.name(), column.about);
        }
    }
    out
}

const HEAD: &str = "\
# Tables

`tinviet extract --table NAME --format csv|tsv|jsonl|parquet` writes one flat table instead of records. This page is made
from the tables' own definitions; `UPDATE_TABLES=1 cargo test --test it tables` writes it anew, and a test holds it to them.
Other formats: [formats.md](formats.md).

- **CSV and TSV**: UTF-8, one line of column names first, a line feed after each row; a cell that holds the separator, a
  quote or a line break stands in double quotes, with quotes inside doubled. `--bom` puts a byte order mark in front, by
  which spreadsheets know UTF-8. Line breaks inside a cell become spaces.
- **JSON Lines**: an object for each row, with the column names as keys; an empty cell is `null`.
- **Parquet** (a build with the feature `parquet`): the columns with the types below, `text` as UTF-8 strings, `integer` as
  INT64, `number` as DOUBLE; an empty cell is null; compressed with zstd.
- **Numbers** have a decimal point and no grouping, whatever the article wrote; what it wrote is in `raw` or `text`.
  **Dates** are ISO 8601 with the precision stated.
- **Positions** (`start`, `end`) count Unicode code points from 0, the end not included; with `--offset-unit` another unit.
- **Documents that cannot be read** have no row. They are counted in the summary and named on standard error, they make the
  exit code 1, and `--errors FILE` writes their error records to a file of JSON Lines instead of naming them.
";
