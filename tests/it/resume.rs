//! Runs that stop and go on, and runs in parts.

use std::io::Read;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::workdir::{Workdir, archive, exists, gzip};

const RUN: [&str; 10] =
    ["extract", "in", "--resume", "-o", "out.jsonl", "--errors", "bad.jsonl", "--save-bytes", "20k", "--exit-zero"];

/// A folder of several kinds of inputs.
fn inputs(w: &Workdir) {
    w.file("in/a.jsonl", archive(900, 600)).file("in/b.jsonl.gz", gzip(archive(400, 600).as_bytes()));
    for n in 0..60 {
        w.file(&format!("in/c/{n}.txt"), format!("Tin {n}\n\nNgày {}/3/2024, xã An Lạc họp.\n", n % 28 + 1));
    }
    w.file("in/d.txt", "");
}

/// What an uninterrupted run writes.
fn whole(w: &Workdir) -> (Vec<u8>, Vec<u8>) {
    w.run(&["extract", "in", "-o", "whole.jsonl", "--errors", "whole-bad.jsonl", "--exit-zero"]).exits(0);
    (w.read("whole.jsonl"), w.read("whole-bad.jsonl"))
}

#[test]
fn a_run_killed_again_and_again_ends_with_the_same_bytes() {
    let w = Workdir::new();
    inputs(&w);
    let (records, errors) = whole(&w);
    let (mut killed, mut last) = (0, String::new());
    for n in 0..60 {
        let jobs = if n % 2 == 0 { "-j1" } else { "-j2" };
        let mut child = w.command(&RUN).arg(jobs).stderr(Stdio::piped()).spawn().expect("the program");
        // Longer each time, so that the run gets on whatever the machine does.
        std::thread::sleep(Duration::from_millis(40 + 23 * n));
        if child.try_wait().expect("a state").is_none() {
            child.kill().expect("a child");
            killed += 1;
        }
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        assert!(!said.contains("afresh"), "{said}");
        last = said;
        if child.wait().expect("an end").success() {
            break;
        }
        // A run that is killed while it gives its files their names is gone on with as any other.
        if exists(&w.path("out.jsonl")) {
            assert_eq!(w.read("out.jsonl"), records, "the name appears with the whole file");
        }
    }
    assert!(killed > 0, "the program was too fast to be killed");
    assert_eq!(w.read("out.jsonl"), records);
    assert_eq!(w.read("bad.jsonl"), errors);
    assert!(w.names().iter().all(|n| !n.contains("progress") && !n.contains("partial")), "{:?}", w.names());
    // The figures are those of all parts together.
    assert!(last.contains("going on behind") && last.contains("1361 documents"), "{last}");
}

#[test]
fn the_figures_cover_earlier_runs() {
    let w = Workdir::new();
    inputs(&w);
    let (records, _) = whole(&w);
    let stopped = w.run(&[&RUN[..], &["-j1", "--max-errors", "9"]].concat()).exits(0);
    assert!(stopped.stderr.contains("the same command goes on"), "{}", stopped.stderr);
    let saved: Value = serde_json::from_slice(&w.read("out.jsonl.progress")).expect("JSON");
    assert!(saved["records"].as_u64() > Some(0) && saved["line"].as_u64() > Some(1), "{saved}");
    // The same arguments go on: the ninth error is met again, and the run ends there again.
    let again = w.run(&[&RUN[..], &["-j1", "--max-errors", "9"]].concat()).exits(0);
    assert!(again.stderr.contains("going on behind"), "{}", again.stderr);
    // Other arguments begin afresh, and the figures are those of a whole run.
    let afresh = w.run(&[&RUN[..], &["--stats", "s.json"]].concat()).exits(0);
    assert!(afresh.stderr.contains("beginning afresh: the arguments"), "{}", afresh.stderr);
    assert_eq!(w.read("out.jsonl"), records);
    let stats: Value = serde_json::from_slice(&w.read("s.json")).expect("JSON");
    assert_eq!(stats["end"], "complete");
    assert_eq!(stats["documents"], 1361);
    assert_eq!(stats["errors_by_code"]["bad-json"], 14);
    assert_eq!(stats["errors_by_code"]["empty"], 1);
}

#[test]
fn a_changed_input_begins_afresh() {
    let w = Workdir::new();
    inputs(&w);
    let args = [&RUN[..], &["-j1", "--max-errors", "9"]].concat();
    w.run(&args).exits(0);
    // One letter in a part that was done.
    let text = String::from_utf8(w.read("in/a.jsonl")).expect("UTF-8");
    w.file("in/a.jsonl", text.replacen("bai-3", "bai-x", 1));
    let ran = w.run(&args).exits(0);
    assert!(ran.stderr.contains("beginning afresh: the inputs have changed"), "{}", ran.stderr);
    // And one that lost its records.
    std::fs::remove_file(w.path("out.jsonl.partial")).expect("a file");
    let ran = w.run(&args).exits(0);
    assert!(ran.stderr.contains("beginning afresh: cannot write out.jsonl.partial"), "{}", ran.stderr);
}

#[test]
fn what_cannot_be_gone_on_with_is_refused() {
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    for (args, why) in [
        (vec!["extract", "a.txt", "--resume"], "needs an output file"),
        (vec!["extract", "a.txt", "--resume", "-o", "out.json", "--format", "json"], "a record a line"),
        (vec!["extract", "a.txt", "--resume", "-o", "out.jsonl.gz"], "compressed"),
        (vec!["extract", "-", "--resume", "-o", "out.jsonl"], "standard input"),
        (vec!["extract", "a.txt", "--resume", "-o", "/dev/null"], "not pipes or devices"),
    ] {
        let ran = w.run(&args).exits(2);
        assert!(ran.stderr.contains(why), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn parts_hold_each_document_once() {
    let w = Workdir::new();
    inputs(&w);
    let sorted = |bytes: &[u8]| {
        let mut lines: Vec<_> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        lines.sort();
        lines
    };
    let whole = w.run(&["extract", "in"]).exits(1);
    let mut parts = String::new();
    for part in ["1/3", "2/3", "3/3"] {
        let ran = w.run(&["extract", "in", "--shard", part, "--exit-zero"]).exits(0);
        assert!(ran.stdout.len() > whole.stdout.len() / 5, "part {part} is too small");
        parts.push_str(&ran.stdout);
    }
    assert_eq!(sorted(parts.as_bytes()), sorted(whole.stdout.as_bytes()));
    w.run(&["extract", "in", "--shard", "4/3"]).exits(2);
}

#[test]
fn a_stream_gives_a_line_for_a_line() {
    let w = Workdir::new();
    let long = format!("{{\"id\": \"dài\", \"text\": \"{}\"}}", "tin ".repeat(400_000));
    let input = format!(
        "{{\"id\": \"một\", \"text\": \"Sáng 5/3, xã họp.\"}}\n\nkhông phải JSON\n{{\"id\": \"hai\"}}\n{long}\n  \n\
         {{\"id\": \"ba\", \"text\": \"Dòng 1\\nDòng 2\"}}\r\n{{\"id\": \"bốn\", \"text\": \"đứt"
    );
    let ran = w.pipe(&["extract", "--stream", "--max-doc-bytes", "1M"], input.as_bytes()).exits(0);
    let ids = ran.ids();
    let want = ["một", "stdin:2!empty", "stdin:3!bad-json", "hai!bad-json", "stdin:5!too-large", "stdin:6!empty", "ba"];
    assert_eq!(ids[..7], want);
    assert_eq!(ids[7], "stdin:8!bad-json");
    assert_eq!(ids.len(), 8);
    assert_eq!(w.pipe(&["extract", "--stream"], b"").exits(0).stdout, "");
    assert_eq!(w.pipe(&["extract", "--stream"], b"\n\n").exits(0).ids(), ["stdin:1!empty", "stdin:2!empty"]);
    w.run(&["extract", "--stream", "a.jsonl"]).exits(2);
}

#[test]
#[cfg(target_os = "linux")]
#[allow(clippy::print_stderr, reason = "what was not tried is told")]
fn a_full_disk_is_fatal_and_leaves_the_last_complete_output() {
    let w = Workdir::new();
    inputs(&w);
    w.file("tiny/out.jsonl", "xong từ hôm qua\n");
    let tiny = w.path("tiny");
    let mount = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&tiny)
        .stderr(Stdio::null())
        .status();
    if !mount.is_ok_and(|s| s.success()) {
        eprintln!("skipped: mounting a tmpfs needs privileges");
        return;
    }
    std::fs::write(tiny.join("out.jsonl"), "xong từ hôm qua\n").expect("a file");
    let plain = w.run(&["extract", "in", "-o", "tiny/out.jsonl"]);
    let growing = w.run(&["extract", "in", "--resume", "--save-bytes", "20k", "-o", "tiny/out.jsonl"]);
    let kept = std::fs::read_to_string(tiny.join("out.jsonl"));
    let _ = std::process::Command::new("umount").arg(&tiny).status();
    for ran in [plain, growing] {
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(ran.stderr.contains("No space left on device"), "{}", ran.stderr);
    }
    assert_eq!(kept.expect("a file"), "xong từ hôm qua\n");
}
