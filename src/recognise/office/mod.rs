//! Positions.

pub mod value;

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser};

/// The recogniser.
#[derive(Debug)]
pub struct Offices;

impl Recogniser for Offices {
    fn kind(&self) -> Kind {
        Kind::Office
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Organisation]
    }

    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn propose(&self, _doc: &Doc<'_>, _out: &mut Candidates) {}
}
