//! What stands behind a body's name and its area and still belongs to it: the second of two countries, where an embassy is,
//! who set up a council.
//!
//! Enters: the token after what was read of a name. Leaves: the end with what follows, where it is of the name. Not done here:
//! the area itself, a parent body without a link (`name`), and words in small letters (`tail`).

use super::name::{DEEPEST, Names};
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::lexicon::values::Flags;

impl Names<'_, '_> {
    /// `Bệnh viện Việt Nam - Thụy Điển Uông Bí`: two countries give a house its name.
    pub(super) fn friendship(&self, from: u32, at: u32, flags: Flags) -> Option<u32> {
        // `Hội Hữu nghị Việt - Trung`
        let country = |n: u32| [Class::PlaceCountry, Class::PlacePair].iter().any(|&c| self.phrase(n, c).is_some());
        // `trường THPT chuyên Hà Nội - Amsterdam`
        let city = || self.phrase(at + 1, Class::PlaceCity).map(|m| m.span().end).filter(|_| self.capital(at + 1));
        if flags.has('h')
            && self.token(at)?.is('-')
            && (1..=2u32.min(at)).any(|n| self.place(at - n).is_some_and(|p| p.end == at))
            && let Some(end) = city()
        {
            return Some(end);
        }
        let house = flags.has('h') || self.phrase(from.checked_sub(2)?, Class::OrgFriends).is_some();
        if !house || !self.token(at)?.is('-') || !country(at + 1) || !self.capital(at + 1) {
            return None;
        }
        let end = self.place(at + 1).map_or(at + 2, |p| p.end);
        let ours = || self.phrase(from, Class::PersonNot).is_some() && at == from + 1;
        (country(from) || ours()).then(|| self.area(end, flags).0)
    }

    /// The end of the place where an embassy or a body of another country is: `Đại sứ quán Việt Nam | tại Lào`; its country
    /// ends at `at`.
    pub(super) fn host(&self, from: u32, at: u32, flags: Flags) -> Option<u32> {
        // `Hiệp hội Doanh nghiệp Hàn Quốc | tại Việt Nam`
        let foreign = || {
            let first = at.saturating_sub(3).max(self.sentence.start);
            let country = self.doc.matches.filling(first..at, Class::PlaceCountry);
            // `Hội đồng | Anh`, `Việt Nam`
            let head = || self.doc.matches.filling(from.saturating_sub(3)..from, Class::OrgHead).is_some();
            let other = |m: Match| self.phrase(m.start, Class::PersonNot).is_none();
            flags.has('f')
                && self.token(at).is_some()
                && self.doc.folded(at) == "tại"
                && country.is_some_and(other)
                && !head()
        };
        if at == from || !(flags.has('t') || foreign()) {
            return None;
        }
        let place = self.phrase(at, Class::PlacePrep).map(|m| m.span().end).and_then(|n| self.place(n));
        place.filter(|_| self.phrase(at, Class::OfficeScope).is_some()).map(|place| place.end)
    }

    /// `Hội Hữu nghị Việt Nam | - Nhật Bản`: the second of two that are friends; the first ends at `at`.
    pub(super) fn friends(&self, at: u32) -> Option<u32> {
        let named = |n: u32| self.phrase(n, Class::PlaceCountry).or_else(|| self.phrase(n, Class::PlacePair));
        let country = |n: u32| named(n).filter(|_| self.capital(n)).map(|m| m.span().end);
        self.token(at).filter(|t| t.is('-'))?;
        let end = country(at + 1)?;
        let from = at.saturating_sub(3).max(self.sentence.start);
        let filling = |class| self.doc.matches.filling(from..at, class).map(|m| m.start);
        let first = [Class::PlaceCountry, Class::PlaceCity, Class::PlacePair].into_iter().find_map(filling)?;
        let before = first.saturating_sub(3).max(self.sentence.start)..first;
        self.doc.matches.filling(before, Class::OrgFriends).map(|_| self.place(at + 1).map_or(end, |p| p.end))
    }

    /// `Hiệp hội Du lịch Nà Lò | - Nà Sương`: the second of two towns or provinces that a company or an association is named
    /// after; the first ends at `at`.
    pub(super) fn two_towns(&self, at: u32, kind: &str) -> Option<u32> {
        if !matches!(kind, "association" | "company") || !self.token(at).is_some_and(|t| t.is('-') && t.spaced) {
            return None;
        }
        let country = |n: u32| self.phrase(n, Class::PlaceCountry).is_some();
        let first = (1..=3u32.min(at)).filter_map(|n| self.place(at - n)).find(|p| p.end == at)?;
        let second = self.place(at + 1).filter(|p| p.start == at + 1)?;
        // `Công ty Zolvik Hà Nội - TP Nà Lò`: where it is.
        let other = |n: u32| country(n) || self.phrase(n, Class::PlaceHead).is_some();
        let goes_on = self.token(second.end).is_some_and(|t| t.is_capital() || t.is('-'));
        (!other(first.start) && !other(second.start) && !goes_on).then_some(second.end)
    }

    /// `Tổ công tác | của Bộ Nội vụ`, `Ban Chỉ đạo chống dịch | của huyện`: the end of who set up a council, behind `của`; an
    /// area only of one that is `named`.
    pub(super) fn owner(&self, at: u32, named: bool) -> Option<u32> {
        let own = |m: &Match| &*self.doc.row(m).value == "own";
        let from = self.phrase(at, Class::PlaceWithin).filter(own)?.span().end;
        let area = || {
            let unit = self.area_word(from).filter(|m| &*self.doc.row(m).value == "unit" && !self.joined(m.span().end));
            self.place(from).map(|p| p.end).or_else(|| unit.map(|m| m.span().end)).filter(|_| named)
        };
        let body = if self.capital(from) { self.headed(from, DEEPEST - 1).map(|found| found.end) } else { None };
        body.or_else(area)
    }
}
