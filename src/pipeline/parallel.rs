//! The driver: reading, working and writing side by side, output in input order.
//!
//! Enters: a [`Source`], a [`Pipeline`], a [`Sink`] and somewhere to write. Leaves: the bytes, and a [`Summary`].
//! Batches are bounded in bytes: while one is written, the next is worked on and the one after that is read. With one job
//! all of it happens in the calling thread, unless reading may block for ever. The same inputs give the same bytes at any
//! number of jobs, also where the run ends early because of errors. Not done here: opening outputs, exit codes.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::document::{Pipeline, Scratch};
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
/// More units are not put into one batch.
const BATCH_UNITS: usize = 4096;
/// How often a waiting driver looks whether it is to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// Some units, and whether more may follow.
struct Batch {
    units: Vec<Unit>,
    passed_over: u64,
}

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
    if let ControlFlow::Break(end) = writer.put(sink.begin())? {
        writer.summary.end = end;
        return Ok(writer.summary);
    }
    if jobs == 1 {
        sequential(source, &worker, &mut writer, watch)?;
    } else {
        let pool = ThreadPoolBuilder::new()
            .num_threads(jobs)
            .thread_name(|n| format!("worker-{n}"))
            .stack_size(8 << 20)
            .build()
            .map_err(|e| Error::new(ErrorKind::Internal, Stage::Extract, format!("no threads: {e}")))?;
        writer = parallel(source, &worker, writer, watch, &pool, jobs)?;
    }
    writer.finish()
}

fn batch(source: &mut Source, limit: usize) -> Option<Batch> {
    let (mut units, mut bytes) = (Vec::new(), 0);
    while bytes < limit && units.len() < BATCH_UNITS {
        let Some(unit) = source.next_unit() else { break };
        bytes += unit.len();
        units.push(unit);
    }
    (!units.is_empty()).then(|| Batch { units, passed_over: source.passed_over() })
}

/// Reads in a thread of its own, which ends with the inputs or when nobody listens any more. It is not joined: it may sit
/// in a read that never returns.
fn reader(mut source: Source, limit: usize) -> Receiver<Batch> {
    let (send, receive) = sync_channel(0);
    thread::spawn(move || {
        while let Some(batch) = batch(&mut source, limit) {
            if send.send(batch).is_err() {
                return;
            }
        }
        // An empty batch brings the last figures.
        let _ = send.send(Batch { units: Vec::new(), passed_over: source.passed_over() });
    });
    receive
}

/// The next batch, `None` at the end or when the run is to stop.
fn wait(batches: &Receiver<Batch>, stop: impl Fn() -> bool) -> Option<Batch> {
    loop {
        if stop() {
            return None;
        }
        match batches.recv_timeout(PATIENCE) {
            Ok(batch) => return Some(batch),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn sequential(
    mut source: Source,
    worker: &Worker<'_>,
    writer: &mut Writer<'_>,
    watch: &dyn Watch,
) -> Result<(), Error> {
    let (mut scratch, mut done) = (Scratch::default(), Done::default());
    let mut one = |unit: &Unit, writer: &mut Writer<'_>| {
        worker.work(unit, &mut scratch, &mut done);
        writer.unit(&done)
    };
    let end = if source.may_block() {
        let batches = reader(source, 1);
        loop {
            let Some(batch) = wait(&batches, || watch.stop()) else { break ended(watch) };
            writer.summary.passed_over = batch.passed_over;
            let mut flow = ControlFlow::Continue(());
            for unit in &batch.units {
                flow = one(unit, writer)?;
                if flow.is_break() {
                    break;
                }
            }
            if flow.is_continue() {
                flow = writer.flush()?;
            }
            if let ControlFlow::Break(end) = flow {
                break end;
            }
        }
    } else {
        loop {
            if watch.stop() {
                break End::Stopped;
            }
            let Some(unit) = source.next_unit() else {
                writer.summary.passed_over = source.passed_over();
                break End::Complete;
            };
            if let ControlFlow::Break(end) = one(&unit, writer)? {
                break end;
            }
        }
    };
    writer.summary.end = end;
    Ok(())
}

/// How a run ends whose reader has nothing more to give.
fn ended(watch: &dyn Watch) -> End {
    if watch.stop() { End::Stopped } else { End::Complete }
}

fn parallel<'w>(
    source: Source,
    worker: &Worker<'_>,
    mut writer: Writer<'w>,
    watch: &dyn Watch,
    pool: &ThreadPool,
    jobs: usize,
) -> Result<Writer<'w>, Error> {
    let batches = reader(source, (BATCH_BYTES * jobs).min(32 << 20));
    let scratches: Vec<Mutex<Scratch>> = (0..jobs).map(|_| Mutex::default()).collect();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<(Vec<Done>, u64)>(0);
        let over = &over;
        let writing = scope.spawn(move || -> Result<Writer<'w>, Error> {
            let mut end = None;
            'batches: for (dones, passed_over) in receive {
                writer.summary.passed_over = passed_over;
                for done in &dones {
                    match writer.unit(done) {
                        Ok(ControlFlow::Continue(())) => {}
                        Ok(ControlFlow::Break(stop)) => {
                            over.store(true, Ordering::Relaxed);
                            end = Some(stop);
                            break 'batches;
                        }
                        Err(error) => {
                            over.store(true, Ordering::Relaxed);
                            return Err(error);
                        }
                    }
                }
                if let ControlFlow::Break(stop) = writer.flush()? {
                    over.store(true, Ordering::Relaxed);
                    end = Some(stop);
                    break;
                }
            }
            writer.summary.end = end.unwrap_or_default();
            Ok(writer)
        });
        let mut stopped = false;
        while let Some(batch) = wait(&batches, || over.load(Ordering::Relaxed) || watch.stop()) {
            let dones: Vec<Done> = pool.install(|| {
                batch
                    .units
                    .par_iter()
                    .with_max_len(1)
                    .map(|unit| {
                        let mut done = Done::default();
                        let slot = rayon::current_thread_index().unwrap_or(0);
                        // A panic is caught within the work, so a poisoned lock only means buffers to be reused.
                        let mut scratch = scratches[slot].lock().unwrap_or_else(|e| e.into_inner());
                        worker.work(unit, &mut scratch, &mut done);
                        done
                    })
                    .collect()
            });
            drop(batch.units);
            if send.send((dones, batch.passed_over)).is_err() {
                break;
            }
        }
        if watch.stop() {
            stopped = true;
        }
        drop(send);
        let mut writer = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        if stopped && writer.summary.end == End::Complete {
            writer.summary.end = End::Stopped;
        }
        Ok(writer)
    })
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
