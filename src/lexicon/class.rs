//! The classes that phrases of the lexicons belong to.

/// Declares [`Class`] with the name each class has in the `class` column of the TSV files.
macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a phrase of a lexicon is; the name is the one in the `class` column of the TSV files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Class {
            $($(#[$doc])* $variant,)*
        }

        impl Class {
            /// All classes, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in the TSV files.
            ///
            /// ```
            /// use tinviet::lexicon::class::Class;
            /// assert_eq!(Class::DateDay.name(), "date.day");
            /// assert_eq!(Class::from_name("date.day"), Some(Class::DateDay));
            /// ```
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The class of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    // date
    /// `và` between the days of a list.
    DateAnd = "date.and",
    /// What stands before a time of day: `lúc`, `vào hồi`.
    DateAt = "date.at",
    /// What stands before a year without `năm`: `tầm nhìn`, `SN`.
    DateBeforeYear = "date.before-year",
    /// The twelve branches of the sixty-year cycle: `Thìn`.
    DateBranch = "date.branch",
    /// `thế kỷ`.
    DateCentury = "date.century",
    /// Numbers in words that count days, months and years.
    DateCount = "date.count",
    /// Nouns and units that make a fraction or a number of what looks like a date.
    DateCounted = "date.counted",
    /// A crop named by its seasons: `Đông Xuân`.
    DateCrop = "date.crop",
    /// A word that opens a day: `ngày`.
    DateDay = "date.day",
    /// `thập niên`, `những năm`.
    DateDecade = "date.decade",
    /// `đầu`, `giữa`, `cuối`.
    DateEdge = "date.edge",
    /// What turns `2 năm trước` into a distance from an event: `khi`.
    DateEvent = "date.event",
    /// A festival that is a date by its name.
    DateFestival = "date.festival",
    /// A festival that is a date only with a year.
    DateFestivalDated = "date.festival-dated",
    /// `mùng`, before the first ten days.
    DateFresh = "date.fresh",
    /// `rằm`.
    DateFullMoon = "date.full-moon",
    /// Words that put their sentence in the future.
    DateFuture = "date.future",
    /// `nửa đầu`, `nửa cuối`.
    DateHalf = "date.half",
    /// `rưỡi`.
    DateHalfPast = "date.half-past",
    /// `giờ`, `h`.
    DateHour = "date.hour",
    /// `đến` between the ends of a period.
    DateJoiner = "date.joiner",
    /// What makes a time of day a length of time: `trong`, `suốt`.
    DateLasting = "date.lasting",
    /// `âm lịch`.
    DateLunar = "date.lunar",
    /// Quantifiers that make a date word general: `mỗi`, `những`.
    DateMany = "date.many",
    /// `phút`.
    DateMinute = "date.minute",
    /// `tháng`.
    DateMonth = "date.month",
    /// Months in words.
    DateMonthName = "date.month-name",
    /// `vừa qua`, `tới` after a date.
    DateNear = "date.near",
    /// What a bare day and month may follow: `dịp`.
    DateOccasion = "date.occasion",
    /// `của` between a period and its year.
    DateOf = "date.of",
    /// A preposition that bounds: `từ`, `đến hết`, `trước`.
    DateOpener = "date.opener",
    /// A part of the day.
    DatePart = "date.part",
    /// Words that put their sentence in the past.
    DatePast = "date.past",
    /// What stands before a fraction, a score or an address.
    DateQuantified = "date.quantified",
    /// `quý`.
    DateQuarter = "date.quarter",
    /// `hằng năm`.
    DateRecurring = "date.recurring",
    /// A day by its distance: `hôm qua`, `cùng ngày`.
    DateRelDay = "date.rel-day",
    /// A month by its distance: `tháng trước`.
    DateRelMonth = "date.rel-month",
    /// A quarter by its distance.
    DateRelQuarter = "date.rel-quarter",
    /// A week by its distance.
    DateRelWeek = "date.rel-week",
    /// After `năm`: `nay`, `ngoái`.
    DateRelYear = "date.rel-year",
    /// `cùng kỳ`.
    DateSamePeriod = "date.same-period",
    /// A season.
    DateSeason = "date.season",
    /// The ten stems of the sixty-year cycle: `Giáp`.
    DateStem = "date.stem",
    /// `trước`, `sau đó` after a number of days.
    DateStep = "date.step",
    /// What names a run of years: `giai đoạn`, `nhiệm kỳ`.
    DateTerm = "date.term",
    /// `Tết` after a day of the first or last lunar month.
    DateTet = "date.tet",
    /// An end left open: `đến nay`.
    DateTillNow = "date.till-now",
    /// Days, weeks, months, years as units of distance.
    DateUnit = "date.unit",
    /// What makes a season part of another word.
    DateUnlikeSeason = "date.unlike-season",
    /// A day of the week.
    DateWeekday = "date.weekday",
    /// `thứ` before a digit.
    DateWeekdayWord = "date.weekday-word",
    /// A weekend by its distance.
    DateWeekend = "date.weekend",
    /// `năm`.
    DateYear = "date.year",
}
