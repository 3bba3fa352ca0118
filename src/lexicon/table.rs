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
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(n, l)| (n + 1, l.trim_end_matches('\r')))
            .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let (n, header) = lines.next().ok_or_else(|| bad(1, "no header line"))?;
        if !header.split('\t').eq(columns.iter().copied()) {
            return Err(bad(n, &format!("the header must be: {}", columns.join(", "))));
        }
        let mut table = Self { name, columns: columns.len(), fields: Vec::new(), lines: Vec::new() };
        for (n, line) in lines {
            let before = table.fields.len();
            table.fields.extend(line.split('\t'));
            let found = table.fields.len() - before;
            if found != columns.len() {
                return Err(bad(n, &format!("{found} fields, {} expected", columns.len())));
            }
            table.lines.push(n as u32);
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
