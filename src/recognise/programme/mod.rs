//! Programmes.

pub mod value;

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser};

/// The recogniser.
#[derive(Debug)]
pub struct Programmes;

impl Recogniser for Programmes {
    fn kind(&self) -> Kind {
        Kind::Programme
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Date, Kind::Place]
    }

    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn propose(&self, _doc: &Doc<'_>, _out: &mut Candidates) {}
}
