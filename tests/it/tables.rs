//! Flat tables: their documentation, what they hold, and what becomes of documents that cannot be read.

use std::path::Path;

use serde_json::Value;
use tinviet::record::{CharSpan, Official, Record, Role};
use tinviet::sink::Sink;
use tinviet::sink::table::{Rows, TABLES, Table, describe};

use crate::workdir::{Workdir, gunzip, lines};

const ARTICLE: &str = "Bản tin kinh tế\n\nNăm 2031, tổng thu ngân sách xã Tân Hợp đạt \"91,3\" tỷ đồng, tăng 8%; có 32/34 \
                       thôn đạt chuẩn theo Nghị định 87/2029/NĐ-CP.\nTỷ lệ che phủ rừng đạt 41-43%.";

/// The cells of a table written as CSV or TSV, without the names.
fn cells(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    reader.records().map(|r| r.expect("as many cells as names").iter().map(str::to_owned).collect()).collect()
}

/// A cell of JSON as it stands in CSV.
fn plain(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn the_documentation_is_that_of_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, describe()).expect("the page");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == describe(), "the tables changed; UPDATE_TABLES=1 writes {}", path.display());
}

#[test]
fn columns_have_names_of_their_own_and_a_description() {
    let names: Vec<_> = TABLES.iter().map(|t| t.name).collect();
    assert_eq!(names, ["articles", "sentences", "mentions", "officials", "indicators", "programmes", "documents"]);
    for table in TABLES {
        let mut names: Vec<_> = table.columns().map(|c| c.name).collect();
        assert_eq!(names[..3], ["id", "published", "title"], "{}", table.name);
        assert!(names.contains(&"source_path"), "{}", table.name);
        names.sort_unstable();
        assert!(names.windows(2).all(|w| w[0] != w[1]), "{}: {names:?}", table.name);
        for column in table.columns() {
            assert!(column.about.ends_with('.') && !column.about.contains('|'), "{}.{}", table.name, column.name);
        }
    }
}

#[test]
fn the_three_formats_hold_the_same_cells() {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE).file("b.txt", "Tin thứ hai.\nCó 12 hộ nghèo, 15 hộ cận nghèo.");
    for table in TABLES {
        let run = |format: &str| {
            let args = ["extract", "a.txt", "b.txt", "--published", "2031-12-20", "--table", table.name];
            w.run(&[&args[..], &["--format", format]].concat()).exits(0).stdout
        };
        let objects = lines(&run("jsonl"));
        let names: Vec<_> = table.columns().map(|c| c.name).collect();
        for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
            let text = run(format);
            let head = text.lines().next().expect("a line of names");
            assert_eq!(head.split(separator as char).collect::<Vec<_>>(), names, "{}", table.name);
            let rows = cells(&text, separator);
            assert_eq!(rows.len(), objects.len(), "{}", table.name);
            for (row, object) in rows.iter().zip(&objects) {
                let want: Vec<_> = names.iter().map(|n| plain(&object[*n])).collect();
                assert_eq!(*row, want, "{}", table.name);
            }
        }
    }
}

#[test]
fn an_indicator_is_a_row() {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE);
    let ran = w.run(&["extract", "a.txt", "--published", "2031-12-20", "--table", "indicators"]).exits(0);
    let rows = lines(&ran.stdout);
    let raw = |text: &str| rows.iter().find(|r| r["raw"] == text).unwrap_or_else(|| panic!("{text}: {rows:#?}"));
    let percent = raw("8%");
    assert_eq!(percent["value"], 8);
    assert_eq!((&percent["unit"], &percent["change"], &percent["period"]), (&"%".into(), &"up".into(), &"2031".into()));
    assert_eq!((&percent["id"], &percent["published"]), (&"a".into(), &"2031-12-20".into()));
    assert!(percent["sentence_text"].as_str().expect("text").contains("Nghị định 87/2029/NĐ-CP"));
    let (ratio, range) = (raw("32/34"), raw("41-43%"));
    assert_eq!((&ratio["value"], &ratio["value_high"], &ratio["value_of"]), (&32.into(), &Value::Null, &34.into()));
    assert_eq!((&range["value"], &range["value_high"], &range["value_of"]), (&41.into(), &43.into(), &Value::Null));
    // The positions are those of the figure.
    let text: Vec<char> = ARTICLE.chars().collect();
    let at = |key: &str| range[key].as_u64().expect("a position") as usize;
    assert_eq!(text[at("source_start")..at("source_end")].iter().collect::<String>(), "41-43%");
}

#[test]
fn every_mention_and_sentence_is_a_row() {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE);
    let record = &w.run(&["extract", "a.txt"]).exits(0).records()[0];
    let count = |table: &str| lines(&w.run(&["extract", "a.txt", "--table", table]).exits(0).stdout).len();
    for table in ["sentences", "mentions", "indicators", "programmes", "documents"] {
        let n = record[table].as_array().expect("a list").len();
        assert_eq!(count(table), n, "{table}");
    }
    assert!(count("mentions") > 4 && count("documents") == 1 && count("articles") == 1);
}

/// An empty record with two officials.
fn officials() -> Record<'static> {
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    let mut record: Record<'static> =
        serde_json::from_str(&w.run(&["extract", "a.txt"]).exits(0).stdout).map(Record::into_owned).expect("a record");
    let role = |title: &'static str, org: &'static str, former| Role {
        title: title.into(),
        org: org.into(),
        org_full: None,
        former,
        evidence: vec![],
    };
    let official = |name: &'static str, rank: Option<&'static str>, roles| Official {
        name: name.into(),
        honorific: None,
        rank: rank.map(Into::into),
        mentions: vec![],
        roles,
    };
    record.officials = vec![
        official("Lò Thị Vân", None, vec![role("Bí thư", "Huyện ủy", true), role("Chủ tịch", "", false)]),
        official("Mai Văn Tư", Some("Thượng tá"), vec![]),
    ];
    record.sentences[0].span = CharSpan(0, 9000);
    record
}

#[test]
fn a_position_is_a_row_and_an_official_without_one_too() {
    let mut out = Vec::new();
    let table = Table::named("officials").expect("the table");
    Rows { table }.record(&officials(), &mut out).expect("rows");
    let rows = lines(&String::from_utf8(out).expect("UTF-8"));
    let view: Vec<_> = rows
        .iter()
        .map(|r| ["name", "rank", "position", "organisation", "former"].map(|k| plain(&r[k])).join("|"))
        .collect();
    assert_eq!(view, ["Lò Thị Vân||Bí thư|Huyện ủy|true", "Lò Thị Vân||Chủ tịch||false", "Mai Văn Tư|Thượng tá|||"]);
    // A span that reaches beyond the text ends with it.
    let mut out = Vec::new();
    Rows { table: Table::named("sentences").expect("the table") }.record(&officials(), &mut out).expect("rows");
    assert_eq!(lines(&String::from_utf8(out).expect("UTF-8"))[0]["text"], "Tin.");
}

#[test]
fn a_mark_for_spreadsheets_only_where_asked_for() {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE);
    let args = ["extract", "a.txt", "--table", "indicators", "--format", "csv"];
    assert!(w.run(&args).exits(0).stdout.starts_with("id,published,title,measure,"));
    w.run(&[&args[..], &["--bom", "-o", "t.csv.gz"]].concat()).exits(0);
    let written = gunzip(&w.read("t.csv.gz"));
    assert!(written.starts_with("\u{feff}id,published,"), "{written}");
    assert_eq!(written.matches('\u{feff}').count(), 1);
}

#[test]
fn documents_that_fail_have_no_row() {
    let w = Workdir::new();
    w.file("a.jsonl", "{\"id\": \"x\", \"text\": \"Tỷ lệ hộ nghèo còn 6%.\"}\n{\"id\": \"y\"}\n");
    for (format, want) in [("csv", 2), ("tsv", 2), ("jsonl", 1)] {
        let args = ["extract", "a.jsonl", "--table", "articles", "--format", format];
        let ran = w.run(&args).exits(1);
        assert_eq!(ran.stdout.lines().count(), want, "{}", ran.stdout);
        assert!(ran.stderr.contains("a.jsonl:2"), "{}", ran.stderr);
        w.run(&[&args[..], &["--errors", "e.jsonl"]].concat()).exits(1);
        let errors = lines(&String::from_utf8(w.read("e.jsonl")).expect("UTF-8"));
        assert_eq!(crate::workdir::ids(&errors).len(), 1);
        w.run(&[&args[..], &["--on-error", "fail"]].concat()).exits(1);
    }
}

#[test]
fn what_does_not_go_together() {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE);
    for (args, message) in [
        (&["--format", "csv"][..], "need --table, one of articles, sentences"),
        (&["--table", "indicators", "--format", "pretty"], "csv, tsv, parquet or jsonl"),
        (&["--table", "indicators", "--bom"], "--bom is for"),
        (&["--table", "pictures", "--format", "csv"], "possible values: articles"),
        (&["--table", "articles", "--fields", "id"], "cannot be used with"),
        (&["--format", "csv", "--bom"], "--table"),
    ] {
        let ran = w.run(&[&["extract", "a.txt"], args].concat()).exits(2);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
}
