//! Dates in posting lines.
//!
//! Enters: a short line. Leaves: the first full date in it, with the time of day. Not done here: dates of the running
//! text (those are mentions).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::CLOCK;

/// A day with its place in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    day: (u16, u8, u8),
    time: Option<(u8, u8)>,
    /// Where the day is written.
    pub(super) at: Range<usize>,
    time_at: Range<usize>,
}

/// Order is always day, month, year, but for the ISO form.
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^0-9/.-])([0-3]?[0-9]) ?[/.-] ?([01]?[0-9]) ?[/.-] ?((?:19|20)[0-9]{2})(?:[^0-9/]|$)")
});
static ISO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9/.-])((?:19|20)[0-9]{2})-([01]?[0-9])-([0-3]?[0-9])(?:[^0-9-]|$)"));
static WORDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^| )([0-3]?[0-9]) tháng ([01]?[0-9]) (?:năm )?((?:19|20)[0-9]{2})(?:[^0-9]|$)"));
static SPACED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([0-3]?[0-9]) ([01]?[0-9]) ((?:19|20)[0-9]{2})$"));
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^0-9/.-])([0-2]?[0-9]) ?[:hg] ?([0-5][0-9])(?:[:.][0-5][0-9])?'?(?: ?([ap]m|sa|ch)(?:[^a-z]|$))?")
});

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern that the tests compile")
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Stamp {
    /// The first full date of a folded line, with the first time of day beside it.
    pub(super) fn find(low: &str) -> Option<Self> {
        // Every form has six digits and a year of four; most lines that have digits hold other figures.
        let bytes = low.as_bytes();
        let year = |four: &[u8]| matches!(four, [b'1', b'9', a, b] | [b'2', b'0', a, b] if a.is_ascii_digit() && b.is_ascii_digit());
        let mut ones = memchr::memchr2_iter(b'1', b'2', bytes);
        if bytes.iter().filter(|b| b.is_ascii_digit()).count() < 6
            || !ones.any(|at| bytes.get(at..at + 4).is_some_and(year))
        {
            return None;
        }
        let (caps, order) = [(&NUMERIC, [3, 2, 1]), (&WORDS, [3, 2, 1]), (&SPACED, [3, 2, 1]), (&ISO, [1, 2, 3])]
            .into_iter()
            .find_map(|(re, order)| Some((re.captures(low)?, order)))?;
        let number = |g: usize| caps.get(g).and_then(|m| m.as_str().parse::<u16>().ok());
        let (year, month, day) = (number(order[0])?, number(order[1])? as u8, number(order[2])? as u8);
        if !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
            return None;
        }
        let at = caps.get(1)?.start()..caps.get(3)?.end();
        let mut stamp = Stamp { day: (year, month, day), time: None, at, time_at: 0..0 };
        stamp.read_time(low);
        Some(stamp)
    }

    fn read_time(&mut self, low: &str) {
        for caps in TIME.captures_iter(low) {
            let (Some(h), Some(m)) = (caps.get(1), caps.get(2)) else { continue };
            if h.start() < self.at.end && self.at.start < m.end() {
                continue;
            }
            let (Ok(mut hour), Ok(minute)) = (h.as_str().parse::<u8>(), m.as_str().parse::<u8>()) else { continue };
            // "14:09 PM" is written too: only a morning hour is moved.
            match caps.get(3).map(|g| g.as_str()) {
                Some("pm" | "ch") if hour < 12 => hour += 12,
                Some("am" | "sa") if hour == 12 => hour = 0,
                _ => {}
            }
            if hour < 24 {
                self.time = Some((hour, minute));
                self.time_at = h.start()..caps.get(0).map_or(m.end(), |g| g.end()).min(low.len());
                // The character after AM/PM was only looked at.
                if caps.get(3).is_some() {
                    self.time_at.end = caps.get(3).map_or(m.end(), |g| g.end());
                }
                return;
            }
        }
    }

    /// `YYYY-MM-DD`.
    pub(super) fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.day.0, self.day.1, self.day.2)
    }

    /// `HH:MM`.
    pub(super) fn clock(&self) -> Option<String> {
        self.time.map(|(h, m)| format!("{h:02}:{m:02}"))
    }

    /// Whether a time of day stands in the line.
    pub(super) fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// Whether the line holds nothing but date, weekday, time and punctuation.
    pub(super) fn alone(&self, low: &str) -> bool {
        self.words(low).next().is_none()
    }

    /// The words of the line that are neither date nor time.
    pub(super) fn words<'l>(&'l self, low: &'l str) -> impl Iterator<Item = &'l str> + 'l {
        let base = low.as_ptr() as usize;
        low.split(|c: char| !c.is_alphanumeric() && c != '+').filter(move |w| {
            let at = w.as_ptr() as usize - base;
            let inside = |r: &Range<usize>| r.start <= at && at < r.end;
            let figure = w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit() || b == b'+');
            !(w.is_empty() || figure || inside(&self.at) || inside(&self.time_at) || CLOCK.has(w))
        })
    }

    /// The end of what is date or time.
    pub(super) fn end(&self) -> usize {
        self.at.end.max(self.time_at.end)
    }

    /// The start of what is date or time.
    pub(super) fn start(&self) -> usize {
        if self.time_at.is_empty() { self.at.start } else { self.at.start.min(self.time_at.start) }
    }
}

/// A number with points or commas between thousands: `1.208`.
pub(super) fn count(text: &str) -> Option<u64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Option<String>, bool)> {
        let low = line.to_lowercase();
        Stamp::find(&low).map(|s| (s.iso(), s.clock(), s.alone(&low)))
    }

    #[test]
    fn forms_of_posting_dates() {
        let some = |d: &str, t: Option<&str>, alone| Some((d.to_owned(), t.map(str::to_owned), alone));
        for (line, want) in [
            ("18/01/2018 - 19:23", some("2018-01-18", Some("19:23"), true)),
            ("20-01-2022, 06:42", some("2022-01-20", Some("06:42"), true)),
            ("15:15, 27/03/2022", some("2022-03-27", Some("15:15"), true)),
            ("13:36 | 12/08/2016", some("2016-08-12", Some("13:36"), true)),
            ("01/03/2022 09:56:05 AM", some("2022-03-01", Some("09:56"), true)),
            ("06-07-2024, 18:40 (GMT+7)", some("2024-07-06", Some("18:40"), true)),
            ("13-01-2026 - 14:09 PM", some("2026-01-13", Some("14:09"), true)),
            ("13-01-2026 - 02:09 PM", some("2026-01-13", Some("14:09"), true)),
            ("(14:54 | 03/06/2019)", some("2019-06-03", Some("14:54"), true)),
            ("Thứ sáu, 8/6/2018, 11:54 (GMT+7)", some("2018-06-08", Some("11:54"), true)),
            ("Thứ Sáu, ngày 23 tháng 08 năm 2019, 09:25:27", some("2019-08-23", Some("09:25"), true)),
            ("03 03 2016", some("2016-03-03", None, true)),
            ("2024-01-24", some("2024-01-24", None, true)),
            ("Thời sự - Hồng Phúc - 20:57, 18/10/2019", some("2019-10-18", Some("20:57"), false)),
            ("30/02/2024", None),
            ("12/15/2024", None),
            ("Quyết định 116/2020", None),
        ] {
            assert_eq!(read(line), want, "{line}");
        }
    }

    #[test]
    fn counts() {
        assert_eq!(count("1.208 lượt"), Some(1208));
        assert_eq!(count("x"), None);
    }
}
