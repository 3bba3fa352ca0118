//! The records of an archive, line by line.
//!
//! Enters: files of records (JSONL, also compressed), or standard input. Leaves: each line, handed on. What is no record is told
//! with its place, and the rest goes on. Not done here: what a line says.

use std::path::PathBuf;

use anyhow::{Result, anyhow};

use super::extract::input;
use super::tell;
use crate::pipeline::{Body, Format, Input, Source, SourceOptions};

/// Hands every line that is not empty to `add`; gives the number of those that failed.
pub(crate) fn each_record(
    paths: &[PathBuf],
    mut add: impl FnMut(&str) -> Result<(), serde_json::Error>,
) -> Result<u64> {
    let inputs = if paths.is_empty() { vec![Input::Stdin] } else { paths.iter().map(|p| input(p)).collect() };
    let mut source = Source::new(inputs, SourceOptions { format: Some(Format::Jsonl), ..SourceOptions::default() });
    let mut failed = 0;
    while let Some(unit) = source.next_unit() {
        match unit.body {
            Body::Lines { data, first } => {
                for (n, line) in data.split(|b| *b == b'\n').enumerate() {
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    let added = std::str::from_utf8(line).map_err(anyhow::Error::from).and_then(|l| Ok(add(l)?));
                    if let Err(error) = added {
                        failed += 1;
                        tell(format_args!("{}:{}: no record: {error}", unit.origin.path, first + n as u64));
                    }
                }
            }
            Body::Failed { error, .. } => {
                failed += 1;
                tell(format_args!("{error}"));
            }
            Body::Notice(notice) => tell(format_args!("{notice}")),
            _ => return Err(anyhow!("{}: not read as lines", unit.origin.path)),
        }
    }
    Ok(failed)
}
