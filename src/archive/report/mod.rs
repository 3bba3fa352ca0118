//! An archive at a glance: everything that a report shows.
//!
//! Enters: the lines of a JSONL file of records, once, in order. Leaves: an [`Overview`]: counts over time, the places,
//! officials, organisations, programmes and documents of most articles, figures by what they measure, and some articles to
//! read. Memory is bounded by [`Limits`], not by the archive: rare names are forgotten beyond [`NAMES`] of one sort (the
//! overview says how much a count may lack then), articles to read are drawn by a hash of what they say, figures by how much
//! is known of them. Not done here: what the report looks like.

mod figures;
mod people;
mod places;
mod read;
mod readings;

use std::collections::BTreeMap;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::programmes::{Programme, Programmes};
use super::tally::{Forms, Ranked, Tally};
use crate::lexicon::key::{canonical, is_year};
use crate::record::{DocumentKind, Facts, MentionType, OrganisationKind};

pub use figures::{ArticleRef, Figure, Measure};
pub use people::{Office, Person};
pub use places::{Place, Province};
pub use read::Chars;
pub use readings::{READING_CHARS, Reading};

use figures::Figures;
use people::People;
use places::Places;
use read::{Article, folded};
use readings::Readings;

/// Names of one sort that are told apart at the same time.
pub const NAMES: usize = 100_000;

/// Failed documents that are named.
const NAMED_FAILURES: usize = 12;

/// How much a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Articles to read.
    pub articles: usize,
    /// Rows of each list of names.
    pub top: usize,
    /// Rows of the table of figures.
    pub figures: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { articles: 60, top: 40, figures: 1500 }
    }
}

/// A document that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// Stable name of the kind of failure.
    pub code: String,
    /// What happened.
    pub message: String,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The name most mentions give it, in full where that is known.
    pub name: String,
    /// Which kind.
    pub kind: Option<OrganisationKind>,
}

/// A legal or party document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Which kind.
    pub kind: DocumentKind,
    /// Its number, else its title.
    pub name: String,
    /// Who issued it, where an article tells.
    pub issuer: Option<String>,
    /// ISO day of issue, else the year.
    pub issued: Option<String>,
}

/// What an archive holds.
#[derive(Debug)]
pub struct Overview {
    /// What the overview was cut to.
    pub limits: Limits,
    /// Number of articles.
    pub articles: u64,
    /// Characters of text.
    pub characters: u64,
    /// Number of documents that could not be read.
    pub failed: u64,
    /// Kinds of failure with their numbers.
    pub failures: Vec<(String, u64)>,
    /// The first failed documents.
    pub failed_first: Vec<Failure>,
    /// Kinds of warning with the numbers of articles.
    pub warnings: Vec<(String, u64)>,
    /// Mentions by type, in the order of [`MentionType::ALL`].
    pub mentions: Vec<(MentionType, u64)>,
    /// Articles of each day on which one appeared.
    pub days: Vec<(Date, u64)>,
    /// Publishers, or hosts of the addresses.
    pub publishers: Ranked<Forms>,
    /// Provinces of today, with everything that lies in them.
    pub provinces: Ranked<Province>,
    /// Units below the province.
    pub units: Ranked<Place>,
    /// Places that are no unit of Viet Nam: countries, regions, rivers, roads.
    pub elsewhere: Ranked<Place>,
    /// Persons with offices.
    pub people: Ranked<Person>,
    /// Organisations.
    pub organisations: Ranked<Organisation>,
    /// Programmes.
    pub programmes: Ranked<Programme>,
    /// Documents cited.
    pub documents: Ranked<Cited>,
    /// What is measured in more than one article.
    pub measures: Ranked<Measure>,
    /// Figures, those of the measures first.
    pub figures: Vec<std::sync::Arc<Figure>>,
    /// Number of figures in the archive.
    pub figures_of: u64,
    /// Articles to read, the newest first.
    pub readings: Vec<Reading>,
    /// Versions of the program and its words that made the records.
    pub versions: Vec<(String, u64)>,
    /// A hash of all that was read.
    pub fingerprint: u64,
}

/// Gathers an archive, record by record.
///
/// ```
/// use tinviet::archive::report::{Archive, Limits};
/// let mut archive = Archive::new(Limits::default());
/// let record = r#"{"id": "a", "published": "2024-03-06", "title": "Họp giao ban", "text": "UBND huyện họp.",
///   "mentions": [{"id": 0, "type": "organisation", "span": [0, 10], "source_span": null, "text": "UBND huyện",
///                 "name": "Ủy ban nhân dân huyện Ngân Sơn", "kind": "peoples_committee", "rule": "organisation/body"}]}"#;
/// archive.add(record).unwrap();
/// let overview = archive.overview();
/// assert_eq!((overview.articles, overview.readings.len()), (1, 1));
/// assert_eq!(overview.organisations.rows[0].value.name, "Ủy ban nhân dân huyện Ngân Sơn");
/// ```
#[derive(Debug)]
pub struct Archive {
    limits: Limits,
    articles: u64,
    characters: u64,
    failed: u64,
    failures: Tally<()>,
    failed_first: Vec<Failure>,
    warnings: Tally<()>,
    mentions: [u64; MentionType::ALL.len()],
    days: BTreeMap<Date, u64>,
    publishers: Tally<Forms>,
    places: Places,
    people: People,
    organisations: Tally<(Forms, Option<OrganisationKind>)>,
    programmes: Programmes,
    documents: Tally<(Forms, Cited)>,
    figures: Figures,
    readings: Readings,
    versions: Tally<()>,
    fingerprint: u64,
}

impl Archive {
    /// An archive of which nothing is known yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            articles: 0,
            characters: 0,
            failed: 0,
            failures: Tally::new(NAMES),
            failed_first: Vec::new(),
            warnings: Tally::new(NAMES),
            mentions: [0; MentionType::ALL.len()],
            days: BTreeMap::new(),
            publishers: Tally::new(NAMES),
            places: Places::default(),
            people: People::default(),
            organisations: Tally::new(NAMES),
            programmes: Programmes::bounded(NAMES),
            documents: Tally::new(NAMES),
            figures: Figures::new(limits),
            readings: Readings::new(limits.articles),
            versions: Tally::new(NAMES),
            fingerprint: 0,
        }
    }

    /// Adds the record of a line; an error record counts as a failure.
    ///
    /// # Errors
    /// Where the line is no record.
    pub fn add(&mut self, line: &str) -> Result<(), serde_json::Error> {
        // A list would do for a record of which every field may be missing.
        if !line.trim_start().starts_with('{') {
            return Err(serde::de::Error::custom("a record is an object"));
        }
        let article: Article<'_> = serde_json::from_str(line)?;
        self.fingerprint = xxh3_64_with_seed(line.as_bytes(), self.fingerprint);
        if let Some(error) = &article.error {
            self.failures.add(&error.code, self.failed, 1, || ());
            if self.failed_first.len() < NAMED_FAILURES {
                let (code, message) = (error.code.to_string(), read::clip(&error.message, 300));
                self.failed_first.push(Failure { id: read::clip(&article.id, 160), code, message });
            }
            self.failed += 1;
            return Ok(());
        }
        let (n, day) = (self.articles, article.day());
        self.articles += 1;
        self.characters += article.text.chars().count() as u64;
        if let Some(day) = day {
            *self.days.entry(day).or_default() += 1;
        }
        for mention in &article.mentions {
            self.mentions[mention.kind_of() as usize] += 1;
        }
        for warning in &article.warnings {
            self.warnings.add(&warning.code, n, 1, || ());
        }
        if let Some(v) = &article.versions {
            self.versions.add(&format!("tinviet {}, data {}", v.tinviet, v.data), n, 1, || ());
        }
        if let Some(publisher) = publisher(&article) {
            self.publishers.add(&folded(publisher), n, 1, Forms::default).0.add(publisher);
        }
        self.places.add(&article, n, day);
        self.people.add(&article, n);
        self.organisations(&article, n);
        self.documents(&article, n);
        self.programmes.add_parts(article.published.as_deref(), &article.mentions, &article.programmes);
        self.figures.add(&article, n, day);
        self.readings.add(&article, n, day);
        Ok(())
    }

    fn organisations(&mut self, article: &Article<'_>, n: u64) {
        for m in &article.mentions {
            let Facts::Organisation(facts) = &m.facts else { continue };
            let (name, kind) = (facts.name.as_deref().unwrap_or(&m.text), facts.kind);
            self.organisations.add(&folded(name), n, 1, || (Forms::default(), kind)).0.0.add(name);
        }
    }

    fn documents(&mut self, article: &Article<'_>, n: u64) {
        for d in &article.documents {
            let Some(name) = d.number.as_deref().or(d.title.as_deref()) else { continue };
            let key = document_key(d.kind, name);
            let new = || {
                let cited = Cited { kind: d.kind, name: String::new(), issuer: None, issued: None };
                (Forms::default(), cited)
            };
            let (forms, cited) = self.documents.add(&key, n, d.mentions.len() as u64, new).0;
            forms.add(name);
            let own = |text: &Option<std::borrow::Cow<'_, str>>| text.as_ref().map(ToString::to_string);
            if cited.issuer.is_none() {
                cited.issuer = own(&d.issuer);
            }
            // A day says more than a year.
            if cited.issued.as_ref().is_none_or(|i| i.len() < 10) {
                cited.issued = own(&d.date).or_else(|| cited.issued.take()).or_else(|| d.year.map(|y| y.to_string()));
            }
        }
    }

    /// What the archive holds.
    #[must_use]
    pub fn overview(self) -> Overview {
        let top = self.limits.top;
        let counts = |tally: Tally<()>| -> Vec<(String, u64)> {
            tally.ranked().top(NAMED_FAILURES).rows.into_iter().map(|r| (r.key.into(), r.articles)).collect()
        };
        let mut mentions: Vec<(MentionType, u64)> =
            MentionType::ALL.iter().map(|t| (*t, self.mentions[*t as usize])).collect();
        mentions.retain(|(_, n)| *n > 0);
        let organisation = |(forms, kind): (Forms, _)| Organisation { name: forms.name().to_owned(), kind };
        let cited = |(forms, cited): (Forms, Cited)| Cited { name: forms.name().to_owned(), ..cited };
        let (provinces, units, elsewhere) = self.places.ranked(top);
        let (measures, figures, figures_of) = self.figures.ranked(top);
        Overview {
            limits: self.limits,
            articles: self.articles,
            characters: self.characters,
            failed: self.failed,
            failures: counts(self.failures),
            failed_first: self.failed_first,
            warnings: counts(self.warnings),
            mentions,
            days: self.days.into_iter().collect(),
            publishers: self.publishers.ranked().top(top),
            provinces,
            units,
            elsewhere,
            people: self.people.ranked(top),
            organisations: self.organisations.ranked().top(top).map(organisation),
            programmes: self.programmes.ranked(top),
            documents: self.documents.ranked().top(top).map(cited),
            measures,
            figures,
            figures_of,
            readings: self.readings.sorted(),
            versions: counts(self.versions),
            fingerprint: self.fingerprint,
        }
    }
}

/// What tells a document from others: kind and number or title, short forms written out. A decree's number and year need no
/// issuer: `116/2020` is `116/2020/NĐ-CP`.
fn document_key(kind: DocumentKind, name: &str) -> String {
    let key = canonical(kind.name(), name);
    let mut words = key.split(' ').skip(1);
    let numbered =
        words.next().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit())) && words.next().is_some_and(is_year);
    if kind != DocumentKind::Decree || !numbered {
        return key;
    }
    key.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// The publisher, else the host of the address.
fn publisher<'a>(article: &'a Article<'_>) -> Option<&'a str> {
    let given = article.publisher.as_deref().map(str::trim).filter(|p| !p.is_empty());
    given.or_else(|| {
        let rest = article.url.as_deref()?.split_once("://")?.1;
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
    })
}

#[cfg(test)]
mod tests;
