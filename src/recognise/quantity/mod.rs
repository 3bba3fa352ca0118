//! Other amounts.

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser};

/// The recogniser.
#[derive(Debug)]
pub struct Quantities;

impl Recogniser for Quantities {
    fn kind(&self) -> Kind {
        Kind::Quantity
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Number]
    }

    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn propose(&self, _doc: &Doc<'_>, _out: &mut Candidates) {}
}
