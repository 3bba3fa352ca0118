//! The lexicons of the data folder, loaded.
//!
//! Enters: the embedded TSV files, in the standard form `form class value note` (columns `class` and `value` say what a
//! phrase is; `note` is for people). Leaves: a [`Lexicon`]. The text is built into the program; loading takes a few
//! milliseconds, once, at first use (the bench `startup` watches it).

use std::sync::{LazyLock, OnceLock};

use crate::error::{Error, ErrorKind, Stage};
use crate::intern::{SylId, Vocabulary, WordCache, fold};
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::registry::Registry;
use crate::lexicon::table::Table;
use crate::lexicon::trie::Trie;
use crate::token::syllable::{TokenKind, tokenise};

/// The columns of a standard lexicon file.
pub const COLUMNS: [&str; 4] = ["form", "class", "value", "note"];

macro_rules! embedded {
    ($($path:literal,)*) => {
        /// Every standard lexicon file: its path under `data/lexicon` and its text.
        pub const FILES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/", $path))),)*];
    };
}

embedded! {
    "date/words.tsv",
    "duration/words.tsv",
    "money/words.tsv",
    "number/words.tsv",
    "percent/words.tsv",
    "quantity/indicator.tsv",
    "quantity/words.tsv",
    "office/titles.tsv",
    "office/words.tsv",
    "organisation/heads.tsv",
    "organisation/names.tsv",
    "organisation/words.tsv",
    "person/foreign.tsv",
    "person/middle.tsv",
    "person/surnames.tsv",
    "person/words.tsv",
    "place/heads.tsv",
    "place/names.tsv",
    "place/words.tsv",
    "place/world.tsv",
    "document/words.tsv",
    "programme/words.tsv",
}

/// Version of the data, stated in every record.
pub const DATA_VERSION: &str = "2026.11.0";

/// One row of a lexicon.
#[derive(Debug)]
pub struct Row {
    /// The phrase as the file spells it.
    pub form: Box<str>,
    /// Its class.
    pub class: Class,
    /// What it stands for, in the terms of its class.
    pub value: Box<str>,
    /// `value` as a number, if it is one.
    pub number: Option<f64>,
}

/// All lexicons.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The words that some lexicon names.
    pub vocabulary: Vocabulary,
    /// The phrases.
    pub trie: Trie,
    rows: Vec<Row>,
    flags: OnceLock<Vec<u16>>,
}

impl Lexicon {
    /// The lexicons built into the program.
    ///
    /// ```
    /// use tinviet::lexicon::{class::Class, store::Lexicon};
    /// let lexicon = Lexicon::embedded();
    /// assert!(lexicon.find("ngày").any(|row| row.class == Class::DateDay));
    /// ```
    ///
    /// # Panics
    /// If an embedded file is malformed; a test loads them all.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| {
            let mut lexicon = Lexicon::default();
            for (name, text) in FILES {
                lexicon.load(name, text).expect("the embedded lexicons are well-formed: a test loads them");
            }
            lexicon.load_registry(Registry::embedded());
            lexicon.finish();
            lexicon
        });
        &EMBEDDED
    }

    /// Adds the rows of a standard file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with file and line for a wrong header, an unknown class or an empty form.
    pub fn load(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let table = Table::parse(name, text, &COLUMNS)?;
        let mut split = Splitter::default();
        for (line, row) in table.numbered() {
            let bad = |what: &str| Error::new(ErrorKind::Data, Stage::Parse, format!("{name}:{line}: {what}"));
            let class = Class::from_name(row[1]).ok_or_else(|| bad(&format!("unknown class {:?}", row[1])))?;
            if !self.add(&mut split, row[0], class, row[2]) {
                return Err(bad("empty form"));
            }
        }
        Ok(())
    }

    /// Adds the names of programmes; forms with digits are left out, as phrases hold none.
    fn load_registry(&mut self, registry: &Registry) {
        let mut split = Splitter::default();
        for entry in registry.entries.iter().filter(|e| e.kind != "resolution-theme") {
            for form in entry.forms().filter(|f| !f.bytes().any(|b| b.is_ascii_digit())) {
                self.add(&mut split, form, Class::ProgrammeName, &entry.id);
            }
        }
    }

    /// Adds one phrase; false if it holds no word or mark.
    fn add(&mut self, split: &mut Splitter, form: &str, class: Class, value: &str) -> bool {
        let phrase = split.ids(form, &mut self.vocabulary);
        if phrase.is_empty() {
            return false;
        }
        self.trie.insert(phrase, class, self.rows.len() as u32);
        self.rows.push(Row { form: form.into(), class, value: value.into(), number: value.parse().ok() });
        true
    }

    /// Makes the lexicon ready for look-ups; call after the last file.
    pub fn finish(&mut self) {
        self.trie.finish(self.vocabulary.bound());
    }

    /// A number of flags for each set of classes (see [`Trie::sets`]), made by `flags` the first time.
    ///
    /// It is for the layer above to say what they mean; there is room for one meaning.
    pub fn flags(&self, flags: impl Fn(&ClassSet) -> u16) -> &[u16] {
        self.flags.get_or_init(|| self.trie.sets().iter().map(flags).collect())
    }

    /// The row of a match.
    #[inline]
    #[must_use]
    pub fn row(&self, row: u32) -> &Row {
        &self.rows[row as usize]
    }

    /// The rows of exactly the phrase `form`, in any case and spelling variant.
    pub fn find(&self, form: &str) -> impl Iterator<Item = &Row> {
        let mut tokens = Vec::new();
        tokenise(form, 0..form.len(), &self.vocabulary, &mut WordCache::default(), &mut tokens);
        let ids: Vec<SylId> = tokens.iter().map(|t| t.id).collect();
        let rows: Vec<u32> = self.trie.get(&ids).map(|(_, row)| row).collect();
        rows.into_iter().map(|row| self.row(row))
    }

    /// All rows in the order of loading.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }
}

/// Splits the forms of lexicons just as text is split.
#[derive(Default)]
struct Splitter {
    cache: WordCache,
    empty: Vocabulary,
    tokens: Vec<crate::token::syllable::Token>,
    ids: Vec<SylId>,
    key: String,
}

impl Splitter {
    fn ids(&mut self, form: &str, vocabulary: &mut Vocabulary) -> &[SylId] {
        self.tokens.clear();
        self.ids.clear();
        tokenise(form, 0..form.len(), &self.empty, &mut self.cache, &mut self.tokens);
        for t in &self.tokens {
            self.ids.push(if t.kind == TokenKind::Word {
                self.key.clear();
                fold(t.span().of(form), &mut self.key);
                vocabulary.intern(&self.key)
            } else {
                t.id
            });
        }
        &self.ids
    }
}
