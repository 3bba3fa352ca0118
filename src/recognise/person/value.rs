//! Names of persons.

use std::fmt;

/// A person by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonName {
    /// The honorific written before it.
    pub honorific: Option<Box<str>>,
    /// Military, police or academic rank written before it.
    pub rank: Option<Box<str>>,
    /// A given name alone, to be tied to a full name of the article.
    pub short: bool,
}

impl fmt::Display for PersonName {
    /// `full`, `short`, with the honorific and the rank: `full, ông`, `short, Thượng tá`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.short { "short" } else { "full" })?;
        for part in [&self.honorific, &self.rank].into_iter().flatten() {
            write!(f, ", {part}")?;
        }
        Ok(())
    }
}
