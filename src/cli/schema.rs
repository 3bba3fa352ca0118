//! `tinviet schema`: the JSON Schema of the records.
//!
//! Enters: nothing. Leaves: the schema on standard output. Not done here: making it (that is `record::schema`).

use std::io::{self, Write};

use anyhow::Result;

use super::Exit;

/// Runs the command.
pub(crate) fn run() -> Result<Exit> {
    let mut out = io::stdout().lock();
    out.write_all(crate::record::json_schema().as_bytes())?;
    out.flush()?;
    Ok(Exit::Good)
}
