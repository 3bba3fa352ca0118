//! `tinviet report`: an archive as one page to look at.
//!
//! Enters: files of records (JSONL). Leaves: an HTML page that needs nothing else. Not done here: gathering (that is
//! [`archive::report`](crate::archive::report)) and the page itself ([`report`](crate::report)).

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args as Arguments, ValueEnum};

use super::Exit;
use super::output::Output;
use super::reading::each_record;
use crate::archive::report::{Archive, Limits};
use crate::report::{Lang, write};

#[derive(Debug, Arguments)]
#[command(after_help = "\
The page holds what it shows: it fetches nothing, prints, and can be read with scripts turned off. In it: articles over time,
places by province of today, officials and their offices, organisations, programmes, documents, figures with small charts, and
articles with what was found in them. What is left out is said on the page; it is chosen the same way each time.

Examples:
  tinviet report records.jsonl -o report.html
  tinviet report 2023.jsonl.gz 2024.jsonl.zst --title 'Tin huyện 2023–2024' --articles 200 -o report.html
  tinviet extract archive/ | tinviet report --lang en > report.html")]
pub(crate) struct ReportArgs {
    /// Files of records (JSONL, also compressed); `-` or none: standard input.
    #[arg(value_name = "RECORDS")]
    records: Vec<PathBuf>,
    /// Write to FILE: under a temporary name first, compressed where it ends in .gz or .zst.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the page's own words.
    #[arg(long, value_name = "LANG", default_value = "vi")]
    lang: Language,
    /// Headline of the page.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Articles to read on the page: a sample that is spread evenly over the archive.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=2000))]
    articles: u32,
    /// Rows of each list of names.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=1000))]
    top: u32,
    /// Rows of the table of figures.
    #[arg(long, value_name = "N", default_value_t = 1500, value_parser = clap::value_parser!(u32).range(0..=20_000))]
    figures: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Vi,
    En,
}

/// Runs the command.
pub(crate) fn run(args: &ReportArgs) -> Result<Exit> {
    let limits = Limits { articles: args.articles as usize, top: args.top as usize, figures: args.figures as usize };
    // Opened first: a page that cannot be written is told before the archive is read.
    let mut out = Output::open(args.output.as_deref())?;
    let mut archive = Archive::new(limits);
    let failed = each_record(&args.records, |line| archive.add(line))?;
    let lang = match args.lang {
        Language::Vi => Lang::Vi,
        Language::En => Lang::En,
    };
    write(&archive.overview(), lang, args.title.as_deref(), &mut out)?;
    out.publish()?;
    Ok(if failed > 0 { Exit::Failures } else { Exit::Good })
}
