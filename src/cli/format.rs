//! The format of the output.
//!
//! Enters: the arguments about the output. Leaves: a sink, and what it needs of the records; or what is wrong with the
//! arguments together. Not done here: where the bytes go (that is [`records`](super::records)).

use anyhow::Result;

use super::Usage;
use super::args::{OutputArgs, OutputFormat};
use crate::record::{Fields, OffsetUnit};
use crate::sink::annotation::{Brat, Conllu, LabelStudio, Spacy, Timeml};
use crate::sink::table::{Delimited, Rows, TABLES, Table};
use crate::sink::{Json, Jsonl, Sink};

/// Whether the records must say where the words are.
pub(crate) fn words(args: &OutputArgs) -> bool {
    // Fields that were not named may hold words, but nobody asked for them.
    let asked = args.words || args.fields.is_some_and(|f| f.has("words"));
    asked || matches!(args.format, OutputFormat::Conllu | OutputFormat::Spacy)
}

/// The fields that the arguments choose.
fn fields(args: &OutputArgs) -> Fields {
    let mut fields = args.fields.unwrap_or(Fields::ALL);
    if args.no_text {
        fields = fields.without("text");
    }
    if args.words {
        fields = fields.with("words");
    }
    // Positions say what they count, whatever was asked for.
    if args.offset_unit != OffsetUnit::default() {
        fields = fields.with("offset_unit");
    }
    fields
}

/// The sink that the arguments choose.
pub(crate) fn sink(args: &OutputArgs) -> Result<Box<dyn Sink>> {
    match args.table.as_deref().and_then(Table::named) {
        Some(table) => rows(args, table),
        None => documents(args),
    }
}

fn refuse<T>(why: String) -> Result<T> {
    Err(Usage(why).into())
}

fn rows(args: &OutputArgs, table: &'static Table) -> Result<Box<dyn Sink>> {
    if args.bom && !matches!(args.format, OutputFormat::Csv | OutputFormat::Tsv) {
        return refuse("--bom is for --format csv and tsv".to_owned());
    }
    Ok(match args.format {
        OutputFormat::Csv => Box::new(Delimited::csv(table, args.bom)?),
        OutputFormat::Tsv => Box::new(Delimited::tsv(table, args.bom)?),
        OutputFormat::Jsonl => Box::new(Rows { table }),
        #[cfg(feature = "parquet")]
        OutputFormat::Parquet => Box::new(crate::sink::table::Cells { table }),
        #[cfg(not(feature = "parquet"))]
        OutputFormat::Parquet => {
            return refuse("this tinviet was built without Parquet: build it with --features parquet".to_owned());
        }
        _ => return refuse("a table is written as --format csv, tsv, parquet or jsonl".to_owned()),
    })
}

fn documents(args: &OutputArgs) -> Result<Box<dyn Sink>> {
    let name = args.format.name();
    if matches!(args.format, OutputFormat::Csv | OutputFormat::Tsv | OutputFormat::Parquet) {
        let names: Vec<_> = TABLES.iter().map(|t| t.name).collect();
        return refuse(format!("--format csv, tsv and parquet need --table, one of {}", names.join(", ")));
    }
    let fields = fields(args);
    if !matches!(args.format, OutputFormat::Jsonl | OutputFormat::Json | OutputFormat::Pretty) {
        let given = [("--fields", args.fields.is_some()), ("--no-text", args.no_text), ("--words", args.words)];
        if let Some((option, _)) = given.iter().find(|(_, given)| *given) {
            return refuse(format!("{option} is for --format jsonl, json and pretty; {name} has a form of its own"));
        }
        if args.offset_unit != OffsetUnit::default() {
            return refuse(format!(
                "--offset-unit is for --format jsonl, json and pretty and for tables; {name} counts code points"
            ));
        }
    }
    Ok(match args.format {
        OutputFormat::Json => Box::new(Json { fields, pretty: false }),
        OutputFormat::Pretty => Box::new(Json { fields, pretty: true }),
        OutputFormat::Conllu => Box::new(Conllu),
        OutputFormat::Brat => {
            if args.output_dir.is_none() {
                return refuse(
                    "--format brat writes two files for each article: name a folder for them with --output-dir DIR"
                        .to_owned(),
                );
            }
            Box::new(Brat)
        }
        OutputFormat::LabelStudio => Box::new(LabelStudio),
        OutputFormat::Spacy => Box::new(Spacy),
        OutputFormat::Timeml => Box::new(Timeml { single: args.output_dir.is_some() }),
        OutputFormat::Jsonl | OutputFormat::Csv | OutputFormat::Tsv | OutputFormat::Parquet => {
            Box::new(Jsonl { fields })
        }
    })
}
