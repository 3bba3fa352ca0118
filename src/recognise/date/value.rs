//! What a date expression says before the document is known.
//!
//! Enters: nothing. Leaves: [`DateExpr`], a typed form of every kind of date, with what it leaves unsaid marked as such.
//! Not done here: filling in what is unsaid (that is `resolve::anchor`), reading from text (the rules beside this file).

/// The year of a date as far as the expression tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Year {
    /// Nothing is said.
    #[default]
    Missing,
    /// A year of the Gregorian calendar.
    Known(i16),
    /// Counted from the year of publication: `năm nay` 0, `năm ngoái` -1.
    Now(i16),
    /// Counted from the year named last: `năm trước` -1, `cùng năm` 0.
    Told(i16),
    /// `năm qua`: the year that is over, or nearly so.
    Past,
    /// A place in the cycle of sixty years, 0 to 59: `Giáp Thìn` is 40.
    Cycle(u8),
}

/// The month of a date as far as the expression tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Month {
    /// Nothing is said.
    #[default]
    Missing,
    /// 1 to 12.
    Known(u8),
    /// Counted from the month of publication: `ngày 5 tháng này` 0.
    Now(i16),
}

/// A time of day; `24:00` is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// A point of the calendar, partly known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// The year.
    pub year: Year,
    /// The month.
    pub month: Month,
    /// The day of the month.
    pub day: Option<u8>,
    /// The time of day.
    pub time: Option<Time>,
}

/// A unit of distance in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// ISO weeks, from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// Where a distance is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The day of publication.
    Published,
    /// What the text named last.
    Told,
}

/// A date expression.
#[derive(Debug, Clone, PartialEq)]
pub enum DateExpr {
    /// `ngày 2/7`, `tháng 3/2024`, `năm nay`, `8h30`.
    Point(Point),
    /// A day, or without `day` a whole month, of the lunar calendar. Day 30 is the last day of the month, 29 or 30.
    Lunar {
        /// The lunar year.
        year: Year,
        /// 1 to 12.
        month: u8,
        /// 1 to 30.
        day: Option<u8>,
    },
    /// `quý I/2024`.
    Quarter {
        /// 1 to 4.
        quarter: u8,
        /// The year.
        year: Year,
    },
    /// `6 tháng đầu năm`.
    Half {
        /// 1 or 2.
        half: u8,
        /// The year.
        year: Year,
    },
    /// `9 tháng đầu năm`, `tháng 7, 8`.
    Months {
        /// First month.
        first: u8,
        /// Last month.
        last: u8,
        /// The year.
        year: Year,
    },
    /// `nửa cuối tháng 4`: the second half of a month.
    HalfMonth {
        /// 1 or 2.
        half: u8,
        /// The month.
        month: u8,
        /// The year.
        year: Year,
    },
    /// Ten years, by the first three digits: 199.
    Decade(i16),
    /// A hundred years, by number: 20 is 1901 to 2000.
    Century(i16),
    /// So many units from a point: `hôm qua`, `ba tháng trước đó`.
    Step {
        /// What is counted.
        unit: Unit,
        /// How many, negative into the past.
        count: i16,
        /// From where.
        from: Origin,
    },
    /// Saturday and Sunday of a week counted from that of publication.
    Weekend(i16),
    /// A day of the week, Monday 1, and the week counted from that of publication, if said.
    Weekday {
        /// 1 to 7.
        day: u8,
        /// The week.
        week: Option<i16>,
    },
    /// `cùng kỳ năm trước`: the period named before, in another year.
    SamePeriod(Year),
    /// An expression with a time of day.
    Timed(Box<DateExpr>, Time),
    /// A period; an end that is `None` is open.
    Interval(Option<Box<DateExpr>>, Option<Box<DateExpr>>),
    /// `ngày 2/2 hằng năm`: no one date.
    Recurring(Box<DateExpr>),
}

impl DateExpr {
    /// The same expression at a time of day.
    ///
    /// ```
    /// use tinviet::recognise::date::value::{DateExpr, Point, Time};
    /// let at = Time { hour: 8, minute: 30 };
    /// let timed = DateExpr::Point(Point::default()).at(at);
    /// assert_eq!(timed, DateExpr::Point(Point { time: Some(at), ..Point::default() }));
    /// ```
    #[must_use]
    pub fn at(self, time: Time) -> Self {
        match self {
            Self::Point(p) => Self::Point(Point { time: Some(time), ..p }),
            other => Self::Timed(Box::new(other), time),
        }
    }

    /// The point, if it is one.
    #[must_use]
    pub const fn point(&self) -> Option<&Point> {
        match self {
            Self::Point(p) => Some(p),
            _ => None,
        }
    }

    /// Whether it is a bare time of day.
    #[must_use]
    pub fn is_time(&self) -> bool {
        self.point().is_some_and(|p| *p == Point { time: p.time, ..Point::default() } && p.time.is_some())
    }

    /// Whether it names a day, surely or by distance.
    #[must_use]
    pub fn is_day(&self) -> bool {
        match self {
            Self::Point(p) => p.day.is_some(),
            Self::Lunar { day, .. } => day.is_some(),
            Self::Step { unit, .. } => *unit == Unit::Day,
            Self::Weekday { .. } => true,
            Self::Timed(inner, _) => inner.is_day(),
            _ => false,
        }
    }

    /// The year as far as it is told.
    #[must_use]
    pub const fn year(&self) -> Year {
        match self {
            Self::Point(Point { year, .. })
            | Self::Lunar { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. }
            | Self::Months { year, .. }
            | Self::HalfMonth { year, .. }
            | Self::SamePeriod(year) => *year,
            _ => Year::Missing,
        }
    }

    /// The same expression in `year`, where it has a place for one.
    #[must_use]
    pub fn in_year(mut self, to: Year) -> Self {
        match &mut self {
            Self::Point(Point { year, .. })
            | Self::Lunar { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. }
            | Self::Months { year, .. }
            | Self::HalfMonth { year, .. } => *year = to,
            _ => {}
        }
        self
    }
}

/// Whether a day of a month exists, in `year` or, without one, in any.
///
/// ```
/// use tinviet::recognise::date::value::day_exists;
/// assert!(day_exists(29, 2, None) && !day_exists(29, 2, Some(2023)) && !day_exists(31, 4, None));
/// ```
#[must_use]
pub fn day_exists(day: u8, month: u8, year: Option<i16>) -> bool {
    jiff::civil::Date::new(year.unwrap_or(2000), month as i8, day as i8).is_ok()
}
