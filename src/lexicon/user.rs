//! A user's own words.
//!
//! Enters: a folder of standard lexicon files (see [`store`](super::store)). Leaves: [`UserWords`], their texts, for
//! [`Lexicon::with`](super::store::Lexicon::with). Not done here: whether their rows can be used.

#![allow(clippy::disallowed_methods, reason = "the files of a user are opened here")]

use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3Default;

use crate::error::{Error, ErrorKind, Stage};

/// Lexicon files of a user, in a fixed order.
#[derive(Debug, Clone, Default)]
pub struct UserWords {
    files: Vec<(String, String)>,
}

impl UserWords {
    /// Reads every `.tsv` file of the folder `path` and of those in it, in the order of their paths; or the one file.
    ///
    /// # Errors
    /// Where there is no such file, and where one cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let mut words = Self::default();
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|e| {
                let kind = if path.exists() { ErrorKind::Unreadable } else { ErrorKind::NotFound };
                Error::new(kind, Stage::Read, e.to_string())
            })?;
            if !entry.file_type().is_file() || entry.path().extension().is_none_or(|e| e != "tsv") {
                continue;
            }
            let name = entry.path().display().to_string();
            let bytes = fs::read(entry.path())
                .map_err(|e| Error::new(ErrorKind::Unreadable, Stage::Read, format!("{name}: {e}")))?;
            let text = str::from_utf8(&bytes).map_err(|e| {
                let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
                Error::new(ErrorKind::NotText, Stage::Decode, format!("{name}:{line}: not UTF-8"))
            })?;
            words.add(name, text);
        }
        if words.files.is_empty() {
            let message = format!("{}: no .tsv file here", path.display());
            return Err(Error::new(ErrorKind::Empty, Stage::Read, message));
        }
        Ok(words)
    }

    /// Adds a file by its text; letters are composed and a byte order mark is dropped.
    pub fn add(&mut self, name: impl Into<String>, text: &str) {
        self.files.push((name.into(), text.trim_start_matches('\u{feff}').nfc().collect()));
    }

    /// The files: name and text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// A short hash of what the files say, not of their names.
    #[must_use]
    pub fn hash(&self) -> u32 {
        let mut hash = Xxh3Default::new();
        for (_, text) in &self.files {
            hash.update(text.as_bytes());
            hash.update(b"\0");
        }
        hash.digest() as u32
    }
}
