//! `tinviet extract`: articles in, records out.
//!
//! Enters: the arguments of the command. Leaves: records in the output, an exit code. Not done here: the work itself
//! (that is `pipeline`).

#![allow(clippy::disallowed_methods, reason = "lists of paths are read here")]

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::args::{self, Args, ExtractArgs};
use super::output::Output;
use super::progress::Reporter;
use super::records::Records;
use super::resume::{Left, Progress};
use super::value::ErrorAction;
use super::{Exit, Usage, format, lexicon, signal, stats, tell};
use crate::pipeline::progress::Changed;
use crate::pipeline::{
    self, Checkpoint, End, Feed, Format, Input, Options, Outputs, Policy, Save, Source, SourceOptions, Watch,
};
use crate::sink::Sink;
use crate::sink::frame::Framed;

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Exit> {
    let Some(inputs) = inputs(args)? else {
        let mut command = Args::command();
        command.build();
        if let Some(extract) = command.find_subcommand_mut("extract") {
            let _ = write!(anstream::stderr(), "{}", extract.render_help().ansi());
        }
        return Ok(Exit::Usage);
    };
    if args.output.output.is_some() && args.output.output == args.failure.errors {
        return Err(Usage("--output and --errors name the same file".into()).into());
    }
    let pipeline = lexicon::pipeline(options(args)?, &args.reading)?;
    let documents = format::sink(&args.output)?;
    let framed = Framed(&*documents);
    let sink: &dyn Sink = if Records::framed(&args.output) { &framed } else { &*documents };
    signal::listen();
    pipeline::quiet_panics();
    let consumed = Arc::<AtomicU64>::default();
    // Whether failures leave no trace but what is told of them.
    let lost = match args.failure.on_error {
        ErrorAction::Record => !sink.holds_errors() && args.failure.errors.is_none(),
        ErrorAction::Skip => false,
        ErrorAction::Fail => true,
    };
    let reporter = Reporter::new(&args.run, lost, &inputs, Arc::clone(&consumed));
    let progress = args.run.resume.then(|| Progress::of(args, &inputs, pipeline.data_version())).transpose()?;
    let reading = source_options(args, Arc::clone(&consumed))?;
    let source = || Source::new(inputs.clone(), reading.clone());
    let (feed, mut outputs) = match &progress {
        None => (Feed::from(source()), Files::open(args, &*documents)?),
        Some(progress) => go_on(args, progress, source, &reporter)?,
    };
    let mut save = |checkpoint: &Checkpoint| progress.as_ref().map_or(Ok(()), |p| p.save(checkpoint));
    let policy = Policy {
        on_error: args.failure.on_error.into(),
        max_errors: if args.failure.fail_fast { Some(1) } else { args.failure.max_errors },
        #[cfg(feature = "testing")]
        save_bytes: args.run.save_bytes,
        #[cfg(not(feature = "testing"))]
        save_bytes: Policy::default().save_bytes,
    };
    let jobs = if args.run.stream { 1 } else { args.run.jobs };
    let summary = pipeline::run(&pipeline, feed, sink, outputs.borrow(&mut save), policy, jobs, &reporter)?;
    if let Some(path) = &args.run.stats {
        stats::write(path, &summary, &pipeline, reporter.seconds())?;
    }
    let resumable = progress.is_some();
    match summary.end {
        End::Complete => {
            outputs.publish()?;
            progress.as_ref().map_or(Ok(()), Progress::forget)?;
        }
        // Whoever closed the pipe wants no more, and no farewell.
        End::Closed => return Ok(Exit::Good),
        End::Errors | End::Stopped => {
            if let Some(path) = outputs.set_aside()? {
                let on = if resumable { "; the same command goes on with them" } else { "" };
                tell(format_args!("ended early; the records so far are in {}{on}", path.display()));
            }
        }
    }
    reporter.finish(&summary);
    Ok(match summary.end {
        End::Stopped => Exit::Interrupted,
        _ if summary.errors > 0 && !args.failure.exit_zero && !args.run.stream => Exit::Failures,
        _ => Exit::Good,
    })
}

/// What the arguments say about the work on a document.
fn options(args: &ExtractArgs) -> Result<Options, Usage> {
    Ok(Options {
        words: format::words(&args.output),
        offset_unit: args.output.offset_unit,
        shard: args.input.shard,
        every_line: args.run.stream,
        dedup: args.output.dedup,
        ..args::options(&args.input, &args.reading)?
    })
}

fn source_options(args: &ExtractArgs, consumed: Arc<AtomicU64>) -> Result<SourceOptions, Usage> {
    Ok(SourceOptions {
        format: if args.run.stream { Some(Format::Jsonl) } else { args.input.input_format.forced() },
        exclude: [&args.output.output, &args.output.output_dir, &args.failure.errors]
            .into_iter()
            .flatten()
            .filter_map(|p| p.canonicalize().ok())
            .collect(),
        every_line: args.run.stream,
        consumed,
        ..args::source_options(&args.input)?
    })
}

/// The files that a run writes.
struct Files<'s> {
    records: Records<'s>,
    errors: Option<Output>,
}

impl<'s> Files<'s> {
    /// `sink` makes the documents.
    fn open(args: &ExtractArgs, sink: &'s dyn Sink) -> Result<Self> {
        let errors = args.failure.errors.as_deref().map(|p| Output::open(Some(p))).transpose()?;
        Ok(Self { records: Records::open(&args.output, &args.paths, sink)?, errors })
    }

    /// The files of a run that can be gone on with, of which so much is good already.
    fn grow(args: &ExtractArgs, kept: &Checkpoint) -> Result<Self> {
        let output = args.output.output.as_deref().unwrap_or(Path::new("-"));
        let errors = args.failure.errors.as_deref().map(|p| Output::grow(p, kept.errors)).transpose()?;
        Ok(Self { records: Records::One(Box::new(Output::grow(output, kept.records)?)), errors })
    }

    fn borrow<'o>(&'o mut self, save: Save<'o>) -> Outputs<'o> {
        let errors = self.errors.as_mut().map(|e| e as &mut (dyn Write + Send));
        Outputs { records: &mut self.records, errors, save: Some(save) }
    }

    fn publish(self) -> Result<()> {
        if let Some(errors) = self.errors {
            errors.publish()?;
        }
        self.records.publish()
    }

    /// Where the records are that there are.
    fn set_aside(self) -> Result<Option<PathBuf>> {
        match self.errors {
            Some(errors) if errors.grows() => drop(errors.set_aside()?),
            Some(errors) => errors.publish()?,
            None => {}
        }
        self.records.set_aside()
    }
}

/// Goes on where an earlier run of the same kind stopped, else begins afresh and says why.
fn go_on(
    args: &ExtractArgs,
    progress: &Progress,
    source: impl Fn() -> Source,
    reporter: &Reporter,
) -> Result<(Feed, Files<'static>)> {
    let why = match progress.left() {
        Left::Nothing => None,
        Left::Other => Some("the arguments or the program have changed".to_owned()),
        Left::Same(checkpoint) => match Files::grow(args, &checkpoint) {
            Err(error) => Some(format!("{error:#}")),
            Ok(files) => match Feed::behind(source(), (*checkpoint).clone(), signal::stop) {
                Err(Changed) => Some("the inputs have changed".to_owned()),
                Ok(feed) => {
                    let (done, line) = (checkpoint.summary.documents, checkpoint.line);
                    let line = line.map(|l| format!(":{l}")).unwrap_or_default();
                    reporter.notice(&format!("going on behind {done} documents, at {}{line}", checkpoint.path));
                    return Ok((feed, files));
                }
            },
        },
    };
    if let Some(why) = why {
        reporter.notice(&format!("beginning afresh: {why}"));
    }
    progress.forget().context("the file of progress")?;
    Ok((Feed::marked(source()), Files::grow(args, &Checkpoint::default())?))
}

/// The inputs named; `None` where none are and standard input is a terminal.
fn inputs(args: &ExtractArgs) -> Result<Option<Vec<Input>>> {
    let mut inputs: Vec<Input> = args.paths.iter().map(|p| input(p)).collect();
    let stream = args.run.stream;
    let args = &args.input;
    if let Some(list) = &args.files_from {
        let stdin = list.as_path() == Path::new("-");
        if stdin && inputs.contains(&Input::Stdin) {
            return Err(Usage("standard input cannot be both an article and the list of files".into()).into());
        }
        let mut bytes = Vec::new();
        if stdin {
            io::stdin().read_to_end(&mut bytes).context("the list of files on standard input")?;
        } else {
            bytes = fs::read(list).map_err(|e| Usage(format!("--files-from {}: {e}", list.display())))?;
        }
        let end = if args.null { 0 } else { b'\n' };
        for path in bytes.split(|b| *b == end) {
            let path = if args.null { path } else { path.strip_suffix(b"\r").unwrap_or(path) };
            if !path.is_empty() {
                let path = path_of(path);
                // Standard input holds the list, so here `-` can only be a file of that name.
                inputs.push(if stdin { Input::Path(path) } else { input(&path) });
            }
        }
    } else if inputs.is_empty() {
        if io::stdin().is_terminal() && !stream {
            return Ok(None);
        }
        inputs.push(Input::Stdin);
    }
    if inputs.iter().filter(|i| **i == Input::Stdin).count() > 1 {
        return Err(Usage("standard input can be read only once".into()).into());
    }
    Ok(Some(inputs))
}

pub(crate) fn input(path: &Path) -> Input {
    if path == Path::new("-") { Input::Stdin } else { Input::Path(path.to_owned()) }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
