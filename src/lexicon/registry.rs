//! The registry of national programmes, movements and strategies.
//!
//! Enters: `data/lexicon/programme/registry.tsv` (columns `id name kind aliases document period`; names and aliases
//! without kind word and quotes). Leaves: [`Registry`], looked up by [`key`]. Not done here: finding names in text.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use crate::error::{Error, ErrorKind, Stage};
use crate::lexicon::key::{canonical, is_year, key};
use crate::lexicon::table::Table;

/// The kinds of programmes, as the record writes them.
pub const KINDS: [&str; 10] = [
    "programme",
    "scheme",
    "project",
    "plan",
    "strategy",
    "campaign",
    "movement",
    "title",
    "observance",
    "resolution-theme",
];

/// One instance of a programme: a name may return with a new period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stable identifier in ASCII.
    pub id: Box<str>,
    /// Name without kind word and quotes.
    pub name: Box<str>,
    /// The key of the name ([`key`]).
    pub key: Box<str>,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// Other names and nicknames, without kind word.
    pub aliases: Vec<Box<str>>,
    /// The deciding document, where known.
    pub document: Option<Box<str>>,
    /// ISO interval of years, where known.
    pub period: Option<Box<str>>,
}

impl Entry {
    /// Name and aliases.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.name).chain(self.aliases.iter().map(|a| &**a))
    }
}

/// All entries, found again by key.
#[derive(Debug, Default)]
pub struct Registry {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    by_key: FxHashMap<String, Vec<u32>>,
    /// By kind and canonical key ([`canonical`]): wordings that no row lists. Made when first asked for: most runs of the
    /// program end before.
    by_wording: OnceLock<FxHashMap<String, Vec<u32>>>,
}

impl Registry {
    /// The registry built into the program.
    ///
    /// # Panics
    /// If the embedded file is malformed; a test loads it.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Registry> = LazyLock::new(|| {
            let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/programme/registry.tsv"));
            Registry::parse("programme/registry.tsv", text)
                .expect("the embedded registry is well-formed: a test loads it")
        });
        &EMBEDDED
    }

    /// Reads a registry file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with file and line for a wrong header or an unknown kind.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let table = Table::parse(name, text, &["id", "name", "kind", "aliases", "document", "period"])?;
        let mut registry = Self::default();
        for (line, row) in table.numbered() {
            let kind = KINDS.iter().find(|k| **k == row[2]).ok_or_else(|| {
                Error::new(ErrorKind::Data, Stage::Parse, format!("{name}:{line}: unknown kind {:?}", row[2]))
            })?;
            let some = |field: &str| Some(field).filter(|f| !f.is_empty()).map(Into::into);
            let entry = Entry {
                id: row[0].into(),
                name: row[1].into(),
                key: key(row[1]).into(),
                kind,
                aliases: row[3].split("; ").filter(|a| !a.is_empty()).map(Into::into).collect(),
                document: some(row[4]),
                period: some(row[5]),
            };
            let n = registry.entries.len() as u32;
            for form in entry.forms() {
                let list = registry.by_key.entry(key(form)).or_default();
                if list.last() != Some(&n) {
                    list.push(n);
                }
            }
            registry.entries.push(entry);
        }
        Ok(registry)
    }

    /// The entries with the key of `name`, in the order of the file.
    pub fn find(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.with_key(&key(name))
    }

    /// The entries with a key ([`key`]), in the order of the file.
    pub fn with_key<'r>(&'r self, key: &str) -> impl Iterator<Item = &'r Entry> + use<'r> {
        self.by_key.get(key).into_iter().flatten().map(|&n| &self.entries[n as usize])
    }

    /// The entries of a kind one of whose names is a wording of that with this canonical key ([`canonical`]): the year of an
    /// edition left out, and of observances what comes behind their name.
    pub fn worded<'r>(&'r self, kind: &str, canonical: &str) -> impl Iterator<Item = &'r Entry> + use<'r> {
        let by_wording = self.by_wording.get_or_init(|| self.wordings());
        let mut rest = canonical;
        let mut found = by_wording.get(rest);
        while found.is_none()
            && let Some((shorter, last)) = rest.rsplit_once(' ')
            && (kind == "observance" || is_year(last))
            && shorter.split(' ').count() > 2
        {
            rest = shorter;
            found = by_wording.get(rest);
        }
        found.into_iter().flatten().map(|&n| &self.entries[n as usize])
    }

    fn wordings(&self) -> FxHashMap<String, Vec<u32>> {
        let mut by_wording: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (n, entry) in (0..).zip(&self.entries) {
            // A nickname of one word is only what it says, and so is the name of one edition.
            let edition = |form: &str| form.rsplit(' ').next().is_some_and(is_year);
            for form in entry.forms().filter(|form| form.contains(' ') && !edition(form)) {
                let list = by_wording.entry(canonical(entry.kind, form)).or_default();
                if list.last() != Some(&n) {
                    list.push(n);
                }
            }
        }
        by_wording
    }

    /// The entry with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| &*e.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_registry_loads_and_has_unique_ids() {
        let registry = Registry::embedded();
        for (n, entry) in registry.entries.iter().enumerate() {
            assert!(registry.entries[n + 1..].iter().all(|e| e.id != entry.id), "{} twice", entry.id);
            assert!(entry.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{}", entry.id);
        }
    }

    #[test]
    fn names_are_found_by_variants_and_periods_are_instances() {
        let registry = Registry::embedded();
        let periods: Vec<_> =
            registry.find("MTQG xây dựng nông thôn mới").filter_map(|e| e.period.as_deref()).collect();
        assert_eq!(periods, ["2010/2020", "2016/2020", "2021/2025"]);
        assert_eq!(registry.find("toàn dân đoàn kết xây dựng đời sống văn hoá").count(), 1);
        assert!(registry.find("Toàn dân").next().is_none());
    }

    #[test]
    fn wordings_and_editions_are_found() {
        let registry = Registry::embedded();
        let id = |kind: &str, name: &str| registry.worded(kind, &canonical(kind, name)).next().map(|e| &*e.id);
        let line = "đường sắt đô thị Hà Nội, tuyến Cát Linh - Hà Đông";
        assert_eq!(id("project", line), Some("duong-sat-do-thi-cat-linh-ha-dong"));
        assert_eq!(id("observance", "Năm Du lịch quốc gia Kim Lâu"), Some("nam-du-lich-quoc-gia"));
        assert_eq!(id("programme", "Mẹ đỡ đầu 2024"), Some("me-do-dau"));
        assert_eq!(id("project", "chợ Kim Lâu"), None);
        assert_eq!(id("observance", "Tháng Kim Lâu"), None);
    }

    #[test]
    fn a_bad_kind_is_reported_with_its_line() {
        let error = Registry::parse("x.tsv", "id\tname\tkind\taliases\tdocument\tperiod\na\tA\tfund\t\t\t\n");
        assert!(error.is_err_and(|e| e.to_string().contains("x.tsv:2")));
    }
}
