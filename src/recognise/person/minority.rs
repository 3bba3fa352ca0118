//! Names of the peoples who have no surname before the given name, or mark it.
//!
//! Enters: a capitalised word. Leaves: the name that begins there: `H'Hen Niê`, `K’ Thanh Tâm`, `Y Thông`, `Cil Mup Hà Ri`. Not
//! done here: their surnames that the lexicon has (that is `name`).

use super::context::After;
use super::name::{Make, Name, Names, RUN, Strength};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::span::Span;
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// Whether the word at `at` is one with an apostrophe after its first letters: `H'Hen`.
    pub(super) fn apostrophe_inside(&self, at: u32) -> bool {
        if !self.doc.tokens[at as usize].shape.has(Shape::APOSTROPHE) {
            return false;
        }
        let mut letters = self.doc.text_of(at).chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.by_ref().take(2).any(|c| matches!(c, '\'' | '’' | '‘' | 'ʼ'))
            && letters.next().is_some()
    }

    /// `K’ Thanh Tâm`: a letter, an apostrophe, then the name.
    pub(super) fn apostrophe(&self, at: u32) -> bool {
        self.is_letter(at)
            && self.token(at + 1).is_some_and(|t| t.is('\'') && !t.spaced)
            && self.token(at + 2).is_some_and(Token::is_capital)
    }

    /// A name of the peoples of the Central Highlands: `H'Hen Niê`, `K’ Thanh Tâm`, `Y Thông`, `Ka Hiền`.
    #[inline]
    pub(super) fn minority(&self, at: u32) -> Option<Name> {
        let shape = self.doc.tokens[at as usize].shape;
        // `số 10A Quang Trung`
        if !self.doc.tokens[at as usize].spaced && at > self.start && self.doc.tokens[at as usize - 1].is_number() {
            return None;
        }
        let may = shape.has(Shape::SINGLE) || shape.has(Shape::APOSTROPHE) || self.doc.has(at, Class::PersonPrefix);
        if may { self.highland(at) } else { None }
    }

    fn highland(&self, at: u32) -> Option<Name> {
        let text = self.doc.text_of(at);
        let name = |end: u32, strength: Strength| {
            Some(Name {
                span: Span::new(at, self.pointed(end)),
                make: Make::Minority,
                strength,
                upper: self.is_shouted(at),
            })
        };
        if self.apostrophe_inside(at) && matches!(text.as_bytes()[0], b'H' | b'K') {
            return name(self.capped(at), Strength::Strong);
        }
        if self.apostrophe(at) && matches!(text, "H" | "K") {
            return name(self.capped(at + 2), Strength::Strong);
        }
        let next = self.token(at + 1).filter(|t| t.is_capital() && t.spaced)?;
        if !self.doc.has(at, Class::PersonPrefix) || (next.is_upper() && next.end - next.start > 3) {
            return None;
        }
        let end = self.capped(at);
        let clan = (at + 1..end).any(|n| self.surname(n).is_some_and(|_| !self.is_syllable(n)));
        (!self.other_begins(at + 1)).then_some(())?;
        name(end, if clan { Strength::Strong } else { Strength::Weak })
    }

    /// `Cil Mup Hà Ri`: a clan that no list has before given names, where a position follows.
    #[inline]
    pub(super) fn unlisted(&self, at: u32) -> Option<Name> {
        // Small letters follow nearly all words that are no syllables.
        if self.is_syllable(at) || !self.token(at + 1).is_some_and(|t| t.is_capital() && t.spaced) {
            return None;
        }
        self.clan(at)
    }

    fn clan(&self, at: u32) -> Option<Name> {
        let known = self.phrase(at, Class::PersonForeign).is_some();
        if known || self.is_shouted(at) || self.not_foreign(at) || self.is_letter(at) {
            return None;
        }
        let end = self.capped(at);
        let syllables = (at + 1..end).filter(|&n| self.is_syllable(n)).count() as u32;
        let clan = (3..=5).contains(&(end - at))
            && syllables * 2 >= end - at
            && self.is_syllable(end - 1)
            && end == self.run(at);
        (clan && self.after(end) >= After::Likely).then_some(Name {
            span: Span::new(at, end),
            make: Make::Minority,
            strength: Strength::Fair,
            upper: false,
        })
    }

    /// End of a run of capitalised words from `at`, at most four of them.
    fn capped(&self, at: u32) -> u32 {
        let mut end = at + 1;
        let run = self.run(at).max(if self.apostrophe_inside(at) { self.plain_run(at) } else { 0 });
        while end < run && end - at < 5 && !self.other_begins(end) && !self.opens(end) {
            end += 1;
        }
        end
    }

    /// The run of capitalised words from `at` whatever their shape.
    fn plain_run(&self, at: u32) -> u32 {
        let mut end = at + 1;
        while end - at < RUN && self.token(end).is_some_and(|t| t.is_capital() && t.spaced) {
            end += 1;
        }
        end
    }
}
