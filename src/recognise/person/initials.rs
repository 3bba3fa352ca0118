//! Names written with letters for syllables.
//!
//! Enters: a capital letter, or the consonants that begin a syllable. Leaves: the name that they stand for: `N.T.H.`, `T.Lý`,
//! `Bùi Th.`, a lone `Q.`. Not done here: whether anybody is meant (that is `evidence`).

use super::context::After;
use super::name::{Make, Name, Names, Strength};
use crate::lexicon::class::Class;
use crate::span::Span;
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// `Nguyễn Văn A.`: the point of an initial is part of the name.
    pub(super) fn pointed(&self, end: u32) -> u32 {
        let point = |at| self.token(at).is_some_and(|t| t.is('.') && !t.spaced);
        if !point(end) || point(end + 1) {
            return end;
        }
        if !self.is_letter(end - 1) && !self.is_onset(end - 1) {
            return end;
        }
        // `Mai T.H.`
        let next = self.token(end + 1).is_some_and(|t| !t.spaced) && self.is_letter(end + 1);
        if next { self.pointed(end + 2) } else { end + 1 }
    }

    /// `Nguyễn Văn Th (chủ cơ sở)`: an onset that ends the name.
    pub(super) fn is_bare_onset(&self, at: u32) -> bool {
        self.is_cluster(at) && self.token(at + 1).is_none_or(|t| !t.is_word() || !t.is_capital())
    }

    /// `Tr`, `Ngh`: consonants that begin a syllable, the first a capital.
    pub(super) fn is_cluster(&self, at: u32) -> bool {
        let text = self.doc.text_of(at).as_bytes();
        matches!(text, [b'A'..=b'Z', b'a'..=b'z'] | [b'A'..=b'Z', b'a'..=b'z', b'a'..=b'z'])
            && !text.iter().any(|b| b"aeiouyAEIOUY".contains(b))
    }

    /// `Bùi Th.`: an onset with a point may stand for the name.
    pub(super) fn is_onset(&self, at: u32) -> bool {
        self.doc.text_of(at).chars().count() == 2
            && !self.is_shouted(at)
            && !self.is_syllable(at)
            && self.token(at + 1).is_some_and(|t| t.is('.') && !t.spaced)
    }

    /// Letters with points: `N.T.H.`, `V.T.K`, `T.Lý`, `L.B.Tr.`, and a single letter where `lone`.
    #[inline]
    pub(super) fn initials(&self, at: u32, lone: bool) -> Option<Name> {
        // `Ph.Hân`
        let onset = || {
            let next = |n: u32| self.token(n).filter(|t| !t.spaced);
            self.is_cluster(at)
                && next(at + 1).is_some_and(|t| t.is('.'))
                && next(at + 2).is_some_and(Token::is_capital)
        };
        if self.is_letter(at) || onset() { self.letters(at, lone) } else { None }
    }

    /// Whether one letter and a point stand at `at`, and no next letter.
    pub(super) fn is_pointed(&self, at: u32) -> bool {
        let point = self.token(at + 1).is_some_and(|t| t.is('.') && !t.spaced);
        point && self.is_letter(at) && self.token(at + 2).is_none_or(|t| t.spaced)
    }

    /// `mẹ của N.V.H`: three letters or four with points that can be those of a surname, a middle and a given name, which few
    /// other abbreviations are (`U.S.A`, `V.I.P`).
    pub(super) fn is_spelled(&self, name: &Name) -> bool {
        let Span { start, end, .. } = name.span;
        let glued = start > self.start && !self.doc.tokens[start as usize].spaced && self.doc.is_mark(start - 1, '.');
        let words = (start..end).filter(|&n| self.doc.tokens[n as usize].is_word());
        let letters: Vec<u32> = words.collect();
        let none_of = |n: u32, letters: &str| !letters.contains(self.doc.text_of(n));
        // `S.M.A.C Challenge`
        let pointed = self.doc.is_mark(end - 1, '.');
        let goes_on = !pointed && self.token(end).is_some_and(|t| t.is_capital() && t.spaced);
        // `tiệm vàng K.H.H`, `Trường T.H.Đ`
        let first = start.saturating_sub(3).max(self.start);
        let heads = [Class::OrgHead, Class::PlaceHead];
        let body = heads.iter().any(|&class| self.doc.matches.filling(first..start, class).is_some());
        (3..=4).contains(&letters.len())
            && !(glued || goes_on || body)
            && letters.iter().all(|&n| self.is_letter(n) && none_of(n, "FJWZ"))
            && none_of(letters[0], "AEIOUY")
            && none_of(letters[1], "EIOUY")
    }

    fn letters(&self, at: u32, lone: bool) -> Option<Name> {
        let mut end = at + 1;
        let mut letters = 1;
        let mut word = false;
        while self.token(end).is_some_and(|t| t.is('.') && !t.spaced && self.doc.text_of(end) == ".") {
            let next = self.token(end + 1);
            match next {
                Some(t) if t.is_capital() && !t.spaced && !word => {
                    word = !self.is_letter(end + 1);
                    letters += 1;
                    end += 2;
                }
                // The point after the last letter or onset.
                _ if !word || self.is_cluster(end - 1) => {
                    end += 1;
                    break;
                }
                _ => break,
            }
        }
        let last = end - 1 - u32::from(self.doc.tokens[end as usize - 1].is('.'));
        if word && (self.is_shouted(last) || !self.is_syllable(last) && !self.is_cluster(last))
            || self.token(end).is_some_and(|t| !t.spaced && (t.is_word() || t.is_number() || t.is('/') || t.is('-')))
        {
            return None;
        }
        // `là Q. (chưa rõ tuổi)`, `thi thể ông Đ. Ảnh: Lan`
        let lone = lone || letters == 1 && end > at + 1 && self.after(end) == After::Sure;
        // `thai phụ T. Hiện bệnh viện báo cáo`: the next sentence.
        let goes_on = self.token(end).is_some_and(|t| t.is_capital() && t.spaced)
            && !self.credit_begins(end)
            && !(end > at + 1 && self.phrase(end, Class::PersonOpener).is_some());
        if letters == 1 && (!lone || goes_on) {
            return None;
        }
        let strength = Strength::Weak;
        Some(Name { span: Span::new(at, end), make: Make::Initials, strength, upper: false })
    }

    /// The end of a letter or onset at `at` that stands for somebody told of before: with a point (`lời khai của Tr.`), or
    /// where somebody acts (`T nói`, `D là vợ Hùng`) or is acted on (`yêu cầu D`).
    pub(super) fn lone_initial(&self, at: u32) -> Option<u32> {
        let point = |n: u32| self.token(n).is_some_and(|t| t.is('.') && !t.spaced);
        // `NBI 5P`
        if !self.token(at)?.spaced && at > self.start && !self.doc.tokens[at as usize - 1].is('"') {
            return None;
        }
        if point(at + 1) {
            // `P.6`, `T.Lan`
            return self.token(at + 2).is_none_or(|t| t.spaced || !t.is_word() && !t.is_number()).then_some(at + 2);
        }
        let apart =
            self.token(at + 1).is_none_or(|t| t.spaced || !t.is_word() && !t.is_number() && !t.is('-') && !t.is('/'));
        let acts = || self.after(at + 1) > After::Nothing;
        let acted_on = || at > self.start && self.phrase(at - 1, Class::PersonVerb).is_some();
        (apart && (!self.is_letter(at) || acts() || acted_on())).then_some(at + 1)
    }
}
