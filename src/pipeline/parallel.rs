//! The driver: reading, working and writing side by side, output in input order.
//!
//! Enters: a [`Source`], a [`Pipeline`], a [`Sink`] and somewhere to write. Leaves: the bytes, and a [`Summary`].
//! Batches are bounded in bytes: while one is written, the next is worked on and the one after that is read. With one job
//! all of it happens in the calling thread, unless reading may block for ever. The same inputs give the same bytes at any
//! number of jobs, also where the run ends early because of errors. Not done here: opening outputs, exit codes.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::document::{Pipeline, Scratch};
use super::queue::{Queue, Taken};
use super::source::{Source, Unit};
use super::unit::{Done, Worker};
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

/// What errors do to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Policy {
    /// What becomes of the document.
    pub on_error: OnError,
    /// The run ends after this many errors.
    pub max_errors: Option<u64>,
}

/// Where bytes go.
pub struct Outputs<'o> {
    /// Records, and error records unless they have a place of their own.
    pub records: &'o mut (dyn Write + Send),
    /// Error records, as JSON Lines.
    pub errors: Option<&'o mut (dyn Write + Send)>,
}

/// Hears of the run while it goes on.
pub trait Watch: Sync {
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

/// Figures of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Documents met, good and bad.
    pub documents: u64,
    /// Records made.
    pub records: u64,
    /// Documents that failed.
    pub errors: u64,
    /// Bytes of documents, after decompression.
    pub bytes: u64,
    /// Files of folders passed over because of their suffix.
    pub passed_over: u64,
    /// How the run ended.
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
    source: Source,
    sink: &'r dyn Sink,
    outputs: Outputs<'r>,
    policy: Policy,
    jobs: usize,
    watch: &'r dyn Watch,
) -> Result<Summary, Error> {
    let jobs = if jobs == 0 { thread::available_parallelism().map_or(1, usize::from) } else { jobs };
    let worker = Worker { pipeline, sink, diverted: outputs.errors.is_some() };
    let mut writer = Writer { sink, outputs, policy, watch, any: false, summary: Summary::default() };
    let passed_over = source.passed_over();
    writer.summary.end = match writer.put(sink.begin())? {
        ControlFlow::Break(end) => end,
        ControlFlow::Continue(()) if jobs > 1 => parallel(source, &worker, &mut writer, watch, jobs)?,
        ControlFlow::Continue(()) if source.may_block() => patient(source, &worker, &mut writer, watch)?,
        ControlFlow::Continue(()) => sequential(source, &worker, &mut writer, watch)?,
    };
    writer.summary.passed_over = passed_over.load(Ordering::Relaxed);
    writer.finish()
}

/// Everything in this thread.
fn sequential(
    mut source: Source,
    worker: &Worker<'_>,
    writer: &mut Writer<'_>,
    watch: &dyn Watch,
) -> Result<End, Error> {
    let (mut scratch, mut done) = (Scratch::default(), Done::default());
    while !watch.stop() {
        let Some(unit) = source.next_unit() else { return Ok(End::Complete) };
        worker.work(&unit, &mut scratch, &mut done);
        if let ControlFlow::Break(end) = writer.unit(&done)? {
            return Ok(end);
        }
    }
    Ok(End::Stopped)
}

/// Reading in a thread of its own, so that a read that never returns holds nothing up; the rest in this thread.
fn patient(source: Source, worker: &Worker<'_>, writer: &mut Writer<'_>, watch: &dyn Watch) -> Result<End, Error> {
    let (mut scratch, mut done) = (Scratch::default(), Done::default());
    let reader = Reader::start(source, BATCH_BYTES);
    loop {
        let units = match reader.next(|| watch.stop()) {
            Ok(units) => units,
            Err(end) => return Ok(end),
        };
        for unit in &units {
            worker.work(unit, &mut scratch, &mut done);
            if let ControlFlow::Break(end) = writer.unit(&done)? {
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
    source: Source,
    worker: &Worker<'_>,
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
    let reader = Reader::start(source, (BATCH_BYTES * jobs).min(MOST_BYTES));
    let scratches: Vec<Mutex<Scratch>> = (0..jobs).map(|_| Mutex::default()).collect();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<Vec<Done>>(0);
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
            let work = |unit: &Unit| {
                let mut done = Done::default();
                let slot = rayon::current_thread_index().unwrap_or(0);
                // Panics are caught within the work, so a poisoned lock guards nothing worse than used buffers.
                let mut scratch = scratches[slot].lock().unwrap_or_else(|e| e.into_inner());
                worker.work(unit, &mut scratch, &mut done);
                done
            };
            let dones = pool.install(|| units.par_iter().with_max_len(1).map(work).collect());
            drop(units);
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
fn write_all(batches: Receiver<Vec<Done>>, writer: &mut Writer<'_>) -> Result<Option<End>, Error> {
    for dones in batches {
        for done in &dones {
            if let ControlFlow::Break(end) = writer.unit(done)? {
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
    fn start(mut source: Source, limit: usize) -> Self {
        let queue = Arc::new(Queue::new(limit));
        let theirs = Arc::clone(&queue);
        thread::spawn(move || {
            while let Some(unit) = source.next_unit() {
                if !theirs.push(unit) {
                    break;
                }
            }
            theirs.end();
        });
        Self(queue)
    }

    /// What was read meanwhile, at least one unit; else why there is nothing.
    fn next(&self, stop: impl Fn() -> bool) -> Result<Vec<Unit>, End> {
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
    summary: Summary,
}

type Flow = ControlFlow<End>;

impl Writer<'_> {
    fn unit(&mut self, done: &Done) -> Result<Flow, Error> {
        if let Some(notice) = &done.notice {
            self.watch.notice(notice);
        }
        self.summary.bytes += done.read;
        let joined = self.sink.between().is_empty();
        // `from..to` is good and not yet written.
        let (mut from, mut to) = (0, 0);
        for item in &done.items {
            let bytes = to..item.end;
            self.summary.documents += 1;
            let mut keep = true;
            let mut last = false;
            if let Some(error) = &item.error {
                self.summary.errors += 1;
                self.watch.error(error);
                last = self.policy.on_error == OnError::Fail
                    || self.policy.max_errors.is_some_and(|max| self.summary.errors >= max);
                keep = self.policy.on_error == OnError::Record;
                if keep && let Some(errors) = &mut self.outputs.errors {
                    keep = false;
                    errors.write_all(&done.bytes[bytes.clone()]).map_err(|e| failed("the file of errors", &e))?;
                }
            } else {
                self.summary.records += 1;
            }
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
        let flow = self.put(&done.bytes[from..to])?;
        self.watch.progress(&self.summary);
        Ok(flow)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<Flow, Error> {
        if bytes.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let outcome = self.outputs.records.write_all(bytes);
        closed(outcome)
    }

    fn flush(&mut self) -> Result<Flow, Error> {
        let outcome = self.outputs.records.flush();
        closed(outcome)
    }

    fn finish(mut self) -> Result<Summary, Error> {
        if self.summary.end != End::Closed {
            let flow = match self.put(self.sink.end(self.any))? {
                ControlFlow::Continue(()) => self.flush()?,
                stop => stop,
            };
            if let ControlFlow::Break(end) = flow {
                self.summary.end = end;
            }
        }
        if let Some(errors) = &mut self.outputs.errors {
            errors.flush().map_err(|e| failed("the file of errors", &e))?;
        }
        Ok(self.summary)
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
