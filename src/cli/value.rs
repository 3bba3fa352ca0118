//! The value of one argument.
//!
//! Enters: what stands behind an option. Leaves: its value, or what would be right there. Not done here: which options there
//! are (that is [`args`](super::args)).

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use crate::lexicon::class::Class;
use crate::lexicon::entry::kind_of;
use crate::pipeline::{Format, OnError, ToneStyle};
use crate::record::OffsetUnit;
use crate::sink::table::TABLES;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tone {
    Old,
    New,
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorAction {
    Record,
    Skip,
    Fail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Progress {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    Jsonl,
    Csv,
    Tsv,
}

impl From<ErrorAction> for OnError {
    fn from(action: ErrorAction) -> Self {
        match action {
            ErrorAction::Record => Self::Record,
            ErrorAction::Skip => Self::Skip,
            ErrorAction::Fail => Self::Fail,
        }
    }
}

impl From<Tone> for ToneStyle {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Old => Self::Old,
            Tone::New => Self::New,
            Tone::Keep => Self::Keep,
        }
    }
}

/// The formats of inputs; nothing for `auto`.
pub(super) fn formats() -> impl TypedValueParser<Value = Option<Format>> {
    let names = ["auto"].into_iter().chain(Format::ALL.iter().map(|f| f.name()));
    PossibleValuesParser::new(names).map(|name| Format::ALL.into_iter().find(|f| f.name() == name))
}

/// The classes that `tinviet lexicon list` can be asked for.
fn classes() -> impl Iterator<Item = &'static str> {
    Class::ALL.iter().map(|c| c.name()).chain(["unit.province", "unit.district", "unit.commune"])
}

pub(super) fn class(text: &str) -> Result<String, String> {
    let known = classes().find(|c| *c == text);
    known.map(str::to_owned).ok_or_else(|| "no such class; `tinviet lexicon classes` lists them".into())
}

pub(super) fn kind(text: &str) -> Result<String, String> {
    let mut kinds: Vec<&str> = classes().map(kind_of).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.contains(&text) { Ok(text.to_owned()) } else { Err(format!("one of {}", kinds.join(", "))) }
}

/// More threads than this can only be a mistake.
const MAX_JOBS: usize = 1024;

/// The names of the tables.
pub(super) fn tables() -> PossibleValuesParser {
    PossibleValuesParser::new(TABLES.iter().map(|t| PossibleValue::new(t.name)))
}

pub(super) fn offset_unit(text: &str) -> Result<OffsetUnit, String> {
    let names: Vec<&str> = OffsetUnit::ALL.iter().map(|u| u.name()).collect();
    OffsetUnit::parse(text).ok_or_else(|| format!("one of {}", names.join(", ")))
}

pub(super) fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n) if n <= MAX_JOBS => Ok(n),
        _ => Err(format!("a number from 0 to {MAX_JOBS}")),
    }
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day of the calendar, as YYYY-MM-DD".to_owned())
}

pub(super) fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.trim_end_matches(['b', 'B']).char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    let bytes = digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(unit));
    let max = crate::pipeline::options::MAX_DOC_BYTES;
    match bytes {
        Some(n) if (1..=max).contains(&n) => Ok(n),
        _ => Err(format!("a number of bytes from 1 to {}G, as 500k, 256M or 1G", max >> 30)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("500"), Ok(500));
        assert_eq!(size("256M"), Ok(256 << 20));
        assert_eq!(size("1kB"), Ok(1024));
        assert!(size("0").is_err() && size("3G").is_err() && size("M").is_err() && size("-1").is_err());
    }
}
