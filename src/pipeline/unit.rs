//! One unit of work to the bytes of its records.
//!
//! Enters: a [`Unit`] of the source. Leaves: [`Done`]: the encoded records and error records of its documents, in order.
//! A document that fails, or makes the program panic, becomes an error record and touches no other. Not done here: order
//! between units, writing, and what an error does to the run.

use std::borrow::Cow;

use memchr::memchr_iter;
use xxhash_rust::xxh3::xxh3_64;

use super::decode::{decode, doubts, mojibake, repair};
use super::document::{Document, Pipeline, Scratch};
use super::guard::guard;
use super::jsonl::{self, Scalar};
use super::source::{Body, Format, Origin, Unit};
use crate::error::{Error, ErrorKind, Stage};
use crate::html::{self, Page};
use crate::layout::article::split_articles;
use crate::record::{ContentHash, ErrorInfo, ErrorRecord, SchemaVersion, SourceInfo, Warning};
use crate::sink::{Sink, error_line};

/// What a unit became.
#[derive(Debug, Default)]
pub struct Done {
    /// The encoded records, one after the other.
    pub bytes: Vec<u8>,
    /// The documents, in order.
    pub items: Vec<Item>,
    /// Something the user should hear of.
    pub notice: Option<String>,
    /// Number of bytes that were worked on.
    pub read: u64,
}

/// One document of a unit.
#[derive(Debug)]
pub struct Item {
    /// Where its bytes end; they begin where those of the one before end.
    pub end: usize,
    /// Why it failed.
    pub error: Option<Error>,
}

/// Turns units into bytes; shared by all workers.
pub struct Worker<'w> {
    /// From document to record.
    pub pipeline: &'w Pipeline,
    /// From record to bytes.
    pub sink: &'w dyn Sink,
    /// Whether error records go to a file of their own, as JSON Lines.
    pub diverted: bool,
}

impl Worker<'_> {
    /// Works on one unit; what `done` held before is dropped.
    pub fn work(&self, unit: &Unit, scratch: &mut Scratch, done: &mut Done) {
        done.bytes.clear();
        done.items.clear();
        done.notice = None;
        done.read = unit.len() as u64;
        done.bytes.reserve(unit.len() + unit.len() / 2);
        match &unit.body {
            Body::File(data) if unit.origin.format == Some(Format::Html) => {
                let (id, source) = (id_of(&unit.origin, None), source_of(&unit.origin, None, Some(data)));
                self.page(id, source, &Page { bytes: data, ..Page::default() }, scratch, done);
            }
            Body::File(data) => self.file(&unit.origin, data, scratch, done),
            Body::Lines { data, first } => {
                let mut start = 0;
                let ends = memchr_iter(b'\n', data).chain((data.last() != Some(&b'\n')).then_some(data.len()));
                for (number, end) in (*first..).zip(ends) {
                    let line = &data[start..end];
                    start = end + 1;
                    if self.pipeline.options().every_line || line.iter().any(|b| !b.is_ascii_whitespace()) {
                        self.line(&unit.origin, line, number, scratch, done);
                    }
                }
            }
            Body::Failed { error, line } => {
                if !self.mine(unit.origin.path.as_bytes()) {
                    return;
                }
                let source = source_of(&unit.origin, *line, None);
                self.fail(id_of(&unit.origin, *line), source, error.clone(), done);
            }
            Body::Notice(text) => done.notice = Some(text.clone()),
        }
    }

    /// Whether a document of these bytes is in the part of the archive that is asked for.
    fn mine(&self, data: &[u8]) -> bool {
        self.pipeline.options().shard.is_none_or(|shard| shard.holds(xxh3_64(data)))
    }

    /// A text file: one article, or several.
    fn file(&self, origin: &Origin, data: &[u8], scratch: &mut Scratch, done: &mut Done) {
        if !self.mine(data) {
            return;
        }
        let options = self.pipeline.options();
        let mut source = source_of(origin, None, Some(data));
        let decoded = guard(|| {
            let decoded = decode(data, options.encoding)?;
            if decoded.text.trim().is_empty() {
                return Err(Error::new(ErrorKind::Empty, Stage::Decode, "no text"));
            }
            let articles = split_articles(&decoded.text, options.split_on.as_ref());
            Ok((decoded, articles))
        });
        let (decoded, articles) = match decoded {
            Ok(decoded) => decoded,
            Err(error) => return self.fail(origin.stem.as_str().into(), source, at(&origin.path, &error), done),
        };
        source.encoding = Some(decoded.encoding.clone());
        let (mut passed, mut offset) = (0, 0);
        for (number, range) in articles.into_iter().enumerate() {
            offset += options.offset_unit.count(&decoded.text[passed..range.start]);
            passed = range.start;
            let id = match number {
                0 => Cow::Borrowed(origin.stem.as_str()),
                n => Cow::Owned(format!("{}#{}", origin.stem, n + 1)),
            };
            let mut document = Document {
                id,
                source: source.clone(),
                text: Cow::Borrowed(&decoded.text[range]),
                offset: Some(offset),
                title: None,
                published: None,
                published_from: None,
                published_time: None,
                url: None,
                publisher: None,
                author: None,
                kinds: Vec::new(),
                warnings: decoded.warnings.clone(),
            };
            self.published(None, &mut document);
            self.document(&document, &origin.path, scratch, done);
        }
    }

    /// One HTML page, of a file or of a container.
    pub(super) fn page(
        &self,
        id: Cow<'_, str>,
        mut source: SourceInfo<'_>,
        page: &Page<'_>,
        scratch: &mut Scratch,
        done: &mut Done,
    ) {
        let options = self.pipeline.options();
        let place = source.member.as_ref().map_or_else(|| source.path.to_string(), |m| format!("{}:{m}", source.path));
        let article = match guard(|| html::extract(page, options.encoding)) {
            Ok(article) => article,
            Err(error) => return self.fail(id, source, at(&place, &error), done),
        };
        source.format = Some(Format::Html.name().into());
        source.encoding = Some(article.encoding.name().into());
        let mut document = Document {
            id,
            source,
            text: article.text.into(),
            offset: None,
            title: article.title.map(Cow::Owned),
            published: None,
            published_from: None,
            published_time: None,
            url: article.url.map(Cow::Owned),
            publisher: article.publisher.map(Cow::Owned),
            author: article.author.map(Cow::Owned),
            kinds: article.kinds,
            warnings: doubts(article.encoding, article.mojibake, article.replaced),
        };
        if let Some(published) = article.published {
            document.published = Some(published.date.into());
            document.published_time = published.time.map(Cow::Owned);
            document.published_from = Some(published.from.name().into());
        }
        if let Some(date) = options.published {
            document.published = Some(date.to_string().into());
            document.published_from = Some("command-line".into());
        }
        self.document(&document, &place, scratch, done);
    }

    /// One line of a JSONL file that is not blank.
    fn line(&self, origin: &Origin, line: &[u8], number: u64, scratch: &mut Scratch, done: &mut Done) {
        let options = self.pipeline.options();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if !self.mine(line) {
            return;
        }
        let mut source = source_of(origin, Some(number), Some(line));
        let fail = |what: Error, source: SourceInfo<'_>, done: &mut Done| {
            let what = at(&format!("{}:{number}", origin.path), &what);
            self.fail(id_of(origin, Some(number)), source, what, done);
        };
        if line.trim_ascii().is_empty() {
            return fail(Error::new(ErrorKind::Empty, Stage::Parse, "a blank line"), source, done);
        }
        if line.len() as u64 > options.max_doc_bytes {
            let message = format!("more than {} bytes (--max-doc-bytes)", options.max_doc_bytes);
            return fail(Error::new(ErrorKind::TooLarge, Stage::Read, message), source, done);
        }
        let decoded = match guard(|| decode(line, options.encoding)) {
            Ok(decoded) => decoded,
            Err(error) => return fail(error, source, done),
        };
        source.encoding = Some(decoded.encoding.clone());
        let fields = match jsonl::parse(&decoded.text, &options.fields) {
            Ok(fields) => fields,
            Err((what, column)) => {
                let place = match column {
                    0 => format!("{}:{number}", origin.path),
                    _ => format!("{}:{number}:{column}", origin.path),
                };
                let error = Error::new(ErrorKind::Json, Stage::Parse, format!("{place}: {what}"));
                return self.fail(id_of(origin, Some(number)), source, error, done);
            }
        };
        let id = fields.id.and_then(Scalar::into_text).unwrap_or_else(|| id_of(origin, Some(number)));
        let name = &options.fields.text;
        let bad = |what: String| Error::new(ErrorKind::Json, Stage::Parse, what);
        let text = match fields.text {
            Some(Scalar::Text(text)) if text.trim().is_empty() => {
                Err(Error::new(ErrorKind::Empty, Stage::Parse, format!("the field {name:?} is empty")))
            }
            Some(Scalar::Text(text)) => Ok(text),
            Some(Scalar::Null) => Err(bad(format!("the field {name:?} is null"))),
            Some(Scalar::Number(_)) => Err(bad(format!("the field {name:?} is a number, a string expected"))),
            Some(Scalar::Other(what)) => Err(bad(format!("the field {name:?} is {what}, a string expected"))),
            None => Err(bad(format!("no field {name:?} (--text-field)"))),
        };
        let place = format!("{}:{number}", origin.path);
        let (text, repaired) = match text {
            Ok(text) => repair(text),
            Err(error) => return self.fail(id, source, at(&place, &error), done),
        };
        let mut document = Document {
            id,
            source,
            text,
            offset: Some(0),
            title: fields.title.and_then(Scalar::into_text).map(|t| repair(t).0),
            published: None,
            published_from: None,
            published_time: None,
            url: fields.url.and_then(Scalar::into_text),
            publisher: fields.publisher.and_then(Scalar::into_text).map(|t| repair(t).0),
            author: None,
            kinds: Vec::new(),
            warnings: decoded.warnings.clone(),
        };
        document.warnings.extend(repaired.map(mojibake));
        self.published(fields.date, &mut document);
        self.document(&document, &place, scratch, done);
    }

    /// The date of publication that the caller or the input's own field gives.
    fn published<'a>(&self, field: Option<Scalar<'a>>, document: &mut Document<'a>) {
        let field = field.filter(|f| *f != Scalar::Null);
        let text = field.clone().and_then(Scalar::into_text);
        let read = text.as_deref().and_then(jsonl::published);
        if let Some(date) = self.pipeline.options().published {
            document.published = Some(date.to_string().into());
            document.published_from = Some("command-line".into());
        } else if let Some((date, _)) = read {
            document.published = Some(date.to_string().into());
            document.published_from = Some("field".into());
        }
        if read.is_some_and(|(_, timed)| timed) {
            document.published_time = text;
        } else if read.is_none() && field.is_some_and(|f| !matches!(f, Scalar::Text(ref t) if t.trim().is_empty())) {
            let shown = text.as_deref().unwrap_or("the field").chars().take(40).collect::<String>();
            document.warnings.push(Warning {
                code: "published-unreadable".into(),
                message: format!("{shown:?} is not a date that can be read").into(),
            });
        }
    }

    fn document(&self, document: &Document<'_>, place: &str, scratch: &mut Scratch, done: &mut Done) {
        let start = done.bytes.len();
        let outcome = guard(|| {
            let record = self.pipeline.process(document, scratch)?;
            self.sink.record(&record, &mut done.bytes)
        });
        if let Err(error) = outcome {
            if error.kind() == ErrorKind::Internal {
                // A panic may have left the buffers in any state.
                *scratch = Scratch::default();
            }
            done.bytes.truncate(start);
            return self.fail(Cow::Borrowed(&document.id), document.source.clone(), at(place, &error), done);
        }
        done.items.push(Item { end: done.bytes.len(), error: None });
    }

    fn fail(&self, id: Cow<'_, str>, source: SourceInfo<'_>, error: Error, done: &mut Done) {
        let message = error.to_string();
        let record = ErrorRecord {
            schema: SchemaVersion,
            id,
            source,
            error: ErrorInfo {
                code: error.code().into(),
                message: message.as_str().into(),
                stage: error.stage().name().into(),
            },
        };
        let out = &mut done.bytes;
        let written = if self.diverted { error_line(&record, out) } else { self.sink.error(&record, out) };
        done.items.push(Item { end: done.bytes.len(), error: Some(written.err().unwrap_or(error)) });
    }
}

/// The same error, its message led by the place.
fn at(place: &str, error: &Error) -> Error {
    Error::new(error.kind(), error.stage(), format!("{place}: {error}"))
}

fn id_of(origin: &Origin, line: Option<u64>) -> Cow<'_, str> {
    match line {
        None => Cow::Borrowed(&origin.stem),
        Some(line) => Cow::Owned(format!("{}:{line}", origin.stem)),
    }
}

fn source_of<'a>(origin: &'a Origin, line: Option<u64>, data: Option<&[u8]>) -> SourceInfo<'a> {
    SourceInfo {
        path: Cow::Borrowed(&origin.path),
        member: None,
        line,
        format: origin.format.map(|f| f.name().into()),
        encoding: None,
        bytes: data.map(|d| d.len() as u64),
        hash: data.map(|d| ContentHash(xxh3_64(d))),
    }
}
