//! Syllables as numbers.
//!
//! Enters: a word as written. Leaves: the [`SylId`] of its folded form (lower case, old-style tone placement, `i` and `y`
//! alike where they are spelling variants) and its [`Shape`]. All look-ups of the engine compare these 32-bit ids.
//! Not done here: splitting text into words (that is [`crate::token`]). Words that no lexicon names share the id
//! [`SylId::UNKNOWN`].

use rustc_hash::FxHashMap;

use crate::text::letter::Letter;
use crate::text::run::Run;
use crate::text::syllable::{Syllable, ToneStyle, is_valid, place_tone};

mod cache;

pub(crate) use cache::Interning;
pub use cache::{Unchanged, WordCache};

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

    /// The number of the character that a mark is read as; meaningless for a word.
    #[inline]
    pub(crate) const fn mark(self) -> u32 {
        self.0 & !Self::PUNCT
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
    /// An apostrophe stands inside: `H'Hen`.
    pub const APOSTROPHE: u8 = 128;

    /// Of a mark, not of a word: a hyphen or dash.
    pub const HYPHEN: u8 = 2;
    /// Of a mark: a quotation mark, double or single.
    pub const QUOTE: u8 = 4;

    /// The shape of `word`.
    ///
    /// ```
    /// use tinviet::intern::Shape;
    /// assert!(Shape::of("Ủy").has(Shape::CAPITAL) && !Shape::of("Ủy").has(Shape::UPPER));
    /// assert!(Shape::of("UBND").has(Shape::UPPER));
    /// ```
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::with(word, is_valid(word))
    }

    /// The shape of `word`, of which is known whether it is a syllable.
    fn with(word: &str, syllable: bool) -> Self {
        let (mut bits, mut letters) = (0, 0);
        let (mut small, mut capital) = (false, false);
        for c in word.chars() {
            let letter = Letter::of(c);
            let (upper, lower) = if letter.is_none() {
                bits |= Self::of_other(c);
                (c.is_uppercase(), c.is_lowercase())
            } else {
                // All but these are letters of syllables.
                bits |= if matches!(c, 'f' | 'j' | 'w' | 'z' | 'F' | 'J' | 'W' | 'Z') { Self::FOREIGN } else { 0 };
                (letter.is_upper(), !letter.is_upper())
            };
            if upper && letters == 0 {
                bits |= Self::CAPITAL;
            } else if upper && small {
                bits |= Self::INNER;
            }
            (small, capital) = (small | lower, capital | upper);
            letters += 1;
        }
        if !word.is_ascii() {
            bits |= Self::MARKED;
        }
        if capital && !small {
            bits |= Self::UPPER;
        }
        if letters == 1 {
            bits |= Self::SINGLE;
        }
        if syllable {
            bits |= Self::SYLLABLE;
        }
        Self(bits)
    }

    /// The same of a syllable: its letters are known to be letters of Vietnamese.
    fn of_syllable(syllable: &Syllable, marked: bool) -> Self {
        let (len, capitals) = (syllable.len(), syllable.capitals());
        let all = u32::from(u8::MAX >> (8 - len));
        let mut bits = Self::SYLLABLE * u8::from(syllable.is_well_marked());
        bits |= Self::CAPITAL * (capitals & 1) as u8;
        bits |= Self::UPPER * u8::from(capitals == all);
        bits |= Self::INNER * u8::from(capitals >> capitals.trailing_ones() != 0);
        bits |= Self::SINGLE * u8::from(len == 1);
        bits |= Self::MARKED * u8::from(marked);
        Self(bits)
    }

    /// The shape of the mark with an id ([`SylId::punct`]).
    #[inline]
    pub(crate) const fn of_mark(id: SylId) -> Self {
        const DASH: SylId = SylId::punct('-');
        const QUOTES: [SylId; 2] = [SylId::punct('"'), SylId::punct('\'')];
        if id.0 == DASH.0 {
            Self(Self::HYPHEN)
        } else if id.0 == QUOTES[0].0 || id.0 == QUOTES[1].0 {
            Self(Self::QUOTE)
        } else {
            Self(0)
        }
    }

    /// What a character that is no letter of Vietnamese adds.
    fn of_other(c: char) -> u8 {
        match c {
            '\'' | '’' | '‘' | 'ʼ' => Self::APOSTROPHE,
            '\u{1F00}'.. => Self::FOREIGN,
            _ => 0,
        }
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
    fold_parsed(word, Syllable::parse(word).as_ref(), out);
}

/// The same where the word has been parsed already.
fn fold_parsed(word: &str, syllable: Option<&Syllable>, out: &mut String) {
    let start = out.len();
    if let Some(syllable) = syllable {
        syllable.write_small(ToneStyle::Old, out);
    } else {
        let mut known = true;
        for c in word.chars() {
            let letter = Letter::of(c);
            if !letter.is_none() {
                out.push(letter.small());
                continue;
            }
            known = false;
            match c {
                'Ð' | 'ð' => out.push('đ'),
                '’' | 'ʼ' | '‘' => out.push('\''),
                _ => out.extend(c.to_lowercase()),
            }
        }
        // A letter that only looks like one of Vietnamese may become it.
        if !known && let Some(placed) = place_tone(&out[start..], ToneStyle::Old) {
            out.truncate(start);
            out.push_str(&placed);
        }
    }
    let mut chars = out[start..].chars();
    if let Some(i) = chars.next_back()
        && let Some(&(_, y)) = I_TO_Y.iter().find(|(bare, _)| *bare == i)
        && matches!(chars.as_str(), "h" | "k" | "l" | "m" | "s" | "t" | "v" | "qu")
    {
        out.truncate(out.len() - i.len_utf8());
        out.push(y);
    }
}

/// The syllables that lexicons name, each with its id. Frozen after loading.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, SylId>,
    /// The syllables one after another, and where each ends: the way back from an id.
    folded: String,
    ends: Vec<u32>,
}

impl Vocabulary {
    /// The id of a folded syllable, new if need be. Used while lexicons load.
    pub(crate) fn intern(&mut self, folded: &str) -> SylId {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let id = SylId(SylId::FIRST + self.ids.len() as u32);
        self.ids.insert(folded.into(), id);
        self.folded.push_str(folded);
        self.ends.push(self.folded.len() as u32);
        id
    }

    /// The folded syllable of an id; `None` if it is not the id of a word of the lexicons.
    #[inline]
    #[must_use]
    pub fn folded(&self, id: SylId) -> Option<&str> {
        let n = id.0.checked_sub(SylId::FIRST)? as usize;
        let end = *self.ends.get(n)?;
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.folded.get(start as usize..end as usize)
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

/// Says what written words are, and how far a text is to be read.
pub trait Words {
    /// Id and shape of the word `text[start..end]`.
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape);

    /// The same for a whole word in its place; `None` where reading ends before it.
    #[inline]
    fn meet(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> Option<(SylId, Shape)> {
        Some(self.look_up(text, start, end, vocabulary))
    }

    /// Whether reading goes on behind `text[start..end]`, a mark or white space.
    #[inline]
    fn passes(&self, text: &str, start: usize, end: usize) -> bool {
        let _ = (text, start, end);
        true
    }

    /// Id and shape of a whole run, if it is remembered to be one word and one token.
    #[inline]
    fn recall(&mut self, run: Run) -> Option<(SylId, Shape)> {
        let _ = run;
        None
    }
}

/// Folds every word anew: for a phrase now and then, where a [`WordCache`] would cost more to set up than it saves.
#[derive(Debug, Default)]
pub struct Uncached {
    key: String,
}

impl Words for Uncached {
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape) {
        compute(&text[start..end], &mut self.key, |folded| vocabulary.get(folded))
    }
}

fn compute(word: &str, key: &mut String, id: impl FnOnce(&str) -> SylId) -> (SylId, Shape) {
    let syllable = Syllable::parse(word);
    key.clear();
    fold_parsed(word, syllable.as_ref(), key);
    (id(key), Shape::with(word, syllable.is_some_and(|s| s.is_well_marked())))
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
}
