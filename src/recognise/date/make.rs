//! How the parts of a match become a date, and what it must not stand beside.
//!
//! Enters: the match of a rule of [`super::rules`]. Leaves: its value, or nothing where the words around it tell that it is
//! no date (`mỗi ngày 3 lần`, `12/2020-NĐ`, `tháng Tám` of `Cách mạng tháng Tám`) or the day does not exist. Not done
//! here: what a whole mention needs ([`super::company`]).

use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::recognise::Value;
use crate::recognise::date::value::{DateExpr, Month, Origin, Point, Time, Unit, Year, day_exists};
use crate::recognise::number::context::{Before, ends};
use crate::recognise::rule::Found;

pub(super) fn date(expr: DateExpr) -> Option<Value> {
    Some(Value::Date(expr))
}

pub(super) fn known(year: i64) -> Option<Year> {
    (1000..=2100).contains(&year).then_some(Year::Known(year as i16))
}

pub(super) fn clock(hour: i64, minute: i64) -> Option<Time> {
    (hour < 24 || (hour == 24 && minute == 0)).then_some(Time { hour: hour as u8, minute: minute as u8 })
}

/// `now:-1` in the lexicon: how far, and from where.
pub(super) fn distance(value: &str) -> Option<(i16, Origin)> {
    let (from, count) = value.split_once(':')?;
    Some((count.parse().ok()?, if from == "now" { Origin::Published } else { Origin::Told }))
}

/// The year named by the parts `y`, `r` or `s` and `b`.
pub(super) fn year(f: &Found<'_, '_>) -> Option<Year> {
    if let Some(y) = f.int('y') {
        return known(y);
    }
    if let Some(value) = f.value('r') {
        return Some(match distance(value) {
            Some((count, Origin::Published)) => Year::Now(count),
            Some((count, Origin::Told)) => Year::Told(count),
            None => Year::Past,
        });
    }
    match (f.int('s'), f.int('b')) {
        // The place in the cycle that leaves the stem modulo ten and the branch modulo twelve; half the pairs do not exist.
        (Some(s), Some(b)) => (0..60).find(|n| n % 10 == s && n % 12 == b).map(|n| Year::Cycle(n as u8)),
        _ => Some(Year::Missing),
    }
}

pub(super) fn before_year(year: Year) -> Year {
    match year {
        Year::Known(y) => Year::Known(y - 1),
        Year::Cycle(n) => Year::Cycle((n + 59) % 60),
        other => other,
    }
}

/// Whether a phrase of `class` ends just before the match.
pub(super) fn before(f: &Found<'_, '_>, class: Class) -> bool {
    ends(f.doc, f.sentence, f.span.start, class).is_some()
}

/// Whether a phrase of `class` begins just after the match.
pub(super) fn after(f: &Found<'_, '_>, class: Class) -> bool {
    f.span.end < f.sentence.end && f.doc.phrase(f.span.end, class).is_some()
}

pub(super) fn next_number(f: &Found<'_, '_>) -> bool {
    f.span.end < f.sentence.end && f.doc.tokens[f.span.end as usize].is_number()
}

/// Refuses a head word that is counted or made general: `5 năm 2 tháng`, `mỗi ngày 3 lần`.
pub(super) fn free_head(f: &Found<'_, '_>) -> Option<()> {
    const COUNTS: ClassSet = ClassSet::of(&[
        Class::DateHour,
        Class::DateWeekdayWord,
        Class::DateWeekday,
        Class::NumberLabel,
        Class::NumberLabelWeak,
    ]);
    let start = f.span.start;
    if start == f.sentence.start {
        return Some(());
    }
    // `8 giờ 30 ngày 5/3`, `8 giờ rưỡi ngày`, `thứ Hai ngày 5/3`: the number belongs to what stands before.
    if start > f.sentence.start + 1
        && f.doc.classes(start - 2).meets(&COUNTS)
        && f.doc.matches.at(start as usize - 2).iter().any(|m| {
            matches!(m.class, Class::DateHour | Class::DateWeekdayWord)
                || matches!(m.class, Class::DateWeekday) && m.len == 2
                // lần 3 ngày 5/3, hạng 3 năm 2024
                || m.class == Class::NumberLabel && &*f.doc.row(&m).value == "time"
                || matches!(m.class, Class::NumberLabel | Class::NumberLabelWeak) && m.len == 1 && f.has('y')
        })
    {
        return Some(());
    }
    let last = &f.doc.tokens[start as usize - 1];
    // `QH15 ngày`: a number that hangs on letters counts nothing.
    let number = last.is_number() && (last.spaced || start == f.sentence.start + 1);
    // `12,5% năm 2020`, `3 năm 2020`: a number of digits before the head counts it only with a small figure.
    let counted = number && f.doc.int(start - 1).is_some_and(|n| n <= 100);
    // `ngân hàng năm 2024`: before what is named in full `hàng` is no "every".
    let full = f.has('y') || f.has('r') || f.has('x') || f.has('d') && f.has('m');
    // `các năm 2021 và 2022` names each of them.
    let each = |m: Match| last.is_small() && &*f.doc.row(&m).value == "each";
    let several = f.has('y') && f.doc.phrase(start - 1, Class::DateMany).is_some_and(each);
    let near = Before::new(f.doc, f.sentence, start);
    let before = |class| near.ends(class).is_some();
    let every = || several || full && before(Class::DateEvery);
    let words = before(Class::DateMany) && !every() || (before(Class::DateCount) && !before(Class::DateYear));
    (!counted && !words).then_some(())
}

/// Refuses what goes on as a number of a document or a longer fraction, or began as one.
pub(super) fn unbroken(f: &Found<'_, '_>) -> Option<()> {
    let (doc, span) = (f.doc, f.span);
    let token = |i: u32| (i < f.sentence.end).then(|| &doc.tokens[i as usize]);
    if let Some(next) = token(span.end)
        && !next.spaced
    {
        let then = token(span.end + 1).filter(|t| !t.spaced);
        if next.is('/') || next.is('%') || next.is_word() || next.is_number() {
            return None;
        }
        // `12/2020-NĐ`: a hyphen into letters in capitals.
        if next.is('-') && then.is_some_and(|t| t.is_upper()) {
            return None;
        }
    }
    if span.start > f.sentence.start && !doc.tokens[span.start as usize].spaced {
        let last = &doc.tokens[span.start as usize - 1];
        if last.is('/') || last.is(':') {
            return None;
        }
        if last.is('-')
            && span.start > f.sentence.start + 1
            && doc.tokens[span.start as usize - 2].is_upper()
            && !last.spaced
        {
            return None;
        }
    }
    Some(())
}

pub(super) fn capital(f: &Found<'_, '_>, part: char) -> Option<()> {
    f.doc.tokens[f.tokens(part)?.start as usize].is_capital().then_some(())
}

/// `năm trước ngày`, `năm sau khi`: the preposition belongs to what follows.
pub(super) fn not_into_date(f: &Found<'_, '_>) -> Option<()> {
    let word = f.value('r')?;
    let preposition = word == "told:-1" || word == "now:1";
    (!(preposition && (after(f, Class::DateEvent) || next_number(f)))).then_some(())
}

pub(super) fn plain_year(f: &Found<'_, '_>) -> Option<Value> {
    date(DateExpr::Point(Point { year: year(f)?, ..Point::default() }))
}

/// A day of the Gregorian or, with `âm lịch`, of the lunar calendar; refuses days that do not exist.
pub(super) fn day(f: &Found<'_, '_>, day: i64, month: i64, year: Year) -> Option<Value> {
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    if f.has('l') {
        return (day <= 30).then_some(()).and_then(|()| date(DateExpr::Lunar { year, month, day: Some(day) }));
    }
    let exact = if let Year::Known(y) = year { Some(y) } else { None };
    day_exists(day, month, exact).then_some(())?;
    date(DateExpr::Point(Point { year, month: Month::Known(month), day: Some(day), time: None }))
}

pub(super) fn day_month_year(f: &Found<'_, '_>) -> Option<Value> {
    (f.text('s') == f.text('t') || f.has('y')).then_some(())?;
    unbroken(f)?;
    if f.has('h') {
        free_head(f)?;
    }
    let y = match f.int('y') {
        Some(y) => y,
        None => {
            // Two digits of a year: below fifty this century.
            let short = f.text('z').filter(|z| z.len() == 2 && (f.has('h') || f.text('s') == Some("/")))?;
            let n: i64 = short.parse().ok()?;
            if n < 50 { 2000 + n } else { 1900 + n }
        }
    };
    day(f, f.int('d')?, f.int('m')?, known(y)?)
}

pub(super) fn dotted(f: &Found<'_, '_>) -> Option<Value> {
    if f.has('h') {
        free_head(f)?;
    }
    unbroken(f)?;
    let mut parts = f.text('n')?.split('.');
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    if d.len() > 2 || m.len() > 2 {
        return None;
    }
    let year: i64 = match y.len() {
        4 => y.parse().ok().filter(|y| (1900..=2100).contains(y))?,
        2 if f.has('h') => 2000 + y.parse::<i64>().ok()?,
        _ => return None,
    };
    day(f, d.parse().ok()?, m.parse().ok()?, known(year)?)
}

pub(super) fn dotted_day_month(f: &Found<'_, '_>) -> Option<Value> {
    if f.has('h') {
        free_head(f)?;
    }
    unbroken(f)?;
    let (d, m) = f.text('n')?.split_once('.')?;
    (d.len() <= 2 && m.len() <= 2).then_some(())?;
    day(f, d.parse().ok()?, m.parse().ok().filter(|m| *m <= 12)?, Year::Missing)
}

/// Refuses one pair of a row of digits: the formation `4-2-3-1`.
fn no_row(f: &Found<'_, '_>) -> Option<()> {
    if f.text('s') != Some("-") {
        return Some(());
    }
    let (doc, span, within) = (f.doc, f.span, f.sentence);
    let glued = |i: u32| (within.start..within.end).contains(&i) && !doc.tokens[i as usize].spaced;
    let dash = |i: u32| glued(i) && doc.tokens[i as usize].is('-');
    let number = |i: u32| (within.start..within.end).contains(&i) && doc.tokens[i as usize].is_number();
    let after = dash(span.end) && glued(span.end + 1) && number(span.end + 1);
    let before = span.start > within.start + 1
        && glued(span.start)
        && dash(span.start - 1)
        && number(span.start - 2)
        && !f.has('h');
    (!after && !before).then_some(())
}

pub(super) fn day_month(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    no_row(f)?;
    if f.has('h') {
        free_head(f)?;
    }
    day(f, f.int('d')?, f.int('m')?, year(f)?)
}

pub(super) fn named_month(f: &Found<'_, '_>) -> Option<()> {
    if f.has('n') && (after(f, Class::DateMany) || (after(f, Class::DateCounted) && !f.has('y') && !f.has('r'))) {
        return None;
    }
    Some(())
}

/// Whether the month is lunar by its name: `Giêng`, `Chạp`.
pub(super) fn lunar_name(f: &Found<'_, '_>) -> bool {
    f.tokens('n').is_some_and(|n| f.doc.has(n.start, Class::DateLunarMonth)) || f.has('l')
}

pub(super) fn day_of_month(f: &Found<'_, '_>) -> Option<Value> {
    if f.has('h') {
        free_head(f)?;
    } else if !f.has('y') && f.has('n') && !lunar_name(f) {
        return None;
    }
    unbroken(f)?;
    named_month(f)?;
    let (d, m) = (f.int('d')?, f.int('m').or(f.int('n'))?);
    if lunar_name(f) {
        return date(DateExpr::Lunar { year: year(f)?, month: m as u8, day: Some(d as u8) });
    }
    day(f, d, m, year(f)?)
}

pub(super) fn bare_day(f: &Found<'_, '_>) -> Option<Value> {
    free_head(f)?;
    unbroken(f)?;
    (!before(f, Class::DateLasting) && !after(f, Class::DateCounted) && !after(f, Class::DateHour)).then_some(())?;
    // `ngày 15-20/3`, `ngày 3 hoặc`: what goes on in digits is read elsewhere or not at all.
    if f.span.end + 1 < f.sentence.end {
        let (next, then) = (&f.doc.tokens[f.span.end as usize], &f.doc.tokens[f.span.end as usize + 1]);
        if !next.spaced && (next.is('-') || next.is('/')) && then.is_number() {
            return None;
        }
    }
    date(DateExpr::Point(Point { day: Some(f.int('d')? as u8), ..Point::default() }))
}

pub(super) fn month(f: &Found<'_, '_>) -> Option<Value> {
    free_head(f)?;
    unbroken(f)?;
    named_month(f)?;
    // Cách mạng tháng Tám
    (!before(f, Class::DateNameBefore)).then_some(())?;
    let year = year(f)?;
    let month = f.int('m').or(f.int('n'))? as u8;
    if f.has('n') && !f.has('y') && !f.has('r') {
        // `tháng năm nay`, `tháng hai mươi`: the word belongs to what follows.
        let belongs = next_number(f) || after(f, Class::DateCount) || month == 5 && after(f, Class::DateRelYear);
        (!belongs).then_some(())?;
    }
    if lunar_name(f) {
        return date(DateExpr::Lunar { year, month, day: None });
    }
    date(DateExpr::Point(Point { year, month: Month::Known(month), ..Point::default() }))
}

pub(super) fn months(f: &Found<'_, '_>) -> Option<Value> {
    free_head(f)?;
    unbroken(f)?;
    (!after(f, Class::DateCounted)).then_some(())?;
    let (first, last) = (f.int('a')? as u8, f.int('b')? as u8);
    (first < last).then_some(())?;
    date(DateExpr::Months { first, last, year: year(f)? })
}

pub(super) fn month_year(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    let start = f.span.start;
    if start > f.sentence.start {
        let last = &f.doc.tokens[start as usize - 1];
        // `Q1/2024`, `F1/2024`
        (f.doc.tokens[start as usize].spaced || !last.is_word()).then_some(())?;
        // `Nghị định 12/2020`, `số 3/2021`: the number of a document.
        if last.is('-') && !last.spaced && start > f.sentence.start + 1 && f.doc.tokens[start as usize - 2].is_upper() {
            return None;
        }
    }
    (!before(f, Class::DateQuantified)).then_some(())?;
    date(DateExpr::Point(Point { year: year(f)?, month: Month::Known(f.int('m')? as u8), ..Point::default() }))
}

/// `Q1/2024`, `T6/2024`: the letter in a capital says what is counted.
pub(super) fn letter(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    let start = f.span.start;
    let head = &f.doc.tokens[start as usize];
    // The letters of a code go on to the left: `QT1/2024`, `CT-T1/2024`.
    let free = start == f.sentence.start || head.spaced || f.doc.tokens[start as usize - 1].is('(');
    (head.is_upper() && free).then_some(())?;
    let (n, year) = (f.int('n')? as u8, year(f)?);
    match f.value('h')? {
        "quarter" => (n <= 4).then_some(DateExpr::Quarter { quarter: n, year }).and_then(date),
        _ => date(DateExpr::Point(Point { year, month: Month::Known(n), ..Point::default() })),
    }
}

pub(super) fn quarters(f: &Found<'_, '_>) -> Option<Value> {
    let (a, b) = (f.int('a')?, f.int('b')?);
    (a < b && (1..=4).contains(&a) && b <= 4).then_some(())?;
    let year = year(f)?;
    let end = |q: i64| Some(Box::new(DateExpr::Quarter { quarter: q as u8, year }));
    date(DateExpr::Interval(end(a), end(b)))
}

pub(super) fn first_months(f: &Found<'_, '_>) -> Option<Value> {
    let (n, year) = (f.int('n')?, year(f)?);
    // `3 quý đầu năm`
    let n = if f.has('q') { n * 3 } else { n };
    let n = if (1..=11).contains(&n) { n as u8 } else { return None };
    date(match (f.value('e')?, n) {
        ("start", 6) => DateExpr::Half { half: 1, year },
        ("end", 6) => DateExpr::Half { half: 2, year },
        ("start", n) => DateExpr::Months { first: 1, last: n, year },
        ("end", n) => DateExpr::Months { first: 13 - n, last: 12, year },
        _ => return None,
    })
}

pub(super) fn years(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    let a = f.int('a')?;
    let b = match f.int('b') {
        Some(b) => b,
        None => {
            let short = f.text('z').filter(|z| z.len() == 2 && f.text('s') != Some("/"))?;
            a / 100 * 100 + short.parse::<i64>().ok()?
        }
    };
    // A slash joins the two years of a school year only.
    (a < b && b - a <= 100 && (f.text('s') != Some("/") || b == a + 1)).then_some(())?;
    let end = |y: i64| Some(Box::new(DateExpr::Point(Point { year: Year::Known(y as i16), ..Point::default() })));
    date(DateExpr::Interval(end(a), end(b)))
}

pub(super) fn step(f: &Found<'_, '_>, unit: Unit) -> Option<Value> {
    let (count, from) = distance(f.value('x')?)?;
    if unit != Unit::Day {
        free_head(f)?;
    }
    // vài ngày sau đó, 14 ngày tiếp theo
    let counted = f.span.start > f.sentence.start && f.doc.tokens[f.span.start as usize - 1].is_number();
    (from == Origin::Published || !counted && !before(f, Class::DateMany)).then_some(())?;
    // `tuần trước khi …` is a length before something, `vào tuần trước, khi …` a week.
    (!after(f, Class::DateEvent) || f.value('x')? == "now:0" || from == Origin::Told || before(f, Class::DateAt))
        .then_some(())?;
    date(DateExpr::Step { unit, count, from })
}

pub(super) fn steps(f: &Found<'_, '_>) -> Option<Value> {
    let n = f.int('n')? as i16;
    let unit = match f.value('u')? {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        _ => Unit::Year,
    };
    let (from, sign) = f.value('s')?.split_once(':')?;
    unbroken(f)?;
    (!after(f, Class::DateEvent) && !next_number(f) && !before(f, Class::DateMany) && !before(f, Class::DateEdge))
        .then_some(())?;
    let from = if from == "now" { Origin::Published } else { Origin::Told };
    date(DateExpr::Step { unit, count: if sign == "-" { -n } else { n }, from })
}

pub(super) fn festival(f: &Found<'_, '_>) -> Option<Value> {
    let (calendar, month_day) = f.value('f')?.split_once(':')?;
    let (m, d) = month_day.split_once('-')?;
    let (m, d): (u8, u8) = (m.parse().ok()?, d.parse().ok()?);
    let y = year(f)?;
    // A day in digits after the name says it again; another day is not part of the name.
    if let (Some(day), Some(month)) = (f.int('d'), f.int('m')) {
        return self::day(f, day, month, y);
    }
    if let Some((day, month)) = f.text('n').and_then(|n| n.split_once('.')) {
        return self::day(f, day.parse().ok()?, month.parse().ok()?, y);
    }
    given_name(f)?;
    if calendar == "solar" {
        return day(f, d.into(), m.into(), y);
    }
    let y = if m == 12 { before_year(y) } else { y };
    date(DateExpr::Lunar { year: y, month: m, day: Some(d) })
}

pub(super) fn time(f: &Found<'_, '_>) -> Option<Value> {
    let unit = f.tokens('u')?;
    let short = f.text('u')?.len() == 1;
    let token = &f.doc.tokens[unit.start as usize];
    // `8h`, not `8 h`; and `8h` is not the beginning of `8ha`, which is one word.
    (!short || !token.spaced).then_some(())?;
    // The network `5G`.
    (f.text('u')? != "G").then_some(())?;
    if f.span.start > f.sentence.start {
        let last = &f.doc.tokens[f.span.start as usize - 1];
        if !f.doc.tokens[f.span.start as usize].spaced && (last.is('/') || last.is_word()) {
            return None;
        }
    }
    let (mut hour, minute) = (f.int('h')?, f.int('i').unwrap_or(if f.has('e') { 30 } else { 0 }));
    if let Some(from) = f.int('p') {
        match from {
            13.. if hour == 12 && from == 22 => hour = 24,
            // `2 giờ đêm` is in the night's second half.
            22 if hour < 6 => {}
            13.. if hour < 12 => hour += 12,
            _ => {}
        }
    }
    date(DateExpr::Point(Point { time: Some(clock(hour, minute)?), ..Point::default() }))
}

/// `ông Phạm Quốc Khánh`: all in capitals after another word with one, the festival is somebody's name.
fn given_name(f: &Found<'_, '_>) -> Option<()> {
    let span = f.span;
    if span.start == f.sentence.start || span.len() != 2 {
        return Some(());
    }
    let capitals = f.doc.tokens[span.range()].iter().all(|t| t.is_capital());
    let last = &f.doc.tokens[span.start as usize - 1];
    let word = last.is_capital() && !before(f, Class::DateOccasion) && !before(f, Class::DateDay);
    (!(capitals && word)).then_some(())
}

/// `6-7h sáng`: the part of the day tells them from a length of time.
pub(super) fn hours(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    let (a, b, part) = (f.int('a')?, f.int('b')?, f.int('p').unwrap_or(0));
    (a < b).then_some(())?;
    let later = |hour: i64| if part >= 13 && hour < 12 && !(part == 22 && hour < 6) { hour + 12 } else { hour };
    let end = |hour: i64| {
        let time = clock(later(hour), 0)?;
        Some(Some(Box::new(DateExpr::Point(Point { time: Some(time), ..Point::default() }))))
    };
    date(DateExpr::Interval(end(a)?, end(b)?))
}
