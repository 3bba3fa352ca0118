//! `tinviet normalize`: text in, the same text out.
//!
//! Enters: files or standard input. Leaves: their bytes. Not done here yet: any change to them; the command is hidden until
//! the text layer is behind it.

#![allow(clippy::disallowed_methods, reason = "the files named are opened here")]

use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use super::Exit;
use super::args::NormalizeArgs;
use super::output::Output;

/// Runs the command.
pub(crate) fn run(args: &NormalizeArgs) -> Result<Exit> {
    let mut out = Output::open(args.output.as_deref())?;
    let stdin = [Path::new("-").to_owned()];
    for path in if args.files.is_empty() { &stdin[..] } else { &args.files } {
        if path == Path::new("-") {
            io::copy(&mut io::stdin().lock(), &mut out)?;
        } else {
            let mut file = File::open(path).with_context(|| path.display().to_string())?;
            io::copy(&mut file, &mut out)?;
        }
    }
    out.publish()?;
    Ok(Exit::Good)
}
