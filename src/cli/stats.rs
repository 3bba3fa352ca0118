//! `--stats`: the figures of a run as a file.
//!
//! Enters: the summary of a run. Leaves: a JSON object. Not done here: counting (that is `pipeline`).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::output::Output;
use crate::pipeline::{End, Pipeline, Summary};

/// The figures, in the order they are written.
#[derive(Serialize)]
struct Stats<'a> {
    tinviet: &'a str,
    data: &'a str,
    /// `complete`, or what ended the run before.
    end: &'a str,
    documents: u64,
    records: u64,
    errors: u64,
    errors_by_code: &'a BTreeMap<String, u64>,
    passed_over: u64,
    /// Bytes of documents, after decompression.
    bytes: u64,
    /// Time of this run alone, where it went on with an earlier one.
    seconds: f64,
}

/// Writes the figures to `path`.
pub(super) fn write(path: &Path, summary: &Summary, pipeline: &Pipeline, seconds: f64) -> Result<()> {
    let end = match summary.end {
        End::Complete => "complete",
        End::Errors => "errors",
        End::Stopped => "interrupted",
        End::Closed => "closed",
    };
    let stats = Stats {
        tinviet: env!("CARGO_PKG_VERSION"),
        data: pipeline.data_version(),
        end,
        documents: summary.documents,
        records: summary.records,
        errors: summary.errors,
        errors_by_code: &summary.errors_by_code,
        passed_over: summary.passed_over,
        bytes: summary.bytes,
        seconds: (seconds * 1000.0).round() / 1000.0,
    };
    let mut out = Output::open(Some(path))?;
    serde_json::to_writer_pretty(&mut out, &stats)?;
    out.write_all(b"\n")?;
    out.publish()
}
