//! What a text has named so far, and whether it looks back or forward.
//!
//! Enters: resolved mentions in order. Leaves: the day, month, year and period that later words refer to (`cùng ngày`,
//! `ngày 15`, `cùng kỳ`). Not done here: the resolving itself (that is [`super::resolve`]).

use jiff::civil::Date;

use crate::layout::BlockKind;
use crate::lexicon::class::Class;
use crate::recognise::date::value::{DateExpr, Month, Year};
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::resolve::anchor::iso::Iso;
use crate::span::{Span, Tok};

/// How far before and after a date the words that set its tense may stand, in tokens.
const BEFORE: u32 = 12;
const AFTER: u32 = 3;
/// How far from the beginning of its sentence a year may stand to head it: `Trong năm 2023, …`.
const HEADING: u32 = 2;

/// Where a date lies, seen from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// `vừa qua` within the mention.
    SurelyPast,
    Past,
    Open,
    Future,
    /// `tới` within the mention.
    SurelyFuture,
}

/// The memory of one document.
pub(super) struct Context<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    /// The day everything is seen from.
    pub(super) base: Option<Date>,
    /// Whether `base` was given, not read from the text.
    pub(super) given: bool,
    sentence: usize,
    block: u32,
    /// A year named in the sentence before the present mention.
    pub(super) sentence_year: Option<i16>,
    /// A day named with its year in the sentence.
    pub(super) sentence_day: Option<Date>,
    /// The year that heads the paragraph.
    pub(super) heading_year: Option<i16>,
    /// The last year that anything named in the paragraph lies in.
    pub(super) told_year: Option<i16>,
    /// The last year that anything named in the document lies in.
    pub(super) last_year: Option<i16>,
    pub(super) last_day: Option<Date>,
    /// The last day or month named in the paragraph.
    pub(super) last_month: Option<(i16, i8)>,
    /// The last period shorter than a year, and its block.
    period: Option<(u32, Iso)>,
    /// The last year as a period, and its block.
    year_period: Option<(u32, Iso)>,
}

impl<'d, 'a> Context<'d, 'a> {
    pub(super) fn new(doc: &'d Doc<'a>, base: Option<Date>, given: bool) -> Self {
        Self {
            doc,
            base,
            given,
            sentence: usize::MAX,
            block: u32::MAX,
            sentence_year: None,
            sentence_day: None,
            heading_year: None,
            told_year: None,
            last_year: None,
            last_day: None,
            last_month: None,
            period: None,
            year_period: None,
        }
    }

    /// Comes to a mention: what held for an earlier sentence or paragraph is forgotten.
    pub(super) fn enter(&mut self, span: Span<Tok>) {
        let sentence = self.doc.sentence_of(span.start);
        if sentence != self.sentence {
            self.sentence = sentence;
            self.sentence_year = None;
            self.sentence_day = None;
        }
        let block = self.doc.sentences.get(sentence).map_or(0, |s| s.block);
        if block != self.block {
            self.block = block;
            self.heading_year = None;
            self.told_year = None;
            self.last_month = None;
        }
    }

    fn sentence_tokens(&self, at: u32) -> Span<Tok> {
        self.doc.sentences.get(self.doc.sentence_of(at)).map_or(Span::new(0, 0), |s| s.tokens)
    }

    fn any(&self, range: std::ops::Range<u32>, class: Class) -> bool {
        range.into_iter().any(|i| self.doc.phrase(i, class).is_some())
    }

    /// The tense of a mention.
    pub(super) fn tense(&self, span: Span<Tok>) -> Tense {
        for i in (span.start..span.end).rev().take(3) {
            if let Some(m) = self.doc.phrase(i, Class::DateNear)
                && m.span().end == span.end
                && i > span.start
            {
                return match &*self.doc.row(&m).value {
                    "past" => Tense::SurelyPast,
                    "future" => Tense::SurelyFuture,
                    _ => Tense::Open,
                };
            }
        }
        if self.looks_forward(span) {
            return Tense::Future;
        }
        let sentence = self.sentence_tokens(span.start);
        let from = sentence.start.max(span.start.saturating_sub(BEFORE));
        if self.any(from..span.start, Class::DatePast)
            || self.any(span.end..sentence.end.min(span.end + BEFORE), Class::DatePast)
        {
            return Tense::Past;
        }
        Tense::Open
    }

    /// Whether words near the mention put it in the future: `dự kiến`, `sẽ`.
    pub(super) fn looks_forward(&self, span: Span<Tok>) -> bool {
        let sentence = self.sentence_tokens(span.start);
        let from = sentence.start.max(span.start.saturating_sub(BEFORE));
        self.any(from..span.start, Class::DateFuture)
            || self.any(span.end..sentence.end.min(span.end + AFTER), Class::DateFuture)
    }

    /// Whether a comma or `và` stands at `at`.
    pub(super) fn joins(&self, at: u32) -> bool {
        self.doc.tokens[at as usize].is(',') || self.doc.phrase(at, Class::DateAnd).is_some()
    }

    /// Whether something is compared with the mention: `so với tháng trước`.
    pub(super) fn compared(&self, span: Span<Tok>) -> bool {
        ends(self.doc, self.sentence_tokens(span.start), span.start, Class::DateCompare).is_some()
    }

    /// The quarter before the one that the paragraph named last.
    pub(super) fn quarter_before(&self) -> Option<Iso> {
        match self.period.as_ref().filter(|p| p.0 == self.block)?.1 {
            Iso::Quarter(y, 1) => Some(Iso::Quarter(y - 1, 4)),
            Iso::Quarter(y, q) => Some(Iso::Quarter(y, q - 1)),
            _ => None,
        }
    }

    /// Whether the date belongs to a document named by its number: `Quyết định 12/QĐ-UBND ngày 5/3`.
    pub(super) fn of_document(&self, span: Span<Tok>) -> bool {
        let sentence = self.sentence_tokens(span.start);
        if span.start < sentence.start + 2 {
            return false;
        }
        let (tail, dash) = (&self.doc.tokens[span.start as usize - 1], &self.doc.tokens[span.start as usize - 2]);
        !tail.spaced && (tail.is_upper() || tail.is_number()) && (dash.is('-') || dash.is('/') || dash.is_upper())
    }

    /// Keeps what the mention named for the words that refer to it.
    pub(super) fn remember(&mut self, expr: &DateExpr, value: &Iso, span: Span<Tok>) {
        if matches!(expr, DateExpr::SamePeriod(_)) {
            return;
        }
        let kind = self.doc.blocks.get(self.block as usize).map(|b| b.kind);
        let aside = matches!(kind, Some(BlockKind::Meta | BlockKind::Byline | BlockKind::Boilerplate));
        let document = self.of_document(span);
        if aside || document {
            return;
        }
        let told = matches!(expr.year(), Year::Known(_) | Year::Now(_) | Year::Told(_));
        match value {
            Iso::Day(day, _) => {
                self.last_day = Some(*day);
                self.last_month = Some((day.year(), day.month()));
                if told {
                    self.sentence_day = Some(*day);
                }
            }
            Iso::Month(y, m) => self.last_month = Some((*y, *m)),
            _ => {}
        }
        let pointed = !matches!(value, Iso::Interval(..) | Iso::Decade(_)) || matches!(expr, DateExpr::Months { .. });
        if let Some(year) = value.year().filter(|_| pointed) {
            self.told_year = Some(year);
            self.last_year = Some(year);
            if told {
                self.sentence_year = Some(year);
                let first = self.sentence_tokens(span.start).start;
                let whole = expr.point().is_none_or(|p| p.month == Month::Missing);
                if whole && span.start <= first + HEADING && !matches!(expr, DateExpr::Lunar { .. }) {
                    self.heading_year = Some(year);
                }
            }
        }
        let place = (self.block, value.clone());
        match value {
            Iso::Year(_) => self.year_period = Some(place),
            // `từ đầu năm đến nay` is compared as a year.
            Iso::Interval(Some(start), None) if matches!(**start, Iso::Year(_)) => {
                self.period = Some((self.block, (**start).clone()))
            }
            Iso::Interval(None, Some(end)) if matches!(**end, Iso::Year(_)) => {}
            Iso::Interval(Some(start), Some(_)) if matches!(**start, Iso::Year(_)) => {}
            Iso::Day(..) | Iso::Decade(_) => {}
            _ => self.period = Some(place),
        }
    }

    /// The period that `cùng kỳ` compares with: the last one of the paragraph, the shorter before the year.
    pub(super) fn period(&self) -> Option<&Iso> {
        let here = |p: &&(u32, Iso)| p.0 == self.block;
        let sub = self.period.as_ref();
        let year = self.year_period.as_ref();
        sub.filter(here).or(year.filter(here)).or(sub).or(year).map(|p| &p.1)
    }
}
