//! Dates of a document to ISO values.
//!
//! Enters: the mentions of a document in order and its day of publication, if known. Leaves: a value for each date, with
//! what settled it, or the reason why there is none. Never the clock. `context` keeps what the text has named so far.
//! Not done here: reading expressions (`recognise::date`).

mod context;
mod iso;
mod lunar;
mod resolve;

use jiff::civil::Date;

use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::date::value::{DateExpr, Month, Point, Year};
use crate::recognise::doc::Doc;
use crate::resolve::by_mention::ByMention;
use context::Context;
use iso::Iso;

/// What a date mention came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchored {
    /// ISO 8601 with the precision written; `None` where the document does not tell.
    pub value: Option<String>,
    /// What settled it: `text`, `published`, `context`.
    pub from: Option<&'static str>,
    /// Why there is no value.
    pub reason: Option<&'static str>,
}

/// The values of the date mentions of a document.
///
/// `published` is an ISO date or date-time; without it the newest day that the text names in full stands in.
///
/// ```
/// use tinviet::recognise::{candidate::Candidates, propose, select::select};
/// tinviet::testing::cases::with_doc("Sáng 23/01, huyện họp bàn.", |doc| {
///     let mut found = Candidates::default();
///     propose(doc, &mut found);
///     let mentions = select(found.take(), doc.tokens.len());
///     let dates = tinviet::resolve::anchor::anchor(doc, &mentions, Some("2024-01-24"));
///     let (_, first) = dates.iter().next().unwrap();
///     assert_eq!(first.value.as_deref(), Some("2024-01-23"));
///     assert_eq!(first.from, Some("published"));
/// });
/// ```
#[must_use]
pub fn anchor(doc: &Doc<'_>, mentions: &[Candidate], published: Option<&str>) -> ByMention<Anchored> {
    let given = published.and_then(parse);
    let mut context = Context::new(doc, given.or_else(|| newest_day(doc, mentions)), given.is_some());
    let mut dates = mentions.iter().enumerate().filter(|(_, c)| matches!(c.value, Value::Date(_))).peekable();
    let mut out = ByMention::default();
    while let Some((n, c)) = dates.next() {
        let Value::Date(expr) = &c.value else { continue };
        out.push(n, context.resolve(expr, c.span, dates.peek().map(|(_, next)| *next)));
    }
    out
}

/// The newest day that the text names in full and does not only look forward to, as an ISO date.
#[must_use]
pub fn newest(doc: &Doc<'_>, mentions: &[Candidate]) -> Option<String> {
    newest_day(doc, mentions).map(|d| Iso::Day(d, None).to_string())
}

fn newest_day(doc: &Doc<'_>, mentions: &[Candidate]) -> Option<Date> {
    let context = Context::new(doc, None, false);
    let full = |expr: &DateExpr| {
        let p = expr.point()?;
        match (p.year, p.month, p.day) {
            (Year::Known(y), Month::Known(m), Some(d)) => Date::new(y, m as i8, d as i8).ok(),
            _ => None,
        }
    };
    let newest = mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Date(expr) => full(expr).filter(|_| !context.looks_forward(m.span)),
            _ => None,
        })
        .max()?;
    // Where the text speaks of a later year, its newest day is long past and no day to see the others from.
    let later = mentions.iter().any(|m| match &m.value {
        Value::Date(expr) => {
            matches!(expr.point(), Some(Point { year: Year::Known(y), .. }) if *y > newest.year())
                && !context.looks_forward(m.span)
        }
        _ => false,
    });
    (!later).then_some(newest)
}

/// The day of an ISO date or date-time; a UTC offset is that of the place and changes nothing.
fn parse(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}
