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
    // organisation
    /// Word that opens the name of an organisation: `Sở`, `Trung tâm`. The value is the kind and flags.
    OrgHead = "org.head",
    /// An organisation by its whole name: `UNESCO`. The value is the kind.
    OrgName = "org.name",
    /// What a body is for, as its name says it: `Phát triển nông thôn`.
    OrgPart = "org.part",
    /// The area of a body without a name of its own: `huyện`, `Trung ương`.
    OrgArea = "org.area",
    /// An abbreviation that stands inside names of organisations; the value is its full form.
    OrgAbbr = "org.abbr",
    /// `và` inside the name of a body.
    OrgAnd = "org.and",
    /// `số` before the number of a school.
    OrgNumber = "org.number",
    /// What ends the name of a company: `Group`.
    OrgTail = "org.tail",
    /// What begins like an organisation and is none: `Huyện ủy viên`, `Bộ trưởng`.
    OrgNot = "org.not",
    // place
    /// Designation or kind of a place: `huyện`, `sông`. The value is the level and flags.
    PlaceHead = "place.head",
    /// A province, present or past; the value `word` marks names that are also words.
    PlaceProvince = "place.province",
    /// A district of 2025.
    PlaceDistrict = "place.district",
    /// A place of Vietnam known by its bare name.
    PlaceTown = "place.town",
    /// A country.
    PlaceCountry = "place.country",
    /// A city, state or province abroad.
    PlaceCity = "place.city",
    /// A region of the country or the world.
    PlaceRegion = "place.region",
    /// A quarter of the compass after `miền`.
    PlaceQuarter = "place.quarter",
    /// What makes a designation head a list: `các`.
    PlacePlural = "place.plural",
    /// What opens a list of names: `như`, `gồm`.
    PlaceSuch = "place.such",
    /// `và` in lists.
    PlaceAnd = "place.and",
    /// What stands before places: `tại`; the value `strong` marks those that stand before little else.
    PlacePrep = "place.prep",
    /// What stands before persons: `bà`.
    PlacePerson = "place.person",
    /// A surname, as evidence against a place.
    PlaceSurname = "place.surname",
    /// What stands before the country of an office or force: `tổng thống`.
    PlacePolity = "place.polity",
    /// Compounds that hold a word of a place without meaning one: `yêu cầu`.
    PlaceNot = "place.not",
}
