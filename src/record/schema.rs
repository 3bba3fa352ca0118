//! The published JSON Schema, made from the types.
//!
//! Enters: nothing. Leaves: the schema of one line of the output. Not done here: validating records (a test does).

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{Line, SCHEMA_VERSION};

/// The `schema` field: always [`SCHEMA_VERSION`]; reading any other version fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SchemaVersion;

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_u32(SCHEMA_VERSION)
    }
}

impl<'de> Deserialize<'de> for SchemaVersion {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match u32::deserialize(d)? {
            SCHEMA_VERSION => Ok(Self),
            other => Err(D::Error::custom(format_args!("schema version {other}, {SCHEMA_VERSION} expected"))),
        }
    }
}

impl JsonSchema for SchemaVersion {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "SchemaVersion".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({"const": SCHEMA_VERSION})
    }
}

/// The JSON Schema (draft 2020-12) of one output line, indented, with a final newline.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&tinviet::record::json_schema()).unwrap();
/// assert_eq!(schema["$defs"]["Cmp"]["enum"][1], ">");
/// ```
#[must_use]
pub fn json_schema() -> String {
    let schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Line<'static>>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}
