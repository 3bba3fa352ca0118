//! The units an article is about.
//!
//! Enters: the places of a document, resolved as far as they are, and its publisher. Leaves: a [`Setting`]: what `huyện`,
//! `tỉnh`, `xã` mean where they stand bare. A unit counts by where it is named: title, head of the page, publisher, names of
//! bodies and programmes, running text. Where no unit stands out, the one named last in the paragraph is meant, else none.
//! Not done here: finding the bare words.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::unit::{parent_of, province_of};
use super::{Item, When, Written};
use crate::intern::fold;
use crate::layout::BlockKind;
use crate::lexicon::units::{self, Level, Unit};
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;

/// A unit that an article is about; its official unit where that is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Its level.
    pub level: Level,
    /// `huyện`, `thành phố`.
    pub designation: Cow<'static, str>,
    /// The name without designation.
    pub name: Cow<'static, str>,
    /// The unit of the tables; `None` for a homonym that stays open and for names the tables do not have.
    pub unit: Option<&'static Unit>,
}

impl Own {
    /// Designation and name: `huyện Ngân Sơn`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.designation, self.name)
    }

    /// Official code.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        self.unit.map(|u| u.code).filter(|c| !c.is_empty())
    }
}

/// What bare designations mean in a document.
#[derive(Debug, Default)]
pub struct Setting {
    own: Vec<Own>,
    /// The unit for each designation that stands out.
    main: Vec<usize>,
    /// Where units are named: block, token, index in `own`; by position.
    named: Vec<(u32, u32, usize)>,
}

/// How many names back the one that a bare designation means is looked for.
const BACK: usize = 24;
/// How far below the weight of a unit the next of its designation must lie.
const TIMES: u32 = 2;

fn weight(kind: Option<BlockKind>) -> u32 {
    match kind {
        Some(BlockKind::Title) => 8,
        Some(BlockKind::Meta | BlockKind::Boilerplate) => 5,
        Some(BlockKind::Lead) => 4,
        _ => 1,
    }
}

impl Setting {
    /// The unit that a bare designation means in the whole document.
    ///
    /// ```
    /// use tinviet::recognise::{candidate::Candidates, propose, select::select};
    /// use tinviet::resolve::admin::resolve;
    /// tinviet::testing::cases::with_doc("Huyện Ngân Sơn (Bắc Kạn) ra quân. UBND huyện giao chỉ tiêu.", |doc| {
    ///     let mut found = Candidates::default();
    ///     propose(doc, &mut found);
    ///     let mentions = select(found.take(), doc.tokens.len());
    ///     let setting = resolve(doc, &mentions, Some("2024-03-01"), None).setting;
    ///     let district = setting.of("huyện").unwrap();
    ///     assert_eq!((district.full_name().as_str(), district.code()), ("huyện Ngân Sơn", Some("062")));
    ///     assert_eq!(setting.of("tỉnh").unwrap().full_name(), "tỉnh Bắc Kạn");
    ///     assert!(setting.of("xã").is_none());
    /// });
    /// ```
    #[must_use]
    pub fn of(&self, designation: &str) -> Option<&Own> {
        self.main.iter().map(|&n| &self.own[n]).find(|o| o.designation == designation)
    }

    /// The unit that a bare designation means at token `at`: that of the whole document, else the one of this designation
    /// that the block named last before, else the only one that the last block to name any does.
    #[must_use]
    pub fn at(&self, doc: &Doc<'_>, designation: &str, at: u32) -> Option<&Own> {
        if let Some(own) = self.of(designation) {
            return Some(own);
        }
        let block = doc.sentences.get(doc.sentence_of(at))?.block;
        let end = self.named.partition_point(|&(_, token, _)| token < at);
        let near = self.named[end.saturating_sub(BACK)..end].iter().rev();
        let mut so = near.filter(|&&(.., n)| self.own[n].designation == designation);
        let &(first, _, last) = so.next()?;
        let sole = first == block || so.take_while(|(b, ..)| *b == first).all(|&(.., n)| n == last);
        sole.then(|| &self.own[last])
    }

    /// The unit of a level that the document is about, where one stands out and is settled.
    #[must_use]
    pub fn unit(&self, level: Level) -> Option<&'static Unit> {
        let mut of_level = self.main.iter().filter_map(|&n| self.own[n].unit).filter(|u| u.level == level);
        let first = of_level.next()?;
        of_level.all(|u| u == first).then_some(first)
    }

    pub(super) fn of_items(
        doc: &Doc<'_>,
        mentions: &[Candidate],
        items: &[Item<'_>],
        publisher: Option<&str>,
        when: When<'_>,
    ) -> Self {
        let mut tally = Tally::default();
        let mut setting = Self::default();
        let bodies = bodies(mentions);
        for item in items {
            let sentence = doc.sentences.get(doc.sentence_of(item.span.start));
            let block = sentence.map_or(0, |s| s.block);
            let mut w = weight(doc.blocks.get(block as usize).map(|b| b.kind));
            let before = bodies.partition_point(|b| b.0 <= item.span.start);
            if before > 0 && bodies[before - 1].1 >= item.span.end {
                w += 1;
            }
            let Some(named) = Named::of(item) else { continue };
            if let Some(unit) = named.unit {
                tally.add_above(&mut setting, unit, w, when);
            }
            let n = tally.add(&mut setting, named, w);
            setting.named.push((block, item.span.start, n));
        }
        if let Some(publisher) = publisher {
            for unit in published_by(publisher, when.day()) {
                tally.add(&mut setting, Named::unit(unit), 12);
                tally.add_above(&mut setting, unit, 12, when);
            }
        }
        setting.main = tally.main(&setting);
        setting
    }
}

/// A unit where it is named.
#[derive(Debug, Clone, Copy)]
struct Named<'a> {
    level: Level,
    designation: &'a str,
    name: &'a str,
    unit: Option<&'static Unit>,
}

impl<'a> Named<'a> {
    const fn unit(unit: &'static Unit) -> Self {
        Self { level: unit.level, designation: unit.designation, name: unit.name, unit: Some(unit) }
    }

    /// The unit of an item, with its designation; `None` where neither text nor tables tell it.
    fn of(item: &Item<'a>) -> Option<Self> {
        if let Some(unit) = item.unit {
            return Some(Self::unit(unit));
        }
        let designation = item.designation?;
        let level = match item.written {
            Written::Hamlet => return None,
            Written::Commune => Level::Commune,
            Written::District | Written::City => Level::District,
            Written::Province => Level::Province,
        };
        Some(Self { level, designation, name: item.name, unit: None })
    }

    fn own(self) -> Own {
        let Self { level, unit, .. } = self;
        let (designation, name) = match unit {
            Some(unit) => (unit.designation.into(), unit.name.into()),
            None => (self.designation.to_owned().into(), self.name.to_owned().into()),
        };
        Own { level, designation, name, unit }
    }
}

/// How many spellings back a unit is looked for before its name is folded.
const SPELLED: usize = 32;

/// Weights of the units.
#[derive(Default)]
struct Tally<'a> {
    weights: Vec<u32>,
    /// Designation and name as spelled, with the number: nearly all are asked for again, and soon.
    spelled: Vec<([&'a str; 2], usize)>,
    /// By designation and folded name.
    places: FxHashMap<(&'a str, String), usize>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, setting: &mut Setting, named: Named<'a>, w: u32) -> usize {
        let spelled = [named.designation, named.name];
        let known = self.spelled.iter().rev().take(SPELLED).find(|(s, _)| *s == spelled);
        let n = match known {
            Some(&(_, n)) => n,
            None => {
                let n = self.number(setting, named);
                self.spelled.push((spelled, n));
                n
            }
        };
        self.weights[n] += w;
        let known = &mut setting.own[n];
        known.unit = known.unit.or(named.unit);
        n
    }

    /// The number of a unit in the setting, new if need be.
    fn number(&mut self, setting: &mut Setting, named: Named<'a>) -> usize {
        let mut name = String::with_capacity(named.name.len());
        fold(named.name, &mut name);
        *self.places.entry((named.designation, name)).or_insert_with(|| {
            setting.own.push(named.own());
            self.weights.push(0);
            setting.own.len() - 1
        })
    }

    /// A district speaks for its province too.
    fn add_above(&mut self, setting: &mut Setting, unit: &Unit, w: u32, when: When<'_>) {
        let mut above = parent_of(unit, when.day());
        while let Some(unit) = above {
            self.add(setting, Named::unit(unit), w);
            above = parent_of(unit, when.day());
        }
    }

    /// For each designation the unit that outweighs all others.
    fn main(&self, setting: &Setting) -> Vec<usize> {
        let mut best: Vec<(usize, u32)> = Vec::new();
        let mut second: Vec<u32> = Vec::new();
        for (n, own) in setting.own.iter().enumerate() {
            let w = self.weights[n];
            match best.iter().position(|&(b, _)| setting.own[b].designation == own.designation) {
                None => {
                    best.push((n, w));
                    second.push(0);
                }
                Some(b) if w > best[b].1 => {
                    second[b] = best[b].1;
                    best[b] = (n, w);
                }
                Some(b) => second[b] = second[b].max(w),
            }
        }
        best.iter().zip(&second).filter(|((_, w), s)| *w >= TIMES * **s).map(|((n, _), _)| *n).collect()
    }
}

/// The stretches of bodies and programmes, by position.
fn bodies(mentions: &[Candidate]) -> Vec<(u32, u32)> {
    let name = |c: &&Candidate| matches!(c.kind, Kind::Organisation | Kind::Programme);
    mentions.iter().filter(name).map(|c| (c.span.start, c.span.end)).collect()
}

/// The units that the name of a publisher ends in: `Báo Lạng Sơn`, `Cổng TTĐT huyện Ngân Sơn`.
fn published_by(publisher: &str, day: &str) -> Vec<&'static Unit> {
    let words: Vec<&str> = publisher.split_whitespace().take(40).collect();
    let mut out: Vec<&Unit> = Vec::new();
    for level in [Level::Province, Level::District] {
        'found: for len in (2..=4).rev() {
            for run in words.windows(len) {
                let name = run.join(" ");
                if !run.iter().all(|w| w.starts_with(char::is_uppercase)) {
                    continue;
                }
                let units = units::find(level, name.trim_matches(|c: char| !c.is_alphanumeric()));
                let valid: Vec<&'static Unit> = units.iter().filter(|u| u.valid_on(day)).collect();
                if let [unit] = *valid
                    && out.iter().all(|u| u.name != unit.name && province_of(unit) == Some(u))
                {
                    out.push(unit);
                    break 'found;
                }
            }
        }
    }
    out
}
