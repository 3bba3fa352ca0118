//! Expressions to values.
//!
//! Enters: a [`DateExpr`], the tense of its surroundings and the [`Context`]. Leaves: an [`Anchored`] value. A day and month
//! without a year go to the year that brings them nearest to the day of publication, the past before the future unless
//! words say otherwise.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::date::value::{DateExpr, Month, Origin, Point, Unit, Year};
use crate::resolve::anchor::Anchored;
use crate::resolve::anchor::context::{Context, Tense};
use crate::resolve::anchor::iso::{Iso, add};
use crate::resolve::anchor::lunar;
use crate::span::{Span, Tok};

/// What settled a value, from the surest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Text,
    Published,
    Context,
}

type Resolved = Result<(Iso, Source), &'static str>;

const NO_YEAR: &str = "the year is not told and no day of publication is known";
const NO_DAY: &str = "nothing that it could be counted from is named before";
const NO_BASE: &str = "no day of publication is known";
const NO_PERIOD: &str = "no period to compare with is named before";
const RECURS: &str = "recurs";
const OUTSIDE: &str = "outside the lunar table of 1950 to 2050";
const IMPOSSIBLE: &str = "there is no such day";

/// What is known of a mention besides its expression.
#[derive(Clone, Copy)]
struct Here<'m> {
    tense: Tense,
    /// It is the end of a period open to the past: `đến ngày 5/3`.
    bounded: bool,
    next: Option<&'m Candidate>,
    span: Span<Tok>,
}

impl Context<'_, '_> {
    /// The value of a mention; what it names is remembered.
    pub(super) fn resolve(&mut self, expr: &DateExpr, span: Span<Tok>, next: Option<&Candidate>) -> Anchored {
        self.enter(span);
        let mut tense = self.tense(span);
        // `tháng 8 và tháng 9 tới`: the word belongs to both.
        if let Some(next) = next
            && next.span.start == span.end + 1
            && self.joins(span.end)
            && !matches!(tense, Tense::SurelyPast | Tense::SurelyFuture)
            && let later @ (Tense::SurelyPast | Tense::SurelyFuture) = self.tense(next.span)
        {
            tense = later;
        }
        let here = Here { tense, bounded: false, next, span };
        match self.value(expr, here) {
            Ok((iso, source)) => {
                self.remember(expr, &iso, span);
                let from = match source {
                    Source::Text => "text",
                    Source::Published => "published",
                    Source::Context => "context",
                };
                Anchored { value: Some(iso.to_string()), from: Some(from), reason: None }
            }
            Err(reason) => Anchored { value: None, from: None, reason: Some(reason) },
        }
    }

    /// The day all is seen from, or why there is none.
    fn base(&self) -> Result<(Date, Source), &'static str> {
        self.base.map(|b| (b, if self.given { Source::Published } else { Source::Context })).ok_or(NO_BASE)
    }

    fn value(&self, expr: &DateExpr, here: Here<'_>) -> Resolved {
        match expr {
            DateExpr::Point(p) => self.point(p, here),
            DateExpr::Lunar { year, month, day } => self.lunar(*year, *month, *day, here),
            DateExpr::Quarter { quarter, year } => self.part(*year, here, |y| Iso::Quarter(y, *quarter as i8)),
            DateExpr::Half { half, year } => self.part(*year, here, |y| Iso::Half(y, *half as i8)),
            DateExpr::Months { first, last, year } => {
                self.part(*year, here, |y| Iso::between(Iso::Month(y, *first as i8), Iso::Month(y, *last as i8)))
            }
            DateExpr::HalfMonth { half, month, year } => {
                let p = Point { year: *year, month: Month::Known(*month), ..Point::default() };
                let (iso, source) = self.point(&p, here)?;
                let (first, last) = (iso.first().ok_or(IMPOSSIBLE)?, iso.last().ok_or(IMPOSSIBLE)?);
                let middle = |d| add(first, i32::from(d as i16).days()).ok_or(IMPOSSIBLE);
                let (a, b) = if *half == 1 { (first, middle(14)?) } else { (middle(15)?, last) };
                Ok((Iso::between(Iso::Day(a, None), Iso::Day(b, None)), source))
            }
            DateExpr::Decade(d) => Ok((Iso::Decade(*d), Source::Text)),
            DateExpr::Century(c) => Ok((Iso::between(Iso::Year(c * 100 - 99), Iso::Year(c * 100)), Source::Text)),
            DateExpr::Step { unit, count, from } => self.step(*unit, *count, *from, here),
            DateExpr::Weekend(weeks) => {
                let (base, source) = self.base()?;
                let monday = Iso::week_of(add(base, i32::from(weeks * 7).days()).ok_or(IMPOSSIBLE)?)
                    .first()
                    .ok_or(IMPOSSIBLE)?;
                let day = |n: i32| Ok::<_, &'static str>(Iso::Day(add(monday, n.days()).ok_or(IMPOSSIBLE)?, None));
                Ok((Iso::between(day(5)?, day(6)?), source))
            }
            DateExpr::Weekday { day, week } => self.weekday(*day, *week, here),
            DateExpr::SamePeriod(year) => self.same_period(*year, here),
            DateExpr::Timed(inner, time) => match self.value(inner, here)? {
                (Iso::Day(day, _), source) => Ok((Iso::Day(day, Some(*time)), source)),
                other => Ok(other),
            },
            DateExpr::Interval(start, end) => self.interval(start.as_deref(), end.as_deref(), here),
            DateExpr::Recurring(_) => Err(RECURS),
        }
    }

    /// A year as far as the expression tells it; `None`: it does not.
    fn year(&self, year: Year) -> Result<Option<(i16, Source)>, &'static str> {
        Ok(match year {
            Year::Missing => None,
            Year::Known(y) => Some((y, Source::Text)),
            Year::Now(n) => {
                let (base, source) = self.base()?;
                Some((base.year() + n, source))
            }
            Year::Told(n) => match self.told_year.or(self.last_year.filter(|_| n == 0)) {
                Some(y) => Some((y + n, Source::Context)),
                // `năm đó`
                None if n == 0 => return Err(NO_DAY),
                None => {
                    let (base, source) = self.base()?;
                    Some((base.year() + n, source))
                }
            },
            // At the beginning of a year the one that is over, later the one that is going on.
            Year::Past => {
                let (base, source) = self.base()?;
                Some((base.year() - i16::from(base.month() <= 4), source))
            }
            Year::Cycle(n) => {
                // Year 4 of the era is the first of a cycle; sixty years lie between two of a name.
                let (base, source) = self.base()?;
                let near = base.year() - (base.year() - 4 - i16::from(n)).rem_euclid(60);
                let next = near + 60;
                let nearer = if next - base.year() < base.year() - near { next } else { near };
                Some((nearer, if self.given { source } else { Source::Context }))
            }
        })
    }

    /// The year that heads the paragraph or, for whole months and longer, stands in the sentence.
    fn context_year(&self, here: Here<'_>, day: bool) -> Option<i16> {
        if matches!(here.tense, Tense::SurelyPast | Tense::SurelyFuture) || self.of_document(here.span) {
            return None;
        }
        if day { self.heading_year } else { self.sentence_year.or(self.heading_year) }
    }

    fn point(&self, p: &Point, here: Here<'_>) -> Resolved {
        let day = |d: Date| Iso::Day(d, p.time);
        match (p.month, p.day) {
            (Month::Missing, None) if p.time.is_some() && p.year == Year::Missing => match self.last_day {
                Some(d) => Ok((day(d), Source::Context)),
                None => self.base().map(|(d, s)| (day(d), s)),
            },
            (Month::Missing, None) => {
                if let Some((y, source)) = self.year(p.year)? {
                    return Ok((Iso::Year(y), source));
                }
                match self.context_year(here, true) {
                    Some(y) => Ok((Iso::Year(y), Source::Context)),
                    None => self.base().map(|(d, s)| (Iso::Year(d.year()), s)),
                }
            }
            (Month::Missing, Some(d)) => self.bare_day(d, here).map(|(date, s)| (day(date), s)),
            (Month::Now(n), Some(d)) => {
                let (base, source) = self.base()?;
                let month = Iso::month_number(i32::from(base.year()) * 12 + i32::from(base.month()) - 1 + i32::from(n));
                let first = month.and_then(|m| m.first()).ok_or(IMPOSSIBLE)?;
                let date = Date::new(first.year(), first.month(), d as i8).map_err(|_| IMPOSSIBLE)?;
                Ok((day(date), source))
            }
            (Month::Now(n), None) => self.step(Unit::Month, n, Origin::Published, here),
            (Month::Known(m), d) => {
                let make = |y: i16| match d {
                    Some(d) => Date::new(y, m as i8, d as i8).ok().map(day),
                    None => Some(Iso::Month(y, m as i8)),
                };
                if let Some((y, source)) = self.year(p.year)? {
                    return make(y).map(|iso| (iso, source)).ok_or(IMPOSSIBLE);
                }
                if let Some(y) = self.context_year(here, d.is_some()) {
                    return make(y).map(|iso| (iso, Source::Context)).ok_or(IMPOSSIBLE);
                }
                self.nearest(make, here)
            }
        }
    }

    /// The reading nearest to the day of publication.
    fn nearest(&self, make: impl Fn(i16) -> Option<Iso>, here: Here<'_>) -> Resolved {
        let (base, source) = match (self.base, self.sentence_day.or(self.last_day)) {
            // `từ 15/12/2019 đến …, ngày 20/12`: a sentence about another year keeps to it.
            (Some(b), _) if self.sentence_day.is_some_and(|d| (b - d).get_days().abs() > 300) => {
                (self.sentence_day.unwrap_or(b), Source::Context)
            }
            (Some(_), _) => self.base()?,
            (None, Some(d)) => (d, Source::Context),
            (None, None) => match self.context_year(here, true) {
                Some(y) => return make(y).map(|iso| (iso, Source::Context)).ok_or(IMPOSSIBLE),
                None => return Err(NO_YEAR),
            },
        };
        let (past, future) = match here.tense {
            Tense::SurelyPast => (1, 1000),
            Tense::SurelyFuture => (1000, 1),
            Tense::Future => (3, 1),
            Tense::Past if !here.bounded => (1, 4),
            _ if here.bounded => (2, 3),
            _ => (1, 2),
        };
        let cost = |iso: &Iso| {
            let (Some(first), Some(last)) = (iso.first(), iso.last()) else { return i32::MAX };
            if first > base {
                (first - base).get_days() * future
            } else if last < base {
                (base - last).get_days() * past
            } else {
                0
            }
        };
        let year = base.year();
        [year, year - 1, year + 1]
            .into_iter()
            .filter_map(make)
            .min_by_key(cost)
            .map(|iso| (iso, source))
            .ok_or(IMPOSSIBLE)
    }

    /// `ngày 15`: in the month of the date that follows it in a list, of the last one named, or of publication.
    fn bare_day(&self, day: u8, here: Here<'_>) -> Result<(Date, Source), &'static str> {
        let date = |y: i16, m: i8| Date::new(y, m, day as i8).map_err(|_| IMPOSSIBLE);
        if let Some(next) = here.next
            && next.span.start <= here.span.end + 2
            && let Value::Date(expr) = &next.value
            && let Some(p) = expr.point()
            && p.day.is_some_and(|d| d > day)
            && p.month != Month::Missing
        {
            let with = Point { day: Some(day), time: None, ..*p };
            if let (Iso::Day(d, _), source) = self.point(&with, here)? {
                return Ok((d, source));
            }
        }
        if let Some((y, m)) = self.last_month
            && !matches!(here.tense, Tense::SurelyPast | Tense::SurelyFuture)
        {
            return Ok((date(y, m)?, Source::Context));
        }
        let (base, source) = self.base()?;
        let this = date(base.year(), base.month());
        let forward = here.bounded || matches!(here.tense, Tense::Future | Tense::SurelyFuture);
        match this {
            Ok(d) if d <= base || forward => Ok((d, source)),
            _ => {
                let before = add(base.first_of_month(), (-1).days()).ok_or(IMPOSSIBLE)?;
                Ok((date(before.year(), before.month())?, source))
            }
        }
    }

    /// A part of a year whose year may be unsaid: that of the context, else of publication.
    fn part(&self, year: Year, here: Here<'_>, make: impl Fn(i16) -> Iso) -> Resolved {
        if let Some((y, source)) = self.year(year)? {
            return Ok((make(y), source));
        }
        if let Some(y) = self.context_year(here, false) {
            return Ok((make(y), Source::Context));
        }
        let Ok((base, source)) = self.base() else {
            return self.told_year.map(|y| (make(y), Source::Context)).ok_or(NO_YEAR);
        };
        let this = make(base.year());
        // In the first months of a year a part that is still far off is that of the year before, unless it is planned.
        let far = this.first().is_some_and(|f| (f - base).get_days() > 90);
        let planned = here.bounded || matches!(here.tense, Tense::Future | Tense::SurelyFuture);
        if far && base.month() <= 3 && !planned {
            return Ok((make(base.year() - 1), source));
        }
        Ok((this, source))
    }

    fn lunar(&self, year: Year, month: u8, day: Option<u8>, here: Here<'_>) -> Resolved {
        let make = |y: i16| match day {
            Some(d) => lunar::day(y, month, d).map(|d| Iso::Day(d, None)),
            None => {
                let (first, last) = lunar::month(y, month, false)?;
                Some(Iso::between(Iso::Day(first, None), Iso::Day(last, None)))
            }
        };
        if let Some((y, source)) = self.year(year)? {
            // The last lunar month of `năm nay` ends in the next Gregorian year, as the year is counted by Tết.
            return make(y).map(|iso| (iso, source)).ok_or(OUTSIDE);
        }
        if let Some(base) = self.base {
            lunar::year_of(base).ok_or(OUTSIDE)?;
        }
        self.nearest(make, here).map_err(|e| if e == IMPOSSIBLE { OUTSIDE } else { e })
    }

    fn step(&self, unit: Unit, count: i16, from: Origin, here: Here<'_>) -> Resolved {
        // `ba tháng trước đó` with nothing named before is seen from publication, `ba tháng sau đó` from an unknown day.
        let told = if from == Origin::Told { Some(self.step_told(unit, count, here)) } else { None };
        if let Some(told) = told.filter(|t| t.is_ok() || count >= 0 || unit == Unit::Day) {
            let iso = told?;
            // `12 năm sau` counted from the wrong year would lie ahead of the article.
            let ahead = matches!(unit, Unit::Month | Unit::Year)
                && self.base.is_some_and(|b| iso.first().is_some_and(|f| f > b));
            let plausible = !ahead || self.looks_forward(here.span);
            return if plausible { Ok((iso, Source::Context)) } else { Err(NO_DAY) };
        }
        let n = i32::from(count);
        let months =
            |y: i16, m: i8, n: i32| Iso::month_number(i32::from(y) * 12 + i32::from(m) - 1 + n).ok_or(IMPOSSIBLE);
        // `tháng 4 tăng 2% so với tháng trước`: the month before the one named.
        if unit == Unit::Month
            && count == -1
            && self.compared(here.span)
            && let Some((y, m)) = self.last_month
        {
            return Ok((months(y, m, -1)?, Source::Context));
        }
        if unit == Unit::Quarter
            && count == -1
            && self.compared(here.span)
            && let Some(quarter) = self.quarter_before()
        {
            return Ok((quarter, Source::Context));
        }
        let (base, source) = self.base()?;
        let iso = match unit {
            Unit::Day => Iso::Day(add(base, n.days()).ok_or(IMPOSSIBLE)?, None),
            Unit::Week => Iso::week_of(add(base, (n * 7).days()).ok_or(IMPOSSIBLE)?),
            Unit::Month => months(base.year(), base.month(), n)?,
            Unit::Quarter => {
                let quarters = i32::from(base.year()) * 4 + i32::from((base.month() - 1) / 3) + n;
                Iso::Quarter(
                    i16::try_from(quarters.div_euclid(4)).map_err(|_| IMPOSSIBLE)?,
                    quarters.rem_euclid(4) as i8 + 1,
                )
            }
            Unit::Year => Iso::Year(base.year() + count),
        };
        Ok((iso, source))
    }

    /// So many units from what the text named last.
    fn step_told(&self, unit: Unit, count: i16, here: Here<'_>) -> Result<Iso, &'static str> {
        let n = i32::from(count);
        let months = |y: i16, m: i8| Iso::month_number(i32::from(y) * 12 + i32::from(m) - 1 + n).ok_or(IMPOSSIBLE);
        match unit {
            Unit::Day => {
                let from = self.last_day.ok_or(NO_DAY)?;
                Ok(Iso::Day(add(from, n.days()).ok_or(IMPOSSIBLE)?, None))
            }
            Unit::Week => {
                let from = self.last_day.ok_or(NO_DAY)?;
                Ok(Iso::week_of(add(from, (n * 7).days()).ok_or(IMPOSSIBLE)?))
            }
            Unit::Month => match (self.last_month, self.last_day) {
                (Some((y, m)), _) => months(y, m),
                (None, Some(d)) => months(d.year(), d.month()),
                (None, None) => Err(NO_DAY),
            },
            Unit::Quarter => self.quarter_before().ok_or(NO_PERIOD),
            Unit::Year => {
                // `hai năm sau, năm 1947`: the year is said again.
                if let Some(next) = here.next
                    && next.span.start <= here.span.end + 2
                    && let Value::Date(expr) = &next.value
                    && let Some(Point { year: Year::Known(y), month: Month::Missing, .. }) = expr.point()
                {
                    return Ok(Iso::Year(*y));
                }
                Ok(Iso::Year(self.told_year.or(self.last_year).ok_or(NO_DAY)? + count))
            }
        }
    }

    fn weekday(&self, day: u8, week: Option<i16>, here: Here<'_>) -> Resolved {
        let (base, source) = self.base()?;
        let today = i32::from(base.weekday().to_monday_one_offset());
        let ahead = i32::from(day) - today;
        let days = match (week, here.tense) {
            (Some(w), _) => ahead + i32::from(w) * 7,
            (None, Tense::Future | Tense::SurelyFuture) if ahead <= 0 => ahead + 7,
            (None, Tense::Future | Tense::SurelyFuture) => ahead,
            (None, _) if ahead > 0 => ahead - 7,
            (None, _) => ahead,
        };
        Ok((Iso::Day(add(base, days.days()).ok_or(IMPOSSIBLE)?, None), source))
    }

    fn same_period(&self, year: Year, _here: Here<'_>) -> Resolved {
        let period = self.period().ok_or(NO_PERIOD)?;
        let own = period.year().ok_or(NO_PERIOD)?;
        let year = match year {
            // Seen from the period: what is compared with `quý IV/2020` by `cùng kỳ năm ngoái` lies in 2019.
            Year::Told(n) => own + n,
            Year::Now(n) if n < 0 => own + n,
            other => self.year(other)?.map(|(y, _)| y).ok_or(NO_YEAR)?,
        };
        period.in_year(year).map(|iso| (iso, Source::Context)).ok_or(NO_PERIOD)
    }

    fn interval(&self, start: Option<&DateExpr>, end: Option<&DateExpr>, here: Here<'_>) -> Resolved {
        let (a, b) = match (start, end) {
            (Some(a), None) => {
                // `từ đầu năm đến nay` is the year of publication, whatever was named before.
                let (iso, source) = match (a, self.base()) {
                    (DateExpr::Point(p), Ok((base, source))) if *p == Point::default() => {
                        (Iso::Year(base.year()), source)
                    }
                    _ => self.value(a, here)?,
                };
                return Ok((Iso::Interval(Some(Box::new(start_of(iso))), None), source));
            }
            (None, Some(b)) => {
                let (iso, source) = self.value(b, Here { bounded: true, ..here })?;
                return Ok((Iso::Interval(None, Some(Box::new(end_of(iso)))), source));
            }
            (None, None) => return Err(NO_YEAR),
            (Some(a), Some(b)) => (a, b),
        };
        // Times: the day is that of the end that has one.
        if a.is_time()
            && let Some(time) = a.point().and_then(|p| p.time)
        {
            let (to, source) = self.value(b, here)?;
            if let Iso::Day(d, _) = to {
                return Ok((Iso::between(Iso::Day(d, Some(time)), to), source));
            }
        }
        if b.is_time()
            && let Some(time) = b.point().and_then(|p| p.time)
        {
            let (from, source) = self.value(a, here)?;
            if let Iso::Day(d, _) = from {
                return Ok((Iso::between(from, Iso::Day(d, Some(time))), source));
            }
        }
        let dayless = |e: &DateExpr| e.point().is_some_and(|p| p.day.is_some() && p.month == Month::Missing);
        // What one end leaves unsaid the other says.
        if dayless(a) && !dayless(b) {
            let (to, source) = self.value(b, here)?;
            let last = to.last().ok_or(IMPOSSIBLE)?;
            let day = a.point().and_then(|p| p.day).ok_or(IMPOSSIBLE)?;
            let first = Date::new(last.year(), last.month(), day as i8).map_err(|_| IMPOSSIBLE)?;
            return ordered(Iso::Day(first, a.point().and_then(|p| p.time)), to, source);
        }
        if a.year() == Year::Missing && b.year() != Year::Missing {
            let (to, source) = self.value(b, here)?;
            let last = to.last().ok_or(IMPOSSIBLE)?;
            let (from, _) = self.value(&a.clone().in_year(Year::Known(last.year())), here)?;
            let from = if from.first() > Some(last) {
                self.value(&a.clone().in_year(Year::Known(last.year() - 1)), here)?.0
            } else {
                from
            };
            return ordered(from, to, source);
        }
        let (from, source) = self.value(a, here)?;
        let first = from.first().ok_or(IMPOSSIBLE)?;
        if dayless(b) {
            let day = b.point().and_then(|p| p.day).ok_or(IMPOSSIBLE)?;
            let last = Date::new(first.year(), first.month(), day as i8).map_err(|_| IMPOSSIBLE)?;
            let last = if last < first { add(last, 1.months()).ok_or(IMPOSSIBLE)? } else { last };
            return ordered(from, Iso::Day(last, b.point().and_then(|p| p.time)), source);
        }
        let placed = |y: i16| self.value(&b.clone().in_year(Year::Known(y)), here);
        let (to, other) = if b.year() == Year::Missing && b.clone().in_year(Year::Known(0)) != *b {
            let same = placed(first.year())?;
            if same.0.last() < Some(first) { placed(first.year() + 1)? } else { same }
        } else {
            self.value(b, here)?
        };
        ordered(from, to, source.max(other))
    }
}

/// The period between two values, if the first does not lie after the second.
fn ordered(from: Iso, to: Iso, source: Source) -> Resolved {
    if from.first() > to.last() {
        return Err(IMPOSSIBLE);
    }
    Ok((Iso::between(start_of(from), end_of(to)), source))
}

/// The start of a period, the value itself if it is a point.
fn start_of(iso: Iso) -> Iso {
    match iso {
        Iso::Interval(Some(a), _) => *a,
        other => other,
    }
}

fn end_of(iso: Iso) -> Iso {
    match iso {
        Iso::Interval(_, Some(b)) => *b,
        other => other,
    }
}
