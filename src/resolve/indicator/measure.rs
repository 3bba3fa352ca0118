//! What each figure of a sentence measures, and in which unit.
//!
//! Enters: a sentence. Leaves: a [`Reading`] for each figure that measures something, in order. Not done here: finding the
//! phrases ([`super::noun`], [`super::subject`]), periods and places.

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::resolve::indicator::Unit;
use crate::resolve::indicator::sentence::{Clauses, amount, marks};
use crate::resolve::indicator::subject::Subject;
use crate::span::{Span, Tok};
use crate::value::{Amount, Cmp, Figure};

/// How many figures back a shared measure may stand.
const FAR: usize = 64;

/// A figure with what it measures.
#[derive(Debug)]
pub(super) struct Reading {
    /// Index of the figure among the mentions.
    pub(super) mention: usize,
    /// The phrase that says what is measured.
    pub(super) measure: Span<Tok>,
    /// The unit.
    pub(super) unit: Unit,
    /// `up` or `down` where the figure is an amount of change.
    pub(super) change: Option<&'static str>,
    /// What stands left of it.
    pub(super) subject: Subject,
    /// ISO value of the date it holds for.
    pub(super) period: Option<String>,
}

impl Clauses<'_, '_> {
    /// Adds the figures that measure something to `out`.
    pub(super) fn readings(&self, out: &mut Vec<Reading>) {
        for (mention, c) in self.here() {
            let Some(amount) = amount(c) else { continue };
            if &*amount.unit == "tuổi" || amount.unit.ends_with(" tuổi") || c.rule == "quantity/views" {
                continue;
            }
            let subject = self.subject(c.span.start, out.is_empty());
            let counted = c.kind == Kind::Quantity && amount.unit.is_empty();
            let right = self.right(self.after_rate(c), c.kind == Kind::Percent, counted);
            let change = subject.change.filter(|_| !matches!(amount.figure, Figure::Ratio(..)));
            // vượt 24,7% chỉ tiêu is a difference, vượt 100 hải lý is not.
            let change = change.filter(|_| !subject.over || c.kind == Kind::Percent);
            let (unit, measure) = if counted {
                if self.aimless(c, amount, right, subject.verb) {
                    continue;
                }
                let unit = self.counted_unit(c, right);
                let measure = self.counted(out, &subject, right, unit.of(self.doc, c));
                (unit, measure)
            } else {
                (Unit::Amount, self.measured(out, c, &subject, right))
            };
            let Some(measure) = measure.filter(|s| !s.is_empty()) else { continue };
            out.push(Reading { mention, measure, unit, change, subject, period: None });
        }
    }

    /// The head of a counted noun.
    fn counted_unit(&self, c: &Candidate, right: Option<Span<Tok>>) -> Unit {
        match self.phrase(c.span.end, Class::QuantityNoun) {
            Some(m) if !self.doc.row(&m).value.is_empty() => Unit::Row(m.row),
            Some(m) => Unit::Words(m.span()),
            // An unknown noun: most have two syllables, abbreviations are one word.
            None => Unit::Words(right.map_or(Span::new(0, 0), |r| {
                let first = &self.doc.tokens[r.start as usize];
                let two = r.len() >= 2 && !first.is_upper() && self.doc.tokens[r.start as usize + 1].is_word();
                Span::new(r.start, r.start + if two { 2 } else { 1 })
            })),
        }
    }

    /// The unit of a figure read before.
    fn unit(&self, reading: &Reading) -> &str {
        reading.unit.of(self.doc, &self.mentions[reading.mention])
    }

    /// The measure of a count: the counted noun, or the subject where the noun only classifies.
    fn counted(
        &self,
        before: &[Reading],
        subject: &Subject,
        right: Option<Span<Tok>>,
        unit: &str,
    ) -> Option<Span<Tok>> {
        let scant = right.is_some_and(|r| self.is_scant(r));
        let stated = subject.colon || subject.verb || subject.of || subject.span.is_some_and(|s| self.heads(s));
        let same = before.iter().rev().take(FAR).find(|b| self.unit(b) == unit);
        // 43.700 liều vắc xin …, trong đó huyện có 5.000 liều: the same thing is counted again.
        let bare = right.is_some_and(|r| self.doc.slice(r) == unit && !self.runs_on(r.end));
        if let Some(same) = same.filter(|b| bare && !stated && b.measure.len() > right.map_or(0, |r| r.len())) {
            return Some(same.measure);
        }
        // tăng 7,7 điểm lên 1.268 điểm: the level that a change led to.
        if let Some(last) = before.last().filter(|b| scant && subject.to && subject.adjoins && self.unit(b) == unit) {
            return Some(last.measure);
        }
        if let Some(same) = same.filter(|_| scant && subject.change.is_some()) {
            Some(same.measure)
        } else if scant && stated && subject.span.is_some_and(|s| !self.area_only(s)) {
            subject.span
        } else {
            right.or(subject.span)
        }
    }

    /// The measure of a share, an amount of money or an amount with a unit of measure.
    fn measured(
        &self,
        before: &[Reading],
        c: &Candidate,
        subject: &Subject,
        right: Option<Span<Tok>>,
    ) -> Option<Span<Tok>> {
        let last = before.last();
        let refers = self.phrase(c.span.end, Class::IndicatorReference).is_some();
        let stated =
            subject.verb && !subject.has && (last.is_some() || subject.span.is_some_and(|s| !self.area_only(s)));
        // tăng tỷ lệ từ 28% lên 38%: one measure, two levels.
        if let Some(l) = last.filter(|l| l.subject.from && subject.to) {
            return Some(l.measure);
        }
        // tăng 50% doanh thu: what changes is named behind the figure.
        if let Some(r) = right.filter(|r| subject.change.is_some() && subject.verb && self.heads(*r)) {
            return Some(r);
        }
        if c.kind == Kind::Percent && self.in_brackets(c, last.map(|l| l.measure)) {
            return last.map(|l| l.measure);
        }
        let right = right.filter(|_| !refers && !stated).or(subject.span).or(last.map(|l| l.measure)).or(right);
        right.filter(|s| !s.is_empty())
    }

    /// Whether a phrase is a noun that only classifies what is counted.
    pub(super) fn is_scant(&self, s: Span<Tok>) -> bool {
        self.phrase(s.start, Class::IndicatorScant).is_some_and(|m| m.span().end == s.end)
    }

    /// Whether a count measures nothing: sides, steps, words that point back.
    fn aimless(&self, c: &Candidate, amount: &Amount, right: Option<Span<Tok>>, stated: bool) -> bool {
        let small = matches!(amount.figure, Figure::One(x) if x <= 10.0);
        let words = self.doc.tokens[c.span.end as usize - 1].is_word();
        let half = matches!(amount.figure, Figure::One(x) if x < 1.0);
        if small && words && amount.cmp == Cmp::Equal && !half {
            return true;
        }
        if self.among(c.span.start) {
            return true;
        }
        let Some(r) = right else { return !matches!(amount.figure, Figure::One(x) if x > 100.0) };
        if small
            && !stated
            && self.phrase(r.start, Class::IndicatorAbstract).is_some_and(|m| {
                m.span().end > r.start && { self.phrase(r.start, Class::QuantityNoun).is_none_or(|n| n.len <= m.len) }
            })
        {
            return true;
        }
        // 4 em nói trên, 11 người này
        (r.end.saturating_sub(2).max(r.start)..self.within.end.min(r.end + 1)).any(|at| {
            self.phrase(at, Class::IndicatorAnaphor).is_some_and(|m| m.len > 1 || at == r.end && r.len() <= 3)
        })
    }

    /// Whether the figure at `at` is what one is picked from: `1 trong 5 bệnh viện`.
    fn among(&self, at: u32) -> bool {
        let Some(m) = self.ends(at, Class::IndicatorAmong) else { return false };
        m.len > 1 || m.start > self.within.start && self.doc.tokens[m.start as usize - 1].is_number()
    }

    /// Whether the clause goes on with a word at `at`, so that the phrase before it was cut short.
    fn runs_on(&self, at: u32) -> bool {
        at < self.within.end && self.doc.tokens[at as usize].is_word() && !self.is(at, marks![',', ';', '.', ')'])
    }

    /// Whether a subject is only the name of an area: `Toàn xã`.
    fn area_only(&self, s: Span<Tok>) -> bool {
        let mut at = s.start;
        if let Some(m) = self.phrase(at, Class::IndicatorWhole) {
            at = m.span().end;
        }
        if let Some(m) = self.phrase(at, Class::IndicatorArea) {
            at = m.span().end;
        }
        at >= s.end
            || self.near(at).any(|(_, c)| {
                matches!(c.kind, Kind::Place | Kind::Organisation) && c.span.start <= at && s.end <= c.span.end
            })
    }

    /// Whether a share stands in brackets right after the phrase of another figure: `38/49 trường (77,55%)`.
    fn in_brackets(&self, c: &Candidate, last: Option<Span<Tok>>) -> bool {
        self.is(c.span.start.wrapping_sub(1), marks!['('])
            && self.is(c.span.end, marks![')'])
            && last.is_some_and(|l| l.end == c.span.start - 1)
    }
}
