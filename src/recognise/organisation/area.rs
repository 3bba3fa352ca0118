//! The area of a body: `Sở Y tế | tỉnh Lai Châu`, `UBND | huyện`, `Chi cục Kiểm lâm | vùng II`.
//!
//! Enters: the token after what was read of a name. Leaves: the end with the places and the bare designations that say where
//! the body is or whose it is. Not done here: the places themselves, branches (`end`), the body it belongs to (`name`).

use super::name::Names;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::values::Flags;
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// The area of a body: places and bare designations; the end, and whether it ends in a bare one.
    pub(super) fn area(&self, from: u32, flags: Flags) -> (u32, bool) {
        let (mut end, mut bare, mut last, mut zone) = (from, false, from, false);
        loop {
            // `đại biểu Quốc hội | tỉnh Nà Lò`: it is of the whole country (flag `W`).
            if flags.has('W') && end == from && self.is_part_of_the_country(end) {
                break;
            }
            if let Some(place) = self.place(end) {
                // `Đoàn` alone takes a designated unit only.
                if flags.has('o') && flags.has('c') && self.phrase(end, Class::OrgArea).is_none() {
                    break;
                }
                // `Chi cục Thuế khu vực Nà Lò | - Nà Sương`
                let second = || {
                    let joined = self.token(place.end).is_some_and(|t| t.is('-')) && zone;
                    self.place(place.end + 1).filter(|_| joined)
                };
                (last, end, bare) = (end, second().map_or(place.end, |p| p.end), false);
                continue;
            }
            // `HUYỆN ỦY | NÀ LÒ`: in a line of capitals a unit that the tables have.
            if let Some(unit) = self.shouted_unit(end).filter(|_| end == from) {
                end = unit;
                continue;
            }
            // `Ban Giám đốc | Bệnh viện`, `Ban Tuyên giáo | Hội`: the house by its word alone, with a capital.
            let apart = ['h', 'c', 'T'].iter().any(|&f| flags.has(f));
            let house = if end == from && !apart { self.bare_house(end) } else { None };
            if let Some(end) = house {
                return (end, true);
            }
            let Some(m) = self.area_word(end) else { break };
            let value = &*self.doc.row(&m).value;
            if value == "branch" || (bare && value == "unit") {
                break;
            }
            // `Ban Quản lý Khu kinh tế Nà Lò | và các KCN`
            let zones = || end > from && ["khu", "kkt"].contains(&&*self.doc.folded(last));
            let token = &self.doc.tokens[end as usize];
            let roman = |n: u32| self.doc.text_of(n).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            let numbered = |t: &Token| t.is_number() || t.is_upper() && t.end - t.start <= 3 || roman(m.span().end);
            let number = self.token(m.span().end).is_some_and(numbered);
            if value == "more" || value == "numbered" && number || value == "zones" && zones() {
                (end, zone) = (m.span().end, value == "more");
                if number && !token.is_upper() && self.place(end).is_none() {
                    end += 1;
                }
                // `Chi cục Thuế khu vực | Nà Lò - Nà Sương`, whose names no list has
                let pair = [0, 1, 3, 4].iter().all(|n| self.capital(end + n));
                let dash = self.token(end + 2).is_some_and(|t| t.is('-'));
                end += if zone && pair && dash && self.place(end).is_none() { 5 } else { 0 };
                // `Chi hội Doanh nghiệp khu vực | Hòa Nà`
                let quarter = self.doc.folded(m.start) == "khu" && !number && end == m.span().end;
                let named = quarter && self.place(end).is_none() && self.capital(end);
                let run = if named { self.run(end, flags) } else { end };
                end = if (2..=3).contains(&(run - end)) && !self.doc.is_full_name(end) { run } else { end };
                // `Trạm Kiểm lâm liên | xã Nà Lò`, `và các | KCN Nà Lò`
                end = self.place(end - 1).map_or(end, |p| p.end.max(end));
                bare = false;
                continue;
            }
            if value != "unit" {
                break;
            }
            // `UBND huyện, thị xã` after a plural never comes here; `xã viên`, `tỉnh lộ` are other words, `TP.` is not.
            let other = |p: Match| p.len > m.len && self.doc.tokens[p.span().end as usize - 1].is_word();
            if self.phrase(end, Class::PlaceHead).is_some_and(other) || self.joined(m.span().end) {
                break;
            }
            end = m.span().end;
            bare = true;
        }
        (end, bare)
    }

    /// Whether a unit of administration of ours stands at `at`, told by its designation or a province.
    fn is_part_of_the_country(&self, at: u32) -> bool {
        self.phrase(at, Class::OrgArea).is_some_and(|m| &*self.doc.row(&m).value == "unit")
            || self.phrase(at, Class::PlaceProvince).is_some()
    }

    /// The end of the unit of administration that fills a line of capitals from `at` on.
    fn shouted_unit(&self, at: u32) -> Option<u32> {
        let upper = |n: u32| self.token(n).is_some_and(|t| t.is_upper() && t.end - t.start > 1);
        let unit = |class| self.phrase(at, class).filter(|m| m.len > 1).map(|m| m.span().end);
        let end = [Class::PlaceDistrict, Class::PlaceTown, Class::PlaceProvince].into_iter().find_map(unit)?;
        (upper(at - 1) && (at..end).all(upper) && !upper(end)).then_some(end)
    }

    /// The end of the word for a house at `at` that stands by itself with a capital, with no name of one behind it.
    fn bare_house(&self, at: u32) -> Option<u32> {
        let m = self.phrase(at, Class::OfficeBody).filter(|_| self.capital(at))?;
        let end = m.span().end;
        const ENDS: ClassSet = ClassSet::of(&[Class::OrgStop, Class::PersonVerb, Class::OrgAnd]);
        let verb = |n: u32| !self.capital(n) && self.doc.classes(n).meets(&ENDS);
        let ends = self.token(end).is_none_or(|t| !t.is_word() || verb(end) || self.doc.is_full_name(end));
        (ends && self.doc.matches.at(at as usize).iter().all(|other| other.len <= m.len)).then_some(end)
    }

    /// What stands for an area at `at`; an abbreviation only in capitals: no `TƯ` in `nhà tư vấn`.
    pub(super) fn area_word(&self, at: u32) -> Option<Match> {
        let m = self.phrase(at, Class::OrgArea)?;
        let short = m.len == 1 && self.doc.row(&m).form.chars().all(char::is_uppercase);
        (!short || self.token(at)?.is_upper()).then_some(m)
    }

    /// Whether a bare designation goes on to another word: `tỉnh ủy`, `huyện đoàn`, `thành phố ủy`.
    pub(super) fn joined(&self, at: u32) -> bool {
        let head = at - 1;
        // `UBND tỉnh | Đoàn Hữu Chiến`
        let person = !self.capital(head) && self.capital(at) && self.person_begins(at) && self.capital(at + 2);
        if person {
            return false;
        }
        self.doc
            .matches
            .at(head as usize)
            .iter()
            .any(|m| (m.class == Class::OrgHead || m.class == Class::OrgNot) && m.len > 1 && m.span().end > at)
    }
}
