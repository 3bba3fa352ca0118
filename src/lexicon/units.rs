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
//! The tables are sorted by key and searched where they lie: nothing is loaded at the start of the program. The short ones
//! get an index, and the communes of today one by code, when they are first asked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::intern::fold;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

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
    /// let old = find(Level::Province, "Bắc Kạn")[0];
    /// assert!(old.valid_on("2024-01-24") && !old.valid_on("2025-07-01"));
    /// ```
    #[must_use]
    pub fn valid_on(&self, day: &str) -> bool {
        (self.from.is_empty() || self.from <= day) && (self.to.is_empty() || day <= self.to)
    }

    /// Designation and name: `tỉnh Bắc Kạn`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.designation, self.name)
    }

    fn parse(level: Level, line: &'static str) -> Option<Self> {
        let mut field = line.split('\t').skip(1);
        let mut next = || field.next();
        Some(match level {
            Level::Province => Self {
                level,
                code: next()?,
                designation: next()?,
                name: next()?,
                parent: "",
                from: next()?,
                to: next()?,
                now: next()?,
                early: false,
            },
            Level::District | Level::Commune => {
                let snapshot = next()?;
                let (from, to) = period(snapshot);
                Self {
                    level,
                    code: next()?,
                    designation: next()?,
                    name: next()?,
                    parent: next()?,
                    from,
                    to,
                    now: next().unwrap_or(""),
                    early: snapshot.starts_with("202"),
                }
            }
        })
    }
}

const fn table(level: Level) -> &'static str {
    match level {
        Level::Province => PROVINCES,
        Level::District => DISTRICTS,
        Level::Commune => COMMUNES,
    }
}

/// The lines of a table after its header.
fn body(level: Level) -> &'static str {
    table(level).split_once('\n').map_or("", |(_, body)| body)
}

fn lines(level: Level) -> impl Iterator<Item = &'static str> {
    body(level).lines()
}

/// Appends the key of a name's next word to `key`: folded, one space between words, numbers without leading zeros.
pub fn push_key(word: &str, key: &mut String) {
    if !key.is_empty() {
        key.push(' ');
    }
    if word.starts_with('0') && word.len() > 1 {
        key.push_str(word.trim_start_matches('0'));
    } else {
        fold(word, key);
    }
}

/// The key of a whole name: hyphens count as spaces.
///
/// ```
/// use tinviet::lexicon::units::key;
/// assert_eq!(key("Bà Rịa - Vũng Tàu"), "bà rịa vũng tàu");
/// assert_eq!(key("Phường 05"), "phường 5");
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for word in name.split([' ', '-', '–', '\u{a0}']).filter(|w| !w.is_empty()) {
        push_key(word, &mut key);
    }
    key
}

/// The part of a sorted table whose lines have this key.
fn range(level: Level, key: &str) -> &'static str {
    let text = body(level);
    let line_start = |at: usize| text.as_bytes()[..at].iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
    let key_at = |at: usize| text[at..].split('\t').next().unwrap_or("");
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let start = line_start(low + (high - low) / 2);
        if key_at(start) < key {
            low = text[start..].find('\n').map_or(text.len(), |n| start + n + 1);
        } else {
            high = start;
        }
    }
    let mut end = low;
    while end < text.len() && key_at(end) == key {
        end = text[end..].find('\n').map_or(text.len(), |n| end + n + 1);
    }
    &text[low..end]
}

/// Whether a unit of this level bears the name with this key.
#[must_use]
pub fn has(level: Level, key: &str) -> bool {
    !range(level, key).is_empty()
}

/// A table in memory, found by name and by code.
struct Index {
    units: Vec<Unit>,
    names: FxHashMap<&'static str, Range<usize>>,
    codes: FxHashMap<&'static str, Vec<usize>>,
}

impl Index {
    fn of(level: Level) -> Self {
        let mut index = Self { units: Vec::new(), names: FxHashMap::default(), codes: FxHashMap::default() };
        for line in lines(level) {
            let Some(unit) = Unit::parse(level, line) else { continue };
            let at = index.units.len();
            index.units.push(unit);
            index.codes.entry(unit.code).or_default().push(at);
            let key = line.split('\t').next().unwrap_or("");
            index.names.entry(key).or_insert(at..at).end = at + 1;
        }
        // A name as the table spells it stands for its key.
        for n in 0..index.units.len() {
            let name = index.units[n].name;
            if let Some(range) = index.names.get(&*key(name)).cloned() {
                index.names.insert(name, range);
            }
        }
        index
    }

    fn find(&self, name: &str) -> &[Unit] {
        let range = self.names.get(name).or_else(|| self.names.get(&*key(name)));
        range.map_or(&[], |r| &self.units[r.clone()])
    }
}

static INDEXED: [LazyLock<Index>; 2] =
    [LazyLock::new(|| Index::of(Level::Province)), LazyLock::new(|| Index::of(Level::District))];

fn index(level: Level) -> Option<&'static Index> {
    match level {
        Level::Province => Some(&INDEXED[0]),
        Level::District => Some(&INDEXED[1]),
        Level::Commune => None,
    }
}

/// The units of this level that bear the name, in any spelling variant.
///
/// ```
/// use tinviet::lexicon::units::{Level, find};
/// assert_eq!(find(Level::District, "Ngân Sơn")[0].code, "062");
/// assert_eq!(find(Level::District, "Châu Thành").len(), 10);
/// ```
#[must_use]
pub fn find(level: Level, name: &str) -> Cow<'static, [Unit]> {
    match index(level) {
        Some(index) => Cow::Borrowed(index.find(name)),
        None => range(level, &key(name)).lines().filter_map(|line| Unit::parse(level, line)).collect(),
    }
}

/// The communes of today by code, as places in the table.
static COMMUNES_OF_TODAY: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let of_today = |line: &'static str| {
        let mut field = line.split('\t').skip(1);
        let today = period(field.next()?).1.is_empty();
        Some((field.next()?, line)).filter(|_| today)
    };
    lines(Level::Commune).filter_map(of_today).collect()
});

/// The commune of today with this code.
///
/// ```
/// assert_eq!(tinviet::lexicon::units::commune_of_today("00004").unwrap().full_name(), "phường Ba Đình");
/// ```
#[must_use]
pub fn commune_of_today(code: &str) -> Option<Unit> {
    Unit::parse(Level::Commune, COMMUNES_OF_TODAY.get(code)?)
}

/// The unit of a province's or district's code that is valid on `day`.
///
/// ```
/// use tinviet::lexicon::units::{Level, by_code};
/// assert_eq!(by_code(Level::Province, "24", "2024-01-01").unwrap().name, "Bắc Giang");
/// assert_eq!(by_code(Level::Province, "24", "2026-01-01").unwrap().name, "Bắc Ninh");
/// ```
#[must_use]
pub fn by_code(level: Level, code: &str, day: &str) -> Option<Unit> {
    let index = index(level)?;
    index.codes.get(code)?.iter().map(|&n| index.units[n]).find(|u| u.valid_on(day))
}

/// Whether a commune of this name lies, or lay, in the province of that name.
///
/// ```
/// use tinviet::lexicon::units::communes_in;
/// assert!(communes_in("Dương Huy", "Quảng Ninh") && !communes_in("Dương Huy", "Cà Mau"));
/// ```
#[must_use]
pub fn communes_in(name: &str, province: &str) -> bool {
    let provinces = find(Level::Province, province);
    let lies = |commune: &Unit| {
        let (code, day) = if commune.to == LAST_OLD_DAY {
            let Some(district) = by_code(Level::District, commune.parent, LAST_OLD_DAY) else { return false };
            (district.parent, LAST_OLD_DAY)
        } else {
            (commune.parent, commune.from)
        };
        by_code(Level::Province, code, day).is_some_and(|p| provinces.contains(&p))
    };
    find(Level::Commune, name).iter().any(lies)
}

/// All units of a level, by key.
pub fn all(level: Level) -> impl Iterator<Item = Unit> {
    lines(level).filter_map(move |line| Unit::parse(level, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_by_the_key_of_the_name() {
        for level in [Level::Province, Level::District, Level::Commune] {
            let mut last = "";
            for line in lines(level) {
                let stated = line.split('\t').next().unwrap_or("");
                let unit = Unit::parse(level, line).expect(line);
                assert_eq!(stated, key(unit.name), "{line}");
                assert!(last <= stated, "{line}");
                last = stated;
            }
        }
    }

    #[test]
    fn every_unit_is_found_by_its_name() {
        for level in [Level::Province, Level::District, Level::Commune] {
            for unit in all(level) {
                assert!(find(level, unit.name).contains(&unit), "{unit:?}");
                assert!(find(level, &unit.name.to_uppercase()).contains(&unit), "{unit:?}");
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
