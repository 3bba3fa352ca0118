//! Officials: the persons of an article with the positions they hold.
//!
//! Enters: the mentions of a document and the persons they were gathered into. Leaves: an [`OfficialEntry`] for each person
//! with a position or a military or police rank, each position once, in the order stated. A position whose body stands
//! elsewhere (`Phó Giám đốc Sở`, `Thứ trưởng` of a ministry named before) takes it from there. Not done here: reading
//! positions ([`crate::recognise::office`]), telling persons apart ([`super::coref`]).

mod body;
mod carry;
mod draft;
mod entry;
mod gap;
mod life;
mod likely;
mod link;
mod lookup;
mod near;
mod role;
#[cfg(test)]
mod tests;

use crate::layout::BlockKind;
use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::{Doc, Sentence};
use crate::resolve::abbrev::Names;
use crate::resolve::coref::PersonEntry;
use crate::text::syllable::is_valid;
use carry::Spoken;
use draft::Draft;
use gap::{Gap, Gaps};
use life::Life;
use link::{Item, Tie};
use role::Roles;

/// A person with a position or a rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialEntry {
    /// The fullest form of the name.
    pub name: String,
    /// Form of address, in lower case.
    pub honorific: Option<String>,
    /// Rank or degree.
    pub rank: Option<String>,
    /// Indices of the mentions of the person.
    pub mentions: Vec<usize>,
    /// The positions.
    pub roles: Vec<RoleEntry>,
}

/// A position of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleEntry {
    /// The title as written.
    pub title: String,
    /// The organisation as written; empty where the article names none.
    pub org: String,
    /// Its full name, where it is known.
    pub org_full: Option<String>,
    /// Whether it was held before.
    pub former: bool,
    /// Indices of the mentions this rests on: the organisations, else the person.
    pub evidence: Vec<usize>,
}

/// Most statements of positions of one person that are looked at.
const MAX_STATED: usize = 256;

/// The officials among `people`; `names` writes their organisations out.
#[must_use]
pub fn officials(
    doc: &Doc<'_>,
    mentions: &[Candidate],
    people: &[PersonEntry<'_>],
    names: &Names<'_, '_>,
) -> Vec<OfficialEntry> {
    if people.is_empty() {
        return Vec::new();
    }
    let mut owner: Vec<Option<usize>> = vec![None; mentions.len()];
    for (n, person) in people.iter().enumerate() {
        for &m in &person.mentions {
            owner[m] = Some(n);
        }
    }
    let weak: Vec<bool> = people.iter().map(|p| is_weak(mentions, p)).collect();
    let foreign: Vec<bool> = people.iter().map(|p| is_foreign(doc, mentions, p)).collect();
    let ties = all_ties(doc, mentions, people, &owner, &weak, &foreign);
    let roles = (!ties.is_empty()).then(|| Roles::new(doc, mentions, &ties, names));
    // The ties of each person, in the order stated.
    let mut stated: Vec<(usize, &Tie)> = ties.iter().filter_map(|t| Some((owner[t.person]?, t))).collect();
    stated.sort_by_key(|(n, _)| *n);
    let mut stated = &*stated;
    people
        .iter()
        .enumerate()
        .filter_map(|(n, person)| {
            let (own, rest) = stated.split_at(stated.iter().take_while(|(of, _)| *of == n).count());
            stated = rest;
            if own.is_empty() && person.rank.is_none() {
                return None;
            }
            let drafts: Vec<Draft<'_, '_>> =
                own.iter().filter_map(|(_, tie)| Draft::new(doc, mentions, tie)).take(MAX_STATED).collect();
            // A word that only a company's office makes a name is rather the company's.
            let company = drafts.iter().all(Draft::is_of_company);
            let roles = roles.as_ref().map_or_else(Vec::new, |roles| roles.of(drafts));
            let ranked = person.rank.is_some_and(|r| is_military(doc, r));
            let doubtful = weak[n] && (company || is_valid(person.name));
            ((!roles.is_empty() && !doubtful) || ranked).then(|| OfficialEntry {
                name: person.name.to_owned(),
                honorific: person.honorific.map(str::to_lowercase),
                rank: person.rank.map(str::to_owned),
                mentions: person.mentions.clone(),
                roles,
            })
        })
        .collect()
}

/// Whether nothing but the title before it makes one word a name: `Chánh án | Tối cao`, `CEO | Apple`.
fn is_weak(mentions: &[Candidate], person: &PersonEntry<'_>) -> bool {
    let weak = |m: &usize| mentions[*m].rule == "person/position" && mentions[*m].span.len() == 1;
    person.honorific.is_none() && person.rank.is_none() && person.mentions.iter().all(weak)
}

/// Whether nothing but the title before it makes several words a name, and the first is no surname.
fn is_foreign(doc: &Doc<'_>, mentions: &[Candidate], person: &PersonEntry<'_>) -> bool {
    let titled = |m: &usize| mentions[*m].rule == "person/position" && mentions[*m].span.len() > 1;
    let surname = |m: &usize| doc.phrase(mentions[*m].span.start, Class::PersonSurname).is_some();
    person.honorific.is_none() && person.rank.is_none() && person.mentions.iter().all(|m| titled(m) && !surname(m))
}

/// Whether a rank alone makes an official.
fn is_military(doc: &Doc<'_>, rank: &str) -> bool {
    doc.lexicon.find(rank).any(|row| row.class == Class::PersonRank && &*row.value == "military")
}

/// The ties of all sentences.
fn all_ties(
    doc: &Doc<'_>,
    mentions: &[Candidate],
    people: &[PersonEntry<'_>],
    owner: &[Option<usize>],
    weak: &[bool],
    foreign: &[bool],
) -> Vec<Tie> {
    let gaps = Gaps { doc, mentions };
    let (mut ties, mut items) = (Vec::new(), Vec::new());
    let mut room = link::Room::default();
    let mut next = 0;
    // A person alone on the line before.
    let mut alone: Option<usize> = None;
    let (mut spoken, mut life) = (Spoken::default(), Life::default());
    for sentence in doc.sentences {
        items.clear();
        let mut held = sentence.tokens.start;
        let block = doc.blocks[sentence.block as usize].kind;
        let page = matches!(block, BlockKind::Byline | BlockKind::Meta | BlockKind::Boilerplate);
        while let Some(c) = mentions.get(next).filter(|c| c.span.start < sentence.tokens.end) {
            let office = c.value.position();
            let person = c.kind == Kind::Person && owner[next].is_some() && !is_credit(c.rule);
            let led = || {
                let mut near = mentions[next + 1..].iter().take(NEAR).filter(|m| m.span.start >= c.span.end);
                let person = near.find(|m| m.kind == Kind::Person);
                person.is_some_and(|p| gaps.read(c.span.end, p.span.start).adjacent())
            };
            let named = person || office.is_some() && !is_unheld(doc, sentence.tokens.start, c.span.start, led);
            if !page && named && c.span.start >= held {
                let weak = owner[next].is_some_and(|n| weak[n]);
                let foreign = owner[next].is_some_and(|n| foreign[n]);
                items.push(Item { mention: next, span: c.span, office, weak, foreign });
                held = c.span.end;
            }
            next += 1;
        }
        let subject = spoken.subject(&gaps, sentence, &items, |m| owner[m].and_then(|n| people[n].honorific));
        if !page {
            spoken.hear(&items, |m| owner[m]);
        }
        if let Some((at, person)) = subject {
            items.insert(at, person);
        }
        if items.len() > 1 {
            link::ties(&gaps, &items, sentence.tokens.start, &mut room, &mut ties);
        }
        // `Đồng chí LÝ VĂN BÌNH`, and the position on a line of its own below.
        let begins = |i: &Item<'_>| i.office.is_some() && i.span.start == sentence.tokens.start;
        let below = alone.filter(|_| items.first().is_some_and(begins));
        if let Some(person) = below {
            ties.extend(link::below(person, &gaps, &items));
        }
        let whole = |i: &Item<'_>| {
            let gap = gaps.read(sentence.tokens.start, i.span.start);
            // `Đồng chí: LÝ VĂN BÌNH`
            let named = gap.adjacent() || gap.address && Gap { colon: false, ..gap }.adjacent();
            i.office.is_none() && i.span.end == sentence.tokens.end && named
        };
        // Lines that tell of his birth and where he is from may stand between, and more lines of positions follow.
        let goes_on = items.iter().all(|i| i.office.is_some()) && (below.is_some() || is_of_birth(doc, sentence));
        alone = items.first().filter(|i| items.len() == 1 && whole(i)).map(|i| i.mention).or(alone.filter(|_| goes_on));
        if let Some((at, _)) = subject {
            items.remove(at);
        }
        life.hear(&gaps, sentence, &items, (owner, block == BlockKind::Title), &mut ties);
    }
    life.close(&gaps, owner, people.len() == 1, &mut ties);
    ties
}

/// Whether a sentence begins with when or where somebody was born: `Sinh năm 1945; quê quán: xã Nà Lò`.
fn is_of_birth(doc: &Doc<'_>, sentence: &Sentence) -> bool {
    doc.phrase(sentence.tokens.start, Class::OfficeFiller)
        .is_some_and(|m| matches!(&*doc.row(&m).value, "home" | "born"))
}

/// The mentions that begin at token `at`, with their numbers.
fn beginning_at(mentions: &[Candidate], at: u32) -> impl Iterator<Item = (usize, &Candidate)> {
    let first = mentions.partition_point(|c| c.span.start < at);
    (first..).zip(&mentions[first..]).take_while(move |(_, c)| c.span.start == at)
}

/// How many mentions behind a position are looked through for the person who holds it.
const NEAR: usize = 8;

/// Longest phrase of the kind, in tokens.
const UNHELD: u32 = 6;

/// Whether the words before a position say that it is wished for, run for or refused: `ứng cử viên | Tổng thống`, `muốn trở
/// thành | Chủ tịch`; or that whoever holds it is another than is named next, unless it stands right before a name, `led`:
/// `thừa ủy quyền của | Chủ tịch nước, ông An …`.
fn is_unheld(doc: &Doc<'_>, from: u32, at: u32, led: impl Fn() -> bool) -> bool {
    let before = |class| doc.matches.filling(at.saturating_sub(UNHELD).max(from)..at, class);
    // `Con trai | Giám đốc Công ty Nà Lò, anh An`: of whom somebody is the son.
    let kin = || before(Class::OfficeKin).is_some() && !led();
    before(Class::OfficeUnheld).is_some_and(|m| &*doc.row(&m).value != "other" || !led()) || kin()
}

/// Whether a person stands there as author or photographer.
fn is_credit(rule: &str) -> bool {
    matches!(rule, "person/byline" | "person/credit")
}
