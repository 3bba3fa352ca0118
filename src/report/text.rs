//! Text that is safe in a page, and figures and dates as people write them.
//!
//! Enters: texts and values of an archive. Leaves: HTML text, in Vietnamese or English ways of writing. Not done here: what
//! stands where on the page.

use std::fmt::{self, Display, Write};

use jiff::civil::Date;

use crate::record::{Change, Cmp, Form, Value};

/// Language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    #[must_use]
    pub fn say<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// A number of things: `1.204 bài`, `1,204 articles`.
    #[must_use]
    pub fn count(self, n: u64, vi: &str, one: &str, many: &str) -> String {
        let noun = match (self, n) {
            (Self::Vi, _) => vi,
            (Self::En, 1) => one,
            (Self::En, _) => many,
        };
        format!("{} {noun}", self.whole(n))
    }

    /// `1.204` or `1,204`.
    #[must_use]
    pub fn whole(self, n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(if self == Self::Vi { '.' } else { ',' });
            }
            out.push(digit);
        }
        out
    }

    /// A number, rounded to `decimals` places.
    ///
    /// ```
    /// use tinviet::report::Lang;
    /// assert_eq!((Lang::Vi.number(1234.5, 2), Lang::En.number(1234.5, 2)), ("1.234,5".into(), "1,234.5".into()));
    /// assert_eq!((Lang::Vi.number(-0.126, 2), Lang::Vi.number(1e30, 2)), ("−0,13".into(), "1e30".into()));
    /// ```
    #[must_use]
    pub fn number(self, x: f64, decimals: usize) -> String {
        if x.abs() >= 1e18 {
            return format!("{x:e}");
        }
        let rounded = format!("{:.decimals$}", (x.abs() * 1e6).round() / 1e6);
        let (whole, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
        let part = part.trim_end_matches('0');
        let mut out = self.whole(whole.parse().unwrap_or_default());
        if !part.is_empty() {
            out.push(if self == Self::Vi { ',' } else { '.' });
            out.push_str(part);
        }
        if x < 0.0 && out != "0" {
            out.insert(0, '−');
        }
        out
    }

    /// A day: `06/03/2024`, `6 Mar 2024`.
    #[must_use]
    pub fn day(self, day: Date) -> String {
        match self {
            Self::Vi => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
            Self::En => format!("{} {} {}", day.day(), month(day.month()), day.year()),
        }
    }

    /// A month: `3/2024`, `Mar 2024`.
    #[must_use]
    pub fn month(self, year: i16, n: i8) -> String {
        match self {
            Self::Vi => format!("{n}/{year}"),
            Self::En => format!("{} {year}", month(n)),
        }
    }

    /// A period in ISO 8601 as people write it; what is no period of the calendar stays as it is.
    ///
    /// ```
    /// use tinviet::report::Lang;
    /// let (vi, en) = (|p| Lang::Vi.period(p), |p| Lang::En.period(p));
    /// assert_eq!((vi("2020-01/2020-08"), en("2020-01/2020-08")), ("1/2020 – 8/2020".into(), "Jan 2020 – Aug 2020".into()));
    /// assert_eq!((vi("2021-Q3"), vi("../2025"), en("2019/..")), ("quý 3/2021".into(), "đến 2025".into(), "from 2019".into()));
    /// assert_eq!((vi("2024-03-06"), vi("P3Y")), ("06/03/2024".into(), "P3Y".into()));
    /// ```
    #[must_use]
    pub fn period(self, iso: &str) -> String {
        match iso.split_once('/') {
            None => self.point(iso),
            Some(("..", to)) => format!("{} {}", self.say("đến", "until"), self.point(to)),
            Some((from, "..")) => format!("{} {}", self.say("từ", "from"), self.point(from)),
            Some((from, to)) => format!("{} – {}", self.point(from), self.point(to)),
        }
    }

    fn point(self, iso: &str) -> String {
        let (date, time) = iso.split_once('T').map_or((iso, None), |(d, t)| (d, Some(t)));
        if let Ok(day) = date.parse::<Date>()
            && date.len() == 10
        {
            let day = self.day(day);
            return time.map_or(day.clone(), |t| format!("{t}, {day}"));
        }
        let part = |from: usize| iso.get(from..).and_then(|t| t.parse::<i8>().ok());
        let year = iso.get(..4).and_then(|t| t.parse::<i16>().ok());
        match (iso.len(), year, iso.get(5..6)) {
            (7, Some(year), Some("Q")) if part(6).is_some() => {
                format!("{}{}/{year}", self.say("quý ", "Q"), &iso[6..])
            }
            (7, Some(year), Some("H")) if part(6).is_some() => {
                format!("{}{}/{year}", self.say("nửa ", "H"), &iso[6..])
            }
            (8, Some(year), Some("W")) if part(6).is_some() => {
                format!("{} {}/{year}", self.say("tuần", "week"), &iso[6..])
            }
            (7, Some(year), _) => match part(5) {
                Some(n @ 1..=12) => self.month(year, n),
                _ => iso.to_owned(),
            },
            _ => iso.to_owned(),
        }
    }

    /// An amount with its unit: sums of money from a million on in millions and milliards, as the press writes them.
    ///
    /// ```
    /// use tinviet::report::Lang;
    /// let (vi, en) = (|x, u| Lang::Vi.amount(x, Some(u)), |x, u| Lang::En.amount(x, Some(u)));
    /// assert_eq!((vi(954_400_000_000.0, "VND"), en(954_400_000_000.0, "VND")), ("954,4 tỷ đồng".into(), "954.4 billion VND".into()));
    /// assert_eq!((vi(53.17, "%"), vi(1200.0, "hộ"), vi(350_000.0, "VND")), ("53,17 %".into(), "1.200 hộ".into(), "350.000 đồng".into()));
    /// ```
    #[must_use]
    pub fn amount(self, x: f64, unit: Option<&str>) -> String {
        let money = unit.is_some_and(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase()));
        let size = x.abs();
        let (scaled, scale) = match size {
            _ if !money || size < 1e6 => (x, ""),
            _ if size < 1e9 => (x / 1e6, self.say(" triệu", " million")),
            _ => (x / 1e9, self.say(" tỷ", " billion")),
        };
        let number = self.number(scaled, if size < 1.0 { 4 } else { 2 });
        match unit {
            None => number,
            Some("VND") => format!("{number}{scale} {}", self.say("đồng", "VND")),
            Some(unit) => format!("{number}{scale} {unit}"),
        }
    }

    /// A figure with its relation and direction: `tăng khoảng 16 %`, `32 trên 34 xã`.
    #[must_use]
    pub fn figure(
        self,
        value: &Value<'_>,
        form: Option<Form>,
        unit: Option<&str>,
        cmp: Cmp,
        change: Option<Change>,
    ) -> String {
        let mut out = String::new();
        out.push_str(match change {
            Some(Change::Up) => self.say("tăng ", "up "),
            Some(Change::Down) => self.say("giảm ", "down "),
            None => "",
        });
        out.push_str(match cmp {
            Cmp::Eq => "",
            Cmp::Gt => self.say("hơn ", "over "),
            Cmp::Ge => self.say("từ ", "at least "),
            Cmp::Lt => self.say("dưới ", "under "),
            Cmp::Le => self.say("tối đa ", "at most "),
            Cmp::About => self.say("khoảng ", "about "),
        });
        match value {
            Value::Number(n) => out.push_str(&self.amount(n.get(), unit)),
            Value::Numbers(a, b) if form == Some(Form::Ratio) => {
                let _ = write!(
                    out,
                    "{} {} {}",
                    self.number(a.get(), 2),
                    self.say("trên", "of"),
                    self.amount(b.get(), unit)
                );
            }
            Value::Numbers(a, b) => {
                let (a, b) = (self.amount(a.get(), unit), self.amount(b.get(), unit));
                // `3 – 5 triệu đồng`: the unit once where it is the same.
                let (low, unit) = a.split_once(' ').unwrap_or((&a, ""));
                let same = !unit.is_empty() && b.split_once(' ').is_some_and(|(_, u)| u == unit);
                let _ = write!(out, "{} – {b}", if same { low } else { &a });
            }
            Value::Text(t) => out.push_str(&self.period(t)),
            Value::Texts(a, b) => {
                let _ = write!(out, "{} – {}", self.period(a), self.period(b));
            }
            Value::Unknown => out.push('?'),
        }
        out
    }
}

fn month(n: i8) -> &'static str {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(n - 1).ok().and_then(|n| MONTHS.get(n)).unwrap_or(&"")
}

/// A text as HTML shows it, in an element or in a quoted attribute. Characters that a page may not hold, and those that turn
/// the direction of what follows them, become a visible mark.
///
/// ```
/// use tinviet::report::Escaped;
/// assert_eq!(Escaped("</script><b a='x'>\u{0}").to_string(), "&lt;/script&gt;&lt;b a=&#39;x&#39;&gt;\u{fffd}");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'t>(pub &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(special) {
            f.write_str(&rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            rest = &rest[at + c.len_utf8()..];
            f.write_str(match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => "\u{fffd}",
            })?;
        }
        f.write_str(rest)
    }
}

fn special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// The address of an article as a link may hold it: only pages of the web, never a script.
///
/// ```
/// use tinviet::report::web_address;
/// assert_eq!(web_address(" https://example.vn/a "), Some("https://example.vn/a"));
/// assert_eq!(web_address("JavaScript:alert(1)"), None);
/// ```
#[must_use]
pub fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.filter(|s| matches!(s.as_str(), "http" | "https")).map(|_| url)
}
