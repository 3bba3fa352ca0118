//! Legal and party documents.

pub mod value;

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser};

/// The recogniser.
#[derive(Debug)]
pub struct Documents;

impl Recogniser for Documents {
    fn kind(&self) -> Kind {
        Kind::Document
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Date]
    }

    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn propose(&self, _doc: &Doc<'_>, _out: &mut Candidates) {}
}
