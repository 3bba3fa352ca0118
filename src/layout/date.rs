//! Dates in posting lines.
//!
//! Enters: a short line. Leaves: the first full date in it, with the time of day. Not done here: dates of the running
//! text (those are mentions).

use std::ops::Range;

use super::words::CLOCK;

/// A day with its place in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    day: Day,
    time: Option<(u8, u8)>,
    /// Where the day is written.
    pub(super) at: Range<usize>,
    time_at: Range<usize>,
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
        // Every form has a year of four digits, which most lines lack, and six in all.
        let bytes = low.as_bytes();
        let year = |four: &[u8]| matches!(four, [b'1', b'9', a, b] | [b'2', b'0', a, b] if a.is_ascii_digit() && b.is_ascii_digit());
        let mut ones = memchr::memchr2_iter(b'1', b'2', bytes);
        if !ones.any(|at| bytes.get(at..at + 4).is_some_and(year))
            || bytes.iter().filter(|b| b.is_ascii_digit()).count() < 6
        {
            return None;
        }
        let (at, (year, month, day)) = first(bytes, 0, outside, numeric)
            .or_else(|| first(bytes, 0, |byte| byte == b' ', worded))
            .or_else(|| spaced(bytes))
            .or_else(|| first(bytes, 0, outside, iso))?;
        if !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
            return None;
        }
        let mut stamp = Stamp { day: (year, month, day), time: None, at, time_at: 0..0 };
        stamp.read_time(low);
        Some(stamp)
    }

    fn read_time(&mut self, low: &str) {
        let mut from = 0;
        while let Some((at, clock)) = first(low.as_bytes(), from, outside, clock) {
            // The character behind AM or PM belongs to it, and another one stands before the next time.
            let behind = clock.half.and_then(|_| low[at.end..].chars().next()).map_or(0, char::len_utf8);
            from = at.end + behind + 1;
            if at.start < self.at.end && self.at.start < clock.minute_end {
                continue;
            }
            // "14:09 PM" is written too: only a morning hour is moved.
            let hour = match clock.half {
                Some(Half::Second) if clock.hour < 12 => clock.hour + 12,
                Some(Half::First) if clock.hour == 12 => 0,
                _ => clock.hour,
            };
            if hour < 24 {
                self.time = Some((hour, clock.minute));
                self.time_at = at;
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

/// Whether a byte may stand before a date or a time of day: no figure goes on there.
fn outside(byte: u8) -> bool {
    !matches!(byte, b'0'..=b'9' | b'/' | b'.' | b'-')
}

/// The first place from byte `from` on where `form` reads something, at the beginning or behind a byte that `before` lets
/// pass, and what it reads.
fn first<T>(
    bytes: &[u8],
    from: usize,
    before: impl Fn(u8) -> bool,
    form: impl Fn(&mut Reader<'_>) -> Option<T>,
) -> Option<(Range<usize>, T)> {
    let begins = |at: usize| bytes[at].is_ascii_digit() && (at == 0 || before(bytes[at - 1]));
    (from..bytes.len()).filter(|&at| begins(at)).find_map(|start| {
        let mut reader = Reader { bytes, at: start };
        let read = form(&mut reader)?;
        Some((start..reader.at, read))
    })
}

/// Year, month, day.
type Day = (u16, u8, u8);

/// `5/3/2024`, `05-03-2024`, `5 . 3 . 2024`: the order is always day, month, year, but for [`iso`].
fn numeric(line: &mut Reader<'_>) -> Option<Day> {
    let day = line.number(3)?;
    line.mark()?;
    let month = line.number(1)?;
    line.mark()?;
    let year = line.year()?;
    line.ends(|next| next.is_ascii_digit() || next == b'/')?;
    Some((year, month, day))
}

/// `5 tháng 3 năm 2024`.
fn worded(line: &mut Reader<'_>) -> Option<Day> {
    let day = line.number(3)?;
    line.text(" tháng ")?;
    let month = line.number(1)?;
    line.text(" ")?;
    let _ = line.text("năm ");
    let year = line.year()?;
    line.ends(|next| next.is_ascii_digit())?;
    Some((year, month, day))
}

/// `05 03 2024`, alone on its line.
fn spaced(bytes: &[u8]) -> Option<(Range<usize>, Day)> {
    let mut line = Reader { bytes, at: 0 };
    let day = line.number(3)?;
    line.text(" ")?;
    let month = line.number(1)?;
    line.text(" ")?;
    let year = line.year()?;
    (line.at == bytes.len()).then_some((0..line.at, (year, month, day)))
}

/// `2024-03-05`.
fn iso(line: &mut Reader<'_>) -> Option<Day> {
    let year = line.year()?;
    line.text("-")?;
    let month = line.number(1)?;
    line.text("-")?;
    let day = line.number(3)?;
    line.ends(|next| next.is_ascii_digit() || next == b'-')?;
    Some((year, month, day))
}

/// The half of a day.
#[derive(Debug, Clone, Copy)]
enum Half {
    First,
    Second,
}

/// A time of day as written.
struct Clock {
    hour: u8,
    minute: u8,
    half: Option<Half>,
    minute_end: usize,
}

/// `9:05`, `14h30`, `09:05:27 AM`.
fn clock(line: &mut Reader<'_>) -> Option<Clock> {
    let hour = line.number(2)?;
    let _ = line.text(" ");
    line.one_of(b":hg")?;
    let _ = line.text(" ");
    let minute = line.sixty()?;
    let minute_end = line.at;
    let _ = line.attempt(|line| line.one_of(b":.").and_then(|_| line.sixty()));
    let _ = line.text("'");
    let half = line.attempt(|line| {
        let _ = line.text(" ");
        let half = match line.bytes.get(line.at..line.at + 2)? {
            b"am" | b"sa" => Half::First,
            b"pm" | b"ch" => Half::Second,
            _ => return None,
        };
        line.at += 2;
        line.ends(|next| next.is_ascii_lowercase())?;
        Some(half)
    });
    Some(Clock { hour, minute, half, minute_end })
}

/// Reads figures of a line, each step from where the last one ended; a step that finds nothing stays.
struct Reader<'l> {
    bytes: &'l [u8],
    at: usize,
}

impl Reader<'_> {
    fn digit(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0')
    }

    /// A number of two digits of which the first is at most `tens`, else of one.
    fn number(&mut self, tens: u8) -> Option<u8> {
        let first = self.digit(0)?;
        let second = self.digit(1).filter(|_| first <= tens);
        self.at += 1 + usize::from(second.is_some());
        Some(second.map_or(first, |second| first * 10 + second))
    }

    /// Minutes or seconds: two digits.
    fn sixty(&mut self) -> Option<u8> {
        let (first, second) = (self.digit(0).filter(|first| *first < 6)?, self.digit(1)?);
        self.at += 2;
        Some(first * 10 + second)
    }

    /// A year of the last century or this one.
    fn year(&mut self) -> Option<u16> {
        let four = self.bytes.get(self.at..self.at + 4).filter(|four| four.iter().all(u8::is_ascii_digit))?;
        if !(four.starts_with(b"19") || four.starts_with(b"20")) {
            return None;
        }
        self.at += 4;
        Some(four.iter().fold(0, |year, digit| year * 10 + u16::from(digit - b'0')))
    }

    /// What parts day, month and year: `/`, `.` or `-`, with a space beside it or not.
    fn mark(&mut self) -> Option<()> {
        let _ = self.text(" ");
        self.one_of(b"/.-")?;
        let _ = self.text(" ");
        Some(())
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<()> {
        self.bytes.get(self.at).filter(|byte| bytes.contains(byte))?;
        self.at += 1;
        Some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        self.bytes[self.at..].starts_with(text.as_bytes()).then(|| self.at += text.len())
    }

    /// Whether the line ends here, or with a byte that does not go on.
    fn ends(&self, goes_on: impl Fn(u8) -> bool) -> Option<()> {
        self.bytes.get(self.at).is_none_or(|next| !goes_on(*next)).then_some(())
    }

    /// Something that may stand here: without it the reader stays where it was.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = at;
        }
        found
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

    /// What the readers find, as patterns say it.
    #[test]
    fn readers_find_what_the_patterns_do() {
        let pattern = |source: &str| regex::Regex::new(source).expect("a pattern");
        let days = [
            (r"(?:^|[^0-9/.-])([0-3]?[0-9]) ?[/.-] ?([01]?[0-9]) ?[/.-] ?((?:19|20)[0-9]{2})(?:[^0-9/]|$)", [3, 2, 1]),
            (r"(?:^| )([0-3]?[0-9]) tháng ([01]?[0-9]) (?:năm )?((?:19|20)[0-9]{2})(?:[^0-9]|$)", [3, 2, 1]),
            (r"^([0-3]?[0-9]) ([01]?[0-9]) ((?:19|20)[0-9]{2})$", [3, 2, 1]),
            (r"(?:^|[^0-9/.-])((?:19|20)[0-9]{2})-([01]?[0-9])-([0-3]?[0-9])(?:[^0-9-]|$)", [1, 2, 3]),
        ]
        .map(|(source, order)| (pattern(source), order));
        let time = pattern(
            r"(?:^|[^0-9/.-])([0-2]?[0-9]) ?[:hg] ?([0-5][0-9])(?:[:.][0-5][0-9])?'?(?: ?([ap]m|sa|ch)(?:[^a-z]|$))?",
        );
        let pieces = [
            "1",
            "2",
            "03",
            "12",
            "31",
            "45",
            "2024",
            "1999",
            "19",
            "20",
            "/",
            "-",
            ".",
            " ",
            " ",
            ":",
            "h",
            "g",
            "'",
            " am",
            "pm",
            "sa",
            "ch",
            "ế",
            "tháng ",
            " tháng ",
            "năm ",
            "x",
            "5/3/2024",
            " 5 tháng 3 năm 2024",
            "2024-03-05",
            "8:30",
        ];
        // A generator of Lehmer's kind: the same lines each time.
        let mut state = 1u64;
        let mut next = |below: usize| {
            state = state * 48271 % 2_147_483_647;
            state as usize % below
        };
        for _ in 0..60_000 {
            let line: String = (0..1 + next(10)).map(|_| pieces[next(pieces.len())]).collect();
            let bytes = line.as_bytes();
            let read = [
                first(bytes, 0, outside, numeric),
                first(bytes, 0, |byte| byte == b' ', worded),
                spaced(bytes),
                first(bytes, 0, outside, iso),
            ];
            for (read, (pattern, order)) in read.into_iter().zip(&days) {
                let want = pattern.captures(&line).map(|caps| {
                    let (from, to) = (caps.get(1).expect("a group"), caps.get(3).expect("a group"));
                    let [year, month, day] = order.map(|n: usize| caps[n].parse::<u16>().expect("a number"));
                    (from.start()..to.end(), (year, month as u8, day as u8))
                });
                assert_eq!(read, want, "{line}");
            }
            let want = time.captures(&line).map(|caps| {
                let (hour, minute) = (caps.get(1).expect("a group"), caps.get(2).expect("a group"));
                let end = caps.get(3).map_or(caps.get(0).map_or(0, |all| all.end()), |half| half.end());
                (
                    hour.start()..end,
                    [hour, minute].map(|n| n.as_str().parse().ok()),
                    minute.end(),
                    caps.get(3).is_some(),
                )
            });
            let read = first(bytes, 0, outside, clock)
                .map(|(at, c)| (at, [Some(c.hour), Some(c.minute)], c.minute_end, c.half.is_some()));
            assert_eq!(read, want, "{line}");
        }
    }

    #[test]
    fn counts() {
        assert_eq!(count("1.208 lượt"), Some(1208));
        assert_eq!(count("x"), None);
    }
}
