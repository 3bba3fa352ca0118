//! References to documents.

use std::fmt;

/// A reference to a legal or party document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reference {
    /// Kind of document, a name of the closed list: `decree`.
    pub kind: &'static str,
    /// Number in canonical spelling; the digits alone (`116`) where the suffix is not written.
    pub number: Option<Box<str>>,
    /// Title without type word and year, for documents known by it: `Giáo dục` of `Luật Giáo dục 2019`.
    pub title: Option<Box<str>>,
    /// Year, from the number or the title.
    pub year: Option<i16>,
    /// Who issued it.
    pub issuer: Option<Box<str>>,
}

impl Reference {
    /// Whether the number is written without the letters that make it one of its kind (`Nghị định 116`).
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.number.as_deref().is_some_and(|n| !n.contains(|c: char| c.is_uppercase()))
    }
}

impl fmt::Display for Reference {
    /// `decree 116/2020/NĐ-CP | 2020 | Chính phủ`, `law Giáo dục | 2019`: what is known, in this order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)?;
        if let Some(title) = &self.title {
            write!(f, " {title}")?;
        }
        if let Some(number) = &self.number {
            write!(f, " {number}")?;
        }
        if let Some(year) = self.year {
            write!(f, " | {year}")?;
        }
        self.issuer.as_ref().map_or(Ok(()), |issuer| write!(f, " | {issuer}"))
    }
}
