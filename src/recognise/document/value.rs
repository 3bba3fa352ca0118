//! References to documents.

use std::fmt;

/// A reference to a legal or party document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reference {
    /// Kind of document, a name of the closed list: `decree`.
    pub kind: &'static str,
    /// Number in canonical spelling.
    pub number: Option<Box<str>>,
    /// Year, from the number or the title.
    pub year: Option<i16>,
    /// Who issued it.
    pub issuer: Option<Box<str>>,
}

impl fmt::Display for Reference {
    /// `decree 116/2020/NĐ-CP`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)?;
        self.number.as_ref().map_or(Ok(()), |n| write!(f, " {n}"))
    }
}
