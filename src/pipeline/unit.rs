//! One unit of work to the bytes of its records.
//!
//! Enters: a [`Unit`] of the source. Leaves: [`Done`]: the encoded records and error records of its documents, in order.
//! A document that fails, or makes the program panic, becomes an error record and touches no other. Not done here: finding
//! the documents in a unit (`documents`), order between units, writing, and what an error does to the
//! run.

use std::borrow::Cow;

use super::dedup::{Originals, Print};
use super::document::{Document, Pipeline, Scratch, Step, Work};
use super::documents::{Found, documents, place};
use super::guard::guard;
use super::source::{Body, Unit};
use crate::error::{Error, ErrorKind};
use crate::intern::WordCache;
use crate::record::{ErrorInfo, ErrorRecord, SchemaVersion, SourceInfo};
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
    /// Number of documents passed over because of their addresses.
    pub passed_over: u64,
}

/// One document of a unit.
#[derive(Debug)]
pub struct Item {
    /// Where its bytes end; they begin where those of the one before end.
    pub end: usize,
    /// Why it failed.
    pub error: Option<Error>,
}

/// The documents of a unit, before the work on them.
pub(super) struct Prepared {
    found: Vec<Found<'static>>,
    /// What tells duplicates of each of them.
    prints: Vec<Option<Print>>,
    notice: Option<String>,
    read: u64,
}

impl Prepared {
    /// Names the originals of duplicates; units must come in the order of the input.
    pub(super) fn mark(&mut self, originals: &mut Originals) -> Result<(), Error> {
        for (found, print) in self.found.iter_mut().zip(&self.prints) {
            if let (Found::Document(document), Some(print)) = (found, print) {
                document.duplicate_of = originals.find(print, &document.id)?.map(Into::into);
            }
        }
        Ok(())
    }
}

/// About how many bytes of documents are taken through the steps side by side. The code of a step is fetched once for all of
/// them, which saves more than it costs that what is made of them no longer fits into the second cache: 64 KB is faster
/// than 12 or 24 by a tenth, 128 no faster.
const HANDFUL: usize = 64 << 10;

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
        done.passed_over = 0;
        done.read = unit.len() as u64;
        done.bytes.reserve(unit.len() + unit.len() / 2);
        if let Body::Notice(text) = &unit.body {
            done.notice = Some(text.clone());
        }
        let (mut waiting, mut bytes) = (Vec::new(), 0);
        documents(unit, self.pipeline.options(), &mut |found| {
            let weight = found.weight();
            if !waiting.is_empty() && bytes + weight > HANDFUL {
                self.handful(&waiting, scratch, done);
                waiting.clear();
                bytes = 0;
            }
            if weight > HANDFUL {
                self.handful(&[found], scratch, done);
            } else {
                waiting.push(found.into_owned());
                bytes += weight;
            }
        });
        self.handful(&waiting, scratch, done);
    }

    /// Works on one unit, marking duplicates where there are `originals` to compare with.
    ///
    /// # Errors
    /// Where what is remembered of the originals fails.
    pub(super) fn work_in_order(
        &self,
        unit: &Unit,
        originals: &mut Option<Originals>,
        scratch: &mut Scratch,
        done: &mut Done,
    ) -> Result<(), Error> {
        match originals {
            None => self.work(unit, scratch, done),
            Some(originals) => {
                let mut prepared = self.prepare(unit);
                prepared.mark(originals)?;
                self.finish(&prepared, scratch, done);
            }
        }
        Ok(())
    }

    /// The documents of a unit, with what tells duplicates: the first half of the work where these are asked for.
    pub(super) fn prepare(&self, unit: &Unit) -> Prepared {
        let mut prepared = Prepared { found: Vec::new(), prints: Vec::new(), notice: None, read: unit.len() as u64 };
        if let Body::Notice(text) = &unit.body {
            prepared.notice = Some(text.clone());
        }
        documents(unit, self.pipeline.options(), &mut |found| {
            // What goes wrong here goes wrong again, and is told then.
            let print = match &found {
                Found::Document(document) => guard(|| Ok(self.pipeline.print(document))).ok().flatten(),
                _ => None,
            };
            prepared.found.push(found.into_owned());
            prepared.prints.push(print);
        });
        prepared
    }

    /// The second half, after [`Prepared::mark`].
    pub(super) fn finish(&self, prepared: &Prepared, scratch: &mut Scratch, done: &mut Done) {
        done.bytes.clear();
        done.items.clear();
        done.passed_over = 0;
        done.read = prepared.read;
        done.notice.clone_from(&prepared.notice);
        let (mut first, mut bytes) = (0, 0);
        for (n, found) in prepared.found.iter().enumerate() {
            if n > first && bytes + found.weight() > HANDFUL {
                self.handful(&prepared.found[first..n], scratch, done);
                (first, bytes) = (n, 0);
            }
            bytes += found.weight();
        }
        self.handful(&prepared.found[first..], scratch, done);
    }

    /// Takes some documents through each step side by side, then writes them one after the other.
    fn handful(&self, all: &[Found<'_>], scratch: &mut Scratch, done: &mut Done) {
        let (words, works) = scratch.room(all.len());
        let mut outcomes: Vec<Result<(), Error>> = all.iter().map(|_| Ok(())).collect();
        for step in Step::all() {
            for ((found, work), outcome) in all.iter().zip(&mut *works).zip(&mut outcomes) {
                let Found::Document(document) = found else { continue };
                if outcome.is_ok() {
                    *outcome = guard(|| self.pipeline.step(step, document, words, work));
                    if matches!(outcome, Err(error) if error.kind() == ErrorKind::Internal) {
                        // A panic may have left the buffers in any state.
                        (*words, *work) = (WordCache::default(), Work::default());
                    }
                }
            }
        }
        for ((found, work), outcome) in all.iter().zip(works).zip(outcomes) {
            match found {
                Found::Document(document) => {
                    self.document(document, outcome.map(|()| &*work), done);
                    work.clear();
                }
                Found::Failed { id, source, error } => self.fail(id, source.clone(), error.clone(), done),
                Found::PassedOver => done.passed_over += 1,
            }
        }
    }

    /// Writes a document that went through all steps, or what went wrong.
    fn document(&self, document: &Document<'_>, work: Result<&Work, Error>, done: &mut Done) {
        let start = done.bytes.len();
        let outcome =
            work.and_then(|work| guard(|| self.sink.record(&self.pipeline.record(document, work), &mut done.bytes)));
        if let Err(error) = outcome {
            done.bytes.truncate(start);
            return self.fail(&document.id, document.source.clone(), error.at(&place(&document.source)), done);
        }
        done.items.push(Item { end: done.bytes.len(), error: None });
    }

    fn fail(&self, id: &str, source: SourceInfo<'_>, error: Error, done: &mut Done) {
        let message = error.to_string();
        let record = ErrorRecord {
            schema: SchemaVersion,
            id: Cow::Borrowed(id),
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
