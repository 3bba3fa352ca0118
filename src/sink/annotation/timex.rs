//! Dates and durations of the record as TIMEX3 says them.
//!
//! Enters: the value of a mention. Leaves: a [`Timex`]: type, value and the attributes that go with it. A closed interval is
//! a duration between two points, an open one a date with `mod`, a decade has three digits, and what has no value is
//! `XXXX-XX-XX`. Not done here: XML.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::record::{DateFacts, DurationFacts, Facts, Mention, Value};

/// The attributes of a TIMEX3.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Timex<'m> {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub(super) kind: &'static str,
    pub(super) value: Cow<'m, str>,
    pub(super) modifier: Option<&'static str>,
    /// Every one, for a set.
    pub(super) every: bool,
    /// First and last point of an interval.
    pub(super) ends: Option<(&'m str, &'m str)>,
    /// What TIMEX3 cannot say.
    pub(super) comment: Option<String>,
}

/// A point that is not known.
const UNKNOWN: &str = "XXXX-XX-XX";

/// The TIMEX3 of a mention; `None` for one that is neither date nor duration.
pub(super) fn timex<'m>(m: &'m Mention<'_>) -> Option<Timex<'m>> {
    Some(match &m.facts {
        Facts::Date(DateFacts { value: Some(Value::Text(value)), .. }) => date(value, &m.text),
        Facts::Date(DateFacts { reason, .. }) => {
            let recurs = reason.as_deref() == Some("recurs");
            let kind = if recurs { "SET" } else { "DATE" };
            Timex {
                kind,
                value: UNKNOWN.into(),
                every: recurs,
                comment: reason.as_deref().map(str::to_owned),
                ..Timex::default()
            }
        }
        Facts::Duration(DurationFacts { value: Some(Value::Text(value)) }) => {
            Timex { kind: "DURATION", value: Cow::Borrowed(&**value), ..Timex::default() }
        }
        Facts::Duration(DurationFacts { value: Some(Value::Texts(low, high)) }) => Timex {
            kind: "DURATION",
            value: Cow::Borrowed(&**low),
            modifier: Some("EQUAL_OR_MORE"),
            comment: Some(format!("{low}/{high}")),
            ..Timex::default()
        },
        Facts::Duration(_) => Timex { kind: "DURATION", value: "PXD".into(), ..Timex::default() },
        _ => return None,
    })
}

fn date<'m>(value: &'m str, text: &str) -> Timex<'m> {
    match value.split_once('/') {
        None => Timex { modifier: part(text), ..point(value) },
        Some(("..", end)) => Timex { modifier: Some("ON_OR_BEFORE"), ..point(end) },
        Some((start, "..")) => Timex { modifier: Some("ON_OR_AFTER"), ..point(start) },
        Some((start, end)) => {
            Timex { kind: "DURATION", value: length(start, end).into(), ends: Some((start, end)), ..Timex::default() }
        }
    }
}

/// A point of the calendar.
pub(super) fn point(value: &str) -> Timex<'_> {
    let kind = if value.contains('T') { "TIME" } else { "DATE" };
    Timex { kind, value: value.strip_suffix('X').unwrap_or(value).into(), ..Timex::default() }
}

/// Which part of its year or month a date means, by its first word.
fn part(text: &str) -> Option<&'static str> {
    let first = text.split_whitespace().next()?.to_lowercase();
    Some(match first.as_str() {
        "đầu" => "START",
        "giữa" => "MID",
        "cuối" => "END",
        _ => return None,
    })
}

/// How long it is from the beginning of `start` to the end of `end`, where both have the same precision.
fn length(start: &str, end: &str) -> String {
    let days = |a: &str, b: &str| {
        let (a, b) = (a.parse::<Date>().ok()?, b.parse::<Date>().ok()?);
        Some((i64::from(a.until(b).ok()?.get_days()) + 1, 'D'))
    };
    let known = match (start.len(), end.len()) {
        (4, 4) => year(start).zip(year(end)).map(|(a, b)| (b - a + 1, 'Y')),
        (7, 7) => match (part_of_year(start), part_of_year(end)) {
            (Some((a, unit)), Some((b, other))) if unit == other => match unit {
                // There is no letter for half a year.
                'H' => Some(((b - a + 1) * 6, 'M')),
                unit => Some((b - a + 1, unit)),
            },
            _ => None,
        },
        (10, 10) => days(start, end),
        _ => None,
    };
    match known {
        Some((n, unit)) if n > 0 => format!("P{n}{unit}"),
        _ => "PXD".to_owned(),
    }
}

fn year(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// `2024-03`, `2024-Q1`, `2024-H2`: its number counted from year 0, and the letter of its unit.
fn part_of_year(text: &str) -> Option<(i64, char)> {
    let (y, rest) = text.split_once('-')?;
    let y = year(y)?;
    if let Some(n) = rest.strip_prefix('Q') {
        return Some((y * 4 + n.parse::<i64>().ok()?, 'Q'));
    }
    if let Some(n) = rest.strip_prefix('H') {
        return Some((y * 2 + n.parse::<i64>().ok()?, 'H'));
    }
    Some((y * 12 + rest.parse::<i64>().ok()?, 'M'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_intervals() {
        for (start, end, want) in [
            ("2021", "2025", "P5Y"),
            ("2024-01", "2024-09", "P9M"),
            ("2023-Q3", "2024-Q1", "P3Q"),
            ("2023-H2", "2024-H1", "P12M"),
            ("2023-04-28", "2023-05-03", "P6D"),
            ("2024-02-28", "2025-02-28", "P367D"),
            ("2024-01", "2024-Q3", "PXD"),
            ("2025", "2021", "PXD"),
            ("2024", "2024-05-01", "PXD"),
            ("", "", "PXD"),
        ] {
            assert_eq!(length(start, end), want, "{start}/{end}");
        }
    }

    #[test]
    fn points_and_open_intervals() {
        let view = |value, text| {
            let t = date(value, text);
            (t.kind, t.value.into_owned(), t.modifier)
        };
        assert_eq!(view("2024-01-23T08:30", "8h30 ngày 23/1"), ("TIME", "2024-01-23T08:30".into(), None));
        assert_eq!(view("199X", "những năm 90"), ("DATE", "199".into(), None));
        assert_eq!(view("2023", "Cuối năm 2023"), ("DATE", "2023".into(), Some("END")));
        assert_eq!(view("../2030", "đến năm 2030"), ("DATE", "2030".into(), Some("ON_OR_BEFORE")));
        assert_eq!(view("2021/..", "từ năm 2021"), ("DATE", "2021".into(), Some("ON_OR_AFTER")));
    }
}
