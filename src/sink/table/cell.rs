//! What stands in one cell of a table.
//!
//! Enters: a field of a record. Leaves: a [`Cell`]: nothing, a text or a number, so that a spreadsheet and a data frame
//! see one type in a column. Not done here: quoting.

use std::borrow::Cow;

use serde::Serialize;

use crate::record::{CharSpan, Number, Value};

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell<'r> {
    /// Not stated, or does not apply.
    Empty,
    /// A text; dates are ISO 8601.
    Text(Cow<'r, str>),
    /// A number, with a point.
    Number(Number),
}

impl<'r> Cell<'r> {
    /// A cell with a text.
    pub fn text(text: impl Into<Cow<'r, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A cell with a borrowed text that may be absent.
    #[must_use]
    pub fn some(text: &'r Option<Cow<'_, str>>) -> Self {
        text.as_deref().map_or(Self::Empty, Self::text)
    }

    /// A cell with the name of a closed list, or nothing.
    #[must_use]
    pub fn name(name: Option<&'static str>) -> Self {
        name.map_or(Self::Empty, Self::text)
    }

    /// A cell with a count.
    #[must_use]
    pub fn count(n: usize) -> Self {
        u32::try_from(n).map_or(Self::Empty, |n| Self::Number(n.into()))
    }

    /// Where a span begins.
    #[must_use]
    pub fn start(span: Option<CharSpan>) -> Self {
        span.map_or(Self::Empty, |s| Self::Number(s.0.into()))
    }

    /// Where a span ends.
    #[must_use]
    pub fn end(span: Option<CharSpan>) -> Self {
        span.map_or(Self::Empty, |s| Self::Number(s.1.into()))
    }

    /// The one number or text of a value, the lower end of a range, the part of a ratio.
    #[must_use]
    pub fn first(value: &'r Value<'_>) -> Self {
        match value {
            Value::Unknown => Self::Empty,
            Value::Number(n) | Value::Numbers(n, _) => Self::Number(*n),
            Value::Text(t) | Value::Texts(t, _) => Self::text(&**t),
        }
    }

    /// The upper end of a range, the whole of a ratio.
    #[must_use]
    pub fn second(value: &'r Value<'_>) -> Self {
        match value {
            Value::Unknown | Value::Number(_) | Value::Text(_) => Self::Empty,
            Value::Numbers(_, n) => Self::Number(*n),
            Value::Texts(_, t) => Self::text(&**t),
        }
    }
}
