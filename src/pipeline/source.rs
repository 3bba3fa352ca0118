//! Files, folders and standard input, cut into units of work.
//!
//! Enters: paths. Leaves: [`Unit`]s in a fixed order: one text file each, or some whole lines of a JSONL file, as bytes,
//! decompressed. Nothing is kept but what is under way, so memory does not grow with the archive; only a single long line
//! or file makes it grow, up to `max_doc_bytes`. Not done here: decoding and parsing (workers do that, side by side).

#![allow(clippy::disallowed_methods, reason = "this module is where inputs are opened")]

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind as Io, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use walkdir::WalkDir;

use super::lines::Lines;
use crate::error::{Error, ErrorKind, Stage};
use crate::html::MAX_PAGE_BYTES;

/// What one argument stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file or a folder.
    Path(PathBuf),
}

/// How the bytes of an input are cut into documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One article, or several one after the other.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// One HTML page.
    Html,
}

impl Format {
    /// The name in the record.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
        }
    }
}

/// Choices about reading.
#[derive(Debug, Clone)]
pub struct SourceOptions {
    /// Format of every input; found out by suffix and first byte where absent.
    pub format: Option<Format>,
    /// A file or line of more bytes is not read.
    pub max_doc_bytes: u64,
    /// About how many bytes of lines one unit holds.
    pub chunk_bytes: usize,
    /// Each line of JSONL has to give a record, so nothing is said of an input without any.
    pub every_line: bool,
    /// Files, and folders with all that is in them, that are passed over in folders: the outputs of this run.
    pub exclude: Vec<PathBuf>,
    /// Counts the bytes read, before decompression.
    pub consumed: Arc<AtomicU64>,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            format: None,
            max_doc_bytes: 256 << 20,
            chunk_bytes: 128 << 10,
            every_line: false,
            exclude: Vec::new(),
            consumed: Arc::default(),
        }
    }
}

/// Which input a unit came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The path as found, with `/` between its parts; `-` for standard input.
    pub path: String,
    /// The id of the first article: the path below the argument, without suffixes.
    pub stem: String,
    /// How the input is cut; absent where it could not be opened.
    pub format: Option<Format>,
}

/// A piece of work.
#[derive(Debug)]
pub struct Unit {
    /// Where it came from.
    pub origin: Arc<Origin>,
    /// What it is.
    pub body: Body,
}

/// What a unit holds.
#[derive(Debug)]
pub enum Body {
    /// The bytes of one text file.
    File(Vec<u8>),
    /// Whole lines, and the number of the first one.
    Lines {
        /// The lines with their line ends.
        data: Vec<u8>,
        /// Number of the first line, from 1.
        first: u64,
    },
    /// An input, or a line of it, that could not be read.
    Failed {
        /// What happened.
        error: Error,
        /// The line it concerns.
        line: Option<u64>,
    },
    /// Something the user should hear of that is no failure.
    Notice(String),
}

impl Unit {
    /// Number of bytes held.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.body {
            Body::File(data) | Body::Lines { data, .. } => data.len(),
            Body::Failed { .. } | Body::Notice(_) => 0,
        }
    }

    /// Whether there are no bytes to work on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The inputs of a run, read one after the other.
pub struct Source {
    inputs: VecDeque<Input>,
    options: SourceOptions,
    walk: Option<Walk>,
    lines: Option<Lines>,
    passed_over: Arc<AtomicU64>,
}

/// A folder under way.
struct Walk {
    root: PathBuf,
    entries: walkdir::IntoIter,
    found: u64,
}

impl Source {
    /// The source of `inputs`, in this order.
    #[must_use]
    pub fn new(inputs: Vec<Input>, options: SourceOptions) -> Self {
        Self { inputs: inputs.into(), options, walk: None, lines: None, passed_over: Arc::default() }
    }

    /// A counter of the files in folders that were passed over because of their suffix.
    #[must_use]
    pub fn passed_over(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.passed_over)
    }

    /// Whether standard input is among the inputs, so that reading may wait for ever.
    #[must_use]
    pub fn may_block(&self) -> bool {
        self.inputs.iter().any(|i| match i {
            Input::Stdin => true,
            Input::Path(p) => !p.metadata().is_ok_and(|m| m.is_file() || m.is_dir()),
        })
    }

    /// The next unit; `None` after the last one.
    pub fn next_unit(&mut self) -> Option<Unit> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next(self.options.chunk_bytes, self.options.max_doc_bytes) {
                    Some(unit) => return Some(unit),
                    None => self.lines = None,
                }
            }
            if self.walk.is_some() {
                if let Some(unit) = self.step() {
                    return Some(unit);
                }
                continue;
            }
            let opened = match self.inputs.pop_front()? {
                Input::Stdin => {
                    let origin = Origin { path: "-".into(), stem: "stdin".into(), format: None };
                    self.open(origin, Path::new(""), |options| {
                        let consumed = Arc::clone(&options.consumed);
                        Ok((Box::new(Counted { inner: io::stdin(), consumed }), None))
                    })
                }
                Input::Path(path) if path.is_dir() => {
                    let entries = WalkDir::new(&path).follow_links(true).sort_by(by_path).into_iter();
                    self.walk = Some(Walk { root: path, entries, found: 0 });
                    None
                }
                Input::Path(path) => {
                    let name = path.file_name().map_or(path.as_path(), Path::new);
                    self.open_file(&path, name)
                }
            };
            if opened.is_some() {
                return opened;
            }
        }
    }

    /// One entry of the folder under way.
    fn step(&mut self) -> Option<Unit> {
        let walk = self.walk.as_mut()?;
        let Some(entry) = walk.entries.next() else {
            let walk = self.walk.take()?;
            let path = shown(&walk.root);
            return (walk.found == 0).then(|| Unit {
                body: Body::Notice(format!(
                    "{path}: no .txt, .jsonl, .ndjson or .html files (nor .gz, .zst of them) here"
                )),
                origin: Arc::new(Origin { stem: path.clone(), path, format: None }),
            });
        };
        let entry = match entry {
            Ok(entry) if entry.file_type().is_dir() => return None,
            Ok(entry) => entry,
            Err(error) => return self.lost(&error),
        };
        let regular = entry.file_type().is_file();
        if !regular || format_of(entry.path()).is_none() || self.is_output(entry.path()) {
            self.passed_over.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let walk = self.walk.as_mut()?;
        walk.found += 1;
        let below = entry.path().strip_prefix(&walk.root).unwrap_or(entry.path()).to_owned();
        self.open_file(entry.path(), &below)
    }

    /// What becomes of an entry that the folder lists and that cannot be looked at.
    fn lost(&mut self, error: &walkdir::Error) -> Option<Unit> {
        let walk = self.walk.as_mut()?;
        let path = error.path().unwrap_or(&walk.root);
        let link = path.symlink_metadata().is_ok_and(|m| m.is_symlink());
        // A link back to a folder above leads to nothing new, and one to nowhere matters only if its name is that of an
        // article.
        if error.loop_ancestor().is_some() || link && format_of(path).is_none() {
            self.passed_over.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        walk.found += 1;
        let below = path.strip_prefix(&walk.root).unwrap_or(path);
        let origin = Origin { path: shown(path), stem: stem(below), format: None };
        let error = match error.io_error() {
            Some(io) => read_error(&origin.path, None, io, None),
            None => Error::new(ErrorKind::Unreadable, Stage::Read, error.to_string()),
        };
        Some(Unit { origin: Arc::new(origin), body: Body::Failed { error, line: None } })
    }

    fn is_output(&self, path: &Path) -> bool {
        self.options.exclude.iter().any(|out| {
            (out.file_name() == path.file_name() || out.is_dir())
                && path.canonicalize().is_ok_and(|p| p.starts_with(out))
        })
    }

    fn open_file(&mut self, path: &Path, below: &Path) -> Option<Unit> {
        let origin = Origin { path: shown(path), stem: stem(below), format: None };
        self.open(origin, below, |options| {
            let file = File::open(path)?;
            let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
            Ok((Box::new(Counted { inner: file, consumed: Arc::clone(&options.consumed) }), size))
        })
    }

    /// Opens an input: a text file is read here and now, of a JSONL file only the beginning.
    fn open(
        &mut self,
        mut origin: Origin,
        below: &Path,
        open: impl FnOnce(&SourceOptions) -> io::Result<(Box<dyn Read + Send>, Option<u64>)>,
    ) -> Option<Unit> {
        let failed = |origin: Origin, error: Error| {
            Some(Unit { origin: Arc::new(origin), body: Body::Failed { error, line: None } })
        };
        let (mut reader, size) = match open(&self.options) {
            Ok(opened) => opened,
            Err(error) => {
                let error = read_error(&origin.path, None, &error, None);
                return failed(origin, error);
            }
        };
        // What has no size is a pipe, a terminal, or a device: it may be slow.
        let live = size.is_none();
        let mut size = usize::try_from(size.unwrap_or(0).min(self.options.max_doc_bytes)).unwrap_or(0);
        // Magic bytes decide about compression, whatever the suffix says.
        let packed = match magic(&mut reader, &mut size) {
            Ok((unpacked, packed)) => {
                reader = unpacked;
                packed
            }
            Err(error) => {
                let error = read_error(&origin.path, None, &error, None);
                return failed(origin, error);
            }
        };
        let format = match self.options.format.or_else(|| format_of(below)) {
            Some(format) => format,
            None => match head(&mut reader) {
                Ok(head) if head.first() == Some(&b'{') => Format::Jsonl,
                Ok(head) if is_page(&head) => Format::Html,
                Ok(_) => Format::Text,
                Err(error) => {
                    let error = read_error(&origin.path, None, &error, packed);
                    return failed(origin, error);
                }
            },
        };
        origin.format = Some(format);
        if format == Format::Jsonl {
            let lines = Lines::new(Arc::new(origin), reader, packed, live && packed.is_none());
            self.lines = Some(if self.options.every_line { lines.may_be_empty() } else { lines });
            return None;
        }
        let max = match format {
            Format::Html => self.options.max_doc_bytes.min(MAX_PAGE_BYTES as u64),
            _ => self.options.max_doc_bytes,
        };
        // One byte of room more than the file holds: the read that finds the end needs no second allocation.
        let mut data = Vec::with_capacity(size + 64);
        match reader.take(max.saturating_add(1)).read_to_end(&mut data) {
            Err(error) => {
                let error = read_error(&origin.path, Some(data.len()), &error, packed);
                failed(origin, error)
            }
            Ok(_) if data.len() as u64 > max => {
                let error = match format {
                    Format::Html if max < self.options.max_doc_bytes => {
                        let message = format!("{}: a page of more than {max} bytes", origin.path);
                        Error::new(ErrorKind::TooLarge, Stage::Read, message)
                    }
                    _ => too_large(&origin.path, max),
                };
                failed(origin, error)
            }
            Ok(0) => {
                let error = empty(&origin.path);
                failed(origin, error)
            }
            Ok(_) => Some(Unit { origin: Arc::new(origin), body: Body::File(data) }),
        }
    }
}

/// The bytes of one file or of standard input, decompressed.
pub(super) fn open(input: &Input) -> io::Result<Unpacked> {
    let mut reader: Box<dyn Read + Send> = match input {
        Input::Stdin => Box::new(io::stdin()),
        Input::Path(path) => Box::new(File::open(path)?),
    };
    magic(&mut reader, &mut 0)
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    consumed: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.consumed.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// How an input is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    Gzip,
    Zstd,
}

pub(super) type Unpacked = (Box<dyn Read + Send>, Option<Packed>);

/// Looks at the first four bytes and puts the decompressor they call for around the reader.
fn magic(reader: &mut Box<dyn Read + Send>, size: &mut usize) -> io::Result<Unpacked> {
    let reader = std::mem::replace(reader, Box::new(io::empty()));
    let (head, reader) = peek(reader, 4)?;
    Ok(match head[..] {
        [0x1f, 0x8b, ..] => {
            *size = size.saturating_mul(3);
            (Box::new(MultiGzDecoder::new(reader)), Some(Packed::Gzip))
        }
        [0x28, 0xb5, 0x2f, 0xfd] => {
            *size = size.saturating_mul(3);
            (Box::new(zstd::stream::read::Decoder::new(reader)?), Some(Packed::Zstd))
        }
        _ => (reader, None),
    })
}

/// The first bytes after white space and a byte order mark, so many as show a page; none where there is nothing else within
/// reach. A pipe is not asked for more than the first of them needs, unless that may open a tag.
fn head(reader: &mut Box<dyn Read + Send>) -> io::Result<Vec<u8>> {
    const REACH: usize = 512;
    let mut head = vec![0; REACH];
    let (mut len, mut found) = (0, Vec::new());
    while len < REACH {
        match reader.read(&mut head[len..]) {
            Ok(0) => break,
            Ok(n) => len += n,
            Err(error) if error.kind() == Io::Interrupted => {}
            Err(error) => return Err(error),
        }
        let text = head[..len].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head[..len]);
        let text = text.trim_ascii_start();
        if !text.is_empty() {
            found = text[..text.len().min(64)].to_vec();
            if found[0] != b'<' || found.len() == 64 {
                break;
            }
        }
    }
    head.truncate(len);
    let rest = std::mem::replace(reader, Box::new(io::empty()));
    *reader = Box::new(Cursor::new(head).chain(rest));
    Ok(found)
}

/// Whether a text opens as pages do: `<!doctype html`, `<html`, or a comment or an XML declaration before them.
fn is_page(head: &[u8]) -> bool {
    let opens = |tag: &[u8]| head.len() > tag.len() && head[..tag.len()].eq_ignore_ascii_case(tag);
    opens(b"<!doctype html")
        || opens(b"<html")
        || opens(b"<head>")
        || opens(b"<!--[if")
        || opens(b"<!-- saved from url")
}

/// Up to `n` first bytes, and a reader that still gives them.
fn peek(mut reader: Box<dyn Read + Send>, n: u64) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    (&mut reader).take(n).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(reader))))
}

/// Siblings so that whole paths come in byte order: a folder counts as its name and a slash.
fn by_path(a: &walkdir::DirEntry, b: &walkdir::DirEntry) -> std::cmp::Ordering {
    fn key(e: &walkdir::DirEntry) -> impl Iterator<Item = u8> {
        e.file_name().as_encoded_bytes().iter().copied().chain(e.file_type().is_dir().then_some(b'/'))
    }
    key(a).cmp(key(b))
}

/// The format a file name states, compression suffix aside.
fn format_of(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "txt" => Some(Format::Text),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        _ => None,
    }
}

/// A path without its suffixes, with `/` between its parts.
fn stem(path: &Path) -> String {
    let mut name = shown(path);
    for packed in [".gz", ".zst"] {
        if let Some(at) = name.len().checked_sub(packed.len())
            && name.is_char_boundary(at)
            && name[at..].eq_ignore_ascii_case(packed)
        {
            name.truncate(at);
            break;
        }
    }
    // Only what looks like a suffix goes: `tin.24-01` keeps its date, `.tin` its name.
    if let Some(at) = name.rfind('.')
        && name[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
        && !name[at..].contains('/')
        && !matches!(name[..at].chars().next_back(), None | Some('/'))
    {
        name.truncate(at);
    }
    name
}

pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The error of an input without text.
pub(super) fn empty(place: &str) -> Error {
    Error::new(ErrorKind::Empty, Stage::Read, format!("{place}: no text"))
}

/// The error of a document over the limit.
pub(super) fn too_large(place: &str, max: u64) -> Error {
    Error::new(ErrorKind::TooLarge, Stage::Read, format!("{place}: more than {max} bytes (--max-doc-bytes)"))
}

/// What a failed read of `place` means, `after` some bytes of text.
#[cold]
pub(super) fn read_error(place: &str, after: Option<usize>, error: &io::Error, packed: Option<Packed>) -> Error {
    if let Some(packed) = packed.filter(|_| error.raw_os_error().is_none()) {
        let name = if packed == Packed::Gzip { "gzip" } else { "zstd" };
        let what = if error.kind() == Io::UnexpectedEof { "ends early" } else { "is damaged" };
        let after = after.map(|n| format!(" after {n} bytes of text")).unwrap_or_default();
        let message = format!("{place}: the {name} data {what}{after}");
        return Error::new(ErrorKind::Compressed, Stage::Read, message);
    }
    let kind = if error.kind() == Io::NotFound { ErrorKind::NotFound } else { ErrorKind::Unreadable };
    Error::new(kind, Stage::Read, format!("{place}: {}", plain(error)))
}

/// The message of an I/O error without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_suffixes_only() {
        let id = |p: &str| stem(Path::new(p));
        assert_eq!(id("2024/01/seed.txt"), "2024/01/seed");
        assert_eq!(id("2024.d/tin.jsonl.gz"), "2024.d/tin");
        assert_eq!(id("2024.d/tin"), "2024.d/tin");
        assert_eq!(id("tin.24-01"), "tin.24-01");
        assert_eq!(id("a/.tin"), "a/.tin");
        assert_eq!(id("tin.TXT.ZST"), "tin");
    }

    #[test]
    fn formats_come_from_the_name() {
        let format = |p: &str| format_of(Path::new(p));
        assert_eq!(format("a.txt.gz"), Some(Format::Text));
        assert_eq!(format("a.NDJSON"), Some(Format::Jsonl));
        assert_eq!(format("a.json"), None);
        assert_eq!(format("a.gz"), None);
    }
}
