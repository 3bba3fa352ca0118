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
        for mark in marks(text).chain([text.len()]) {
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

    /// A table that is part of the program. Where it is malformed it has no rows, and a test of it fails: a run never panics
    /// for it.
    #[must_use]
    pub fn embedded(name: &'a str, text: &'a str, columns: &[&str]) -> Self {
        let empty = Self { name, columns: columns.len(), fields: Vec::new(), lines: Vec::new() };
        Self::parse(name, text, columns).unwrap_or(empty)
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

/// Where the tabs and line ends of `text` stand, in order.
fn marks(text: &str) -> Marks<'_> {
    Marks { rest: text.as_bytes(), next: 0, bits: 0 }
}

/// Finds the marks of a text. Eight bytes are looked at as one number: fields are too short for a search that has to be set
/// going for each.
struct Marks<'t> {
    /// What was not looked at yet.
    rest: &'t [u8],
    /// Where it begins.
    next: usize,
    /// The marks among the eight bytes before it that were not told yet, see [`mark_bits`].
    bits: u64,
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let eight = match self.rest.split_first_chunk() {
                Some((eight, rest)) => {
                    self.rest = rest;
                    *eight
                }
                None if self.rest.is_empty() => return None,
                None => {
                    let mut last = [0; 8];
                    last[..self.rest.len()].copy_from_slice(self.rest);
                    self.rest = &[];
                    last
                }
            };
            self.bits = mark_bits(u64::from_le_bytes(eight));
            self.next += 8;
        }
        let at = self.next - 8 + self.bits.trailing_zeros() as usize / 8;
        self.bits &= self.bits - 1;
        Some(at)
    }
}

/// The uppermost bit of each byte of `eight` that is a tab or a line end.
const fn mark_bits(eight: u64) -> u64 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    // Set in each byte that differs: adding carries into it from the seven bits below, or it differs itself.
    const fn other(eight: u64, byte: u8) -> u64 {
        let apart = eight ^ u64::from_le_bytes([byte; 8]);
        ((apart & LOW) + LOW) | apart
    }
    !(other(eight, b'\t') & other(eight, b'\n')) & !LOW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found() {
        let text = "\tđầu\t\t\nhai\u{89}\u{8A}\u{B}\u{8}\tba bốn năm sáu\nbảy\ttám\t\n";
        let want: Vec<usize> = text.match_indices(['\t', '\n']).map(|(at, _)| at).collect();
        for from in text.char_indices().map(|(at, _)| at) {
            let found: Vec<usize> = marks(&text[from..]).map(|at| at + from).collect();
            assert_eq!(found, want.iter().copied().filter(|at| *at >= from).collect::<Vec<_>>());
        }
    }

    #[test]
    fn rows_comments_and_faults() {
        let table = Table::parse("x.tsv", "# of\t it\r\n\r\na\tb\r\n1\t\r\n\n#\n\t2", &["a", "b"]).expect("a table");
        assert_eq!(table.numbered().collect::<Vec<_>>(), [(4, &["1", ""][..]), (7, &["", "2"])]);
        for (text, fault) in [
            ("", "x.tsv:1: no header line"),
            ("# a\n", "x.tsv:1: no header line"),
            ("\na\tc\n", "x.tsv:2: the header must be: a, b"),
            ("a\tb\n1\t2\n1\n", "x.tsv:3: 1 fields, 2 expected"),
        ] {
            let error = Table::parse("x.tsv", text, &["a", "b"]).expect_err(text).to_string();
            assert!(error.contains(fault), "{error}");
        }
    }
}
