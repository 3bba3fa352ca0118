//! Inputs that hold many documents: web archives, tables, arrays, zip and tar, and what damage does to them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tinviet::testing::invariants;

use crate::invariants::damaged;
use crate::workdir::{Ran, Workdir, gzip, zstd};

/// What the error record of `id` says.
fn message(ran: &Ran, id: &str) -> String {
    let records = ran.records();
    let record = records.iter().find(|r| r["id"] == id && !r["error"].is_null()).expect("an error record");
    record["error"]["message"].as_str().expect("a message").to_owned()
}

/// The value of a field of all records, as text; of what is missing `-`.
fn all(ran: &Ran, pointer: &str) -> Vec<String> {
    let show = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    ran.records().iter().map(|r| r.pointer(pointer).map_or("-".to_owned(), show)).collect()
}

/// A page with an article about `place`.
fn page(place: &str, charset: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>Xã {place} trồng cây</title></head><body><article>\
         <h1>Xã {place} trồng cây</h1><p>Sáng 12/3/2024, Ủy ban nhân dân xã {place} phối hợp với Đoàn Thanh niên tổ chức lễ ra \
         quân trồng 500 cây xanh dọc tuyến đường liên thôn vừa hoàn thành.</p><p>Theo kế hoạch, trong năm nay toàn xã sẽ trồng \
         thêm 3.000 cây phân tán, góp phần hoàn thành tiêu chí môi trường trong xây dựng nông thôn mới nâng cao.</p>\
         <p>Ông Trần Văn Bình, Chủ tịch UBND xã, cho biết mỗi thôn nhận chăm sóc một đoạn đường.</p></article></body></html>"
    )
}

/// A record of a web archive.
fn record(kind: &str, n: usize, media: &str, url: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\nWARC-Date: \
         2025-02-03T04:05:06Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    )
    .into_bytes();
    out.extend_from_slice(content);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn response(n: usize, url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut content = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
    content.extend_from_slice(body);
    record("response", n, "application/http; msgtype=response", url, &content)
}

fn urn(n: usize) -> String {
    format!("urn:uuid:00000000-0000-0000-0000-{n:012}")
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in body.chunks(100) {
        write!(out, "{:x}\r\n", chunk.len()).expect("memory");
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    out
}

/// A web archive as a crawler leaves it: nine records, of which four may be articles.
fn crawl() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=UTF-8";
    let legacy = encoding_rs::Encoding::for_label(b"windows-1258").expect("known");
    // Base letter and mark apart, as that encoding has them.
    let text = "Xa~ Ta^n Lo^.c ho.p"
        .replace("a~", "a\u{303}")
        .replace("a^", "â")
        .replace("o^.", "ô\u{323}")
        .replace("o.", "o\u{323}");
    let (bytes, _, _) = legacy.encode(&text);
    let moved =
        b"HTTP/1.1 301 Moved\r\nLocation: https://bao.example/b\r\nContent-Type: text/html\r\n\r\n<html>moved</html>";
    vec![
        record("warcinfo", 0, "application/warc-fields", "-", b"software: test\r\n"),
        record("request", 1, "application/http; msgtype=request", "https://bao.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        response(2, "https://bao.example/2", html, page("Tân Hợp", "utf-8").as_bytes()),
        response(
            3,
            "https://bao.example/3",
            &format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"),
            &chunked(&gzip(page("Mỹ Lộc", "utf-8").as_bytes())),
        ),
        response(4, "https://bao.example/4.png", "Content-Type: image/png", b"\x89PNG\r\n\x1a\n\0\0WARC/1.0"),
        record("response", 5, "application/http", "https://bao.example/a", moved),
        response(6, "https://bao.example/tin.txt", "Content-Type: text/plain; charset=windows-1258", &bytes),
        record("resource", 7, "text/html", "file:///tin/7.html", page("Hòa An", "utf-8").as_bytes()),
        response(8, "https://bao.example/robots.txt", "Content-Type: text/plain", b"User-agent: *"),
    ]
}

#[test]
fn a_web_archive() {
    let w = Workdir::new();
    let records = crawl();
    // One stream, as members of their own, and as a stream of zstd.
    w.file("a.warc", records.concat())
        .file("b.warc.gz", records.iter().flat_map(|r| gzip(r)).collect::<Vec<_>>())
        .file("c.warc.zst", zstd(&records.concat()))
        .file("d.dat", records.concat());
    for name in ["a.warc", "b.warc.gz", "c.warc.zst", "d.dat"] {
        let ran = w.run(&["extract", name]).exits(0);
        assert_eq!(ran.ids(), [urn(2), urn(3), urn(6), urn(7)], "{name}");
        let urls =
            ["https://bao.example/2", "https://bao.example/3", "https://bao.example/tin.txt", "file:///tin/7.html"];
        assert_eq!(all(&ran, "/url"), urls);
        assert_eq!(all(&ran, "/source/member"), [urn(2), urn(3), urn(6), urn(7)]);
        assert_eq!(all(&ran, "/source/path"), [name; 4]);
        assert_eq!(all(&ran, "/source/format"), ["html", "html", "text", "html"]);
        assert_eq!(all(&ran, "/source/encoding"), ["utf-8", "utf-8", "windows-1258", "utf-8"]);
        let text = |n: usize| ran.records()[n]["text"].as_str().expect("a text").to_owned();
        assert!(text(0).contains("xã Tân Hợp phối hợp") && text(1).contains("xã Mỹ Lộc phối hợp"));
        assert_eq!(text(2), "Xã Tân Lộc họp");
        // Of the decoded body, not of what was sent.
        assert_eq!(all(&ran, "/source/bytes")[1], page("Mỹ Lộc", "utf-8").len().to_string());
        // The time of fetching is not that of publication.
        assert!(ran.records().iter().all(|r| r["published"] != "2025-02-03"));
        assert!(ran.stderr.contains("3 other"), "{}", ran.stderr);
    }
    let piped = w.pipe(&["extract"], &w.read("b.warc.gz")).exits(0);
    assert_eq!(piped.ids(), [urn(2), urn(3), urn(6), urn(7)]);
    let ran = w.run(&["extract", "a.warc", "--url", "https://*/tin*", "--url", "file:*"]).exits(0);
    assert_eq!(ran.ids(), [urn(6), urn(7)]);
}

#[test]
fn damage_in_a_web_archive() {
    let w = Workdir::new();
    let good =
        |n: usize| response(n, "https://bao.example/x", "Content-Type: text/plain", format!("Tin số {n}.").as_bytes());
    let with_length = |n: usize, length: &str| {
        let text = String::from_utf8(good(n)).expect("UTF-8");
        let at = text.find("Content-Length: ").expect("a length") + 16;
        let end = at + text[at..].find('\r').expect("a line end");
        format!("{}{length}{}", &text[..at], &text[end..]).into_bytes()
    };
    for (what, length) in [("too short", "20"), ("too long", "400"), ("beyond the end", "99999999"), ("no number", "x")]
    {
        w.file("a.warc", [good(1), with_length(2, length), good(3), good(4)].concat());
        let ran = w.run(&["extract", "a.warc"]).exits(1);
        assert_eq!(ran.ids(), [urn(1), format!("{}!bad-archive", urn(2)), urn(3), urn(4)], "{what}");
        assert!(message(&ran, &urn(2)).starts_with(&format!("a.warc#{}: ", urn(2))), "{}", message(&ran, &urn(2)));
    }
    let whole = [good(1), good(2), good(3)].concat();
    // Cut off in the last record's content, and in its head.
    w.file("b.warc", &whole[..whole.len() - 10]);
    let ran = w.run(&["extract", "b.warc"]).exits(1);
    assert_eq!(ran.ids(), [urn(1), urn(2), format!("{}!bad-archive", urn(3))]);
    assert!(message(&ran, &urn(3)).contains("the archive ends within this record"));
    w.file("b.warc", &whole[..good(1).len() + 40]);
    assert_eq!(w.run(&["extract", "b.warc"]).exits(1).ids(), [urn(1), "b:2!bad-archive".into()]);
    // The compressed data end early: what was whole is there.
    let packed: Vec<u8> = [good(1), good(2), good(3)].iter().flat_map(|r| gzip(r)).collect();
    w.file("c.warc.gz", &packed[..packed.len() - 30]);
    let ran = w.run(&["extract", "c.warc.gz"]).exits(1);
    assert_eq!(ran.ids()[..2], [urn(1), urn(2)]);
    assert_eq!(ran.ids().len(), 3);
    assert!(ran.ids()[2].ends_with("!bad-compression"), "{:?}", ran.ids());
    // Bodies that are not what their heads say.
    let gzipped = "Content-Type: text/plain\r\nContent-Encoding: gzip";
    let body = gzip("Tin dài. ".repeat(500).as_bytes());
    w.file(
        "d.warc",
        [
            response(1, "u", gzipped, &body[..body.len() / 2]),
            response(2, "u", "Content-Type: text/plain\r\nContent-Encoding: br", b"xyz"),
            response(3, "u", gzipped, &gzip(&vec![b'a'; 100 << 20])),
            response(4, "u", "Content-Type: text/plain", b""),
            record("response", 5, "application/http", "u", b"no head"),
            good(6),
        ]
        .concat(),
    );
    let ran = w.run(&["extract", "d.warc"]).exits(1);
    let codes = ["!bad-compression", "!bad-archive", "!too-large", "!empty", "!bad-archive", ""];
    assert_eq!(ran.ids(), (1..).zip(codes).map(|(n, code)| format!("{}{code}", urn(n))).collect::<Vec<_>>());
    w.file("e.warc", "");
    assert_eq!(w.run(&["extract", "e.warc"]).exits(1).ids(), ["e!empty"]);
}

#[test]
fn a_table() {
    let w = Workdir::new();
    let rows = "Mã,Nội dung,Ngày,Tiêu đề,Link\n\
                1,\"Dòng một, có dấu phẩy.\nDòng hai nói \"\"thật\"\".\",24/01/2024,Tin đầu,https://bao.example/1\n\
                \n\
                ,Tin không có mã.,,,\n";
    let args = ["--text-field", "nội dung", "--id-field", "Mã", "--date-field", "Ngày", "--title-field", "Tiêu đề"];
    let args = [&args[..], &["--url-field", "Link"]].concat();
    w.file("a.csv", rows)
        .file("b.csv", format!("\u{feff}{}", rows.replace('\n', "\r\n")))
        .file(
            "c.csv.gz",
            gzip(
                rows.replace("có dấu phẩy", "có dấu; phẩy")
                    .replace(", có", "~")
                    .replace(',', ";")
                    .replace('~', ", có")
                    .as_bytes(),
            ),
        )
        .file("d.tsv", rows.replace(", có", "~").replace(',', "\t").replace('~', ", có"));
    for name in ["a.csv", "b.csv", "d.tsv"] {
        let ran = w.run(&[&["extract", name], &args[..]].concat()).exits(0);
        assert_eq!(ran.ids(), ["1".to_owned(), format!("{}:5", &name[..1])], "{name}");
        assert_eq!(ran.records()[0]["text"], "Dòng một, có dấu phẩy.\nDòng hai nói \"thật\".", "{name}");
        assert_eq!(all(&ran, "/source/line"), ["2", "5"]);
        assert_eq!(all(&ran, "/title")[0], "Tin đầu");
        assert_eq!(all(&ran, "/published")[0], "2024-01-24");
        assert_eq!(all(&ran, "/url"), ["https://bao.example/1", "null"]);
    }
    let ran = w.run(&[&["extract", "c.csv.gz"], &args[..]].concat()).exits(0);
    assert_eq!(ran.records()[0]["text"], "Dòng một, có dấu; phẩy.\nDòng hai nói \"thật\".");
    let piped = w.pipe(&[&["extract", "--input-format", "csv"], &args[..]].concat(), rows.as_bytes()).exits(0);
    assert_eq!(piped.ids(), ["1", "stdin:5"]);
    let ran = w.run(&["extract", "a.csv"]).exits(1);
    assert_eq!(ran.ids(), ["a:1!bad-csv"]);
    assert!(message(&ran, "a:1").contains("no column \"text\" (--text-field); the columns are \"Mã\""));
}

#[test]
fn broken_rows() {
    let w = Workdir::new();
    let row = |n: usize| format!("{n},\"Tin số {n}, đủ cột.\"\n");
    let codes = |ran: &Ran| ran.ids().iter().map(|id| id.replace("a:", "")).collect::<Vec<_>>();
    // Too few and too many fields, in a row of its own.
    w.file("a.csv", format!("id,text\n{}thiếu\n{}3,thừa,cột\n{}", row(1), row(2), row(4)));
    let ran = w.run(&["extract", "a.csv"]).exits(1);
    assert_eq!(codes(&ran), ["1", "3!bad-csv", "2", "5!bad-csv", "4"]);
    assert!(message(&ran, "a:3").starts_with("a.csv:3: 1 fields, where the header has 2"), "{}", message(&ran, "a:3"));
    // A quote that is never closed costs its own line only, in the middle and at the end.
    w.file("a.csv", format!("id,text\n{}2,\"hở\n{}{}{}", row(1), row(3), row(4), row(5)));
    let ran = w.run(&["extract", "a.csv"]).exits(1);
    assert_eq!(codes(&ran), ["1", "3!bad-csv", "3", "4", "5"]);
    w.file("a.csv", format!("id,text\n{}2,\"hở\n3,không có ngoặc\n4,cũng không\n", row(1)));
    let ran = w.run(&["extract", "a.csv"]).exits(1);
    assert_eq!(codes(&ran), ["1", "3!bad-csv", "3", "4"]);
    assert!(message(&ran, "a:3").contains("a quoted field is not closed"));
    for (data, code) in [("", "a!empty"), ("\n\n", "a!empty"), ("id\n1\n", "a:1!bad-csv"), ("\u{feff}text\n", "")] {
        w.file("a.csv", data);
        assert_eq!(w.run(&["extract", "a.csv"]).ids().concat(), code, "{data:?}");
    }
    // A table made to be looked at again and again: from every line, a quote opens that nothing closes.
    w.file("a.csv", format!("id,text\n{}", "\"a,b\"c,\"d\n".repeat(400_000)));
    let started = Instant::now();
    w.run(&["extract", "a.csv", "-q", "--on-error", "skip"]).exits(1);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn an_array() {
    let w = Workdir::new();
    let data = "[\n  {\"text\": \"Tin [một], {hai}, \\\"ba\\\" và \\\\\"},\n  {\"id\": 7, \"text\": \"Tin b\\u1ea3y\", \"x\": [{\"text\": \"]\"}]},\n 5, {\"text\": null}\n]\n";
    w.file("a.json", data)
        .file("b.json.gz", gzip(data.as_bytes()))
        .file("c", data)
        .file("d.json", format!("\u{feff}{data}"));
    for (name, stem) in [("a.json", "a"), ("b.json.gz", "b"), ("c", "c"), ("d.json", "d")] {
        let ran = w.run(&["extract", name]).exits(1);
        assert_eq!(
            ran.ids(),
            [format!("{stem}:1"), "7".into(), format!("{stem}:3!bad-json"), format!("{stem}:4!bad-json")]
        );
        assert_eq!(all(&ran, "/text")[..2], ["Tin [một], {hai}, \"ba\" và \\", "Tin bảy"]);
        assert_eq!(all(&ran, "/source/format"), ["json"; 4]);
        assert_eq!(all(&ran, "/source/line")[..2], ["1", "2"]);
    }
    assert_eq!(w.pipe(&["extract"], data.as_bytes()).exits(1).ids().len(), 4);
    // One object over several lines, several of them, and lines of objects under the suffix.
    w.file("a.json", "{\n \"text\": \"một\"\n}\n").file("b.json", "{\n\"text\": \"một\"}\n{\n\"text\": \"hai\"}");
    w.file("c.json", "{\"text\": \"một\"}\nhỏng\n{\"text\": \"hai\"}\n");
    let ran = w.run(&["extract", "a.json", "b.json", "c.json"]).exits(1);
    assert_eq!(ran.ids(), ["a:1", "b:1", "b:2", "c:1", "c:2!bad-json", "c:3"]);
}

#[test]
fn broken_arrays() {
    let w = Workdir::new();
    for (data, wanted) in [
        ("[]", "a!empty"),
        ("[", "a!bad-json"),
        ("[{\"text\": \"một\"}", "a:1 a:1!bad-json"),
        ("[{\"text\": \"một\"}, {\"text\": \"ha", "a:1 a:2!bad-json"),
        ("[{\"text\": \"một\"}] [", "a:1 a:1!bad-json"),
        ("[{\"text\": \"một\"}, }, {\"text\": \"hai\"}]", "a:1 a:1!bad-json"),
        ("[{\"text\": \"một\" \"x\"}, {\"text\": \"hai\"}]", "a:1!bad-json a:2"),
    ] {
        w.file("a.json", data);
        assert_eq!(w.run(&["extract", "a.json", "--input-format", "json"]).exits(1).ids().join(" "), wanted, "{data}");
    }
    let long = "dài ".repeat(100_000);
    w.file("a.json", format!("[{{\"text\": \"{long}\"}}, {{\"text\": \"hai\"}}, {{\"text\": \"{long}\"}}]"));
    let ran = w.run(&["extract", "a.json", "--max-doc-bytes", "100k"]).exits(1);
    assert_eq!(ran.ids(), ["a:1!too-large", "a:2", "a:3!too-large"]);
}

/// A zip archive of `members`.
fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (n, (name, data)) in members.iter().enumerate() {
        let method = if n % 2 == 0 { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        out.start_file(*name, options).expect("a member");
        out.write_all(data).expect("memory");
    }
    out.finish().expect("an archive").into_inner()
}

/// A tar archive of `members`, whatever their names.
fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (name, data) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(data.len() as u64);
        header.set_mode(0o644);
        if name.len() < 100 {
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            out.append(&header, *data).expect("memory");
        } else {
            out.append_data(&mut header, name, *data).expect("memory");
        }
    }
    out.into_inner().expect("memory")
}

#[test]
fn archives_with_members() {
    let w = Workdir::new();
    let long = format!("2024/{}/tin.txt", "mot-thu-muc-co-ten-rat-dai/".repeat(6).trim_end_matches('/'));
    let (page, packed) = (page("Tân Hợp", "utf-8"), gzip(b"{\"text\": \"a\"}\n{\"id\": \"ba\", \"text\": \"b\"}\n"));
    let inner = zip_of(&[("x.txt", b"Tin.")]);
    let members: Vec<(&str, &[u8])> = vec![
        ("2024/01/trang.html", page.as_bytes()),
        ("./2024/01/tin ngày 5.txt", "Tin thứ hai.".as_bytes()),
        ("anh.png", b"\x89PNG"),
        ("2024/dong.jsonl.gz", &packed),
        ("bang.csv", "text\nTin ba.\n".as_bytes()),
        (&long, "Tin bốn.".as_bytes()),
        ("trong.zip", &inner),
        ("rong.txt", b""),
        ("../../etc/ngoai.txt", b"Tin."),
        ("/goc.txt", b"Tin."),
    ];
    w.file("a.zip", zip_of(&members)).file("in/a.tar", tar_of(&members)).file("a.tgz", gzip(&tar_of(&members)));
    w.file("a.tar.zst", zstd(&tar_of(&members)));
    for (args, path) in
        [(&["a.zip"][..], "a.zip"), (&["in"], "in/a.tar"), (&["a.tgz"], "a.tgz"), (&["a.tar.zst"], "a.tar.zst")]
    {
        let ran = w.run(&[&["extract"], args].concat()).exits(1);
        let wanted = [
            "2024/01/trang",
            "2024/01/tin ngày 5",
            "2024/dong:1",
            "ba",
            "bang:2",
            long.trim_end_matches(".txt"),
            "trong!bad-archive",
            "rong!empty",
            "../../etc/ngoai!bad-archive",
            "/goc!bad-archive",
        ];
        let wanted: Vec<_> =
            wanted.iter().map(|id| if *id == "ba" { "ba".into() } else { format!("a/{id}") }).collect();
        assert_eq!(ran.ids(), wanted, "{path}");
        assert_eq!(all(&ran, "/source/path"), vec![path; 10]);
        assert_eq!(all(&ran, "/source/member")[1..3], ["2024/01/tin ngày 5.txt", "2024/dong.jsonl.gz"]);
        assert_eq!(all(&ran, "/source/format")[..5], ["html", "text", "jsonl", "jsonl", "csv"]);
        assert_eq!(ran.records()[1]["text"], "Tin thứ hai.");
        assert!(message(&ran, "a/trong").contains("an archive in an archive"));
        assert!(message(&ran, "a//goc").contains("leads out of the archive"));
        assert!(ran.stderr.contains("1 other file passed over"), "{}", ran.stderr);
    }
    // Nothing was written anywhere.
    assert_eq!(w.names(), ["a.tar.zst", "a.tgz", "a.zip", "in"]);
    let piped = w.pipe(&["extract"], &w.read("a.tgz")).exits(1);
    assert_eq!(piped.ids().len(), 10);
    let piped = w.pipe(&["extract"], &w.read("a.zip")).exits(1);
    assert_eq!(piped.ids(), ["stdin!bad-archive"]);
    assert!(message(&piped, "stdin").contains("give it as a plain file"));
    let choose = |args: &[&str]| w.run(&[&["extract", "a.zip", "a.tgz"], args].concat()).ids();
    assert_eq!(choose(&["--include", "*.html"]), ["a/2024/01/trang", "a/2024/01/trang"]);
    assert_eq!(
        choose(&["--include", "2024/*", "--exclude", "*.jsonl.gz", "--exclude", "*/tin*"]),
        ["a/2024/01/trang"; 2]
    );
}

#[test]
fn damaged_archives() {
    let w = Workdir::new();
    let text = "Tin dài, mỗi dòng một khác. ".repeat(400);
    let members: &[(&str, &[u8])] = &[("a.txt", text.as_bytes()), ("b.txt", "Tin hai.".as_bytes())];
    let zip = zip_of(members);
    w.file("a.zip", &zip[..zip.len() / 2]);
    let ran = w.run(&["extract", "a.zip"]).exits(1);
    assert_eq!(ran.ids(), ["a!bad-archive"]);
    assert!(
        message(&ran, "a").starts_with("a.zip: the directory of the zip archive cannot be read"),
        "{}",
        message(&ran, "a")
    );
    // A byte of the data of the first, and of the second member is wrong.
    for (at, wanted) in [
        (60, ["a/a!bad-", "a/b"]),
        (zip.windows(5).position(|w| w == b"hai.P").expect("the data"), ["a/a", "a/b!bad-archive"]),
    ] {
        let mut damaged = zip.clone();
        damaged[at] ^= 0x55;
        w.file("a.zip", &damaged);
        let ids = w.run(&["extract", "a.zip"]).exits(1).ids();
        assert!(ids.len() == 2 && ids.iter().zip(wanted).all(|(id, wanted)| id.starts_with(wanted)), "{ids:?}");
    }
    let tar = tar_of(members);
    w.file("b.tar", &tar[..5000]);
    let ran = w.run(&["extract", "b.tar"]).exits(1);
    assert_eq!(ran.ids(), ["b/a!bad-archive", "b!bad-archive"]);
    let mut damaged = tar;
    let second = damaged.windows(5).position(|w| w == b"b.txt").expect("a header");
    damaged[second] = b'x';
    w.file("c.tar", damaged);
    assert_eq!(w.run(&["extract", "c.tar"]).exits(1).ids(), ["c/a", "c!bad-archive"]);
}

/// The most memory that a run took, in MB, and how long it was.
#[cfg(target_os = "linux")]
pub(crate) fn measured(w: &Workdir, args: &[&str]) -> (Ran, u64, Duration) {
    use std::process::Stdio;
    let started = Instant::now();
    let mut child = w.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    let pid = child.id();
    let (mut out, mut err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let reading = std::thread::spawn(move || {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        std::io::Read::read_to_end(&mut out, &mut stdout).expect("output");
        std::io::Read::read_to_end(&mut err, &mut stderr).expect("output");
        (stdout, stderr)
    });
    let mut most = 0;
    let status = loop {
        if let Ok(status) = std::fs::read_to_string(format!("/proc/{pid}/status")) {
            // Until it begins to run the program, the child has the memory of this process.
            let begun = status.starts_with("Name:\ttinviet\n");
            let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).filter(|_| begun);
            most = most.max(line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
        }
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let took = started.elapsed();
    let (stdout, stderr) = reading.join().expect("the output");
    (std::process::Output { status, stdout, stderr }.into(), most >> 10, took)
}

#[test]
#[cfg(target_os = "linux")]
fn bombs_are_put_out() {
    let w = Workdir::new();
    let zeros = vec![b'0'; 1 << 30];
    let bomb = gzip(&zeros);
    drop(zeros);
    let small = vec![b'0'; 300 << 20];
    w.file("a.txt.gz", &bomb)
        .file("b.jsonl.gz", &bomb)
        .file("c.csv.gz", [gzip(b"text\n"), bomb.clone()].concat())
        .file("d.json.gz", [gzip(b"[\""), bomb.clone()].concat())
        .file(
            "e.warc.gz",
            [gzip(b"WARC/1.0\r\nContent-Length: 9999999999\r\nWARC-Type: resource\r\n\r\n"), bomb.clone()].concat(),
        )
        .file("f.zip", zip_of(&[("a.txt", &small), ("b.txt", b"Tin.")]))
        .file("g.tgz", [gzip(&tar_of(&[("a.txt", b"Tin.")])[..1024]), bomb].concat())
        .file("h.txt.zst", zstd(&small));
    for (name, last) in [
        ("a.txt.gz", "a!too-large"),
        ("b.jsonl.gz", "b:1!too-large"),
        ("c.csv.gz", "c:2!too-large"),
        ("d.json.gz", "d:1!too-large"),
        ("e.warc.gz", "e!too-large"),
        ("f.zip", "f/b"),
        ("g.tgz", "g!bad-archive"),
        ("h.txt.zst", "h!too-large"),
    ] {
        let (ran, most, took) = measured(&w, &["extract", name]);
        let ran = ran.exits(1);
        assert_eq!(ran.ids().last().map(String::as_str), Some(last), "{name}: {}", ran.stderr);
        assert!(most < 300, "{name}: {most} MB");
        // Debug builds on a busy machine are slower than what is promised of the program.
        let promised = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
        assert!(took < promised, "{name}: {took:?}");
    }
}

/// A web archive of `n` pages.
fn many(n: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for i in 0..n {
        let mut page = page(&format!("Tân Hợp {i}"), "utf-8");
        write!(page, "<!-- {} -->", "x".repeat(20_000)).expect("memory");
        out.extend(gzip(&response(i, &format!("https://bao.example/{i}"), "Content-Type: text/html", page.as_bytes())));
    }
    out
}

#[cfg(target_os = "linux")]
fn streams(n: usize) {
    let w = Workdir::new();
    w.file("a.warc.gz", many(n));
    let (ran, most, _) = measured(&w, &["extract", "a.warc.gz", "--fields", "id", "-q"]);
    assert_eq!(ran.exits(0).stdout.lines().count(), n);
    assert!(most <= 200, "{most} MB");
}

#[test]
#[cfg(target_os = "linux")]
fn a_web_archive_streams() {
    streams(400);
}

#[test]
#[ignore = "a minute; run by .ci/full"]
#[cfg(target_os = "linux")]
fn a_large_web_archive_streams() {
    streams(10_000);
}

/// An article of `words` words about one thing, the same for the same `seed`.
fn article(seed: u64, words: u64) -> String {
    let word = |i: u64| format!("tiếng{}", ((seed << 32 | i).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) % 9973);
    (0..words).map(|i| word(i) + if i % 15 == 14 { ".\n" } else { " " }).collect()
}

#[test]
fn duplicates_name_the_earliest() {
    let w = Workdir::new();
    let line = |id: String, text: &str| serde_json::json!({"id": id, "title": id, "text": text}).to_string() + "\n";
    let mut data = String::new();
    for seed in 0..300 {
        data += &line(format!("goc-{seed}"), &article(seed, 150));
        if seed % 3 == 0 {
            // Another paper took it over: another beginning, another end, and the letters apart.
            let again = format!("(Báo Thử) - {}Theo TTXVN\n", article(seed / 2, 150).replace('ế', "e\u{302}\u{301}"));
            data += &line(format!("lai-{seed}"), &again);
        }
    }
    data += "hỏng\n";
    data += &line("ngan-1".into(), "Tin ngắn.");
    data += &line("ngan-2".into(), "Tin ngắn.");
    w.file("a.jsonl", &data).file("b.txt", article(5, 150));
    let run = |jobs: &str| w.run(&["extract", "a.jsonl", "b.txt", "--dedup", "-j", jobs]).exits(1);
    let one = run("1");
    assert_eq!(one.stdout, run("2").stdout);
    assert_eq!(one.stdout, run("5").stdout);
    let mut marked = 0;
    for record in one.records() {
        let original = record["duplicate_of"].as_str();
        let id = record["id"].as_str().expect("an id");
        match id.strip_prefix("lai-").map(|n| n.parse::<u64>().expect("a number")) {
            Some(seed) => {
                assert_eq!(original, Some(&*format!("goc-{}", seed / 2)), "{id}");
                marked += 1;
            }
            None if id == "b" => assert_eq!(original, Some("goc-5")),
            None => assert_eq!(original, None, "{id}"),
        }
    }
    assert_eq!((marked, one.records().len()), (100, 404));
    // From a pipe, and where it was not asked for.
    let piped = w.pipe(&["extract", "--dedup", "-j1"], data.as_bytes()).exits(1);
    assert_eq!(piped.records().iter().filter(|r| r["duplicate_of"].is_string()).count(), 100);
    assert!(!w.run(&["extract", "a.jsonl"]).stdout.contains("duplicate_of"));
    let table = w.run(&["extract", "a.jsonl", "--dedup", "--table", "articles", "--format", "csv"]).exits(1).stdout;
    assert!(table.lines().next().is_some_and(|l| l.contains("duplicate_of")) && table.contains("goc-100"));
}

/// Small inputs of every kind.
static INPUTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let lines = "{\"id\": 1, \"text\": \"Xã họp.\"}\n{\"id\": 2, \"text\": \"Sáng 12/3, xã \\\"Tân\\\" họp.\"}\n";
    let rows = "id,text\n1,\"Xã họp, bàn \"\"việc\"\" làng.\"\n2,\"Sáng 12/3\nxã họp.\"\n".as_bytes();
    let array = format!("[{}]", lines.trim_end().replace('\n', ",\n"));
    let html = page("Tân Lộc", "utf-8");
    let members = [("a.txt", "Xã họp.".as_bytes()), ("b/c.csv", rows), ("d.jsonl.gz", &gzip(lines.as_bytes()))];
    let inputs =
        [rows.to_vec(), array.into_bytes(), html.into_bytes(), crawl().concat(), zip_of(&members), tar_of(&members)];
    let packed: Vec<Vec<u8>> = inputs.iter().map(|i| gzip(i)).collect();
    inputs.into_iter().chain(packed).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn damaged_inputs_are_read_to_their_end(bytes in damaged(&INPUTS)) {
        invariants::input(&bytes);
    }
}

#[test]
fn sound_inputs_are_whole_at_any_size_of_the_pieces() {
    INPUTS.iter().for_each(|bytes| invariants::input(bytes));
}

#[test]
#[cfg(feature = "bzip2")]
fn bzip2_is_read() {
    let w = Workdir::new();
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all("{\"text\": \"Xã họp.\"}\n".as_bytes()).expect("memory");
    w.file("a.jsonl.bz2", encoder.finish().expect("memory"));
    assert_eq!(w.run(&["extract", "a.jsonl.bz2"]).exits(0).ids(), ["a:1"]);
}

#[test]
#[cfg(not(feature = "bzip2"))]
fn without_bzip2_the_user_is_told() {
    let w = Workdir::new();
    w.file("a.jsonl.bz2", b"BZh91AY&SY");
    let ran = w.run(&["extract", "a.jsonl.bz2"]).exits(1);
    assert!(message(&ran, "a").contains("this build does not read bzip2 (feature bzip2)"), "{}", message(&ran, "a"));
}

#[test]
#[cfg(feature = "xz")]
fn xz_is_read() {
    let w = Workdir::new();
    let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
    encoder.write_all("text\nXã họp.\n".as_bytes()).expect("memory");
    w.file("a.csv.xz", encoder.finish().expect("memory"));
    assert_eq!(w.run(&["extract", "a.csv.xz"]).exits(0).ids(), ["a:2"]);
}

#[test]
#[cfg(feature = "parquet")]
fn a_parquet_file() {
    use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
    use std::sync::Arc;
    let w = Workdir::new();
    let n = 500;
    let text = StringArray::from_iter((0..n).map(|i| (i != 7).then(|| format!("Tin số {i}."))));
    let id = Int64Array::from_iter_values(0..n);
    // 2024-01-23T17:30:00Z: in Viet Nam it is the 24th.
    let at = TimestampMicrosecondArray::from_value(1_706_031_000_000_000, n as usize).with_timezone("UTC");
    let columns: [(&str, ArrayRef); 3] = [("id", Arc::new(id)), ("noi_dung", Arc::new(text)), ("luc", Arc::new(at))];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let mut writer = parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("memory");
    let data = writer.into_inner().expect("memory");
    w.file("a.parquet", &data).file("b.parquet", &data[..data.len() / 2]);
    let ran = w.run(&["extract", "a.parquet", "--text-field", "noi_dung", "--date-field", "luc"]).exits(1);
    assert_eq!(ran.ids().len(), n as usize);
    assert_eq!((&*ran.ids()[6], &*ran.ids()[7]), ("6", "7!bad-json"));
    let record = &ran.records()[499];
    assert_eq!((&record["text"], &record["published"]), (&"Tin số 499.".into(), &"2024-01-24".into()));
    assert_eq!((&record["source"]["line"], &record["source"]["format"]), (&500.into(), &"parquet".into()));
    let ran = w.run(&["extract", "a.parquet", "b.parquet"]).exits(1);
    assert_eq!(ran.ids(), ["a!bad-archive", "b!bad-archive"]);
    assert!(message(&ran, "a").contains("no column \"text\" (--text-field)"));
    assert_eq!(w.pipe(&["extract"], &data).exits(1).ids(), ["stdin!bad-archive"]);
}
