//! Names that are no Vietnamese: words that are no syllables, or one with a given name of the West.
//!
//! Enters: a capitalised token. Leaves: a [`Name`]. Not done here: names with a Vietnamese surname (that is `name`).

use super::name::{Make, Name, Names, Strength};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::span::Span;
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// A name of two or more words that are no Vietnamese syllables, or one with a given name of the West.
    #[inline]
    pub(super) fn foreign(&self, at: u32) -> Option<Name> {
        let known = self.doc.has(at, Class::PersonForeign);
        if self.is_syllable(at) && !known && !self.foreign_follows(at)
            || self.doc.has(at, Class::PersonOpener)
            || self.is_shouted(at)
        {
            return None;
        }
        match self.foreign_word(at) {
            Some(word) => word,
            None => self.foreign_run(at, known),
        }
    }

    /// What [`Self::foreign_run`] makes of a word behind which nothing goes on, as nearly always; `None` where it may.
    #[inline]
    fn foreign_word(&self, at: u32) -> Option<Option<Name>> {
        let goes_on = self.token(at + 1).is_some_and(|next| {
            next.is_capital()
                || next.is('-')
                || next.is('.') && self.is_letter(at)
                || self.doc.has(at + 1, Class::PersonParticle)
        });
        if goes_on {
            return None;
        }
        let name = !self.is_syllable(at) && !self.is_letter(at) && !self.not_foreign(at);
        let span = Span::new(at, at + 1);
        Some(name.then_some(Name { span, make: Make::Foreign, strength: Strength::Weak, upper: false }))
    }

    fn foreign_run(&self, at: u32, mut known: bool) -> Option<Name> {
        let mut end = at;
        let (mut words, mut strange) = (0, 0);
        while words < 4 {
            let Some(token) =
                self.token(end).filter(|t| t.is_capital() && (end == at || t.spaced || self.after_mark(end)))
            else {
                break;
            };
            if self.not_foreign(end) {
                // `Anna Orlova | Ngài vừa`: a word of ours begins the next sentence.
                if end > at && token.shape.has(Shape::MARKED) {
                    break;
                }
                return None;
            }
            if end > at && (self.other_begins(end) || self.phrase(end, Class::OrgTail).is_some() || self.opens(end)) {
                break;
            }
            // A Vietnamese word that begins the next sentence: `Donald Trump Mắt đã`.
            let small = self.token(end + 1).is_some_and(|t| t.is_small() && t.spaced);
            if words >= 2 && token.shape.has(Shape::MARKED) && self.is_syllable(end) && small
                || words >= 1 && self.word_begins(end)
            {
                break;
            }
            known |= self.phrase(end, Class::PersonForeign).is_some()
                || (end > at && self.phrase(end, Class::PersonKnown).is_some_and(|m| m.len == 1));
            if token.is_upper() && !self.is_letter(end) {
                break;
            }
            strange += u32::from(!self.is_syllable(end));
            words += 1;
            end += 1;
            if self.is_letter(end - 1)
                && self.token(end).is_some_and(|t| t.is('.') && !t.spaced)
                && self.token(end + 1).is_some_and(Token::is_capital)
            {
                // `thai phụ T. | Hiện bệnh viện báo cáo`
                if words == 1 && self.phrase(end + 1, Class::PersonOpener).is_some() {
                    break;
                }
                end += 1;
            }
            while let Some(next) = self.hyphened(end) {
                end = next;
                strange += 1;
            }
            if let Some(after) = self.particle(end) {
                end = after;
            }
        }
        if words == 0 || strange * 2 < words || (words == 1 && self.is_letter(at)) {
            return None;
        }
        // `Anna Orlova Anna Orlova`: the name of a picture, and the same of the sentence behind it.
        let half = at + (end - at) / 2;
        if words == 4 && end == at + 4 && (at..half).all(|n| self.doc.text_of(n) == self.doc.text_of(n + 2)) {
            end = half;
        }
        // `em Tr. được đưa`
        let small = |n: u32| self.token(n).is_some_and(|t| t.is_small() || t.is(','));
        if words == 1 && end == at + 1 && self.is_onset(at) && small(end + 1) {
            return Some(Name {
                span: Span::new(at, end + 1),
                make: Make::Foreign,
                strength: Strength::Weak,
                upper: false,
            });
        }
        // `Francois-Henri` is more than one word.
        let joined = end - at > 1;
        let strength = match words {
            1 if !joined => Strength::Weak,
            _ if known => Strength::Strong,
            _ => Strength::Fair,
        };
        Some(Name { span: Span::new(at, end), make: Make::Foreign, strength, upper: false })
    }

    /// A word of companies, clubs and papers, or one with a capital inside.
    pub(super) fn not_foreign(&self, at: u32) -> bool {
        self.phrase(at, Class::PersonNotForeign).is_some()
            || self.token(at).is_some_and(|t| t.shape.has(Shape::INNER)) && !self.doc.text_of(at).starts_with("Mc")
    }

    fn foreign_follows(&self, at: u32) -> bool {
        // `Han Min|-koo`
        let strange = |n: u32| !self.is_syllable(n) || self.hyphened(n + 1).is_some() && !self.is_syllable(n + 2);
        self.token(at + 1)
            .is_some_and(|t| t.is_capital() && t.spaced && strange(at + 1) || self.hyphened(at + 1).is_some())
            || (self.is_letter(at) && self.token(at + 1).is_some_and(|t| t.is('.')))
    }

    fn after_mark(&self, at: u32) -> bool {
        at > 0 && (self.doc.tokens[at as usize - 1].is('.') || self.doc.tokens[at as usize - 1].is('-'))
    }

    /// `de`, `van der` between two capitalised words: where the second stands.
    fn particle(&self, at: u32) -> Option<u32> {
        let mut end = at;
        while end - at < 2 && self.phrase(end, Class::PersonParticle).is_some() && !self.token(end)?.is_capital() {
            end += 1;
        }
        // `al-Sisi`
        if end > at && self.token(end)?.is('-') && !self.token(end)?.spaced {
            end += 1;
        }
        (end > at && self.token(end)?.is_capital()).then_some(end)
    }
}
