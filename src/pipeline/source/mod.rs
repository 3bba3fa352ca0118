//! Inputs of every kind, cut into units of work.
//!
//! Enters: paths and standard input. Leaves: [`Unit`]s in a fixed order, as bytes, decompressed: one text or page each, or
//! some whole lines, rows or elements of a larger input. Not done here: decoding and parsing (workers do that, side by
//! side).
//!
//! How an input becomes documents: `open` looks at its first bytes and its name. A text or a page is a unit as it is;
//! everything else is a `Container`, which gives units or further inputs: a folder (`walk`) gives files, an archive (`zip`,
//! `tar`) gives members, `lines`, `rows`, `elements` and `columns` give pieces, `warc` gives pages. Containers under way lie on
//! a stack, so at any time only one path from an argument to a document is open, and memory does not grow with the archive;
//! a single long line or file makes it grow, up to `max_doc_bytes`.

#![allow(clippy::disallowed_methods, reason = "this module is where inputs are opened")]

mod choose;
#[cfg(feature = "parquet")]
mod columns;
mod elements;
mod failure;
mod name;
mod open;
mod packed;
mod rows;
mod tar;
#[cfg(test)]
mod tests;
mod walk;
mod warc;
mod window;
mod zip;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memchr_iter;

use super::http::Http;
use super::lines::Lines;
use super::options::FieldNames;
use crate::error::Error;

pub use choose::{Choice, Globs};
pub(super) use failure::{empty, read_error, too_large};
pub(super) use name::shown;
pub(super) use open::{is_page, plain_reader};
pub(super) use packed::{Guarded, Packed, Reader};
pub use rows::Header;
pub(super) use rows::is_closed;

use open::{Opened, open};
use walk::Walk;

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
    /// One HTML page.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// A JSON array of objects, or objects one after the other.
    Json,
    /// Comma-separated values with a line of names; semicolons and tabs are found out.
    Csv,
    /// Tab-separated values with a line of names.
    Tsv,
    /// A web archive.
    Warc,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A Parquet file.
    Parquet,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Html,
        Self::Jsonl,
        Self::Json,
        Self::Csv,
        Self::Tsv,
        Self::Warc,
        Self::Zip,
        Self::Tar,
        Self::Parquet,
    ];

    /// The name in the record.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Warc => "warc",
            Self::Zip => "zip",
            Self::Tar => "tar",
            Self::Parquet => "parquet",
        }
    }

    /// Whether inputs of the format hold others, with names and formats of their own.
    const fn is_archive(self) -> bool {
        matches!(self, Self::Zip | Self::Tar)
    }
}

/// Choices about reading.
#[derive(Debug, Clone)]
pub struct SourceOptions {
    /// Format of every input; found out by first bytes and suffix where absent.
    pub format: Option<Format>,
    /// The columns of tables that hold the article and what is said of it.
    pub fields: FieldNames,
    /// Which files and members are read.
    pub choice: Choice,
    /// Which addresses of a web archive are read, unless empty.
    pub urls: Globs,
    /// A file, line, row or page of more bytes is not read.
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
            fields: FieldNames::default(),
            choice: Choice::default(),
            urls: Globs::default(),
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
    /// The member of an archive.
    pub member: Option<String>,
    /// The id of the first article: the path below the argument, without suffixes.
    pub stem: String,
    /// How the input is cut; absent where it could not be opened.
    pub format: Option<Format>,
}

impl Origin {
    fn file(path: String, stem: String) -> Self {
        Self { path, member: None, stem, format: None }
    }

    /// The member `name` of this archive.
    fn member(&self, name: &str) -> Self {
        let member = match &self.member {
            Some(outer) => format!("{outer}#{name}"),
            None => name.to_owned(),
        };
        Self {
            path: self.path.clone(),
            member: Some(member),
            stem: format!("{}/{}", self.stem, name::stem(name)),
            format: None,
        }
    }

    /// The place as messages name it.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.member {
            Some(member) => format!("{}#{member}", self.path),
            None => self.path.clone(),
        }
    }
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
    /// The bytes of one text file or page.
    File(Vec<u8>),
    /// A page as a server sent it.
    Response {
        /// The body, as it was sent.
        data: Vec<u8>,
        /// What the server said about it.
        http: Http,
        /// The address it was fetched from.
        url: Option<String>,
    },
    /// Whole lines, and the number of the first one.
    Lines {
        /// The lines with their line ends.
        data: Vec<u8>,
        /// Number of the first line, from 1.
        first: u64,
    },
    /// JSON values.
    Elements {
        /// The values, one after the other.
        data: Vec<u8>,
        /// Where each stands.
        cuts: Vec<Cut>,
    },
    /// Rows of a table.
    Rows {
        /// What the columns are.
        header: Arc<Header>,
        /// The rows with their line ends.
        data: Vec<u8>,
        /// Where each stands.
        cuts: Vec<Cut>,
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

/// The lines in the data of [`Body::Lines`], without their line feeds, each with its number; the first has the number `first`.
///
/// ```
/// let lines: Vec<_> = tinviet::pipeline::source::lines(b"a\n\nb", 7).collect();
/// assert_eq!(lines, [(7, &b"a"[..]), (8, b""), (9, b"b")]);
/// ```
pub fn lines(data: &[u8], first: u64) -> impl Iterator<Item = (u64, &[u8])> {
    let mut start = 0;
    let ends = memchr_iter(b'\n', data).chain((data.last() != Some(&b'\n')).then_some(data.len()));
    (first..).zip(ends).map(move |(number, end)| {
        let line = &data[start..end];
        start = end + 1;
        (number, line)
    })
}

/// A piece of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its number in the input: the line of a row, the position of an element, from 1.
    pub number: u64,
}

impl Unit {
    /// Number of bytes held.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.body {
            Body::File(data)
            | Body::Response { data, .. }
            | Body::Lines { data, .. }
            | Body::Elements { data, .. }
            | Body::Rows { data, .. } => data.len(),
            Body::Failed { .. } | Body::Notice(_) => 0,
        }
    }

    /// Whether there are no bytes to work on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn failed(origin: &Arc<Origin>, error: Error, line: Option<u64>) -> Self {
        Self { origin: Arc::clone(origin), body: Body::Failed { error, line } }
    }
}

/// An input under way that holds more than one piece of work.
trait Container: Send {
    /// What comes next; `None` after the last. Whatever came before has been read to its end or given up.
    fn next(&mut self, cx: &Context) -> Option<Step>;
}

/// What a container gives.
enum Step {
    /// A piece of work.
    Unit(Unit),
    /// An input to open.
    Input(Opening),
}

/// An input to be opened.
struct Opening {
    origin: Origin,
    /// Its name below the argument or in the archive: what its suffix and patterns are read from.
    name: String,
    data: Data,
}

/// Where the bytes of an input are.
enum Data {
    Stdin,
    Path(PathBuf),
    /// In an archive that is open.
    Member {
        reader: Reader,
        size: u64,
        packed: Option<Packed>,
    },
}

/// What all inputs of a run share.
struct Context {
    options: SourceOptions,
    passed_over: Arc<AtomicU64>,
}

impl Context {
    fn pass_over(&self) {
        self.passed_over.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether a file found in a folder is one to read.
    fn wanted(&self, path: &str, below: &str) -> bool {
        // An archive is searched for what is wanted, whatever its own name.
        self.choose(path, below, name::format_of(below).is_some_and(Format::is_archive))
    }

    /// Whether a member of an archive is one to read.
    fn wanted_member(&self, origin: &Origin, name: &str) -> bool {
        self.choose(&origin.place(), name, false)
    }

    fn choose(&self, path: &str, below: &str, searched: bool) -> bool {
        let choice = &self.options.choice;
        let named = if choice.limited() && !searched {
            choice.included([path, below])
        } else {
            name::format_of(below).is_some()
        };
        named && !choice.excluded([path, below])
    }

    /// Whether an input that the user named is one to read.
    fn kept(&self, path: &str, name: &str) -> bool {
        let choice = &self.options.choice;
        let archive = name::format_of(name).is_some_and(Format::is_archive);
        let included = !choice.limited() || archive || choice.included([path, name]);
        included && !choice.excluded([path, name])
    }
}

/// The inputs of a run, read one after the other.
pub struct Source {
    inputs: VecDeque<Input>,
    context: Context,
    stack: Vec<Box<dyn Container>>,
}

impl Source {
    /// The source of `inputs`, in this order.
    #[must_use]
    pub fn new(inputs: Vec<Input>, options: SourceOptions) -> Self {
        let context = Context { options, passed_over: Arc::default() };
        Self { inputs: inputs.into(), context, stack: Vec::new() }
    }

    /// A counter of the files and members that were passed over because of their names.
    #[must_use]
    pub fn passed_over(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.context.passed_over)
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
            let step = match self.stack.last_mut() {
                Some(container) => match container.next(&self.context) {
                    Some(step) => step,
                    None => {
                        self.stack.pop();
                        continue;
                    }
                },
                None => match self.argument()? {
                    Some(step) => step,
                    None => continue,
                },
            };
            match step {
                Step::Unit(unit) => return Some(unit),
                Step::Input(opening) => match open(opening, &self.context) {
                    Opened::Unit(unit) => return Some(unit),
                    Opened::Container(container) => self.stack.push(container),
                },
            }
        }
    }

    /// The next argument; the inner `None` where it is a folder, now on the stack, or not wanted.
    fn argument(&mut self) -> Option<Option<Step>> {
        let opening = match self.inputs.pop_front()? {
            Input::Stdin => {
                Opening { origin: Origin::file("-".into(), "stdin".into()), name: String::new(), data: Data::Stdin }
            }
            Input::Path(path) if path.is_dir() => {
                self.stack.push(Box::new(Walk::new(path)));
                return Some(None);
            }
            Input::Path(path) => {
                let name = path.file_name().map_or_else(|| shown(&path), |n| n.to_string_lossy().into_owned());
                if !self.context.kept(&shown(&path), &name) {
                    self.context.pass_over();
                    return Some(None);
                }
                Opening { origin: Origin::file(shown(&path), name::stem(&name)), name, data: Data::Path(path) }
            }
        };
        Some(Some(Step::Input(opening)))
    }
}

impl Container for Lines {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        self.next(cx.options.chunk_bytes, cx.options.max_doc_bytes).map(Step::Unit)
    }
}
