//! Figures to indicators: what each of them measures, when and where.
//!
//! Enters: the mentions kept for a document, with the values of its dates. Leaves: an [`Indicator`] for each share, amount
//! of money or quantity that measures something. A counted noun is its own measure (`34 giải thể thao`, `noun`); for the
//! others it is the subject left of the verb (`tỷ lệ hộ nghèo còn 5,2%`, `subject`), or the phrase to the right
//! (`90% hộ đạt danh hiệu`); `measure` chooses. A figure without a subject of its own takes that of the figure before it
//! (`…, tăng 9,12%`). The period is that of a date beside the figure, else of the sentence, the paragraph or the article
//! (`period`). Not done here: ages, page views, counts of steps and sides, which measure nothing.

mod marks;
mod measure;
mod noun;
mod period;
mod place;
mod sentence;
mod subject;

use crate::layout::BlockKind;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::resolve::admin::Resolved;
use crate::resolve::anchor::Anchored;
use marks::Marks;
use period::Periods;
use sentence::{Clauses, amount};

/// A row of the table an analyst would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Index of the figure among the mentions.
    pub mention: usize,
    /// What is measured, copied from the text.
    pub measure: String,
    /// `%`, a currency code, the unit of measure, or the head of the counted noun.
    pub unit: String,
    /// `up` or `down` where the figure is an amount of change.
    pub change: Option<&'static str>,
    /// ISO value of the date it holds for.
    pub period: Option<String>,
    /// Where, as written.
    pub place: Option<String>,
    /// Official code of the place.
    pub place_code: Option<&'static str>,
    /// Index of the sentence.
    pub sentence: u32,
}

/// The indicators of a document; `dates` is parallel to `mentions`, `units` are its places resolved.
#[must_use]
pub fn indicators(
    doc: &Doc<'_>,
    mentions: &[Candidate],
    dates: &[Option<Anchored>],
    units: &Resolved,
) -> Vec<Indicator> {
    let mut out: Vec<Indicator> = Vec::new();
    // What follows the last figure says nothing of any.
    let Some(last) = mentions.iter().rposition(|c| amount(c).is_some()) else { return out };
    let marks = Marks::of(doc.tokens.len(), mentions);
    let mut periods = Periods::default();
    let mut first = 0;
    for (s, sentence) in doc.sentences.iter().enumerate() {
        while mentions.get(first).is_some_and(|c| c.span.start < sentence.tokens.start) {
            first += 1;
        }
        let count = mentions[first..].partition_point(|c| c.span.start < sentence.tokens.end);
        let range = first..first + count;
        if first > last {
            break;
        }
        first = range.end;
        let kind = doc.blocks.get(sentence.block as usize).map_or(BlockKind::Paragraph, |b| b.kind);
        if matches!(kind, BlockKind::Meta | BlockKind::Boilerplate | BlockKind::Byline) {
            continue;
        }
        let clauses = Clauses { doc, within: sentence.tokens, mentions, range, dates, units, marks: &marks };
        clauses.read(s as u32, (kind, sentence.block), &mut periods, &mut out);
    }
    out
}

impl Clauses<'_, '_> {
    /// Adds the indicators of the sentence to `out`.
    fn read(&self, number: u32, block: (BlockKind, u32), periods: &mut Periods, out: &mut Vec<Indicator>) {
        let dates = self.dated();
        periods.enter(self, block);
        let readings = if self.has_figure() { self.readings() } else { Vec::new() };
        if readings.is_empty() {
            periods.leave_bare(self, block.0, &dates);
            return;
        }
        let places = self.places(&readings);
        let stated = periods.of(self, &dates, &readings);
        for ((reading, period), place) in readings.into_iter().zip(stated).zip(places) {
            out.push(Indicator {
                mention: reading.mention,
                measure: self.doc.slice(reading.measure).to_string(),
                unit: reading.unit,
                change: reading.change,
                period,
                place: place.map(|p| self.doc.slice(p).to_string()),
                place_code: place.and_then(|p| self.code(p)),
                sentence: number,
            });
        }
    }
}

#[cfg(test)]
mod tests;
