//! The values inside a record: spans, numbers, dates as text.
//!
//! Enters: positions and figures from the layers below. Leaves: types that serialise in the one form the contract gives.
//! Not done here: computing values; a [`Number`] is written as it was built.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error as _};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` in Unicode code points, written as a list of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct CharSpan(pub u32, pub u32);

/// A finite number: written as a JSON integer where it is integral, else as the shortest decimal that reads back.
///
/// ```
/// use tinviet::record::Number;
/// let json = |x: f64| serde_json::to_string(&Number::new(x).unwrap()).unwrap();
/// assert_eq!((json(94.0).as_str(), json(0.3).as_str(), json(-0.0).as_str()), ("94", "0.3", "0"));
/// assert_eq!(json(1_500_000_000_000.0), "1500000000000");
/// assert!(Number::new(f64::NAN).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(f64);

/// Above this, doubles no longer hold every integer: such figures are written in the floating form.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// The number `x`, if it is finite.
    #[must_use]
    pub fn new(x: f64) -> Option<Self> {
        x.is_finite().then_some(Self(x))
    }

    /// The number as a double.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The integer it is, if it is one that doubles hold exactly.
    pub(crate) fn integral(self) -> Option<i64> {
        (self.0.trunc() == self.0 && self.0.abs() <= EXACT).then_some(self.0 as i64)
    }
}

impl From<u32> for Number {
    fn from(n: u32) -> Self {
        Self(f64::from(n))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.integral() {
            Some(n) => n.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.integral() {
            Some(n) => s.serialize_i64(n),
            None => s.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(d)?).ok_or_else(|| D::Error::custom("a number must be finite"))
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

/// The value of a mention or an indicator: ISO 8601 text, a number, two of either, or `null` where it stays unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value<'a> {
    /// Unknown even to a careful reader; `reason` says why.
    Unknown,
    /// A number in base units.
    Number(Number),
    /// A range, or a ratio where `form` says so.
    Numbers(Number, Number),
    /// A date or a duration.
    Text(Cow<'a, str>),
    /// Two durations that bound a range.
    Texts(Cow<'a, str>, Cow<'a, str>),
}

impl Value<'_> {
    /// The same value, borrowed from this one.
    pub(super) fn share(&self) -> Value<'_> {
        match self {
            Self::Unknown => Value::Unknown,
            Self::Number(n) => Value::Number(*n),
            Self::Numbers(a, b) => Value::Numbers(*a, *b),
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Texts(a, b) => Value::Texts(Cow::Borrowed(a), Cow::Borrowed(b)),
        }
    }

    /// The same value, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Unknown => Value::Unknown,
            Self::Number(n) => Value::Number(n),
            Self::Numbers(a, b) => Value::Numbers(a, b),
            Self::Text(t) => Value::Text(own(t)),
            Self::Texts(a, b) => Value::Texts(own(a), own(b)),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("null"),
            Self::Number(n) => n.fmt(f),
            Self::Numbers(a, b) => write!(f, "[{a}, {b}]"),
            Self::Text(t) => f.write_str(t),
            Self::Texts(a, b) => write!(f, "[{a}, {b}]"),
        }
    }
}

/// Takes ownership of a borrowed text.
pub(super) fn own(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

/// Takes ownership of an optional borrowed text.
pub(super) fn own_some(text: Option<Cow<'_, str>>) -> Option<Cow<'static, str>> {
    text.map(own)
}

/// Borrows an optional text.
pub(super) fn share(text: &Option<impl AsRef<str>>) -> Option<Cow<'_, str>> {
    text.as_ref().map(|t| Cow::Borrowed(t.as_ref()))
}

/// Reads a field that is there, so that `null` becomes [`Value::Unknown`] and not an absent value.
pub(super) fn present<'de, D, T>(d: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(d).map(Some)
}

/// The XXH3-64 of a document's bytes, written `xxh3:` and sixteen hexadecimal digits.
///
/// ```
/// use tinviet::record::ContentHash;
/// assert_eq!(ContentHash(0x2d06_8005_38d3_94c2).to_string(), "xxh3:2d06800538d394c2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub u64);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "xxh3:{:016x}", self.0)
    }
}

impl ContentHash {
    /// As it is written.
    pub(crate) fn written(self) -> [u8; 21] {
        let mut text = *b"xxh3:0000000000000000";
        for (digit, place) in text[5..].iter_mut().rev().zip(0..) {
            *digit = b"0123456789abcdef"[(self.0 >> (4 * place) & 15) as usize];
        }
        text
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(std::str::from_utf8(&self.written()).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(d)?;
        text.strip_prefix("xxh3:")
            .filter(|hex| hex.len() == 16)
            .and_then(|hex| u64::from_str_radix(hex, 16).ok())
            .map(Self)
            .ok_or_else(|| D::Error::custom("a hash is xxh3: and sixteen hexadecimal digits"))
    }
}

impl JsonSchema for ContentHash {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "ContentHash".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^xxh3:[0-9a-f]{16}$"})
    }
}
