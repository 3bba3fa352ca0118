//! The programmes of an archive: one row for each, over all articles that speak of it.
//!
//! Enters: the lines of a JSONL file of records. Leaves: [`Programme`]s, the most frequent first. A programme is the same
//! where its entry in the registry is the same, else where kind and canonical key are (`key` of the record). A name that
//! articles tell to be short for one fuller name, and hardly ever for another, counts with that. Memory grows with the number
//! of programmes and their forms, not with the articles. Not done here: files, and the bytes of the rows' table.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::tally::{Ranked, Row, Tally};
use super::wording;
use crate::lexicon::key::{adds_part, canonical};
use crate::record::{self, Facts, MentionType, ProgrammeEntry};

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
    #[serde(borrow, default)]
    name: Option<Cow<'a, str>>,
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
    /// Of a programme: without kind word and quotes.
    name: Option<&'m str>,
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

/// Periods of one programme that are told apart.
const PERIODS: usize = 8;

/// Fuller names of one short name that are told apart.
const FULL: usize = 16;

/// Most steps from a short name to the fullest.
const LINKS: usize = 6;

/// The marks of a quotation.
const QUOTES: [char; 4] = ['“', '"', '«', '\''];

/// How many times as many articles make others few.
const FEW: u64 = 4;

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

    fn add(&mut self, key: &str, text: &str, articles: u64) {
        let n = match self.by_key.get(key) {
            Some(&n) => n,
            None if self.list.len() >= self.most => return,
            None => {
                self.by_key.insert(key.to_owned(), self.list.len());
                self.list.push(Counted { text: text.to_owned(), articles: 0 });
                self.list.len() - 1
            }
        };
        self.list[n].articles += articles;
    }

    fn take(&mut self, other: Self) {
        let mut keys: Vec<(String, usize)> = other.by_key.into_iter().collect();
        keys.sort_unstable_by_key(|(_, n)| *n);
        for ((key, _), counted) in keys.into_iter().zip(other.list) {
            self.add(&key, &counted.text, counted.articles);
        }
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
    /// Years that it is planned for, the first few.
    periods: Vec<String>,
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
    /// By the key of a name that stood for a programme of another key: that key.
    full: FxHashMap<String, Counts>,
    /// Names that are remembered so.
    limit: usize,
    /// Spellings and places of one programme that are told apart.
    most: usize,
    articles: u64,
}

impl Default for Programmes {
    fn default() -> Self {
        Self {
            tally: Tally::new(usize::MAX),
            full: FxHashMap::default(),
            limit: usize::MAX,
            most: usize::MAX,
            articles: 0,
        }
    }
}

impl Programmes {
    /// As [`Programmes::default`], in bounded memory: of more than `limit` programmes the rare ones are forgotten, and of one
    /// programme only the first thousand spellings are told apart.
    #[must_use]
    pub fn bounded(limit: usize) -> Self {
        Self { tally: Tally::new(limit), limit, most: 1000, ..Self::default() }
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
            let unit = match m.kind_of {
                MentionType::Programme => false,
                MentionType::Place if m.level.is_some() => true,
                _ => return None,
            };
            Some(Seen { id: m.id, text: &m.text, name: m.name.as_deref(), unit, code: m.code.as_deref() })
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
            let (name, unit, code) = match &m.facts {
                Facts::Programme(p) => (p.name.as_deref(), false, None),
                Facts::Place(p) if p.level.is_some() => (None, true, p.code.as_deref()),
                _ => return None,
            };
            Some(Seen { id: m.id, text: &m.text, name, unit, code })
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
                periods: Vec::new(),
                names: Counts::new(self.most),
                places: Counts::new(self.most),
                forms: Counts::new(self.most),
            };
            let (gathered, first) = self.tally.add(&entry.key, article, entry.mentions.len() as u64, new);
            // Two entries of one article can be one programme of the archive: it counts once.
            if !first {
                continue;
            }
            gathered.names.add(&entry.name, &entry.name, 1);
            if let Some(period) = entry.period.as_deref()
                && gathered.periods.len() < PERIODS
                && gathered.periods.iter().all(|p| p != period)
            {
                gathered.periods.push(period.to_owned());
            }
            if let Some(date) = published {
                if gathered.first.as_deref().is_none_or(|f| date < f) {
                    gathered.first = Some(date.to_owned());
                }
                if gathered.last.as_deref().is_none_or(|l| date > l) {
                    gathered.last = Some(date.to_owned());
                }
            }
            let own = || mentions.iter().filter(|m| !m.unit && entry.mentions.contains(&m.id));
            for name in own().filter_map(|m| m.name) {
                let key = canonical(kind, name);
                if key != entry.key && (self.full.len() < self.limit || self.full.contains_key(&key)) {
                    self.full.entry(key).or_insert_with(|| Counts::new(FULL)).add(&entry.key, &entry.key, 1);
                }
            }
            let forms = own();
            once(forms.map(|m| (m.text.to_owned(), m.text)), &mut gathered.forms);
            let units = mentions.iter().filter(|m| m.unit);
            once(units.map(|m| (m.unit(), m.text)), &mut gathered.places);
        }
    }

    /// The programmes, those of most articles first, then by key.
    #[must_use]
    pub fn rows(self) -> Vec<Programme> {
        let mut rows: Vec<Programme> = self.joined().rows.into_iter().map(row).collect();
        rows.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
        rows
    }

    /// The first `top` programmes, and how many there are.
    #[must_use]
    pub fn ranked(self, top: usize) -> Ranked<Programme> {
        let Ranked { rows, distinct, lack } = self.joined().top(top);
        let counted = |r: Row<Gathered>| {
            let (key, articles, mentions) = (r.key.clone(), r.articles, r.mentions);
            Row { key, articles, mentions, value: row(r) }
        };
        Ranked { rows: rows.into_iter().map(counted).collect(), distinct, lack }
    }

    /// What was gathered, short names with the full ones. An article that speaks of both without telling that they are one
    /// counts twice.
    fn joined(self) -> Ranked<Gathered> {
        let Self { tally, full, .. } = self;
        let Ranked { rows, lack, .. } = tally.ranked();
        let numbers: FxHashMap<&str, usize> = rows.iter().enumerate().map(|(n, r)| (&*r.key, n)).collect();
        let mut of: Vec<usize> = (0..rows.len()).map(|n| full_name(&rows, &numbers, &full, n)).collect();
        for short in 0..rows.len() {
            if of[short] == short {
                for n in rare_names(&rows, &numbers, &full, short) {
                    if of[n] == n {
                        of[n] = short;
                    }
                }
            }
        }
        drop(numbers);
        let named = |n: usize| {
            let Row { key, value, articles, .. } = &rows[n];
            wording::Named {
                kind: value.kind,
                key,
                articles: *articles,
                registered: value.registry.is_some(),
                names: value.names.list.iter().map(|c| (&*c.text, c.articles)).collect(),
                quoted: value.forms.list.iter().any(|f| f.text.contains(QUOTES)),
                dates: value.first.as_deref().zip(value.last.as_deref()),
                periods: &value.periods,
                units: &value.places.by_key,
            }
        };
        let left: Vec<usize> = (0..rows.len()).filter(|&n| of[n] == n).collect();
        let names: Vec<wording::Named<'_>> = left.iter().map(|&n| named(n)).collect();
        for (n, full) in wording::joined(&names).into_iter().enumerate() {
            of[left[n]] = left[full];
        }
        drop(names);
        let mut kept: Vec<Option<Row<Gathered>>> = rows.into_iter().map(Some).collect();
        for n in 0..of.len() {
            let end = (0..LINKS).fold(n, |at, _| of[at]);
            if end != n
                && of[end] == end
                && let Some(other) = kept[n].take()
                && let Some(row) = &mut kept[end]
            {
                row.take(other);
            }
        }
        Ranked::of(kept.into_iter().flatten().collect(), lack)
    }
}

/// The row that number `n` counts with: itself, or that of the name it is short for in four of five articles that tell, if
/// these are no few.
fn full_name(
    rows: &[Row<Gathered>],
    numbers: &FxHashMap<&str, usize>,
    full: &FxHashMap<String, Counts>,
    n: usize,
) -> usize {
    let own = || {
        let counts = full.get(&*rows[n].key).filter(|_| rows[n].value.registry.is_none())?;
        let all: u64 = counts.list.iter().map(|c| c.articles).sum();
        let most = counts.list.iter().max_by_key(|c| c.articles)?;
        // A part of a work is the whole only to those who speak of nothing else.
        let part = adds_part(&rows[n].key, &most.text);
        let needed = if part { 1 } else { FEW };
        let clear = most.articles * 5 >= all * 4 && most.articles * needed >= rows[n].articles;
        numbers.get(&*most.text).copied().filter(|_| clear)
    };
    own().unwrap_or(n)
}

/// The rows that count with number `short`, a name that many articles use alone: rare ones that are fuller, in articles that
/// mostly use the short name too.
fn rare_names<'r>(
    rows: &'r [Row<Gathered>],
    numbers: &'r FxHashMap<&str, usize>,
    full: &'r FxHashMap<String, Counts>,
    short: usize,
) -> impl Iterator<Item = usize> + 'r {
    let fuller = full.get(&*rows[short].key).map(|counts| &*counts.list).unwrap_or_default();
    fuller.iter().filter_map(move |counted| {
        let n = *numbers.get(&*counted.text)?;
        let rare = rows[n].articles * FEW <= rows[short].articles && counted.articles * 2 >= rows[n].articles;
        (rare && n != short && rows[n].value.registry.is_none()).then_some(n)
    })
}

impl Row<Gathered> {
    /// Takes the counts of a shorter name.
    fn take(&mut self, other: Self) {
        self.articles += other.articles;
        self.mentions += other.mentions;
        let (own, other) = (&mut self.value, other.value);
        own.first = own.first.take().into_iter().chain(other.first).min();
        own.last = own.last.take().into_iter().chain(other.last).max();
        own.names.take(other.names);
        own.places.take(other.places);
        own.forms.take(other.forms);
    }
}

/// Counts each key of an article once.
fn once<'t>(texts: impl Iterator<Item = (String, &'t str)>, counts: &mut Counts) {
    let mut seen: Vec<(String, &str)> = texts.collect();
    seen.sort_by(|a, b| a.0.cmp(&b.0));
    seen.dedup_by(|a, b| a.0 == b.0);
    seen.into_iter().for_each(|(key, text)| counts.add(&key, text, 1));
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

    #[test]
    fn a_short_name_counts_with_the_one_it_is_short_for() {
        let article = |key: &str, names: &[&str]| {
            let mentions = names.iter().enumerate().map(|(n, name)| {
                format!(r#"{{"id": {n}, "type": "programme", "text": "dự án {name}", "name": "{name}"}}"#)
            });
            let (mentions, ids) = (mentions.collect::<Vec<_>>().join(","), 0..names.len());
            let ids = ids.map(|n| n.to_string()).collect::<Vec<_>>().join(",");
            let key = canonical("project", key);
            format!(
                r#"{{"mentions": [{mentions}], "programmes": [{{"name": "{}", "kind": "project", "registry": null,
                    "key": "{key}", "mentions": [{ids}]}}]}}"#,
                names[0]
            )
        };
        let (full, other) = ("cải tạo chợ đầu mối Kim Lâu", "mở rộng bến xe Kim Lâu");
        let lines = [
            article(full, &[full, "chợ Kim Lâu"]),
            article("chợ Kim Lâu", &["chợ Kim Lâu"]),
            article(full, &[full, "Kim Lâu"]),
            article(other, &[other, "Kim Lâu"]),
            article("Kim Lâu", &["Kim Lâu"]),
        ];
        let mut archive = Programmes::default();
        for line in &lines {
            assert!(archive.add(line).expect("a record"));
        }
        let rows = archive.rows();
        // `Kim Lâu` is short for two: it stays by itself.
        let counts: Vec<(&str, u64, u64)> = rows.iter().map(|r| (&*r.name, r.articles, r.mentions)).collect();
        assert_eq!(counts, [(full, 3, 5), ("Kim Lâu", 1, 1), (other, 1, 2)]);
        assert_eq!(
            rows[0].forms.iter().map(|f| &*f.text).collect::<Vec<_>>(),
            [
                // Both in two articles: the order of the bytes.
                "dự án chợ Kim Lâu",
                "dự án cải tạo chợ đầu mối Kim Lâu",
                "dự án Kim Lâu"
            ]
        );
    }
}
