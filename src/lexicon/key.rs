//! The canonical key of a programme: one for all spellings of its name.
//!
//! Enters: a name without kind word and quotes, and its kind. Leaves: folded words without marks, short forms written out, words
//! left out that distinguish nothing. Which words these are is said in `data/lexicon/programme/keys.tsv` (columns `form part
//! value`). Not done here: which names the registry has.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::intern::{Shape, fold};
use crate::lexicon::table::Table;
use crate::text::letter::Letter;

/// What the words of names do in a key.
#[derive(Debug, Default)]
struct Words {
    /// `short`: words in capitals, and what they stand for.
    short: FxHashMap<&'static str, &'static str>,
    /// `idle`: words that distinguish nothing.
    idle: Vec<&'static str>,
    /// `opening`: what the names of a kind may begin with or not.
    openings: Vec<(&'static str, &'static str)>,
    /// `same`: words that stand for others in a key, the longest first, with spaces around them.
    same: Vec<(String, String)>,
    /// `road`: what the name of a road or railway begins with, where not with a way.
    roads: Vec<&'static str>,
    /// `way`: what a road or railway is called, and the one name for it; its ends tell which it is.
    ways: Vec<(&'static str, &'static str)>,
    /// `age`: with what an honour for years ends, and in full.
    ages: Vec<(&'static str, &'static str)>,
    /// `part`: what begins the name of a part of a work.
    parts: Vec<&'static str>,
    /// `sound`: letters that are written for others, and the others.
    sounds: Vec<(&'static str, &'static str)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!("../../data/lexicon/programme/keys.tsv");
    let mut words = Words::default();
    for row in Table::embedded("programme/keys.tsv", text, &["form", "part", "value"]).rows() {
        match row[1] {
            "short" => _ = words.short.insert(row[0], row[2]),
            "idle" => words.idle.push(row[0]),
            "opening" => words.openings.push((row[0], row[2])),
            "same" => words.same.push((format!(" {} ", row[0]), format!(" {} ", row[2]))),
            "road" => words.roads.push(row[0]),
            "way" => words.ways.push((row[0], row[2])),
            "sound" => words.sounds.push((row[0], row[2])),
            "part" => words.parts.push(row[0]),
            "age" => words.ages.push((row[0], row[2])),
            _ => {}
        }
    }
    words.same.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    words
});

/// The key of a name, whatever its kind.
///
/// ```
/// use tinviet::lexicon::key::key;
/// assert_eq!(key("Phát triển KT-XH vùng DTTS&MN"), key("phát triển kinh tế – xã hội vùng dân tộc thiểu số và miền núi"));
/// assert_eq!(key("“Mỗi xã một sản phẩm”"), key("mỗi xã, một sản phẩm"));
/// assert_eq!(key("MTQG về xây dựng NTM"), "mục tiêu quốc gia xây dựng nông thôn mới");
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 16);
    let mut start = 0;
    for (at, c) in name.char_indices() {
        if !Letter::of(c).is_none() || c.is_alphanumeric() {
            continue;
        }
        push_word(&name[start..at], &mut out);
        start = at + c.len_utf8();
        if c == '&' {
            push_word("và", &mut out);
        }
    }
    push_word(&name[start..], &mut out);
    out
}

fn push_word(word: &str, out: &mut String) {
    if word.is_empty() {
        return;
    }
    let before = out.len();
    if before > 0 {
        out.push(' ');
    }
    let start = out.len();
    fold(word, out);
    if WORDS.idle.contains(&&out[start..]) {
        out.truncate(before);
        return;
    }
    // `QL1A`: the number of a road glued to its word.
    let letters = word.find(|c: char| c.is_ascii_digit()).filter(|n| *n > 0).unwrap_or(word.len());
    // Words in capitals only: `xh` never, `KT` and `XH` are what the press writes.
    let capitals = word[..letters].chars().all(char::is_uppercase) && word[letters..].is_ascii();
    let digits = out.len().saturating_sub(word.len() - letters);
    if capitals
        && digits > start
        && let Some(long) = WORDS.short.get(&out[start..digits])
    {
        let number = out.split_off(digits);
        out.truncate(start);
        out.push_str(long);
        if !number.is_empty() {
            out.push(' ');
            out.push_str(&number);
        }
    }
}

/// The kind and the key of a name of this kind: the same for wordings that differ in what the names of the kind may begin with,
/// and for the names of a road or railway by its ends.
///
/// ```
/// use tinviet::lexicon::key::canonical;
/// let bridge = "project cầu kim lâu";
/// assert_eq!((&*canonical("project", "Đầu tư xây dựng cầu Kim Lâu"), &*canonical("project", "cầu Kim Lâu")), (bridge, bridge));
/// let line = canonical("project", "đường sắt đô thị tuyến Kim Lâu - Tân Phong");
/// assert_eq!(line, canonical("project", "metro Kim Lâu – Tân Phong"));
/// assert_ne!(line, canonical("project", "cao tốc Kim Lâu - Tân Phong"));
/// ```
#[must_use]
pub fn canonical(kind: &str, name: &str) -> String {
    let whole = one_word(&key(name));
    let mut rest = &*whole;
    let shorter = |rest| {
        let of_kind = WORDS.openings.iter().filter(|(_, k)| *k == kind);
        // What is left has to be a name: more than one word.
        of_kind.filter_map(|(form, _)| word_prefix(rest, form)).find(|left| left.contains(' '))
    };
    while let Some(left) = shorter(rest) {
        rest = left;
    }
    if kind == "title"
        && let Some((_, full)) = WORDS.ages.iter().find(|(form, _)| is_age(rest, form))
    {
        let years = rest.split(' ').next().unwrap_or_default();
        return format!("{kind} {years} {full}");
    }
    if EDITIONS.contains(&kind)
        && let Some((series, year)) = rest.rsplit_once(' ')
        && is_year(year)
        && series.contains(' ')
    {
        rest = series;
    }
    if kind == "project"
        && let Some(way) = way(rest)
        && let end = proper_end(name)
        // Lines of one town are told apart by their numbers, not by its name.
        && (end.contains(DASHES) || !name.contains(DASHES))
        && (end.contains(DASHES) || !rest.bytes().any(|b| b.is_ascii_digit()))
        && let ends = key(end)
        && ends.contains(' ')
    {
        return format!("{kind} {way} {ends}");
    }
    format!("{kind} {rest}")
}

/// Whether `name`, whose canonical key is `short`, may stand in one article for a name of the key `long`: it holds a proper
/// name of two syllables or more, and its words are among those of the other, in order. Works that a number tells apart
/// (`cầu Kim Lâu 2`) are two.
///
/// ```
/// use tinviet::lexicon::key::{canonical, shortens};
/// let shortens = |name, full| shortens(name, &canonical("project", name), &canonical("project", full));
/// assert!(shortens("chợ Kim Lâu", "cải tạo chợ đầu mối nông sản Kim Lâu"));
/// assert!(!shortens("cầu Kim Lâu", "cầu Kim Lâu 2"));
/// assert!(!shortens("nước sạch", "nước sạch Kim Lâu"));
/// ```
#[must_use]
pub fn shortens(name: &str, short: &str, long: &str) -> bool {
    let numbered = |key: &str| key.rsplit(' ').next().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    let mut ahead = long.split(' ');
    short != long
        && (numbered(short) || !numbered(long))
        && proper_words(name) > 1
        && short.split(' ').all(|word| ahead.any(|w| w == word))
}

/// Whether `long`, the key of a name that holds the words of `short` in order, names a part of that work behind them.
#[must_use]
pub(crate) fn adds_part(short: &str, long: &str) -> bool {
    let mut ahead = long.split(' ');
    let held = short.split(' ').all(|word| ahead.any(|w| w == word));
    held && ahead.any(|word| WORDS.parts.contains(&word))
}

/// A key as it sounds to those who write it wrong: without marks, with one letter for those that are taken for one another.
///
/// ```
/// use tinviet::lexicon::key::sound;
/// assert_eq!(sound("project xơ sợi kim lâu"), sound("project sơ xợi kim lầu"));
/// assert_ne!(sound("project chợ kim lâu"), sound("project chợ tân lâu"));
/// ```
#[must_use]
pub fn sound(key: &str) -> String {
    let plain = key.nfd().filter(|c| !is_combining_mark(*c)).collect();
    WORDS.sounds.iter().fold(plain, |text: String, (one, other)| text.replace(one, other))
}

/// The words with capitals in a name, without the first.
#[must_use]
pub(crate) fn proper_names(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || DASHES.contains(&c)).filter(|w| !w.is_empty());
    words.skip(1).filter(|w| w.starts_with(char::is_uppercase)).collect::<Vec<_>>().join(" ")
}

/// The number of words with capitals in a name; the first counts where the second has one too: `Chợ đầu mối`.
fn proper_words(name: &str) -> usize {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || DASHES.contains(&c)).filter(|w| !w.is_empty()).collect();
    let first = usize::from(words.get(1).is_none_or(|second| !capital(second)));
    words.iter().skip(first).filter(|word| capital(word)).count()
}

/// Whether all words of a name, two or more, have capitals and none is a Vietnamese syllable: `Lake Garden`.
#[must_use]
pub(crate) fn is_foreign(name: &str) -> bool {
    let mut words = name.split_whitespace();
    name.contains(' ')
        && words.all(|word| word.starts_with(char::is_uppercase) && !Shape::of(word).has(Shape::SYLLABLE))
}

/// The words of a key, with one word for what has several.
fn one_word(key: &str) -> String {
    let mut words = format!(" {key} ");
    for (form, word) in &WORDS.same {
        if words.contains(&**form) {
            words = words.replace(form, word);
        }
    }
    words.trim().to_owned()
}

/// Kinds whose names return year after year: the year at the end is no part of the key.
const EDITIONS: [&str; 5] = ["programme", "campaign", "movement", "observance", "title"];

/// Whether a word of a key is a year of our time.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a key is a number and `form`: `50 năm`.
fn is_age(key: &str, form: &str) -> bool {
    key.split_once(' ').is_some_and(|(years, rest)| rest == form && years.bytes().all(|b| b.is_ascii_digit()))
}

/// What joins the two ends of a road in its name.
const DASHES: [char; 3] = ['-', '–', '—'];

/// What follows `prefix` in a list of words.
fn word_prefix<'w>(words: &'w str, prefix: &str) -> Option<&'w str> {
    words.strip_prefix(prefix)?.strip_prefix(' ')
}

/// The name for what a road or railway is, if the words are about one.
fn way(words: &str) -> Option<&'static str> {
    let named = |form: &str| format!(" {words} ").contains(&format!(" {form} "));
    let mut openings = WORDS.roads.iter().chain(WORDS.ways.iter().map(|(form, _)| form));
    let opens = openings.any(|form| word_prefix(words, form).is_some());
    WORDS.ways.iter().filter(|_| opens).find(|(form, _)| named(form)).map(|(_, name)| *name)
}

/// The words with capitals at the end of a name; nothing where it has no others.
fn proper_end(name: &str) -> &str {
    let (mut from, mut inside) = (None, false);
    for (at, c) in name.char_indices() {
        let begins = !inside;
        inside = !c.is_whitespace() && !DASHES.contains(&c);
        if inside && begins {
            from = if c.is_uppercase() { from.or(Some(at)) } else { None };
        }
    }
    from.filter(|at| *at > 0).map_or("", |at| &name[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let text = include_str!("../../data/lexicon/programme/keys.tsv");
        let table = Table::parse("keys.tsv", text, &["form", "part", "value"]).expect("well formed");
        for row in table.rows() {
            assert!(
                matches!(row[1], "short" | "idle" | "opening" | "same" | "road" | "way" | "age" | "sound" | "part"),
                "{row:?}"
            );
            assert_eq!(row[2].is_empty(), matches!(row[1], "idle" | "road" | "part"), "{row:?}");
        }
    }

    #[test]
    fn openings_go_and_a_name_stays() {
        assert_eq!(canonical("project", "Nhà máy sản xuất gạch Kim Lâu"), "project gạch kim lâu");
        assert_eq!(canonical("project", "xây dựng cầu"), "project xây dựng cầu");
        assert_eq!(canonical("project", "Cảng hàng không quốc tế Kim Lâu"), canonical("project", "sân bay Kim Lâu"));
        assert_eq!(canonical("scheme", "tái cấu trúc chợ Kim Lâu"), canonical("scheme", "tái cơ cấu chợ Kim Lâu"));
        assert_eq!(canonical("strategy", "quốc gia về bình đẳng giới"), canonical("strategy", "bình đẳng giới"));
        assert_eq!(canonical("scheme", "xây dựng nông thôn mới"), "scheme xây dựng nông thôn mới");
    }

    #[test]
    fn short_forms_are_written_out() {
        assert_eq!(
            canonical("project", "cải tạo QL9 qua TP.HCM"),
            canonical("project", "cải tạo quốc lộ 9 qua Tp.HCM")
        );
        assert_eq!(key("QL1A"), "quốc lộ 1a");
        assert_eq!(key("PP17"), "pp17");
        assert_eq!(canonical("title", "40 năm"), canonical("title", "40 năm tuổi Đảng"));
        assert_eq!(canonical("campaign", "Kênh xanh hè 2019"), canonical("campaign", "Kênh xanh hè"));
        assert_ne!(canonical("plan", "phát triển chợ 2019"), canonical("plan", "phát triển chợ"));
    }

    #[test]
    fn roads_are_known_by_their_ends() {
        let same = [
            "đường bộ cao tốc Bắc - Nam",
            "cao tốc Bắc Nam",
            "đầu tư xây dựng công trình tuyến đường cao tốc Bắc – Nam",
        ];
        assert!(same.iter().all(|n| canonical("project", n) == "project cao tốc bắc nam"));
        assert_eq!(canonical("project", "đường Hồ Chí Minh"), "project đường hồ chí minh");
        let [first, second] = ["1", "2"].map(|n| canonical("project", &format!("tuyến đường sắt đô thị số {n} TP.KL")));
        assert_ne!(first, second);
        assert_eq!(
            canonical("project", "đường sắt đô thị tuyến 2A Kim Lâu - Hà Lâm"),
            canonical("project", "đường sắt Kim Lâu - Hà Lâm")
        );
        assert_eq!(proper_end("Kim Lâu - Tân Phong"), "");
    }
}
