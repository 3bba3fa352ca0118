//! The line-up of a team: `Nà Lò FC (4-3-3): Drelich; Holub, Vrbak (Kostel 64)`.
//!
//! Enters: the token where a name may begin, or the one behind it. Leaves: whether a line-up opens there, or goes on from the
//! player before; whether what a player does follows. Not done here: lists of names in running text (`around`), and the names
//! themselves (`name`, `foreign`).

use super::name::Names;
use crate::lexicon::class::Class;

/// Most tokens of how a team lines up, with its brackets: `(4-2-3-1)`.
const LONGEST_FORMATION: u32 = 9;

impl Names<'_, '_> {
    /// Whether something that a player does and no team stands at `at`: `Holub | đánh đầu`.
    pub(super) fn plays(&self, at: u32) -> bool {
        self.phrase(at, Class::PersonVerb).is_some_and(|m| &*self.doc.row(&m).value == "plays")
    }

    /// Whether the word at `at` ends a name whose first words were read as none: `Van de | Holub`.
    pub(super) fn is_last_part(&self, at: u32) -> bool {
        at > self.start && self.doc.has(at - 1, Class::PersonParticle) && !self.doc.tokens[at as usize - 1].is_capital()
    }

    /// Whether a capital stands before the word at `at` that is not the sentence's: `Nà Lò | Holub`.
    pub(super) fn follows_capital(&self, at: u32) -> bool {
        let token = |n: u32| &self.doc.tokens[n as usize];
        at > self.start && token(at).spaced && token(at - 1).is_capital() && !self.doc.is_opener(at - 1)
    }

    /// Whether the line-up of a team opens at `at`: its formation in brackets stands before, and a colon or three figures of it.
    pub(super) fn opens_line_up(&self, at: u32) -> bool {
        let is = |n: u32, mark: char| self.doc.tokens[n as usize].is(mark);
        if at < self.start + 6 {
            return false;
        }
        let colon = is(at - 1, ':');
        let close = at - 1 - u32::from(colon);
        if !is(close, ')') {
            return false;
        }
        let first = close.saturating_sub(LONGEST_FORMATION).max(self.start);
        let inner = |n: &u32| self.doc.tokens[*n as usize].is_number() || is(*n, '-');
        let figures = (first..close).rev().take_while(inner).count() as u32;
        figures >= if colon { 1 } else { 5 } && close - figures > first && is(close - figures - 1, '(')
    }

    /// Whether the next player of a line-up stands at `at`, behind the one that ends at `end`: who comes in for him, or, behind
    /// who came in, when, and the bracket, the one after both.
    pub(super) fn lines_up(&self, end: u32, at: u32) -> bool {
        let is = |n: u32, mark: char| self.token(n).is_some_and(|t| t.is(mark));
        if is(end, '(') {
            return end + 1 == at;
        }
        let minute =
            |n: &u32| self.token(*n).is_some_and(|t| t.is_number() || [',', '+', '\''].iter().any(|&c| t.is(c)));
        let close = end + (end..end + 4).take_while(minute).count() as u32;
        is(close, ')') && (is(close + 1, ',') || is(close + 1, ';')) && close + 2 == at
    }
}
