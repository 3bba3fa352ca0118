//! Positions.

use crate::span::{Span, Tok};

/// A position: title and, where it stands beside it, organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The title's tokens, without `nguyên` and without the organisation.
    pub title: Span<Tok>,
    /// The organisation's tokens.
    pub org: Option<Span<Tok>>,
    /// Whether it is past (`nguyên`, `cựu`).
    pub former: bool,
}
