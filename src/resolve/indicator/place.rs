//! Where the figures of a sentence hold.
//!
//! Enters: a sentence. Leaves: the places it states, in order. Not done here: their codes.

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::resolve::indicator::sentence::Clauses;
use crate::span::{Span, Tok};

impl Clauses<'_, '_> {
    /// The places stated in the sentence, in order: `Toàn huyện`, a bare area after `trên địa bàn`, a place that opens a
    /// clause or follows `tại`, `ở`.
    pub(super) fn places(&self) -> Vec<Span<Tok>> {
        let mut places = Vec::new();
        for at in self.within.range() {
            let at = at as u32;
            if let Some(w) = self.phrase(at, Class::IndicatorWhole)
                && let Some(a) = self.phrase(w.span().end, Class::IndicatorArea)
                && !self.near(at).any(|(_, c)| c.kind == Kind::Place && c.span.start == w.span().end)
            {
                let whole = &*self.doc.row(&w).form != "trên địa bàn";
                places.push(Span::new(if whole { at } else { a.start }, a.span().end));
            }
        }
        for (_, c) in self.here().filter(|(_, c)| c.kind == Kind::Place) {
            let opens = c.span.start == self.within.start
                || self.phrase(c.span.start - 1, Class::IndicatorLead).is_some()
                || self.is(c.span.start - 1, &[',', ';']);
            let inside = self.near(c.span.start).any(|(_, o)| {
                matches!(o.kind, Kind::Organisation | Kind::Programme | Kind::Document) && o.span.contains(c.span)
            });
            if opens && !inside {
                places.push(c.span);
            }
        }
        places.sort_by_key(|p| (p.end, p.start));
        places
    }
}
