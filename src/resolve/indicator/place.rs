//! Where each figure of a sentence holds.
//!
//! Enters: a sentence and the figures read in it. Leaves: for each figure the place that its own words name (`tỷ lệ hộ
//! nghèo huyện A`, `12 điểm trường tại huyện A`), else the last one that the sentence stated before it: at its beginning,
//! after `tại`, or a bare area (`Toàn huyện`, `xã đã giải ngân …`), else the only unit that the sentence names (`Chủ tịch UBND
//! huyện A đã ký 32 quyết định`), each with its official code where that is settled.

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::candidate::Candidate;
use crate::resolve::admin::PlaceDetail;
use crate::resolve::indicator::measure::Reading;
use crate::resolve::indicator::sentence::{Clauses, marks};
use crate::span::{Span, Tok};

/// How many tokens behind a figure its place may stand.
const BEHIND: u32 = 10;

impl Clauses<'_, '_> {
    /// The place of a figure; `stated` are those of its sentence, `only` the one unit that it names.
    pub(super) fn place(&self, reading: &Reading, stated: &[Span<Tok>], only: Option<Span<Tok>>) -> Option<Span<Tok>> {
        let figure = self.mentions[reading.mention].span;
        let before = || stated[..stated.partition_point(|p| p.end <= figure.start)].last().copied();
        self.own_place(reading.measure).or_else(|| self.place_behind(figure)).or_else(before).or(only)
    }

    /// The administrative unit that the sentence names, if it names but one; a place that may be one of several is another.
    pub(super) fn only_unit(&self) -> Option<Span<Tok>> {
        let places = self.here().filter(|(_, c)| c.kind == Kind::Place);
        let details = places.filter_map(|(n, c)| Some((c.span, self.units.places.get(n)?)));
        let mut units = details.filter(|(_, detail)| detail.unit.is_some() || !detail.candidates.is_empty());
        let (span, PlaceDetail { unit: Some(unit), .. }) = units.next()? else { return None };
        units.all(|(_, other)| other.unit == Some(unit)).then_some(span)
    }

    /// The official code of a place: that of the mention, or of the unit that a bare area means in the article.
    pub(super) fn code(&self, place: Span<Tok>) -> Option<&'static str> {
        if let Some((n, _)) = self.near(place.start).find(|(_, c)| c.kind == Kind::Place && c.span == place) {
            let unit = self.units.places.get(n)?.unit?;
            return Some(unit.code).filter(|code| !code.is_empty());
        }
        let area = |i: u32| self.phrase(i, Class::IndicatorArea).filter(|m| m.span().end == place.end);
        let m = (place.start..place.end).find_map(area)?;
        self.units.setting.at(self.doc, &self.doc.row(&m).form, m.start)?.code()
    }

    /// The place inside a measure: `tỷ lệ hộ nghèo của huyện A`.
    fn own_place(&self, measure: Span<Tok>) -> Option<Span<Tok>> {
        let place = |c: &Candidate| c.kind == Kind::Place && measure.contains(c.span) && c.span.end == measure.end;
        let at = |c: &Candidate| self.ends(c.span.start, Class::IndicatorAt).is_some();
        let named = self.near(measure.end).find(|(_, c)| place(c) && at(c)).map(|(_, c)| c.span);
        named.or_else(|| {
            let own = |i: u32| {
                let area = self.phrase(i, Class::IndicatorArea).filter(|m| m.span().end == measure.end)?;
                self.ends(i, Class::IndicatorAt).map(|_| area)
            };
            (measure.start + 1..measure.end).find_map(own).map(|m| m.span())
        })
    }

    /// The place behind a figure in its clause: `12 điểm trường tại huyện A`.
    fn place_behind(&self, figure: Span<Tok>) -> Option<Span<Tok>> {
        let (_, c) = self.near(figure.end).find(|(_, c)| {
            c.kind == Kind::Place
                && c.span.start >= figure.end
                && c.span.start <= figure.end + BEHIND
                && self
                    .ends(c.span.start, Class::IndicatorAt)
                    .is_some_and(|m| self.doc.row(&m).value.is_empty() && m.start >= figure.end)
        })?;
        let broken = |i: u32| self.marks.figure_begins(i) || self.is(i, marks![',', ';', ':', '.', '(', ')']);
        (!(figure.end..c.span.start).any(broken)).then_some(c.span)
    }

    /// Fills in the places stated for what follows them, in order.
    pub(super) fn stated_places(&self, places: &mut Vec<Span<Tok>>) {
        places.clear();
        for at in self.doc.signs(self.within) {
            if let Some(w) = self.phrase(at, Class::IndicatorWhole)
                && let Some(a) = self.phrase(w.span().end, Class::IndicatorArea)
                && !self.near(at).any(|(_, c)| c.kind == Kind::Place && c.span.start == w.span().end)
            {
                // trên địa bàn tỉnh: the area alone is the place.
                places.push(Span::new(if w.len > 1 { a.start } else { at }, a.span().end));
            } else if let Some(a) = self.phrase(at, Class::IndicatorArea)
                && self.phrase(a.span().end, Class::IndicatorVerb).is_some()
                && self.opens_clause(at)
            {
                places.push(a.span());
            }
        }
        for (_, c) in self.here().filter(|(_, c)| c.kind == Kind::Place) {
            let at = self.ends(c.span.start, Class::IndicatorAt).is_some_and(|m| self.doc.row(&m).value.is_empty());
            let subject = self.opens_clause(c.span.start) && !self.is(c.span.end, marks![',']);
            let inside = self.near(c.span.start).any(|(_, o)| {
                matches!(o.kind, Kind::Organisation | Kind::Programme | Kind::Document) && o.span.contains(c.span)
            });
            if (at || subject) && !inside {
                places.push(c.span);
            }
        }
        places.sort_by_key(|p| (p.end, p.start));
    }

    /// Whether a clause of the sentence begins at `at`: the sentence itself, or behind the comma after a date.
    fn opens_clause(&self, at: u32) -> bool {
        let start = self.within.start;
        let lead = self.ends(at, Class::IndicatorLead);
        let at = lead.filter(|m| m.start == start || self.is(m.start - 1, marks![',', ';'])).map_or(at, |m| m.start);
        at == start
            || self.is(at - 1, marks![';', '-', '+'])
            || self.is(at - 1, marks![',']) && self.marks.date_before(at - 1).is_some_and(|d| d <= start + 3)
    }
}
