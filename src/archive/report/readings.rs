//! Articles to read.
//!
//! Enters: articles. Leaves: some of them, drawn by a hash of what they say: the same archive gives the same choice, which
//! favours no day, publisher or topic. Not done here: marking what was found in them.

use std::borrow::Cow;

use jiff::civil::Date;

use super::read::{Article, clip};
use crate::archive::tally::Least;
use crate::record::{Block, CharSpan, Indicator, Mention, Official};

/// Characters of an article that are shown; what follows is cut off.
pub const READING_CHARS: usize = 20_000;

/// An article to read, as far as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its number in the archive, from 0.
    pub number: u64,
    /// Its id.
    pub id: String,
    /// Address.
    pub url: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Day of publication.
    pub day: Option<Date>,
    /// Headline, else the beginning of the text.
    pub title: String,
    /// Whether the headline is one.
    pub titled: bool,
    /// Author as printed.
    pub author: Option<String>,
    /// The text, at most [`READING_CHARS`] of it.
    pub text: String,
    /// Whether the text goes on.
    pub cut: bool,
    /// The parts of the text.
    pub blocks: Vec<Block>,
    /// What the text names.
    pub mentions: Vec<Mention<'static>>,
    /// Persons with positions.
    pub officials: Vec<Official<'static>>,
    /// Figures with what they measure.
    pub indicators: Vec<Indicator<'static>>,
    /// What was doubtful.
    pub warnings: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Readings(Least<u64, Reading>);

impl Readings {
    pub(super) fn new(limit: usize) -> Self {
        Self(Least::new(limit))
    }

    pub(super) fn add(&mut self, article: &Article<'_>, number: u64, day: Option<Date>) {
        self.0.offer(article.hash(), || reading(article, number, day));
    }

    /// The newest first; those without a date at the end.
    pub(super) fn sorted(self) -> Vec<Reading> {
        let mut readings = self.0.into_sorted();
        readings.sort_by(|a, b| b.day.cmp(&a.day).then(a.number.cmp(&b.number)));
        readings
    }
}

fn reading(article: &Article<'_>, number: u64, day: Option<Date>) -> Reading {
    let end = article.text.char_indices().nth(READING_CHARS).map(|(at, _)| at);
    let shown = |span: CharSpan| (span.1 as usize) <= READING_CHARS;
    let own = |text: &Option<Cow<'_, str>>| text.as_deref().map(|t| clip(t, 300)).filter(|t| !t.trim().is_empty());
    Reading {
        number,
        id: article.id.to_string(),
        url: article.url.as_deref().map(str::to_owned),
        publisher: own(&article.publisher),
        day,
        title: article.headline(),
        titled: article.given_title().is_some(),
        author: own(&article.author),
        text: article.text[..end.unwrap_or(article.text.len())].to_owned(),
        cut: end.is_some(),
        blocks: article.blocks.iter().filter(|b| (b.span.0 as usize) < READING_CHARS).copied().collect(),
        mentions: article.mentions.iter().filter(|m| shown(m.span)).cloned().map(Mention::into_owned).collect(),
        officials: article.officials.iter().cloned().map(Official::into_owned).collect(),
        indicators: article.indicators.iter().cloned().map(Indicator::into_owned).collect(),
        warnings: article.warnings.iter().map(|w| w.message.to_string()).collect(),
    }
}
