//! Foreign names that no list has, and the quarters of foreign places: `ở Zolvik, bang Gujarat`, `Đông Nam Alberta`.
//!
//! Enters: a known place. Leaves: the name beside it, or the name with its quarter. Not done here: names of the lists
//! (`bare`), regions behind a designation (`region`).

use super::{ABROAD, Scan};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

impl Scan<'_, '_> {
    /// `Đông Nam | Alberta`, `phía Tây | Texas`: a foreign place at `at` with the quarter of it before, unless `phía` parts them.
    pub(super) fn quartered(&self, at: u32) -> Option<Span<Tok>> {
        let doc = self.doc;
        let quarter = self.before(at, Class::PlaceQuarter).filter(|&q| self.last_end <= q)?;
        // `mùa Đông | Sapporo`
        if self.before(at, Class::PlaceNot).is_some() {
            return None;
        }
        let foreign = |m: &Match| matches!(m.class, Class::PlaceCountry | Class::PlaceCity);
        let place = doc.matches.at(at as usize).iter().find(|m| foreign(m))?.span();
        let syllables = place.range().all(|n| doc.tokens[n].shape.has(Shape::SYLLABLE));
        let capitals = self.names().capital(Span::new(quarter, place.end));
        let before = self.previous(quarter).map(|p| &doc.tokens[p as usize]);
        if syllables || !capitals || self.before_capital(place.end) || before.is_some_and(Token::is_capital) {
            return None;
        }
        let side = before.is_some_and(|t| t.is_small()) && self.has(quarter - 1, Class::PlaceQuarter);
        Some(if side { place } else { Span::new(quarter, place.end) })
    }

    /// `ở Zolvik, bang Gujarat`, `từ Zolvik (Nhật Bản)`, `tại Zolvik thuộc tỉnh Gyeonggi`: behind a preposition and before a known
    /// place, foreign words that no list has.
    pub(super) fn beside_known(&mut self, known: u32) {
        let tokens = self.doc.tokens;
        let within = |p: u32| self.doc.phrase(p, Class::PlaceWithin).is_some_and(|m| &*self.doc.row(&m).value != "own");
        let joins = |p: &u32| tokens[*p as usize].is(',') || tokens[*p as usize].is('(') || within(*p);
        let Some(mark) = self.previous(known).filter(joins) else { return };
        let first = mark.saturating_sub(3).max(self.last_end).max(self.sentence.start);
        let start = (first..mark).rev().take_while(|&n| tokens[n as usize].is_foreign_name()).last();
        let start = start.or_else(|| if within(mark) { None } else { self.spelled_here(first, mark) });
        let Some(start) = start.filter(|&s| !tokens[s as usize].shape.has(Shape::INNER)) else { return };
        let preposed = self.before(start, Class::PlacePrep).is_some_and(|n| self.doc.is_place_preposition(n));
        if preposed && !self.has(start, Class::OrgName) && !self.has(start, Class::PlaceNot) {
            self.push(start, Span::new(start, mark), "city", ABROAD);
        }
    }

    /// `ở | Miên Thạch, Tứ Xuyên`: where a name of two or three syllables begins that is foreign and written as ours are.
    fn spelled_here(&self, first: u32, mark: u32) -> Option<u32> {
        const OTHERS: ClassSet = ClassSet::of(&[
            Class::PlaceHead,
            Class::PlaceSurname,
            Class::PersonSurname,
            Class::PersonKnown,
            Class::PersonOpener,
            Class::OrgHead,
            Class::OrgPart,
            Class::ProgrammeHead,
        ]);
        let ours = |n: u32| {
            let t = &self.doc.tokens[n as usize];
            t.is_capital() && !t.is_upper() && t.shape.has(Shape::SYLLABLE)
        };
        let start = (first..mark).rev().take_while(|&n| ours(n)).last()?;
        (mark - start >= 2 && !self.doc.classes(start).meets(&OTHERS)).then_some(start)
    }
}
