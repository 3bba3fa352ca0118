//! The driver: reading, working and writing side by side, output in input order.
//!
//! Enters: a [`Feed`] of units, a [`Pipeline`], a [`Sink`] and somewhere to write. Leaves: the bytes, and a [`Summary`].
//! Batches are bounded in bytes: while one is written, the next is worked on and the one after that is read. With one job
//! all of it happens in the calling thread, unless reading may block for ever. The same inputs give the same bytes at any
//! number of jobs, also where the run ends early because of errors. Not done here: opening outputs, exit codes.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

use super::dedup::Originals;
use super::document::{Pipeline, Scratch};
use super::progress::{Checkpoint, Feed, Marked, Place};
use super::queue::{Queue, Taken};
use super::unit::{Done, Item, Prepared, Worker};
use crate::error::{Error, ErrorKind, Stage};
use crate::sink::Sink;

/// What becomes of a document that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnError {
    /// An error record in its place.
    #[default]
    Record,
    /// Nothing; it is counted.
    Skip,
    /// The run ends there.
    Fail,
}

/// What errors do to a run, and how often its progress is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// What becomes of the document.
    pub on_error: OnError,
    /// The run ends after this many errors.
    pub max_errors: Option<u64>,
    /// After about so many bytes of documents ([`Outputs::save`]).
    pub save_bytes: u64,
}

impl Default for Policy {
    fn default() -> Self {
        Self { on_error: OnError::default(), max_errors: None, save_bytes: 8 << 20 }
    }
}

/// Where bytes go.
pub struct Outputs<'o> {
    /// Records, and error records unless they have a place of their own.
    pub records: &'o mut (dyn Write + Send),
    /// Error records, as JSON Lines.
    pub errors: Option<&'o mut (dyn Write + Send)>,
    /// Told now and then how far the run has come, when all bytes up to there have been written and flushed.
    pub save: Option<Save<'o>>,
}

/// Keeps a checkpoint.
pub type Save<'o> = &'o mut (dyn FnMut(&Checkpoint) -> io::Result<()> + Send);

/// Hears of the run while it goes on.
pub trait Watch: Sync {
    /// An input is begun: its path.
    fn input(&self, path: &str) {
        let _ = path;
    }
    /// Some documents were written; the figures so far.
    fn progress(&self, summary: &Summary) {
        let _ = summary;
    }
    /// A document failed.
    fn error(&self, error: &Error) {
        let _ = error;
    }
    /// Something that is no failure.
    fn notice(&self, message: &str) {
        let _ = message;
    }
    /// Whether the run is to end: what is in flight is still written.
    fn stop(&self) -> bool {
        false
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// All inputs were read.
    #[default]
    Complete,
    /// An error, or the last error allowed, ended it.
    Errors,
    /// [`Watch::stop`] ended it.
    Stopped,
    /// Whoever read the output closed it.
    Closed,
}

/// Figures of a run; of all its parts, where it went on from a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Documents met, good and bad.
    pub documents: u64,
    /// Records made.
    pub records: u64,
    /// Documents that failed.
    pub errors: u64,
    /// The same by the code in their error records.
    pub errors_by_code: BTreeMap<String, u64>,
    /// Bytes of documents, after decompression.
    pub bytes: u64,
    /// Files and members passed over because of their names, and documents because of their addresses.
    pub passed_over: u64,
    /// How the run ended.
    #[serde(skip)]
    pub end: End,
}

/// About how many bytes a batch holds per job.
const BATCH_BYTES: usize = 1 << 20;
/// More bytes than this are not read ahead, whatever the number of jobs.
const MOST_BYTES: usize = 32 << 20;
/// How often a waiting driver looks whether it is to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// Runs everything; `jobs` is the number of workers, 0 for one per core.
///
/// # Errors
/// [`ErrorKind::Output`] where an output cannot be written; a closed pipe is no error ([`End::Closed`]).
pub fn run<'r>(
    pipeline: &Pipeline,
    feed: impl Into<Feed>,
    sink: &'r dyn Sink,
    outputs: Outputs<'r>,
    policy: Policy,
    jobs: usize,
    watch: &'r dyn Watch,
) -> Result<Summary, Error> {
    let jobs = if jobs == 0 { thread::available_parallelism().map_or(1, usize::from) } else { jobs };
    let worker = Worker { pipeline, sink, diverted: outputs.errors.is_some() };
    let mut feed = feed.into();
    let passed_over = feed.source().passed_over();
    let originals = pipeline.options().dedup.then(Originals::new).transpose()?;
    let saving = outputs.save.is_some() && feed.is_marked();
    let from = feed.take_checkpoint();
    let begun = from.is_some();
    let mut writer =
        Writer { sink, outputs, policy, watch, any: begun, saving, unsaved: 0, so_far: from.unwrap_or_default() };
    let begin = if begun { Ok(ControlFlow::Continue(())) } else { writer.put(sink.begin()) };
    writer.so_far.summary.end = match begin? {
        ControlFlow::Break(end) => end,
        ControlFlow::Continue(()) if jobs > 1 => parallel(feed, &worker, originals, &mut writer, watch, jobs)?,
        ControlFlow::Continue(()) if feed.source().may_block() => {
            patient(feed, &worker, originals, &mut writer, watch)?
        }
        ControlFlow::Continue(()) => sequential(feed, &worker, originals, &mut writer, watch)?,
    };
    writer.so_far.summary.passed_over += passed_over.load(Ordering::Relaxed);
    writer.finish()
}

/// Everything in this thread.
fn sequential(
    mut feed: Feed,
    worker: &Worker<'_>,
    mut originals: Option<Originals>,
    writer: &mut Writer<'_>,
    watch: &dyn Watch,
) -> Result<End, Error> {
    let (mut scratch, mut done) = (Scratch::default(), Done::default());
    while !watch.stop() {
        let Some(next) = feed.next() else { return Ok(End::Complete) };
        worker.work_in_order(&next.unit, &mut originals, &mut scratch, &mut done)?;
        if let ControlFlow::Break(end) = writer.unit(&done, &next.behind)? {
            return Ok(end);
        }
    }
    Ok(End::Stopped)
}

/// Reading in a thread of its own, so that a read that never returns holds nothing up; the rest in this thread.
fn patient(
    feed: Feed,
    worker: &Worker<'_>,
    mut originals: Option<Originals>,
    writer: &mut Writer<'_>,
    watch: &dyn Watch,
) -> Result<End, Error> {
    let (mut scratch, mut done) = (Scratch::default(), Done::default());
    let reader = Reader::start(feed, BATCH_BYTES);
    loop {
        let units = match reader.next(|| watch.stop()) {
            Ok(units) => units,
            Err(end) => return Ok(end),
        };
        for next in &units {
            worker.work_in_order(&next.unit, &mut originals, &mut scratch, &mut done)?;
            if let ControlFlow::Break(end) = writer.unit(&done, &next.behind)? {
                return Ok(end);
            }
        }
        if let ControlFlow::Break(end) = writer.flush()? {
            return Ok(end);
        }
    }
}

/// Reading, working and writing side by side.
fn parallel(
    feed: Feed,
    worker: &Worker<'_>,
    mut originals: Option<Originals>,
    writer: &mut Writer<'_>,
    watch: &dyn Watch,
    jobs: usize,
) -> Result<End, Error> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(jobs)
        .thread_name(|n| format!("worker-{n}"))
        .stack_size(8 << 20)
        .build()
        .map_err(|e| Error::new(ErrorKind::Internal, Stage::Extract, format!("no threads: {e}")))?;
    let reader = Reader::start(feed, (BATCH_BYTES * jobs).min(MOST_BYTES));
    let scratches: Vec<Mutex<Scratch>> = (0..jobs).map(|_| Mutex::default()).collect();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<Vec<(Done, Place)>>(0);
        let writing = scope.spawn(|| {
            let end = write_all(receive, writer);
            over.store(true, Ordering::Relaxed);
            end
        });
        let end = loop {
            let units = match reader.next(|| over.load(Ordering::Relaxed) || watch.stop()) {
                Ok(units) => units,
                Err(end) => break end,
            };
            let with_scratch = |work: &dyn Fn(&mut Scratch, &mut Done)| {
                let mut done = Done::default();
                let slot = rayon::current_thread_index().unwrap_or(0);
                // Panics are caught within the work, so a poisoned lock guards nothing worse than used buffers.
                let mut scratch = scratches[slot].lock().unwrap_or_else(|e| e.into_inner());
                work(&mut scratch, &mut done);
                done
            };
            let dones = match &mut originals {
                None => {
                    let work = |next: Marked| {
                        (with_scratch(&|scratch, done| worker.work(&next.unit, scratch, done)), next.behind)
                    };
                    pool.install(|| units.into_par_iter().with_max_len(1).map(work).collect())
                }
                Some(originals) => {
                    // Which article is the earliest is settled between the halves, in the order of the input.
                    let prepare = |next: Marked| (worker.prepare(&next.unit), next.behind);
                    let mut prepared: Vec<(Prepared, Place)> =
                        pool.install(|| units.into_par_iter().with_max_len(1).map(prepare).collect());
                    prepared.iter_mut().try_for_each(|(p, _)| p.mark(originals))?;
                    let finish = |(p, behind): (Prepared, Place)| {
                        (with_scratch(&|scratch, done| worker.finish(&p, scratch, done)), behind)
                    };
                    pool.install(|| prepared.into_par_iter().with_max_len(1).map(finish).collect())
                }
            };
            if send.send(dones).is_err() {
                break End::Stopped;
            }
        };
        drop(send);
        let written = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        // Where the writer ended the run, its reason counts.
        Ok(written.unwrap_or(end))
    })
}

/// Writes batches as they come; the answer is why it stopped before the last one.
fn write_all(batches: Receiver<Vec<(Done, Place)>>, writer: &mut Writer<'_>) -> Result<Option<End>, Error> {
    for dones in batches {
        for (done, behind) in &dones {
            if let ControlFlow::Break(end) = writer.unit(done, behind)? {
                return Ok(Some(end));
            }
        }
        if let ControlFlow::Break(end) = writer.flush()? {
            return Ok(Some(end));
        }
    }
    Ok(None)
}

/// A thread that reads. It is not joined: it may sit in a read that never returns.
struct Reader(Arc<Queue>);

impl Reader {
    fn start(mut feed: Feed, limit: usize) -> Self {
        let queue = Arc::new(Queue::new(limit));
        let theirs = Arc::clone(&queue);
        thread::spawn(move || {
            while let Some(next) = feed.next() {
                if !theirs.push(next) {
                    break;
                }
            }
            theirs.end();
        });
        Self(queue)
    }

    /// What was read meanwhile, at least one unit; else why there is nothing.
    fn next(&self, stop: impl Fn() -> bool) -> Result<Vec<Marked>, End> {
        loop {
            if stop() {
                return Err(End::Stopped);
            }
            match self.0.take(PATIENCE) {
                Taken::Units(units) => return Ok(units),
                Taken::Nothing => {}
                Taken::Ended => return Err(End::Complete),
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Writes units in order and applies the policy.
struct Writer<'w> {
    sink: &'w dyn Sink,
    outputs: Outputs<'w>,
    policy: Policy,
    watch: &'w dyn Watch,
    /// Whether a record was written.
    any: bool,
    /// Whether checkpoints are kept.
    saving: bool,
    /// Bytes of documents since the last checkpoint.
    unsaved: u64,
    /// What was written, and of which inputs.
    so_far: Checkpoint,
}

type Flow = ControlFlow<End>;

impl Writer<'_> {
    fn unit(&mut self, done: &Done, behind: &Place) -> Result<Flow, Error> {
        if let Some(notice) = &done.notice {
            self.watch.notice(notice);
        }
        if self.so_far.path != behind.origin.path {
            self.so_far.path.clone_from(&behind.origin.path);
            self.watch.input(&behind.origin.path);
        }
        self.so_far.summary.bytes += done.read;
        self.so_far.summary.passed_over += done.passed_over;
        if let ControlFlow::Break(end) = self.items(done)? {
            return Ok(ControlFlow::Break(end));
        }
        self.watch.progress(&self.so_far.summary);
        if self.saving {
            self.so_far.mark = behind.mark;
            self.so_far.line = behind.line;
            self.unsaved += done.read;
            if self.unsaved >= self.policy.save_bytes {
                return self.save();
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The documents of a unit.
    fn items(&mut self, done: &Done) -> Result<Flow, Error> {
        let joined = self.sink.between().is_empty();
        // `from..to` is good and not yet written.
        let (mut from, mut to) = (0, 0);
        for item in &done.items {
            let bytes = to..item.end;
            let (keep, last) = self.count(item.error.as_ref());
            let keep = keep && !self.divert(item, &done.bytes[bytes.clone()])?;
            // A format in which errors have no place leaves no bytes, and nothing stands between nothing.
            let keep = keep && (item.error.is_none() || !bytes.is_empty());
            if keep && joined {
                to = item.end;
            } else {
                if let ControlFlow::Break(end) = self.put(&done.bytes[from..to])? {
                    return Ok(ControlFlow::Break(end));
                }
                if keep {
                    let between = if self.any { self.sink.between() } else { b"" };
                    if self.put(between)?.is_break() || self.put(&done.bytes[bytes])?.is_break() {
                        return Ok(ControlFlow::Break(End::Closed));
                    }
                }
                (from, to) = (item.end, item.end);
            }
            self.any |= keep;
            if last {
                let flow = self.put(&done.bytes[from..to])?;
                return Ok(if flow.is_break() { flow } else { ControlFlow::Break(End::Errors) });
            }
        }
        self.put(&done.bytes[from..to])
    }

    /// Counts a document; whether it is to be written, and whether it is the last one.
    fn count(&mut self, error: Option<&Error>) -> (bool, bool) {
        let summary = &mut self.so_far.summary;
        summary.documents += 1;
        let Some(error) = error else {
            summary.records += 1;
            return (true, false);
        };
        summary.errors += 1;
        *summary.errors_by_code.entry(error.code().to_owned()).or_default() += 1;
        let enough = self.policy.max_errors.is_some_and(|max| summary.errors >= max);
        self.watch.error(error);
        (self.policy.on_error == OnError::Record, enough || self.policy.on_error == OnError::Fail)
    }

    /// Writes an error record to the file of errors, where there is one; whether it did.
    fn divert(&mut self, item: &Item, bytes: &[u8]) -> Result<bool, Error> {
        let Some(errors) = self.outputs.errors.as_mut().filter(|_| item.error.is_some()) else { return Ok(false) };
        errors.write_all(bytes).map_err(|e| failed("the file of errors", &e))?;
        self.so_far.errors += bytes.len() as u64;
        Ok(true)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<Flow, Error> {
        if bytes.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let outcome = self.outputs.records.write_all(bytes);
        self.so_far.records += bytes.len() as u64;
        closed(outcome)
    }

    fn flush(&mut self) -> Result<Flow, Error> {
        let outcome = self.outputs.records.flush();
        closed(outcome)
    }

    /// Makes what was written safe, then says how far it goes.
    fn save(&mut self) -> Result<Flow, Error> {
        self.unsaved = 0;
        if let ControlFlow::Break(end) = self.flush()? {
            return Ok(ControlFlow::Break(end));
        }
        self.flush_errors()?;
        if let Some(save) = &mut self.outputs.save {
            save(&self.so_far).map_err(|e| failed("the file of progress", &e))?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush_errors(&mut self) -> Result<(), Error> {
        match &mut self.outputs.errors {
            Some(errors) => errors.flush().map_err(|e| failed("the file of errors", &e)),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Summary, Error> {
        match self.so_far.summary.end {
            End::Closed => {}
            // All that was begun is written: another run can go on exactly here, if only to give the outputs their names.
            End::Stopped | End::Complete if self.saving => {
                if let ControlFlow::Break(end) = self.save()? {
                    self.so_far.summary.end = end;
                }
            }
            _ => {
                let flow = match self.put(self.sink.end(self.any))? {
                    ControlFlow::Continue(()) => self.flush()?,
                    stop => stop,
                };
                if let ControlFlow::Break(end) = flow {
                    self.so_far.summary.end = end;
                }
            }
        }
        self.flush_errors()?;
        Ok(self.so_far.summary)
    }
}

fn closed(outcome: io::Result<()>) -> Result<Flow, Error> {
    match outcome {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(End::Closed)),
        Err(e) => Err(failed("the output", &e)),
    }
}

#[cold]
fn failed(what: &str, error: &io::Error) -> Error {
    Error::new(ErrorKind::Output, Stage::Write, format!("{what} cannot be written: {error}"))
}
