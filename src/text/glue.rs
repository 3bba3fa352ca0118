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
    word.char_indices().skip(1).map(|(at, _)| at).find(|&at| {
        let (first, second) = word.split_at(at);
        let grammar = GLUED.contains(first.to_lowercase().as_str()) || GLUED.contains(second);
        // One letter alone is no syllable before another, unless it is itself such a word.
        let long = first.chars().nth(1).is_some() || GLUED.contains(first);
        grammar && long && is_valid(first) && is_valid(second)
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
