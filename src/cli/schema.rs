//! `tinviet schema`: what describes the output to other programs.
//!
//! Enters: the name of a format. Leaves: JSON Schema, XML Schema or a tool's configuration on standard output.

use std::io::Write;

use anyhow::Result;

use super::Exit;
use super::args::SchemaOf;
use crate::record::json_schema;
use crate::sink::annotation::{LABEL_CONFIG, TIMEML_SCHEMA, configuration};

/// Runs the command.
pub(crate) fn run(of: SchemaOf) -> Result<Exit> {
    let text = match of {
        SchemaOf::Record => json_schema(),
        SchemaOf::Timeml => TIMEML_SCHEMA.to_owned(),
        SchemaOf::LabelStudio => LABEL_CONFIG.to_owned(),
        SchemaOf::Brat => configuration(),
    };
    let mut out = std::io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Good)
}
