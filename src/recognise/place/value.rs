//! Names of places.

use std::fmt;

/// A place by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlaceName {
    /// Level, a name of the closed list: `province`, `district`, `commune`, `country` …
    pub level: &'static str,
    /// Rows of the lexicon that the name may be.
    pub units: Vec<u32>,
}

impl fmt::Display for PlaceName {
    /// `district`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level)
    }
}
