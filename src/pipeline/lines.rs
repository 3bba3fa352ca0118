//! A JSONL input, some whole lines at a time.
//!
//! Enters: a reader. Leaves: [`Unit`]s of whole lines with the number of the first. A break in the data, or a line that is
//! too long, is an error between the good lines. Not done here: opening, decompressing, parsing.

use std::io::{self, ErrorKind as Io, Read};
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memrchr};

use super::source::{Body, Origin, Packed, Unit, empty, read_error, too_large};
use crate::error::Error;

/// A line-wise input under way.
pub(super) struct Lines {
    origin: Arc<Origin>,
    reader: Box<dyn Read + Send>,
    packed: Option<Packed>,
    /// Lines are delivered as they come, without waiting for a chunk to be full.
    live: bool,
    /// Bytes read and not yet delivered: the beginning of the next line.
    carry: Vec<u8>,
    /// Number of the next line.
    line: u64,
    /// Whether there was anything but white space.
    any: bool,
    /// What to deliver after the lines read so far.
    pending: Option<Unit>,
    /// The end was reached.
    done: bool,
}

impl Lines {
    pub(super) fn new(origin: Arc<Origin>, reader: Box<dyn Read + Send>, packed: Option<Packed>, live: bool) -> Self {
        Self { origin, reader, packed, live, carry: Vec::new(), line: 1, any: false, pending: None, done: false }
    }

    /// The same input, of which nothing is said where it holds nothing.
    pub(super) fn may_be_empty(self) -> Self {
        Self { any: true, ..self }
    }

    fn failed(&self, error: Error, line: Option<u64>) -> Unit {
        Unit { origin: Arc::clone(&self.origin), body: Body::Failed { error, line } }
    }

    /// The next lines, about `chunk` bytes of them; a line is never cut.
    pub(super) fn next(&mut self, chunk: usize, max: u64) -> Option<Unit> {
        if self.done {
            return self.pending.take();
        }
        let mut data = std::mem::take(&mut self.carry);
        let mut searched = 0;
        loop {
            let want = chunk.max(data.len());
            let cut = match self.fill(&mut data, want) {
                Ok(true) => {
                    self.done = true;
                    data.len()
                }
                Ok(false) => match memrchr(b'\n', &data[searched..]) {
                    Some(at) => searched + at + 1,
                    None => 0,
                },
                Err(error) => {
                    // Whole lines before the break are good; the broken one is named in the error.
                    self.done = true;
                    let cut = memrchr(b'\n', &data).map_or(0, |at| at + 1);
                    let line = self.line + memchr_iter(b'\n', &data[..cut]).count() as u64;
                    let place = format!("{}:{line}", self.origin.place());
                    self.pending = Some(self.failed(read_error(&place, None, &error, self.packed), Some(line)));
                    data.truncate(cut);
                    self.any = true;
                    cut
                }
            };
            if cut > 0 || self.done {
                self.carry.extend_from_slice(&data[cut..]);
                data.truncate(cut);
                return self.deliver(data);
            }
            if data.len() as u64 > max {
                let line = self.line;
                self.pass_line(chunk);
                let place = format!("{}:{line}", self.origin.place());
                return Some(self.failed(too_large(&place, max), Some(line)));
            }
            searched = data.len();
        }
    }

    /// Appends `want` bytes, or what one read gives where lines are live; whether the end was reached.
    fn fill(&mut self, data: &mut Vec<u8>, want: usize) -> io::Result<bool> {
        if !self.live {
            data.reserve_exact(want);
            return Ok((&mut self.reader).take(want as u64).read_to_end(data)? < want);
        }
        let before = data.len();
        data.resize(before + want.min(64 << 10), 0);
        let outcome = loop {
            match self.reader.read(&mut data[before..]) {
                Err(error) if error.kind() == Io::Interrupted => {}
                outcome => break outcome,
            }
        };
        data.truncate(before + *outcome.as_ref().unwrap_or(&0));
        outcome.map(|n| n == 0)
    }

    fn deliver(&mut self, data: Vec<u8>) -> Option<Unit> {
        self.any |= data.iter().any(|b| !b.is_ascii_whitespace());
        if self.done && !self.any {
            return Some(self.failed(empty(&self.origin.place()), None));
        }
        if data.is_empty() {
            return self.pending.take();
        }
        let first = self.line;
        self.line += memchr_iter(b'\n', &data).count() as u64;
        Some(Unit { origin: Arc::clone(&self.origin), body: Body::Lines { data, first } })
    }

    /// Reads on to the end of a line that is too long, keeping nothing of it.
    fn pass_line(&mut self, chunk: usize) {
        self.any = true;
        self.line += 1;
        let mut buffer = Vec::with_capacity(chunk);
        loop {
            buffer.clear();
            match (&mut self.reader).take(chunk as u64).read_to_end(&mut buffer) {
                Ok(_) => {}
                Err(error) => {
                    self.done = true;
                    let place = format!("{}:{}", self.origin.place(), self.line - 1);
                    self.pending =
                        Some(self.failed(read_error(&place, None, &error, self.packed), Some(self.line - 1)));
                    return;
                }
            }
            if let Some(at) = memchr(b'\n', &buffer) {
                self.carry.extend_from_slice(&buffer[at + 1..]);
                return;
            }
            if buffer.len() < chunk {
                self.done = true;
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::source::Format;

    fn lines(data: &'static [u8], chunk: usize, max: u64) -> Vec<String> {
        let origin = Arc::new(Origin { path: "x".into(), member: None, stem: "x".into(), format: Some(Format::Jsonl) });
        let mut lines = Lines::new(origin, Box::new(data), None, false);
        std::iter::from_fn(|| lines.next(chunk, max))
            .map(|u| match u.body {
                Body::Lines { data, first } => format!("{first} {}", String::from_utf8_lossy(&data).escape_debug()),
                Body::Failed { error, .. } => error.to_string(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn chunks_end_at_line_ends() {
        assert_eq!(lines(b"ab\ncd\nef", 4, 100), ["1 ab\\n", "2 cd\\n", "3 ef"]);
        assert_eq!(lines(b"a\nb\nc", 100, 100), ["1 a\\nb\\nc"]);
        // A line longer than a chunk doubles what is read at once.
        assert_eq!(lines(b"abcdefgh\nx\n", 2, 100), ["1 abcdefgh\\nx\\n"]);
        assert_eq!(lines(b" \n\n", 2, 100), ["1  \\n", "x: no text"]);
        assert_eq!(lines(b"", 2, 100), ["x: no text"]);
    }

    #[test]
    fn a_long_line_is_passed_over_alone() {
        let got = lines(b"a\nbcdefghijklmnop\nc\nd\n", 2, 4);
        assert_eq!(got, ["1 a\\n", "x:2: more than 4 bytes (--max-doc-bytes)", "3 c\\n", "4 d\\n"]);
    }
}
