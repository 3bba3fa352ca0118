//! Bad inputs and what becomes of them, and how a run ends.

use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::workdir::{Ran, Workdir, archive, exists, gzip, ids, lines, zstd};

/// What the error record number `n` says.
fn message(ran: &Ran, n: usize) -> String {
    ran.records()[n]["error"]["message"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn files_that_cannot_be_articles() {
    let w = Workdir::new();
    w.file("in/a.txt", "").file("in/b.txt", " \n\t\n").file("in/c.jsonl", "\n \n").file("in/d.jsonl.gz", gzip(b""));
    w.file("in/e.txt", b"\x7fELF\0\0\x01\x02").file("in/f.txt", "Tin tốt.");
    w.file("in/g.txt", "\u{200b}\n\u{ad}\n").file("in/h.jsonl", r#"{"text": "\u200b \u200b"}"#);
    let ran = w.run(&["extract", "in"]).exits(1);
    assert_eq!(ran.ids(), ["a!empty", "b!empty", "c!empty", "d!empty", "e!not-text", "f", "g!empty", "h:1!empty"]);
    for (n, name) in ["in/a.txt", "in/b.txt", "in/c.jsonl", "in/d.jsonl.gz", "in/e.txt"].iter().enumerate() {
        assert!(message(&ran, n).starts_with(name), "{}", message(&ran, n));
        assert!(ran.stderr.contains(&message(&ran, n)), "{}", ran.stderr);
    }
}

#[test]
fn missing_paths() {
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    let ran = w.run(&["extract", "none.txt", "a.txt"]).exits(1);
    assert_eq!(ran.ids(), ["none!not-found", "a"]);
    assert!(message(&ran, 0).contains("none.txt"));
    w.run(&["extract", "none.txt"]).exits(1);
    w.run(&["extract", "none.txt", "--exit-zero"]).exits(0);
}

#[test]
fn an_empty_folder_is_a_warning() {
    let w = Workdir::new();
    w.folder("empty").file("other/a.pdf", "x");
    let ran = w.run(&["extract", "empty", "other"]).exits(0);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("warning: empty: no articles"), "{}", ran.stderr);
    assert!(ran.stderr.contains("warning: other: no articles"), "{}", ran.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn an_unreadable_file() {
    let w = Workdir::new();
    // Opening succeeds and reading fails, also for root, to whom file modes say nothing.
    std::os::unix::fs::symlink("/proc/self/mem", w.path("a.txt")).expect("a link");
    std::os::unix::fs::symlink("nowhere", w.path("b.txt")).expect("a link");
    w.file("c.txt", "Tin.");
    let ran = w.run(&["extract", "."]).exits(1);
    assert_eq!(ran.ids(), ["a!unreadable", "b!not-found", "c"]);
    // Links that lead to nothing new are no failures.
    std::os::unix::fs::symlink("nowhere", w.path("d.pdf")).expect("a link");
    std::os::unix::fs::symlink(".", w.path("loop")).expect("a link");
    let ran = w.run(&["extract", "."]).exits(1);
    assert_eq!(ran.ids(), ["a!unreadable", "b!not-found", "c"]);
    assert!(ran.stderr.contains("2 other files passed over"), "{}", ran.stderr);
}

#[test]
fn damage_in_a_compressed_file_costs_few_lines() {
    let w = Workdir::new();
    let data = archive(3000, 400);
    let mut packed = gzip(data.as_bytes());
    let at = packed.len() * 2 / 3;
    packed[at..at + 40].fill(0xff);
    w.file("a.jsonl.gz", &packed);
    let ran = w.run(&["extract", "a.jsonl.gz"]).exits(1);
    let good = ran.records().iter().filter(|r| r["error"].is_null()).count();
    // Up to the damage the lines are whole: what the decoder had made of its last 4 KB is lost.
    let whole = w.pipe(&["extract", "--input-format", "jsonl"], data.as_bytes());
    assert_eq!(ran.records().last().expect("records")["error"]["code"], "bad-compression");
    assert!(good >= whole.records().len() * 6 / 10, "{good} lines are left");
}

#[test]
fn truncated_compressed_files() {
    let w = Workdir::new();
    let data = archive(3000, 400);
    for (name, packed) in [("a.jsonl.gz", gzip(data.as_bytes())), ("b.jsonl.zst", zstd(data.as_bytes()))] {
        w.file(name, &packed[..packed.len() * 2 / 3]);
        let ran = w.run(&["extract", name]).exits(1);
        let (whole, got) = (w.pipe(&["extract", "--input-format", "jsonl"], data.as_bytes()), ran.records());
        let last = got.last().expect("records");
        assert_eq!(last["error"]["code"], "bad-compression");
        let line = last["source"]["line"].as_u64().expect("a line") as usize;
        assert_eq!(line, got.len(), "every line before the break has its record");
        assert!(line > 100, "too little is left");
        let place = format!("{name}:{line}: the ");
        assert!(last["error"]["message"].as_str().expect("a message").starts_with(&place), "{last}");
        for (a, b) in got[..line - 1].iter().zip(whole.records()) {
            assert_eq!(a["text"], b["text"]);
        }
    }
    w.file("c.txt.gz", &gzip("Tin dài. ".repeat(9000).as_bytes())[..60]).file("d.txt", "Tin.");
    let ran = w.run(&["extract", "c.txt.gz", "d.txt"]).exits(1);
    assert_eq!(ran.ids(), ["c!bad-compression", "d"]);
    assert!(message(&ran, 0).contains("the gzip data ends early"), "{}", message(&ran, 0));
}

#[test]
fn broken_lines() {
    let w = Workdir::new();
    w.file(
        "a.jsonl",
        b"{\"text\": \"m\xe1\xbb\x99t\"}\n{\"text\": \n{\"body\": \"x\"}\n{\"text\": null}\n[\"text\"]\n{\"text\": 5}\n{\"text\": \" \"}\n{\"text\": \"b\xff\xfeo\"}\n{\"text\": \"sau\"}\n",
    );
    let ran = w.run(&["extract", "a.jsonl"]).exits(1);
    let wanted = ["a:1", "a:2!bad-json", "a:3!bad-json", "a:4!bad-json", "a:5!bad-json", "a:6!bad-json", "a:7!empty"];
    assert_eq!(ran.ids(), [&wanted[..], &["a:8", "a:9"]].concat());
    let wanted = [
        "a.jsonl:2:9: EOF while parsing a value",
        "a.jsonl:3: no field \"text\" (--text-field)",
        "a.jsonl:4: the field \"text\" is null",
        "a.jsonl:5: invalid type: sequence, expected a JSON object",
        "a.jsonl:6: the field \"text\" is a number, a string expected",
        "a.jsonl:7: the field \"text\" is empty",
    ];
    for (n, wanted) in wanted.into_iter().enumerate() {
        assert_eq!(message(&ran, n + 1), wanted);
    }
    let replaced = &ran.records()[7];
    assert_eq!(replaced["text"], "b\u{fffd}\u{fffd}o");
    assert_eq!(replaced["warnings"][0]["code"], "bytes-replaced");
}

#[test]
fn documents_over_the_limit() {
    let w = Workdir::new();
    let long = format!("{{\"text\": \"{}\"}}\n", "dài ".repeat(2000));
    w.file("a.jsonl", format!("{{\"text\": \"a\"}}\n{long}{{\"text\": \"b\"}}\n{long}"))
        .file("b.txt", "dài ".repeat(2000));
    let ran = w.run(&["extract", "a.jsonl", "b.txt", "--max-doc-bytes", "4k"]).exits(1);
    assert_eq!(ran.ids(), ["a:1", "a:2!too-large", "a:3", "a:4!too-large", "b!too-large"]);
    assert!(message(&ran, 1).starts_with("a.jsonl:2: more than 4096 bytes"));
    // Longer than a chunk: the line is passed over while it is read.
    let huge = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n", "dài ".repeat(400_000));
    w.file("c.jsonl", &huge);
    assert_eq!(w.run(&["extract", "c.jsonl", "--max-doc-bytes", "200k"]).exits(1).ids(), ["c:1!too-large", "c:2"]);
    assert_eq!(
        w.pipe(&["extract", "--max-doc-bytes", "200k"], huge.as_bytes()).exits(1).ids(),
        ["stdin:1!too-large", "stdin:2"]
    );
    for size in ["0", "3G", "x", "-1"] {
        w.run(&["extract", "a.jsonl", &format!("--max-doc-bytes={size}")]).exits(2);
    }
}

#[test]
fn a_panic_is_an_error_record() {
    let w = Workdir::new();
    w.file(
        "a.jsonl",
        "{\"id\": \"1\", \"text\": \"a\"}\n{\"id\": \"2\", \"text\": \"b\"}\n{\"id\": \"3\", \"text\": \"c\"}\n",
    );
    for jobs in ["1", "3"] {
        let ran = w.run(&["extract", "a.jsonl", "--panic-on", "2", "-j", jobs]).exits(1);
        assert_eq!(ran.ids(), ["1", "2!internal", "3"]);
        let message = message(&ran, 1);
        assert!(message.starts_with("a.jsonl:2: a fault of this program: asked to panic at 2 (src"), "{message}");
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    }
}

const MIXED: &str = "{\"text\": \"a\"}\nx\n{\"text\": \"b\"}\ny\n{\"text\": \"c\"}\nz\n";

#[test]
fn errors_may_go_elsewhere_or_nowhere() {
    let w = Workdir::new();
    w.file("a.jsonl", MIXED);
    let ran = w.run(&["extract", "a.jsonl", "--errors", "bad.jsonl", "--format", "json"]).exits(1);
    let kept: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect("an array");
    assert_eq!(ids(&kept), ["a:1", "a:3", "a:5"]);
    let bad = lines(&String::from_utf8(w.read("bad.jsonl")).expect("UTF-8"));
    assert_eq!(ids(&bad), ["a:2!bad-json", "a:4!bad-json", "a:6!bad-json"]);
    assert_eq!(w.run(&["extract", "a.jsonl", "--on-error", "skip"]).exits(1).ids(), ["a:1", "a:3", "a:5"]);
    w.run(&["extract", "a.jsonl", "--on-error", "skip", "--exit-zero"]).exits(0);
    w.run(&["extract", "a.jsonl", "-o", "same", "--errors", "same"]).exits(2);
    let ran = w.run(&["extract", "a.jsonl", "--errors", "none/bad.jsonl"]).exits(3);
    assert!(ran.stderr.contains("none/bad.jsonl"), "{}", ran.stderr);
}

#[test]
fn errors_may_end_the_run() {
    let w = Workdir::new();
    w.file("a.jsonl", MIXED);
    for jobs in ["1", "4"] {
        let ids = |args: &[&str]| w.run(&[&["extract", "a.jsonl", "-j", jobs], args].concat()).exits(1).ids();
        assert_eq!(ids(&["--fail-fast"]), ["a:1", "a:2!bad-json"]);
        assert_eq!(ids(&["--on-error", "fail"]), ["a:1"]);
        let quiet = w.run(&["extract", "a.jsonl", "-q", "--on-error", "fail"]).exits(1);
        assert!(quiet.stderr.starts_with("tinviet: error: a.jsonl:2:1: "), "{}", quiet.stderr);
        assert_eq!(ids(&["--max-errors", "2"]), ["a:1", "a:2!bad-json", "a:3", "a:4!bad-json"]);
        assert_eq!(ids(&["--max-errors", "2", "--on-error", "skip"]), ["a:1", "a:3"]);
        assert_eq!(ids(&["--max-errors", "3"]).len(), 6);
    }
    w.run(&["extract", "a.jsonl", "--fail-fast", "--max-errors", "2"]).exits(2);
    w.run(&["extract", "a.jsonl", "--max-errors", "0"]).exits(2);
    let json = w.run(&["extract", "a.jsonl", "--fail-fast", "--format", "json"]).exits(1);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&json.stdout).expect("an array").len(), 2);
}

#[test]
fn an_early_end_leaves_the_output_alone() {
    let w = Workdir::new();
    w.file("a.jsonl", MIXED).file("out.jsonl", "old\n");
    let ran = w.run(&["extract", "a.jsonl", "-o", "out.jsonl", "--fail-fast"]).exits(1);
    assert_eq!(w.read("out.jsonl"), b"old\n");
    assert_eq!(ids(&lines(&String::from_utf8(w.read("out.jsonl.partial")).expect("UTF-8"))), ["a:1", "a:2!bad-json"]);
    assert!(ran.stderr.contains("out.jsonl.partial"), "{}", ran.stderr);
    assert_eq!(w.names(), ["a.jsonl", "out.jsonl", "out.jsonl.partial"]);
}

#[test]
fn outputs_that_cannot_be_written() {
    let w = Workdir::new();
    w.file("a.jsonl", archive(300, 2000)).folder("dir");
    let ran = w.run(&["extract", "a.jsonl", "-o", "none/out.jsonl"]).exits(3);
    assert!(ran.stderr.contains("none/out.jsonl"), "{}", ran.stderr);
    w.run(&["extract", "a.jsonl", "-o", "dir"]).exits(3);
    if cfg!(target_os = "linux") {
        for jobs in ["1", "2"] {
            let ran = w.run(&["extract", "a.jsonl", "-j", jobs, "-o", "/dev/full"]).exits(3);
            assert!(ran.stderr.contains("No space left"), "{}", ran.stderr);
        }
    }
    assert_eq!(w.names(), ["a.jsonl", "dir"]);
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_file_in_memory_is_a_file() {
    let memory = std::path::Path::new("/dev/shm");
    if !memory.is_dir() {
        eprintln!("skipped: there is no /dev/shm");
        return;
    }
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    let out = memory.join(format!("tinviet-{}.jsonl", std::process::id()));
    // A second run replaces what the first wrote.
    for _ in 0..2 {
        w.run(&["extract", "a.txt", "-o", &out.to_string_lossy()]).exits(0);
    }
    let written = std::fs::read_to_string(&out).expect("a file");
    std::fs::remove_file(&out).expect("ours");
    assert_eq!(ids(&lines(&written)), ["a"]);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let w = Workdir::new();
    w.file("a.jsonl", archive(4000, 2000)).file("b.txt", "Tin.");
    for args in [
        &["extract", "a.jsonl", "-j1"][..],
        &["extract", "a.jsonl", "-j2"],
        &["extract", "a.jsonl", "--format", "json"],
        &["extract", "b.txt"],
        &["explain", "b.txt"],
        &["schema"],
        &["--help"],
        &["extract", "--help"],
        &["--version"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = w.command(args).stdout(writer).stderr(Stdio::piped()).output().expect("the program");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr).replace("tinviet: error: a.jsonl:", ""),
            kept(&output.stderr),
            "{args:?}"
        );
    }
    // One that closes in the middle.
    let mut child =
        w.command(&["extract", "a.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program");
    let mut some = [0; 100];
    child.stdout.take().expect("a pipe").read_exact(&mut some).expect("output");
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}

/// Failures of documents met before the pipe closed may be told; anything else may not.
fn kept(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr).into_owned();
    assert!(text.lines().all(|l| l.starts_with("tinviet: error: a.jsonl:")), "{text}");
    text.replace("tinviet: error: a.jsonl:", "")
}

#[test]
#[cfg(unix)]
fn an_interruption_keeps_what_was_done() {
    let w = Workdir::new();
    for jobs in ["-j1", "-j2"] {
        let mut command = w.command(&["extract", "-", jobs, "-o", "out.jsonl", "--progress", "never"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("a pipe");
        std::io::Write::write_all(&mut stdin, b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n{\"te").expect("room");
        // Nothing tells from outside that the lines were read; this is far more than it takes.
        std::thread::sleep(Duration::from_millis(600));
        let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(kill.expect("kill").success());
        let started = Instant::now();
        let output = child.wait_with_output().expect("an end");
        drop(stdin);
        assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(!exists(&w.path("out.jsonl")));
        let partial = lines(&String::from_utf8(w.read("out.jsonl.partial")).expect("UTF-8"));
        assert_eq!(ids(&partial), ["stdin:1", "stdin:2"]);
        assert_eq!(w.names(), ["out.jsonl.partial"]);
        std::fs::remove_file(w.path("out.jsonl.partial")).expect("the file");
    }
}

#[test]
fn records_come_while_the_input_is_still_open() {
    let w = Workdir::new();
    for jobs in ["-j1", "-j2"] {
        let mut command = w.command(&["extract", jobs, "--fields", "id", "-q"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program");
        let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        for n in 1..=3 {
            std::io::Write::write_all(&mut stdin, b"{\"text\": \"a\"}\n").expect("room");
            let wanted = format!("{{\"id\":\"stdin:{n}\"}}\n");
            let mut got = vec![0; wanted.len()];
            stdout.read_exact(&mut got).expect("a record");
            assert_eq!(String::from_utf8(got).expect("UTF-8"), wanted);
        }
        drop(stdin);
        assert_eq!(child.wait().expect("an end").code(), Some(0));
    }
}
