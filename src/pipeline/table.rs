//! A row of a table to the fields of an article.
//!
//! Enters: the text of a row, and the header of its table. Leaves: its [`Fields`], quotes and separators undone. Not done
//! here: finding rows (that is `source::rows`).

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::jsonl::{Fields, Scalar};
use super::source::Header;

/// Takes rows apart; kept from row to row for its memory.
pub(super) struct Splitter {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Number of fields of the last row.
    count: usize,
}

impl Splitter {
    pub(super) fn new(header: &Header) -> Self {
        // As rows are found: the carriage return before a line end was taken away, any other is part of the text.
        let reader =
            ReaderBuilder::new().delimiter(header.separator).terminator(csv_core::Terminator::Any(b'\n')).build();
        Self { reader, text: Vec::new(), ends: vec![0; header.columns + 1], count: 0 }
    }

    /// Takes a row apart; whether it has as many fields as the header.
    pub(super) fn split(&mut self, row: &str, header: &Header) -> bool {
        let mut row = row.trim_end_matches(['\r', '\n']).as_bytes();
        self.reader.reset();
        // Undoing quotes makes no text longer.
        self.text.resize(row.len().max(1), 0);
        let (mut written, mut count) = (0, 0);
        loop {
            let (result, read, wrote, ends) =
                self.reader.read_record(row, &mut self.text[written..], &mut self.ends[count..]);
            row = &row[read..];
            written += wrote;
            count += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.count = count;
        count == header.columns
    }

    /// Number of fields of the last row.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// What the last row says about an article.
    pub(super) fn fields(&self, header: &Header) -> Fields<'_> {
        let [text, id, date, title, url, publisher] = header.roles.map(|role| {
            let column = role.filter(|c| *c < self.count)?;
            let start = if column == 0 { 0 } else { self.ends[column - 1] };
            let bytes = &self.text[start..self.ends[column]];
            Some(Scalar::Text(match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => String::from_utf8_lossy(bytes),
            }))
        });
        Fields { text, id, date, title, url, publisher }
    }
}
