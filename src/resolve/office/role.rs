//! Positions of one person put together.
//!
//! Enters: what the sentences say of a person, in order. Leaves: each position once, with its body. A position said again
//! in other words is the same one; one without a body takes that of the next in a chain (`Chủ tịch HĐQT kiêm Tổng Giám đốc
//! Công ty …`). Not done here: the body of one that has none in its chain (`lookup`, `likely`).

use std::borrow::Cow;
use std::cell::OnceCell;

use super::body::{Words, committee};
use super::draft::{Draft, Org};
use super::likely::Held;
use super::link::Tie;
use super::{RoleEntry, beginning_at};
use crate::lexicon::class::Class;
use crate::lexicon::units::Level;
use crate::lexicon::values::Head;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::office::value::{Hint, Kinds};
use crate::recognise::{Kind, Value};
use crate::resolve::abbrev::Names;
use crate::span::{Span, Tok};

/// Makes roles, with all positions and bodies of the document to look into.
pub(super) struct Roles<'d, 'a, 'm> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) mentions: &'m [Candidate],
    /// Positions that were said of nobody: title and body.
    pub(super) free: Vec<(Words<'a>, Span<Tok>)>,
    /// The organisations and facilities of more than one word.
    bodies: Vec<Span<Tok>>,
    /// See [`Self::is_held`].
    pub(super) held: OnceCell<Vec<Held<'a>>>,
    /// See [`Self::company`].
    pub(super) company: OnceCell<Option<Span<Tok>>>,
    names: &'d Names<'d, 'a>,
}

/// Most tokens from a bare position to the one its holder is moved to.
const NEXT: u32 = 8;

/// Most tokens before what an article begins with.
pub(super) const OPENING: u32 = 80;

/// Most positions of nobody that are kept.
pub(super) const MAX_FREE: usize = 64;
/// Most organisations that are looked through.
const MAX_BODIES: usize = 512;

impl<'d, 'a, 'm> Roles<'d, 'a, 'm> {
    /// Looks through a document.
    pub(super) fn new(doc: &'d Doc<'a>, mentions: &'m [Candidate], ties: &[Tie], names: &'d Names<'d, 'a>) -> Self {
        let mut tied = vec![false; mentions.len()];
        ties.iter().for_each(|t| tied[t.office] = true);
        let free = mentions.iter().zip(&tied).filter(|(_, tied)| !**tied).filter_map(|(c, _)| {
            let position = c.value.position()?;
            Some((Words::of(doc, position.title), position.org?))
        });
        // A theatre or a museum is a place that has a director.
        let body = |c: &&Candidate| match &c.value {
            Value::Organisation(_) => c.span.len() > 1,
            // A hamlet has who heads it, a national park too, but no mountain.
            Value::Place(place) => {
                let park = || doc.phrase(c.span.start, Class::PlaceHead).is_some_and(|m| m.len > 2);
                c.span.len() > 1 && (matches!(place.level, "facility" | "hamlet") || place.level == "land" && park())
            }
            _ => false,
        };
        // `Hội đồng trường | Trường Đại học Nà Lò`, `Ban Giám đốc | Bệnh viện Nà Lò`: the house is named too, and so is the body
        // in `Thường trực | Hội CCB tỉnh`.
        let house = |org: Span<Tok>| {
            let within = |at: u32| doc.phrase(org.start, Class::OfficeModifier).is_some_and(|m| m.span().end == at);
            let inner = |at: u32| {
                let head = doc.phrase(at, Class::OrgHead).filter(|m| m.span().end < org.end)?;
                // … but `ĐA | KHOA` is no ward.
                let flags = doc.lexicon.head(head.row).flags;
                let house = flags.has('h') && !flags.has('D') || within(at);
                (house && doc.tokens[at as usize].is_capital()).then(|| Span::new(at, org.end))
            };
            (org.start + 2..org.end).find_map(inner)
        };
        let bodies = mentions.iter().filter(body).flat_map(|c| [Some(c.span), house(c.span)].into_iter().flatten());
        let bodies = bodies.take(MAX_BODIES).collect();
        Self {
            doc,
            mentions,
            free: free.take(MAX_FREE).collect(),
            bodies,
            held: OnceCell::new(),
            company: OnceCell::new(),
            names,
        }
    }

    /// The first of some bodies, where all of them may be one.
    pub(super) fn sole(&self, mut all: impl Iterator<Item = Span<Tok>>) -> Option<Span<Tok>> {
        let first = all.next()?;
        let words = Words::of(self.doc, first);
        all.all(|org| words.same_body(&Words::of(self.doc, org))).then_some(first)
    }

    /// The roles of one person.
    pub(super) fn of(&self, mut drafts: Vec<Draft<'m, 'a>>) -> Vec<RoleEntry> {
        self.inherit(&mut drafts);
        let mut roles: Vec<(Draft<'m, 'a>, Vec<usize>)> = Vec::new();
        for draft in drafts {
            let evidence = self.evidence(&draft);
            match roles.iter_mut().find(|(role, _)| role.same(&draft) || self.renamed(role, &draft)) {
                Some((role, seen)) => {
                    role.take(&draft);
                    if !seen.contains(&evidence) {
                        seen.push(evidence);
                    }
                }
                None => roles.push((draft, vec![evidence])),
            }
        }
        // `Chủ tịch nước An … Chủ tịch An`: the short form of a title that is whole by itself.
        let whole: Vec<Words<'_>> =
            roles.iter().filter(|(role, _)| role.position.traits.whole).map(|(role, _)| role.title.clone()).collect();
        let short = |role: &Draft<'_, '_>| {
            let longer = |title: &&Words<'_>| title.0.len() > role.title.0.len() && title.0.starts_with(&role.title.0);
            role.bare() && whole.iter().any(|title| longer(&title))
        };
        roles.retain(|(role, _)| !short(role));
        for n in 0..roles.len() {
            if let Some(org) = self.of_next(&roles, n) {
                roles[n].0.set(self.doc, org);
            }
            if roles[n].0.bare() && !roles[n].0.dated {
                self.look_up(&mut roles[n].0);
            }
            // `do ông An, Chủ tịch HĐQT kiêm | Giám đốc`
            let joined = n > 0 && roles[n].0.bare() && roles[n].0.joined && roles[n - 1].0.chain == roles[n].0.chain;
            if let Some(Org::At(org)) = joined.then(|| roles[n - 1].0.org.clone())
                && self.may_take(&roles[n].0, org)
            {
                roles[n].0.set(self.doc, org);
            }
            // `Chủ tịch, | Tổng Giám đốc Công ty Nà Lò`
            let firm = roles[n].0.bare() && roles[n].0.position.traits.firm;
            let beside =
                || roles.get(n + 1).is_some_and(|(next, _)| next.is_of_company() && next.at < roles[n].0.at + NEXT);
            if roles[n].0.bare() && roles[n].0.may_share() || firm && beside() {
                let next = roles.get(n + 1).filter(|(next, _)| next.chain == roles[n].0.chain);
                if let Some(Org::At(org)) = next.map(|(next, _)| next.org.clone()) {
                    roles[n].0.set(self.doc, org);
                }
            }
        }
        // `Chủ tịch HĐQT, | Giám đốc HTX`, whose name stands elsewhere.
        for n in 0..roles.len() {
            let firm = roles[n].0.bare() && roles[n].0.position.traits.company;
            let firms = |org: &Org| matches!(org, Org::At(org) if self.is_company(*org));
            let business =
                |next: &Draft<'_, '_>| next.is_of_company() || next.position.traits.house && firms(&next.org);
            let next = roles.get(n + 1).filter(|(next, _)| firm && business(next) && next.chain == roles[n].0.chain);
            if let Some(Org::At(org)) = next.map(|(next, _)| next.org.clone()) {
                roles[n].0.set(self.doc, org);
            }
        }
        for (role, _) in &mut roles {
            let bare = role.bare() && !role.dated && role.position.hint == Hint::None;
            if let Some(org) = bare.then(|| self.nearest(role)).flatten() {
                role.set(self.doc, org);
            }
            if let Org::At(org) = role.org
                && let Some(fuller) = self.council(role, org).or_else(|| self.fuller(org)).or_else(|| self.branded(org))
            {
                role.set(self.doc, fuller);
            }
        }
        // A delegate of no body the article names is a visitor, `Chủ tịch Hồ Chí Minh` is named for what he taught.
        roles.retain(|(role, _)| !role.bare() || !role.position.traits.needs && !self.is_of_history(role.person));
        roles.into_iter().map(|(role, evidence)| self.entry(&role, evidence)).collect()
    }

    /// `bà An - Phó Trưởng ban | giữ chức Trưởng Ban Pháp chế`: the body of the next position, where the bare one's word begins it.
    fn of_next(&self, roles: &[(Draft<'m, 'a>, Vec<usize>)], n: usize) -> Option<Span<Tok>> {
        let role = &roles[n].0;
        let next = &roles.get(n + 1).filter(|(next, _)| role.bare() && next.at < role.at + NEXT)?.0;
        let Org::At(org) = next.org else { return None };
        match role.position.hint {
            Hint::Body(word) => self.begins(org, &Words::of(self.doc, word).0).then_some(org),
            // `Phó Giám đốc, Thủ trưởng Cơ quan điều tra | Công an tỉnh`
            Hint::None if role.position.traits.house && next.chain == role.chain => self.police_in(org),
            // `Phó Chỉ huy trưởng, Tham mưu trưởng | Bộ CHQS tỉnh`: both lead the same command.
            Hint::None if next.chain == role.chain && self.owner(role.position.title).is_none() => {
                let military = |words: &Words<'_>| {
                    words.0.last().is_some_and(|w| w == "trưởng") || words.0.contains(&"chính".into())
                };
                let head = self.head(org).map(|head| head.word);
                (head == Some("military") && military(&role.title) && military(&next.title)).then_some(org)
            }
            _ => None,
        }
    }

    /// `Cơ quan Cảnh sát điều tra | Công an tỉnh`: the police that an office of theirs is of.
    fn police_in(&self, org: Span<Tok>) -> Option<Span<Tok>> {
        let police = |at: &u32| {
            self.doc.folded(*at) == "công" && self.head(Span::new(*at, org.end)).is_some_and(|h| h.word == "police")
        };
        (org.start + 1..org.end).find(police).map(|at| Span::new(at, org.end))
    }

    /// Whether two statements of one title name the same body, once by a short form that the article explains: `Chủ tịch NLB`.
    fn renamed(&self, role: &Draft<'_, '_>, draft: &Draft<'_, '_>) -> bool {
        let (Org::At(a), Org::At(b)) = (&role.org, &draft.org) else { return false };
        let whole = |org: Span<Tok>| Words::written(&self.names.full(org, ""));
        role.title == draft.title && (a.len() == 1) != (b.len() == 1) && whole(*a).same_body(&whole(*b))
    }

    fn entry(&self, role: &Draft<'_, '_>, mut evidence: Vec<usize>) -> RoleEntry {
        evidence.sort_unstable();
        let org = match &role.org {
            Org::None => String::new(),
            Org::At(span) => self.doc.slice(*span).to_owned(),
            Org::Made(name) => name.clone(),
        };
        let title = self.doc.slice(role.position.title).to_owned();
        RoleEntry { title, org, org_full: self.org_full(&role.org), former: role.former, evidence }
    }

    /// The full name of a body, unless the article does not tell of which unit it is.
    fn org_full(&self, org: &Org) -> Option<String> {
        let span = match org {
            Org::None => return None,
            Org::Made(name) => return Some(name.clone()),
            Org::At(span) => *span,
        };
        let body = beginning_at(self.mentions, span.start).find_map(|(_, c)| match &c.value {
            Value::Organisation(org) if c.span == span => Some(org),
            _ => None,
        });
        let full = self.names.full(span, body.map_or("", |b| b.kind));
        let area = |at: u32| {
            self.doc.matches.at(at as usize).iter().any(|m| m.class == Class::OfficeArea && m.span().end == span.end)
        };
        let bare = (span.start..span.end).any(area) || body.is_some_and(|b| b.open);
        // Nothing was added to a bare name: its unit is not known.
        let added = || {
            full.split_whitespace().filter(|w| *w != "và" && w.contains(char::is_alphanumeric)).count()
                > Words::of(self.doc, span).0.len()
        };
        (!bare || added()).then(|| full.into_owned())
    }

    /// The mention a statement rests on.
    fn evidence(&self, draft: &Draft<'_, '_>) -> usize {
        let Org::At(org) = draft.org else { return draft.person };
        let body = |c: &Candidate| matches!(c.kind, Kind::Organisation | Kind::Place) && c.span.end <= org.end;
        beginning_at(self.mentions, org.start).find(|(_, c)| body(c)).map_or(draft.person, |(n, _)| n)
    }

    /// Whether a position joined to one before may be of the same body: `Đội trưởng Đội Nà Lò kiêm | Bí thư` is of a cell that
    /// is told elsewhere.
    fn may_take(&self, role: &Draft<'_, '_>, org: Span<Tok>) -> bool {
        !role.position.traits.apart || self.is_of_its_kinds(role, org)
    }

    /// Whether a body is of one of the kinds that have such a position; where none is told, any may be.
    fn is_of_its_kinds(&self, role: &Draft<'_, '_>, org: Span<Tok>) -> bool {
        let of = role.position.traits.of;
        of == Kinds::default() || self.head(org).is_some_and(|head| of.has(head.word))
    }

    /// Bodies that follow a whole chain of positions.
    fn inherit(&self, drafts: &mut [Draft<'m, 'a>]) {
        for n in 0..drafts.len() {
            let d = &drafts[n];
            if !d.bare() || d.position.hint != Hint::None {
                continue;
            }
            let chain = d.chain;
            let in_chain = |m: &usize| drafts[*m].chain == chain;
            let after = (n + 1..drafts.len()).take_while(in_chain).find(|&m| !drafts[m].bare());
            let before = (0..n).rev().take_while(in_chain).find(|&m| !drafts[m].bare());
            let span_of = |m: Option<usize>| match drafts[m?].org {
                Org::At(span) => Some(span),
                _ => None,
            };
            let traits = d.position.traits;
            let org = if traits.whole {
                span_of(after).filter(|_| traits.upper).and_then(|org| committee(self.doc, org))
            } else if traits.company {
                let business = |m: &usize| drafts[*m].position.traits.company || drafts[*m].joined;
                span_of(after.filter(business)).or_else(|| span_of(before.filter(business)))
            } else if drafts.get(n + 1).is_some_and(|next| {
                let paired = next.paired && !traits.apart && !traits.needs && !traits.field;
                // `Phó Chủ tịch xã kiêm | Giám đốc Trung tâm Nà Lò`: of a house of its own.
                let of = |org: Span<Tok>| self.head(org).is_some_and(|head| head.word != "company");
                let house =
                    next.position.traits.house && !traits.house && !traits.company && span_of(after).is_some_and(of);
                (next.joined || paired) && next.chain == chain && !house
            }) {
                span_of(after)
            } else if d.joined {
                span_of(before).filter(|org| self.may_take(d, *org))
            } else {
                None
            };
            // `Bí thư kiêm | Chủ tịch UBND xã`: the party's post is not of the committee.
            let state = |org: Span<Tok>| {
                let head = self.head(org).map(|head| head.word);
                traits.apart && matches!(head, Some("peoples_committee" | "peoples_council"))
            };
            // `Đồn trưởng kiêm | Phó Bí thư Đảng ủy xã`: of a body of its own.
            let own = |org: Span<Tok>| {
                let party = self.head(org).is_some_and(|head| head.word == "party");
                !party || self.owner(drafts[n].position.title).is_none_or(|owner| self.begins(org, &owner))
            };
            // `Phó Tham mưu trưởng kiêm | Trưởng phòng Tác chiến`: a staff officer is of the command, not of the section he heads.
            let command = |org: Span<Tok>| {
                let head = self.head(org).map_or("", |head| head.word);
                !traits.of.has("military") || traits.of.has(head) && !self.doc.folded(org.start).starts_with("phòng")
            };
            // `Giám đốc kiêm | Bí thư Đảng ủy`, `Hiệu trưởng kiêm | Chủ tịch Công đoàn trường`: nor is who leads a house of what
            // its people formed there.
            let house = |org: Span<Tok>| match self.head(org).map(|head| head.word) {
                Some("party" | "mass_organisation") => match self.owner(d.position.title) {
                    Some(owner) => self.is_owner(org, &owner),
                    None => self.is_of_its_kinds(d, org),
                },
                _ => true,
            };
            if let Some(org) = org.filter(|&org| !state(org) && own(org) && command(org) && house(org)) {
                let police = if traits.house { self.police_in(org) } else { None };
                drafts[n].set(self.doc, police.unwrap_or(org));
            }
        }
    }

    /// Whether a city is called after the person of a mention, who holds no post in what an article tells of.
    pub(super) fn is_of_history(&self, person: usize) -> bool {
        self.doc.is_unit(self.mentions[person].span, Level::Province)
    }

    pub(super) fn bodies(&self) -> impl DoubleEndedIterator<Item = Span<Tok>> + '_ {
        self.bodies.iter().copied()
    }

    /// What the lexicon says of the head word that a body begins with.
    pub(super) fn head(&self, org: Span<Tok>) -> Option<Head> {
        self.doc.phrase(org.start, Class::OrgHead).map(|m| self.doc.lexicon.head(m.row))
    }

    /// Whether a body is a company by its head word.
    pub(super) fn is_company(&self, org: Span<Tok>) -> bool {
        self.head(org).is_some_and(|head| head.word == "company")
    }

    pub(super) fn begins(&self, org: Span<Tok>, word: &[Cow<'_, str>]) -> bool {
        let long = word.len() < org.len() as usize || word.len() > 1 && word.len() == org.len() as usize;
        // `BV | Chợ Nà` is a hospital too.
        // … and `Viện | KSND` one of those of procurators.
        let upper = |at: u32| self.doc.tokens[at as usize].is_upper();
        let short = || org.len() > 1 && (upper(org.start) || upper(org.start + 1));
        long && (org.start..).zip(word).all(|(at, w)| self.doc.folded(at) == *w)
            || short() && Words::of(self.doc, org).0.starts_with(word)
    }

    /// The council or committee that a bare `UBND` means: the one said to have the position, or the only one of its kind.
    fn council(&self, role: &Draft<'_, '_>, org: Span<Tok>) -> Option<Span<Tok>> {
        let bare = org.len() == 1 && self.doc.tokens[org.start as usize].is_upper();
        let head = self.doc.phrase(org.start, Class::OrgHead).filter(|_| bare)?;
        if !matches!(self.doc.lexicon.head(head.row).word, "peoples_committee" | "peoples_council") {
            return None;
        }
        let words = Words::of(self.doc, org);
        let own = |body: &Span<Tok>| self.begins(*body, &words.0);
        self.having(role).filter(own).or_else(|| self.sole(self.bodies().filter(own)))
    }

    /// The one longer name in the article of which a body's is the beginning: `Cục Di sản | văn hóa`. What is added goes on in
    /// small letters; an area (`Sở Y tế | tỉnh Lào Cai`) or a parent (`của Quốc hội`) is left out where the writer did so.
    fn fuller(&self, org: Span<Tok>) -> Option<Span<Tok>> {
        let (doc, len) = (self.doc, org.len());
        let begins = |body: &Span<Tok>| {
            let alike = |n: u32| doc.tokens[(body.start + n) as usize].id == doc.tokens[(org.start + n) as usize].id;
            body.len() > len && alike(0) && (0..len).all(|n| doc.folded(body.start + n) == doc.folded(org.start + n))
        };
        let goes_on = |body: &Span<Tok>| {
            let first = body.start + len;
            let dash = doc.tokens[first as usize].is('-');
            let part = doc.has(first + u32::from(dash), Class::OrgPart);
            let other = [Class::OfficeArea, Class::OfficeOf, Class::OrgHead, Class::OfficeScope];
            let apart = |at: u32| {
                other.iter().any(|&class| doc.has(at, class))
                    || beginning_at(self.mentions, at)
                        .any(|(_, c)| matches!(c.kind, Kind::Place | Kind::Organisation | Kind::Person))
            };
            part && (dash || doc.tokens[first as usize].is_small()) && !(first..body.end).any(apart)
        };
        let named = beginning_at(self.mentions, org.start).any(|(_, c)| match &c.value {
            // Behind a brand no name goes on in small letters.
            Value::Organisation(name) => c.span == org && name.kind != "company",
            _ => false,
        });
        // `Trưởng Ban | Ban Chỉ đạo`, `Phó Giám đốc | BQL`: the head of a name alone, of the one that the article has whole.
        let bare = doc.phrase(org.start, Class::OrgHead).is_some_and(|m| m.span() == org);
        if bare && !named && self.head(org).is_some_and(|head| head.flags.has('s')) {
            let words = Words::of(doc, org).0;
            return self.sole(self.bodies().filter(|body| body.len() > len && self.begins(*body, &words)));
        }
        if len < 2 || !named {
            return None;
        }
        let mut best: Option<Span<Tok>> = None;
        for body in self.bodies().filter(begins).filter(goes_on) {
            let words = |span| Words::of(doc, span).0;
            match best {
                None => best = Some(body),
                Some(known) if words(body).starts_with(&words(known)) => best = Some(body),
                Some(known) if words(known).starts_with(&words(body)) => {}
                Some(_) => return None,
            }
        }
        best
    }

    /// `Phó Tổng Giám đốc | Nà Lò`: the one company whose last words a name is.
    fn branded(&self, org: Span<Tok>) -> Option<Span<Tok>> {
        let (doc, len) = (self.doc, org.len());
        let company = |body: &Span<Tok>| self.is_company(*body);
        let same =
            |body: &Span<Tok>| body.len() > len && doc.slice(Span::new(body.end - len, body.end)) == doc.slice(org);
        let whole = (org.start..org.end).all(|n| doc.tokens[n as usize].is_capital());
        if len < 2 || !whole || company(&org) { None } else { self.sole(self.bodies().filter(same).filter(company)) }
    }
}
