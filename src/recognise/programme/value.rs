//! Names of programmes.

use std::fmt;

/// A programme by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgrammeName {
    /// Kind, a name of the closed list: `movement`.
    pub kind: &'static str,
    /// The name without kind word, quotes and period.
    pub name: Box<str>,
    /// The period in the mention as an ISO interval of years or a year: `2021/2025`, `../2030`, `2024`.
    pub period: Option<Box<str>>,
}

impl fmt::Display for ProgrammeName {
    /// `movement Toàn dân …`, `plan Chuyển đổi số | 2024`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)?;
        self.period.as_ref().map_or(Ok(()), |p| write!(f, " | {p}"))
    }
}
