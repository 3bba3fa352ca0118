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
use crate::token::syllable::TokenKind;
use crate::value::{Amount, Cmp, Figure};

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

/// Where figures and dates begin and end, by token, so that walking a clause costs nothing for each mention.
#[derive(Debug, Default)]
struct Marks {
    /// A figure, date or length of time begins at the token.
    begins: Vec<bool>,
    /// A figure ends before the token.
    figure_ends: Vec<bool>,
    /// One more than the first token of the date that ends before the token.
    date_start: Vec<u32>,
    /// Token after the date that begins at the token.
    date_end: Vec<u32>,
}

impl Marks {
    fn of(tokens: usize, mentions: &[Candidate]) -> Self {
        let mut marks = Self {
            begins: vec![false; tokens + 1],
            figure_ends: vec![false; tokens + 1],
            date_start: vec![0; tokens + 1],
            date_end: vec![0; tokens + 1],
        };
        for c in mentions {
            let (start, end) = (c.span.start as usize, c.span.end as usize);
            match c.kind {
                Kind::Percent | Kind::Money | Kind::Quantity => {
                    marks.begins[start] = true;
                    marks.figure_ends[end] = true;
                }
                Kind::Duration => marks.begins[start] = true,
                Kind::Date => {
                    marks.begins[start] = true;
                    marks.date_start[end] = c.span.start + 1;
                    marks.date_end[start] = c.span.end;
                }
                _ => {}
            }
        }
        marks
    }

    /// First token of the date that ends before `at`.
    fn date_before(&self, at: u32) -> Option<u32> {
        self.date_start[at as usize].checked_sub(1)
    }

    /// End of the date that begins at `at`.
    fn date_at(&self, at: u32) -> Option<u32> {
        Some(self.date_end[at as usize]).filter(|end| *end > 0)
    }
}

/// Most tokens a measure may have.
const LONGEST: u32 = 18;

/// How many mentions back the date of a figure may stand.
const FAR: usize = 64;

/// The indicators of a document; `dates` is parallel to `mentions`.
#[must_use]
pub fn indicators(doc: &Doc<'_>, mentions: &[Candidate], dates: &[Option<Anchored>]) -> Vec<Indicator> {
    let mut out: Vec<Indicator> = Vec::new();
    let mut first = 0;
    let mut paragraph = Paragraph::default();
    let marks = Marks::of(doc.tokens.len(), mentions);
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
        let clause = Clauses { doc, within: sentence.tokens, mentions, range, dates, marks: &marks };
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
    /// A verb that says that something is there (`có`) stands there.
    has: bool,
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
    marks: &'d Marks,
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

    /// The mentions of the sentence that begin within `REACH` tokens of `at`, so that a long sentence costs no more.
    fn near(&self, at: u32) -> impl DoubleEndedIterator<Item = (usize, &Candidate)> {
        const REACH: u32 = 40;
        let here = &self.mentions[self.range.clone()];
        let low = here.partition_point(|c| c.span.start + REACH < at);
        let high = here.partition_point(|c| c.span.start <= at + REACH);
        let first = self.range.start;
        here[low..high.max(low)].iter().enumerate().map(move |(i, c)| (first + low + i, c))
    }

    fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at >= self.within.end {
            None
        } else {
            self.doc.phrase(at, class).filter(|m| m.span().end <= self.within.end)
        }
    }

    fn is(&self, at: u32, marks: &[char]) -> bool {
        if at < self.within.start || at >= self.within.end {
            return false;
        }
        let token = &self.doc.tokens[at as usize];
        token.kind == TokenKind::Punct && marks.iter().any(|&c| token.is(c))
    }

    fn read(&self, sentence: u32, paragraph: &mut Paragraph, out: &mut Vec<Indicator>) {
        let mut last: Option<(Span<Tok>, u32, String)> = None;
        // Measures and units of the sentence so far.
        let mut seen: Vec<(Span<Tok>, String)> = Vec::new();
        let mut handed: Option<String> = None;
        if !self.here().any(|(_, c)| amount(c).is_some()) {
            if let Some((value, true)) = self.sentence_period() {
                paragraph.period = Some(value);
            }
            return;
        }
        let own = self.sentence_period();
        let places = self.places();
        for (i, c) in self.here() {
            let Some(amount) = amount(c) else { continue };
            if &*amount.unit == "tuổi" || amount.unit.ends_with(" tuổi") || c.rule == "quantity/views" {
                continue;
            }
            let subject = self.subject(c.span.start, seen.is_empty());
            let counted = c.kind == Kind::Quantity && amount.unit.is_empty();
            let right = self.right(self.after_rate(c), c.kind == Kind::Percent);
            let mut change = subject.change;
            let mut unit = amount.unit.to_string();
            let measure;
            if counted {
                let noun = self.phrase(c.span.end, Class::QuantityNoun);
                unit = match noun {
                    Some(m) if !self.doc.row(&m).value.is_empty() => self.doc.row(&m).value.to_string(),
                    Some(m) => self.doc.slice(m.span()).to_string(),
                    None => right.map_or(String::new(), |r| {
                        let head = if r.len() == 2 { r } else { Span::new(r.start, r.start + 1) };
                        self.doc.slice(head).to_string()
                    }),
                };
                if self.aimless(c, amount, right) {
                    continue;
                }
                let scant = right.is_some_and(|r| {
                    self.phrase(r.start, Class::IndicatorScant).is_some_and(|m| m.span().end == r.end)
                });
                let stated =
                    subject.colon || subject.verb || subject.has || subject.span.is_some_and(|s| self.heads(s));
                measure = if scant && change.is_some() && seen.iter().any(|l| l.1 == unit) {
                    seen.iter().rev().find(|l| l.1 == unit).map(|l| l.0)
                } else if scant && stated && subject.span.is_some_and(|s| !self.area_only(s)) {
                    subject.span
                } else {
                    right.or(subject.span)
                };
            } else {
                let refers = self.phrase(c.span.end, Class::IndicatorReference).is_some();
                let stated = subject.verb
                    && !subject.has
                    && (last.is_some() || subject.span.is_some_and(|s| !self.area_only(s)));
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
            let stated = self.period(c, own.as_ref());
            if stated.is_some() {
                handed.clone_from(&stated);
            }
            let period = stated.or_else(|| paragraph.period.clone());
            out.push(Indicator {
                mention: i,
                measure: self.doc.slice(span).to_string(),
                unit: unit.clone(),
                change,
                period,
                place: places[..places.partition_point(|p| p.end <= c.span.start)]
                    .last()
                    .map(|p| self.doc.slice(*p).to_string()),
                sentence,
            });
            if seen.len() == FAR {
                seen.remove(0);
            }
            seen.push((span, unit.clone()));
            last = Some((span, c.span.end, unit));
        }
        // A single day does not hold for what follows; a stretch of time does.
        if let Some(value) = handed.or(own.map(|o| o.0)).filter(|v| v.len() < 10 || v.contains('/')) {
            paragraph.period = Some(value);
        }
    }

    /// Whether a count measures nothing: sides, steps, words that point back.
    fn aimless(&self, c: &Candidate, amount: &Amount, right: Option<Span<Tok>>) -> bool {
        let small = matches!(amount.figure, Figure::One(x) if x <= 10.0);
        let words = self.doc.tokens[c.span.end as usize - 1].is_word();
        let half = matches!(amount.figure, Figure::One(x) if x < 1.0);
        if small && words && amount.cmp == Cmp::Equal && !half {
            return true;
        }
        let Some(r) = right else { return !matches!(amount.figure, Figure::One(x) if x > 100.0) };
        if small
            && self.phrase(r.start, Class::IndicatorAbstract).is_some_and(|m| {
                m.span().end > r.start && { self.phrase(r.start, Class::QuantityNoun).is_none_or(|n| n.len <= m.len) }
            })
        {
            return true;
        }
        (r.end.saturating_sub(2).max(r.start)..self.within.end.min(r.end + 1))
            .any(|at| self.phrase(at, Class::IndicatorAnaphor).is_some_and(|m| m.len > 1))
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
            || self.near(at).any(|(_, c)| {
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
        self.marks.begins[at as usize]
    }

    /// Token after the figure and the rate that follows it: `15%/năm`.
    fn after_rate(&self, c: &Candidate) -> u32 {
        let mut at = c.span.end;
        if c.kind == Kind::Percent || c.kind == Kind::Money {
            while self.is(at, &['/']) && at + 1 < self.within.end && self.doc.tokens[at as usize + 1].is_word() {
                at += 2;
            }
        }
        at
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

    /// The subject to the left of the figure that begins at `from`.
    fn subject(&self, from: u32, first: bool) -> Subject {
        let mut subject = Subject::default();
        let start = self.within.start;
        let mut at = from;
        // Verbs, comparators, dates and brackets between subject and figure.
        while at > start {
            if let Some(m) = ends(self.doc, self.within, at, Class::IndicatorVerb).filter(|m| m.start >= start) {
                let value = &*self.doc.row(&m).value;
                if !subject.verb && !subject.has {
                    match value {
                        "up" => subject.change = Some("up"),
                        "down" => subject.change = Some("down"),
                        _ => {}
                    }
                }
                match value {
                    "has" => subject.has = true,
                    "adverb" => {}
                    _ => subject.verb = true,
                }
                at = m.start;
            } else if let Some(m) = ends(self.doc, self.within, at, Class::NumberCmp).filter(|m| m.start >= start) {
                at = m.start;
            } else if let Some(date) = self.marks.date_before(at) {
                at = date;
            } else if self.is(at - 1, &[')']) {
                let open = (start.max(at.saturating_sub(FAR as u32))..at).rev().find(|&i| self.is(i, &['(']));
                match open {
                    Some(open) if !self.marks.figure_ends[open as usize..at as usize].contains(&true) => at = open,
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
        // To the break of the clause, or as far as a subject may reach.
        while at > start && end - at < 2 * LONGEST {
            let before = at - 1;
            if self.marks.figure_ends[at as usize] {
                break;
            }
            if self.is(before, &[';', ':', '.', '(', ')', '!', '?'])
                || self.doc.tokens[before as usize].is('-') && at == start + 1
            {
                break;
            }
            if self.is(before, &[',']) {
                // `Tiến độ giải ngân chậm, mới đạt 61%`: nothing stands between the comma and the verb.
                let short = end - at <= 3 && (end > at || first);
                let lower = before > start && {
                    let t = &self.doc.tokens[before as usize - 1];
                    t.is_word() && !self.marks.figure_ends[before as usize] && self.marks.date_before(before).is_none()
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
        // A body or place that does something, and a head of measure inside: `Một số dự án có tỷ lệ giải ngân`.
        let doer = self
            .near(span.start)
            .map(|(_, c)| c)
            .filter(|c| matches!(c.kind, Kind::Organisation | Kind::Place | Kind::Person) && c.span.start == span.start)
            .map(|c| c.span.end)
            .max();
        if let Some(end) = doer.filter(|end| end + 1 < span.end) {
            span.start = end;
            self.strip(&mut span);
        }
        let head = (span.start + 2..span.end).find(|&i| self.phrase(i, Class::IndicatorHead).is_some());
        if let Some(head) = head.filter(|_| self.phrase(span.start, Class::IndicatorHead).is_none()) {
            span.start = head;
        }
        // giảm giá tour từ 10 đến 20%
        if subject.change.is_none()
            && !subject.verb
            && let Some(m) = (span.start..span.end).rev().find_map(|i| {
                self.phrase(i, Class::IndicatorVerb)
                    .filter(|m| m.span().end <= span.end && matches!(&*self.doc.row(m).value, "up" | "down"))
            })
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
        let reference = self.phrase(span.start, Class::IndicatorReference).is_some();
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
            let date = self.marks.date_at(at);
            let lead = self.phrase(at, Class::IndicatorLead).map(|m| m.span().end);
            let token = &self.doc.tokens[at as usize];
            // A quote that closes inside belongs to the measure.
            let quotes = || span.range().filter(|&i| self.doc.tokens[i].is('"')).count() % 2 == 1;
            let mark = !token.is_word() && !token.is_number() && (!token.is('"') || quotes());
            let mark = mark.then_some(at + 1);
            match date.or(lead).or(mark) {
                Some(next) if next <= span.end => span.start = next,
                _ => break,
            }
        }
        while span.end > span.start {
            if let Some(date) = self.marks.date_before(span.end).filter(|date| *date > span.start) {
                span.end = date;
            } else if let Some(m) =
                ends(self.doc, self.within, span.end, Class::IndicatorStop).filter(|m| m.start > span.start)
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
        let after = self.near(c.span.end).find(|(i, d)| {
            d.kind == Kind::Date
                && d.span.start >= c.span.end
                && d.span.start <= c.span.end + 2
                && self.value(*i).is_some()
                && {
                    (c.span.end..d.span.start)
                        .all(|at| self.is(at, &['(']) || self.phrase(at, Class::IndicatorStop).is_some())
                }
        });
        let until =
            self.range.start + self.mentions[self.range.clone()].partition_point(|d| d.span.start < c.span.start);
        let before = (self.range.start.max(until.saturating_sub(FAR))..until)
            .rev()
            .map(|i| (i, &self.mentions[i]))
            .find(|(i, d)| d.kind == Kind::Date && d.span.end <= c.span.start && self.value(*i).is_some());
        let (i, _) = after.or(before)?;
        self.value(i).map(str::to_string).or_else(|| own.map(|o| o.0.clone()))
    }

    /// The places stated in the sentence, in order: `Toàn huyện`, a bare area after `trên địa bàn`, a place that opens a
    /// clause or follows `tại`, `ở`.
    fn places(&self) -> Vec<Span<Tok>> {
        let mut places = Vec::new();
        for at in self.within.range() {
            let at = at as u32;
            if let Some(w) = self.phrase(at, Class::IndicatorWhole)
                && let Some(a) = self.phrase(w.span().end, Class::IndicatorArea)
                && !self.near(at).any(|(_, c)| c.kind == Kind::Place && c.span.start == w.span().end)
            {
                let whole = &*self.doc.row(&w).form != "trên địa bàn";
                places.push(Span::new(if whole { at } else { a.start }, a.span().end));
            }
        }
        for (_, c) in self.here().filter(|(_, c)| c.kind == Kind::Place) {
            let opens = c.span.start == self.within.start
                || self.phrase(c.span.start - 1, Class::IndicatorLead).is_some()
                || self.is(c.span.start - 1, &[',', ';']);
            let inside = self.near(c.span.start).any(|(_, o)| {
                matches!(o.kind, Kind::Organisation | Kind::Programme | Kind::Document) && o.span.contains(c.span)
            });
            if opens && !inside {
                places.push(c.span);
            }
        }
        places.sort_by_key(|p| (p.end, p.start));
        places
    }
}

#[cfg(test)]
mod tests;
