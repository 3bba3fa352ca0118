//! The record: what one article becomes.
//!
//! Enters: the text, the blocks and the resolved entities of an article. Leaves: [`Record`], whose JSON is the published
//! contract (schema version 1, stable field order), or [`ErrorRecord`] for a document that could not be read.
//! Not done here: choosing a file format (that is `sink`). Texts are borrowed where they can be, so that writing a record
//! copies nothing; [`Record::into_owned`] detaches one.

pub mod build;
mod entity;
mod fields;
mod flat;
mod list;
mod mention;
mod offset;
mod schema;
mod value;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::lexicon::store::DATA_VERSION;
pub use entity::{DocumentEntry, Indicator, Official, ProgrammeEntry, Role};
pub use fields::{Fields, Selected, UnknownField};
pub use flat::FlatMention;
pub use list::{
    BlockKind, Change, Cmp, DocumentKind, Form, MentionKind, MentionType, OffsetUnit, OrganisationKind, ProgrammeKind,
};
pub use mention::{
    AdminUnit, DateFacts, DocumentFacts, DurationFacts, Facts, FigureFacts, Mention, OrganisationFacts, PersonFacts,
    PlaceFacts, ProgrammeFacts,
};
pub use offset::Positions;
pub use schema::{SchemaVersion, json_schema};
pub use value::{CharSpan, ContentHash, Number, Value};

use value::{own, own_some, share};

/// One article.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Record<'a> {
    /// Version of the contract.
    pub schema: SchemaVersion,
    /// The input's own id, else the path without its suffixes; `#2` for the second article of a file.
    pub id: Cow<'a, str>,
    /// Where the article came from.
    pub source: SourceInfo<'a>,
    /// Id of the earliest article of the run that says the same, where duplicates were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<Cow<'a, str>>,
    /// Address of the article.
    pub url: Option<Cow<'a, str>>,
    /// Who published it.
    pub publisher: Option<Cow<'a, str>>,
    /// Local calendar date of publication (+07:00).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub published: Option<Cow<'a, str>>,
    /// The full timestamp, where the input gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_time: Option<Cow<'a, str>>,
    /// What `published` was read from.
    pub published_from: Option<Cow<'a, str>>,
    /// Headline.
    pub title: Option<Cow<'a, str>>,
    /// Summary under the headline.
    pub lead: Option<Cow<'a, str>>,
    /// Author as printed.
    pub author: Option<Cow<'a, str>>,
    /// Number of views as printed.
    pub views: Option<u64>,
    /// What all spans of this record count; code points where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_unit: Option<OffsetUnit>,
    /// The normalised article.
    pub text: Cow<'a, str>,
    /// The parts of the article, in order.
    pub blocks: Vec<Block>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Spans of the words, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<CharSpan>>,
    /// What the text names, by position.
    pub mentions: Vec<Mention<'a>>,
    /// Persons with their positions.
    pub officials: Vec<Official<'a>>,
    /// Figures with what they measure.
    pub indicators: Vec<Indicator<'a>>,
    /// Programmes spoken of.
    pub programmes: Vec<ProgrammeEntry<'a>>,
    /// Documents referred to.
    pub documents: Vec<DocumentEntry<'a>>,
    /// What was doubtful in reading this article.
    pub warnings: Vec<Warning<'a>>,
    /// What made this record.
    pub versions: Versions<'a>,
}

impl Record<'_> {
    /// The same record, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Record<'static> {
        Record {
            schema: self.schema,
            id: own(self.id),
            source: self.source.into_owned(),
            duplicate_of: own_some(self.duplicate_of),
            url: own_some(self.url),
            publisher: own_some(self.publisher),
            published: own_some(self.published),
            published_time: own_some(self.published_time),
            published_from: own_some(self.published_from),
            title: own_some(self.title),
            lead: own_some(self.lead),
            author: own_some(self.author),
            views: self.views,
            offset_unit: self.offset_unit,
            text: own(self.text),
            blocks: self.blocks,
            sentences: self.sentences,
            words: self.words,
            mentions: self.mentions.into_iter().map(Mention::into_owned).collect(),
            officials: self.officials.into_iter().map(Official::into_owned).collect(),
            indicators: self.indicators.into_iter().map(Indicator::into_owned).collect(),
            programmes: self.programmes.into_iter().map(ProgrammeEntry::into_owned).collect(),
            documents: self.documents.into_iter().map(DocumentEntry::into_owned).collect(),
            warnings: self.warnings.into_iter().map(Warning::into_owned).collect(),
            versions: Versions { tinviet: own(self.versions.tinviet), data: own(self.versions.data) },
        }
    }
}

/// A document that could not be read, in its place in the output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorRecord<'a> {
    /// Version of the contract.
    pub schema: SchemaVersion,
    /// The id the record would have had, as far as it is known.
    pub id: Cow<'a, str>,
    /// Where the document came from.
    pub source: SourceInfo<'a>,
    /// What went wrong.
    pub error: ErrorInfo<'a>,
}

/// What went wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorInfo<'a> {
    /// Stable name of the kind of failure.
    pub code: Cow<'a, str>,
    /// What happened and where.
    pub message: Cow<'a, str>,
    /// Step that failed: `read`, `decode`, `parse`, `extract` or `write`.
    pub stage: Cow<'a, str>,
}

/// One line of the output: a record or an error record.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "tinviet record")]
pub enum Line<'a> {
    /// A document that could not be read.
    Error(Box<ErrorRecord<'a>>),
    /// An article.
    Record(Box<Record<'a>>),
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo<'a> {
    /// The path as it was found; `-` for standard input.
    pub path: Cow<'a, str>,
    /// The member of an archive file; of a web archive, the id of the record.
    pub member: Option<Cow<'a, str>>,
    /// The line of a line-wise input or the line a row of a table begins on; of a JSON array and of Parquet, the number of
    /// the element or row; from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// How the document was read: `text`, `html`, `jsonl`, `json`, `csv`, `tsv` or `parquet`, of an archive that failed as
    /// a whole `warc`, `zip` or `tar`; null where it was never known.
    pub format: Option<Cow<'a, str>>,
    /// The encoding the bytes were read in.
    pub encoding: Option<Cow<'a, str>>,
    /// Number of bytes of the file (decompressed) or of the line; the articles of one file share it.
    pub bytes: Option<u64>,
    /// Hash of these bytes.
    pub hash: Option<ContentHash>,
}

impl SourceInfo<'_> {
    /// The same, borrowed from this one.
    #[must_use]
    pub fn share(&self) -> SourceInfo<'_> {
        SourceInfo {
            path: Cow::Borrowed(&self.path),
            member: share(&self.member),
            line: self.line,
            format: share(&self.format),
            encoding: share(&self.encoding),
            bytes: self.bytes,
            hash: self.hash,
        }
    }

    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> SourceInfo<'static> {
        SourceInfo {
            path: own(self.path),
            member: own_some(self.member),
            line: self.line,
            format: own_some(self.format),
            encoding: own_some(self.encoding),
            bytes: self.bytes,
            hash: self.hash,
        }
    }
}

/// A part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What part it is.
    pub kind: BlockKind,
    /// Where it stands in `text`, in code points.
    pub span: CharSpan,
    /// Where it stands in the decoded input, in code points.
    pub source_span: Option<CharSpan>,
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// Where it stands in `text`, in code points.
    pub span: CharSpan,
    /// Index of its block in `blocks`.
    pub block: u32,
}

/// Something doubtful in reading an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning<'a> {
    /// Stable name.
    pub code: Cow<'a, str>,
    /// What it was.
    pub message: Cow<'a, str>,
}

impl Warning<'_> {
    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Warning<'static> {
        Warning { code: own(self.code), message: own(self.message) }
    }
}

/// What made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Versions<'a> {
    /// Version of the program.
    pub tinviet: Cow<'a, str>,
    /// Version of the lexicons, with `+user.` and a hash where a user's words were added.
    pub data: Cow<'a, str>,
}

impl Versions<'static> {
    /// The versions of this build.
    pub const THIS: Self =
        Self { tinviet: Cow::Borrowed(env!("CARGO_PKG_VERSION")), data: Cow::Borrowed(DATA_VERSION) };
}

/// Version of the contract this build writes.
pub const SCHEMA_VERSION: u32 = 1;
