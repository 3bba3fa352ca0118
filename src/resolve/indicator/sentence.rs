//! One sentence with its mentions, as the readers of measures, periods and places see it.
//!
//! Enters: a document, a sentence of it and the mentions in it. Leaves: [`Clauses`], which answers what stands at a token.

use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::resolve::admin::Resolved;
use crate::resolve::anchor::Anchored;
use crate::resolve::indicator::marks::Marks;
use crate::span::{Span, Tok};
use crate::token::syllable::TokenKind;
use crate::value::Amount;

/// One sentence with its mentions.
pub(super) struct Clauses<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) within: Span<Tok>,
    pub(super) mentions: &'d [Candidate],
    pub(super) range: std::ops::Range<usize>,
    pub(super) dates: &'d [Option<Anchored>],
    pub(super) units: &'d Resolved,
    pub(super) marks: &'d Marks,
}

/// The amount of a figure; `None` for other mentions.
pub(super) fn amount(c: &Candidate) -> Option<&Amount> {
    match &c.value {
        Value::Percent(a) | Value::Money(a) | Value::Quantity(a) => Some(a),
        _ => None,
    }
}

impl Clauses<'_, '_> {
    pub(super) fn here(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.range.clone().map(|i| (i, &self.mentions[i]))
    }

    /// The mentions of the sentence that begin within `REACH` tokens of `at`, so that a long sentence costs no more.
    pub(super) fn near(&self, at: u32) -> impl DoubleEndedIterator<Item = (usize, &Candidate)> {
        const REACH: u32 = 40;
        let here = &self.mentions[self.range.clone()];
        let low = here.partition_point(|c| c.span.start + REACH < at);
        let high = here.partition_point(|c| c.span.start <= at + REACH);
        let first = self.range.start;
        here[low..high.max(low)].iter().enumerate().map(move |(i, c)| (first + low + i, c))
    }

    pub(super) fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at >= self.within.end {
            None
        } else {
            self.doc.phrase(at, class).filter(|m| m.span().end <= self.within.end)
        }
    }

    pub(super) fn is(&self, at: u32, marks: &[char]) -> bool {
        if at < self.within.start || at >= self.within.end {
            return false;
        }
        let token = &self.doc.tokens[at as usize];
        token.kind == TokenKind::Punct && marks.iter().any(|&c| token.is(c))
    }

    /// Start of a figure or date at `at`.
    pub(super) fn blocked(&self, at: u32) -> bool {
        self.marks.begins(at)
    }
}
