//! Where figures and dates begin and end, and where names begin, by token.
//!
//! Enters: the mentions of a document. Leaves: [`Marks`], so that walking a clause costs nothing for each mention.

use std::ops::Range;

use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::span::{Span, Tok};

/// A figure, date or length of time begins at the token.
const BEGINS: u8 = 1;
/// A figure begins at the token.
const FIGURE_BEGINS: u8 = 2;
/// A figure ends before the token.
const FIGURE_ENDS: u8 = 4;
/// A date begins at the token.
const DATE_BEGINS: u8 = 8;
/// A date ends before the token.
const DATE_ENDS: u8 = 16;
/// The name of a body, a place or a person begins at the token.
const NAME_BEGINS: u8 = 32;

/// Where figures and dates begin and end.
#[derive(Debug, Default)]
pub(super) struct Marks {
    at: Vec<u8>,
    /// The dates in order.
    dates: Vec<Span<Tok>>,
}

impl Marks {
    pub(super) fn of(tokens: usize, mentions: &[Candidate]) -> Self {
        let mut marks = Self { at: vec![0; tokens + 1], dates: Vec::new() };
        for c in mentions {
            let (begins, ends) = match c.kind {
                Kind::Percent | Kind::Money | Kind::Quantity => (BEGINS | FIGURE_BEGINS, FIGURE_ENDS),
                Kind::Duration => (BEGINS, 0),
                Kind::Date => {
                    marks.dates.push(c.span);
                    (BEGINS | DATE_BEGINS, DATE_ENDS)
                }
                Kind::Organisation | Kind::Place | Kind::Person => (NAME_BEGINS, 0),
                _ => continue,
            };
            marks.at[c.span.start as usize] |= begins;
            marks.at[c.span.end as usize] |= ends;
        }
        marks
    }

    #[inline]
    fn has(&self, mark: u8, at: u32) -> bool {
        self.at[at as usize] & mark != 0
    }

    /// Whether a figure, date or length of time begins at `at`.
    #[inline]
    pub(super) fn begins(&self, at: u32) -> bool {
        self.has(BEGINS, at)
    }

    /// Whether the name of a body, a place or a person begins at `at`.
    #[inline]
    pub(super) fn name_begins(&self, at: u32) -> bool {
        self.has(NAME_BEGINS, at)
    }

    /// Whether a figure begins at `at`.
    #[inline]
    pub(super) fn figure_begins(&self, at: u32) -> bool {
        self.has(FIGURE_BEGINS, at)
    }

    /// Whether a figure ends before `at`.
    #[inline]
    pub(super) fn figure_ends(&self, at: u32) -> bool {
        self.has(FIGURE_ENDS, at)
    }

    /// Whether a figure ends before one of these tokens.
    pub(super) fn figure_ends_in(&self, run: Range<u32>) -> bool {
        self.at[run.start as usize..run.end as usize].iter().any(|m| m & FIGURE_ENDS != 0)
    }

    /// First token of the date that ends before `at`.
    pub(super) fn date_before(&self, at: u32) -> Option<u32> {
        if !self.has(DATE_ENDS, at) {
            return None;
        }
        self.dates.get(self.dates.partition_point(|d| d.end < at)).map(|d| d.start)
    }

    /// End of the date that begins at `at`.
    pub(super) fn date_at(&self, at: u32) -> Option<u32> {
        if !self.has(DATE_BEGINS, at) {
            return None;
        }
        self.dates.get(self.dates.partition_point(|d| d.start < at)).map(|d| d.end)
    }
}
