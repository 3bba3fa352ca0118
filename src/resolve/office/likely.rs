//! The body of a bare position that nothing in the article ties to one.
//!
//! Enters: a position without a body, when all that ties one to it has been looked for. Leaves: of the bodies that have such a
//! position the nearest before it, else the first after. Not done here: what says more (`lookup`, `near`).

use super::beginning_at;
use super::body::Words;
use super::draft::Draft;
use super::role::Roles;
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::values::Head;
use crate::recognise::candidate::Candidate;
use crate::recognise::office::value::Kinds;
use crate::recognise::{Kind, Value};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most tokens of a form of address and ranks between a position and the name of its holder.
const ADDRESS: u32 = 4;

/// What may stand right behind a position that nothing else goes on from: a verb, or a word that joins.
const ENDS: ClassSet = ClassSet::of(&[
    Class::PersonVerb,
    Class::OrgStop,
    Class::OfficeAppointed,
    Class::OfficeLeft,
    Class::OfficeJoiner,
    Class::PlaceAnd,
]);

/// Most sentences between a house and a position in it.
const FEW: usize = 3;

/// Most positions with their bodies that are kept.
const MAX_HELD: usize = 256;

/// Most bodies on one side of a position that are asked for.
const MAX_ASKED: usize = 16;

/// Kinds of which an article often names several.
const HOUSES: [&str; 4] = ["company", "hospital", "department", "association"];

impl<'a> Roles<'_, 'a, '_> {
    /// `… Tòa án nhân dân huyện Nà Lò. | Thẩm phán An cho biết`: the only one of the bodies that have such a position, else the
    /// nearest, unless somebody else alone holds it there.
    pub(super) fn nearest(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let (title, traits) = (role.position.title, role.position.traits);
        // `bà An, giáo viên, gửi con …`: what needs a body is told by its kind.
        let needs = traits.needs && traits.of == Kinds::default();
        let whole = traits.whole || needs || self.is_of_history(role.person);
        if whole || self.is_of_state(title) || self.goes_on(role) {
            return None;
        }
        // Of whom a report names abroad the body is rarely one it names, but `Công ty Nà Lò, thông qua ông Chen Wei, | Phó Giám đốc`.
        let foreign = self.is_foreign(role);
        let fits = self.fits(role);
        let free = |org: &Span<Tok>| traits.many || !self.is_held(*org, role);
        let fitting = || self.bodies().filter(&fits).filter(|org| !foreign || self.is_beside(*org, role));
        let before = fitting().rev().filter(|org| org.start < role.at).take(MAX_ASKED).find(free);
        let sole = || self.sole(fitting().take(MAX_ASKED).filter(free));
        let Some(nearest) = before else { return sole() };
        let several = self.head(nearest).is_some_and(|head| HOUSES.contains(&head.word));
        (!several || self.is_near(nearest, role.at) || sole().is_some()).then_some(nearest)
    }

    /// What tells of a body whether it is of the kind that has the position.
    pub(super) fn fits(&self, role: &Draft<'_, '_>) -> impl Fn(&Span<Tok>) -> bool {
        let (owner, of) = (self.owner(role.position.title), role.position.traits.of);
        move |&org| match (&owner, self.head(org)) {
            (Some(words), _) => self.is_owner(org, words),
            (None, Some(head)) => of.has(head.word) && may_have(head),
            (None, None) => of.has(self.kind(org)),
        }
    }

    /// The kind of a body whose name begins with no head: `HND huyện`.
    fn kind(&self, org: Span<Tok>) -> &'static str {
        let kind = |c: &Candidate| match &c.value {
            Value::Organisation(name) if c.span == org && self.doc.tokens[org.start as usize].is_upper() => {
                Some(name.kind)
            }
            _ => None,
        };
        beginning_at(self.mentions, org.start).find_map(|(_, c)| kind(c)).unwrap_or_default()
    }

    /// Whether a body is named in the paragraph of a position or in the one before, a few sentences off.
    fn is_near(&self, org: Span<Tok>, at: u32) -> bool {
        let (from, to) = (self.doc.sentence_of(org.start), self.doc.sentence_of(at));
        let block = |n: usize| self.doc.sentences.get(n).map_or(0, |s| s.block);
        to - from <= FEW && block(to) - block(from) <= 1
    }

    /// Whether words follow that say more of the position than was read: `giám đốc | một công ty`, `Tư lệnh | Hạm đội Nà Lò`.
    pub(super) fn goes_on(&self, role: &Draft<'_, '_>) -> bool {
        let (end, person) = (role.position.title.end, self.mentions[role.person].span);
        let held = person.start >= end && person.start - end <= ADDRESS;
        let ends = |at: u32| self.doc.matches.at(at as usize).iter().any(|m| ENDS.has(m.class));
        let token = |at: u32| self.doc.tokens.get(at as usize);
        // `Giám đốc Nhân sự - | Novalim`
        let named = |at: u32| {
            let stated = |c: &Candidate| matches!(c.kind, Kind::Person | Kind::Office);
            token(at).is_some_and(Token::is_capital) && !beginning_at(self.mentions, at).any(|(_, c)| stated(c))
        };
        let house = role.position.traits.of.has("company");
        let more = |t: &Token| if t.is('-') { house && named(end + 1) } else { t.is_word() && !ends(end) };
        !held && token(end).is_some_and(more)
    }

    /// Whether the holder's name is neither one of ours nor begins with a surname of one of our peoples.
    fn is_foreign(&self, role: &Draft<'_, '_>) -> bool {
        let name = self.mentions[role.person].span;
        let ours = |t: &Token| t.shape.has(Shape::SYLLABLE);
        !self.doc.tokens[name.range()].iter().all(ours) && !self.doc.has(name.start, Class::PersonSurname)
    }

    /// Whether the article names another who holds the position in a body.
    fn is_held(&self, org: Span<Tok>, role: &Draft<'_, '_>) -> bool {
        let words = Words::of(self.doc, org);
        self.held()
            .iter()
            .any(|held| held.at != role.position.title && held.title == role.title && held.body.same_body(&words))
    }

    /// The positions that are told with their bodies, the first of them: a list of thousands is looked through once.
    fn held(&self) -> &[Held<'a>] {
        self.held.get_or_init(|| {
            let held = self.mentions.iter().filter_map(|c| c.value.position()).filter(|p| !p.former).filter_map(|p| {
                Some(Held { at: p.title, title: Words::of(self.doc, p.title), body: Words::of(self.doc, p.org?) })
            });
            held.take(MAX_HELD).collect()
        })
    }
}

/// A position told with its body.
pub(super) struct Held<'a> {
    at: Span<Tok>,
    title: Words<'a>,
    body: Words<'a>,
}

/// Whether a body has such a position at all: of departments those that a director leads (flag `G`), of the party's the
/// committees.
fn may_have(head: Head) -> bool {
    match head.word {
        "department" => head.flags.has('G'),
        "party" => head.flags.has('E'),
        _ => true,
    }
}
