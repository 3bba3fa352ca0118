//! Label Studio: an array of tasks with predictions.
//!
//! Enters: a record. Leaves: a task: the text and what identifies the article as `data`, and one prediction with a region for
//! each mention, its value as the region's text field, the rest of what is known as the region's notes, and relations. The
//! labelling interface that fits is [`LABEL_CONFIG`]. Positions count code points. Not done here: sentences and indicators.

use std::borrow::Cow;

use serde::Serialize;

use super::failed;
use super::pieces::{Text, facts, relations};
use crate::error::Error;
use crate::record::{Fields, Mention, Record, Value};
use crate::sink::{Json, Sink};

/// The labelling interface for these tasks, as XML.
pub const LABEL_CONFIG: &str = include_str!("../../../data/formats/label-studio.xml");

/// Tasks for Label Studio.
#[derive(Debug, Clone, Copy, Default)]
pub struct LabelStudio;

#[derive(Serialize)]
struct Task<'r> {
    data: Data<'r>,
    predictions: [Prediction<'r>; 1],
}

#[derive(Serialize)]
struct Data<'r> {
    text: &'r str,
    id: &'r str,
    title: Option<&'r str>,
    published: Option<&'r str>,
    url: Option<&'r str>,
    source: &'r str,
}

#[derive(Serialize)]
struct Prediction<'r> {
    model_version: String,
    result: Vec<Outcome<'r>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome<'r> {
    Region {
        id: String,
        from_name: &'static str,
        to_name: &'static str,
        #[serde(rename = "type")]
        kind: &'static str,
        value: Region<'r>,
        #[serde(skip_serializing_if = "Option::is_none")]
        meta: Option<Notes>,
    },
    Relation {
        from_id: String,
        to_id: String,
        #[serde(rename = "type")]
        kind: &'static str,
        direction: &'static str,
        labels: [&'static str; 1],
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Region<'r> {
    Label { start: u32, end: u32, text: &'r str, labels: [&'static str; 1] },
    Value { start: u32, end: u32, text: [Cow<'r, str>; 1] },
}

#[derive(Serialize)]
struct Notes {
    text: Vec<String>,
}

/// What stands around tasks: they are one JSON array.
const ARRAY: Json = Json { fields: Fields::ALL, pretty: false };

impl Sink for LabelStudio {
    fn begin(&self) -> &[u8] {
        ARRAY.begin()
    }

    fn between(&self) -> &'static [u8] {
        ARRAY.between()
    }

    fn end(&self, any: bool) -> &'static [u8] {
        ARRAY.end(any)
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        Text::of(record)?;
        let task = Task {
            data: Data {
                text: &record.text,
                id: &record.id,
                title: record.title.as_deref(),
                published: record.published.as_deref(),
                url: record.url.as_deref(),
                source: &record.source.path,
            },
            predictions: [Prediction {
                model_version: format!("tinviet {} (data {})", record.versions.tinviet, record.versions.data),
                result: outcomes(record),
            }],
        };
        serde_json::to_writer(out, &task).map_err(|e| failed(&e))
    }
}

fn region(id: u32) -> String {
    format!("m{id}")
}

fn outcomes<'r>(record: &'r Record<'r>) -> Vec<Outcome<'r>> {
    let mut out = Vec::with_capacity(record.mentions.len());
    for m in &record.mentions {
        let (start, end) = (m.span.0, m.span.1);
        let label = Region::Label { start, end, text: &m.text, labels: [m.kind_of().name()] };
        out.push(Outcome::Region {
            id: region(m.id),
            from_name: "label",
            to_name: "text",
            kind: "labels",
            value: label,
            meta: notes(record, m),
        });
        if let Some(value) = m.value().filter(|v| **v != Value::Unknown) {
            out.push(Outcome::Region {
                id: region(m.id),
                from_name: "value",
                to_name: "text",
                kind: "textarea",
                value: Region::Value { start, end, text: [value.to_string().into()] },
                meta: None,
            });
        }
    }
    out.extend(relations(record).into_iter().map(|r| Outcome::Relation {
        from_id: region(r.from),
        to_id: region(r.to),
        kind: "relation",
        direction: "right",
        labels: [r.name],
    }));
    out
}

/// What is known of a mention but its value; of a person also the offices.
fn notes(record: &Record<'_>, m: &Mention<'_>) -> Option<Notes> {
    let mut text: Vec<String> = facts(m)
        .into_iter()
        .filter(|(name, _)| *name != "value")
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    for official in record.officials.iter().filter(|o| o.mentions.first() == Some(&m.id)) {
        for role in &official.roles {
            let org = role.org_full.as_deref().unwrap_or(&role.org);
            let former = if role.former { " (former)" } else { "" };
            text.push(format!("office: {} {org}", role.title).trim_end().to_owned() + former);
        }
    }
    (!text.is_empty()).then_some(Notes { text })
}
