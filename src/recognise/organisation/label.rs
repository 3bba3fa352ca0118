//! Bodies named by the word before them, which is none of the name: `tờ Zolvik Daily`, `hãng Zolvik`, `Ảnh: QZT`,
//! `Như Zolvik đã đưa tin`.
//!
//! Enters: the token of such a word. Leaves: the body behind it. Not done here: bodies that the lexicon knows (`known`), and
//! heads that are part of the name (`headed`): `báo Lao Động`.
//!
//! What the lexicon says of such a word: the kind of what it names (`media`, `company`, `other`), or `brand` where only a
//! word with a capital inside follows (`đại diện QuaZol`), `founded` behind whoever founded it, `credit` before a colon,
//! `source` where it must stand in brackets or end the sentence, `told` for what opens `Như … đã đưa tin`, `led` for the title of
//! who leads a company, `kind` for the one word that is part of the name.

use super::kind_name;
use super::name::{Found, Names};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::values::Flags;
use crate::token::syllable::Token;

/// Most tokens of a paper between `Như` and `đã đưa tin`.
const LONGEST: u32 = 6;

/// Fewest letters of an abbreviation that signs a picture: two are those of a person.
const SHORTEST: u32 = 3;

/// Fewest letters of a company that is called by one foreign word.
const SHORTEST_WORD: u32 = 4;

/// What is no company behind a title: what somebody leads there (`Giám đốc Marketing`), or who has it (`Chủ tịch Holub`).
const NO_COMPANY: ClassSet = ClassSet::of(&[
    Class::OrgAbbr,
    Class::OrgHead,
    Class::OrgPart,
    Class::OrgNot,
    Class::OfficeTitle,
    Class::PersonForeign,
    Class::PersonHonorific,
    Class::PersonKnown,
    Class::PersonRank,
    Class::PersonSurname,
    Class::PlaceHead,
]);

/// What somebody holds, which is no body: `Tổ chức Lễ hội`.
const EVENTS: ClassSet = ClassSet::of(&[Class::DateEvent, Class::OrgNot, Class::OrgPart, Class::ProgrammeAward]);

impl Names<'_, '_> {
    /// Whether behind the word at `at` a name may follow; most are words of the sentence.
    pub(super) fn may_label(&self, at: u32) -> bool {
        let longest = self.phrase(at, Class::OrgLabel);
        longest.and_then(|m| self.token(m.span().end)).is_some_and(|t| t.is_capital() || t.is(':'))
    }

    /// The body that the word at `at` names, and where it begins.
    pub(super) fn labelled(&self, at: u32) -> Option<(u32, Found)> {
        // A line in capitals does not tell what a name is, and `Trang` may end one.
        let token = &self.doc.tokens[at as usize];
        let inside = token.is_capital() && at > self.sentence.start && self.capital(at - 1);
        let m = self.phrase(at, Class::OrgLabel).filter(|_| !token.is_upper() && !inside)?;
        let from = m.span().end;
        match &*self.doc.row(&m).value {
            "credit" if self.token(from).is_some_and(|t| t.is(':')) => self.signed(from + 1),
            // `tử vong. Ảnh Zolvik Ngày 26/6`
            "credit" => self.signed(from).filter(|_| token.is_capital() && self.begins(at)),
            // `Marek Holub, người sáng lập Zolvik Treks`
            "founded" => self.own(from, "company").filter(|_| self.is_apposed(at)),
            "source" => self.signed(from).filter(|(_, found)| self.is_closed(at, found.end)),
            "told" => self.told(from),
            "led" => self.led(at, from),
            "kind" => self.of_kind(at, from).map(|found| (at, found)),
            "brand" => self.own(from, "company").filter(|(start, _)| {
                let shape = self.doc.tokens[*start as usize].shape;
                shape.has(Shape::INNER) && self.person_free(*start)
            }),
            kind => self.own(from, kind_name(kind)),
        }
    }

    /// The name at `from` behind a word that says what bears it: foreign, or, of a paper, of two syllables or more.
    fn own(&self, from: u32, kind: &'static str) -> Option<(u32, Found)> {
        let first = self.token(from).filter(|t| t.is_capital() && t.is_word() && t.spaced)?;
        if self.is_named_otherwise(from) {
            return None;
        }
        // `kênh truyền hình Mỹ | CNN`
        if self.phrase(from, Class::PlaceCountry).is_some_and(|m| self.capital(m.span().end)) {
            return None;
        }
        let end = self.run(from, Flags::of("h"));
        let foreign = !first.shape.has(Shape::SYLLABLE) && first.end - first.start > 2;
        let paper = kind == "media" && end > from + 1 && self.capital(from + 1);
        let beyond = self.place(from).is_none_or(|place| place.end < end);
        ((foreign || paper) && beyond && !self.is_glued(end))
            .then_some((from, Found { end, kind, open: false, alone: true }))
    }

    /// Whether no word stands before `at` but what a mark ends that is no comma and no dash.
    fn begins(&self, at: u32) -> bool {
        let before = at.checked_sub(1).filter(|&n| n >= self.sentence.start).map(|n| &self.doc.tokens[n as usize]);
        before.is_none_or(|t| !t.is_word() && !t.is(',') && !t.is('-'))
    }

    /// Whether a name stands before `at`, apart from it by a comma or a dash.
    fn is_apposed(&self, at: u32) -> bool {
        let mark = at.checked_sub(1).filter(|&n| n > self.sentence.start).map(|n| &self.doc.tokens[n as usize]);
        mark.is_some_and(|t| t.is(',') || t.is('-')) && self.capital(at - 2)
    }

    /// Whether a body begins at `at` that is read by itself.
    fn is_named_otherwise(&self, at: u32) -> bool {
        self.known(at).is_some() || self.barred(at).is_some() || self.headed(at, 0).is_some()
    }

    /// The paper or agency that signs at `at`: one foreign word, or an abbreviation of three letters or more.
    fn signed(&self, at: u32) -> Option<(u32, Found)> {
        let token = self.token(at).filter(|t| t.is_capital() && t.is_word())?;
        let letters = token.end - token.start;
        // `Ảnh: H'Mai`
        let foreign = !token.shape.has(Shape::SYLLABLE) && !token.shape.has(Shape::APOSTROPHE);
        let name = if token.is_upper() { letters >= SHORTEST } else { letters > 2 && foreign };
        let next = self.token(at + 1);
        // `Ảnh: Marek Holub`, `Ảnh: Zolvik Dang`, `Ảnh: N.V.T`, `Nguồn: zolvik.vn`
        let plain = |t: &Token| !t.shape.has(Shape::MARKED) && self.phrase(at + 1, Class::PersonOpener).is_none();
        let whole = next.is_none_or(|t| {
            let name = t.is_capital() && (!t.shape.has(Shape::SYLLABLE) || t.is_upper() || plain(t));
            !name && (!t.is('.') || self.token(at + 2).is_none_or(|t| t.spaced)) && !self.is_glued(at + 1)
        });
        let other = self.is_named_otherwise(at) || self.place(at).is_some() || !self.person_free(at);
        (name && whole && !other).then_some((at, Found { end: at + 1, kind: "media", open: false, alone: true }))
    }

    /// Whether a word, or a mark that joins words, goes on at `at` without a space: `Harper's Bazaar`, `Rolls-Royce`.
    fn is_glued(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| !t.spaced && (t.is_word() || ['\'', '-', '_'].iter().any(|&c| t.is(c))))
    }

    /// Whether what begins at `at` and ends at `end` stands in brackets, or ends the sentence without a stop.
    fn is_closed(&self, at: u32, end: u32) -> bool {
        let open = at > self.sentence.start && self.doc.tokens[at as usize - 1].is('(');
        let last = self.token(end).is_none();
        open && self.token(end).is_some_and(|t| t.is(')') || t.is(',') || t.is('/')) || last && self.capital(at)
    }

    /// `Như | Người đưa tin | đã phản ánh`: a paper with whatever capitals.
    fn told(&self, from: u32) -> Option<(u32, Found)> {
        if !self.capital(from) {
            return None;
        }
        let tells = |n: u32| self.phrase(n, Class::OrgTells).is_some();
        let limit = (from + LONGEST).min(self.sentence.end);
        let end = (from + 1..limit).find(|&n| !self.token(n).is_some_and(Token::is_word) || tells(n))?;
        let paper =
            tells(end) && !self.is_named_otherwise(from) && self.place(from).is_none() && self.person_free(from);
        let reporter = || self.phrase(from, Class::OrgMediumBefore).is_some();
        // `điều mà Hà Văn Tiệp đã phản ánh`
        let person = || self.phrase(from, Class::PersonSurname).is_some() && self.capital(from + 1);
        (paper && !reporter() && !person()).then_some((from, Found { end, kind: "media", open: false, alone: true }))
    }

    /// `Chủ tịch QZT | Lò Văn Tám`, `Marek Holub, CEO Zolvik,`: the company at `from` behind the title at `at` of who leads it.
    fn led(&self, at: u32, from: u32) -> Option<(u32, Found)> {
        let token = self.token(from).filter(|t| t.is_capital() && t.is_word() && t.spaced)?;
        let letters = token.end - token.start;
        let fewest = if token.is_upper() { SHORTEST } else { SHORTEST_WORD };
        let foreign = letters >= fewest && !token.shape.has(Shape::SYLLABLE) && !token.shape.has(Shape::APOSTROPHE);
        if !foreign || self.doc.classes(from).meets(&NO_COMPANY) || self.place(from).is_some() {
            return None;
        }
        let end = from + 1;
        let closed = || self.token(end).is_some_and(|t| [',', ')', '.', ';'].iter().any(|&mark| t.is(mark)));
        let held = self.doc.is_full_name(end) || closed() && self.is_apposed(at) && !self.is_glued(end + 1);
        (held && !self.is_named_otherwise(from))
            .then_some((from, Found { end, kind: "company", open: false, alone: true }))
    }

    /// `do | Tổ chức Mây Xanh | tài trợ`: the body whose name begins with the word at `at`, which within a sentence has a
    /// capital only there, and goes on at `from`.
    fn of_kind(&self, at: u32, from: u32) -> Option<Found> {
        let first = self.token(from).filter(|t| t.is_capital() && t.is_word() && t.spaced)?;
        let inside = at > self.sentence.start && self.capital(at) && self.doc.tokens[at as usize - 1].is_small();
        if !inside || self.doc.classes(from).meets(&EVENTS) || self.place(from).is_some() {
            return None;
        }
        let end = self.run(from, Flags::of("h"));
        let foreign = !first.shape.has(Shape::SYLLABLE) && first.end - first.start > 2;
        if !(foreign || end > from + 1) || self.is_named_otherwise(from) || self.is_glued(end) {
            return None;
        }
        let end = self.host(at, end, Flags::of("t")).unwrap_or(end);
        Some(Found { end, kind: "association", open: false, alone: false })
    }

    /// Whether no person is named at `at`.
    fn person_free(&self, at: u32) -> bool {
        let person = [Class::PersonHonorific, Class::PersonKnown, Class::PersonRank];
        person.iter().all(|&class| self.phrase(at, class).is_none())
    }
}
