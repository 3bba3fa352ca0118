//! A folder, searched in the order of paths.
//!
//! Enters: the path of a folder. Leaves: its files, one after the other, as inputs to open. Not done here: opening them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::failure::read_error;
use super::name::{format_of, shown, stem};
use super::{Body, Container, Context, Data, Opening, Origin, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};

/// A folder under way.
pub(super) struct Walk {
    root: PathBuf,
    entries: walkdir::IntoIter,
    found: u64,
    done: bool,
}

impl Walk {
    pub(super) fn new(root: PathBuf) -> Self {
        let entries = WalkDir::new(&root).follow_links(true).sort_by(by_path).into_iter();
        Self { root, entries, found: 0, done: false }
    }

    /// What becomes of an entry that the folder lists and that cannot be looked at.
    fn lost(&mut self, error: &walkdir::Error, cx: &Context) -> Option<Unit> {
        let path = error.path().unwrap_or(&self.root);
        let link = path.symlink_metadata().is_ok_and(|m| m.is_symlink());
        // A link back to a folder above leads to nothing new, and one to nowhere matters only if its name is that of an
        // article.
        if error.loop_ancestor().is_some() || link && format_of(&shown(path)).is_none() {
            cx.pass_over();
            return None;
        }
        self.found += 1;
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let origin = Origin::file(shown(path), stem(&shown(below)));
        let error = match error.io_error() {
            Some(io) => read_error(&origin.path, None, io, None),
            None => Error::new(ErrorKind::Unreadable, Stage::Read, error.to_string()),
        };
        Some(Unit { origin: Arc::new(origin), body: Body::Failed { error, line: None } })
    }
}

impl Container for Walk {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        while let Some(entry) = self.entries.next() {
            let entry = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => entry,
                Err(error) => match self.lost(&error, cx) {
                    Some(unit) => return Some(Step::Unit(unit)),
                    None => continue,
                },
            };
            let path = shown(entry.path());
            let below = shown(entry.path().strip_prefix(&self.root).unwrap_or(entry.path()));
            if !entry.file_type().is_file() || !cx.wanted(&path, &below) || is_output(entry.path(), cx) {
                cx.pass_over();
                continue;
            }
            self.found += 1;
            return Some(Step::Input(Opening {
                origin: Origin::file(path, stem(&below)),
                name: below,
                data: Data::Path(entry.into_path()),
            }));
        }
        if self.found > 0 || std::mem::replace(&mut self.done, true) {
            return None;
        }
        let path = shown(&self.root);
        let body = Body::Notice(format!(
            "{path}: no articles here (.txt, .html, .jsonl, .json, .csv, .warc, .zip and others; --include names more)"
        ));
        Some(Step::Unit(Unit { body, origin: Arc::new(Origin::file(path.clone(), path)) }))
    }
}

fn is_output(path: &Path, cx: &Context) -> bool {
    cx.options.exclude.iter().any(|out| {
        (out.file_name() == path.file_name() || out.is_dir()) && path.canonicalize().is_ok_and(|p| p.starts_with(out))
    })
}

/// Siblings so that whole paths come in byte order: a folder counts as its name and a slash.
fn by_path(a: &walkdir::DirEntry, b: &walkdir::DirEntry) -> std::cmp::Ordering {
    fn key(e: &walkdir::DirEntry) -> impl Iterator<Item = u8> {
        e.file_name().as_encoded_bytes().iter().copied().chain(e.file_type().is_dir().then_some(b'/'))
    }
    key(a).cmp(key(b))
}
