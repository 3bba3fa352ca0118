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
    // document
    /// A short form of a document's type, written before its number: `NĐ`.
    DocumentAbbreviation = "document.abbreviation",
    /// `sửa đổi, bổ sung một số điều của` before the title of a law.
    DocumentAmending = "document.amending",
    /// What may follow a number without suffix: `của`, `về`, a verb.
    DocumentAfter = "document.after",
    /// Whose resolution it is: `Đại hội`, `Trung ương`.
    DocumentCongress = "document.congress",
    /// `ngày` before the date of a document.
    DocumentDated = "document.dated",
    /// A small word inside the name of an issuer: `tỉnh`.
    DocumentIssuer = "document.issuer",
    /// Title of a law without its type word: `Ngân sách nhà nước`.
    DocumentLaw = "document.law",
    /// A phrase that begins like a document and is none: `luật sư`.
    DocumentNot = "document.not",
    /// `số` before a number.
    DocumentNumber = "document.number",
    /// `của` before the issuer.
    DocumentOf = "document.of",
    /// A small word inside the name of a congress or its resolution: `lần thứ`.
    DocumentTail = "document.tail",
    /// A proper title that needs no number: `Hiến pháp`.
    DocumentTitle = "document.title",
    /// A treaty's type word: `Hiệp định`.
    DocumentTreaty = "document.treaty",
    /// A type word: `Nghị định`.
    DocumentType = "document.type",
    /// `năm` between the title of a law and its year.
    DocumentYear = "document.year",
    // programme
    /// `tuổi Đảng` of a badge.
    ProgrammeAge = "programme.age",
    /// The last word of an observance's name: `Việt Nam`.
    ProgrammeAnchor = "programme.anchor",
    /// `và` between names that share a kind word.
    ProgrammeAnd = "programme.and",
    /// A verb that gives an honour: `vinh danh`.
    ProgrammeAward = "programme.award",
    /// A body: what begins so after a kind word is not a name.
    ProgrammeBody = "programme.body",
    /// A word that stands on either side of a comma inside a name: `phòng, chống`.
    ProgrammeCoordinated = "programme.coordinated",
    /// The first word of an observance: `Tháng`.
    ProgrammeDay = "programme.day",
    /// `từ` before the first year of a period.
    ProgrammeFrom = "programme.from",
    /// What makes a kind word generic: `đào tạo`.
    ProgrammeGeneric = "programme.generic",
    /// A kind word: `Đề án`.
    ProgrammeHead = "programme.head",
    /// A phrase inside names that begins like a stop: `nông thôn mới`.
    ProgrammeInside = "programme.inside",
    /// A word after which an unquoted name goes on: `và`, `đoạn qua`.
    ProgrammeLink = "programme.link",
    /// A name of the registry.
    ProgrammeName = "programme.name",
    /// `mang tên` before a quoted name.
    ProgrammeNamed = "programme.named",
    /// An observance known by its whole name.
    ProgrammeObservance = "programme.observance",
    /// A word whose number is part of a name: `thứ`.
    ProgrammeOrdinal = "programme.ordinal",
    /// What opens a period: `giai đoạn`.
    ProgrammePeriod = "programme.period",
    /// Where an unquoted name ends: `được`.
    ProgrammeStop = "programme.stop",
    /// `như` before a list of names.
    ProgrammeSuch = "programme.such",
    /// `đến` between the years of a period.
    ProgrammeTo = "programme.to",
}
