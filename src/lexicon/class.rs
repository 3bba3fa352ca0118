//! The classes that phrases of the lexicons belong to.

mod set;

pub use set::ClassSet;

/// Declares [`Class`] with the name each class has in the `class` column of the TSV files.
macro_rules! classes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
        /// What a phrase of a lexicon is; the name is the one in the `class` column of the TSV files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Class {
            $($(#[doc = $doc])* $variant,)*
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

            /// What phrases of the class are, in a line.
            ///
            /// ```
            /// assert_eq!(tinviet::lexicon::class::Class::DateDay.description(), "A word that opens a day: `ngày`.");
            /// ```
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),*).trim_ascii(),)*
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
    /// What stands before a period compared with: `so với`.
    DateCompare = "date.compare",
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
    /// What means "every" before a unit of time, and much else in longer words: `hàng`.
    DateEvery = "date.every",
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
    /// `giờ`, `h`; the value `word` marks what is also a length of time.
    DateHour = "date.hour",
    /// `đến` between the ends of a period.
    DateJoiner = "date.joiner",
    /// A letter before a number and a year: `Q1/2024`, `T6/2024`; the value says of what.
    DateLetter = "date.letter",
    /// What makes a time of day a length of time: `trong`, `suốt`.
    DateLasting = "date.lasting",
    /// `âm lịch`.
    DateLunar = "date.lunar",
    /// A month that is lunar by its name: `giêng`.
    DateLunarMonth = "date.lunar-month",
    /// Quantifiers that make a date word general: `mỗi`; the value `each` marks those of several years: `những`.
    DateMany = "date.many",
    /// `phút`.
    DateMinute = "date.minute",
    /// `tháng`.
    DateMonth = "date.month",
    /// Months in words.
    DateMonthName = "date.month-name",
    /// What makes a month or quarter after it something else: `Cách mạng tháng Tám`, `đá quý`.
    DateNameBefore = "date.name-before",
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
    // duration
    /// A word that shows that a length of time stands before it: `liên tục`.
    DurationAfter = "duration.after",
    /// A word that shows that a length of time follows: `suốt`; the value `about` marks those before times of day too.
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
    /// A word before the number that one is picked from: `trong` of `1 trong 5 bệnh viện`.
    IndicatorAmong = "indicator.among",
    /// A word that points back: `nói trên`.
    IndicatorAnaphor = "indicator.anaphor",
    /// A bare area: `huyện`.
    IndicatorArea = "indicator.area",
    /// A word before the place a figure holds for: `tại`; value `own` for one that only counts within a measure.
    IndicatorAt = "indicator.at",
    /// A word that makes the date after it an attribute of a thing, not the time of the sentence: `ban hành`.
    IndicatorAttribute = "indicator.attribute",
    /// A word of occasions, whose figures are of that day and not of the period reported on: `nhân dịp này`.
    IndicatorAward = "indicator.award",
    /// A word before what a figure is compared with: `so với`.
    IndicatorCompared = "indicator.compared",
    /// A verb with which no counted or shared noun begins: `mua`.
    IndicatorDoing = "indicator.doing",
    /// A word of aims, whose figures are not of the period reported on: `phấn đấu`.
    IndicatorGoal = "indicator.goal",
    /// A word with which a measure begins: `tỷ lệ`.
    IndicatorHead = "indicator.head",
    /// `và` between what two figures measure.
    IndicatorJoint = "indicator.joint",
    /// A word before the subject that is no part of it: `trong đó`.
    IndicatorLead = "indicator.lead",
    /// A word for the present, which ends the period reported on: `đến nay`.
    IndicatorNow = "indicator.now",
    /// A word between a measure and those it is of: `của`.
    IndicatorOf = "indicator.of",
    /// A word inside the subject's clause after which the subject begins: `với`; value `within` for one that a measure
    /// may hold.
    IndicatorOpen = "indicator.open",
    /// A word of number before a noun phrase: `các`.
    IndicatorPlural = "indicator.plural",
    /// What a share refers to: `kế hoạch`.
    IndicatorReference = "indicator.reference",
    /// A word before the period that an article reports on: `tổng kết`.
    IndicatorReview = "indicator.review",
    /// A noun that only classifies: what is counted is named before it (`Tổng đàn lợn 32.000 con`).
    IndicatorScant = "indicator.scant",
    /// `từ đó đến nay`: from the period named before to today.
    IndicatorSince = "indicator.since",
    /// A verb of saying: the day before it is that of the statement.
    IndicatorSpeech = "indicator.speech",
    /// A word that ends a counted noun phrase; value `hard` or `soft`.
    IndicatorStop = "indicator.stop",
    /// A word after which a date belongs to something else than the figure before it: `để`.
    IndicatorTurn = "indicator.turn",
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
    /// A word after which a number names; the value `time` marks the one that counts times.
    NumberLabel = "number.label",
    /// A longer word that ends like a label and is none: `trong vòng`, `dự phòng`.
    NumberLabelNot = "number.label-not",
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
    /// `cả`: all of what was named before.
    QuantityAll = "quantity.all",
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
    /// A word that can't begin what is counted; the value `count` marks what a number counts all the same: `sao`.
    QuantityStop = "quantity.stop",
    /// A unit of measure.
    QuantityUnit = "quantity.unit",
    /// A longer word that begins like a unit of measure: `công ty`.
    QuantityUnitNot = "quantity.unit-not",
    /// A word before the number of page views.
    QuantityViews = "quantity.views",
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
    /// A relative: `em trai`.
    OfficeKin = "office.kin",
    /// `hữu nghị` before two countries.
    OrgFriends = "org.friends",
    /// `về` before what a council is about: `Ủy ban về …`.
    OrgAbout = "org.about",
    /// A paper whose name alone is also a common word: `Thanh Niên`.
    OrgMedium = "org.medium",
    /// What stands before a paper named without `báo`: `trao đổi với`, `PV`.
    OrgMediumBefore = "org.medium-before",
    /// A word before the name of a paper or a company that is none of it: `tờ`, `hãng`, `Ảnh:`; the value says what follows.
    OrgLabel = "org.label",
    /// What a paper did, behind `Như` and its name: `đã đưa tin`.
    OrgTells = "org.tells",
    /// A verb of the sentence that follows a body, not a word of its name.
    OrgStop = "org.stop",
    /// What ends the name of a company: `Group`.
    OrgTail = "org.tail",
    /// An abbreviation or a short name and what it stands for, where names are written out: `HĐQT`.
    OrgFull = "org.full",
    /// A body whose one word names its level: `Huyện ủy`; the value is the designation.
    OrgSeat = "org.seat",
    /// What begins like an organisation and is none: `Huyện ủy viên`, `Bộ trưởng`.
    OrgNot = "org.not",
    // office
    /// What makes a title that of a stand-in: `quyền`.
    OfficeActing = "office.acting",
    /// What gives a person a position at a distance: `giữ chức`; the value `other` marks what one does to another.
    OfficeAppointed = "office.appointed",
    /// A unit standing bare as the body: `huyện`.
    OfficeArea = "office.area",
    /// A bare word for a body named elsewhere: `Sở`. The value is its first word, where another.
    OfficeBody = "office.body",
    /// What says that a person holds a position: `là`, `làm`.
    OfficeCopula = "office.copula",
    /// `Phó`.
    OfficeDeputy = "office.deputy",
    /// What an official of a commune does: `hộ tịch`.
    OfficeDuty = "office.duty",
    /// A small word between a person and a position: `hiện`; `toward` before who is moved: `đối với`.
    OfficeFiller = "office.filler",
    /// What makes a position past: `nguyên`; the value `told` marks what a life is told with: `từng là`.
    OfficeFormer = "office.former",
    /// An abbreviated title; the value is the title in full.
    OfficeFull = "office.full",
    /// What opens a list of people: `các đồng chí`.
    OfficeGroup = "office.group",
    /// What stands between a body and the positions in it: `hiện có`, `gồm`.
    OfficeHas = "office.has",
    /// What joins two positions of one person: `kiêm`.
    OfficeJoiner = "office.joiner",
    /// What takes a position from a person: `thôi giữ chức`; the value as of `office.appointed`.
    OfficeLeft = "office.left",
    /// Words of the account of a life: `họ và tên`, `quá trình công tác`.
    OfficeLife = "office.life",
    /// What limits a title: `Thường trực`; the value `function` marks lines of business.
    OfficeModifier = "office.modifier",
    /// A longer word that begins like a title: `giám đốc thẩm`.
    OfficeNot = "office.not",
    /// `của` before the body.
    OfficeOf = "office.of",
    /// A title of one kind of body; the value is that body's first word.
    OfficeOwner = "office.owner",
    /// What makes the one before it whom something is done to: `được`.
    OfficePassive = "office.passive",
    /// What a position is for, or its term: `phụ trách`, `khóa`; the value `charge` marks what a line of work follows.
    OfficeScope = "office.scope",
    /// What may stand between a title and `của`: `đầu tiên`.
    OfficeSkip = "office.skip",
    /// A word for a side: `đội tuyển`.
    OfficeTeam = "office.team",
    /// A title: `Chủ tịch`. The value says what it takes.
    OfficeTitle = "office.title",
    /// What stands before a position that is wished for or refused: `ứng cử viên`, `muốn làm`.
    OfficeUnheld = "office.unheld",
    // place
    /// A place by its whole name, with the capitals of the form; the value is the level: `facility`.
    PlaceKnown = "place.known",
    /// Designation or kind of a place: `huyện`, `sông`. The value is the level and flags.
    PlaceHead = "place.head",
    /// A province, present or past; the value `word` marks names that are also words.
    PlaceProvince = "place.province",
    /// A district of 2025.
    PlaceDistrict = "place.district",
    /// A place of Vietnam known by its bare name.
    PlaceTown = "place.town",
    /// A country; of one syllable (`one`) with `initial` what is no given name, with `address` a form of address.
    PlaceCountry = "place.country",
    /// A city, state or province abroad; `club`: a club is called so too.
    PlaceCity = "place.city",
    /// A region of the country or the world.
    PlaceRegion = "place.region",
    /// A quarter of the compass after `miền`.
    PlaceQuarter = "place.quarter",
    /// What makes a designation head a list: `các`.
    PlacePlural = "place.plural",
    /// What opens a list of names: `như`, `gồm`.
    PlaceSuch = "place.such",
    /// `và` in lists; the value `with` marks what joins positions too.
    PlaceAnd = "place.and",
    /// What stands before places: `tại`; the value `strong` marks those before little else, `and` what joins.
    PlacePrep = "place.prep",
    /// A short name of a country that stands for it beside a dash and another only: `Nga - Trung`.
    PlacePair = "place.pair",
    /// What stands before persons: `bà`.
    PlacePerson = "place.person",
    /// A surname, as evidence against a place.
    PlaceSurname = "place.surname",
    /// What stands before the country of an office or force: `tổng thống`.
    PlacePolity = "place.polity",
    /// What a country is called by: `nước`.
    PlaceState = "place.state",
    /// How a designation is written: `TP.`; the value is the designation in full.
    PlaceDesignation = "place.designation",
    /// A word for streets (`phố`), what stands before one (`part`: `tuyến`) and what makes it another thing (`other`: `bay`).
    PlaceStreet = "place.street",
    /// What stands between a unit and the one that holds it: `thuộc`.
    PlaceWithin = "place.within",
    /// Compounds that hold a word of a place without meaning one: `yêu cầu`.
    PlaceNot = "place.not",
    // person
    /// What stands after a name and shows that it is one: `sinh năm`; the value is `sure`, or `age` behind a number.
    PersonAfter = "person.after",
    /// A noun before a name that is not a form of address: `tài xế`.
    PersonBefore = "person.before",
    /// A form of address that is one with a capital too; the value `behind` marks the one that is even behind a name.
    PersonCapital = "person.capital",
    /// A label before a signature: `Ảnh`.
    PersonCredit = "person.credit",
    /// A given name of the West.
    PersonForeign = "person.foreign",
    /// A form of address or a calling written before a name: `ông`, `ca sĩ`.
    PersonHonorific = "person.honorific",
    /// A middle name; the value `strong` marks those that show a name by themselves.
    PersonMiddle = "person.middle",
    /// A phrase that ends like a form of address and is none: `trẻ em`.
    PersonNot = "person.not",
    /// A newspaper, or what else stands where authors do.
    PersonNotAuthor = "person.not-author",
    /// A word of names of companies, clubs and papers, not of foreigners.
    PersonNotForeign = "person.not-foreign",
    /// A head whose name is not the person it honours: `đường`.
    PersonNotHead = "person.not-head",
    /// A word that begins a sentence after a name whose stop is missing: `Theo`.
    PersonOpener = "person.opener",
    /// A small word inside a foreign name: `van`.
    PersonParticle = "person.particle",
    /// A person by the whole name, a pen name: a person wherever it stands with the capitals of the form.
    PersonKnown = "person.known",
    /// A word between a calling and a country: `cầu thủ | người | Lào`.
    PersonPeople = "person.people",
    /// A word before the given name among peoples of the Central Highlands: `Y`, `Ka`.
    PersonPrefix = "person.prefix",
    /// Military rank, academic degree or dignity of a clergy before a name: `Thượng tá`.
    PersonRank = "person.rank",
    /// A surname: `strong` ones begin little else than a name, `weak` ones are common words.
    PersonSurname = "person.surname",
    /// A position, where it stands beside a name: `Giám đốc`.
    PersonTitle = "person.title",
    /// A verb that persons do; the value `says` marks those of saying, `plays` what a player does on the field, and no team.
    PersonVerb = "person.verb",
    // document
    /// A short form of a document's type, written before its number: `NĐ`.
    DocumentAbbreviation = "document.abbreviation",
    /// `sửa đổi, bổ sung một số điều của` before the title of a law.
    DocumentAmending = "document.amending",
    /// What a document does to a programme: `phê duyệt`.
    DocumentApproval = "document.approval",
    /// What may follow a number without suffix: `của`, `về`, a verb.
    DocumentAfter = "document.after",
    /// Whose resolution it is: `Đại hội`, `Trung ương`.
    DocumentCongress = "document.congress",
    /// `ngày` before the date of a document.
    DocumentDated = "document.dated",
    /// A small word inside the name of an issuer: `tỉnh`.
    DocumentIssuer = "document.issuer",
    /// Title of a law without its type word: `Ngân sách nhà nước`; `capital` only with one, `tax` before one in short.
    DocumentLaw = "document.law",
    /// A phrase that begins like a document and is none: `luật sư`.
    DocumentNot = "document.not",
    /// `số` before a number.
    DocumentNumber = "document.number",
    /// `của` before the issuer.
    DocumentOf = "document.of",
    /// A small word inside the name of a congress or its resolution: `lần thứ`.
    DocumentTail = "document.tail",
    /// A part of a document: `Điều`, `khoản`.
    DocumentProvision = "document.provision",
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
    /// What tells that a `chiến dịch` is of a war, a `phong trào` a party: `sư đoàn`, `tranh cử`.
    ProgrammeBattle = "programme.battle",
    /// A body: what begins so after a kind word is not a name.
    ProgrammeBody = "programme.body",
    /// A longer word that holds a kind word and is none: `đối tác chiến lược`, `Sở Kế hoạch`.
    ProgrammeCompound = "programme.compound",
    /// A word that stands on either side of a comma inside a name: `phòng, chống`.
    ProgrammeCoordinated = "programme.coordinated",
    /// The first word of an observance: `Tháng`.
    ProgrammeDay = "programme.day",
    /// A programme by its whole name, with the capitals of the form; the value is the kind: `movement`.
    ProgrammeKnown = "programme.known",
    /// `từ` before the first year of a period.
    ProgrammeFrom = "programme.from",
    /// What makes a kind word generic: `đào tạo`; `bare` only alone, `arms` of what a state builds, `work` of a building.
    ProgrammeGeneric = "programme.generic",
    /// A kind word: `Đề án`.
    ProgrammeHead = "programme.head",
    /// A body with departments that are called programmes: `viện`.
    ProgrammeInstitute = "programme.institute",
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
    /// What tells that a `chương trình` is a show: `phát sóng`, `thí sinh`.
    ProgrammeShow = "programme.show",
    /// Where an unquoted name ends: `được`.
    ProgrammeStop = "programme.stop",
    /// `như` before a list of names.
    ProgrammeSuch = "programme.such",
    /// `đến` between the years of a period.
    ProgrammeTo = "programme.to",
}
