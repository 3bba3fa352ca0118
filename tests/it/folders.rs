//! `--output-dir`: a file for each input, or each article.

use std::collections::BTreeMap;

use crate::workdir::{Workdir, gzip, ids, lines};

/// All files below a folder with their bytes, hidden ones too.
fn files(w: &Workdir, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = w.path(folder);
    let entries = walkdir::WalkDir::new(&root).into_iter().map(|e| e.expect("an entry"));
    entries
        .filter(|e| e.file_type().is_file())
        .map(|e| {
            let name = e.path().strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
            (name, std::fs::read(e.path()).expect("a file"))
        })
        .collect()
}

fn names(w: &Workdir, folder: &str) -> Vec<String> {
    files(w, folder).into_keys().collect()
}

const GOOD: &str =
    "{\"id\": \"x\", \"text\": \"Tin một.\"}\n{\"id\": \"y\"}\n{\"id\": \"z\", \"text\": \"Tin hai.\"}\n";

/// A folder with inputs whose names differ in their suffix only.
fn archive() -> Workdir {
    let w = Workdir::new();
    w.file("in/a.txt", "Tin a.").file("in/a.txt.gz", gzip("Tin nén.".as_bytes()));
    w.file("in/2024/a.txt", "Tin cũ.").file("in/2024/b.jsonl", GOOD);
    w
}

#[test]
fn a_file_for_each_input() {
    let w = archive();
    for jobs in ["1", "4"] {
        let out = format!("out{jobs}");
        let ran = w.run(&["extract", "in", "--output-dir", &out, "-j", jobs]).exits(1);
        assert_eq!(ran.stdout, "");
        let made = files(&w, &out);
        let keys: Vec<&str> = made.keys().map(String::as_str).collect();
        assert_eq!(keys, ["2024/a.txt.jsonl", "2024/b.jsonl.jsonl", "a.txt.gz.jsonl", "a.txt.jsonl"]);
        for (name, bytes) in &made {
            let input = format!("in/{}", name.strip_suffix(".jsonl").expect("the suffix"));
            let alone = w.run(&["extract", &input]).stdout;
            let text = |r: &str| lines(r).iter().map(|r| r["text"].to_string()).collect::<Vec<_>>();
            assert_eq!(text(std::str::from_utf8(bytes).expect("UTF-8")), text(&alone), "{name}");
        }
        // The failure stands in its place.
        let b = String::from_utf8(made["2024/b.jsonl.jsonl"].clone()).expect("UTF-8");
        assert_eq!(ids(&lines(&b)), ["x", "y!bad-json", "z"]);
    }
    assert_eq!(files(&w, "out1"), files(&w, "out4"));
}

#[test]
fn every_format_has_its_suffix_and_its_frame() {
    let w = archive();
    for (format, suffix, begin, end) in [
        ("json", ".json", "[\n{", "}\n]\n"),
        ("label-studio", ".json", "[\n{", "}\n]\n"),
        ("conllu", ".conllu", "# newdoc id = x\n", "\n\n"),
        ("spacy", ".jsonl", "{\"text\":\"Tin một.\"", "}\n"),
    ] {
        let out = format!("out-{format}");
        w.run(&["extract", "in", "--output-dir", &out, "--format", format]).exits(1);
        assert_eq!(names(&w, &out).len(), 4);
        let text = String::from_utf8(w.read(&format!("{out}/2024/b.jsonl{suffix}"))).expect("UTF-8");
        assert!(text.starts_with(begin) && text.ends_with(end), "{format}: {text}");
        if suffix == ".json" {
            let list: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(list.as_array().map(Vec::len), Some(if format == "json" { 3 } else { 2 }));
        }
    }
    // A table has its line of names in every file, also where there are no rows.
    w.run(&["extract", "in", "--output-dir", "t", "--table", "programmes", "--format", "csv"]).exits(1);
    assert_eq!(names(&w, "t"), ["2024/a.txt.csv", "2024/b.jsonl.csv", "a.txt.csv", "a.txt.gz.csv"]);
    assert!(files(&w, "t").values().all(|b| b.starts_with(b"id,published,title,programme,")));
}

#[test]
fn a_file_for_each_article() {
    let w = archive();
    w.file("in/many.txt", "Tin đầu.\n===\nTin sau.\n===\nTin cuối.");
    w.run(&["extract", "in", "--split-on", "^=+$", "--output-dir", "tml", "--format", "timeml"]).exits(1);
    let want = [
        "2024/a.txt.tml",
        "2024/b.jsonl/1.tml",
        "2024/b.jsonl/3.tml",
        "a.txt.gz.tml",
        "a.txt.tml",
        "many-2.txt.tml",
        "many-3.txt.tml",
        "many.txt.tml",
    ];
    assert_eq!(names(&w, "tml"), want);
    w.run(&["extract", "in", "--split-on", "^=+$", "--output-dir", "brat", "--format", "brat"]).exits(1);
    let stems =
        ["2024/a", "2024/b.jsonl/1", "2024/b.jsonl/3", "a", "a.txt.gz", "annotation", "many", "many-2", "many-3"];
    let mut found: Vec<String> =
        names(&w, "brat").iter().map(|n| n.rsplit_once('.').expect("a suffix").0.to_owned()).collect();
    found.dedup();
    found.sort();
    found.dedup();
    assert_eq!(found, stems);
    assert_eq!(w.read("brat/many-2.txt"), "Tin sau.\n".as_bytes());
    assert_eq!(w.read("brat/2024/b.jsonl/3.txt"), "Tin hai.".as_bytes());
}

#[test]
fn inputs_of_one_name_stay_apart() {
    let w = Workdir::new();
    w.file("x/a.txt", "Một.").file("y/a.txt", "Hai.");
    w.run(&["extract", "x", "y", "y/../x/a.txt", "--output-dir", "out"]).exits(0);
    assert_eq!(names(&w, "out"), ["_/x/a.txt.jsonl", "a.txt.jsonl", "a.txt~2.jsonl"]);
    let text = |name: &str| lines(&String::from_utf8(w.read(name)).expect("UTF-8"))[0]["text"].clone();
    assert_eq!((text("out/a.txt.jsonl"), text("out/a.txt~2.jsonl")), ("Một.".into(), "Hai.".into()));
    let ran = w.pipe(&["extract", "--output-dir", "pipe"], "Tin.".as_bytes()).exits(0);
    assert_eq!((ran.stdout.as_str(), names(&w, "pipe")), ("", vec!["stdin.jsonl".to_owned()]));
}

#[test]
fn outputs_are_no_inputs_and_write_over_none() {
    let w = archive();
    // Twice, with the folder below the inputs: the second run reads what the first one did.
    let args = ["extract", "in", "--output-dir", "in/out"];
    w.run(&args).exits(1);
    let first = files(&w, "in/out");
    w.run(&args).exits(1);
    assert_eq!(files(&w, "in/out"), first);
    assert_eq!(first.len(), 4);
    // brat writes .txt files: not where the articles are.
    let ran = w.run(&["extract", "in", "--format", "brat", "--output-dir", "in"]).exits(2);
    assert!(ran.stderr.contains("the inputs are there"), "{}", ran.stderr);
    let ran = w.run(&["extract", "in/a.txt", "--format", "brat", "--output-dir", "."]).exits(2);
    assert!(ran.stderr.contains("the inputs are there"), "{}", ran.stderr);
    assert_eq!(w.read("in/a.txt"), b"Tin a.");
}

#[test]
fn a_run_that_ends_early_leaves_whole_files_and_a_partial_one() {
    let w = archive();
    w.file("in/2024/b.jsonl", GOOD.repeat(3));
    let ran = w.run(&["extract", "in", "--output-dir", "out", "--max-errors", "2"]).exits(1);
    assert!(ran.stderr.contains("ended early; the records so far are in out"), "{}", ran.stderr);
    assert_eq!(names(&w, "out"), ["2024/a.txt.jsonl", "2024/b.jsonl.jsonl.partial"]);
    let partial = String::from_utf8(w.read("out/2024/b.jsonl.jsonl.partial")).expect("UTF-8");
    assert_eq!(ids(&lines(&partial)), ["x", "y!bad-json", "z", "x", "y!bad-json"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written() {
    let w = archive();
    // Also for root: a file stands where a folder is needed.
    w.file("out/2024", "");
    let ran = w.run(&["extract", "in", "--output-dir", "out"]).exits(3);
    assert!(ran.stderr.contains("out/2024"), "{}", ran.stderr);
    assert!(w.read("out/2024").is_empty());
}
