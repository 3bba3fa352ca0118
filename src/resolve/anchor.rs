//! Dates of a document to ISO values.

use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;

/// What a date mention came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchored {
    /// ISO 8601 with the precision written; `None` where the document does not tell.
    pub value: Option<String>,
    /// What settled it: `text`, `published`, `context`.
    pub from: Option<&'static str>,
    /// Why there is no value.
    pub reason: Option<&'static str>,
}

/// The values of the date mentions of a document, parallel to `mentions` (`None` for the other kinds).
#[must_use]
pub fn anchor(_doc: &Doc<'_>, mentions: &[Candidate], _published: Option<&str>) -> Vec<Option<Anchored>> {
    mentions.iter().map(|_| None).collect()
}

/// The newest full date that the text commits to.
#[must_use]
pub fn newest(_doc: &Doc<'_>, _mentions: &[Candidate]) -> Option<String> {
    None
}
