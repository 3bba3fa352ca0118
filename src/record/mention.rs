//! What was found in an article: mentions, and what the document level makes of them.
//!
//! Enters: resolved entities. Leaves: the `mentions`, `officials`, `indicators`, `programmes` and `documents` of a record.
//! Not done here: finding or resolving them. Fields that do not apply to a mention's type are left out of its JSON.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::list::{Change, Cmp, DocumentKind, Form, MentionKind, MentionType, ProgrammeKind};
use super::value::{CharSpan, Value, own, own_some, present};

/// One stretch of the text that names something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention<'a> {
    /// Number of the mention in this record.
    pub id: u32,
    /// What it names.
    #[serde(rename = "type")]
    pub kind_of: MentionType,
    /// Where it stands in `text`, in code points.
    pub span: CharSpan,
    /// Where it stands in the decoded input, in code points; null where there is no such place.
    pub source_span: Option<CharSpan>,
    /// Exactly the text under `span`.
    pub text: Cow<'a, str>,
    /// Persons: the form of address before the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honorific: Option<Cow<'a, str>>,
    /// Persons: military, police or academic rank before the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Cow<'a, str>>,
    /// Dates, durations and figures: the value; null where it stays unknown.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub value: Option<Value<'a>>,
    /// Why `value` is null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'a, str>>,
    /// Dates: what completed or anchored the value, for example `published`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_from: Option<Cow<'a, str>>,
    /// Figures: relation of the figure to the true one; `=` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cmp: Option<Cmp>,
    /// Figures: unit of measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'a, str>>,
    /// Money: ISO 4217 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Cow<'a, str>>,
    /// Figures with two numbers that are not a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Places: level of the administrative unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Cow<'a, str>>,
    /// Places: official code of the unit on the article's date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Cow<'a, str>>,
    /// Places: the unit that holds this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AdminUnit<'a>>,
    /// Places: the unit or units that hold the area today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Vec<AdminUnit<'a>>>,
    /// Places: the units it may mean, where the article does not decide among units of one name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidates: Option<Vec<AdminUnit<'a>>>,
    /// Organisations and programmes: the full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'a, str>>,
    /// Organisations, programmes and documents: which kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MentionKind>,
    /// Organisations: `id` of the mention of the place it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Programmes: key in the programme registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Cow<'a, str>>,
    /// Programmes: the period in the name, as an ISO 8601 interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Cow<'a, str>>,
    /// Documents: the number as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'a, str>>,
    /// Documents: the year of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// Documents: who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Cow<'a, str>>,
    /// Documents: ISO day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
    /// Documents: the articles and clauses meant, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provision: Option<Cow<'a, str>>,
    /// The rule that found it.
    pub rule: Cow<'a, str>,
}

impl<'a> Mention<'a> {
    /// A mention with its common fields, the others absent.
    // Inlined, so that it is made where it will stand: mentions are large.
    #[inline]
    #[must_use]
    pub fn new(
        id: u32,
        kind_of: MentionType,
        span: CharSpan,
        source_span: Option<CharSpan>,
        text: impl Into<Cow<'a, str>>,
        rule: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self {
            id,
            kind_of,
            span,
            source_span,
            text: text.into(),
            honorific: None,
            rank: None,
            value: None,
            reason: None,
            resolved_from: None,
            cmp: None,
            unit: None,
            currency: None,
            form: None,
            level: None,
            code: None,
            parent: None,
            now: None,
            candidates: None,
            name: None,
            kind: None,
            place: None,
            registry: None,
            period: None,
            number: None,
            year: None,
            issuer: None,
            date: None,
            provision: None,
            rule: rule.into(),
        }
    }

    /// The same mention, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Mention<'static> {
        Mention {
            id: self.id,
            kind_of: self.kind_of,
            span: self.span,
            source_span: self.source_span,
            text: own(self.text),
            honorific: own_some(self.honorific),
            rank: own_some(self.rank),
            value: self.value.map(Value::into_owned),
            reason: own_some(self.reason),
            resolved_from: own_some(self.resolved_from),
            cmp: self.cmp,
            unit: own_some(self.unit),
            currency: own_some(self.currency),
            form: self.form,
            level: own_some(self.level),
            code: own_some(self.code),
            parent: self.parent.map(AdminUnit::into_owned),
            now: self.now.map(|units| units.into_iter().map(AdminUnit::into_owned).collect()),
            candidates: self.candidates.map(|units| units.into_iter().map(AdminUnit::into_owned).collect()),
            name: own_some(self.name),
            kind: self.kind,
            place: self.place,
            registry: own_some(self.registry),
            period: own_some(self.period),
            number: own_some(self.number),
            year: self.year,
            issuer: own_some(self.issuer),
            date: own_some(self.date),
            provision: own_some(self.provision),
            rule: own(self.rule),
        }
    }
}

/// An administrative unit: its official code and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AdminUnit<'a> {
    /// Official code.
    pub code: Cow<'a, str>,
    /// Name with its designation.
    pub name: Cow<'a, str>,
}

impl AdminUnit<'_> {
    /// The same unit, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> AdminUnit<'static> {
        AdminUnit { code: own(self.code), name: own(self.name) }
    }
}

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
