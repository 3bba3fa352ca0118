//! Organisations.
//!
//! Enters: a document with its places. Leaves: bodies named by a head word and what follows it (`Sở Y tế tỉnh Lai Châu`,
//! `UBND huyện`, `Công ty CP Gốm Sứ Hoa Lư`), bodies known by their whole name, and the abbreviations that the document
//! defines for them. Not done here: full names and the unit a bare `huyện` means (`resolve::abbrev`).

mod area;
mod barred;
mod beyond;
mod body;
mod end;
mod house;
mod known;
mod label;
mod medium;
mod name;
mod plural;
mod tail;
mod team;
pub mod value;

use std::cell::LazyCell;

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::values::ORGANISATION_KINDS;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::club;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;
use name::{Found, Names};
use value::OrgName;

/// The recogniser.
#[derive(Debug)]
pub struct Organisations;

const HEADED: &str = "organisation/head";
const ALONE: &str = "organisation/alone";
const LISTED: &str = "organisation/in-list";
const KNOWN: &str = "organisation/known";
const COMPANY: &str = "organisation/company-word";
const MEDIUM: &str = "organisation/medium";
const LABELLED: &str = "organisation/labelled";
const SOURCE: &str = "organisation/source";
const SHARED: &str = "organisation/shared-head";
const TEAM: &str = "organisation/team";
const CLUB: &str = "organisation/club";
const DEFINED: &str = "organisation/abbreviation-defined";
/// Read by the recogniser of positions, which alone knows where such a body begins.
pub const IN_TITLE: &str = "organisation/begins-in-title";

/// Most names by which a document is taken to call its bodies elsewhere.
const MAX_DEFINED: usize = 16;

/// The classes with which a name can begin or, as `Group` does, end, and those of what only looks like one.
const WAKES: ClassSet =
    ClassSet::of(&[Class::OrgTail, Class::OrgHead, Class::OrgName, Class::OrgNot, Class::OrgLabel, Class::OfficeTeam]);

/// What a body begins with by itself.
const BEGINS: ClassSet =
    ClassSet::of(&[Class::OrgTail, Class::OrgHead, Class::OrgName, Class::OrgNot, Class::OrgMedium, Class::OfficeTeam]);

/// A kind of the closed list as a static name.
fn kind_name(kind: &str) -> &'static str {
    ORGANISATION_KINDS.into_iter().find(|k| *k == kind).unwrap_or("other")
}

impl Recogniser for Organisations {
    fn kind(&self) -> Kind {
        Kind::Organisation
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Place]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![HEADED, ALONE, LISTED, SHARED, MEDIUM, LABELLED, SOURCE, KNOWN, COMPANY, TEAM, CLUB, DEFINED, IN_TITLE]
    }

    fn wakes(&self) -> Wakes {
        Wakes { classes: WAKES, capitalised: ClassSet::of(&[Class::OrgMedium, Class::PlaceCity]), ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut defined: Vec<(Span<Tok>, &'static str)> = Vec::new();
        let mut walk = doc.walk(Kind::Organisation);
        let (mut sentence, mut last_end) = (Span::new(0, 0), 0);
        let clubs = LazyCell::new(|| club::are_told_of(doc));
        while let Some((at, within)) = walk.step() {
            if within != sentence {
                (sentence, last_end) = (within, within.start);
            }
            let names = Names { doc, out, sentence };
            if doc.has(at, Class::OrgLabel) && !doc.classes(at).meets(&BEGINS) && !names.may_label(at) {
                continue;
            }
            let barred = names.barred(at);
            if let Some(list) = names.plural(at) {
                if list.bodies.len() > 1 {
                    for &span in &list.bodies {
                        push(out, span, &Found { end: span.end, kind: list.kind, open: true, alone: false }, SHARED);
                    }
                    last_end = list.end;
                }
                walk.skip_to(list.end);
                continue;
            }
            let company = if doc.has(at, Class::OrgTail) { ends_company(&names, at, last_end) } else { None };
            let read = || {
                let found = if barred.is_none() { read(&names, at, last_end) } else { None };
                found.map(|(found, rule)| (at, found, rule))
            };
            let mut next = barred.unwrap_or(at + 1);
            let club = || names.club(at).filter(|_| barred.is_none() && *clubs).map(|found| (at, found, CLUB));
            let labelled = || names.labelled(at).map(|(start, found)| (start, found, LABELLED));
            let company = company.map(|(start, found)| (start, found, COMPANY));
            let found = company.or_else(read).or_else(club).or_else(labelled);
            let found = found.filter(|(start, found, _)| {
                !names.is_other_name(*start, found, last_end)
                    && !names.is_unit(*start, found)
                    && !names.is_house(*start, found)
            });
            if let Some((start, mut found, rule)) = found {
                if rule == HEADED {
                    found.end = names.given_abbreviation(found.end).unwrap_or(found.end);
                }
                let room = MAX_DEFINED - defined.len();
                if room > 0 {
                    let calls = calls(&names, start, &found, rule).into_iter().flatten();
                    defined.extend(calls.take(room).map(|name| (name, found.kind)));
                }
                push(out, Span::new(start, found.end), &found, rule);
                (next, last_end) = (found.end, found.end);
            }
            walk.skip_to(Names { doc, out, sentence }.past_barred(&walk, next));
        }
        sources(doc, out);
        again(doc, out, &defined);
    }
}

fn push(out: &mut Candidates, span: Span<Tok>, found: &Found, rule: &'static str) {
    let value = Value::Organisation(OrgName { kind: found.kind, open: found.open });
    out.push(Candidate { kind: Kind::Organisation, span, rule, state: State::Firm, score: 0, value });
}

/// What else the document may go on to call a body: by its abbreviation, its brand, the word that a label names, without its
/// area, by the name of a paper alone.
fn calls(names: &Names<'_, '_>, start: u32, found: &Found, rule: &str) -> [Option<Span<Tok>>; 5] {
    let known = || names.known(start).is_some_and(|k| k.end == found.end);
    let abbreviation = if rule == COMPANY { None } else { names.defines(found.end, known) };
    let headed = rule == HEADED;
    // `hãng Zolvik`: what a body is called wherever it stands.
    let label = rule == LABELLED && found.end == start + 1 && found.kind != "media";
    [
        abbreviation.filter(|&short| !says_more(names.doc, start, found.end, short)),
        if headed { names.brand_of(start, found) } else { None },
        label.then(|| Span::new(start, found.end)),
        if headed { names.short_of(start, found) } else { None },
        names.paper_of(start, found),
    ]
}

/// `đại biểu Quốc hội (ĐBQH)`: an abbreviation that ends in the initials of the body and says more is of somebody else.
fn says_more(doc: &Doc<'_>, start: u32, end: u32, abbreviation: Span<Tok>) -> bool {
    let initials: String =
        (start..end).filter_map(|n| doc.text_of(n).chars().next()).flat_map(char::to_uppercase).collect();
    let short = doc.slice(abbreviation);
    initials.len() > 1 && short.len() > initials.len() && short.ends_with(&initials)
}

/// The capitalised words that a company's last word at `tail` ends, back to `last_end` at most.
fn ends_company(names: &Names<'_, '_>, tail: u32, last_end: u32) -> Option<(u32, Found)> {
    let first = tail.saturating_sub(4).max(last_end).max(names.sentence.start);
    let word = |n: u32| names.doc.tokens[n as usize].is_capital();
    let first = first + u32::from(names.opens(first));
    let joined = |n: u32| (n..tail).all(|m| word(m) || names.doc.tokens[m as usize].is('&'));
    if names.ends_medium(tail) {
        // `The Zolvik Post`, but `Trang | Zolvik News`
        let foreign =
            |n: u32| !names.doc.tokens[n as usize].shape.has(Shape::SYLLABLE) || names.doc.text_of(n) == "The";
        let ours = |n: u32| (n..tail).any(|m| names.doc.tokens[m as usize].shape.has(Shape::MARKED));
        let start = (first..tail).find(|&n| word(n) && foreign(n) && joined(n) && !ours(n))?;
        // `Theo | Daily Mail`: the last word of the name follows.
        let goes_on = names.token(tail + 1).is_some_and(|t| t.is_capital() && t.spaced);
        return (!goes_on).then_some((start, Found { end: tail + 1, kind: "media", open: false, alone: false }));
    }
    let start = (first..tail).find(|&n| word(n) && joined(n))?;
    names.tailed(start).map(|found| (start, found))
}

/// What stands at `at`, which is not barred, and by which rule; `last_end` is the end of the organisation before.
fn read(names: &Names<'_, '_>, at: u32, last_end: u32) -> Option<(Found, &'static str)> {
    let known = names.known(at);
    let whole =
        |found: &Found| known.is_none_or(|k| k.end < found.end && !names.is_headed_by(Span::new(at, k.end), found.end));
    if let Some(found) = names.headed(at, 0).filter(whole) {
        let rule = if found.alone { ALONE } else { HEADED };
        return Some((found, rule));
    }
    if let Some(found) = known {
        return Some((found, KNOWN));
    }
    let listed = names.listed(at, last_end).map(|found| (found, LISTED));
    listed
        .or_else(|| names.medium(at).map(|found| (found, MEDIUM)))
        .or_else(|| names.team(at).map(|found| (found, TEAM)))
}

/// Whether a capitalised word beside the one at `at` makes it part of another name: `xe Zolvik Sprint`.
fn joined(doc: &Doc<'_>, sentence: Span<Tok>, at: u32) -> bool {
    let capital = |n: u32| sentence.start <= n && n < sentence.end && doc.tokens[n as usize].is_capital();
    let next = doc.tokens.get(at as usize + 1).filter(|_| at + 1 < sentence.end);
    let glued = next.is_some_and(|t| !t.spaced && (t.is('-') || t.is('.') || t.is_number()));
    let before = at > sentence.start + 1 && capital(at - 1) && doc.phrase(at - 1, Class::OfficeTitle).is_none();
    let number = next.is_some_and(Token::is_number);
    let first = at.saturating_sub(3).max(sentence.start);
    let called = |class| doc.matches.filling(first..at, class).is_some();
    let person = [Class::PersonHonorific, Class::PersonRank].into_iter().any(called);
    glued || number || person || capital(at + 1) || before && !doc.tokens[at as usize - 1].shape.has(Shape::SYLLABLE)
}

/// Whether a capitalised word beside the name of a paper at `at` makes it part of another: `Bộ Lao Động`.
fn beside(doc: &Doc<'_>, sentence: Span<Tok>, at: u32, len: u32) -> bool {
    let capital = |n: u32| sentence.start <= n && n < sentence.end && doc.tokens[n as usize].is_capital();
    let opener = |n: u32| n == sentence.start && doc.is_opener(n);
    let next = doc.tokens.get((at + len) as usize).filter(|_| at + len < sentence.end);
    at > sentence.start && capital(at - 1) && !opener(at - 1)
        || next.is_some_and(|t| t.is_capital() && t.spaced || t.is('-') || t.is('&'))
}

/// The papers among what the layout found the text to be taken from. What has the look of a Vietnamese name and is no paper
/// that is known is left to the recogniser of persons.
fn sources(doc: &Doc<'_>, out: &mut Candidates) {
    for source in &doc.signed.sources {
        let span = doc.tokens_in(*source);
        let start = span.start;
        let syllable = |t: &Token| t.is_capital() && !t.is_upper() && t.shape.has(Shape::SYLLABLE);
        let known = || doc.phrase(start, Class::OrgMedium).is_some_and(|m| m.span() == span);
        let own = &doc.tokens[span.range()];
        // `Theo B.Vân`
        let initial = matches!(own, [first, point, _, ..] if first.shape.has(Shape::SINGLE) && point.is('.'));
        let ranked = || doc.phrase(start, Class::PersonRank).is_some_and(|m| m.span().end < span.end);
        let name = span.len() > 1 && own.iter().all(syllable) && !known() || initial || ranked();
        let found = |c: &Candidate| c.kind == Kind::Organisation && c.span.start <= start && c.span.end >= span.end;
        if !span.is_empty() && !name && !out.all().iter().any(found) {
            push(out, span, &Found { end: span.end, kind: "media", open: false, alone: true }, SOURCE);
        }
    }
}

/// The abbreviations defined in brackets, the papers named behind `báo` and the brands of companies, wherever else they stand.
fn again(doc: &Doc<'_>, out: &mut Candidates, defined: &[(Span<Tok>, &'static str)]) {
    if defined.is_empty() {
        return;
    }
    let brands = brands(doc, defined);
    let mut walk = doc.capitals();
    while let Some((at, sentence)) = walk.step() {
        let token = &doc.tokens[at as usize];
        let brand = !token.is_upper();
        let syllable = token.shape.has(Shape::SYLLABLE);
        for &(name, kind) in defined {
            if doc.tokens[name.start as usize].id != token.id {
                continue;
            }
            let several = name.len() > 1 && matches!(kind, "media" | "company" | "association");
            let apart =
                if several { !beside(doc, sentence, at, name.len()) } else { !syllable && !joined(doc, sentence, at) };
            // `Giám đốc | Minh Thịnh Lộc`: elsewhere three syllables may be a person's.
            let titled = || doc.matches.filling(at.saturating_sub(4)..at, Class::OfficeTitle).is_some();
            // … and two are a place's, or his.
            let held = match name.len() {
                _ if kind != "company" => true,
                1 => true,
                2 => is_brand(doc, at) && brands.contains(&name.start),
                _ => titled(),
            };
            if brand && !(apart && held) {
                continue;
            }
            let span = Span::new(at, at + name.len());
            let opened = at > sentence.start && doc.tokens[at as usize - 1].is('(');
            if is_again(doc, sentence, at, name) && !opened && out.longest(Kind::Organisation, at).is_none() {
                push(out, span, &Found { end: span.end, kind, open: false, alone: true }, DEFINED);
            }
        }
    }
}

/// Whether the words of a name stand at `at`, in another place than its own.
fn is_again(doc: &Doc<'_>, sentence: Span<Tok>, at: u32, name: Span<Tok>) -> bool {
    at != name.start
        && at + name.len() <= sentence.end
        && (0..name.len()).all(|n| doc.text_of(at + n) == doc.text_of(name.start + n))
}

/// Fewest times that a document speaks of a company by two syllables.
const SPOKEN: usize = 3;

/// Where the names of two syllables stand by which the document often speaks of a company, and never of a unit.
fn brands(doc: &Doc<'_>, defined: &[(Span<Tok>, &'static str)]) -> Vec<u32> {
    let two = |(name, kind): &&(Span<Tok>, &'static str)| name.len() == 2 && *kind == "company";
    let mut names: Vec<(Span<Tok>, usize)> = defined.iter().filter(two).map(|(name, _)| (*name, 0)).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let mut walk = doc.capitals();
    while let Some((at, sentence)) = walk.step() {
        // `xã Tân Nà`: also what a unit is called.
        let unit = follows(doc, at, Class::PlaceHead);
        names.retain(|&(name, _)| !(unit && is_again(doc, sentence, at, name)));
        for (name, times) in &mut names {
            *times += usize::from(is_again(doc, sentence, at, *name) && is_brand(doc, at));
        }
    }
    names.into_iter().filter(|(_, times)| *times >= SPOKEN).map(|(name, _)| name.start).collect()
}

/// Whether no word before says that the name at `at` is a place's or a person's.
fn is_brand(doc: &Doc<'_>, at: u32) -> bool {
    const OTHERS: [Class; 4] = [Class::PersonHonorific, Class::PersonRank, Class::PlaceHead, Class::OrgHead];
    !OTHERS.into_iter().any(|class| follows(doc, at, class))
}

/// Whether a phrase of the class, of three words at most, ends before `at`.
fn follows(doc: &Doc<'_>, at: u32, class: Class) -> bool {
    doc.matches.filling(at.saturating_sub(3)..at, class).is_some()
}
