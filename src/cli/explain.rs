//! `tinviet explain`: an article in the terminal, with what was found in it.
//!
//! Enters: one file. Leaves: its text with the mentions in colour, then a line for each: span, type, text, value and the
//! rule that found it. Not done here: deciding whether colours are wanted (`anstream` does, with NO_COLOR and --color).

use std::fmt::{self, Write as _};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::Result;

use super::args::{self, ExplainArgs};
use super::{Exit, lexicon, signal, tell};
use crate::error::{Error, ErrorKind, Stage};
use crate::pipeline::{self, End, Input, Outputs, Policy, Source, Watch};
use crate::record::{BlockKind, ErrorRecord, Mention, MentionType, Record, Value};
use crate::sink::Sink;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<Exit> {
    let pipeline = lexicon::pipeline(args::options(&args.input, &args.reading)?, &args.reading)?;
    let input = if args.file == Path::new("-") { Input::Stdin } else { Input::Path(args.file.clone()) };
    let source = Source::new(vec![input], args::source_options(&args.input)?);
    signal::listen();
    pipeline::quiet_panics();
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    let outputs = Outputs { records: &mut out, errors: None, save: None };
    let policy = Policy { on_error: pipeline::OnError::Skip, max_errors: None, ..Policy::default() };
    let summary = pipeline::run(&pipeline, source, &Terminal, outputs, policy, 1, &Listener)?;
    Ok(match summary.end {
        End::Closed => Exit::Good,
        End::Stopped => Exit::Interrupted,
        _ if summary.errors > 0 => Exit::Failures,
        _ => Exit::Good,
    })
}

/// Tells failures on standard error.
struct Listener;

impl Watch for Listener {
    fn error(&self, error: &Error) {
        tell(format_args!("error: {error}"));
    }
    fn notice(&self, message: &str) {
        tell(format_args!("warning: {message}"));
    }
    fn stop(&self) -> bool {
        signal::stop()
    }
}

/// Records for people.
struct Terminal;

impl Sink for Terminal {
    fn between(&self) -> &'static [u8] {
        b"\n"
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let mut view = String::with_capacity(record.text.len() * 2);
        show(record, &mut view).map_err(|e| Error::new(ErrorKind::Output, Stage::Write, e.to_string()))?;
        out.extend_from_slice(view.as_bytes());
        Ok(())
    }

    fn error(&self, _: &ErrorRecord<'_>, _: &mut Vec<u8>) -> Result<(), Error> {
        Ok(())
    }
}

const HEAD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn style(kind: MentionType) -> Style {
    let color = match kind {
        MentionType::Person => AnsiColor::Green,
        MentionType::Place => AnsiColor::Blue,
        MentionType::Organisation => AnsiColor::Cyan,
        MentionType::Date | MentionType::Duration => AnsiColor::Yellow,
        MentionType::Percent | MentionType::Money | MentionType::Quantity => AnsiColor::Magenta,
        MentionType::Programme => AnsiColor::Red,
        MentionType::Document => AnsiColor::BrightRed,
    };
    color.on_default()
}

fn show(record: &Record<'_>, out: &mut String) -> fmt::Result {
    writeln!(out, "{HEAD}{}{HEAD:#}", record.id)?;
    let said = [("published", &record.published), ("title", &record.title), ("author", &record.author)];
    for (name, value) in said {
        if let Some(value) = value {
            write!(out, "{DIM}{name}:{DIM:#} {}", plain(value))?;
            if name == "published"
                && let Some(from) = &record.published_from
            {
                write!(out, " {DIM}({from}){DIM:#}")?;
            }
            out.push('\n');
        }
    }
    out.push('\n');
    text(record, out)?;
    for m in &record.mentions {
        let s = style(m.kind_of());
        let (at, name) = (format!("{}..{}", m.span.0, m.span.1), m.kind_of().name());
        write!(out, "{DIM}{at:>11}{DIM:#}  {s}{name:<12}{s:#}  {}", plain(&m.text))?;
        let value = value(m);
        if !value.is_empty() {
            write!(out, "  = {}", plain(&value))?;
        }
        writeln!(out, "  {DIM}{}{DIM:#}", m.rule)?;
    }
    for o in &record.officials {
        let roles: Vec<String> = o
            .roles
            .iter()
            .map(|r| if r.org.is_empty() { r.title.to_string() } else { format!("{} · {}", r.title, r.org) })
            .collect();
        writeln!(out, "{HEAD}{}{HEAD:#}: {}", plain(&o.name), plain(&roles.join("; ")))?;
    }
    for w in &record.warnings {
        writeln!(out, "{DIM}warning: {}{DIM:#}", plain(&w.message))?;
    }
    Ok(())
}

/// The article, a block at a time, mentions in colour. Of nested mentions the inner one's colour shows.
fn text(record: &Record<'_>, out: &mut String) -> fmt::Result {
    let chars: Vec<char> = record.text.chars().collect();
    let mut colour: Vec<Option<MentionType>> = vec![None; chars.len()];
    let mut starts: Vec<bool> = vec![false; chars.len() + 1];
    let mut by_length: Vec<&Mention<'_>> = record.mentions.iter().collect();
    by_length.sort_by_key(|m| std::cmp::Reverse(m.span.1.saturating_sub(m.span.0)));
    for m in by_length {
        let range = m.span.0 as usize..(m.span.1 as usize).min(chars.len());
        if let Some(part) = colour.get_mut(range.clone()) {
            part.fill(Some(m.kind_of()));
            starts[range.start] = true;
            starts[range.end] = true;
        }
    }
    for b in &record.blocks {
        let side = match b.kind {
            BlockKind::Paragraph => String::new(),
            kind => format!("{DIM}[{kind}]{DIM:#} "),
        };
        out.push_str(&side);
        let (mut at, end) = (b.span.0 as usize, (b.span.1 as usize).min(chars.len()));
        while at < end {
            let stop = (at + 1..end).find(|i| starts[*i] || colour[*i] != colour[at]).unwrap_or(end);
            let piece: String = chars[at..stop].iter().map(|c| shown(*c)).collect();
            match colour[at].map(style) {
                Some(s) => write!(out, "{s}{piece}{s:#}")?,
                None => out.push_str(&piece),
            }
            at = stop;
        }
        out.push_str("\n\n");
    }
    Ok(())
}

/// A control character of the article must not steer the terminal.
fn shown(c: char) -> char {
    if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { shown(c) }).collect()
}

/// What a mention says beyond its text, in a few words.
fn value(m: &Mention<'_>) -> String {
    let m = m.flat();
    let mut words: Vec<String> = Vec::new();
    if let Some(cmp) = m.cmp.filter(|c| c.name() != "=") {
        words.push(cmp.name().into());
    }
    match &m.value {
        Some(Value::Unknown) => words.push(m.reason.as_deref().map_or("unknown".into(), |r| format!("unknown ({r})"))),
        Some(value) => words.push(value.to_string()),
        None => {}
    }
    words.extend([&m.unit, &m.currency, &m.code, &m.name, &m.number].into_iter().flatten().map(|s| s.to_string()));
    words.extend(m.kind.map(|k| format!("[{}]", k.name())));
    words.extend(m.level.as_deref().map(|l| format!("[{l}]")));
    words.join(" ")
}
