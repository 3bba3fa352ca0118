//! Regions and quarters: `miền Bắc`, `vùng Zolvik`, `khu vực 5, phường Nà Sương`.
//!
//! Enters: a designation that a region may follow. Leaves: the tokens of the name. Not done here: regions without a
//! designation (`bare`).

use super::run::Names;
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// `miền Bắc`, `vùng Tây Nguyên`, `khu vực Đông Nam Á`.
    pub(super) fn region(&self, head: Span<Tok>) -> Option<Span<Tok>> {
        let at = head.end;
        let regions = self.doc.matches.at(at as usize).iter().filter(|m| m.class == Class::PlaceRegion);
        let area = self.doc.phrase(head.start, Class::PlaceHead).is_some_and(|m| m.len == 2);
        for m in regions {
            if !area || &*self.doc.row(&m).value == "world" {
                return Some(m.span());
            }
        }
        if !area
            && let Some(m) = self.doc.phrase(at, Class::PlaceQuarter)
            && self.capital(m.span())
            && head.len() == 1
        {
            // `vùng Bắc | Hướng Hóa`
            let unit = self.known(m.span().end, "district").filter(|&to| self.capital(Span::new(m.span().end, to)));
            return Some(Span::new(at, unit.unwrap_or(m.span().end)));
        }
        None
    }

    /// `khu vực | Nà Lò, phường Nà Sương`: a name of any quarter before the unit it lies in.
    pub(super) fn quarter(&self, at: u32) -> Option<Span<Tok>> {
        let end = self.run(at);
        let comma = (1..=3).contains(&(end - at)) && self.token(end).is_some_and(|t| t.is(','));
        (comma && self.is_commune_head(end + 1) && self.doc.phrase(at, Class::OrgHead).is_none())
            .then(|| Span::new(at, end))
    }

    /// `khu vực | 5, phường Nà Sương`: the number of a quarter before the ward it lies in.
    pub(super) fn numbered_quarter(&self, head: Span<Tok>) -> Option<Span<Tok>> {
        let at = head.end;
        let number = self.doc.int(at).is_some_and(|n| (1..=30).contains(&n));
        let unit = at + 1 + u32::from(self.token(at + 1).is_some_and(|t| t.is(',')));
        let within = head.len() == 2 && number && unit < self.end && self.is_commune_head(unit);
        within.then(|| Span::new(at, at + 1))
    }

    /// Whether the designation of a commune stands at `at`: `phường`, `xã`.
    fn is_commune_head(&self, at: u32) -> bool {
        self.doc.phrase(at, Class::PlaceHead).is_some_and(|m| self.doc.lexicon.head(m.row).word == "commune")
    }

    /// `vùng | Zolvik-Bezlik`: a region abroad that no list need have.
    pub(super) fn abroad(&self, head: Span<Tok>) -> Option<Span<Tok>> {
        let at = head.end;
        let part = |n: u32| self.token(n).is_some_and(|t| t.is_foreign_name() && t.end - t.start >= 4);
        if head.len() > 1
            || !part(at)
            || self.doc.has(at, Class::OrgName)
            || self.doc.tokens[at as usize].shape.has(Shape::INNER)
        {
            return None;
        }
        let glued = |n: u32| self.token(n).is_some_and(|t| !t.spaced);
        let mut end = at + 1;
        // `vùng Covid-19`
        while glued(end) && self.doc.tokens[end as usize].is('-') {
            if !glued(end + 1) || !part(end + 1) {
                return None;
            }
            end += 2;
        }
        (!self.token(end).is_some_and(|t| t.is_capital() && t.spaced)).then(|| Span::new(at, end))
    }

    /// `vùng | Nà Sương`: a stretch of land by two or three syllables, in small letters (`Vùng Cảnh sát biển 4` is a body).
    pub(super) fn land(&self, head: Span<Tok>) -> Option<Span<Tok>> {
        const OTHERS: ClassSet = ClassSet::of(&[
            Class::PlaceHead,
            Class::PlaceProvince,
            Class::PlaceQuarter,
            Class::PlaceRegion,
            Class::PlaceKnown,
            Class::OrgHead,
            Class::OrgPart,
            Class::OrgName,
            Class::ProgrammeHead,
            Class::PersonKnown,
            Class::PersonOpener,
        ]);
        let at = head.end;
        let end = self.run(at);
        let ours = |t: &Token| !t.is_upper() && t.shape.has(Shape::SYLLABLE);
        let name = (2..=3).contains(&(end - at)) && self.doc.tokens[at as usize..end as usize].iter().all(ours);
        let small = head.len() == 1 && self.doc.tokens[head.start as usize].is_small();
        // `vùng Thủ | đô`
        let whole = |m: Match| m.span().end <= end;
        let unbroken = self.doc.matches.at(end as usize - 1).iter().all(whole);
        (small && name && unbroken && !self.doc.classes(at).meets(&OTHERS)).then(|| Span::new(at, end))
    }
}
