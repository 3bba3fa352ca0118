//! What positions count: code points, UTF-16 units or bytes.
//!
//! Enters: a record whose spans count code points, and the texts they are positions in. Leaves: the same record in another
//! unit; and, for whoever reads a record, the byte at which a position stands. Not done here: finding spans.

use super::Record;
use super::list::OffsetUnit;
use super::value::CharSpan;

impl OffsetUnit {
    /// How many units `text` has.
    ///
    /// ```
    /// use tinviet::record::OffsetUnit::{Byte, Codepoint, Utf16};
    /// assert_eq!([Codepoint, Utf16, Byte].map(|unit| unit.count("Tết 🏮")), [5, 6, 10]);
    /// ```
    #[must_use]
    pub fn count(self, text: &str) -> u32 {
        let n = match self {
            Self::Codepoint => text.chars().count(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Byte => text.len(),
        };
        n as u32
    }

    fn of(self, c: char) -> u32 {
        match self {
            Self::Codepoint => 1,
            Self::Utf16 => c.len_utf16() as u32,
            Self::Byte => c.len_utf8() as u32,
        }
    }
}

/// Where the code points of a text stand, so that a position becomes another one without counting from the beginning.
///
/// ```
/// use tinviet::record::{OffsetUnit, Positions};
/// let text = "Tết 🏮 vui";
/// let positions = Positions::new(text);
/// assert_eq!(positions.byte(text, OffsetUnit::Codepoint, 6), 11);
/// assert_eq!(positions.byte(text, OffsetUnit::Utf16, 7), 11);
/// assert_eq!(&text[11..], "vui");
/// ```
#[derive(Debug, Default)]
pub struct Positions {
    /// Of every code point whose number divides by `STEP`.
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    byte: u32,
    utf16: u32,
}

const STEP: usize = 64;

impl Positions {
    /// The positions of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut positions = Self::default();
        positions.fill(text);
        positions
    }

    /// Refills them for another text.
    pub fn fill(&mut self, text: &str) {
        self.marks.clear();
        let mut utf16 = 0;
        for (n, (byte, c)) in text.char_indices().enumerate() {
            if n % STEP == 0 {
                self.marks.push(Mark { byte: byte as u32, utf16 });
            }
            utf16 += c.len_utf16() as u32;
        }
    }

    /// The byte of `text` at which the position `at` stands; its length for a position past the end. A position within a
    /// code point becomes a boundary beside it.
    #[must_use]
    pub fn byte(&self, text: &str, unit: OffsetUnit, at: u32) -> usize {
        let n = match unit {
            OffsetUnit::Codepoint => at as usize / STEP,
            OffsetUnit::Utf16 => self.marks.partition_point(|m| m.utf16 <= at).saturating_sub(1),
            OffsetUnit::Byte => self.marks.partition_point(|m| m.byte <= at).saturating_sub(1),
        };
        let Some(mark) = self.marks.get(n) else { return text.len() };
        let mut passed = match unit {
            OffsetUnit::Codepoint => (n * STEP) as u32,
            OffsetUnit::Utf16 => mark.utf16,
            OffsetUnit::Byte => mark.byte,
        };
        let from = mark.byte as usize;
        for (byte, c) in text.get(from..).unwrap_or_default().char_indices() {
            if passed >= at {
                return from + byte;
            }
            passed += unit.of(c);
        }
        text.len()
    }

    /// Code point `at` of `text` as a position in `unit`.
    fn count(&self, text: &str, at: u32, unit: OffsetUnit) -> u32 {
        match unit {
            OffsetUnit::Codepoint => at,
            OffsetUnit::Byte => self.byte(text, OffsetUnit::Codepoint, at) as u32,
            OffsetUnit::Utf16 => {
                let last = self.marks.len().saturating_sub(1);
                let Some(mark) = self.marks.get((at as usize / STEP).min(last)) else { return 0 };
                let end = self.byte(text, OffsetUnit::Codepoint, at);
                mark.utf16 + OffsetUnit::Utf16.count(text.get(mark.byte as usize..end).unwrap_or_default())
            }
        }
    }
}

impl Record<'_> {
    /// Makes all spans, which count code points, count `unit`.
    ///
    /// `source` is the text that source spans are positions in, less what stands before it: its length in `unit` is
    /// `before`, and has been added to them.
    pub fn count_in(&mut self, unit: OffsetUnit, source: &str, before: u32) {
        if unit == OffsetUnit::default() {
            return;
        }
        self.offset_unit = Some(unit);
        let text = std::mem::take(&mut self.text);
        let (here, there) = (Positions::new(&text), Positions::new(source));
        let place = |span: &mut CharSpan| {
            for at in [&mut span.0, &mut span.1] {
                *at = here.count(&text, *at, unit);
            }
        };
        let origin = |span: &mut Option<CharSpan>| {
            if let Some(span) = span {
                for at in [&mut span.0, &mut span.1] {
                    *at = before + there.count(source, at.saturating_sub(before), unit);
                }
            }
        };
        for block in &mut self.blocks {
            place(&mut block.span);
            origin(&mut block.source_span);
        }
        self.sentences.iter_mut().for_each(|s| place(&mut s.span));
        self.words.iter_mut().flatten().for_each(place);
        for mention in &mut self.mentions {
            place(&mut mention.span);
            origin(&mut mention.source_span);
        }
        for indicator in &mut self.indicators {
            place(&mut indicator.span);
            origin(&mut indicator.source_span);
        }
        self.text = text;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long enough for several marks, with letters of one to four bytes.
    fn text() -> String {
        "Lễ hội 🏮 ở xã Đông Hạ: 1.234 hộ, 𝄞, 94%. ".repeat(9)
    }

    #[test]
    fn positions_in_every_unit() {
        let text = text();
        let positions = Positions::new(&text);
        for unit in OffsetUnit::ALL.iter().copied() {
            let mut passed = 0;
            for (n, (byte, c)) in text.char_indices().enumerate() {
                assert_eq!(positions.byte(&text, unit, passed), byte);
                assert_eq!(positions.count(&text, n as u32, unit), passed);
                passed += unit.of(c);
            }
            assert_eq!((passed, positions.byte(&text, unit, passed)), (unit.count(&text), text.len()));
            assert_eq!(positions.count(&text, text.chars().count() as u32, unit), passed);
            assert_eq!(positions.byte(&text, unit, u32::MAX), text.len());
        }
    }

    #[test]
    fn an_empty_text_and_a_position_within_a_letter() {
        let none = Positions::new("");
        for unit in OffsetUnit::ALL.iter().copied() {
            assert_eq!((none.byte("", unit, 0), none.byte("", unit, 7), none.count("", 0, unit)), (0, 0, 0));
        }
        let lamp = Positions::new("🏮.");
        assert_eq!(lamp.byte("🏮.", OffsetUnit::Utf16, 1), 4);
        assert_eq!(lamp.byte("🏮.", OffsetUnit::Byte, 3), 4);
    }
}
