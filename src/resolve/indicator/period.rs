//! The period each figure holds for.
//!
//! Enters: the sentences of a document in order, with their dates and the figures read. Leaves: an ISO value for each
//! figure, or nothing. The date beside the figure comes first, then the last date before it in the sentence, then the
//! period that the paragraph speaks of, then the one the article reports on. A date that figures are compared with, that
//! belongs to a name, or that stands in brackets behind something else is no period; a single day holds for its own
//! sentence only; aims, gifts and the present state are not of the period reported on. Not done here: the value of a date
//! (that is [`anchor`](crate::resolve::anchor)).

use crate::layout::BlockKind;
use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::Kind;
use crate::resolve::indicator::measure::Reading;
use crate::resolve::indicator::sentence::{Clauses, marks};
use crate::span::{Span, Tok};

/// How many tokens behind a figure its date may stand.
const BESIDE: u32 = 12;
/// How many tokens from the beginning of a sentence a date opens it.
const OPENING: u32 = 3;
/// How many dates back the period of a figure may stand.
const FAR: usize = 64;
/// How many tokens behind a word of review the period may stand.
const REVIEWED: u32 = 30;
/// How many tokens may lie between the two figures of a change.
const PAIR: u32 = 12;
/// How many tokens back a bracket may open.
const BRACKET: u32 = 8;
/// How many tokens the name of a part may have.
const PART: u32 = 6;
/// How many blocks of an article may say what period it reports on.
const OPENING_BLOCKS: u32 = 4;

/// A date of a sentence that may be a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated<'d> {
    span: Span<Tok>,
    value: &'d str,
    /// It stands in brackets.
    bracket: bool,
    /// It begins with `trước` or `sau`: a bound, which is rarely when something was counted.
    bound: bool,
    /// It is a crop or the like, which holds for its own figures only.
    crop: bool,
    /// It is the same period of another year, named for comparison.
    compared: bool,
    /// It is the moment of an event: a day with a time.
    moment: bool,
    /// It is `đầu năm`, `cuối năm`: a level then says nothing of the whole year.
    edge: bool,
}

impl Dated<'_> {
    /// Whether it may hold for the sentences that follow.
    fn lasts(&self) -> bool {
        !self.bracket && !self.bound && !self.crop && !self.compared && stretch(self.value)
    }

    /// Whether it may hold on though it does not open its sentence.
    fn lasts_within(&self) -> bool {
        self.lasts() && !self.edge
    }
}

/// The classes of the words that [`Signs`] are.
const SIGNS: ClassSet =
    ClassSet::of(&[Class::IndicatorAward, Class::IndicatorGoal, Class::IndicatorSince, Class::IndicatorNow]);

/// Where the words stand in a sentence that say which period its figures are not of: the first of each sort.
#[derive(Debug, Default)]
struct Signs {
    award: Option<u32>,
    aim: Option<u32>,
    present: Option<u32>,
    since: Option<u32>,
    /// Quotation marks, in order.
    quotes: Vec<u32>,
}

impl Signs {
    /// One pass over a sentence, so that many figures in it cost no more.
    fn of(s: &Clauses<'_, '_>, dates: &[Dated<'_>]) -> Self {
        let mut signs = Self::default();
        let mut next = 0;
        for i in s.doc.signs(s.within) {
            while dates.get(next).is_some_and(|d| d.span.end <= i) {
                next += 1;
            }
            // All double quotes have one id.
            if s.doc.tokens[i as usize].is('"') {
                signs.quotes.push(i);
            }
            if !s.doc.classes(i).meets(&SIGNS) {
                continue;
            }
            for m in s.doc.matches.at(i as usize) {
                let slot = match m.class {
                    Class::IndicatorAward => &mut signs.award,
                    Class::IndicatorGoal => &mut signs.aim,
                    Class::IndicatorSince => &mut signs.since,
                    // đến nay within a date is part of it.
                    Class::IndicatorNow if dates.get(next).is_none_or(|d| i < d.span.start) => &mut signs.present,
                    _ => continue,
                };
                *slot = slot.or(Some(i));
            }
        }
        signs
    }

    /// Whether a word of a sort stands before `at`.
    fn before(sign: Option<u32>, at: u32) -> bool {
        sign.is_some_and(|s| s < at)
    }

    /// Whether an odd number of quotation marks stands before `at`.
    fn quoted(&self, at: u32) -> bool {
        self.quotes.partition_point(|&q| q < at) % 2 == 1
    }
}

/// Whether a value is a stretch of time and not a single day.
fn stretch(value: &str) -> bool {
    value.len() < 10 || value.contains('/')
}

/// What holds from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Periods {
    /// The period the article reports on.
    topic: Option<String>,
    /// The period in the heading above, and whether as an aim.
    section: Option<(String, bool)>,
    /// The period the paragraph speaks of, and whether as an aim.
    running: Option<(String, bool)>,
    /// What the sentence before a list said: it holds for each item anew.
    list: Option<Option<(String, bool)>>,
    /// The period that `đến nay` put aside.
    aside: Option<String>,
    block: Option<u32>,
    blocks: u32,
    /// A quotation is open in the paragraph.
    quoted: bool,
}

impl Periods {
    /// Comes to a sentence.
    pub(super) fn enter(&mut self, s: &Clauses<'_, '_>, (kind, block): (BlockKind, u32), dates: &[Dated<'_>]) {
        if self.block != Some(block) {
            self.block = Some(block);
            self.blocks += 1;
            self.quoted = false;
            if kind == BlockKind::List || s.is_item() {
                self.running = self.list.get_or_insert(self.running.take()).clone();
            } else {
                self.list = None;
                if kind != BlockKind::Caption && !s.is_part() {
                    self.running = None;
                    self.aside = None;
                }
            }
            if kind == BlockKind::Heading {
                self.section = None;
            }
        }
        if self.topic.is_none() && self.blocks <= OPENING_BLOCKS && (kind == BlockKind::Title || !s.figures) {
            self.topic = s.reviewed(dates);
        }
    }

    /// Leaves a sentence without figures: only a stretch of time at its beginning holds on.
    pub(super) fn leave_bare(&mut self, s: &Clauses<'_, '_>, kind: BlockKind, dates: &[Dated<'_>]) {
        if dates.is_empty() {
            if kind == BlockKind::Heading {
                self.section = None;
            }
            self.quoted ^= s.quotes();
            return;
        }
        let signs = Signs::of(s, dates);
        let value = |d: &Dated<'_>| (d.value.to_owned(), signs.aim.is_some());
        if kind == BlockKind::Heading {
            self.section = dates.iter().find(|d| d.lasts()).map(value);
        } else if let Some(d) = dates.iter().find(|d| d.lasts() && s.opens(d)) {
            self.running = Some(value(d));
        }
        self.quoted ^= signs.quoted(s.within.end);
    }

    /// Fills in the periods of the figures of a sentence.
    pub(super) fn of(&mut self, s: &Clauses<'_, '_>, dates: &[Dated<'_>], readings: &mut [Reading]) {
        let signs = Signs::of(s, dates);
        let mut told: Option<&str> = None;
        let mut contrast = false;
        let mut lasting: Option<&Dated<'_>> = None;
        for n in 0..readings.len() {
            let reading = &readings[n];
            let figure = s.mentions[reading.mention].span;
            let near = |a: &Reading, b: &Reading| {
                let gap = s.mentions[b.mention].span.start.saturating_sub(s.mentions[a.mention].span.end);
                a.subject.from && b.subject.to && gap <= PAIR
            };
            let first = readings.get(n + 1).is_some_and(|next| near(reading, next));
            let second = n > 0 && near(&readings[n - 1], reading);
            let left = s.before(dates, figure, second.then(|| s.mentions[readings[n - 1].mention].span.start));
            let level = reading.subject.verb;
            let stated = s.beside(dates, figure, left.is_some()).or(left.filter(|_| !first));
            let stated = stated.filter(|d| !d.moment || level);
            if let Some(d) = stated {
                contrast |= told.is_some_and(|last| last != d.value);
                told = Some(d.value);
                lasting = Some(d).filter(|d| d.lasts_within()).or(lasting);
            }
            readings[n].period = match stated {
                Some(d) if s.same_period(figure.start) => shifted(d.value, -1),
                Some(d) => Some(d.value.to_owned()),
                None if first => None,
                None => self.context(s, &signs, dates, figure),
            };
        }
        self.leave(s, &signs, dates, lasting.filter(|_| !contrast));
    }

    /// What the paragraph or the article says of a figure beside which no date stands.
    fn context(&self, s: &Clauses<'_, '_>, signs: &Signs, dates: &[Dated<'_>], figure: Span<Tok>) -> Option<String> {
        // tăng 8% so với cùng kỳ năm trước: this year's period is a year after the one compared with.
        let behind = &dates[dates.partition_point(|d| d.span.start < figure.end)..];
        let near = behind.iter().take_while(|d| d.span.start - figure.end <= BESIDE);
        if let Some(d) = near.into_iter().find(|d| d.compared) {
            return self.aside.clone().or_else(|| shifted(d.value, 1));
        }
        let quoted = self.quoted ^ signs.quoted(figure.start);
        let at = figure.start;
        if quoted || Signs::before(signs.award, at) || Signs::before(signs.present, at) {
            return None;
        }
        let aims = Signs::before(signs.aim, at);
        let held = match self.running.as_ref().or(self.section.as_ref()) {
            Some((value, aim)) if *aim || !aims => Some(value.as_str()),
            Some(_) => None,
            None => self.topic.as_deref().filter(|_| !aims),
        };
        if Signs::before(signs.since, at) {
            let start = held.filter(|v| !v.contains('/'))?;
            return Some(format!("{start}/.."));
        }
        held.and_then(|v| if s.same_period(figure.start) { shifted(v, -1) } else { Some(v.to_owned()) })
    }

    /// Leaves a sentence with figures; `lasting` is the date that may hold on.
    fn leave(&mut self, s: &Clauses<'_, '_>, signs: &Signs, dates: &[Dated<'_>], lasting: Option<&Dated<'_>>) {
        if signs.present.is_some() {
            self.aside = self.running.take().map(|(value, _)| value).or(self.aside.take());
        }
        let opener = dates.iter().find(|d| d.lasts() && s.opens(d));
        if let Some(d) = opener.or(lasting) {
            self.running = Some((d.value.to_owned(), signs.aim.is_some()));
        }
        self.quoted ^= signs.quoted(s.within.end);
    }
}

impl<'d> Clauses<'d, '_> {
    /// Fills in the dates of the sentence that may be periods.
    pub(super) fn dated(&self, out: &mut Vec<Dated<'d>>) {
        out.clear();
        for (n, c) in self.here().filter(|(_, c)| c.kind == Kind::Date) {
            let Some(value) = self.dates.get(n).and_then(|d| d.value.as_deref()) else { continue };
            let at = c.span.start;
            let same = c.rule == "date/same-period";
            let against = self.ends(at, Class::IndicatorCompared).is_some();
            if against && !same || self.belongs(c.span, value) {
                continue;
            }
            let bound = self
                .phrase(at, Class::DateOpener)
                .is_some_and(|m| matches!(&*self.doc.row(&m).value, "before" | "after"));
            let bracket = self.bracketed(at);
            let crop = matches!(c.rule, "date/crop" | "date/season");
            let edge = c.rule == "date/edge-of-year";
            let moment = value.contains('T') && !value.contains('/');
            out.push(Dated { span: c.span, value, bracket, bound, crop, compared: same, moment, edge });
        }
    }

    /// Whether an odd number of quotation marks stands in the sentence.
    fn quotes(&self) -> bool {
        self.doc.signs(self.within).filter(|&i| self.doc.tokens[i as usize].is('"')).count() % 2 == 1
    }

    /// Whether a date belongs to a name or a thing: `Nghị định 116 ngày 5/6/2020`, `sinh năm 1971`.
    fn belongs(&self, date: Span<Tok>, value: &str) -> bool {
        let named = self.near(date.start).any(|(_, c)| {
            let holds = matches!(c.kind, Kind::Document | Kind::Programme | Kind::Organisation);
            let before = c.span.end == date.start
                && (c.kind == Kind::Document || c.kind == Kind::Programme && value.contains('/'));
            holds && c.span.contains(date) && c.span != date || before
        });
        // thành lập vào năm 2003: a word may stand between.
        let near = |at: u32| self.ends(at, Class::IndicatorAttribute).is_some();
        named
            || near(date.start)
            || date.start > self.within.start + 1 && near(date.start - 1)
            || self.told(date, value)
    }

    /// Whether a day is that of a statement: `ngày 25/4 cho biết …`.
    fn told(&self, date: Span<Tok>, value: &str) -> bool {
        !stretch(value) && self.phrase(date.end, Class::IndicatorSpeech).is_some()
    }

    /// Whether a token stands in brackets that opened shortly before.
    fn bracketed(&self, at: u32) -> bool {
        let low = self.within.start.max(at.saturating_sub(BRACKET));
        (low..at).rev().find(|&i| self.is(i, marks!['(', ')'])).is_some_and(|i| self.is(i, marks!['(']))
    }

    /// Whether a date opens the sentence.
    fn opens(&self, d: &Dated<'_>) -> bool {
        d.span.start - self.within.start <= OPENING
    }

    /// The last date before a figure that may be its period; the second figure of a change looks only behind the first.
    fn before<'t>(&self, dates: &'t [Dated<'d>], figure: Span<Tok>, pair: Option<u32>) -> Option<&'t Dated<'d>> {
        let until = dates.partition_point(|d| d.span.end <= figure.start);
        let mut before = dates[..until].iter().rev().take(FAR).filter(|d| !d.bracket && !d.bound && !d.compared);
        match pair {
            None => before.next(),
            // The earlier value has its own date: the later takes what opens the sentence.
            Some(first) => {
                let last = before.next()?;
                if last.span.start < first && self.opens(last) { Some(last) } else { before.find(|d| self.opens(d)) }
            }
        }
    }

    /// The date behind a figure in its clause: `120 căn nhà trong năm 2023`, `9,8% (cuối năm 2022)`.
    fn beside<'t>(&self, dates: &'t [Dated<'d>], figure: Span<Tok>, other: bool) -> Option<&'t Dated<'d>> {
        let from = dates.partition_point(|d| d.span.start < figure.end);
        let d = dates.get(from).filter(|d| d.span.start <= figure.end + BESIDE && !d.bound && !d.compared)?;
        let between = figure.end..d.span.start;
        if d.bracket {
            let open = between.clone().find(|&i| self.is(i, marks!['(']))?;
            return (open <= figure.end + 3 && !self.interrupted(figure.end..open)).then_some(d);
        }
        let refers = between.clone().any(|i| self.phrase(i, Class::IndicatorReference).is_some());
        (!(self.interrupted(between) || refers && other)).then_some(d)
    }

    /// Whether another figure, a mark or a turn of the clause stands in a run of tokens.
    fn interrupted(&self, mut run: std::ops::Range<u32>) -> bool {
        run.any(|i| {
            self.marks.figure_begins(i)
                || self.is(i, marks![',', ';', ':', '.', '!', '?', '(', ')'])
                || self.phrase(i, Class::IndicatorTurn).is_some()
        })
    }

    /// Whether a word of `class` stands in the sentence before `until`, outside of dates and figures.
    fn said(&self, class: Class, until: u32) -> bool {
        (self.within.start..until.min(self.within.end)).any(|i| self.phrase(i, class).is_some())
    }

    /// Whether `cùng kỳ` is the subject of the figure that begins at `at`: `cùng kỳ đạt 38,5%`.
    fn same_period(&self, at: u32) -> bool {
        let mut at = at;
        while let Some(m) = self.ends(at, Class::IndicatorVerb).filter(|m| m.start >= self.within.start) {
            let row = self.doc.row(&m);
            if row.value.as_ref() == "same" {
                return m.start == self.within.start || self.is(m.start - 1, marks![',', ';', '(']);
            }
            at = m.start;
        }
        false
    }

    /// Whether a paragraph is an item of a list by its mark.
    fn is_item(&self) -> bool {
        self.doc.tokens.get(self.within.start as usize).is_some_and(|t| t.is('-') || t.is('+') || t.is('•'))
    }

    /// Whether a paragraph is a part of what the one before it reports, by a short name with a colon: `Về nhà ở: 31 nhà …`.
    fn is_part(&self) -> bool {
        let low = self.within.start;
        let Some(colon) = (low..self.within.end.min(low + PART)).find(|&i| self.is(i, marks![':', ',', '(', '"']))
        else {
            return false;
        };
        let speaker = || self.here().any(|(_, c)| c.kind == Kind::Person && c.span.start < colon);
        self.is(colon, marks![':']) && !self.said(Class::IndicatorOpen, colon) && !speaker()
    }

    /// The period that the article reports on: `Hội nghị tổng kết công tác năm 2023`.
    fn reviewed(&self, dates: &[Dated<'_>]) -> Option<String> {
        if dates.is_empty() {
            return None;
        }
        let at = self.doc.signs(self.within).find(|&i| self.phrase(i, Class::IndicatorReview).is_some())?;
        let d = dates.iter().find(|d| d.span.start > at && d.span.start <= at + REVIEWED && d.lasts())?;
        // Years of a plan or a term are no period of a report.
        let years = d.value.len() == 9 && d.value.as_bytes()[4] == b'/';
        (!years && !d.value.ends_with("..")).then(|| d.value.to_owned())
    }
}

/// An ISO value moved by whole years; `None` where it holds no year.
///
/// The last day of February stays one.
fn shifted(value: &str, by: i16) -> Option<String> {
    let end = |part: &str| -> Option<String> {
        if part == ".." {
            return Some(part.to_owned());
        }
        let year: i16 = part.get(..4)?.parse().ok()?;
        let rest = &part[4..];
        let rest = if rest.starts_with("-02-29") { rest.replacen("-02-29", "-02-28", 1) } else { rest.to_owned() };
        Some(format!("{:04}{rest}", year.checked_add(by)?))
    };
    let parts: Option<Vec<String>> = value.split('/').map(end).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::shifted;

    #[test]
    fn years_are_shifted_at_both_ends() {
        for (value, by, want) in [
            ("2024", -1, "2023"),
            ("2024-H1", -1, "2023-H1"),
            ("../2024-06-30", -1, "../2023-06-30"),
            ("2023-01/2023-09", 1, "2024-01/2024-09"),
            ("2024-02-29", -1, "2023-02-28"),
        ] {
            assert_eq!(shifted(value, by).as_deref(), Some(want));
        }
        assert_eq!(shifted("199X", -1), None);
    }
}
