//! The arguments.
//!
//! Enters: what the user typed. Leaves: [`Args`], checked one by one. Not done here: what they mean together.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::TypedValueParser;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use regex::Regex;

use super::Usage;
use super::report::ReportArgs;
use super::value::{self, ErrorAction, Progress, RowFormat, Tone};
use crate::pipeline::{Choice, FieldNames, Format, Globs, Options, Shard, SourceOptions};
use crate::record::{DATA_VERSION, Fields, OffsetUnit, SCHEMA_VERSION};
use crate::text::decode::Encoding;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (schema {SCHEMA_VERSION}, data {DATA_VERSION})", env!("CARGO_PKG_VERSION")));

/// Turns archives of Vietnamese news into structured records: people and offices, dates, figures, programmes, legal
/// documents, places.
#[derive(Debug, Parser)]
#[command(name = "tinviet", version = VERSION.as_str(), styles = STYLES, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  tinviet extract archive/ -o records.jsonl       every article of a folder
  tinviet extract news.jsonl.gz --text-field body a JSONL archive, compressed
  zcat news.jsonl.gz | tinviet extract > out      from a pipe
  tinviet explain article.txt                     what was found, and by which rule
  tinviet report records.jsonl -o report.html     the archive on one page
  tinviet normalize < old.txt > new.txt           one spelling for every word
  tinviet lexicon find Chủ tịch                   what is known of some words")]
pub(crate) struct Args {
    /// When to use colours; NO_COLOR is respected.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Read options from FILE (TOML): `jobs = 4` for all commands, or in a table `[extract]` for one. Options on the
    /// command line count first, then variables as TINVIET_JOBS, then the file.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Print the options that hold, each with where it comes from, and do nothing.
    #[arg(long, global = true)]
    pub(crate) print_config: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Prints a script that makes a shell complete commands and options.
    Completions(CompletionsArgs),
    /// Reads articles, writes one record each.
    Extract(Box<ExtractArgs>),
    /// Shows an article in the terminal, with what was found in it.
    Explain(Box<ExplainArgs>),
    /// Shows the words that the program knows, and checks your own.
    Lexicon(LexiconArgs),
    /// Prints a manual page.
    Man(ManArgs),
    /// Normalises text: composed letters, tone marks in their place, plain spaces.
    Normalize(Box<NormalizeArgs>),
    /// Lists the programmes of an archive: one row each over all its records.
    Programmes(ProgrammesArgs),
    /// Makes one page of an archive's records, to look at in a browser.
    Report(ReportArgs),
    /// Prints the JSON Schema of the records, or what other tools need to read another format.
    Schema(SchemaArgs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes the choice hold for everything written from here on.
    pub(crate) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Inputs are texts (one article, or several), HTML pages, JSONL (one object a line), JSON arrays, CSV and TSV with a line of
names, web archives (WARC), Parquet (where built in), zip and tar archives of these; each may be compressed with gzip or
zstd (bzip2, xz where built in). Folders and archives are searched for .txt .html .htm .jsonl .ndjson .json .csv .tsv .warc
.parquet .zip .tar .tgz, in the order of their paths. Without a path, or with `-`, standard input is read.

Exit codes: 0 all good; 1 some documents failed; 2 wrong usage; 3 the output cannot be written; 130 interrupted.

Examples:
  tinviet extract archive/ -o records.jsonl
  tinviet extract a.txt b.txt.gz --format pretty
  tinviet extract news.jsonl --text-field content --date-field date --errors failed.jsonl
  tinviet extract news.csv --text-field noi_dung --title-field tieu_de
  tinviet extract crawl.warc.gz --url 'https://*.example/tin-*'
  tinviet extract pages.zip --include '2024/*.html' --exclude '*/tag/*'
  tinviet extract archive/ --fields id,published,officials -j 4 | head
  tinviet extract archive/ --table indicators --format csv --bom -o indicators.csv
  tinviet extract archive/ --format brat --output-dir annotated/
  tinviet extract news.jsonl --format spacy -o docs.jsonl
  tinviet extract archive/ --lexicon words/ -o records.jsonl
  find . -name '*.txt' -print0 | tinviet extract --files-from - -0 > records.jsonl")]
pub(crate) struct ExtractArgs {
    /// Files and folders; `-` is standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) failure: FailureArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Arguments)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Read more paths from FILE (`-`: standard input), one a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// Paths in --files-from end in NUL instead of a line end.
    #[arg(short = '0', long = "null", requires = "files_from")]
    pub(crate) null: bool,
    /// What the inputs are; `auto` looks at the first bytes and at the suffix.
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = InputFormat::parser())]
    pub(crate) input_format: InputFormat,
    /// The field or column that holds the article.
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// The field or column that holds the id; without it the id is `file:line`.
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,
    /// The field or column that holds the date or time of publication.
    #[arg(long, value_name = "NAME", default_value = "published")]
    pub(crate) date_field: String,
    /// The field or column that holds the headline.
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub(crate) title_field: String,
    /// The field or column that holds the address.
    #[arg(long, value_name = "NAME", default_value = "url")]
    pub(crate) url_field: String,
    /// Of folders, archives and lists, read only what GLOB names, whatever its suffix (`*` also spans `/`); may be repeated.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Do not read what GLOB names; may be repeated.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Read only articles with such an address; may be repeated.
    #[arg(long, value_name = "GLOB")]
    pub(crate) url: Vec<String>,
    /// Files and lines of more bytes give an error (suffixes k, M, G).
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = value::size)]
    pub(crate) max_doc_bytes: u64,
    /// Work only on part I of N, as 1/4: each document is in one part, by a digest of its bytes.
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
}

#[derive(Debug, Arguments)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArgs {
    /// Encoding of the inputs; found out where not given.
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,
    /// Where tone marks go: `old` hòa, `new` hoà, `keep` as written.
    #[arg(long, value_name = "STYLE", default_value = "old")]
    pub(crate) tone_style: Tone,
    /// Date of publication of every document (YYYY-MM-DD), over what the inputs say.
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub(crate) published: Option<Date>,
    /// A line of a text file in which REGEX matches begins a new article; one that it matches whole only parts two.
    #[arg(long, value_name = "REGEX")]
    pub(crate) split_on: Option<Regex>,
    /// Add the words of DIR: every .tsv file in it, with the columns form, class, value, note (see `tinviet lexicon`).
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
    /// Panic at the document with this id.
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "ID", hide = true)]
    pub(crate) panic_on: Option<String>,
}

#[derive(Debug, Clone, Arguments)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Write to FILE: under a temporary name first, compressed where it ends in .gz or .zst.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write a file for each input into DIR, named after the input; for brat and timeml a file for each article.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub(crate) output_dir: Option<PathBuf>,
    /// `jsonl`: an object a line; `json`: one array; `pretty`: one array, indented; `csv`, `tsv`, `parquet`: with --table;
    /// `conllu`, `brat`, `label-studio`, `spacy`, `timeml`: for annotation tools.
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", hide_possible_values = true)]
    pub(crate) format: OutputFormat,
    /// Write a flat table instead of records, as csv, tsv, parquet or jsonl; a document that cannot be read has no row.
    #[arg(long, value_name = "NAME", value_parser = value::tables())]
    pub(crate) table: Option<String>,
    /// Put a byte order mark before a table, by which spreadsheets know UTF-8.
    #[arg(long, requires = "table")]
    pub(crate) bom: bool,
    /// Write only these top-level fields, for example id,published,mentions.
    #[arg(long, value_name = "LIST", value_parser = Fields::parse, conflicts_with = "table")]
    pub(crate) fields: Option<Fields>,
    /// Leave the text of the article out.
    #[arg(long, conflicts_with = "table")]
    pub(crate) no_text: bool,
    /// Mark articles that say the same as an earlier one: `duplicate_of` names it. None is left out.
    #[arg(long, conflicts_with_all = ["resume", "shard", "stream"])]
    pub(crate) dedup: bool,
    /// Add `words`: the spans of words, numbers and marks.
    #[arg(long)]
    pub(crate) words: bool,
    /// What positions count: `codepoint` (Python, R), `utf16` (Java, JavaScript) or `byte` (of the text in UTF-8).
    #[arg(long, value_name = "UNIT", default_value = "codepoint", value_parser = value::offset_unit)]
    pub(crate) offset_unit: OffsetUnit,
}

#[derive(Debug, Arguments)]
#[command(next_help_heading = "Failures")]
pub(crate) struct FailureArgs {
    /// Write error records to FILE (JSONL) instead of among the records.
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
    /// What becomes of a document that cannot be read: an error `record`, `skip` it, or `fail` there and then.
    #[arg(long, value_name = "WHAT", default_value = "record")]
    pub(crate) on_error: ErrorAction,
    /// End the run after the first failure.
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// End the run after N failures.
    #[arg(long, value_name = "N", conflicts_with = "fail_fast", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_errors: Option<u64>,
    /// Exit with 0 where it would be 1.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

#[derive(Debug, Arguments)]
#[command(next_help_heading = "Running")]
pub(crate) struct RunArgs {
    /// Number of workers; 0 is one for each core.
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = value::jobs)]
    pub(crate) jobs: usize,
    /// Show progress on standard error; `auto` where it is a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) progress: Progress,
    /// No progress, warnings or summary.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Tell each input as it is begun, every failure, and the failures by kind.
    #[arg(short, long, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Save progress now and then in OUTPUT.progress, and go on where an interrupted run of the same command stopped.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Save progress after so many bytes of documents.
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "SIZE", default_value = "8M", hide = true, value_parser = value::size)]
    pub(crate) save_bytes: u64,
    /// Write the figures of the run to FILE (JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) stats: Option<PathBuf>,
    /// For engines: JSONL from standard input, exactly one line out for each line in, in order; one worker, exit code 0.
    #[arg(long, conflicts_with_all = ["paths", "files_from", "input_format", "include", "exclude", "url", "shard", "output", "output_dir", "format", "table", "errors",
        "on_error", "fail_fast", "max_errors", "resume"])]
    pub(crate) stream: bool,
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  tinviet explain article.txt
  tinviet explain article.txt --color always | less -R
  tinviet explain article.txt --lexicon words/
  grep 4711 news.jsonl | tinviet explain -")]
pub(crate) struct ExplainArgs {
    /// The file; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Words of your own stand in files that end in .tsv, with tabs between four columns and this first line:

  form<TAB>class<TAB>value<TAB>note

  to add               class            value                     for example
  a person, a pen name person.known                               Mây Ngàn
  a place              place.known      level: facility, land, …  chùa Bà Mây
  an organisation      org.name         kind: company, other, …   Nhóm Gió Nội
  an office            office.title                               Trưởng trạm
  a programme          programme.known  kind: movement, project…  Xóm sáng đường thơm
  a unit of measure    quantity.unit                              thúng

Then `tinviet lexicon check DIR`, and `--lexicon DIR` with extract and explain. All classes: `tinviet lexicon classes`.")]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) action: LexiconAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconAction {
    /// Lists all words as TSV: form, class, value, note, source.
    #[command(after_help = "\
Examples:
  tinviet lexicon list --class office.title
  tinviet lexicon list --kind place > places.tsv")]
    List {
        /// Only this class.
        #[arg(long, value_name = "CLASS", value_parser = value::class)]
        class: Option<String>,
        /// Only the classes for this kind of mention, as place or date.
        #[arg(long, value_name = "KIND", value_parser = value::kind)]
        kind: Option<String>,
        /// The words of DIR too, first.
        #[arg(long, value_name = "DIR")]
        lexicon: Option<PathBuf>,
    },
    /// Lists what is known of some words, in any case and spelling.
    #[command(after_help = "\
Examples:
  tinviet lexicon find Chủ tịch
  tinviet lexicon find 'uỷ ban nhân dân'")]
    Find {
        /// The words of one phrase.
        #[arg(value_name = "WORDS", required = true)]
        words: Vec<String>,
        /// The words of DIR too, first.
        #[arg(long, value_name = "DIR")]
        lexicon: Option<PathBuf>,
    },
    /// Lists the classes, each with what its words are.
    Classes,
    /// Checks the words of a folder: prints each breach with file and line, and exits with 1 if there is one.
    #[command(after_help = "\
Example:
  tinviet lexicon check words/")]
    Check {
        /// The folder, or one file.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Letters, marks and white space are set right: composed letters (NFC), tone marks on the letter they belong on, one đ,
look-alikes of other alphabets, full-width forms, invisible characters, unusual spaces, line ends. Everything else stays.
Encodings are found out, gzip and zstd unpacked; the output is UTF-8. Normalising twice changes nothing more.

An edit is a line of JSON: path, line, kind, span (code points of the output), source_span (of the decoded input), from, to.

Exit codes: 0 all good; 1 some inputs failed; 2 wrong usage; 3 the output cannot be written; 130 interrupted.

Examples:
  tinviet normalize < old.txt > new.txt
  tinviet normalize tcvn3.txt -o utf8.txt --edits changes.jsonl
  zcat archive.txt.gz | tinviet normalize --tone-style new | sort -u")]
pub(crate) struct NormalizeArgs {
    /// Files; without any, or with `-`, standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Encoding of the inputs; found out where not given.
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,
    /// Where tone marks go: `old` hòa, `new` hoà, `keep` as written.
    #[arg(long, value_name = "STYLE", default_value = "old")]
    pub(crate) tone_style: Tone,
    /// Write to FILE: under a temporary name first, compressed where it ends in .gz or .zst.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// List what was changed, and where, in FILE (JSONL).
    #[arg(long, value_name = "FILE")]
    pub(crate) edits: Option<PathBuf>,
    /// No warnings.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
A programme is the same where its registry entry is the same, else where its kind and its name are, whatever the quotes,
the case and the place of tone marks. Error records are passed over.

Examples:
  tinviet programmes records.jsonl --format csv -o programmes.csv
  tinviet extract archive/ | tinviet programmes --min-articles 3")]
pub(crate) struct ProgrammesArgs {
    /// Files of records (JSONL, also compressed); `-` or none: standard input.
    #[arg(value_name = "RECORDS")]
    pub(crate) records: Vec<PathBuf>,
    /// Write to FILE: under a temporary name first, compressed where it ends in .gz or .zst.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How rows are written.
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub(crate) format: RowFormat,
    /// Leave out programmes that fewer articles speak of.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min_articles: u64,
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  tinviet schema > record.schema.json
  tinviet schema label-studio > label-config.xml")]
pub(crate) struct SchemaArgs {
    /// `record`: JSON Schema; `timeml`: XML Schema; `label-studio`: labelling interface; `brat`: annotation.conf.
    #[arg(value_name = "FORMAT", default_value = "record", hide_possible_values = true)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    Record,
    Timeml,
    LabelStudio,
    Brat,
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  tinviet completions bash > /etc/bash_completion.d/tinviet
  tinviet completions zsh > ~/.zfunc/_tinviet
  tinviet completions fish > ~/.config/fish/completions/tinviet.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  tinviet man | man -l -
  tinviet man extract > tinviet-extract.1
  tinviet man --output-dir /usr/local/share/man/man1")]
pub(crate) struct ManArgs {
    /// The command whose page to print; without it, that of the whole program.
    #[arg(value_name = "COMMAND", conflicts_with = "output_dir")]
    pub(crate) command: Option<String>,
    /// Write the pages of all commands to DIR.
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
}

/// What the inputs are; nothing where it is to be found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InputFormat(Option<Format>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Jsonl,
    Json,
    Pretty,
    Csv,
    Tsv,
    Parquet,
    Conllu,
    Brat,
    LabelStudio,
    Spacy,
    Timeml,
}

impl OutputFormat {
    /// The name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }
}

impl InputFormat {
    /// The names on the command line are those in the record, and `auto`.
    fn parser() -> impl TypedValueParser<Value = Self> {
        value::formats().map(Self)
    }

    pub(crate) fn forced(self) -> Option<Format> {
        self.0
    }
}

/// The patterns of an option.
fn globs(option: &str, patterns: &[String]) -> Result<Globs, Usage> {
    Globs::new(patterns).map_err(|e| Usage(format!("{option}: {e}")))
}

/// The choices about reading inputs from the arguments.
pub(crate) fn source_options(input: &InputArgs) -> Result<SourceOptions, Usage> {
    Ok(SourceOptions {
        format: input.input_format.forced(),
        fields: fields(input),
        choice: Choice { include: globs("--include", &input.include)?, exclude: globs("--exclude", &input.exclude)? },
        urls: globs("--url", &input.url)?,
        max_doc_bytes: input.max_doc_bytes,
        ..SourceOptions::default()
    })
}

fn fields(input: &InputArgs) -> FieldNames {
    FieldNames {
        text: input.text_field.clone(),
        id: input.id_field.clone(),
        date: input.date_field.clone(),
        title: input.title_field.clone(),
        url: input.url_field.clone(),
        ..FieldNames::default()
    }
}

/// The library's options from the arguments.
pub(crate) fn options(input: &InputArgs, reading: &ReadingArgs) -> Result<Options, Usage> {
    Ok(Options {
        encoding: reading.encoding,
        tone_style: reading.tone_style.into(),
        published: reading.published,
        split_on: reading.split_on.clone(),
        fields: fields(input),
        urls: globs("--url", &input.url)?,
        max_doc_bytes: input.max_doc_bytes,
        dedup: false,
        words: false,
        shard: None,
        every_line: false,
        offset_unit: OffsetUnit::default(),
        #[cfg(feature = "testing")]
        panic_on: reading.panic_on.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Args::command().debug_assert();
    }
}
