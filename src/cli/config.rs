//! Options from a file and from the environment: what stands on the command line counts first, then the environment, then
//! the file.
//!
//! Enters: the description of the command line, and the file that `--config` names. Leaves: the same description with other
//! defaults, so that an option is read and checked the same way wherever it comes from; and `--print-config`, what holds in
//! the end and why. Nothing is read that was not named. Not done here: what options mean.

#![allow(clippy::disallowed_methods, reason = "the file of options and the environment are read here")]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::{Table, Value};

use super::Usage;

/// The options of the file, checked against the options there are.
#[derive(Debug, Default)]
pub(super) struct Config {
    path: PathBuf,
    table: Table,
}

/// The variable that names the file, where `--config` does not.
const VARIABLE: &str = "TINVIET_CONFIG";

/// Options that a file cannot hold: they say which file, or what to do instead of working.
const NOT_IN_A_FILE: [&str; 4] = ["help", "version", "config", "print-config"];

impl Config {
    /// The file that the arguments or the environment name; an empty one where they name none.
    pub(super) fn find(args: &[OsString]) -> Result<Self> {
        let named = named(args).or_else(|| env::var_os(VARIABLE).filter(|v| !v.is_empty()).map(PathBuf::from));
        let Some(path) = named else { return Ok(Self::default()) };
        let usage = |what: String| Usage(format!("{}: {what}", path.display()));
        let text = fs::read_to_string(&path).map_err(|e| usage(e.to_string()))?;
        let table = text.parse().map_err(|e: toml::de::Error| usage(e.to_string().trim_end().to_owned()))?;
        Ok(Self { table, path })
    }

    /// The command line with the options of the file as defaults, and with a variable for each option.
    pub(super) fn apply(&self, command: Command) -> Result<Command> {
        self.check(&command)?;
        // Options of the program itself, as `color`.
        let command = command.mut_args(|arg| self.with_default("", arg));
        let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        Ok(names.into_iter().fold(command, |command, name| {
            command.mut_subcommand(&name, |sub| sub.mut_args(|arg| self.with_default(&name, arg)))
        }))
    }

    fn with_default(&self, command: &str, arg: Arg) -> Arg {
        let Some(long) = arg.get_long().filter(|l| !NOT_IN_A_FILE.contains(l)).map(str::to_owned) else { return arg };
        // A description of the command line holds names for as long as the program runs.
        let arg = arg.env(&*variable(&long).leak()).hide_env(true);
        match self.value(command, &long) {
            Some(value) => arg.default_value(&*value.leak()),
            None => arg,
        }
    }

    /// What the file says of an option of a command: in the table of the command, else for all commands.
    fn value(&self, command: &str, long: &str) -> Option<String> {
        let own = self.table.get(command).and_then(Value::as_table).and_then(|t| t.get(long));
        own.or_else(|| self.table.get(long)).filter(|v| !v.is_table()).map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    }

    /// Refuses names that no option has, and values that none can have.
    fn check(&self, command: &Command) -> Result<()> {
        for (name, value) in &self.table {
            match (command.find_subcommand(name), value) {
                (Some(sub), Value::Table(table)) => {
                    for (name, value) in table {
                        self.check_one(&[sub], name, value, &format!("in [{}]", sub.get_name()))?;
                    }
                }
                (None, value) => {
                    let all: Vec<_> = command.get_subcommands().chain([command]).collect();
                    self.check_one(&all, name, value, "")?;
                }
                (Some(sub), _) => bail!(self.usage(&format!("{} is a command: write [{0}]", sub.get_name()))),
            }
        }
        Ok(())
    }

    fn check_one(&self, commands: &[&Command], name: &str, value: &Value, place: &str) -> Result<()> {
        let known = |c: &&Command| c.get_arguments().any(|a| a.get_long() == Some(name));
        if NOT_IN_A_FILE.contains(&name) || !commands.iter().any(known) {
            bail!(self.usage(format!("no option {name:?} {place}").trim_end()));
        }
        match value {
            Value::String(_) | Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) => Ok(()),
            _ => bail!(self.usage(&format!("{name} is neither text nor a number, true or false"))),
        }
    }

    fn usage(&self, what: &str) -> Usage {
        Usage(format!("{}: {what}", self.path.display()))
    }

    /// What holds for the command that `matches` chose, as a file that could be given to `--config`.
    pub(super) fn print(&self, command: &Command, matches: &ArgMatches) -> String {
        let mut out = self.lines("", command, matches);
        if let Some((name, matches)) = matches.subcommand()
            && let Some(command) = command.find_subcommand(name)
        {
            out.push_str(&format!("\n[{name}]\n{}", self.lines(name, command, matches)));
        }
        out
    }

    fn lines(&self, name: &str, command: &Command, matches: &ArgMatches) -> String {
        let mut out = String::new();
        for arg in command.get_arguments().filter(|a| !a.is_hide_set() && a.is_global_set() == name.is_empty()) {
            let Some(long) = arg.get_long().filter(|l| !NOT_IN_A_FILE.contains(l)) else { continue };
            let id = arg.get_id().as_str();
            let from = match matches.value_source(id) {
                Some(ValueSource::CommandLine) => "command line".to_owned(),
                Some(ValueSource::EnvVariable) => variable(long),
                _ if self.value(name, long).is_some() => self.path.display().to_string(),
                _ => "default".to_owned(),
            };
            let values: Vec<_> = matches.get_raw(id).into_iter().flatten().map(|v| v.to_string_lossy()).collect();
            match values[..] {
                [] => out.push_str(&format!("# {long} =\n")),
                _ => out.push_str(&format!("{long} = {}  # {from}\n", written(&values.join(","), arg))),
            }
        }
        out
    }
}

/// The variable that an option can be given by.
fn variable(long: &str) -> String {
    format!("TINVIET_{}", long.replace('-', "_").to_ascii_uppercase())
}

/// A value as TOML writes it.
fn written(value: &str, arg: &Arg) -> String {
    let flag = matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::SetFalse);
    if flag || value.parse::<u64>().is_ok_and(|n| n.to_string() == value) {
        return value.to_owned();
    }
    Value::String(value.to_owned()).to_string()
}

/// The file that `--config` names; the arguments are not parsed yet, because the file says what their defaults are.
fn named(args: &[OsString]) -> Option<PathBuf> {
    let options = args.iter().take_while(|a| *a != "--");
    let mut found = None;
    let mut next = false;
    for arg in options {
        if next {
            found = Some(Path::new(arg).to_owned());
        }
        next = arg == "--config";
        if let Some(path) = arg.to_str().and_then(|a| a.strip_prefix("--config=")) {
            found = Some(path.into());
        }
    }
    found
}
