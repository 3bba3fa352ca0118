//! The administrative units of Viet Nam: provinces, districts and communes before and from 1 July 2025.
//!
//! Enters: a name. Leaves: the units that bear it, each with its official code, the code above it, the days on which it is
//! valid and the codes of what holds its area today. Not done here: choosing among units of one name (that is
//! [`crate::resolve::admin`]). Codes are those of decision 19/2025/QĐ-TTg and of the lists before it; new units reuse old
//! codes, so a code alone does not tell the time. The district level ended on 1 July 2025 (resolution 203/2025/QH15).
//!
//! Validity comes as snapshots: what the list of 2021 has and that of June 2025 has no more ended, or changed its name or
//! designation, on a day in between that the lists do not tell; both count as valid until 30 June 2025.
//!
//! Nothing is loaded at the start of the program: the tables are looked through, once, when a unit is first asked for
//! (`index`).

mod index;

use std::sync::OnceLock;

use crate::intern::fold;
use index::INDEX;

const PROVINCES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/place/provinces.tsv"));
const DISTRICTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/place/districts.tsv"));
const COMMUNES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/place/communes.tsv"));

/// Last day of the old provinces, districts and communes.
pub const LAST_OLD_DAY: &str = "2025-06-30";
/// First day of the units of today.
pub const FIRST_NEW_DAY: &str = "2025-07-01";

/// Level of an administrative unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// `tỉnh`, `thành phố` under the centre.
    Province,
    /// `huyện`, `quận`, `thị xã`, `thành phố` of a province.
    District,
    /// `xã`, `phường`, `thị trấn`, `đặc khu`.
    Commune,
}

impl Level {
    /// The name in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }

    /// The level of a name in records.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "province" => Some(Self::Province),
            "district" => Some(Self::District),
            "commune" => Some(Self::Commune),
            _ => None,
        }
    }
}

/// A unit as the tables state it.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its level.
    pub level: Level,
    /// Official code; empty for provinces that ended before codes were given.
    pub code: &'static str,
    /// `tỉnh`, `huyện`, `phường`.
    pub designation: &'static str,
    /// The name without designation.
    pub name: &'static str,
    /// Code of the unit above; empty for provinces. An old commune lies in a district, a new one in a province.
    pub parent: &'static str,
    /// First day, `YYYY-MM-DD`, empty if it is not known.
    pub from: &'static str,
    /// Last day, empty while it lasts.
    pub to: &'static str,
    /// Codes of the units of today that hold its area, by commas; empty for districts, and for communes that ended before
    /// June 2025.
    pub now: &'static str,
    /// Whether the list of June 2025 no longer has it.
    pub early: bool,
    told: OnceLock<Box<Told>>,
}

/// What is put together of a unit, once, when it is first asked for.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    full_name: String,
    /// The units of today that hold its area.
    pub(crate) today: OnceLock<Vec<&'static Unit>>,
    /// Its name with all that holds it.
    pub(crate) with_all_above: OnceLock<String>,
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        let row = |u: &Self| (u.level, u.code, u.designation, u.name, u.parent, u.from, u.to, u.now, u.early);
        std::ptr::eq(self, other) || row(self) == row(other)
    }
}

impl Eq for Unit {}

/// Validity of the rows of one snapshot: first and last day.
fn period(snapshot: &str) -> (&'static str, &'static str) {
    match snapshot {
        "2020" => ("", "2020-12-31"),
        "july-2025-on" => (FIRST_NEW_DAY, ""),
        "july-2025" => (FIRST_NEW_DAY, "2026-04-29"),
        "april-2026" => ("2026-04-30", ""),
        _ => ("", LAST_OLD_DAY),
    }
}

impl Unit {
    /// Whether it was there on `day` (`YYYY-MM-DD`).
    ///
    /// ```
    /// use tinviet::lexicon::units::{Level, find};
    /// let old = &find(Level::Province, "Bắc Kạn")[0];
    /// assert!(old.valid_on("2024-01-24") && !old.valid_on("2025-07-01"));
    /// ```
    #[must_use]
    pub fn valid_on(&self, day: &str) -> bool {
        (self.from.is_empty() || self.from <= day) && (self.to.is_empty() || day <= self.to)
    }

    /// Designation and name: `tỉnh Bắc Kạn`.
    #[must_use]
    pub fn full_name(&self) -> &str {
        &self.told().full_name
    }

    pub(crate) fn told(&self) -> &Told {
        self.told.get_or_init(|| {
            let full_name = [self.designation, " ", self.name].concat();
            Box::new(Told { full_name, today: OnceLock::new(), with_all_above: OnceLock::new() })
        })
    }

    /// The unit of a row; its first field is the key.
    fn of(level: Level, row: &'static str) -> Option<Self> {
        let mut fields = [""; COLUMNS];
        let count = fields.iter_mut().zip(row.split('\t')).map(|(field, text)| *field = text).count();
        match (level, &fields[..count]) {
            (Level::Province, &[_, code, designation, name, from, to, now]) => Some(Self {
                level,
                code,
                designation,
                name,
                parent: "",
                from,
                to,
                now,
                early: false,
                told: OnceLock::new(),
            }),
            (Level::District | Level::Commune, &[_, snapshot, code, designation, name, parent, ref now @ ..]) => {
                let ((from, to), now) = (period(snapshot), now.first().copied().unwrap_or(""));
                let early = snapshot.starts_with("202");
                Some(Self { level, code, designation, name, parent, from, to, now, early, told: OnceLock::new() })
            }
            _ => None,
        }
    }
}

const fn table(level: Level) -> &'static str {
    match level {
        Level::Province => PROVINCES,
        Level::District => DISTRICTS,
        Level::Commune => COMMUNES,
    }
}

/// Most columns of a table.
const COLUMNS: usize = 7;

/// Appends the key of a name's next word to `key`: one space between words, none beside an apostrophe (`Ia H' Drai`), numbers
/// without leading zeros, and all others as `folded` appends them.
pub fn push_key(word: &str, key: &mut String, folded: impl FnOnce(&mut String)) {
    let apostrophe = matches!(word, "'" | "’" | "‘" | "ʼ");
    if !key.is_empty() && !key.ends_with('\'') && !apostrophe {
        key.push(' ');
    }
    if word.starts_with('0') && word.len() > 1 {
        key.push_str(word.trim_start_matches('0'));
    } else {
        folded(key);
    }
}

/// The key of a whole name: hyphens count as spaces.
///
/// ```
/// use tinviet::lexicon::units::key;
/// assert_eq!(key("Bà Rịa - Vũng Tàu"), "bà rịa vũng tàu");
/// assert_eq!(key("Phường 05"), "phường 5");
/// assert_eq!(key("Ia H’ Drai"), "ia h'drai");
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split([' ', '-', '–', '\u{a0}']).filter(|w| !w.is_empty()) {
        push_key(word, &mut key, |key| fold(word, key));
    }
    key
}

/// The units that bear a name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bearers([&'static [Unit]; 3]);

impl Bearers {
    /// The units that bear the name, in any spelling variant.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self::of_key(&key(name))
    }

    /// The units that bear the name with this key ([`key`]).
    #[must_use]
    pub fn of_key(key: &str) -> Self {
        INDEX.find(key).map_or_else(Self::default, Self)
    }

    /// Those of one level.
    #[inline]
    #[must_use]
    pub const fn at(&self, level: Level) -> &'static [Unit] {
        self.0[level as usize]
    }

    /// Whether one of the communes lies, or lay, in one of the districts or provinces of `holders`.
    ///
    /// ```
    /// use tinviet::lexicon::units::Bearers;
    /// let lies_in = |commune, holder| Bearers::of(commune).lies_in(Bearers::of(holder));
    /// assert!(lies_in("Dương Huy", "Quảng Ninh") && !lies_in("Dương Huy", "Cà Mau"));
    /// assert!(lies_in("Chiềng Ban", "Mai Sơn"));
    /// ```
    #[must_use]
    pub fn lies_in(self, holders: Self) -> bool {
        let has = |level: Level, code: &str| holders.at(level).iter().any(|holder| holder.code == code);
        let provinces = !holders.at(Level::Province).is_empty();
        // Until July 2025 a commune lay in a district, whose code has three digits.
        self.at(Level::Commune).iter().any(|commune| match commune.parent.len() {
            3 => {
                let province = |d: &Unit| has(Level::Province, d.parent);
                has(Level::District, commune.parent)
                    || provinces && INDEX.by_code(Level::District, commune.parent).any(province)
            }
            _ => has(Level::Province, commune.parent),
        })
    }

    /// Whether one of the districts lies, or lay, in one province with one of the others.
    ///
    /// ```
    /// use tinviet::lexicon::units::Bearers;
    /// let are_neighbours = |one, other| Bearers::of(one).are_neighbours(Bearers::of(other));
    /// assert!(are_neighbours("Mai Châu", "Tân Lạc") && !are_neighbours("Mai Châu", "Củ Chi"));
    /// ```
    #[must_use]
    pub fn are_neighbours(self, others: Self) -> bool {
        let beside = |d: &Unit| others.at(Level::District).iter().any(|other| other.parent == d.parent);
        self.at(Level::District).iter().any(beside)
    }
}

/// Whether a unit of this level bears the name with this key.
#[must_use]
pub fn has(level: Level, key: &str) -> bool {
    INDEX.has(level, key)
}

/// The units of this level that bear the name, in any spelling variant.
///
/// ```
/// use tinviet::lexicon::units::{Level, find};
/// assert_eq!(find(Level::District, "Ngân Sơn")[0].code, "062");
/// assert_eq!(find(Level::District, "Châu Thành").len(), 10);
/// ```
#[must_use]
pub fn find(level: Level, name: &str) -> &'static [Unit] {
    Bearers::of(name).at(level)
}

/// The commune of today with this code.
///
/// ```
/// assert_eq!(tinviet::lexicon::units::commune_of_today("00004").unwrap().full_name(), "phường Ba Đình");
/// ```
#[must_use]
pub fn commune_of_today(code: &str) -> Option<&'static Unit> {
    INDEX.commune_of_today(code)
}

/// The unit of a province's or district's code that is valid on `day`.
///
/// ```
/// use tinviet::lexicon::units::{Level, by_code};
/// assert_eq!(by_code(Level::Province, "24", "2024-01-01").unwrap().name, "Bắc Giang");
/// assert_eq!(by_code(Level::Province, "24", "2026-01-01").unwrap().name, "Bắc Ninh");
/// ```
#[must_use]
pub fn by_code(level: Level, code: &str, day: &str) -> Option<&'static Unit> {
    INDEX.by_code(level, code).find(|u| u.valid_on(day))
}

/// All units of a level, by key.
pub fn all(level: Level) -> impl Iterator<Item = &'static Unit> {
    INDEX.all(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_by_the_key_of_the_name() {
        for level in [Level::Province, Level::District, Level::Commune] {
            let rows: Vec<&str> = table(level).lines().skip(1).collect();
            assert_eq!(all(level).count(), rows.len());
            let keys = || rows.iter().map(|row| row.split('\t').next().unwrap_or_default());
            assert!(keys().is_sorted());
            assert!(keys().eq(all(level).map(|unit| key(unit.name))));
        }
    }

    #[test]
    fn every_unit_is_found_by_its_name() {
        for level in [Level::Province, Level::District, Level::Commune] {
            for unit in all(level) {
                assert!(find(level, unit.name).contains(unit), "{unit:?}");
                assert!(find(level, &unit.name.to_uppercase()).contains(unit), "{unit:?}");
            }
        }
        assert!(find(Level::Commune, "Không Có Đâu").is_empty());
    }

    #[test]
    fn counts_are_those_of_the_official_lists() {
        let valid = |level, day: &str| all(level).filter(|u| u.valid_on(day) && !u.code.is_empty() && !u.early).count();
        assert_eq!(valid(Level::Province, "2025-06-30"), 63);
        assert_eq!(valid(Level::Province, "2025-07-01"), 34);
        assert_eq!(valid(Level::Province, "2026-11-01"), 34);
        assert_eq!(valid(Level::District, "2025-06-30"), 696);
        assert_eq!(valid(Level::Commune, "2025-06-30"), 10035);
        assert_eq!(valid(Level::Commune, "2025-07-01"), 3321);
        assert_eq!(valid(Level::Commune, "2026-11-01"), 3321);
        assert!(all(Level::District).filter(|u| u.early).count() > 20);
    }

    #[test]
    fn parents_and_successors_exist() {
        for unit in all(Level::District) {
            assert!(by_code(Level::Province, unit.parent, unit.to).is_some(), "{unit:?}");
        }
        for unit in all(Level::Province) {
            for code in unit.now.split(',') {
                assert!(by_code(Level::Province, code, "2026-11-01").is_some(), "{unit:?}");
            }
        }
        for unit in all(Level::Commune) {
            let above = if unit.to == LAST_OLD_DAY { Level::District } else { Level::Province };
            assert!(
                by_code(above, unit.parent, if unit.from.is_empty() { unit.to } else { unit.from }).is_some(),
                "{unit:?}"
            );
            for code in unit.now.split(',').filter(|c| !c.is_empty()) {
                assert!(commune_of_today(code).is_some(), "{unit:?}");
            }
        }
    }
}
