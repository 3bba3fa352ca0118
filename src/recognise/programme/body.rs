//! Kind words in the names of bodies, and names beside those who lead them.
//!
//! Enters: a kind word with the name read. Leaves: whether both are part of the name of a body (`Viện Chính sách và Chiến lược
//! phát triển …`) or are one (`giám đốc chương trình Đông Á của Viện …`); where the name of its head begins. Not done here:
//! names of bodies as mentions.

use super::name::Name;
use super::{Head, Scan};
use crate::lexicon::class::Class;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most words of a title before a kind word.
const TITLE: u32 = 4;

/// Most tokens between the head word of a body and a kind word in its name.
const BODY: u32 = 6;

/// Fewest words of a person's name.
const PERSON: u32 = 2;

impl Scan<'_, '_> {
    /// Whether a title stands right before the kind word: `giám đốc Chương trình …`.
    pub(super) fn is_led(&self, head: Head) -> bool {
        let from = self.within.start.max(head.words.start.saturating_sub(TITLE));
        self.doc.matches.filling(from..head.words.start, Class::OfficeTitle).is_some()
    }

    /// Whether the kind word names where somebody works: `chủ nhiệm của Chương trình …`, `chuyên gia tại Chương trình …`.
    fn is_workplace(&self, head: Head) -> bool {
        let (doc, at) = (self.doc, head.words.start);
        let Some(before) = at.checked_sub(1).filter(|b| *b > self.within.start) else { return false };
        let from = self.within.start.max(before.saturating_sub(TITLE));
        let led = || doc.matches.filling(from..before, Class::OfficeTitle).is_some();
        let person = |i: u32| [Class::PersonBefore, Class::PersonHonorific].iter().any(|&c| doc.phrase(i, c).is_some());
        let expert = || (from..before).any(person);
        doc.phrase(before, Class::DocumentOf).is_some() && led()
            || doc.phrase(before, Class::OfficeScope).is_some() && expert()
    }

    /// `giám đốc chương trình Đông Á của Viện …`, `Jan Bakker, giám đốc chương trình Đông Á`, `chuyên gia tại Chương trình Đông Á,
    /// thuộc Viện …`: a department of an institute, named or abroad.
    pub(super) fn is_department(&self, head: Head, read: &Name) -> bool {
        let doc = self.doc;
        let led = self.is_led(head);
        if head.kind != "programme" || read.period.is_some() || !(led || self.is_workplace(head)) {
            return false;
        }
        let at = read.words.end;
        let foreign = |i: u32| {
            let token = doc.tokens.get(i as usize).filter(|_| self.within.start <= i && i < self.within.end);
            token.is_some_and(Token::is_foreign_name)
        };
        let comma = |i: u32| doc.tokens.get(i as usize).is_some_and(|t| t.is(','));
        let before = (self.within.start.max(head.words.start.saturating_sub(TITLE + 1))..head.words.start)
            .rev()
            .find(|i| comma(*i));
        if led && (before.is_some_and(|i| i > 0 && foreign(i - 1)) || (comma(at) && foreign(at + 1))) {
            return true;
        }
        let at = at + u32::from(comma(at));
        let link = [Class::DocumentOf, Class::PlacePrep, Class::OfficeScope].iter().find_map(|&c| doc.phrase(at, c));
        let body = link.map(|m| m.span().end).filter(|body| *body < self.within.end);
        body.is_some_and(|body| doc.phrase(body, Class::ProgrammeInstitute).is_some())
    }

    /// `Viện Chính sách và Chiến lược …`, `Hội đồng Kiến trúc - Quy hoạch …`: the kind word is one of the fields of a body.
    pub(super) fn is_field(&self, head: Head) -> bool {
        let (doc, at) = (self.doc, head.words.start);
        let capital = |i: u32| doc.tokens[i as usize].is_capital();
        let Some(joint) = at.checked_sub(1).filter(|j| *j > self.within.start) else { return false };
        let joins = doc.tokens[joint as usize].is('-')
            || doc.phrase(joint, Class::ProgrammeAnd).is_some_and(|m| m.span().end == at);
        if !matches!(head.kind, "plan" | "strategy") || !capital(at) || !joins {
            return false;
        }
        let from = self.within.start.max(joint.saturating_sub(BODY));
        (from..joint).rev().any(|i| {
            doc.phrase(i, Class::ProgrammeBody).is_some_and(|m| {
                let next = m.span().end;
                next < joint && capital(i) && capital(next) && (next..joint).all(|t| doc.tokens[t as usize].is_word())
            })
        })
    }

    /// Ends a name before the foreign name of a person who leads the programme: `Phó Cao ủy Chương trình … Hermen Borst`.
    pub(super) fn without_head(&self, head: Head, read: &mut Name) {
        let foreign = |i: &u32| self.doc.tokens[*i as usize].is_foreign_name();
        let last = read.words.end;
        let person = (read.words.start..last).rev().take_while(foreign).count() as u32;
        if person >= PERSON && read.words.len() > person + 1 && read.end == last && self.is_led(head) {
            read.words = Span::<Tok>::new(read.words.start, last - person);
            read.end = last - person;
        }
    }
}
