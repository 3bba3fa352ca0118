//! Names of programmes.

use std::fmt;

/// A programme by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgrammeName {
    /// Kind, a name of the closed list: `movement`.
    pub kind: &'static str,
    /// The name without kind word and quotes.
    pub name: Box<str>,
}

impl fmt::Display for ProgrammeName {
    /// `movement Toàn dân …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)
    }
}
