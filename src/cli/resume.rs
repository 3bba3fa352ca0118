//! `--resume`: what a run leaves behind so that another can go on with it.
//!
//! Enters: the arguments, and checkpoints of the run. Leaves: a small file beside the output, `OUTPUT.progress`, and the
//! checkpoint that an earlier run left there, if it was a run of the same kind over the same inputs. Not done here: reading
//! the inputs up to the checkpoint again (that is `pipeline::progress`).

#![allow(clippy::disallowed_methods, reason = "the file of progress is read here")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::Usage;
use super::args::{ExtractArgs, OutputFormat};
use super::output::{is_stream, with_suffix};
use crate::pipeline::{Checkpoint, Input};

/// The file of progress of one output.
pub(crate) struct Progress {
    path: PathBuf,
    options: String,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// Digest of all that decides about the bytes written: arguments, program, data.
    options: String,
    #[serde(flatten)]
    checkpoint: Checkpoint,
}

/// What an earlier run left.
pub(crate) enum Left {
    /// Nothing.
    Nothing,
    /// A run with other arguments, or by another version.
    Other,
    /// A run that this one can go on with.
    Same(Box<Checkpoint>),
}

impl Progress {
    /// The progress of the run that `args` ask for; `data` is the version of the words it works with.
    pub(crate) fn of(args: &ExtractArgs, inputs: &[Input], data: &str) -> Result<Self> {
        let refuse = |why: &str| Err(Usage(format!("--resume {why}")).into());
        let Some(output) = args.output.output.as_deref() else { return refuse("needs an output file (-o FILE)") };
        for path in [Some(output), args.failure.errors.as_deref()].into_iter().flatten() {
            if path == Path::new("-") || is_stream(path) {
                return refuse("needs files to write to, not pipes or devices");
            }
            if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz") || e.eq_ignore_ascii_case("zst")) {
                return refuse("cannot go on with a compressed output; compress it when it is complete");
            }
        }
        if !matches!(args.output.format, OutputFormat::Jsonl | OutputFormat::Csv | OutputFormat::Tsv) {
            return refuse("is for the formats with a record a line: jsonl, csv, tsv");
        }
        if inputs.contains(&Input::Stdin) {
            return refuse("cannot read standard input a second time; name files");
        }
        // All but what cannot change the bytes: the number of workers, and what is told on the way.
        let ExtractArgs { paths: _, input, reading, output: written, failure, run: _ } = args;
        let all =
            format!("{inputs:?} {input:?} {reading:?} {written:?} {failure:?} {} {data}", env!("CARGO_PKG_VERSION"));
        let options = format!("{:016x}", xxh3_64(all.as_bytes()));
        Ok(Self { path: with_suffix(output, ".progress"), options })
    }

    /// What an earlier run left behind.
    pub(crate) fn left(&self) -> Left {
        let Ok(bytes) = fs::read(&self.path) else { return Left::Nothing };
        match serde_json::from_slice::<Saved>(&bytes) {
            Ok(saved) if saved.options == self.options => Left::Same(Box::new(saved.checkpoint)),
            _ => Left::Other,
        }
    }

    /// Keeps a checkpoint: under another name first, so that there is a whole one at any moment.
    pub(crate) fn save(&self, checkpoint: &Checkpoint) -> io::Result<()> {
        let saved = Saved { options: self.options.clone(), checkpoint: checkpoint.clone() };
        let fresh = with_suffix(&self.path, ".new");
        let mut file = fs::File::create(&fresh)?;
        serde_json::to_writer_pretty(&mut file, &saved)?;
        file.write_all(b"\n")?;
        file.sync_data()?;
        fs::rename(&fresh, &self.path)
    }

    /// The run is complete, or begins afresh: there is nothing to go on with.
    pub(crate) fn forget(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }
}
