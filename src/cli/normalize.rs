//! `tinviet normalize`: text in, the same text in one spelling out.
//!
//! Enters: files or standard input, of any length. Leaves: UTF-8 text; on request a line of JSON for each change. Not done
//! here: the changes themselves (that is `text::normalise`), reading and decoding (`pipeline::Pieces`).

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use memchr::memchr_iter;
use serde::Serialize;

use super::args::NormalizeArgs;
use super::output::Output;
use super::{Exit, Usage, signal, tell};
use crate::error::Error;
use crate::pipeline::{Input, Pieces};
use crate::text::decode::Encoding;
use crate::text::normalise::{Normalised, Normaliser};
use crate::text::offset::count;

/// Runs the command.
pub(crate) fn run(args: &NormalizeArgs) -> Result<Exit> {
    let stdin = [Path::new("-").to_owned()];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    if files.iter().filter(|p| *p == Path::new("-")).count() > 1 {
        return Err(Usage("standard input can be read only once".into()).into());
    }
    if args.output.is_some() && args.output == args.edits {
        return Err(Usage("--output and --edits name the same file".into()).into());
    }
    signal::listen_and_abort();
    let mut out = Output::open(args.output.as_deref())?;
    let mut edits = args.edits.as_deref().map(|p| Output::open(Some(p))).transpose()?;
    let normaliser = Normaliser::new(args.tone_style.into());
    let mut exit = Exit::Good;
    for path in files {
        let input = if path == Path::new("-") { Input::Stdin } else { Input::Path(path.clone()) };
        let pieces = match Pieces::open(&input, args.encoding) {
            Ok(pieces) => pieces,
            Err(error) => {
                exit = failed(&error);
                continue;
            }
        };
        let name = path.to_string_lossy();
        let mut list = edits.as_mut().map(|out| Edits { out, path: &name, raw: 0, norm: 0, line: 1 });
        match copy(pieces, normaliser, &mut out, list.as_mut())? {
            Ok(doubts) if !args.quiet => doubts.tell(path),
            Ok(_) => {}
            Err(error) => exit = failed(&error),
        }
    }
    out.publish()?;
    if let Some(edits) = edits {
        edits.publish()?;
    }
    Ok(exit)
}

fn failed(error: &Error) -> Exit {
    tell(format_args!("error: {error}"));
    Exit::Failures
}

/// What was doubtful in an input.
#[derive(Default)]
struct Doubts {
    replaced: u32,
    repaired: Option<Encoding>,
}

impl Doubts {
    fn tell(&self, path: &Path) {
        if self.replaced > 0 {
            tell(format_args!("warning: {}: {} invalid byte sequences became U+FFFD", path.display(), self.replaced));
        }
        if let Some(encoding) = self.repaired {
            tell(format_args!("warning: {}: bytes in {} had been saved as UTF-8", path.display(), encoding.name()));
        }
    }
}

/// One input to the output. The outer error is one of writing, the inner one of reading.
fn copy(
    mut pieces: Pieces,
    normaliser: Normaliser,
    out: &mut Output,
    mut edits: Option<&mut Edits<'_>>,
) -> Result<Result<Doubts, Error>> {
    let mut doubts = Doubts::default();
    while let Some(piece) = pieces.next() {
        let decoded = match piece {
            Ok(decoded) => decoded,
            Err(error) => return Ok(Err(error)),
        };
        doubts.replaced += decoded.replaced;
        doubts.repaired = doubts.repaired.or(decoded.mojibake.then_some(decoded.encoding));
        match &mut edits {
            None => out.write_all(normaliser.spelling(&decoded.text).as_bytes()).context("the output")?,
            Some(edits) => {
                let normalised = normaliser.normalise(&decoded.text);
                out.write_all(normalised.text.as_bytes()).context("the output")?;
                edits.write(&decoded.text, &normalised).context("the list of edits")?;
            }
        }
    }
    Ok(Ok(doubts))
}

/// The list of changes to one input.
struct Edits<'e> {
    out: &'e mut Output,
    path: &'e str,
    /// Code points of the input and of the output before the piece under way.
    raw: u64,
    norm: u64,
    /// Number of its first line.
    line: u64,
}

/// One change, as it is written.
#[derive(Serialize)]
struct Change<'c> {
    path: &'c str,
    line: u64,
    kind: &'c str,
    span: [u64; 2],
    source_span: [u64; 2],
    from: &'c str,
    to: &'c str,
}

impl Edits<'_> {
    fn write(&mut self, raw: &str, normalised: &Normalised<'_>) -> Result<()> {
        let points = normalised.map.points();
        let at = |points: u32, before: u64| before + u64::from(points);
        let mut place = Place { text: raw, byte: 0, point: 0 };
        for edit in normalised.edits() {
            self.line += breaks(place.go(edit.raw.start));
            let from = place.go(edit.raw.end);
            let [start, end] = points.span(edit.norm);
            let change = Change {
                path: self.path,
                line: self.line,
                kind: edit.kind.name(),
                span: [at(start, self.norm), at(end, self.norm)],
                source_span: [at(edit.raw.start, self.raw), at(edit.raw.end, self.raw)],
                from,
                to: edit.norm.of(&normalised.text),
            };
            self.line += breaks(from);
            serde_json::to_writer(&mut *self.out, &change)?;
            self.out.write_all(b"\n")?;
        }
        self.line += breaks(&raw[place.byte..]);
        self.raw += u64::from(count(raw.as_bytes()));
        self.norm += u64::from(points.total());
        Ok(())
    }
}

fn breaks(text: &str) -> u64 {
    memchr_iter(b'\n', text.as_bytes()).count() as u64
}

/// A place in a text that moves on from one code point to a later one.
struct Place<'t> {
    text: &'t str,
    byte: usize,
    point: u32,
}

impl<'t> Place<'t> {
    /// Goes to code point `point`; what was passed.
    fn go(&mut self, point: u32) -> &'t str {
        let rest = &self.text[self.byte..];
        let len = rest.char_indices().nth((point - self.point) as usize).map_or(rest.len(), |(i, _)| i);
        (self.byte, self.point) = (self.byte + len, point);
        &rest[..len]
    }
}
