//! One sentence with its mentions, as the readers of measures, periods and places see it.
//!
//! Enters: a document, a sentence of it and the mentions in it. Leaves: [`Clauses`], which answers what stands at a token.

use crate::intern::SylId;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::number::context;
use crate::resolve::admin::Resolved;
use crate::resolve::anchor::Anchored;
use crate::resolve::by_mention::ByMention;
use crate::resolve::indicator::marks::Marks;
use crate::span::{Span, Tok};
use crate::token::syllable::TokenKind;
use crate::value::Amount;

/// One sentence with its mentions.
pub(super) struct Clauses<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) within: Span<Tok>,
    pub(super) mentions: &'d [Candidate],
    /// Those of the sentence.
    pub(super) range: std::ops::Range<usize>,
    /// Whether a figure is among them.
    pub(super) figures: bool,
    pub(super) dates: &'d ByMention<Anchored>,
    pub(super) units: &'d Resolved,
    pub(super) marks: &'d Marks,
}

/// The amount of a figure; `None` for other mentions.
#[inline]
pub(super) fn amount(c: &Candidate) -> Option<&Amount> {
    match &c.value {
        Value::Percent(a) | Value::Money(a) | Value::Quantity(a) => Some(a),
        _ => None,
    }
}

/// A set of punctuation marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct MarkSet([u64; 2]);

impl MarkSet {
    /// The set of these marks and their variants.
    pub(super) const fn of(marks: &[char]) -> Self {
        let mut set = [0; 2];
        let mut i = 0;
        while i < marks.len() {
            let (word, bit) = Self::place(SylId::punct(marks[i]));
            set[word] |= bit;
            i += 1;
        }
        Self(set)
    }

    /// Where the bit of a mark is: those asked for are all ASCII, once folded.
    #[inline]
    const fn place(mark: SylId) -> (usize, u64) {
        ((mark.0 >> 6 & 1) as usize, 1 << (mark.0 & 63))
    }

    #[inline]
    fn has(self, mark: SylId) -> bool {
        let (word, bit) = Self::place(mark);
        self.0[word] & bit != 0 && mark.0 & 0x7FFF_FF80 == 0
    }
}

/// A [`MarkSet`] that is made at compile time.
macro_rules! marks {
    ($($mark:literal),+) => {
        const { $crate::resolve::indicator::sentence::MarkSet::of(&[$($mark),+]) }
    };
}
pub(super) use marks;

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

    #[inline]
    pub(super) fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at < self.within.end && self.doc.has(at, class) { self.phrase_there(at, class) } else { None }
    }

    fn phrase_there(&self, at: u32, class: Class) -> Option<Match> {
        self.doc.phrase(at, class).filter(|m| m.span().end <= self.within.end)
    }

    /// The phrase of `class` that ends right before token `at`.
    pub(super) fn ends(&self, at: u32, class: Class) -> Option<Match> {
        context::ends(self.doc, self.within, at, class)
    }

    /// Whether one of `marks` stands at `at`.
    #[inline]
    pub(super) fn is(&self, at: u32, marks: MarkSet) -> bool {
        at >= self.within.start
            && at < self.within.end
            && self.doc.tokens.get(at as usize).is_some_and(|t| t.kind == TokenKind::Punct && marks.has(t.id))
    }

    /// Start of a figure or date at `at`.
    pub(super) fn blocked(&self, at: u32) -> bool {
        self.marks.begins(at)
    }
}
