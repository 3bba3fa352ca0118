//! Names of organisations.

use std::fmt;

/// An organisation by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrgName {
    /// Kind, a name of the closed list: `peoples_committee`.
    pub kind: &'static str,
}

impl fmt::Display for OrgName {
    /// `peoples_committee`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)
    }
}
