//! Bodies that share one head word: `các Sở Xây dựng, Công Thương và Nội vụ`, `các bộ: Y tế, Tư pháp`.
//!
//! Enters: the token of a head word behind a plural. Leaves: the bodies of the list, or that all bodies of the kind are
//! meant (`các Phòng GD&ĐT`), which are none. Not done here: bodies that have a head word each.

use super::name::Names;
use crate::lexicon::class::Class;
use crate::lexicon::values::Head;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most bodies of one list.
const MOST: usize = 24;

/// What a head word in the plural stands before.
pub(super) struct Plural {
    /// The bodies; one alone is none.
    pub(super) bodies: Vec<Span<Tok>>,
    /// Where reading goes on.
    pub(super) end: u32,
    /// Kind of the closed list.
    pub(super) kind: &'static str,
}

impl Names<'_, '_> {
    /// The bodies of a ministry's or department's head word in the plural at `at`.
    pub(super) fn plural(&self, at: u32) -> Option<Plural> {
        let m = self.phrase(at, Class::OrgHead).filter(|m| m.len == 1)?;
        let Head { word, flags } = self.doc.lexicon.head(m.row);
        let kind = super::kind_name(word);
        let sole = flags.has('s') && flags.has('p') && (kind == "department" || kind == "ministry");
        let before = at.checked_sub(1).filter(|&n| n >= self.sentence.start)?;
        let many = self.phrase(before, Class::PlacePlural).is_some_and(|m| m.span().end == at);
        if !sole || !many {
            return None;
        }
        let colon = self.token(at + 1).is_some_and(|t| t.is(':'));
        // `hai Bộ Ngoại giao`: those of two countries.
        if !colon && self.doc.has(before, Class::NumberDigit) {
            return None;
        }
        let mut bodies = Vec::new();
        let (mut from, mut end) = (at, at + 1 + u32::from(colon));
        if colon {
            from = end;
        }
        while let Some(after) = self.subject(end).filter(|_| bodies.len() < MOST) {
            bodies.push(Span::new(from, after));
            let comma = after + u32::from(self.token(after).is_some_and(|t| t.is(',')));
            let next = comma + u32::from(self.phrase(comma, Class::OrgAnd).is_some_and(|m| m.len == 1));
            // The area or the head word of its own says which body is meant.
            if bodies.len() == 1 && (self.place(next).is_some() || self.headed(next, 0).is_some() && next > after) {
                return None;
            }
            if next == after || self.phrase(next, Class::OrgHead).is_some() {
                end = after;
                break;
            }
            (from, end) = (next, next);
        }
        let end = bodies.last().map(|b| b.end.min(end)).filter(|_| !colon || bodies.len() > 1)?;
        Some(Plural { bodies, end, kind })
    }

    /// The end of what one body of a list is for.
    fn subject(&self, at: u32) -> Option<u32> {
        if !self.capital(at) {
            return None;
        }
        let short = |n: u32| self.phrase(n, Class::OrgAbbr).filter(|_| self.token(n).is_some_and(Token::is_upper));
        let part = |n: u32| self.phrase(n, Class::OrgPart).or_else(|| short(n)).map(|m| m.span().end);
        let mut end = self.glued(part(at)?);
        // `Kế hoạch | đầu tư`, `Kế hoạch | - Đầu tư`
        for _ in 0..2 {
            let dash = self.token(end).is_some_and(|t| t.is('-') || t.is('&')) && self.capital(end + 1);
            let small = self.token(end).is_some_and(|t| t.is_small());
            let more = if dash { part(end + 1) } else { part(end).filter(|_| small) };
            let Some(more) = more else { break };
            end = self.glued(more);
        }
        Some(end)
    }
}
