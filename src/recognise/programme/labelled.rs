//! Programmes told by a number, a document or a place.
//!
//! Enters: a kind word. Leaves: `Chương trình 135`, `Huy hiệu 60 năm tuổi Đảng`, the plan that carries out a document, the
//! national target programmes, and the place that makes a description a name. Not done here: names of words (`name`).

use super::name::Name;
use super::{ACTION, BADGE, CARRIED, Head, NAMELESS, NATIONAL, NICKNAME, REGISTERED, Scan, period};
use crate::lexicon::class::Class;
use crate::lexicon::registry::Registry;
use crate::recognise::Kind;
use crate::span::Span;

impl Scan<'_, '_> {
    /// `Chương trình 135`, `Đề án 06`, `Chương trình 30a`.
    pub(super) fn nickname(&mut self, head: Head) -> Option<u32> {
        let (doc, end) = (self.doc, self.within.end);
        let token = |i: u32| doc.tokens.get(i as usize).filter(|_| i < end);
        let at = head.words.end;
        let digits = token(at).filter(|t| t.is_number())?;
        let wide = digits.end - digits.start > 1;
        doc.int(at)?;
        let capital = doc.tokens[head.words.start as usize].is_capital();
        let labelled = wide || (capital && head.kind == "project");
        if !labelled || (!capital && crate::recognise::document::year_at(doc, at).is_some()) {
            return None;
        }
        let letter = token(at + 1).is_some_and(|t| t.is_word() && !t.spaced && t.end - t.start == 1);
        let mut next = at + 1 + u32::from(letter);
        // `Dự án 36 Phạm Văn Lâu`: the number of a house, with its street.
        let street = (next..end).take_while(|&i| doc.tokens[i as usize].is_capital()).count() as u32;
        if head.kind == "project" && street > 1 && doc.phrase(next, Class::ProgrammeBody).is_none() {
            let name = doc.slice(Span::new(at, next + street));
            return Some(self.push(Span::new(head.words.start, next + street), NICKNAME, head.kind, name, None));
        }
        if !letter
            && token(next).is_some_and(|t| t.is('/') && !t.spaced)
            && token(next + 1).is_some_and(|t| t.is_upper())
        {
            next += 2;
        }
        if let Some(t) = token(next) {
            let follows =
                doc.phrase(next, Class::DocumentAfter).is_some() && doc.phrase(next, Class::DateYear).is_none();
            let joined = t.is('/')
                || t.is('%')
                || (t.is('-') && !t.spaced)
                || t.is('.') && token(next + 1).is_some_and(|t| !t.spaced && (t.is_word() || t.is_number()));
            // After `Chương trình 135` anything may come but what 135 would count; after `chương trình 135` little may.
            let counts =
                [Class::QuantityUnit, Class::NumberScale, Class::MoneyCurrency, Class::DateYear, Class::DateDay]
                    .iter()
                    .any(|class| doc.phrase(next, *class).is_some());
            let free = follows || (capital && wide && !counts);
            if (t.is_word() && (!free || !t.spaced)) || t.is_number() || joined {
                return None;
            }
        }
        let name = doc.slice(Span::new(at, next));
        Some(self.push(Span::new(head.words.start, next), NICKNAME, head.kind, name, None))
    }

    /// `Chương trình giáo dục phổ thông 2018`: a name of the registry that ends in its year.
    pub(super) fn edition(&mut self, head: Head, read: &Name) -> Option<u32> {
        let doc = self.doc;
        let at = read.period.as_ref().filter(|p| p.single).map_or(read.words.end, |p| p.end - 1);
        let year = at > head.words.end && at < self.within.end && doc.tokens[at as usize].is_number();
        let words = Span::new(head.words.end, at + 1);
        let known = |text: &str| Registry::embedded().find(text).any(|entry| entry.kind == head.kind);
        let text = year.then(|| doc.slice(words)).filter(|text| known(text))?;
        Some(self.push(Span::new(head.words.start, at + 1), REGISTERED, head.kind, text, None))
    }

    /// `Huy hiệu 60 năm tuổi Đảng`, `Huy hiệu 55 năm`.
    pub(super) fn badge(&mut self, head: Head) -> Option<u32> {
        let (doc, at) = (self.doc, head.words.end);
        let inside = |i: u32| i < self.within.end;
        if !inside(at + 1) || !doc.tokens[at as usize].is_number() || doc.phrase(at + 1, Class::DateYear).is_none() {
            return None;
        }
        let mut end = at + 2;
        if let Some(age) = doc.phrase(end, Class::ProgrammeAge).filter(|m| m.span().end <= self.within.end) {
            end = age.span().end;
        }
        let name = doc.slice(Span::new(at, end));
        Some(self.push(Span::new(head.words.start, end), BADGE, head.kind, name, None))
    }

    /// `Chương trình hành động thực hiện Nghị quyết số 19-NQ/TW`: the document carried out makes it a name.
    pub(super) fn action(&mut self, head: Head, read: &Name) -> Option<u32> {
        let doc = self.doc;
        let generic = doc.phrase(head.words.end, Class::ProgrammeGeneric)?;
        if !matches!(head.kind, "programme" | "plan") || generic.span().end != read.words.end {
            return None;
        }
        let verb = doc.phrase(read.words.end, Class::ProgrammeStop).filter(|m| &*doc.row(m).value == "carry")?;
        let from = verb.span().end;
        let document = (from..self.within.end.min(from + CARRIED))
            .take_while(|&i| doc.tokens[i as usize].is_word() || doc.tokens[i as usize].is_number())
            .find_map(|i| self.out.longest(Kind::Document, i))?
            .span;
        let text = doc.slice(Span::new(head.words.end, document.end));
        Some(self.push(Span::new(head.words.start, document.end), ACTION, head.kind, text, None))
    }

    /// `đồ án quy hoạch chung của TP Đà Nẵng`: the place makes it a name.
    pub(super) fn lengthen_of(&self, read: &mut Name) {
        let doc = self.doc;
        let Some(of) = doc.phrase(read.words.end, Class::DocumentOf) else { return };
        let mut end = of.span().end;
        while end < self.within.end
            && doc.tokens[end as usize].is_word()
            && (doc.tokens[end as usize].is_capital() || doc.phrase(end, Class::DocumentIssuer).is_some())
        {
            end += 1;
        }
        if end > of.span().end && !read.words.is_empty() {
            (read.words.end, read.end, read.capitals) = (end, end, true);
        }
    }

    /// `Đề án quy hoạch du lịch trên bán đảo Kim Lâu`: without a name of its own, the place belongs to it.
    pub(super) fn lengthen_at(&self, head: Head, read: &mut Name) {
        let doc = self.doc;
        let nameless = !read.capitals && read.period.is_none() && read.words.len() <= NAMELESS;
        if !nameless || !matches!(head.kind, "scheme" | "plan") || !self.identifies(head, read) {
            return;
        }
        let Some(at) = doc.phrase(read.words.end, Class::PlacePrep) else { return };
        let from = at.span().end;
        let place = doc.phrase(from, Class::ProgrammeInside).or_else(|| doc.phrase(from, Class::PlaceHead));
        let mut end = place.map_or(from, |m| m.span().end);
        let start = end;
        while end < self.within.end && doc.tokens[end as usize].is_word() && doc.tokens[end as usize].is_capital() {
            end += 1;
        }
        if end > start {
            (read.words.end, read.end, read.capitals) = (end, end, true);
        }
    }

    /// `Chương trình mục tiêu quốc gia` with what follows, or alone.
    pub(super) fn national(&mut self, head: Head, read: Name) -> u32 {
        let doc = self.doc;
        let (mut end, mut words, mut period) = (head.words.end, head.words.end, None);
        let registered = doc.phrase(end, Class::ProgrammeName);
        if let Some(m) = registered.filter(|m| m.span().end >= read.words.end) {
            words = m.span().end;
            period = period::read(doc, self.within, words).filter(|p| !p.single);
            end = period.as_ref().map_or(words, |p| p.end);
        } else if read.words.len() > 1 && (head.kind != "observance" || read.capitals) {
            (end, words, period) = (read.end, read.words.end, read.period);
        } else if let Some(p) = period::read(doc, self.within, end)
            .filter(|p| (!p.single || head.kind == "observance") && !p.value.is_empty())
        {
            end = p.end;
            period = Some(p);
        }
        // `chương trình` or `CT` is no part of the name, `mục tiêu quốc gia` is.
        let skip = if head.kind == "programme" { head.words.len().saturating_sub(1).min(2) } else { 0 };
        let start = head.words.start + skip;
        let text = doc.slice(Span::new(start, words));
        self.push(Span::new(head.words.start, end), NATIONAL, head.kind, text, period)
    }
}
