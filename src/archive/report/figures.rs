//! Figures, by what they measure.
//!
//! Enters: the indicators of each article. Leaves: [`Measure`]s that several articles speak of, each with figures over time,
//! and single [`Figure`]s: those of the measures, then those of which most is known (period, place). Of equals, a hash of
//! article and place in it decides. Not done here: what a figure measures (that is [`crate::resolve::indicator`]).

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::Limits;
use super::read::{Article, Chars, clip, folded};
use crate::archive::tally::{Forms, Least, Ranked, Row, Tally};
use crate::record::{Change, Cmp, Form, Indicator, Value};
use crate::text::spaces::single;

/// Different measures that are told apart at the same time; each may hold [`POINTS`] figures.
const MEASURES: usize = 20_000;
/// Figures of one measure that are kept.
const POINTS: usize = 24;
/// Characters of a sentence that are kept.
const CONTEXT: usize = 220;

/// The article a figure stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRef {
    /// Its number in the archive, from 0.
    pub number: u64,
    /// Headline, else the beginning of the text.
    pub title: String,
    /// Address.
    pub url: Option<String>,
    /// Day of publication.
    pub day: Option<Date>,
}

/// A figure with what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its number in the archive.
    pub number: u64,
    /// What is measured, as the article says it.
    pub measure: String,
    /// The figure in base units.
    pub value: Value<'static>,
    /// How two numbers are to be read.
    pub form: Option<Form>,
    /// Unit.
    pub unit: Option<String>,
    /// Relation to the true figure.
    pub cmp: Cmp,
    /// Direction of an amount of change.
    pub change: Option<Change>,
    /// Period, as ISO 8601.
    pub period: Option<String>,
    /// Place, as written.
    pub place: Option<String>,
    /// The sentence, as far as it is kept.
    pub context: Option<String>,
    /// Where it stands.
    pub article: Arc<ArticleRef>,
}

impl Figure {
    /// The figure as one number: the middle of a range; none for a ratio.
    #[must_use]
    pub fn amount(&self) -> Option<f64> {
        match (&self.value, self.form) {
            (Value::Number(n), _) => Some(n.get()),
            (Value::Numbers(a, b), None) => Some(f64::midpoint(a.get(), b.get())),
            _ => None,
        }
    }

    /// The day it speaks of: the end of its period, else the day of the article.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.period.as_deref().and_then(end_of).or(self.article.day)
    }
}

/// What several figures measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The words most figures use.
    pub name: String,
    /// Unit.
    pub unit: Option<String>,
    /// Direction, where they are amounts of change.
    pub change: Option<Change>,
    /// Least and greatest amount of all figures.
    pub range: Option<(f64, f64)>,
    /// Figures by the day they speak of, at most a few dozen.
    pub figures: Vec<Arc<Figure>>,
}

#[derive(Debug)]
struct Series {
    names: Forms,
    unit: Option<String>,
    change: Option<Change>,
    range: Option<(f64, f64)>,
    figures: Least<u64, Arc<Figure>>,
}

#[derive(Debug)]
pub(super) struct Figures {
    measures: Tally<Series>,
    best: Least<(Reverse<u8>, u64), Arc<Figure>>,
    limit: usize,
}

impl Figures {
    pub(super) fn new(limits: Limits) -> Self {
        Self { measures: Tally::new(MEASURES), best: Least::new(limits.figures), limit: limits.figures }
    }

    pub(super) fn add(&mut self, article: &Article<'_>, number: u64, day: Option<Date>) {
        if article.indicators.is_empty() {
            return;
        }
        let url = article.url.as_deref().map(str::to_owned);
        let own = Arc::new(ArticleRef { number, title: article.headline(), url, day });
        let (hash, chars) = (article.hash(), Chars::new(&article.text));
        for (n, indicator) in article.indicators.iter().enumerate() {
            let figure = Arc::new(figure(indicator, context(indicator, article, &chars), &own, self.best.offered()));
            let amount = figure.amount();
            let unit = figure.unit.as_deref().unwrap_or_default();
            let key = format!("{}\n{unit}\n{:?}", folded(&figure.measure), figure.change);
            let new = || Series {
                names: Forms::default(),
                unit: figure.unit.clone(),
                change: figure.change,
                range: None,
                figures: Least::new(POINTS),
            };
            let (series, _) = self.measures.add(&key, number, 1, new);
            series.names.add(&figure.measure);
            if let Some(x) = amount {
                let (low, high) = series.range.unwrap_or((x, x));
                series.range = Some((low.min(x), high.max(x)));
            }
            let rank = hash.wrapping_add((n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            series.figures.offer(rank, || figure.clone());
            let known = u8::from(figure.period.is_some()) + u8::from(figure.place.is_some());
            self.best.offer((Reverse(known), rank), || figure.clone());
        }
    }

    /// The measures of most articles, the figures of the table, and how many figures there were.
    pub(super) fn ranked(self, top: usize) -> (Ranked<Measure>, Vec<Arc<Figure>>, u64) {
        let of = self.best.offered();
        let mut ranked = self.measures.ranked();
        // What one article says twice is no series, and the counted noun alone (`27 người`) no measure.
        let counted = |s: &Series| s.unit.as_deref().is_some_and(|u| folded(u) == folded(s.names.name()));
        ranked.rows.retain(|row| row.articles > 1 && !counted(&row.value));
        ranked.distinct = ranked.rows.len();
        let measures = ranked.top(top).map(|series| {
            let mut figures = series.figures.into_sorted();
            figures.sort_by_key(|f| (f.day(), f.number));
            let name = series.names.name().to_owned();
            Measure { name, unit: series.unit, change: series.change, range: series.range, figures }
        });
        let of_measures = measures.rows.iter().flat_map(|row: &Row<Measure>| row.value.figures.iter().cloned());
        let mut table: BTreeMap<u64, Arc<Figure>> = BTreeMap::new();
        for figure in of_measures.chain(self.best.into_sorted()) {
            if table.len() >= self.limit {
                break;
            }
            table.insert(figure.number, figure);
        }
        let mut figures: Vec<Arc<Figure>> = table.into_values().collect();
        figures.sort_by(|a, b| b.article.day.cmp(&a.article.day).then(a.number.cmp(&b.number)));
        (measures, figures, of)
    }
}

fn figure(i: &Indicator<'_>, context: Option<String>, own: &Arc<ArticleRef>, number: u64) -> Figure {
    let text = |t: &Option<std::borrow::Cow<'_, str>>| t.as_deref().map(|t| clip(t, 120));
    Figure {
        number,
        measure: clip(&i.measure, 160),
        value: i.value.clone().into_owned(),
        form: i.form,
        unit: text(&i.unit),
        cmp: i.cmp,
        change: i.change,
        period: text(&i.period),
        place: text(&i.place),
        context,
        article: own.clone(),
    }
}

/// The sentence around the figure; of a long one, the part around it.
fn context(i: &Indicator<'_>, article: &Article<'_>, chars: &Chars<'_>) -> Option<String> {
    let sentence = article.sentences.get(i.sentence as usize)?.span;
    let (mut start, mut end) = (sentence.0 as usize, sentence.1 as usize);
    let before = start;
    if end.saturating_sub(start) > CONTEXT {
        start = start.max((i.span.0 as usize).saturating_sub(CONTEXT / 2));
        end = end.min(start + CONTEXT);
    }
    let words = single(chars.slice(start, end));
    if words.is_empty() {
        return None;
    }
    let open = if start > before { "…" } else { "" };
    let close = if end < sentence.1 as usize { "…" } else { "" };
    Some(format!("{open}{words}{close}"))
}

/// The last day of a period that has an end, the first of one that has none; none for what is no calendar period.
fn end_of(period: &str) -> Option<Date> {
    let (from, to) = period.split_once('/').unwrap_or((period, period));
    let part = if to == ".." || to.is_empty() { from } else { to };
    let part = part.split('T').next().unwrap_or(part);
    let number = |at: std::ops::Range<usize>| part.get(at).and_then(|t| t.parse::<i8>().ok());
    let year: i16 = part.get(..4)?.parse().ok()?;
    let month = match (part.len(), part.get(5..6)) {
        (4, _) => 12,
        (7, Some("Q")) => number(6..7)?.checked_mul(3)?,
        (7, Some("H")) => number(6..7)?.checked_mul(6)?,
        (7, _) => number(5..7)?,
        (8, Some("W")) => return Some(ISOWeekDate::new(year, number(6..8)?, Weekday::Sunday).ok()?.date()),
        (10, _) => return part.parse().ok(),
        _ => return None,
    };
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_period_is_its_last() {
        let day = |p: &str| end_of(p).map(|d| d.to_string()).unwrap_or_default();
        for (period, expected) in [
            ("2023", "2023-12-31"),
            ("2024-02", "2024-02-29"),
            ("2020-01/2020-08", "2020-08-31"),
            ("2021-Q3", "2021-09-30"),
            ("2021-H1", "2021-06-30"),
            ("2025-03-04", "2025-03-04"),
            ("2019/..", "2019-12-31"),
            ("../2025", "2025-12-31"),
            ("2024-W05", "2024-02-04"),
            ("2024-01-23T08:30", "2024-01-23"),
            ("199X", ""),
            ("P3Y", ""),
            ("2021-13", ""),
            ("năm nay", ""),
        ] {
            assert_eq!(day(period), expected, "{period}");
        }
    }
}
