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

/// What a document's dates and places are read by, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Issue<'a> {
    /// ISO date of publication.
    pub published: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
}

/// A step of the way from mentions to entities.
pub type Step = fn(&mut Entities, &Doc<'_>, Issue<'_>);

impl Entities {
    /// Begins with the mentions of a document.
    #[must_use]
    pub fn new(mentions: Vec<Candidate>) -> Self {
        Self { mentions, ..Self::default() }
    }

    /// What is to be done then, in this order: dates and places first, on which the rest is built. Each is small enough for
    /// its code to stay at hand while it is done for one document after the other.
    pub const STEPS: [Step; 5] = [Self::date, Self::locate, Self::refer, Self::gather, Self::measure];

    /// Dates.
    fn date(&mut self, doc: &Doc<'_>, issue: Issue<'_>) {
        self.dates = anchor::anchor(doc, &self.mentions, issue.published);
    }

    /// Places.
    fn locate(&mut self, doc: &Doc<'_>, issue: Issue<'_>) {
        self.places = admin::resolve(doc, &self.mentions, issue.published, issue.publisher);
    }

    /// Programmes and documents.
    fn refer(&mut self, doc: &Doc<'_>, _: Issue<'_>) {
        let documents = document::documents(doc, &self.mentions);
        (self.programmes, self.programme_details) = programme::resolve(doc, &self.mentions);
        self.citations = citation::citations(doc, &self.mentions, &self.dates);
        self.document_details = document::details(&documents);
        self.documents = documents;
    }

    /// Persons and bodies, and who holds which office.
    fn gather(&mut self, doc: &Doc<'_>, _: Issue<'_>) {
        let people = coref::persons(doc, &self.mentions);
        let names = abbrev::Names::new(doc, &self.mentions, &self.places);
        let (organisations, officials) = (names.details(), office::officials(doc, &self.mentions, &people, &names));
        (self.organisations, self.officials) = (organisations, officials);
    }

    /// Figures.
    fn measure(&mut self, doc: &Doc<'_>, _: Issue<'_>) {
        self.indicators = indicator::indicators(doc, &self.mentions, &self.dates, &self.places);
    }
}
