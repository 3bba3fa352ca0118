//! Words between which the space was lost: `LinhTheo`, `Bỉnhcho`, `vàquận`.
//!
//! Enters: a word of letters that is no syllable. Leaves: where the second of two syllables begins, if a capital shows it or
//! one of the two is a word of grammar (`data/lexicon/shared/glued.tsv`), as editors of pages glue them to what stands
//! beside. Not done here: three words in one, foreign words.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::syllable::is_valid;
use crate::lexicon::table::Table;

/// Shortest word, in bytes, of which two that mean something can be made.
const SHORTEST: usize = 5;

/// Longest, in bytes: two syllables.
const LONGEST: usize = 24;

static GLUED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let text = include_str!("../../data/lexicon/shared/glued.tsv");
    Table::embedded("glued.tsv", text, &["form"]).rows().map(|row| row[0]).collect()
});

/// Where a word is to be cut in two.
///
/// ```
/// use tinviet::text::glue::cut;
/// assert_eq!(cut("LinhTheo"), Some("Linh".len()));
/// assert_eq!(cut("Bỉnhcho"), Some("Bỉnh".len()));
/// assert_eq!((cut("MoMo"), cut("nghiêng"), cut("señores")), (None, None, None));
/// ```
#[must_use]
pub fn cut(word: &str) -> Option<usize> {
    if !(SHORTEST..=LONGEST).contains(&word.len()) {
        return None;
    }
    let capital = capital(word);
    // Both are long enough to be no brand (`MoMo`).
    if let Some(at) = capital {
        return (word.len() > SHORTEST && is_valid(&word[..at]) && is_valid(&word[at..])).then_some(at);
    }
    // A word without a mark may be English: `Canada` holds `da`.
    if word.is_ascii() || word.chars().skip(1).any(char::is_uppercase) || is_valid(word) {
        return None;
    }
    let cuts = word.char_indices().map(|(at, _)| at).filter(|&at| at > 0);
    let first = |at: &usize| GLUED.contains(word[..*at].to_lowercase().as_str()) || GLUED.contains(&word[*at..]);
    cuts.filter(first).find(|&at| {
        let long = word[..at].chars().count() > 1 && word[at..].chars().count() > 1;
        let particle = word[..at].chars().count() > 1 || GLUED.contains(&word[..at]);
        (long || particle) && is_valid(&word[..at]) && is_valid(&word[at..])
    })
}

/// Where a capital stands behind a small letter.
fn capital(word: &str) -> Option<usize> {
    let mut small = false;
    word.char_indices().find_map(|(at, c)| {
        let found = small && c.is_uppercase();
        small = c.is_lowercase();
        found.then_some(at)
    })
}
