//! The lexicons of the data folder, loaded.
//!
//! Enters: the embedded TSV files, in the standard form `form class value note` (columns `class` and `value` say what a
//! phrase is; `note` is for people). Leaves: a [`Lexicon`]. The text is built into the program; loading takes a few
//! milliseconds, once, at first use (the bench `startup` watches it).

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use crate::error::{Error, ErrorKind, Stage};
use crate::intern::{Interning, SylId, Uncached, Vocabulary, WordCache, fold};
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::registry::Registry;
use crate::lexicon::table::Table;
use crate::lexicon::trie::Trie;
use crate::lexicon::user::UserWords;
use crate::lexicon::values::{Head, check_form, check_value, class_of};
use crate::token::syllable::tokenise;

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
pub const DATA_VERSION: &str = "2026.11.1";

/// One row of a lexicon.
#[derive(Debug)]
pub struct Row {
    /// The phrase as the file spells it.
    pub form: Cow<'static, str>,
    /// Its class.
    pub class: Class,
    /// What it stands for, in the terms of its class.
    pub value: Cow<'static, str>,
    /// `value` as a number, if it is one.
    pub number: Option<f64>,
    /// One past its place among the heads, see [`Lexicon::head`]; 0: it is none.
    head: u32,
}

/// All lexicons.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The words that some lexicon names.
    pub vocabulary: Vocabulary,
    /// The phrases.
    pub trie: Trie,
    rows: Vec<Row>,
    heads: Vec<Head>,
    flags: OnceLock<Vec<[u16; 2]>>,
    user: Option<u32>,
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
            Lexicon::default()
                .complete(&mut Splitter::default())
                .expect("the embedded lexicons are well-formed: a test loads them")
        });
        &EMBEDDED
    }

    /// The lexicons built into the program and a user's words. Of two rows of one form and class the user's is taken.
    ///
    /// A title (`office.title`) is also one that shows that the name beside it is a person's (`person.title`).
    ///
    /// ```
    /// use tinviet::lexicon::{store::Lexicon, user::UserWords};
    /// let mut words = UserWords::default();
    /// words.add("mine.tsv", "form\tclass\tvalue\tnote\nMây Ngàn\tperson.known\t\ta pen name\n");
    /// let lexicon = Lexicon::with(&words).unwrap();
    /// assert_eq!(lexicon.find("mây ngàn").count(), 1);
    /// assert!(lexicon.version().contains("+user."));
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with file and line for a row that cannot be read.
    pub fn with(words: &UserWords) -> Result<Self, Error> {
        let mut lexicon = Self { user: Some(words.hash()), ..Self::default() };
        let mut split = Splitter::default();
        for (name, text) in words.files() {
            lexicon.load_file(&mut split, name, text, owned)?;
        }
        let titles: Vec<Cow<'static, str>> =
            lexicon.rows.iter().filter(|row| row.class == Class::OfficeTitle).map(|row| row.form.clone()).collect();
        for title in titles {
            lexicon.add(&mut split, title, Class::PersonTitle, Cow::Borrowed(""));
        }
        lexicon.complete(&mut split)
    }

    /// Adds what is built in.
    fn complete(mut self, split: &mut Splitter) -> Result<Self, Error> {
        for (name, text) in FILES {
            self.load_file(split, name, text, Cow::Borrowed)?;
        }
        self.load_registry(split, Registry::embedded());
        self.finish();
        Ok(self)
    }

    /// Version of the data, with a hash of a user's words where there are some.
    #[must_use]
    pub fn version(&self) -> Cow<'static, str> {
        match self.user {
            None => DATA_VERSION.into(),
            Some(hash) => format!("{DATA_VERSION}+user.{hash:08x}").into(),
        }
    }

    /// Adds the rows of a standard file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with file and line for a wrong header and for a row that says nothing ([`class_of`]).
    pub fn load(&mut self, name: &str, text: &str) -> Result<(), Error> {
        // Not kept: what it remembers holds for one vocabulary.
        self.load_file(&mut Splitter::default(), name, text, owned)
    }

    /// `keep` makes the fields last: those that are part of the program do so as they are.
    fn load_file<'t>(
        &mut self,
        split: &mut Splitter,
        name: &'t str,
        text: &'t str,
        keep: fn(&'t str) -> Cow<'static, str>,
    ) -> Result<(), Error> {
        let table = Table::parse(name, text, &COLUMNS)?;
        // The rows of a class, and of a value, stand together in most files.
        let mut last = None;
        for (line, row) in table.numbered() {
            let bad = |what: String| Error::new(ErrorKind::Data, Stage::Parse, format!("{name}:{line}: {what}"));
            let class = match last {
                Some((name, class, value)) if name == row[1] => {
                    let value = if value == row[2] { Ok(()) } else { check_value(row[0], class, row[2]) };
                    check_form(row[0]).and(value).map(|()| class)
                }
                _ => class_of(row[0], row[1], row[2]),
            };
            let class = class.map_err(bad)?;
            last = Some((row[1], class, row[2]));
            if !self.add(split, keep(row[0]), class, keep(row[2])) {
                return Err(bad(format!("no word in a form: {}", row[0])));
            }
        }
        Ok(())
    }

    /// Adds the names of programmes; forms with digits are left out, as phrases hold none.
    fn load_registry(&mut self, split: &mut Splitter, registry: &'static Registry) {
        for entry in registry.entries.iter().filter(|e| e.kind != "resolution-theme") {
            for form in entry.forms().filter(|f| !f.bytes().any(|b| b.is_ascii_digit())) {
                self.add(split, form.into(), Class::ProgrammeName, Cow::Borrowed(&entry.id));
            }
        }
    }

    /// Adds one phrase; false if it holds no word or mark.
    fn add(&mut self, split: &mut Splitter, form: Cow<'static, str>, class: Class, value: Cow<'static, str>) -> bool {
        let phrase = split.ids(&form, &mut self.vocabulary);
        if phrase.is_empty() {
            return false;
        }
        self.trie.insert(phrase, class, self.rows.len() as u32);
        let head = Head::of(class, &value).map_or(0, |head| {
            self.heads.push(head);
            self.heads.len() as u32
        });
        let number = value.parse().ok();
        self.rows.push(Row { form, class, value, number, head });
        true
    }

    /// Makes the lexicon ready for look-ups; call after the last file.
    pub fn finish(&mut self) {
        self.trie.finish(self.vocabulary.bound());
    }

    /// Two numbers of flags for each set of classes (see [`Trie::sets`]), made by `flags` the first time.
    ///
    /// It is for the layer above to say what they mean; there is room for one meaning.
    pub fn flags(&self, flags: impl Fn(&ClassSet) -> [u16; 2]) -> &[[u16; 2]] {
        self.flags.get_or_init(|| self.trie.sets().iter().map(flags).collect())
    }

    /// The row of a match.
    #[inline]
    #[must_use]
    pub fn row(&self, row: u32) -> &Row {
        &self.rows[row as usize]
    }

    /// What the row of a match says as the head of an organisation or the designation of a place; nothing if it is neither.
    #[inline]
    #[must_use]
    pub fn head(&self, row: u32) -> Head {
        let place = (self.row(row).head as usize).wrapping_sub(1);
        self.heads.get(place).copied().unwrap_or_default()
    }

    /// The rows of exactly the phrase `form`, in any case and spelling variant.
    pub fn find(&self, form: &str) -> impl Iterator<Item = &Row> {
        let mut tokens = Vec::new();
        tokenise(form, &self.vocabulary, &mut Uncached::default(), &mut tokens);
        let ids: Vec<SylId> = tokens.iter().map(|t| t.id).collect();
        let rows: Vec<u32> = self.trie.get(&ids).map(|(_, row)| row).collect();
        rows.into_iter().map(|row| self.row(row))
    }

    /// All rows in the order of loading.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }
}

/// A field of a text that does not last.
fn owned(field: &str) -> Cow<'static, str> {
    Cow::Owned(field.to_owned())
}

/// Splits the forms of one lexicon's files just as text is split.
#[derive(Default)]
struct Splitter {
    words: WordCache,
    none: Vocabulary,
    tokens: Vec<crate::token::syllable::Token>,
    ids: Vec<SylId>,
}

impl Splitter {
    fn ids(&mut self, form: &str, vocabulary: &mut Vocabulary) -> &[SylId] {
        self.tokens.clear();
        self.ids.clear();
        let mut words = Interning { words: &mut self.words, vocabulary: &mut *vocabulary };
        tokenise(form, &self.none, &mut words, &mut self.tokens);
        for token in &self.tokens {
            // Pieces of scripts without spaces have none; in a lexicon they are words like others.
            self.ids.push(if token.id == SylId::UNKNOWN {
                let mut key = String::new();
                fold(token.span().of(form), &mut key);
                vocabulary.intern(&key)
            } else {
                token.id
            });
        }
        &self.ids
    }
}
