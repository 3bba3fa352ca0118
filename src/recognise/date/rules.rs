//! The rules for single dates: one table, one line of pattern each.
//!
//! Enters: tokens and lexicon phrases. Leaves: candidates with a [`DateExpr`]; latent ones (`30/4`, `2019`, `8 giờ`) mean
//! something only in the company that [`super::assemble`] looks for. What a match must not stand beside, and how its parts
//! become a value, is in [`super::make`]. Not done here: ranges, lists, times with days.

use std::sync::LazyLock;

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::date::make::{
    after, bare_day, before, before_year, capital, clock, date, day_month, day_month_year, day_of_month, distance,
    dotted, dotted_day_month, festival, first_months, free_head, hours, known, letter, month, month_year, months,
    named_month, next_number, not_into_date, plain_year, quarters, step, steps, time, unbroken, year, years,
};
use crate::recognise::date::value::{DateExpr, Month, Origin, Point, Unit};
use crate::recognise::rule::{Rule, RuleSet};

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
                "( @date.day:h @date.fresh? | @date.fresh:h ) int(1-31):d '/-':s int(1-12):m \
                 ( @date.lunar:l ( @date.of? @date.year int(1900-2100):y )? \
                 | @date.of? @date.year int(1000-2100):y @date.lunar:l? \
                 | @date.year @date.rel-year:r @date.lunar:l? )?",
                day_month,
            ),
            Rule::new("date/dotted-day-month", "@date.day:h dotted(2):n", dotted_day_month),
            Rule::new(
                "date/bare-day-month",
                "int(1-31):d '/-':s int(1-12):m ( @date.of? @date.year int(1000-2100):y | @date.year @date.rel-year:r )?",
                day_month,
            )
            .latent(),
            Rule::new("date/bare-dotted", "dotted(2):n", dotted_day_month).latent(),
            Rule::new(
                "date/lunar-day-month",
                "int(1-30):d '/-':s int(1-12):m \
                 ( @date.lunar:l ( @date.of? @date.year ( int(1900-2100):y | @date.rel-year:r ) )? \
                 | @date.year int(1900-2100):y @date.lunar:l )",
                day_month,
            ),
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
                "date/fresh-day",
                concat!(
                    "@date.fresh:h @date.count:d @date.month ( int(1-12):m | @date.month-name:n ) ",
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
                    let (count, _) = distance(f.value('x')?)?;
                    let day = f.int('d')? as u8;
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
                let (m, y) = f.text('n')?.split_once('.')?;
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
            Rule::new("date/letter", "@date.letter:h _ int(1-12):n '/-' int(1900-2100):y", letter),
            Rule::new("date/relative-month", "@date.rel-month:x", |f| step(f, Unit::Month)),
            Rule::new(
                "date/half-month",
                concat!("@date.half:e @date.month ( int(1-12):m | @date.month-name:n ) ", year!()),
                |f| {
                    named_month(f)?;
                    let (half, month) = (f.int('e')? as u8, f.int('m').or(f.int('n'))? as u8);
                    date(DateExpr::HalfMonth { half, month, year: year(f)? })
                },
            ),
            Rule::new("date/edge-of-month", "@date.edge @date.month", |f| {
                (!next_number(f)).then_some(())?;
                date(DateExpr::Step { unit: Unit::Month, count: 0, from: Origin::Published })
            }),
            // Quarters, halves, months of a year.
            Rule::new("date/quarter", concat!("@date.quarter:h ( roman:q | int(1-4):q ) ", bare_year!()), |f| {
                let quarter = f.int('q').filter(|q| (1..=4).contains(q))? as u8;
                unbroken(f)?;
                // `đá quý 3 viên`: there it is the gem.
                (!before(f, Class::DateNameBefore)).then_some(())?;
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
                    "( int(1-12):n | @date.count:n ) ( @date.month | @date.quarter:q ) @date.edge:e @date.of? @date.year ",
                    "( int(1900-2100):y | @date.rel-year:r | @date.of? @date.year int(1900-2100):y )?"
                ),
                first_months,
            ),
            Rule::new(
                "date/months-of-year",
                "( int(1-12):n | @date.count:n ) @date.month @date.of? @date.year int(1900-2100):y",
                |f| {
                    let (n, year) = (f.int('n')? as u8, year(f)?);
                    date(if n == 6 {
                        DateExpr::Half { half: 1, year }
                    } else {
                        DateExpr::Months { first: 1, last: n, year }
                    })
                },
            ),
            Rule::new("date/half-year", "@date.half:e @date.year ( int(1900-2100):y | @date.rel-year:r )?", |f| {
                date(DateExpr::Half { half: f.int('e')? as u8, year: year(f)? })
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
                // 65 triệu năm trước
                (f.value('r')? != "told:-1" || !before(f, Class::NumberScale)).then_some(())?;
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
                capital(f, 's')?;
                date(DateExpr::Point(Point { year: year(f)?, ..Point::default() }))
            }),
            Rule::new("date/years", "int(1900-2100):a '-/':s int(1900-2100):b", years),
            Rule::new(
                "date/term",
                "@date.term:h @date.year? int(1900-2100):a '-/':s ( int(1900-2100):b | int(0-99):z )",
                years,
            ),
            Rule::new(
                "date/crop",
                "@date.crop ( @date.year? int(1900-2100):a '-/':s int(1900-2100):b | @date.year? int(1900-2100):y \
                 | @date.year @date.rel-year:r )",
                |f| if f.has('b') { years(f) } else { plain_year(f) },
            ),
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
                "@date.decade ( int(1000-2090):d | int(20-90):d ) \
                 ( @date.of? @date.century ( roman:c | int(18-21):c ) )?",
                |f| {
                    let d = f.int('d')? as i16;
                    (d % 10 == 0 && !after(f, Class::DateCounted) && !after(f, Class::DateYear)).then_some(())?;
                    unbroken(f)?;
                    let century = f.int('c').map(|c| (c as i16 - 1) * 10);
                    date(DateExpr::Decade(match (d, century) {
                        (1000.., _) => d / 10,
                        (_, Some(c)) => c + d / 10,
                        (20, None) => 202,
                        (_, None) => 190 + d / 10,
                    }))
                },
            ),
            Rule::new("date/century", "@date.century ( roman:c | int(1-21):c )", |f| {
                date(DateExpr::Century(f.int('c')? as i16))
            }),
            // By distance.
            Rule::new("date/relative-day", "@date.rel-day:x", |f| {
                let last = &f.doc.tokens[f.span.end as usize - 1];
                (!last.is_capital() || last.is_upper()).then_some(())?;
                step(f, Unit::Day)
            }),
            Rule::new("date/relative-week", "@date.rel-week:x", |f| step(f, Unit::Week)),
            Rule::new("date/weekend", "@date.weekend:x", |f| date(DateExpr::Weekend(distance(f.value('x')?)?.0))),
            Rule::new("date/steps", "( int(1-99):n | @date.count:n ) @date.unit:u @date.step:s", steps),
            Rule::new(
                "date/same-period",
                "@date.same-period @date.of? ( @date.year int(1900-2100):y | @date.year @date.rel-year:r \
                 | int(1900-2100):y )",
                |f| date(DateExpr::SamePeriod(year(f)?)),
            ),
            Rule::new("date/weekday", "( @date.weekday:w | @date.weekday-word int(2-7):n ) @date.rel-week:x?", |f| {
                let day = f.int('w').or(f.int('n').map(|n| n - 1))? as u8;
                let week = match f.value('x') {
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
                 ( int(1-31):d '/-' int(1-12):m ( '/-' int(1900-2100):y )? | dotted(2):n )?",
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
                "( @date.day? @date.fresh ( int(1-10):d | @date.count:d ) | int(23-30):d ) @date.tet \
                 ( @date.stem:s @date.branch:b )? int(1900-2100):y?",
                |f| {
                    let (d, y) = (f.int('d')? as u8, year(f)?);
                    let lunar = if d <= 10 { (1, y) } else { (12, before_year(y)) };
                    date(DateExpr::Lunar { year: lunar.1, month: lunar.0, day: Some(d) })
                },
            ),
            Rule::new(
                "date/full-moon",
                concat!("@date.full-moon @date.month ( int(1-12):m | @date.month-name:n ) ", year!()),
                |f| {
                    let month = f.int('m').or(f.int('n'))? as u8;
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
            Rule::new("date/hours", "int(0-23):a '-' int(1-24):b @date.hour @date.part:p", hours),
            Rule::new("date/hours-bare", "int(0-23):a '-' int(1-24):b @date.hour", hours).latent(),
            Rule::new("date/clock", "int(0-24):h _ ':' _ int(0-59):i ( _ ':' _ int(0-59) )?", |f| {
                (f.text('i')?.len() == 2).then_some(())?;
                date(DateExpr::Point(Point { time: clock(f.int('h')?, f.int('i')?), ..Point::default() }))
            })
            .latent(),
        ],
    )
});
