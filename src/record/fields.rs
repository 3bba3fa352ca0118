//! Which top-level fields of a record are written.
//!
//! Enters: names of fields. Leaves: [`Fields`], a set, and [`Selected`], a record seen through it; the one place that
//! fixes the order of the fields. Not done here: leaving out parts of a field.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::Record;

/// A set of top-level fields of a record.
///
/// ```
/// use tinviet::record::Fields;
/// let f = Fields::parse("id, text,mentions").unwrap();
/// assert!(f.has("text") && !f.has("url") && !f.without("text").has("text"));
/// assert_eq!(Fields::parse("id,txt").unwrap_err().to_string(), "no field \"txt\" in a record");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields(u32);

/// A name that is no top-level field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField(pub String);

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no field {:?} in a record", self.0)
    }
}

impl std::error::Error for UnknownField {}

/// A record of which only some fields are written.
#[derive(Debug, Clone, Copy)]
pub struct Selected<'r, 'a> {
    /// The record.
    pub record: &'r Record<'a>,
    /// The fields to write.
    pub fields: Fields,
}

// One list for names, order and writing. A field written as `name?` is left out where it is absent.
macro_rules! fields {
    ($($name:ident $($optional:literal)?),+ $(,)?) => {
        impl Fields {
            /// The names of all fields, in the order they are written.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];
        }

        impl Serialize for Selected<'_, '_> {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                // Without `..`: a field added to the record and not here does not compile.
                let Record { $($name),+ } = self.record;
                let mut bit = 0_u32;
                let mut len = 0_usize;
                $(
                    let $name = (self.fields.0 >> bit & 1 == 1 $(&& given::<$optional>($name))?).then_some($name);
                    len += usize::from($name.is_some());
                    bit += 1;
                )+
                let _ = bit;
                let mut out = s.serialize_struct("Record", len)?;
                $(
                    if let Some(value) = $name {
                        out.serialize_field(stringify!($name), value)?;
                    }
                )+
                out.end()
            }
        }
    };
}

/// Whether an optional field has a value to write.
fn given<const OPTIONAL: bool>(value: &Option<impl Sized>) -> bool {
    !OPTIONAL || value.is_some()
}

fields!(
    schema, id, source, duplicate_of true, url, publisher, published, published_time true, published_from, title, lead, author, views,
    offset_unit true, text, blocks, sentences, words true, mentions, officials, indicators, programmes, documents, warnings, versions,
);

impl Fields {
    /// Every field.
    pub const ALL: Self = Self(u32::MAX);

    /// The set named by a comma-separated list.
    ///
    /// # Errors
    /// [`UnknownField`] for a name that is none.
    pub fn parse(list: &str) -> Result<Self, UnknownField> {
        let mut set = 0;
        for name in list.split(',').map(str::trim).filter(|n| !n.is_empty()) {
            set |= Self::bit(name).ok_or_else(|| UnknownField(name.to_owned()))?;
        }
        Ok(Self(set))
    }

    /// Whether the field called `name` is in the set.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        Self::bit(name).is_some_and(|bit| self.0 & bit != 0)
    }

    /// The set and the field called `name`.
    #[must_use]
    pub fn with(self, name: &str) -> Self {
        Self(self.0 | Self::bit(name).unwrap_or(0))
    }

    /// The set without the field called `name`.
    #[must_use]
    pub fn without(self, name: &str) -> Self {
        Self(self.0 & !Self::bit(name).unwrap_or(0))
    }

    /// Whether each field is in the set, in the order they are written.
    pub(crate) fn each(self) -> impl Iterator<Item = bool> {
        (0..Self::NAMES.len()).map(move |n| self.0 >> n & 1 == 1)
    }

    fn bit(name: &str) -> Option<u32> {
        Self::NAMES.iter().position(|n| *n == name).map(|n| 1 << n)
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Selected { record: self, fields: Fields::ALL }.serialize(s)
    }
}
