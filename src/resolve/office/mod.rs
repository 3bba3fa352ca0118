//! Officials: the persons of an article with the positions they hold.
//!
//! Enters: the mentions of a document and the persons they were gathered into. Leaves: an [`OfficialEntry`] for each person
//! with a position or a military or police rank, each position once, in the order stated. A position whose body stands
//! elsewhere (`Phó Giám đốc Sở`, `Thứ trưởng` of a ministry named before) takes it from there. Not done here: reading
//! positions ([`crate::recognise::office`]), telling persons apart ([`super::coref`]).

mod body;
mod gap;
mod link;
mod role;

use crate::layout::BlockKind;
use crate::lexicon::class::Class;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Value};
use crate::resolve::coref::PersonEntry;
use gap::Gaps;
use link::{Item, Tie};
use role::{Draft, Roles};

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

/// The officials among `people`.
#[must_use]
pub fn officials(doc: &Doc<'_>, mentions: &[Candidate], people: &[PersonEntry]) -> Vec<OfficialEntry> {
    if people.is_empty() {
        return Vec::new();
    }
    let mut owner: Vec<Option<usize>> = vec![None; mentions.len()];
    for (n, person) in people.iter().enumerate() {
        for &m in &person.mentions {
            owner[m] = Some(n);
        }
    }
    let ties = all_ties(doc, mentions, &owner);
    let roles = Roles::new(doc, mentions, &ties);
    people
        .iter()
        .enumerate()
        .filter_map(|(n, person)| {
            let drafts: Vec<Draft<'_>> = ties
                .iter()
                .filter(|t| owner[t.person] == Some(n))
                .filter_map(|t| Draft::new(doc, mentions, t))
                .collect();
            let roles = roles.of(drafts);
            let ranked = person.rank.as_deref().is_some_and(|r| is_military(doc, r));
            (!roles.is_empty() || ranked).then(|| OfficialEntry {
                name: person.name.clone(),
                honorific: person.honorific.as_deref().map(str::to_lowercase),
                rank: person.rank.clone(),
                mentions: person.mentions.clone(),
                roles,
            })
        })
        .collect()
}

/// Whether a rank alone makes an official.
fn is_military(doc: &Doc<'_>, rank: &str) -> bool {
    doc.lexicon.find(rank).any(|row| row.class == Class::PersonRank && &*row.value == "military")
}

/// The ties of all sentences.
fn all_ties(doc: &Doc<'_>, mentions: &[Candidate], owner: &[Option<usize>]) -> Vec<Tie> {
    let gaps = Gaps { doc, mentions };
    let (mut ties, mut items) = (Vec::new(), Vec::new());
    let mut next = 0;
    for sentence in doc.sentences {
        items.clear();
        let mut held = sentence.tokens.start;
        let page = matches!(
            doc.blocks[sentence.block as usize].kind,
            BlockKind::Byline | BlockKind::Meta | BlockKind::Boilerplate
        );
        while let Some(c) = mentions.get(next).filter(|c| c.span.start < sentence.tokens.end) {
            let office = match &c.value {
                Value::Office(position) => Some(position),
                _ => None,
            };
            let person = c.kind == Kind::Person && owner[next].is_some() && !is_credit(c.rule);
            if !page && (office.is_some() || person) && c.span.start >= held {
                items.push(Item { mention: next, span: c.span, office });
                held = c.span.end;
            }
            next += 1;
        }
        if items.len() > 1 {
            ties.extend(link::ties(&gaps, &items, sentence.tokens.start));
        }
    }
    ties
}

/// Whether a person stands there as author or photographer.
fn is_credit(rule: &str) -> bool {
    matches!(rule, "person/byline" | "person/credit")
}
