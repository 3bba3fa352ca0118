//! What a date expression says before the document is known.

/// A date expression.
#[derive(Debug, Clone, PartialEq)]
pub struct DateExpr;
