//! Bodies known without a head word.
//!
//! Enters: the token where a name may begin. Leaves: a body that the lexicon has whole (`VietinBank`, `C45`), or that its last
//! word shows (`T&T Group`), and whether a short form in brackets is another name of the body before. Not done here: names that
//! begin with a head word (`name`).

use super::kind_name;
use super::name::{DEEPEST, Found, Names};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};

/// Most tokens of a name before its short form in brackets.
const LONGEST_OTHER: u32 = 14;

impl Names<'_, '_> {
    /// A body known by its whole name.
    pub(super) fn known(&self, at: u32) -> Option<Found> {
        let token = self.token(at).filter(|t| t.is_capital() && self.doc.has(at, Class::OrgName))?;
        // Abbreviations only in capitals, names only with the capitals the lexicon has.
        let spelled = |m: &Match| {
            let form = &*self.doc.row(m).form;
            m.class == Class::OrgName
                && m.span().end <= self.sentence.end
                && self.doc.text_of(at).chars().zip(form.chars()).all(|(a, b)| a == b)
                && self.same_capitals(m.span(), form)
                && self.same_digits(m.span(), form)
        };
        let m = self.doc.matches.at(at as usize).iter().find(spelled)?;
        let row = self.doc.row(&m);
        let inside = at > self.sentence.start
            && self.capital(at - 1)
            && token.spaced
            && m.len == 1
            && self.doc.tokens[at as usize - 1].end - self.doc.tokens[at as usize - 1].start > 1
            && self.doc.phrase(at - 1, Class::PlacePrep).is_none()
            && !self.opens(at - 1)
            && !self.after_title(at);
        if inside {
            return None;
        }
        let kind = kind_name(&row.value);
        let end = m.span().end;
        if self.doc.is_dotted(end) {
            return None;
        }
        // `PC08 | Công an tỉnh Nà Lò`
        let code = row.form.ends_with(|c: char| c.is_ascii_digit());
        let police = if code && self.capital(end) { self.headed(end, DEEPEST) } else { None };
        if let Some(found) = police.filter(|found| found.kind == "police" && kind == "police") {
            return Some(Found { alone: false, ..found });
        }
        // `Agribank | Chi nhánh huyện Nà Sương`
        let branch = if kind == "company" { self.branch(end) } else { end };
        if branch > end {
            return Some(Found { end: branch, kind, open: false, alone: false });
        }
        if m.len == 1 && self.capital(end) {
            // `ASEAN Cup`: a contest or a paper named after the body; not `VOV | Ngài Holub`, where a sentence begins.
            let ours = self.doc.tokens[end as usize].shape.has(Shape::MARKED);
            if !ours && self.phrase(end, Class::PersonNotForeign).is_some() {
                return None;
            }
            // `Viettel Hậu Giang`
            // `Trưởng đại diện JETRO Hà Nội`
            let titled = || self.doc.matches.filling(at.saturating_sub(4)..at, Class::OfficeTitle).is_some();
            let house = kind == "company" || kind == "international" && titled();
            if let Some(place) = self.place(end).filter(|p| house && p.start == end && p.len() > 1) {
                return Some(Found { end: place.end, kind, open: false, alone: false });
            }
            if !token.is_upper() && !self.person_begins(end) {
                return None;
            }
        }
        Some(Found { end, kind, open: false, alone: true })
    }

    /// `Chủ tịch HĐQT Sacombank`, `CEO Apple`, `CĐV Chelsea`, `PV VTV`: a board, a position or a sort of people ends before
    /// `at`.
    fn after_title(&self, at: u32) -> bool {
        let (before, upper) = (self.doc.classes(at - 1), self.doc.tokens[at as usize - 1].is_upper());
        const SORTS: ClassSet = ClassSet::of(&[Class::OrgHead, Class::PersonBefore, Class::OrgMediumBefore]);
        before.has(Class::OfficeTitle) || upper && before.meets(&SORTS)
    }

    /// Whether a code is as long as that of the lexicon: `C45`, but no `C3`; and no end of another (`lớp 10C12`).
    fn same_digits(&self, span: Span<Tok>, form: &str) -> bool {
        if !form.ends_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let glued = span.start > self.sentence.start
            && !self.doc.tokens[span.start as usize].spaced
            && self.doc.tokens[span.start as usize - 1].is_number();
        !glued && self.doc.slice(span).len() == form.len()
    }

    /// Whether the last word has a capital where the lexicon has one: `Hòa Phát`, not `Hòa phát triển`.
    fn same_capitals(&self, span: Span<Tok>, form: &str) -> bool {
        let last = form.rsplit([' ', '-', '.']).next().unwrap_or(form);
        let word = self.doc.tokens[span.end as usize - 1].is_word();
        !last.starts_with(char::is_uppercase) || !word || self.capital(span.end - 1)
    }

    /// `Zolvik | Times`: whether papers abroad are called by the word at `at`, behind other words.
    pub(super) fn ends_medium(&self, at: u32) -> bool {
        self.phrase(at, Class::OrgTail).is_some_and(|m| &*self.doc.row(&m).value == "media")
    }

    /// `T&T Group`: capitalised words that end in what only companies are called; `at` is their first.
    pub(super) fn tailed(&self, at: u32) -> Option<Found> {
        let mut end = at;
        while end - at < 5 {
            let token = self.token(end).filter(|t| t.is_capital() || (end > at && t.is('&')))?;
            if end > at && token.is_capital() && self.phrase(end, Class::OrgTail).is_some() && !self.ends_medium(end) {
                return Some(Found { end: end + 1, kind: "company", open: false, alone: false });
            }
            end += 1;
        }
        None
    }

    /// `Tập đoàn Điện lực Việt Nam (EVN)`: in brackets behind a body, an abbreviation is its other name and no mention.
    pub(super) fn is_other_name(&self, start: u32, found: &Found, last_end: u32) -> bool {
        let open = start.wrapping_sub(1);
        // `Sở Văn hóa và Thể thao TP.HCM (Sở VH&TT)`
        let first = last_end.saturating_sub(LONGEST_OTHER).max(self.sentence.start);
        let upper = |n: u32| self.token(n).is_some_and(|t| t.is_upper() || !t.is_word());
        let short = || {
            (start + 1..found.end).all(upper)
                && (first..last_end).any(|n| self.doc.text_of(n) == self.doc.text_of(start))
        };
        let abbreviation =
            || found.end == start + 1 || (start..found.end).all(|n| self.doc.tokens[n as usize].is_upper());
        open == last_end
            && last_end > self.sentence.start
            && self.token(open).is_some_and(|t| t.is('('))
            && self.token(found.end).is_some_and(|t| t.is(')'))
            && (found.alone && abbreviation() || short())
    }
}
