//! What the words before and after a name say of it.
//!
//! Enters: tokens before and after. Leaves: a [`Before`] with the form of address and the rank, and whether what follows
//! shows a person. Not done here: the name itself (that is `name`).

use super::name::{Name, Names};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// What a word before a name is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A noun for a person that only full names follow: `tác giả`.
    NounOfFull,
    /// A noun for a person: `tài xế`.
    Noun,
    /// A label: `Ảnh:`.
    Credit,
    /// A position, with or without its body.
    Title,
    /// A calling: `ca sĩ`.
    Honorific,
    /// A rank.
    Rank,
    /// A form of address of one syllable: `ông`.
    Kin,
}

/// The words that end where a name may begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) sort: Sort,
    /// First token of it all.
    pub(super) start: u32,
    /// Where the name may begin.
    pub(super) end: u32,
    pub(super) honorific: Option<Span<Tok>>,
    pub(super) rank: Option<Span<Tok>>,
    /// The position is one of a state, or the noun says that a name follows: one word alone may be it.
    pub(super) state: bool,
    /// A country, body or place stands between it and the name.
    pub(super) carried: bool,
}

impl Names<'_, '_> {
    /// Takes in what begins at `at`; `before` is what was read so far.
    pub(super) fn before(&self, at: u32, before: Option<Before>) -> Option<Before> {
        let last = before.filter(|b| b.end == at || self.is_link(b, at));
        for m in self.doc.matches.at(at as usize) {
            let span = m.span();
            if span.end > self.end || self.is_name(&m, last) {
                continue;
            }
            let sort = match m.class {
                Class::PersonHonorific if self.is_address(span) => {
                    if span.len() == 1 && !self.is_shouted(at) {
                        Sort::Kin
                    } else {
                        Sort::Honorific
                    }
                }
                Class::PersonRank if self.doc.is_halved(&m) => continue,
                Class::PersonRank => Sort::Rank,
                Class::PersonTitle => Sort::Title,
                Class::PersonBefore if self.is_tail(span) => continue,
                Class::PersonBefore if &*self.doc.row(&m).value == "full" => Sort::NounOfFull,
                Class::PersonBefore => Sort::Noun,
                Class::PersonCredit if self.signs(span) => Sort::Credit,
                _ => continue,
            };
            if before.is_some_and(|b| b.end > at && b.end >= span.end) {
                return before;
            }
            let state = matches!(m.class, Class::PersonTitle | Class::PersonBefore)
                && matches!(&*self.doc.row(&m).value, "state" | "named");
            let linked = last.filter(|b| matches!(b.sort, Sort::Rank | Sort::Kin | Sort::Honorific | Sort::Title));
            let start = linked.map_or(at, |b| b.start);
            let honorific = match sort {
                Sort::Kin | Sort::Honorific => Some(span),
                _ => linked.and_then(|b| b.honorific),
            };
            let rank = match (sort, linked.and_then(|b| b.rank)) {
                (Sort::Rank, Some(earlier)) if earlier.end + 1 >= at => Some(Span::new(earlier.start, span.end)),
                (Sort::Rank, _) => Some(span),
                (_, earlier) => earlier.filter(|_| sort != Sort::Title),
            };
            let sort = linked.map_or(sort, |b| if sort == Sort::Title { sort } else { sort.max(b.sort) });
            let end = if sort == Sort::Credit { self.past_agency(span.end) } else { self.past_marks(span.end, sort) };
            return Some(Before { sort, start, end, honorific, rank, state, carried: false });
        }
        before
    }

    /// Whether what stands before a signature does so here: with a colon, or with a capital where a sentence begins and two
    /// capitals follow (`tử vong. Ảnh Minh Láng`), or in brackets with nothing but a name.
    fn signs(&self, span: Span<Tok>) -> bool {
        let capital = |n: u32| self.token(n).is_some_and(|t| t.is_capital() && !t.is_upper() && t.spaced);
        let begins = || span.start == self.start || !self.doc.tokens[span.start as usize - 1].is_word();
        let bare = || span.len() == 1 && capital(span.start) && begins() && capital(span.end) && capital(span.end + 1);
        // `(ảnh Lò Mạnh)`
        let opened = span.start > self.start && self.doc.tokens[span.start as usize - 1].is('(');
        let mark = |n: u32, mark: char| self.token(n).is_some_and(|t| t.is(mark));
        let closed = || (span.end + 2..span.end + 5).find(|&n| !capital(n)).is_some_and(|n| mark(n, ')'));
        let aside = || opened && capital(span.end) && capital(span.end + 1) && closed();
        mark(span.end, ':') || bare() || aside()
    }

    /// Whether a relative stands before the name: `vợ`.
    pub(super) fn is_relative(&self, b: &Before) -> bool {
        self.doc.matches.filling(b.start..b.end, Class::OfficeKin).is_some()
    }

    /// Whether a name of given names only can be nothing else: no body or business begins with it, no sentence goes on from it.
    pub(super) fn is_whole(&self, name: &Name) -> bool {
        const OTHER: ClassSet = ClassSet::of(&[Class::OrgPart, Class::OrgHead, Class::OrgAbbr, Class::OfficeTitle]);
        let (start, end) = (name.span.start, name.span.end);
        let other = self.doc.classes(start).meets(&OTHER) || self.country(start).is_some();
        !other && name.span.len() <= 5 && self.token(end).is_none_or(|t| !t.is_capital())
    }

    /// The end of a position with what limits it: `Phó trưởng Ban | thường trực | BCĐ tỉnh`.
    pub(super) fn limited(&self, b: &Before) -> u32 {
        let modifier = self.phrase(b.end, Class::OfficeModifier).filter(|_| b.sort == Sort::Title);
        modifier.filter(|m| &*self.doc.row(m).value != "function").map_or(b.end, |m| m.span().end)
    }

    /// The end of the field of a post of state: `Bộ trưởng | Quốc phòng`.
    pub(super) fn field(&self, b: &Before) -> Option<u32> {
        let part = self.phrase(b.end, Class::OrgPart).filter(|_| b.state && b.sort == Sort::Title);
        part.map(|m| m.span().end)
    }

    /// Where the place begins to which somebody is sent: `Đại sứ Việt Nam tại | Ma-rốc | Lò Văn Sình`.
    pub(super) fn post(&self, b: &Before) -> Option<u32> {
        if b.sort != Sort::Title {
            return None;
        }
        let country = self.country(b.end)?;
        self.phrase(country, Class::PlacePrep).map(|m| m.span().end)
    }

    /// `ông Vũ Công Hoan`: behind a form of address a surname and two more capitals are a name, though the first two words
    /// with small letters are a calling.
    fn is_name(&self, m: &Match, last: Option<Before>) -> bool {
        let span = m.span();
        m.len == 2
            && last.is_some_and(|b| b.sort == Sort::Kin && b.end == span.start)
            && self.surname(span.start).is_some()
            && (span.start..=span.end).all(|n| self.token(n).is_some_and(|t| t.is_capital() && !t.is_upper()))
    }

    /// A mark between a rank and the next: `PGS.TS`, `ông - TS`, `ThS, BS`.
    fn is_link(&self, before: &Before, at: u32) -> bool {
        before.end + 1 == at
            && before.sort > Sort::Noun
            && self
                .doc
                .tokens
                .get(before.end as usize)
                .is_some_and(|t| t.is('.') || t.is('-') || t.is(',') || t.is('/'))
    }

    /// `Ảnh: VGP/ | Lò Mạnh`: behind the colon, and the agency that who signs works for.
    fn past_agency(&self, end: u32) -> u32 {
        let at = end + u32::from(self.token(end).is_some_and(|t| t.is(':')));
        let agency = self.token(at).is_some_and(|t| t.is_upper() && !t.shape.has(Shape::SINGLE));
        let slash = self.token(at + 1).is_some_and(|t| t.is('/'));
        if agency && slash && self.token(at + 2).is_some_and(Token::is_capital) { at + 2 } else { at }
    }

    /// The point after an abbreviated rank, the colon after a position.
    fn past_marks(&self, end: u32, sort: Sort) -> u32 {
        let Some(mark) = self.token(end) else { return end };
        let point = matches!(sort, Sort::Rank | Sort::Honorific) && mark.is('.') && !mark.spaced;
        let colon = mark.is(':') && self.doc.text_of(end) == ":";
        if point || colon { end + 1 } else { end }
    }

    /// Whether the phrase ends a longer one of another meaning: `trẻ em`, `mang tên`.
    fn is_tail(&self, span: Span<Tok>) -> bool {
        let matches = self.doc.matches;
        matches
            .having(span.start.saturating_sub(3)..span.start, Class::PersonNot)
            .any(|n| matches.at(n as usize).iter().any(|m| m.class == Class::PersonNot && m.span().end > span.start))
    }

    /// A capitalised form of address inside a run of capitals belongs to a name (`Vân Anh Nguyễn`).
    fn is_address(&self, span: Span<Tok>) -> bool {
        // `Anh Hùng cho biết`, but `Anh hùng`, `Anh Hùng Lao Động`
        let given = |n: u32| self.token(n).is_some_and(|t| t.is_capital() && !t.is_upper());
        let named = span.len() == 1 && given(span.end) && !given(span.end + 1);
        let not = |m: Match| m.span().end > span.end && !(named && &*self.doc.row(&m).value == "word");
        if self.is_tail(span) || self.phrase(span.start, Class::PersonNot).is_some_and(not) {
            return false;
        }
        let first = &self.doc.tokens[span.start as usize];
        if !first.is_capital() || span.len() > 1 {
            return true;
        }
        if self.is_shouted(span.start) {
            return true;
        }
        let Some(before) = span.start.checked_sub(1).map(|n| &self.doc.tokens[n as usize]) else { return true };
        let start = self.start == span.start;
        // `Ảnh: Cao Tháp Ông Vinh cho biết`: the stop is missing; `Giồng Ông Tố` is a place.
        let word = |n: u32| self.token(n).is_some_and(Token::is_word);
        let capital = || self.phrase(span.start, Class::PersonCapital).filter(|_| !first.is_upper());
        let behind = |m: Match| &*self.doc.row(&m).value == "behind" && word(span.end) && word(span.end + 1);
        // `Ảnh: TTX Bà Lò nêu lên`: no abbreviation is part of a name.
        let short = before.is_upper() && before.end - before.start > 2 && word(span.end);
        start || !before.is_word() || short || capital().is_some_and(|m| !before.is_capital() || behind(m))
    }

    /// `Marek Holub - Giám đốc pháp lý tại …`, `Anna Orlova, một nhà khoa học`: a foreign name of two tokens to five that opens
    /// a sentence, or that follows a mark or `theo`, before a position or calling that is nobody else's.
    pub(super) fn is_titled(&self, name: &Name) -> bool {
        let (start, end) = (name.span.start, name.span.end);
        let mark = self.token(end).is_some_and(|t| t.is(',') || t.is('(') || t.is('-') && t.spaced);
        let position =
            || self.phrase(end + 1, Class::PersonTitle).map(|m| m.span().end).or_else(|| self.calling(end + 1));
        // `…, chủ tịch | Hiệp hội Hạt nhân`
        let body = |n: u32| self.phrase(n, Class::OrgHead).is_some();
        let last = |n: u32| self.token(n).is_none_or(|t| !t.is_capital()) || body(n);
        let before = start.checked_sub(1).filter(|&n| n >= self.start);
        let opens = before.is_none_or(|n| {
            let token = &self.doc.tokens[n as usize];
            token.is(',') || token.is('"') || token.is('-') || self.doc.is_opener(n)
        });
        (2..=5).contains(&name.span.len()) && mark && opens && position().is_some_and(last)
    }

    /// The end of a calling at `at` that no body has: `một nhà khoa học`, `đồng tác giả`, `người phát ngôn`.
    fn calling(&self, at: u32) -> Option<u32> {
        let valued = |m: &Match, value: &str| &*self.doc.row(m).value == value;
        let article = self.phrase(at, Class::PersonAfter).filter(|m| valued(m, "article"));
        let at = article.map_or(at, |m| m.span().end);
        let plain = |m: &Match| article.is_some() && valued(m, "");
        let after = || self.phrase(at, Class::PersonAfter).filter(|m| valued(m, "calling") || plain(m));
        let called = || self.phrase(at, Class::PersonHonorific).filter(|m| m.len > 1 && !valued(m, "body"));
        let noun = || article.and_then(|_| self.phrase(at, Class::PersonBefore));
        after().or_else(called).or_else(noun).map(|m| m.span().end)
    }

    /// Whether the number before `at` is an age: `22 | tuổi`.
    pub(super) fn is_age(&self, at: u32) -> bool {
        self.phrase(at, Class::PersonAfter).is_some_and(|m| &*self.doc.row(&m).value == "age")
    }

    /// Whether what follows a name shows a person: age, year of birth, a position, a verb of saying.
    pub(super) fn after(&self, end: u32) -> After {
        let Some(token) = self.token(end) else { return After::Nothing };
        let bracket = token.is('(');
        if bracket || token.is(',') || token.is('-') {
            let mut at = end + 1;
            if self.token(at).is_some_and(|t| t.is_number()) {
                let sure =
                    self.is_age(at + 1) && self.doc.int(at).is_some_and(|n| n < 120 || (1900..2030).contains(&n));
                return if sure { After::Sure } else { After::Nothing };
            }
            let calling = || self.calling(end + 1).is_some();
            if let Some(m) = self.phrase(at, Class::PersonHonorific) {
                at = m.span().end;
            }
            let said = self.phrase(at, Class::PersonAfter);
            let value = said.as_ref().map(|m| &*self.doc.row(m).value);
            return match value {
                Some("sure") => After::Sure,
                // `(trái)`
                Some("seen") => {
                    let behind = said.and_then(|m| self.token(m.span().end));
                    let closed = behind.is_some_and(|t| t.is(')') || t.is(',') || t.is_small());
                    if bracket && closed { After::Sure } else { After::Nothing }
                }
                // `một | nhà khoa học`, but `một ngày`
                Some("article") if !calling() => After::Nothing,
                Some(_) => After::Likely,
                None if calling() => After::Likely,
                None if self.phrase(at, Class::PersonTitle).is_some() => After::Likely,
                None if bracket && self.phrase(at, Class::PersonRank).is_some() => After::Likely,
                None => After::Nothing,
            };
        }
        if let Some(m) = self.phrase(end, Class::PersonVerb)
            && !token.is_capital()
        {
            return if &*self.doc.row(&m).value == "says" { After::Says } else { After::Likely };
        }
        match self.phrase(end, Class::PersonAfter) {
            Some(m) if &*self.doc.row(&m).value == "sure" => After::Sure,
            _ => After::Nothing,
        }
    }
}

/// How much the words after a name say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum After {
    /// Nothing.
    Nothing,
    /// A position or a calling may follow other names too.
    Likely,
    /// A verb of saying: bodies say things too.
    Says,
    /// Age, birth, address.
    Sure,
}
