//! A date with what stands around it: part of the day, weekday, time, `đầu`, a second naming of the day.
//!
//! Enters: the candidates of [`super::rules`] through the [`Reader`]. Leaves: one piece, firm where the company vouches for it.
//! Not done here: ranges, lists and prepositions ([`super::assemble`]).

use crate::lexicon::class::Class;
use crate::recognise::date::assemble::{
    APPOSITION, EDGE, Grain, PART_OF_DAY, Piece, Reader, TIME, TIME_AFTER, WEEKDAY, grain,
};
use crate::recognise::date::value::{DateExpr, Month, Origin, Time, Unit, Year};
use crate::recognise::number::context::ends;

impl Reader<'_, '_> {
    /// A day, month, year … with what stands around it: part of the day, weekday, time, `đầu`.
    pub(super) fn dated(&self, at: u32) -> Option<Piece> {
        let (mut i, mut time, mut rule, mut around) = (at, None::<Time>, None, false);
        let mut weekday: Option<DateExpr> = None;
        let mut hour_at = None;
        if let Some(edge) = self.phrase(at, Class::DateEdge)
            && let Some(inner) = self.atom(edge)
            && self.atom(at).is_none_or(|a| a.end <= inner.end)
            && !matches!(grain(&inner.expr), Grain::Day | Grain::Time)
            && !inner.expr.is_day()
            && (inner.firm
                || grain(&inner.expr) == Grain::Year && !self.counted(inner.end)
                || self.plausible(edge, &inner, true))
        {
            return Some(Piece { rule: EDGE, firm: true, ..inner });
        }
        for _ in 0..3 {
            let atom = self.atom(i);
            match atom {
                Some(a) if a.expr.is_time() && time.is_none() && !a.firm => {
                    time = a.expr.point().and_then(|p| p.time);
                    hour_at = Some((i, a.end));
                    i = self.day_within(i, a.end).unwrap_or_else(|| self.separated(a.end));
                    rule = Some(TIME);
                }
                Some(a) if matches!(a.expr, DateExpr::Weekday { .. }) && weekday.is_none() => {
                    weekday = Some(a.expr);
                    i = a.end;
                    rule = Some(WEEKDAY);
                }
                Some(_) => break,
                // `ngày thứ Ba 16/4`
                None if weekday.is_none() && self.weekday_after(i).is_some() => {
                    i = self.weekday_after(i).unwrap_or(i);
                }
                None => match self.phrase(i, Class::DatePart) {
                    Some(end) => {
                        around = true;
                        if let (Some(t), Some(from)) =
                            (time, self.value(i, Class::DatePart).and_then(|v| v.parse::<u8>().ok()))
                            && from >= 13
                            && t.hour < 12
                            && !(from == 22 && t.hour < 6)
                        {
                            time = Some(Time { hour: t.hour + 12, ..t });
                        }
                        i = end;
                        rule = rule.or(Some(PART_OF_DAY));
                    }
                    None => break,
                },
            }
        }
        let bracket = weekday.is_some() && self.is(i, '(');
        if weekday.is_some() {
            i = self.separated(i);
        }
        let base = self.atom(i).filter(|a| i == at || a.expr.is_day() || matches!(a.expr, DateExpr::Lunar { .. }));
        let Some(base) = base else { return self.alone(at, hour_at, weekday, around) };
        let closed = !bracket || self.is(base.end, ')');
        if base.expr.is_time() || matches!(base.expr, DateExpr::Weekday { .. }) || !closed {
            return self.alone(at, hour_at, weekday, around);
        }
        let mut piece = base;
        // `(thứ Ba, 16/4)`: the weekday vouches for the day; so do a time and a part of the day.
        let ratio = |p: &Piece| {
            p.expr.point().is_some_and(|q| matches!((q.day, q.month), (Some(d), Month::Known(m)) if d <= m))
        };
        piece.firm = piece.firm || i > at && (!self.counted(piece.end) || piece.expr.is_day() && !ratio(&piece));
        piece.end += u32::from(bracket);
        if let Some(rule) = rule {
            piece.rule = rule;
        }
        if let Some(time) = time {
            piece.expr = piece.expr.at(time);
        } else if let Some((end, time)) = self.time_after(&piece) {
            let vouched = piece.firm || piece.expr.is_day();
            piece = Piece { end, expr: piece.expr.at(time), rule: TIME_AFTER, firm: vouched };
        }
        Some(self.apposed(piece))
    }

    /// A time of day or a weekday without a date.
    fn alone(&self, at: u32, hour: Option<(u32, u32)>, weekday: Option<DateExpr>, part: bool) -> Option<Piece> {
        if let Some((start, end)) = hour {
            if start != at {
                // `sáng 8h`: the part of the day stays outside.
                return None;
            }
            let atom = self.atom(start)?;
            let cue = self.before(at, Class::DateAt);
            let point = atom.expr.point().and_then(|p| p.time);
            let minutes = point.is_some_and(|t| t.minute > 0);
            let whole_day = point.is_some_and(|t| t.hour == 24);
            let first = at == self.sentence.start || self.is(at - 1, '(')
                // `1, 2 giờ đi tập`
                || self.is(at - 1, ',') && !(at > self.sentence.start + 1 && self.is_number(at - 2));
            let named =
                (start..end).any(|i| self.doc.matches.at(i as usize).iter().any(|m| m.class == Class::DatePart));
            let lasting = self.before(at, Class::DateLasting) && !named
                || self.before(at, Class::DateMany)
                || self.is_length(end)
                // `24h qua`, `Chuyển động 24h`
                || whole_day && !cue && !named;
            let glued = !self.doc.tokens[start as usize + 1].spaced && atom.rule == "date/time";
            let daily = self.phrase(end, Class::DateRecurring).is_some()
                && (cue || named || end > start + 2)
                && !self.before(at, Class::DateLasting);
            let firm = daily
                || atom.rule == "date/clock" && cue
                || atom.rule == "date/time"
                    && !lasting
                    && (cue
                        || named
                        || part && !glued
                        || glued && (minutes || self.doc.int(start).is_some_and(|n| n >= 5))
                        || first);
            return Some(Piece { end: atom.end, firm, ..atom });
        }
        let weekday = weekday?;
        let atom = self.atom(at);
        // `thứ hai` is also an ordinal: a part of the day, `hôm`, `vào` or a week make it a day.
        let end = atom.as_ref().filter(|a| matches!(a.expr, DateExpr::Weekday { .. })).map(|a| a.end);
        let with_week = matches!(weekday, DateExpr::Weekday { week: Some(_), .. });
        // `các ngày thứ Ba, thứ Năm` come every week.
        let many = at > self.sentence.start && (self.before(at - 1, Class::DateMany) || self.plural(at));
        let head = (self.before(at, Class::DateAt) || self.before(at, Class::DateDay)) && !many;
        let end = end.or_else(|| {
            part.then(|| self.phrase(at, Class::DatePart).and_then(|e| self.atom(e)).map(|a| a.end)).flatten()
        })?;
        (self.phrase(end, Class::DateRecurring).is_none() && !self.before(at, Class::DateMany)).then_some(())?;
        let rule = if part { WEEKDAY } else { "date/weekday" };
        Some(Piece { end, expr: weekday, rule, firm: part || with_week || head })
    }

    /// Whether `các ngày`, `những ngày` stands before `at`.
    fn plural(&self, at: u32) -> bool {
        ends(self.doc, self.sentence, at, Class::DateDay)
            .is_some_and(|m| m.len > 1 && self.phrase(m.start, Class::DateMany).is_some())
    }

    /// `11h trưa nay`: where a relative day begins inside the time at `at..end` and goes beyond it.
    fn day_within(&self, at: u32, end: u32) -> Option<u32> {
        (end.saturating_sub(2).max(at + 2)..end)
            .find(|&i| self.phrase(i, Class::DateRelDay).is_some_and(|stop| stop > end))
    }

    /// Where a weekday begins after the head word at `at`.
    fn weekday_after(&self, at: u32) -> Option<u32> {
        let end = self.phrase(at, Class::DateDay)?;
        self.atom(end).filter(|a| matches!(a.expr, DateExpr::Weekday { .. })).map(|_| end)
    }

    /// `2 giờ đồng hồ`, `8h/ngày`.
    fn is_length(&self, end: u32) -> bool {
        self.is(end, '/')
            || self.phrase(end, Class::DateMany).is_some()
            || self.phrase(end, Class::DateCounted).is_some()
    }

    /// Past one mark between the parts of a date.
    fn separated(&self, at: u32) -> u32 {
        if self.is(at, ',') || self.is(at, '-') || self.is(at, '|') || self.is(at, '(') { at + 1 } else { at }
    }

    /// A clock time after a day: `19/09/2025 16:20`.
    fn time_after(&self, piece: &Piece) -> Option<(u32, Time)> {
        let at = self.separated(piece.end);
        let bracket = at > piece.end && self.is(piece.end, '(');
        let atom = self.atom(at).filter(|a| !bracket && a.rule == "date/clock" && a.expr.is_time())?;
        // `ngày 5/3 - 8h` names a day and goes on; a clock with a day in full is a posting line.
        let full = piece.expr.point().is_some_and(|p| matches!(p.year, Year::Known(_)));
        (full && piece.expr.is_day()).then_some(())?;
        Some((atom.end, atom.expr.point()?.time?))
    }

    /// `hôm qua (21/11)`, `sáng nay, 25/3`: the day in digits settles the relative one.
    fn apposed(&self, piece: Piece) -> Piece {
        let (time, relative) = match &piece.expr {
            DateExpr::Timed(inner, t) => (Some(*t), &**inner),
            e => (None, e),
        };
        if !matches!(
            relative,
            DateExpr::Step { unit: Unit::Day, from: Origin::Published, .. } | DateExpr::Weekday { .. }
        ) {
            return piece;
        }
        // `hôm nay thứ Năm`, `sáng nay thứ Năm (20/3)`
        let piece = match self.atom(piece.end) {
            Some(a) if matches!(a.expr, DateExpr::Weekday { week: None, .. }) => {
                Piece { end: a.end, rule: APPOSITION, ..piece }
            }
            _ => piece,
        };
        let bracket = self.is(piece.end, '(');
        if !bracket
            && !self.is(piece.end, ',')
            && !self.is_number(piece.end)
            && self.phrase(piece.end, Class::DateDay).is_none()
        {
            return piece;
        }
        let at = if bracket || self.is(piece.end, ',') { piece.end + 1 } else { piece.end };
        let Some(day) =
            self.atom(at).filter(|a| a.expr.point().is_some_and(|p| p.day.is_some() && p.month != Month::Missing))
        else {
            return piece;
        };
        if bracket && !self.is(day.end, ')') {
            return piece;
        }
        let expr = if let Some(time) = time { day.expr.at(time) } else { day.expr };
        Piece { end: day.end + u32::from(bracket), expr, rule: APPOSITION, firm: true }
    }
}
