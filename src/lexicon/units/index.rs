//! The tables of units, found by name and by code.
//!
//! Enters: the tables that are part of the program, each sorted by key. Leaves: an [`Index`], which knows where the rows of
//! each name stand. Only the beginnings of rows are looked at to make it; the rows of a name are read when a unit of that
//! name is first asked for: a run meets few of the fifteen thousand. Not done here: what a row says ([`Unit`]).

use std::hash::BuildHasher;
use std::sync::{LazyLock, OnceLock};

use memchr::memchr_iter;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Level, Unit, period, table};

/// The levels in the order of their numbers.
const LEVELS: [Level; 3] = [Level::Province, Level::District, Level::Commune];

/// The tables in memory.
pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// Where the units of the tables stand, by name and by code.
pub(super) struct Index {
    names: Names,
    /// For each name by level one past the number of its group; 0 where no unit bears it.
    bearers: Vec<[u32; 3]>,
    /// Those of provinces, of districts, of communes.
    groups: [Vec<Group>; 3],
    /// The units of provinces and districts by code.
    codes: [FxHashMap<&'static str, Vec<Spot>>; 2],
    /// The communes of today by code.
    today: FxHashMap<&'static str, Spot>,
}

/// The units of one level that bear one name.
struct Group {
    /// Where their rows stand in the table.
    start: u32,
    end: u32,
    units: OnceLock<Box<[Unit]>>,
}

/// Where a unit stands.
#[derive(Debug, Clone, Copy)]
struct Spot {
    group: u32,
    /// Its place in the group.
    at: u32,
}

impl Group {
    fn units(&self, level: Level) -> &[Unit] {
        let rows = || table(level)[self.start as usize..self.end as usize].lines();
        self.units.get_or_init(|| rows().filter_map(|row| Unit::of(level, row)).collect())
    }
}

/// Column `n` of a row, or of what follows one: byte by byte, since fields are too short for a search to pay.
fn field(row: &str, n: usize) -> &str {
    let len = |start: usize| row.as_bytes()[start..].iter().take_while(|b| **b > b'\n').count();
    let mut start = 0;
    for _ in 0..n {
        start = row.len().min(start + len(start) + 1);
    }
    &row[start..start + len(start)]
}

impl Index {
    fn new() -> Self {
        let mut index = Self {
            names: Names::default(),
            bearers: Vec::with_capacity(1 << 13),
            groups: [Vec::new(), Vec::new(), Vec::with_capacity(1 << 13)],
            codes: [FxHashMap::default(), FxHashMap::default()],
            today: FxHashMap::default(),
        };
        for level in LEVELS {
            index.load(level);
        }
        index
    }

    /// Looks through the table of a level.
    fn load(&mut self, level: Level) {
        let text = table(level);
        let mut ends = memchr_iter(b'\n', text.as_bytes());
        // Behind the header.
        let mut start = ends.next().map_or(text.len(), |end| end + 1);
        let (mut key, mut spot) = ("", Spot { group: 0, at: 0 });
        for end in ends {
            let row = &text[start..end];
            let same = !key.is_empty() && row.starts_with(key) && row.as_bytes().get(key.len()) == Some(&b'\t');
            if same {
                spot.at += 1;
            } else {
                key = field(row, 0);
                spot = Spot { group: self.groups[level as usize].len() as u32, at: 0 };
                let units = OnceLock::new();
                self.groups[level as usize].push(Group { start: start as u32, end: end as u32, units });
                self.name(level, key, spot.group);
            }
            self.groups[level as usize][spot.group as usize].end = end as u32;
            self.code(level, &row[key.len()..], spot);
            start = end + 1;
        }
    }

    /// Enters a group under its key.
    fn name(&mut self, level: Level, key: &'static str, group: u32) {
        let number = self.number(key).unwrap_or_else(|| {
            self.bearers.push([0; 3]);
            let number = self.bearers.len() as u32 - 1;
            self.names.insert(key, number);
            number
        });
        self.bearers[number as usize][level as usize] = group + 1;
    }

    /// Enters a unit under its code; `rest` is its row behind the key.
    fn code(&mut self, level: Level, rest: &'static str, spot: Spot) {
        match level {
            Level::Province => self.codes[0].entry(field(rest, 1)).or_default().push(spot),
            Level::District => self.codes[1].entry(field(rest, 2)).or_default().push(spot),
            Level::Commune if period(field(rest, 1)).1.is_empty() => {
                self.today.insert(field(rest, 2), spot);
            }
            Level::Commune => {}
        }
    }

    /// The number of the name with this key.
    fn number(&self, key: &str) -> Option<u32> {
        self.names.find(key, |number| {
            let groups = LEVELS.iter().zip(self.bearers[number as usize]).find(|(_, group)| *group > 0);
            groups.is_some_and(|(&level, group)| {
                let row = &table(level)[self.groups[level as usize][group as usize - 1].start as usize..];
                row.as_bytes().get(key.len()) == Some(&b'\t') && row.starts_with(key)
            })
        })
    }

    /// The units that bear the name with this key, by level.
    pub(super) fn find(&'static self, key: &str) -> Option<[&'static [Unit]; 3]> {
        let groups = self.bearers[self.number(key)? as usize];
        Some(LEVELS.map(|level| match groups[level as usize] {
            0 => &[][..],
            group => self.groups[level as usize][group as usize - 1].units(level),
        }))
    }

    /// Whether a unit of this level bears the name with this key.
    pub(super) fn has(&self, level: Level, key: &str) -> bool {
        self.number(key).is_some_and(|number| self.bearers[number as usize][level as usize] > 0)
    }

    fn unit(&'static self, level: Level, spot: Spot) -> Option<&'static Unit> {
        self.groups[level as usize].get(spot.group as usize)?.units(level).get(spot.at as usize)
    }

    /// The commune of today with this code.
    pub(super) fn commune_of_today(&'static self, code: &str) -> Option<&'static Unit> {
        self.unit(Level::Commune, *self.today.get(code)?)
    }

    /// The units of provinces or districts with this code.
    pub(super) fn by_code(&'static self, level: Level, code: &str) -> impl Iterator<Item = &'static Unit> {
        let spots = self.codes.get(level as usize).and_then(|codes| codes.get(code));
        spots.into_iter().flatten().filter_map(move |&spot| self.unit(level, spot))
    }

    /// All units of a level, by key.
    pub(super) fn all(&'static self, level: Level) -> impl Iterator<Item = &'static Unit> {
        self.groups[level as usize].iter().flat_map(move |group| group.units(level))
    }
}

/// Names by the hashes of their keys, which stand in the tables.
struct Names {
    /// The upper half of the hash, and one past the number of the name; 0 for a free slot.
    slots: Vec<(u32, u32)>,
}

/// How many slots there are, of which about half are taken; a power of two.
const SLOTS: usize = 1 << 14;

impl Default for Names {
    fn default() -> Self {
        Self { slots: vec![(0, 0); SLOTS] }
    }
}

impl Names {
    /// The slot where the search for a name begins, and what the slot holds of its hash.
    fn place(key: &str) -> (usize, u32) {
        let hash = FxBuildHasher.hash_one(key);
        (hash as usize & (SLOTS - 1), (hash >> 32) as u32)
    }

    /// Enters a name that is not there.
    fn insert(&mut self, key: &str, number: u32) {
        let (mut at, hash) = Self::place(key);
        while self.slots[at].1 != 0 {
            at = (at + 1) & (SLOTS - 1);
        }
        self.slots[at] = (hash, number + 1);
    }

    /// The number of a name; `is` tells whether a number is that of the name itself.
    fn find(&self, key: &str, is: impl Fn(u32) -> bool) -> Option<u32> {
        let (mut at, hash) = Self::place(key);
        loop {
            let (found, number) = self.slots[at];
            let number = number.checked_sub(1)?;
            if found == hash && is(number) {
                return Some(number);
            }
            at = (at + 1) & (SLOTS - 1);
        }
    }
}
