//! Where figures and dates begin and end, by token.
//!
//! Enters: the mentions of a document. Leaves: [`Marks`], so that walking a clause costs nothing for each mention.

use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;

/// Where figures and dates begin and end.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// A figure, date or length of time begins at the token.
    pub(super) begins: Vec<bool>,
    /// A figure begins at the token.
    pub(super) figure_begins: Vec<bool>,
    /// A figure ends before the token.
    pub(super) figure_ends: Vec<bool>,
    /// One more than the first token of the date that ends before the token.
    date_start: Vec<u32>,
    /// Token after the date that begins at the token.
    date_end: Vec<u32>,
}

impl Marks {
    pub(super) fn of(tokens: usize, mentions: &[Candidate]) -> Self {
        let mut marks = Self {
            begins: vec![false; tokens + 1],
            figure_begins: vec![false; tokens + 1],
            figure_ends: vec![false; tokens + 1],
            date_start: vec![0; tokens + 1],
            date_end: vec![0; tokens + 1],
        };
        for c in mentions {
            let (start, end) = (c.span.start as usize, c.span.end as usize);
            match c.kind {
                Kind::Percent | Kind::Money | Kind::Quantity => {
                    marks.begins[start] = true;
                    marks.figure_begins[start] = true;
                    marks.figure_ends[end] = true;
                }
                Kind::Duration => marks.begins[start] = true,
                Kind::Date => {
                    marks.begins[start] = true;
                    marks.date_start[end] = c.span.start + 1;
                    marks.date_end[start] = c.span.end;
                }
                _ => {}
            }
        }
        marks
    }

    /// First token of the date that ends before `at`.
    pub(super) fn date_before(&self, at: u32) -> Option<u32> {
        self.date_start[at as usize].checked_sub(1)
    }

    /// End of the date that begins at `at`.
    pub(super) fn date_at(&self, at: u32) -> Option<u32> {
        Some(self.date_end[at as usize]).filter(|end| *end > 0)
    }
}
