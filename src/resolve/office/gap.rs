//! What stands between a person and a position.
//!
//! Enters: the tokens between two of them in one sentence. Leaves: a [`Gap`]: the marks and linking words found there, or
//! that more stands there than links. Brackets, dates, terms of office and what a position is in charge of are passed over.

use super::beginning_at;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::token::syllable::Token;

/// What links two neighbours, or keeps them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap {
    /// More stands there than links.
    pub(super) far: bool,
    pub(super) comma: bool,
    pub(super) dash: bool,
    pub(super) colon: bool,
    pub(super) semicolon: bool,
    /// A bracket opens and the second stands inside.
    pub(super) open: bool,
    /// A whole bracket was passed over.
    pub(super) bracket: bool,
    /// A bracket closes that opened before the first.
    pub(super) closed: bool,
    /// `và`, `cùng`.
    pub(super) and: bool,
    /// `kiêm`, `đồng thời là`.
    pub(super) joiner: bool,
    /// `là`, `làm`, `hiện là`.
    pub(super) copula: bool,
    /// `giữ chức`, `được bầu làm`: links over other words too.
    pub(super) appointed: bool,
    /// `thôi giữ chức`: likewise.
    pub(super) left: bool,
    /// A form of address or a rank.
    pub(super) address: bool,
    /// `các đồng chí`: a list of people begins.
    pub(super) group: bool,
    /// `như`, `trong đó có`: some of those spoken of are named.
    pub(super) such: bool,
    /// Words that say how long or what for.
    pub(super) scope: bool,
    /// A quotation mark.
    pub(super) quote: bool,
    /// `thay`: the second held the position before.
    pub(super) replaced: bool,
    /// `đối với`: the second is who is moved into the first or out of it.
    pub(super) toward: bool,
}

impl Gap {
    /// Nothing but forms of address, ranks and what narrows the position down.
    pub(super) const fn adjacent(self) -> bool {
        !self.far
            && !self.comma
            && !self.dash
            && !self.colon
            && !self.semicolon
            && !self.open
            && !self.closed
            && !self.and
            && !self.joiner
            && !self.copula
            && !self.appointed
            && !self.left
            && !self.group
            && !self.such
            && !self.toward
            && !self.replaced
    }

    /// A mark or word that ties a position to the person before it.
    pub(super) const fn ties(self) -> bool {
        !self.far && !self.semicolon && !self.colon && !self.group && !self.and && !self.such && !self.toward
    }

    /// `, quê Nà Lò; hiện là`: a semicolon behind which more is told of the person.
    pub(super) const fn told(self) -> bool {
        self.semicolon && self.copula && (Self { semicolon: false, ..self }).ties()
    }

    /// A dash or `và` and nothing else.
    pub(super) const fn pairs(self) -> bool {
        (self.dash || self.and) && self.chains() && !self.comma && !self.semicolon && !self.open && !self.closed
    }

    /// A mark or word between two positions of one person.
    pub(super) const fn chains(self) -> bool {
        let apart = self.colon || self.address || self.group || self.such || self.toward;
        !self.far && !apart && !self.adjacent()
    }
}

/// Reads gaps in a document.
pub(super) struct Gaps<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) mentions: &'d [Candidate],
}

/// Longest bracket passed over, in tokens.
const BRACKET: u32 = 16;
/// Longest run of words after `phụ trách`, `khóa`, in tokens.
const SCOPE: u32 = 16;
/// Longest line of work between `phụ trách` and a name, in tokens.
const FIELD: u32 = 6;
/// Longest form of address or rank, in tokens.
const CALLED: usize = 6;
/// How many mentions a body's name may hold.
const NESTED: usize = 4;
/// Longest rest of a body's name, in tokens.
const REST: u32 = 6;

impl Gaps<'_, '_> {
    /// What stands from `from` to `to`.
    pub(super) fn read(&self, from: u32, to: u32) -> Gap {
        let mut gap = Gap::default();
        let mut at = from;
        while at < to {
            at = self.step(at, to, &mut gap);
            if gap.far {
                self.last_word(to, from, &mut gap);
                break;
            }
        }
        match gap {
            Gap { far: true, .. } if self.in_bracket(from, to) => Gap { open: true, comma: true, ..Gap::default() },
            Gap { far: true, .. } if self.in_apposition(from, to) => Gap { comma: true, ..Gap::default() },
            Gap { far: true, .. } if self.is_owner(from, to) => Gap::default(),
            // `Cục trưởng Cục Thuế | , Bộ Tài chính, bà | Lò Thị Mai`
            Gap { far: true, .. } if self.is_owned_and_called(from, to) => {
                Gap { comma: true, address: true, ..Gap::default() }
            }
            gap => gap,
        }
    }

    /// Whether all from `from` is the body that the one before is of: `Cục trưởng Cục Thuế | , Bộ Tài chính | Lò Thị Mai`.
    fn is_owner(&self, from: u32, to: u32) -> bool {
        let owner = || self.passed(from + 1, to, &[Kind::Organisation], false) == Some(to);
        let before = || &self.mentions[..self.mentions.partition_point(|c| c.span.start < from)];
        let body = |c: &Candidate| c.kind == Kind::Organisation && c.span.end == from;
        let mark = self.token(from).is(',') || self.token(from).is('-');
        to > from + 2 && mark && owner() && before().iter().rev().take(NESTED).any(body)
    }

    /// Whether the body that the one before is of stands at `from`, and behind it a comma and how the person is called.
    fn is_owned_and_called(&self, from: u32, to: u32) -> bool {
        let called = |m: &Match| matches!(m.class, Class::PersonHonorific | Class::PersonRank);
        let comma = (from + 2..to).rev().take(CALLED).find(|&n| self.token(n).is(','));
        let fills = |start: u32| self.doc.matches.at(start as usize).iter().any(|m| called(&m) && m.span().end == to);
        comma.is_some_and(|comma| fills(comma + 1) && self.is_owner(from, comma))
    }

    /// Whether all from `from` is what else somebody is, between commas: `Lò Thị Mai | , thủ khoa năm 2006, hiện là | Giám đốc
    /// Sở Y tế`.
    fn in_apposition(&self, from: u32, to: u32) -> bool {
        const TOLD: ClassSet = ClassSet::of(&[
            Class::PersonVerb,
            Class::PersonRank,
            Class::OfficeAppointed,
            Class::OfficeLeft,
            Class::OfficeTitle,
            Class::OfficeKin,
            Class::OfficeGroup,
        ]);
        if to - from < 4 || to - from > BRACKET || !self.token(from).is(',') || !self.token(from + 1).is_small() {
            return false;
        }
        let link = self.doc.matches.filling(from + 2..to, Class::OfficeCopula);
        let last = link.map_or(to, |m| m.start) - 1;
        let address = |n: u32| self.doc.phrase(n, Class::PersonHonorific).is_some_and(|m| m.len == 1);
        let other = |n: u32| self.doc.classes(n).meets(&TOLD) || address(n);
        // `cựu học sinh khóa 1985 - 1988`
        let range = |n: u32| self.token(n).is('-') && self.token(n - 1).is_number() && self.token(n + 1).is_number();
        let words = |n: u32| (self.token(n).is_word() || self.token(n).is_number()) && !other(n) || range(n);
        self.token(last).is(',') && (from + 1..last).all(words)
    }

    /// Whether all from `from` stands in a bracket and a comma before `to`, whatever is told of the person there: `Lò Văn Mạnh |
    /// (thương binh 1/4, | nguyên Giám đốc Sở Y tế)`.
    fn in_bracket(&self, from: u32, to: u32) -> bool {
        if to - from < 3 || to - from > 2 * BRACKET || !self.token(from).is('(') {
            return false;
        }
        // `(người Mông, | hiện là | Chủ tịch …)`
        let link = self.doc.matches.filling(from + 1..to, Class::OfficeCopula);
        let end = link.map_or(to, |m| m.start);
        let apart = |n: u32| [')', ';', ':'].iter().any(|&mark| self.token(n).is(mark));
        self.token(end - 1).is(',') && !(from + 1..end).any(apart)
    }

    /// Where the bracket closes before `to` that is open at `from`, unless another opens first.
    pub(super) fn closing(&self, from: u32, to: u32) -> Option<u32> {
        let mark = |n: &u32| self.token(*n).is('(') || self.token(*n).is(')');
        (from..to.min(from + BRACKET)).find(mark).filter(|&n| self.token(n).is(')'))
    }

    fn token(&self, at: u32) -> &Token {
        &self.doc.tokens[at as usize]
    }

    fn step(&self, at: u32, to: u32, gap: &mut Gap) -> u32 {
        let token = self.token(at);
        if !token.is_word() && !token.is_number() {
            return self.mark(at, to, gap);
        }
        if let Some(end) = self.passed(at, to, &[Kind::Date, Kind::Quantity, Kind::Place], gap.scope) {
            return end;
        }
        // `ông An - | Viettel Nà Lò, | Phó Giám đốc`
        let behind = at > 0 && (self.token(at - 1).is('-') || self.token(at - 1).is(','));
        if behind
            && let Some(end) = self.passed(at, to, &[Kind::Organisation], false).filter(|&end| end + 1 == to)
            && self.token(end).is(',')
        {
            return end;
        }
        for m in self.doc.matches.at(at as usize) {
            if m.span().end > to {
                continue;
            }
            if let Some(end) = self.word(&m, to, gap) {
                return end;
            }
        }
        gap.far = true;
        to
    }

    fn mark(&self, at: u32, to: u32, gap: &mut Gap) -> u32 {
        let token = self.token(at);
        if token.is('(') {
            let close = (at + 1..to.min(at + BRACKET)).find(|&n| self.token(n).is(')'));
            let Some(close) = close else {
                gap.open = true;
                return at + 1;
            };
            gap.bracket = true;
            return close + 1;
        }
        match () {
            () if token.is(')') => gap.closed = true,
            () if token.is(',') => gap.comma = true,
            () if token.is(';') => gap.semicolon = true,
            () if token.is(':') => gap.colon = true,
            () if token.is('-') => gap.dash = true,
            // After a degree or an abbreviation; elsewhere the sentence ends.
            () if token.is('.') && at > 0 && self.token(at - 1).is_upper() => {}
            () if token.is('"') => gap.quote = true,
            // `Chủ tịch HĐQT/ Tổng Giám đốc`
            () if token.is('/') => gap.dash = true,
            () if token.is('*') => {}
            () => gap.far = true,
        }
        at + 1
    }

    fn word(&self, m: &Match, to: u32, gap: &mut Gap) -> Option<u32> {
        let end = m.span().end;
        match m.class {
            // `Chủ nhiệm Ủy ban Pháp luật | của Quốc hội | Lò Văn Sình`
            Class::OfficeOf => return self.passed(end, to, &[Kind::Organisation], false),
            Class::OfficeGroup => gap.group = true,
            Class::OfficeJoiner => gap.joiner = true,
            Class::OfficeCopula => gap.copula = true,
            Class::PlaceSuch if !self.doc.has(m.start, Class::OfficeCopula) => gap.such = true,
            // `được giao | quyền Giám đốc`, but `để làm bãi đậu xe, gửi đơn lên | Thủ tướng`
            Class::OfficeAppointed if end != to && &*self.doc.row(m).value == "near" => return None,
            Class::OfficeAppointed => gap.appointed = true,
            // `từng giữ các chức vụ: Vụ trưởng …`
            Class::OfficeFormer if &*self.doc.row(m).value == "told" => gap.appointed = true,
            Class::OfficeLeft => gap.left = true,
            // `sinh | ngày 18/4/1968`
            Class::OfficeFiller if &*self.doc.row(m).value == "toward" => gap.toward = true,
            Class::OfficeFiller if &*self.doc.row(m).value == "instead" => gap.replaced = true,
            Class::OfficeFiller if &*self.doc.row(m).value == "home" => return self.home(end, to),
            Class::OfficeFiller if &*self.doc.row(m).value == "membership" => {
                // `ông An - | BTV Huyện ủy, | Trưởng ban …`: of which body somebody is, without what he is there.
                let body = self.passed(m.start, to, &[Kind::Organisation], false);
                return body.filter(|&end| {
                    end < to && self.token(end).is(',') && m.start > 0 && !self.token(m.start - 1).is_word()
                });
            }
            Class::OfficeFiller => {
                gap.address |= self.doc.phrase(m.start, Class::PersonHonorific).is_some_and(|h| h.len == m.len);
                return Some((m.start + 1..end).find_map(|n| self.passed(n, to, &[Kind::Date], false)).unwrap_or(end));
            }
            Class::OrgAnd => gap.and = true,
            Class::PlaceAnd if &*self.doc.row(m).value == "with" => gap.and = true,
            Class::PersonHonorific | Class::PersonRank => gap.address = true,
            Class::OfficeScope => {
                gap.scope = true;
                let charge = &*self.doc.row(m).value == "charge";
                return Some(if charge && self.is_field(end, to) { to } else { self.scope(end, to, gap) });
            }
            _ => return None,
        }
        Some(end)
    }

    /// Whether what a position is for stands from `from` right up to `to`: `Phó Chủ tịch phụ trách | chuyên môn | Lò Văn Mạnh`.
    fn is_field(&self, from: u32, to: u32) -> bool {
        let small = |n: u32| self.token(n).is_small() && !self.doc.has(n, Class::PersonVerb);
        (1..=FIELD).contains(&(to - from)) && (from..to).all(small)
    }

    /// What stands between two positions, the rest of the first one's body passed over where the reader of bodies left it: an
    /// abbreviation, behind a dash or not (`Chủ tịch Ngân hàng Nà Lò | – NLB, | Giám đốc …`), or the body it is part of (`Vụ
    /// trưởng Vụ Pháp chế, | Bộ Xây dựng; | Thứ trưởng …`).
    pub(super) fn between(&self, from: u32, to: u32) -> Gap {
        let gap = self.read(from, to);
        if !gap.far || from + 1 >= to {
            return gap;
        }
        // `Đội trưởng Đội Tổng hợp | , Phòng Tham mưu | làm Phó Trưởng phòng`
        let moved = |n: u32| self.doc.has(n, Class::OfficeAppointed) || self.doc.has(n, Class::OfficeCopula);
        let ends = |n: u32| self.token(n).is(',') || self.token(n).is(';') || moved(n);
        let parent = self.token(from).is(',') || self.token(from).is('-');
        if parent
            && let Some(end) = self.passed(from + 1, to, &[Kind::Organisation], false).filter(|&n| n < to && ends(n))
        {
            return self.read(end, to);
        }
        let begin = from + u32::from(self.token(from).is('-'));
        let Some(end) = (begin..to.min(begin + REST)).find(|&n| ends(n)) else { return gap };
        // Without an abbreviation it may be a name nobody knows, who holds the position.
        let short = |n: u32| self.token(n).is_upper() && self.token(n).span().len() > 1;
        let inside = |n: u32| self.token(n).is_capital() && !self.doc.has(n, Class::PersonVerb);
        if (begin..end).all(inside) && (begin..end).any(short) { self.read(end, to) } else { gap }
    }

    /// The end of what a position is for, where a mark ends it before `to`.
    fn scope(&self, from: u32, to: u32, gap: &mut Gap) -> u32 {
        if let Some(end) = self.passed(from, to, &[Kind::Place, Kind::Organisation, Kind::Date], true) {
            return end;
        }
        let near = || (from..to.min(from + SCOPE)).rev();
        let mark = |t: &Token| t.is(',') || t.is(';') || t.is(')') || t.is(':');
        let stop = near().find(|&n| mark(self.token(n))).or_else(|| near().find(|&n| self.token(n).is('-')));
        match stop {
            Some(stop) => stop,
            None => {
                gap.far = true;
                to
            }
        }
    }

    /// The end of the areas in which a body lies, each behind a comma: `Chủ tịch UBND xã Nà Lò | , huyện Nà Sương | Hà Văn Tiệp`;
    /// the first may follow at once: `đại biểu Quốc hội | tỉnh Nà Lò | Hà Văn Tiệp`.
    pub(super) fn past_areas(&self, mut from: u32, to: u32) -> u32 {
        from = self.passed(from, to, &[Kind::Place], true).unwrap_or(from);
        while from + 1 < to
            && self.token(from).is(',')
            && let Some(end) = self.passed(from + 1, to, &[Kind::Place], true)
        {
            from = end;
        }
        from
    }

    /// The end of where somebody is from or lives: `quê quán | xã Nà Lò, huyện Nà Sương`.
    fn home(&self, from: u32, to: u32) -> Option<u32> {
        let place = from + u32::from(self.token(from).is(':'));
        self.passed(place, to, &[Kind::Place], true).map(|end| self.past_areas(end, to))
    }

    /// The end of a mention of one of `kinds` at `at`.
    fn passed(&self, at: u32, to: u32, kinds: &[Kind], scoped: bool) -> Option<u32> {
        beginning_at(self.mentions, at)
            .map(|(_, c)| c)
            .find(|c| kinds.contains(&c.kind) && c.span.end <= to && (scoped || c.kind != Kind::Place))
            .map(|c| c.span.end)
    }

    /// `được Ban Thường vụ … phân công | giữ chức`: what links over other words stands right before `to`.
    fn last_word(&self, to: u32, from: u32, gap: &mut Gap) {
        // `trải qua các chức vụ như: | Bí thư`
        let colon = to > from && self.token(to - 1).is(':');
        gap.colon |= colon;
        let end = to - u32::from(colon);
        for n in (from..end).rev().take(7) {
            for m in self.doc.matches.at(n as usize).iter().filter(|m| m.span().end == end) {
                gap.appointed |= m.class == Class::OfficeAppointed;
                gap.left |= m.class == Class::OfficeLeft;
                gap.address |= matches!(m.class, Class::PersonHonorific | Class::PersonRank);
            }
        }
    }
}
