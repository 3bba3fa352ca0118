//! The period at the end of a programme's name.
//!
//! Enters: a token. Leaves: the years that begin there (`giai đoạn 2021-2025, tầm nhìn 2030`, `đến năm 2025`, `năm 2024`)
//! as an ISO interval, and where they end. Not done here: dates as mentions.

use crate::lexicon::class::Class;
use crate::recognise::doc::Doc;
use crate::recognise::document::year_at;
use crate::recognise::pattern::roman;
use crate::span::{Span, Tok};

/// A period as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// Token after the last.
    pub(super) end: u32,
    /// `2021/2025`, `../2030`, `2024`; empty for a phase without years (`giai đoạn 2`).
    pub(super) value: String,
    /// Whether it is a single year, which names an edition and not a span of years.
    pub(super) single: bool,
}

/// Reads the period at `at`, after a comma if need be.
pub(super) fn read(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Option<Period> {
    let token = |i: u32| doc.tokens.get(i as usize).filter(|_| i < within.end);
    let comma = token(at)?.is(',');
    let start = if comma { at + 1 } else { at };
    if let Some(year) = year_at(doc, at).filter(|_| after_season(doc, within, at) || is_edition(doc, within, at)) {
        return Some(Period { end: at + 1, value: year.to_string(), single: true });
    }
    let Some(m) = doc.phrase(start, Class::ProgrammePeriod) else {
        let (first, last, end) = span(doc, within, start)?;
        return (!comma).then(|| outlook(doc, within, Period { end, value: format!("{first}/{last}"), single: false }));
    };
    let next = m.span().end;
    let opening = &*doc.row(&m).value;
    if opening == "outlook" {
        return None;
    }
    if let Some((first, last, end)) = span(doc, within, next) {
        return Some(outlook(doc, within, Period { end, value: format!("{first}/{last}"), single: false }));
    }
    match opening {
        "until" => {
            let year = year_at(doc, next).filter(|_| next < within.end)?;
            Some(outlook(doc, within, Period { end: next + 1, value: format!("../{year}"), single: false }))
        }
        "year" if !comma => {
            let year = year_at(doc, next).filter(|_| next < within.end)?;
            // `năm 2024-…` and `năm 2024/…` were spans or are something else.
            let joined = token(next + 1).is_some_and(|t| !t.spaced && (t.is('-') || t.is('/')));
            (!joined).then(|| Period { end: next + 1, value: year.to_string(), single: true })
        }
        "span" if !comma => {
            let phase = token(next).is_some_and(|t| {
                (t.is_number() && t.end - t.start < 3) || (t.is_upper() && roman(doc.text_of(next)).is_some())
            });
            phase.then(|| Period { end: next + 1, value: String::new(), single: false })
        }
        _ => None,
    }
}

/// Whether a word of the name that may open a year stands before `at`: `tình nguyện hè 2024`.
fn after_season(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    at > within.start
        && doc.tokens[at as usize - 1].is_word()
        && doc.phrase(at - 1, Class::ProgrammePeriod).is_some_and(|m| m.len == 1 && &*doc.row(&m).value == "year")
}

/// `Năm An toàn giao thông | 2018 với chủ đề …`: a year right behind small words, and nothing behind it that it could count.
fn is_edition(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    let before = at.checked_sub(1).filter(|b| *b > within.start).map(|b| &doc.tokens[b as usize]);
    let next = doc.tokens.get(at as usize + 1).filter(|_| at + 1 < within.end);
    let ends = next.is_none_or(|t| {
        let stop = t.is_small() && doc.has(at + 1, Class::ProgrammeStop) && !doc.has(at + 1, Class::ProgrammeInside);
        let joined = t.is('-') || !t.spaced && (t.is('/') || t.is('%'));
        stop || !t.is_word() && !t.is_number() && !joined
    });
    before.is_some_and(|t| t.is_small() && t.spaced) && ends && doc.tokens[at as usize].spaced
}

/// `2021-2025`, `2021 đến 2025`, `từ năm 2021 đến năm 2025`.
fn span(doc: &Doc<'_>, within: Span<Tok>, mut at: u32) -> Option<(i16, i16, u32)> {
    let word = |i: u32, class: Class| doc.phrase(i, class).filter(|m| m.span().end < within.end);
    if let Some(from) = word(at, Class::ProgrammeFrom) {
        at = from.span().end;
    }
    let first = year_at(doc, at).filter(|_| at < within.end)?;
    let mut next = at + 1;
    if next < within.end && doc.tokens[next as usize].is('-') {
        next += 1;
    } else {
        next = word(next, Class::ProgrammeTo)?.span().end;
    }
    let last = year_at(doc, next).filter(|y| next < within.end && *y >= first)?;
    Some((first, last, next + 1))
}

/// Lengthens a period over `, tầm nhìn 2030`, `và định hướng đến năm 2030`.
fn outlook(doc: &Doc<'_>, within: Span<Tok>, mut period: Period) -> Period {
    loop {
        let mut at = period.end;
        if at < within.end && doc.tokens[at as usize].is(',') {
            at += 1;
        }
        let Some(m) = doc.phrase(at, Class::ProgrammePeriod).filter(|m| &*doc.row(m).value == "outlook") else {
            return period;
        };
        let next = m.span().end;
        if next < within.end && year_at(doc, next).is_some() {
            period.end = span(doc, within, next).map_or(next + 1, |s| s.2);
        } else {
            return period;
        }
    }
}
