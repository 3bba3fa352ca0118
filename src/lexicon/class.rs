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
    /// A word that opens a day: `ngày`.
    DateDay = "date.day",
    /// `tháng`.
    DateMonth = "date.month",
    /// `năm`.
    DateYear = "date.year",
    // duration
    /// A word that shows that a length of time stands before it: `liên tục`.
    DurationAfter = "duration.after",
    /// A word that shows that a length of time follows: `suốt`.
    DurationBefore = "duration.before",
    /// A longer phrase that begins like a unit of time: `ngày công`.
    DurationNot = "duration.not",
    /// A word that makes months or days before it a part of the year: `đầu năm`.
    DurationOfYear = "duration.of-year",
    /// A unit of time; value: ISO letter and factor.
    DurationUnit = "duration.unit",
    // indicator
    /// A noun whose count measures nothing: `giải pháp`.
    IndicatorAbstract = "indicator.abstract",
    /// A word that points back: `nói trên`.
    IndicatorAnaphor = "indicator.anaphor",
    /// A bare area: `huyện`.
    IndicatorArea = "indicator.area",
    /// A word with which a measure begins: `tỷ lệ`.
    IndicatorHead = "indicator.head",
    /// A word before the subject that is no part of it: `trong đó`.
    IndicatorLead = "indicator.lead",
    /// A word inside the subject's clause after which the subject begins: `với`.
    IndicatorOpen = "indicator.open",
    /// A word of number before a noun phrase: `các`.
    IndicatorPlural = "indicator.plural",
    /// What a share refers to: `kế hoạch`.
    IndicatorReference = "indicator.reference",
    /// A noun that only classifies: what is counted is named before it (`Tổng đàn lợn 32.000 con`).
    IndicatorScant = "indicator.scant",
    /// A word that ends a counted noun phrase; value `hard` or `soft`.
    IndicatorStop = "indicator.stop",
    /// A verb between subject and figure; value `level`, `up`, `down`, `has` or `adverb`.
    IndicatorVerb = "indicator.verb",
    /// A word before a bare area: `toàn`.
    IndicatorWhole = "indicator.whole",
    // money
    /// A currency; value: ISO 4217 code, with a power of ten where the form holds one.
    MoneyCurrency = "money.currency",
    /// A longer word that begins like a currency: `đồng hồ`.
    MoneyNot = "money.not",
    /// A sign or code before the number.
    MoneySign = "money.sign",
    /// A word that shows that a bare `tỷ` near it is money.
    MoneyTopic = "money.topic",
    // number
    /// A comparator before a number; value: its symbol, `=` where it states a difference.
    NumberCmp = "number.cmp",
    /// `một` to `chín`.
    NumberDigit = "number.digit",
    /// `từ`.
    NumberFrom = "number.from",
    /// `rưỡi`.
    NumberHalf = "number.half",
    /// A word after which a number names.
    NumberLabel = "number.label",
    /// A word after which a number names unless a counted noun follows.
    NumberLabelWeak = "number.label-weak",
    /// A word after which `đến`, `tới` mean up to.
    NumberLimit = "number.limit",
    /// `không` before `trăm`.
    NumberNought = "number.nought",
    /// `phần` of a fraction.
    NumberPart = "number.part",
    /// `trăm`, `nghìn`, `triệu`, `tỷ`.
    NumberScale = "number.scale",
    /// A word before the second value of a change: `lên`, `xuống`.
    NumberShift = "number.shift",
    /// Forms of the unit after tens: `mốt`, `lăm`.
    NumberTail = "number.tail",
    /// `mười`.
    NumberTen = "number.ten",
    /// `mươi`.
    NumberTens = "number.tens",
    /// `hàng` before a scale word.
    NumberTensOf = "number.tens-of",
    /// `đến`, `tới`.
    NumberTo = "number.to",
    /// `trở lên`, `trở xuống`; value: the comparator.
    NumberUp = "number.up",
    /// `vài`, `mấy`.
    NumberVague = "number.vague",
    /// A phrase that holds a number word and is no number.
    NumberWordNot = "number.word-not",
    /// `linh`, `lẻ`.
    NumberZero = "number.zero",
    // percent
    /// `%`, `phần trăm`, `‰`; value: the sign.
    PercentUnit = "percent.unit",
    // quantity
    /// `trong số`, `trong tổng số`.
    QuantityAmong = "quantity.among",
    /// A word before a day and month: `sáng`.
    QuantityDaytime = "quantity.daytime",
    /// `nửa`, `một nửa`.
    QuantityHalf = "quantity.half",
    /// A word after `nửa` that shows that it counts.
    QuantityHalfOf = "quantity.half-of",
    /// A counted noun or classifier.
    QuantityNoun = "quantity.noun",
    /// A comparator that is a preposition before small counts: `trên`.
    QuantityPreposition = "quantity.preposition",
    /// A word before a share of a whole: `bằng`.
    QuantityShare = "quantity.share",
    /// A word that can't begin what is counted.
    QuantityStop = "quantity.stop",
    /// A unit of measure.
    QuantityUnit = "quantity.unit",
    /// A longer word that begins like a unit of measure: `công ty`.
    QuantityUnitNot = "quantity.unit-not",
    /// A word before the number of page views.
    QuantityViews = "quantity.views",
}
