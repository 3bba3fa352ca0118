//! Mentions as JSON and tables have them.
//!
//! Enters: a [`Mention`]. Leaves: a [`FlatMention`], and back; by it mentions are serialised, read and described in the schema,
//! and whoever asks for a field whatever the type asks it. Not done here: compact JSON, for which `sink` writes each type's own.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::list::{Cmp, Form, MentionKind, MentionType};
use super::mention::{
    AdminUnit, DateFacts, DocumentFacts, DurationFacts, Facts, FigureFacts, Mention, OrganisationFacts, PersonFacts,
    PlaceFacts, ProgrammeFacts,
};
use super::value::{CharSpan, Value, present, share};

/// A mention as its JSON has it: the fields of all types beside each other, those that do not apply absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Mention", description = "One stretch of the text that names something.")]
pub struct FlatMention<'a> {
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

impl Mention<'_> {
    /// The mention with the fields of all types beside each other, borrowed from this one.
    ///
    /// ```
    /// use tinviet::record::{CharSpan, Facts, Mention, PersonFacts};
    /// let facts = Facts::Person(PersonFacts { honorific: Some("ông".into()), rank: None });
    /// let m = Mention::new(0, CharSpan(4, 15), None, "Đinh Văn Hòa", facts, "person/honorific");
    /// assert_eq!((m.flat().honorific.as_deref(), m.flat().unit), (Some("ông"), None));
    /// ```
    #[must_use]
    pub fn flat(&self) -> FlatMention<'_> {
        let mut flat = FlatMention {
            id: self.id,
            kind_of: self.kind_of(),
            span: self.span,
            source_span: self.source_span,
            text: Cow::Borrowed(&self.text),
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
            rule: Cow::Borrowed(&self.rule),
        };
        match &self.facts {
            Facts::Person(PersonFacts { honorific, rank }) => {
                (flat.honorific, flat.rank) = (share(honorific), share(rank));
            }
            Facts::Place(PlaceFacts { level, code, parent, now, candidates }) => {
                (flat.level, flat.code, flat.parent) =
                    (share(level), share(code), parent.as_ref().map(AdminUnit::share));
                (flat.now, flat.candidates) = (units(now), units(candidates));
            }
            Facts::Organisation(OrganisationFacts { name, kind, place }) => {
                (flat.name, flat.kind, flat.place) = (share(name), kind.map(MentionKind::from), *place);
            }
            Facts::Date(DateFacts { value, reason, resolved_from }) => {
                flat.value = value.as_ref().map(Value::share);
                (flat.reason, flat.resolved_from) = (share(reason), share(resolved_from));
            }
            Facts::Duration(DurationFacts { value }) => flat.value = value.as_ref().map(Value::share),
            Facts::Percent(figure) | Facts::Money(figure) | Facts::Quantity(figure) => {
                let FigureFacts { value, cmp, unit, currency, form } = figure;
                flat.value = value.as_ref().map(Value::share);
                (flat.cmp, flat.unit, flat.currency, flat.form) = (*cmp, share(unit), share(currency), *form);
            }
            Facts::Programme(ProgrammeFacts { name, kind, registry, period }) => {
                (flat.name, flat.kind) = (share(name), kind.map(MentionKind::from));
                (flat.registry, flat.period) = (share(registry), share(period));
            }
            Facts::Document(DocumentFacts { kind, number, year, issuer, date, provision }) => {
                (flat.kind, flat.number, flat.year) = (kind.map(MentionKind::from), share(number), *year);
                (flat.issuer, flat.date, flat.provision) = (share(issuer), share(date), share(provision));
            }
        }
        flat
    }
}

fn units<'u>(units: &'u Option<Vec<AdminUnit<'_>>>) -> Option<Vec<AdminUnit<'u>>> {
    units.as_deref().map(|units| units.iter().map(AdminUnit::share).collect())
}

impl<'a> From<FlatMention<'a>> for Mention<'a> {
    /// What does not apply to the type is dropped.
    fn from(m: FlatMention<'a>) -> Self {
        let figure = FigureFacts { value: None, cmp: m.cmp, unit: m.unit, currency: m.currency, form: m.form };
        let facts = match m.kind_of {
            MentionType::Person => Facts::Person(PersonFacts { honorific: m.honorific, rank: m.rank }),
            MentionType::Place => Facts::Place(PlaceFacts {
                level: m.level,
                code: m.code,
                parent: m.parent,
                now: m.now,
                candidates: m.candidates,
            }),
            MentionType::Organisation => Facts::Organisation(OrganisationFacts {
                name: m.name,
                kind: m.kind.and_then(MentionKind::organisation),
                place: m.place,
            }),
            MentionType::Date => {
                Facts::Date(DateFacts { value: m.value, reason: m.reason, resolved_from: m.resolved_from })
            }
            MentionType::Duration => Facts::Duration(DurationFacts { value: m.value }),
            MentionType::Percent => Facts::Percent(FigureFacts { value: m.value, ..figure }),
            MentionType::Money => Facts::Money(FigureFacts { value: m.value, ..figure }),
            MentionType::Quantity => Facts::Quantity(FigureFacts { value: m.value, ..figure }),
            MentionType::Programme => Facts::Programme(ProgrammeFacts {
                name: m.name,
                kind: m.kind.and_then(MentionKind::programme),
                registry: m.registry,
                period: m.period,
            }),
            MentionType::Document => Facts::Document(DocumentFacts {
                kind: m.kind.and_then(MentionKind::document),
                number: m.number,
                year: m.year,
                issuer: m.issuer,
                date: m.date,
                provision: m.provision,
            }),
        };
        Self { id: m.id, span: m.span, source_span: m.source_span, text: m.text, facts, rule: m.rule }
    }
}

impl Serialize for Mention<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.flat().serialize(s)
    }
}

impl<'de> Deserialize<'de> for Mention<'_> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        FlatMention::deserialize(d).map(Into::into)
    }
}

impl JsonSchema for Mention<'_> {
    fn schema_name() -> Cow<'static, str> {
        FlatMention::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        FlatMention::json_schema(generator)
    }
}
