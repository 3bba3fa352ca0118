//! What of a record a report reads.
//!
//! Enters: a line. Leaves: [`Article`]: every field may be missing, since records are also written without some of them
//! (`--fields`, `--no-text`). Not done here: counting.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::intern::fold;
use crate::record::{
    Block, BlockKind, DocumentEntry, ErrorInfo, Indicator, Mention, Official, ProgrammeEntry, Sentence, Versions,
    Warning,
};

#[derive(Debug, Deserialize)]
pub(super) struct Article<'a> {
    #[serde(borrow, default)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) url: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) publisher: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) published: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) title: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) author: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) text: Cow<'a, str>,
    #[serde(default)]
    pub(super) blocks: Vec<Block>,
    #[serde(default)]
    pub(super) sentences: Vec<Sentence>,
    #[serde(borrow, default)]
    pub(super) mentions: Vec<Mention<'a>>,
    #[serde(borrow, default)]
    pub(super) officials: Vec<Official<'a>>,
    #[serde(borrow, default)]
    pub(super) indicators: Vec<Indicator<'a>>,
    #[serde(borrow, default)]
    pub(super) programmes: Vec<ProgrammeEntry<'a>>,
    #[serde(borrow, default)]
    pub(super) documents: Vec<DocumentEntry<'a>>,
    #[serde(borrow, default)]
    pub(super) warnings: Vec<Warning<'a>>,
    #[serde(borrow, default)]
    pub(super) versions: Option<Versions<'a>>,
    #[serde(borrow, default)]
    pub(super) error: Option<ErrorInfo<'a>>,
}

impl Article<'_> {
    /// Day of publication, where it is one of the calendar.
    pub(super) fn day(&self) -> Option<Date> {
        self.published.as_deref().and_then(|p| p.get(..10).unwrap_or(p).parse().ok())
    }

    /// A number that is the same for the same article in any archive and at any place in it.
    pub(super) fn hash(&self) -> u64 {
        xxh3_64_with_seed(self.text.as_bytes(), xxh3_64_with_seed(self.id.as_bytes(), 0))
    }

    /// The headline as it is given.
    pub(super) fn given_title(&self) -> Option<&str> {
        self.title.as_deref().map(str::trim).filter(|t| !t.is_empty())
    }

    /// The headline, else the beginning of what the article says, else the id.
    pub(super) fn headline(&self) -> String {
        use BlockKind::{Heading, Lead, List, Paragraph, Title};
        let says = |b: &&Block| matches!(b.kind, Title | Lead | Heading | List | Paragraph);
        let block = || {
            let span = self.blocks.iter().find(says)?.span;
            Some(Chars::new(&self.text).slice(span.0 as usize, span.1 as usize).trim()).filter(|t| !t.is_empty())
        };
        let first = || self.text.lines().map(str::trim).find(|l| !l.is_empty());
        clip(self.given_title().or_else(block).or_else(first).unwrap_or(&self.id), 120)
    }
}

/// At most `most` characters of a text, with an ellipsis where it goes on.
pub(super) fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}

/// The form in which spellings of one name meet: small letters, one place for tone marks, one space between words.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        fold(word, &mut out);
    }
    out
}

/// Where the characters of a text begin, in bytes: one place in 256 is kept, so that looking one up is quick.
#[derive(Debug)]
pub struct Chars<'t> {
    text: &'t str,
    starts: Vec<usize>,
    len: usize,
}

impl<'t> Chars<'t> {
    const STEP: usize = 256;

    /// The places in `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let starts = text.char_indices().step_by(Self::STEP).map(|(at, _)| at).collect();
        Self { text, starts, len: text.chars().count() }
    }

    /// Number of characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The text between two characters, as far as it goes.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &'t str {
        let (from, to) = (self.byte(from), self.byte(to));
        self.text.get(from..to).unwrap_or_default()
    }

    fn byte(&self, n: usize) -> usize {
        let Some(&start) = self.starts.get(n / Self::STEP) else { return self.text.len() };
        let rest = &self.text[start..];
        rest.char_indices().nth(n % Self::STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_a_long_text() {
        let text = "Đắk Lắk – ".repeat(200);
        let (chars, all) = (Chars::new(&text), text.chars().collect::<Vec<_>>());
        for (from, to) in [(0, 3), (255, 257), (511, 600), (1990, 2000), (1999, 2500), (3000, 4000), (9, 4)] {
            let expected: String = all.get(from..to.min(all.len())).unwrap_or_default().iter().collect();
            assert_eq!(chars.slice(from, to), expected, "{from}..{to}");
        }
    }

    #[test]
    fn a_clipped_text_tells_that_it_goes_on() {
        assert_eq!((clip("Ngân Sơn", 8), clip("Ngân Sơn", 5)), ("Ngân Sơn".into(), "Ngân…".into()));
    }
}
