//! Lengths of time: `30 ngày`, `2-3 năm`, `1 giờ 30 phút`, `hai năm rưỡi`.
//!
//! Enters: the numbers found. Leaves: a candidate for each length, as ISO 8601; a comparator stays outside. Not done here:
//! points in time (`5 ngày trước`), which are dates and longer.

pub mod value;

use crate::lexicon::class::Class;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::recognise::number::measure::Placed;
use crate::recognise::{Kind, Recogniser, Value};
use crate::span::{Span, Tok};
use crate::value::{Cmp, Figure};
use value::Duration;

/// The recogniser.
#[derive(Debug)]
pub struct Durations;

/// A unit of time: its end, ISO letters (`D`, `TM`) and factor.
struct Unit<'a> {
    end: u32,
    letters: &'a str,
    factor: f64,
}

impl Recogniser for Durations {
    fn kind(&self) -> Kind {
        Kind::Duration
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Number]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec!["duration/unit", "duration/range", "duration/compound", "duration/half"]
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        out.with_numbers(|list, out| propose(doc, list, out));
    }
}

fn propose(doc: &Doc<'_>, list: &[Placed], out: &mut Candidates) {
    let mut i = 0;
    while i < list.len() {
        let (found, used) = read(doc, list, i);
        i += used.max(1);
        out_push(out, found);
    }
}

fn out_push(out: &mut Candidates, found: Option<(Span<Tok>, Duration, &'static str)>) {
    if let Some((span, value, rule)) = found {
        out.push(Candidate {
            kind: Kind::Duration,
            span,
            rule,
            state: State::Firm,
            score: 0,
            value: Value::Duration(value),
        });
    }
}

/// The unit of time at `at`, unless a longer word begins there.
fn unit<'a>(doc: &Doc<'a>, within: Span<Tok>, at: u32) -> Option<Unit<'a>> {
    if at >= within.end {
        return None;
    }
    let m = doc.phrase(at, Class::DurationUnit)?;
    let longer =
        doc.matches.at(at as usize).iter().any(|x| {
            x.len > m.len && matches!(x.class, Class::DurationNot | Class::QuantityNoun | Class::QuantityUnit)
        });
    if longer || m.span().end > within.end || doc.tokens[at as usize].is_capital() {
        return None;
    }
    let row = doc.row(&m);
    let (letters, factor) = row.value.split_at(row.value.find(|c: char| c.is_ascii_digit()).unwrap_or(row.value.len()));
    let (letters, factor) = if letters == "Q" { ("M", 3.0) } else { (letters, factor.parse().unwrap_or(1.0)) };
    Some(Unit { end: m.span().end, letters, factor })
}

fn iso(x: f64, unit: &Unit<'_>) -> Box<str> {
    let (time, letter) = match unit.letters.strip_prefix('T') {
        Some(letter) => ("T", letter),
        None => ("", unit.letters),
    };
    format!("P{time}{}{letter}", x * unit.factor).into()
}

type Read = Option<(Span<Tok>, Duration, &'static str)>;

/// The length of time that begins with number `i`, and how many numbers it uses.
fn read(doc: &Doc<'_>, list: &[Placed], i: usize) -> (Read, usize) {
    let p = &list[i];
    let (n, within) = (&p.number, p.within);
    let Some(u) = unit(doc, within, n.core.end) else { return (None, 1) };
    let start = n.core.start;
    if !plausible(doc, p, &u) {
        return (None, 1);
    }
    let half = n.words && n.one() == Some(0.5);
    // nửa đêm is midnight; nửa năm đầu a date.
    if half && (doc.has(u.end - 1, Class::DatePart) || doc.phrase(u.end, Class::DurationOfYear).is_some()) {
        return (None, 1);
    }
    let low = match n.figure {
        Figure::One(x) => x,
        Figure::Range(a, b) => {
            let span_start = if p.span.start < start && doc.phrase(p.span.start, Class::NumberFrom).is_some() {
                p.span.start
            } else {
                start
            };
            let value = Duration { iso: iso(a, &u), to: Some(iso(b, &u)) };
            return (Some((Span::new(span_start, u.end), value, "duration/range")), 1);
        }
        Figure::Ratio(..) => return (None, 1),
    };
    let next = list.get(i + 1).filter(|next| next.within == within && next.number.one().is_some());
    if let Some(next) = next {
        let at = next.number.core.start;
        let joint = if doc.tokens.get(u.end as usize).is_some_and(|t| t.is('-')) {
            u.end + 1
        } else {
            doc.phrase(u.end, Class::NumberTo).map_or(u.end, |m| m.span().end)
        };
        if let Some(v) = unit(doc, within, next.number.core.end)
            && let Some(high) = next.number.one()
        {
            // 1 giờ 30 phút, 3 năm 6 tháng
            if at == u.end && finer(v.letters, u.letters) {
                let tail = iso(high, &v);
                let tail = if u.letters.starts_with('T') {
                    tail.trim_start_matches("PT")
                } else {
                    tail.trim_start_matches('P')
                };
                let value = Duration { iso: format!("{}{tail}", iso(low, &u)).into(), to: None };
                return (Some((Span::new(start, v.end), value, "duration/compound")), 2);
            }
            // từ 2 năm đến 5 năm
            if joint > u.end && at == joint && (v.letters == u.letters && high > low || finer(u.letters, v.letters)) {
                let from = ends(doc, within, p.span.start, Class::NumberFrom).map_or(start, |m| m.start);
                let value = Duration { iso: iso(low, &u), to: Some(iso(high, &v)) };
                return (Some((Span::new(from, v.end), value, "duration/range")), 2);
            }
        }
    }
    let (mut end, mut x) = (u.end, low);
    if let Some(half) = doc.phrase(end, Class::NumberHalf).filter(|m| m.span().end <= within.end) {
        (end, x) = (half.span().end, x + 0.5);
    }
    let rule = if half { "duration/half" } else { "duration/unit" };
    (Some((Span::new(start, end), Duration { iso: iso(x, &u), to: None }, rule)), 1)
}

/// Whether unit `a` is finer than `b`.
fn finer(a: &str, b: &str) -> bool {
    const ORDER: [&str; 7] = ["Y", "M", "W", "D", "TH", "TM", "TS"];
    let rank = |x| ORDER.iter().position(|y| *y == x);
    rank(a) > rank(b)
}

/// Whether the number and unit are a length of time rather than a date, a time of day, or `một ngày` in a story.
fn plausible(doc: &Doc<'_>, p: &Placed, u: &Unit<'_>) -> bool {
    let (n, within) = (&p.number, p.within);
    let before =
        |class| ends(doc, within, n.core.start, class).or_else(|| ends(doc, within, p.span.start, class)).is_some();
    let after = |class| u.end < within.end && doc.phrase(u.end, class).is_some();
    let next = (u.end < within.end).then(|| &doc.tokens[u.end as usize]);
    // 15 giờ 00 ngày 20
    if n.core.start > within.start
        && u.letters == "D"
        && unit(doc, within, n.core.start - 1).is_some_and(|h| h.letters == "TH")
    {
        return false;
    }
    // tháng 12 năm 2023, 15 tháng 8
    if next.is_some_and(|t| t.is_number()) && matches!(u.letters, "M" | "Y" | "D") {
        let date = |len| doc.text_of(u.end).len() == len;
        if u.letters == "Y" && date(4)
            || u.letters == "M" && (date(1) || date(2)) && unit(doc, within, u.end + 1).is_none()
        {
            return false;
        }
        if u.letters == "D" {
            return true;
        }
        if !unit(doc, within, u.end + 1).is_some_and(|v| finer(v.letters, u.letters)) {
            return false;
        }
    }
    let range = matches!(n.figure, Figure::Range(..));
    // `tạm giữ xe 7 ngày,`: nothing follows that the number could belong to.
    let closed = next.is_none_or(|t| t.is(',') || t.is('.') || t.is(';') || t.is(')')) || after(Class::DurationAfter);
    if n.weak && n.scale == 1.0 && n.cmp == Cmp::Equal && !range && !closed && !before(Class::DurationBefore) {
        return false;
    }
    let hundreds = doc.phrase(n.core.start, Class::NumberTensOf).is_some();
    // `sáng`, `hôm` after hours make them a time of day; `trong 24 giờ qua` is none.
    let bounded = !matches!(n.cmp, Cmp::Equal | Cmp::About);
    // No day has more than 24 hours: `còn đủ cho 72 giờ sau đó`.
    let many = n.one().is_some_and(|x| x > 24.0);
    let daytime = after(Class::QuantityDaytime)
        && !many
        && !(after(Class::DurationAfter) && before(Class::DurationBefore))
        // `hơn 1 giờ từ xã lên huyện`, but not `hơn mười giờ đêm`
        && !(bounded && (after(Class::DurationAfter) || doc.has(u.end, Class::NumberFrom)));
    let one_word = n.words && n.one() == Some(1.0);
    match u.letters {
        // 13 giờ is a time of day unless the words around say that it lasts.
        _ if hundreds => false,
        "TH" if is_hour(doc, u.end - 1) && !daytime => {
            let whole = n.one().is_some_and(|x| x.fract() != 0.0)
                || matches!(n.figure, Figure::Range(..))
                || n.words && !one_word;
            // `khoảng 10 giờ` is a time of day as well; `sau khoảng 10 giờ` is not.
            let lasts =
                ends(doc, within, p.span.start, Class::DurationBefore).is_some_and(|m| &*doc.row(&m).value != "about");
            (whole || many || bounded || lasts || after(Class::DurationAfter))
                && !next.is_some_and(|t| t.is_number() && !after_minutes(doc, within, u.end))
        }
        "TH" if daytime => false,
        "TM" => {
            let clock = n.core.start > within.start && is_hour(doc, n.core.start - 1);
            !clock
        }
        _ if one_word => before(Class::DurationBefore) || p.span.start < n.core.start || after(Class::DurationAfter),
        _ => !(matches!(u.letters, "M" | "D" | "W") && after(Class::DurationOfYear)),
    }
}

/// Whether `giờ` stands at `at`, which is of the clock too.
fn is_hour(doc: &Doc<'_>, at: u32) -> bool {
    doc.phrase(at, Class::DateHour).is_some_and(|m| &*doc.row(&m).value == "word")
}

/// Whether a number with `phút` follows: 2 giờ 30 phút.
fn after_minutes(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    unit(doc, within, at + 1).is_some_and(|u| u.letters == "TM")
}
