//! The elements of a JSON array, or JSON values one after the other, some whole ones at a time.
//!
//! Enters: a reader. Leaves: [`Unit`]s of whole values with their numbers; only their ends are looked for, so the array may
//! be of any length. A value that is too long, or never ends, is an error between the good ones. Not done here: reading the
//! values.

use std::sync::Arc;

use memchr::memchr2;

use super::failure::{empty, read_error, too_large};
use super::window::Window;
use super::{Body, Container, Context, Cut, Origin, Packed, Reader, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};

/// An array under way.
pub(super) struct Elements {
    origin: Arc<Origin>,
    packed: Option<Packed>,
    window: Window,
    scan: Scan,
    /// What comes after the values read so far.
    failure: Option<Unit>,
    finished: bool,
}

/// How far the unread bytes were looked at.
#[derive(Debug, Default)]
struct Scan {
    at: usize,
    /// Where the value that is not complete begins.
    start: Option<usize>,
    /// Brackets open in it.
    depth: u32,
    within: Within,
    /// Whether the values stand in an array; unknown before the first byte.
    array: Option<bool>,
    closed: bool,
    /// Number of values begun.
    number: u64,
    /// The value is too long, and nothing of it is kept.
    passing: bool,
    /// What cannot be gone on after.
    wrong: Option<&'static str>,
    cuts: Vec<Cut>,
}

/// What kind of token a byte is part of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// None: brackets, commas and the like.
    #[default]
    Structure,
    String,
    /// After a backslash.
    Escape,
    /// A number or a word that is a value of its own.
    Word,
}

impl Scan {
    /// Looks at all bytes that were not looked at.
    fn run(&mut self, data: &[u8]) {
        while let Some(&byte) = data.get(self.at) {
            match self.within {
                Within::Escape => {
                    self.within = Within::String;
                    self.at += 1;
                }
                Within::String => match memchr2(b'"', b'\\', &data[self.at..]) {
                    None => self.at = data.len(),
                    Some(n) => {
                        self.at += n + 1;
                        self.within = if data[self.at - 1] == b'\\' { Within::Escape } else { Within::Structure };
                        if self.within == Within::Structure && self.depth == 0 {
                            self.end(self.at);
                        }
                    }
                },
                Within::Word => {
                    if byte.is_ascii_whitespace() || matches!(byte, b',' | b']') {
                        self.within = Within::Structure;
                        self.end(self.at);
                    } else {
                        self.at += 1;
                    }
                }
                Within::Structure if self.start.is_some() => {
                    self.at += 1;
                    match byte {
                        b'"' => self.within = Within::String,
                        b'{' | b'[' => self.depth += 1,
                        b'}' | b']' => {
                            self.depth -= 1;
                            if self.depth == 0 {
                                self.end(self.at);
                            }
                        }
                        _ => {}
                    }
                }
                Within::Structure => {
                    self.between(byte);
                    if self.wrong.is_some() {
                        return;
                    }
                    self.at += 1;
                }
            }
        }
    }

    /// A byte outside of all values.
    fn between(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ if self.closed => self.wrong = Some("something stands after the end of the array"),
            b'[' if self.array.is_none() => self.array = Some(true),
            b',' if self.number > 0 => {}
            b']' if self.array == Some(true) => self.closed = true,
            b',' | b']' | b'}' => self.wrong = Some("a value is missing here"),
            _ => {
                self.array.get_or_insert(false);
                self.number += 1;
                self.start = Some(self.at);
                match byte {
                    b'{' | b'[' => self.depth = 1,
                    b'"' => self.within = Within::String,
                    _ => self.within = Within::Word,
                }
            }
        }
    }

    fn end(&mut self, end: usize) {
        if let Some(start) = self.start.take()
            && !std::mem::take(&mut self.passing)
        {
            self.cuts.push(Cut { start, end, number: self.number });
        }
    }
}

impl Elements {
    pub(super) fn new(origin: Arc<Origin>, reader: Reader, packed: Option<Packed>, live: bool) -> Self {
        let window = Window::new(reader, live);
        Self { origin, packed, window, scan: Scan::default(), failure: None, finished: false }
    }

    fn fail(&mut self, error: Error) {
        // A second failure has its cause in the first.
        self.failure.get_or_insert(Unit::failed(&self.origin, error, Some(self.scan.number).filter(|n| *n > 0)));
    }

    fn place(&self) -> String {
        match self.scan.number {
            0 => self.origin.place(),
            number => format!("{}:{number}", self.origin.place()),
        }
    }

    /// Reads on and looks at what was read.
    fn step(&mut self, cx: &Context) {
        let first = self.window.total() == 0;
        match self.window.more(cx.options.chunk_bytes) {
            Ok(()) => {}
            Err(error) => {
                let error = read_error(&self.place(), None, &error, self.packed);
                self.fail(error);
                self.finished = true;
            }
        }
        if first && self.window.unread().starts_with(b"\xef\xbb\xbf") {
            self.scan.at = 3;
        }
        self.scan.run(self.window.unread());
        if let Some(what) = self.scan.wrong {
            let error = Error::new(ErrorKind::Json, Stage::Parse, format!("{}: {what}", self.place()));
            self.fail(error);
            self.finished = true;
        } else if self.window.done() && !self.finished {
            self.finished = true;
            self.last();
        }
    }

    /// What the end of the data means.
    fn last(&mut self) {
        if self.scan.within == Within::Word {
            self.scan.end(self.scan.at);
        }
        let place = self.place();
        let early = |what: String| Error::new(ErrorKind::Json, Stage::Parse, what);
        if self.scan.start.is_some() {
            self.fail(early(format!("{place}: the data ends within this element")));
        } else if self.scan.array == Some(true) && !self.scan.closed {
            self.fail(early(format!("{place}: the array is not closed after this element")));
        } else if self.scan.number == 0 {
            let error = empty(&self.origin.place());
            self.fail(error);
        }
    }

    /// The values that are complete.
    fn deliver(&mut self) -> Option<Unit> {
        let cuts = std::mem::take(&mut self.scan.cuts);
        let end = cuts.last()?.end;
        let data = self.window.take(end);
        self.scan.at -= end;
        self.scan.start = self.scan.start.map(|s| s - end);
        Some(Unit { origin: Arc::clone(&self.origin), body: Body::Elements { data, cuts } })
    }
}

impl Container for Elements {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        loop {
            if let Some(unit) = self.deliver().or_else(|| self.failure.take()) {
                return Some(Step::Unit(unit));
            }
            if self.finished {
                return None;
            }
            // Nothing before the value under way is needed, and nothing of one that is too long.
            let max = cx.options.max_doc_bytes;
            let done = match self.scan.start {
                None => self.scan.at,
                Some(start) if self.scan.passing || (self.scan.at - start) as u64 > max => {
                    if !std::mem::replace(&mut self.scan.passing, true) {
                        let error = too_large(&self.place(), max);
                        self.fail(error);
                    }
                    self.scan.at
                }
                Some(start) => start,
            };
            self.window.advance(done);
            self.scan.at -= done;
            self.scan.start = self.scan.start.map(|s| s.saturating_sub(done));
            if self.failure.is_none() {
                self.step(cx);
            }
        }
    }
}
