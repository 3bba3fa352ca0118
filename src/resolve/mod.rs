//! Candidates of a document to entities: what only the whole document tells.
//!
//! Enters: the mentions kept for a document. Leaves: [`Entities`]: values of dates, indicators, programmes and documents at
//! document level. Not done here: finding mentions (that is `recognise`), writing them (that is `record`).

pub mod abbrev;
pub mod admin;
pub mod anchor;
pub mod by_mention;
pub mod citation;
pub mod coref;
pub mod document;
pub mod indicator;
pub mod office;
pub mod programme;

use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use by_mention::ByMention;

/// All that is known of a document's mentions.
#[derive(Debug, Default)]
pub struct Entities {
    /// The mentions by position, positions (kind `office`) among them.
    pub mentions: Vec<Candidate>,
    /// The values of dates.
    pub dates: ByMention<anchor::Anchored>,
    /// What place mentions mean.
    pub places: admin::Resolved,
    /// The full names of organisations.
    pub organisations: ByMention<abbrev::OrgDetail>,
    /// What programme mentions say beside their name.
    pub programme_details: ByMention<programme::ProgrammeDetail>,
    /// What document mentions say, short ones completed.
    pub document_details: ByMention<document::DocumentDetail>,
    /// What stands around document mentions.
    pub citations: ByMention<citation::Citation>,
    /// Figures with what they measure.
    pub indicators: Vec<indicator::Indicator>,
    /// Programmes spoken of.
    pub programmes: Vec<programme::ProgrammeEntry>,
    /// Persons with the positions they hold.
    pub officials: Vec<office::OfficialEntry>,
    /// Documents referred to.
    pub documents: Vec<document::DocumentEntry>,
}

/// Resolves the mentions of a document published on `published` (ISO date) by `publisher`, as far as these are known.
#[must_use]
pub fn resolve(doc: &Doc<'_>, mentions: Vec<Candidate>, published: Option<&str>, publisher: Option<&str>) -> Entities {
    let dates = anchor::anchor(doc, &mentions, published);
    let places = admin::resolve(doc, &mentions, published, publisher);
    let (programmes, programme_details) = programme::resolve(doc, &mentions);
    let documents = document::documents(doc, &mentions);
    let people = coref::persons(doc, &mentions);
    let names = abbrev::Names::new(doc, &mentions, &places);
    Entities {
        organisations: names.details(),
        officials: office::officials(doc, &mentions, &people, &names),
        indicators: indicator::indicators(doc, &mentions, &dates, &places),
        places,
        programmes,
        programme_details,
        citations: citation::citations(doc, &mentions, &dates),
        document_details: document::details(&documents),
        documents,
        dates,
        mentions,
    }
}
