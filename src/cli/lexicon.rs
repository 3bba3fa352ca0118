//! `tinviet lexicon`: the words that the program knows, and a user's own.
//!
//! Enters: what to list, find or check. Leaves: rows as TSV, or the breaches in a folder of words. Not done here: what a
//! row may say (that is `lexicon`).

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Result;

use super::args::{LexiconAction, ReadingArgs};
use super::{Exit, Usage, tell};
use crate::error::Error;
use crate::lexicon::audit;
use crate::lexicon::class::Class;
use crate::lexicon::entry::{self, Entry};
use crate::lexicon::store::Lexicon;
use crate::lexicon::user::UserWords;
use crate::pipeline::{Options, Pipeline};

/// Runs the command.
pub(crate) fn run(action: &LexiconAction) -> Result<Exit> {
    match action {
        LexiconAction::List { class, kind, lexicon } => {
            let user = words(lexicon.as_deref())?;
            let wanted = |e: &Entry<'_>| {
                class.as_deref().is_none_or(|class| e.class == class)
                    && kind.as_deref().is_none_or(|kind| entry::kind_of(e.class) == kind)
            };
            write(entry::all(&user).filter(wanted))
        }
        LexiconAction::Find { words: wanted, lexicon } => {
            write(entry::find(&words(lexicon.as_deref())?, &wanted.join(" ")))
        }
        LexiconAction::Classes => {
            let mut out = BufWriter::new(io::stdout().lock());
            writeln!(out, "class\tdescription")?;
            for class in Class::ALL {
                writeln!(out, "{}\t{}", class.name(), class.description())?;
            }
            out.flush()?;
            Ok(Exit::Good)
        }
        LexiconAction::Check { dir } => check(&UserWords::read(dir).map_err(usage)?),
    }
}

/// The pipeline that the arguments choose.
pub(crate) fn pipeline(options: Options, reading: &ReadingArgs) -> Result<Pipeline> {
    Ok(match &reading.lexicon {
        None => Pipeline::new(options),
        Some(dir) => {
            let lexicon = UserWords::read(dir).and_then(|words| Lexicon::with(&words)).map_err(usage)?;
            Pipeline::with_lexicon(options, lexicon)
        }
    })
}

fn words(dir: Option<&Path>) -> Result<UserWords> {
    Ok(dir.map(UserWords::read).transpose().map_err(usage)?.unwrap_or_default())
}

fn usage(error: Error) -> Usage {
    Usage(format!("lexicon: {error}"))
}

fn write<'e>(entries: impl Iterator<Item = Entry<'e>>) -> Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "form\tclass\tvalue\tnote\tsource")?;
    for Entry { form, class, value, note, source } in entries {
        writeln!(out, "{form}\t{class}\t{value}\t{note}\t{source}")?;
    }
    out.flush()?;
    Ok(Exit::Good)
}

fn check(words: &UserWords) -> Result<Exit> {
    let breaches: Vec<String> = words.files().flat_map(|(name, text)| audit::check(name, text)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for breach in &breaches {
        writeln!(out, "{breach}")?;
    }
    out.flush()?;
    let (files, count) = (words.files().count(), breaches.len());
    let plural = |n: usize, word: &'static str, many: &'static str| if n == 1 { word } else { many };
    tell(format_args!("{files} {}, {count} {}", plural(files, "file", "files"), plural(count, "breach", "breaches")));
    Ok(if breaches.is_empty() { Exit::Good } else { Exit::Failures })
}
