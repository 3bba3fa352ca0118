//! The noun phrase right of a figure.
//!
//! Enters: a sentence and the token after a figure. Leaves: the phrase that is counted or shared, cut at the verb, the
//! preposition or the next figure. Not done here: choosing between it and the subject.

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::resolve::indicator::sentence::{Clauses, marks};
use crate::span::{Span, Tok};

/// Most tokens a measure may have.
pub(super) const LONGEST: u32 = 18;

/// How many further nouns a counted noun may be joined with by commas.
const PAIRS: u32 = 2;
/// How many tokens a noun has that another may be joined to.
const SHORT: u32 = 3;
/// How many tokens may lead from a connective to the next figure.
const LEADING: u32 = 6;

impl Clauses<'_, '_> {
    /// Token after the figure and the rate that follows it: `15%/năm`.
    pub(super) fn after_rate(&self, c: &Candidate) -> u32 {
        let mut at = c.span.end;
        if c.kind == Kind::Percent || c.kind == Kind::Money {
            while self.is(at, marks!['/']) && at + 1 < self.within.end && self.doc.tokens[at as usize + 1].is_word() {
                at += 2;
            }
        }
        at
    }

    /// The noun phrase that begins at `from`, behind a share or a bare count (`counted`) or an amount with a unit of its own.
    pub(super) fn right(&self, from: u32, share: bool, counted: bool) -> Option<Span<Tok>> {
        let first = self.doc.tokens.get(from as usize).filter(|_| from < self.within.end)?;
        if !first.is_word() || self.blocked(from) || self.phrase(from, Class::IndicatorDoing).is_some() {
            return None;
        }
        // 100 từ counts words, 2 tỷ đồng từ quỹ does not.
        let noun = self.phrase(from, Class::QuantityNoun).is_some()
            && (counted || self.phrase(from, Class::IndicatorStop).is_none());
        let plural = self.phrase(from, Class::IndicatorPlural).is_some() && share;
        if !noun
            && !plural
            && (self.phrase(from, Class::QuantityStop).is_some() || self.phrase(from, Class::IndicatorStop).is_some())
        {
            return None;
        }
        let (mut at, mut joint, mut quoted) = (from, None, false);
        let stop = self.within.end.min(from + LONGEST);
        let (mut cut, mut pairs) = (false, 0);
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
            if self.is(at, marks![',']) && pairs < PAIRS && at - from <= SHORT * (pairs + 1) && self.coordinated(at + 1)
            {
                pairs += 1;
                at += 1;
                continue;
            }
            if self.is(at, marks![',', ';', '(', ')', ':', '!', '?', '/', '['])
                || token.is('-') && token.spaced && at + 1 < stop && self.doc.tokens[at as usize + 1].spaced
            {
                break;
            }
            // trên địa bàn huyện: the place is no part of what is counted.
            if at > from && self.phrase(at, Class::IndicatorWhole).is_some_and(|m| m.len > 1) {
                break;
            }
            if at > from
                && let Some(m) = self.phrase(at, Class::IndicatorStop)
            {
                let next = m.span().end;
                let agent = || {
                    let by =
                        |c: &Candidate| matches!(c.kind, Kind::Organisation | Kind::Person) && c.span.start == next;
                    self.near(next).any(|(_, c)| by(c))
                };
                // … và số người tử vong là 57: another measure begins.
                if &*self.doc.row(&m).value == "hard" || self.measures(next) || agent() {
                    break;
                }
                joint = Some(at);
            }
            at += 1;
        }
        // What leads to the next figure is not part of the phrase: … và kết nạp 35 đoàn viên.
        if cut && let Some(j) = joint.filter(|j| at - j <= LEADING) {
            at = j;
        }
        while at > from + 1 && self.ends(at, Class::IndicatorStop).is_some_and(|m| m.start > from) {
            at = self.ends(at, Class::IndicatorStop).map_or(at - 1, |m| m.start);
        }
        // The mark that ends the sentence.
        while at > from && self.is(at - 1, marks!['.', '…']) {
            at -= 1;
        }
        (at > from).then_some(Span::new(from, at))
    }

    /// Whether a bare noun begins at `at` that shares the figure with the noun before the comma: `12 xã, thị trấn`.
    fn coordinated(&self, at: u32) -> bool {
        let Some(noun) = self.phrase(at, Class::QuantityNoun) else { return false };
        let mark = |i: u32| self.is(i, marks![',', ';', ':', '(', ')', '!', '?']);
        let ends = |i: u32| mark(i) || i > at && self.phrase(i, Class::IndicatorStop).is_some();
        let end = (at..self.within.end).find(|&i| ends(i)).unwrap_or(self.within.end);
        // A figure behind the noun or its verb makes it the next subject: `…, thôn văn hóa đạt 94%`.
        let clause = (end..self.within.end).find(|&i| mark(i)).unwrap_or(self.within.end);
        let verb = self.phrase(end, Class::IndicatorVerb).is_some();
        noun.span().end <= end && !(at..if verb { clause } else { end }).any(|i| self.blocked(i)) && !self.blocked(end)
    }

    /// Whether a word of measure begins at `at`: `số`, `tỷ lệ`.
    pub(super) fn measures(&self, at: u32) -> bool {
        self.phrase(at, Class::IndicatorHead).is_some()
    }
}
