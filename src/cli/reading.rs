//! The records of an archive, line by line.
//!
//! Enters: files of records (JSONL, also compressed), or standard input. Leaves: each line, handed on. What is no record is told
//! with its place, and the rest goes on. Not done here: what a line says.

use std::path::PathBuf;

use anyhow::{Result, anyhow};

use super::extract::input;
use super::tell;
use crate::pipeline::source::{self, Source, SourceOptions};
use crate::pipeline::{Body, Format, Input};

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
                for (number, line) in source::lines(&data, first) {
                    let added = match record(line) {
                        Ok(Some(line)) => add(line).map_err(anyhow::Error::from),
                        other => other.map(drop),
                    };
                    if let Err(error) = added {
                        failed += 1;
                        tell(format_args!("{}:{number}: no record: {error}", unit.origin.path));
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

/// The text of a line that may be a record; none for a blank line.
fn record(line: &[u8]) -> Result<Option<&str>> {
    let line = std::str::from_utf8(line.trim_ascii())?;
    match line.chars().next() {
        None => Ok(None),
        Some('{') => Ok(Some(line)),
        Some(_) => Err(anyhow!("not a JSON object")),
    }
}
