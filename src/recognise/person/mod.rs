//! Persons.

pub mod value;

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser};

/// The recogniser.
#[derive(Debug)]
pub struct Persons;

impl Recogniser for Persons {
    fn kind(&self) -> Kind {
        Kind::Person
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Office, Kind::Organisation, Kind::Place]
    }

    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn propose(&self, _doc: &Doc<'_>, _out: &mut Candidates) {}
}
