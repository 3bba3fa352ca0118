//! What stands around a figure: whether it is one, or part of a name, a code, a date, a score.

use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::recognise::doc::Doc;
use crate::recognise::number::read::{Core, Form};
use crate::span::{Span, Tok};
use crate::value::Figure;

/// Longer phrases are not looked for before a figure.
pub(crate) const LONGEST: u32 = 4;

/// The longest phrase of `class` that ends right before token `end`.
#[must_use]
pub fn ends(doc: &Doc<'_>, within: Span<Tok>, end: u32, class: Class) -> Option<Match> {
    let first = within.start.max(end.saturating_sub(LONGEST));
    doc.matches.filling(first..end, class)
}

/// What stands before a token, for many questions about it: their answers are mostly no, and one set gives them.
#[derive(Debug, Clone, Copy)]
pub struct Before<'d, 'a> {
    /// The document.
    pub doc: &'d Doc<'a>,
    /// The tokens of the sentence.
    pub within: Span<Tok>,
    /// The token.
    pub end: u32,
    /// The classes of the phrases that begin close before, wherever they end.
    near: ClassSet,
}

impl<'d, 'a> Before<'d, 'a> {
    /// What stands before token `end` of the sentence `within`.
    #[must_use]
    pub fn new(doc: &'d Doc<'a>, within: Span<Tok>, end: u32) -> Self {
        let near = doc.matches.classes_in(within.start.max(end.saturating_sub(LONGEST))..end);
        Self { doc, within, end, near }
    }

    /// As [`ends`].
    #[inline]
    #[must_use]
    pub fn ends(&self, class: Class) -> Option<Match> {
        if self.near.has(class) { ends(self.doc, self.within, self.end, class) } else { None }
    }
}

/// Whether a phrase of one of the classes of units begins at `at`.
#[must_use]
pub fn unit_follows(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    const UNITS: ClassSet = ClassSet::of(&[Class::PercentUnit, Class::MoneyCurrency, Class::QuantityUnit]);
    at < within.end && doc.classes(at).meets(&UNITS)
}

/// Whether a figure in `core_start..end` is not glued into a code, a date, a time, a telephone number or a score.
#[must_use]
pub fn stands_apart(doc: &Doc<'_>, within: Span<Tok>, at: u32, end: u32) -> bool {
    let token = |i: u32| &doc.tokens[i as usize];
    let first = token(at);
    if !first.is_number() {
        return true;
    }
    if at > within.start && !first.spaced {
        let before = token(at - 1);
        if before.is_word() {
            return false;
        }
        let inner = at > within.start + 1;
        let earlier = inner.then(|| token(at - 2));
        if before.is('/') {
            // Units may stand in both places: 9 vụ/13 đối tượng.
            if !earlier.is_some_and(|t| t.is_word() && !t.is_upper()) {
                return false;
            }
        } else if (before.is('-')
            && earlier
                .is_some_and(|t| t.is_number() || t.is_word() && !before.spaced && !ends_unit(doc, within, at - 1)))
            || ((before.is(':') || before.is('.') || before.is(','))
                && !before.spaced
                && earlier.is_some_and(|t| t.is_number()))
            || before.is('#')
            || before.is('@')
            || before.is('+')
            || before.is('_')
            || before.is('№')
        {
            return false;
        }
    } else if at > within.start && token(at - 1).is_number() {
        // Digits set apart by spaces that form no grouped number.
        return false;
    }
    if end >= within.end {
        return true;
    }
    let next = token(end);
    if next.spaced {
        // 5 - 3, 12 / 5: what looks like a range and is none.
        return !(next.is('/') && end + 1 < within.end && token(end + 1).is_number());
    }
    if next.is_word() {
        const UNITS: ClassSet = ClassSet::of(&[
            Class::QuantityUnit,
            Class::MoneyCurrency,
            Class::PercentUnit,
            Class::NumberScale,
            Class::DurationUnit,
        ]);
        return doc.classes(end).meets(&UNITS)
            && !(next.is_upper() && next.end - next.start == 1 && matches!(doc.text_of(end), "G" | "K" | "M" | "L"));
    }
    let after = (end + 1 < within.end).then(|| token(end + 1));
    if next.is('/') {
        return after.is_none_or(|t| !t.is_number() && !t.is_upper());
    }
    if next.is('-') || next.is(':') || next.is('_') {
        return after.is_none_or(|t| t.spaced || (next.is('-') && !t.is_number() && !t.is_upper()));
    }
    !(next.is('\'') || next.is('"') && after.is_some_and(|t| t.is_number()))
}

/// Whether a unit ends right before token `end`: `2kg-5kg`.
fn ends_unit(doc: &Doc<'_>, within: Span<Tok>, end: u32) -> bool {
    [Class::QuantityUnit, Class::MoneyCurrency, Class::DurationUnit, Class::PercentUnit].into_iter().any(|class| {
        ends(doc, within, end, class)
            .is_some_and(|m| m.start > within.start && doc.tokens[m.start as usize - 1].is_number())
    })
}

/// What the word before a figure makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Nothing.
    None,
    /// A name, unless a counted noun follows.
    Weak,
    /// A name: `Quận 1`.
    Names,
}

/// What the words before the figure that begins behind them make of it.
#[must_use]
pub fn label(before: &Before<'_, '_>, core: &Core) -> Label {
    const LABELS: ClassSet = ClassSet::of(&[Class::NumberLabel, Class::NumberLabelWeak]);
    let Before { doc, within, end: at, .. } = *before;
    // A single figure is named by the words before it only.
    if matches!(core.figure, Figure::One(_)) && !before.near.meets(&LABELS) {
        return Label::None;
    }
    let (first, last) = match core.figure {
        Figure::One(x) => (x, x),
        Figure::Range(a, b) | Figure::Ratio(a, b) => (a, b),
    };
    let comma = doc.tokens[at as usize].is_number() && doc.text_of(at).contains(',');
    let bare = core.scale == 1.0 && !comma && core.form != Form::Hundreds;
    const SHARES: ClassSet = ClassSet::of(&[Class::PercentUnit, Class::MoneyCurrency]);
    let share = core.end < within.end && doc.classes(core.end).meets(&SHARES);
    // A year, or two of them, or a month of a year.
    let year = |x: f64| (1900.0..=2100.0).contains(&x) && x.fract() == 0.0;
    let four = |i: u32| doc.tokens[i as usize].is_number() && doc.text_of(i).len() == 4;
    if bare && !share && core.form == Form::Range && year(first) && year(last) && four(at) {
        return Label::Names;
    }
    if bare && core.form == Form::Ratio && year(last) && four(core.end - 1) && first <= 12.0 {
        return Label::Names;
    }
    if bare && core.form == Form::Ratio && first == 24.0 && (last == 7.0 || last == 24.0) && !core.words {
        let counted = core.end < within.end && doc.phrase(core.end, Class::QuantityNoun).is_some();
        if last == 7.0 || !counted {
            return Label::Names;
        }
    }
    // trong vòng, dự phòng: words that end like a label.
    let longer = before.ends(Class::NumberLabelNot).map_or(0, |m| m.len);
    let hard = before.ends(Class::NumberLabel).filter(|m| m.len >= longer);
    // trong số 6 người, tổng số 320 hộ
    let among = || {
        [Class::QuantityAmong, Class::QuantityHalfOf]
            .into_iter()
            .any(|class| before.ends(class).is_some_and(|m| m.len > 1))
    };
    if let Some(m) = hard.filter(|_| !among()) {
        // 1 năm 6 tháng: the label is the unit of the number before.
        let unit = |at: u32| at < within.end && doc.phrase(at, Class::DurationUnit).is_some();
        if unit(m.start) && unit(core.end) && m.start > within.start && doc.tokens[m.start as usize - 1].is_number() {
            return Label::None;
        }
        let counted = !bare || share || (unit_follows(doc, within, core.end) && !year(first));
        // `năm`, a number word itself, labels only digits and words it can stand before.
        if !counted {
            return Label::Names;
        }
        // In a name such as `Nghị quyết 12` nothing is counted even where a unit seems to follow.
        if doc.tokens[m.start as usize].is_upper() && !share {
            return Label::Names;
        }
        return Label::None;
    }
    let weak = before.ends(Class::NumberLabelWeak).filter(|m| m.len >= longer);
    if weak.is_some() { Label::Weak } else { Label::None }
}
