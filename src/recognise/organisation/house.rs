//! Parts of a body's name that only some bodies have: the levels of a school, what a department is for before the house it is
//! in.
//!
//! Enters: the head word, or the token behind it. Leaves: the head with the further levels, or the body behind the
//! department's name. Not done here: the names of the bodies themselves (`name`).

use super::name::{Found, Names};
use crate::lexicon::class::Class;
use crate::span::{Span, Tok};

/// Most tokens of what a department is for.
const LONGEST: u32 = 8;

impl Names<'_, '_> {
    /// The department of a hospital or school, `kind` by itself, or of a committee or council, whose name begins at `at` and
    /// goes on to that of the house.
    pub(super) fn department(&self, at: u32, kind: &'static str, depth: u32) -> Option<Found> {
        // `khoa Mắt tại Bệnh viện Nà Lò` are two.
        let link = |n: u32| self.phrase(n, Class::PlacePrep).is_some() && !self.capital(n);
        let word = |n: &u32| self.token(*n).is_some_and(|t| t.is_word() || t.is('-')) && !link(*n);
        let head = |n: &u32| self.capital(*n) && self.doc.has(*n, Class::OrgHead);
        let house = (at + 1..at + LONGEST).take_while(word).find(head).filter(|_| self.capital(at))?;
        let house = self.headed(house, depth + 1)?;
        let kind = match house.kind {
            "hospital" | "school" if !house.alone => kind,
            "peoples_council" if !house.alone => house.kind,
            "party" => house.kind,
            _ => return None,
        };
        Some(Found { kind, alone: false, ..house })
    }

    /// `Trường THCS - THPT Nà Lò`: the head of a school with the further levels that it has.
    pub(super) fn levels(&self, head: Span<Tok>, kind: &str) -> Span<Tok> {
        let mut end = head.end;
        let joint = |n: u32| self.is_joint(n) || self.token(n).is_some_and(|t| t.is('&'));
        while kind == "school"
            && let at = end + u32::from(joint(end))
            && let Some(next) = self.phrase(at, Class::OrgHead).filter(|_| self.capital(at))
            && self.doc.lexicon.head(next.row).word == "school"
        {
            end = next.span().end;
        }
        // Without a name behind them they are what schools there are.
        if self.capital(end) { Span::new(head.start, end) } else { head }
    }
}
