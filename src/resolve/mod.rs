//! Candidates of a document to entities: what only the whole document tells.
//!
//! Enters: the mentions kept for a document. Leaves: values of dates, officials, indicators, programmes and documents at
//! document level. Not done here: finding mentions (that is `recognise`), writing them (that is `record`).

pub mod anchor;
pub mod document;
pub mod programme;
