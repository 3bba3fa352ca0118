//! What was found in an article, mention by mention.
//!
//! Enters: resolved entities. Leaves: the `mentions` of a record: where each stands, and what its type says beyond that
//! ([`Facts`]). Not done here: finding or resolving them; their JSON, in which the facts stand beside each other
//! ([`FlatMention`](super::FlatMention)).

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::list::{Cmp, DocumentKind, Form, MentionKind, MentionType, OrganisationKind, ProgrammeKind};
use super::value::{CharSpan, Value, own, own_some};

/// One stretch of the text that names something.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention<'a> {
    /// Number of the mention in this record.
    pub id: u32,
    /// Where it stands in `text`, in code points.
    pub span: CharSpan,
    /// Where it stands in the decoded input, in code points; `None` where there is no such place.
    pub source_span: Option<CharSpan>,
    /// Exactly the text under `span`.
    pub text: Cow<'a, str>,
    /// What it names, and what is known of that.
    pub facts: Facts<'a>,
    /// The rule that found it.
    pub rule: Cow<'a, str>,
}

/// What a mention names, and what is known of that.
#[derive(Debug, Clone, PartialEq)]
pub enum Facts<'a> {
    /// A named human being.
    Person(PersonFacts<'a>),
    /// A named geographic or administrative place.
    Place(PlaceFacts<'a>),
    /// A body, agency, company, school or party organ.
    Organisation(OrganisationFacts<'a>),
    /// A calendar point or interval.
    Date(DateFacts<'a>),
    /// A length of time.
    Duration(DurationFacts<'a>),
    /// A percentage.
    Percent(FigureFacts<'a>),
    /// An amount of money.
    Money(FigureFacts<'a>),
    /// Any other amount.
    Quantity(FigureFacts<'a>),
    /// A named programme, scheme, movement, title or observance.
    Programme(ProgrammeFacts<'a>),
    /// A legal or party document.
    Document(DocumentFacts<'a>),
}

/// How a person is addressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonFacts<'a> {
    /// The form of address before the name.
    pub honorific: Option<Cow<'a, str>>,
    /// Military, police or academic rank before the name.
    pub rank: Option<Cow<'a, str>>,
}

/// Which place it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceFacts<'a> {
    /// Level of the administrative unit.
    pub level: Option<Cow<'a, str>>,
    /// Official code of the unit on the article's date.
    pub code: Option<Cow<'a, str>>,
    /// The unit that holds this one.
    pub parent: Option<AdminUnit<'a>>,
    /// The unit or units that hold the area today.
    pub now: Option<Vec<AdminUnit<'a>>>,
    /// The units it may mean, where the article does not decide among units of one name.
    pub candidates: Option<Vec<AdminUnit<'a>>>,
}

/// Which organisation it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationFacts<'a> {
    /// The full name.
    pub name: Option<Cow<'a, str>>,
    /// What kind of organisation.
    pub kind: Option<OrganisationKind>,
    /// `id` of the mention of the place it belongs to.
    pub place: Option<u32>,
}

/// When it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DateFacts<'a> {
    /// ISO 8601; [`Value::Unknown`] where it stays unknown.
    pub value: Option<Value<'a>>,
    /// Why the value is unknown.
    pub reason: Option<Cow<'a, str>>,
    /// What completed or anchored the value, for example `published`.
    pub resolved_from: Option<Cow<'a, str>>,
}

/// How long it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DurationFacts<'a> {
    /// ISO 8601, two for a range.
    pub value: Option<Value<'a>>,
}

/// How much it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureFacts<'a> {
    /// In base units; two numbers for a range or a ratio.
    pub value: Option<Value<'a>>,
    /// Relation of the figure to the true one.
    pub cmp: Option<Cmp>,
    /// Unit of measure.
    pub unit: Option<Cow<'a, str>>,
    /// Money: ISO 4217 code.
    pub currency: Option<Cow<'a, str>>,
    /// How two numbers are to be read that are not a range.
    pub form: Option<Form>,
}

/// Which programme it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgrammeFacts<'a> {
    /// The name.
    pub name: Option<Cow<'a, str>>,
    /// What kind of programme.
    pub kind: Option<ProgrammeKind>,
    /// Key in the programme registry.
    pub registry: Option<Cow<'a, str>>,
    /// The period in the name, as an ISO 8601 interval.
    pub period: Option<Cow<'a, str>>,
}

/// Which document it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentFacts<'a> {
    /// What kind of document.
    pub kind: Option<DocumentKind>,
    /// The number as printed.
    pub number: Option<Cow<'a, str>>,
    /// The year of issue.
    pub year: Option<u32>,
    /// Who issued it.
    pub issuer: Option<Cow<'a, str>>,
    /// ISO day of issue.
    pub date: Option<Cow<'a, str>>,
    /// The articles and clauses meant, as written.
    pub provision: Option<Cow<'a, str>>,
}

impl<'a> Mention<'a> {
    /// A mention.
    // Inlined, so that it is made where it will stand.
    #[inline]
    #[must_use]
    pub fn new(
        id: u32,
        span: CharSpan,
        source_span: Option<CharSpan>,
        text: impl Into<Cow<'a, str>>,
        facts: Facts<'a>,
        rule: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self { id, span, source_span, text: text.into(), facts, rule: rule.into() }
    }

    /// What it names.
    #[must_use]
    pub fn kind_of(&self) -> MentionType {
        match self.facts {
            Facts::Person(_) => MentionType::Person,
            Facts::Place(_) => MentionType::Place,
            Facts::Organisation(_) => MentionType::Organisation,
            Facts::Date(_) => MentionType::Date,
            Facts::Duration(_) => MentionType::Duration,
            Facts::Percent(_) => MentionType::Percent,
            Facts::Money(_) => MentionType::Money,
            Facts::Quantity(_) => MentionType::Quantity,
            Facts::Programme(_) => MentionType::Programme,
            Facts::Document(_) => MentionType::Document,
        }
    }

    /// The value of a date, a duration or a figure.
    #[must_use]
    pub fn value(&self) -> Option<&Value<'a>> {
        match &self.facts {
            Facts::Date(DateFacts { value, .. }) | Facts::Duration(DurationFacts { value }) => value.as_ref(),
            Facts::Percent(f) | Facts::Money(f) | Facts::Quantity(f) => f.value.as_ref(),
            _ => None,
        }
    }

    /// What is known of a figure.
    #[must_use]
    pub fn figure(&self) -> Option<&FigureFacts<'a>> {
        match &self.facts {
            Facts::Percent(f) | Facts::Money(f) | Facts::Quantity(f) => Some(f),
            _ => None,
        }
    }

    /// The name of an organisation or a programme.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.facts {
            Facts::Organisation(OrganisationFacts { name, .. }) | Facts::Programme(ProgrammeFacts { name, .. }) => {
                name.as_deref()
            }
            _ => None,
        }
    }

    /// The kind of an organisation, a programme or a document.
    #[must_use]
    pub fn kind(&self) -> Option<MentionKind> {
        match &self.facts {
            Facts::Organisation(o) => o.kind.map(Into::into),
            Facts::Programme(p) => p.kind.map(Into::into),
            Facts::Document(d) => d.kind.map(Into::into),
            _ => None,
        }
    }

    /// The same mention, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Mention<'static> {
        Mention {
            id: self.id,
            span: self.span,
            source_span: self.source_span,
            text: own(self.text),
            facts: self.facts.into_owned(),
            rule: own(self.rule),
        }
    }
}

impl Facts<'_> {
    /// Something of a type, of which nothing more is known.
    #[must_use]
    pub fn unknown(of: MentionType) -> Self {
        match of {
            MentionType::Person => Self::Person(PersonFacts::default()),
            MentionType::Place => Self::Place(PlaceFacts::default()),
            MentionType::Organisation => Self::Organisation(OrganisationFacts::default()),
            MentionType::Date => Self::Date(DateFacts::default()),
            MentionType::Duration => Self::Duration(DurationFacts::default()),
            MentionType::Percent => Self::Percent(FigureFacts::default()),
            MentionType::Money => Self::Money(FigureFacts::default()),
            MentionType::Quantity => Self::Quantity(FigureFacts::default()),
            MentionType::Programme => Self::Programme(ProgrammeFacts::default()),
            MentionType::Document => Self::Document(DocumentFacts::default()),
        }
    }

    /// The same facts, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Facts<'static> {
        let figure = |f: FigureFacts<'_>| FigureFacts {
            value: f.value.map(Value::into_owned),
            cmp: f.cmp,
            unit: own_some(f.unit),
            currency: own_some(f.currency),
            form: f.form,
        };
        let units = |units: Option<Vec<AdminUnit<'_>>>| {
            units.map(|units| units.into_iter().map(AdminUnit::into_owned).collect())
        };
        match self {
            Self::Person(p) => Facts::Person(PersonFacts { honorific: own_some(p.honorific), rank: own_some(p.rank) }),
            Self::Place(p) => Facts::Place(PlaceFacts {
                level: own_some(p.level),
                code: own_some(p.code),
                parent: p.parent.map(AdminUnit::into_owned),
                now: units(p.now),
                candidates: units(p.candidates),
            }),
            Self::Organisation(o) => {
                Facts::Organisation(OrganisationFacts { name: own_some(o.name), kind: o.kind, place: o.place })
            }
            Self::Date(d) => Facts::Date(DateFacts {
                value: d.value.map(Value::into_owned),
                reason: own_some(d.reason),
                resolved_from: own_some(d.resolved_from),
            }),
            Self::Duration(d) => Facts::Duration(DurationFacts { value: d.value.map(Value::into_owned) }),
            Self::Percent(f) => Facts::Percent(figure(f)),
            Self::Money(f) => Facts::Money(figure(f)),
            Self::Quantity(f) => Facts::Quantity(figure(f)),
            Self::Programme(p) => Facts::Programme(ProgrammeFacts {
                name: own_some(p.name),
                kind: p.kind,
                registry: own_some(p.registry),
                period: own_some(p.period),
            }),
            Self::Document(d) => Facts::Document(DocumentFacts {
                kind: d.kind,
                number: own_some(d.number),
                year: d.year,
                issuer: own_some(d.issuer),
                date: own_some(d.date),
                provision: own_some(d.provision),
            }),
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
    /// The same unit, borrowed from this one.
    pub(super) fn share(&self) -> AdminUnit<'_> {
        AdminUnit { code: Cow::Borrowed(&self.code), name: Cow::Borrowed(&self.name) }
    }

    /// The same unit, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> AdminUnit<'static> {
        AdminUnit { code: own(self.code), name: own(self.name) }
    }
}
