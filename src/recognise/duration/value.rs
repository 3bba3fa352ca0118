//! Lengths of time.

use std::fmt;

/// A length of time, or the two ends of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Duration {
    /// ISO 8601: `P30D`, `PT90M`.
    pub iso: Box<str>,
    /// Upper end of a range.
    pub to: Option<Box<str>>,
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso)?;
        self.to.as_ref().map_or(Ok(()), |to| write!(f, "..{to}"))
    }
}
