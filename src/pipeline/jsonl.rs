//! One line of a JSONL input.
//!
//! Enters: the text of a line and the names of the fields. Leaves: the [`Fields`] of the article, borrowed from the line
//! wherever the JSON holds no escapes, and the date of publication read from its field. Not done here: anything about the
//! article itself.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::options::FieldNames;
use crate::layout::moment::Moment;

/// What a line says about an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields<'a> {
    /// The article; absent where the line has no such field.
    pub text: Option<Scalar<'a>>,
    /// The id.
    pub id: Option<Scalar<'a>>,
    /// Date or timestamp of publication.
    pub date: Option<Scalar<'a>>,
    /// Headline.
    pub title: Option<Scalar<'a>>,
    /// Address.
    pub url: Option<Scalar<'a>>,
    /// Publisher.
    pub publisher: Option<Scalar<'a>>,
}

/// A JSON value, as far as it matters here.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// A string.
    Text(Cow<'a, str>),
    /// A number, as written.
    Number(String),
    /// Something else, by its name.
    Other(&'static str),
}

impl<'a> Scalar<'a> {
    /// The text of a string that is not empty, or of a number.
    #[must_use]
    pub fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(t) if t.trim().is_empty() => None,
            Self::Text(t) => Some(t),
            Self::Number(n) => Some(n.into()),
            Self::Null | Self::Other(_) => None,
        }
    }
}

/// Reads one line.
///
/// # Errors
/// What is wrong with the JSON, and the column (from 1, in bytes) where it shows.
///
/// ```
/// use tinviet::pipeline::{FieldNames, jsonl};
/// let fields = jsonl::parse(r#"{"id": 7, "text": "Sáng 2/3, xã họp.", "tags": [1]}"#, &FieldNames::default()).unwrap();
/// assert_eq!(fields.id.unwrap().into_text().unwrap(), "7");
/// let wrong = jsonl::parse(r#"{"id": 7, "#, &FieldNames::default()).unwrap_err();
/// assert_eq!((wrong.1, wrong.0.as_str()), (10, "EOF while parsing a value"));
/// ```
pub fn parse<'a>(line: &'a str, names: &FieldNames) -> Result<Fields<'a>, (String, usize)> {
    let mut json = serde_json::Deserializer::from_str(line);
    let read = Article(names).deserialize(&mut json).and_then(|fields| json.end().map(|()| fields));
    read.map_err(|error| {
        let mut text = error.to_string();
        if let Some(at) = text.rfind(" at line ") {
            text.truncate(at);
        }
        (text, error.column())
    })
}

const TEXT: u8 = 1;
const ID: u8 = 2;
const DATE: u8 = 4;
const TITLE: u8 = 8;
const URL: u8 = 16;
const PUBLISHER: u8 = 32;

struct Article<'n>(&'n FieldNames);

impl<'de> DeserializeSeed<'de> for Article<'_> {
    type Value = Fields<'de>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Article<'_> {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields::default();
        while let Some(roles) = map.next_key_seed(Roles(self.0))? {
            if roles == 0 {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            // One field may serve twice (`--id-field url`); the last of two equal keys counts, as in most readers.
            let value: Scalar<'de> = map.next_value()?;
            if roles == TEXT {
                fields.text = Some(value);
                continue;
            }
            for (role, slot) in [
                (TEXT, &mut fields.text),
                (ID, &mut fields.id),
                (DATE, &mut fields.date),
                (TITLE, &mut fields.title),
                (URL, &mut fields.url),
                (PUBLISHER, &mut fields.publisher),
            ] {
                if roles & role != 0 {
                    *slot = Some(value.clone());
                }
            }
        }
        Ok(fields)
    }
}

/// A key, as the set of things its value is wanted for.
struct Roles<'n>(&'n FieldNames);

impl<'de> DeserializeSeed<'de> for Roles<'_> {
    type Value = u8;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<u8, D::Error> {
        d.deserialize_str(self)
    }
}

impl Visitor<'_> for Roles<'_> {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<u8, E> {
        let n = self.0;
        let named = [
            (&n.text, TEXT),
            (&n.id, ID),
            (&n.date, DATE),
            (&n.title, TITLE),
            (&n.url, URL),
            (&n.publisher, PUBLISHER),
        ];
        Ok(named.iter().filter(|(name, _)| *name == key).map(|(_, role)| role).sum())
    }
}

impl<'de> Deserialize<'de> for Scalar<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(v)))
    }
    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(v.to_owned())))
    }
    fn visit_string<E>(self, v: String) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(v)))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Null)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Other("a boolean"))
    }
    fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(v.to_string()))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(v.to_string()))
    }
    fn visit_f64<E>(self, v: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(v.to_string()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other("a list"))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other("an object"))
    }
}

/// The local calendar date in a date field, and whether the field held a time of day as well.
///
/// Read are ISO 8601 dates and timestamps (with an offset they are moved to +07:00, without one they are local) and the
/// Vietnamese order day/month/year, each also with a time after it.
///
/// ```
/// use tinviet::pipeline::jsonl::published;
/// let read = |t| published(t).map(|(date, timed)| (date.to_string(), timed));
/// assert_eq!(read("2024-01-24"), Some(("2024-01-24".into(), false)));
/// assert_eq!(read("2024-01-23T17:30:00Z"), Some(("2024-01-24".into(), true)));
/// assert_eq!(read("2024-01-24T00:30:00+07:00"), Some(("2024-01-24".into(), true)));
/// assert_eq!(read("2024-01-24 23:59"), Some(("2024-01-24".into(), true)));
/// assert_eq!(read("24/01/2024 08:15"), Some(("2024-01-24".into(), true)));
/// assert_eq!(read("30/02/2024"), None);
/// ```
#[must_use]
pub fn published(text: &str) -> Option<(Date, bool)> {
    Moment::read(text).map(|m| (m.date, m.time.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_may_serve_twice() {
        let names = FieldNames { id: "url".into(), ..FieldNames::default() };
        let f = parse(r#"{"url": "https://bao.example/1", "text": "a"}"#, &names).expect("good JSON");
        assert_eq!(f.id, f.url);
        assert_eq!(f.id, Some(Scalar::Text("https://bao.example/1".into())));
    }

    #[test]
    fn values_of_other_types_are_named() {
        let f = parse(r#"{"text": ["a"], "title": null, "id": -3}"#, &FieldNames::default()).expect("good JSON");
        assert_eq!(f.text, Some(Scalar::Other("a list")));
        assert_eq!(f.title, Some(Scalar::Null));
        assert_eq!(f.id, Some(Scalar::Number("-3".into())));
    }

    #[test]
    fn only_objects_are_articles() {
        for line in ["[1]", "\"a\"", "3", "null"] {
            let (message, _) = parse(line, &FieldNames::default()).expect_err("not an object");
            assert!(message.ends_with("expected a JSON object"), "{message}");
        }
        assert!(parse("{} {}", &FieldNames::default()).is_err());
    }

    #[test]
    fn plain_text_is_borrowed() {
        let f = parse(r#"{"text": "xã"}"#, &FieldNames::default()).expect("good JSON");
        assert!(matches!(f.text, Some(Scalar::Text(Cow::Borrowed("xã")))));
    }
}
