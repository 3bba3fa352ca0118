//! Figures with a unit after them: the part that shares, money, measures and lengths of time have in common.
//!
//! Enters: the numbers of a document and a way to read units. Leaves: spans, with both ends of a range where each has its
//! unit (`từ 10% đến 40%`), the comparators around them, and `từ` where it belongs to the figure.

use crate::lexicon::class::Class;
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::recognise::number::value::Number;
use crate::span::{Span, Tok};
use crate::value::{Cmp, Figure};

/// A number with its span and the tokens of its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// Tokens of the number with its comparator.
    pub span: Span<Tok>,
    /// What it says.
    pub number: Number,
    /// Tokens of the sentence.
    pub within: Span<Tok>,
}

/// A figure with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Tokens of the mention.
    pub span: Span<Tok>,
    /// First token of the number, after comparators.
    pub core: u32,
    /// Its numbers.
    pub figure: Figure,
    /// How exact it is.
    pub cmp: Cmp,
    /// Tokens of the (last) unit.
    pub unit: Span<Tok>,
    /// How many numbers were used.
    pub used: usize,
}

/// Reads the number `list[i]` with its unit, a phrase of `class` and what else `unit` asks of it: see [`with_unit`].
#[inline]
pub fn measured(
    doc: &Doc<'_>,
    list: &[Placed],
    i: usize,
    class: Class,
    unit: &dyn Fn(&Placed, u32) -> Option<u32>,
) -> Option<Measured> {
    // Each kind of figures looks at all numbers; most are of other kinds.
    if doc.has(list[i].number.core.end, class) { with_unit(doc, list, i, unit) } else { None }
}

/// Reads the number `list[i]` with its unit; `unit` gives the end of the unit that begins at a token.
pub fn with_unit(
    doc: &Doc<'_>,
    list: &[Placed],
    i: usize,
    unit: &dyn Fn(&Placed, u32) -> Option<u32>,
) -> Option<Measured> {
    let first = &list[i];
    let (number, within) = (&first.number, first.within);
    let at = number.core.end;
    let end = unit(first, at).filter(|end| *end <= within.end)?;
    let mut m = Measured {
        span: Span::new(first.span.start, end),
        core: number.core.start,
        figure: number.figure,
        cmp: number.cmp,
        unit: Span::new(at, end),
        used: 1,
    };
    // Both ends with their unit.
    if let (Some(low), Some(second)) = (number.one(), list.get(i + 1)) {
        let joint = match () {
            () if end < within.end && doc.tokens[end as usize].is('-') => end + 1,
            () => doc.phrase(end, Class::NumberTo).map_or(end, |p| p.span().end),
        };
        if joint > end
            && second.span.start == joint
            && second.within == within
            && let Some(high) = second.number.one().filter(|high| *high > low)
            && let Some(stop) = unit(second, second.number.core.end).filter(|stop| *stop <= within.end)
            && (second.number.cmp == Cmp::Equal || number.cmp == Cmp::Equal)
            && second.span.start == second.number.core.start
        {
            m.figure = Figure::Range(low, high);
            m.span.end = stop;
            m.unit = Span::new(second.number.core.end, stop);
            m.used = 2;
        }
    }
    if let Some(up) = doc.phrase(m.span.end, Class::NumberUp).filter(|up| up.span().end <= within.end) {
        m.cmp = Cmp::from_symbol(&doc.row(&up).value).unwrap_or(m.cmp);
        m.span.end = up.span().end;
        if number.from {
            m.span.start -= 1;
        }
    } else if number.from && m.used == 2 {
        m.span.start -= 1;
    } else if number.from && !shifts(doc, within, m.span.end) {
        m.span.start -= 1;
        if m.cmp == Cmp::Equal {
            m.cmp = Cmp::AtLeast;
        }
    } else if m.cmp == Cmp::Equal
        && let Some(to) = ends(doc, within, m.span.start, Class::NumberTo)
        && ends(doc, within, to.start, Class::NumberLimit).is_some()
    {
        m.span.start = to.start;
        m.cmp = Cmp::AtMost;
    }
    Some(m)
}

/// Whether a second value of a change follows: `(từ 28%) năm 2017 lên 38%`.
#[must_use]
pub fn shifts(doc: &Doc<'_>, within: Span<Tok>, from: u32) -> bool {
    let mut depth = 0;
    for at in from..within.end.min(from + 16) {
        let token = &doc.tokens[at as usize];
        if token.is('(') {
            depth += 1;
        } else if token.is(')') {
            depth -= 1;
        } else if depth == 0 && (token.is(',') || token.is(';') || token.is('.')) {
            return false;
        } else if depth == 0 && doc.phrase(at, Class::NumberShift).is_some() {
            return (at + 1..within.end.min(at + 6)).any(|i| doc.tokens[i as usize].is_number());
        }
    }
    false
}
