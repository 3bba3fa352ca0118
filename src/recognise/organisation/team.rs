//! National sides: `đội tuyển Việt Nam`, `tuyển nữ Lào`, `ĐT U23 Thái Lan`; and clubs by their town: `Barcelona thắng`.
//!
//! Enters: a token. Leaves: the side, a word for one with the country behind it, or the town that stands for its club. Not
//! done here: clubs with names of their own (`known`).

use super::name::{Found, Names};
use crate::lexicon::class::Class;
use crate::recognise::club;
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// A club at `at` that may be called by its town, where the document tells of clubs ([`club::are_told_of`]).
    pub(super) fn club(&self, at: u32) -> Option<Found> {
        let town = self.phrase(at, Class::PlaceCity).filter(|m| club::is_named_after(self.doc, m))?;
        let end = town.span().end;
        let capital = |n: u32| self.capital(n) && self.token(n).is_some_and(|t| t.spaced);
        let beside = at > self.sentence.start && self.capital(at - 1) && self.doc.tokens[at as usize].spaced;
        let opener = || at - 1 == self.sentence.start && self.doc.is_opener(at - 1);
        let alone = !capital(end) && (!beside || opener());
        let site = self.place(at).is_some() || club::is_site(self.doc, &town, self.sentence.start);
        (alone && !site).then_some(Found { end, kind: "association", open: false, alone: true })
    }

    /// A national side at `at`.
    pub(super) fn team(&self, at: u32) -> Option<Found> {
        let m = self.phrase(at, Class::OfficeTeam)?;
        // `đội Việt Nam` may be any.
        if &*self.doc.row(&m).value != "national" {
            return None;
        }
        let mut from = m.span().end;
        // `U23`, `U.23`
        if self.token(from).is_some_and(Token::is_upper) {
            let number = from + 1 + u32::from(self.token(from + 1).is_some_and(|t| t.is('.') && !t.spaced));
            if self.token(number).is_some_and(|t| t.is_number() && !t.spaced) {
                from = number + 1;
            }
        }
        let country = self.phrase(from, Class::PlaceCountry).filter(|_| self.capital(from))?.span().end;
        let end = self.place(from).map_or(country, |p| p.end);
        (end == country).then_some(Found { end, kind: "other", open: false, alone: false })
    }
}
