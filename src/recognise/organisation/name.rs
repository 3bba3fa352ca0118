//! How far the name of an organisation goes.
//!
//! Enters: the token where a head word stands. Leaves: the end of the name. A name is a head, then what the body is for
//! (phrases of the lexicon, abbreviations, capitalised words), then a body it belongs to or its area. Lower-case words are
//! taken only inside phrases of the lexicon: what else follows in lower case is the sentence going on.
//!
//! What the lexicon says of a head, by letters: `a` may stand alone, and only with a capital; `A` may stand alone with a
//! capital; `N` may have a number for a name; `b` may stand alone in a list of bodies; `o` takes a
//! body or an area only; `s` takes what it is for; `f` takes any capitalised words; `c` company (or, with `o`, only before a
//! designation); `k` is of the kind of the body it belongs to; `h` school, hospital, medium: named after anybody;
//! `l` may begin with a small letter where its second word or the country after it has a capital;
//! `L` may begin with a small letter before a body of state that owns it;
//! `E` a committee of the party; `G` a department that a director leads (`Sở`, `Trung tâm`);
//! `v` a council or group whose business may follow in small letters, or behind `về`;
//! `t` an embassy: where it is may follow (`Lãnh sự quán Lào | tại Đà Nẵng`);
//! `T` a board that is part of the title before it (`Chủ tịch Hội đồng quản trị`);
//! `D` a department, which may begin with a small letter where the house it is in follows (`khoa Mắt | Bệnh viện Nà Lò`,
//! `ban Tổ chức | Tỉnh ủy`);
//! `P` an association: those in it may follow in small letters (`Hiệp hội | các nhà trồng chè Việt Nam`);
//! `z` a zone that has a number and, behind a dash, a name;
//! `S` the site of a body: on a line in capitals it is that of the page;
//! `Q` may have its name in quotation marks (`CLB “Vì môi trường”`);
//! `w` a ward or faculty, which begins with a small letter wherever what it is for has a capital (`khoa Nhi`);
//! `x` a cooperative: what it makes may begin with a capital and go on in small letters (`HTX Trồng | chè Nà Lò`).

use super::body::Last;
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::lexicon::values::{Flags, Head};
use crate::recognise::Kind;
use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::span::{Norm, Span, Tok};
use crate::token::syllable::Token;

/// A name found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: u32,
    /// Kind of the closed list.
    pub(super) kind: &'static str,
    /// Without an area, or with a bare one.
    pub(super) open: bool,
    /// The head word is the whole name.
    pub(super) alone: bool,
}

/// Reads names in a sentence.
pub(super) struct Names<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) out: &'d Candidates,
    pub(super) sentence: Span<Tok>,
}

pub(super) const DEEPEST: u32 = 3;

impl Names<'_, '_> {
    pub(super) fn token(&self, at: u32) -> Option<&Token> {
        if at < self.sentence.end { self.doc.tokens.get(at as usize) } else { None }
    }

    pub(super) fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at < self.sentence.end { self.doc.phrase(at, class) } else { None }
    }

    pub(super) fn capital(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }

    /// `Theo Cen Land`: whether the capital at `at` is the sentence's own, also where the stop before it is missing.
    pub(super) fn opens(&self, at: u32) -> bool {
        let begins = at == self.sentence.start || !self.doc.tokens[at as usize - 1].is_capital();
        begins && self.doc.is_opener(at)
    }

    /// Whether a word that opens sentences stands at `at`, and what follows has no capital.
    fn begins_sentence(&self, at: u32) -> bool {
        let opener = self.phrase(at, Class::PersonOpener).map(|m| m.span().end);
        self.capital(at)
            && opener
                .is_some_and(|end| (at + 1..end.max(at + 2)).all(|n| self.token(n).is_some_and(|t| !t.is_capital())))
    }

    /// `Facebook Mark Zuckerberg`: the name of the person who heads the body begins at `at`.
    pub(super) fn person_begins(&self, at: u32) -> bool {
        [Class::PersonSurname, Class::PersonForeign, Class::PersonKnown].iter().any(|&c| self.phrase(at, c).is_some())
            && self.capital(at + 1)
    }

    /// A name that begins with a head word at `at`.
    pub(super) fn headed(&self, at: u32, depth: u32) -> Option<Found> {
        if depth > DEEPEST || self.in_code(at) {
            return None;
        }
        let doc = self.doc;
        if !doc.has(at, Class::OrgHead) {
            return None;
        }
        let mut heads = doc
            .matches
            .at(at as usize)
            .iter()
            .filter(|m| m.class == Class::OrgHead && m.span().end <= self.sentence.end);
        let longest = heads.next()?;
        // `Bộ đội Biên phòng tỉnh`: a shorter head with its area, where the longer wants more than stands there.
        // `Chủ tịch Hội đồng Quản trị | Tập đoàn X`
        if self.doc.lexicon.head(longest.row).flags.has('T') && self.is_titled(longest.span()) {
            return None;
        }
        let found = self.with_head(&longest, depth);
        // A head that stands alone may begin a longer name of a shorter one: `Trung tâm Y tế | dự phòng tỉnh`.
        let whole = found.filter(|found| !found.alone);
        whole.or_else(|| {
            let longer = |m: &Match, end: u32| {
                let area = self.doc.row(m).value.contains(" o");
                end > longest.span().end || area && end == longest.span().end
            };
            heads.find_map(|m| self.with_head(&m, depth).filter(|found| longer(&m, found.end))).or(found)
        })
    }

    /// `bác sĩ khoa | Cấp cứu`: what a ward is for stands behind its word, with a capital.
    fn is_ward(&self, head: Span<Tok>) -> bool {
        self.phrase(head.end, Class::OrgPart).is_some() && self.capital(head.end)
    }

    fn with_head(&self, m: &Match, depth: u32) -> Option<Found> {
        let Head { word: kind, flags } = self.doc.lexicon.head(m.row);
        let head = self.levels(m.span(), kind);
        // `Trưởng | ban Quản lý các khu công nghiệp`
        let capital = self.capital(head.start);
        let upper = capital || self.title_over(head).is_some() || flags.has('w') && self.is_ward(head);
        // `kỹ sư | Đoàn Bá Kiểng`
        if head.len() == 2 && !upper && self.capital(head.start + 1) && self.person_begins(head.start + 1) {
            return None;
        }
        // `Phó | Đồn Trưởng | Đồn Biên phòng Nà Lò`
        let title = |m: Match| m.len > 1 && self.capital(m.span().end - 1);
        if head.len() == 1 && capital && self.phrase(head.start, Class::OfficeTitle).is_some_and(title) {
            return None;
        }
        // `CỔNG THÔNG TIN ĐIỆN TỬ | SỞ Y TẾ`: the banner of a page, which is whose it is.
        if head.len() > 3 && self.token(head.start)?.is_upper() && flags.has('S') {
            return None;
        }
        // `Phó Trưởng phòng | Phòng Khoáng sản`
        let id = |n: u32| self.doc.tokens[n as usize].id;
        let first = self.token(head.end).is_some_and(|t| t.is_capital() && t.id == id(head.start));
        let whole = || (0..head.len()).all(|n| self.token(head.end + n).is_some_and(|t| t.id == id(head.start + n)));
        // `Ban | Ban Quản lý …`
        let again = || self.phrase(head.end, Class::OrgHead).is_some_and(|m| m.len > 1) && whole();
        if first && (!capital && self.capital(head.end + 1) || again()) {
            return None;
        }
        // `Phó Trưởng ban | Hội đồng Trẻ em tỉnh`
        let council = |m: Match| self.doc.lexicon.head(m.row).flags.has('v');
        if !capital && self.phrase(head.end, Class::OrgHead).is_some_and(council) && self.capital(head.end) {
            return None;
        }
        if let Some(found) = if !upper && flags.has('D') { self.department(head.end, kind, depth) } else { None } {
            return Some(found);
        }
        // `bộ LĐ-TB&XH`, `bộ Công Thương`: in small letters where what it is for has capitals.
        let subject = || {
            let named = self.doc.has(head.end, Class::OrgPart) || self.doc.has(head.end, Class::OrgAbbr);
            let council = kind == "ministry" && flags.has('p') || kind == "association" && head.len() > 1;
            council && self.capital(head.end) && named
        };
        if !upper && flags.has('C') && !subject() && (!flags.has('L') || !self.is_owned(head))
            || self.in_name(&head, flags)
        {
            return None;
        }
        // `Nhà máy Lọc dầu Dung Quất`: a plant is a place where its kind says so.
        if flags.has('c') && head.len() == 2 && self.place(head.start).is_some_and(|p| p.start == head.start) {
            return None;
        }
        // `chính phủ Pháp`
        let state = || flags.has('l') && self.capital(head.end) && self.doc.has(head.end, Class::PlaceCountry);
        if !upper && (flags.has('a') && !flags.has('o') && !state() || (flags.has('o') && flags.has('c'))) {
            return None;
        }
        // An abbreviation that is also a word is one only in capitals.
        if head.len() == 1
            && self.doc.row(m).form.chars().all(char::is_uppercase)
            && !self.token(head.start)?.is_upper()
        {
            return None;
        }
        let second =
            self.second(head, flags).or_else(|| self.paper(head, kind)).or_else(|| self.in_quotes(head, flags));
        let mut end = second.unwrap_or(head.end);
        // `Ảnh: Báo Lao Động | Đối tượng tại cơ quan công an`: the stop behind the name of a paper is missing.
        let stop = || kind == "media" && end > head.end && self.begins_sentence(end);
        if !flags.has('o') && ['s', 'f', 'c', 'h'].iter().any(|&f| flags.has(f)) && !stop() {
            let (after, last) = self.body(end, flags, upper, kind);
            end = self.before_person(head, after, flags);
            // Not where the person who heads it was cut off.
            end = if end == after { self.over_place(head.end, end) } else { end };
            let tail = if end == after { self.tail(head, end, last, flags) } else { None };
            end = tail.map_or(end, |tail| self.before_person(head, tail, flags));
        }
        // `Quân khu 5`, `Bệnh viện Quân y 175`
        let number = self.token(end).is_some_and(|t| t.is_number() && t.spaced);
        // `Trường mầm non 10, quận 11`, but `trường mầm non 20 cháu`
        let school = || flags.has('h') && end == head.end && upper && self.token(end + 1).is_some_and(|t| !t.is_word());
        // `Bệnh viện Nà Lò | 20 bệnh nhân`
        let noun =
            |n: u32| self.token(n).is_some_and(|t| t.is_small()) && self.phrase(n, Class::QuantityNoun).is_some();
        let several = || self.doc.int(end).is_some_and(|n| n > 2);
        let counts = || flags.has('h') && end > head.end && several() && noun(end + 1);
        // `Chi nhánh Khu vực | 4`
        let zone = |m: Match| m.span().end == end && &*self.doc.row(&m).value == "more";
        let zone = || end > head.end + 1 && self.phrase(end - 2, Class::OrgArea).is_some_and(zone);
        if number && (flags.has('N') || school() || zone()) && !counts() {
            // `Ban chuyên án 924H`
            let letter = self.token(end + 1).is_some_and(|t| !t.spaced && t.is_upper() && t.end - t.start == 1);
            end += 1 + u32::from(letter);
            // `Sư đoàn 471 Không quân`
            let service = self.phrase(end, Class::OrgPart).filter(|_| flags.has('N') && self.capital(end));
            end = service.map_or(end, |m| m.span().end);
        }
        // `Trường Tiểu học 2 | Nà Lò`
        let numbered = |n: u32| {
            self.token(n).is_some_and(|t| t.is_number() && t.spaced) && self.doc.int(n).is_some_and(|n| n < 10)
        };
        if flags.has('h') && end == head.end && upper && numbered(end) && self.capital(end + 1) && kind == "school" {
            end = self.run(end + 1, flags);
        }
        // `Tổng công ty Xây dựng Công trình giao thông 575`, `Tổng Công ty 36`, `Ban Quản lý dự án Điện 1`
        let whole = || upper && head.len() > 2 || end > head.end;
        let last = flags.has('c') && whole() || flags.has('s') && upper && end > head.end && self.capital(end - 1);
        if last && self.is_last_number(end) || flags.has('x') && end > head.end && self.is_numbered(end) {
            end += 1;
        }
        end = self.zone_name(end, flags);
        // `trường Y`: a letter alone says what is taught there.
        if !upper && end == head.end + 1 && self.is_letter(head.end) && self.place(end).is_none() {
            return None;
        }
        let named = end > head.end;
        // `chỉ đạo bệnh viện | Trung tâm Y tế huyện`: in small letters it says only what the next is.
        let house = flags.has('h') || flags.has('c');
        if !upper && house && !named && self.capital(end) && self.headed(end, DEEPEST).is_some() {
            return None;
        }
        if let Some(inner) = self.nested(end, depth, flags) {
            let kind = if flags.has('k') { inner.kind } else { kind };
            return Some(Found { end: inner.end, kind, open: inner.open, alone: false });
        }
        let (after, open) = self.area(end, flags);
        let friends =
            self.friendship(head.end, after, flags).or_else(|| Some(self.area(self.friends(after)?, flags).0));
        let after = friends.unwrap_or(after);
        let after = self.host(end, after, flags).unwrap_or(after);
        let after = self.two_towns(after, kind).unwrap_or(after);
        let after = if after > end { self.zone_name(after, flags) } else { after };
        let area = after > end;
        // `trung tâm Hà Nội` is its centre.
        if area && !named && !upper && flags.has('f') && !['o', 'h', 'c'].iter().any(|&f| flags.has(f)) && !open {
            return None;
        }
        end = after;
        if area
            && let Some(inner) = self.nested(end, depth, flags)
            && kind != "company"
        {
            return Some(Found { end: inner.end, kind, open: inner.open, alone: false });
        }
        if flags.has('v') {
            end = self.owner(end, end > head.end).unwrap_or(end);
        }
        end = self.bracketed(end, depth).unwrap_or(end);
        end = self.branch(end);
        if flags.has('h') && (end > head.end || upper) && kind != "media" {
            let numbered = self.ordinal(end);
            // `Bệnh viện số 2 | Nà Lò`
            let area = |at: u32| Some(self.area(at, flags).0).filter(|&end| end > at);
            let other = |at: u32| self.doc.is_full_name(at) || self.phrase(at, Class::OfficeTitle).is_some();
            let runs = |at: u32| end + 2 == at && self.capital(at) && !other(at) && self.may_run(at, Last::Part, flags);
            let named = |at: u32| runs(at).then(|| self.run(at, flags));
            end = if numbered > end { area(numbered).or_else(|| named(numbered)).unwrap_or(numbered) } else { end };
        } else if upper && kind != "company" && kind != "media" {
            end = self.number_word(end);
        }
        let country = self.phrase(head.end, Class::PlaceCountry).is_some_and(|m| m.span().end == end);
        // `các ngân hàng Đức`: all of them; `báo Malaysia`: the papers of a country
        let all = || head.start.checked_sub(1).is_some_and(|n| self.phrase(n, Class::PlacePlural).is_some());
        // `một hãng xe Nhật Bản` says of which country it is, not which one.
        let generic = !upper && flags.has('c') && (country || area && !named && all());
        // `các trung tâm y tế huyện`: all of them
        let counted = |n: u32| n > self.sentence.start && self.doc.tokens[n as usize - 1].is_number();
        let several = !upper && area && open && (all() || counted(head.start));
        if generic || several || country && kind == "media" && head.len() == 1 {
            return None;
        }
        // `Sở Tư pháp các tỉnh Nà Lò, Nà Sương`: one each.
        let level = |n: u32| self.phrase(n, Class::OrgArea).is_some() || self.phrase(n, Class::PlaceHead).is_some();
        let plural = self.phrase(end, Class::PlacePlural).is_some();
        let each = plural && level(end + 1);
        if end > head.end {
            return (!each).then_some(Found { end, kind, open: open || !area, alone: false });
        }
        // `Bí thư tỉnh ủy`: in small letters behind the title that has one only, so not `27 Bí thư chi bộ`.
        let committee = || {
            kind == "party" && flags.has('o') && self.title_before(head).is_some_and(|n| self.capital(n) && !counted(n))
        };
        // `đảng Dân chủ`, `phòng Cảnh sát hình sự`, `đoàn ĐBQH`
        let upper = || self.token(head.start + 1).is_some_and(Token::is_upper);
        let party =
            || head.len() > 1 && ((flags.has('l') || kind == "police") && self.capital(head.start + 1) || upper());
        let sole = (flags.has('a') || flags.has('A')) && (capital || committee() || party());
        // `19 Công đoàn cơ sở`, but `Đội 2 | Phòng Cảnh sát giao thông`
        let unit = || head.start > self.sentence.start + 1 && self.doc.has(head.start - 2, Class::OfficeBody);
        let sole = sole && (!counted(head.start) || unit());
        let every = || each || plural && self.is_level(end + 1);
        let alone = (sole && !all() && !every() || flags.has('b') && self.is_whole(head, kind)) && !self.goes_on(end);
        // `94/2015/QH13`, `Đảng bộ 03 xã`
        let unit = |n: u32| self.area_word(n).is_some();
        let number = || self.token(end).is_some_and(|t| t.is_number() && (!t.spaced || unit(end + 1)));
        (alone && !number() && !self.is_credited(head.start)).then_some(Found { end, kind, open: true, alone: true })
    }

    /// `Ban Chỉ huy Phòng thủ khu vực 3 | - Nà Sương`: the end of a zone's name behind its number.
    fn zone_name(&self, end: u32, flags: Flags) -> u32 {
        let number = self.token(end - 1).is_some_and(Token::is_number);
        let dash = flags.has('z') && number && self.token(end).is_some_and(|t| t.is('-') && t.spaced);
        if !dash || !self.capital(end + 1) {
            return end;
        }
        self.place(end + 1).map_or_else(|| self.run(end + 1, flags), |place| place.end)
    }

    /// Whether a number ends the name of a company: a mark or `và` stands behind it.
    fn is_last_number(&self, at: u32) -> bool {
        let number =
            self.token(at).is_some_and(|t| t.is_number() && t.spaced) && self.doc.int(at).is_some_and(|n| n < 1000);
        let mark = |t: &Token| [',', '(', ')', ';', '.'].iter().any(|&mark| t.is(mark));
        let next = at + 1;
        number
            && (self.token(next).is_none_or(mark)
                || self.phrase(next, Class::OrgAnd).is_some()
                || self.doc.is_full_name(next))
    }

    /// `Chánh văn phòng Bộ Xây dựng`: in small letters before a body of state that owns it.
    fn is_owned(&self, head: Span<Tok>) -> bool {
        let owner = self.phrase(head.end, Class::OrgHead).filter(|_| self.capital(head.end));
        let company = |kind: &str| matches!(kind, "company" | "school" | "hospital" | "media" | "other");
        owner.is_some_and(|m| !company(self.doc.lexicon.head(m.row).word)) && self.headed(head.end, DEEPEST).is_some()
    }

    /// `Bùi Trường Giang`: a head of one syllable inside a run of capitals is part of a name.
    fn in_name(&self, head: &Span<Tok>, flags: Flags) -> bool {
        if self.is_author(head) {
            return true;
        }
        let before = head.start.wrapping_sub(1);
        // `Lê Quang | Trường Giang`
        let named = || {
            let first = before.wrapping_sub(1);
            let surname = first >= self.sentence.start && before > self.sentence.start && self.capital(first);
            surname
                && self.doc.has(first, Class::PersonSurname)
                && self.doc.has(before, Class::PersonMiddle)
                && self.doc.has(head.start, Class::PersonMiddle)
        };
        head.len() == 1
            && (flags.has('f') || flags.has('c') || flags.has('C'))
            && head.start > self.sentence.start
            && self.capital(head.start)
            && !self.doc.tokens[head.start as usize].is_upper()
            && self.capital(before)
            && !self.doc.tokens[before as usize].is_upper()
            && (self.phrase(before, Class::PlaceSurname).is_some() || named())
    }

    /// `Trường Thịnh` on a line of authors: two syllables, the first also a head.
    fn is_author(&self, head: &Span<Tok>) -> bool {
        let opens = head.start == self.sentence.start && self.sentence.len() == 2;
        let given = || {
            let Some(last) = self.token(head.end) else { return false };
            let first = &self.doc.tokens[head.start as usize];
            // `Ngọc Lan - Trường Thịnh`: one of several.
            let whole = |a: &Span<Norm>| a.start == first.start && a.end == last.end;
            let within = |a: &Span<Norm>| opens && a.start <= first.start && last.end <= a.end;
            [first, last].iter().all(|t| t.is_capital() && !t.is_upper() && t.shape.has(Shape::SYLLABLE))
                && self.doc.signed.authors.iter().any(|a| within(a) || whole(a))
        };
        head.len() == 1 && self.phrase(head.start, Class::PersonNotAuthor).is_none() && given()
    }

    fn is_letter(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.is_upper() && t.end - t.start == 1)
    }

    /// Whether the capitalised words after a head that may stand alone make another name of it (`Đảng Dân chủ`).
    fn goes_on(&self, at: u32) -> bool {
        let Some(token) = self.token(at) else { return false };
        if !token.is_capital() || !token.spaced {
            return false;
        }
        let upper = self.doc.tokens[at as usize - 1].is_upper();
        !upper
            && self.phrase(at, Class::PlaceSurname).is_none()
            && self.phrase(at, Class::OrgHead).is_none()
            && !token.is_upper()
            && self.token(at + 1).is_none_or(|t| !t.is_capital())
    }

    /// A body directly after: `Ban Thường vụ | Huyện ủy`, `Cơ quan Cảnh sát điều tra | Công an huyện`.
    fn nested(&self, at: u32, depth: u32, flags: Flags) -> Option<Found> {
        if flags.has('a') && !flags.has('o') || flags.has('c') {
            return None;
        }
        let m = self.phrase(at, Class::OrgHead)?;
        let token = self.token(at).filter(|t| t.is_word())?;
        if self.barred(at).is_some() {
            return None;
        }
        let value = &*self.doc.row(&m).value;
        let own = value.contains(" o") || token.is_capital();
        // A lower-case school or company after a body is its object, not its owner.
        let inner = self.doc.lexicon.head(m.row).flags;
        if !own || (inner.has('f') && !token.is_capital()) {
            return None;
        }
        self.headed(at, depth + 1)
            .or_else(|| {
                let alone = inner.has('b') && flags.has('s') || &*self.doc.row(&m).form == self.doc.slice(m.span());
                let sole = alone && m.len == 1 && value.starts_with("department s") && token.is_capital();
                sole.then_some(Found { end: m.span().end, kind: "department", open: true, alone: true })
            })
            .or_else(|| {
                // `Ban Thường vụ huyện ủy`: a committee in small letters, after its own body only.
                let committee = value.starts_with("party oa") && flags.has('s');
                committee.then_some(Found { end: m.span().end, kind: "party", open: true, alone: true })
            })
            .or_else(|| {
                let m = self.phrase(at, Class::OrgName)?;
                token.is_upper().then_some(Found { end: m.span().end, kind: "other", open: false, alone: true })
            })
    }

    /// The word for a level, as in `các cấp`.
    fn is_level(&self, at: u32) -> bool {
        self.phrase(at, Class::IndicatorAbstract).is_some_and(|m| &*self.doc.row(&m).value == "level")
    }

    /// `UBND đã chọn nhà thầu`: a council or committee that stands for itself, and not for those of its level (`UBND cấp xã`).
    fn is_whole(&self, head: Span<Tok>, kind: &str) -> bool {
        let plural = |n: u32| self.phrase(n, Class::PlacePlural).is_some();
        let level = self.is_level(head.end);
        // `lãnh đạo UBND, công chức các xã`: what follows both may be said behind the second.
        let listed = self.is_joint(head.end) || self.token(head.end).is_some_and(Token::is_number);
        // `448/QĐ-UBND`, `UBND X.Nà Lò`
        let glued = !self.doc.tokens[head.start as usize].spaced && head.start > self.sentence.start;
        let before =
            head.start > self.sentence.start && (plural(head.start - 1) || glued && self.is_joint(head.start - 1));
        let listed = listed || self.capital(head.end);
        matches!(kind, "peoples_committee" | "peoples_council")
            && self.token(head.start).is_some_and(Token::is_upper)
            && !(plural(head.end) || level || listed || before)
    }

    /// The place candidate at a token.
    pub(super) fn place(&self, at: u32) -> Option<Span<Tok>> {
        if at >= self.sentence.end { None } else { self.out.longest(Kind::Place, at).map(|c| c.span) }
    }

    /// The end of a name with the place whose first words were read for it: `Ban Quản lý đường cao tốc | Nà Lò - Nà Sương`.
    fn over_place(&self, from: u32, end: u32) -> u32 {
        let over = |n: u32| self.place(n).filter(|p| p.end > end);
        (end.saturating_sub(6).max(from)..end).find_map(over).map_or(end, |p| p.end)
    }

    /// `Báo Tuổi trẻ`: the name of a paper is known with whatever capitals.
    fn paper(&self, head: Span<Tok>, kind: &str) -> Option<u32> {
        let known = || {
            let m = self.phrase(head.end, Class::PersonNotAuthor).filter(|m| m.len > 1)?;
            self.phrase(m.span().end, Class::OrgAnd).is_none().then_some(m.span().end)
        };
        (kind == "media" && head.len() == 1 && self.capital(head.end)).then(known)?
    }

    /// `Trung tâm Văn hóa (VHTT) huyện`: a bracket inside the name; the end of the name.
    fn bracketed(&self, at: u32, depth: u32) -> Option<u32> {
        if !self.token(at)?.is('(') {
            return None;
        }
        let close = (at + 2..(at + 8).min(self.sentence.end)).find(|&n| self.doc.tokens[n as usize].is(')'))?;
        let inner = &self.doc.tokens[at as usize + 1..close as usize];
        if !inner.iter().all(|t| t.is_upper() || t.is('&') || t.is('-') || t.is_number()) || !inner[0].is_upper() {
            return None;
        }
        let next = close + 1;
        let nested = self.nested(next, depth, Flags::of("s")).map(|f| f.end);
        let area = self.area(next, Flags::of("s")).0;
        nested.or((area > next).then_some(area))
    }

    /// A head that stands alone because it is one of a list of bodies: `Thành ủy, HĐND, UBND, Ủy ban MTTQ tỉnh`.
    pub(super) fn listed(&self, at: u32, last_end: u32) -> Option<Found> {
        let m = self.phrase(at, Class::OrgHead)?;
        let Head { word: kind, flags } = self.doc.lexicon.head(m.row);
        if !flags.has('b') || !self.capital(at) {
            return None;
        }
        let end = m.span().end;
        let follows = self.list_joint(end).is_some_and(|n| self.list_goes_on(n, 0));
        let comes_after = last_end + 1 == at && last_end > self.sentence.start && self.is_joint(last_end);
        let plural = self.phrase(end, Class::PlacePlural).is_some() || self.token(end).is_some_and(Token::is_number);
        (!plural && (follows || comes_after)).then_some(Found { end, kind, open: true, alone: true })
    }

    pub(super) fn is_joint(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.is(',') || t.is('-')) || self.phrase(at, Class::OrgAnd).is_some()
    }

    fn list_joint(&self, at: u32) -> Option<u32> {
        self.is_joint(at).then_some(at + 1)
    }

    fn list_goes_on(&self, at: u32, depth: u32) -> bool {
        if !self.capital(at) || depth > DEEPEST {
            return false;
        }
        if self.headed(at, 0).is_some() {
            return true;
        }
        self.phrase(at, Class::OrgHead)
            .is_some_and(|m| self.list_joint(m.span().end).is_some_and(|n| self.list_goes_on(n, depth + 1)))
    }

    /// The abbreviation in brackets after a name, which the document may use for it; two letters only where the lexicon has
    /// the name, `known`: `Ủy ban châu Âu (EC)`.
    pub(super) fn defines(&self, end: u32, known: impl Fn() -> bool) -> Option<Span<Tok>> {
        if !self.token(end)?.is('(') {
            return None;
        }
        if !self.token(end + 1)?.is_upper() {
            return self.listed_as(end + 1);
        }
        // `(VLKN; phường Nà Lò, tỉnh Lào Cai)`
        let closes = |n: &u32| self.doc.tokens[*n as usize].is(')') || self.doc.tokens[*n as usize].is(';');
        let close = (end + 2..(end + 7).min(self.sentence.end)).find(closes)?;
        let inner = Span::new(end + 1, close);
        let letters = self.doc.bytes(inner).len() >= 3 || known() && self.doc.slice(inner).chars().count() == 2;
        let other = self.phrase(end + 1, Class::OrgHead).is_some() || self.phrase(end + 1, Class::OrgAbbr).is_some();
        let upper = self.doc.tokens[inner.range()].iter().all(|t| t.is_upper() || t.is('&') || t.is('-'));
        (letters && upper && !other && self.place(end + 1).is_none()).then_some(inner)
    }

    /// `(mã chứng khoán: QZT)`: what a company is called where its shares are traded.
    fn listed_as(&self, at: u32) -> Option<Span<Tok>> {
        if self.doc.folded(at) != "mã" {
            return None;
        }
        let code = (at + 1..at + 5).find(|&n| self.token(n).is_some_and(Token::is_upper))?;
        let token = self.token(code)?;
        let told = (at + 1..code).all(|n| self.token(n).is_some_and(|t| t.is_small() || t.is(':')));
        (told && token.end - token.start == 3 && self.token(code + 1)?.is(')')).then(|| Span::new(code, code + 1))
    }
}
