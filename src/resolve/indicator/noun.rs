//! The noun phrase right of a figure.
//!
//! Enters: a sentence and the token after a figure. Leaves: the phrase that is counted or shared, cut at the verb, the
//! preposition or the next figure. Not done here: choosing between it and the subject.

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::recognise::number::context::ends;
use crate::resolve::indicator::sentence::Clauses;
use crate::span::{Span, Tok};

/// Most tokens a measure may have.
pub(super) const LONGEST: u32 = 18;

impl Clauses<'_, '_> {
    /// Token after the figure and the rate that follows it: `15%/năm`.
    pub(super) fn after_rate(&self, c: &Candidate) -> u32 {
        let mut at = c.span.end;
        if c.kind == Kind::Percent || c.kind == Kind::Money {
            while self.is(at, &['/']) && at + 1 < self.within.end && self.doc.tokens[at as usize + 1].is_word() {
                at += 2;
            }
        }
        at
    }

    /// The noun phrase that begins at `from`.
    pub(super) fn right(&self, from: u32, share: bool) -> Option<Span<Tok>> {
        let first = self.doc.tokens.get(from as usize).filter(|_| from < self.within.end)?;
        if !first.is_word() || self.blocked(from) {
            return None;
        }
        let noun = self.phrase(from, Class::QuantityNoun).is_some();
        let plural = self.phrase(from, Class::IndicatorPlural).is_some() && share;
        if !noun
            && !plural
            && (self.phrase(from, Class::QuantityStop).is_some() || self.phrase(from, Class::IndicatorStop).is_some())
        {
            return None;
        }
        let (mut at, mut joint, mut quoted) = (from, None, false);
        let stop = self.within.end.min(from + LONGEST);
        let mut cut = false;
        while at < stop {
            let token = &self.doc.tokens[at as usize];
            if token.is('"') {
                quoted = !quoted;
                at += 1;
                continue;
            }
            if quoted {
                at += 1;
                continue;
            }
            if self.blocked(at) {
                cut = true;
                break;
            }
            if self.is(at, &[',', ';', '.', '(', ')', ':', '!', '?', '/', '['])
                || token.is('-') && token.spaced && at + 1 < stop && self.doc.tokens[at as usize + 1].spaced
            {
                break;
            }
            if at > from
                && let Some(m) = self.phrase(at, Class::IndicatorStop)
            {
                if &*self.doc.row(&m).value == "hard" {
                    break;
                }
                joint = Some(at);
            }
            at += 1;
        }
        // What leads to the next figure is not part of the phrase: … và kết nạp 35 đoàn viên.
        if cut && let Some(j) = joint.filter(|j| at - j <= 4) {
            at = j;
        }
        while at > from + 1 && ends(self.doc, self.within, at, Class::IndicatorStop).is_some_and(|m| m.start > from) {
            at = ends(self.doc, self.within, at, Class::IndicatorStop).map_or(at - 1, |m| m.start);
        }
        (at > from).then_some(Span::new(from, at))
    }
}
