//! Given names that are countries too: `Nga` where the document names `Nguyễn Thị Nga`.
//!
//! Enters: the given names of a document, after all other persons were found. Leaves: persons in the place of the country,
//! where the document never speaks of that: no preposition of place and no word of peoples or states stands before the name
//! anywhere, it is none of a longer name, and once at least a verb or another person shows who is meant.

use super::context::After;
use super::name::{Make, Name, Names, Strength};
use super::{BODY, GIVEN, PERSON, Scan};
use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most places where a name stands.
const MAX_FOUND: usize = 64;

/// Reads the given name at `known` wherever a country was read in its stead.
pub(super) fn homonym(scan: &mut Scan<'_, '_>, known: u32) {
    let doc = scan.doc;
    let mut found: Vec<u32> = Vec::new();
    // Read already where a verb or a sign shows it.
    let (mut shown, mut ranked, mut read) = (false, false, 0);
    let mut walk = doc.capitals();
    while let Some((at, sentence)) = walk.step() {
        if doc.text_of(at) != doc.text_of(known) {
            continue;
        }
        let names = Names { doc, start: sentence.start, end: sentence.end };
        if scan.cover[at as usize] & PERSON != 0 {
            let bare = at == sentence.start || !names.joins(at - 1) && scan.cover[at as usize - 1] & PERSON == 0;
            read += usize::from(bare);
            continue;
        }
        if found.len() == MAX_FOUND || is_country(scan, &names, at) {
            return;
        }
        ranked |= names.ranked(at);
        shown |= ranked || names.after(at + 1) >= After::Likely || beside_person(scan, &names, at);
        found.push(at);
    }
    shown |= read > 0;
    // `TS Nga` says it once.
    if !shown || found.len() + read < 2 && !ranked {
        return;
    }
    for at in found {
        let name = Name { span: Span::new(at, at + 1), make: Make::Given, strength: Strength::Strong, upper: false };
        scan.push(&name, None, GIVEN);
    }
}

impl Names<'_, '_> {
    /// Whether a form of address or a rank ends with the word at `at`.
    fn joins(&self, at: u32) -> bool {
        let first = at.saturating_sub(2).max(self.start);
        [Class::PersonHonorific, Class::PersonRank]
            .into_iter()
            .any(|class| self.doc.matches.filling(first..at + 1, class).is_some())
    }

    /// `BS | Anh`: whether the abbreviation of a rank stands before.
    fn ranked(&self, at: u32) -> bool {
        at > self.start && self.token(at - 1).is_some_and(Token::is_upper) && self.joins(at - 1)
    }
}

/// Whether the country is meant at `at`, or another name goes on there.
fn is_country(scan: &Scan<'_, '_>, names: &Names<'_, '_>, at: u32) -> bool {
    let doc = scan.doc;
    let alone = |span: Span<Tok>| span == Span::new(at, at + 1);
    let place = scan.out.longest(Kind::Place, at).is_some_and(|c| alone(c.span));
    let capital = |n: u32| names.token(n).is_some_and(|t| t.is_capital() && t.spaced);
    let first = at.saturating_sub(3).max(names.start);
    let placed = doc.matches.filling(first..at, Class::PlacePrep).is_some_and(|m| &*doc.row(&m).value != "and")
        || doc.matches.filling(first..at, Class::PlacePolity).is_some()
        || at > names.start && doc.has(at - 1, Class::PlaceState);
    let before = at > names.start && capital(at - 1) && !names.ranked(at);
    !place || scan.cover[at as usize] & BODY != 0 || placed || before || capital(at + 1)
}

/// `Nga và Phượng`: whether a person stands beside it.
fn beside_person(scan: &Scan<'_, '_>, names: &Names<'_, '_>, at: u32) -> bool {
    let and = |n: u32| names.phrase(n, Class::PlaceAnd).is_some() || names.token(n).is_some_and(|t| t.is(','));
    let person = |n: u32| names.token(n).is_some() && scan.cover[n as usize] & PERSON != 0;
    and(at + 1) && person(at + 2) || at > names.start + 1 && and(at - 1) && person(at - 2)
}
