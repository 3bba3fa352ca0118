//! Names of places.

use std::fmt;

use crate::span::{Span, Tok};

/// A place by name.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceName {
    /// Level, a name of the closed list: `province district commune hamlet country city region road water land facility`;
    /// a `city` of this country is settled to province or district when the document is resolved.
    pub level: &'static str,
    /// The tokens of the name without its designation.
    pub name: Span<Tok>,
}

impl Default for PlaceName {
    fn default() -> Self {
        Self { level: "", name: Span::new(0, 0) }
    }
}

impl fmt::Display for PlaceName {
    /// `district`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level)
    }
}
