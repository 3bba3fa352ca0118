//! What only looks like an organisation: `Quảng trường`, `Phó Chủ tịch Thường trực`.
//!
//! Enters: a token. Leaves: the end of the phrase that bars an organisation there. Not done here: names.

use super::name::{Found, Names};
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::walk::Walk;
use crate::recognise::{Kind, Value};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Longest number of a document before a body in it, in tokens.
const LONGEST_CODE: u32 = 16;

impl Names<'_, '_> {
    /// The end of a phrase that looks like an organisation and is none.
    #[inline]
    pub(super) fn barred(&self, at: u32) -> Option<u32> {
        let first = at.saturating_sub(2).max(self.sentence.start);
        let near = first..self.sentence.end.min(at + 1);
        if self.doc.matches.having(near, Class::OrgNot).next().is_none() { None } else { self.barred_by(at) }
    }

    fn barred_by(&self, at: u32) -> Option<u32> {
        let head = self.phrase(at, Class::OrgHead).map_or(0, |m| m.len);
        // `Đại hội đồng Liên hợp quốc`
        let head = self.phrase(at, Class::OrgName).map_or(head, |m| m.len.max(head));
        if let Some(not) = self.phrase(at, Class::OrgNot)
            && not.len > head
            && !self.is_split(&not)
        {
            return Some(self.end_of(&not));
        }
        // `Phó Chủ tịch Thường trực`, `Quảng trường`: the head word ends another word.
        (1..=2u32.min(at - self.sentence.start)).find_map(|n| {
            if !self.doc.has(at - n, Class::OrgNot) {
                return None;
            }
            let before = self.doc.matches.at((at - n) as usize).iter();
            let bars = |m: &Match| m.class == Class::OrgNot && self.end_of(m) > at && head <= 2 && !self.is_split(m);
            before.filter(bars).map(|m| m.span().end).next()
        })
    }

    /// `thành lập | Trường THPT Nà Lò`: one word is not spelled so, but `Đại chiến Trường Mây` is no school.
    fn is_split(&self, not: &Match) -> bool {
        let head = not.start + 1;
        let known =
            |n: u32| [Class::OrgHead, Class::OrgPart, Class::OrgAbbr].iter().any(|&class| self.doc.has(n, class));
        // `NGÀY THÀNH LẬP | TRƯỜNG THPT NÀ LÒ`
        let shouted = |n: u32| self.token(n).is_some_and(Token::is_upper);
        let founded = not.start > self.sentence.start
            && shouted(head)
            && self.doc.folded(not.start - 1) == "thành"
            && self.doc.folded(not.start) == "lập";
        not.len == 2
            && self.doc.row(not).value.is_empty()
            && (!self.capital(not.start) || founded)
            && self.capital(head)
            && (known(head + 1) || self.phrase(head, Class::OrgHead).is_some_and(|m| m.len > 1))
    }

    /// Where a phrase ends that bars; a row may say that its first words only do so: `Thường trực | Ban Bí thư`.
    fn end_of(&self, not: &Match) -> u32 {
        self.doc.row(not).value.parse().map_or(not.span().end, |words: u32| not.start + words)
    }

    /// `199/|TANDTC-PC`: within the number of a document.
    pub(super) fn in_code(&self, at: u32) -> bool {
        let mark = |n: u32| self.token(n).is_some_and(|t| t.is('/'));
        let first = at.saturating_sub(LONGEST_CODE).max(self.sentence.start + 1);
        let glued = || (first..=at).rev().take_while(|&n| self.token(n).is_some_and(|t| !t.spaced));
        // `199/TANDTC-PC`, `24-CV/BCĐ`
        let number = |n: u32| self.token(n - 1).is_some_and(Token::is_number);
        glued().any(mark) && glued().any(number)
    }

    /// `phường | Hội Phú`: the name of a unit of administration, whose designation stands before it.
    pub(super) fn is_unit(&self, start: u32, found: &Found) -> bool {
        let unit = |n: u32| {
            let place = self.out.longest(Kind::Place, n)?;
            let Value::Place(name) = &place.value else { return None };
            let level = matches!(name.level, "province" | "district" | "commune" | "hamlet");
            (level && name.name.start == start && place.span.end >= found.end).then_some(())
        };
        (1..=2u32.min(start - self.sentence.start)).any(|n| unit(start - n).is_some())
            || self.is_unit_again(start, found)
    }

    /// `Quỹ Nhất được thành lập`: two or three syllables that the document has as the name of a unit.
    fn is_unit_again(&self, start: u32, found: &Found) -> bool {
        let span = Span::new(start, found.end);
        let first = |name: Span<Tok>| self.doc.tokens[name.start as usize].id == self.doc.tokens[start as usize].id;
        let same = |name: Span<Tok>| first(name) && self.doc.slice(name) == self.doc.slice(span);
        (2..=3).contains(&(found.end - start))
            && self.out.all().iter().any(|c| match &c.value {
                Value::Place(place) => matches!(place.level, "district" | "commune" | "hamlet") && same(place.name),
                _ => false,
            })
    }

    /// `Nhà văn hóa thôn | Nà Lò`: a place that was read whole.
    pub(super) fn is_house(&self, start: u32, found: &Found) -> bool {
        self.place(start).is_some_and(|place| place.start == start && place.end > found.end)
    }

    /// Where to go on from `at`: behind what only looks like an organisation and reaches over it.
    pub(super) fn past_barred(&self, walk: &Walk<'_>, mut at: u32) -> u32 {
        let bars = |n: u32| at >= self.sentence.start + n && self.doc.has(at - n, Class::OrgNot);
        if !(bars(1) || bars(2)) {
            return at;
        }
        // What begins here or next is asked for itself.
        let idle = |n: &u32| !walk.wakes_at(*n);
        while let Some(end) = (at..self.sentence.end.min(at + 2)).take_while(idle).find_map(|n| self.barred(n)) {
            at = end;
        }
        at
    }
}
