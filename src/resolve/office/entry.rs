//! What the words around a person and a position say of how they belong together.
//!
//! Enters: the walk through a sentence at a person or a position. Leaves: whether an entry of a list begins there, several share
//! a position, somebody speaks of another, or who holds a position is named behind it. Not done here: tying them (`link`).

use super::gap::Gap;
use super::link::{LONGEST_LINK, MAX_SHARED, Walk};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;

impl Walk<'_, '_, '_> {
    /// `- Bà An: | Phó Chủ tịch Liên đoàn Lao động tỉnh;`, `- Ông Bình - Bí thư Tỉnh đoàn: | Trưởng ban;`: an entry of a list that
    /// begins with a person and tells his position, or what he is there, behind a colon.
    pub(super) fn is_entry(&self, n: usize) -> bool {
        let (gap, end) = (self.gaps[n], self.items[n].span.end);
        // `- Ông An (Giám đốc Sở Y tế): | Thành viên;`
        if !gap.colon || !(Gap { colon: false, closed: false, ..gap }).adjacent() {
            return false;
        }
        let whole = self.doc.tokens.get(end as usize).is_none_or(|t| !t.is_word());
        let person = (0..n).rev().take(MAX_SHARED).find(|&p| !self.is_office(p));
        whole
            && person.is_some_and(|p| {
                let before = self.gaps[p];
                let opens = || self.opens_line(p) || Gap { dash: false, ..before }.adjacent();
                let first = p == 0 && opens() || p > 0 && before.semicolon && !before.far;
                first && (p + 1..n).all(|m| self.gaps[m].ties() && !self.gaps[m].adjacent())
            })
    }

    /// `Bí thư Huyện ủy - ông An, Chủ tịch UBND xã - bà Bình`: whether two positions or more stand each before whoever holds it,
    /// with a dash and a form of address between.
    pub(super) fn alternates(&self) -> bool {
        let held = |n: usize| {
            let gap = self.gaps[n];
            self.is_office(n - 1) && !self.is_office(n) && gap.dash && gap.address && !gap.far && !gap.comma
        };
        let apart = |n: usize| {
            let gap = self.gaps[n];
            !gap.far && !gap.dash && (gap.comma || gap.and || gap.semicolon)
        };
        let count = self.items.len();
        count >= 4 && count.is_multiple_of(2) && (1..count).all(|n| if n % 2 == 1 { held(n) } else { apart(n) })
    }

    /// `- Phó Chủ tịch: | ông An, bà Bình`: whether the persons of a line share the position that it begins with.
    pub(super) fn heads_line(&self, n: usize) -> bool {
        let many = self.items[n].office.is_some_and(|office| office.traits.many);
        n == 0 && self.opens_line(n) && many && !self.speaks_of(n + 1)
    }

    /// Whether nothing but marks, a number or a form of address stands before.
    pub(super) fn opens_line(&self, n: usize) -> bool {
        let person = self.items[n].span.start;
        let address = |at: u32| {
            let phrase =
                [Class::PersonRank, Class::PersonHonorific].iter().find_map(|&class| self.doc.phrase(at, class));
            phrase.map(|m| m.span().end)
        };
        let mut at = self.start;
        while at < person {
            let mark = !self.doc.tokens[at as usize].is_word();
            match if mark { Some(at + 1) } else { address(at) } {
                Some(next) => at = next,
                None => return false,
            }
        }
        at == person
    }

    /// `“… nhắc nhở Hiệu trưởng” - ông An yêu cầu`: what is quoted ends with a position, whoever said it follows.
    pub(super) fn is_quoted(&self, n: usize) -> bool {
        let office = self.items[n - 1].span;
        let quotes = |at: u32| self.doc.tokens[at as usize].is('"');
        let gap = self.gaps[n];
        gap.quote && (gap.dash || gap.comma) && gap.address && !(office.start..office.end).any(quotes)
    }

    /// Whether somebody is said to come into the position or to leave it.
    pub(super) fn is_moved(&self, n: usize) -> bool {
        let at = self.items[n].span.start;
        let link = |class| self.doc.matches.filling(at.saturating_sub(LONGEST_LINK)..at, class);
        // `giao | quyền Chủ tịch UBND xã cho ông An`
        let given = || link(Class::OfficePassive).is_some_and(|m| !self.doc.row(&m).value.is_empty());
        link(Class::OfficeAppointed).is_some() || link(Class::OfficeLeft).is_some() || given()
    }

    /// Whether a position with its body begins a clause and the person behind it says something.
    pub(super) fn opens_and_says(&self, n: usize) -> bool {
        let (office, person) = (&self.items[n - 1], self.items[n].span);
        let first = office.span.start;
        let begins = first == 0 || !self.doc.tokens[first as usize - 1].is_word();
        let whole = office.office.is_some_and(|office| office.org.is_some() && !office.former);
        let verb =
            self.doc.phrase(person.end, Class::PersonVerb).filter(|_| self.doc.tokens[person.end as usize].is_small());
        begins && whole && self.pending.len() == 1 && verb.is_some_and(|m| &*self.doc.row(&m).value == "says")
    }

    /// `Chủ tịch Novalim, Marek Holub, cũng …`: a position with its body and the foreign name of who holds it, which a mark or
    /// a small letter ends.
    pub(super) fn is_foreign_head(&self, n: usize) -> bool {
        let (tokens, person) = (&self.doc.tokens, self.items[n].span);
        let foreign = (person.start..person.end).all(|at| !tokens[at as usize].shape.has(Shape::SYLLABLE));
        let whole = self.items[n - 1].office.is_some_and(|office| office.org.is_some());
        let ends = tokens.get(person.end as usize).is_none_or(|t| !t.is_capital());
        foreign && person.len() > 1 && whole && ends && self.pending.len() == 1
    }

    /// `Tổng Thư ký Quốc hội: Ông An đã mệt`: who holds the position speaks of somebody else.
    pub(super) fn speaks_of(&self, n: usize) -> bool {
        let tokens = &self.doc.tokens;
        let office = self.items[n - 1].span;
        let opens = office.start == 0 || !tokens[office.start as usize - 1].is_word();
        let goes_on = tokens.get(self.items[n].span.end as usize).is_some_and(|t| t.is_small());
        self.gaps[n].address && opens && goes_on
    }

    /// Whether a position is said of several people: `các đồng chí Phó Chủ tịch`, `hai Phó Giám đốc`.
    pub(super) fn is_plural(&self, n: usize) -> bool {
        let start = self.items[n].span.start;
        if self.gaps[n].group {
            return true;
        }
        if self.is_of_periods(n) {
            return true;
        }
        // `7 Phó Tổng Giám đốc là ông …`
        let number = start.checked_sub(1).filter(|&at| self.doc.tokens[at as usize].is_number());
        if number.and_then(|at| self.doc.int(at)).is_some_and(|n| (2..=60).contains(&n)) {
            return true;
        }
        (start.saturating_sub(4)..start).any(|at| {
            self.doc
                .matches
                .at(at as usize)
                .iter()
                .any(|m| m.span().end == start && matches!(m.class, Class::OfficeGroup | Class::PlacePlural))
        })
    }

    /// `nguyên Hiệu trưởng | qua các thời kỳ`: whether one held the position after the other.
    pub(super) fn is_of_periods(&self, n: usize) -> bool {
        let periods = self.doc.phrase(self.items[n].span.end, Class::OfficeFiller);
        periods.is_some_and(|m| &*self.doc.row(&m).value == "periods")
    }

    /// `các đồng chí A - Bí thư Đoàn xã, B - Chủ tịch Hội Nông dân xã | được cử giữ chức Phó Chủ tịch`: all of a list whose
    /// items have a position each.
    pub(super) fn chosen_together(&self, n: usize) -> Vec<usize> {
        let mut chosen = Vec::new();
        let mut at = n;
        while let Some(person) = (0..at).rev().take(MAX_SHARED).find(|&m| !self.is_office(m)) {
            let gap = self.gaps[person];
            if gap.group && !chosen.is_empty() {
                chosen.push(person);
                chosen.reverse();
                return chosen;
            }
            let entry = (gap.comma || gap.semicolon || gap.and) && person > 0 && self.is_office(person - 1);
            if gap.far || gap.group || !entry || !self.is_office(person + 1) || chosen.len() == MAX_SHARED {
                break;
            }
            chosen.push(person);
            at = person;
        }
        Vec::new()
    }

    /// `ủng hộ Việt Nam trở thành | thành viên Hội đồng Bảo an`: whether a country comes into the position.
    pub(super) fn is_of_state(&self, n: usize) -> bool {
        let at = self.items[n].span.start;
        let link =
            self.doc.matches.filling(at.saturating_sub(LONGEST_LINK).max(self.start)..at, Class::OfficeAppointed);
        let country = |m: Match| self.doc.matches.filling(m.start.saturating_sub(3)..m.start, Class::PlaceCountry);
        link.and_then(country).is_some()
    }
}
