//! Small charts, as inline SVG.
//!
//! Enters: counts by day, figures of one measure, counts by province. Leaves: SVG without text that would shrink on a phone:
//! labels stand beside it in HTML. Not done here: what a chart is about.

use std::io::{self, Write};

use jiff::civil::Date;

use super::text::{Escaped, Lang};
use crate::archive::report::{Measure, Province};
use crate::archive::tally::Ranked;
use crate::lexicon::units::{self, Level};

/// The stretches of time that the bars stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    Month,
    Year,
}

/// Articles over time: one bar for each day, month or year from the first to the last.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Timeline {
    pub(super) step: Step,
    /// First day of each stretch and its articles.
    pub(super) bars: Vec<(Date, u64)>,
    /// Articles before the first bar and after the last, left out because they are few and far off.
    pub(super) before: (u64, Option<Date>),
    pub(super) after: (u64, Option<Date>),
}

/// Most bars of a timeline.
const BARS: usize = 370;
/// Stray articles: at most one in so many may be left out at either end.
const STRAY: u64 = 50;

impl Timeline {
    /// Bars that are few enough to be read; stray dates at the ends are only left out where they would make them too many.
    pub(super) fn of(days: &[(Date, u64)]) -> Option<Self> {
        let (first, last) = (days.first()?.0, days.last()?.0);
        let total: u64 = days.iter().map(|d| d.1).sum();
        let fits = |from: Date, to: Date, step| index(from, to, step) < BARS;
        let steps = [Step::Day, Step::Month, Step::Year];
        // The finest step that shows everything; a coarser one only where the bulk, too, needs it.
        let (from, to) = (quantile(days, total / STRAY), quantile(days, total - 1 - total / STRAY));
        let whole = steps.iter().position(|s| fits(first, last, *s)).unwrap_or(steps.len() - 1);
        let bulk = steps.iter().position(|s| fits(from, to, *s)).unwrap_or(steps.len() - 1);
        let step = steps[bulk.min(whole)];
        let (from, to) = if bulk < whole { (from, to) } else { (first, last) };
        let n = index(from, to, step).min(BARS * 10) + 1;
        let mut bars: Vec<(Date, u64)> = (0..n).map_while(|n| Some((start(from, step, n)?, 0))).collect();
        let mut left_out = [(0, None), (0, None)];
        for &(day, articles) in days {
            let side = if day < floor(from, step) {
                0
            } else if let Some(bar) = bars.get_mut(index(from, day, step)) {
                bar.1 += articles;
                continue;
            } else {
                1
            };
            left_out[side].0 += articles;
            left_out[side].1 = Some(if side == 0 { left_out[0].1.unwrap_or(day) } else { day });
        }
        let [before, after] = left_out;
        Some(Self { step, bars, before, after })
    }

    /// The name of a stretch.
    pub(super) fn name(&self, day: Date, lang: Lang) -> String {
        match self.step {
            Step::Day => lang.day(day),
            Step::Month => lang.month(day.year(), day.month()),
            Step::Year => day.year().to_string(),
        }
    }

    pub(super) fn svg(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let most = self.bars.iter().map(|b| b.1).max().unwrap_or(0).max(1);
        let width = self.bars.len() * 10;
        let label = lang.say(
            "Số bài theo thời gian; số liệu ở bảng bên dưới",
            "Articles over time; the table below has the numbers",
        );
        write!(
            out,
            r#"<svg class="bars" viewBox="0 0 {width} 100" preserveAspectRatio="none" role="img" aria-label="{label}">"#
        )?;
        write!(out, r#"<path class="grid" d="M0 .5H{width}M0 50H{width}"/>"#)?;
        for (n, (day, articles)) in self.bars.iter().enumerate().filter(|(_, b)| b.1 > 0) {
            let height = (*articles as f64 / most as f64 * 100.0).max(1.5);
            let (x, y) = (n * 10 + 1, 100.0 - height);
            let name = self.name(*day, lang);
            let count = lang.count(*articles, "bài", "article", "articles");
            write!(
                out,
                r#"<rect x="{x}" y="{y:.1}" width="8" height="{height:.1}"><title>{name}: {count}</title></rect>"#
            )?;
        }
        out.write_all(b"</svg>")
    }
}

fn floor(day: Date, step: Step) -> Date {
    match step {
        Step::Day => day,
        Step::Month => day.first_of_month(),
        Step::Year => day.first_of_year(),
    }
}

/// How many steps `day` lies behind `from`.
fn index(from: Date, day: Date, step: Step) -> usize {
    let months = |d: Date| i64::from(d.year()) * 12 + i64::from(d.month());
    let n = match step {
        Step::Day => days_from(from, day),
        Step::Month => months(day) - months(from),
        Step::Year => i64::from(day.year()) - i64::from(from.year()),
    };
    usize::try_from(n).unwrap_or(0)
}

/// The first day of the `n`th stretch from that of `from` on.
fn start(from: Date, step: Step, n: usize) -> Option<Date> {
    let from = floor(from, step);
    let n = i64::try_from(n).ok()?;
    match step {
        Step::Day => from.checked_add(jiff::Span::new().try_days(n).ok()?).ok(),
        Step::Month => {
            let months = i64::from(from.year()) * 12 + i64::from(from.month()) - 1 + n;
            Date::new(i16::try_from(months.div_euclid(12)).ok()?, i8::try_from(months.rem_euclid(12) + 1).ok()?, 1).ok()
        }
        Step::Year => Date::new(i16::try_from(i64::from(from.year()) + n).ok()?, 1, 1).ok(),
    }
}

fn days_from(from: Date, to: Date) -> i64 {
    i64::from(from.duration_until(to).as_hours() as i32) / 24
}

/// The day of the `n`th article.
fn quantile(days: &[(Date, u64)], n: u64) -> Date {
    let mut seen = 0;
    let day = days.iter().find(|(_, articles)| {
        seen += articles;
        seen > n
    });
    day.or(days.last()).map_or(Date::MIN, |d| d.0)
}

/// Width and height of a sparkline.
const SPARK: (f64, f64) = (132.0, 32.0);

/// The figures of a measure over time: a dot for each, a line through the middle of each day. False where there is no time to
/// draw: figures of one day only.
pub(super) fn spark(measure: &Measure, out: &mut dyn Write) -> io::Result<bool> {
    let points: Vec<(Date, f64)> = measure.figures.iter().filter_map(|f| Some((f.day()?, f.amount()?))).collect();
    let (Some(first), Some(last)) = (points.first().map(|p| p.0), points.last().map(|p| p.0)) else { return Ok(false) };
    if first == last {
        return Ok(false);
    }
    let low = points.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
    let high = points.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
    let days = days_from(first, last) as f64;
    let x = |day: Date| 4.0 + days_from(first, day) as f64 / days * (SPARK.0 - 8.0);
    let y = |v: f64| {
        let share = if high > low { (v - low) / (high - low) } else { 0.5 };
        SPARK.1 - 4.0 - share * (SPARK.1 - 8.0)
    };
    write!(out, r#"<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true"><polyline points=""#, SPARK.0, SPARK.1)?;
    for group in points.chunk_by(|a, b| a.0 == b.0) {
        let mut amounts: Vec<f64> = group.iter().map(|p| p.1).collect();
        amounts.sort_by(f64::total_cmp);
        write!(out, "{:.1},{:.1} ", x(group[0].0), y(amounts[amounts.len() / 2]))?;
    }
    out.write_all(br#""/>"#)?;
    for (n, (day, amount)) in points.iter().enumerate() {
        let last = if n + 1 == points.len() { r#" class="last""# } else { "" };
        write!(out, r#"<circle{last} cx="{:.1}" cy="{:.1}" r="2"/>"#, x(*day), y(*amount))?;
    }
    out.write_all(b"</svg>")?;
    Ok(true)
}

/// The provinces of today on a grid: code, column, row. Neighbours lie side by side as far as a grid allows.
const TILES: [(&str, u32, u32); 34] = [
    ("12", 0, 0),
    ("15", 1, 0),
    ("08", 2, 0),
    ("04", 3, 0),
    ("11", 0, 1),
    ("14", 1, 1),
    ("19", 2, 1),
    ("20", 3, 1),
    ("25", 1, 2),
    ("01", 2, 2),
    ("24", 3, 2),
    ("22", 4, 2),
    ("37", 2, 3),
    ("33", 3, 3),
    ("31", 4, 3),
    ("38", 2, 4),
    ("40", 2, 5),
    ("42", 2, 6),
    ("44", 3, 7),
    ("46", 3, 8),
    ("48", 4, 8),
    ("51", 4, 9),
    ("52", 4, 10),
    ("66", 4, 11),
    ("75", 2, 12),
    ("68", 3, 12),
    ("56", 4, 12),
    ("80", 1, 13),
    ("79", 2, 13),
    ("91", 0, 14),
    ("82", 1, 14),
    ("86", 2, 14),
    ("96", 0, 15),
    ("92", 1, 15),
];
const TILE: (u32, u32) = (88, 38);

/// A schematic map: every province of today as a tile, darker the more articles name a place in it.
pub(super) fn map(provinces: &Ranked<Province>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let count = |code: &str| provinces.rows.iter().find(|r| r.value.code == code).map_or(0, |r| r.articles);
    let most = provinces.rows.iter().map(|r| r.articles).max().unwrap_or(0).max(1);
    let label = lang.say(
        "Bản đồ ô: 34 tỉnh, thành theo số bài; số liệu ở bảng bên cạnh",
        "Tile map of the 34 provinces by articles; the table beside it has the numbers",
    );
    write!(out, r#"<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{label}">"#, TILE.0 * 5, TILE.1 * 16)?;
    for (code, column, row) in TILES {
        let Some(unit) = units::by_code(Level::Province, code, "9999-12-31") else { continue };
        let articles = count(code);
        // Steps by the root: one province often has ten times as much as the next.
        let shade = if articles == 0 { 0.0 } else { ((articles as f64 / most as f64).sqrt() * 5.0).ceil() };
        let (x, y) = (column * TILE.0, row * TILE.1);
        let name = Escaped(unit.name);
        write!(
            out,
            r#"<g class="q{shade}" transform="translate({x} {y})"><title>{}: {}</title><rect x="1" y="1" width="{}" height="{}" rx="3"/><text x="44" y="16">{name}</text><text class="n" x="44" y="30">{}</text></g>"#,
            Escaped(unit.full_name()),
            lang.count(articles, "bài", "article", "articles"),
            TILE.0 - 2,
            TILE.1 - 2,
            if articles == 0 { "·".to_owned() } else { lang.whole(articles) },
        )?;
    }
    out.write_all(b"</svg>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn every_province_of_today_has_one_tile_of_its_own() {
        let today: BTreeSet<&str> =
            units::all(Level::Province).filter(|u| u.valid_on("9999-12-31")).map(|u| u.code).collect();
        assert_eq!(TILES.iter().map(|t| t.0).collect::<BTreeSet<_>>(), today);
        assert_eq!(TILES.iter().map(|t| (t.1, t.2)).collect::<BTreeSet<_>>().len(), TILES.len());
        assert!(TILES.iter().all(|t| t.1 < 5 && t.2 < 16));
    }

    #[test]
    fn bars_are_days_months_or_years_as_the_archive_is_long() {
        let of = |days: &[(&str, u64)]| {
            Timeline::of(&days.iter().map(|(d, n)| (day(d), *n)).collect::<Vec<_>>()).expect("days")
        };
        let days = of(&[("2024-02-28", 3), ("2024-03-01", 2)]);
        assert_eq!(days.step, Step::Day);
        assert_eq!(days.bars, [(day("2024-02-28"), 3), (day("2024-02-29"), 0), (day("2024-03-01"), 2)]);
        let months = of(&[("2022-11-30", 3), ("2024-06-01", 2), ("2024-06-30", 1)]);
        assert_eq!((months.step, months.bars.len()), (Step::Month, 20));
        assert_eq!(months.bars[19], (day("2024-06-01"), 3));
        let years = of(&[("1990-05-01", 1), ("2024-01-01", 1)]);
        assert_eq!((years.step, years.bars.len()), (Step::Year, 35));
        assert!(Timeline::of(&[]).is_none());
    }

    #[test]
    fn stray_dates_do_not_squeeze_the_others() {
        let line = Timeline::of(&[
            (day("1961-12-05"), 1),
            (day("2017-01-03"), 60),
            (day("2017-02-14"), 59),
            (day("2031-01-01"), 1),
        ])
        .expect("days");
        assert_eq!((line.step, line.bars.len()), (Step::Day, 43));
        assert_eq!((line.before, line.after), ((1, Some(day("1961-12-05"))), (1, Some(day("2031-01-01")))));
    }
}
