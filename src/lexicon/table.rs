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
    rows: Vec<(u32, Vec<&'a str>)>,
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
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(n, l)| (n + 1, l.trim_end_matches('\r')))
            .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let (n, header) = lines.next().ok_or_else(|| bad(1, "no header line"))?;
        if !header.split('\t').eq(columns.iter().copied()) {
            return Err(bad(n, &format!("the header must be: {}", columns.join(", "))));
        }
        let mut rows = Vec::new();
        for (n, line) in lines {
            let row: Vec<&str> = line.split('\t').collect();
            if row.len() != columns.len() {
                return Err(bad(n, &format!("{} fields, {} expected", row.len(), columns.len())));
            }
            rows.push((n as u32, row));
        }
        Ok(Self { name, columns: columns.len(), rows })
    }

    /// The rows in file order, each with one field per column.
    pub fn rows(&self) -> impl Iterator<Item = &[&'a str]> {
        self.rows.iter().map(|(_, r)| r.as_slice())
    }

    /// The rows with their line numbers (1-based).
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &[&'a str])> {
        self.rows.iter().map(|(n, r)| (*n, r.as_slice()))
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }
}
