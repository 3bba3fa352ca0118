//! The body of a bare position, where the sentence or the one before names it apart from the position.
//!
//! Enters: a position without a body. Leaves: the body that is said to have it (`Sở Y tế có 3 Phó Giám đốc`), that sent those
//! who are named (`Về phía Sở Y tế có ông An - Giám đốc`), that its holder was put at the head of (`Ban tổ chức do ông An làm
//! trưởng ban`), that opens the list it stands in, or whose heads or deputies are named beside. Not done here: bodies named
//! anywhere else (`lookup`, `likely`).

use super::draft::Draft;
use super::link::LONGEST_LINK;
use super::role::Roles;
use crate::layout::BlockKind;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Sentence;
use crate::recognise::office::value::{Hint, Position};
use crate::resolve::office::body::Words;
use crate::span::{Span, Tok};

/// Most tokens of what links a body and a position in it.
const HAVING: u32 = 3;

/// Most tokens from a body to the colon of a list of those who are of it.
const LISTED: u32 = 5;

/// Most tokens of a bracket between a body and what links it.
const ASIDE: u32 = 12;

/// Most tokens from those who lead a body to a deputy of theirs.
const LED: u32 = 80;

/// Most tokens from `do` to the name of who is put at the head of a body.
const MADE: u32 = 12;

/// Most tokens of the name of that body, where no list has it.
const UNNAMED: u32 = 10;

/// Most lines from a heading to one of those it is over.
const MEMBERS: u32 = 16;

/// Most tokens of such a heading, and before the body there: `DANH SÁCH`, `II.`
const HEADING: u32 = 12;
const NUMBERED: u32 = 2;

/// Most tokens of a form of address and ranks before a name.
const LONGEST_RANK: u32 = 4;

/// Longest bracket between a body and who acts for it, in tokens.
const LONGEST_ASIDE: u32 = 12;

impl Roles<'_, '_, '_> {
    /// Where the sentence of a token begins.
    fn start_of(&self, at: u32) -> u32 {
        self.doc.sentences.get(self.doc.sentence_of(at)).map_or(0, |s| s.tokens.start)
    }

    /// The sentence before one, in the same paragraph.
    fn told_before(&self, own: &Sentence, at: usize) -> Option<&Sentence> {
        self.doc.sentences.get(at.checked_sub(1)?).filter(|s| s.block == own.block)
    }

    /// Whether a body is named in the sentence of a position.
    pub(super) fn is_beside(&self, org: Span<Tok>, role: &Draft<'_, '_>) -> bool {
        self.doc.sentence_of(org.start) == self.doc.sentence_of(role.at)
    }

    /// Whether a title is one of state, `Thủ tướng`: of which needs no saying.
    pub(super) fn is_of_state(&self, title: Span<Tok>) -> bool {
        self.doc.phrase(title.start, Class::PersonTitle).is_some_and(|m| &*self.doc.row(&m).value == "state")
    }

    /// The positions before one in its sentence.
    fn held_before(&self, role: &Draft<'_, '_>) -> impl Iterator<Item = &Position> {
        let start = self.start_of(role.at);
        let from = self.mentions.partition_point(|c| c.span.start < start);
        let before = self.mentions[from..].iter().take_while(move |c| c.span.end <= role.at);
        before.filter_map(|c| c.value.position())
    }

    /// Where a phrase of the class begins that ends right before `at`.
    fn linked(&self, at: u32, class: Class) -> Option<u32> {
        let link = self.doc.matches.filling(at.saturating_sub(HAVING)..at, class)?;
        let side = class == Class::OfficeHas && &*self.doc.row(&link).value == "side";
        (!side).then_some(link.start)
    }

    /// `ông An - Chỉ huy trưởng công trường | (Công ty Nà Lò)`: the body that fills a bracket behind the position.
    pub(super) fn bracketed(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let open = role.position.title.end;
        self.bodies().find(|org| org.start == open + 1 && self.is_aside(org))
    }

    /// `ông An, Chính ủy | và ông Bình, Chủ nhiệm Chính trị Bộ CHQS tỉnh`: the body of the one named next, whose position `và`
    /// joins.
    pub(super) fn shared(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let end = role.position.title.end;
        let and = self.doc.phrase(end, Class::PlaceAnd).filter(|_| self.mentions[role.person].span.end < role.at)?;
        let from = self.mentions.partition_point(|c| c.span.start < and.span().end);
        let person = self.mentions[from..].iter().find(|c| c.kind == Kind::Person)?.span;
        let called = person.start - and.span().end <= LONGEST_RANK
            && self.doc.sentence_of(person.start) == self.doc.sentence_of(end);
        let mark = |at: u32| self.doc.is_mark(at, ',') || self.doc.is_mark(at, '-');
        let mut positions = self.mentions[from..].iter().filter_map(|c| c.value.position());
        let next = positions.find(|p| p.title.start == person.end + 1);
        next.filter(|_| called && mark(person.end))?.org
    }

    /// `… học sinh Trường Nà Lò. Thay mặt nhà trường, | Hiệu trưởng An …`: the one named last of those that the sentence calls so.
    pub(super) fn of_called(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let owner = self.owner(role.position.title)?;
        let owner_of = |m: Match| self.doc.row(&m).value.split(' ').eq(owner.iter().map(|w| &**w));
        let called = |at: u32| {
            self.doc.tokens[at as usize].is_small() && self.doc.phrase(at, Class::OfficeBody).is_some_and(owner_of)
        };
        let spoken = (self.start_of(role.at)..role.at).any(called);
        let named = |org: &Span<Tok>| spoken && self.begins(*org, &owner) && !self.is_aside(org);
        self.bodies().take_while(|org| org.start < role.at).filter(named).last()
    }

    /// `Sở Y tế có 3 | Phó Giám đốc: …`, `lãnh đạo Sở Y tế là ông An - | Phó Giám đốc`: the body that is said to have the
    /// position, or whoever holds it.
    pub(super) fn having(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let mark = |at: u32, mark: char| self.doc.is_mark(at, mark);
        // `2 cán bộ của Trạm Nà Lò (huyện Nà Sương) | là ông An, Trạm trưởng`
        let aside =
            |org: &Span<Tok>, at: u32| at > org.end && mark(org.end, '(') && mark(at - 1, ')') && at - org.end < ASIDE;
        let ends = |at: u32| self.bodies().find(|org| org.end == at || aside(org, at));
        let number = role.at.checked_sub(1).filter(|&at| self.doc.tokens[at as usize].is_number());
        let had = self.linked(number.unwrap_or(role.at), Class::OfficeHas).and_then(ends);
        had.or_else(|| {
            let person = self.mentions[role.person].span.start;
            let addressed = self.linked(person, Class::PersonHonorific).unwrap_or(person);
            self.linked(addressed, Class::OfficeCopula).filter(|_| person < role.at).and_then(ends)
        })
    }

    /// `Về phía Sở Y tế có ông An - Giám đốc; bà Bình - | Phó Giám đốc`, `Sở Y tế (ông An, | Giám đốc)`: the body that those who
    /// are named in the sentence come from.
    pub(super) fn of_side(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let doc = self.doc;
        let start = self.start_of(role.at);
        let person = self.mentions[role.person].span.start;
        let side = |org: &Span<Tok>| {
            let link = doc.matches.filling(org.start.saturating_sub(HAVING).max(start)..org.start, Class::OfficeHas);
            link.is_some_and(|m| &*doc.row(&m).value == "side")
        };
        let leads = |org: &Span<Tok>| {
            let mark = |at: u32, mark: char| doc.tokens[at as usize].is(mark);
            // `Về phía Tập đoàn Nà Lò (tỉnh Saitama, Nhật Bản) | có …`
            let close = (org.end..person).find(|&at| mark(org.end, '(') && mark(at, ')'));
            let at = close.map_or(org.end, |close| close + 1);
            let has = || doc.phrase(at, Class::OfficeHas).is_some_and(|m| doc.row(&m).value.is_empty());
            at <= person && (close.is_none() && mark(at, '(') || mark(at, ',') || mark(at, ':') || has())
        };
        // `giao Sở Tài chính (ông An, | Phó Giám đốc)`, `- Sở Ngoại vụ: bà Bình, | Giám đốc;`
        let opens = |org: &Span<Tok>| {
            let mark = doc.tokens[org.end as usize];
            let called =
                [Class::PersonHonorific, Class::PersonRank].iter().find_map(|&class| self.linked(person, class));
            let first = called.unwrap_or(person);
            // `- Sở Ngoại vụ: bà Bình, Giám đốc; ông Chi, | Phó Giám đốc;`
            let heads = mark.is(':') && org.start - start <= NUMBERED;
            // `Hội Khuyến học tỉnh (Chủ tịch: ông An)`
            (mark.is('(') || mark.is(':')) && first == org.end + 1
                || mark.is('(') && role.at == org.end + 1
                || heads && first > org.end
        };
        // `Thay mặt Ban Cán sự Đảng, Thứ trưởng …`: what kind of body it is of, the title says.
        let owner = self.owner(role.position.title);
        let own = |org: &Span<Tok>| owner.as_ref().is_none_or(|owner| self.begins(*org, owner));
        let before = || self.bodies().filter(|org| org.start >= start && org.end < role.at).filter(own);
        let named = || before().find(opens).or_else(|| before().filter(|org| side(org) && leads(org)).last());
        named().or_else(|| self.of_bare_side(start, person))
    }

    /// `Phía Công ty có | ông An, Giám đốc`: the one of those called so that the article speaks of most.
    fn of_bare_side(&self, start: u32, person: u32) -> Option<Span<Tok>> {
        let doc = self.doc;
        let side = |n: u32| doc.phrase(n, Class::OfficeHas).filter(|m| &*doc.row(m).value == "side");
        let word = (start..(start + HAVING).min(person)).find_map(side)?.span().end;
        let body = doc.phrase(word, Class::OfficeBody)?;
        let has = doc.phrase(body.span().end, Class::OfficeHas).is_some_and(|m| doc.row(&m).value.is_empty());
        let words = Words::of(doc, body.span()).0;
        let own = || self.bodies().filter(|org| org.len() > u32::from(body.len) && self.begins(*org, &words));
        if has { self.prevailing(own(), true).or_else(|| own().next()) } else { None }
    }

    /// `ông An - Sở Y tế, | Phó Giám đốc`, `Công ty Nà Lò - theo | Phó Giám đốc An -`, `đoàn công tác Bộ Y tế do | Thứ trưởng An dẫn
    /// đầu`: the body right before the position, which a mark or a word ties to it.
    pub(super) fn right_before(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (doc, person) = (self.doc, self.mentions[role.person].span);
        let mark = |at: u32| doc.tokens[at as usize].is(',') || doc.tokens[at as usize].is('-');
        let before = role.at.checked_sub(1)?;
        // `Sở Y tế do bà An, | Phó Giám đốc, ký`
        let first = self.linked(person.start, Class::PersonHonorific).unwrap_or(person.start);
        // `Trung tâm Nà Lò, do bà An làm | quyền Giám đốc`
        let made = person.end == before && doc.folded(before) == "làm";
        // `Công ty Nà Lò, do bị can Hà Văn An, | Giám đốc, …`
        let called = [Class::PersonRank, Class::PersonBefore].into_iter().find_map(|c| self.linked(person.start, c));
        let ranked = called.unwrap_or(first);
        let given = (mark(before) && person.end == before || made) && ranked > 0 && doc.folded(ranked - 1) == "do";
        // `3. Câu lạc bộ Nà Lò, Chủ nhiệm An: …`
        let entry = person.start >= role.at && mark(before) && self.opens_line(self.past_mark(before));
        let by = person.start >= role.at && doc.folded(before) == "do";
        let told = person.start >= role.at && doc.folded(before) == "theo" && before > 0 && mark(before - 1);
        // `Tại Bệnh viện Nà Lò, bà An, | Phó Giám đốc, cho biết`
        let there = mark(before) && person.end == before && ranked > 1 && mark(ranked - 1) && self.is_there(ranked - 1);
        let end = match () {
            () if there => ranked - 1,
            () if by => self.past_mark(before),
            () if told => before - 1,
            () if entry => self.past_mark(before),
            // `Phòng Nà Lò (do bà An, Chủ nhiệm, phụ trách)`
            () if given => self.past_mark(ranked - 1),
            () if mark(before) && person.end < before => before,
            () => return None,
        };
        let org = self.bodies().find(|org| org.end == end)?;
        // The person and the body stand side by side, and nothing else does.
        let beside = by || told || given || entry || there || org.start == person.end + 1 && mark(person.end);
        // `Đoàn công tác | Bộ Y tế`: of what kind of body it is, the title says.
        let own = match self.owner(role.position.title) {
            Some(owner) => (org.start..end).map(|n| Span::new(n, end)).find(|org| self.begins(*org, &owner)),
            None => Some(org),
        };
        own.filter(|_| beside)
    }

    /// `Trung tâm Nà Lò đã mở cửa; | Giám đốc Lò Văn Mạnh cho hay`, `Ngân hàng Nà Lò bổ nhiệm ông An giữ chức | Phó Giám đốc`: the
    /// house that the sentence begins with, or the one before, where no other is named between.
    pub(super) fn of_subject(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (doc, at) = (self.doc, self.doc.sentence_of(role.at));
        if !role.position.traits.house || self.goes_on(role) {
            return None;
        }
        let own = doc.sentences.get(at)?;
        [Some(own), self.told_before(own, at)].into_iter().flatten().find_map(|sentence| {
            let start = sentence.tokens.start;
            let between = |org: &Span<Tok>| org.start >= start && org.end <= role.at;
            let mut named = self.bodies().filter(between);
            let org = named.next().filter(|org| org.start <= start + 1 && named.all(|other| other.end <= org.end))?;
            let head = self.head(org).map(|head| head.word);
            matches!(head, Some("company" | "hospital" | "department")).then_some(org)
        })
    }

    /// `cử 45 vị vào Ủy ban MTTQ xã; bà An được cử giữ chức | Chủ tịch`: the body that was chosen, in the sentence or the one before.
    pub(super) fn of_chosen(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (doc, at) = (self.doc, self.doc.sentence_of(role.at));
        let before = role.at.saturating_sub(LONGEST_LINK)..role.at;
        doc.matches.filling(before, Class::OfficeAppointed)?;
        let own = doc.sentences.get(at)?;
        let start = self.told_before(own, at).unwrap_or(own).tokens.start;
        let into = |org: &Span<Tok>| org.start > start && matches!(&*doc.folded(org.start - 1), "vào" | "gia");
        self.bodies().filter(|org| org.start >= start && org.end < role.at).rfind(into)
    }

    /// `điều động | Thẩm phán An từ TAND huyện Nà Lò về TAND tỉnh`: where somebody is sent.
    pub(super) fn of_transfer(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let at = self.mentions[role.person].span.end;
        let word = |at: u32| self.doc.tokens.get(at as usize).map(|_| self.doc.folded(at));
        if role.at > at || word(at)? != "từ" {
            return None;
        }
        let from = self.bodies().find(|org| org.start == at + 1)?;
        let there = matches!(&*word(from.end)?, "về" | "đến" | "sang");
        self.bodies().find(|org| there && org.start == from.end + 1)
    }

    /// `Tham mưu trưởng Bộ Chỉ huy tỉnh; Thượng tá An, | Chủ nhiệm Chính trị`: the command named last in the sentence.
    pub(super) fn of_command(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let staff = role.title.0.iter().any(|w| w == "chính" || w == "mưu" || w == "cần") && role.title.0.len() > 1;
        if !staff || self.owner(role.position.title).is_some() {
            return None;
        }
        // `Chỉ huy trưởng Bộ CHQS tỉnh và Đại tá An, Bí thư Đảng ủy, | Chính ủy`
        let kind = |org: &Span<Tok>| self.head(*org).map_or("", |head| head.word);
        let bodies = self.held_before(role).filter_map(|p| p.org).filter(|org| kind(org) != "party");
        bodies.last().filter(|org| kind(org) == "military")
    }

    /// Whether a sentence begins with `tại` and the body that ends at `end`.
    fn is_there(&self, end: u32) -> bool {
        let prep = |start: u32, org: u32| self.doc.phrase(start, Class::PlacePrep).is_some_and(|m| m.span().end == org);
        self.led_in(end).is_some_and(|(start, org)| prep(start, org))
    }

    /// Whether a line of a list begins with the body that ends at `end`.
    fn opens_line(&self, end: u32) -> bool {
        let marks = |start: u32, org: u32| (start..org).all(|n| !self.doc.tokens[n as usize].is_word());
        self.led_in(end).is_some_and(|(start, org)| org > start && marks(start, org))
    }

    /// Where the sentence begins and, in it, the body that ends at `end`.
    fn led_in(&self, end: u32) -> Option<(u32, u32)> {
        let org = self.bodies().find(|org| org.end == end)?;
        Some((self.start_of(org.start), org.start))
    }

    /// Where a body ends before `at`, a comma and a bracket passed over: `Hợp tác xã Nà Lò | (huyện Nà Sương), | do ông An`.
    fn past_mark(&self, at: u32) -> u32 {
        let mark = |at: u32, mark: char| at > 0 && self.doc.tokens[at as usize - 1].is(mark);
        // `giao Trung tâm Nà Lò | (do ông An làm Giám đốc)`
        let end = at - u32::from(mark(at, ',') || mark(at, '('));
        let open = (end.saturating_sub(LONGEST_ASIDE)..end).rev().find(|&n| self.doc.tokens[n as usize].is('('));
        open.filter(|_| mark(end, ')')).unwrap_or(end)
    }

    /// `II. HĐND XÃ` or `Ban Giám khảo gồm:`, and below it `- | Phó Chủ tịch: ông An`: the body that a heading names, whose members
    /// the lines below list.
    pub(super) fn of_heading(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let doc = self.doc;
        let at = doc.sentence_of(role.at);
        let line = doc.sentences.get(at)?;
        let first = &doc.tokens[line.tokens.start as usize];
        if first.is_word() && !first.is_upper() {
            return None;
        }
        // The banner of the page is no heading of its lists.
        let own = |s: &&Sentence| {
            use BlockKind::{Boilerplate, Byline, Caption, Meta};
            !matches!(doc.blocks[s.block as usize].kind, Boilerplate | Byline | Caption | Meta)
        };
        let above = doc.sentences[..at].iter().rev().take_while(|s| line.block - s.block <= MEMBERS).filter(own);
        let heading = |tokens: Span<Tok>| {
            let colon = doc.tokens[tokens.end as usize - 1].is(':');
            let last = tokens.end - u32::from(colon);
            let opens = |org: &Span<Tok>| org.start >= tokens.start && org.start - tokens.start <= NUMBERED;
            // `Ban Giám khảo | gồm các ông, bà:`
            let lists =
                |at: u32| colon && doc.phrase(at, Class::OfficeHas).is_some_and(|m| doc.row(&m).value.is_empty());
            // `… và bầu Hội đồng quản trị gồm 5 ông, bà:`
            let head = || {
                let begins = |at: u32| doc.phrase(at, Class::OrgHead).filter(|m| m.len > 1 && lists(m.span().end));
                let capital = |at: &u32| doc.tokens[*at as usize].is_capital();
                let first = tokens.start.max(tokens.end.saturating_sub(HEADING));
                (first..tokens.end).filter(capital).find_map(begins).map(|m| m.span())
            };
            let found = self.bodies().filter(opens).find(|org| org.end == last || lists(org.end)).or_else(head);
            // `Hội đồng quản trị gồm:` lists its members, of whom one may head the company.
            let board = |org: &Span<Tok>| self.head(*org).is_some_and(|head| head.flags.has('T'));
            found.filter(|org| !board(org) || role.position.traits.needs)
        };
        // `IV. MẶT TRẬN` is over those below it, though it names no body.
        let section = |tokens: Span<Tok>| {
            let mut words = doc.tokens[tokens.range()].iter().filter(|t| t.is_word()).peekable();
            tokens.len() <= HEADING && words.peek().is_some() && words.all(|t| t.is_upper())
        };
        for s in above.filter(|s| s.block < line.block && !s.tokens.is_empty()) {
            if s.tokens.len() <= HEADING || doc.tokens[s.tokens.end as usize - 1].is(':') {
                if let Some(org) = heading(s.tokens) {
                    return Some(org);
                }
                if section(s.tokens) {
                    return None;
                }
            }
        }
        None
    }

    /// `Ban tổ chức lễ hội do ông An, Chủ tịch xã làm | trưởng ban`: the body its holder was put at the head of; one that no
    /// list has begins with `word`.
    pub(super) fn made_head_of(&self, role: &Draft<'_, '_>, word: Option<Span<Tok>>) -> Option<Span<Tok>> {
        let (doc, person) = (self.doc, self.mentions[role.person].span);
        // `thành lập Chi bộ bản Nà Lò do ông An, Đội trưởng, kiêm | Bí thư`
        if person.start >= role.at || !role.joined && doc.folded(role.at - 1) != "làm" {
            return None;
        }
        let start = self.start_of(role.at);
        let first = person.start.saturating_sub(MADE).max(start);
        let apart = |at: u32| doc.tokens[at as usize].is(';') || doc.tokens[at as usize].is(':');
        let by = (first..person.start).rev().take_while(|&at| !apart(at)).find(|&at| doc.folded(at) == "do")?;
        let mut end = by - u32::from(by > 0 && doc.tokens[by as usize - 1].is(','));
        // `HTX Nà Lò (xã Nà Sương) | do ông An làm Giám đốc`
        if end > start && doc.tokens[end as usize - 1].is(')') {
            let open = (end.saturating_sub(ASIDE).max(start)..end).rev().find(|&at| doc.tokens[at as usize].is('('));
            end = open.unwrap_or(end);
        }
        if end <= start {
            return None;
        }
        let named = self.mentions.iter().find(|c| c.kind == Kind::Organisation && c.span.end == end).map(|c| c.span);
        let unnamed = || {
            let head = word?;
            // `Ban tổ chức lễ hội | do`, `đoàn công tác | do`
            let known = |at: u32| doc.phrase(at, Class::OrgHead).is_some_and(|m| m.len > 1 && m.span().end == end);
            let begins = |at: &u32| {
                doc.folded(*at) == doc.folded(head.start) && (doc.tokens[*at as usize].is_capital() || known(*at))
            };
            let from = (end.saturating_sub(UNNAMED).max(start)..end).rev().find(begins)?;
            let made = Span::new(from, end);
            let words = Words::of(doc, made);
            // `Đoàn công tác do ông An làm | trưởng đoàn`, of which the article tells whose it is.
            let longer = self.bodies().find(|org| org.len() > made.len() && self.begins(*org, &words.0));
            (from + 1..end).all(|at| doc.tokens[at as usize].is_word()).then(|| longer.unwrap_or(made))
        };
        // `bầu Đoàn đại biểu xã gồm 12 đồng chí do ông An làm | Trưởng đoàn`: of what kind it is, the title says.
        let apart = || {
            let owner = word.map(|word| Words::of(doc, word).0).or_else(|| self.owner(role.position.title))?;
            self.bodies().filter(|org| org.start >= start && org.end < end).rfind(|org| self.begins(*org, &owner))
        };
        if role.joined { named.filter(self.fits(role)) } else { named.or_else(unnamed).or_else(apart) }
    }

    /// `ông An - Chánh án; bà Bình, ông Chi - Phó Chánh án | TAND tỉnh`: the body of the deputies who follow in the sentence.
    pub(super) fn with_deputies(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (doc, end) = (self.doc, self.doc.sentences.get(self.doc.sentence_of(role.at))?.tokens.end);
        let from = self.mentions.partition_point(|c| c.span.start <= role.at);
        let after = self.mentions[from..].iter().take_while(|c| c.span.start < end);
        let position = |c: &Candidate| c.value.position().and_then(|p| Some((p.title, p.org?)));
        let deputy = |title: Span<Tok>| {
            let first = doc.phrase(title.start, Class::OfficeDeputy)?.span().end;
            (first < title.end).then(|| Words::of(doc, Span::new(first, title.end)))
        };
        after
            .filter_map(position)
            .find(|(title, _)| deputy(*title).is_some_and(|own| own == role.title))
            .map(|(_, org)| org)
    }

    /// `nguyên lãnh đạo Hội Nông dân huyện qua các thời kỳ: ông An, nguyên | Chủ tịch`: the body named before the colon that opens
    /// the list.
    pub(super) fn of_list(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (person, start) = (self.mentions[role.person].span, self.start_of(role.at));
        let colon = (start..person.start).rev().find(|&at| self.doc.is_mark(at, ':'))?;
        let named = |org: &Span<Tok>| org.start >= start && org.end <= colon && colon - org.end <= LISTED;
        self.bodies().rfind(named).filter(self.fits(role))
    }

    /// `đến công tác tại TAND huyện Nà Lò và giữ chức | Chánh án`: the body of the title's own kind that the sentence named last.
    pub(super) fn of_kind(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (owner, start) = (self.owner(role.position.title)?, self.start_of(role.at));
        self.bodies()
            .filter(|org| org.start >= start && org.end <= role.at)
            .rfind(|org| self.is_owner(*org, &owner) && !self.is_aside(org))
    }

    /// `bổ nhiệm ông An giữ chức Giám đốc Trung tâm Nà Lò, thay ông Bình, nguyên | Giám đốc`: the body beside the same title before,
    /// in one sentence.
    pub(super) fn said_before(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        if !role.position.former {
            return None;
        }
        let same = self.held_before(role).filter(|p| p.org.is_some() && Words::of(self.doc, p.title) == role.title);
        same.last()?.org
    }

    /// The body of those before, where the sentence names it: see [`Self::led_by`].
    pub(super) fn led_beside(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        self.led_by(role).filter(|&org| self.is_beside(org, role))
    }

    /// `Giám đốc Sở Y tế là ông An; 3 | Phó Giám đốc gồm …`: the one body that those before, whose deputy this is, or other
    /// deputies of theirs, have.
    pub(super) fn led_by(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (doc, title, traits) = (self.doc, role.position.title, role.position.traits);
        // `Phó Thủ tướng`, `Phó Chủ tịch HĐQT`: of which state needs no saying, of companies there may be many.
        let state = self.is_of_state(title);
        let deputy = doc.phrase(title.start, Class::OfficeDeputy).filter(|_| !state && !traits.company)?;
        // `Phó Chủ tịch | Thường trực`
        let plain = |words: &Words<'_>| {
            let all = &words.0;
            let standing = all.len() > 2 && all[all.len() - 2] == "thường" && all[all.len() - 1] == "trực";
            all.len() - if standing { 2 } else { 0 }
        };
        let own = &role.title.0[..plain(&role.title)];
        let whole = &own[usize::from(deputy.len).min(own.len())..];
        let from = self.mentions.partition_point(|c| c.span.start + LED < role.at);
        let near = || self.mentions[from..].iter().take_while(|c| c.span.start < role.at);
        // `bà A, Phó Chủ tịch huyện, giữ chức Chủ tịch Hội; ông B giữ chức | Phó Chủ tịch`: of several the head's in the sentence.
        let head = || {
            let start = self.start_of(role.at);
            let of = |c: &Candidate| {
                let same = |p: &&Position| c.span.start >= start && Words::of(doc, p.title).0 == whole;
                c.value.position().filter(same)?.org
            };
            near().filter_map(of).last()
        };
        let org = self.sole(near().filter_map(|c| {
            let position = c.value.position()?;
            let title = Words::of(doc, position.title);
            let title = &title.0[..plain(&title)];
            // `Giám đốc | Bệnh viện; các Phó Giám đốc: …`: which one, the article says elsewhere.
            let bare = || match position.hint {
                Hint::Body(word) => self.body(word, c.span.start),
                _ => None,
            };
            (title == own || title == whole).then(|| position.org.or_else(bare))?
        }));
        let org = org.or_else(head)?;
        // With the unit it is of, where the article names it so and with no other: `Sở Y tế | Lào Cai`.
        let name = Words::of(doc, org);
        let longer = |body: &Span<Tok>| body.len() > org.len() && self.begins(*body, &name.0);
        self.sole(self.bodies().filter(longer)).or(Some(org))
    }
}
