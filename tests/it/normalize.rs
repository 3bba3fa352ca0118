//! `tinviet normalize`: text in one spelling, and what was changed.

use crate::workdir::{Workdir, gzip, lines, zstd};
use serde_json::json;

#[test]
fn standard_input_to_standard_output() {
    let w = Workdir::new();
    let raw = "Uỷ ban xã Hoà Bi\u{300}nh\u{a0}họp,\r\nquỹ thuỷ lợi “Ðồng Tâm”";
    let old = "Ủy ban xã Hòa Bình họp,\nquỹ thủy lợi “Đồng Tâm”";
    assert_eq!(w.pipe(&["normalize"], raw.as_bytes()).exits(0).stdout, old);
    assert_eq!(w.pipe(&["normalize", "-"], old.as_bytes()).exits(0).stdout, old);
    let new = "Uỷ ban xã Hoà Bình họp,\nquỹ thuỷ lợi “Đồng Tâm”";
    assert_eq!(w.pipe(&["normalize", "--tone-style", "new"], raw.as_bytes()).exits(0).stdout, new);
    let mixed = "hoà, hòa, thúy, thuý, ca\u{301}c";
    assert_eq!(w.pipe(&["normalize", "--tone-style", "keep"], mixed.as_bytes()).stdout, "hoà, hòa, thúy, thuý, các");
    assert_eq!(w.pipe(&["normalize"], b"").exits(0).stdout, "");
    w.pipe(&["normalize", "--tone-style", "odd"], b"").exits(2);
    w.pipe(&["normalize", "-", "-"], b"").exits(2);
}

#[test]
fn edits_say_what_was_changed_where() {
    let w = Workdir::new();
    w.file("a.txt", "Xã họp.\nUỷ ban xã Hoà Bi\u{300}nh\n").file("b.txt", "x\u{200b}y\n");
    let ran = w.run(&["normalize", "a.txt", "b.txt", "-o", "out.txt", "--edits", "edits.jsonl"]).exits(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    assert_eq!(String::from_utf8(w.read("out.txt")).expect("UTF-8"), "Xã họp.\nỦy ban xã Hòa Bình\nxy\n");
    let edits = lines(&String::from_utf8(w.read("edits.jsonl")).expect("UTF-8"));
    // Uỷ (8..10) and Hoà (18..21) keep their length; Bi + U+0300 + nh (22..27) loses one; the space that is taken out has
    // an empty span in the output, which begins anew with each file.
    let wanted = [
        json!({"path": "a.txt", "line": 2, "kind": "tone-placement", "span": [8, 10], "source_span": [8, 10], "from": "Uỷ", "to": "Ủy"}),
        json!({"path": "a.txt", "line": 2, "kind": "tone-placement", "span": [18, 21], "source_span": [18, 21], "from": "Hoà", "to": "Hòa"}),
        json!({"path": "a.txt", "line": 2, "kind": "composition", "span": [22, 26], "source_span": [22, 27], "from": "Bi\u{300}nh", "to": "Bình"}),
        json!({"path": "b.txt", "line": 1, "kind": "invisible", "span": [0, 2], "source_span": [0, 3], "from": "x\u{200b}y", "to": "xy"}),
    ];
    assert_eq!(edits, wanted);
    w.run(&["normalize", "a.txt", "-o", "same", "--edits", "same"]).exits(2);
}

#[test]
fn edits_of_a_long_input_count_from_its_beginning() {
    let w = Workdir::new();
    // Several pieces, an edit at the end of each line.
    let line = format!("{} hoà\n", "Xã họp tổng kết.".repeat(40));
    let raw = line.repeat(2000);
    assert!(raw.len() > 1_500_000);
    let out = w.pipe(&["normalize", "--edits", "e.jsonl"], raw.as_bytes()).exits(0).stdout;
    assert!(out == raw.replace("hoà", "hòa"));
    let edits = lines(&String::from_utf8(w.read("e.jsonl")).expect("UTF-8"));
    let points = line.chars().count() as u64;
    for (n, edit) in (0..2000).zip(&edits) {
        let end = (n + 1) * points - 1;
        assert_eq!(edit["source_span"], json!([end - 3, end]), "{edit}");
        assert_eq!((&edit["span"], &edit["line"]), (&json!([end - 3, end]), &json!(n + 1)));
    }
    assert_eq!(edits.len(), 2000);
}

#[test]
fn inputs_of_every_encoding_and_compression() {
    let w = Workdir::new();
    let text = "Xã Đông Lộc họp, bàn việc nước sạch ở thôn Đoài.\n";
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    w.file("a.txt", utf16).file("b.txt.gz", gzip(text.as_bytes())).file("c.txt.zst", zstd(text.as_bytes()));
    w.file("d.txt", format!("\u{feff}{text}")).file("e.txt", "Chuû tòch phaùt bieåu taïi hoäi nghò\n");
    let ran = w.run(&["normalize", "a.txt", "b.txt.gz", "c.txt.zst", "d.txt", "e.txt"]).exits(0);
    assert_eq!(ran.stdout, format!("{}Chủ tịch phát biểu tại hội nghị\n", text.repeat(4)));
    assert_eq!(ran.stderr, "tinviet: warning: e.txt: bytes in vni had been saved as UTF-8\n");
    assert_eq!(w.run(&["normalize", "-q", "e.txt"]).exits(0).stderr, "");
    let forced = w.pipe(&["normalize", "--encoding", "windows-1258"], b"B\xe1o m\xf0i").exits(0);
    assert_eq!(forced.stdout, "Báo mđi");
    let stray = w.pipe(&["normalize"], b"X\xc3\xa3 h\xe1\xbb\x8dp \xff\n").exits(0);
    assert_eq!((stray.stdout.as_str(), stray.stderr.contains("1 invalid byte")), ("Xã họp \u{fffd}\n", true));
}

#[test]
fn what_cannot_be_read_or_written() {
    let w = Workdir::new();
    w.file("a.txt", "Xã họp.\n").file("b.txt", b"\x7fELF\0\0\x01\x02").folder("d");
    let ran = w.run(&["normalize", "none.txt", "b.txt", "d", "a.txt"]).exits(1);
    assert_eq!(ran.stdout, "Xã họp.\n");
    for place in ["none.txt: ", "b.txt: not text", "d: "] {
        assert!(ran.stderr.contains(&format!("tinviet: error: {place}")), "{}", ran.stderr);
    }
    w.file("half.txt.gz", &gzip("Xã họp. ".repeat(9000).as_bytes())[..90]);
    let ran = w.run(&["normalize", "half.txt.gz"]).exits(1);
    assert!(ran.stderr.contains("half.txt.gz: the gzip data ends early"), "{}", ran.stderr);
    assert!(w.run(&["normalize", "a.txt", "-o", "none/out"]).exits(3).stderr.contains("none/out"));
    if cfg!(target_os = "linux") {
        assert!(w.run(&["normalize", "a.txt", "-o", "/dev/full"]).exits(3).stderr.contains("No space left"));
    }
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let closed = w.command(&["normalize", "a.txt"]).stdout(writer).output().expect("the program");
    assert_eq!((closed.status.code(), closed.stderr.len()), (Some(0), 0));
}

#[test]
#[cfg(unix)]
fn an_interruption_leaves_nothing_behind() {
    use std::process::Stdio;
    let w = Workdir::new();
    w.file("out.txt", "old\n");
    let mut command = w.command(&["normalize", "-o", "out.txt"]);
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut stdin, "Xã họp.\n".as_bytes()).expect("room");
    let waiting = std::time::Duration::from_millis(20);
    while w.names().len() < 2 {
        std::thread::sleep(waiting);
    }
    std::thread::sleep(waiting * 10);
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    assert_eq!((w.names(), w.read("out.txt")), (vec!["out.txt".to_owned()], b"old\n".to_vec()));
}
