//! One row of a table, seen from its record.
//!
//! Enters: a record and the numbers of the item and of its part. Leaves: the texts under spans, and the mentions and
//! sentences that cells look up.

use crate::record::{CharSpan, Mention, Record};

/// A row: an item of a record, or a part of an item.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// The record.
    pub record: &'r Record<'r>,
    /// Number of the item in its list.
    pub item: usize,
    /// Number of the part, for items that have several rows.
    pub part: usize,
    index: &'r Index,
}

/// Where code points stand in a text.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Byte of every code point whose number divides by `STEP`.
    bytes: Vec<u32>,
}

const STEP: usize = 64;

impl Index {
    /// Refills the index for `text`.
    pub(super) fn fill(&mut self, text: &str) {
        self.bytes.clear();
        self.bytes.extend(text.char_indices().step_by(STEP).map(|(at, _)| at as u32));
    }

    fn byte(&self, text: &str, point: u32) -> usize {
        let Some(&near) = self.bytes.get(point as usize / STEP) else { return text.len() };
        let rest = &text[near as usize..];
        rest.char_indices().nth(point as usize % STEP).map_or(text.len(), |(at, _)| near as usize + at)
    }
}

impl<'r> Row<'r> {
    pub(super) fn new(record: &'r Record<'r>, item: usize, part: usize, index: &'r Index) -> Self {
        Self { record, item, part, index }
    }

    /// The text under a span.
    #[must_use]
    pub fn text(&self, span: CharSpan) -> &'r str {
        let text = &*self.record.text;
        let (start, end) = (self.index.byte(text, span.0), self.index.byte(text, span.1));
        text.get(start..end).unwrap_or_default()
    }

    /// The text of a sentence.
    #[must_use]
    pub fn sentence(&self, number: usize) -> &'r str {
        self.record.sentences.get(number).map_or("", |s| self.text(s.span))
    }

    /// Number of the sentence that a code point stands in.
    #[must_use]
    pub fn sentence_at(&self, point: u32) -> Option<usize> {
        let n = self.record.sentences.partition_point(|s| s.span.1 <= point);
        self.record.sentences.get(n).filter(|s| s.span.0 <= point).map(|_| n)
    }

    /// The mention with an id.
    #[must_use]
    pub fn mention(&self, id: u32) -> Option<&'r Mention<'r>> {
        self.record.mentions.binary_search_by_key(&id, |m| m.id).ok().map(|n| &self.record.mentions[n])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_to_bytes() {
        let text = "Đồng bằng sông Cửu Long ".repeat(40);
        let mut index = Index::default();
        index.fill(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.byte(&text, n as u32), at);
        }
        assert_eq!(index.byte(&text, text.chars().count() as u32), text.len());
        assert_eq!(index.byte(&text, u32::MAX), text.len());
        index.fill("");
        assert_eq!(index.byte("", 0), 0);
    }
}
