//! The rows of a CSV or TSV table, some whole ones at a time.
//!
//! Enters: a reader. Leaves: [`Unit`]s of whole rows, each with the line it begins on, and the [`Header`] by which workers
//! read them. Line ends in quotes belong to the row. A quote that is never closed costs the line it stands on and no more.
//! Not done here: taking rows apart, decoding.

use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2};

use super::failure::{empty, read_error, too_large};
use super::window::Window;
use super::{Body, Container, Context, Cut, Format, Origin, Packed, Reader, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};
use crate::pipeline::options::FieldNames;
use crate::text::decode;

/// A quoted field that goes on for more bytes was never meant to.
const MOST_QUOTED: usize = 32 << 20;

/// What the columns of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What stands between two fields.
    pub(in crate::pipeline) separator: u8,
    /// Number of columns.
    pub(in crate::pipeline) columns: usize,
    /// The column of the article, the id, the date, the headline, the address, the publisher.
    pub(in crate::pipeline) roles: [Option<usize>; 6],
}

impl Header {
    fn read(line: &[u8], separator: u8, names: &FieldNames) -> Result<Self, Error> {
        let line = decode::decode(line.trim_ascii_end(), None)?.text;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(line.as_bytes());
        let mut row = csv::StringRecord::new();
        let bad = |what: String| Error::new(ErrorKind::Csv, Stage::Parse, what);
        reader.read_record(&mut row).map_err(|e| bad(e.to_string()))?;
        let find = |name: &String| {
            row.iter()
                .position(|c| c.trim() == name)
                .or_else(|| row.iter().position(|c| c.trim().to_lowercase() == name.to_lowercase()))
        };
        let wanted = [&names.text, &names.id, &names.date, &names.title, &names.url, &names.publisher];
        let roles = wanted.map(find);
        if roles[0].is_none() {
            let columns: Vec<_> = row.iter().take(30).map(|c| format!("{:?}", c.trim())).collect();
            let columns = columns.join(", ");
            return Err(bad(format!("no column {:?} (--text-field); the columns are {columns}", names.text)));
        }
        Ok(Self { separator, columns: row.len(), roles })
    }
}

/// The separator of a table by its first line: the most frequent one outside quotes.
fn separator(line: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line {
        quoted ^= *byte == b'"';
        if !quoted && let Some((_, n)) = counts.iter_mut().find(|(c, _)| c == byte) {
            *n += 1;
        }
    }
    // The first of equals.
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(c, _)| *c)
}

/// A table under way.
pub(super) struct Rows {
    origin: Arc<Origin>,
    packed: Option<Packed>,
    window: Window,
    header: Option<Arc<Header>>,
    /// Number of the line that the row under way begins on.
    line: u64,
    /// Where it begins, and how far it was looked at, in the unread bytes.
    start: usize,
    at: usize,
    state: State,
    /// The row is too long, and nothing of it is kept.
    passing: bool,
    cuts: Vec<Cut>,
    /// Bytes that were looked at twice, because a quote was not closed.
    again: u64,
    failure: Option<Unit>,
    finished: bool,
}

/// Where in a row a byte stands; as the crate `csv` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// After a quote in a quoted field: its end, or half of a quote in the text.
    Quote,
}

impl Rows {
    pub(super) fn new(origin: Arc<Origin>, reader: Reader, packed: Option<Packed>, live: bool) -> Self {
        Self {
            origin,
            packed,
            window: Window::new(reader, live),
            header: None,
            line: 1,
            start: 0,
            at: 0,
            state: State::Start,
            passing: false,
            cuts: Vec::new(),
            again: 0,
            failure: None,
            finished: false,
        }
    }

    fn fail(&mut self, kind: ErrorKind, what: &str) {
        let error = Error::new(kind, Stage::Parse, format!("{}:{}: {what}", self.origin.place(), self.line));
        self.failure = Some(Unit::failed(&self.origin, error, Some(self.line)));
    }

    /// The header, read from the first line; `false` where more must be read first, or there is none.
    fn begin(&mut self, cx: &Context) -> bool {
        let data = self.window.unread();
        let mark = if data.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        if data.starts_with(b"\xff\xfe") || data.starts_with(b"\xfe\xff") {
            self.fail(ErrorKind::Csv, "a table in UTF-16: save it as UTF-8");
            self.finished = true;
            return false;
        }
        let blank = data[mark..].iter().take_while(|b| b.is_ascii_whitespace()).count() + mark;
        let separator = match self.origin.format {
            Some(Format::Tsv) => b'\t',
            _ => {
                let line = memchr(b'\n', &data[blank..]).map_or(data.len(), |n| blank + n);
                separator(&data[blank..line])
            }
        };
        let mut state = State::Start;
        let (end, found) = scan(data, blank, separator, &mut state);
        let complete = found || self.window.done();
        if !complete && data.len() < MOST_QUOTED {
            return false;
        }
        if blank == data.len() {
            let error = empty(&self.origin.place());
            self.failure = Some(Unit::failed(&self.origin, error, None));
            self.finished = true;
            return false;
        }
        let header = Header::read(&data[blank..end], separator, &cx.options.fields);
        self.line = 1 + memchr_iter(b'\n', &data[..blank]).count() as u64;
        match header {
            Ok(header) => {
                self.line += memchr_iter(b'\n', &data[blank..end]).count() as u64;
                self.header = Some(Arc::new(header));
                self.window.advance(end);
                true
            }
            Err(error) => {
                self.fail(error.kind(), &error.to_string());
                self.finished = true;
                false
            }
        }
    }

    /// Finds the rows of what was read.
    fn cut(&mut self, separator: u8, max: u64) {
        loop {
            let data = self.window.unread();
            let (at, found) = scan(data, self.at, separator, &mut self.state);
            self.at = at;
            if found || self.window.done() && self.state != State::Quoted {
                let row = &data[self.start..at];
                let lines = memchr_iter(b'\n', row).count() as u64;
                let blank = row.iter().all(u8::is_ascii_whitespace);
                if !blank && !self.passing {
                    self.cuts.push(Cut { start: self.start, end: at, number: self.line });
                }
                self.line += lines;
                (self.start, self.state, self.passing) = (at, State::Start, false);
                if !found {
                    self.finished = true;
                    return;
                }
                continue;
            }
            let length = at - self.start;
            if self.state == State::Quoted && (self.window.done() || length > MOST_QUOTED) {
                self.unclosed();
                if self.finished || self.failure.is_some() {
                    return;
                }
            } else if length as u64 > max && !self.passing {
                let error = too_large(&format!("{}:{}", self.origin.place(), self.line), max);
                self.failure = Some(Unit::failed(&self.origin, error, Some(self.line)));
                self.passing = true;
            }
            return;
        }
    }

    /// A quote is not closed: the row that it is in is lost, and what comes after its first line is read again.
    fn unclosed(&mut self) {
        self.fail(ErrorKind::Csv, "a quoted field is not closed");
        let data = self.window.unread();
        self.again += (self.at - self.start) as u64;
        let next = memchr(b'\n', &data[self.start..self.at]).map(|n| self.start + n + 1);
        // A file made of such rows would be looked at again and again; then all that was looked at is lost.
        let next = if self.again <= 4 * self.window.total() + (MOST_QUOTED as u64) { next } else { None };
        match next {
            Some(next) => {
                self.line += 1;
                (self.start, self.at, self.state) = (next, next, State::Start);
            }
            None => {
                self.finished = self.window.done();
                self.line += memchr_iter(b'\n', &data[self.start..self.at]).count() as u64;
                (self.start, self.passing) = (self.at, !self.finished);
                self.state = State::Plain;
            }
        }
    }

    /// The rows that are complete.
    fn deliver(&mut self) -> Option<Unit> {
        let cuts = std::mem::take(&mut self.cuts);
        let end = cuts.last()?.end;
        let header = Arc::clone(self.header.as_ref()?);
        let data = self.window.take(end);
        (self.start, self.at) = (self.start - end, self.at - end);
        Some(Unit { origin: Arc::clone(&self.origin), body: Body::Rows { header, data, cuts } })
    }
}

/// Whether all quotes of a row are closed.
pub(in crate::pipeline) fn is_closed(row: &[u8], separator: u8) -> bool {
    let mut state = State::Start;
    let (mut at, mut ended) = (0, true);
    while ended {
        (at, ended) = scan(row, at, separator, &mut state);
    }
    state != State::Quoted
}

/// Looks for the end of a row; where it got to, and whether that is the end.
fn scan(data: &[u8], mut at: usize, separator: u8, state: &mut State) -> (usize, bool) {
    while let Some(&byte) = data.get(at) {
        match *state {
            State::Start if byte == b'"' => {
                *state = State::Quoted;
                at += 1;
            }
            State::Quote if byte == b'"' => {
                *state = State::Quoted;
                at += 1;
            }
            State::Quoted => match memchr(b'"', &data[at..]) {
                None => return (data.len(), false),
                Some(n) => {
                    *state = State::Quote;
                    at += n + 1;
                }
            },
            State::Start | State::Plain | State::Quote => match memchr2(separator, b'\n', &data[at..]) {
                None => {
                    *state = State::Plain;
                    return (data.len(), false);
                }
                Some(n) => {
                    *state = State::Start;
                    at += n + 1;
                    if data[at - 1] == b'\n' {
                        return (at, true);
                    }
                }
            },
        }
    }
    (at, false)
}

impl Container for Rows {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        loop {
            if let Some(unit) = self.deliver().or_else(|| self.failure.take()) {
                return Some(Step::Unit(unit));
            }
            if self.finished {
                return None;
            }
            if self.passing {
                self.line += memchr_iter(b'\n', &self.window.unread()[self.start..self.at]).count() as u64;
                self.start = self.at;
            }
            self.window.advance(self.start);
            (self.start, self.at) = (0, self.at - self.start);
            if !self.window.done()
                && let Err(error) = self.window.more(cx.options.chunk_bytes)
            {
                let error = read_error(&format!("{}:{}", self.origin.place(), self.line), None, &error, self.packed);
                self.failure = Some(Unit::failed(&self.origin, error, Some(self.line)));
                self.finished = true;
            }
            if self.finished || self.header.is_none() && !self.begin(cx) {
                continue;
            }
            if let Some(separator) = self.header.as_ref().map(|h| h.separator)
                && !self.finished
            {
                self.cut(separator, cx.options.max_doc_bytes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found_in_the_first_line() {
        assert_eq!(separator(b"id,text,url"), b',');
        assert_eq!(separator(b"id;\"a,b,c,d\";text"), b';');
        assert_eq!(separator(b"id\ttext"), b'\t');
        assert_eq!(separator(b"text"), b',');
    }

    #[test]
    fn rows_end_where_csv_ends_them() {
        for (data, wanted) in [
            (&b"a,b\nc"[..], (4, true)),
            (b"a,\"b\nc\"\nd", (8, true)),
            (b"\"a\"\"\n\"\"b\",c\nd", (12, true)),
            (b"a\"b,c\"\nd", (7, true)),
            (b"\"a\"b\"\nd", (6, true)),
            (b"a,\"b\n", (5, false)),
            (b"a,b", (3, false)),
        ] {
            let mut state = State::Start;
            let found = scan(data, 0, b',', &mut state);
            assert_eq!(found, wanted, "{}", data.escape_ascii());
            // The same wherever a read ends.
            for split in 0..data.len() {
                let mut state = State::Start;
                let (at, end) = scan(&data[..split], 0, b',', &mut state);
                if !end {
                    assert_eq!(scan(data, at, b',', &mut state), wanted, "{} at {split}", data.escape_ascii());
                }
            }
            if wanted.1 {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(data);
                let mut row = csv::ByteRecord::new();
                assert!(reader.read_byte_record(&mut row).expect("a row"));
                assert_eq!(reader.position().byte(), wanted.0 as u64, "{}", data.escape_ascii());
            }
        }
    }
}
