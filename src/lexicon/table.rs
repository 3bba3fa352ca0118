//! Tab-separated lexicon files.
//!
//! Enters: the text of a TSV file with a header line. Leaves: its rows, each field by column number.
//! Not done here: what the columns mean. There is no quoting: a `"` is a plain character. Lines that begin with `#` are
//! comments, empty lines are passed over.

use crate::error::{Error, ErrorKind, Stage};

/// One lexicon file, borrowed from its text.
#[derive(Debug)]
pub struct Table<'a> {
    /// The file's name, for messages.
    pub name: &'a str,
    columns: usize,
    /// Row after row.
    fields: Vec<&'a str>,
    /// The line of each row, 1-based.
    lines: Vec<u32>,
}

impl<'a> Table<'a> {
    /// Reads `text`, whose header must be exactly `columns`.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with file and line where the header differs or a row has another number of fields.
    ///
    /// ```
    /// use tinviet::lexicon::table::Table;
    /// let t = Table::parse("x.tsv", "form\tvalue\nGiêng\t1\n", &["form", "value"]).unwrap();
    /// assert_eq!(t.rows().next(), Some(&["Giêng", "1"][..]));
    /// ```
    pub fn parse(name: &'a str, text: &'a str, columns: &[&str]) -> Result<Self, Error> {
        let bad = |line: usize, what: &str| Error::new(ErrorKind::Data, Stage::Parse, format!("{name}:{line}: {what}"));
        let mut table = Self { name, columns: columns.len(), fields: Vec::new(), lines: Vec::new() };
        // One walk from mark to mark; where the row begins among the fields, and whether the header was met.
        let (mut start, mut line, mut row, mut headed) = (0, 1, 0, false);
        for mark in memchr::memchr2_iter(b'\t', b'\n', text.as_bytes()).chain([text.len()]) {
            let field = &text[start..mark];
            start = mark + 1;
            if text.as_bytes().get(mark) == Some(&b'\t') {
                table.fields.push(field);
                continue;
            }
            table.fields.push(field.trim_end_matches('\r'));
            let fields = &table.fields[row..];
            if matches!(fields, [""]) || fields[0].starts_with('#') {
                table.fields.truncate(row);
            } else if !headed {
                if fields != columns {
                    return Err(bad(line, &format!("the header must be: {}", columns.join(", "))));
                }
                headed = true;
                table.fields.truncate(row);
            } else if fields.len() == columns.len() {
                table.lines.push(line as u32);
                row = table.fields.len();
            } else {
                return Err(bad(line, &format!("{} fields, {} expected", fields.len(), columns.len())));
            }
            line += 1;
        }
        if !headed {
            return Err(bad(1, "no header line"));
        }
        Ok(table)
    }

    /// The rows in file order, each with one field per column.
    pub fn rows(&self) -> impl Iterator<Item = &[&'a str]> {
        self.fields.chunks_exact(self.columns)
    }

    /// The rows with their line numbers (1-based).
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &[&'a str])> {
        self.lines.iter().copied().zip(self.rows())
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }
}
