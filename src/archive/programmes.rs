//! The programmes of an archive: one row for each, over all articles that speak of it.
//!
//! Enters: the lines of a JSONL file of records. Leaves: [`Programme`]s, the most frequent first. A programme is the same
//! where its entry in the registry is the same, else where kind and canonical key are (`key` of the record). Memory grows with
//! the number of programmes and their forms, not with the articles. Not done here: files, and the bytes of the rows' table.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::tally::{Ranked, Row, Tally};
use crate::record::{self, MentionType, ProgrammeEntry};

/// What of a record counts here; the rest is not read.
#[derive(Debug, Deserialize)]
struct Article<'a> {
    #[serde(borrow, default)]
    published: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    mentions: Vec<Mention<'a>>,
    #[serde(borrow, default)]
    programmes: Vec<ProgrammeEntry<'a>>,
    #[serde(default)]
    error: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Mention<'a> {
    id: u32,
    #[serde(rename = "type")]
    kind_of: MentionType,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default)]
    level: Option<serde::de::IgnoredAny>,
    #[serde(borrow, default)]
    code: Option<Cow<'a, str>>,
}

/// A mention that counts here: of a programme, or of an administrative unit.
#[derive(Debug)]
struct Seen<'m> {
    id: u32,
    text: &'m str,
    unit: bool,
    code: Option<&'m str>,
}

impl Seen<'_> {
    /// What tells one administrative unit from another: its code, else its name in small letters.
    fn unit(&self) -> String {
        self.code.map_or_else(|| self.text.to_lowercase(), str::to_owned)
    }
}

/// A name and in how many articles it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The name as written.
    pub text: String,
    /// Number of articles.
    pub articles: u64,
}

/// A programme of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// Id in the registry, else the canonical key of the name.
    pub key: String,
    /// Id in the registry.
    pub registry: Option<String>,
    /// Kind, a name of the closed list.
    pub kind: &'static str,
    /// The name most articles give it.
    pub name: String,
    /// Number of articles that speak of it.
    pub articles: u64,
    /// Number of mentions.
    pub mentions: u64,
    /// ISO date of the first article, where dates are known.
    pub first: Option<String>,
    /// ISO date of the last article.
    pub last: Option<String>,
    /// Administrative units named in these articles, the most frequent first; at most [`PLACES`].
    pub places: Vec<Counted>,
    /// The forms in which it is mentioned, the most frequent first.
    pub forms: Vec<Counted>,
}

/// Most places that a row lists.
pub const PLACES: usize = 5;

/// Counts by a name; the order of first appearance settles ties.
#[derive(Debug)]
struct Counts {
    by_key: FxHashMap<String, usize>,
    list: Vec<Counted>,
    most: usize,
}

impl Counts {
    fn new(most: usize) -> Self {
        Self { by_key: FxHashMap::default(), list: Vec::new(), most }
    }

    fn add(&mut self, key: &str, text: &str) {
        let n = match self.by_key.get(key) {
            Some(&n) => n,
            None if self.list.len() >= self.most => return,
            None => {
                self.by_key.insert(key.to_owned(), self.list.len());
                self.list.push(Counted { text: text.to_owned(), articles: 0 });
                self.list.len() - 1
            }
        };
        self.list[n].articles += 1;
    }

    fn sorted(mut self) -> Vec<Counted> {
        self.list.sort_by_key(|c| std::cmp::Reverse(c.articles));
        self.list
    }
}

/// What a programme is gathered from.
#[derive(Debug)]
struct Gathered {
    registry: Option<String>,
    kind: &'static str,
    first: Option<String>,
    last: Option<String>,
    names: Counts,
    places: Counts,
    forms: Counts,
}

/// Gathers the programmes of an archive, record by record.
///
/// ```
/// use tinviet::archive::programmes::Programmes;
/// let mut archive = Programmes::default();
/// let record = r#"{"published": "2025-03-01", "mentions": [
///     {"id": 0, "type": "place", "text": "huyện Kim Lâu", "level": "district"},
///     {"id": 1, "type": "programme", "text": "Đề án “Làng xanh”"}],
///   "programmes": [{"name": "Làng xanh", "kind": "scheme", "registry": null,
///                    "key": "scheme làng xanh", "mentions": [1]}]}"#;
/// assert!(archive.add(record).unwrap());
/// let rows = archive.rows();
/// assert_eq!((&*rows[0].key, rows[0].articles, rows[0].first.as_deref()), ("scheme làng xanh", 1, Some("2025-03-01")));
/// assert_eq!(rows[0].places[0].text, "huyện Kim Lâu");
/// ```
#[derive(Debug)]
pub struct Programmes {
    tally: Tally<Gathered>,
    /// Spellings and places of one programme that are told apart.
    most: usize,
    articles: u64,
}

impl Default for Programmes {
    fn default() -> Self {
        Self { tally: Tally::new(usize::MAX), most: usize::MAX, articles: 0 }
    }
}

impl Programmes {
    /// As [`Programmes::default`], in bounded memory: of more than `limit` programmes the rare ones are forgotten, and of one
    /// programme only the first thousand spellings are told apart.
    #[must_use]
    pub fn bounded(limit: usize) -> Self {
        Self { tally: Tally::new(limit), most: 1000, articles: 0 }
    }

    /// Adds the record of a line; false for an error record, which names no programme.
    ///
    /// # Errors
    /// Where the line is no record.
    pub fn add(&mut self, line: &str) -> Result<bool, serde_json::Error> {
        let article: Article<'_> = serde_json::from_str(line)?;
        if article.error.is_some() {
            return Ok(false);
        }
        let seen = article.mentions.iter().filter_map(|m| {
            seen(m.kind_of, m.level.is_some()).map(|unit| Seen {
                id: m.id,
                text: &m.text,
                unit,
                code: m.code.as_deref(),
            })
        });
        self.gather(article.published.as_deref(), &seen.collect::<Vec<_>>(), &article.programmes);
        Ok(true)
    }

    /// Adds an article by its parts, for those who have read its record already.
    pub fn add_parts(
        &mut self,
        published: Option<&str>,
        mentions: &[record::Mention<'_>],
        entries: &[ProgrammeEntry<'_>],
    ) {
        let seen = mentions.iter().filter_map(|m| {
            seen(m.kind_of, m.level.is_some()).map(|unit| Seen {
                id: m.id,
                text: &m.text,
                unit,
                code: m.code.as_deref(),
            })
        });
        self.gather(published, &seen.collect::<Vec<_>>(), entries);
    }

    fn gather(&mut self, published: Option<&str>, mentions: &[Seen<'_>], entries: &[ProgrammeEntry<'_>]) {
        let article = self.articles;
        self.articles += 1;
        for entry in entries {
            let kind = entry.kind.name();
            let new = || Gathered {
                registry: entry.registry.as_ref().map(ToString::to_string),
                kind,
                first: None,
                last: None,
                names: Counts::new(self.most),
                places: Counts::new(self.most),
                forms: Counts::new(self.most),
            };
            let (gathered, first) = self.tally.add(&entry.key, article, entry.mentions.len() as u64, new);
            // Two entries of one article can be one programme of the archive: it counts once.
            if !first {
                continue;
            }
            gathered.names.add(&entry.name, &entry.name);
            if let Some(date) = published {
                if gathered.first.as_deref().is_none_or(|f| date < f) {
                    gathered.first = Some(date.to_owned());
                }
                if gathered.last.as_deref().is_none_or(|l| date > l) {
                    gathered.last = Some(date.to_owned());
                }
            }
            let forms = mentions.iter().filter(|m| !m.unit && entry.mentions.contains(&m.id));
            once(forms.map(|m| (m.text.to_owned(), m.text)), &mut gathered.forms);
            let units = mentions.iter().filter(|m| m.unit);
            once(units.map(|m| (m.unit(), m.text)), &mut gathered.places);
        }
    }

    /// The programmes, those of most articles first, then by key.
    #[must_use]
    pub fn rows(self) -> Vec<Programme> {
        let mut rows: Vec<Programme> = self.tally.ranked().rows.into_iter().map(row).collect();
        rows.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
        rows
    }

    /// The first `top` programmes, and how many there are.
    #[must_use]
    pub fn ranked(self, top: usize) -> Ranked<Programme> {
        let Ranked { rows, distinct, lack } = self.tally.ranked().top(top);
        let counted = |r: Row<Gathered>| {
            let (key, articles, mentions) = (r.key.clone(), r.articles, r.mentions);
            Row { key, articles, mentions, value: row(r) }
        };
        Ranked { rows: rows.into_iter().map(counted).collect(), distinct, lack }
    }
}

/// Whether a mention counts, and if so whether as a unit.
fn seen(kind: MentionType, has_level: bool) -> Option<bool> {
    match kind {
        MentionType::Programme => Some(false),
        MentionType::Place if has_level => Some(true),
        _ => None,
    }
}

/// Counts each key of an article once.
fn once<'t>(texts: impl Iterator<Item = (String, &'t str)>, counts: &mut Counts) {
    let mut seen: Vec<(String, &str)> = texts.collect();
    seen.sort_by(|a, b| a.0.cmp(&b.0));
    seen.dedup_by(|a, b| a.0 == b.0);
    seen.into_iter().for_each(|(key, text)| counts.add(&key, text));
}

fn row(counted: Row<Gathered>) -> Programme {
    let gathered = counted.value;
    let mut places = gathered.places.sorted();
    places.truncate(PLACES);
    let names = gathered.names.sorted();
    Programme {
        key: counted.key.into(),
        registry: gathered.registry,
        kind: gathered.kind,
        name: names.into_iter().next().map(|c| c.text).unwrap_or_default(),
        articles: counted.articles,
        mentions: counted.mentions,
        first: gathered.first,
        last: gathered.last,
        places,
        forms: gathered.forms.sorted(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::key::canonical;

    fn record(published: &str, programmes: &[(&str, &str, &str)]) -> String {
        let mentions: Vec<String> = programmes
            .iter()
            .enumerate()
            .map(|(n, (_, _, text))| format!(r#"{{"id": {n}, "type": "programme", "text": "{text}"}}"#))
            .collect();
        let entries: Vec<String> = programmes
            .iter()
            .enumerate()
            .map(|(n, (kind, name, _))| {
                let key = canonical(kind, name);
                format!(
                    r#"{{"name": "{name}", "kind": "{kind}", "registry": null, "key": "{key}", "mentions": [{n}]}}"#
                )
            })
            .collect();
        let (mentions, entries) = (mentions.join(","), entries.join(","));
        format!(r#"{{"published": {published}, "mentions": [{mentions}], "programmes": [{entries}]}}"#)
    }

    #[test]
    fn spelling_variants_over_articles_are_one_programme() {
        let mut archive = Programmes::default();
        for line in [
            record(r#""2025-03-02""#, &[("movement", "Xóm xanh, ngõ sạch", "phong trào “Xóm xanh, ngõ sạch”")]),
            record(r#""2024-01-09""#, &[("movement", "xóm xanh ngõ sạch", "Phong trào Xóm xanh ngõ sạch")]),
            record("null", &[("programme", "Xóm xanh", "mô hình “Xóm xanh”")]),
        ] {
            assert!(archive.add(&line).expect("a record"));
        }
        let rows = archive.rows();
        assert_eq!(rows.iter().map(|r| (r.kind, r.articles)).collect::<Vec<_>>(), [("movement", 2), ("programme", 1)]);
        assert_eq!((rows[0].first.as_deref(), rows[0].last.as_deref()), (Some("2024-01-09"), Some("2025-03-02")));
        assert_eq!(rows[0].forms.len(), 2);
        assert_eq!(rows[1].first, None);
    }

    #[test]
    fn an_article_counts_once_and_error_records_not_at_all() {
        let mut archive = Programmes::default();
        let twice =
            [("movement", "Xóm xanh", "phong trào “Xóm xanh”"), ("movement", "xóm xanh", "phong trào xóm xanh")];
        assert!(archive.add(&record("null", &twice)).expect("a record"));
        assert!(!archive.add(r#"{"id": "a", "error": {"code": "not-text"}}"#).expect("an error record"));
        assert!(archive.add("{").is_err());
        let rows = archive.rows();
        assert_eq!((rows.len(), rows[0].articles, rows[0].mentions), (1, 1, 2));
    }
}
