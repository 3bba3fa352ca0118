//! One row of a table, seen from its record.
//!
//! Enters: a record and the numbers of the item and of its part. Leaves: the texts under spans, and the mentions and
//! sentences that cells look up.

use crate::record::{CharSpan, Mention, Positions, Record};

/// A row: an item of a record, or a part of an item.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// The record.
    pub record: &'r Record<'r>,
    /// Number of the item in its list.
    pub item: usize,
    /// Number of the part, for items that have several rows.
    pub part: usize,
    positions: &'r Positions,
}

impl<'r> Row<'r> {
    pub(super) fn new(record: &'r Record<'r>, item: usize, part: usize, positions: &'r Positions) -> Self {
        Self { record, item, part, positions }
    }

    /// The text under a span.
    #[must_use]
    pub fn text(&self, span: CharSpan) -> &'r str {
        let text = &*self.record.text;
        let unit = self.record.offset_unit.unwrap_or_default();
        let [start, end] = [span.0, span.1].map(|at| self.positions.byte(text, unit, at));
        text.get(start..end).unwrap_or_default()
    }

    /// The text of a sentence.
    #[must_use]
    pub fn sentence(&self, number: usize) -> &'r str {
        self.record.sentences.get(number).map_or("", |s| self.text(s.span))
    }

    /// Number of the sentence that a position stands in.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        let n = self.record.sentences.partition_point(|s| s.span.1 <= at);
        self.record.sentences.get(n).filter(|s| s.span.0 <= at).map(|_| n)
    }

    /// The mention with an id.
    #[must_use]
    pub fn mention(&self, id: u32) -> Option<&'r Mention<'r>> {
        self.record.mentions.binary_search_by_key(&id, |m| m.id).ok().map(|n| &self.record.mentions[n])
    }
}
