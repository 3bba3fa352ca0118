//! `tinviet programmes`: what programmes an archive speaks of.
//!
//! Enters: files of records (JSONL). Leaves: a row for each programme, as JSON Lines, CSV or TSV. Not done here: deciding
//! which programmes are the same (that is [`archive::programmes`](crate::archive::programmes)).

use std::io::Write;

use anyhow::{Result, anyhow};
use csv::{Terminator, WriterBuilder};

use super::args::{OutputFormat, ProgrammesArgs};
use super::extract::input;
use super::output::Output;
use super::{Exit, Usage, tell};
use crate::archive::programmes::{Counted, Programme, Programmes};
use crate::pipeline::{Body, Format, Input, Source, SourceOptions};

/// The columns of the flat forms.
const COLUMNS: [&str; 10] =
    ["key", "registry", "kind", "name", "articles", "mentions", "first", "last", "places", "forms"];

/// Runs the command.
pub(crate) fn run(args: &ProgrammesArgs) -> Result<Exit> {
    let separator = match args.format {
        OutputFormat::Jsonl => None,
        OutputFormat::Csv => Some(b','),
        OutputFormat::Tsv => Some(b'\t'),
        _ => {
            return Err(Usage("the programmes are written as --format jsonl, csv or tsv".into()).into());
        }
    };
    let inputs =
        if args.records.is_empty() { vec![Input::Stdin] } else { args.records.iter().map(|p| input(p)).collect() };
    let mut source = Source::new(inputs, SourceOptions { format: Some(Format::Jsonl), ..SourceOptions::default() });
    let (mut archive, mut failed) = (Programmes::default(), 0_u64);
    while let Some(unit) = source.next_unit() {
        match unit.body {
            Body::Lines { data, first } => {
                for (n, line) in data.split(|b| *b == b'\n').enumerate() {
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    let added =
                        std::str::from_utf8(line).map_err(anyhow::Error::from).and_then(|l| Ok(archive.add(l)?));
                    if let Err(error) = added {
                        failed += 1;
                        tell(format_args!("{}:{}: no record: {error}", unit.origin.path, first + n as u64));
                    }
                }
            }
            Body::Failed { error, .. } => {
                failed += 1;
                tell(format_args!("{error}"));
            }
            Body::Notice(notice) => tell(format_args!("{notice}")),
            Body::File(_) => return Err(anyhow!("{}: not read as lines", unit.origin.path)),
        }
    }
    let mut rows = archive.rows();
    rows.retain(|row| row.articles >= args.min_articles);
    let mut out = Output::open(args.output.as_deref())?;
    match separator {
        None => {
            for row in &rows {
                serde_json::to_writer(&mut out, row)?;
                out.write_all(b"\n")?;
            }
        }
        Some(separator) => {
            let mut writer =
                WriterBuilder::new().delimiter(separator).terminator(Terminator::Any(b'\n')).from_writer(&mut out);
            writer.write_record(COLUMNS)?;
            for row in &rows {
                writer.write_record(cells(row))?;
            }
            writer.flush()?;
        }
    }
    out.publish()?;
    Ok(if failed > 0 { Exit::Failures } else { Exit::Good })
}

fn cells(row: &Programme) -> [String; 10] {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        row.key.clone(),
        some(&row.registry),
        row.kind.into(),
        row.name.clone(),
        row.articles.to_string(),
        row.mentions.to_string(),
        some(&row.first),
        some(&row.last),
        counted(&row.places),
        counted(&row.forms),
    ]
}

/// `huyện Kim Lâu (3); xã Bình Hòa (1)`
fn counted(list: &[Counted]) -> String {
    list.iter().map(|c| format!("{} ({})", c.text, c.articles)).collect::<Vec<_>>().join("; ")
}
