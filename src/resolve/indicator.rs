//! Figures to indicators: what each of them measures, when and where.
//!
//! Enters: the mentions kept for a document, with the values of its dates. Leaves: an [`Indicator`] for each share, amount
//! of money or quantity that measures something. A counted noun is its own measure (`34 giải thể thao`); for the others
//! it is the subject left of the verb (`tỷ lệ hộ nghèo còn 5,2%`), or the phrase to the right (`90% hộ đạt danh hiệu`).
//! A figure without a subject of its own takes that of the figure before it (`…, tăng 9,12%`).
//! Not done here: ages, page views, counts of steps and sides, which measure nothing.

use crate::layout::BlockKind;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::recognise::{Kind, Value};
use crate::resolve::anchor::Anchored;
use crate::span::{Span, Tok};
use crate::value::{Amount, Figure};

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
    /// Index of the sentence.
    pub sentence: u32,
}

/// Most tokens a measure may have.
const LONGEST: u32 = 18;

/// The indicators of a document; `dates` is parallel to `mentions`.
#[must_use]
pub fn indicators(doc: &Doc<'_>, mentions: &[Candidate], dates: &[Option<Anchored>]) -> Vec<Indicator> {
    let mut out: Vec<Indicator> = Vec::new();
    let mut first = 0;
    let mut paragraph = Paragraph::default();
    for (s, sentence) in doc.sentences.iter().enumerate() {
        while mentions.get(first).is_some_and(|c| c.span.start < sentence.tokens.start) {
            first += 1;
        }
        let count = mentions[first..].partition_point(|c| c.span.start < sentence.tokens.end);
        let range = first..first + count;
        first = range.end;
        let kind = doc.blocks.get(sentence.block as usize).map_or(BlockKind::Paragraph, |b| b.kind);
        if matches!(kind, BlockKind::Meta | BlockKind::Boilerplate | BlockKind::Byline) {
            continue;
        }
        // A period holds for its paragraph, and for the list under it.
        if paragraph.block != Some(sentence.block) {
            if kind == BlockKind::Paragraph || kind == BlockKind::Lead {
                let list = doc
                    .text_of(sentence.tokens.start.min(doc.tokens.len() as u32 - 1))
                    .starts_with(['-', '+', '–', '•']);
                if !list {
                    paragraph.period = None;
                }
            }
            paragraph.block = Some(sentence.block);
        }
        let clause = Clauses { doc, within: sentence.tokens, mentions, range, dates };
        clause.read(s as u32, &mut paragraph, &mut out);
    }
    out
}

/// What a paragraph hands on from sentence to sentence.
#[derive(Debug, Default)]
struct Paragraph {
    block: Option<u32>,
    period: Option<String>,
}

/// The subject of a figure.
#[derive(Debug, Clone, Copy, Default)]
struct Subject {
    span: Option<Span<Tok>>,
    change: Option<&'static str>,
    /// A verb that states a level or change stands right before the figure.
    verb: bool,
    /// A colon stands there.
    colon: bool,
}

/// One sentence with its mentions.
struct Clauses<'d, 'a> {
    doc: &'d Doc<'a>,
    within: Span<Tok>,
    mentions: &'d [Candidate],
    range: std::ops::Range<usize>,
    dates: &'d [Option<Anchored>],
}

fn amount(c: &Candidate) -> Option<&Amount> {
    match &c.value {
        Value::Percent(a) | Value::Money(a) | Value::Quantity(a) => Some(a),
        _ => None,
    }
}

impl Clauses<'_, '_> {
    fn here(&self) -> impl Iterator<Item = (usize, &Candidate)> {
        self.range.clone().map(|i| (i, &self.mentions[i]))
    }

    fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at >= self.within.end {
            None
        } else {
            self.doc.phrase(at, class).filter(|m| m.span().end <= self.within.end)
        }
    }

    fn is(&self, at: u32, marks: &[char]) -> bool {
        at >= self.within.start && at < self.within.end && marks.iter().any(|&c| self.doc.tokens[at as usize].is(c))
    }

    fn read(&self, sentence: u32, paragraph: &mut Paragraph, out: &mut Vec<Indicator>) {
        let mut last: Option<(Span<Tok>, u32, String)> = None;
        let own = self.sentence_period();
        for (i, c) in self.here() {
            let Some(amount) = amount(c) else { continue };
            if &*amount.unit == "tuổi" || amount.unit.ends_with(" tuổi") || c.rule == "quantity/views" {
                continue;
            }
            let subject = self.subject(c.span.start);
            let counted = c.kind == Kind::Quantity && amount.unit.is_empty();
            let right = self.right(c.span.end, c.kind == Kind::Percent);
            let mut change = subject.change;
            let mut unit = amount.unit.to_string();
            let measure;
            if counted {
                let noun = self.phrase(c.span.end, Class::QuantityNoun);
                unit = match noun {
                    Some(m) if !self.doc.row(&m).value.is_empty() => self.doc.row(&m).value.to_string(),
                    Some(m) => self.doc.slice(m.span()).to_string(),
                    None => right.map_or(String::new(), |r| self.doc.text_of(r.start).to_string()),
                };
                if self.aimless(c, amount, right) {
                    continue;
                }
                let scant = right.is_some_and(|r| {
                    self.phrase(r.start, Class::IndicatorScant).is_some_and(|m| m.span().end == r.end)
                });
                let stated = subject.colon || subject.verb || subject.span.is_some_and(|s| self.heads(s));
                measure = if scant && change.is_some() && last.as_ref().is_some_and(|l| l.2 == unit) {
                    last.as_ref().map(|l| l.0)
                } else if scant && stated && subject.span.is_some_and(|s| !self.area_only(s)) {
                    subject.span
                } else {
                    right.or(subject.span)
                };
            } else {
                let refers = self.phrase(c.span.end, Class::IndicatorReference).is_some();
                let stated = subject.verb && (subject.span.is_some() || last.is_some()) || subject.colon;
                let beside = self.beside(c, last.as_ref());
                if c.kind == Kind::Percent && beside {
                    measure = last.as_ref().map(|l| l.0);
                } else if let Some(r) = right.filter(|_| !refers && !stated) {
                    measure = Some(r);
                } else if subject.span.is_none() {
                    measure = last.as_ref().map(|l| l.0).or(right);
                } else {
                    measure = subject.span;
                }
            }
            if matches!(amount.figure, Figure::Ratio(..)) {
                change = None;
            }
            let Some(span) = measure.filter(|s| !s.is_empty()) else { continue };
            let period = self.period(c, own.as_ref()).or_else(|| paragraph.period.clone());
            out.push(Indicator {
                mention: i,
                measure: self.doc.slice(span).to_string(),
                unit: unit.clone(),
                change,
                period,
                place: self.place(c.span.start),
                sentence,
            });
            last = Some((span, c.span.end, unit));
        }
        if let Some((value, true)) = own {
            paragraph.period = Some(value);
        }
    }

    /// Whether a count measures nothing: sides, steps, words that point back.
    fn aimless(&self, c: &Candidate, amount: &Amount, right: Option<Span<Tok>>) -> bool {
        let small = matches!(amount.figure, Figure::One(x) if x <= 10.0);
        let words = self.doc.tokens[c.span.end as usize - 1].is_word();
        if small && words && !matches!(amount.figure, Figure::One(x) if x < 1.0) {
            return true;
        }
        let Some(r) = right else { return !matches!(amount.figure, Figure::One(x) if x > 100.0) };
        if small
            && self.phrase(r.start, Class::IndicatorAbstract).is_some_and(|m| {
                m.span().end >= r.start + 1 && {
                    self.phrase(r.start, Class::QuantityNoun).is_none_or(|n| n.len <= m.len)
                }
            })
        {
            return true;
        }
        (r.start..r.end.min(self.within.end - 1) + 1).any(|at| {
            self.phrase(at, Class::IndicatorAnaphor)
                .is_some_and(|m| m.len > 1 || at == r.end && self.doc.text_of(at) == "này")
        })
    }

    /// Whether a subject begins with a word of measure (`tổng`, `số`, `tỷ lệ`).
    fn heads(&self, s: Span<Tok>) -> bool {
        self.phrase(s.start, Class::IndicatorPlural).is_some() || self.phrase(s.start, Class::QuantityHalfOf).is_some()
    }

    /// Whether a subject is only the name of an area: `Toàn xã`.
    fn area_only(&self, s: Span<Tok>) -> bool {
        let mut at = s.start;
        if let Some(m) = self.phrase(at, Class::IndicatorWhole) {
            at = m.span().end;
        }
        if let Some(m) = self.phrase(at, Class::IndicatorArea) {
            at = m.span().end;
        }
        at >= s.end
            || self.here().any(|(_, c)| {
                matches!(c.kind, Kind::Place | Kind::Organisation) && c.span.start <= at && s.end <= c.span.end
            })
    }

    /// Whether a share stands in brackets right after another figure's phrase: `38/49 trường (77,55%)`.
    fn beside(&self, c: &Candidate, last: Option<&(Span<Tok>, u32, String)>) -> bool {
        self.is(c.span.start.wrapping_sub(1), &['('])
            && self.is(c.span.end, &[')'])
            && last.is_some_and(|l| l.0.end == c.span.start - 1)
    }

    /// Start of a figure or date at `at`.
    fn blocked(&self, at: u32) -> bool {
        self.here().any(|(_, c)| {
            c.span.start == at
                && matches!(c.kind, Kind::Percent | Kind::Money | Kind::Quantity | Kind::Date | Kind::Duration)
        })
    }

    /// The noun phrase that begins at `from`.
    fn right(&self, from: u32, share: bool) -> Option<Span<Tok>> {
        let first = self.doc.tokens.get(from as usize).filter(|_| from < self.within.end)?;
        if !first.is_word() || self.blocked(from) {
            return None;
        }
        let noun = self.phrase(from, Class::QuantityNoun).is_some();
        let plural = self.phrase(from, Class::IndicatorPlural).is_some() && share;
        if !noun
            && !plural
            && (self.phrase(from, Class::QuantityStop).is_some() || self.phrase(from, Class::IndicatorStop).is_some())
        {
            return None;
        }
        let (mut at, mut joint, mut quoted) = (from, None, false);
        let stop = self.within.end.min(from + LONGEST);
        let mut cut = false;
        while at < stop {
            let token = &self.doc.tokens[at as usize];
            if token.is('"') {
                quoted = !quoted;
                at += 1;
                continue;
            }
            if quoted {
                at += 1;
                continue;
            }
            if self.blocked(at) {
                cut = true;
                break;
            }
            if self.is(at, &[',', ';', '.', '(', ')', ':', '!', '?', '/', '['])
                || token.is('-') && token.spaced && at + 1 < stop && self.doc.tokens[at as usize + 1].spaced
            {
                break;
            }
            if at > from
                && let Some(m) = self.phrase(at, Class::IndicatorStop)
            {
                if &*self.doc.row(&m).value == "hard" {
                    break;
                }
                joint = Some(at);
            }
            at += 1;
        }
        // What leads to the next figure is not part of the phrase: … và kết nạp 35 đoàn viên.
        if cut && let Some(j) = joint.filter(|j| at - j <= 4) {
            at = j;
        }
        while at > from + 1 && ends(self.doc, self.within, at, Class::IndicatorStop).is_some_and(|m| m.start > from) {
            at = ends(self.doc, self.within, at, Class::IndicatorStop).map_or(at - 1, |m| m.start);
        }
        (at > from).then_some(Span::new(from, at))
    }

    /// The mention of one of `kinds` that ends at `at`.
    fn ending(&self, at: u32, kinds: &[Kind]) -> Option<&Candidate> {
        self.here().map(|(_, c)| c).find(|c| c.span.end == at && kinds.contains(&c.kind))
    }

    /// The subject to the left of the figure that begins at `from`.
    fn subject(&self, from: u32) -> Subject {
        let mut subject = Subject::default();
        let start = self.within.start;
        let mut at = from;
        // Verbs, comparators, dates and brackets between subject and figure.
        while at > start {
            if let Some(m) = ends(self.doc, self.within, at, Class::IndicatorVerb).filter(|m| m.start >= start) {
                if !subject.verb {
                    match &*self.doc.row(&m).value {
                        "up" => subject.change = Some("up"),
                        "down" => subject.change = Some("down"),
                        _ => {}
                    }
                }
                subject.verb = true;
                at = m.start;
            } else if let Some(m) = ends(self.doc, self.within, at, Class::NumberCmp).filter(|m| m.start >= start) {
                at = m.start;
            } else if let Some(c) = self.ending(at, &[Kind::Date]) {
                at = c.span.start;
            } else if self.is(at - 1, &[')']) {
                let open = (start..at).rev().find(|&i| self.is(i, &['(']));
                match open {
                    Some(open)
                        if !self.here().any(|(_, c)| amount(c).is_some() && c.span.start > open && c.span.end < at) =>
                    {
                        at = open
                    }
                    _ => break,
                }
            } else if self.is(at - 1, &[':']) && !subject.colon && at - 1 > start {
                subject.colon = true;
                at -= 1;
            } else if self.is(at - 1, &['(']) && at - 1 > start {
                at -= 1;
            } else {
                break;
            }
        }
        let end = at;
        // To the break of the clause.
        while at > start {
            let before = at - 1;
            if self.here().any(|(_, c)| c.span.end == at && amount(c).is_some()) {
                break;
            }
            if self.is(before, &[';', ':', '.', '(', ')', '!', '?'])
                || self.doc.tokens[before as usize].is('-') && at == start + 1
            {
                break;
            }
            if self.is(before, &[',']) {
                let short = end - at <= 2 && end > at;
                let lower = before > start && {
                    let t = &self.doc.tokens[before as usize - 1];
                    t.is_word()
                        && !self
                            .here()
                            .any(|(_, c)| c.span.end == before && (amount(c).is_some() || c.kind == Kind::Date))
                };
                if !(short && lower) {
                    break;
                }
            }
            at -= 1;
        }
        let mut span = Span::new(at, end);
        // Inside the clause the subject begins after the last word that opens it.
        for i in (span.start..span.end).rev() {
            if let Some(m) = self.phrase(i, Class::IndicatorOpen).filter(|m| m.span().end < span.end) {
                span.start = m.span().end;
                break;
            }
        }
        self.strip(&mut span);
        if subject.change.is_none()
            && !subject.verb
            && let Some(m) = self.phrase(span.start, Class::IndicatorVerb).filter(|m| m.span().end <= span.end)
        {
            subject.change = match &*self.doc.row(&m).value {
                "up" => Some("up"),
                "down" => Some("down"),
                _ => None,
            };
        }
        if span.end > span.start + LONGEST {
            span.start = span.end - LONGEST;
        }
        let reference = self.phrase(span.start, Class::IndicatorReference).is_some_and(|m| m.span().end >= span.end);
        if !span.is_empty() && !reference {
            subject.span = Some(span);
        }
        subject
    }

    /// Takes connectives, dates and marks off the beginning, and verbs off the end.
    fn strip(&self, span: &mut Span<Tok>) {
        loop {
            let at = span.start;
            if at >= span.end {
                return;
            }
            let date = self.here().find(|(_, c)| c.span.start == at && c.kind == Kind::Date).map(|(_, c)| c.span.end);
            let lead = self.phrase(at, Class::IndicatorLead).map(|m| m.span().end);
            let token = &self.doc.tokens[at as usize];
            let mark = (!token.is_word() && !token.is_number() && !token.is('"')).then_some(at + 1);
            match date.or(lead).or(mark) {
                Some(next) if next <= span.end => span.start = next,
                _ => break,
            }
        }
        while span.end > span.start {
            if let Some(c) = self.ending(span.end, &[Kind::Date]).filter(|c| c.span.start > span.start) {
                span.end = c.span.start;
            } else if let Some(m) =
                ends(self.doc, self.within, span.end, Class::IndicatorLead).filter(|m| m.start > span.start)
            {
                span.end = m.start;
            } else {
                break;
            }
        }
    }

    /// The ISO value of date mention `i`, unless it is what the figure is compared with.
    fn value(&self, i: usize) -> Option<&str> {
        let at = self.mentions[i].span.start;
        let compared = ends(self.doc, self.within, at, Class::IndicatorReference).is_some()
            || self.phrase(at, Class::IndicatorReference).is_some();
        if compared { None } else { self.dates.get(i)?.as_ref()?.value.as_deref() }
    }

    /// The period of the sentence, and whether it may hold for those that follow (a single day does not).
    fn sentence_period(&self) -> Option<(String, bool)> {
        let (i, _) = self.here().find(|(i, c)| c.kind == Kind::Date && self.value(*i).is_some())?;
        let value = self.value(i)?;
        Some((value.to_string(), value.len() < 10 || value.contains('/')))
    }

    /// The period of one figure: a date right after it, the last date before it, else that of the sentence.
    fn period(&self, c: &Candidate, own: Option<&(String, bool)>) -> Option<String> {
        let after = self.here().find(|(i, d)| {
            d.kind == Kind::Date
                && d.span.start >= c.span.end
                && d.span.start <= c.span.end + 2
                && self.value(*i).is_some()
                && {
                    (c.span.end..d.span.start)
                        .all(|at| self.is(at, &['(']) || self.phrase(at, Class::IndicatorStop).is_some())
                }
        });
        let before = self
            .here()
            .filter(|(i, d)| d.kind == Kind::Date && d.span.end <= c.span.start && self.value(*i).is_some())
            .last();
        let (i, _) = after.or(before).or_else(|| None)?;
        self.value(i).map(str::to_string).or_else(|| own.map(|o| o.0.clone()))
    }

    /// The place stated before token `end`: `Toàn huyện`, or a place that opens the clause or follows `tại`, `ở`.
    fn place(&self, end: u32) -> Option<String> {
        let mut found = None;
        for at in self.within.start..end {
            if let Some(w) = self.phrase(at, Class::IndicatorWhole)
                && let Some(a) = self.phrase(w.span().end, Class::IndicatorArea)
                && !self.here().any(|(_, c)| c.kind == Kind::Place && c.span.start == w.span().end)
            {
                let whole = &*self.doc.row(&w).form != "trên địa bàn";
                let from = if whole { at } else { a.start };
                found = Some(Span::new(from, a.span().end));
            }
        }
        let mut best = found;
        for (_, c) in self.here().filter(|(_, c)| c.kind == Kind::Place && c.span.end <= end) {
            let opens = c.span.start == self.within.start
                || self.phrase(c.span.start - 1, Class::IndicatorLead).is_some()
                || self.is(c.span.start - 1, &[',', ';']);
            let inside = self.here().any(|(_, o)| {
                matches!(o.kind, Kind::Organisation | Kind::Programme | Kind::Document) && o.span.contains(c.span)
            });
            if opens && !inside && best.is_none_or(|b| b.end <= c.span.start) {
                best = Some(c.span);
            }
        }
        best.map(|s| self.doc.slice(s).to_string())
    }
}
