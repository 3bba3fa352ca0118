//! Papers named without `báo`, whose names are common words: `trao đổi với Thanh Niên`, `Ảnh: Tiền Phong`.
//!
//! Enters: a token where such a name begins. Leaves: the paper, where the words before speak of one. Not done here: papers
//! whose names mean nothing else (`known`), and those behind `báo` (`headed`).

use super::name::{Found, Names};
use crate::lexicon::class::Class;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most words of what stands before a paper.
const BEFORE: u32 = 4;

impl Names<'_, '_> {
    /// A paper at `at`.
    pub(super) fn medium(&self, at: u32) -> Option<Found> {
        let m = self.phrase(at, Class::OrgMedium).filter(|m| self.doc.has_capitals(m))?;
        let end = m.span().end;
        // `Lao Động | Thương binh`
        let goes_on = self.token(end).is_some_and(|t| t.is_capital() && t.spaced || t.is('-') || t.is('&'));
        let from = at.saturating_sub(BEFORE).max(self.sentence.start);
        let spoken = self.doc.matches.filling(from..at, Class::OrgMediumBefore).is_some();
        (!goes_on && (spoken || self.is_credited(at))).then_some(Found { end, kind: "media", open: false, alone: true })
    }

    /// The name of a paper without `báo`, by which the document may go on to call it.
    pub(super) fn paper_of(&self, start: u32, found: &Found) -> Option<Span<Tok>> {
        let name = Span::new(start + 1, found.end);
        let headed = found.kind == "media" && self.phrase(start, Class::OrgHead).is_some_and(|m| m.len == 1);
        let known = || self.phrase(name.start, Class::OrgMedium).is_some_and(|m| m.span() == name);
        (headed && name.len() > 1 && known() && (name.start..name.end).all(|n| self.capital(n))).then_some(name)
    }

    /// `Ảnh: QH`, `Nguồn: Tiền Phong`: who took a picture signs here, or the paper that had it.
    pub(super) fn is_credited(&self, at: u32) -> bool {
        let colon = at.checked_sub(1).filter(|&n| n > self.sentence.start && self.token(n).is_some_and(is_colon));
        colon.is_some_and(|n| {
            let from = n.saturating_sub(2).max(self.sentence.start);
            self.doc.matches.filling(from..n, Class::PersonCredit).is_some()
        })
    }
}

fn is_colon(token: &Token) -> bool {
    token.is(':')
}
