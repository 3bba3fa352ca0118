//! What the document level makes of mentions.
//!
//! Enters: resolved entities. Leaves: the `officials`, `indicators`, `programmes` and `documents` of a record, which point to
//! mentions by their ids. Not done here: finding or resolving them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::list::{Change, Cmp, DocumentKind, Form, ProgrammeKind};
use super::value::{CharSpan, Value, own, own_some};

/// A person for whom the article states a position, a rank or a membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Official<'a> {
    /// The fullest form of the name.
    pub name: Cow<'a, str>,
    /// Form of address, in lower case.
    pub honorific: Option<Cow<'a, str>>,
    /// Military, police or academic rank.
    pub rank: Option<Cow<'a, str>>,
    /// `id`s of the mentions of this person.
    pub mentions: Vec<u32>,
    /// Positions, in the order stated.
    pub roles: Vec<Role<'a>>,
}

impl Official<'_> {
    /// The same official, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Official<'static> {
        Official {
            name: own(self.name),
            honorific: own_some(self.honorific),
            rank: own_some(self.rank),
            mentions: self.mentions,
            roles: self.roles.into_iter().map(Role::into_owned).collect(),
        }
    }
}

/// One position of an official.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role<'a> {
    /// The position without its organisation.
    pub title: Cow<'a, str>,
    /// The organisation as written; empty where the article names none.
    pub org: Cow<'a, str>,
    /// The organisation's full name, where it is known.
    pub org_full: Option<Cow<'a, str>>,
    /// Whether the position was held before.
    pub former: bool,
    /// `id`s of the mentions this rests on.
    pub evidence: Vec<u32>,
}

impl Role<'_> {
    /// The same role, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Role<'static> {
        Role {
            title: own(self.title),
            org: own(self.org),
            org_full: own_some(self.org_full),
            former: self.former,
            evidence: self.evidence,
        }
    }
}

/// A figure with what it measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator<'a> {
    /// What is measured, as the article says it.
    pub measure: Cow<'a, str>,
    /// The figure in base units; two numbers for a range or a ratio.
    pub value: Value<'a>,
    /// How two numbers are to be read where they are not a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// `%`, a currency code, a unit of measure, or the counted noun.
    pub unit: Option<Cow<'a, str>>,
    /// Relation of the figure to the true one.
    pub cmp: Cmp,
    /// Direction, where the figure is an amount of change.
    pub change: Option<Change>,
    /// Period, as ISO 8601.
    pub period: Option<Cow<'a, str>>,
    /// Place, as written.
    pub place: Option<Cow<'a, str>>,
    /// Official code of the place.
    pub place_code: Option<Cow<'a, str>>,
    /// `id` of the mention of the figure.
    pub mention: u32,
    /// Index of the sentence in `sentences`.
    pub sentence: u32,
    /// Where the figure stands in `text`, in code points.
    pub span: CharSpan,
    /// Where it stands in the decoded input, in code points.
    pub source_span: Option<CharSpan>,
}

impl Indicator<'_> {
    /// The same indicator, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Indicator<'static> {
        Indicator {
            measure: own(self.measure),
            value: self.value.into_owned(),
            form: self.form,
            unit: own_some(self.unit),
            cmp: self.cmp,
            change: self.change,
            period: own_some(self.period),
            place: own_some(self.place),
            place_code: own_some(self.place_code),
            mention: self.mention,
            sentence: self.sentence,
            span: self.span,
            source_span: self.source_span,
        }
    }
}

/// A programme the article speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeEntry<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Which kind.
    pub kind: ProgrammeKind,
    /// Key in the programme registry, where it is listed.
    pub registry: Option<Cow<'a, str>>,
    /// The same for all spellings of one programme: the key in the registry, else kind and canonical name.
    pub key: Cow<'a, str>,
    /// Its period, an ISO 8601 interval of years or a year, where the article or the registry tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Cow<'a, str>>,
    /// `id` of the mention of the place in its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Number or title of the document that decides it, where the article or the registry tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Cow<'a, str>>,
    /// `id`s of its mentions.
    pub mentions: Vec<u32>,
}

impl ProgrammeEntry<'_> {
    /// The same entry, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> ProgrammeEntry<'static> {
        ProgrammeEntry {
            name: own(self.name),
            kind: self.kind,
            registry: own_some(self.registry),
            key: own(self.key),
            period: own_some(self.period),
            place: self.place,
            document: own_some(self.document),
            mentions: self.mentions,
        }
    }
}

/// A legal or party document the article refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentEntry<'a> {
    /// Its number as printed; null for one known by its title.
    pub number: Option<Cow<'a, str>>,
    /// Its title, where it has no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// Which kind.
    pub kind: DocumentKind,
    /// Year of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Cow<'a, str>>,
    /// ISO day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
    /// `id`s of its mentions.
    pub mentions: Vec<u32>,
}

impl DocumentEntry<'_> {
    /// The same entry, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> DocumentEntry<'static> {
        DocumentEntry {
            number: own_some(self.number),
            title: own_some(self.title),
            kind: self.kind,
            year: self.year,
            issuer: own_some(self.issuer),
            date: own_some(self.date),
            mentions: self.mentions,
        }
    }
}
