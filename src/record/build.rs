//! Entities to the parts of a record.
//!
//! Enters: a document with its resolved [`Entities`]. Leaves: the record's mentions, officials, indicators, programmes and
//! documents, all positions in code points. Not done here: any decision about what was found.

use std::borrow::Cow;

use super::list::{
    BlockKind, Change, Cmp, DocumentKind, Form, MentionKind, MentionType, OrganisationKind, ProgrammeKind,
};
use super::mention::{AdminUnit, DocumentEntry, Indicator, Mention, Official, ProgrammeEntry, Role};
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

/// The mention type of a kind; `None` for the intermediates, which are not emitted.
const fn type_of(kind: Kind) -> Option<MentionType> {
    Some(match kind {
        Kind::Number | Kind::Office => return None,
        Kind::Date => MentionType::Date,
        Kind::Duration => MentionType::Duration,
        Kind::Percent => MentionType::Percent,
        Kind::Money => MentionType::Money,
        Kind::Quantity => MentionType::Quantity,
        Kind::Document => MentionType::Document,
        Kind::Place => MentionType::Place,
        Kind::Organisation => MentionType::Organisation,
        Kind::Programme => MentionType::Programme,
        Kind::Person => MentionType::Person,
    })
}

/// The ids of the mentions, parallel to `entities.mentions`; `None` for what is not emitted.
#[must_use]
pub fn ids(entities: &Entities) -> Vec<Option<u32>> {
    let mut next = 0;
    let number = |kind| {
        type_of(kind)?;
        next += 1;
        Some(next - 1)
    };
    entities.mentions.iter().map(|c| c.kind).map(number).collect()
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

fn amount(m: &mut Mention<'_>, a: &Amount) {
    let (value, form) = figure(a.figure);
    m.value = Some(value);
    m.form = form;
    m.cmp = Some(cmp(a.cmp));
}

fn unit(u: &'static Unit) -> AdminUnit<'static> {
    AdminUnit { code: Cow::Borrowed(u.code), name: Cow::Borrowed(u.full_name()) }
}

fn place(m: &mut Mention<'_>, detail: &PlaceDetail) {
    let several = |units: &[&'static Unit], name: fn(&'static Unit) -> AdminUnit<'static>| {
        Some(units).filter(|u| !u.is_empty()).map(|u| u.iter().map(|u| name(u)).collect())
    };
    m.level = Some(Cow::Borrowed(detail.level));
    m.code = detail.unit.map(|u| u.code).filter(|c| !c.is_empty()).map(Cow::Borrowed);
    m.parent = detail.parent.map(unit);
    m.now = several(detail.now, unit);
    m.candidates =
        several(&detail.candidates, |u| AdminUnit { code: Cow::Borrowed(u.code), name: Cow::Borrowed(describe(u)) });
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
        let (Some(kind), Some(id)) = (type_of(c.kind), *id) else { continue };
        let bytes = doc.bytes(c.span);
        let (span, source) = places.both(bytes);
        out.push(Mention::new(id, kind, span, source, bytes.of(doc.text), c.rule));
        // Filled in where it stands: mentions are large.
        let Some(m) = out.last_mut() else { continue };
        match &c.value {
            recognise::Value::Number(_) | recognise::Value::Office(_) => {}
            recognise::Value::Date(_) => {
                let date = dates.at(n);
                m.value = Some(date.and_then(|d| share(&d.value)).map_or(Value::Unknown, Value::Text));
                m.resolved_from = date.and_then(|d| d.from).map(Cow::Borrowed);
                m.reason = date.and_then(|d| d.reason).map(Cow::Borrowed);
            }
            recognise::Value::Duration(d) => {
                m.value = Some(match &d.to {
                    None => Value::Text(Cow::Borrowed(&d.iso)),
                    Some(to) => Value::Texts(Cow::Borrowed(&d.iso), Cow::Borrowed(to)),
                });
            }
            recognise::Value::Percent(a) | recognise::Value::Quantity(a) => {
                amount(m, a);
                m.unit = Some(&a.unit).filter(|u| !u.is_empty()).map(|u| Cow::Borrowed(&**u));
            }
            recognise::Value::Money(a) => {
                amount(m, a);
                m.currency = Some(Cow::Borrowed(&a.unit));
            }
            recognise::Value::Document(d) => {
                let detail = documents.at(n);
                m.kind = DocumentKind::parse(d.kind).map(MentionKind::from);
                m.number = detail.and_then(|d| share(&d.number));
                m.year = detail.and_then(|d| d.year).and_then(|y| u32::try_from(y).ok());
                m.issuer = detail.and_then(|d| share(&d.issuer));
                if let Some(citation) = citations.at(n) {
                    m.date = share(&citation.date);
                    m.provision = citation.provision.map(|s| single(doc.slice(s)));
                }
            }
            recognise::Value::Programme(p) => {
                let detail = programmes.at(n);
                m.kind = ProgrammeKind::parse(p.kind).map(MentionKind::from);
                m.name = Some(Cow::Borrowed(&p.name));
                m.registry = detail.and_then(|d| share(&d.registry));
                m.period = detail.and_then(|d| share(&d.period));
            }
            recognise::Value::Organisation(o) => {
                m.kind = OrganisationKind::parse(o.kind).map(MentionKind::from);
                if let Some(detail) = organisations.at(n) {
                    m.name = Some(single(detail.name.as_deref().unwrap_or_else(|| doc.slice(c.span))));
                    m.place = detail.place.and_then(|p| ids[p]);
                }
            }
            recognise::Value::Place(_) => {
                if let Some(detail) = units.at(n) {
                    place(m, detail);
                }
            }
            recognise::Value::Person(p) => {
                m.honorific = share(&p.honorific);
                m.rank = share(&p.rank);
            }
        }
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
            measure: single(doc.slice(i.measure)),
            value,
            form,
            unit: Some(Cow::Borrowed(i.unit.of(doc, c))),
            cmp: cmp(a.cmp),
            change: i.change.and_then(Change::parse),
            period: share(&i.period),
            place: i.place.map(|place| single(doc.slice(place))),
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
