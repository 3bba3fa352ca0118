//! Documents told apart in a stream of bytes.
//!
//! Enters: the bytes that a [`Sink`] makes of each document. Leaves: the same, each document behind a head that says which
//! input it is from; [`Frames`] takes the stream apart again, however it was cut on the way. So the driver writes one stream
//! in order, and whoever receives it can make a file for each input or document. Not done here: names of files.

use std::io;

use super::Sink;
use crate::error::Error;
use crate::record::{ErrorRecord, Record, SourceInfo};

/// A sink of frames around another sink's documents.
pub struct Framed<'s>(pub &'s dyn Sink);

/// One document of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'f> {
    /// Path of the input it is from.
    pub path: &'f str,
    /// The line of the input, for line-wise ones.
    pub line: Option<u64>,
    /// Whether the input is articles and nothing else, and not a container of many documents.
    pub plain: bool,
    /// The document in the format of the inner sink.
    pub body: &'f [u8],
}

/// Takes a stream of frames apart.
#[derive(Debug, Default)]
pub struct Frames {
    /// The beginning of a frame whose end has not come.
    rest: Vec<u8>,
}

/// Bytes of the fixed part of a head: length of the path, length of the body, line, flags.
const HEAD: usize = 4 + 8 + 8 + 1;
const PLAIN: u8 = 1;

impl Framed<'_> {
    fn frame(
        source: &SourceInfo<'_>,
        out: &mut Vec<u8>,
        body: impl FnOnce(&mut Vec<u8>) -> Result<(), Error>,
    ) -> Result<usize, Error> {
        let start = out.len();
        let plain = source.member.is_none() && source.line.is_none();
        out.extend_from_slice(&(source.path.len() as u32).to_le_bytes());
        out.extend_from_slice(&[0; 8]);
        out.extend_from_slice(&source.line.unwrap_or(0).to_le_bytes());
        out.push(if plain { PLAIN } else { 0 });
        out.extend_from_slice(source.path.as_bytes());
        let begin = out.len();
        body(out)?;
        let len = out.len() - begin;
        out[start + 4..start + 12].copy_from_slice(&(len as u64).to_le_bytes());
        Ok(len)
    }
}

impl Sink for Framed<'_> {
    fn holds_errors(&self) -> bool {
        self.0.holds_errors()
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        Self::frame(&record.source, out, |out| self.0.record(record, out)).map(|_| ())
    }

    fn error(&self, error: &ErrorRecord<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let start = out.len();
        if Self::frame(&error.source, out, |out| self.0.error(error, out))? == 0 {
            out.truncate(start);
        }
        Ok(())
    }
}

impl Frames {
    /// Takes more of the stream, and calls `each` for every frame that is complete.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn push(&mut self, bytes: &[u8], mut each: impl FnMut(Frame<'_>) -> io::Result<()>) -> io::Result<()> {
        if self.rest.is_empty() {
            let used = Self::take(bytes, &mut each)?;
            self.rest.extend_from_slice(&bytes[used..]);
        } else {
            self.rest.extend_from_slice(bytes);
            let used = Self::take(&self.rest, &mut each)?;
            self.rest.drain(..used);
        }
        Ok(())
    }

    /// Whether all frames were complete.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The whole frames at the beginning of `bytes`; how many bytes they are.
    fn take(bytes: &[u8], each: &mut impl FnMut(Frame<'_>) -> io::Result<()>) -> io::Result<usize> {
        let mut at = 0;
        while let Some((frame, len)) = Self::first(&bytes[at..])? {
            each(frame)?;
            at += len;
        }
        Ok(at)
    }

    /// The first frame, and its length with the head; nothing where it is not complete.
    fn first(bytes: &[u8]) -> io::Result<Option<(Frame<'_>, usize)>> {
        let Some((head, rest)) = bytes.split_at_checked(HEAD) else { return Ok(None) };
        let (path, body) = (number(&head[..4]) as usize, number(&head[4..12]) as usize);
        let Some((path, rest)) = rest.split_at_checked(path) else { return Ok(None) };
        let Some(body) = rest.get(..body) else { return Ok(None) };
        let path = std::str::from_utf8(path).map_err(io::Error::other)?;
        let line = Some(number(&head[12..20])).filter(|n| *n != 0);
        let frame = Frame { path, line, plain: head[20] & PLAIN != 0, body };
        Ok(Some((frame, HEAD + path.len() + body.len())))
    }
}

/// A little-endian number of up to eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(path: &str, line: Option<u64>, body: &[u8]) -> Vec<u8> {
        let mut source =
            SourceInfo { path: path.into(), member: None, line, format: None, encoding: None, bytes: None, hash: None };
        source.line = line;
        let mut out = Vec::new();
        let put = |out: &mut Vec<u8>| {
            out.extend_from_slice(body);
            Ok(())
        };
        assert_eq!(Framed::frame(&source, &mut out, put).expect("memory"), body.len());
        out
    }

    #[test]
    fn frames_survive_any_cut() {
        let stream =
            [frame("a.txt", None, b"one"), frame("th\u{1ee9}/b.jsonl", Some(300), b""), frame("", None, b"3")].concat();
        for step in 1..=stream.len() {
            let (mut frames, mut seen) = (Frames::default(), Vec::new());
            for piece in stream.chunks(step) {
                let each = |f: Frame<'_>| {
                    seen.push((f.path.to_owned(), f.line, f.plain, f.body.to_vec()));
                    Ok(())
                };
                frames.push(piece, each).expect("frames");
            }
            assert!(frames.is_empty());
            let want = [
                ("a.txt".to_owned(), None, true, b"one".to_vec()),
                ("th\u{1ee9}/b.jsonl".to_owned(), Some(300), false, Vec::new()),
                (String::new(), None, true, b"3".to_vec()),
            ];
            assert_eq!(seen, want, "pieces of {step}");
        }
    }
}
