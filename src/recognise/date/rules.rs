//! The rules for single dates: one table, one line of pattern each.
//!
//! Enters: tokens and lexicon phrases. Leaves: candidates with a [`DateExpr`]; latent ones (`30/4`, `2019`, `8 giờ`) mean
//! something only in the company that [`super::assemble`] looks for. Not done here: ranges, lists, times with days.

use std::sync::LazyLock;

use crate::lexicon::class::Class;
use crate::recognise::date::value::{DateExpr, Month, Origin, Point, Time, Unit, Year, day_exists};
use crate::recognise::rule::{Found, Rule, RuleSet};
use crate::recognise::{Kind, Value};

/// A year after a period: `/2024`, `năm 2024`, `năm nay`.
macro_rules! year {
    () => {
        "( '/-' int(1900-2100):y | ',' @date.year int(1000-2100):y | @date.of? @date.year int(1000-2100):y \
         | @date.year @date.rel-year:r )?"
    };
}

/// The same, or the bare number: `6 tháng đầu năm 2024`.
macro_rules! bare_year {
    () => {
        "( '/-' int(1900-2100):y | @date.of? @date.year int(1000-2100):y | @date.year @date.rel-year:r \
         | int(1900-2100):y | @date.rel-year:r )?"
    };
}

/// The table.
pub(super) static RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    RuleSet::new(
        Kind::Date,
        vec![
            // Days in digits.
            Rule::new(
                "date/day-month-year",
                "( @date.day:h | @date.fresh:h )? int(1-31):d '/-':s int(1-12):m '/-':t ( int(1900-2100):y | int(0-99):z ) \
                 @date.lunar:l?",
                day_month_year,
            ),
            Rule::new("date/dotted", "( @date.day:h | @date.fresh:h )? dotted(3):n", dotted),
            Rule::new(
                "date/day-month",
                "( @date.day:h @date.fresh? | @date.fresh:h ) int(1-31):d '/-' int(1-12):m \
                 ( @date.of? @date.year int(1000-2100):y | @date.year @date.rel-year:r )? @date.lunar:l?",
                day_month,
            ),
            Rule::new("date/dotted-day-month", "@date.day:h dotted(2):n", dotted_day_month),
            Rule::new(
                "date/bare-day-month",
                "int(1-31):d '/-' int(1-12):m \
                 ( @date.of? @date.year int(1000-2100):y | @date.year @date.rel-year:r )? @date.lunar:l?",
                day_month,
            )
            .latent(),
            Rule::new("date/bare-dotted", "dotted(2):n", dotted_day_month).latent(),
            Rule::new("date/lunar-day-month", "int(1-30):d '/-' int(1-12):m @date.lunar:l", day_month),
            // Days in words.
            Rule::new(
                "date/day-of-month",
                concat!(
                    "( @date.day:h @date.fresh? | @date.fresh:h ) int(1-31):d \
                 ( @date.month | ',' @date.month ) ( int(1-12):m | @date.month-name:n ) ",
                    year!(),
                    " @date.lunar:l?"
                ),
                day_of_month,
            ),
            Rule::new(
                "date/bare-day-of-month",
                "int(1-31):d @date.month ( int(1-12):m | @date.month-name:n ) \
                 ( @date.year int(1900-2100):y | '/-' int(1900-2100):y )? @date.lunar:l?",
                day_of_month,
            )
            .latent(),
            Rule::new(
                "date/day-this-month",
                "( @date.day:h @date.fresh? | @date.fresh:h ) int(1-31):d @date.rel-month:x",
                |f| {
                    let (count, _) = distance(f.value("x")?)?;
                    let day = f.int("d")? as u8;
                    free_head(f)?;
                    date(DateExpr::Point(Point { month: Month::Now(count), day: Some(day), ..Point::default() }))
                },
            ),
            Rule::new("date/bare-day", "( @date.day:h @date.fresh? | @date.fresh:h ) int(1-31):d", bare_day),
            // Months.
            Rule::new(
                "date/month",
                concat!("@date.month:h ( int(1-12):m | @date.month-name:n ) ", year!(), " @date.lunar:l?"),
                month,
            ),
            Rule::new("date/month-dotted", "@date.month:h dotted(2):n", |f| {
                let (m, y) = f.text("n")?.split_once('.')?;
                let (m, y) = (m.parse().ok().filter(|m| (1..=12).contains(m))?, known(y.parse().ok()?)?);
                date(DateExpr::Point(Point { year: y, month: Month::Known(m), ..Point::default() }))
            }),
            Rule::new(
                "date/months",
                concat!(
                    "@date.month:h int(1-12):a ( ',' int(1-12):i ( ',' int(1-12):j )? )? \
                 ( '-' | ',':k | @date.and:k | @date.joiner ) int(1-12):b ",
                    year!()
                ),
                months,
            ),
            Rule::new("date/month-year", "int(1-12):m '/' int(1900-2100):y", month_year),
            Rule::new("date/month-dash-year", "int(1-12):m '-' int(1900-2100):y", month_year).latent(),
            Rule::new("date/relative-month", "@date.rel-month:x", |f| step(f, Unit::Month)),
            Rule::new(
                "date/half-month",
                concat!("@date.half:e @date.month ( int(1-12):m | @date.month-name:n ) ", year!()),
                |f| {
                    named_month(f)?;
                    let (half, month) = (f.int("e")? as u8, f.int("m").or(f.int("n"))? as u8);
                    date(DateExpr::HalfMonth { half, month, year: year(f)? })
                },
            ),
            Rule::new("date/edge-of-month", "@date.edge @date.month", |f| {
                (!next_number(f)).then_some(())?;
                date(DateExpr::Step { unit: Unit::Month, count: 0, from: Origin::Published })
            }),
            // Quarters, halves, months of a year.
            Rule::new("date/quarter", concat!("@date.quarter:h ( roman:q | int(1-4):q ) ", bare_year!()), |f| {
                let quarter = f.int("q").filter(|q| (1..=4).contains(q))? as u8;
                unbroken(f)?;
                date(DateExpr::Quarter { quarter, year: year(f)? })
            }),
            Rule::new(
                "date/quarters",
                concat!(
                    "@date.quarter:h ( roman:a | int(1-4):a ) ( ',' ( roman | int(1-4) ) )? \
                 ( ',' ( roman | int(1-4) ) )? ( '-' | ',' | @date.and | @date.joiner ) @date.quarter? ( roman:b | int(1-4):b ) ",
                    bare_year!()
                ),
                quarters,
            ),
            Rule::new("date/relative-quarter", "@date.rel-quarter:x", |f| step(f, Unit::Quarter)),
            Rule::new(
                "date/first-months",
                concat!(
                    "( int(1-12):n | @date.count:n ) @date.month @date.edge:e @date.of? @date.year ",
                    "( int(1900-2100):y | @date.rel-year:r )?"
                ),
                first_months,
            ),
            Rule::new(
                "date/months-of-year",
                "( int(1-12):n | @date.count:n ) @date.month @date.of? @date.year int(1900-2100):y",
                |f| {
                    let (n, year) = (f.int("n")? as u8, year(f)?);
                    date(if n == 6 {
                        DateExpr::Half { half: 1, year }
                    } else {
                        DateExpr::Months { first: 1, last: n, year }
                    })
                },
            ),
            Rule::new("date/half-year", "@date.half:e @date.year ( int(1900-2100):y | @date.rel-year:r )?", |f| {
                date(DateExpr::Half { half: f.int("e")? as u8, year: year(f)? })
            }),
            // Years.
            Rule::new("date/year", "@date.year:h int(1000-2100):y", |f| {
                unbroken(f)?;
                free_head(f)?;
                plain_year(f)
            }),
            Rule::new("date/relative-year", "@date.year:h @date.rel-year:r", |f| {
                free_head(f)?;
                not_into_date(f)?;
                date(DateExpr::Point(Point { year: year(f)?, ..Point::default() }))
            }),
            Rule::new("date/edge-of-year", "@date.edge @date.year", |f| {
                let at = f.span.end - 1;
                let school = f.doc.matches.at(at as usize).iter().any(|m| m.class == Class::DateTerm);
                (!school && !next_number(f)).then_some(())?;
                date(DateExpr::Point(Point::default()))
            }),
            Rule::new("date/bare-year", "int(1900-2100):y", |f| {
                unbroken(f)?;
                plain_year(f)
            })
            .latent(),
            Rule::new("date/named-year", "@date.before-year { int(1900-2100):y }", |f| {
                unbroken(f)?;
                plain_year(f)
            }),
            Rule::new("date/cycle-year", "@date.year @date.stem:s @date.branch:b int(1900-2100):y?", |f| {
                capital(f, "s")?;
                date(DateExpr::Point(Point { year: year(f)?, ..Point::default() }))
            }),
            Rule::new("date/years", "int(1900-2100):a '-/':s int(1900-2100):b", years),
            Rule::new(
                "date/term",
                "@date.term:h @date.year? int(1900-2100):a '-/':s ( int(1900-2100):b | int(0-99):z )",
                years,
            ),
            Rule::new("date/crop", "@date.crop @date.year? int(1900-2100):a ( '-/':s int(1900-2100):b )?", |f| {
                if f.has("b") {
                    years(f)
                } else {
                    date(DateExpr::Point(Point { year: known(f.int("a")?)?, ..Point::default() }))
                }
            }),
            Rule::new(
                "date/season",
                "@date.season:h ( @date.of? @date.year int(1900-2100):y | @date.year @date.rel-year:r \
                 | @date.stem:s @date.branch:b int(1900-2100):y? | int(1900-2100):y )",
                |f| {
                    (!before(f, Class::DateUnlikeSeason)).then_some(())?;
                    date(DateExpr::Point(Point { year: year(f)?, ..Point::default() }))
                },
            ),
            Rule::new(
                "date/decade",
                "@date.decade ( int(1900-2090):d | int(20-90):d ) \
                 ( @date.of? @date.century ( roman:c | int(18-21):c ) )?",
                |f| {
                    let d = f.int("d")? as i16;
                    (d % 10 == 0 && !after(f, Class::DateCounted) && !after(f, Class::DateYear)).then_some(())?;
                    unbroken(f)?;
                    let century = f.int("c").map(|c| (c as i16 - 1) * 10);
                    date(DateExpr::Decade(match (d, century) {
                        (1900.., _) => d / 10,
                        (_, Some(c)) => c + d / 10,
                        (20, None) => 202,
                        (_, None) => 190 + d / 10,
                    }))
                },
            ),
            Rule::new("date/century", "@date.century ( roman:c | int(1-21):c )", |f| {
                date(DateExpr::Century(f.int("c")? as i16))
            }),
            // By distance.
            Rule::new("date/relative-day", "@date.rel-day:x", |f| {
                let last = &f.doc.tokens[f.span.end as usize - 1];
                (!last.is_capital() || last.is_upper()).then_some(())?;
                step(f, Unit::Day)
            }),
            Rule::new("date/relative-week", "@date.rel-week:x", |f| step(f, Unit::Week)),
            Rule::new("date/weekend", "@date.weekend:x", |f| date(DateExpr::Weekend(distance(f.value("x")?)?.0))),
            Rule::new("date/steps", "( int(1-99):n | @date.count:n ) @date.unit:u @date.step:s", steps),
            Rule::new(
                "date/same-period",
                "@date.same-period @date.of? ( @date.year int(1900-2100):y | @date.year @date.rel-year:r \
                 | int(1900-2100):y )",
                |f| date(DateExpr::SamePeriod(year(f)?)),
            ),
            Rule::new("date/weekday", "( @date.weekday:w | @date.weekday-word int(2-7):n ) @date.rel-week:x?", |f| {
                let day = f.int("w").or(f.int("n").map(|n| n - 1))? as u8;
                let week = match f.value("x") {
                    Some(x) => Some(distance(x)?.0),
                    None => None,
                };
                date(DateExpr::Weekday { day, week })
            })
            .latent(),
            // Festivals and the lunar calendar.
            Rule::new(
                "date/festival",
                "@date.festival:f ( @date.stem:s @date.branch:b )? \
                 ( int(1900-2100):y | @date.year int(1900-2100):y | @date.year @date.rel-year:r )? \
                 ( int(1-31):d '/-' int(1-12):m ( '/-' int(1900-2100):y )? )?",
                festival,
            ),
            Rule::new(
                "date/festival-dated",
                "@date.festival-dated:f ( @date.stem:s @date.branch:b int(1900-2100):y? \
                 | int(1900-2100):y | @date.year int(1900-2100):y | @date.year @date.rel-year:r )",
                |f| {
                    // `Tết` and a year make the festival only with a capital: `tết` is also a verb.
                    f.doc.tokens[f.span.start as usize].is_capital().then_some(())?;
                    festival(f)
                },
            ),
            Rule::new(
                "date/tet-day",
                "( @date.day? @date.fresh int(1-10):d | int(23-30):d ) @date.tet \
                 ( @date.stem:s @date.branch:b )? int(1900-2100):y?",
                |f| {
                    let (d, y) = (f.int("d")? as u8, year(f)?);
                    let lunar = if d <= 10 { (1, y) } else { (12, before_year(y)) };
                    date(DateExpr::Lunar { year: lunar.1, month: lunar.0, day: Some(d) })
                },
            ),
            Rule::new(
                "date/full-moon",
                concat!("@date.full-moon @date.month ( int(1-12):m | @date.month-name:n ) ", year!()),
                |f| {
                    let month = f.int("m").or(f.int("n"))? as u8;
                    date(DateExpr::Lunar { year: year(f)?, month, day: Some(15) })
                },
            ),
            // Times of day.
            Rule::new(
                "date/time",
                "int(0-24):h @date.hour:u ( int(0-59):i @date.minute? | @date.minute | @date.half-past:e )? \
                 @date.part:p?",
                time,
            )
            .latent(),
            Rule::new("date/clock", "int(0-24):h _ ':' _ int(0-59):i ( _ ':' _ int(0-59) )?", |f| {
                (f.text("i")?.len() == 2).then_some(())?;
                date(DateExpr::Point(Point { time: clock(f.int("h")?, f.int("i")?), ..Point::default() }))
            })
            .latent(),
        ],
    )
});

fn date(expr: DateExpr) -> Option<Value> {
    Some(Value::Date(Box::new(expr)))
}

fn known(year: i64) -> Option<Year> {
    (1000..=2100).contains(&year).then_some(Year::Known(year as i16))
}

fn clock(hour: i64, minute: i64) -> Option<Time> {
    (hour < 24 || (hour == 24 && minute == 0)).then_some(Time { hour: hour as u8, minute: minute as u8 })
}

/// `now:-1` in the lexicon: how far, and from where.
fn distance(value: &str) -> Option<(i16, Origin)> {
    let (from, count) = value.split_once(':')?;
    Some((count.parse().ok()?, if from == "now" { Origin::Published } else { Origin::Told }))
}

/// The year named by the parts `y`, `r` or `s` and `b`.
fn year(f: &Found<'_, '_>) -> Option<Year> {
    if let Some(y) = f.int("y") {
        return known(y);
    }
    if let Some(value) = f.value("r") {
        return Some(match distance(value) {
            Some((count, Origin::Published)) => Year::Now(count),
            Some((count, Origin::Told)) => Year::Told(count),
            None => Year::Past,
        });
    }
    match (f.int("s"), f.int("b")) {
        // The place in the cycle that leaves the stem modulo ten and the branch modulo twelve; half the pairs do not exist.
        (Some(s), Some(b)) => (0..60).find(|n| n % 10 == s && n % 12 == b).map(|n| Year::Cycle(n as u8)),
        _ => Some(Year::Missing),
    }
}

fn before_year(year: Year) -> Year {
    match year {
        Year::Known(y) => Year::Known(y - 1),
        Year::Cycle(n) => Year::Cycle((n + 59) % 60),
        other => other,
    }
}

/// Whether a phrase of one word of `class` ends just before the match.
fn before(f: &Found<'_, '_>, class: Class) -> bool {
    f.span.start > f.sentence.start
        && f.doc.matches.at(f.span.start as usize - 1).iter().any(|m| m.class == class && m.len == 1)
}

/// Whether a phrase of `class` begins just after the match.
fn after(f: &Found<'_, '_>, class: Class) -> bool {
    f.span.end < f.sentence.end && f.doc.phrase(f.span.end, class).is_some()
}

fn next_number(f: &Found<'_, '_>) -> bool {
    f.span.end < f.sentence.end && f.doc.tokens[f.span.end as usize].is_number()
}

/// Refuses a head word that is counted or made general: `5 năm 2 tháng`, `mỗi ngày 3 lần`.
fn free_head(f: &Found<'_, '_>) -> Option<()> {
    let start = f.span.start;
    if start == f.sentence.start {
        return Some(());
    }
    let last = &f.doc.tokens[start as usize - 1];
    // `QH15 ngày`: a number that hangs on letters counts nothing.
    let number = last.is_number() && (last.spaced || start == f.sentence.start + 1);
    // `12,5% năm 2020`, `3 năm 2020`: a number of digits before the head counts it only with a small figure.
    let counted = number && f.doc.int(start - 1).is_some_and(|n| n <= 100);
    let words = before(f, Class::DateMany) || (before(f, Class::DateCount) && !before(f, Class::DateYear));
    (!counted && !words).then_some(())
}

/// Refuses what goes on as a number of a document or a longer fraction, or began as one.
fn unbroken(f: &Found<'_, '_>) -> Option<()> {
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

fn capital(f: &Found<'_, '_>, part: &str) -> Option<()> {
    f.doc.tokens[f.tokens(part)?.start as usize].is_capital().then_some(())
}

/// `năm trước ngày`, `năm sau khi`: the preposition belongs to what follows.
fn not_into_date(f: &Found<'_, '_>) -> Option<()> {
    let word = f.value("r")?;
    let preposition = word == "told:-1" || word == "now:1";
    (!(preposition && (after(f, Class::DateEvent) || next_number(f)))).then_some(())
}

fn plain_year(f: &Found<'_, '_>) -> Option<Value> {
    date(DateExpr::Point(Point { year: year(f)?, ..Point::default() }))
}

/// A day of the Gregorian or, with `âm lịch`, of the lunar calendar; refuses days that do not exist.
fn day(f: &Found<'_, '_>, day: i64, month: i64, year: Year) -> Option<Value> {
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    if f.has("l") {
        return (day <= 30).then_some(()).and_then(|()| date(DateExpr::Lunar { year, month, day: Some(day) }));
    }
    let exact = if let Year::Known(y) = year { Some(y) } else { None };
    day_exists(day, month, exact).then_some(())?;
    date(DateExpr::Point(Point { year, month: Month::Known(month), day: Some(day), time: None }))
}

fn day_month_year(f: &Found<'_, '_>) -> Option<Value> {
    (f.text("s") == f.text("t") || f.has("y")).then_some(())?;
    unbroken(f)?;
    if f.has("h") {
        free_head(f)?;
    }
    let y = match f.int("y") {
        Some(y) => y,
        None => {
            // Two digits of a year: below fifty this century.
            let short = f.text("z").filter(|z| z.len() == 2 && (f.has("h") || f.text("s") == Some("/")))?;
            let n: i64 = short.parse().ok()?;
            if n < 50 { 2000 + n } else { 1900 + n }
        }
    };
    day(f, f.int("d")?, f.int("m")?, known(y)?)
}

fn dotted(f: &Found<'_, '_>) -> Option<Value> {
    if f.has("h") {
        free_head(f)?;
    }
    unbroken(f)?;
    let mut parts = f.text("n")?.split('.');
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    if d.len() > 2 || m.len() > 2 {
        return None;
    }
    let year: i64 = match y.len() {
        4 => y.parse().ok().filter(|y| (1900..=2100).contains(y))?,
        2 if f.has("h") => 2000 + y.parse::<i64>().ok()?,
        _ => return None,
    };
    day(f, d.parse().ok()?, m.parse().ok()?, known(year)?)
}

fn dotted_day_month(f: &Found<'_, '_>) -> Option<Value> {
    if f.has("h") {
        free_head(f)?;
    }
    unbroken(f)?;
    let (d, m) = f.text("n")?.split_once('.')?;
    (d.len() <= 2 && m.len() <= 2).then_some(())?;
    day(f, d.parse().ok()?, m.parse().ok().filter(|m| *m <= 12)?, Year::Missing)
}

fn day_month(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    if f.has("h") {
        free_head(f)?;
    }
    day(f, f.int("d")?, f.int("m")?, year(f)?)
}

fn named_month(f: &Found<'_, '_>) -> Option<()> {
    if f.has("n") && (after(f, Class::DateMany) || (after(f, Class::DateCounted) && !f.has("y") && !f.has("r"))) {
        return None;
    }
    Some(())
}

/// Whether the month is lunar by its name: `Giêng`, `Chạp`.
fn lunar_name(f: &Found<'_, '_>) -> bool {
    f.row("n").is_some_and(|row| matches!(&*row.form, "giêng" | "chạp")) || f.has("l")
}

fn day_of_month(f: &Found<'_, '_>) -> Option<Value> {
    if f.has("h") {
        free_head(f)?;
    } else if !f.has("y") && f.has("n") {
        return None;
    }
    unbroken(f)?;
    named_month(f)?;
    let (d, m) = (f.int("d")?, f.int("m").or(f.int("n"))?);
    if lunar_name(f) {
        return date(DateExpr::Lunar { year: year(f)?, month: m as u8, day: Some(d as u8) });
    }
    day(f, d, m, year(f)?)
}

fn bare_day(f: &Found<'_, '_>) -> Option<Value> {
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
    date(DateExpr::Point(Point { day: Some(f.int("d")? as u8), ..Point::default() }))
}

fn month(f: &Found<'_, '_>) -> Option<Value> {
    free_head(f)?;
    unbroken(f)?;
    named_month(f)?;
    let year = year(f)?;
    let month = f.int("m").or(f.int("n"))? as u8;
    if f.has("n") && !f.has("y") && !f.has("r") {
        // `tháng năm nay`, `tháng hai mươi`: the word belongs to what follows.
        (!after(f, Class::DateRelYear) && !next_number(f) && !after(f, Class::DateCount)).then_some(())?;
    }
    if lunar_name(f) {
        return date(DateExpr::Lunar { year, month, day: None });
    }
    date(DateExpr::Point(Point { year, month: Month::Known(month), ..Point::default() }))
}

fn months(f: &Found<'_, '_>) -> Option<Value> {
    free_head(f)?;
    unbroken(f)?;
    (!after(f, Class::DateCounted)).then_some(())?;
    let (first, last) = (f.int("a")? as u8, f.int("b")? as u8);
    (first < last).then_some(())?;
    date(DateExpr::Months { first, last, year: year(f)? })
}

fn month_year(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    let start = f.span.start;
    if start > f.sentence.start {
        let last = &f.doc.tokens[start as usize - 1];
        // `Nghị định 12/2020`, `số 3/2021`: the number of a document.
        if last.is('-') && !last.spaced && start > f.sentence.start + 1 && f.doc.tokens[start as usize - 2].is_upper() {
            return None;
        }
    }
    (!before(f, Class::DateQuantified)).then_some(())?;
    date(DateExpr::Point(Point { year: year(f)?, month: Month::Known(f.int("m")? as u8), ..Point::default() }))
}

fn quarters(f: &Found<'_, '_>) -> Option<Value> {
    let (a, b) = (f.int("a")?, f.int("b")?);
    (a < b && (1..=4).contains(&a) && b <= 4).then_some(())?;
    let year = year(f)?;
    let end = |q: i64| Some(Box::new(DateExpr::Quarter { quarter: q as u8, year }));
    date(DateExpr::Interval(end(a), end(b)))
}

fn first_months(f: &Found<'_, '_>) -> Option<Value> {
    let (n, year) = (f.int("n").filter(|n| (1..=11).contains(n))? as u8, year(f)?);
    date(match (f.value("e")?, n) {
        ("start", 6) => DateExpr::Half { half: 1, year },
        ("end", 6) => DateExpr::Half { half: 2, year },
        ("start", n) => DateExpr::Months { first: 1, last: n, year },
        ("end", n) => DateExpr::Months { first: 13 - n, last: 12, year },
        _ => return None,
    })
}

fn years(f: &Found<'_, '_>) -> Option<Value> {
    unbroken(f)?;
    let a = f.int("a")?;
    let b = match f.int("b") {
        Some(b) => b,
        None => {
            let short = f.text("z").filter(|z| z.len() == 2 && f.text("s") != Some("/"))?;
            a / 100 * 100 + short.parse::<i64>().ok()?
        }
    };
    // A slash joins the two years of a school year only.
    (a < b && b - a <= 100 && (f.text("s") != Some("/") || b == a + 1)).then_some(())?;
    let end = |y: i64| Some(Box::new(DateExpr::Point(Point { year: Year::Known(y as i16), ..Point::default() })));
    date(DateExpr::Interval(end(a), end(b)))
}

fn step(f: &Found<'_, '_>, unit: Unit) -> Option<Value> {
    let (count, from) = distance(f.value("x")?)?;
    if unit != Unit::Day {
        free_head(f)?;
    }
    (!after(f, Class::DateEvent) || f.value("x")? == "now:0" || from == Origin::Told).then_some(())?;
    date(DateExpr::Step { unit, count, from })
}

fn steps(f: &Found<'_, '_>) -> Option<Value> {
    let n = f.int("n")? as i16;
    let unit = match f.value("u")? {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        _ => Unit::Year,
    };
    let (from, sign) = f.value("s")?.split_once(':')?;
    (!after(f, Class::DateEvent) && !next_number(f) && !before(f, Class::DateMany) && !before(f, Class::DateEdge))
        .then_some(())?;
    let from = if from == "now" { Origin::Published } else { Origin::Told };
    date(DateExpr::Step { unit, count: if sign == "-" { -n } else { n }, from })
}

fn festival(f: &Found<'_, '_>) -> Option<Value> {
    let (calendar, month_day) = f.value("f")?.split_once(':')?;
    let (m, d) = month_day.split_once('-')?;
    let (m, d): (u8, u8) = (m.parse().ok()?, d.parse().ok()?);
    let y = year(f)?;
    // A day in digits after the name says it again; another day is not part of the name.
    if let (Some(day), Some(month)) = (f.int("d"), f.int("m")) {
        return self::day(f, day, month, y);
    }
    if calendar == "solar" {
        return day(f, d.into(), m.into(), y);
    }
    let y = if m == 12 { before_year(y) } else { y };
    date(DateExpr::Lunar { year: y, month: m, day: Some(d) })
}

fn time(f: &Found<'_, '_>) -> Option<Value> {
    let unit = f.tokens("u")?;
    let short = f.text("u")?.len() == 1;
    let token = &f.doc.tokens[unit.start as usize];
    // `8h`, not `8 h`; and `8h` is not the beginning of `8ha`, which is one word.
    (!short || !token.spaced).then_some(())?;
    if f.span.start > f.sentence.start {
        let last = &f.doc.tokens[f.span.start as usize - 1];
        if !f.doc.tokens[f.span.start as usize].spaced && (last.is('/') || last.is_word()) {
            return None;
        }
    }
    let (mut hour, minute) = (f.int("h")?, f.int("i").unwrap_or(if f.has("e") { 30 } else { 0 }));
    if let Some(from) = f.int("p") {
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
