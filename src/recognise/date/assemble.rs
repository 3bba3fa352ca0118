//! Single dates to whole mentions: prepositions, parts of the day, weekdays, times, ranges, lists.
//!
//! Enters: the candidates of [`super::rules`]. Leaves: longer candidates made of them, and those latent ones that the company
//! they stand in makes dates. Not done here: values that depend on other mentions.

use crate::lexicon::class::Class;
use crate::recognise::Kind;
use crate::recognise::Value;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::date::value::{DateExpr, Month, Origin, Point, Time, Unit, Year};
use crate::recognise::doc::{Doc, Sentence};
use crate::span::Span;

/// The rules of this module.
pub(super) const RULES: [&str; 12] =
    [APPOSITION, DAYS, EDGE, NEAR, OPEN, PART_OF_DAY, RANGE, RECURRING, TERM, TIME, TIME_AFTER, WEEKDAY];
const APPOSITION: &str = "date/apposition";
const DAYS: &str = "date/days";
const EDGE: &str = "date/edge";
const NEAR: &str = "date/near";
const OPEN: &str = "date/open";
const PART_OF_DAY: &str = "date/part-of-day";
const RANGE: &str = "date/range";
const RECURRING: &str = "date/recurring";
const TERM: &str = "date/term-from";
const TIME: &str = "date/time-of-day";
const TIME_AFTER: &str = "date/time-after";
const WEEKDAY: &str = "date/on-weekday";

/// Something read, up to a token.
#[derive(Debug, Clone)]
struct Piece {
    end: u32,
    expr: DateExpr,
    rule: &'static str,
    firm: bool,
}

/// How fine a date is; the ends of a range are equally fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    Time,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Other,
}

fn grain(expr: &DateExpr) -> Grain {
    match expr {
        DateExpr::Point(p) if p.day.is_some() => Grain::Day,
        DateExpr::Point(p) if p.month != Month::Missing => Grain::Month,
        e if e.is_time() => Grain::Time,
        DateExpr::Point(_) => Grain::Year,
        DateExpr::Lunar { day, .. } => {
            if day.is_some() {
                Grain::Day
            } else {
                Grain::Month
            }
        }
        DateExpr::Quarter { .. } => Grain::Quarter,
        DateExpr::Step { unit, .. } => match unit {
            Unit::Day => Grain::Day,
            Unit::Week => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Year => Grain::Year,
        },
        DateExpr::Weekday { .. } => Grain::Day,
        DateExpr::Timed(inner, _) => grain(inner),
        _ => Grain::Other,
    }
}

/// The grain of a date, or of the last end of a period.
fn last_grain(expr: &DateExpr) -> Grain {
    match expr {
        DateExpr::Interval(_, Some(end)) | DateExpr::Interval(Some(end), None) => grain(end),
        e => grain(e),
    }
}

/// Adds what the candidates so far make together.
pub(super) fn assemble(doc: &Doc<'_>, out: &mut Candidates) {
    let mut made: Vec<Candidate> = Vec::new();
    for sentence in doc.sentences {
        let mut reader = Reader { doc, out, sentence, last: None };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match reader.mention(at) {
                Some(piece) => {
                    let span = Span::new(at, piece.end);
                    reader.last = Some((piece.end, last_grain(&piece.expr)));
                    at = piece.end;
                    let known = out
                        .at(span.start)
                        .any(|(_, c)| c.kind == Kind::Date && c.span == span && c.state == State::Firm);
                    if !known || piece.rule == RECURRING {
                        let value = Value::Date(Box::new(piece.expr));
                        made.push(Candidate {
                            kind: Kind::Date,
                            span,
                            rule: piece.rule,
                            state: State::Firm,
                            score: 0,
                            value,
                        });
                    }
                }
                None => at += 1,
            }
        }
    }
    for candidate in made {
        out.push(candidate);
    }
}

struct Reader<'d, 'a> {
    doc: &'d Doc<'a>,
    out: &'d Candidates,
    sentence: &'d Sentence,
    /// End and grain of the mention read last in the sentence.
    last: Option<(u32, Grain)>,
}

impl Reader<'_, '_> {
    /// End of the longest phrase of `class` at `at`.
    fn phrase(&self, at: u32, class: Class) -> Option<u32> {
        if at >= self.sentence.tokens.end {
            return None;
        }
        self.doc.phrase(at, class).map(|m| m.span().end)
    }

    fn value(&self, at: u32, class: Class) -> Option<&str> {
        self.doc.phrase(at, class).map(|m| &*self.doc.row(&m).value)
    }

    /// Whether a phrase of one word of `class` stands before `at`.
    fn before(&self, at: u32, class: Class) -> bool {
        at > self.sentence.tokens.start
            && self.doc.matches.at(at as usize - 1).iter().any(|m| m.class == class && m.len == 1)
    }

    fn is(&self, at: u32, mark: char) -> bool {
        at < self.sentence.tokens.end && self.doc.tokens[at as usize].is(mark)
    }

    fn is_number(&self, at: u32) -> bool {
        at < self.sentence.tokens.end && self.doc.tokens[at as usize].is_number()
    }

    /// The longest date of the rules at `at`, firm before latent.
    fn atom(&self, at: u32) -> Option<Piece> {
        let best = self
            .out
            .at(at)
            .map(|(_, c)| c)
            .filter(|c| c.kind == Kind::Date)
            .max_by_key(|c| (c.span.end, c.state, c.score))?;
        let Value::Date(expr) = &best.value else { return None };
        Some(Piece { end: best.span.end, expr: (**expr).clone(), rule: best.rule, firm: best.state == State::Firm })
    }

    /// A mention that begins at `at`.
    fn mention(&self, at: u32) -> Option<Piece> {
        let here = self.doc.matches.at(at as usize);
        let dated = self.out.at(at).any(|(_, c)| c.kind == Kind::Date);
        if !dated && !self.is_number(at) && here.is_empty() {
            return None;
        }
        if let Some(end) = self.phrase(at, Class::DateTerm)
            && let Some(piece) =
                self.opened(end).filter(|p| p.firm && matches!(&p.expr, DateExpr::Interval(Some(_), _)))
        {
            return Some(Piece { rule: TERM, ..piece });
        }
        if let Some(piece) = self.opened(at) {
            return Some(piece);
        }
        let piece = self.period(at, false)?;
        piece.firm.then_some(piece)
    }

    /// An opener and what it opens: `đến hết năm 2018`, `từ 2013 đến nay`.
    fn opened(&self, at: u32) -> Option<Piece> {
        let end = self.phrase(at, Class::DateOpener)?;
        let kind = self.value(at, Class::DateOpener)?;
        let piece = self.period(end, true)?;
        let capped = matches!(piece.expr, DateExpr::Interval(Some(_), None));
        if let DateExpr::Interval(Some(_), Some(_)) | DateExpr::Recurring(_) = piece.expr {
            // `từ 1/3 đến 5/3` is closed; before a whole period the preposition says nothing of its ends.
            let ranged = kind == "from" && (piece.rule == RANGE || piece.rule == DAYS);
            return ranged.then_some(Piece { firm: true, ..piece });
        }
        if capped {
            return (kind == "from").then_some(Piece { firm: true, rule: OPEN, ..piece });
        }
        if matches!(piece.expr, DateExpr::SamePeriod(_)) || !self.opens(at, end, kind, &piece) {
            return None;
        }
        let inner = Some(Box::new(piece.expr));
        let expr = match kind {
            "from" | "after" => DateExpr::Interval(inner, None),
            _ => DateExpr::Interval(None, inner),
        };
        Some(Piece { end: piece.end, expr, rule: OPEN, firm: true })
    }

    /// Whether the opener at `at..end` bounds the date after it.
    fn opens(&self, at: u32, end: u32, kind: &str, piece: &Piece) -> bool {
        if piece.expr.is_time() {
            // `sau 2 giờ`, `kéo dài đến 3 giờ` are lengths of time.
            let bare = piece.expr.point().and_then(|p| p.time).is_some_and(|t| t.minute == 0);
            return kind != "after"
                && !(bare
                    && (self.before(at, Class::DateLasting)
                        || end - at == 1
                            && self.value(at, Class::DateOpener) == Some("to")
                            && self.is_hour_left(end)));
        }
        piece.firm || self.plausible(end, piece, true)
    }

    /// `hết 2 giờ`: hours spent.
    fn is_hour_left(&self, at: u32) -> bool {
        self.doc.int(at).is_some_and(|n| n < 5)
    }

    /// A date or a range of dates at `at`; `opened`: after an opener, where latent dates may count.
    fn period(&self, at: u32, opened: bool) -> Option<Piece> {
        if let Some(days) = self.days(at, opened) {
            return Some(days);
        }
        let first = self.dated(at)?;
        let first = Piece { firm: first.firm || self.plausible(at, &first, opened), ..first };
        if let Some(end) = self.phrase(first.end, Class::DateTillNow)
            && opened
        {
            let expr = DateExpr::Interval(Some(Box::new(first.expr)), None);
            return Some(Piece { end, expr, rule: OPEN, firm: true });
        }
        if let Some(range) = self.range(at, &first, opened) {
            return Some(range);
        }
        Some(self.suffixed(first))
    }

    /// `first` and the other end after a dash or `đến`.
    fn range(&self, at: u32, first: &Piece, opened: bool) -> Option<Piece> {
        let dash = self.is(first.end, '-');
        let to = if dash { first.end + 1 } else { self.phrase(first.end, Class::DateJoiner)? };
        let second = self.dated(to)?;
        let (a, b) = (grain(&first.expr), grain(&second.expr));
        let timed = |e: &DateExpr| e.point().is_some_and(|p| p.time.is_some());
        let fits = match (a, b) {
            (Grain::Other, _) | (_, Grain::Other) => false,
            (Grain::Time, Grain::Day) => timed(&second.expr),
            (Grain::Day, Grain::Time) => timed(&first.expr),
            (a, b) if a == b => true,
            // `từ ngày 5/3 đến cuối tháng 6`
            (a, b) => opened && !dash && a != Grain::Time && b != Grain::Time,
        };
        let clear =
            (first.firm || opened || dash && a == Grain::Time && self.phrase(to - 1, Class::DateHour).is_none())
                && (second.firm || self.plausible(to, &second, true) || b == Grain::Time)
                || self.holiday_pair(at, to, first, &second);
        if !fits || !clear {
            return None;
        }
        // A day and month named in two years is an anniversary, not a period.
        if let (Some(a), Some(b)) = (first.expr.point(), second.expr.point())
            && a.day.is_some()
            && (a.day, a.month) == (b.day, b.month)
            && a.year != b.year
            && dash
        {
            return None;
        }
        let expr = DateExpr::Interval(Some(Box::new(first.expr.clone())), Some(Box::new(second.expr)));
        Some(self.suffixed(Piece { end: second.end, expr, rule: RANGE, firm: true }))
    }

    /// `30/4-1/5`: two bare days with months, at least one of them surely no fraction.
    fn holiday_pair(&self, at: u32, to: u32, first: &Piece, second: &Piece) -> bool {
        let day = |p: &Piece| p.expr.point().and_then(|q| q.day).is_some();
        day(first)
            && day(second)
            && (self.no_fraction(at, first) || self.no_fraction(to, second))
            && self.phrase(second.end, Class::DateCounted).is_none()
    }

    /// A day, month, year … with what stands around it: part of the day, weekday, time, `đầu`.
    fn dated(&self, at: u32) -> Option<Piece> {
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
                    i = self.separated(a.end);
                    rule = Some(TIME);
                }
                Some(a) if matches!(a.expr, DateExpr::Weekday { .. }) && weekday.is_none() => {
                    weekday = Some(a.expr);
                    i = a.end;
                    rule = Some(WEEKDAY);
                }
                Some(_) => break,
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
        if weekday.is_some() {
            i = self.separated(i);
        }
        let base = self.atom(i).filter(|a| i == at || a.expr.is_day() || matches!(a.expr, DateExpr::Lunar { .. }));
        let Some(base) = base else { return self.alone(at, hour_at, weekday, around) };
        if base.expr.is_time() || matches!(base.expr, DateExpr::Weekday { .. }) {
            return self.alone(at, hour_at, weekday, around);
        }
        let mut piece = base;
        // `(thứ Ba, 16/4)`: the weekday vouches for the day; so do a time and a part of the day.
        piece.firm = piece.firm || i > at && !self.counted(piece.end);
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
            let lasting =
                self.before(at, Class::DateLasting) || self.before(at, Class::DateMany) || self.is_length(end);
            let minutes = atom.expr.point().and_then(|p| p.time).is_some_and(|t| t.minute > 0);
            let first = at == self.sentence.tokens.start || self.is(at - 1, ',') || self.is(at - 1, '(');
            let named =
                (start..end).any(|i| self.doc.matches.at(i as usize).iter().any(|m| m.class == Class::DatePart));
            let glued = !self.doc.tokens[start as usize + 1].spaced && atom.rule == "date/time";
            let firm = atom.rule == "date/time"
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
        let head = self.before(at, Class::DateAt) || self.before(at, Class::DateDay);
        let end = end.or_else(|| {
            part.then(|| self.phrase(at, Class::DatePart).and_then(|e| self.atom(e)).map(|a| a.end)).flatten()
        })?;
        self.phrase(end, Class::DateRecurring).is_none().then_some(())?;
        Some(Piece { end, expr: weekday, rule: WEEKDAY, firm: part || with_week || head })
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

    /// `tháng 5 tới`, `ngày 2/2 hằng năm`.
    fn suffixed(&self, piece: Piece) -> Piece {
        if !piece.firm {
            return piece;
        }
        let unsure = match &piece.expr {
            DateExpr::Interval(Some(a), Some(b)) => {
                a.year() == Year::Missing && b.year() == Year::Missing && a.is_day()
            }
            e => {
                e.year() == Year::Missing
                    && matches!(grain(e), Grain::Day | Grain::Month)
                    && matches!(e, DateExpr::Point(_))
            }
        };
        if let Some(end) = self.phrase(piece.end, Class::DateRecurring)
            && unsure
        {
            return Piece { end, expr: DateExpr::Recurring(Box::new(piece.expr)), rule: RECURRING, firm: true };
        }
        if let Some(end) = self.phrase(piece.end, Class::DateNear)
            && unsure
            // `ngày 5/3 tới ngày 8/3`: there `tới` is the preposition.
            && self.dated(end).is_none()
            && self.phrase(piece.end, Class::DateTillNow).is_none()
        {
            return Piece { end, rule: NEAR, ..piece };
        }
        piece
    }

    /// Several days of one month: `ngày 26 và 27/1`, `20-21/3`, `15 đến 20/7`.
    fn days(&self, at: u32, opened: bool) -> Option<Piece> {
        let mut part = false;
        let mut i = at;
        if let Some(end) = self.phrase(i, Class::DatePart) {
            part = true;
            i = end;
        }
        let headed = self.phrase(i, Class::DateDay);
        let mut head = part || headed.is_some();
        if let Some(end) = headed {
            if self.before(i, Class::DateMany)
                || i > self.sentence.tokens.start
                    && self.doc.int(i - 1).is_some_and(|n| n < 100)
                    && self.doc.tokens[i as usize - 1].is_number()
            {
                return None;
            }
            i = end;
        }
        let day = |i: u32| {
            (self.is_number(i)).then(|| self.doc.int(i)).flatten().filter(|d| (1..=31).contains(d)).map(|d| d as u8)
        };
        // `2 ngày 23 và 24/4`
        head = head || self.before(i, Class::DateDay);
        let first = day(i)?;
        let (mut last, mut comma) = (first, false);
        i += 1;
        loop {
            let next = if self.is(i, '-') || self.is(i, '&') {
                i + 1
            } else if self.is(i, ',') {
                comma = true;
                i + 1
            } else {
                self.phrase(i, Class::DateAnd).or_else(|| self.phrase(i, Class::DateJoiner))?
            };
            if let Some(end) = self.atom(next)
                && self.is_number(next)
                && let Some(p) = end.expr.point()
                && let (Some(d), Month::Known(_)) = (p.day, p.month)
            {
                let slash = self.is(next + 1, '/');
                let sure =
                    head || opened && (slash || end.firm) || !comma && slash && !self.before(at, Class::DateQuantified);
                if d <= last || !sure || self.counted(end.end) {
                    return None;
                }
                let start = DateExpr::Point(Point { day: Some(first), time: None, ..*p });
                let expr = DateExpr::Interval(Some(Box::new(start)), Some(Box::new(end.expr)));
                return Some(self.suffixed(Piece { end: end.end, expr, rule: DAYS, firm: true }));
            }
            let d = day(next).filter(|d| *d > last)?;
            last = d;
            i = next + 1;
        }
    }

    fn counted(&self, at: u32) -> bool {
        self.is(at, '%') || self.phrase(at, Class::DateCounted).is_some()
    }

    /// Whether a latent date is one where it stands.
    fn plausible(&self, at: u32, piece: &Piece, opened: bool) -> bool {
        if piece.firm {
            return true;
        }
        let end = piece.end;
        if self.counted(end) {
            return false;
        }
        match piece.rule {
            "date/bare-day-month" => self.bare_day(at, piece, opened),
            "date/bare-dotted" | "date/bare-day-of-month" => false,
            "date/bare-year" => {
                let listed = self.follows(at, Grain::Year);
                let bracketed = at > 0 && self.is(at - 1, '(') && self.is(end, ')');
                opened || listed || bracketed
            }
            "date/month-dash-year" => opened,
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
            return opened && self.no_fraction(at, piece) && !self.next_word(piece.end);
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
        at < self.sentence.tokens.end && {
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
