//! What tests and fuzz targets share: the case-file reader, reference material. Not part of the public promise.

pub mod cases;
pub mod invariants;
pub mod shared;
