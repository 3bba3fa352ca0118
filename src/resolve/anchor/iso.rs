//! ISO 8601 values with reduced precision.
//!
//! Enters: years, months, days. Leaves: [`Iso`], a point or period that prints as the record writes it and knows its first
//! and last day. Not done here: deciding which year is meant.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use crate::recognise::date::value::Time;

/// A resolved date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Iso {
    Day(Date, Option<Time>),
    /// ISO week: year and week.
    Week(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Year(i16),
    Decade(i16),
    Interval(Option<Box<Iso>>, Option<Box<Iso>>),
}

impl Iso {
    /// A month counted from year 0, so that distances in months are plain numbers.
    pub(super) fn month_number(n: i32) -> Option<Self> {
        Some(Self::Month(i16::try_from(n.div_euclid(12)).ok()?, n.rem_euclid(12) as i8 + 1))
    }

    pub(super) fn week_of(date: Date) -> Self {
        let week = date.iso_week_date();
        Self::Week(week.year(), week.week())
    }

    pub(super) fn between(start: Self, end: Self) -> Self {
        Self::Interval(Some(Box::new(start)), Some(Box::new(end)))
    }

    /// First day; `None` where the start is open.
    pub(super) fn first(&self) -> Option<Date> {
        let month = |y: i16, m: i8| Date::new(y, m, 1).ok();
        match self {
            Self::Day(d, _) => Some(*d),
            Self::Week(y, w) => Some(ISOWeekDate::new(*y, *w, Weekday::Monday).ok()?.date()),
            Self::Month(y, m) => month(*y, *m),
            Self::Quarter(y, q) => month(*y, q * 3 - 2),
            Self::Half(y, h) => month(*y, h * 6 - 5),
            Self::Year(y) => month(*y, 1),
            Self::Decade(d) => month(d * 10, 1),
            Self::Interval(a, _) => a.as_ref()?.first(),
        }
    }

    /// Last day; `None` where the end is open.
    pub(super) fn last(&self) -> Option<Date> {
        let month = |y: i16, m: i8| Some(Date::new(y, m, 1).ok()?.last_of_month());
        match self {
            Self::Day(d, _) => Some(*d),
            Self::Week(y, w) => Some(ISOWeekDate::new(*y, *w, Weekday::Sunday).ok()?.date()),
            Self::Month(y, m) => month(*y, *m),
            Self::Quarter(y, q) => month(*y, q * 3),
            Self::Half(y, h) => month(*y, h * 6),
            Self::Year(y) => month(*y, 12),
            Self::Decade(d) => month(d * 10 + 9, 12),
            Self::Interval(_, b) => b.as_ref()?.last(),
        }
    }

    /// The year it lies in, if it is one.
    pub(super) fn year(&self) -> Option<i16> {
        match self {
            Self::Decade(_) => None,
            Self::Interval(Some(a), Some(b)) => a.year().filter(|y| Some(*y) == b.year()),
            Self::Interval(Some(one), None) | Self::Interval(None, Some(one)) => one.year(),
            Self::Week(y, _) => Some(*y),
            other => Some(other.first()?.year()),
        }
    }

    /// The same in another year: `2025-H1` and 2024 give `2024-H1`.
    pub(super) fn in_year(&self, year: i16) -> Option<Self> {
        let by = year - self.year()?;
        self.shifted(by)
    }

    fn shifted(&self, by: i16) -> Option<Self> {
        let part = |x: &Option<Box<Self>>| -> Option<Option<Box<Self>>> {
            match x {
                Some(x) => Some(Some(Box::new(x.shifted(by)?))),
                None => Some(None),
            }
        };
        Some(match self {
            Self::Day(d, t) => Self::Day(add(*d, i32::from(by).years())?, *t),
            Self::Week(y, w) => Self::Week(y + by, *w),
            Self::Month(y, m) => Self::Month(y + by, *m),
            Self::Quarter(y, q) => Self::Quarter(y + by, *q),
            Self::Half(y, h) => Self::Half(y + by, *h),
            Self::Year(y) => Self::Year(y + by),
            Self::Decade(_) => return None,
            Self::Interval(a, b) => Self::Interval(part(a)?, part(b)?),
        })
    }
}

/// `date` and a span after it.
pub(super) fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

impl fmt::Display for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(d, None) => write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Self::Day(d, Some(t)) => {
                write!(f, "{:04}-{:02}-{:02}T{:02}:{:02}", d.year(), d.month(), d.day(), t.hour, t.minute)
            }
            Self::Week(y, w) => write!(f, "{y:04}-W{w:02}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Decade(d) => write!(f, "{d:03}X"),
            Self::Interval(a, b) => {
                let end = |f: &mut fmt::Formatter<'_>, x: &Option<Box<Self>>| match x {
                    Some(x) => write!(f, "{x}"),
                    None => f.write_str(".."),
                };
                end(f, a)?;
                f.write_str("/")?;
                end(f, b)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_with_the_precision_written() {
        let day = Iso::Day(Date::constant(2024, 2, 5), None);
        assert_eq!(day.to_string(), "2024-02-05");
        assert_eq!(Iso::between(Iso::Year(2021), Iso::Year(2025)).to_string(), "2021/2025");
        assert_eq!(Iso::Interval(None, Some(Box::new(Iso::Quarter(2024, 3)))).to_string(), "../2024-Q3");
        assert_eq!(Iso::Decade(199).to_string(), "199X");
    }

    #[test]
    fn knows_its_ends_and_moves_by_years() {
        assert_eq!(Iso::Half(2024, 2).first(), Date::new(2024, 7, 1).ok());
        assert_eq!(Iso::Month(2024, 2).last(), Date::new(2024, 2, 29).ok());
        assert_eq!(Iso::Week(2026, 33).first(), Date::new(2026, 8, 10).ok());
        let period = Iso::between(Iso::Month(2024, 1), Iso::Month(2024, 9));
        assert_eq!(period.in_year(2023).map(|p| p.to_string()), Some("2023-01/2023-09".into()));
    }
}
