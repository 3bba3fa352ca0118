//! The documents in a unit of work.
//!
//! Enters: a [`Unit`] of the source. Leaves: its documents, decoded, one by one and in order, and what could not be read in
//! their places. Not done here: the work on a document.

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64;

use super::decode::{decode, doubts, mojibake, repair};
use super::document::Document;
use super::guard::guard;
use super::http::{Content, Http};
use super::jsonl::{self, Fields, Scalar};
use super::options::Options;
use super::source::{Body, Format, Header, Origin, Unit, is_closed, is_page, lines};
use super::table::Splitter;
use crate::error::{Error, ErrorKind, Stage};
use crate::html::{self, Page};
use crate::layout::article::split_articles;
use crate::record::{ContentHash, SourceInfo, Warning};
use crate::text::decode::Encoding;

/// One document of a unit.
#[expect(clippy::large_enum_variant, reason = "nearly all are documents, and they are handed on at once")]
pub(super) enum Found<'d> {
    Document(Document<'d>),
    /// One that could not be read.
    Failed {
        id: Cow<'d, str>,
        source: SourceInfo<'d>,
        /// Its message names the place.
        error: Error,
    },
    /// One that is not wanted.
    PassedOver,
}

impl Found<'_> {
    /// About how many bytes the work on it takes up: some thousand even for the shortest.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Document(document) => 1024 + document.text.len(),
            Self::Failed { .. } | Self::PassedOver => 1024,
        }
    }

    /// The same, borrowing nothing.
    pub(super) fn into_owned(self) -> Found<'static> {
        match self {
            Self::Document(document) => Found::Document(document.into_owned()),
            Self::Failed { id, source, error } => {
                Found::Failed { id: Cow::Owned(id.into_owned()), source: source.into_owned(), error }
            }
            Self::PassedOver => Found::PassedOver,
        }
    }
}

/// Takes the documents of a unit as they are found: most borrow from it, some from what only lives as long as the call.
type Take<'t> = &'t mut dyn FnMut(Found<'_>);

/// Finds the documents of `unit`.
pub(super) fn documents(unit: &Unit, options: &Options, take: Take<'_>) {
    let origin = &*unit.origin;
    let finder = Finder { options, origin };
    let whole = match &unit.body {
        Body::File(data) | Body::Response { data, .. } => data,
        Body::Failed { .. } => origin.path.as_bytes(),
        _ => &[],
    };
    if !whole.is_empty() && !finder.mine(whole) {
        return;
    }
    match &unit.body {
        Body::File(data) if origin.format == Some(Format::Html) => {
            finder.page(source_of(origin, None, Some(data)), &Page { bytes: data, ..Page::default() }, take);
        }
        Body::File(data) => finder.text(data, options.encoding, None, take),
        Body::Response { data, http, url } => finder.response(data, http, url.as_deref(), take),
        Body::Lines { data, first } => {
            for (number, line) in lines(data, *first) {
                if options.every_line || line.iter().any(|b| !b.is_ascii_whitespace()) {
                    finder.line(line, number, take);
                }
            }
        }
        Body::Elements { data, cuts } => {
            for cut in cuts {
                finder.line(&data[cut.start..cut.end], cut.number, take);
            }
        }
        Body::Rows { header, data, cuts } => {
            let mut splitter = Splitter::new(header);
            for cut in cuts {
                finder.row(header, &data[cut.start..cut.end], cut.number, &mut splitter, take);
            }
        }
        Body::Failed { error, line } => {
            take(Found::Failed { id: finder.id(*line), source: source_of(origin, *line, None), error: error.clone() });
        }
        Body::Notice(_) => {}
    }
}

/// What the documents of one unit have in common.
struct Finder<'u> {
    options: &'u Options,
    origin: &'u Origin,
}

impl<'u> Finder<'u> {
    /// The id of a document that brings none.
    fn id(&self, line: Option<u64>) -> Cow<'u, str> {
        match line {
            None => Cow::Borrowed(&self.origin.stem),
            Some(line) => Cow::Owned(format!("{}:{line}", self.origin.stem)),
        }
    }

    /// Whether a document of these bytes is in the part of the archive that is asked for.
    fn mine(&self, data: &[u8]) -> bool {
        self.options.shard.is_none_or(|shard| shard.holds(xxh3_64(data)))
    }

    fn document(&self, document: Document<'_>, take: Take<'_>) {
        let urls = &self.options.urls;
        let wanted = urls.is_empty() || document.url.as_deref().is_some_and(|url| urls.matches(url));
        take(if wanted { Found::Document(document) } else { Found::PassedOver });
    }

    fn fail(&self, source: SourceInfo<'_>, error: Error, take: Take<'_>) {
        let error = error.at(&place(&source));
        take(Found::Failed { id: self.id(source.line), source, error });
    }

    /// A text: one article, or several.
    fn text(&self, data: &[u8], encoding: Option<Encoding>, url: Option<&str>, take: Take<'_>) {
        let options = self.options;
        let mut source = source_of(self.origin, None, Some(data));
        source.format = Some(Format::Text.name().into());
        let decoded = guard(|| {
            let decoded = decode(data, encoding)?;
            if decoded.text.trim().is_empty() {
                return Err(Error::new(ErrorKind::Empty, Stage::Decode, "no text"));
            }
            let articles = split_articles(&decoded.text, options.split_on.as_ref());
            Ok((decoded, articles))
        });
        let (decoded, articles) = match decoded {
            Ok(decoded) => decoded,
            Err(error) => return self.fail(source, error, take),
        };
        source.encoding = Some(decoded.encoding.clone());
        let (mut passed, mut offset) = (0, 0);
        for (number, range) in articles.into_iter().enumerate() {
            offset += options.offset_unit.count(&decoded.text[passed..range.start]);
            passed = range.start;
            let id = match number {
                0 => Cow::Borrowed(self.origin.stem.as_str()),
                n => Cow::Owned(format!("{}#{}", self.origin.stem, n + 1)),
            };
            let mut document = Document {
                source: source.clone(),
                offset: Some(offset),
                url: url.map(Cow::Borrowed),
                warnings: decoded.warnings.clone(),
                ..Document::new(id, &decoded.text[range])
            };
            self.published(None, &mut document);
            self.document(document, take);
        }
    }

    /// A page as a server sent it.
    fn response(&self, data: &[u8], http: &Http, url: Option<&str>, take: Take<'_>) {
        let max = self.options.max_doc_bytes;
        let body = match guard(|| http.body(data, max)) {
            Ok(body) => body,
            Err(error) => return self.fail(source_of(self.origin, None, Some(data)), error, take),
        };
        let source = source_of(self.origin, None, Some(&body));
        if body.trim_ascii().is_empty() {
            return self.fail(source, Error::new(ErrorKind::Empty, Stage::Decode, "no text"), take);
        }
        let page = Page { bytes: &body, charset: http.charset.as_deref(), url };
        match http.content() {
            Content::Page => self.page(source, &page, take),
            Content::Unknown if is_page(body.trim_ascii_start()) => self.page(source, &page, take),
            Content::Text => {
                // What is said of a charset and not known is left to be found out.
                let stated = http.charset.as_ref().and_then(|c| c.parse().ok());
                self.text(&body, self.options.encoding.or(stated), url, take);
            }
            Content::Unknown | Content::Other => take(Found::PassedOver),
        }
    }

    /// One HTML page.
    fn page(&self, mut source: SourceInfo<'_>, page: &Page<'_>, take: Take<'_>) {
        let options = self.options;
        source.format = Some(Format::Html.name().into());
        let article = match guard(|| html::extract(page, options.encoding)) {
            Ok(article) => article,
            Err(error) => return self.fail(source, error, take),
        };
        source.encoding = Some(article.encoding.name().into());
        let mut document = Document {
            source,
            offset: None,
            title: article.title.map(Cow::Owned),
            url: article.url.map(Cow::Owned),
            publisher: article.publisher.map(Cow::Owned),
            author: article.author.map(Cow::Owned),
            kinds: article.kinds,
            warnings: doubts(article.encoding, article.mojibake, article.replaced),
            ..Document::new(self.id(None), article.text)
        };
        if let Some(published) = article.published {
            document.published = Some(published.date.into());
            document.published_time = published.time.map(Cow::Owned);
            document.published_from = Some(published.from.name().into());
        }
        self.published(None, &mut document);
        self.document(document, take);
    }

    /// One JSON object: a line of JSONL that is not blank, or an element of an array.
    fn line(&self, line: &[u8], number: u64, take: Take<'_>) {
        let options = self.options;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if !self.mine(line) {
            return;
        }
        let mut source = source_of(self.origin, Some(number), Some(line));
        if line.trim_ascii().is_empty() {
            return self.fail(source, Error::new(ErrorKind::Empty, Stage::Parse, "a blank line"), take);
        }
        if line.len() as u64 > options.max_doc_bytes {
            let message = format!("more than {} bytes (--max-doc-bytes)", options.max_doc_bytes);
            return self.fail(source, Error::new(ErrorKind::TooLarge, Stage::Read, message), take);
        }
        let decoded = match guard(|| decode(line, options.encoding)) {
            Ok(decoded) => decoded,
            Err(error) => return self.fail(source, error, take),
        };
        source.encoding = Some(decoded.encoding.clone());
        match jsonl::parse(&decoded.text, &options.fields) {
            Ok(fields) => self.fields(source, fields, decoded.warnings, take),
            Err((what, column)) => {
                let place = match column {
                    0 => place(&source),
                    _ => format!("{}:{column}", place(&source)),
                };
                let error = Error::new(ErrorKind::Json, Stage::Parse, format!("{place}: {what}"));
                take(Found::Failed { id: self.id(Some(number)), source, error });
            }
        }
    }

    /// One row of a table.
    fn row(&self, header: &Header, row: &[u8], number: u64, splitter: &mut Splitter, take: Take<'_>) {
        let options = self.options;
        if !self.mine(row) {
            return;
        }
        let mut source = source_of(self.origin, Some(number), Some(row));
        let decoded = match guard(|| decode(row, options.encoding)) {
            Ok(decoded) => decoded,
            Err(error) => return self.fail(source, error, take),
        };
        source.encoding = Some(decoded.encoding.clone());
        let bad = |what: String| Error::new(ErrorKind::Csv, Stage::Parse, what);
        if splitter.split(&decoded.text, header) {
            return self.fields(source, splitter.fields(header), decoded.warnings, take);
        }
        let text = decoded.text.trim_end_matches(['\r', '\n']);
        if !text.contains('\n') {
            let what = format!("{} fields, where the header has {}", splitter.count(), header.columns);
            return self.fail(source, bad(what), take);
        }
        // A stray quote joined what are several rows: those lines that are whole rows are good.
        let mut broken: Option<SourceInfo<'_>> = None;
        let what = || bad(format!("no row of {} fields, as the header has; a quote may be missing", header.columns));
        for (number, line) in (number..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()) {
            let mut source = source_of(self.origin, Some(number), Some(line.as_bytes()));
            source.encoding = Some(decoded.encoding.clone());
            if is_closed(line.as_bytes(), header.separator) && splitter.split(line, header) {
                if let Some(broken) = broken.take() {
                    self.fail(broken, what(), take);
                }
                self.fields(source, splitter.fields(header), decoded.warnings.clone(), take);
            } else {
                broken.get_or_insert(source);
            }
        }
        if let Some(broken) = broken {
            self.fail(broken, what(), take);
        }
    }

    /// An article whose parts have names.
    fn fields(&self, source: SourceInfo<'_>, fields: Fields<'_>, warnings: Vec<Warning<'static>>, take: Take<'_>) {
        let id = fields.id.and_then(Scalar::into_text).unwrap_or_else(|| self.id(source.line));
        let name = &self.options.fields.text;
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
        let (text, repaired) = match text {
            Ok(text) => repair(text),
            Err(error) => {
                let error = error.at(&place(&source));
                return take(Found::Failed { id, source, error });
            }
        };
        let mut document = Document {
            source,
            title: fields.title.and_then(Scalar::into_text).map(|t| repair(t).0),
            url: fields.url.and_then(Scalar::into_text),
            publisher: fields.publisher.and_then(Scalar::into_text).map(|t| repair(t).0),
            warnings,
            ..Document::new(id, text)
        };
        document.warnings.extend(repaired.map(mojibake));
        self.published(fields.date, &mut document);
        self.document(document, take);
    }

    /// The date of publication that the caller or the input's own field gives.
    fn published<'a>(&self, field: Option<Scalar<'a>>, document: &mut Document<'a>) {
        let field = field.filter(|f| *f != Scalar::Null);
        let text = field.clone().and_then(Scalar::into_text);
        let read = text.as_deref().and_then(jsonl::published);
        if let Some(date) = self.options.published {
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
}

/// The place of a document as messages name it.
pub(super) fn place(source: &SourceInfo<'_>) -> String {
    let mut place = source.path.to_string();
    if let Some(member) = &source.member {
        place.push('#');
        place.push_str(member);
    }
    if let Some(line) = source.line {
        place.push_str(&format!(":{line}"));
    }
    place
}

fn source_of<'a>(origin: &'a Origin, line: Option<u64>, data: Option<&[u8]>) -> SourceInfo<'a> {
    SourceInfo {
        path: Cow::Borrowed(&origin.path),
        member: origin.member.as_deref().map(Cow::Borrowed),
        line,
        format: origin.format.map(|f| f.name().into()),
        encoding: None,
        bytes: data.map(|d| d.len() as u64),
        hash: data.map(|d| ContentHash(xxh3_64(d))),
    }
}
