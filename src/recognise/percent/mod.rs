//! Shares: `34%`, `hơn 94%`, `12-15%`, `0,3 điểm phần trăm`, `0,2‰`.
//!
//! Enters: the numbers found. Leaves: a candidate for each share, in hundredths (or thousandths, by its unit) as written.

use crate::lexicon::class::Class;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::number::digits::decimal;
use crate::recognise::number::measure::{Placed, measured};
use crate::recognise::{Kind, Recogniser, Value};
use crate::value::{Amount, Figure};

/// The recogniser.
#[derive(Debug)]
pub struct Percents;

impl Recogniser for Percents {
    fn kind(&self) -> Kind {
        Kind::Percent
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Number]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec!["percent/sign", "percent/ends"]
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        out.with_numbers(|list, out| propose(doc, list, out));
    }
}

fn propose(doc: &Doc<'_>, list: &[Placed], out: &mut Candidates) {
    let unit = |_: &Placed, at| doc.phrase(at, Class::PercentUnit).map(|m| m.span().end);
    let mut i = 0;
    while i < list.len() {
        let Some(m) = measured(doc, list, i, Class::PercentUnit, &unit) else {
            i += 1;
            continue;
        };
        let mut figure = m.figure;
        // A single mark in a share is a decimal one: 10.000% is never written.
        let token = list[i].number.core;
        if let (Figure::One(_), 1) = (figure, token.len())
            && let Some(x) = decimal(doc.text_of(token.start))
        {
            figure = Figure::One(x.copysign(if matches!(figure, Figure::One(v) if v < 0.0) { -1.0 } else { 1.0 }));
        }
        let unit = doc.phrase(m.unit.start, Class::PercentUnit).map_or("%", |p| &doc.row(&p).value);
        let rule = if m.used == 2 { "percent/ends" } else { "percent/sign" };
        let value = Value::Percent(Amount { figure, cmp: m.cmp, unit: unit.into() });
        out.push(Candidate { kind: Kind::Percent, span: m.span, rule, state: State::Firm, score: 10, value });
        i += m.used;
    }
}
