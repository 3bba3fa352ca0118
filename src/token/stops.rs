//! Words that tell whether a point ends a sentence, from `data/lexicon/shared/stops.tsv`.
//!
//! Enters: a word. Leaves: its [`Kinds`]. Not done here: the decision.

use std::ops::BitOr;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::table::Table;
use crate::text::letter::Letter;
use crate::text::syllable::is_valid;

/// What a word is beside a point; a word may be several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// Is abbreviated with a point before a name: `TS.`, `BS.`.
    pub(super) const TITLE: Self = Self(1);
    /// Is abbreviated with a point before the name of a place: `TP.`, `Q.`.
    pub(super) const PLACE: Self = Self(2);
    /// Is numbered, with a point behind the number: `Điều 5.`.
    pub(super) const NUMBERED: Self = Self(4);
    /// Ends an address or a file name: `vn`, `jpg`.
    pub(super) const SUFFIX: Self = Self(8);
    /// Opens sentences, and seldom names: `Theo`, `Tuy`.
    pub(super) const OPENER: Self = Self(16);

    /// Whether it is one of `other`.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::TITLE,
            "place" => Self::PLACE,
            "numbered" => Self::NUMBERED,
            "suffix" => Self::SUFFIX,
            "opener" => Self::OPENER,
            _ => return None,
        })
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The table.
pub(super) struct Stops {
    kinds: FxHashMap<&'static str, Kinds>,
    /// Of those that are abbreviated before a name, by the code of the first letter, one bit for that of the last: most
    /// words that are not are seen by these.
    ends: [u64; 64],
    /// Length in bytes of the longest of them that is a syllable, too: `sen`.
    syllable: usize,
}

/// The table built into the program.
pub(super) static STOPS: LazyLock<Stops> = LazyLock::new(|| {
    let mut kinds: FxHashMap<&'static str, Kinds> = FxHashMap::default();
    for row in Table::embedded("stops.tsv", TEXT, &["form", "kind"]).rows() {
        let of = kinds.entry(row[0]).or_default();
        *of = *of | Kinds::from_name(row[1]).unwrap_or_default();
    }
    let (mut ends, mut syllable) = ([0; 64], 0);
    for (form, _) in kinds.iter().filter(|(_, kinds)| kinds.has(Kinds::TITLE | Kinds::PLACE)) {
        if let Some((first, last)) = codes(form) {
            ends[usize::from(first)] |= 1 << last;
        }
        if is_valid(form) {
            syllable = form.len().max(syllable);
        }
    }
    Stops { kinds, ends, syllable }
});

const TEXT: &str = include_str!("../../data/lexicon/shared/stops.tsv");

impl Stops {
    /// Whether `word`, in any case, is abbreviated with a point before a name.
    pub(super) fn abbreviates(&self, word: &str) -> bool {
        codes(word).is_none_or(|(first, last)| self.ends[usize::from(first)] >> last & 1 != 0)
            && self.kinds(word).has(Kinds::TITLE | Kinds::PLACE)
    }

    /// The same of a syllable: nearly all are too long for it.
    #[inline]
    pub(super) fn abbreviates_syllable(&self, word: &str) -> bool {
        word.len() <= self.syllable && self.abbreviates(word)
    }

    /// What `word` is, in any case.
    pub(super) fn kinds(&self, word: &str) -> Kinds {
        if word.len() > 24 {
            return Kinds::default();
        }
        small(word, &mut [0; 40]).and_then(|word| self.kinds.get(word)).copied().unwrap_or_default()
    }
}

/// The codes of the first and the last letter of a word, which are the same in any case and below 64; `None` where one of
/// them is no letter of Vietnamese.
fn codes(word: &str) -> Option<(u8, u8)> {
    let mut chars = word.chars();
    let first = Letter::of(chars.next()?);
    let last = chars.next_back().map_or(first, Letter::of);
    (!first.is_none() && !last.is_none()).then(|| (first.code() & 63, last.code() & 63))
}

/// `word` in small letters, written into `room`: asked at every stop, so that it takes no memory of its own.
fn small<'r>(word: &str, room: &'r mut [u8]) -> Option<&'r str> {
    let mut len = 0;
    let mut put = |c: char| {
        len += c.encode_utf8(room.get_mut(len..len + c.len_utf8())?).len();
        Some(())
    };
    for c in word.chars() {
        let letter = Letter::of(c);
        if letter.is_none() {
            c.to_lowercase().try_for_each(&mut put)?;
        } else {
            put(letter.small())?;
        }
    }
    std::str::from_utf8(room.get(..len)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_sorted_and_folded() {
        let table = Table::parse("stops.tsv", TEXT, &["form", "kind"]).expect("a table");
        let rows: Vec<_> = table.rows().collect();
        assert!(rows.windows(2).all(|w| w[0] < w[1]), "not sorted or twice");
        for row in rows {
            assert_eq!(row[0], row[0].to_lowercase());
            assert!(unicode_normalization::is_nfc(row[0]), "{}", row[0]);
            assert!(Kinds::from_name(row[1]).is_some(), "{}", row[1]);
        }
    }

    #[test]
    fn kinds_in_any_case() {
        assert!(STOPS.kinds("TP").has(Kinds::PLACE) && STOPS.kinds("ThS").has(Kinds::TITLE));
        assert!(STOPS.kinds("Điều").has(Kinds::NUMBERED) && STOPS.kinds("Điều").has(Kinds::OPENER));
        assert!(STOPS.kinds("hộ").is_empty());
    }
}
