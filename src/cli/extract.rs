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

use super::args::{self, Args, ErrorAction, ExtractArgs, InputArgs, OutputArgs, OutputFormat};
use super::output::Output;
use super::progress::Reporter;
use super::{Exit, Usage, lexicon, signal, tell};
use crate::pipeline::{self, End, Input, Options, Outputs, Policy, Source, SourceOptions};
use crate::record::Fields;
use crate::sink::table::{Delimited, Rows, TABLES, Table};
use crate::sink::{Json, Jsonl, Sink};

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Exit> {
    let Some(inputs) = inputs(&args.paths, &args.input)? else {
        let mut command = Args::command();
        command.build();
        if let Some(extract) = command.find_subcommand_mut("extract") {
            let _ = write!(anstream::stderr(), "{}", extract.render_help().ansi());
        }
        return Ok(Exit::Usage);
    };
    let options = args::options(&args.input, &args.reading);
    // Fields that were not named may hold words, but nobody asked for them.
    let words = args.output.words || args.output.fields.is_some_and(|f| f.has("words"));
    let pipeline = lexicon::pipeline(Options { words, ..options }, &args.reading)?;
    if let (Some(output), Some(errors)) = (&args.output.output, &args.failure.errors)
        && output == errors
    {
        return Err(Usage("--output and --errors name the same file".into()).into());
    }
    let sink = sink(&args.output)?;
    let consumed = Arc::<AtomicU64>::default();
    let source = Source::new(
        inputs.clone(),
        SourceOptions {
            format: args.input.input_format.forced(),
            max_doc_bytes: args.input.max_doc_bytes,
            exclude: [&args.output.output, &args.failure.errors]
                .into_iter()
                .flatten()
                .filter_map(|p| p.canonicalize().ok())
                .collect(),
            consumed: Arc::clone(&consumed),
            ..SourceOptions::default()
        },
    );
    let mut records = Output::open(args.output.output.as_deref())?;
    let mut errors = args.failure.errors.as_deref().map(|p| Output::open(Some(p))).transpose()?;
    signal::listen();
    pipeline::quiet_panics();
    let reporter = Reporter::new(&args.run, args.failure.on_error == ErrorAction::Fail, &inputs, consumed);
    let policy = Policy {
        on_error: args.failure.on_error.into(),
        max_errors: if args.failure.fail_fast { Some(1) } else { args.failure.max_errors },
    };
    let outputs = Outputs { records: &mut records, errors: errors.as_mut().map(|e| e as &mut (dyn Write + Send)) };
    let summary = pipeline::run(&pipeline, source, &*sink, outputs, policy, args.run.jobs, &reporter)?;
    if let Some(errors) = errors {
        errors.publish()?;
    }
    match summary.end {
        End::Complete => records.publish()?,
        // Whoever closed the pipe wants no more, and no farewell.
        End::Closed => return Ok(Exit::Good),
        End::Errors | End::Stopped => {
            if let Some(path) = records.set_aside()? {
                tell(format_args!("ended early; the records so far are in {}", path.display()));
            }
        }
    }
    reporter.finish(&summary);
    Ok(match summary.end {
        End::Stopped => Exit::Interrupted,
        _ if summary.errors > 0 && !args.failure.exit_zero => Exit::Failures,
        _ => Exit::Good,
    })
}

/// The fields that the arguments choose.
fn fields(args: &OutputArgs) -> Fields {
    let mut fields = args.fields.unwrap_or(Fields::ALL);
    if args.no_text {
        fields = fields.without("text");
    }
    if args.words {
        fields = fields.with("words");
    }
    fields
}

/// The sink that the arguments choose.
fn sink(args: &OutputArgs) -> Result<Box<dyn Sink>> {
    if let Some(table) = args.table.as_deref().and_then(Table::named) {
        return Ok(match args.format {
            OutputFormat::Csv => Box::new(Delimited::csv(table, args.bom)?),
            OutputFormat::Tsv => Box::new(Delimited::tsv(table, args.bom)?),
            OutputFormat::Jsonl if !args.bom => Box::new(Rows { table }),
            OutputFormat::Jsonl => return Err(Usage("--bom is for --format csv and tsv".into()).into()),
            OutputFormat::Json | OutputFormat::Pretty => {
                return Err(Usage("a table is written as --format csv, tsv or jsonl".into()).into());
            }
        });
    }
    let fields = fields(args);
    Ok(match args.format {
        OutputFormat::Jsonl => Box::new(Jsonl { fields }),
        OutputFormat::Json => Box::new(Json { fields, pretty: false }),
        OutputFormat::Pretty => Box::new(Json { fields, pretty: true }),
        OutputFormat::Csv | OutputFormat::Tsv => {
            let names: Vec<_> = TABLES.iter().map(|t| t.name).collect();
            return Err(Usage(format!("--format csv and tsv need --table, one of {}", names.join(", "))).into());
        }
    })
}

/// The inputs named; `None` where none are and standard input is a terminal.
fn inputs(paths: &[PathBuf], args: &InputArgs) -> Result<Option<Vec<Input>>> {
    let mut inputs: Vec<Input> = paths.iter().map(|p| input(p)).collect();
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
        if io::stdin().is_terminal() {
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
