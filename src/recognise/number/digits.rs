//! Numbers in digits: what `.` and `,` mean in them.
//!
//! Enters: the text of a number token. Leaves: its value. Vietnamese style groups thousands with `.` and marks decimals
//! with `,`; English style is read where only that reading is possible, or where the document writes so elsewhere.

/// How a document writes numbers, from those of its numbers that can be read in one way only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Nothing settles it.
    #[default]
    Unknown,
    /// `1.234,5`
    Vietnamese,
    /// `1,234.5`
    English,
}

/// A number token read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Digits {
    /// Its value.
    pub value: f64,
    /// Holds a decimal or grouping mark.
    pub marked: bool,
    /// Three digits after a single comma, and nothing settles whether they are decimals (as read) or a group.
    pub unsettled: bool,
}

/// The style that a number token proves, if any.
#[must_use]
pub fn evidence(text: &str) -> Style {
    let (dots, commas) = marks(text);
    match (dots, commas) {
        (0, 0) => Style::Unknown,
        (_, 0) => match text.rsplit_once('.') {
            Some((head, tail)) if grouped(head, tail, '.') => Style::Vietnamese,
            _ => Style::Unknown,
        },
        (0, n) if n > 1 => match text.rsplit_once(',') {
            Some((head, tail)) if grouped(head, tail, ',') => Style::English,
            _ => Style::Unknown,
        },
        (0, _) => Style::Unknown,
        _ if text.rfind(',') > text.rfind('.') => Style::Vietnamese,
        _ => Style::English,
    }
}

/// How many dots and commas stand in a number token.
fn marks(text: &str) -> (usize, usize) {
    text.bytes().fold((0, 0), |(dots, commas), c| (dots + usize::from(c == b'.'), commas + usize::from(c == b',')))
}

/// Whether `head` + `mark` + `tail` is a number grouped by thousands.
fn grouped(head: &str, tail: &str, mark: char) -> bool {
    let mut groups = head.split(mark);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3) && tail.len() == 3
}

/// The value of digits alone.
fn whole(text: &str) -> Option<f64> {
    if text.len() > 2 && text.starts_with('0') || text.len() > 12 {
        return None;
    }
    let digits = text.bytes().try_fold(0, |n, c| c.is_ascii_digit().then(|| n * 10 + u64::from(c - b'0')))?;
    Some(digits as f64)
}

/// The value of digits with marks of groups, which say nothing, and one of decimals.
fn joined(text: &str, group: char, decimal: Option<char>) -> Option<f64> {
    let (mut digits, mut count, mut decimals) = (0_u64, 0, None);
    for c in text.bytes().map(char::from).filter(|&c| c != group) {
        count += 1;
        if Some(c) == decimal {
            decimals = Some(0);
        } else {
            digits = digits * 10 + u64::from(c.to_digit(10)?);
            decimals = decimals.map(|n| n + 1);
        }
        // So many a float holds to the last one: the quotient below is the value nearest to the text.
        if count > 15 {
            return None;
        }
    }
    Some(digits as f64 / 10_f64.powi(decimals.unwrap_or(0)))
}

/// The value of a number token; `None` for what is no number: dates (`13.07.2019`), codes, numbers with leading zeros
/// beyond the `02 xã` of administrative style.
///
/// ```
/// use tinviet::recognise::number::digits::{Style, read};
/// let value = |text| read(text, Style::Unknown).map(|d| d.value);
/// assert_eq!(value("1.234,5"), Some(1234.5));
/// assert_eq!(value("1,234.5"), Some(1234.5));
/// assert_eq!(value("3.000"), Some(3000.0));
/// assert_eq!(value("0.751"), Some(0.751));
/// assert_eq!((value("02"), value("0209"), value("13.07.2019")), (Some(2.0), None, None));
/// ```
#[must_use]
pub fn read(text: &str, style: Style) -> Option<Digits> {
    let (dots, commas) = marks(text);
    // Nearly all are digits only.
    if dots + commas == 0 {
        return whole(text).map(|value| Digits { value, marked: false, unsettled: false });
    }
    let done = |value: Option<f64>, unsettled| value.map(|value| Digits { value, marked: true, unsettled });
    match (dots, commas) {
        (1, 0) | (0, 1) => {
            let mark = if dots == 1 { '.' } else { ',' };
            let (head, tail) = text.split_once(mark)?;
            if head.len() > 1 && head.starts_with('0') {
                return None;
            }
            let groups = grouped(head, tail, mark);
            let thousands = groups && (dots == 1 || style == Style::English);
            let unsettled = groups && commas == 1 && style == Style::Unknown;
            if thousands {
                done(joined(text, mark, None), false)
            } else {
                done(joined(text, ' ', Some(mark)), unsettled)
            }
        }
        (_, 0) | (0, _) => {
            let mark = if dots > 0 { '.' } else { ',' };
            let (head, tail) = text.rsplit_once(mark)?;
            if grouped(head, tail, mark) { done(joined(text, mark, None), false) } else { None }
        }
        _ => {
            let (group, decimal) = if text.rfind(',') > text.rfind('.') { ('.', ',') } else { (',', '.') };
            let (whole, _) = text.rsplit_once(decimal)?;
            let (head, tail) = whole.rsplit_once(group)?;
            if whole.contains(decimal) || !grouped(head, tail, group) {
                return None;
            }
            done(joined(text, group, Some(decimal)), false)
        }
    }
}

/// The value of a number token whose single mark can only be a decimal one (shares: `12.345%`).
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let marks = text.matches(['.', ',']).count();
    if marks == 1 { text.replace(',', ".").parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, style: Style) -> Option<f64> {
        read(text, style).map(|d| d.value)
    }

    #[test]
    fn marks_are_read_by_the_rules() {
        for (text, want) in [
            ("12.345.678", Some(12_345_678.0)),
            ("93,75", Some(93.75)),
            ("12.5", Some(12.5)),
            ("4,1234", Some(4.1234)),
            ("1,234,567", Some(1_234_567.0)),
            ("1.234.56", None),
            ("192.168.1.1", None),
            ("0,751", Some(0.751)),
            ("00", Some(0.0)),
            ("012.345", None),
        ] {
            assert_eq!(value(text, Style::Unknown), want, "{text}");
        }
    }

    #[test]
    fn three_digits_after_a_comma_follow_the_document() {
        assert_eq!(value("1,234", Style::Vietnamese), Some(1.234));
        assert_eq!(value("1,234", Style::English), Some(1234.0));
        let open = read("1,234", Style::Unknown);
        assert_eq!(open.map(|d| (d.value, d.unsettled)), Some((1.234, true)));
        assert_eq!(evidence("2.500"), Style::Vietnamese);
        assert_eq!(evidence("1,234.5"), Style::English);
        assert_eq!(evidence("12.5"), Style::Unknown);
    }
}
