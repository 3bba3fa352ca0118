//! National sides: `đội tuyển Việt Nam`, `tuyển nữ Lào`, `ĐT U23 Thái Lan`.
//!
//! Enters: a token. Leaves: the side, a word for one with the country behind it. Not done here: clubs, which have names of
//! their own (`known`).

use super::name::{Found, Names};
use crate::lexicon::class::Class;
use crate::token::syllable::Token;

impl Names<'_, '_> {
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
