//! Entities to the parts of a record.
//!
//! Enters: a document with its resolved [`Entities`]. Leaves: the record's mentions, officials, indicators, programmes and
//! documents, all positions in code points. Not done here: any decision about what was found.

use std::borrow::Cow;

use super::entity::{DocumentEntry, Indicator, Official, ProgrammeEntry, Role};
use super::list::{BlockKind, Change, Cmp, DocumentKind, Form, OrganisationKind, ProgrammeKind};
use super::mention::{
    AdminUnit, DateFacts, DocumentFacts, DurationFacts, Facts, FigureFacts, Mention, OrganisationFacts, PersonFacts,
    PlaceFacts, ProgrammeFacts,
};
use super::value::{CharSpan, Number, Value, share};
use super::{Block, Sentence};
use crate::layout::{self, Layout};
use crate::lexicon::trie::Match;
use crate::lexicon::units::Unit;
use crate::recognise::doc::Doc;
use crate::recognise::{self, Kind};
use crate::resolve::admin::{PlaceDetail, describe};
use crate::resolve::{self, Entities};
use crate::span::{Norm, Span};
use crate::text::offset::OffsetMap;
use crate::text::spaces::single;
use crate::token::syllable::Token;
use crate::value::{self as figures, Amount, Figure};

/// Byte ranges of the normalised text to the two spans of the record.
#[derive(Debug, Clone, Copy)]
pub struct Places<'m> {
    /// The map of the normalised text.
    pub map: &'m OffsetMap,
    /// Code points of the decoded input before the article; absent where the article is no stretch of the input.
    pub offset: Option<u32>,
}

impl Places<'_> {
    /// Code points in the record's text.
    #[must_use]
    pub fn span(&self, span: Span<Norm>) -> CharSpan {
        let [start, end] = self.map.points().span(span);
        CharSpan(start, end)
    }

    /// Both at once: where normalising changed nothing, one follows from the other.
    #[must_use]
    pub fn both(&self, span: Span<Norm>) -> (CharSpan, Option<CharSpan>) {
        let here = self.span(span);
        let source = match self.offset {
            Some(offset) if self.map.is_identity() => Some(CharSpan(here.0 + offset, here.1 + offset)),
            _ => self.source(span),
        };
        (here, source)
    }

    /// Code points in the decoded input.
    #[must_use]
    pub fn source(&self, span: Span<Norm>) -> Option<CharSpan> {
        let offset = self.offset?;
        let raw = self.map.to_raw(span);
        Some(CharSpan(raw.start + offset, raw.end + offset))
    }
}

/// Whether mentions of a kind are emitted; the others only serve to find these.
const fn is_emitted(kind: Kind) -> bool {
    !matches!(kind, Kind::Number | Kind::Office)
}

/// The ids of the mentions, parallel to `entities.mentions`; `None` for what is not emitted.
#[must_use]
pub fn ids(entities: &Entities) -> Vec<Option<u32>> {
    let mut free = 0..;
    entities.mentions.iter().map(|c| if is_emitted(c.kind) { free.next() } else { None }).collect()
}

/// A number of a figure; what is not finite can't be stated.
fn number(x: f64) -> Option<Number> {
    Number::new(x)
}

fn figure(f: Figure) -> (Value<'static>, Option<Form>) {
    let pair = |a, b| number(a).zip(number(b)).map_or(Value::Unknown, |(a, b)| Value::Numbers(a, b));
    match f {
        Figure::One(x) => (number(x).map_or(Value::Unknown, Value::Number), None),
        Figure::Range(a, b) => (pair(a, b), None),
        Figure::Ratio(a, b) => (pair(a, b), Some(Form::Ratio)),
    }
}

const fn cmp(c: figures::Cmp) -> Cmp {
    match c {
        figures::Cmp::Equal => Cmp::Eq,
        figures::Cmp::More => Cmp::Gt,
        figures::Cmp::AtLeast => Cmp::Ge,
        figures::Cmp::Less => Cmp::Lt,
        figures::Cmp::AtMost => Cmp::Le,
        figures::Cmp::About => Cmp::About,
    }
}

fn amount<'a>(a: &'a Amount, unit: Option<&'a str>, currency: Option<&'a str>) -> FigureFacts<'a> {
    let (value, form) = figure(a.figure);
    let (unit, currency) = (unit.filter(|u| !u.is_empty()).map(Cow::Borrowed), currency.map(Cow::Borrowed));
    FigureFacts { value: Some(value), cmp: Some(cmp(a.cmp)), unit, currency, form }
}

fn unit(u: &'static Unit) -> AdminUnit<'static> {
    AdminUnit { code: Cow::Borrowed(u.code), name: Cow::Borrowed(u.full_name()) }
}

fn place(detail: &PlaceDetail) -> PlaceFacts<'_> {
    let several = |units: &[&'static Unit], name: fn(&'static Unit) -> AdminUnit<'static>| {
        Some(units).filter(|u| !u.is_empty()).map(|u| u.iter().map(|u| name(u)).collect())
    };
    let described = |u: &'static Unit| AdminUnit { code: Cow::Borrowed(u.code), name: Cow::Borrowed(describe(u)) };
    PlaceFacts {
        level: Some(Cow::Borrowed(detail.level)),
        code: detail.unit.map(|u| u.code).filter(|c| !c.is_empty()).map(Cow::Borrowed),
        parent: detail.parent.map(unit),
        now: several(detail.now, unit),
        candidates: several(&detail.candidates, described),
    }
}

/// The mentions of the record.
#[must_use]
pub fn mentions<'a>(
    doc: &Doc<'a>,
    entities: &'a Entities,
    ids: &[Option<u32>],
    places: Places<'_>,
) -> Vec<Mention<'a>> {
    let mut out = Vec::with_capacity(ids.len());
    let (mut dates, mut units) = (entities.dates.along(), entities.places.places.along());
    let (mut organisations, mut programmes) = (entities.organisations.along(), entities.programme_details.along());
    let (mut documents, mut citations) = (entities.document_details.along(), entities.citations.along());
    for (n, (c, id)) in entities.mentions.iter().zip(ids).enumerate() {
        let Some(id) = *id else { continue };
        let facts = match &c.value {
            recognise::Value::Number(_) | recognise::Value::Office(_) => continue,
            recognise::Value::Date(_) => {
                let date = dates.at(n);
                Facts::Date(DateFacts {
                    value: Some(date.and_then(|d| share(&d.value)).map_or(Value::Unknown, Value::Text)),
                    reason: date.and_then(|d| d.reason).map(Cow::Borrowed),
                    resolved_from: date.and_then(|d| d.from).map(Cow::Borrowed),
                })
            }
            recognise::Value::Duration(d) => Facts::Duration(DurationFacts {
                value: Some(match &d.to {
                    None => Value::Text(Cow::Borrowed(&d.iso)),
                    Some(to) => Value::Texts(Cow::Borrowed(&d.iso), Cow::Borrowed(to)),
                }),
            }),
            recognise::Value::Percent(a) => Facts::Percent(amount(a, Some(&a.unit), None)),
            recognise::Value::Quantity(a) => Facts::Quantity(amount(a, Some(&a.unit), None)),
            recognise::Value::Money(a) => Facts::Money(amount(a, None, Some(&a.unit))),
            recognise::Value::Document(d) => {
                let (detail, citation) = (documents.at(n), citations.at(n));
                Facts::Document(DocumentFacts {
                    kind: DocumentKind::parse(d.kind),
                    number: detail.and_then(|d| share(&d.number)),
                    year: detail.and_then(|d| d.year).and_then(|y| u32::try_from(y).ok()),
                    issuer: detail.and_then(|d| share(&d.issuer)),
                    date: citation.and_then(|c| share(&c.date)),
                    provision: citation.and_then(|c| c.provision).map(|s| doc.spaced(s)),
                })
            }
            recognise::Value::Programme(p) => {
                let detail = programmes.at(n);
                Facts::Programme(ProgrammeFacts {
                    name: Some(Cow::Borrowed(&p.name)),
                    kind: ProgrammeKind::parse(p.kind),
                    registry: detail.and_then(|d| share(&d.registry)),
                    period: detail.and_then(|d| share(&d.period)),
                })
            }
            recognise::Value::Organisation(o) => {
                let detail = organisations.at(n);
                let name = detail.map(|d| d.name.as_deref().map_or_else(|| doc.spaced(c.span), single));
                let place = detail.and_then(|d| d.place).and_then(|p| ids[p]);
                Facts::Organisation(OrganisationFacts { name, kind: OrganisationKind::parse(o.kind), place })
            }
            recognise::Value::Place(_) => Facts::Place(units.at(n).map_or_else(PlaceFacts::default, place)),
            recognise::Value::Person(p) => {
                Facts::Person(PersonFacts { honorific: share(&p.honorific), rank: share(&p.rank) })
            }
        };
        let bytes = doc.bytes(c.span);
        let (span, source) = places.both(bytes);
        out.push(Mention::new(id, span, source, bytes.of(doc.text), facts, c.rule));
    }
    out
}

/// The blocks of the record.
#[must_use]
pub fn blocks(layout: &Layout, places: Places<'_>) -> Vec<Block> {
    let block = |b: &layout::Block| Block {
        kind: match b.kind {
            layout::BlockKind::Title => BlockKind::Title,
            layout::BlockKind::Lead => BlockKind::Lead,
            layout::BlockKind::Heading => BlockKind::Heading,
            layout::BlockKind::Caption => BlockKind::Caption,
            layout::BlockKind::Byline => BlockKind::Byline,
            layout::BlockKind::Meta => BlockKind::Meta,
            layout::BlockKind::Boilerplate => BlockKind::Boilerplate,
            layout::BlockKind::List => BlockKind::List,
            layout::BlockKind::Paragraph => BlockKind::Paragraph,
        },
        span: places.span(b.span),
        source_span: places.source(b.span),
    };
    layout.blocks.iter().map(block).collect()
}

/// The sentences of the record.
#[must_use]
pub fn sentences(doc: &Doc<'_>, places: Places<'_>) -> Vec<Sentence> {
    doc.sentences.iter().map(|s| Sentence { span: places.span(s.span), block: s.block }).collect()
}

/// Most syllables of a word: longer phrases of the lexicons are several words.
const LONGEST_WORD: u16 = 3;

/// The words of the record: the longest phrase of the lexicons that begins at a syllable, else the syllable, number or mark
/// itself. There is no general dictionary behind this, so compounds outside the lexicons stay in syllables.
#[must_use]
pub fn words(doc: &Doc<'_>, places: Places<'_>) -> Vec<CharSpan> {
    let mut out = Vec::with_capacity(doc.tokens.len());
    for sentence in doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let whole = |m: &Match| {
                (2..=LONGEST_WORD).contains(&m.len)
                    && m.span().end <= sentence.tokens.end
                    && doc.tokens[m.span().range()].iter().all(Token::is_word)
            };
            let end = doc.matches.at(at as usize).iter().find(whole).map_or(at + 1, |m| m.span().end);
            out.push(places.span(doc.bytes(Span::new(at, end))));
            at = end;
        }
    }
    out
}

/// The indicators of the record.
#[must_use]
pub fn indicators<'a>(
    doc: &Doc<'a>,
    entities: &'a Entities,
    ids: &[Option<u32>],
    places: Places<'_>,
) -> Vec<Indicator<'a>> {
    let indicator = |i: &'a resolve::indicator::Indicator| {
        let c = &entities.mentions[i.mention];
        let (recognise::Value::Percent(a) | recognise::Value::Money(a) | recognise::Value::Quantity(a)) = &c.value
        else {
            return None;
        };
        let (value, form) = figure(a.figure);
        let (span, source_span) = places.both(doc.bytes(c.span));
        Some(Indicator {
            measure: doc.spaced(i.measure),
            value,
            form,
            unit: Some(Cow::Borrowed(i.unit.of(doc, c))),
            cmp: cmp(a.cmp),
            change: i.change.and_then(Change::parse),
            period: share(&i.period),
            place: i.place.map(|place| doc.spaced(place)),
            place_code: i.place_code.map(Cow::Borrowed),
            mention: ids[i.mention]?,
            sentence: i.sentence,
            span,
            source_span,
        })
    };
    entities.indicators.iter().filter_map(indicator).collect()
}

/// The ids of the mentions with these numbers.
fn ids_of(mentions: &[usize], ids: &[Option<u32>]) -> Vec<u32> {
    mentions.iter().filter_map(|&n| ids[n]).collect()
}

/// The officials of the record.
#[must_use]
pub fn officials<'a>(entities: &'a Entities, ids: &[Option<u32>]) -> Vec<Official<'a>> {
    let role = |r: &'a resolve::office::RoleEntry| Role {
        title: single(&r.title),
        org: single(&r.org),
        org_full: r.org_full.as_deref().map(single),
        former: r.former,
        evidence: ids_of(&r.evidence, ids),
    };
    let official = |o: &'a resolve::office::OfficialEntry| Official {
        name: single(&o.name),
        honorific: share(&o.honorific),
        rank: share(&o.rank),
        mentions: ids_of(&o.mentions, ids),
        roles: o.roles.iter().map(role).collect(),
    };
    entities.officials.iter().map(official).collect()
}

/// The programmes of the record.
#[must_use]
pub fn programmes<'a>(entities: &'a Entities, ids: &[Option<u32>]) -> Vec<ProgrammeEntry<'a>> {
    let entry = |p: &'a resolve::programme::ProgrammeEntry| {
        Some(ProgrammeEntry {
            name: Cow::Borrowed(&p.name),
            kind: ProgrammeKind::parse(p.kind)?,
            registry: share(&p.registry),
            key: Cow::Borrowed(&p.key),
            period: share(&p.period),
            place: p.place.and_then(|n| ids[n]),
            document: share(&p.document),
            mentions: ids_of(&p.mentions, ids),
        })
    };
    entities.programmes.iter().filter_map(entry).collect()
}

/// The documents of the record.
#[must_use]
pub fn documents<'a>(entities: &'a Entities, ids: &[Option<u32>]) -> Vec<DocumentEntry<'a>> {
    let entry = |d: &'a resolve::document::DocumentEntry| {
        Some(DocumentEntry {
            number: share(&d.number),
            title: share(&d.title),
            kind: DocumentKind::parse(d.kind)?,
            year: d.year.and_then(|y| u32::try_from(y).ok()),
            issuer: share(&d.issuer),
            date: d.mentions.iter().find_map(|&n| share(&entities.citations.get(n)?.date)),
            mentions: ids_of(&d.mentions, ids),
        })
    };
    entities.documents.iter().filter_map(entry).collect()
}
