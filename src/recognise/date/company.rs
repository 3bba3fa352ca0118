//! Whether a latent date is one where it stands.
//!
//! Enters: a piece and its place. Leaves: yes or no, by the words and marks around it: a fraction, a score and an address look
//! like a day and month (`2/3 số hộ`, `số nhà 12/3`, `tỷ số 3-1`), a number like a year. Not done here: what a match itself must
//! not stand beside ([`super::make`]).

use crate::lexicon::class::Class;
use crate::recognise::date::assemble::{Grain, Piece, Reader};
use crate::recognise::date::value::{DateExpr, Month, Year};

impl Reader<'_, '_> {
    /// `30/4-1/5`: two bare days with months, at least one of them surely no fraction.
    pub(super) fn holiday_pair(&self, at: u32, to: u32, first: &Piece, second: &Piece) -> bool {
        let day = |p: &Piece| p.expr.point().and_then(|q| q.day).is_some();
        day(first)
            && day(second)
            && (self.no_fraction(at, first) || self.no_fraction(to, second))
            && self.phrase(second.end, Class::DateCounted).is_none()
    }

    pub(super) fn counted(&self, at: u32) -> bool {
        self.is(at, '%') || self.phrase(at, Class::DateCounted).is_some()
    }

    /// Whether a latent date is one where it stands.
    pub(super) fn plausible(&self, at: u32, piece: &Piece, opened: bool) -> bool {
        if piece.firm {
            return true;
        }
        let end = piece.end;
        if self.counted(end) {
            return false;
        }
        match piece.rule {
            "date/bare-day-month" => self.bare_day(at, piece, opened),
            "date/bare-dotted" => self.before(at, Class::DateOccasion) && !self.next_word(end),
            // `15 tháng 8` alone may be fifteen months.
            "date/bare-day-of-month" => {
                matches!(piece.expr, DateExpr::Lunar { .. })
                    || piece.expr.point().is_some_and(|p| p.year != Year::Missing && p.month != Month::Missing)
            }
            "date/bare-year" => {
                let listed = self.follows(at, Grain::Year);
                let bracketed = at > 0 && self.is(at - 1, '(') && self.is(end, ')');
                // `2 năm 2023 và 2024`
                let counted =
                    self.before(at, Class::DateYear) || self.before(at, Class::DateCompare) && !self.next_word(end);
                opened || listed || bracketed || counted
            }
            "date/hours-bare" => opened,
            "date/month-dash-year" => opened || self.before(at, Class::DateAt),
            _ => false,
        }
    }

    /// Whether a mention of this grain ends just before, with a comma or `và` between.
    fn follows(&self, at: u32, wanted: Grain) -> bool {
        let Some((end, grain)) = self.last else { return false };
        grain == wanted && at == end + 1 && (self.is(end, ',') || self.phrase(end, Class::DateAnd).is_some())
    }

    /// A day and month without a head word: a fraction, a score and an address look the same.
    fn bare_day(&self, at: u32, piece: &Piece, opened: bool) -> bool {
        if !self.is(at + 1, '/') {
            // With a dash only where a period is opened, and then only as a whole clause.
            let clause = !self.next_word(piece.end);
            // `dịp lễ 2-9`; `ngày 30-4 và 1-5`
            let listed = self.follows(at, Grain::Day) && self.phrase(at - 1, Class::DateAnd).is_some();
            return opened && self.no_fraction(at, piece) && clause
                || self.before(at, Class::DateOccasion) && (clause || self.no_fraction(at, piece))
                || listed;
        }
        let bracketed = at > 0 && self.is(at - 1, '(') && self.is(piece.end, ')');
        let occasion = self.before(at, Class::DateOccasion);
        if self.before(at, Class::DateQuantified) && !occasion {
            return false;
        }
        let company = opened || occasion || self.follows(at, Grain::Day);
        if bracketed {
            return self.no_fraction(at, piece) || !self.next_word(at);
        }
        // `24/7` means always.
        let always = self.doc.int(at) == Some(24) && self.doc.int(at + 2) == Some(7);
        (company && (!self.next_word(piece.end) || self.no_fraction(at, piece) || self.follows(at, Grain::Day))
            || self.no_fraction(at, piece))
            && (!always || occasion)
    }

    /// Whether a word in small letters follows.
    fn next_word(&self, at: u32) -> bool {
        at < self.sentence.end && {
            let t = &self.doc.tokens[at as usize];
            t.is_word()
                && !t.is_capital()
                && self.phrase(at, Class::DateAnd).is_none()
                && self.phrase(at, Class::DateFuture).is_none()
        }
    }

    /// Whether the day is larger than the month or one of them padded with a nought, so that it is hardly a fraction.
    fn no_fraction(&self, at: u32, piece: &Piece) -> bool {
        let Some(p) = piece.expr.point() else { return false };
        let (Some(day), Month::Known(month)) = (p.day, p.month) else { return false };
        let padded = (at..piece.end).any(|i| self.is_number(i) && self.doc.text_of(i).starts_with('0'));
        (day > month || padded || p.year != Year::Missing) && !self.counted(piece.end)
    }
}
