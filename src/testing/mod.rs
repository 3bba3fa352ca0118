//! What tests and fuzz targets share: the case-file reader. Not part of the public promise.

pub mod cases;
