//! Where the name of an organisation ends that the lexicon has only in part, or that a person's name follows.
//!
//! Enters: the token after what was read of a name. Leaves: the end with the object of a doing (`Cục Quản lý | giá`), with
//! the other half of a word (`Hiệp hội Phần | mềm`), with a second board, a branch or a number, or without the person who heads the body. Not
//! done here: what else a name is made of (that is `name`).

use super::name::{DEEPEST, Names};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::values::Flags;
use crate::span::{Span, Tok};
use crate::text::syllable::is_valid;
use crate::token::syllable::Token;

/// What words of the sentence do not begin, whatever else they may be.
const PARTS: ClassSet = ClassSet::of(&[Class::ProgrammeInside, Class::OrgPart]);

/// Most tokens of a title before a body.
const LONGEST_TITLE: u32 = 6;

/// Most tokens of a person's name and rank.
const LONGEST_NAME: u32 = 9;

/// Most tokens to where a name stands again: a document of thousands of names is not looked through for each.
const ELSEWHERE: u32 = 1024;

/// Most tokens of a form of address or a rank.
const LONGEST_RANK: u32 = 4;

/// Most tokens of a name in quotation marks.
const LONGEST_QUOTE: u32 = 12;

/// Most tokens of a name between what is read of it and its abbreviation.
const LONGEST_REST: u32 = 9;

impl Names<'_, '_> {
    /// Whether a part names a doing: its object may follow it.
    pub(super) fn is_doing(&self, part: &Match) -> bool {
        &*self.doc.row(part).value == "doing"
    }

    /// The end of the part from `start` to `end` with the object of its doing in small letters, where it is one.
    pub(super) fn object(&self, start: u32, end: u32) -> u32 {
        let doing = self.phrase(start, Class::OrgPart).is_some_and(|m| m.span().end == end && self.is_doing(&m));
        if doing { self.done_to(end) } else { end }
    }

    /// The end of the object in small letters behind a doing that ends at `end`.
    pub(super) fn done_to(&self, mut end: u32) -> u32 {
        let mut first = true;
        while let Some(m) = self.phrase(end, Class::OrgPart).filter(|_| !self.capital(end)) {
            // `Viện Nghiên cứu tổ chức hội thảo`: with more words after it, a second doing is the sentence's own.
            if self.is_doing(&m) && (!first || self.goes_on_small(m.span().end)) {
                break;
            }
            first = false;
            end = m.span().end;
        }
        end
    }

    fn goes_on_small(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.is_small())
    }

    /// `Hiệp hội Phần | mềm`: one capitalised syllable before one in small letters is half a word that no list has.
    pub(super) fn compound(&self, from: u32, end: u32, flags: Flags) -> Option<u32> {
        let half = end == from + 1 && !flags.has('c') && !flags.has('h');
        let text = self.doc.text_of(from);
        // `Liên Hiệp Quốc | đảm trách`, `Hội Đồng | đạo đức`, `Hội đồng Ban giám khảo`
        let whole = (from.saturating_sub(3)..=from).any(|n| {
            let ends = |m: Match| matches!(m.class, Class::OrgName | Class::OrgHead) && m.span().end > from;
            self.doc.matches.at(n as usize).iter().any(ends)
        });
        if !half || whole || !is_valid(text) || self.token(from)?.is_upper() || !self.goes_on_small(end) {
            return None;
        }
        let other = [
            Class::PersonSurname,
            Class::PersonVerb,
            Class::OrgStop,
            Class::ProgrammeStop,
            Class::PlacePrep,
            Class::PlaceAnd,
            Class::PlaceHead,
            Class::PlaceSuch,
            Class::PlacePerson,
            Class::OrgArea,
            Class::OrgHead,
        ];
        if !is_valid(self.doc.text_of(end)) || other.iter().any(|&c| self.phrase(end, c).is_some()) {
            return None;
        }
        let mut after = end + 1;
        while let Some(m) = self.phrase(after, Class::OrgPart).filter(|m| !self.is_doing(m) && !self.capital(after)) {
            after = m.span().end;
        }
        Some(after)
    }

    /// `Cục Điều tra | Liên bang Mỹ (FBI)`: the abbreviation that a name is given shows that all words before it are the
    /// name, where none of them is the sentence's own.
    pub(super) fn given_abbreviation(&self, end: u32) -> Option<u32> {
        let last = self.doc.tokens.get(end as usize - 1)?;
        let limit = (end + LONGEST_REST).min(self.sentence.end);
        let other = |n: u32| !self.doc.classes(n).meets(&PARTS) && self.is_others(n);
        let open = (end + 1..limit).find(|&n| !self.doc.tokens[n as usize].is_word() || other(n))?;
        let inner = self
            .defines(open, || false)
            .filter(|inner| inner.len() == 1 && self.doc.text_of(inner.start).len() <= 8)?;
        (last.is_word() && self.token(end)?.spaced && !other(end) && inner.start == open + 1).then_some(open)
    }

    /// `Ban Tuyên giáo và Dân vận`: two boards that became one keep both names; the end of the second, which follows the
    /// head word of the first in a row of its own.
    pub(super) fn second(&self, head: Span<Tok>, flags: Flags) -> Option<u32> {
        let and = self.phrase(head.end, Class::OrgAnd).filter(|_| flags.has('o') && head.len() > 1)?;
        let at = and.span().end;
        self.capital(at).then_some(())?;
        // `Kết luận của Bộ Chính trị và | Luật Đất đai`, `… và | Kế hoạch 15`
        let other = [Class::OrgHead, Class::DocumentType, Class::ProgrammeHead];
        let paper = self.doc.folded(at) == "luật" || other.iter().any(|&class| self.phrase(at, class).is_some());
        self.phrase(at, Class::OrgPart).filter(|_| !paper).map(|m| m.span().end)
    }

    /// `Chủ tịch Ngân hàng Thế giới | Yun Sang Ho`: whether behind a title and the whole name of a body the words up to `end`
    /// are the person who heads it, of whatever nation.
    pub(super) fn is_headed_by(&self, body: Span<Tok>, end: u32) -> bool {
        let word = |n: u32| {
            let token = &self.doc.tokens[n as usize];
            token.is_word() && token.is_capital() && !token.is_upper() && self.phrase(n, Class::OrgPart).is_none()
        };
        body.len() > 1
            && (2..=4).contains(&(end - body.end))
            && self.place(body.end).is_none()
            && (body.end..end).all(word)
            && self.is_titled(body)
    }

    /// Where the person begins who holds the office in the body: `Chủ tịch Hiệp hội Cà phê | Ngô Thị Hạnh`. Only where a
    /// title stands directly before the body does a full name at its end speak of a person, for bodies are named after
    /// persons too; so a school keeps the first name it has.
    pub(super) fn before_person(&self, head: Span<Tok>, end: u32, flags: Flags) -> u32 {
        // No ward is named after anybody: `khoa Nhi | Hà Thị Thơm`.
        let ward = flags.has('w');
        if end < head.end + 3 || !ward && !self.is_titled(head) {
            return end;
        }
        // `Giám đốc bệnh viện | Trương Quang Cảnh`, `Phó Giám đốc công ty | Trương Quang Cảnh`
        if (flags.has('h') || flags.has('c')) && !self.capital(head.start) {
            let name = Span::new(head.end, end);
            let person = |n: u32| self.full_name(n, end);
            // … but `Giám đốc công ty Nà Lò | Trương Quang Cảnh`
            let sole = || name.len() <= 4 && person(name.start) && !(name.start + 1..end - 1).any(person);
            let company = flags.has('c') && self.title_before(head).is_some() && sole();
            if company || self.is_addressed_elsewhere(name) {
                return head.end;
            }
        }
        // `Giám đốc Trung tâm | Nghiêm Xuân Cảnh`
        let named = flags.has('h') || flags.has('c');
        let sole = !named && self.phrase(head.end, Class::OrgPart).is_none();
        let first = head.end + if named && !ward { 2 } else { u32::from(!sole) };
        // `ông An, Giám đốc Công ty TNHH Vũ Hoàng Dương`: who holds the post is named already, so the body is called so.
        if named && self.title_before(head).is_some_and(|at| self.is_held(at)) {
            return end;
        }
        // `giám đốc Công ty TNHH Thương mại | Hoàng Gia Phát`: what stands behind nothing but its business is its name.
        let business = |n: u32| flags.has('c') && self.past_business(head.end, n) == n;
        (first.max(end.saturating_sub(5))..=end.saturating_sub(2))
            .find(|&n| self.full_name(n, end) && !business(n))
            .unwrap_or(end)
    }

    /// Whether the document has a full name behind a form of address or a rank in another place, not too far off.
    fn is_addressed_elsewhere(&self, name: Span<Tok>) -> bool {
        let tokens = self.doc.tokens;
        let words = &tokens[name.range()];
        let called = |at: u32| {
            let before = at.saturating_sub(LONGEST_RANK)..at;
            [Class::PersonHonorific, Class::PersonRank]
                .into_iter()
                .any(|c| self.doc.matches.filling(before.clone(), c).is_some())
        };
        let same = |at: &u32| {
            *at != name.start && tokens[*at as usize..].iter().zip(words).all(|(a, b)| a.id == b.id && a.is_capital())
        };
        let last = (tokens.len() as u32).saturating_sub(name.len());
        let near = name.start.saturating_sub(ELSEWHERE)..last.min(name.end + ELSEWHERE);
        self.doc.is_full_name(name.start) && near.filter(same).any(called)
    }

    /// Whether behind a form of address or a rank a name stands, and a comma or a dash ends it before the title at `at`.
    fn is_held(&self, at: u32) -> bool {
        let mark = |n: u32| self.token(n).is_some_and(|t| t.is(',') || t.is('-'));
        if at < self.sentence.start + 3 || !mark(at - 1) {
            return false;
        }
        let first = at.saturating_sub(LONGEST_NAME).max(self.sentence.start);
        let name =
            (first..at - 1).rev().take_while(|&n| self.capital(n) || self.token(n).is_some_and(|t| t.is('.'))).last();
        let called = |name: u32| {
            let before = name.saturating_sub(3).max(self.sentence.start)..name;
            let filled = |class| self.doc.matches.filling(before.clone(), class).is_some();
            filled(Class::PersonHonorific)
                || self.phrase(name, Class::PersonRank).is_some()
                || filled(Class::PersonRank)
        };
        name.is_some_and(called)
    }

    /// Whether a post that somebody holds is what the body, in whose name `at` stands, follows.
    pub(super) fn is_held_before(&self, at: u32) -> bool {
        let first = at.saturating_sub(2 * LONGEST_NAME).max(self.sentence.start);
        (first..at).any(|n| self.doc.has(n, Class::OfficeTitle) && self.is_held(n))
    }

    /// The end of the lines of business one after the other from `at` on, up to `to`.
    fn past_business(&self, mut at: u32, to: u32) -> u32 {
        while at < to
            && let Some(m) = self.phrase(at, Class::OrgPart).or_else(|| self.phrase(at, Class::OrgAnd))
        {
            at = m.span().end;
        }
        at
    }

    /// Whether a title stands directly before the head of a body.
    pub(super) fn is_titled(&self, head: Span<Tok>) -> bool {
        self.title_before(head).is_some()
    }

    /// Where the title begins that ends at the head of a body, or at that of one that the body is named in.
    pub(super) fn title_before(&self, head: Span<Tok>) -> Option<u32> {
        let outer = |head: &Span<Tok>| {
            // `Bí thư Chi bộ | Trường Mầm non Nà Lò`
            self.doc.matches.filling(self.before_head(*head), Class::OrgHead).map(|m| m.span())
        };
        let mut heads = std::iter::successors(Some(head), outer).take(DEEPEST as usize);
        heads.find_map(|head| self.title_at(head).or_else(|| self.title_over(head)))
    }

    /// Where a title may stand whose body has the head.
    fn before_head(&self, head: Span<Tok>) -> std::ops::Range<u32> {
        head.start.saturating_sub(LONGEST_TITLE).max(self.sentence.start)..head.start
    }

    fn title_at(&self, head: Span<Tok>) -> Option<u32> {
        let title = |class| self.doc.matches.filling(self.before_head(head), class).map(|m| m.start);
        [Class::OfficeTitle, Class::PersonTitle].into_iter().find_map(title)
    }

    /// Where the title begins that ends in a head: `Trưởng | phòng`.
    pub(super) fn title_over(&self, head: Span<Tok>) -> Option<u32> {
        let inside = |end: u32| end > head.start && end <= head.end;
        self.before_head(head).find(|&n| self.phrase(n, Class::OfficeTitle).is_some_and(|m| inside(m.span().end)))
    }

    /// Whether a surname and two or three more syllables with capitals, or a given name of the West and what follows it, fill
    /// `at` up to `end`, where no capital follows.
    fn full_name(&self, at: u32, end: u32) -> bool {
        let capitals = (at..end).all(|n| {
            let token = &self.doc.tokens[n as usize];
            // `Tẩn A Sài`
            let letter = n > at && token.shape.has(Shape::SINGLE);
            token.is_capital() && (letter || !token.is_upper()) && (n == at || token.spaced)
        });
        let strong = self.phrase(at, Class::PersonSurname).is_some_and(|m| &*self.doc.row(&m).value == "strong");
        let middle = || self.phrase(at + 1, Class::PersonMiddle).is_some();
        let known = || self.phrase(at, Class::PersonSurname).is_some();
        // `Giám mục Giáo phận Nà Lò | Giuse Lò Văn Mạnh`
        let baptised = || end < at + 6 && self.phrase(at + 1, Class::PersonSurname).is_some();
        let foreign = || self.phrase(at, Class::PersonForeign).is_some() && (end < at + 4 || baptised());
        let ours = || end >= at + 3 && (strong || known() && middle());
        capitals && !self.capital(end) && (ours() || foreign())
    }

    /// `CLB | “Vì môi trường”`: the end of a name in quotation marks.
    pub(super) fn in_quotes(&self, head: Span<Tok>, flags: Flags) -> Option<u32> {
        let quote = |n: u32| self.token(n).is_some_and(|t| t.is('"'));
        let opens = flags.has('Q') && quote(head.end) && self.capital(head.end + 1);
        let close = (head.end + 2..head.end + LONGEST_QUOTE).find(|&n| quote(n)).filter(|_| opens)?;
        Some(close + 1)
    }

    /// `- Chi nhánh huyện Tri Tôn`.
    pub(super) fn branch(&self, end: u32) -> u32 {
        let at = if self.token(end).is_some_and(|t| t.is('-')) { end + 1 } else { end };
        match self.phrase(at, Class::OrgArea) {
            // `Tổng công ty Nà Lò - CTCP`
            Some(m) if &*self.doc.row(&m).value == "form" && at > end && self.capital(at) => m.span().end,
            Some(m) if &*self.doc.row(&m).value == "branch" => {
                let (after, _) = self.area(m.span().end, Flags::of("s"));
                if after > m.span().end { after } else { end }
            }
            _ => end,
        }
    }

    /// `Trường Tiểu học Nà Lò 2`: one digit behind the name, where nothing follows that it may count.
    pub(super) fn is_numbered(&self, end: u32) -> bool {
        let digit = |t: &Token| t.is_number() && t.spaced && t.end - t.start == 1;
        if !self.token(end).is_some_and(digit) || self.doc.text_of(end) == "0" {
            return false;
        }
        let Some(next) = self.token(end + 1) else { return true };
        if next.is_word() {
            let links = [Class::QuantityStop, Class::PlaceAnd, Class::PersonVerb, Class::OrgStop];
            let time = self.phrase(end + 1, Class::DurationUnit).is_some();
            next.spaced && next.is_small() && !time && links.iter().any(|&c| self.phrase(end + 1, c).is_some())
        } else {
            [',', '.', ';', ')', '(', ':', '"'].iter().any(|&c| next.is(c)) || next.is('-') && next.spaced
        }
    }

    /// `Trường THCS Gio Hải số 1`, `Tiểu học Liên Hà A`.
    pub(super) fn ordinal(&self, end: u32) -> u32 {
        if self.token(end).is_some_and(|t| t.is_upper() && t.end - t.start == 1) {
            return end + 1;
        }
        if self.is_numbered(end) {
            return end + 1;
        }
        self.site(end).unwrap_or_else(|| self.number_word(end))
    }

    /// The end of the number of one of the sites of a house: `Bệnh viện Nà Lò | cơ sở 2`.
    fn site(&self, end: u32) -> Option<u32> {
        let word = self.phrase(end, Class::OrgNumber).filter(|m| &*self.doc.row(m).value == "site")?;
        let number = word.span().end;
        let digit = |t: &Token| t.is_number() && t.spaced && t.end - t.start == 1;
        // `cơ sở 2 tầng`
        let counts = || self.phrase(number + 1, Class::QuantityNoun).is_some();
        (self.token(number).is_some_and(digit) && !counts()).then_some(number + 1)
    }

    /// `Trại tạm giam | số 1`.
    pub(super) fn number_word(&self, end: u32) -> u32 {
        let number = self.token(end + 1).is_some_and(Token::is_number) && self.phrase(end, Class::OrgArea).is_none();
        let word = self.token(end).is_some_and(|t| t.is_small());
        if number && word && self.phrase(end, Class::OrgNumber).is_some() { end + 2 } else { end }
    }
}
