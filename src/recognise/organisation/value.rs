//! Names of organisations.

use std::fmt;

/// An organisation by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrgName {
    /// Kind, a name of the closed list: `peoples_committee`.
    pub kind: &'static str,
    /// Whether the name ends in a bare designation (`UBND huyện`) or in none (`Huyện ủy`): the document says of which unit.
    pub open: bool,
}

impl fmt::Display for OrgName {
    /// `peoples_committee`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)
    }
}
