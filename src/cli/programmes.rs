//! `tinviet programmes`: what programmes an archive speaks of.
//!
//! Enters: files of records (JSONL). Leaves: a row for each programme, as JSON Lines, CSV or TSV. Not done here: deciding
//! which programmes are the same (that is [`archive::programmes`](crate::archive::programmes)).

use std::io::Write;

use anyhow::Result;
use csv::{Terminator, WriterBuilder};

use super::Exit;
use super::args::ProgrammesArgs;
use super::output::Output;
use super::reading::each_record;
use super::value::RowFormat;
use crate::archive::programmes::{Counted, Programme, Programmes};

/// The columns of the flat forms.
const COLUMNS: [&str; 10] =
    ["key", "registry", "kind", "name", "articles", "mentions", "first", "last", "places", "forms"];

/// Runs the command.
pub(crate) fn run(args: &ProgrammesArgs) -> Result<Exit> {
    let separator = match args.format {
        RowFormat::Jsonl => None,
        RowFormat::Csv => Some(b','),
        RowFormat::Tsv => Some(b'\t'),
    };
    let mut archive = Programmes::default();
    let failed = each_record(&args.records, |line| archive.add(line).map(|_| ()))?;
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
