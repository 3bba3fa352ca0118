//! The closed lists of the record: kinds and comparators, as enums with stable names.
//!
//! Enters: a name. Leaves: the enum value, and back. The names are published in the JSON Schema and are extended by
//! addition only. Not done here: deciding which one applies (that is `recognise` and `layout`).

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

macro_rules! closed_list {
    ($doc:literal $name:ident { $($vdoc:literal $variant:ident = $text:literal,)+ }) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $vdoc] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the published schema.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the record.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value with this name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                // As a variant, whose name holds nothing that a format would have to escape.
                s.serialize_unit_variant(stringify!($name), *self as u32, self.name())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let name = Cow::<str>::deserialize(d)?;
                Self::parse(&name).ok_or_else(|| D::Error::unknown_variant(&name, &[$($text),+]))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"description": $doc, "type": "string", "enum": [$($text),+]})
            }
        }
    };
}

closed_list! {
    "What a mention names."
    MentionType {
        "A named human being." Person = "person",
        "A named geographic or administrative place." Place = "place",
        "A body, agency, company, school or party organ." Organisation = "organisation",
        "A calendar point or interval." Date = "date",
        "A length of time." Duration = "duration",
        "A percentage." Percent = "percent",
        "An amount of money." Money = "money",
        "Any other amount." Quantity = "quantity",
        "A named programme, scheme, movement, title or observance." Programme = "programme",
        "A legal or party document." Document = "document",
    }
}

closed_list! {
    "What the positions of a record count."
    OffsetUnit {
        "Unicode code points: Python, R, spaCy." Codepoint = "codepoint",
        "UTF-16 code units: Java, JavaScript, UIMA." Utf16 = "utf16",
        "Bytes of the text in UTF-8: Rust, C, grep." Byte = "byte",
    }
}

#[allow(clippy::derivable_impls, reason = "the list is made by a macro, which knows of no default")]
impl Default for OffsetUnit {
    fn default() -> Self {
        Self::Codepoint
    }
}

closed_list! {
    "What part of the article a block is."
    BlockKind {
        "The headline." Title = "title",
        "The summary under the headline." Lead = "lead",
        "A heading within the article." Heading = "heading",
        "The caption of a picture." Caption = "caption",
        "The author's line." Byline = "byline",
        "Posting date, views and the like." Meta = "meta",
        "Site header, menus, related links." Boilerplate = "boilerplate",
        "An item of a list." List = "list",
        "Running text." Paragraph = "paragraph",
    }
}

closed_list! {
    "How the figure printed relates to the true one."
    Cmp {
        "Exactly." Eq = "=",
        "More than." Gt = ">",
        "At least." Ge = ">=",
        "Less than." Lt = "<",
        "At most." Le = "<=",
        "About." About = "~",
    }
}

closed_list! {
    "What kind of organisation it is."
    OrganisationKind {
        "An organ of the Communist Party." Party = "party",
        "A people's council (HĐND)." PeoplesCouncil = "peoples_council",
        "A people's committee (UBND)." PeoplesCommittee = "peoples_committee",
        "The Fatherland Front (MTTQ)." Front = "front",
        "A mass organisation (Đoàn, Hội)." MassOrganisation = "mass_organisation",
        "A department of a province, district or ministry (sở, phòng, cục, vụ)." Department = "department",
        "A ministry." Ministry = "ministry",
        "The government." Government = "government",
        "The National Assembly and its organs." Assembly = "assembly",
        "A court." Court = "court",
        "A procuracy." Procuracy = "procuracy",
        "Police." Police = "police",
        "Armed forces." Military = "military",
        "A school or university." School = "school",
        "A hospital or clinic." Hospital = "hospital",
        "A company." Company = "company",
        "A newspaper, station or agency." Media = "media",
        "An association or club." Association = "association",
        "A body of several states, or of another one." International = "international",
        "Anything else." Other = "other",
    }
}

closed_list! {
    "What kind of legal or party document it is."
    DocumentKind {
        "Hiến pháp." Constitution = "constitution",
        "Luật." Law = "law",
        "Bộ luật." Code = "code",
        "Pháp lệnh." Ordinance = "ordinance",
        "Nghị quyết." Resolution = "resolution",
        "Nghị định." Decree = "decree",
        "Quyết định." Decision = "decision",
        "Chỉ thị." Directive = "directive",
        "Thông tư." Circular = "circular",
        "Kế hoạch." Plan = "plan",
        "Công văn, công điện." OfficialLetter = "official_letter",
        "Thông báo." Notice = "notice",
        "Kết luận." Conclusion = "conclusion",
        "Quy định, quy chế." Regulation = "regulation",
        "Hướng dẫn." Guideline = "guideline",
        "Hiệp định, công ước." Treaty = "treaty",
        "Anything else." Other = "other",
    }
}

closed_list! {
    "What kind of programme it is."
    ProgrammeKind {
        "Chương trình." Programme = "programme",
        "Đề án." Scheme = "scheme",
        "Dự án." Project = "project",
        "Kế hoạch." Plan = "plan",
        "Chiến lược." Strategy = "strategy",
        "Cuộc vận động, chiến dịch." Campaign = "campaign",
        "Phong trào." Movement = "movement",
        "Danh hiệu, huy hiệu." Title = "title",
        "Ngày, tuần lễ, tháng." Observance = "observance",
        "The theme of a resolution." ResolutionTheme = "resolution-theme",
    }
}

closed_list! {
    "Direction of a figure that is an amount of change."
    Change {
        "An increase." Up = "up",
        "A decrease." Down = "down",
    }
}

closed_list! {
    "How a list of two numbers is to be read where it is not a range."
    Form {
        "First out of second, or first by second." Ratio = "ratio",
    }
}

/// The `kind` of a mention: a value of [`OrganisationKind`], [`ProgrammeKind`] or [`DocumentKind`], as the mention's type
/// decides. Two kinds are equal when their names are.
///
/// ```
/// use tinviet::record::{DocumentKind, MentionKind, OrganisationKind};
/// let kind = MentionKind::from(DocumentKind::Decree);
/// assert_eq!((kind.name(), kind.document()), ("decree", Some(DocumentKind::Decree)));
/// assert_eq!(kind.organisation(), None::<OrganisationKind>);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MentionKind(&'static str);

impl MentionKind {
    /// The name in the record.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// As the kind of an organisation.
    #[must_use]
    pub fn organisation(self) -> Option<OrganisationKind> {
        OrganisationKind::parse(self.0)
    }

    /// As the kind of a programme.
    #[must_use]
    pub fn programme(self) -> Option<ProgrammeKind> {
        ProgrammeKind::parse(self.0)
    }

    /// As the kind of a document.
    #[must_use]
    pub fn document(self) -> Option<DocumentKind> {
        DocumentKind::parse(self.0)
    }
}

impl From<OrganisationKind> for MentionKind {
    fn from(kind: OrganisationKind) -> Self {
        Self(kind.name())
    }
}

impl From<ProgrammeKind> for MentionKind {
    fn from(kind: ProgrammeKind) -> Self {
        Self(kind.name())
    }
}

impl From<DocumentKind> for MentionKind {
    fn from(kind: DocumentKind) -> Self {
        Self(kind.name())
    }
}

impl Serialize for MentionKind {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_unit_variant("MentionKind", 0, self.0)
    }
}

impl<'de> Deserialize<'de> for MentionKind {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(d)?;
        OrganisationKind::parse(&name)
            .map(Self::from)
            .or_else(|| ProgrammeKind::parse(&name).map(Self::from))
            .or_else(|| DocumentKind::parse(&name).map(Self::from))
            .ok_or_else(|| D::Error::custom(format_args!("{name:?} is no kind of organisation, programme or document")))
    }
}

impl JsonSchema for MentionKind {
    fn schema_name() -> Cow<'static, str> {
        "MentionKind".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let organisation = generator.subschema_for::<OrganisationKind>();
        let programme = generator.subschema_for::<ProgrammeKind>();
        let document = generator.subschema_for::<DocumentKind>();
        json_schema!({
            "description": "The kind of an organisation, a programme or a document, as the type of the mention says.",
            "anyOf": [organisation, programme, document]
        })
    }
}
