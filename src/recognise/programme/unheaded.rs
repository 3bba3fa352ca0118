//! Names that stand without a kind word, or with one of their own: observances, what the registry or the lexicon has whole,
//! quotes.
//!
//! Enters: a phrase found, or an opening quote. Leaves: a mention. Not done here: names behind a kind word.

use super::period;
use super::quote::{self, Quote};
use super::{DAY, OBSERVANCE, QUOTED_DAY, QUOTED_KNOWN, Scan, WHOLE, kind_of};
use crate::lexicon::class::Class;
use crate::lexicon::registry::Registry;
use crate::lexicon::trie::Match;
use crate::span::Span;

impl Scan<'_, '_> {
    /// A name of the registry, or one that the lexicon has whole, and its kind.
    pub(super) fn known(&self, at: u32) -> Option<(Match, &'static str)> {
        let whole = self.doc.phrase(at, Class::ProgrammeKnown);
        let kind = |m: Match| Some((m, kind_of(&self.doc.row(&m).value)?));
        let registered = |m: Match| Some((m, Registry::embedded().get(&self.doc.row(&m).value)?.kind));
        whole.and_then(kind).or_else(|| self.doc.phrase(at, Class::ProgrammeName).and_then(registered))
    }

    /// A name that the lexicon has whole, without a kind word.
    pub(super) fn whole(&mut self, m: Match) -> Option<u32> {
        let doc = self.doc;
        let kind = kind_of(&doc.row(&m).value).filter(|_| doc.has_capitals(&m))?;
        let period = period::read(doc, self.within, m.span().end).filter(|p| !p.single);
        let end = period.as_ref().map_or(m.span().end, |p| p.end);
        Some(self.push(Span::new(m.span().start, end), WHOLE, kind, doc.slice(m.span()), period))
    }

    pub(super) fn observance(&mut self, m: Match) -> Option<u32> {
        let (doc, words) = (self.doc, m.span());
        if !doc.tokens[words.range()].iter().any(|t| t.is_capital()) {
            return None;
        }
        let kind = kind_of(&doc.row(&m).value)?;
        let period = period::read(doc, self.within, words.end).filter(|p| p.single && kind == "observance");
        let end = period.as_ref().map_or(words.end, |p| p.end);
        let text = doc.slice(words);
        Some(self.push(Span::new(words.start, end), OBSERVANCE, kind, text, period))
    }

    /// `Ngày Bảo hiểm y tế Việt Nam`, `Ngày Sức khỏe thế giới`: ends with a word that says whose day it is.
    pub(super) fn day(&mut self, m: Match) -> Option<u32> {
        let (doc, from) = (self.doc, m.span().end);
        let capital = |i: u32| doc.tokens.get(i as usize).is_some_and(|t| i < self.within.end && t.is_capital());
        if !capital(from) || doc.phrase(from, Class::ProgrammeGeneric).is_some() {
            return None;
        }
        let (mut i, mut end) = (from, None);
        while i < self.within.end && i < from + 9 {
            let token = &doc.tokens[i as usize];
            if let Some(anchor) =
                doc.phrase(i, Class::ProgrammeAnchor).filter(|a| i > from && a.span().end <= self.within.end)
            {
                // `ngày Chủ tịch Hồ Chí Minh ra đi`: what somebody did.
                if &*doc.row(&anchor).value == "person" && doc.phrase(from, Class::OfficeTitle).is_some() {
                    return None;
                }
                i = anchor.span().end;
                end = Some(i);
                break;
            }
            let stop = !token.is_capital() && doc.phrase(i, Class::ProgrammeStop).is_some();
            if !token.is_word() || (stop && doc.phrase(i, Class::ProgrammeInside).is_none()) {
                break;
            }
            i += 1;
        }
        let end = end?;
        let text = doc.slice(Span::new(m.span().start, end));
        Some(self.push(Span::new(m.span().start, end), DAY, "observance", text, None))
    }

    /// A quote right after a verb of honouring or after `mang tên`.
    pub(super) fn after_verb(&mut self, m: Match, kind: &'static str, rule: &'static str) -> Option<u32> {
        let open = m.span().end;
        quote::opens(self.doc, self.within, open).then_some(())?;
        self.quote_at(open, open, kind, rule)
    }

    /// A quote without a kind word: a theme day, or a name of the registry.
    pub(super) fn headless(&mut self, open: u32) {
        let doc = self.doc;
        let Some(Quote { inner, end }) = quote::read(doc, self.within, open) else { return };
        if inner.is_empty() {
            return;
        }
        if let Some((_, kind)) = self.known(inner.start).filter(|(m, _)| m.span().end == inner.end) {
            self.push(Span::new(open, end), QUOTED_KNOWN, kind, doc.slice(inner), None);
            return;
        }
        if doc.phrase(inner.start, Class::ProgrammeObservance).is_some_and(|m| m.span().end == inner.end) {
            self.push(Span::new(open, end), QUOTED_DAY, "observance", doc.slice(inner), None);
            return;
        }
        let festival = |day: Match| {
            let generic = doc.phrase(day.span().end, Class::ProgrammeGeneric);
            generic.is_some_and(|m| m.span().end >= inner.end)
                || doc.phrase(inner.start, Class::ProgrammeCompound).is_some()
        };
        let day = doc.phrase(inner.start, Class::ProgrammeDay).is_some_and(|day| !festival(day))
            && doc.tokens[inner.start as usize].is_capital();
        let plain = (inner.start + 1..inner.end).all(|i| {
            let token = &doc.tokens[i as usize];
            token.is_word()
                && (token.is_capital()
                    // `Tháng ba biên giới`: the number of a month.
                    || i == inner.start + 1
                    || doc.phrase(i, Class::ProgrammeStop).is_none()
                    || doc.phrase(i, Class::ProgrammeInside).is_some()
                    || doc.phrase(i, Class::ProgrammeOrdinal).is_some())
        });
        if day && plain && (3..=8).contains(&inner.len()) {
            self.push(Span::new(open, end), QUOTED_DAY, "observance", doc.slice(inner), None);
        }
    }
}
