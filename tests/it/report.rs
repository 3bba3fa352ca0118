//! The page that `tinviet report` makes.

use crate::workdir::{Workdir, gzip, zstd};

/// Articles composed for the test: one of each month, two communes, figures that come back.
fn articles(n: usize) -> String {
    (0..n)
        .map(|i| {
            let (month, year) = (i % 12 + 1, 2022 + i / 12);
            format!(
                "{{\"id\": \"bai-{i}\", \"published\": \"{year}-{month:02}-15\", \"title\": \"Ngân Sơn tổng kết tháng {month}\", \
                 \"text\": \"Sáng 14/{month}, UBND huyện Ngân Sơn, tỉnh Bắc Kạn họp. Đồng chí Nông Văn Tài, Chủ tịch UBND huyện, \
                 chủ trì; Sở Y tế tỉnh Bắc Kạn dự. Năm {year}, tỷ lệ hộ nghèo của huyện là {}%. Phong trào “Xóm xanh, ngõ sạch” có hơn {} hộ tham gia theo \
                 Quyết định số 12/2021/QĐ-UBND.\"}}\n",
                20 - i % 15,
                300 + i
            )
        })
        .collect()
}

fn page(w: &Workdir, articles: &str, args: &[&str]) -> String {
    w.file("a.jsonl", articles);
    w.run(&["extract", "a.jsonl", "-o", "records.jsonl"]).exits(0);
    let mut all = vec!["report", "records.jsonl", "-o", "page.html"];
    all.extend(args);
    w.run(&all).exits(0);
    String::from_utf8(w.read("page.html")).expect("UTF-8")
}

/// Every tag is closed where it should be, and attributes are quoted: what a browser repairs in silence is a mistake here.
#[track_caller]
fn well_formed(page: &str) {
    const VOID: [&str; 5] = ["meta", "input", "!doctype", "br", "hr"];
    const RAW: [&str; 2] = ["style", "script"];
    let (mut open, mut rest) = (Vec::<&str>::new(), page);
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a bare > before {:.80}", &rest[at..]);
        rest = &rest[at + 1..];
        // The end of the tag: the first `>` outside of quotes.
        let mut quoted = false;
        let end = rest.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let tag = &rest[..end.expect("a tag ends")];
        rest = &rest[tag.len() + 1..];
        let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed before {rest:.80}");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
            if RAW.contains(&name) {
                rest = &rest[rest.find(&format!("</{name}>")).expect("raw text ends")..];
            }
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "never closed");
}

#[test]
fn an_archive_on_a_page() {
    let w = Workdir::new();
    let page = page(&w, &articles(14), &["--title", "Tin Ngân Sơn & quanh vùng"]);
    well_formed(&page);
    for expected in [
        "<html lang=\"vi\">",
        "<title>Tin Ngân Sơn &amp; quanh vùng</title>",
        "14 bài đăng từ 15/01/2022 đến 15/02/2023.",
        "<th scope=\"row\">Thái Nguyên <small class=\"in\">tỉnh</small></th>", // Bắc Kạn is part of it since July 2025
        "<th scope=\"row\">huyện Ngân Sơn<small>tỉnh Bắc Kạn · nay là tỉnh Thái Nguyên</small></th>",
        "<th scope=\"row\">Nông Văn Tài",
        "<li>Chủ tịch, Ủy ban nhân dân huyện Ngân Sơn <small>14 bài · 15/01/2022 – 15/02/2023</small></li>",
        "<th scope=\"row\">Xóm xanh, ngõ sạch<small>phong trào</small></th>",
        "<th scope=\"row\">Quyết định 12/2021/QĐ-UBND</th>",
        "<svg class=\"spark\"",
        "Đủ 14 bài của kho",
    ] {
        assert!(page.contains(expected), "not on the page: {expected}");
    }
    assert_eq!(page.matches("<article id=").count(), 14);
    // Nothing is fetched: no address but those that one can follow.
    for fetched in [" src=", "@import", "url(", "<link", "<iframe", "<img"] {
        assert!(!page.contains(fetched), "the page fetches: {fetched}");
    }
}

#[test]
fn the_page_speaks_english_when_asked() {
    let w = Workdir::new();
    let page = page(&w, &articles(3), &["--lang", "en"]);
    well_formed(&page);
    assert!(page.contains("<html lang=\"en\">") && page.contains("<h1>A news archive of 3 articles</h1>"));
    assert!(page.contains("3 articles published from 15 Jan 2022 to 15 Mar 2022."));
    // Its own words are English, the words of the archive stay Vietnamese.
    for vietnamese in ["Theo thời gian", "Địa danh", "Cán bộ", "bài<", "quy tắc"] {
        assert!(!page.contains(vietnamese), "{vietnamese}");
    }
}

#[test]
fn what_an_article_says_stays_text() {
    let hostile = r#"<script>document.body.dataset.ran = 'yes'</script>"#;
    let attribute = r#"\" onmouseover=\"document.body.dataset.ran = 'yes'"#;
    let article = format!(
        r#"{{"id": "{attribute}", "published": "2024-03-06", "url": "javascript:alert(1)", "publisher": "{hostile}", "title": "{hostile}", "text": "UBND huyện Ngân Sơn </script><img src=x onerror=alert(1)> họp. Ông Lê Văn <b>, Chủ tịch UBND \"{attribute}\" huyện. Tỷ lệ hộ nghèo <i>năm</i> 2023 là 5%. Phong trào “</table>{hostile}” & hơn."}}"#
    );
    let w = Workdir::new();
    let page = page(&w, &format!("{article}\n"), &["--title", hostile]);
    well_formed(&page);
    assert_eq!(page.matches("<script").count(), 1, "the page's own script is the only one");
    assert!(page.contains("&lt;script&gt;document.body.dataset.ran"));
    assert!(!page.contains("<img") && !page.contains("href=\"javascript"));
    assert!(!page.contains("\" onmouseover"));
}

#[test]
fn what_is_left_out_is_said_and_the_same_is_left_out_each_time() {
    let w = Workdir::new();
    let limits = ["--articles", "3", "--top", "1", "--figures", "5"];
    let first = page(&w, &articles(30), &limits);
    well_formed(&first);
    assert_eq!(first.matches("<article id=").count(), 3);
    assert_eq!(first.matches("<tr data-u=").count(), 5);
    assert!(first.contains("3 trong 30 bài, chọn theo mã băm"));
    assert!(first.contains("5 trong "));
    assert!(first.contains("Trình bày 1 tên có nhiều bài nhất trong số "));
    let chosen = |page: &str| -> Vec<String> {
        page.match_indices("<code>bai-").map(|(at, _)| page[at..at + 12].to_owned()).collect()
    };
    assert_eq!(first, page(&w, &articles(30), &limits));
    // The sample is of the texts, not of their order.
    let reversed: String = articles(30).lines().rev().flat_map(|l| [l, "\n"]).collect();
    assert_eq!(chosen(&first), chosen(&page(&w, &reversed, &limits)));
    let none = page(&w, &articles(3), &["--articles", "0", "--figures", "0"]);
    assert!(none.contains("Báo cáo này không kèm bài nào.") && !none.contains("<article id="));
}

#[test]
fn records_come_compressed_from_several_files_and_from_a_pipe() {
    let w = Workdir::new();
    let plain = page(&w, &articles(4), &[]);
    let records = String::from_utf8(w.read("records.jsonl")).expect("UTF-8");
    let (a, b) = records.split_at(records.match_indices('\n').nth(1).expect("lines").0 + 1);
    w.file("a.jsonl.gz", gzip(a.as_bytes())).file("b.jsonl.zst", zstd(b.as_bytes()));
    assert_eq!(w.run(&["report", "a.jsonl.gz", "b.jsonl.zst"]).exits(0).stdout, plain);
    assert_eq!(w.pipe(&["report"], records.as_bytes()).exits(0).stdout, plain);
    let ran = w.pipe(&["report", "-", "missing.jsonl"], format!("{records}{{\"id\": 3,\n").as_bytes()).exits(1);
    assert!(ran.stderr.contains(":5: no record") && ran.stderr.contains("missing.jsonl"), "{}", ran.stderr);
    well_formed(&ran.stdout);
}

#[test]
fn records_without_text_or_most_fields_and_failures_make_a_page_too() {
    let w = Workdir::new();
    w.file("a.jsonl", format!("{}{{\"id\": \"rỗng\", \"text\": \"\"}}\n", articles(2)));
    for fields in ["id", "id,published,officials", "id,text,mentions"] {
        w.run(&["extract", "a.jsonl", "--fields", fields, "-o", "records.jsonl"]).exits(1);
        let page = w.run(&["report", "records.jsonl"]).exits(0).stdout;
        well_formed(&page);
        assert!(page.contains("1 tài liệu không đọc được"), "{fields}");
    }
    // An empty input is told, as everywhere; the page is there all the same.
    let empty = w.pipe(&["report"], b"").exits(1).stdout;
    well_formed(&empty);
    assert!(empty.contains("Kho tin: 0 bài") && empty.contains("Không bài nào có ngày đăng."));
}
