//! Numbers in digits and words, with multipliers, ranges, ratios and the comparators before them.
//!
//! Enters: a document. Leaves: a candidate for each figure that is neither part of a name or code nor labelled by a word
//! (`Quận 1`, `Điều 5`, `tháng 3`). The other kinds of figures are built on these. Not done here: units.

pub mod context;
pub mod digits;
pub mod measure;
pub mod read;
pub mod value;

use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Wakes};
use crate::span::{Span, Tok};
use crate::value::{Cmp, Figure};
use context::{Before, Label, ends, label, stands_apart};
use digits::{Style, evidence};
use read::{Core, Form, Reader};
use value::Number;

/// The recogniser.
#[derive(Debug)]
pub struct Numbers;

impl Recogniser for Numbers {
    fn kind(&self) -> Kind {
        Kind::Number
    }

    fn needs(&self) -> &'static [Kind] {
        &[]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec!["number/digits", "number/words", "number/range", "number/ratio", "number/hundreds"]
    }

    fn wakes(&self) -> Wakes {
        Wakes { classes: WAKES, numbers: true, ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let style = style(doc);
        let mut walk = doc.walk(Kind::Number);
        while let Some((at, within)) = walk.step() {
            match read_at(&Reader { doc, within, style }, at) {
                Ok((span, number, rule)) => {
                    walk.skip_to(span.end);
                    out.push_number(span, within, number, rule);
                }
                Err(next) => walk.skip_to(next),
            }
        }
    }
}

/// How the document writes numbers: the first number that can be read in one way only tells.
fn style(doc: &Doc<'_>) -> Style {
    let mut walk = doc.walk(Kind::Number);
    std::iter::from_fn(|| walk.next_token())
        .map(|at| &doc.tokens[at as usize])
        .filter(|t| t.is_number() && t.end - t.start >= 5)
        .map(|t| evidence(t.span().of(doc.text)))
        .find(|s| *s != Style::Unknown)
        .unwrap_or_default()
}

/// The classes with which a number in words may begin.
const WAKES: ClassSet = ClassSet::of(&[
    Class::NumberDigit,
    Class::QuantityHalf,
    Class::NumberTen,
    Class::NumberTensOf,
    Class::NumberScale,
    Class::NumberNought,
]);

/// The number at `at`, or the token to go on from.
fn read_at(reader: &Reader<'_, '_>, at: u32) -> Result<(Span<Tok>, Number, &'static str), u32> {
    let (doc, within) = (reader.doc, reader.within);
    let token = &doc.tokens[at as usize];
    if !token.is_number() && idle(doc, within, at) {
        return Err(at + 1);
    }
    // A multiplier alone is a number only after a comparator; looking back for one costs more than reading on.
    let bare =
        !token.is_number() && doc.has(at, Class::NumberScale) && ends(doc, within, at, Class::NumberCmp).is_some();
    let Some(core) = reader.figure(at, bare) else { return Err(at + 1) };
    let before = Before::new(doc, within, at);
    if !token.is_number() && !words_allowed(&before, &core) {
        return Err(at + 1);
    }
    if !stands_apart(doc, within, at, core.end) {
        // The second end of what is no range may still be a number.
        return Err(if core.form == Form::Range { at + 1 } else { core.end });
    }
    let label = label(&before, &core);
    if label == Label::Names {
        return Err(core.end);
    }
    let cmp = before.ends(Class::NumberCmp);
    let mut start = at;
    let mut sign = Cmp::Equal;
    if let Some(m) = cmp {
        sign = Cmp::from_symbol(&doc.row(&m).value).unwrap_or_default();
        if sign != Cmp::Equal {
            start = m.start;
        }
    } else if core.form == Form::Hundreds {
        sign = Cmp::AtLeast;
    }
    let mut figure = core.figure;
    // A minus: set apart on the left, glued on the right, not a list mark.
    if token.is_number()
        && at > within.start + 1
        && !token.spaced
        && doc.tokens[at as usize - 1].is('-')
        && doc.tokens[at as usize - 1].spaced
        && doc.classes(core.end).meets(&ClassSet::of(&[Class::PercentUnit, Class::QuantityUnit]))
    {
        figure = figure.times(-1.0);
        start = start.min(at - 1);
    }
    let from = if start == at { before.ends(Class::NumberFrom) } else { ends(doc, within, start, Class::NumberFrom) };
    let mut from = from.is_some();
    let mut end = core.end;
    if from && core.form == Form::Range {
        (start, from) = (start - 1, false);
    }
    if let Some(m) = doc.phrase(end, Class::NumberUp).filter(|m| m.span().end <= within.end) {
        sign = Cmp::from_symbol(&doc.row(&m).value).unwrap_or(sign);
        end = m.span().end;
        if from {
            (start, from) = (start - 1, false);
        }
    }
    let number = Number {
        figure,
        cmp: sign,
        core: Span::new(at, core.end),
        scale: core.scale,
        words: core.words,
        from,
        weak: label == Label::Weak,
        unsettled: core.unsettled,
    };
    let rule = match core.form {
        Form::Digits => "number/digits",
        Form::Words => "number/words",
        Form::Range => "number/range",
        Form::Ratio => "number/ratio",
        Form::Hundreds => "number/hundreds",
    };
    Ok((Span::new(start, end), number, rule))
}

/// Whether the word at `at` is plainly no number: `một` that counts nothing, `không`, the year word `năm`.
///
/// These three are among the most frequent words of all, so they are turned away before anything is read.
fn idle(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    const GOES_ON: ClassSet = ClassSet::of(&[Class::NumberScale, Class::NumberTens, Class::NumberTail]);
    const COUNTED: ClassSet = ClassSet::of(&[
        Class::NumberPart,
        Class::NumberTo,
        Class::QuantityUnit,
        Class::DurationUnit,
        Class::PercentUnit,
    ]);
    let classes = doc.classes(at);
    let (nought, year) = (classes.has(Class::NumberNought), classes.has(Class::DurationUnit));
    let one = classes.has(Class::NumberDigit)
        && doc.matches.at(at as usize).iter().any(|m| m.class == Class::NumberDigit && doc.row(&m).number == Some(1.0));
    if classes.has(Class::QuantityHalf) || !(one || nought || year) {
        return false;
    }
    if at + 1 >= within.end {
        return true;
    }
    if year && doc.tokens[at as usize + 1].is_number() {
        return true;
    }
    let next = doc.classes(at + 1);
    (one || nought) && !(next.meets(&GOES_ON) || one && next.meets(&COUNTED))
}

/// Whether words may be a number here: they are not part of a longer word, and no capital makes them a name.
fn words_allowed(before: &Before<'_, '_>, core: &Core) -> bool {
    let Before { doc, within, end: at, .. } = *before;
    if doc.phrase(at, Class::NumberWordNot).is_some_and(|m| m.span().end > core.end - u32::from(core.end > at + 1)) {
        return false;
    }
    if core.end < within.end && doc.tokens[core.end as usize].is_number() {
        return false;
    }
    let token = &doc.tokens[at as usize];
    // 2 năm, hai năm: a year, not five.
    if core.end == at + 1
        && at > within.start
        && doc.phrase(at, Class::DurationUnit).is_some()
        && (doc.tokens[at as usize - 1].is_number()
            || [Class::NumberDigit, Class::NumberTen, Class::NumberTens, Class::NumberScale, Class::NumberTail]
                .into_iter()
                .any(|class| before.ends(class).is_some()))
    {
        return false;
    }
    if token.is_capital() && at > within.start {
        let last = &doc.tokens[at as usize - 1];
        if last.is_word() || last.is_number() {
            return false;
        }
    }
    if before.ends(Class::NumberVague).is_some() {
        return false;
    }
    // A lone `năm` is five only where something is stated to be five.
    if core.end == at + 1 && doc.phrase(at, Class::DurationUnit).is_some() && at > within.start {
        let stated = before.ends(Class::IndicatorVerb).is_some_and(|m| {
            doc.phrase(m.start, Class::NumberTo).is_none() && doc.phrase(m.start, Class::NumberShift).is_none()
        });
        if !stated && doc.phrase(core.end, Class::DurationUnit).is_none() {
            return false;
        }
    }
    // One syllable that goes on in capitals is a name: Hai Bà Trưng, Năm Căn.
    if token.is_capital() && core.end == at + 1 && core.end < within.end && doc.tokens[core.end as usize].is_capital() {
        return false;
    }
    match core.figure {
        Figure::One(x) => x > 0.0,
        _ => true,
    }
}
