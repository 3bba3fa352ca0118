//! How a position is read.
//!
//! Enters: the token where a title, or what stands before one, begins. Leaves: the position that begins there. Not done here:
//! departments that no list has (`department`).

use super::department::LONGEST_DEPARTMENT;
use super::value::{Hint, Position, Traits};
use super::{ALONE, BODY, FIELD, INSIDE, PLACE};
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::Kind;
use crate::recognise::candidate::{Candidates, State};
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most lines of work that a name joins to its first.
const MAX_JOINED: u32 = 5;

/// Most tokens of a verb that gives a position.
const GIVEN: u32 = 4;

/// A position found, with the rule that found it.
pub(super) struct Found {
    pub(super) position: Position,
    pub(super) rule: &'static str,
}

impl Found {
    /// One past the last token of title and body.
    pub(super) fn end(&self) -> u32 {
        let hint = match self.position.hint {
            Hint::Body(span) | Hint::Field(span) => span.end,
            Hint::None => 0,
        };
        self.position.title.end.max(hint).max(self.position.org.map_or(0, |org| org.end))
    }
}

/// Reads positions in a sentence.
pub(super) struct Reader<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) out: &'d Candidates,
    pub(super) sentence: Span<Tok>,
}

/// The body beside a title.
struct Beside {
    org: Option<Span<Tok>>,
    hint: Hint,
    rule: &'static str,
}

impl Beside {
    const fn named(org: Span<Tok>, rule: &'static str) -> Self {
        Self { org: Some(org), hint: Hint::None, rule }
    }
}

impl Reader<'_, '_> {
    pub(super) fn token(&self, at: u32) -> Option<&Token> {
        if at < self.sentence.end { self.doc.tokens.get(at as usize) } else { None }
    }

    pub(super) fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at < self.sentence.end { self.doc.phrase(at, class) } else { None }
    }

    pub(super) fn named(&self, at: u32, kind: Kind) -> Option<Span<Tok>> {
        if at >= self.sentence.end {
            return None;
        }
        self.out.longest(kind, at).filter(|c| c.state == State::Firm).map(|c| c.span)
    }

    /// The position that begins at `at`.
    pub(super) fn position(&self, at: u32) -> Option<Found> {
        // `cố vấn` begins like `cố | Chủ tịch`.
        let former = self.phrase(at, Class::OfficeFormer).filter(|_| self.phrase(at, Class::OfficeTitle).is_none());
        let former = former.map(|m| m.span().end);
        let start = former.unwrap_or(at);
        // `chính quyền | Tổng thống` has nobody acting.
        let acting = self.phrase(start, Class::OfficeActing).filter(|_| !self.ends_other(start));
        let first = acting.map_or(start, |m| m.span().end);
        let whole = self.title(first);
        let second = self.phrase(first, Class::OfficeDeputy).and_then(|m| self.title(m.span().end));
        // `Phó | Đồn trưởng` says more than `Phó đồn`.
        let deputy = second.filter(|(title, _)| whole.is_none_or(|(whole, _)| whole.span().end < title.span().end));
        let is_deputy = deputy.is_some();
        let (title, mut traits) = deputy.or(whole)?;
        let mut end = title.span().end;
        let beside = match self.inside(end, traits.own).filter(|_| !self.is_standing(end)) {
            Some(org) => Beside::named(org, INSIDE),
            None => {
                end = self.modified(end, traits);
                let called = self.called(end);
                let behind = called.map(|at| self.beside(at, title.span(), traits).1).filter(|b| b.org.is_some());
                behind.unwrap_or_else(|| {
                    let (after, beside) = self.beside(end, title.span(), traits);
                    end = after;
                    beside
                })
            }
        };
        // A delegate may be one of a body named elsewhere: that is for the document to say.
        let before_name =
            || self.phrase(end, Class::PersonSurname).is_some() && self.token(end).is_some_and(Token::is_capital);
        // `Đại biểu | huyện có các đồng chí …` are those who came from there.
        let area = |org: Span<Tok>| self.phrase(org.start, Class::OfficeArea).is_some_and(|m| m.span() == org);
        // `- Ông An, Trưởng phòng Y tế: | Thành viên;`: of what, the heading says.
        let entry = || {
            let before = at.checked_sub(1).filter(|&n| n >= self.sentence.start).and_then(|n| self.token(n));
            let more = before.is_some_and(|t| t.is(':')) && self.token(end).is_some_and(|t| t.is(','));
            // `Đại úy An - | Đội trưởng - | có mặt`
            let aside = before.is_some_and(|t| {
                [',', '-'].iter().any(|&mark| t.is(mark) && self.token(end).is_some_and(|t| t.is(mark)))
            });
            let ends = self.token(end).is_none_or(|t| t.is(';') || t.is('.')) || more || aside;
            // `bổ nhiệm ông An giữ chức | Đội trưởng.`
            let given = || {
                self.doc.matches.filling(at.saturating_sub(GIVEN).max(self.sentence.start)..at, Class::OfficeAppointed)
            };
            let marked = before.is_some_and(|t| [':', '-', ','].iter().any(|&mark| t.is(mark)));
            ends && (marked || given().is_some())
        };
        // `Giáo sư | Lò Văn An`: before a name alone it is how he is called.
        let addressed = || traits.body && beside.org.is_none() && before_name();
        // `bà An, Điều dưỡng trưởng | khoa, nói`
        let called = matches!(beside.hint, Hint::Body(_));
        let bare = || beside.org.is_none() && !called && !before_name() && !entry();
        if traits.needs && (bare() || addressed() || beside.org.is_some_and(area)) {
            return None;
        }
        traits.many |= is_deputy;
        let Beside { org, hint, rule } = beside;
        let position = Position { title: Span::new(start, end), org, hint, former: former.is_some(), traits };
        Some(Found { position, rule })
    }

    /// One past a title's abbreviation in brackets: `Tổng Giám đốc (CEO) | Novalim`.
    fn called(&self, at: u32) -> Option<u32> {
        let short = self.token(at)?.is('(') && self.token(at + 1)?.is_upper() && self.token(at + 2)?.is(')');
        short.then_some(at + 3)
    }

    /// The title's head at `at`.
    fn title(&self, at: u32) -> Option<(Match, Traits)> {
        let m = self.phrase(at, Class::OfficeTitle)?;
        if self.phrase(at, Class::OfficeNot).is_some_and(|not| not.len > m.len) || self.ends_other(at) {
            return None;
        }
        let traits = Traits::parse(&self.doc.row(&m).value);
        if traits.own == 0 && self.doc.is_halved(&m) {
            return None;
        }
        (!traits.upper || self.token(at)?.is_upper()).then_some((m, traits))
    }

    /// Whether the title's first syllable is the last of another word: `chức vụ | Phó Cục trưởng`.
    fn ends_other(&self, at: u32) -> bool {
        (at.saturating_sub(3).max(self.sentence.start)..at)
            .any(|b| self.doc.matches.at(b as usize).iter().any(|m| m.class == Class::OfficeNot && m.span().end > at))
    }

    /// Whether behind a title stand what limits it and a body of its own, its holder or nothing: `Phó trưởng ban | thường trực |
    /// Ban Tổ chức Tỉnh ủy`.
    pub(super) fn is_standing(&self, end: u32) -> bool {
        let Some(m) = self.phrase(end, Class::OfficeModifier) else { return false };
        let next = m.span().end;
        let holder = || self.phrase(next, Class::PersonSurname).is_some();
        let last = || self.token(next).is_none_or(|t| !t.is_number() && (!t.is_word() || m.len > 1 && t.is_small()));
        &*self.doc.row(&m).value != "function" && (self.named(next, Kind::Organisation).is_some() || holder() || last())
    }

    pub(super) fn mention(&self, at: u32) -> bool {
        self.named(at, Kind::Organisation).or_else(|| self.named(at, Kind::Place)).is_some()
    }

    pub(super) fn surname(&self, at: u32) -> bool {
        self.phrase(at, Class::PersonSurname).is_some()
    }

    /// What is left, after a title that ends at `end`, of an organisation that was read from inside it: `Chủ tịch HĐQT |
    /// Công ty …`.
    fn straddling(&self, head: Span<Tok>, end: u32) -> Option<Span<Tok>> {
        (head.start..end)
            .filter_map(|n| self.named(n, Kind::Organisation))
            .find(|org| org.end > end)
            .map(|org| Span::new(end, org.end))
    }

    /// The end of the title with what limits it: `Thường trực`, `phụ trách`, a line of business.
    fn modified(&self, mut end: u32, traits: Traits) -> u32 {
        for _ in 0..2 {
            let Some(m) = self.phrase(end, Class::OfficeModifier) else { break };
            let (value, after) = (&*self.doc.row(&m).value, m.span().end);
            let function = value == "function";
            // `Phó Bí thư TT | Huyện ủy`; elsewhere it is the head of a name: `TT | Y tế`.
            if value == "standing" && !self.is_committee(after) {
                break;
            }
            // `Phó Tổng Giám đốc Thường trực thay ông An`
            let capital = m.len > 1 && !function && self.token(end).is_some_and(Token::is_capital);
            // `Phó Chủ tịch phụ trách | chuyên môn` is no title of its own.
            let charge = self.phrase(end, Class::OfficeScope).is_some();
            let next = self.phrase(after, Class::OfficeModifier).filter(|_| charge);
            let duty = next.is_some_and(|next| &*self.doc.row(&next).value == "function");
            if function && !traits.function || duty || !(capital || self.may_end(after)) {
                break;
            }
            end = after;
        }
        end
    }

    /// Whether a committee of the party, the state or the people begins at `at`.
    fn is_committee(&self, at: u32) -> bool {
        let head = self.phrase(at, Class::OrgHead).map(|m| self.doc.lexicon.head(m.row));
        head.is_some_and(|h| h.flags.has('E') || matches!(h.word, "peoples_committee" | "peoples_council"))
    }

    /// Whether a title may end before `at`: no lower-case word of the sentence goes on there.
    fn may_end(&self, at: u32) -> bool {
        self.token(at).is_none_or(|t| !t.is_word() || t.is_capital())
            || self.named(at, Kind::Organisation).is_some()
            || self.body_there(at).is_some()
            || [Class::OfficeBody, Class::OfficeArea, Class::OfficeOf, Class::OfficeModifier, Class::PlacePerson]
                .into_iter()
                .any(|class| self.phrase(at, class).is_some())
    }

    /// Where a body begins behind `tại`.
    fn body_there(&self, at: u32) -> Option<u32> {
        let at = self.phrase(at, Class::OfficeScope)?.span().end;
        self.named(at, Kind::Organisation).map(|_| at)
    }

    /// Whether the word for a body is no name's first word.
    pub(super) fn bare(&self, body: Span<Tok>) -> bool {
        let surname = |at: u32| self.phrase(at, Class::PlaceSurname).is_some();
        !self.token(body.end).is_some_and(Token::is_capital) || (surname(body.end) && !surname(body.start))
    }

    /// The body after a title that ends before `end`; the title's end may move over a duty.
    fn beside(&self, end: u32, head: Span<Tok>, traits: Traits) -> (u32, Beside) {
        let said = self.phrase(end, Class::OfficeSkip).map_or(end, |m| m.span().end);
        let mut at = self.phrase(said, Class::OfficeOf).map_or(end, |m| m.span().end);
        // `Giám đốc pháp lý tại Novalim`, `phó giáo sư tại Đại học Nà Lò`
        if at == end && (traits.function && end > head.end || traits.needs) {
            at = self.body_there(end).unwrap_or(at);
        }
        if let Some(team) = self.team(at).filter(|_| !traits.body) {
            return (end, Beside::named(team, PLACE));
        }
        let org = self.named(at, Kind::Organisation).or_else(|| self.straddling(head, end));
        // `Bộ trưởng Công an`: what a minister is for, not the police.
        let police = |org: &Span<Tok>| traits.field && org.len() == 2 && self.doc.folded(org.start) == "công";
        if let Some(org) = org.or_else(|| self.headed(at)).filter(|org| !police(org)) {
            return (end, Beside::named(self.with_area(org), BODY));
        }
        if (traits.field || traits.duty)
            && let Some(field) = self.field(end)
        {
            let place = self.named(field.end, Kind::Place);
            // `giáo sư sinh học tại Đại học Nà Lò`
            let there = || self.body_there(field.end).and_then(|at| self.named(at, Kind::Organisation));
            let org = self.named(field.end, Kind::Organisation).or_else(there).filter(|_| traits.duty);
            if let Some(org) = org.or(place) {
                return (field.end, Beside::named(org, if traits.field { FIELD } else { PLACE }));
            }
            if traits.field {
                return (end, Beside { org: None, hint: Hint::Field(field), rule: FIELD });
            }
        }
        if let Some(end_of) = self.abbreviated(at, head, traits) {
            // `Giám đốc | BV đa khoa tỉnh Lào Cai`
            let longer = self.token(end_of).is_some_and(|t| t.is_small()) && self.part(end_of).is_some();
            let named = self.named_so(Span::new(at, end_of), head).filter(|_| longer);
            return (end, Beside::named(Span::new(at, named.unwrap_or(end_of)), BODY));
        }
        if let Some(place) = self.named(at, Kind::Place).filter(|_| !traits.body) {
            return (end, Beside::named(place, PLACE));
        }
        if let Some(body) = self.phrase(at, Class::OfficeBody).filter(|_| !traits.whole)
            && let Some(to) = self.numbered(body.span().end).or_else(|| self.named_so(body.span(), head))
            // `Giám đốc công ty | thông tin: …`
            && self.phrase(body.span().end, Class::PersonVerb).is_none_or(|m| m.span().end != to)
        {
            return (end, Beside::named(Span::new(at, to), BODY));
        }
        if let Some(to) = self.worded(at).filter(|_| !traits.whole && !traits.needs) {
            let span = Span::new(at, to);
            return match self.named(to, Kind::Place).filter(|_| traits.field) {
                Some(place) => (to, Beside::named(place, FIELD)),
                None if traits.field => (end, Beside { org: None, hint: Hint::Field(span), rule: FIELD }),
                None => (end, Beside::named(span, BODY)),
            };
        }
        if let Some(body) = self.phrase(at, Class::OfficeBody).filter(|_| !traits.whole)
            && self.bare(body.span())
        {
            return (end, Beside { org: None, hint: Hint::Body(body.span()), rule: ALONE });
        }
        // `phó bí thư | quận ủy`
        let committee = |m: &Match| self.doc.lexicon.head(m.row).flags.has('E') && m.len == 2;
        if let Some(party) = self.phrase(at, Class::OrgHead).filter(committee) {
            return (end, Beside::named(party.span(), BODY));
        }
        if let Some(area) = self.phrase(at, Class::OfficeArea).filter(|_| !traits.whole && traits.own == 0) {
            return (end, Beside::named(area.span(), PLACE));
        }
        if let Some((to, org)) = self.charge(end).filter(|_| !traits.whole && !traits.needs && traits.own == 0) {
            return (to, Beside::named(org, BODY));
        }
        // `Trưởng ban kiểm tra chợ`: a body of its own that no list has is not the one the document names elsewhere.
        let other = self.token(end).is_some_and(|t| t.is_small()) && self.phrase(end, Class::OrgPart).is_some();
        let hint =
            if traits.own > 0 && !other { Hint::Body(Span::new(head.end - traits.own, head.end)) } else { Hint::None };
        (end, Beside { org: None, hint, rule: ALONE })
    }

    /// What somebody is in charge of, up to `của` and a body: `Giám đốc | kinh doanh quốc tế | của Tập đoàn Nà Lò`; the end of
    /// the title, and the body.
    fn charge(&self, from: u32) -> Option<(u32, Span<Tok>)> {
        let of = |at: u32| self.phrase(at, Class::OfficeOf).filter(|m| m.span().end > at);
        let first = self.token(from).filter(|t| t.is_word())?;
        if of(from).is_some() || first.is_capital() && self.part(from).is_none() {
            return None;
        }
        let to = (from + 1..from + LONGEST_DEPARTMENT).find(|&at| of(at).is_some())?;
        let org = self.named(of(to)?.span().end, Kind::Organisation)?;
        let other =
            [Class::PersonVerb, Class::OfficeTitle, Class::OfficeBody, Class::PersonHonorific, Class::PlacePrep];
        let stop = |at: u32| {
            !self.token(at).is_some_and(Token::is_word)
                || other.iter().any(|&c| self.phrase(at, c).is_some())
                || self.mention(at)
                || self.phrase(at, Class::ProgrammeStop).is_some() && self.phrase(at, Class::ProgrammeInside).is_none()
        };
        (!(from..to).any(stop)).then_some((to, org))
    }

    /// A body of an area that is named by its places: `Chi cục Thống kê khu vực | Nà Sương - Nà Lò`.
    fn with_area(&self, org: Span<Tok>) -> Span<Tok> {
        let last = org.end.checked_sub(2).and_then(|at| self.phrase(at, Class::OfficeScope));
        let capital = |at: u32| self.token(at).is_some_and(|t| t.is_word() && t.is_capital());
        let mut end = org.end;
        if last.is_some_and(|m| m.span().end == end) {
            while end - org.end < LONGEST_DEPARTMENT
                && (capital(end) || end > org.end && self.token(end).is_some_and(|t| t.is('-')) && capital(end + 1))
            {
                end += 1;
            }
        }
        // Without a second place, what follows may be the name of who heads it.
        let dash = (org.end..end).any(|n| self.doc.tokens[n as usize].is('-'));
        if dash { Span::new(org.start, end) } else { org }
    }

    /// A national side, or the country that stands for it: `đội tuyển Việt Nam`, `U23 Lào`.
    fn team(&self, at: u32) -> Option<Span<Tok>> {
        let mut end = self.phrase(at, Class::OfficeTeam).map_or(at, |m| m.span().end);
        if self.token(end).is_some_and(Token::is_upper)
            && self.token(end + 1).is_some_and(|t| t.is_number() && !t.spaced)
        {
            end += 2;
        }
        let country = self.phrase(end, Class::PlaceCountry).filter(|_| self.token(end).is_some_and(Token::is_capital));
        let place = self.named(end, Kind::Place).filter(|_| end > at);
        place.or(country.map(|m| m.span())).map(|place| Span::new(at, place.end))
    }

    /// What a portfolio or a duty is about: `Y tế`, `GD-ĐT`, `địa chính - xây dựng`.
    pub(super) fn field(&self, at: u32) -> Option<Span<Tok>> {
        let mut end = self.part(at)?;
        for _ in 0..MAX_JOINED {
            let joint = self.token(end).is_some_and(|t| t.is('-') || t.is('&') || t.is(','))
                || self.phrase(end, Class::OrgAnd).is_some();
            let Some(next) = self.part(end + u32::from(joint)).filter(|_| joint) else { break };
            end = next;
        }
        Some(Span::new(at, end))
    }

    pub(super) fn part(&self, at: u32) -> Option<u32> {
        let part = self.phrase(at, Class::OrgPart);
        let abbreviation = || self.phrase(at, Class::OrgAbbr).filter(|_| self.token(at).is_some_and(Token::is_upper));
        part.or_else(|| self.phrase(at, Class::OfficeDuty)).or_else(abbreviation).map(|m| m.span().end)
    }
}
