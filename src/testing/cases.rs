//! Case files: examples of what a recogniser finds and what it must leave alone.
//!
//! Enters: the text of a `cases.txt`. Leaves: a report of the cases that fail. The format, line by line:
//!
//! ```text
//! # a comment
//! @ref 2025-07-15          the publication date from here on (`@ref` alone: none)
//! = 2025-07-02             the value that the following expressions must have (the kind's short text form)
//! = full && short          the values of the mentions of a line, in their order
//! @row MÂY NGÀN|person.known|   a row of a lexicon (form, class, value), for the whole file
//! @author                  until the next value, what stands in brackets is what the layout found as authors
//! @source                  the same, as what it found as sources
//! ngày 2/7                 the whole line is the mention
//! [mùng 2 tháng 7], ông A  the mention is what stands in brackets
//! !                        the following expressions hold no mention of the kind
//! tỷ số 2/7
//! ```
//!
//! A line may hold several bracketed mentions, with the same value or one each. A literal `[` is written `\[`, a new line of
//! the document `¶`.

use std::fmt::Write as _;

use crate::intern::WordCache;
use crate::layout::{Block, BlockKind, Signed};
use crate::lexicon::store::{COLUMNS, Lexicon};
use crate::lexicon::user::UserWords;
use crate::recognise::candidate::{Candidate, Candidates};
use crate::recognise::doc::{Buffers, Doc};
use crate::recognise::office::value::Hint;
use crate::recognise::select::select;
use crate::recognise::{Kind, RECOGNISERS, Value, propose};
use crate::resolve::anchor::anchor;
use crate::span::Span;

/// What running a case file gave.
#[derive(Debug, Default)]
pub struct Report {
    /// Number of expressions that must give a mention.
    pub positive: usize,
    /// Number of expressions that must give none.
    pub negative: usize,
    /// One paragraph for each failure.
    pub failures: Vec<String>,
    /// Ids of the rules behind the mentions expected.
    pub fired: Vec<&'static str>,
}

/// Runs the cases of one kind.
///
/// # Errors
/// The line of a case file that can't be read.
pub fn run(kind: Kind, cases: &str) -> Result<Report, String> {
    let mut report = Report::default();
    let own = rows(cases)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::embedded());
    let (mut published, mut expected): (Option<String>, Option<Option<String>>) = (None, None);
    let mut signs = Signs::None;
    for (n, line) in cases.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line.starts_with(ROW) {
            continue;
        }
        if let Some(date) = line.strip_prefix("@ref") {
            published = Some(date.trim().to_string()).filter(|d| !d.is_empty());
        } else if line == "@author" {
            signs = Signs::Authors;
        } else if line == "@source" {
            signs = Signs::Sources;
        } else if let Some(value) = line.strip_prefix("= ") {
            expected = Some(Some(value.trim().to_string()));
            signs = Signs::None;
        } else if line == "!" {
            expected = Some(None);
            signs = Signs::None;
        } else {
            let wanted = expected.as_ref().ok_or_else(|| format!("line {}: no value before the first case", n + 1))?;
            let context = Context { published: published.as_deref(), signs, lexicon };
            check(kind, n + 1, line, wanted.as_deref(), &context, &mut report);
        }
    }
    Ok(report)
}

/// Opens a line with a row of a lexicon.
const ROW: &str = "@row ";

/// The lexicon with the rows that the file adds to it, if it adds any.
fn rows(cases: &str) -> Result<Option<Lexicon>, String> {
    let rows: Vec<String> =
        cases.lines().filter_map(|l| l.strip_prefix(ROW)).map(|row| row.trim().replace('|', "\t") + "\t").collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let mut words = UserWords::default();
    words.add("@row", &format!("{}\n{}\n", COLUMNS.join("\t"), rows.join("\n")));
    Lexicon::with(&words).map(Some).map_err(|e| e.to_string())
}

/// Text and bracketed spans (in bytes) of a case line; without brackets the whole line.
fn brackets(line: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open, mut escaped) = (String::new(), Vec::new(), None, false);
    for c in line.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '[' if !escaped => open = Some(text.len()),
            '¶' if !escaped => {
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
            ']' if !escaped && open.is_some() => spans.push((open.take().unwrap_or(0), text.len())),
            c => text.push(c),
        }
        escaped = false;
    }
    if spans.is_empty() {
        spans.push((0, text.len()));
    }
    (text, spans)
}

/// What is known of a case from outside its line.
struct Context<'a> {
    published: Option<&'a str>,
    /// As what the layout found the brackets.
    signs: Signs,
    lexicon: &'a Lexicon,
}

/// As what the layout found what stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    /// Not at all.
    None,
    /// As authors.
    Authors,
    /// As what the text was taken from.
    Sources,
}

fn check(kind: Kind, n: usize, line: &str, wanted: Option<&str>, context: &Context<'_>, report: &mut Report) {
    let (text, mut spans) = brackets(line);
    let names = || spans.iter().map(|&(a, b)| Span::new(a as u32, b as u32)).collect();
    let signed = match context.signs {
        Signs::None => Signed::default(),
        Signs::Authors => Signed { authors: names(), ..Signed::default() },
        Signs::Sources => Signed { sources: names(), ..Signed::default() },
    };
    // One value for all mentions of the line, or one for each.
    let each: Vec<&str> = wanted.map(|w| w.split(" && ").collect()).unwrap_or_default();
    if wanted.is_none() {
        spans.clear();
        report.negative += 1;
    } else {
        report.positive += 1;
    }
    with_signed(&text, &signed, context.lexicon, |doc| {
        let mut found = Candidates::default();
        propose(doc, &mut found);
        let losers: Vec<Candidate> = found.all().to_vec();
        let mut kept = if kind == Kind::Number { found.take() } else { select(found.take(), doc.tokens.len()) };
        kept.retain(|c| kind != Kind::Number || c.kind == Kind::Number);
        let dates = anchor(doc, &kept, context.published);
        let got: Vec<(usize, usize, String, &'static str)> = kept
            .iter()
            .enumerate()
            .filter(|(_, c)| c.kind == kind)
            .map(|(n, c)| {
                let b = doc.bytes(c.span);
                let value = match dates.get(n) {
                    Some(d) => d.value.clone().unwrap_or_else(|| "null".into()),
                    None => short(doc, &c.value),
                };
                (b.start as usize, b.end as usize, value, c.rule)
            })
            .collect();
        let right = if kind == Kind::Number {
            spans.iter().all(|s| got.iter().any(|g| (g.0, g.1) == *s && Some(g.2.as_str()) == wanted))
                && (wanted.is_some() || got.is_empty())
        } else {
            got.len() == spans.len()
                && got
                    .iter()
                    .zip(&spans)
                    .enumerate()
                    .all(|(n, (g, s))| (g.0, g.1) == *s && each.get(n).or(each.first()) == Some(&g.2.as_str()))
        };
        if right {
            report.fired.extend(got.iter().map(|g| g.3));
            return;
        }
        let mut message = format!("line {n}: {line}\n  expected: {}\n", wanted.unwrap_or("nothing"));
        for (start, end, value, rule) in &got {
            let _ = writeln!(message, "  got: [{}] = {value} ({rule})", &text[*start..*end]);
        }
        for c in losers.iter().filter(|c| c.kind == kind) {
            let _ = writeln!(message, "  proposed: [{}] {:?} {:?} ({})", doc.slice(c.span), c.state, c.value, c.rule);
        }
        report.failures.push(message);
    });
}

/// The short text form of a value.
#[must_use]
pub fn short(doc: &Doc<'_>, value: &Value) -> String {
    match value {
        Value::Number(v) => v.to_string(),
        Value::Date(v) => format!("{v:?}"),
        Value::Duration(v) => v.to_string(),
        Value::Percent(v) | Value::Money(v) | Value::Quantity(v) => v.to_string(),
        Value::Document(v) => v.to_string(),
        Value::Place(v) => v.to_string(),
        Value::Organisation(v) => v.to_string(),
        Value::Programme(v) => v.to_string(),
        Value::Office(v) => {
            let hint = match v.hint {
                Hint::None => String::new(),
                Hint::Body(span) | Hint::Field(span) => format!("({})", doc.slice(span)),
            };
            let org = v.org.map_or(hint, |org| doc.slice(org).to_owned());
            let said = format!("{} | {org}{}", doc.slice(v.title), if v.former { " | former" } else { "" });
            said.trim_end().to_owned()
        }
        Value::Person(v) => v.to_string(),
    }
}

/// Runs `test` over `text` as a document: a block for each line, each one sentence.
pub fn with_doc(text: &str, test: impl FnOnce(&Doc<'_>)) {
    with_signed(text, &Signed::default(), Lexicon::embedded(), test);
}

/// As [`with_doc`], with the signatures that the layout found and a lexicon.
fn with_signed(text: &str, signed: &Signed, lexicon: &Lexicon, test: impl FnOnce(&Doc<'_>)) {
    let (mut blocks, mut at) = (Vec::new(), 0);
    for line in text.split('\n') {
        let span = Span::new(at as u32, (at + line.len()) as u32);
        at += line.len() + 1;
        if !line.trim().is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span });
        }
    }
    let mut buffers = Buffers::default();
    buffers.read(text, lexicon, &mut WordCache::default());
    buffers.fill(text, &blocks, lexicon, |_, block, _, out| out.push(block));
    test(&buffers.doc(text, &blocks, signed, lexicon));
}

/// The ids of the rules of a kind's recogniser.
#[must_use]
pub fn rules_of(kind: Kind) -> Vec<&'static str> {
    RECOGNISERS.iter().filter(|r| r.kind() == kind).flat_map(|r| r.rules()).collect()
}
