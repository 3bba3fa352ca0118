//! What a number expression says.

use std::fmt;

use crate::span::{Span, Tok};
use crate::value::{Cmp, Figure};

/// A number expression: `hơn 1.234,5`, `ba triệu`, `12-15`, `32/34`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number or numbers, multipliers applied.
    pub figure: Figure,
    /// From a comparator word inside the span.
    pub cmp: Cmp,
    /// The tokens of the number alone, without comparator.
    pub core: Span<Tok>,
    /// The last multiplier (`triệu`: 1e6), 1 where none is written.
    pub scale: f64,
    /// Written in words only.
    pub words: bool,
    /// A lone `từ` stands right before the span: `từ 5`.
    pub from: bool,
    /// A word stands before it after which a number may be a name: `nhóm 6`.
    pub weak: bool,
    /// A comma and exactly three decimals, with nothing in the document that settles the reading; read as decimals.
    pub unsettled: bool,
}

impl Number {
    /// The single number, if it is one.
    #[must_use]
    pub fn one(&self) -> Option<f64> {
        match self.figure {
            Figure::One(x) => Some(x),
            _ => None,
        }
    }

    /// The figure where what follows can be counted only whole: `1,234 người` is 1234.
    #[must_use]
    pub fn counted(&self) -> Figure {
        if self.unsettled { self.figure.times(1000.0) } else { self.figure }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cmp != Cmp::Equal {
            f.write_str(self.cmp.symbol())?;
        }
        write!(f, "{}", self.figure)
    }
}
