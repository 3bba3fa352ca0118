//! One document to one record: the steps, in order.
//!
//! Enters: a decoded [`Document`]. Leaves: a [`Record`] that borrows from the document and from the [`Scratch`].
//! Not done here: finding and decoding documents (that is [`unit`](super::unit)).

use std::borrow::Cow;

use super::options::Options;
use crate::error::Error;
use crate::record::{Block, BlockKind, CharSpan, Record, SchemaVersion, SourceInfo, Versions, Warning};

/// A document, decoded, as the input gave it.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Where it came from, with the encoding it was read in.
    pub source: SourceInfo<'a>,
    /// Its text, not yet normalised.
    pub text: Cow<'a, str>,
    /// Number of code points of the decoded input before `text`: not 0 for the second article of a file.
    pub offset: u32,
    /// Headline given by the input.
    pub title: Option<Cow<'a, str>>,
    /// Local calendar date of publication given by the caller or the input.
    pub published: Option<Cow<'a, str>>,
    /// What `published` was read from.
    pub published_from: Option<Cow<'a, str>>,
    /// Full timestamp given by the input.
    pub published_time: Option<Cow<'a, str>>,
    /// Address given by the input.
    pub url: Option<Cow<'a, str>>,
    /// Publisher given by the input.
    pub publisher: Option<Cow<'a, str>>,
    /// What was doubtful so far.
    pub warnings: Vec<Warning<'a>>,
}

/// Buffers of one worker, reused from document to document.
#[derive(Debug, Default)]
pub struct Scratch {}

/// The way from document to record, with its lexicons; shared by all workers.
#[derive(Debug)]
pub struct Pipeline {
    options: Options,
}

impl Pipeline {
    /// A pipeline that works as `options` say.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) where an option names something unknown.
    pub fn new(options: Options) -> Result<Self, Error> {
        super::decode::check_encoding(options.encoding.as_deref())?;
        Ok(Self { options })
    }

    /// The choices made.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Makes the record of one document.
    ///
    /// # Errors
    /// Where the text cannot be worked on.
    pub fn process<'a>(&'a self, doc: &'a Document<'_>, scratch: &'a mut Scratch) -> Result<Record<'a>, Error> {
        let _ = scratch;
        #[cfg(feature = "testing")]
        if self.options.panic_on.as_deref() == Some(&*doc.id) {
            panic!("asked to panic at {}", doc.id);
        }
        let share = |text: &'a Option<Cow<'_, str>>| text.as_deref().map(Cow::Borrowed);
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in doc.text.split_inclusive('\n') {
            let end = at + line.chars().count() as u32;
            if !line.trim().is_empty() {
                let last = at + line.trim_end_matches(['\r', '\n']).chars().count() as u32;
                blocks.push(Block {
                    kind: BlockKind::Paragraph,
                    span: CharSpan(at, last),
                    source_span: Some(CharSpan(doc.offset + at, doc.offset + last)),
                });
            }
            at = end;
        }
        Ok(Record {
            schema: SchemaVersion,
            id: Cow::Borrowed(&doc.id),
            source: doc.source.clone(),
            url: share(&doc.url),
            publisher: share(&doc.publisher),
            published: share(&doc.published),
            published_time: share(&doc.published_time),
            published_from: share(&doc.published_from),
            title: share(&doc.title),
            lead: None,
            author: None,
            views: None,
            text: Cow::Borrowed(&doc.text),
            blocks,
            sentences: Vec::new(),
            words: None,
            mentions: Vec::new(),
            officials: Vec::new(),
            indicators: Vec::new(),
            programmes: Vec::new(),
            documents: Vec::new(),
            warnings: doc.warnings.clone(),
            versions: Versions::THIS,
        })
    }
}
