//! The one error type of the library.
//!
//! Enters: what went wrong in a layer. Leaves: an opaque [`Error`] with a stable [`code`](Error::code) (it goes into
//! error records), the [`stage`](Error::stage) it belongs to, and a message that names the place.
//! Not done here: deciding what an error does to a run (that is `pipeline` and the command line).

use std::fmt;

/// Where on the way from bytes to record an error arose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Opening and reading the input.
    Read,
    /// Bytes to text.
    Decode,
    /// One line or member of a container format.
    Parse,
    /// Text to record.
    Extract,
    /// Record to bytes.
    Write,
}

impl Stage {
    /// The name used in error records.
    ///
    /// ```
    /// assert_eq!(tinviet::error::Stage::Decode.name(), "decode");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Decode => "decode",
            Self::Parse => "parse",
            Self::Extract => "extract",
            Self::Write => "write",
        }
    }
}

/// What kind of failure it was; [`ErrorKind::code`] is the stable name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input path does not exist.
    NotFound,
    /// The input exists and could not be read.
    Unreadable,
    /// The input holds no text at all.
    Empty,
    /// The input is binary, not text.
    NotText,
    /// A compressed input ends early or is damaged.
    Compressed,
    /// A page that holds no article: a list of links, an empty page.
    NoArticle,
    /// A page nested deeper than any article.
    TooDeep,
    /// A line of a JSONL input is not the JSON object expected.
    Json,
    /// A row of a table is not what its header promises, or the header lacks the article.
    Csv,
    /// An archive, or a record or member of it, is damaged or not of a kind that is read.
    Archive,
    /// The document is larger than the limit.
    TooLarge,
    /// A lexicon or model file is malformed.
    Data,
    /// The output could not be written.
    Output,
    /// A fault of this program, caught at the document.
    Internal,
}

impl ErrorKind {
    /// The stable name used in error records.
    ///
    /// ```
    /// assert_eq!(tinviet::error::ErrorKind::NotText.code(), "not-text");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::NotText => "not-text",
            Self::NoArticle => "no-article",
            Self::TooDeep => "too-deep",
            Self::Compressed => "bad-compression",
            Self::Json => "bad-json",
            Self::Csv => "bad-csv",
            Self::Archive => "bad-archive",
            Self::TooLarge => "too-large",
            Self::Data => "bad-data",
            Self::Output => "output",
            Self::Internal => "internal",
        }
    }
}

/// A failure of one input or of the run.
#[derive(Debug, Clone)]
pub struct Error {
    kind: ErrorKind,
    stage: Stage,
    message: String,
}

impl Error {
    /// An error of `kind` at `stage`; `message` names the place and what to do.
    ///
    /// ```
    /// use tinviet::error::{Error, ErrorKind, Stage};
    /// let e = Error::new(ErrorKind::Empty, Stage::Read, "a.txt: no text");
    /// assert_eq!((e.code(), e.stage().name(), e.to_string().as_str()), ("empty", "read", "a.txt: no text"));
    /// ```
    #[cold]
    pub fn new(kind: ErrorKind, stage: Stage, message: impl Into<String>) -> Self {
        Self { kind, stage, message: message.into() }
    }

    /// The same error, its message led by the place.
    #[cold]
    #[must_use]
    pub fn at(self, place: &str) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// The kind of failure.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The stable name of the kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Where it arose.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
