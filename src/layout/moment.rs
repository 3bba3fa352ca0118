//! Dates as programs write them.
//!
//! Enters: the text of a date field or of a page's metadata. Leaves: the local day and, where it is stated, the time of day.
//! Not done here: dates in sentences (`recognise/date`) and on posting lines ([`page`](super::page)).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Viet Nam's clock, without summer time.
const LOCAL: Offset = Offset::constant(7);

/// A day, and the time of day where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The local day.
    pub(crate) date: Date,
    /// The local time of day.
    pub(crate) time: Option<Time>,
}

impl Moment {
    /// Reads ISO 8601 dates and timestamps (with an offset they are moved to +07:00, without one they are local) and the
    /// Vietnamese order day/month/year, each also with a time after it. A time that reads as none leaves the day good.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let of = |t: DateTime| Self { date: t.date(), time: Some(t.time()) };
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(of(LOCAL.to_datetime(moment)));
        }
        let (day, rest) = match text.find([' ', 'T', ',']) {
            Some(at) => (&text[..at], text[at + 1..].trim()),
            None => (text, ""),
        };
        let day = day.parse::<Date>().ok().or_else(|| vietnamese(day));
        let timed = || text.parse::<DateTime>().ok();
        match day {
            Some(date) if rest.is_empty() => Some(Self { date, time: None }),
            Some(date) => Some(Self { date, time: timed().map(|t| t.time()).or_else(|| clock(rest)) }),
            None => timed().map(of),
        }
    }
}

/// Day, month and year, in this order.
fn vietnamese(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The time that a text begins with: `8:15`, `08:15:30`, `8h15`.
fn clock(text: &str) -> Option<Time> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | 'h' | 'H' | 'g')).unwrap_or(text.len());
    let mut parts = text[..end].split([':', 'h', 'H', 'g']).map(str::parse::<i8>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let second = parts.next().and_then(Result::ok).unwrap_or(0);
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Moment::read(text).map(|m| match m.time {
            Some(time) => m.date.to_datetime(time).to_string(),
            None => m.date.to_string(),
        })
    }

    #[test]
    fn iso_dates_and_timestamps() {
        assert_eq!(read("2024-01-24").as_deref(), Some("2024-01-24"));
        assert_eq!(read("2024-01-23T17:30:00Z").as_deref(), Some("2024-01-24T00:30:00"));
        assert_eq!(read("2024-01-24T00:30:00+07:00").as_deref(), Some("2024-01-24T00:30:00"));
        assert_eq!(read("2024-01-24 23:59").as_deref(), Some("2024-01-24T23:59:00"));
        assert_eq!(read("20240124T081500").as_deref(), Some("2024-01-24T08:15:00"));
    }

    #[test]
    fn the_vietnamese_order() {
        assert_eq!(read("24/01/2024 08:15").as_deref(), Some("2024-01-24T08:15:00"));
        assert_eq!(read("24-1-2024, 8h15 (GMT+7)").as_deref(), Some("2024-01-24T08:15:00"));
        assert_eq!(read("24.01.2024 sáng").as_deref(), Some("2024-01-24"));
        assert_eq!((read("30/02/2024"), read("24/01/24"), read("hôm nay")), (None, None, None));
    }
}
