//! Money: `1.500 tỷ đồng`, `30 triệu USD`, `$5 triệu`, `1.500 tỷ` where đồng is understood.
//!
//! Enters: the numbers found. Leaves: a candidate for each amount, in base units with its ISO 4217 currency. The rate
//! after `/` (`/tháng`) stays outside.

use crate::lexicon::class::Class;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::recognise::number::measure::{Measured, Placed, measured, with_unit};
use crate::recognise::{Kind, Recogniser, Value};
use crate::span::Span;
use crate::token::syllable::Token;
use crate::value::{Amount, Figure};

/// The recogniser.
#[derive(Debug)]
pub struct Moneys;

impl Recogniser for Moneys {
    fn kind(&self) -> Kind {
        Kind::Money
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Number]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec!["money/currency", "money/ends", "money/sign", "money/bare"]
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        out.with_numbers(|list, out| propose(doc, list, out));
    }
}

fn propose(doc: &Doc<'_>, list: &[Placed], out: &mut Candidates) {
    let unit = |p: &Placed, at| currency(doc, p, at);
    let mut i = 0;
    while i < list.len() {
        let (m, code, rule) = if let Some(m) = measured(doc, list, i, Class::MoneyCurrency, &unit) {
            let code = doc.phrase(m.unit.start, Class::MoneyCurrency).map_or("", |p| &doc.row(&p).value);
            (m, code, if m.used == 2 { "money/ends" } else { "money/currency" })
        } else if let Some((m, code)) = signed(doc, &list[i]) {
            (m, code, "money/sign")
        } else if bare(doc, &list[i])
            && let Some(m) = with_unit(doc, list, i, &|p: &Placed, at| bare(doc, p).then_some(at))
        {
            (m, "VND", "money/bare")
        } else {
            i += 1;
            continue;
        };
        // A form such as `trđ` holds the multiplier: VND6.
        let (code, power) = code.split_at(code.len().min(3));
        let mut figure = if list[i].number.unsettled { m.figure.times(1000.0) } else { m.figure };
        if let Ok(power) = power.parse::<i32>() {
            figure = figure.times(10f64.powi(power));
        }
        let value = Value::Money(Amount { figure, cmp: m.cmp, unit: code.into() });
        out.push(Candidate { kind: Kind::Money, span: m.span, rule, state: State::Firm, score: 10, value });
        i += m.used;
    }
}

/// End of the currency at `at`: not one that begins a longer word (`đồng chí`, `bảng đấu`, `đô thị`).
fn currency(doc: &Doc<'_>, p: &Placed, at: u32) -> Option<u32> {
    let m = doc.phrase(at, Class::MoneyCurrency)?;
    if matches!(p.number.figure, Figure::Ratio(..)) {
        return None;
    }
    let longer = doc
        .matches
        .at(at as usize)
        .iter()
        .any(|x| x.len > m.len && matches!(x.class, Class::QuantityNoun | Class::MoneyNot | Class::QuantityUnit));
    if longer {
        return None;
    }
    // Words of other meanings are money only in large sums.
    let row = doc.row(&m);
    let rare =
        matches!(&*row.value, "GBP" | "CNY" | "JPY" | "USD" | "EUR") && m.len == 1 && !doc.text_of(at).is_ascii();
    let small = p.number.scale == 1.0 && p.number.one().is_some_and(|x| x < 20.0);
    (!(rare && small)).then_some(m.span().end)
}

/// A sign or code before the number: `$5 triệu`, `USD 200`.
fn signed<'a>(doc: &Doc<'a>, p: &Placed) -> Option<(Measured, &'a str)> {
    let core = p.number.core;
    let sign = ends(doc, p.within, core.start, Class::MoneySign)?;
    let mut m = Measured {
        span: Span::new(sign.start, core.end),
        core: core.start,
        figure: p.number.figure,
        cmp: p.number.cmp,
        unit: sign.span(),
        used: 1,
    };
    if let Some(cmp) = ends(doc, p.within, sign.start, Class::NumberCmp)
        && let Some(symbol) = crate::value::Cmp::from_symbol(&doc.row(&cmp).value)
        && symbol != crate::value::Cmp::Equal
    {
        m.span.start = cmp.start;
        m.cmp = symbol;
    }
    // A sign after another number belongs to that: 5 USD 200.
    if m.span.start > p.within.start && doc.tokens[m.span.start as usize - 1].is_number() {
        return None;
    }
    Some((m, &doc.row(&sign).value))
}

/// Whether the number is an amount of đồng left unsaid: `1.500 tỷ` that counts nothing, `100 nghìn/tháng`.
fn bare(doc: &Doc<'_>, p: &Placed) -> bool {
    let n = &p.number;
    let value = match n.figure {
        Figure::One(x) => x,
        Figure::Range(a, _) => a,
        Figure::Ratio(..) => return false,
    };
    if value < 1000.0 || n.words && n.scale < 1e6 {
        return false;
    }
    let (at, within) = (n.core.end, p.within);
    if at < within.end {
        let token = &doc.tokens[at as usize];
        // hàng trăm triệu năm trước: so many years, unless the year itself follows.
        let years = doc.has(at, Class::DateYear)
            && !doc.has(at, Class::DateRelYear)
            && !doc.tokens.get(at as usize + 1).is_some_and(Token::is_number);
        let unit = years
            || doc
                .matches
                .at(at as usize)
                .iter()
                .any(|m| matches!(m.class, Class::PercentUnit | Class::QuantityUnit | Class::MoneyCurrency));
        let goes_on = doc.phrase(at, Class::QuantityStop).is_some()
            || doc.phrase(at, Class::NumberUp).is_some()
            || doc.phrase(at, Class::MoneyTopic).is_some();
        if token.is_number() || unit || token.is_word() && !goes_on {
            return false;
        }
    }
    let before = |class| {
        (within.start.max(p.span.start.saturating_sub(6))..p.span.start).any(|i| doc.phrase(i, class).is_some())
    };
    let rate = at < within.end && doc.tokens[at as usize].is('/');
    if n.scale >= 1e9 {
        return true;
    }
    // 5 triệu/hồ sơ
    if rate && n.scale >= 1e6 && !before(Class::QuantityHalfOf) {
        return true;
    }
    if n.scale >= 1e6 {
        return before(Class::MoneyTopic) || !(before(Class::QuantityNoun) || before(Class::QuantityHalfOf));
    }
    rate && (n.scale >= 1000.0 || before(Class::MoneyTopic)) && !before(Class::QuantityHalfOf)
}
