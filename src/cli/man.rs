//! `tinviet completions` and `tinviet man`: what shells and readers of manuals want to know of the command line.
//!
//! Enters: the description of the command line. Leaves: a script, or pages in roff. Not done here: installing them.

use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::args::{Args, CompletionsArgs, ManArgs};
use super::{Exit, Usage};

/// Writes the completion script of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "tinviet", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Good)
}

/// Writes a manual page, or all of them.
pub(super) fn man(args: &ManArgs) -> Result<Exit> {
    let mut root = Args::command();
    root.build();
    if let Some(folder) = &args.output_dir {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        clap_mangen::generate_to(root, folder).with_context(|| folder.display().to_string())?;
        return Ok(Exit::Good);
    }
    let command = match &args.command {
        None => &root,
        Some(name) => {
            let unknown = || Usage(format!("no command {name:?}; `tinviet --help` lists them"));
            root.find_subcommand(name).ok_or_else(unknown)?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    io::stdout().write_all(&page)?;
    Ok(Exit::Good)
}
