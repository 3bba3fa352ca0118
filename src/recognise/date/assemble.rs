//! Single dates to whole mentions: prepositions, parts of the day, weekdays, times, ranges, lists.
//!
//! Enters: the candidates of [`super::rules`]. Leaves: longer candidates made of them, and those latent ones that the company
//! they stand in makes dates. A date with its time and weekday is put together in [`super::dated`], the company judged in
//! [`super::company`]. Not done here: values that depend on other mentions.

use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::Kind;
use crate::recognise::Value;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::date::value::{DateExpr, Month, Point, Unit, Year};
use crate::recognise::doc::Doc;
use crate::recognise::number::context::ends;
use crate::span::{Span, Tok};

/// The rules of this module.
pub(super) const RULES: [&str; 12] =
    [APPOSITION, DAYS, EDGE, NEAR, OPEN, PART_OF_DAY, RANGE, RECURRING, TERM, TIME, TIME_AFTER, WEEKDAY];
pub(super) const APPOSITION: &str = "date/apposition";
const DAYS: &str = "date/days";
pub(super) const EDGE: &str = "date/edge";
const NEAR: &str = "date/near";
const OPEN: &str = "date/open";
pub(super) const PART_OF_DAY: &str = "date/part-of-day";
const RANGE: &str = "date/range";
const RECURRING: &str = "date/recurring";
const TERM: &str = "date/term-from";
pub(super) const TIME: &str = "date/time-of-day";
pub(super) const TIME_AFTER: &str = "date/time-after";
pub(super) const WEEKDAY: &str = "date/on-weekday";

/// What stands before a date and makes a mention with it.
const OPENERS: ClassSet = ClassSet::of(&[Class::DateTerm, Class::DateOpener]);
/// What begins a date, beside numbers and what the rules found.
const BEGINNINGS: ClassSet = ClassSet::of(&[Class::DatePart, Class::DateDay, Class::DateEdge]);

/// All of them.
pub(super) const WAKES: ClassSet = OPENERS.union(BEGINNINGS);

/// Something read, up to a token.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) end: u32,
    pub(super) expr: DateExpr,
    pub(super) rule: &'static str,
    pub(super) firm: bool,
}

/// How fine a date is; the ends of a range are equally fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Time,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Other,
}

pub(super) fn grain(expr: &DateExpr) -> Grain {
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

/// Whether it may come again every year or day: a day, month or time without a year.
fn yearly(expr: &DateExpr) -> bool {
    match expr {
        DateExpr::Point(p) => {
            p.year == Year::Missing && (p.month != Month::Missing || p.day.is_some() || expr.is_time())
        }
        DateExpr::Lunar { year, .. } | DateExpr::Months { year, .. } => *year == Year::Missing,
        _ => false,
    }
}

/// Adds what the candidates so far make together.
pub(super) fn assemble(doc: &Doc<'_>, out: &mut Candidates) {
    let mut made: Vec<Candidate> = Vec::new();
    let mut walk = doc.walk(Kind::Date);
    let mut reader = Reader { doc, out, sentence: Span::new(0, 0), last: None };
    while let Some((at, sentence)) = walk.step() {
        if sentence != reader.sentence {
            reader = Reader { doc, out, sentence, last: None };
        }
        if !reader.may_begin(at) {
            continue;
        }
        let Some(piece) = reader.mention(at) else { continue };
        let span = Span::new(at, piece.end);
        reader.last = Some((piece.end, last_grain(&piece.expr)));
        walk.skip_to(piece.end);
        let known = out.has(Kind::Date, at)
            && out.at(at).any(|(_, c)| c.kind == Kind::Date && c.span == span && c.state == State::Firm);
        if !known || piece.rule == RECURRING {
            let value = Value::Date(piece.expr);
            made.push(Candidate { kind: Kind::Date, span, rule: piece.rule, state: State::Firm, score: 0, value });
        }
    }
    for candidate in made {
        out.push(candidate);
    }
}

/// Reads the mentions of a sentence.
pub(super) struct Reader<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    out: &'d Candidates,
    pub(super) sentence: Span<Tok>,
    /// End and grain of the mention read last in the sentence.
    pub(super) last: Option<(u32, Grain)>,
}

impl Reader<'_, '_> {
    /// End of the longest phrase of `class` at `at`.
    #[inline]
    pub(super) fn phrase(&self, at: u32, class: Class) -> Option<u32> {
        if at >= self.sentence.end {
            return None;
        }
        self.doc.phrase(at, class).map(|m| m.span().end)
    }

    #[inline]
    pub(super) fn value(&self, at: u32, class: Class) -> Option<&str> {
        self.doc.phrase(at, class).map(|m| &*self.doc.row(&m).value)
    }

    /// Whether a phrase of `class` ends right before `at`.
    pub(super) fn before(&self, at: u32, class: Class) -> bool {
        ends(self.doc, self.sentence, at, class).is_some()
    }

    pub(super) fn is(&self, at: u32, mark: char) -> bool {
        at < self.sentence.end && self.doc.tokens[at as usize].is(mark)
    }

    pub(super) fn is_number(&self, at: u32) -> bool {
        at < self.sentence.end && self.doc.tokens[at as usize].is_number()
    }

    /// The longest date of the rules at `at`, firm before latent.
    #[inline]
    pub(super) fn atom(&self, at: u32) -> Option<Piece> {
        if self.has_atom(at) { self.longest(at) } else { None }
    }

    fn has_atom(&self, at: u32) -> bool {
        self.out.has(Kind::Date, at)
    }

    fn longest(&self, at: u32) -> Option<Piece> {
        let best = self
            .out
            .at(at)
            .map(|(_, c)| c)
            .filter(|c| c.kind == Kind::Date)
            .max_by_key(|c| (c.span.end, c.state, c.score))?;
        let Value::Date(expr) = &best.value else { return None };
        Some(Piece { end: best.span.end, expr: expr.clone(), rule: best.rule, firm: best.state == State::Firm })
    }

    /// Whether a mention may begin at `at`: most tokens are turned away here. A number that no rule took may still be the
    /// first of several days.
    #[inline]
    fn may_begin(&self, at: u32) -> bool {
        self.doc.classes(at).meets(&WAKES) || self.has_atom(at) || self.is_number(at) && self.joined(at + 1)
    }

    /// A mention that begins at `at`.
    fn mention(&self, at: u32) -> Option<Piece> {
        if self.doc.classes(at).meets(&OPENERS) {
            if let Some(end) = self.phrase(at, Class::DateTerm)
                && let Some(piece) =
                    self.opened(end).filter(|p| p.firm && matches!(&p.expr, DateExpr::Interval(Some(_), _)))
            {
                return Some(Piece { rule: TERM, ..piece });
            }
            if let Some(piece) = self.opened(at) {
                return Some(piece);
            }
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
        if matches!(piece.expr, DateExpr::Recurring(_)) {
            return Some(Piece { firm: true, ..piece });
        }
        if let DateExpr::Interval(Some(_), Some(_)) = piece.expr {
            // `từ 1/3 đến 5/3` is closed; before a whole period the preposition says nothing of its ends.
            let ranged = kind == "from" && (matches!(piece.rule, RANGE | DAYS | "date/hours" | "date/hours-bare"));
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
        if at >= self.sentence.end {
            return None;
        }
        let begins = self.doc.classes(at).meets(&BEGINNINGS);
        if (begins || self.is_number(at) && self.joined(at + 1))
            && let Some(days) = self.days(at, opened)
        {
            return Some(days);
        }
        let first = if begins || self.has_atom(at) { self.dated(at)? } else { return None };
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

    /// Whether what may stand between two of several days stands at `at`.
    fn joined(&self, at: u32) -> bool {
        const WORDS: ClassSet = ClassSet::of(&[Class::DateAnd, Class::DateJoiner]);
        self.is(at, '-') || self.is(at, '&') || self.is(at, ',') || self.doc.classes(at).meets(&WORDS)
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
                && (second.firm
                    || self.plausible(to, &second, true)
                    || b == Grain::Time
                    || second.rule == "date/bare-dotted" && self.dotted(to - 1))
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

    /// Whether a day and month with a dot stand close before `at`: `từ ngày 1.6 đến 3.6`.
    fn dotted(&self, at: u32) -> bool {
        let from = self.sentence.start.max(at.saturating_sub(2));
        (from..=at).any(|i| self.is_number(i) && self.doc.text_of(i).contains('.'))
    }

    /// `tháng 5 tới`, `ngày 2/2 hằng năm`.
    fn suffixed(&self, piece: Piece) -> Piece {
        if !piece.firm {
            return piece;
        }
        let unsure = match &piece.expr {
            DateExpr::Interval(Some(a), Some(b)) => yearly(a) && yearly(b),
            e => yearly(e),
        };
        if let Some(end) = self.phrase(piece.end, Class::DateRecurring)
            && unsure
        {
            return Piece { end, expr: DateExpr::Recurring(Box::new(piece.expr)), rule: RECURRING, firm: true };
        }
        if let Some(end) = self.phrase(piece.end, Class::DateNear)
            && unsure
            && !piece.expr.is_time()
            // `ngày 5/3 tới ngày 8/3`: there `tới` is the preposition.
            && self.dated(end).is_none()
            && self.phrase(piece.end, Class::DateTillNow).is_none()
        {
            return Piece { end, rule: NEAR, ..piece };
        }
        piece
    }

    /// Whether a row of days ends at `at`: no month, further day or counted thing follows.
    fn ends_here(&self, at: u32) -> bool {
        let goes_on = self.is(at, '/')
            || self.is(at, '-')
            || self.is_number(at)
            || (self.is(at, ',') || self.phrase(at, Class::DateAnd).is_some()) && self.is_number(at + 1);
        !goes_on && !self.counted(at) && self.phrase(at, Class::DateMonth).is_none()
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
        if let Some(end) = headed {
            let counted = i > self.sentence.start
                && (self.before(i, Class::DateCount)
                    || self.doc.int(i - 1).is_some_and(|n| n < 100) && self.doc.tokens[i as usize - 1].is_number());
            if self.before(i, Class::DateMany) && !self.before(i, Class::DateEvery) || counted {
                return None;
            }
            i = end;
        }
        let day = |i: u32| {
            (self.is_number(i)).then(|| self.doc.int(i)).flatten().filter(|d| (1..=31).contains(d)).map(|d| d as u8)
        };
        let (first, start) = (day(i)?, i);
        let (mut last, mut comma) = (first, false);
        i += 1;
        loop {
            let next = if self.is(i, '-') || self.is(i, '&') {
                i + 1
            } else if self.is(i, ',') {
                comma = true;
                i + 1
            } else if part && self.phrase(i, Class::DatePart).is_some() {
                i
            } else {
                self.phrase(i, Class::DateAnd).or_else(|| self.phrase(i, Class::DateJoiner))?
            };
            // `đêm 5, rạng sáng ngày 6/3`
            let next = match self.phrase(next, Class::DatePart).filter(|_| part) {
                Some(end) => self.phrase(end, Class::DateDay).unwrap_or(end),
                None => next,
            };
            if let Some(end) = self.atom(next)
                && self.is_number(next)
                && let Some(p) = end.expr.point()
                && let (Some(d), Month::Known(_)) = (p.day, p.month)
            {
                let slash = self.is(next + 1, '/');
                // `2 ngày 23 và 24/4`
                let head = part || headed.is_some() || self.before(start, Class::DateDay);
                let sure =
                    head || opened && (slash || end.firm) || !comma && slash && !self.before(at, Class::DateQuantified);
                if d <= last || !sure || self.counted(end.end) {
                    return None;
                }
                let from = DateExpr::Point(Point { day: Some(first), time: None, ..*p });
                let expr = DateExpr::Interval(Some(Box::new(from)), Some(Box::new(end.expr)));
                return Some(self.suffixed(Piece { end: end.end, expr, rule: DAYS, firm: true }));
            }
            let d = day(next).filter(|d| *d > last)?;
            // `từ ngày 22-24`: the month is that of the context.
            if headed.is_some() && last == first && self.is(i, '-') && self.ends_here(next + 1) {
                let end = |d| Some(Box::new(DateExpr::Point(Point { day: Some(d), ..Point::default() })));
                let expr = DateExpr::Interval(end(first), end(d));
                return Some(Piece { end: next + 1, expr, rule: DAYS, firm: true });
            }
            last = d;
            i = next + 1;
        }
    }
}
