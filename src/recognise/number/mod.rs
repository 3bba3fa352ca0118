//! Numbers in digits and words.

pub mod value;

use crate::recognise::candidate::Candidates;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser};

/// The recogniser.
#[derive(Debug)]
pub struct Numbers;

impl Recogniser for Numbers {
    fn kind(&self) -> Kind {
        Kind::Number
    }

    fn needs(&self) -> &'static [Kind] {
        &[]
    }

    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn propose(&self, _doc: &Doc<'_>, _out: &mut Candidates) {}
}
