//! Persons.
//!
//! Enters: a document with its places, bodies and positions. Leaves: names of persons, without the form of address, rank
//! or position before them: full names by their shape (`Nguyễn Thị Hoa`), others where the words around speak for them
//! (`ông Thuk`, `HLV Park`, `Danh Thêl (45 tuổi)`), and everywhere what the document names firmly once. Not a person: the
//! name inside a street, school, prize or body; those candidates win in `select`. Not done here: who is meant by a short
//! name (`resolve::coref`).

mod again;
mod context;
mod name;
pub mod value;

use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::{Span, Tok};
use context::{After, Before, Sort};
use name::{Make, Name, Names, Strength};
use value::PersonName;

/// The recogniser.
#[derive(Debug)]
pub struct Persons;

const ADDRESSED: &str = "person/honorific";
const RANKED: &str = "person/rank";
const TITLED: &str = "person/position";
const CALLED: &str = "person/noun";
const SIGNED: &str = "person/byline";
const CREDITED: &str = "person/credit";
const SHAPED: &str = "person/full-name";
const FOLLOWED: &str = "person/followed";
const LISTED: &str = "person/list";
const AGAIN: &str = "person/named-before";
const GIVEN: &str = "person/given-name";

/// The classes of what may stand before a name and speak for it.
const BEFORE: ClassSet = ClassSet::of(&[
    Class::PersonHonorific,
    Class::PersonRank,
    Class::PersonTitle,
    Class::PersonBefore,
    Class::PersonCredit,
]);

impl Recogniser for Persons {
    fn kind(&self) -> Kind {
        Kind::Person
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Office, Kind::Organisation, Kind::Place]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![ADDRESSED, RANKED, TITLED, CALLED, SIGNED, CREDITED, SHAPED, FOLLOWED, LISTED, AGAIN, GIVEN]
    }

    fn wakes(&self) -> Wakes {
        Wakes { classes: BEFORE, capitals: true, ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut scan = Scan::new(doc, out);
        scan.authors();
        for sentence in doc.sentences {
            scan.sentence(sentence.tokens);
        }
        again::again(&mut scan);
    }
}

/// What covers a token.
const PLACE: u8 = 1;
const BODY: u8 = 2;
const PERSON: u8 = 4;
/// A place or body begins here.
const BEGINS: u8 = 8;

/// One pass over a document.
struct Scan<'d, 'a> {
    doc: &'d Doc<'a>,
    out: &'d mut Candidates,
    /// What covers each token.
    cover: Vec<u8>,
    /// The firm names.
    named: Vec<Name>,
    /// Names that only the document can bear out.
    latent: Vec<Name>,
}

impl<'d, 'a> Scan<'d, 'a> {
    fn new(doc: &'d Doc<'a>, out: &'d mut Candidates) -> Self {
        let mut cover = vec![0; doc.tokens.len()];
        for c in out.all().iter().filter(|c| c.state == State::Firm) {
            let bit = match c.kind {
                Kind::Place => PLACE,
                Kind::Organisation | Kind::Programme => BODY,
                _ => continue,
            };
            cover[c.span.start as usize] |= BEGINS;
            cover[c.span.range()].iter_mut().for_each(|b| *b |= bit);
        }
        Self { doc, out, cover, named: Vec::new(), latent: Vec::new() }
    }

    fn covered(&self, span: Span<Tok>, bits: u8) -> bool {
        self.cover[span.range()].iter().any(|b| b & bits != 0)
    }

    fn text(&self, span: Option<Span<Tok>>) -> Option<Box<str>> {
        span.map(|s| self.doc.slice(s).into())
    }

    fn push(&mut self, name: &Name, before: Option<&Before>, rule: &'static str) {
        let short = match name.make {
            Make::Given => true,
            Make::Foreign => name.span.len() == 1,
            Make::Initials | Make::Full | Make::Minority => false,
        };
        let value = PersonName {
            honorific: self.text(before.and_then(|b| b.honorific)),
            rank: self.text(before.and_then(|b| b.rank)),
            short,
        };
        self.cover[name.span.range()].iter_mut().for_each(|b| *b |= PERSON);
        let score = if before.is_some_and(|b| b.sort >= Sort::Honorific) { 2 } else { 1 };
        self.named.push(*name);
        self.out.push(Candidate {
            kind: Kind::Person,
            span: name.span,
            rule,
            state: State::Firm,
            score,
            value: Value::Person(value),
        });
    }

    /// The authors that the layout found.
    fn authors(&mut self) {
        let tokens = self.doc.tokens;
        for span in self.doc.authors {
            let start = tokens.partition_point(|t| t.start < span.start) as u32;
            let end = tokens.partition_point(|t| t.end <= span.end) as u32;
            if start >= end || self.covered(Span::new(start, end), BODY) {
                continue;
            }
            let upper = tokens[start as usize].is_upper() && tokens[end as usize - 1].is_upper();
            let name = Name { span: Span::new(start, end), make: Make::Full, strength: Strength::Strong, upper };
            self.push(&name, None, SIGNED);
        }
    }

    fn sentence(&mut self, sentence: Span<Tok>) {
        let names = Names { doc: self.doc, end: sentence.end };
        let mut before: Option<Before> = None;
        // End of the last person, to read lists.
        let mut last: Option<u32> = None;
        let mut at = sentence.start;
        loop {
            at = self.doc.awake(Kind::Person, at, sentence.end);
            if at >= sentence.end {
                break;
            }
            if self.doc.classes(at).meets(&BEFORE) {
                before = names.before(at, before);
            }
            let token = &self.doc.tokens[at as usize];
            if !token.is_capital() || self.cover[at as usize] & PERSON != 0 || before.is_some_and(|b| b.end > at) {
                at += 1;
                continue;
            }
            let b = before.filter(|b| b.end == at).or_else(|| self.office(&names, at, before));
            match self.read(&names, sentence, at, b, last) {
                Some(end) => {
                    at = end;
                    last = Some(end);
                    before = None;
                }
                None => at += 1,
            }
        }
    }

    /// A position with its body or place ends here: `Chủ tịch UBND huyện Nông Văn Nam`.
    fn office(&self, names: &Names<'_, '_>, at: u32, before: Option<Before>) -> Option<Before> {
        let b = before.filter(|b| b.sort == Sort::Title && b.end < at)?;
        let inside = (b.end..at).all(|n| self.cover[n as usize] & (PLACE | BODY) != 0);
        let apart = self.cover[at as usize] & (PLACE | BODY) == 0 || self.cover[at as usize] & BEGINS != 0;
        (inside && apart && names.surname(at).is_some()).then_some(Before { end: at, honorific: None, rank: None, ..b })
    }

    /// The name at `at` and the rule that speaks for it.
    fn read(
        &mut self,
        names: &Names<'_, '_>,
        sentence: Span<Tok>,
        at: u32,
        before: Option<Before>,
        last: Option<u32>,
    ) -> Option<u32> {
        let sort = before.map(|b| b.sort);
        let named = |s: Option<Sort>| s.is_some_and(|s| s >= Sort::Honorific);
        let name = names
            .full(at)
            .or_else(|| names.minority(at))
            .or_else(|| names.initials(at, named(sort)))
            .or_else(|| names.foreign(at))
            .or_else(|| sort.filter(|s| *s != Sort::Credit).and_then(|_| names.given(at)))?;
        if self.elsewhere(names, sentence, &name, sort) {
            return None;
        }
        let after = names.after(name.span.end);
        let listed = last.is_some_and(|end| names.joined(end, at));
        let rule = match sort {
            Some(Sort::Kin | Sort::Honorific) => ADDRESSED,
            Some(Sort::Rank) => RANKED,
            Some(Sort::Title) if name.make != Make::Initials => TITLED,
            Some(Sort::Noun) if name.make != Make::Foreign || name.span.len() > 1 => CALLED,
            Some(Sort::Credit) if name.make != Make::Given => CREDITED,
            _ if name.strength == Strength::Strong => SHAPED,
            _ if after == After::Sure || (after == After::Likely && name.strength == Strength::Fair) => FOLLOWED,
            _ if listed && name.make != Make::Given && name.make != Make::Initials => LISTED,
            _ if name.make == Make::Full && name.strength == Strength::Fair => {
                self.latent.push(name);
                return None;
            }
            _ => return None,
        };
        if name.upper && rule == SHAPED && names.run(at) > name.span.end {
            self.latent.push(name);
            return None;
        }
        self.push(&name, before.as_ref(), rule);
        Some(name.span.end)
    }

    /// Whether the name is that of a place, a body, a street.
    fn elsewhere(&self, names: &Names<'_, '_>, sentence: Span<Tok>, name: &Name, sort: Option<Sort>) -> bool {
        let at = name.span.start;
        let cover = self.cover[at as usize];
        let addressed = sort.is_some_and(|s| s >= Sort::Honorific);
        if cover & (PLACE | BODY) != 0 {
            if cover & BEGINS == 0 {
                return true;
            }
            let inside = self.cover[name.span.range()].iter().all(|b| b & (PLACE | BODY) != 0);
            let on = self.cover.get(name.span.end as usize).is_some_and(|b| b & (PLACE | BODY) != 0 && b & BEGINS == 0);
            if (inside || on) && !(addressed && name.make == Make::Full && !on && sort == Some(Sort::Kin)) {
                return true;
            }
        }
        if sort.is_some() {
            return false;
        }
        (1..=3u32.min(at - sentence.start)).any(|n| {
            self.doc.has(at - n, Class::PersonNotHead)
                && self
                    .doc
                    .matches
                    .at((at - n) as usize)
                    .iter()
                    .any(|m| m.class == Class::PersonNotHead && m.span().end == at)
        }) && name.make != Make::Minority
            && !names.doc.tokens[at as usize - 1].is('.')
    }
}

impl Names<'_, '_> {
    /// Whether a comma, `và` or both stand between `end` and `at`.
    fn joined(&self, end: u32, at: u32) -> bool {
        let mut n = end;
        if self.token(n).is_some_and(|t| t.is(',') || t.is(';')) {
            n += 1;
        }
        if n < at && self.phrase(n, Class::PlaceAnd).is_some() {
            n += 1;
        }
        n > end && n == at
    }
}
