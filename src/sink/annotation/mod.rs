//! Records to the formats of annotation tools and corpora.
//!
//! Enters: a [`Record`] whose positions count code points, as all of these formats do. Leaves: CoNLL-U, brat standoff, Label
//! Studio tasks, spaCy documents or TimeML. Error records have no place in them. Not done here: any decision about what was
//! found; where a format cannot hold a thing, its head says what becomes of it.

mod brat;
mod conllu;
mod label_studio;
mod pieces;
mod spacy;
mod timeml;
mod timex;

pub use brat::{Brat, Pair, configuration};
pub use conllu::Conllu;
pub use label_studio::{LABEL_CONFIG, LabelStudio};
pub use spacy::Spacy;
pub use timeml::{TIMEML_SCHEMA, Timeml};

use crate::error::{Error, ErrorKind, Stage};
use crate::record::Record;

#[cold]
fn failed(what: &dyn std::fmt::Display) -> Error {
    Error::new(ErrorKind::Output, Stage::Write, format!("the article cannot be written: {what}"))
}

/// The words of a record, which some formats cannot do without.
fn words<'r>(record: &'r Record<'_>) -> Result<&'r [crate::record::CharSpan], Error> {
    record.words.as_deref().ok_or_else(|| failed(&"its words were not asked for (Options::words)"))
}
