//! The command line.
//!
//! Enters: arguments. Leaves: records on standard output or in a file, messages on standard error, and an exit code.
//! Not done here: any work on text.

mod args;
mod config;
mod explain;
mod extract;
mod folder;
mod format;
mod lexicon;
mod man;
mod normalize;
mod output;
mod programmes;
mod progress;
mod reading;
mod records;
mod report;
mod resume;
mod schema;
mod signal;
mod stats;
mod value;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Error;
use clap::{CommandFactory, FromArgMatches};

use args::{Args, Command};
use config::Config;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// All went well.
    Good = 0,
    /// The run finished or was ended by its own limits, and some documents failed.
    Failures = 1,
    /// The arguments make no sense.
    Usage = 2,
    /// The run could not go on: the output cannot be written.
    Fatal = 3,
    /// Interrupted.
    Interrupted = 130,
}

/// A mistake in the arguments that only shows when they are put to use.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// The whole program: reads the arguments, does what they ask, and tells the exit code.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(run().unwrap_or_else(|error| told(&error)) as u8)
}

fn run() -> Result<Exit, Error> {
    let given: Vec<_> = std::env::args_os().collect();
    let config = Config::find(&given)?;
    let mut command = config.apply(Args::command())?;
    let parsed = command.try_get_matches_from_mut(given);
    let args = match parsed.and_then(|matches| Ok((Args::from_arg_matches(&matches)?, matches))) {
        Ok((args, matches)) if args.print_config => {
            io::stdout().write_all(config.print(&command, &matches).as_bytes())?;
            return Ok(Exit::Good);
        }
        Ok((args, _)) => args,
        // Also the way of --help and --version. Where nobody reads them, there is nothing to complain about.
        Err(message) => {
            let _ = message.print();
            return Ok(if message.exit_code() == 0 { Exit::Good } else { Exit::Usage });
        }
    };
    args.color.write_global();
    dispatch(args.command)
}

fn dispatch(command: Command) -> Result<Exit, Error> {
    match command {
        Command::Completions(args) => man::completions(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Lexicon(args) => lexicon::run(&args.action),
        Command::Man(args) => man::man(&args),
        Command::Normalize(args) => normalize::run(&args),
        Command::Programmes(args) => programmes::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Schema(args) => schema::run(args.of),
    }
}

/// Tells an error that ended the program, and which exit code it calls for.
fn told(error: &Error) -> Exit {
    if is_closed(error) {
        return Exit::Good;
    }
    tell(format_args!("error: {error:#}"));
    if error.is::<Usage>() { Exit::Usage } else { Exit::Fatal }
}

fn is_closed(error: &Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Writes a line to standard error; where that is closed, nobody wants to hear it.
pub(crate) fn tell(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "tinviet: {message}");
}
