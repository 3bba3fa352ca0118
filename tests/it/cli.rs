//! What goes in and comes out: formats, fields, files, order, messages.

use crate::workdir::{Workdir, archive, gunzip, ids, lines};
use serde_json::Value;

#[test]
fn the_three_formats_say_the_same() {
    let w = Workdir::new();
    w.file("a.jsonl", archive(20, 300));
    let jsonl = w.run(&["extract", "a.jsonl"]).exits(1).records();
    assert_eq!(jsonl.len(), 20);
    for format in ["json", "pretty"] {
        let array = w.run(&["extract", "a.jsonl", "--format", format]).exits(1).stdout;
        assert_eq!(serde_json::from_str::<Vec<Value>>(&array).expect("an array"), jsonl);
        assert!(array.ends_with("}\n]\n"), "{array}");
    }
    w.folder("empty");
    assert_eq!(w.run(&["extract", "empty", "--format", "json"]).exits(0).stdout, "[\n]\n");
    w.run(&["extract", "a.jsonl", "--format", "xml"]).exits(2);
}

#[test]
fn fields_in_the_order_of_the_contract() {
    let w = Workdir::new();
    w.file("a.txt", "Tin ngắn.");
    let keys = |args: &[&str]| {
        let line = w.run(&[&["extract", "a.txt"], args].concat()).exits(0).stdout;
        // Not through a map: its order is not that of the line.
        let at = |k: &&str| line.find(&format!("\"{k}\":"));
        let mut keys: Vec<_> = tinviet::record::Fields::NAMES.iter().copied().filter(|k| at(k).is_some()).collect();
        keys.sort_by_key(at);
        keys.join(" ")
    };
    let all = "schema id source url publisher published published_from title lead author views text blocks sentences \
               mentions officials indicators programmes documents warnings versions";
    assert_eq!(keys(&[]), all);
    assert_eq!(keys(&["--no-text"]), all.replace(" text", ""));
    assert_eq!(keys(&["--fields", "text,id , title"]), "id title text");
    let ran = w.run(&["extract", "a.txt", "--fields", "id,txt"]).exits(2);
    assert!(ran.stderr.contains("no field \"txt\" in a record"), "{}", ran.stderr);
}

#[test]
fn an_output_file_appears_whole() {
    let w = Workdir::new();
    w.file("a.jsonl", archive(50, 300)).file("out.jsonl", "old");
    let wanted = w.run(&["extract", "a.jsonl"]).stdout;
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let ran = w.run(&["extract", "a.jsonl", "-o", name]).exits(1);
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(String::from_utf8(w.read("out.jsonl")).expect("UTF-8"), wanted);
    assert_eq!(gunzip(&w.read("out.jsonl.gz")), wanted);
    assert_eq!(zstd::decode_all(&w.read("out.jsonl.zst")[..]).expect("zstd data"), wanted.as_bytes());
    assert_eq!(w.names(), ["a.jsonl", "out.jsonl", "out.jsonl.gz", "out.jsonl.zst"]);
}

#[test]
#[cfg(unix)]
fn an_output_file_has_the_usual_mode() {
    use std::os::unix::fs::PermissionsExt;
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    w.run(&["extract", "a.txt", "-o", "out"]).exits(0);
    let mode = |name| w.path(name).metadata().expect("a file").permissions().mode();
    assert_eq!(mode("out"), mode("a.txt"));
    // A link stays a link; the file behind it is replaced.
    w.folder("d").file("d/real", "old");
    std::os::unix::fs::symlink("d/real", w.path("link")).expect("a link");
    w.run(&["extract", "a.txt", "-o", "link"]).exits(0);
    assert!(w.path("link").is_symlink());
    assert_eq!(w.read("d/real"), w.read("out"));
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let w = Workdir::new();
    // Several batches of units of lines, and files between them.
    w.file("in/a.jsonl", archive(4000, 1500)).file("in/c.jsonl", archive(2000, 700));
    for n in 0..300 {
        w.file(&format!("in/b/{n:03}.txt"), format!("Tin số {n}.\n").repeat(n % 7));
    }
    let one = w.run(&["extract", "in", "-j1"]).exits(1);
    assert_eq!(one.records().len(), 6300);
    for jobs in ["2", "4", "0"] {
        let ran = w.run(&["extract", "in", "-j", jobs]).exits(1);
        assert!(ran.stdout == one.stdout, "-j{jobs} differs from -j1");
    }
    let stopped = w.run(&["extract", "in", "-j1", "--max-errors", "25"]).exits(1);
    assert!(w.run(&["extract", "in", "-j4", "--max-errors", "25"]).exits(1).stdout == stopped.stdout);
    assert_eq!(stopped.ids().iter().filter(|id| id.contains('!')).count(), 25);
    let mut sorted: Vec<_> = one.records().iter().map(|r| r["source"]["path"].as_str().map(str::to_owned)).collect();
    sorted.dedup();
    assert!(sorted.is_sorted());
    w.run(&["extract", "in", "-j", "many"]).exits(2);
}

#[test]
fn a_pipe_gives_the_bytes_of_a_file() {
    let w = Workdir::new();
    let data = archive(3000, 900);
    w.file("stdin.jsonl", &data);
    let strip = |text: String| text.replace("\"path\":\"stdin.jsonl\"", "\"path\":\"-\"").replace("stdin.jsonl:", "-:");
    let file = strip(w.run(&["extract", "stdin.jsonl"]).exits(1).stdout);
    for jobs in ["-j1", "-j3"] {
        assert!(w.pipe(&["extract", jobs], data.as_bytes()).exits(1).stdout == file, "{jobs}");
    }
}

#[test]
fn messages_and_silence() {
    let w = Workdir::new();
    w.file("a.txt", "Tin.").file("b.jsonl", "x\n".repeat(30)).folder("empty");
    let ran = w.run(&["extract", "a.txt", "b.jsonl", "empty"]).exits(1);
    assert!(ran.stderr.contains("tinviet: 31 documents, 1 record, 30 errors; 0.0 MB in "), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("error: b.jsonl:").count(), 20);
    assert!(ran.stderr.contains("10 more failures"), "{}", ran.stderr);
    assert!(!ran.stderr.contains('\r') && !ran.stderr.contains('\x1b'), "{}", ran.stderr);
    let quiet = w.run(&["extract", "a.txt", "b.jsonl", "empty", "-q", "--progress", "always"]).exits(1);
    assert_eq!(quiet.stderr, "");
    assert_eq!(quiet.stdout, ran.stdout);
    let progress = w.run(&["extract", "a.txt", "--progress", "always"]).exits(0);
    assert!(
        progress.stderr.contains("1 documents,") || progress.stderr.contains("0 documents,"),
        "{}",
        progress.stderr
    );
    assert!(!w.run(&["extract", "a.txt", "--progress", "never"]).stderr.contains("/s,"));
}

#[test]
fn help_version_and_usage() {
    let w = Workdir::new();
    assert!(w.run(&["--version"]).exits(0).stdout.starts_with("tinviet 0."));
    assert!(w.run(&["--version"]).stdout.contains("(schema 1, data 20"));
    let help = w.run(&["extract", "--help"]).exits(0).stdout;
    for word in ["Examples:", "--files-from", "--on-error", "--tone-style", "Exit codes:"] {
        assert!(help.contains(word), "{word}");
    }
    for args in [&["extract", "--nothing"][..], &["abstract"], &["extract", "--tone-style", "odd", "a"]] {
        let ran = w.run(args).exits(2);
        assert!(ran.stdout.is_empty() && !ran.stderr.is_empty());
    }
    let bare = w.run(&[]).exits(2);
    assert!(bare.stderr.contains("Usage"), "{}", bare.stderr);
}

#[test]
fn explain_shows_the_article() {
    let w = Workdir::new();
    w.file("a.txt", "Xã họp.\n\nKết quả tốt\u{1b}[2J.\n").file("b.txt", "");
    let plain = w.run(&["explain", "a.txt"]).exits(0).stdout;
    assert!(plain.starts_with("a\n\nXã họp.\n\nKết quả tốt\u{fffd}[2J.\n"), "{plain:?}");
    assert!(!plain.contains('\x1b'));
    assert!(w.run(&["explain", "a.txt", "--color", "always"]).exits(0).stdout.starts_with("\x1b[1ma\x1b[0m\n"));
    let ran = w.run(&["explain", "b.txt"]).exits(1);
    assert!(ran.stderr.contains("b.txt: no text"), "{}", ran.stderr);
    let two = w.pipe(&["explain", "-"], b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n").exits(0).stdout;
    assert!(two.starts_with("stdin:1\n") && two.contains("\nstdin:2\n"), "{two}");
    w.run(&["explain"]).exits(2);
}

#[test]
fn records_are_read_back_as_they_were_written() {
    use tinviet::record::{Line, Record};
    let w = Workdir::new();
    w.file("a.jsonl", archive(30, 200));
    let out = w.run(&["extract", "a.jsonl"]).stdout;
    let mut again = String::new();
    for line in out.lines() {
        match serde_json::from_str::<Line<'static>>(line).expect("a record") {
            Line::Record(record) => {
                let owned: Record<'static> = record.into_owned();
                again.push_str(&serde_json::to_string(&owned).expect("JSON"));
            }
            Line::Error(error) => again.push_str(&serde_json::to_string(&error).expect("JSON")),
        }
        again.push('\n');
    }
    assert!(again == out);
    assert_eq!(ids(&lines(&out)).len(), 30);
}
