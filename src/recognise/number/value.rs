//! What a number expression says.

use std::fmt;

use crate::value::{Cmp, Figure};

/// A number expression: `hơn 1.234,5`, `ba triệu`, `12-15`, `32/34`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number or numbers, multipliers applied.
    pub figure: Figure,
    /// From a comparator word inside the span.
    pub cmp: Cmp,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cmp != Cmp::Equal {
            f.write_str(self.cmp.symbol())?;
        }
        write!(f, "{}", self.figure)
    }
}
