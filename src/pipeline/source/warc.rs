//! A web archive (WARC): its pages, one after the other.
//!
//! Enters: a reader of the unpacked archive. Leaves: a [`Unit`] for each response and resource that may be an article. All
//! other records, and pictures, redirects and the like, are passed over without being kept. Where the length that a record
//! states is wrong, the record is an error and reading goes on at the next one that can be found. `WARC-Date` is the time of
//! fetching and says nothing of publication. Not done here: chunks and compression of bodies (workers undo them).

use std::io;
use std::sync::Arc;

use memchr::memmem;

use super::failure::{empty, read_error, too_large};
use super::window::Window;
use super::{Body, Container, Context, Origin, Packed, Reader, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};
use crate::pipeline::http::{Content, Http, fields, head_end};

/// The head of a record, or of a response in it, takes no more bytes.
const MOST_HEAD: usize = 256 << 10;
/// So records begin.
const BEGIN: &[u8] = b"WARC/";
/// So records begin where another one was before.
const NEXT: &[u8] = b"\nWARC/";

/// An archive under way.
pub(super) struct Warc {
    origin: Arc<Origin>,
    packed: Option<Packed>,
    window: Window,
    /// Number of records met.
    number: u64,
    /// Bytes that are looked at twice, because the length of a record was wrong.
    again: u64,
    finished: bool,
}

/// What the head of a record says, as far as it matters here.
#[derive(Default)]
struct Head {
    kind: String,
    id: Option<String>,
    url: Option<String>,
    media: String,
    length: Option<u64>,
}

impl Head {
    fn read(head: &[u8]) -> Self {
        let mut out = Self::default();
        let bare =
            |v: String| Some(v.trim_start_matches('<').trim_end_matches('>').to_owned()).filter(|v| !v.is_empty());
        for (name, value) in fields(head) {
            match name.as_str() {
                "warc-type" => out.kind = value.to_ascii_lowercase(),
                "warc-record-id" => out.id = bare(value),
                "warc-target-uri" => out.url = bare(value),
                "content-type" => out.media = value,
                "content-length" => out.length = value.parse().ok(),
                _ => {}
            }
        }
        out
    }

    fn is_http(&self) -> bool {
        self.kind == "response"
            && (self.media.is_empty() || self.media.to_ascii_lowercase().starts_with("application/http"))
    }
}

impl Warc {
    pub(super) fn new(origin: Arc<Origin>, reader: Reader, packed: Option<Packed>, live: bool) -> Self {
        Self { origin, packed, window: Window::new(reader, live), number: 0, again: 0, finished: false }
    }

    /// The origin of a record.
    fn of(&self, head: &Head) -> Arc<Origin> {
        let number = format!("{}:{}", self.origin.stem, self.number);
        let mut origin = Origin { stem: head.id.clone().unwrap_or(number), ..(*self.origin).clone() };
        if let Some(id) = &head.id {
            origin.member = Some(match &origin.member {
                Some(outer) => format!("{outer}#{id}"),
                None => id.clone(),
            });
        }
        Arc::new(origin)
    }

    fn bad(&self, head: &Head, what: &str) -> Unit {
        let origin = self.of(head);
        let place = if head.id.is_some() { origin.place() } else { format!("{}:{}", origin.place(), self.number) };
        let error = Error::new(ErrorKind::Archive, Stage::Parse, format!("{place}: {what}"));
        Unit::failed(&origin, error, None)
    }

    /// The next record; `None` where it is none to read, or there is no more.
    fn record(&mut self, cx: &Context) -> io::Result<Option<Unit>> {
        self.window.ensure(BEGIN.len() + 4)?;
        while matches!(self.window.unread().first(), Some(b'\r' | b'\n')) {
            self.window.advance(1);
            self.window.ensure(BEGIN.len())?;
        }
        if self.window.unread().is_empty() {
            self.finished = true;
            let none = self.number == 0;
            return Ok(none.then(|| Unit::failed(&self.origin, empty(&self.origin.place()), None)));
        }
        self.number += 1;
        if !self.window.unread().starts_with(BEGIN) {
            self.seek()?;
            return Ok(Some(self.bad(&Head::default(), "no record begins here; the next one is looked for")));
        }
        let Some(end) = self.head(usize::MAX)? else {
            let unit = self.bad(&Head::default(), "the head of the record is not whole");
            self.window.advance(1);
            self.seek()?;
            return Ok(Some(unit));
        };
        let head = Head::read(&self.window.unread()[..end]);
        self.window.advance(end);
        let Some(length) = head.length else {
            self.seek()?;
            return Ok(Some(self.bad(&head, "the record states no Content-Length")));
        };
        self.content(&head, length, cx)
    }

    /// Where the head at the beginning of the unread bytes ends, of which only `within` belong to it.
    fn head(&mut self, within: usize) -> io::Result<Option<usize>> {
        let mut looked = 0;
        loop {
            let data = self.window.unread();
            let data = &data[..data.len().min(within).min(MOST_HEAD)];
            // The blank line may lie across what was read before.
            if let Some(end) = head_end(&data[looked..]) {
                return Ok(Some(looked + end));
            }
            if self.window.done() || data.len() >= within.min(MOST_HEAD) {
                return Ok(None);
            }
            looked = data.len().saturating_sub(3);
            self.window.more(1)?;
        }
    }

    /// The content of a record.
    fn content(&mut self, head: &Head, length: u64, cx: &Context) -> io::Result<Option<Unit>> {
        let max = cx.options.max_doc_bytes;
        let urls = &cx.options.urls;
        let chosen = urls.is_empty() || head.url.as_deref().is_some_and(|u| urls.matches(u));
        let mut http = None;
        let mut before = 0;
        if chosen && head.is_http() {
            let within = usize::try_from(length).unwrap_or(usize::MAX);
            if let Some(end) = self.head(within)? {
                before = end;
                http = Http::parse(&self.window.unread()[..end]).map(|(http, _)| http);
            }
            if http.is_none() && (self.window.unread().len() as u64) >= length.min(MOST_HEAD as u64) {
                let whole = self.pass(length)?;
                let unit =
                    if whole { self.bad(head, "no head of HTTP in the response") } else { self.wrong(head, length)? };
                return Ok(Some(unit));
            }
        } else if chosen && head.kind == "resource" {
            let mut resource = Http::default();
            resource.content_type(&head.media);
            http = Some(resource);
        }
        let Some(http) = http.filter(|http| is_wanted(http, head.url.as_deref())) else {
            if matches!(head.kind.as_str(), "response" | "resource") {
                cx.pass_over();
            }
            return Ok(if self.pass(length)? { None } else { Some(self.wrong(head, length)?) });
        };
        if length - before as u64 > max {
            let error = too_large(&self.of(head).place(), max);
            let whole = self.pass(length)?;
            return Ok(Some(if whole { Unit::failed(&self.of(head), error, None) } else { self.wrong(head, length)? }));
        }
        let length = length as usize;
        let there = self.window.ensure(length)?;
        if !there || !self.ends_here(length)? {
            return Ok(Some(self.wrong(head, length as u64)?));
        }
        let data = self.window.unread()[before..length].to_vec();
        self.window.advance(length);
        Ok(Some(Unit { origin: self.of(head), body: Body::Response { data, http, url: head.url.clone() } }))
    }

    /// Whether a record may end after `n` unread bytes: another one begins there, or nothing comes.
    fn ends_here(&mut self, n: usize) -> io::Result<bool> {
        self.window.ensure(n + 4 + BEGIN.len())?;
        let rest = &self.window.unread()[n..];
        let ends = rest.iter().take(4).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let next = &rest[ends..];
        Ok((ends > 0 || rest.is_empty()) && BEGIN.starts_with(&next[..next.len().min(BEGIN.len())]))
    }

    /// Passes over content; `false` where the record does not end there.
    fn pass(&mut self, length: u64) -> io::Result<bool> {
        match usize::try_from(length) {
            // Kept until it is seen to be right, so that a wrong length costs no other record.
            Ok(n) if n <= MOST_HEAD => {
                if !self.window.ensure(n)? || !self.ends_here(n)? {
                    return Ok(false);
                }
                self.window.advance(n);
                Ok(true)
            }
            _ => Ok(self.window.discard(length)? && self.ends_here(0)?),
        }
    }

    /// The length of a record is wrong, or the archive ends within it.
    fn wrong(&mut self, head: &Head, length: u64) -> io::Result<Unit> {
        let short = self.window.done() && (self.window.unread().len() as u64) < length;
        let what =
            if short { "the archive ends within this record" } else { "no record begins where this one should end" };
        let unit = self.bad(head, &format!("{what}; its Content-Length is {length}"));
        self.again += self.window.unread().len() as u64;
        // An archive of nothing but wrong lengths would be looked at again and again.
        if self.again > 4 * self.window.total() + (64 << 20) {
            self.finished = true;
        } else {
            self.seek()?;
        }
        Ok(unit)
    }

    /// Goes on to where a record begins.
    fn seek(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = memmem::find(self.window.unread(), NEXT) {
                self.window.advance(at + 1);
                return Ok(());
            }
            let passed = self.window.unread().len().saturating_sub(NEXT.len());
            self.window.advance(passed);
            if self.window.done() {
                let rest = self.window.unread().len();
                self.window.advance(rest);
                return Ok(());
            }
            self.window.more(1)?;
        }
    }
}

/// Whether what a server sent may be an article.
fn is_wanted(http: &Http, url: Option<&str>) -> bool {
    let good = http.status.is_none_or(|s| (200..300).contains(&s));
    let robots = url.is_some_and(|u| u.split(['?', '#']).next().is_some_and(|u| u.ends_with("/robots.txt")));
    good && !robots && http.content() != Content::Other
}

impl Container for Warc {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        while !self.finished {
            match self.record(cx) {
                Ok(Some(unit)) => return Some(Step::Unit(unit)),
                Ok(None) => {}
                Err(error) => {
                    self.finished = true;
                    let place = format!("{}:{}", self.origin.place(), self.number.max(1));
                    let error = read_error(&place, None, &error, self.packed);
                    return Some(Step::Unit(Unit::failed(&self.origin, error, None)));
                }
            }
        }
        None
    }
}
