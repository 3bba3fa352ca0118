//! Any other cardinal amount: `34 giải`, `hơn 5.000 giáo viên`, `2,5 ha`, `32/34 xã`, `hai mươi hộ`.
//!
//! Enters: the numbers found. Leaves: a candidate for each amount, with its unit of measure inside; a counted noun stays
//! outside. Numbers that name (`Quận 1`), date or time something are left alone.

use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::recognise::number::measure::{Measured, Placed, measured};
use crate::recognise::{Kind, Recogniser, Value};
use crate::span::{Span, Tok};
use crate::value::{Amount, Cmp, Figure};

/// The recogniser.
#[derive(Debug)]
pub struct Quantities;

impl Recogniser for Quantities {
    fn kind(&self) -> Kind {
        Kind::Quantity
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Number]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec!["quantity/unit", "quantity/ends", "quantity/count", "quantity/ratio", "quantity/views", "quantity/half"]
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        out.with_numbers(|list, out| propose(doc, list, out));
    }
}

fn propose(doc: &Doc<'_>, list: &[Placed], out: &mut Candidates) {
    let unit = |_: &Placed, at| measure_unit(doc, at);
    let mut i = 0;
    while i < list.len() {
        let p = &list[i];
        if let Some(mut m) = measured(doc, list, i, Class::QuantityUnit, &unit) {
            half_metres(doc, p, &mut m);
            let rule = if m.used == 2 { "quantity/ends" } else { "quantity/unit" };
            let amount = Amount { figure: m.figure, cmp: m.cmp, unit: doc.slice(m.unit).into() };
            out.push(candidate(m.span, rule, 5, amount));
            i += m.used;
            continue;
        }
        i += 1;
        let Some(rule) = counts(doc, p) else { continue };
        let (mut span, mut cmp) = (p.span, p.number.cmp);
        // `từ 10 con trở lên`: the noun stands between.
        if let Some(up) = up_later(doc, p)
            && cmp == Cmp::Equal
        {
            cmp = up;
            if p.number.from {
                span.start -= 1;
            }
        }
        if prepositional(doc, p) {
            (span.start, cmp) = (p.number.core.start, Cmp::Equal);
        }
        out.push(candidate(span, rule, 0, Amount { figure: p.number.counted(), cmp, unit: "".into() }));
    }
}

fn candidate(span: Span<Tok>, rule: &'static str, score: i16, amount: Amount) -> Candidate {
    Candidate { kind: Kind::Quantity, span, rule, state: State::Firm, score, value: Value::Quantity(amount) }
}

/// End of the unit of measure at `at`, with an exponent (`m2`) and a rate (`tấn/ha`).
#[must_use]
pub fn measure_unit(doc: &Doc<'_>, at: u32) -> Option<u32> {
    let mut end = simple_unit(doc, at)?;
    while let Some(slash) = doc.tokens.get(end as usize)
        && slash.is('/')
    {
        let per = simple_unit(doc, end + 1).or_else(|| {
            let m = doc.phrase(end + 1, Class::DurationUnit)?;
            Some(m.span().end)
        });
        let per = per.or_else(|| {
            let token = doc.tokens.get(end as usize + 1)?;
            matches!(doc.text_of(end + 1), "h" | "s" | "người").then_some(()).filter(|()| token.is_word())?;
            Some(end + 2)
        });
        match per {
            Some(stop) => end = stop,
            None => break,
        }
    }
    Some(end)
}

fn simple_unit(doc: &Doc<'_>, at: u32) -> Option<u32> {
    let m = doc.phrase(at, Class::QuantityUnit)?;
    let longer = doc.matches.at(at as usize).iter().any(|x| {
        x.len > m.len && matches!(x.class, Class::QuantityNoun | Class::QuantityUnitNot | Class::DurationUnit)
    });
    if longer {
        return None;
    }
    let token = &doc.tokens[at as usize];
    let text = doc.text_of(at);
    // Single letters are units only as they are written: m, g, l, W.
    if m.len == 1 && token.is_word() && text.len() == 1 && !matches!(text, "m" | "g" | "l" | "W" | "V") {
        return None;
    }
    let mut end = m.span().end;
    if m.len == 1
        && matches!(text, "m" | "cm" | "dm" | "km" | "mm" | "Km" | "KM")
        && let Some(next) = doc.tokens.get(end as usize)
        && !next.spaced
        && matches!(doc.text_of(end), "2" | "3" | "²" | "³")
    {
        end += 1;
    }
    Some(end)
}

/// `1m60`: the digits glued to `m` are centimetres.
fn half_metres(doc: &Doc<'_>, p: &Placed, m: &mut Measured) {
    let at = m.span.end;
    if at < p.within.end
        && doc.slice(m.unit) == "m"
        && let Figure::One(x) = m.figure
        && x.fract() == 0.0
        && let Some(token) = doc.tokens.get(at as usize)
        && token.is_number()
        && !token.spaced
        && let (Some(rest), len @ 1..=2) = (doc.int(at), token.end - token.start)
    {
        m.figure = Figure::One(x + rest as f64 / if len == 1 { 10.0 } else { 100.0 });
        m.span.end += 1;
    }
}

/// The rule by which a number without unit of measure is an amount.
fn counts(doc: &Doc<'_>, p: &Placed) -> Option<&'static str> {
    let (n, within) = (&p.number, p.within);
    let (at, start) = (n.core.end, n.core.start);
    let rule = if matches!(n.figure, Figure::Ratio(..)) { "quantity/ratio" } else { "quantity/count" };
    let end = at >= within.end;
    let after = if end { &ClassSet::EMPTY } else { doc.classes(at) };
    let class = |c| if after.has(c) { doc.phrase(at, c) } else { None };
    if class(Class::PercentUnit).is_some()
        || class(Class::MoneyCurrency).is_some_and(|m| {
            !doc.matches.at(at as usize).iter().any(|x| x.len > m.len && matches!(x.class, Class::QuantityNoun))
        })
    {
        return None;
    }
    if n.words && n.one() == Some(0.5) {
        return class(Class::QuantityHalfOf).map(|_| "quantity/half");
    }
    if views(doc, within, start) {
        return Some("quantity/views");
    }
    if let Some(time) = class(Class::DurationUnit)
        && !doc.matches.at(at as usize).iter().any(|x| x.len > time.len && x.class == Class::QuantityNoun)
    {
        return None;
    }
    let year = matches!(n.figure, Figure::One(x) if (1900.0..=2100.0).contains(&x))
        && doc.tokens[start as usize].is_number()
        && doc.text_of(start).len() == 4;
    let before = (start > within.start).then(|| &doc.tokens[start as usize - 1]);
    let after_name = before.is_some_and(|t| t.is_capital() && start > within.start + 1 && p.span.start == start);
    // A day and month that a date word or a clock time announces is no ratio.
    if rule == "quantity/ratio"
        && let Figure::Ratio(a, b) = n.figure
        && a <= 31.0
        && b <= 12.0
        && a >= 1.0
        && !n.words
        && before.is_some_and(|t| t.is_word() || t.is(',') || t.is('-'))
        && !ends(doc, within, p.span.start, Class::IndicatorVerb)
            .is_some_and(|m| !matches!(doc.lexicon.row(m.row).form.as_ref(), "từ" | "đến" | "tới" | "còn" | "là"))
        && !(class(Class::QuantityNoun).is_some() && a <= b && !dated(doc, within, p.span.start))
        && !(a < b && b <= 10.0 && class(Class::QuantityHalfOf).is_some())
        && !(a < b && b <= 10.0 && ends(doc, within, p.span.start, Class::QuantityShare).is_some())
    {
        return None;
    }
    // bằng 1/3, chiếm khoảng 2/5
    if let Figure::Ratio(a, b) = n.figure
        && a < b
        && b <= 10.0
        && !dated(doc, within, p.span.start)
        && (n.cmp != Cmp::Equal || ends(doc, within, start, Class::QuantityShare).is_some())
    {
        return Some(rule);
    }
    if let Some(noun) = class(Class::QuantityNoun) {
        let form = &*doc.row(&noun).form;
        // `đợt hai từ ngày 5`, `Rolex 6062 lần thứ hai`, `cấp 2 số 7`: the noun begins something else.
        let next = noun.span().end;
        if n.weak && form == "từ"
            || form == "lần" && next < within.end && doc.phrase(next, Class::DateWeekdayWord).is_some()
            || n.weak && form == "số" && next < within.end && doc.tokens[next as usize].is_number()
        {
            return None;
        }
        if year && (after_name || n.weak) {
            return None;
        }
        // A capitalised name goes on: Hai Bà Trưng; Ba Đình.
        let next = &doc.tokens[at as usize];
        if next.is_capital() && !next.is_upper() && (n.words || after_name) {
            return None;
        }
        // A label and a noun that may begin the next phrase: lớp 8 trường.
        if n.words && n.one() == Some(1.0) && n.scale == 1.0 {
            return None;
        }
        if after_name && n.cmp == Cmp::Equal && !next.spaced {
            return None;
        }
        return Some(rule);
    }
    if !end && class(Class::QuantityHalfOf).is_some() && rule == "quantity/ratio" {
        return Some(rule);
    }
    if n.words && n.scale < 1000.0 || n.scale == 1.0 && n.one().is_some_and(|x| x.fract() != 0.0) {
        return None;
    }
    if year || n.weak {
        return None;
    }
    if end {
        // A row of a table: `Tổng cộng: 14.985`.
        let grouped = n.one().is_some_and(|x| x >= 1000.0) && doc.text_of(start).contains('.');
        return (grouped && before.is_some_and(|t| t.is(':'))).then_some(rule);
    }
    let next = &doc.tokens[at as usize];
    if next.is('/') && at + 1 < within.end && doc.tokens[at as usize + 1].is_word() {
        return None;
    }
    // 3 trong số 6 người
    if class(Class::QuantityAmong).is_some() && n.scale == 1.0 {
        return Some(rule);
    }
    let digits = doc.tokens[start as usize].is_number() && n.one().is_some() && !after_name;
    // 5 trong 6 trận; cả 2 đều
    if digits
        && (doc.text_of(at) == "trong" && at + 1 < within.end && doc.tokens[at as usize + 1].is_number()
            || start > within.start && doc.phrase(start - 1, Class::QuantityAll).is_some())
    {
        return Some(rule);
    }
    // 6 “ông lớn”
    if digits && next.spaced && (next.is('“') || next.is('"') || next.is('‘') || next.is('\'')) {
        let inner = doc.tokens.get(at as usize + 1).filter(|_| at + 1 < within.end);
        if inner.is_some_and(|t| t.is_small() && !t.spaced) {
            return Some(rule);
        }
    }
    if next.is_small() && next.spaced && class(Class::QuantityStop).is_none() && !after_name {
        return Some(rule);
    }
    if next.is_upper() && next.end - next.start > 1 && !after_name && next.spaced {
        return Some(rule);
    }
    // Grouped thousands and ratios are amounts even where nothing is said to be counted.
    let marked = n.scale >= 1000.0 || doc.text_of(start).contains('.') && n.one().is_some_and(|x| x >= 1000.0);
    let ratio = matches!(n.figure, Figure::Ratio(_, b) if b > 12.0);
    let stated = ends(doc, within, p.span.start, Class::IndicatorVerb).is_some();
    ((marked || ratio)
        && (stated || n.cmp != Cmp::Equal || before.is_some_and(|t| t.is(':') || t.is('(')))
        && !after_name)
        .then_some(rule)
}

/// Whether a word of date or time stands before `at`.
fn dated(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    (within.start.max(at.saturating_sub(2))..at).any(|i| {
        doc.matches
            .at(i as usize)
            .iter()
            .any(|m| matches!(m.class, Class::NumberLabel | Class::DurationUnit | Class::QuantityDaytime))
    })
}

/// Whether the number of page views stands at `at`: `Lượt xem: 81`.
fn views(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    at > within.start
        && doc.tokens[at as usize - 1].is(':')
        && ends(doc, within, at - 1, Class::QuantityViews).is_some()
}

/// The comparator of a `trở lên` after the counted noun.
fn up_later(doc: &Doc<'_>, p: &Placed) -> Option<Cmp> {
    for at in p.number.core.end..p.within.end.min(p.number.core.end + 5) {
        let token = &doc.tokens[at as usize];
        if token.is_number() || token.is(',') || token.is(';') || token.is('.') {
            return None;
        }
        if let Some(m) = doc.phrase(at, Class::NumberUp) {
            return Cmp::from_symbol(&doc.row(&m).value);
        }
    }
    None
}

/// Whether `trên`, `dưới`, `quá`, `gần` before a small count is a preposition: `trên 2 tuyến`.
fn prepositional(doc: &Doc<'_>, p: &Placed) -> bool {
    p.span.start < p.number.core.start
        && matches!(p.number.cmp, Cmp::More | Cmp::Less)
        && p.number.scale == 1.0
        && p.number.one().is_some_and(|x| x < 10.0)
        && doc.phrase(p.span.start, Class::NumberCmp).is_some_and(|m| {
            let len = m.len;
            len == 1 && doc.phrase(p.span.start, Class::QuantityPreposition).is_some()
        })
}
