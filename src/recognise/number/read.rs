//! Tokens to figures: digits and words with their multipliers, ranges, ratios, fractions.
//!
//! Enters: a document and a token. Leaves: the figure that begins there. Not done here: comparators, and whether the
//! figure counts anything.

use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::recognise::doc::Doc;
use crate::recognise::number::digits::{Style, read};
use crate::span::{Span, Tok};
use crate::value::{Figure, scaled};

/// The largest product of multipliers that is read: a million thousand million.
const LARGEST: f64 = 1e15;

/// A figure with what its reading rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Core {
    /// Its numbers.
    pub figure: Figure,
    /// One past its last token.
    pub end: u32,
    /// The last multiplier, 1 where none is written.
    pub scale: f64,
    /// Written in words only.
    pub words: bool,
    /// See [`crate::recognise::number::value::Number::unsettled`].
    pub unsettled: bool,
    /// What it is.
    pub form: Form,
}

/// The forms of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits, with or without a multiplier in words.
    Digits,
    /// Words.
    Words,
    /// Two ends.
    Range,
    /// `32/34`, `hai phần ba`.
    Ratio,
    /// `hàng trăm`.
    Hundreds,
}

/// One number before ranges and ratios.
#[derive(Debug, Clone, Copy)]
struct One {
    value: f64,
    plain: f64,
    end: u32,
    scale: f64,
    words: bool,
    unsettled: bool,
}

/// Reads figures of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'d, 'a> {
    /// The document.
    pub doc: &'d Doc<'a>,
    /// The sentence's tokens.
    pub within: Span<Tok>,
    /// How the document writes numbers.
    pub style: Style,
}

impl Reader<'_, '_> {
    #[inline]
    fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at < self.within.end && self.doc.has(at, class) { self.longest(at, class) } else { None }
    }

    fn longest(&self, at: u32, class: Class) -> Option<Match> {
        self.doc.phrase(at, class).filter(|m| m.span().end <= self.within.end)
    }

    #[inline]
    fn number_of(&self, at: u32, class: Class) -> Option<f64> {
        self.doc.row(&self.phrase(at, class)?).number
    }

    fn is(&self, at: u32, mark: char) -> bool {
        at < self.within.end && self.doc.tokens[at as usize].is(mark)
    }

    fn glued(&self, at: u32) -> bool {
        at < self.within.end && !self.doc.tokens[at as usize].spaced
    }

    fn is_number(&self, at: u32) -> bool {
        at < self.within.end && self.doc.tokens[at as usize].is_number()
    }

    /// A multiplier at `at`, with the rule that short forms are glued to digits: `500tr`, `100k`, but not `5 K`.
    #[inline]
    fn scale(&self, at: u32) -> Option<f64> {
        self.phrase(at, Class::NumberScale).and_then(|m| self.scale_of(at, &m))
    }

    fn scale_of(&self, at: u32, m: &Match) -> Option<f64> {
        // tỷ lệ, triệu chứng
        if self.phrase(at, Class::NumberWordNot).is_some_and(|not| not.len > m.len) {
            return None;
        }
        let text = self.doc.text_of(at);
        if text.len() <= 2 && text.is_ascii() && (!self.glued(at) || text.starts_with(char::is_uppercase)) {
            return None;
        }
        self.doc.row(m).number
    }

    /// A number below a thousand in words: value and end.
    fn below_thousand(&self, at: u32) -> Option<(f64, u32)> {
        const FIRST: ClassSet = ClassSet::of(&[Class::NumberDigit, Class::NumberTen, Class::NumberNought]);
        if at >= self.within.end || !self.doc.classes(at).meets(&FIRST) {
            return None;
        }
        let digit = |at| self.number_of(at, Class::NumberDigit);
        let five = |at: u32| self.number_of(at, Class::NumberDigit) == Some(5.0);
        // After tens the unit five is `lăm`: a `năm` there is a year.
        let unit = |at: u32| {
            self.number_of(at, Class::NumberTail)
                .or_else(|| digit(at).filter(|_| !five(at) || self.scale(at + 1).is_some()))
        };
        let tens = |at: u32| -> Option<(f64, u32)> {
            if self.phrase(at, Class::NumberTen).is_some() {
                return Some(unit(at + 1).map_or((10.0, at + 1), |u| (10.0 + u, at + 2)));
            }
            let d = digit(at)?;
            if self.phrase(at + 1, Class::NumberTens).is_some() {
                return Some(unit(at + 2).map_or((d * 10.0, at + 2), |u| (d * 10.0 + u, at + 3)));
            }
            let tail = self.number_of(at + 1, Class::NumberTail).filter(|t| *t != 4.0 && d >= 2.0)?;
            Some((d * 10.0 + tail, at + 2))
        };
        let nought = self.phrase(at, Class::NumberNought).is_some();
        if let Some(h) = if nought { Some(0.0) } else { digit(at) }
            && self.number_of(at + 1, Class::NumberScale) == Some(100.0)
        {
            let (value, next) = (h * 100.0, at + 2);
            if self.phrase(next, Class::NumberZero).is_some()
                && let Some(d) = digit(next + 1)
            {
                return Some((value + d, next + 2));
            }
            if let Some((t, end)) = tens(next) {
                return Some((value + t, end));
            }
            if self.phrase(next, Class::NumberHalf).is_some() {
                return Some((value + 50.0, next + 1));
            }
            return Some((value, next));
        }
        if nought {
            return None;
        }
        tens(at).or_else(|| Some((digit(at)?, at + 1)))
    }

    /// Digits or words, without multipliers: value, end, in words, unsettled.
    fn group(&self, at: u32) -> Option<(f64, u32, bool, bool)> {
        if self.is_number(at) {
            let text = self.doc.text_of(at);
            let d = read(text, self.style)?;
            let (mut value, mut end) = (d.value, at + 1);
            // Groups set apart by spaces: 12 345 678.
            if !d.marked && text.len() <= 3 && self.is_number(end) && d.value > 0.0 && !text.starts_with('0') {
                while value < LARGEST && self.is_number(end) && !self.glued(end) && self.doc.text_of(end).len() == 3 {
                    let Some(group) = self.doc.int(end) else { break };
                    value = value * 1000.0 + group as f64;
                    end += 1;
                }
            }
            return Some((value, end, false, d.unsettled));
        }
        if let Some(half) = self.phrase(at, Class::QuantityHalf) {
            return Some((0.5, half.span().end, true, false));
        }
        let (value, end) = self.below_thousand(at)?;
        Some((value, end, true, false))
    }

    /// A number with its multipliers: `1 tỷ 500 triệu`, `ba triệu rưỡi`, `1tr2`.
    fn one(&self, at: u32) -> Option<One> {
        let (plain, mut end, words, unsettled) = self.group(at)?;
        let (mut value, mut scale) = (plain, 1.0);
        while let Some(s) = self.scale(end).filter(|s| scale * s <= LARGEST) {
            scale *= s;
            end += 1;
        }
        if scale == 1.0 {
            return Some(One { value, plain, end, scale, words, unsettled });
        }
        value = scaled(value, scale);
        let mut last = scale;
        loop {
            if self.phrase(end, Class::NumberHalf).is_some() {
                value += last / 2.0;
                end += 1;
                break;
            }
            if self.is_number(end) && self.glued(end) && self.doc.text_of(end).len() == 1 {
                value += self.doc.int(end).unwrap_or(0) as f64 * last / 10.0;
                end += 1;
                break;
            }
            let Some((more, mut next, in_words, _)) = self.group(end) else { break };
            let mut lower = 1.0;
            while let Some(s) = self.scale(next).filter(|s| lower * s <= LARGEST) {
                lower *= s;
                next += 1;
            }
            let bare = lower == 1.0 && words && in_words && next > end + 1 && more >= 1.0;
            if in_words != words || more * lower >= last || lower >= last || (lower == 1.0 && !bare) {
                break;
            }
            value += scaled(more, lower);
            (last, end) = (lower, next);
            if lower == 1.0 {
                break;
            }
        }
        Some(One { value, plain, end, scale, words, unsettled: false })
    }

    /// `hàng trăm tỷ`, or a bare multiplier where `bare` allows it (`gần trăm`).
    #[inline]
    fn hundreds(&self, at: u32, bare: bool) -> Option<Core> {
        match self.phrase(at, Class::NumberTensOf) {
            Some(m) => self.multiplied(m.span().end),
            None if bare => self.multiplied(at),
            None => None,
        }
    }

    /// Multipliers alone.
    fn multiplied(&self, mut end: u32) -> Option<Core> {
        let mut value = 1.0;
        while let Some(s) = self.scale(end).filter(|s| value * s <= LARGEST) {
            value *= s;
            end += 1;
        }
        let core =
            Core { figure: Figure::One(value), end, scale: value, words: true, unsettled: false, form: Form::Hundreds };
        (value > 1.0).then_some(core)
    }

    /// The figure at `at`; `bare`: a multiplier may stand alone.
    #[must_use]
    pub fn figure(&self, at: u32, bare: bool) -> Option<Core> {
        if let Some(core) = self.plain(at).or_else(|| self.hundreds(at, bare)) {
            return Some(core);
        }
        let a = self.one(at)?;
        let form = if a.words { Form::Words } else { Form::Digits };
        let base = Core {
            figure: Figure::One(a.value),
            end: a.end,
            scale: a.scale,
            words: a.words,
            unsettled: a.unsettled,
            form,
        };
        // Fractions: hai phần ba, 3 phần 4.
        if self.phrase(a.end, Class::NumberPart).is_some()
            && let Some(b) = self.one(a.end + 1).filter(|b| b.value >= 2.0 && b.scale == 1.0 && b.value <= 10.0)
        {
            return Some(Core { figure: Figure::Ratio(a.value, b.value), end: b.end, form: Form::Ratio, ..base });
        }
        if let Some(ratio) = self.ratio(&a, &base) {
            return Some(ratio);
        }
        Some(self.range(&a, &base).unwrap_or(base))
    }

    /// A number of digits behind which nothing stands that it could go on with: most are.
    fn plain(&self, at: u32) -> Option<Core> {
        const GO_ON: ClassSet = ClassSet::of(&[Class::NumberScale, Class::NumberPart, Class::NumberTo]);
        let token = &self.doc.tokens[at as usize];
        if !token.is_number() {
            return None;
        }
        let end = at + 1;
        if end < self.within.end {
            let next = &self.doc.tokens[end as usize];
            let joined = next.is_number() || next.is('/') || next.is('-') || next.is('~');
            if joined || self.doc.classes(end).meets(&GO_ON) {
                return None;
            }
        }
        // Longer ones with a leading nought are codes.
        let code = token.end - token.start > 2 && self.doc.text_of(at).starts_with('0');
        let value = self.doc.int(at).filter(|_| !code)?;
        let figure = Figure::One(value as f64);
        Some(Core { figure, end, scale: 1.0, words: false, unsettled: false, form: Form::Digits })
    }

    /// `32/34`, `1.205/1.310`.
    fn ratio(&self, a: &One, base: &Core) -> Option<Core> {
        if a.words || a.scale != 1.0 || !self.is(a.end, '/') || !self.is_number(a.end + 1) {
            return None;
        }
        let b = self.one(a.end + 1).filter(|b| b.scale == 1.0 && !b.words && b.value > 0.0)?;
        Some(Core { figure: Figure::Ratio(a.value, b.value), end: b.end, form: Form::Ratio, unsettled: false, ..*base })
    }

    /// `12-15`, `5 đến 7 triệu`: a missing multiplier is that of the right end.
    fn range(&self, a: &One, base: &Core) -> Option<Core> {
        let hyphen = self.is(a.end, '-') || self.is(a.end, '~');
        let next = if hyphen { a.end + 1 } else { self.phrase(a.end, Class::NumberTo)?.span().end };
        let mut at = next;
        if !self.is_number(at)
            && let Some(m) = self.phrase(at, Class::NumberCmp)
        {
            at = m.span().end;
        }
        if hyphen && !self.is_number(at) && !(a.words && self.glued(at)) {
            return None;
        }
        let b = self.one(at)?;
        let mut low = a.value;
        if a.scale == 1.0 && b.scale > 1.0 && a.plain < 1000.0 {
            low = a.plain * if a.plain <= b.plain { b.scale } else { b.scale / 1000.0 };
        }
        if low >= b.value || a.words != b.words {
            return None;
        }
        let unsettled = a.unsettled && b.unsettled;
        Some(Core {
            figure: Figure::Range(low, b.value),
            end: b.end,
            scale: b.scale,
            form: Form::Range,
            unsettled,
            ..*base
        })
    }
}
