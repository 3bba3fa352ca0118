//! Syllables as numbers.
//!
//! Enters: a word as written. Leaves: the [`SylId`] of its folded form (lower case, old-style tone placement, `i` and `y`
//! alike where they are spelling variants) and its [`Shape`]. All look-ups of the engine compare these 32-bit ids.
//! Not done here: splitting text into words (that is [`crate::token`]). Words that no lexicon names share the id
//! [`SylId::UNKNOWN`].

use rustc_hash::FxHashMap;

use crate::text::syllable::{ToneStyle, is_valid, place_tone};

/// Id of a folded syllable, a punctuation mark or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SylId(pub u32);

impl SylId {
    /// A word that is in no lexicon.
    pub const UNKNOWN: Self = Self(0);
    /// Any number in digits.
    pub const NUMBER: Self = Self(1);
    const FIRST: u32 = 2;
    const PUNCT: u32 = 1 << 31;

    /// The id of a punctuation mark; dashes, double quotes and apostrophes of all forms fall together.
    ///
    /// ```
    /// use tinviet::intern::SylId;
    /// assert_eq!(SylId::punct('–'), SylId::punct('-'));
    /// assert_eq!(SylId::punct('”'), SylId::punct('"'));
    /// ```
    #[inline]
    #[must_use]
    pub const fn punct(c: char) -> Self {
        let folded = match c {
            '–' | '—' | '−' | '‐' | '‑' => '-',
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‘' | '’' | 'ʼ' | '′' => '\'',
            '％' => '%',
            '…' => '.',
            c => c,
        };
        Self(Self::PUNCT | folded as u32)
    }

    /// Whether the id is that of a punctuation mark.
    #[inline]
    #[must_use]
    pub const fn is_punct(self) -> bool {
        self.0 & Self::PUNCT != 0
    }
}

/// What the letters of a word look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(pub u8);

impl Shape {
    /// The first letter is a capital.
    pub const CAPITAL: u8 = 1;
    /// There is no small letter and at least one capital.
    pub const UPPER: u8 = 2;
    /// A letter stands that Vietnamese syllables do not use (`f j w z`, or another script).
    pub const FOREIGN: u8 = 4;
    /// A single letter.
    pub const SINGLE: u8 = 8;
    /// Holds a letter outside ASCII (a diacritic).
    pub const MARKED: u8 = 16;

    /// A capital stands after a small letter: `LinhTheo`.
    pub const INNER: u8 = 32;
    /// A Vietnamese syllable (see [`is_valid`]); kept here because it is asked of most names.
    pub const SYLLABLE: u8 = 64;

    /// The shape of `word`.
    ///
    /// ```
    /// use tinviet::intern::Shape;
    /// assert!(Shape::of("Ủy").has(Shape::CAPITAL) && !Shape::of("Ủy").has(Shape::UPPER));
    /// assert!(Shape::of("UBND").has(Shape::UPPER));
    /// ```
    #[must_use]
    pub fn of(word: &str) -> Self {
        let (mut bits, mut letters, mut small) = (0, 0, false);
        for (n, c) in word.chars().enumerate() {
            letters += 1;
            if c.is_ascii() {
                match c {
                    'A'..='Z' if n == 0 => bits |= Self::CAPITAL,
                    'A'..='Z' if small => bits |= Self::INNER,
                    'a'..='z' => small = true,
                    _ => {}
                }
                if matches!(c, 'f' | 'j' | 'w' | 'z' | 'F' | 'J' | 'W' | 'Z') {
                    bits |= Self::FOREIGN;
                }
            } else {
                bits |= Self::MARKED;
                if c.is_lowercase() {
                    small = true;
                } else if small && c.is_uppercase() {
                    bits |= Self::INNER;
                } else if n == 0 && c.is_uppercase() {
                    bits |= Self::CAPITAL;
                }
                if c > '\u{1EFF}' {
                    bits |= Self::FOREIGN;
                }
            }
        }
        if !small && word.chars().any(char::is_uppercase) {
            bits |= Self::UPPER;
        }
        if letters == 1 {
            bits |= Self::SINGLE;
        }
        if is_valid(word) {
            bits |= Self::SYLLABLE;
        }
        Self(bits)
    }

    /// Whether all of `bits` are set.
    #[inline]
    #[must_use]
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits == bits
    }
}

/// `i` and its tones, beside `y`.
const I_TO_Y: [(char, char); 6] = [('i', 'y'), ('ì', 'ỳ'), ('í', 'ý'), ('ỉ', 'ỷ'), ('ĩ', 'ỹ'), ('ị', 'ỵ')];

/// Appends the folded form of `word` to `out`: the key under which spelling variants fall together.
///
/// Lower case; old-style tone marks (`uỷ` → `ủy`); a bare `i` after `h k l m s t v` and `qu` as `y` (`kĩ` → `kỹ`).
///
/// ```
/// let mut s = String::new();
/// tinviet::intern::fold("Uỷ", &mut s);
/// tinviet::intern::fold("Sĩ", &mut s);
/// tinviet::intern::fold("tiến", &mut s);
/// assert_eq!(s, "ủysỹtiến");
/// ```
pub fn fold(word: &str, out: &mut String) {
    let start = out.len();
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            match c {
                'Ð' | 'ð' => out.push('đ'),
                '’' | 'ʼ' | '‘' => out.push('\''),
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
    if let Some(placed) = place_tone(&out[start..], ToneStyle::Old) {
        out.truncate(start);
        out.push_str(&placed);
    }
    let mut chars = out[start..].chars();
    let last = chars.next_back();
    let onset = chars.as_str();
    if matches!(onset, "h" | "k" | "l" | "m" | "s" | "t" | "v" | "qu")
        && let Some(&(i, y)) = I_TO_Y.iter().find(|(i, _)| Some(*i) == last)
    {
        out.truncate(out.len() - i.len_utf8());
        out.push(y);
    }
}

/// The syllables that lexicons name, each with its id. Frozen after loading.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, SylId>,
}

impl Vocabulary {
    /// The id of a folded syllable, new if need be. Used while lexicons load.
    pub(crate) fn intern(&mut self, folded: &str) -> SylId {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let id = SylId(SylId::FIRST + self.ids.len() as u32);
        self.ids.insert(folded.into(), id);
        id
    }

    /// The id of a folded syllable, [`SylId::UNKNOWN`] if no lexicon names it.
    #[must_use]
    pub fn get(&self, folded: &str) -> SylId {
        self.ids.get(folded).copied().unwrap_or(SylId::UNKNOWN)
    }

    /// One more than the largest id given.
    #[must_use]
    pub fn bound(&self) -> usize {
        SylId::FIRST as usize + self.ids.len()
    }
}

/// Says what written words are.
pub trait Words {
    /// Id and shape of the word `text[start..end]`.
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape);
}

/// Folds every word anew: for a phrase now and then, where a [`WordCache`] would cost more to set up than it saves.
#[derive(Debug, Default)]
pub struct Uncached {
    key: String,
}

impl Words for Uncached {
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape) {
        compute(&text[start..end], &mut self.key, vocabulary)
    }
}

fn compute(word: &str, key: &mut String, vocabulary: &Vocabulary) -> (SylId, Shape) {
    key.clear();
    fold(word, key);
    (vocabulary.get(key), Shape::of(word))
}

/// A worker's memory of the words it has seen: written form to id and shape, without folding again.
///
/// Small tables in front, one place for each hash, answer nearly all look-ups: one for words of up to eight bytes, which
/// are most, and one for longer ones; a map behind them keeps what collides. All are caches only: results do not depend on
/// what they hold. The map is emptied when it grows past a fixed size, so that memory does not grow with the archive.
#[derive(Debug)]
pub struct WordCache {
    /// Two places for each hash, the one asked for last in front: what is rare does not drive out what is frequent.
    short: Box<[[Seen<u64>; 2]]>,
    long: Box<[Seen<u128>]>,
    behind: FxHashMap<u128, (SylId, Shape)>,
    folded: String,
}

/// A word as it was written, and what it is.
#[derive(Debug, Clone, Copy, Default)]
struct Seen<K> {
    key: K,
    id: SylId,
    shape: Shape,
}

impl Default for WordCache {
    fn default() -> Self {
        Self {
            short: vec![[Seen::default(); 2]; 1 << Self::SHORT_BITS].into(),
            long: vec![Seen::default(); 1 << Self::LONG_BITS].into(),
            behind: FxHashMap::default(),
            folded: String::new(),
        }
    }
}

impl WordCache {
    const SHORT_BITS: u32 = 12;
    const LONG_BITS: u32 = 11;
    const LIMIT: usize = 1 << 16;
    /// Longer words are not kept: they are rare, and the key holds fifteen bytes and a length.
    const LONGEST: usize = 15;

    #[cold]
    fn look_behind(&mut self, key: u128, word: &str, vocabulary: &Vocabulary) -> (SylId, Shape) {
        if let Some(&hit) = self.behind.get(&key) {
            return hit;
        }
        let hit = compute(word, &mut self.folded, vocabulary);
        if self.behind.len() >= Self::LIMIT {
            self.behind.clear();
        }
        self.behind.insert(key, hit);
        hit
    }
}

impl Words for WordCache {
    #[inline]
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape) {
        let len = end - start;
        if (1..=8).contains(&len)
            && let Some(Ok(eight)) = text.as_bytes().get(start..start + 8).map(<[u8; 8]>::try_from)
        {
            // Eight bytes at once, then what lies behind the word is cleared: no word holds a nought.
            let key = u64::from_le_bytes(eight) & (u64::MAX >> (64 - 8 * len as u32));
            let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let place = (hash >> (64 - Self::SHORT_BITS)) as usize;
            let [first, second] = &mut self.short[place];
            if first.key == key {
                return (first.id, first.shape);
            }
            std::mem::swap(first, second);
            if first.key == key {
                return (first.id, first.shape);
            }
            let wide = u128::from(key) | (len as u128) << 120;
            let (id, shape) = self.look_behind(wide, &text[start..end], vocabulary);
            self.short[place][0] = Seen { key, id, shape };
            return (id, shape);
        }
        if len > Self::LONGEST {
            return compute(&text[start..end], &mut self.folded, vocabulary);
        }
        let key = match text.as_bytes().get(start..start + 16) {
            // Sixteen bytes at once, then what lies behind the word is cleared and the length put in the last byte.
            Some(bytes) => {
                let mut sixteen = [0; 16];
                sixteen.copy_from_slice(bytes);
                let all = u128::from_le_bytes(sixteen);
                all & ((1 << (8 * len)) - 1) | (len as u128) << 120
            }
            None => {
                let mut sixteen = [0; 16];
                sixteen[..len].copy_from_slice(&text.as_bytes()[start..end]);
                sixteen[15] = len as u8;
                u128::from_le_bytes(sixteen)
            }
        };
        let hash = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (hash >> (64 - Self::LONG_BITS)) as usize;
        let seen = &self.long[place];
        if seen.key == key {
            return (seen.id, seen.shape);
        }
        let (id, shape) = self.look_behind(key, &text[start..end], vocabulary);
        self.long[place] = Seen { key, id, shape };
        (id, shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut s = String::new();
        fold(word, &mut s);
        s
    }

    #[test]
    fn folds_spelling_variants_together() {
        for (a, b) in [
            ("HOÀ", "hòa"),
            ("thuỷ", "Thủy"),
            ("Kỉ", "kỷ"),
            ("quí", "Quý"),
            ("Đắk", "đắk"),
            ("Lí", "lý"),
            ("hòan", "hoàn"),
            ("qủa", "quả"),
        ] {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
    }

    #[test]
    fn keeps_different_words_apart() {
        for (a, b) in [("túi", "túy"), ("tai", "tay"), ("bi", "by"), ("chi", "chy")] {
            assert_ne!(folded(a), folded(b), "{a} {b}");
        }
        assert_eq!(folded("quỳ"), "quỳ");
    }

    #[test]
    fn cache_and_vocabulary_agree() {
        let mut v = Vocabulary::default();
        let id = v.intern("ủy");
        let mut cache = WordCache::default();
        for _ in 0..2 {
            assert_eq!(cache.look_up("Uỷ", 0, 4, &v), (id, Shape::of("Uỷ")));
            assert_eq!(cache.look_up("Uỷ ban nhân dân huyện", 0, 4, &v), (id, Shape::of("Uỷ")));
            assert_eq!(cache.look_up("chưabiếttừnào", 0, "chưabiếttừnào".len(), &v).0, SylId::UNKNOWN);
        }
    }
}
