//! Who holds which position: persons and positions of one sentence tied together.
//!
//! Enters: a sentence's persons and positions in order. Leaves: [`Tie`]s. Patterns: a position right before the name, after
//! it behind comma, dash, bracket or `là`, several of either, one position for a list of names before (`A, B - Phó Chủ
//! tịch`) or after it (`các đồng chí Phó Chủ tịch: A, B`), and `giữ chức` at a distance. Not done here: anything beyond the
//! sentence.

use super::gap::{Gap, Gaps};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::recognise::doc::Doc;
use crate::recognise::office::value::Position;
use crate::span::{Span, Tok};

/// A person or a position in a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'m> {
    /// Index of the mention.
    pub(super) mention: usize,
    pub(super) span: Span<Tok>,
    /// `None`: a person.
    pub(super) office: Option<&'m Position>,
    /// A person for which nothing but the title before speaks: perhaps the body's name (`CEO Apple`).
    pub(super) weak: bool,
    /// Likewise, of several words that begin with no surname: `Giám đốc Global Forex`.
    pub(super) foreign: bool,
}

/// A person holds a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tie {
    /// Mention of the person.
    pub(super) person: usize,
    /// Mention of the position.
    pub(super) office: usize,
    /// The position is no longer held.
    pub(super) left: bool,
    /// Joined to the position before by `kiêm`.
    pub(super) joined: bool,
    /// Likewise by a dash or `và` alone: `Phó Chủ tịch - Tổng thư ký`.
    pub(super) paired: bool,
    /// Told with the period it was held in.
    pub(super) dated: bool,
    /// First token of the chain of positions it stands in.
    pub(super) chain: u32,
    /// What looked like a name and is the body.
    pub(super) body: Option<Span<Tok>>,
}

/// Longest way from a person to `giữ chức`, in tokens.
const APPOINTED: u32 = 40;

/// Longest bracket between a position and a name that was not recognised, in tokens.
const ASIDE: u32 = 6;

/// Most tokens from the post of several to the list of them.
const ANNOUNCED: u32 = 10;

/// Longest phrase of that kind, in tokens.
pub(super) const LONGEST_LINK: u32 = 7;

/// Whether a position is held in a company, or is one for a line of business: `Giám đốc sản phẩm`.
fn is_of_business(office: &Position) -> bool {
    office.traits.company || office.traits.function && office.title.len() > 2
}

/// Most names that share a position, and most positions of one list.
pub(super) const MAX_SHARED: usize = 64;

/// The memory of a walk, for one sentence after the other.
#[derive(Debug, Default)]
pub(super) struct Room {
    gaps: Vec<Gap>,
    current: Vec<usize>,
    pending: Vec<usize>,
    scope: Vec<usize>,
}

/// State of the walk through a sentence.
pub(super) struct Walk<'d, 'a, 'm> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) items: &'d [Item<'m>],
    pub(super) gaps: &'d [Gap],
    ties: &'d mut Vec<Tie>,
    /// Where those of the sentence begin.
    first: usize,
    /// The first token of the sentence.
    pub(super) start: u32,
    /// The persons the next position after them belongs to, the last one surely.
    current: &'d mut Vec<usize>,
    /// Positions that wait for a person after them.
    pub(super) pending: &'d mut Vec<usize>,
    /// Positions of a heading such as `các đồng chí Phó Chủ tịch:`.
    scope: &'d mut Vec<usize>,
    /// Whether a colon ends that heading: the names behind semicolons are in the list too.
    headed: bool,
    /// Whether commas part the names of the list.
    commas: bool,
    /// Whether the last position went to a person before it.
    chained: bool,
    /// Whether the last position that went to somebody is no longer held.
    left: bool,
    /// Whether the last position stands in a list behind a colon, whose items semicolons part.
    listed: bool,
    /// The last person, of whom a position may be said at a distance.
    subject: Option<usize>,
    /// Whom `và` joins to the last person, behind a position of his own.
    beside: Option<usize>,
}

/// Adds the ties of one sentence to `ties`; `before` is where the sentence begins.
pub(super) fn ties(gaps: &Gaps<'_, '_>, items: &[Item<'_>], before: u32, room: &mut Room, ties: &mut Vec<Tie>) {
    let Room { gaps: read, current, pending, scope } = room;
    read.clear();
    let mut from = before;
    for (n, item) in items.iter().enumerate() {
        let person = |n: usize| items[n].office.is_none();
        let from_office = n > 0 && !person(n - 1) && !person(n);
        let start = from.min(item.span.start);
        // `Chủ tịch UBND xã Nà Lò, huyện Nà Sương | Hà Văn Tiệp`
        let body = n > 0 && person(n) && items[n - 1].office.is_some_and(|office| office.org.is_some());
        let start = if body { gaps.past_areas(start, item.span.start) } else { start };
        let gap = if from_office { gaps.between(start, item.span.start) } else { gaps.read(start, item.span.start) };
        read.push(gap);
        from = item.span.end;
        // `ông A (gọi ông B bằng cậu) làm …`: what follows the bracket is read from there.
        if gap.open && n > 0 && person(n) && person(n - 1) {
            let to = items.get(n + 1).map_or(from, |next| next.span.start);
            from = gaps.closing(from, to).unwrap_or(from);
        }
    }
    current.clear();
    pending.clear();
    scope.clear();
    let first = ties.len();
    let mut walk = Walk {
        doc: gaps.doc,
        items,
        gaps: read,
        ties,
        first,
        start: before,
        current,
        pending,
        scope,
        headed: false,
        commas: false,
        chained: false,
        left: false,
        listed: false,
        subject: None,
        beside: None,
    };
    if walk.alternates() {
        (1..items.len()).step_by(2).for_each(|n| walk.tie(n, n - 1, false));
        return;
    }
    for (n, item) in items.iter().enumerate() {
        if item.office.is_some() { walk.office(n) } else { walk.person(n) }
    }
}

/// The ties of a person with the positions that begin the line below.
pub(super) fn below(person: usize, gaps: &Gaps<'_, '_>, items: &[Item<'_>]) -> Vec<Tie> {
    let mut end = items.first().map_or(0, |i| i.span.start);
    let chain = end;
    let linked = items.iter().enumerate().take_while(|(n, item)| {
        let near = item.office.is_some() && (*n == 0 || gaps.read(end, item.span.start).chains());
        end = item.span.end;
        near
    });
    linked
        .map(|(_, item)| Tie {
            person,
            office: item.mention,
            left: false,
            joined: false,
            paired: false,
            dated: false,
            chain,
            body: None,
        })
        .collect()
}

impl Walk<'_, '_, '_> {
    pub(super) fn is_office(&self, n: usize) -> bool {
        self.items.get(n).is_some_and(|i| i.office.is_some())
    }

    fn tie(&mut self, person: usize, office: usize, left: bool) {
        let chain = (1..=office)
            .rev()
            .take(MAX_SHARED)
            .find(|&n| !self.is_office(n - 1) || self.gaps[n].far || self.gaps[n].semicolon);
        let tie = Tie {
            person: self.items[person].mention,
            office: self.items[office].mention,
            left,
            joined: self.gaps[office].joiner && !self.gaps[office].far,
            paired: office > 0 && self.is_office(office - 1) && self.gaps[office].pairs(),
            dated: false,
            chain: self.items[chain.unwrap_or(0)].span.start,
            body: self.body(office),
        };
        let last = self.ties.len().saturating_sub(MAX_SHARED).max(self.first);
        if !self.ties[last..].iter().any(|t| t.person == tie.person && t.office == tie.office) {
            self.ties.push(tie);
        }
    }

    /// Whether the position belongs to a person right after it.
    fn leads(&self, n: usize) -> bool {
        n + 1 < self.items.len() && !self.is_office(n + 1) && self.gaps[n + 1].adjacent() && self.body(n).is_none()
    }

    /// Whether the position, or the last of those joined to it, belongs to a person right after it.
    fn leads_chain(&self, n: usize) -> bool {
        let joined = |m: &usize| self.is_office(m + 1) && self.gaps[m + 1].chains() && !self.gaps[m + 1].semicolon;
        let last = (n..self.items.len()).take(MAX_SHARED).find(|m| !joined(m));
        last.is_some_and(|m| self.leads(m))
    }

    /// `Sam Altman, CEO Apple`: what follows the position of the person before is the body.
    fn body(&self, n: usize) -> Option<Span<Tok>> {
        let next = self.items.get(n + 1).filter(|i| i.span.start == self.items[n].span.end)?;
        let after_person = n > 0 && (!self.is_office(n - 1) || self.chained) && self.gaps[n].ties();
        let office = self.items[n].office?;
        if let Some(org) = office.org {
            // `ông A - Chủ tịch Hội Văn nghệ | Lò Văn Sình;`: named after him, since A holds the post.
            let society = self.doc.phrase(org.start, Class::OrgHead).map(|m| self.doc.lexicon.head(m.row).word);
            let named = org.end == next.span.start && self.gaps[n].dash && n > 0 && !self.is_office(n - 1);
            let ends = self.doc.tokens.get(next.span.end as usize).is_none_or(|t| !t.is_word());
            let whole = self.doc.is_full_name(next.span.start) && society == Some("association");
            if after_person && named && ends && whole {
                return Some(Span::new(org.start, next.span.end));
            }
            // `ông A, Giám đốc sản phẩm NLB | Play Box`
            let brand = org.end == next.span.start && self.is_short(org);
            return (after_person && brand && next.foreign).then(|| Span::new(org.start, next.span.end));
        }
        // `CEO Sam Altman, CEO Tim Cook`: the person before has a position already.
        let led = || n > 1 && self.is_office(n - 2) && !self.is_office(n - 1) && self.gaps[n - 1].adjacent();
        let named = next.weak || next.foreign && is_of_business(office) && !led();
        (after_person && named).then_some(next.span)
    }

    /// Whether foreign words behind a position of business are rather the rest of a brand, since a person stands before: `ông A,
    /// Giám đốc sản phẩm NLB | Play Box`.
    fn is_of_brand(&self, n: usize) -> bool {
        let (span, tokens) = (self.items[n].span, &self.doc.tokens);
        let person = n > 0 && !self.is_office(n - 1) && self.gaps[n].ties() && !self.gaps[n].adjacent();
        let foreign = tokens.get(span.end as usize).is_some_and(|t| t.is_capital() && !t.shape.has(Shape::SYLLABLE));
        let office = self.items[n].office;
        let brand = office.is_some_and(|o| is_of_business(o) && o.org.is_none_or(|org| self.is_short(org)));
        person && foreign && brand
    }

    /// Whether a body is named by one word in capitals.
    fn is_short(&self, org: Span<Tok>) -> bool {
        org.len() == 1 && self.doc.tokens[org.start as usize].is_upper()
    }

    /// Whether behind a comma a person with a form of address or a rank follows who has no position of his own.
    fn awaits(&self, n: usize) -> bool {
        let Some(gap) = self.gaps.get(n + 1).filter(|_| !self.is_office(n + 1)) else { return false };
        let apposed = gap.comma && gap.address && !gap.and && !gap.far;
        let own = self.is_office(n + 2) && self.gaps[n + 2].ties();
        apposed && !own
    }

    /// Whether a position follows the person that is his and nobody's behind it.
    fn has_own(&self, n: usize) -> bool {
        self.is_office(n + 1) && self.gaps[n + 1].ties() && !self.leads(n + 1)
    }

    /// Whether a name that was not recognised follows: the position is that person's.
    fn leads_unknown(&self, n: usize) -> bool {
        let end = self.items[n].span.end;
        if self.is_of_brand(n) {
            return false;
        }
        // `Giám đốc khu vực Ngân hàng Nà Lò (Anh) | Doreen Brandt`
        let tokens = &self.doc.tokens;
        let mark = |at: u32, mark: char| self.doc.is_mark(at, mark);
        let country = mark(end, '(') && self.doc.has(end + 1, Class::PlaceCountry);
        let close = (end..end + ASIDE).find(|&at| country && mark(at, ')'));
        let end = close.map_or(end, |at| at + 1);
        let name = |at: u32| {
            let token = tokens.get(at as usize);
            token.is_some_and(|t| t.is_capital() && !t.is_upper() && t.spaced)
                && self.doc.phrase(at, Class::OrgHead).is_none()
                && self.doc.phrase(at, Class::OfficeBody).is_none()
                && self.doc.phrase(at, Class::OfficeTitle).is_none()
                && self.doc.phrase(at, Class::OfficeDeputy).is_none()
        };
        // `Giám đốc Ban QLRPH | Đăk Hà`
        let place =
            [Class::PlaceDistrict, Class::PlaceProvince, Class::PlaceTown].iter().any(|&c| self.doc.has(end, c));
        name(end) && name(end + 1) && (!place || self.doc.has(end, Class::PersonSurname))
    }

    fn office(&mut self, n: usize) {
        let gap = self.gaps[n];
        let leads = self.leads(n) || self.leads_unknown(n) && self.body(n).is_none();
        let after_office = n > 0 && self.is_office(n - 1);
        // `các Phó Thủ tướng: A, B; Bí thư Thành ủy C`: names without a position of their own had the one of the heading.
        let own = n > 1 && self.is_office(n - 2) && self.gaps[n - 1].adjacent();
        // `các Hội thẩm An, Bình và | Thư ký Chi`
        let other = gap.and && leads && !self.headed;
        if gap.far || gap.group || other || gap.semicolon && !after_office && !own && self.leads_chain(n) {
            self.scope.clear();
        }
        // `ông A là Vụ trưởng Vụ Pháp chế; năm 2010 là Thứ trưởng …`, `trải qua các chức vụ: Bí thư …; Chủ tịch …`
        let goes_on = !gap.semicolon || self.listed || gap.copula || gap.appointed;
        let moved = gap.appointed || gap.left;
        let appointer = (moved && !after_office).then(|| n.checked_sub(1)).flatten().filter(|&p| self.appoints(p, n));
        let follows = if after_office {
            self.chained && (gap.chains() && goes_on && (gap.joiner || !leads) || self.is_entry(n) && !leads)
        } else {
            // `“… biểu dương em An” - Chủ tịch xã cho hay`: whoever said it is named by the position.
            let said = gap.quote && (gap.dash || gap.comma);
            // `Chủ tịch UBND An, Giám đốc Sở Y tế, ông Bình`: who has a position of his own leaves this to the next.
            n > 0
                && (gap.ties() || gap.told() || self.is_entry(n))
                && !leads
                && appointer.is_none()
                && !said
                && !(own && self.awaits(n))
        };
        // `ông A (Viện trưởng) và 34/35 | đại biểu HĐND huyện`: so many others.
        let counted = !after_office && gap.and && self.doc.tokens[self.items[n].span.start as usize - 1].is_number();
        if follows && !counted && !self.current.is_empty() {
            // `thôi giữ chức Chủ tịch, Ủy viên Ban Thường vụ, …`
            let goes_on = after_office && self.left && !gap.appointed && !gap.copula && !gap.semicolon;
            self.give(n, gap.left || goes_on);
            // `ông A là Phó Thủ tướng; Chủ nhiệm …; Chủ tịch …`, `TS A Phó Trưởng khoa; Chủ tịch …`, with nobody else named.
            let opens = !after_office && (gap.copula || gap.adjacent());
            self.listed |= opens && self.items[n..].iter().all(|i| i.office.is_some());
            return;
        }
        if let Some(person) = appointer.filter(|_| !leads).and_then(|p| self.appointed_by(p)) {
            self.current.clear();
            self.current.push(person);
            self.give(n, gap.left);
            return;
        }
        let subject = self.subject.filter(|&p| self.items[n].span.start - self.items[p].span.end <= APPOINTED);
        // `Ông A sinh ra ở …, từng là …`: at a distance, where nobody else is named.
        let told = gap.far && subject.is_some_and(|p| n == p + 1) && self.is_told(n);
        let subject =
            subject.filter(|&p| appointer.is_none() && (!moved || !self.appoints(p, n) && !self.is_of_state(n)));
        if let (true, false, Some(subject)) = (moved || told, leads, subject) {
            if self.current.last() != Some(&subject) {
                self.current.clear();
                self.current.push(subject);
            }
            self.give(n, gap.left);
            self.listed = gap.colon;
            return;
        }
        // `Chủ tịch tỉnh phê chuẩn kết quả bầu chức vụ | Chủ tịch huyện`: who decides of a post is not who gets it.
        let joined = after_office && !self.chained && gap.chains() && !gap.semicolon && !gap.appointed;
        if !joined {
            self.pending.clear();
        }
        if self.pending.len() < MAX_SHARED {
            self.pending.push(n);
        }
        self.chained = false;
        self.listed = false;
        if gap.far || !gap.and {
            self.current.clear();
        }
    }

    /// Gives a position to the persons before it.
    fn give(&mut self, n: usize, left: bool) {
        let Some(office) = self.items[n].office else { return };
        // `Bà A, Giám đốc … | và ông B, Chánh Văn phòng … | giữ chức Ủy viên UBND tỉnh`
        let given = self.gaps[n].appointed || self.gaps[n].copula;
        let beside = self.beside.filter(|_| office.traits.many && given && self.current.len() == 1);
        if let Some(beside) = beside {
            self.tie(beside, n, left);
        }
        if self.gaps[n].appointed && office.traits.many {
            self.chosen_together(n).into_iter().for_each(|person| self.tie(person, n, left));
        }
        // `các Phó Chủ tịch gồm: ông A, bà B, | nguyên Phó Trưởng phòng …`: what the last of a list was before is his alone.
        let own = office.former && !self.scope.is_empty();
        // `đồng chí A, đồng chí B | (Kiểm sát viên)`: a bracket tells of the last.
        let aside = self.gaps[n].open && n > 0 && self.gaps[n - 1].address && !self.gaps[n - 1].and;
        // `các ông A, B - | nguyên Chủ tịch Hội Nông dân huyện qua các thời kỳ`
        let several = office.traits.many || office.former && self.is_of_periods(n);
        let many = several && self.current.len() > 1 && !own && !aside;
        let from = if many { 0 } else { self.current.len() - 1 };
        for at in from..self.current.len() {
            self.tie(self.current[at], n, left);
        }
        self.chained = true;
        self.left = left;
        self.pending.clear();
    }

    fn person(&mut self, n: usize) {
        if n > 0 && self.is_office(n - 1) && self.body(n - 1).is_some() {
            return;
        }
        let gap = self.gaps[n];
        if self.is_relative(n) {
            return;
        }
        let joined = gap.and && !gap.far && !gap.semicolon && self.chained && n > 0 && !self.gaps[n - 1].appointed;
        self.beside = self.current.last().copied().filter(|_| joined);
        // `các Phó Giám đốc An, Bình; ông Cường (Chủ tịch …)`
        let own = gap.semicolon && gap.address && self.has_own(n);
        // `các đại biểu Quốc hội: An, Bình; Đại tá Cường, Phó Giám đốc …`
        self.commas |= !self.scope.is_empty() && gap.comma && !gap.semicolon;
        if gap.far || gap.group || own && (!self.headed || self.commas) {
            self.scope.clear();
        }
        if n > 0 && self.is_office(n - 1) {
            self.after_office(n, gap);
        } else if n > 0 && !gap.far && !gap.semicolon && !gap.group && (gap.comma || gap.and) && !self.is_case(n) {
            // Names in a row may share what follows, or what stood before them all; but not the one whose own position led.
            if n > 1 && self.is_office(n - 2) && self.gaps[n - 1].adjacent() {
                self.current.clear();
            }
            self.current.push(n);
        } else {
            self.current.clear();
        }
        if self.current.last() != Some(&n) {
            self.current.clear();
            self.current.push(n);
        }
        if self.current.len() > MAX_SHARED {
            self.current.remove(0);
        }
        for at in 0..self.scope.len() {
            self.tie(n, self.scope[at], false);
        }
        self.pending.clear();
        self.chained = false;
        self.listed = false;
        // `Ông A được ông B mời về, sau đó trở thành …`: of the former more is said.
        if self.subject.is_none() || !self.is_agent(n) {
            self.subject = Some(n);
        }
    }

    /// `bé A (8 tuổi), ông B - Phó Giám đốc`: of one of whom a bracket tells, what is said of the next is not said.
    fn is_case(&self, n: usize) -> bool {
        let gap = self.gaps[n];
        gap.bracket && gap.address && !gap.and
    }

    /// Whether `từng là`, `từng giữ chức` or the like stands before the position.
    fn is_told(&self, n: usize) -> bool {
        let span = self.items[n].span;
        let first = span.start.saturating_sub(LONGEST_LINK);
        let former = self.doc.matches.filling(first..span.start, Class::OfficeFormer);
        let former = former.or_else(|| self.doc.phrase(span.start, Class::OfficeFormer));
        former.is_some_and(|m| &*self.doc.row(&m).value == "told")
    }

    /// `được bà A ký quyết định bổ nhiệm làm …`: who appoints another does not hold the position.
    fn appoints(&self, person: usize, n: usize) -> bool {
        let (from, at) = (self.items[person].span.end, self.items[n].span.start);
        if self.is_object(person) {
            return false;
        }
        let first = at.saturating_sub(LONGEST_LINK).max(from);
        let link = |class| self.doc.matches.filling(first..at, class);
        let Some(link) = link(Class::OfficeAppointed).or_else(|| link(Class::OfficeLeft)) else { return false };
        &*self.doc.row(&link).value == "other" && !(from..link.start).any(|n| self.is_passive(n))
    }

    /// Whether `được`, `bị` stands at `at`.
    fn is_passive(&self, at: u32) -> bool {
        self.doc.phrase(at, Class::OfficePassive).is_some_and(|m| self.doc.row(&m).value.is_empty())
    }

    /// `Điều động ông A, Giám đốc …, và bổ nhiệm làm …`: who is moved moves nobody.
    fn is_object(&self, person: usize) -> bool {
        let mut at = self.items[person].span.start;
        let first = at.saturating_sub(LONGEST_LINK).max(self.start);
        let address = [Class::PersonHonorific, Class::PersonRank];
        if let Some(m) = address.iter().find_map(|&class| self.doc.matches.filling(first..at, class)) {
            at = m.start;
        }
        let verb = self.doc.matches.filling(first..at, Class::OfficePassive);
        verb.is_some_and(|m| !self.doc.row(&m).value.is_empty())
    }

    /// Whether a person does something to the one before: `được ông B | mời về`.
    fn is_agent(&self, n: usize) -> bool {
        let start = self.items[n].span.start;
        let passive = |at: u32| self.is_passive(at);
        let address = |at: u32| self.doc.has(at, Class::PersonHonorific) || self.doc.has(at, Class::PersonRank);
        let done = |at: u32| passive(at) || address(at) && at > 0 && passive(at - 1);
        n > 0 && !self.is_office(n - 1) && start.checked_sub(1).is_some_and(done)
    }

    /// Whom a person appoints: `Ông A được | Tổng thống B | bổ nhiệm làm …`.
    fn appointed_by(&self, appointer: usize) -> Option<usize> {
        let before = (0..appointer).rev().find(|&n| !self.is_office(n))?;
        let (from, to) = (self.items[before].span.end, self.items[before + 1].span.start);
        let passive = (from..to).any(|at| self.is_passive(at));
        (to - from <= LONGEST_LINK && passive).then_some(before)
    }

    /// `ông A (em trai ông B, Giám đốc …)`: the one in the bracket only says who the other is, what follows is said of him.
    fn is_relative(&self, n: usize) -> bool {
        let Some(before) = n.checked_sub(1).filter(|&before| !self.is_office(before)) else { return false };
        let (open, to) = (self.items[before].span.end, self.items[n].span.start);
        let kin = |at: u32| {
            self.doc.matches.at(at as usize).iter().any(|m| m.class == Class::OfficeKin && m.span().end <= to)
        };
        let bracket = self.doc.tokens[open as usize].is('(');
        // Whoever the bracket closes behind.
        let aside = self.is_office(n + 1) && self.gaps[n].open && self.gaps[n + 1].closed;
        // `bà A (vợ ông Lò Văn Mạnh, Giám đốc …)`: of whoever is named in full the bracket goes on to speak.
        let whole = self.items[n].span.len() > 1 && self.has_own(n);
        to - open <= 6 && bracket && (kin(open + 1) && !whole || aside)
    }

    /// A person after a position.
    fn after_office(&mut self, n: usize, gap: Gap) {
        self.current.clear();
        self.current.push(n);
        // `bà A giữ chức Trưởng phòng, thay | ông B nghỉ hưu`
        if gap.replaced && !gap.far && self.chained && self.pending.is_empty() && !self.has_own(n) {
            self.tie(n, n - 1, true);
        }
        // They are done with, whatever comes of them.
        let pending = 0..self.pending.len();
        // `Các Ủy viên Ban Thường vụ dự hội nghị gồm: | A, Trưởng ban …; B, …`
        let announced = || {
            let near = self.items[n].span.start - self.items[n - 1].span.end <= ANNOUNCED;
            near && gap.colon && self.is_plural(self.pending[0])
        };
        if !pending.is_empty() && gap.far && announced() {
            std::mem::swap(self.scope, self.pending);
            (self.headed, self.commas) = (true, false);
            return;
        }
        if pending.is_empty() || gap.far || gap.semicolon || self.is_quoted(n) {
            return;
        }
        // `Thành viên HĐQT gồm ông …, bà …`
        // `Đại biểu huyện có các đồng chí …`, `Thường trực HĐND xã gồm các ông …`: those who come, the body itself.
        let body = self.items[self.pending[0]].office.is_some_and(|office| office.traits.needs);
        let listed = gap.group && !gap.comma && !gap.and && !gap.dash && !body;
        // `nguyên Tổng Bí thư: A, B`
        let several = || {
            let former = self.items[self.pending[0]].office.is_some_and(|office| office.former);
            former && self.gaps.get(n + 1).is_some_and(|next| next.comma && !next.far) && !self.is_office(n + 1)
        };
        let plural = self.is_plural(self.pending[0]) || listed || gap.colon && (self.heads_line(n - 1) || several());
        // `Chủ tịch Hội đồng …, đồng chí A (Phó Bí thư …)`: a bracket only adds.
        let own = self.has_own(n) && !(self.gaps[n + 1].open && gap.comma && gap.address);
        if plural && (gap.adjacent() || gap.colon || gap.copula || gap.comma && !own || gap.group || gap.such) {
            std::mem::swap(self.scope, self.pending);
            (self.headed, self.commas) = (gap.colon, false);
            return;
        }
        let linked = gap.adjacent() || gap.colon && !self.speaks_of(n) || gap.copula && !gap.such || gap.open && !own;
        // `Trưởng Ban Tổ chức lễ hội, ông A, Phó Chủ tịch xã, cho biết`: what opens the sentence is nobody's before.
        let opens = || n == 1 && gap.comma && self.items[0].span.start == self.start;
        let apposed = (gap.comma || gap.dash) && gap.address && (!own || opens()) && !gap.and && !gap.such;
        let dashed = gap.dash && !gap.comma && !own && !gap.such;
        // `Chủ tịch Novalim, Marek Holub khẳng định`
        // `do Chủ tịch UBND tỉnh, Lò Văn Mạnh ký`
        let first = self.items[n - 1].span.start;
        let by = || first > self.start && self.doc.folded(first - 1) == "do" && self.items[n].span.len() > 2;
        let named = self.opens_and_says(n) || self.is_foreign_head(n) || by();
        let said = gap.comma && !gap.dash && !own && !gap.and && !gap.such && !gap.open && named;
        // `miễn nhiệm chức vụ Ủy viên UBND TP đối với ông An`
        // `giao quyền Chủ tịch UBND xã cho ông An`, but `trao Bằng khen của Chủ tịch UBND xã cho ông An`
        let moved = gap.toward && !gap.comma && !gap.and && self.is_moved(n - 1);
        if linked || apposed || dashed || said || moved {
            for at in pending {
                self.tie(n, self.pending[at], false);
            }
        }
    }
}
