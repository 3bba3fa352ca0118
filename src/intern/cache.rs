//! The words a worker has seen.
//!
//! Enters: a word as written, as a text or as the numbers that its bytes make. Leaves: its id and [`Shape`], and whether the
//! normaliser would change it, without folding it again. Not done here: folding ([`super::fold`]). All of it is a cache: what
//! comes out does not depend on what it holds.

use super::{Shape, SylId, Vocabulary, Words, compute, fold_parsed};
use crate::text::glue;
use crate::text::run::Run;
use crate::text::scan::{self, Known};
use crate::text::syllable::{Syllable, ToneStyle};

/// A worker's memory of the words it has seen: written form to id and shape, without folding again.
///
/// Small tables answer nearly all look-ups: one for words of up to eight bytes, which are most, and one for longer ones. They
/// are small enough to stay in the second cache; a large one behind them, of which a word takes one line, keeps what they
/// have no place for. What has no place there either is folded again, so that memory does not grow with the archive.
#[derive(Debug, Default)]
pub struct WordCache {
    /// The style in which words are clean.
    style: ToneStyle,
    short: Table<u64, 2, { Self::SHORT }>,
    long: Table<u128, 2, { Self::LONG }>,
    behind: Table<u128, 3, { Self::BEHIND }>,
    folded: String,
}

/// What a word is.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    id: SylId,
    shape: Shape,
    /// The word is one token wherever it stands as a whole run: no space was lost in it, and it is of no script that
    /// is written without spaces.
    whole: bool,
    /// The normaliser has nothing to change in it where it stands as a whole word.
    clean: bool,
}

/// The same in four bytes, as it is remembered: the fewer bytes a word takes, the more words are at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Packed(u32);

impl Packed {
    const CLEAN: u32 = 1;
    const WHOLE: u32 = 2;
    const SHAPE: u32 = 2;
    const ID: u32 = 10;

    /// `None` for an id that is too large: four million words are more than any lexicon has.
    fn of(seen: Seen) -> Option<Self> {
        let id = seen.id.0.checked_mul(1 << Self::ID)?;
        let shape = u32::from(seen.shape.0) << Self::SHAPE;
        let whole = if seen.whole { Self::WHOLE } else { 0 };
        let clean = if seen.clean { Self::CLEAN } else { 0 };
        Some(Self(id | shape | whole | clean))
    }

    #[inline]
    const fn open(self) -> Seen {
        Seen {
            id: SylId(self.0 >> Self::ID),
            shape: Shape((self.0 >> Self::SHAPE) as u8),
            whole: self.0 & Self::WHOLE != 0,
            clean: self.0 & Self::CLEAN != 0,
        }
    }
}

/// Words by the number that their bytes make: `W` places for each of `N` hashes.
#[derive(Debug)]
struct Table<K, const W: usize, const N: usize>(Box<[Row<K, W>; N]>);

/// The words of a hash; the numbers of free places are 0.
#[derive(Debug, Clone, Copy)]
struct Row<K, const W: usize> {
    keys: [K; W],
    seen: [Packed; W],
}

impl<K: Copy + Default, const W: usize, const N: usize> Default for Table<K, W, N> {
    fn default() -> Self {
        let rows = vec![Row { keys: [K::default(); W], seen: [Packed(0); W] }; N];
        Self(rows.try_into().unwrap_or_else(|_| unreachable!("as many as there are hashes")))
    }
}

impl<K: Copy + PartialEq, const W: usize, const N: usize> Table<K, W, N> {
    /// The place of what hashes to `mixed`: its upper bits are the better ones.
    #[inline]
    fn row(&mut self, mixed: u64) -> &mut Row<K, W> {
        let hash = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - N.ilog2());
        &mut self.0[hash as usize % N]
    }

    /// Puts a word in front; the one that came first of all has to go.
    fn put(&mut self, key: K, mixed: u64, packed: Packed) {
        let Row { keys, seen } = self.row(mixed);
        keys.rotate_right(1);
        seen.rotate_right(1);
        (keys[0], seen[0]) = (key, packed);
    }

    /// What is known of a word, wherever it stands.
    fn find(&mut self, key: K, mixed: u64) -> Option<Packed> {
        let Row { keys, seen } = self.row(mixed);
        keys.iter().position(|k| *k == key).map(|at| seen[at])
    }
}

impl<K: Copy + PartialEq, const N: usize> Table<K, 2, N> {
    /// What is known of a word. The one asked for last is in front: what is rare does not drive out what is frequent.
    #[inline]
    fn get(&mut self, key: K, mixed: u64) -> Option<Seen> {
        let Row { keys, seen } = self.row(mixed);
        if keys[0] != key {
            if keys[1] != key {
                return None;
            }
            keys.swap(0, 1);
            seen.swap(0, 1);
        }
        Some(seen[0].open())
    }
}

impl WordCache {
    const SHORT: usize = 1 << 12;
    // One word in a hundred.
    const LONG: usize = 1 << 8;
    const BEHIND: usize = 1 << 14;
    /// Longer words are not kept: they are rare.
    const LONGEST: usize = 15;

    /// What is known of the word whose bytes are `low` and `high`, which is not empty.
    #[inline]
    fn get(&mut self, low: u64, high: u64) -> Option<Seen> {
        match high {
            0 => self.short.get(low, low),
            _ => self.long.get(wide(low, high), low ^ high),
        }
    }

    /// Id and shape of `word`, whose folded form has the id `id` says.
    fn word(&mut self, word: &str, mut id: impl FnMut(&str) -> SylId) -> (SylId, Shape) {
        match self.seen(word, &mut id) {
            Some(Seen { id, shape, .. }) => (id, shape),
            None => compute(word, &mut self.folded, id),
        }
    }

    /// What is known of `word`; `None` for one that is not kept.
    fn seen(&mut self, word: &str, id: impl FnOnce(&str) -> SylId) -> Option<Seen> {
        if !(1..=Self::LONGEST).contains(&word.len()) {
            return None;
        }
        // No word holds a nought, so that the bytes tell its length too.
        let mut bytes = [0; 16];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        let all = u128::from_le_bytes(bytes);
        let (low, high) = (all as u64, (all >> 64) as u64);
        let seen = self.get(low, high);
        Some(seen.unwrap_or_else(|| self.look_behind(low, high, word, id)))
    }

    #[cold]
    fn look_behind(&mut self, low: u64, high: u64, word: &str, id: impl FnOnce(&str) -> SylId) -> Seen {
        let (key, mixed) = (wide(low, high), low ^ high);
        let known = self.behind.find(key, mixed);
        let seen = known.map_or_else(|| Seen::of(word, self.style, &mut self.folded, id), Packed::open);
        let Some(packed) = known.or_else(|| Packed::of(seen)) else { return seen };
        if known.is_none() {
            self.behind.put(key, mixed, packed);
        }
        match high {
            0 => self.short.put(low, low, packed),
            _ => self.long.put(key, mixed, packed),
        }
        seen
    }
}

impl Seen {
    fn of(word: &str, style: ToneStyle, folded: &mut String, id: impl FnOnce(&str) -> SylId) -> Self {
        let syllable = Syllable::parse(word);
        folded.clear();
        fold_parsed(word, syllable.as_ref(), folded);
        let id = id(folded);
        // One walk over the letters tells all of a syllable, which most words are.
        if let Some(syllable) = syllable {
            let shape = Shape::of_syllable(&syllable, !word.is_ascii());
            return Self { id, shape, whole: !shape.has(Shape::INNER), clean: syllable.is_marked_by(style) };
        }
        let shape = Shape::with(word, false);
        let whole = !shape.has(Shape::INNER) && word.chars().all(|c| c <= '\u{1EFF}') && glue::cut(word).is_none();
        let clean = scan::is_clean(word, 0, word.len(), style);
        Self { id, shape, whole, clean }
    }
}

#[inline]
const fn wide(low: u64, high: u64) -> u128 {
    low as u128 | (high as u128) << 64
}

impl Words for WordCache {
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape) {
        self.word(&text[start..end], |folded| vocabulary.get(folded))
    }

    #[inline]
    fn recall(&mut self, run: Run) -> Option<(SylId, Shape)> {
        self.get(run.low, run.high).filter(|seen| seen.whole).map(|seen| (seen.id, seen.shape))
    }
}

impl Known for WordCache {
    #[inline]
    fn is_clean(&mut self, run: Run) -> bool {
        self.get(run.low, run.high).is_some_and(|seen| seen.clean)
    }
}

/// Words of a lexicon that is being loaded: each has an id, new if need be.
#[derive(Debug)]
pub(crate) struct Interning<'v> {
    /// Words that were met in it, and in it only.
    pub(crate) words: &'v mut WordCache,
    /// Where the ids are from.
    pub(crate) vocabulary: &'v mut Vocabulary,
}

impl Words for Interning<'_> {
    fn look_up(&mut self, text: &str, start: usize, end: usize, _: &Vocabulary) -> (SylId, Shape) {
        self.words.word(&text[start..end], |folded| self.vocabulary.intern(folded))
    }

    #[inline]
    fn recall(&mut self, run: Run) -> Option<(SylId, Shape)> {
        self.words.recall(run)
    }
}

/// Words of a text that is not normalised yet: reading ends at the first thing in which the normaliser may have something
/// to change.
#[derive(Debug)]
pub struct Unchanged<'c> {
    words: &'c mut WordCache,
}

impl<'c> Unchanged<'c> {
    /// Reads as far as nothing has to be changed in `style`.
    pub fn new(words: &'c mut WordCache, style: ToneStyle) -> Self {
        if words.style != style {
            *words = WordCache { style, ..WordCache::default() };
        }
        Self { words }
    }
}

impl Words for Unchanged<'_> {
    fn look_up(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> (SylId, Shape) {
        self.words.look_up(text, start, end, vocabulary)
    }

    fn meet(&mut self, text: &str, start: usize, end: usize, vocabulary: &Vocabulary) -> Option<(SylId, Shape)> {
        match self.words.seen(&text[start..end], |folded| vocabulary.get(folded)) {
            Some(Seen { id, shape, clean, .. }) => clean.then_some((id, shape)),
            None if self.passes(text, start, end) => Some(self.look_up(text, start, end, vocabulary)),
            None => None,
        }
    }

    #[inline]
    fn passes(&self, text: &str, start: usize, end: usize) -> bool {
        scan::is_clean(text, start, end, self.words.style)
    }

    #[inline]
    fn recall(&mut self, run: Run) -> Option<(SylId, Shape)> {
        let seen = self.words.get(run.low, run.high)?;
        (seen.whole & seen.clean).then_some((seen.id, seen.shape))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_of_a_syllable_is_what_its_letters_say() {
        let styles = [ToneStyle::Old, ToneStyle::New, ToneStyle::Keep];
        for word in styles.into_iter().flat_map(crate::text::syllable::all_toned) {
            let first = word.chars().next().map_or(0, char::len_utf8);
            let title = word[..first].to_uppercase() + &word[first..];
            let inner = word[..first].to_owned() + &word[first..].to_uppercase();
            for word in [word.to_uppercase(), title, inner, word] {
                for style in styles {
                    let seen = Seen::of(&word, style, &mut String::new(), |_| SylId::UNKNOWN);
                    assert_eq!(seen.shape, Shape::of(&word), "{word}");
                    assert_eq!(
                        seen.clean,
                        crate::text::syllable::place_tone(&word, style).is_none(),
                        "{word} {style:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn cache_and_vocabulary_agree() {
        let mut v = Vocabulary::default();
        let (id, next) = (v.intern("ủy"), v.intern("ban"));
        assert_eq!((v.folded(id), v.folded(next)), (Some("ủy"), Some("ban")));
        assert_eq!((v.folded(SylId::UNKNOWN), v.folded(SylId::punct(','))), (None, None));
        let mut cache = WordCache::default();
        for _ in 0..2 {
            assert_eq!(cache.look_up("Uỷ", 0, 4, &v), (id, Shape::of("Uỷ")));
            assert_eq!(cache.look_up("Uỷ ban nhân dân huyện", 0, 4, &v), (id, Shape::of("Uỷ")));
            assert_eq!(cache.look_up("chưabiếttừnào", 0, "chưabiếttừnào".len(), &v).0, SylId::UNKNOWN);
        }
    }
}
