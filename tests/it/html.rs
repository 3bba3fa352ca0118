//! Pages: those of `tests/html` in the styles of papers and portals, a saved one beside the project, and hostile ones.
//!
//! Each page of `tests/html` was composed for the project; the JSON beside it holds what a reader would copy out.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use tinviet::html::{Article, Page, extract};
use tinviet::testing::shared;

use crate::workdir::Workdir;

fn page(bytes: &[u8]) -> Result<Article, tinviet::Error> {
    extract(&Page { bytes, ..Page::default() }, None)
}

/// The harmonic mean of precision and recall over the words, each counted as often as it stands there.
fn f1(found: &str, expected: &str) -> f64 {
    let words = |text: &str| {
        let mut counts: HashMap<String, i64> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
        counts
    };
    let (a, b) = (words(found), words(expected));
    let common: i64 = a.iter().map(|(w, n)| *n.min(b.get(w).unwrap_or(&0))).sum();
    2.0 * common as f64 / (a.values().sum::<i64>() + b.values().sum::<i64>()) as f64
}

#[test]
fn composed_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut paths: Vec<_> = std::fs::read_dir(root).expect("the pages").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "html"));
    paths.sort();
    assert!(paths.len() >= 15, "{} pages", paths.len());
    let mut wrong = String::new();
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(path.with_extension("json")).expect("what the page holds");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        let found = page(&std::fs::read(&path).expect("a page"));
        let article = match (found, expected["error"].as_str()) {
            (Err(error), Some(code)) if error.code() == code => continue,
            (Ok(article), None) => article,
            (found, _) => {
                _ = writeln!(wrong, "{name}: {found:?}");
                continue;
            }
        };
        let published = article.published.as_ref();
        let facts = [
            ("title", article.title.as_deref()),
            ("published", published.map(|p| p.date.as_str())),
            ("published_time", published.and_then(|p| p.time.as_deref())),
            ("author", article.author.as_deref()),
            ("publisher", article.publisher.as_deref()),
            ("encoding", Some(article.encoding.name())),
        ];
        for (what, found) in facts {
            if expected[what].as_str().is_some_and(|e| Some(e) != found) {
                _ = writeln!(wrong, "{name}: {what} {found:?}, expected {}", expected[what]);
            }
        }
        let lines: Vec<&str> = expected["lines"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
        let text = f1(&article.text, &lines.join("\n"));
        let extra: Vec<_> = article.text.lines().filter(|l| !lines.contains(l)).collect();
        let missing: Vec<_> = lines.iter().filter(|l| !article.text.lines().any(|t| t == **l)).collect();
        if text < 0.96 || !extra.is_empty() || !missing.is_empty() {
            _ = writeln!(wrong, "{name}: F1 {text:.3}\n  too much: {extra:?}\n  missing: {missing:?}");
        }
        assert_eq!(article.kinds.len(), article.text.lines().count(), "{name}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_saved_page_of_a_newspaper() {
    let (Some(html), Some(json)) =
        (shared::read("html/vnexpress-2025-10-22.html"), shared::read("html/vnexpress-2025-10-22.json"))
    else {
        return;
    };
    let expected: Value = serde_json::from_str(&json).expect("JSON");
    let expected = &expected["V1"];
    let body = &expected["body"];
    let mut text = String::new();
    let sections = body["sections"].as_array().expect("sections").iter().map(|s| &s["paragraphs"]);
    for list in [&body["summary"]].into_iter().chain(sections) {
        for paragraph in list.as_array().expect("paragraphs") {
            _ = writeln!(text, "{}", paragraph.as_str().expect("a text"));
        }
    }
    let article = page(html.as_bytes()).expect("an article");
    let score = f1(&article.text, &text);
    assert!(score >= 0.96, "F1 {score:.3}\n{}", article.text);
    assert_eq!(article.title.as_deref(), expected["title"].as_str());
    let published = article.published.expect("a date").time.expect("a time");
    assert_eq!(Some(published.replace('T', " ").as_str()), expected["publishing_date"].as_str());
}

/// Pages built to be a burden: each ends soon, most with an error.
#[test]
fn hostile_pages() {
    let text =
        "<p>Sáng 04/3, UBND xã Tân Phong tổ chức lễ phát động trồng cây, với sự tham gia của đông đảo nhân dân.</p>";
    let pages = [
        ("deep", format!("{}{text}{}", "<div>".repeat(5_000), "</div>".repeat(5_000)), Some("too-deep")),
        ("deep tables", "<table><tr><td>".repeat(5_000), Some("too-deep")),
        ("deep marks", format!("{}{text}", "<span class=a>".repeat(100_000)), None),
        ("many elements", format!("{text}{}", "<p>a</p>".repeat(300_000)), Some("too-large")),
        ("unclosed", "<b><i class=x><font color=a>xã ".repeat(20_000), None),
        ("attributes", format!("<div {}>{text}", "a=b ".repeat(500_000)), None),
        ("one attribute", format!("<div class='{}'>{text}", "lien-quan ".repeat(500_000)), None),
        ("links in links", ("<a href=x><div>".repeat(400) + &"</div></a>".repeat(400)).repeat(100), Some("too-deep")),
        ("one paragraph", "Sáng 04/3, UBND xã Tân Phong họp bàn việc làng. ".repeat(150_000), Some("too-large")),
        ("comments", "<!-- x".repeat(500_000), None),
        ("scripts", "<script>".repeat(500_000), Some("no-article")),
        ("huge", "x".repeat((16 << 20) + 1), Some("too-large")),
        ("references", "&amp;&#7841;&nbsp;".repeat(100_000), None),
        ("links", "<li><a href=/x>Xã Tân Phong ra quân trồng cây đầu xuân</a>".repeat(20_000), Some("no-article")),
        ("empty", String::new(), Some("no-article")),
        ("blank", "<html><body> &nbsp;\n</body></html>".to_owned(), Some("no-article")),
    ];
    for (name, html, code) in pages {
        let start = Instant::now();
        let found = page(html.as_bytes());
        let taken = start.elapsed();
        // The parser is not optimised in a debug build.
        let most = if cfg!(debug_assertions) { Duration::from_secs(20) } else { Duration::from_secs(2) };
        assert!(taken < most, "{name}: {taken:?}");
        if let Some(code) = code {
            assert_eq!(found.map_err(|e| e.code()).err(), Some(code), "{name}");
        }
    }
}

#[test]
fn pages_become_records() {
    let w = Workdir::new();
    let portal = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html/portal-tables.html");
    let portal = std::fs::read(portal).expect("a page");
    let list = "<!DOCTYPE html><html><body><ul><li><a href=/1>Tin một</a></li></ul></body></html>";
    w.file("in/tin.html", &portal).file("in/danh-sach.htm", list).file("in/bai.txt", "Sáng 04/3, xã họp.\n");
    w.file("khong-duoi", [b" \n", &portal[..]].concat());
    let ran = w.run(&["extract", "in", "khong-duoi"]).exits(1);
    assert_eq!(ran.ids(), ["bai", "danh-sach!no-article", "tin", "khong-duoi"]);
    let records = ran.records();
    assert_eq!(records[1]["error"]["code"], "no-article");
    assert_eq!(records[1]["source"]["format"], "html");
    for record in &records[2..] {
        assert_eq!(record["source"]["format"], "html");
        assert_eq!(record["published"], "2023-06-29");
        assert_eq!(record["published_from"], "meta-line");
        assert_eq!(record["publisher"], "Cổng thông tin điện tử huyện Tân Lâm");
        assert_eq!(record["author"], "Đoàn Hạnh");
        assert!(record["lead"].as_str().is_some_and(|l| l.starts_with("Sáng ngày 28/6")), "{}", record["lead"]);
        // Positions are those of the text of the record: it is no stretch of the page.
        let text: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
        for mention in record["mentions"].as_array().expect("mentions") {
            let [start, end] = [0, 1].map(|i| mention["span"][i].as_u64().expect("a position") as usize);
            assert_eq!(text[start..end].iter().collect::<String>(), mention["text"].as_str().expect("a text"));
            assert!(mention["source_span"].is_null());
        }
        let rows = record["blocks"].as_array().expect("blocks").iter().filter(|b| b["kind"] == "list").count();
        assert_eq!(rows, 4, "the rows of the table");
    }
}

#[test]
fn the_format_of_pages_can_be_forced() {
    let w = Workdir::new();
    let html = "<p>Sáng 04/3, UBND xã Tân Phong tổ chức lễ phát động trồng cây năm 2024, với sự tham gia của 120 đoàn viên.</p>";
    w.file("a.txt", html).file("b.html", "Sáng 04/3, xã họp.\n");
    let ran = w.run(&["extract", "--input-format", "html", "a.txt"]).exits(0);
    assert!(ran.records()[0]["text"].as_str().is_some_and(|t| t.starts_with("Sáng 04/3")));
    let ran = w.run(&["extract", "--input-format", "text", "b.html"]).exits(0);
    assert_eq!(ran.records()[0]["text"], "Sáng 04/3, xã họp.\n");
}
