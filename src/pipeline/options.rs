//! What may be chosen about the work on a document.
//!
//! Enters: choices of the caller. Leaves: [`Options`], plain data. Not done here: where inputs come from
//! ([`SourceOptions`](super::SourceOptions)) and what happens after an error ([`Policy`](super::Policy)).

use std::str::FromStr;

use jiff::civil::Date;
use regex::Regex;

use super::source::Globs;
use crate::record::OffsetUnit;
use crate::text::decode::Encoding;
pub use crate::text::normalise::ToneStyle;

/// Names of the fields of JSON objects, and of the columns of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNames {
    /// The article; must be there.
    pub text: String,
    /// The id.
    pub id: String,
    /// The date or timestamp of publication.
    pub date: String,
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
    /// The publisher.
    pub publisher: String,
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            text: "text".into(),
            id: "id".into(),
            date: "published".into(),
            title: "title".into(),
            url: "url".into(),
            publisher: "publisher".into(),
        }
    }
}

/// One of several parts of an archive that are worked on apart, on several machines or one after the other.
///
/// ```
/// use tinviet::pipeline::Shard;
/// let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().map(|p| p.parse().unwrap()).collect();
/// assert_eq!(parts.iter().filter(|p| p.holds(4711)).count(), 1);
/// assert!("0/3".parse::<Shard>().is_err() && "4/3".parse::<Shard>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Number of the part, from 0.
    index: u64,
    /// Number of parts.
    of: u64,
}

impl Shard {
    /// Whether a document with this digest is in the part.
    #[must_use]
    pub const fn holds(self, digest: u64) -> bool {
        digest % self.of == self.index
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse::<u64>().ok()?, n.parse::<u64>().ok()?)));
        match parts {
            Some((i, of)) if 1 <= i && i <= of => Ok(Self { index: i - 1, of }),
            _ => Err("a part and the number of parts, from 1/N to N/N".to_owned()),
        }
    }
}

/// How documents are read.
///
/// ```
/// let o = tinviet::pipeline::Options::default();
/// assert!(o.encoding.is_none() && o.max_doc_bytes >= 50_000_000);
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    /// Encoding of the inputs; found out where absent.
    pub encoding: Option<Encoding>,
    /// Placement of tone marks in the output.
    pub tone_style: ToneStyle,
    /// Date of publication of every document, over what the inputs say.
    pub published: Option<Date>,
    /// A line that matches begins a new article of a text file.
    pub split_on: Option<Regex>,
    /// Fields of JSON, columns of tables.
    pub fields: FieldNames,
    /// Only articles with such an address, unless empty.
    pub urls: Globs,
    /// Whether articles that say the same as an earlier one name it.
    pub dedup: bool,
    /// Whether records say where the words are.
    pub words: bool,
    /// What the positions of records count.
    pub offset_unit: OffsetUnit,
    /// A document of more bytes gives an error.
    pub max_doc_bytes: u64,
    /// Only the documents of this part are worked on.
    pub shard: Option<Shard>,
    /// A blank line of JSONL is an error, so that each line gives a record.
    pub every_line: bool,
    /// A document with this id makes the program panic: for testing what happens then.
    #[cfg(feature = "testing")]
    pub panic_on: Option<String>,
}

/// Positions in a document are 32 bits wide; no document may come near that.
pub const MAX_DOC_BYTES: u64 = 1 << 31;

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: None,
            tone_style: ToneStyle::default(),
            published: None,
            split_on: None,
            fields: FieldNames::default(),
            urls: Globs::default(),
            dedup: false,
            words: false,
            offset_unit: OffsetUnit::default(),
            max_doc_bytes: 256 << 20,
            shard: None,
            every_line: false,
            #[cfg(feature = "testing")]
            panic_on: None,
        }
    }
}
