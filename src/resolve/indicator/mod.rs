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
use crate::resolve::by_mention::ByMention;
use crate::span::{Span, Tok};
use marks::Marks;
use measure::Reading;
use period::{Dated, Periods};
use sentence::{Clauses, amount};

/// Where the unit of a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// In the amount itself.
    Amount,
    /// In a row of the lexicon: what it counts as.
    Row(u32),
    /// In the text; nowhere, where these are no words.
    Words(Span<Tok>),
}

impl Unit {
    /// The unit of `figure` in a document.
    #[must_use]
    pub fn of<'t>(self, doc: &Doc<'t>, figure: &'t Candidate) -> &'t str {
        match self {
            Self::Amount => amount(figure).map_or("", |a| &a.unit),
            Self::Row(row) => &doc.lexicon.row(row).value,
            Self::Words(words) => doc.slice(words),
        }
    }
}

/// A row of the table an analyst would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Index of the figure among the mentions.
    pub mention: usize,
    /// The words that say what is measured.
    pub measure: Span<Tok>,
    /// `%`, a currency code, the unit of measure, or the head of the counted noun.
    pub unit: Unit,
    /// `up` or `down` where the figure is an amount of change.
    pub change: Option<&'static str>,
    /// ISO value of the date it holds for.
    pub period: Option<String>,
    /// Where, as written.
    pub place: Option<Span<Tok>>,
    /// Official code of the place.
    pub place_code: Option<&'static str>,
    /// Index of the sentence.
    pub sentence: u32,
}

/// The indicators of a document; `units` are its places resolved.
#[must_use]
pub fn indicators(
    doc: &Doc<'_>,
    mentions: &[Candidate],
    dates: &ByMention<Anchored>,
    units: &Resolved,
) -> Vec<Indicator> {
    let mut out: Vec<Indicator> = Vec::new();
    // What follows the last figure says nothing of any.
    let Some(last) = mentions.iter().rposition(|c| amount(c).is_some()) else { return out };
    let marks = Marks::of(doc.tokens.len(), mentions);
    let mut periods = Periods::default();
    let mut lists = Lists::default();
    let mut first = 0;
    for (s, sentence) in (0..).zip(doc.sentences) {
        let (mut figures, mut range) = (false, first..first);
        while let Some(c) = mentions.get(range.end).filter(|c| c.span.start < sentence.tokens.end) {
            figures |= amount(c).is_some();
            range.end += 1;
        }
        if first > last {
            break;
        }
        first = range.end;
        let kind = doc.blocks.get(sentence.block as usize).map_or(BlockKind::Paragraph, |b| b.kind);
        if matches!(kind, BlockKind::Meta | BlockKind::Boilerplate | BlockKind::Byline) {
            continue;
        }
        let clauses = Clauses { doc, within: sentence.tokens, mentions, range, figures, dates, units, marks: &marks };
        clauses.read(s, (kind, sentence.block), &mut periods, &mut lists, &mut out);
    }
    out
}

/// What is read of one sentence; its memory serves them all.
#[derive(Default)]
struct Lists<'d> {
    dates: Vec<Dated<'d>>,
    readings: Vec<Reading>,
    /// The places stated for what follows them.
    places: Vec<Span<Tok>>,
}

impl<'d> Clauses<'d, '_> {
    /// Adds the indicators of the sentence to `out`.
    fn read(
        &self,
        number: u32,
        block: (BlockKind, u32),
        periods: &mut Periods,
        lists: &mut Lists<'d>,
        out: &mut Vec<Indicator>,
    ) {
        let Lists { dates, readings, places } = lists;
        self.dated(dates);
        periods.enter(self, block, dates);
        readings.clear();
        if self.figures {
            self.readings(readings);
        }
        if readings.is_empty() {
            periods.leave_bare(self, block.0, dates);
            return;
        }
        periods.of(self, dates, readings);
        self.stated_places(places);
        let only = self.only_unit();
        for reading in readings.drain(..) {
            let place = self.place(&reading, places, only);
            out.push(Indicator {
                mention: reading.mention,
                measure: reading.measure,
                unit: reading.unit,
                change: reading.change,
                period: reading.period,
                place,
                place_code: place.and_then(|p| self.code(p)),
                sentence: number,
            });
        }
    }
}

#[cfg(test)]
mod tests;
