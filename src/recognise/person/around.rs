//! What stands around a name besides the words that speak for it: heads of streets and schools, lists, signatures.
//!
//! Enters: a name or the token where one may begin. Leaves: whether another name or a signature is read there. Not done here:
//! forms of address, positions and verbs (that is `context`).

use super::context::{Before, Sort};
use super::name::{Make, Name, Names};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};

/// A signature in running text ends before the word that begins the next sentence (`Ảnh: Lê Quân Cảnh sát đã`) or before
/// the same name once more.
pub(super) fn credited(names: &Names<'_, '_>, name: Name) -> Name {
    let (start, mut end) = (name.span.start, name.span.end);
    let half = (end - start) / 2;
    let doc = names.doc;
    if half > 1 && (end - start) % 2 == 0 && (start..start + half).all(|n| doc.text_of(n) == doc.text_of(n + half)) {
        end = start + half;
        return Name { span: Span::new(start, end), ..name };
    }
    let runs_on = names.token(end).is_some_and(|t| t.is_small() && t.spaced);
    if runs_on && end - start >= 3 { Name { span: Span::new(start, end - 1), ..name } } else { name }
}

impl Names<'_, '_> {
    /// Whether the head of a street, a school, a town ends just before `at`.
    pub(super) fn headed(&self, sentence: Span<Tok>, at: u32) -> bool {
        // `ba trường THPT (Chu Văn An, …)`
        if at > sentence.start + 1 && self.doc.tokens[at as usize - 1].is('(') && self.headed(sentence, at - 1) {
            return true;
        }
        let first = sentence.start.max(at.saturating_sub(3));
        // `yêu cầu | Lò Văn An`: the end of another word heads nothing.
        let other = |m: &Match| m.class == Class::PersonVerb && m.span().end == at;
        let ends = |m: Match| {
            m.len == 1 && m.start > first && self.doc.matches.at(m.start as usize - 1).iter().any(|m| other(&m))
        };
        self.doc.matches.filling(first..at, Class::PersonNotHead).is_some_and(|m| !ends(m))
    }

    /// `các tuyến phố như: Lê Lai`: a list of streets opens here.
    pub(super) fn in_streets(&self, sentence: Span<Tok>, at: u32) -> bool {
        let Some(before) = at.checked_sub(1).filter(|n| *n >= sentence.start) else { return false };
        // `số 170 Trần Duy Hưng`, `số 268, Lê Lai`: the number of a house, too high for that of a player.
        let last = before - u32::from(before > sentence.start && self.doc.tokens[before as usize].is(','));
        let house = || self.phrase(last - 1, Class::OrgNumber).is_some();
        if last > sentence.start && self.doc.int(last).is_some_and(|n| n > 99) && house() {
            return true;
        }
        let opens = self.doc.tokens[before as usize].is(':') || self.phrase(before, Class::PlaceSuch).is_some();
        opens
            && (sentence.start.max(at.saturating_sub(10))..before)
                .any(|n| self.phrase(n, Class::PersonNotHead).is_some_and(|m| &*self.doc.row(&m).value == "street"))
    }

    /// A newspaper or a site stands where authors do.
    pub(super) fn is_no_author(&self, start: u32) -> bool {
        let site = (start + 1..self.end).any(|n| {
            self.doc.is_dotted(n)
                || self.doc.tokens[n as usize].is('.') && self.token(n + 1).is_some_and(|t| t.is_small())
        });
        let mixed = (start..self.end).any(|n| self.is_shouted(n))
            && !(start..self.end)
                .all(|n| self.doc.tokens[n as usize].is_upper() || !self.doc.tokens[n as usize].is_word());
        let brand = start + 1 == self.end
            && self
                .token(start)
                .is_some_and(|t| t.shape.has(Shape::INNER) || (t.end - t.start > 8 && !self.is_syllable(start)));
        site || mixed
            || brand
            || self.phrase(start, Class::PersonNotAuthor).is_some_and(|m| m.len > 1 || m.span().end == self.end)
    }

    /// Whether a name of a signature stands where signatures end.
    pub(super) fn ends_credit(&self, name: &Name) -> bool {
        let clear =
            self.token(name.span.end).is_none_or(|t| !t.is_word() || t.is_capital()) || self.opens(name.span.end);
        match name.make {
            Make::Given => {
                clear && name.span.len() >= 2 && self.phrase(name.span.start, Class::PersonNotAuthor).is_none()
            }
            _ => true,
        }
    }

    /// Whether the word is one of a people, not a name: `cầu thủ Việt`.
    pub(super) fn is_part(&self, at: u32) -> bool {
        self.country(at).is_some() || self.phrase(at, Class::PersonNot).is_some()
    }

    /// `Pogba, Zolvik, Coutinho`: whether the list goes on at `end`, and is one of persons: by the `row` of them before, or by
    /// one that is known among the next.
    pub(super) fn lists_on(&self, end: u32, row: u32) -> bool {
        let ends =
            self.token(end).is_none_or(|t| !t.is_word() && !t.is('-') || self.phrase(end, Class::PlaceAnd).is_some());
        if !ends || row > 1 {
            return ends;
        }
        let mut at = end;
        (0..3).any(|_| {
            let next = (at + 1..=at + 2).find(|&n| self.joined(at, n) && self.token(n).is_some_and(|t| t.is_capital()));
            at = next.map_or(at, |n| n + 1);
            next.is_some_and(|n| self.phrase(n, Class::PersonKnown).is_some())
        })
    }

    /// `các anh Nam, Hùng`, `3 bị cáo Lò Văn An, Bình`: whether what stands before a name is said of several.
    pub(super) fn is_plural(&self, before: &Before) -> bool {
        let word = before.start.checked_sub(1).filter(|&n| n >= self.start);
        let several = |n: u32| self.phrase(n, Class::PlacePlural).is_some() || self.doc.int(n).is_some_and(|n| n > 1);
        let named = before.sort == Sort::Noun || before.sort >= Sort::Honorific;
        named && word.is_some_and(several)
    }

    /// Whether a comma, `và` or both stand between `end` and `at`.
    pub(super) fn joined(&self, end: u32, at: u32) -> bool {
        let mut n = end;
        if self.token(n).is_some_and(|t| t.is(',') || t.is(';')) {
            n += 1;
        }
        if n < at && self.phrase(n, Class::PlaceAnd).is_some() {
            n += 1;
        }
        n > end && n == at
    }
}
