//! The subject left of a figure.
//!
//! Enters: a sentence and the token a figure begins at. Leaves: the phrase before the verb, with what the verb says: a level,
//! an increase, a decrease, or that something is there. Not done here: choosing between it and the counted noun.

use std::ops::Range;

use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::recognise::number::context::Before;
use crate::resolve::indicator::noun::LONGEST;
use crate::resolve::indicator::sentence::{Clauses, amount, marks};
use crate::span::{Span, Tok};

/// How many tokens back the bracket before a figure may open.
const BRACKET: u32 = 64;

/// The subject of a figure.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Subject {
    pub(super) span: Option<Span<Tok>>,
    pub(super) change: Option<&'static str>,
    /// A verb that states a level or change stands right before the figure.
    pub(super) verb: bool,
    /// A verb that says that something is there (`có`) stands there.
    pub(super) has: bool,
    /// The lower or earlier end of a change: `từ 9,8%`.
    pub(super) from: bool,
    /// Its other end: `xuống còn 5,2%`.
    pub(super) to: bool,
    /// A verb that says what something consists of (`gồm`) stands there.
    pub(super) of: bool,
    /// The verb is `vượt`, which states a difference only for shares.
    pub(super) over: bool,
    /// Nothing but the verb and the counted noun stands between the figure before and this one.
    pub(super) adjoins: bool,
    /// A colon stands there.
    pub(super) colon: bool,
}

impl Clauses<'_, '_> {
    /// The subject to the left of the figure that begins at `from`.
    pub(super) fn subject(&self, from: u32, first: bool) -> Subject {
        let mut subject = Subject::default();
        let start = self.within.start;
        let mut at = from;
        // Verbs, comparators, dates and brackets between subject and figure.
        while at > start {
            // chiều dài 5 km: the word of measure ends like a verb.
            let before = Before::new(self.doc, self.within, at);
            let verb = before.ends(Class::IndicatorVerb).filter(|m| m.start >= start);
            let head = before.ends(Class::IndicatorHead);
            if head.is_some_and(|h| verb.is_none_or(|v| h.len > v.len)) {
                break;
            }
            if let Some(m) = verb {
                let value = &*self.doc.row(&m).value;
                if !subject.verb && !subject.has {
                    match value {
                        "up" => subject.change = Some("up"),
                        "over" => (subject.change, subject.over) = (Some("up"), true),
                        "down" => subject.change = Some("down"),
                        _ => {}
                    }
                }
                match value {
                    "has" => subject.has = true,
                    "of" => (subject.has, subject.of) = (true, true),
                    "adverb" => {}
                    _ => {
                        subject.from |= value == "from" && !subject.to;
                        subject.to |= value == "to" && !subject.from;
                        subject.verb = true;
                    }
                }
                at = m.start;
            } else if let Some(m) = before.ends(Class::NumberCmp).filter(|m| m.start >= start) {
                at = m.start;
            } else if let Some(date) = self.marks.date_before(at) {
                at = date;
            } else if self.is(at - 1, marks![')']) {
                let open = (start.max(at.saturating_sub(BRACKET))..at).rev().find(|&i| self.is(i, marks!['(']));
                match open {
                    // tăng 300 đồng (tương ứng 2,1%) lên 14.600 đồng
                    Some(open) if subject.to || !self.marks.figure_ends_in(open..at) => at = open,
                    _ => break,
                }
            } else if self.is(at - 1, marks![':']) && !subject.colon && at - 1 > start {
                subject.colon = true;
                at -= 1;
            } else if self.is(at - 1, marks!['(']) && at - 1 > start {
                at -= 1;
            } else {
                break;
            }
        }
        let end = at;
        subject.adjoins = (start.max(end.saturating_sub(2))..=end).any(|i| self.marks.figure_ends(i));
        // A line with a name, a colon and a figure: the name is all that stands before the colon.
        if subject.colon && end - start <= LONGEST {
            let mut span = Span::new(start, end);
            self.strip(&mut span);
            let whole = !span.range().any(|i| self.is(i as u32, marks![';', ':', '!', '?']));
            if whole && !span.is_empty() {
                subject.span = Some(span);
                return subject;
            }
        }
        // To the break of the clause, or as far as a subject may reach.
        while at > start && end - at < 2 * LONGEST {
            let before = at - 1;
            if self.marks.figure_ends(at) {
                break;
            }
            if self.is(before, marks![';', ':', '(', ')', '!', '?'])
                || self.doc.tokens[before as usize].is('-') && at == start + 1
            {
                break;
            }
            if self.is(before, marks![',']) {
                // `Tiến độ giải ngân chậm, mới đạt 61%`: nothing stands between the comma and the verb, and no other measure.
                let other = self.phrase(at, Class::IndicatorHead).is_some_and(|m| m.len > 1);
                let short = end - at <= 3 && (end > at || first) && !other;
                let lower = before > start && {
                    let t = &self.doc.tokens[before as usize - 1];
                    t.is_word() && !self.marks.figure_ends(before) && self.marks.date_before(before).is_none()
                };
                if !(short && lower) {
                    break;
                }
            }
            at = before;
        }
        // The classes of all phrases that begin there: what is none of them needs not be looked for.
        let classes = self.doc.matches.classes_in(at..end);
        let mut span = Span::new(at, end);
        let behind = at > start && self.marks.figure_ends(at);
        let whose = if behind { self.of_counted(at..end) } else { None };
        if let Some(head) = whose {
            span.start = head;
        } else if behind {
            // 15 người và số hộ nghèo là 7: what the figure before counts is not part of the subject.
            let joint = (at..end).find(|&i| self.phrase(i, Class::IndicatorJoint).is_some());
            if let Some(m) = joint.and_then(|i| self.phrase(i, Class::IndicatorJoint)).filter(|m| m.span().end < end) {
                span.start = m.span().end;
            } else if !subject.verb && !subject.has && !subject.colon && !(at..end).any(|i| self.is(i, marks![',']))
                // mất 12 điểm tương ứng 1,1%: what the figure before measures.
                || self.is_scant(span)
            {
                return subject;
            }
        }
        // Inside the clause the subject begins after the last word that opens it.
        if classes.has(Class::IndicatorOpen) && whose.is_none() {
            span.start = self.opened(span).unwrap_or(span.start);
        }
        self.strip(&mut span);
        // A body or place that does something, and a head of measure inside: `Một số dự án có tỷ lệ giải ngân`.
        let doer = |span: Span<Tok>| {
            let does = |c: &Candidate| {
                matches!(c.kind, Kind::Organisation | Kind::Place | Kind::Person) && c.span.start == span.start
            };
            self.near(span.start).map(|(_, c)| c).filter(|c| does(c)).map(|c| c.span.end).max()
        };
        let doer = if self.marks.name_begins(span.start) { doer(span) } else { None };
        if let Some(end) = doer.filter(|end| end + 1 < span.end) {
            span.start = end;
            self.strip(&mut span);
        }
        let mut heads = if classes.has(Class::IndicatorHead) { span.start + 2..span.end } else { 0..0 };
        if let Some(head) = heads.find(|&i| self.measures(i)).filter(|_| !self.measures(span.start)) {
            span.start = head;
        }
        // giảm giá tour từ 10 đến 20%, tăng | giá xăng 800 đồng
        if classes.has(Class::IndicatorVerb)
            && subject.change.is_none()
            && !subject.verb
            && !subject.has
            && let first = self.ends(span.start, Class::IndicatorVerb).map_or(span.start, |m| m.start)
            && let Some(m) = (first..span.end).rev().find_map(|i| {
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
        if span.end > span.start + LONGEST && self.heads(span) {
            span.end = span.start + LONGEST;
        } else if span.end > span.start + LONGEST {
            span.start = span.end - LONGEST;
            let has = |i: &u32| {
                let verb = self.phrase(*i, Class::IndicatorVerb);
                verb.is_some_and(|m| &*self.doc.row(&m).value == "has" && m.span().end < span.end)
            };
            if let Some(m) = (span.start..span.end).rfind(has).and_then(|i| self.phrase(i, Class::IndicatorVerb)) {
                span.start = m.span().end;
            }
        }
        // tỷ lệ đặt phòng trên địa bàn huyện: the place is no part of the measure.
        let area = |i: u32| {
            self.phrase(i, Class::IndicatorWhole).filter(|m| m.len > 1).is_some_and(|m| {
                let next = m.span().end;
                self.near(next).any(|(_, c)| c.kind == Kind::Place && c.span.start == next)
            })
        };
        if classes.has(Class::IndicatorWhole)
            && let Some(i) = (span.start + 2..span.end).find(|&i| area(i))
        {
            span.end = i;
        }
        let reference = self.phrase(span.start, Class::IndicatorReference).is_some();
        if !span.is_empty() && !reference {
            subject.span = Some(span);
        }
        subject
    }

    /// Where the subject begins behind the last word of the clause that opens it.
    fn opened(&self, span: Span<Tok>) -> Option<u32> {
        (span.start..span.end).rev().find_map(|i| {
            let m = self.phrase(i, Class::IndicatorOpen)?;
            let end = m.span().end;
            let of = || self.ends(end, Class::IndicatorOf).is_some_and(|of| of.start < i);
            (end < span.end && !of() && !self.holds(span, &m)).then_some(end)
        })
    }

    /// Whether a word that opens subjects stands within a measure: `Khoảng cách giữa kho này với trường`.
    fn holds(&self, span: Span<Tok>, m: &Match) -> bool {
        let mut first = span;
        &*self.doc.row(m).value == "within"
            && self.ends(m.span().end, Class::IndicatorCompared).is_none()
            && !(m.span().end..span.end).any(|i| self.measures(i))
            && {
                self.strip(&mut first);
                self.phrase(first.start, Class::IndicatorHead).is_some_and(|head| head.span().end <= m.start)
            }
    }

    /// The head of measure that the count before `counted` belongs to: `Tổng diện tích của 5 | xã | là 300 ha`.
    fn of_counted(&self, counted: Range<u32>) -> Option<u32> {
        let at = counted.start;
        if counted.is_empty() || counted.into_iter().any(|i| self.measures(i)) {
            return None;
        }
        let is_count = |c: &&Candidate| c.span.end == at && amount(c).is_some_and(|a| a.unit.is_empty());
        let count = self.near(at).map(|(_, c)| c).find(is_count)?;
        let of = self.ends(count.span.start, Class::IndicatorOf)?.start;
        let least = self.within.start.max(of.saturating_sub(LONGEST));
        let ends = |&i: &u32| self.is(i, marks![',', ';', ':', '(', ')', '!', '?']) || self.marks.figure_ends(i + 1);
        let clause = (least..of).rev().find(ends).map_or(least, |i| i + 1);
        (clause..of).find(|&i| self.phrase(i, Class::IndicatorHead).is_some_and(|m| m.span().end <= of))
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
            let last = &self.doc.tokens[span.end as usize - 1];
            if last.is(',') || last.is('-') || last.is(':') {
                span.end -= 1;
            } else if let Some(date) = self.marks.date_before(span.end).filter(|date| *date > span.start) {
                span.end = date;
            } else {
                let before = Before::new(self.doc, self.within, span.end);
                let stop = before.ends(Class::IndicatorStop).filter(|m| m.start > span.start);
                // mức tăng: a word of measure may end like a verb.
                match stop.filter(|_| before.ends(Class::IndicatorHead).is_none()) {
                    Some(m) => span.end = m.start,
                    None => break,
                }
            }
        }
    }

    /// Whether a subject begins with a word of measure (`tổng`, `số`, `tỷ lệ`).
    pub(super) fn heads(&self, s: Span<Tok>) -> bool {
        [Class::IndicatorPlural, Class::QuantityHalfOf, Class::IndicatorHead]
            .into_iter()
            .any(|class| self.phrase(s.start, class).is_some())
    }
}
