//! Names that are numbers or begin with one: `hẻm 1740/12`, `đường 30/4`, `thôn 3`, `đường số 11`.
//!
//! Enters: the token of the number. Leaves: the tokens of the name. Not done here: numbers that end a name (`run`).

use super::run::Names;
use crate::lexicon::class::Class;
use crate::lexicon::values::Flags;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

impl Names<'_, '_> {
    /// The end of the number of an alley, and of what it branches from: `hẻm | 1740/12`.
    pub(super) fn alley(&self, at: u32) -> u32 {
        let glued = |n: u32| self.token(n).filter(|t| !t.spaced);
        let mut end = at + 1;
        while glued(end).is_some_and(|t| t.is('/')) && glued(end + 1).is_some_and(Token::is_number) {
            end += 2;
        }
        end += u32::from(glued(end).is_some_and(|t| t.is_upper() && t.end - t.start == 1));
        // `hẻm 12 | Bạch Đằng`, `hẻm 12 | Trường Chinh`, but `hẻm 12 | Trường Mầm non Nà Lò`
        let street = self.token(end).is_some_and(|t| t.is_capital() && t.spaced && !t.is_upper());
        let body = || self.doc.phrase(end, Class::OrgHead).is_some_and(|m| m.len > 1 || self.run(end) != end + 2);
        let named =
            street && !body() && !self.doc.has(end, Class::PlaceHead) && !self.opens(end) && !self.is_addressed(end);
        if named { self.run(end) } else { end }
    }

    /// The end of a day that names a street: `đường | 30/4`, `Quảng trường | 16 tháng 4`, `Công viên | 23-9`; a date with its
    /// year is none, nor are the stars of a hotel (`khách sạn 3-4 sao`).
    pub(super) fn dated(&self, at: u32, dashed: bool) -> Option<u32> {
        let within = |n: u32, most: i64| self.doc.int(n).is_some_and(|v| v >= 1 && v <= most);
        let joint = self.token(at + 1)?;
        let slash = (joint.is('/') || dashed && joint.is('-') && !joint.spaced)
            && self.token(at + 2).is_some_and(|t| !t.spaced);
        let month = || self.doc.phrase(at + 1, Class::DateMonth).is_some_and(|m| m.len == 1);
        let end = at + 3;
        let year = self.token(end).is_some_and(|t| t.is('/') || t.is('-') && !t.spaced);
        ((slash || month()) && within(at, 31) && within(at + 2, 12) && !year).then_some(end)
    }

    /// The number that is a name behind a designation: `thôn | 3`, `cột mốc | 1116`, `tổ | 5B`.
    pub(super) fn numbered(&self, at: u32, flags: Flags) -> Option<Span<Tok>> {
        let number = self.doc.int(at).filter(|n| *n < 1000)?;
        let glued = |at: u32| self.token(at).filter(|t| !t.spaced);
        if flags.has('d') {
            // `cột mốc 1116`, but `cột mốc 100 bàn thắng`
            if flags.has('w') && self.counts(at + 1) {
                return None;
            }
            let letter = glued(at + 1).is_some_and(|t| t.is_upper() && t.end - t.start <= 2);
            return Some(Span::new(at, at + 1 + u32::from(letter)));
        }
        if !flags.has('n') || number > 99 || glued(at + 1).is_some_and(|t| t.is('/') || t.is('%') || t.is('-')) {
            return None;
        }
        let letter = glued(at + 1).is_some_and(|t| t.is_upper() && t.end - t.start == 1);
        // `thôn 3 đề nghị`, but `thôn 30 hộ`
        let names = flags.has('N') && !self.doc.has(at + 1, Class::QuantityNoun);
        (flags.has('u') || names || letter || !self.counts(at + 1)).then(|| Span::new(at, at + 1 + u32::from(letter)))
    }

    /// Whether a lower-case word follows that the number before it may count (`tổ 3 người`).
    pub(super) fn counts(&self, at: u32) -> bool {
        self.doc.tokens.get(at as usize).is_some_and(|t| {
            at < self.end
                && t.is_word()
                && !t.is_capital()
                && (self.doc.has(at, Class::QuantityNoun) || !self.doc.has(at, Class::OrgStop))
                && ![Class::PlaceAnd, Class::PlaceHead, Class::PlaceSuch]
                    .iter()
                    .any(|&c| self.doc.phrase(at, c).is_some())
                // `tổ 3 của phường`, `tổ 5 ở Mỹ Đình`; not `tổ 3 người`.
                && !self.doc.phrase(at, Class::PlacePrep).is_some_and(|m| {
                    let next = m.span().end;
                    let head = self.doc.phrase(next, Class::PlaceHead).is_some();
                    next >= self.end || head || self.doc.tokens[next as usize].is_capital()
                })
        })
    }

    /// `đường | số 11`, `đường | số 3A`: a street that has a number behind the word for it.
    pub(super) fn ordinal(&self, at: u32) -> Option<Span<Tok>> {
        let number = at + 1 < self.end && self.doc.int(at + 1).is_some_and(|n| n < 200) && !self.counts(at + 2);
        let letter = self.token(at + 2).is_some_and(|t| !t.spaced && t.is_upper() && t.end - t.start == 1);
        number.then(|| Span::new(at, at + 2 + u32::from(letter)))
    }
}
