//! Places, over all articles.
//!
//! Enters: the place mentions of each article. Leaves: provinces of today with all that lies in them, units below the
//! province, and places elsewhere. A unit is counted under its code and the time it was there, so that `TP.HCM` and `Sài Gòn`
//! meet, and Bắc Giang of 2024 does not meet Bắc Ninh of today, which has taken over its code. A mention that may mean several
//! units counts for none. Not done here: which unit a mention means (that is [`crate::resolve::admin`]).

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::NAMES;
use super::read::{Article, folded};
use crate::archive::tally::{Forms, Ranked, Tally};
use crate::lexicon::units::{self, Level, Unit};
use crate::record::{AdminUnit, Facts, PlaceFacts};
use crate::resolve::admin::describe;

/// A province of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Official code.
    pub code: String,
    /// `tỉnh` or `thành phố`.
    pub designation: &'static str,
    /// Name without it.
    pub name: &'static str,
    /// Articles that name the province itself, or one that it holds today.
    pub itself: u64,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name, with its designation for a unit.
    pub name: String,
    /// Level as the record names it: `district`, `commune`, `country`, `road` …
    pub level: String,
    /// The unit or units above it.
    pub within: Option<String>,
    /// What holds the area today, where that is something else.
    pub now: Option<String>,
}

#[derive(Debug)]
pub(super) struct Places {
    /// By code of the province of today.
    provinces: Tally<Holding>,
    units: Tally<Place>,
    elsewhere: Tally<(Forms, Place)>,
    by_code: FxHashMap<(Level, &'static str), Vec<&'static Unit>>,
}

#[derive(Debug)]
struct Holding {
    province: &'static Unit,
    itself: u64,
    seen: u64,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            provinces: Tally::new(NAMES),
            units: Tally::new(NAMES),
            elsewhere: Tally::new(NAMES),
            by_code: FxHashMap::default(),
        }
    }
}

impl Places {
    pub(super) fn add(&mut self, article: &Article<'_>, n: u64, day: Option<Date>) {
        let day = day.map(|d| d.to_string());
        for m in &article.mentions {
            let Facts::Place(facts) = &m.facts else { continue };
            let level = facts.level.as_deref().unwrap_or_default();
            let unit_level = Level::from_name(level);
            if let Some(province) = province_of(facts) {
                let new = || Holding { province, itself: 0, seen: u64::MAX };
                let holding = self.provinces.add(province.code, n, 1, new).0;
                if unit_level == Some(Level::Province) && holding.seen != n {
                    holding.seen = n;
                    holding.itself += 1;
                }
            }
            match (unit_level, facts.code.as_deref()) {
                (Some(Level::Province), Some(_)) => {}
                (Some(unit_level), Some(code)) => {
                    let unit = self.unit(unit_level, code, &m.text, day.as_deref());
                    let name = unit.map_or_else(|| m.text.to_string(), |u| u.full_name().to_owned());
                    self.units.add(&format!("{level} {code} {name}"), n, 1, || place(facts, level, name, unit));
                }
                // A unit's name that stays open: `xã Trung Hòa`, of which there are two.
                (Some(_), None) => {}
                (None, _) => {
                    let above = facts.parent.as_ref().map_or("", |p| &p.code);
                    let key = format!("{level} {above} {}", folded(&m.text));
                    let new = || (Forms::default(), place(facts, level, String::new(), None));
                    self.elsewhere.add(&key, n, 1, new).0.0.add(&m.text);
                }
            }
        }
    }

    /// The unit of a code: there may be two, one before and one since July 2025. The name decides, then the day.
    fn unit(&mut self, level: Level, code: &str, text: &str, day: Option<&str>) -> Option<&'static Unit> {
        if self.by_code.is_empty() {
            for level in [Level::District, Level::Commune] {
                for unit in units::all(level).filter(|u| !u.code.is_empty()) {
                    self.by_code.entry((level, unit.code)).or_default().push(unit);
                }
            }
        }
        let of_code = self.by_code.get(&(level, code))?;
        let text = folded(text);
        let named = || of_code.iter().filter(|u| text.ends_with(&folded(u.name)));
        let valid = |u: &&&'static Unit| day.is_none_or(|d| u.valid_on(d));
        named().find(valid).or_else(|| named().next()).or_else(|| of_code.iter().find(valid)).copied()
    }

    pub(super) fn ranked(self, top: usize) -> (Ranked<Province>, Ranked<Place>, Ranked<Place>) {
        let provinces = self.provinces.ranked().map(|h| Province {
            code: h.province.code.to_owned(),
            designation: h.province.designation,
            name: h.province.name,
            itself: h.itself,
        });
        let named = |(forms, place): (Forms, Place)| Place { name: forms.name().to_owned(), ..place };
        (provinces, self.units.ranked().top(top), self.elsewhere.ranked().top(top).map(named))
    }
}

fn place(m: &PlaceFacts<'_>, level: &str, name: String, unit: Option<&Unit>) -> Place {
    let above = unit.and_then(|u| describe(u).split_once(", ").map(|(_, above)| above.to_owned()));
    let names = |units: &[AdminUnit<'_>]| units.iter().map(|u| &*u.name).collect::<Vec<_>>().join(", ");
    let now = m.now.as_deref().filter(|now| !now.iter().any(|n| m.code.as_ref() == Some(&n.code) && n.name == name));
    Place {
        within: above.or_else(|| m.parent.as_ref().map(|p| p.name.to_string())),
        now: now.map(names).filter(|n| !n.is_empty()),
        level: level.to_owned(),
        name,
    }
}

/// The province of today that holds a place, from the units that hold it today, else from its parent.
fn province_of(m: &PlaceFacts<'_>) -> Option<&'static Unit> {
    let of = |unit: &AdminUnit<'_>| {
        let province = |code: &str| units::by_code(Level::Province, code, TODAY);
        match unit.code.len() {
            2 => province(&unit.code),
            _ => province(units::commune_of_today(&unit.code)?.parent),
        }
    };
    if m.candidates.is_some() {
        return None;
    }
    match (m.now.as_deref(), &m.parent) {
        (Some([first, ..]), _) => of(first),
        (_, Some(parent)) => of(parent),
        _ => None,
    }
}

/// A day on which the units of today are there, and those that ended are not.
const TODAY: &str = "9999-12-31";
