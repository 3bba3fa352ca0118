//! Dates: calendar points and periods, absolute, partial and relative.
//!
//! Enters: a document with its lexicon phrases. Leaves: candidates with a [`value::DateExpr`]. `rules` reads single dates
//! by a table, `assemble` puts them together. Not done here: the year of `ngày 2/7`, the day of `hôm qua` (that is
//! `resolve::anchor`); lengths of time (`duration`).

mod assemble;
mod company;
mod dated;
mod make;
mod rules;
pub mod value;

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Wakes};

/// The recogniser.
#[derive(Debug)]
pub struct Dates;

impl Recogniser for Dates {
    fn kind(&self) -> Kind {
        Kind::Date
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Number]
    }

    fn rules(&self) -> Vec<&'static str> {
        rules::RULES.rules().iter().map(|r| r.id).chain(assemble::RULES).collect()
    }

    fn wakes(&self) -> Wakes {
        let wakes = rules::RULES.wakes();
        Wakes { classes: wakes.classes.union(assemble::WAKES), ..wakes }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        rules::RULES.propose(doc, out);
        assemble::assemble(doc, out);
    }
}
