//! Streets that share one word: `ba tuyến phố Lê Lai, Triệu Quang Phục và Hải Thượng Lãn Ông`, `các đường: Lê Lai, Trần Phú`.
//!
//! Enters: the token of a word for streets, or where the first of several ends. Leaves: the others. Not done here: the first
//! one behind its word, and units of administration in lists (that is `super`).

use super::{LIST, Scan};
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::span::Span;

/// Most syllables of a street in a list.
const LONGEST: u32 = 4;

/// What begins another name than that of a street.
const OTHERS: ClassSet =
    ClassSet::of(&[Class::PlaceHead, Class::PlaceProvince, Class::PlaceDistrict, Class::OrgHead, Class::OrgName]);

impl Scan<'_, '_> {
    /// The end of the streets behind the colon or `như` after the word at `at`, which ends at `from`.
    pub(super) fn streets_open(&mut self, at: u32, from: u32) -> Option<u32> {
        let first = self.are_streets(at).then(|| self.list_opens(from))??;
        // `các tuyến đường chính như`, `các tuyến phố ở Đà Lạt như`, but `hai đường bay thẳng như`
        let there = self.doc.phrase(from, Class::PlacePrep).is_some_and(|m| &*self.doc.row(&m).value != "and");
        if first - from > if there { 8 } else { 2 } || self.is_street(from, "other") {
            return None;
        }
        let end = self.street(first)?;
        // `các tuyến phố ở | Đà Lạt | như`
        let mut n = if there { from } else { first };
        while n < first {
            n = self.whole(n).or_else(|| self.bare(n)).unwrap_or(n + 1);
        }
        Some(self.streets(at, end))
    }

    /// `đoạn Khuất Duy Tiến - Nguyễn Xiển`: two streets named after somebody, between which a part of a road lies; `trên các
    /// tuyến Lê Lai, Trần Phú`: several that a word for roads lists.
    pub(super) fn stretch(&mut self, at: u32) -> Option<u32> {
        let doc = self.doc;
        let name = |from: u32| {
            let end = self.names().run(from);
            let capital = from < self.sentence.end && doc.tokens[from as usize].is_capital();
            let street = capital && doc.has(from, Class::PersonSurname);
            (street && (2..=LONGEST).contains(&(end - from))).then(|| Span::new(from, end))
        };
        let behind = doc.phrase(at, Class::PlaceStreet)?.span().end;
        // `góc đường Nguyễn Du - Trần Bình Trọng`
        let crossing = self.is_street(at, "cross");
        let from = behind + u32::from(crossing && self.is_street(behind, ""));
        let first = name(from).filter(|_| crossing || self.is_street(at, "part"))?;
        let dash = |n: u32| n < self.sentence.end && doc.tokens[n as usize].is('-');
        if self.are_many(at) && self.separator(first.end).is_some_and(|n| name(n).is_some()) {
            self.push(first.start, first, "road", LIST);
            return Some(self.streets_behind(first.end));
        }
        let second = name(first.end + 1).filter(|_| dash(first.end))?;
        if first.len().max(second.len()) < 3 {
            return None;
        }
        self.push(behind, first, "road", LIST);
        self.push(second.start, second, "road", LIST);
        Some(second.end)
    }

    /// `giao lộ quốc lộ 1 | - Hồ Học Lãm`: the end of the street behind the dash that crosses the road which begins at `at`.
    pub(super) fn crossed(&mut self, at: u32, end: u32) -> Option<u32> {
        let dash = end + 1 < self.sentence.end && self.doc.tokens[end as usize].is('-');
        if !dash || !self.doc.has(end + 1, Class::PersonSurname) {
            return None;
        }
        let crossing = |n: u32| {
            let head = self.doc.phrase(n, Class::PlaceHead).map(|m| self.doc.lexicon.head(m.row));
            head.is_some_and(|head| head.word == "road" && head.flags.has('p'))
        };
        let before = self.before(at, Class::PlaceHead).is_some_and(crossing);
        let corner = || self.before(at, Class::PlaceStreet).is_some_and(|n| self.is_street(n, "cross"));
        if before || corner() { self.street(end + 1) } else { None }
    }

    /// The end of the streets that follow the one that ends at `end`, where the word at `at` is said of several.
    pub(super) fn streets(&mut self, at: u32, end: u32) -> u32 {
        if self.are_streets(at) { self.streets_behind(end) } else { end }
    }

    fn streets_behind(&mut self, mut end: u32) -> u32 {
        while let Some(after) = self.separator(end).and_then(|next| self.street(next)) {
            end = after;
        }
        end
    }

    /// Whether a number or a plural stands before the word, or before the one that goes with it: `hai tuyến | phố`.
    pub(super) fn are_streets(&self, at: u32) -> bool {
        // `hai cầu thủ là`
        if !self.is_street(at, "") {
            return false;
        }
        let with = |at: u32| at > self.sentence.start && self.is_street(at - 1, "part");
        self.are_many(at) || with(at) && self.are_many(at - 1)
    }

    /// Whether a number or a plural stands before.
    fn are_many(&self, at: u32) -> bool {
        let number = |n: u32| self.doc.int(n).is_some_and(|n| (2..=60).contains(&n));
        self.before(at, Class::PlacePlural).is_some() || at > self.sentence.start && number(at - 1)
    }

    fn is_street(&self, at: u32, value: &str) -> bool {
        self.doc.phrase(at, Class::PlaceStreet).is_some_and(|m| &*self.doc.row(&m).value == value)
    }

    /// Proposes the street that begins at `at`.
    fn street(&mut self, at: u32) -> Option<u32> {
        let tokens = self.doc.tokens;
        if !tokens[at as usize].is_capital() {
            return None;
        }
        let end = self.names().run(at);
        // `Đồng Văn Cống`, `Hai Bà Trưng`: with two words more than a designation, and one more than a unit, it is somebody's name.
        let unit = |m: Match| m.class == Class::PlaceDistrict && m.span().end == end;
        let long = |m: Match| u32::from(m.len) + 1 + u32::from(m.len == 1) > end - at;
        let other = |m: Match| OTHERS.has(m.class) && long(m) && !unit(m);
        // `các đường Hoàng Sa, Trường Sa`: the name of a district is no school's.
        let whole = self.doc.matches.at(at as usize).iter().any(unit);
        if !whole && self.doc.matches.at(at as usize).iter().any(other) {
            return None;
        }
        let upper = (at..end).any(|n| tokens[n as usize].is_upper());
        // `Nguyễn Thị Minh Khai`
        let longest = LONGEST + u32::from(self.has(at + 1, Class::PersonMiddle));
        if !(2..=longest).contains(&(end - at)) || upper {
            return None;
        }
        self.push(at, Span::new(at, end), "road", LIST);
        Some(end)
    }
}
