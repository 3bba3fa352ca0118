//! How far the name of a department or a small unit reads that only a title shows to be one: `Trưởng khoa | Thận nhân tạo`,
//! `Trưởng phòng | 7`, `Trưởng ban | Quản lý Khu kinh tế tỉnh`.
//!
//! Enters: where a title ends, and how many of its last syllables are the body's first. Leaves: the span of the body, and
//! whether it is a mention by itself. Not done here: titles, and bodies that stand beside them whole (`read`).

use super::read::Reader;
use super::value::Position;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::values::Head;
use crate::recognise::candidate::{Candidate, State};
use crate::recognise::organisation::{self, value::OrgName};
use crate::recognise::{Kind, Value};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Length from which what follows a title is no longer the name of a department, in tokens.
pub(super) const LONGEST_DEPARTMENT: u32 = 8;

/// What ends a name in small letters.
const VERBS: ClassSet = ClassSet::of(&[Class::PersonVerb, Class::OrgStop, Class::OfficeAppointed, Class::OfficeLeft]);

impl Reader<'_, '_> {
    /// The body that begins in a title and is no mention by itself, as one: `Trưởng | khoa Thận nhân tạo`.
    pub(super) fn named_by_title(&self, position: &Position) -> Option<Candidate> {
        let org = position.org.filter(|org| org.len() > position.traits.own)?;
        // `186 thành viên | Tổ bầu cử`
        let first = position.title.start;
        if first > self.sentence.start && self.doc.tokens[first as usize - 1].is_number() {
            return None;
        }
        let same = |kind| self.named(org.start, kind).is_some_and(|span| span.end == org.end);
        // `Chủ tịch | UBND`, `Hiệu trưởng | Trường Mầm non`: the word for a body, or its initials, does not say which.
        let head = self.phrase(org.start, Class::OrgHead);
        let whole = head.is_some_and(|m| m.span().end >= org.end);
        // … nor does `trưởng | ban tổ chức`.
        let bare = if position.traits.own == 0 { org.len() == 1 || whole } else { whole && self.is_small(org) };
        if same(Kind::Organisation) || same(Kind::Place) || bare {
            return None;
        }
        let head = head.map(|m| self.doc.lexicon.head(m.row));
        // `Bí thư Chi bộ | Tổ chức`
        if position.traits.own == 0 && head.is_some_and(|head| head.word == "party") {
            return None;
        }
        let visit = |head: Head| head.flags.has('o') && head.flags.has('c');
        // `đoàn Nà Lò` is whoever came from there.
        if head.is_none() && self.phrase(org.start, Class::OfficeBody).is_none() || head.is_some_and(visit) {
            return None;
        }
        // `văn phòng Nhà Trắng | Jon Hale`: words behind a name of its own may be a person.
        let inner = (org.start + 1..org.end).filter_map(|n| {
            self.named(n, Kind::Organisation).or_else(|| self.named(n, Kind::Place)).map(|span| span.end)
        });
        let last = inner.max();
        if last.is_some_and(|end| end < org.end) || !self.is_whole(org, position.traits.own) {
            return None;
        }
        let kind = head.map_or("department", |head| head.word);
        let value = Value::Organisation(OrgName { kind, open: last.is_none() });
        let rule = organisation::IN_TITLE;
        Some(Candidate { kind: Kind::Organisation, span: org, rule, state: State::Firm, score: 0, value })
    }

    /// Whether the words of a body that no list has end where it was read to end, and are not a person's.
    pub(super) fn is_whole(&self, org: Span<Tok>, own: u32) -> bool {
        let bare = self.phrase(org.start, Class::OrgHead).filter(|m| m.span().end == org.end);
        let wanting = |head: Head| head.flags.has('s') && !head.flags.has('A') && !head.flags.has('o');
        // `Trưởng Ban Chỉ đạo` does not say which.
        if bare.is_some_and(|m| wanting(self.doc.lexicon.head(m.row))) {
            return false;
        }
        let rest = org.start + own..org.end;
        let person = rest.len() > 1
            && rest.clone().all(|n| self.doc.tokens[n as usize].is_capital())
            && self.phrase(rest.start, Class::OrgPart).is_none()
            && !self.mention(rest.start);
        // `Trưởng | ban quản lý Vịnh Nà Lò | trực tiếp`
        let placed = || (org.start + 1..org.end).any(|n| self.named(n, Kind::Place).is_some_and(|p| p.end == org.end));
        // `ban Đối ngoại T|.Ư`, `khoa Bà|-la-môn`, `văn phòng luật sư số | 10`
        let ended = self.token(org.end).is_none_or(|t| {
            let glued = (t.is('.') || t.is('-')) && self.token(org.end + 1).is_some_and(|next| !next.spaced);
            const LINKS: [Class; 3] = [Class::OfficeOf, Class::OrgAnd, Class::OfficeJoiner];
            let of = || LINKS.iter().any(|&class| self.phrase(org.end, class).is_some());
            !t.is_number() && !glued && (t.is_capital() || self.stops(org.end) || of() || placed())
        });
        !person && ended
    }

    /// The organisation whose first `own` syllables are the title's last.
    pub(super) fn inside(&self, end: u32, own: u32) -> Option<Span<Tok>> {
        let start = end.checked_sub(own).filter(|_| own > 0)?;
        // `Phó Trưởng phòng | Phòng Khoáng sản`
        let again = |n: u32| self.token(end + n).is_some_and(|t| t.id == self.doc.tokens[(start + n) as usize].id);
        let capital = |n: u32| self.token(n).is_some_and(Token::is_capital);
        let body = self.named(end, Kind::Organisation);
        if let Some(org) = body.filter(|_| (0..own).all(again) && capital(end)) {
            return Some(org);
        }
        // `Chánh văn phòng | Jon Hale`
        let foreign = |n: u32| self.token(n).is_some_and(Token::is_foreign_name);
        if own > 1 && foreign(end) && foreign(end + 1) && !self.mention(end) {
            return None;
        }
        // `Chánh văn phòng | Nhà Trắng | Jon Hale`
        if let Some(org) = body.filter(|org| own > 1 && foreign(org.end)) {
            return Some(Span::new(start, org.end));
        }
        let longer = |org: &Span<Tok>| org.end > end;
        // `Trưởng ban Bạn đọc | báo Lai Châu`
        let owned =
            |org: Span<Tok>| self.named(org.end, Kind::Organisation).map_or(org, |of| Span::new(org.start, of.end));
        // `Trưởng | CATX`
        if let Some(org) =
            self.named(start, Kind::Organisation).filter(|_| own == 1 && self.doc.tokens[start as usize].is_upper())
        {
            return Some(org);
        }
        if let Some(to) = self.numbered(end) {
            return Some(Span::new(start, to));
        }
        // `Trưởng khoa Hồi sức | hô hấp`: what no list has goes on up to the mark.
        let further = |org: Span<Tok>| {
            let end = self.unlisted(end).or_else(|| self.lowered(end));
            let there = |n: u32| self.phrase(n, Class::PlacePrep).is_some();
            let end = end.filter(|&n| n > org.end && (self.token(n).is_none_or(|t| !t.is_word()) || there(n)));
            end.map_or(org, |end| Span::new(start, end))
        };
        let named = self.named(start, Kind::Organisation).filter(longer).map(owned).map(further);
        let named = named.or_else(|| self.named(start, Kind::Place).filter(longer));
        named
            .or_else(|| self.headed(start).filter(longer))
            .or_else(|| self.of_area(end, own))
            .or_else(|| self.unlisted(end).or_else(|| self.lowered(end)).map(|to| Span::new(start, to)))
            .or_else(|| self.small_head(start).filter(longer))
    }

    /// A body that the head of its name alone tells, in small letters: `Trưởng | ban tổ chức cho biết`.
    fn small_head(&self, start: u32) -> Option<Span<Tok>> {
        let span = self.phrase(start, Class::OrgHead).map(|m| m.span())?;
        (self.is_small(span) && self.stops(span.end)).then_some(span)
    }

    /// Whether all words begin with a small letter.
    fn is_small(&self, words: Span<Tok>) -> bool {
        (words.start..words.end).all(|n| self.token(n).is_some_and(Token::is_small))
    }

    /// `Trưởng phòng | 7`, `Đội trưởng Đội | 2 Phòng Cảnh sát giao thông`: a unit that has a number for a name, with the body it
    /// is of; the end of it.
    pub(super) fn numbered(&self, at: u32) -> Option<u32> {
        self.token(at).filter(|t| t.is_number() && t.spaced && self.doc.int(at).is_some())?;
        let of = self.named(at + 1, Kind::Organisation).map(|org| org.end);
        of.or_else(|| self.stops(at + 1).then_some(at + 1))
    }

    /// `Phó Chánh | thanh tra TP là`, `Trưởng | công an xã`: a body of two syllables or more and its bare area.
    pub(super) fn of_area(&self, end: u32, own: u32) -> Option<Span<Tok>> {
        let area = self.phrase(end, Class::OfficeArea).filter(|_| own > 1)?.span();
        let goes_on = self.token(area.end).is_some_and(|t| t.is_capital() && !self.surname(area.end));
        (!goes_on).then(|| Span::new(end - own, area.end))
    }

    /// The end of a department in small letters: before the name of who heads it (`Phó Ban | công tác phụ nữ phía Nam | Lò Thị
    /// Mai`), or a known line of work up to a mark, a verb or the body it is of (`Trưởng phòng | quản lý đô thị quận 12`).
    pub(super) fn lowered(&self, from: u32) -> Option<u32> {
        let small = self.token(from).is_some_and(|t| t.is_small());
        let other = [Class::OfficeBody, Class::OfficeArea, Class::OfficeScope, Class::OfficeOf, Class::OrgAnd];
        if !small || other.iter().any(|&c| self.phrase(from, c).is_some()) {
            return None;
        }
        let field = self.field(from).map(|f| self.comma(f).unwrap_or(f.end));
        if field.is_none() && self.phrase(from, Class::OfficeModifier).is_some() {
            return None;
        }
        let run =
            field.filter(|&f| self.stops(f) || self.mention(f)).unwrap_or_else(|| self.run(field.unwrap_or(from)));
        let place = self.named(run, Kind::Place).map_or(run, |place| place.end);
        let name = self.surname(place) && self.token(place).is_some_and(Token::is_capital);
        if name && place > from + 1 && self.token(place + 1).is_some_and(Token::is_capital) {
            return Some(place);
        }
        let end = self.named(run, Kind::Organisation).map_or(place, |org| org.end.max(place));
        (field.is_some() && self.stops(end)).then_some(end)
    }

    /// Whether a name ends before `at`: a mark or a verb stands there.
    pub(super) fn stops(&self, at: u32) -> bool {
        self.token(at).is_none_or(|t| !t.is_word() || !t.is_capital() && self.is_verb(at))
    }

    /// Whether a verb begins at `at`, and no longer word for what a body is for. What bodies do counts with two syllables
    /// only: one may be the second half of a word (`nếp | sống`).
    fn is_verb(&self, at: u32) -> bool {
        let verb = |m: &Match| VERBS.has(m.class) && (m.class != Class::OrgStop || m.len > 1);
        let verbs = self.doc.matches.at(at as usize).iter().filter(verb).map(|m| m.len).max();
        verbs.is_some_and(|verb| self.phrase(at, Class::OrgPart).is_none_or(|part| part.len <= verb))
    }

    /// The first comma of a line of work.
    fn comma(&self, field: Span<Tok>) -> Option<u32> {
        (field.start..field.end).find(|&n| self.doc.tokens[n as usize].is(','))
    }

    /// The end of the name of a department that no list has: `Trưởng khoa | Thận nhân tạo`. It begins with a capital that is
    /// no surname and goes on to the next mark, name or verb.
    pub(super) fn unlisted(&self, from: u32) -> Option<u32> {
        if !self.token(from)?.is_capital() || (self.surname(from) && self.token(from + 1)?.is_capital()) {
            return None;
        }
        // `khoa Phòng, chống bệnh truyền nhiễm`
        let run = self.part(from).unwrap_or(from).max(self.run(from));
        // `khoa Chăn nuôi - Thú y`
        let small = |n: u32| self.token(n + 1).is_some_and(|t| t.is_small());
        let whole = |f: &Span<Tok>| (self.stops(f.end) || self.mention(f.end)) && self.comma(*f).is_none_or(small);
        let run = self.field(from).filter(whole).map_or(run, |field| field.end.max(run));
        // `Trưởng ban Bạn đọc | báo Lai Châu`
        let body = self.named(run, Kind::Organisation).filter(|_| run > from + 1);
        let place = body.or_else(|| self.named(run, Kind::Place));
        // `Trưởng ban Bồi thường, giải phóng mặt bằng | thành phố`
        let area = || self.phrase(run, Class::OfficeArea).map(|m| m.span()).filter(|_| run > from + 1);
        let end = place.or_else(area).map_or(run, |place| place.end);
        let whole = run - from < LONGEST_DEPARTMENT && end > from + 1 || self.stops(end);
        // `phòng Nghiệp vụ 3`
        whole.then(|| self.numbered(end).unwrap_or(end))
    }

    /// The end of the words from `from` on: up to a mark, a verb, a name, a place or a body.
    pub(super) fn run(&self, from: u32) -> u32 {
        let mut end = from;
        while let Some(token) = self.token(end).filter(|_| end - from < LONGEST_DEPARTMENT) {
            let small = !token.is_capital();
            let verb = small && self.is_verb(end) && (end > from || self.part(end).is_none());
            let name = !small && end > from && self.surname(end) && self.token(end + 1).is_some_and(Token::is_capital);
            let mention = end > from && self.mention(end);
            let stop = small
                && self.phrase(end, Class::ProgrammeStop).is_some()
                && self.phrase(end, Class::ProgrammeInside).is_none();
            // `khoa Mắt | phụ trách`, `phòng Trinh sát | và Trung tá Lò Văn Nam`
            let charge = small
                && self.phrase(end, Class::OfficeModifier).is_some()
                && self.phrase(end, Class::OfficeScope).is_some();
            let person = |n: u32| {
                let kin = self.token(n).is_some_and(|t| t.is_small()) && self.doc.has(n, Class::PlacePerson);
                kin || [Class::PersonRank, Class::PersonHonorific].iter().any(|&c| self.phrase(n, c).is_some())
            };
            // `Trưởng ban Tuyên giáo Thành ủy và | Bí thư Quận ủy`
            let post = |n: u32| {
                self.token(n).is_some_and(Token::is_capital)
                    && self.phrase(n, Class::OfficeTitle).is_some_and(|m| m.len > 1)
            };
            let next = || self.phrase(end, Class::OrgAnd).is_some() && (person(end + 1) || post(end + 1));
            // `bộ môn Kỹ thuật | công trình`, whose second half is also a verb
            let part = self.phrase(end, Class::OrgPart).filter(|m| small && m.len > 1 && end > from && !verb);
            let joined = small && self.phrase(end, Class::OfficeJoiner).is_some();
            // `Ban Kiểm soát | nhiệm kỳ 2021-2025`
            let scope = self.phrase(end, Class::OfficeScope).filter(|_| small && end > from).map(|m| m.span().end);
            let term = scope.is_some_and(|to| self.token(to).is_some_and(|t| t.is_number()));
            // `khoa Phụ sản | BS.CKI Lò Thị Mai`
            let rank = !small && end > from && token.is_upper() && self.phrase(end, Class::PersonRank).is_some();
            if !token.is_word()
                || verb
                || stop
                || name
                || mention
                || charge
                || joined
                || rank
                || term
                || small && next()
            {
                break;
            }
            if let Some(part) = part {
                end = part.span().end;
                continue;
            }
            end += 1;
        }
        // `Trưởng khoa Thận và | bà Mai`: what joins the next person is not of the name.
        let joins = end > from + 1 && self.phrase(end - 1, Class::OrgAnd).is_some_and(|m| m.len == 1);
        end - u32::from(joins)
    }

    /// A body by its head word alone or in small letters, which only a title before it makes a name: `Cục trưởng Cục
    /// Thuế`, `Trưởng ban Tổ chức Huyện ủy`.
    pub(super) fn headed(&self, start: u32) -> Option<Span<Tok>> {
        let bare = self.phrase(start, Class::OfficeBody).map_or(1, |m| m.len);
        let head = self.phrase(start, Class::OrgHead).filter(|m| m.len > bare)?;
        let mut end = head.span().end;
        let mut capital = (start..end).any(|n| self.doc.tokens[n as usize].is_capital());
        for _ in 0..2 {
            // `Trưởng ban Quản lý | Khu kinh tế tỉnh`
            let begins = self.token(end).is_some_and(Token::is_capital) && !self.mention(end);
            let whole = |field: &Span<Tok>| {
                let area = self.phrase(field.end, Class::OfficeArea).is_some();
                area || self.stops(field.end) || self.mention(field.end)
            };
            if let Some(field) = self.field(end).filter(|_| begins).filter(whole) {
                (end, capital) = (field.end, true);
            }
            let more = self.named(end, Kind::Organisation).or_else(|| self.named(end, Kind::Place));
            let area = || self.phrase(end, Class::OfficeArea).map(|m| m.span());
            capital |= more.is_some();
            let Some(more) = more.or_else(area) else { break };
            end = more.end;
        }
        // `công đoàn Công ty | TNHH Nà Lò`
        let inner = (start + 1..end).find_map(|n| self.named(n, Kind::Organisation)).filter(|org| org.end > end);
        capital.then(|| Span::new(start, inner.map_or(end, |org| org.end)))
    }

    /// The end of a name that begins with the word for a body: `Vụ | Thị trường trong nước`, `Trường | liên cấp Lô Mô`,
    /// `Hội | lữ hành tỉnh Lào Cai`.
    ///
    /// A word that the title has too needs no more to be one: `Tổ trưởng | Tổ tàu thuyền an toàn số 3`.
    pub(super) fn named_so(&self, body: Span<Tok>, title: Span<Tok>) -> Option<u32> {
        if let Some(end) = self.unlisted(body.end).or_else(|| self.called_by_title(body, title)) {
            return Some(end);
        }
        // `Đội trưởng | đội tổng hợp`: in small letters only with a line of work that the lexicon has.
        let capital = self.token(body.start)?.is_capital();
        let part = self.part(body.end);
        if !capital && part.is_none() {
            return None;
        }
        let term = self.phrase(body.end, Class::OfficeScope).is_some();
        self.token(body.end).filter(|t| t.is_small() && !term)?;
        let run = self.run(body.end);
        let small = |n: &u32| !self.token(*n).is_some_and(Token::is_capital);
        let end = if capital { run } else { (body.end..run).take_while(small).last().map_or(run, |n| n + 1) };
        if part.is_some() {
            let of = self.named(end, Kind::Organisation).or_else(|| self.named(end, Kind::Place));
            let end = of.map_or(end, |of| of.end);
            if self.stops(end) || of.is_some() && self.surname(end) {
                return Some(end);
            }
        }
        let mark = capital && self.token(end).is_none_or(|t| !t.is_word());
        let named = (body.end..end).any(|n| self.doc.tokens[n as usize].is_capital());
        (mark && named && end - body.end < LONGEST_DEPARTMENT).then_some(end)
    }

    /// The end of a body whose capitalised word is the one of which the title before it is: up to a mark or a verb, with its
    /// number.
    fn called_by_title(&self, body: Span<Tok>, title: Span<Tok>) -> Option<u32> {
        let owner = self.phrase(title.start, Class::OfficeOwner).filter(|m| m.span() == title)?;
        let same = body.len() == 1 && *self.doc.row(&owner).value == *self.doc.folded(body.start);
        self.token(body.start).filter(|t| same && t.is_capital())?;
        self.token(body.end).filter(|t| t.is_small())?;
        let run = self.run(body.end);
        let number = self.token(run).is_some_and(Token::is_number);
        let end = run + u32::from(number);
        (end > body.end + 1 && end - body.end <= LONGEST_DEPARTMENT && self.stops(end)).then_some(end)
    }

    /// The end of a body named by a common word that begins with a capital: `Tổ chức Thương mại`, `Nhà ở`.
    pub(super) fn worded(&self, at: u32) -> Option<u32> {
        // A bare word for a body points to one named elsewhere.
        if self.phrase(at, Class::OfficeBody).is_some() {
            return None;
        }
        let token = self.token(at).filter(|t| t.is_capital() && !t.is_upper())?;
        let small = self.token(at + 1).is_some_and(|t| t.is_small());
        let word = self.doc.matches.at(at as usize).iter().any(|m| {
            m.len > 1 && matches!(m.class, Class::OrgPart | Class::OrgHead | Class::ProgrammeHead | Class::OfficeBody)
        });
        (small && word && token.spaced).then(|| self.unlisted(at)).flatten()
    }
}
