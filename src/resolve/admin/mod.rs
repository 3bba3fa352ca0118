//! Places to administrative units.
//!
//! Enters: the mentions of a document and its day of publication. Leaves: for each place the unit it means on that day, with
//! what holds it and what holds its area today, or the candidates among which the article does not decide; and the
//! article's own units ([`Setting`]). Homonyms are settled by the containers the article names: first those beside the name
//! (`xã A, huyện B`), then those of its sentence, of the article, and the article's own. Nothing is guessed: a name that
//! still means several units stays open. A unit that had ended before the day is taken where none of the day bears the name
//! (`tỉnh Hà Tây`). Without a date the lists before and from 1 July 2025 are tried: the one in which more of the names exist
//! holds; where both do equally, a name stands only if both lists give it one code. Not done here: finding places.

mod own;
mod select;
mod unit;

use std::cmp::Ordering;

pub use own::{Own, Setting};
pub use unit::{describe, parent_of, today_of};

use crate::lexicon::class::Class;
use crate::lexicon::units::{self, Bearers, Level, Unit};
use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::place::value::PlaceName;
use crate::resolve::by_mention::ByMention;
use crate::span::{Span, Tok};

/// A day on which the provinces were there that the lexicon's short forms stand for.
const DAY_OF_ALIASES: &str = "2024-12-31";

/// What the document tells of one place mention.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceDetail {
    /// Level, a name of the closed list; for a unit found its own.
    pub level: &'static str,
    /// The unit.
    pub unit: Option<&'static Unit>,
    /// The unit that holds it; for a hamlet the one written beside it.
    pub parent: Option<&'static Unit>,
    /// The units of today that hold its area.
    pub now: &'static [&'static Unit],
    /// The units it may mean where the article does not decide.
    pub candidates: Vec<&'static Unit>,
}

/// The places of a document: what each mention means, and the article's own units.
#[derive(Debug, Default)]
pub struct Resolved {
    /// What each mention means.
    pub places: ByMention<PlaceDetail>,
    /// The units the article is about.
    pub setting: Setting,
}

/// The day on which units are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When<'a> {
    /// An ISO date.
    Day(&'a str),
    /// Before or from 1 July 2025.
    Either,
}

impl<'a> When<'a> {
    /// The day, the last one before the reform where none is known.
    const fn day(self) -> &'a str {
        match self {
            Self::Day(day) => day,
            Self::Either => units::LAST_OLD_DAY,
        }
    }
}

/// A day within the period of the units of today, for documents without a date.
const TODAY: &str = "9999-12-31";

/// A place that may be a unit, while it is being resolved.
pub(super) struct Item<'a> {
    /// Number of the mention.
    mention: usize,
    span: Span<Tok>,
    /// The name without designation; for a short form (`TP.HCM`) the official name.
    name: &'a str,
    /// The units that bear the name.
    bearers: Bearers,
    written: Written,
    /// The designation in full, where one is written before this name.
    designation: Option<&'a str>,
    /// It stands alone, neither after a designation nor in a list that has one.
    bare: bool,
    /// What it may still mean.
    candidates: Vec<&'static Unit>,
    unit: Option<&'static Unit>,
    /// The item written beside it that holds it, and whether nothing stands between them.
    container: Option<(usize, bool)>,
    /// The container beside it holds no such unit.
    contradicted: bool,
    /// Settled by the container beside it.
    beside: bool,
}

/// What level the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Hamlet,
    Commune,
    District,
    /// `thành phố`: of a province or under the centre.
    City,
    Province,
}

impl Written {
    fn of(level: &str) -> Option<Self> {
        Some(match level {
            "hamlet" => Self::Hamlet,
            "commune" => Self::Commune,
            "district" => Self::District,
            "city" => Self::City,
            "province" => Self::Province,
            _ => return None,
        })
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Hamlet => 0,
            Self::Commune => 2,
            Self::District => 4,
            Self::City => 5,
            Self::Province => 6,
        }
    }
}

const fn rank(level: Level) -> u8 {
    match level {
        Level::Commune => 2,
        Level::District => 4,
        Level::Province => 6,
    }
}

/// Resolves the places of a document published on `published` (ISO date), as far as that is known, by `publisher`.
///
/// ```
/// use tinviet::recognise::{candidate::Candidates, propose, select::select};
/// use tinviet::resolve::admin::resolve;
/// tinviet::testing::cases::with_doc("Lễ hội diễn ra tại huyện Châu Thành, tỉnh Bến Tre.", |doc| {
///     let mut found = Candidates::default();
///     propose(doc, &mut found);
///     let mentions = select(found.take(), doc.tokens.len());
///     let places = resolve(doc, &mentions, Some("2024-03-01"), None).places;
///     let district = places.get(0).unwrap();
///     assert_eq!(district.unit.unwrap().code, "831");
///     assert_eq!(district.parent.unwrap().full_name(), "tỉnh Bến Tre");
///     assert_eq!(district.now[0].full_name(), "tỉnh Vĩnh Long");
/// });
/// ```
#[must_use]
pub fn resolve(doc: &Doc<'_>, mentions: &[Candidate], published: Option<&str>, publisher: Option<&str>) -> Resolved {
    let mut items = items(doc, mentions);
    if items.is_empty() && publisher.is_none() {
        return Resolved { places: details(mentions, &[], When::Either), setting: Setting::default() };
    }
    let when = published.and_then(|p| p.get(..10)).map_or_else(|| select::period(&items), When::Day);
    link(doc, &mut items);
    select::beside(&mut items, when);
    let mut setting = Setting::of_items(doc, mentions, &items, publisher, when);
    if select::elsewhere(doc, &mut items, &setting) {
        setting = Setting::of_items(doc, mentions, &items, publisher, when);
    }
    Resolved { places: details(mentions, &items, when), setting }
}

/// What the places mean; those that are no items stay as they were written, with nothing settled.
fn details(mentions: &[Candidate], items: &[Item<'_>], when: When<'_>) -> ByMention<PlaceDetail> {
    let mut rest = items.iter().peekable();
    let detail = |(n, c): (usize, &Candidate)| match &c.value {
        Value::Place(place) => Some((
            n,
            match rest.next_if(|item| item.mention == n) {
                Some(item) => detail(item, items, place.level, when),
                None => PlaceDetail { level: place.level, ..PlaceDetail::default() },
            },
        )),
        _ => None,
    };
    mentions.iter().enumerate().filter_map(detail).collect()
}

fn detail(item: &Item<'_>, items: &[Item<'_>], level: &'static str, when: When<'_>) -> PlaceDetail {
    let Some(unit) = item.unit else {
        let above = item.container.filter(|_| item.written == Written::Hamlet).and_then(|(c, _)| items[c].unit);
        let candidates = if item.contradicted { Vec::new() } else { item.candidates.clone() };
        return PlaceDetail { level, parent: above, candidates, ..PlaceDetail::default() };
    };
    PlaceDetail {
        level: unit.level.name(),
        unit: Some(unit),
        parent: parent_of(unit, when.day()),
        now: today_of(unit),
        candidates: Vec::new(),
    }
}

fn items<'a>(doc: &Doc<'a>, mentions: &[Candidate]) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for (mention, c) in mentions.iter().enumerate() {
        let Value::Place(place) = &c.value else { continue };
        let Some(written) = Written::of(place.level) else { continue };
        let head = doc.phrase(c.span.start, Class::PlaceDesignation).filter(|m| m.span().end <= place.name.start);
        // `phường Sài Gòn` is no short form.
        let short = matches!(written, Written::Province | Written::City);
        let official = if short { official(doc, c.span, place) } else { None };
        // Of a hamlet there is no list.
        let bearers = match official {
            Some(unit) => Bearers::of(unit.name),
            None if written == Written::Hamlet => Bearers::default(),
            None => doc.units(place.name),
        };
        items.push(Item {
            mention,
            span: c.span,
            name: official.map_or_else(|| doc.slice(place.name), |unit| unit.name),
            bearers,
            written,
            designation: head.map(|m| &*doc.row(&m).value),
            bare: c.span == place.name && c.rule != "place/list",
            candidates: Vec::new(),
            unit: None,
            container: None,
            contradicted: false,
            beside: false,
        });
    }
    items
}

/// The unit of a short form that the lexicon gives a code: `TP.HCM` as a whole, `BR-VT`.
fn official(doc: &Doc<'_>, span: Span<Tok>, place: &PlaceName) -> Option<&'static Unit> {
    let short = |at: u32| doc.phrase(at, Class::PlaceProvince).filter(|m| m.span().end == place.name.end);
    let code = |m: crate::lexicon::trie::Match| {
        Some(&*doc.row(&m).value).filter(|v| v.starts_with(|c: char| c.is_ascii_digit()))
    };
    let code = short(span.start).and_then(code).or_else(|| short(place.name.start).and_then(code));
    code.and_then(|code| units::by_code(Level::Province, code, DAY_OF_ALIASES))
}

/// Finds for each item the one beside it that may hold it: `xã A, B và C (huyện D)`, `huyện D thuộc tỉnh E`.
fn link(doc: &Doc<'_>, items: &mut [Item<'_>]) {
    for i in (0..items.len().saturating_sub(1)).rev() {
        let next = &items[i + 1];
        if items[i].span.end > next.span.start || !joined(doc, items[i].span.end, next.span.start) {
            continue;
        }
        let and = (items[i].span.end..next.span.start).any(|n| doc.phrase(n, Class::PlaceAnd).is_some());
        items[i].container = match next.written.rank().cmp(&items[i].written.rank()) {
            Ordering::Greater if and => None,
            Ordering::Greater => Some((i + 1, true)),
            // A list: what holds the next holds this.
            Ordering::Equal => next.container.map(|(c, _)| (c, false)),
            Ordering::Less => None,
        };
    }
}

/// Whether only marks and words like `thuộc` stand between two places of a sentence.
fn joined(doc: &Doc<'_>, end: u32, start: u32) -> bool {
    if start - end > 4 || doc.sentence_of(end - 1) != doc.sentence_of(start) {
        return false;
    }
    let mut at = end;
    while at < start {
        let token = &doc.tokens[at as usize];
        let word = [Class::PlaceWithin, Class::PlaceAnd].iter().find_map(|&c| doc.phrase(at, c));
        match word {
            Some(m) if m.span().end <= start => at = m.span().end,
            _ if token.is(',') || token.is('-') || token.is('(') => at += 1,
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests;
