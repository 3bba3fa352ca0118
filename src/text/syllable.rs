//! What a Vietnamese syllable may look like, and where its tone mark stands.
//!
//! Enters: a word of letters in NFC. Leaves: whether it is a syllable (onset + rime + tone, by the inventory in
//! `data/lexicon/shared`), and the place of the mark in either style. Not done here: words of several syllables, foreign
//! words, and i/y variants. The inventory was checked against 21.7 million syllables of news and four word lists.

use crate::error::{Error, ErrorKind, Stage};
use crate::lexicon::table::Table;
use crate::text::letter::{self, Letter, Tone, code_of, is_marked};
use rustc_hash::FxHashMap;
use std::str::FromStr;
use std::sync::LazyLock;

/// Which letter of open `oa`, `oe`, `uy` takes the tone mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ToneStyle {
    /// The first: hòa, khỏe, thủy.
    #[default]
    Old,
    /// The second: hoà, khoẻ, thuỷ.
    New,
    /// Whichever was written; only marks on a letter that is wrong in both styles are moved.
    Keep,
}

impl ToneStyle {
    /// The name used on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
            Self::Keep => "keep",
        }
    }
}

impl FromStr for ToneStyle {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        match s {
            "old" => Ok(Self::Old),
            "new" => Ok(Self::New),
            "keep" => Ok(Self::Keep),
            _ => {
                Err(Error::new(ErrorKind::Data, Stage::Parse, format!("tone style “{s}”: old, new and keep are known")))
            }
        }
    }
}

/// Letters of the longest syllables (nghiêng) and one to spare.
const MOST: usize = 8;

/// A word that is a syllable, taken apart.
#[derive(Clone, Copy)]
pub struct Syllable {
    letters: [Letter; MOST],
    len: u8,
    /// Letters before the first one that can carry the mark.
    onset: u8,
    /// Vowel letters from there on.
    vowels: u8,
    tone: Tone,
    /// Index of the letter with the mark; of no meaning without a tone.
    mark: u8,
    attested: bool,
}

/// Whether `word` is a Vietnamese syllable: NFC, any case, the tone mark in its place by the old or the new style.
///
/// ```
/// use tinviet::text::syllable::is_valid;
/// for yes in ["nghiêng", "QUỐC", "hòa", "hoà", "Gì", "yêu", "khuỷu"] {
///     assert!(is_valid(yes), "{yes}");
/// }
/// for no in ["hòan", "qúy", "cach", "street", "nge", "", "UBND"] {
///     assert!(!is_valid(no), "{no}");
/// }
/// ```
#[must_use]
pub fn is_valid(word: &str) -> bool {
    Syllable::parse(word).is_some_and(|s| s.is_well_marked())
}

/// `syllable` with its tone mark where `style` wants it; `None` where it is no syllable or the mark stands right.
///
/// ```
/// use tinviet::text::syllable::{ToneStyle, place_tone};
/// assert_eq!(place_tone("Hoà", ToneStyle::Old).as_deref(), Some("Hòa"));
/// assert_eq!(place_tone("hòa", ToneStyle::New).as_deref(), Some("hoà"));
/// assert_eq!(place_tone("qúy", ToneStyle::Keep).as_deref(), Some("quý"));
/// assert_eq!(place_tone("hoàn", ToneStyle::Old), None);
/// ```
#[must_use]
pub fn place_tone(syllable: &str, style: ToneStyle) -> Option<String> {
    let parsed = Syllable::parse(syllable)?;
    let place = parsed.place(style);
    (parsed.tone != Tone::Ngang && place != parsed.mark).then(|| parsed.spell(place))
}

impl Syllable {
    /// Takes `word` apart; `None` where onset and rime are not of the inventory, there is more than one tone mark, or
    /// the tone is impossible with the final consonant. The place of the mark is not looked at.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let mut letters = [Letter::NONE; MOST];
        let mut codes = [0u8; MOST];
        let (mut len, mut tone, mut mark) = (0, Tone::Ngang, 0);
        for c in word.chars() {
            let l = Letter::of(c);
            if l.is_none() || len == MOST {
                return None;
            }
            if l.tone() != Tone::Ngang {
                if tone != Tone::Ngang {
                    return None;
                }
                (tone, mark) = (l.tone(), len as u8);
            }
            (letters[len], codes[len]) = (l, l.code());
            len += 1;
        }
        let (onset, found) = INVENTORY.analyse(&codes[..len])?;
        if found.stop && !matches!(tone, Tone::Sac | Tone::Nang) {
            return None;
        }
        let vowels = codes[onset..len].iter().take_while(|c| **c <= letter::Y).count() as u8;
        Some(Self { letters, len: len as u8, onset: onset as u8, vowels, tone, mark, attested: found.attested })
    }

    /// Whether this onset and this rime were met together in text or word lists.
    #[must_use]
    pub fn is_attested(&self) -> bool {
        self.attested
    }

    /// The tone.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.tone
    }

    /// Whether the mark stands where one of the two styles puts it.
    #[must_use]
    pub fn is_well_marked(&self) -> bool {
        self.tone == Tone::Ngang || self.mark == self.place(ToneStyle::Old) || self.mark == self.place(ToneStyle::New)
    }

    /// Whether nothing is to be moved in `style`.
    #[must_use]
    pub(crate) fn is_marked_by(&self, style: ToneStyle) -> bool {
        self.tone == Tone::Ngang || self.mark == self.place(style)
    }

    /// Number of letters.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// One bit for each letter that is a capital, the first one lowest.
    pub(crate) fn capitals(&self) -> u32 {
        self.letters.iter().rev().fold(0, |bits, letter| bits << 1 | u32::from(letter.is_upper()))
    }

    /// Index of the letter that carries the mark in `style`.
    fn place(&self, style: ToneStyle) -> u8 {
        let vowels = &self.letters[usize::from(self.onset)..usize::from(self.onset + self.vowels)];
        let code = |i: usize| vowels.get(i).map_or(0, |l| l.code());
        let at = if let Some(i) = vowels.iter().rposition(|l| is_marked(l.code())) {
            i as u8
        } else if self.onset + self.vowels < self.len {
            self.vowels - 1
        } else if self.vowels == 3 {
            1
        } else if self.vowels == 2 && has_two_styles(code(0), code(1)) {
            match style {
                ToneStyle::Old => 0,
                ToneStyle::New => 1,
                ToneStyle::Keep => u8::from(self.mark == self.onset + 1),
            }
        } else {
            0
        };
        self.onset + at
    }

    /// Appends the syllable in small letters, its mark by `style`.
    pub(crate) fn write_small(&self, style: ToneStyle, out: &mut String) {
        let place = usize::from(self.place(style));
        let letters = &self.letters[..usize::from(self.len)];
        for (i, letter) in letters.iter().enumerate() {
            out.push(letter.lower().with_tone(if i == place { self.tone } else { Tone::Ngang }));
        }
    }

    /// The letters with the mark on letter `place`.
    fn spell(&self, place: u8) -> String {
        let letters = &self.letters[..usize::from(self.len)];
        letters
            .iter()
            .enumerate()
            .map(|(i, l)| l.with_tone(if i == usize::from(place) { self.tone } else { Tone::Ngang }))
            .collect()
    }
}

/// oa, oe, uy.
#[inline]
pub(crate) const fn has_two_styles(first: u8, second: u8) -> bool {
    matches!((first, second), (letter::O, letter::A | letter::E) | (letter::U, letter::Y))
}

/// What the inventory says of an onset with a rime.
struct Found {
    attested: bool,
    stop: bool,
}

struct Onset {
    /// The codes of its letters, see [`lead`].
    codes: u32,
    /// The bits that they take.
    mask: u32,
    len: u8,
    id: u8,
    /// Bit `c` is set where the vowel of code `c` may follow.
    before: u64,
}

struct Rime {
    /// Bit `i` is set where onset `i` was met with it.
    onsets: u32,
    /// May stand after other onsets too.
    free: bool,
    stop: bool,
}

struct Inventory {
    /// By first letter; the longest first.
    onsets: Vec<Vec<Onset>>,
    rimes: FxHashMap<u64, Rime>,
    /// Rimes after `qu`.
    qu: FxHashMap<u64, Rime>,
    gi: u8,
    qu_id: u8,
}

static INVENTORY: LazyLock<Inventory> = LazyLock::new(|| {
    Inventory::read(
        include_str!("../../data/lexicon/shared/onsets.tsv"),
        include_str!("../../data/lexicon/shared/rimes.tsv"),
        include_str!("../../data/lexicon/shared/rimes_qu.tsv"),
    )
    .expect("the embedded tables are read by a test")
});

/// Onset number 0 is the missing one.
const NO_ONSET: u8 = 0;

fn pack(codes: &[u8]) -> u64 {
    codes.iter().fold(0, |k, c| k << 8 | u64::from(*c))
}

/// The first three codes as one number, the first one lowest; no letter has the code 0.
fn lead(codes: &[u8]) -> u32 {
    codes.iter().take(3).rev().fold(0, |n, code| n << 8 | u32::from(*code))
}

fn codes(s: &str) -> Vec<u8> {
    s.chars().map(code_of).collect()
}

/// Whether a rime ends in c, ch, p, t or k, which allow sắc and nặng only.
fn is_stopped(rime: &str) -> bool {
    rime.ends_with(['c', 'p', 't', 'k']) || rime.ends_with("ch")
}

impl Inventory {
    fn read(onsets: &str, rimes: &str, rimes_qu: &str) -> Result<Self, Error> {
        let bad = |what: &str| Error::new(ErrorKind::Data, Stage::Parse, what.to_owned());
        let mut by_first: Vec<Vec<Onset>> = (0..64).map(|_| Vec::new()).collect();
        let mut ids: FxHashMap<&str, u8> = FxHashMap::default();
        ids.insert("Ø", NO_ONSET);
        for row in Table::parse("onsets.tsv", onsets, &["onset", "before", "note"])?.rows() {
            let &[name, before, _] = row else { continue };
            if name == "Ø" {
                continue;
            }
            let id = ids.len() as u8;
            ids.insert(name, id);
            let letters = codes(name);
            let mut key = [0; 3];
            key.get_mut(..letters.len()).ok_or_else(|| bad("onsets.tsv: onset too long"))?.copy_from_slice(&letters);
            let before = match before {
                "any" => u64::MAX,
                list => list.split(' ').flat_map(codes).fold(0, |m, c| m | 1 << c),
            };
            let mask = (1 << (8 * letters.len())) - 1;
            by_first[usize::from(key[0])].push(Onset { codes: lead(&key), mask, len: letters.len() as u8, id, before });
        }
        for list in &mut by_first {
            list.sort_by_key(|o| std::cmp::Reverse(o.len));
        }
        let id = |name: &str| ids.get(name).copied().ok_or_else(|| bad("rimes.tsv: onset unknown"));
        let mut inventory = Self {
            onsets: by_first,
            rimes: FxHashMap::default(),
            qu: FxHashMap::default(),
            gi: id("gi")?,
            qu_id: id("qu")?,
        };
        for row in Table::parse("rimes.tsv", rimes, &["rime", "status", "final", "onsets", "note"])?.rows() {
            let &[rime, status, _, with, _] = row else { continue };
            let mut met = 0;
            for name in with.split(' ').filter(|n| !n.is_empty()) {
                met |= 1 << id(name)?;
            }
            // y and yê stand after few onsets; the rare rimes only where they were met.
            let free = status == "core" && !rime.starts_with('y');
            inventory.rimes.insert(pack(&codes(rime)), Rime { onsets: met, free, stop: is_stopped(rime) });
        }
        for row in Table::parse("rimes_qu.tsv", rimes_qu, &["rime", "status"])?.rows() {
            let &[rime, status] = row else { continue };
            let met = if status == "core" { 1 << inventory.qu_id } else { 0 };
            inventory.qu.insert(pack(&codes(rime)), Rime { onsets: met, free: true, stop: is_stopped(rime) });
        }
        Ok(inventory)
    }

    /// How many letters come before the ones that can carry the mark, and what is known of the combination.
    fn analyse(&self, codes: &[u8]) -> Option<(usize, Found)> {
        let first = *codes.first()?;
        if first <= letter::Y {
            // i begins no syllable as iê: it is written yê there.
            let attested_only = codes.starts_with(&[letter::I, letter::EE]);
            return self.look_up(&self.rimes, codes, NO_ONSET, attested_only).map(|f| (0, f));
        }
        let lead = lead(codes);
        let onset = self.onsets[usize::from(first)].iter().find(|o| lead & o.mask == o.codes)?;
        let rest = &codes[usize::from(onset.len)..];
        if onset.id == self.gi {
            // gì, gìn, giếng: the i is the rime’s; gia, giỏi: it is not.
            let own_i = rest.first().is_none_or(|c| *c > letter::Y || *c == letter::EE);
            let from = if own_i { 1 } else { 2 };
            return self.look_up(&self.rimes, &codes[from..], onset.id, false).map(|f| (from, f));
        }
        if onset.id == self.qu_id {
            return self.look_up(&self.qu, rest, onset.id, false).map(|f| (2, f));
        }
        let next = *rest.first()?;
        if onset.before >> next & 1 == 0 {
            return None;
        }
        self.look_up(&self.rimes, rest, onset.id, false).map(|f| (usize::from(onset.len), f))
    }

    fn look_up(&self, rimes: &FxHashMap<u64, Rime>, rest: &[u8], onset: u8, attested_only: bool) -> Option<Found> {
        let rime = rimes.get(&pack(rest))?;
        let attested = rime.onsets >> onset & 1 == 1;
        (attested || rime.free && !attested_only).then_some(Found { attested, stop: rime.stop })
    }
}

/// Every onset and rime that may meet, as text without a tone: the ground of the exhaustive tests.
#[cfg(test)]
pub(crate) fn all_untoned() -> Vec<String> {
    let column = |text: &'static str| -> Vec<&'static str> {
        text.lines().skip(1).filter_map(|l| l.split('\t').next()).collect()
    };
    let onsets = column(include_str!("../../data/lexicon/shared/onsets.tsv"));
    let rimes = column(include_str!("../../data/lexicon/shared/rimes.tsv"));
    let after_qu = column(include_str!("../../data/lexicon/shared/rimes_qu.tsv"));
    let mut all = Vec::new();
    for onset in onsets {
        for rime in if onset == "qu" { &after_qu } else { &rimes } {
            let onset = if onset == "Ø" { "" } else { onset };
            all.push(match rime.strip_prefix('i') {
                Some(rest) if onset == "gi" => format!("gi{rest}"),
                _ => format!("{onset}{rime}"),
            });
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Every syllable of the inventory in all its tones, the marks by `style`.
#[cfg(test)]
pub(crate) fn all_toned(style: ToneStyle) -> Vec<String> {
    let mut all = Vec::new();
    for untoned in all_untoned() {
        for tone in Tone::ALL {
            let first =
                untoned.find("qu").map_or_else(|| usize::from(untoned.starts_with("gi") && untoned.len() > 2), |_| 2);
            let at = untoned.char_indices().position(|(i, c)| i >= first && Letter::of(c).is_vowel());
            let Some(at) = at else { continue };
            let marked: String = untoned
                .chars()
                .enumerate()
                .map(|(i, c)| if i == at { Letter::of(c).with_tone(tone) } else { c })
                .collect();
            if Syllable::parse(&marked).is_some() {
                all.push(place_tone(&marked, style).unwrap_or(marked));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read() {
        assert!(INVENTORY.rimes.len() > 160 && INVENTORY.qu.len() > 40);
        assert!(!INVENTORY.rimes.contains_key(&0) && !INVENTORY.qu.contains_key(&0));
        let all = all_toned(ToneStyle::Old);
        // 28 onsets × about 167 rimes × 6 or 2 tones, less what spelling forbids.
        assert!((10_000..25_000).contains(&all.len()), "{}", all.len());
        for s in &all {
            assert!(is_valid(s), "{s}");
            assert!(is_valid(&s.to_uppercase()), "{s}");
        }
    }

    #[test]
    fn the_styles_differ_in_open_oa_oe_uy_only() {
        for (old, new) in all_toned(ToneStyle::Old).iter().zip(&all_toned(ToneStyle::New)) {
            assert_eq!(place_tone(old, ToneStyle::New).as_ref(), (old != new).then_some(new));
            assert_eq!(place_tone(new, ToneStyle::Old).as_ref(), (old != new).then_some(old));
            if old != new {
                let plain: String = new.chars().map(|c| Letter::of(c).with_tone(Tone::Ngang)).collect();
                assert!(["oa", "oe", "uy"].iter().any(|e| plain.ends_with(e)) && !plain.starts_with("qu"), "{new}");
                assert_eq!(place_tone(old, ToneStyle::Keep), None);
                assert_eq!(place_tone(new, ToneStyle::Keep), None);
            }
        }
    }

    #[test]
    fn marks_go_where_the_rules_say() {
        for (wrong, right) in [
            ("hòan", "hoàn"),
            ("tóan", "toán"),
            ("cuả", "của"),
            ("mừơi", "mười"),
            ("qủa", "quả"),
            ("qũy", "quỹ"),
            ("gỉa", "giả"),
            ("gìa", "già"),
            ("gíup", "giúp"),
            ("NGOAÌ", "NGOÀI"),
            ("thùyền", ""),
            ("gíêng", "giếng"),
            ("khủyu", "khuỷu"),
            ("xóay", "xoáy"),
            ("maí", "mái"),
            ("thủơ", "thuở"),
        ] {
            let placed = place_tone(wrong, ToneStyle::Old);
            assert_eq!(placed.as_deref().unwrap_or(""), right, "{wrong}");
        }
    }

    #[test]
    fn spelling_rules_hold() {
        for yes in
            ["Kạn", "kông", "gìn", "giếng", "gịa", "giạ", "quốc", "yến", "y", "ỷ", "ủy", "uỷ", "voọc", "pin", "gỉ"]
        {
            assert_eq!(is_valid(yes), yes != "gịa", "{yes}");
        }
        for no in
            ["ce", "ghà", "ngi", "iên", "byê", "côt", "bòt", "thuỳền", "aa", "qn", "nghh", "g", "gỉ", "hà nội", "à́"]
        {
            assert!(!is_valid(no), "{no}");
        }
    }
}
