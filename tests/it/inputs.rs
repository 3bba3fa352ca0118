//! Inputs of every kind: where articles are found, how they are cut, which ids they get.

use crate::workdir::{Workdir, gzip, ids, lines, zstd};

#[test]
fn folders_are_searched_in_the_order_of_paths() {
    let w = Workdir::new();
    for name in ["in/a/b.txt", "in/a.txt", "in/a-b.txt", "in/Z.txt", "in/á.txt", "in/a/c/d.ndjson", "in/x.pdf"] {
        w.file(name, "{\"text\": \"Tin ngắn.\"}\n");
    }
    let ran = w.run(&["extract", "in"]).exits(0);
    assert_eq!(ran.ids(), ["Z", "a-b", "a", "a/b", "a/c/d:1", "á"]);
    assert!(ran.stderr.contains("1 other file passed over"), "{}", ran.stderr);
    assert_eq!(ran.records()[3]["source"]["path"], "in/a/b.txt");
}

#[test]
fn a_file_named_is_read_whatever_its_suffix() {
    let w = Workdir::new();
    w.file("bai.asp", "Tin ngắn.\n").file("tin.2024", "Tin khác.\n").file("d/e.md", "Tin nữa.\n");
    let ran = w.run(&["extract", "bai.asp", "tin.2024", "d/e.md"]).exits(0);
    assert_eq!(ran.ids(), ["bai", "tin.2024", "e"]);
    assert_eq!(ran.records()[0]["text"], "Tin ngắn.\n");
}

#[test]
fn compression_is_known_by_its_first_bytes() {
    let w = Workdir::new();
    let two_members = [gzip(b"{\"text\": \"a\"}\n"), gzip(b"{\"text\": \"b\"}\n")].concat();
    w.file("in/a.txt.gz", gzip("Một.".as_bytes()))
        .file("in/b.txt.zst", zstd("Hai.".as_bytes()))
        .file("in/c.jsonl.gz", two_members)
        .file("in/d.jsonl.zst", zstd(b"{\"text\": \"c\"}\n"))
        .file("in/e.txt", gzip("Năm.".as_bytes()))
        .file("in/g.txt.gz", "Sáu, tên sai.");
    let ran = w.run(&["extract", "in"]).exits(0);
    assert_eq!(ran.ids(), ["a", "b", "c:1", "c:2", "d:1", "e", "g"]);
    let texts: Vec<_> = ran.records().iter().map(|r| r["text"].as_str().expect("a text").to_owned()).collect();
    assert_eq!(texts, ["Một.", "Hai.", "a", "b", "c", "Năm.", "Sáu, tên sai."]);
    assert_eq!(ran.records()[0]["source"]["bytes"], "Một.".len());
}

#[test]
fn standard_input_with_and_without_a_dash() {
    let w = Workdir::new();
    w.file("a.txt", "A.");
    let text = w.pipe(&["extract"], "Tin từ ống.\n".as_bytes()).exits(0);
    assert_eq!(text.ids(), ["stdin"]);
    assert_eq!(text.records()[0]["source"]["path"], "-");
    let json = w.pipe(&["extract", "a.txt", "-"], b" \n{\"text\": \"b\"}\n").exits(0);
    assert_eq!(json.ids(), ["a", "stdin:2"]);
    let packed = w.pipe(&["extract", "-"], &zstd(b"{\"id\": 5, \"text\": \"b\"}")).exits(0);
    assert_eq!(packed.ids(), ["5"]);
    w.pipe(&["extract", "-", "-"], b"").exits(2);
}

#[test]
fn paths_come_from_a_list() {
    let w = Workdir::new();
    w.file("a.txt", "A.").file("b c.txt", "B.").file("list", "b c.txt\r\na.txt\n\n").file("null", "a.txt\0b c.txt");
    assert_eq!(w.run(&["extract", "--files-from", "list"]).exits(0).ids(), ["b c", "a"]);
    assert_eq!(w.run(&["extract", "--files-from", "null", "-0"]).exits(0).ids(), ["a", "b c"]);
    assert_eq!(w.pipe(&["extract", "a.txt", "--files-from", "-"], b"b c.txt\n").exits(0).ids(), ["a", "b c"]);
    w.pipe(&["extract", "-", "--files-from", "-"], b"").exits(2);
    w.run(&["extract", "--files-from", "none"]).exits(2);
    w.run(&["extract", "-0", "a.txt"]).exits(2);
    // An empty list is a run over nothing, not one over standard input.
    w.file("nothing", "");
    assert_eq!(w.pipe(&["extract", "--files-from", "nothing"], b"Tin.").exits(0).stdout, "");
}

#[test]
fn the_format_can_be_forced() {
    let w = Workdir::new();
    w.file("a.txt", "{\"text\": \"b\"}\n").file("c.dat", "{\"text\": \"d\"}\n");
    assert_eq!(w.run(&["extract", "a.txt"]).records()[0]["source"]["format"], "text");
    assert_eq!(w.run(&["extract", "c.dat"]).records()[0]["source"]["format"], "jsonl");
    assert_eq!(w.run(&["extract", "--input-format", "jsonl", "a.txt"]).exits(0).ids(), ["a:1"]);
    assert_eq!(w.run(&["extract", "--input-format", "text", "c.dat"]).exits(0).ids(), ["c"]);
}

#[test]
fn fields_of_jsonl_have_names_of_their_own() {
    let w = Workdir::new();
    let line = r#"{"ma": 7, "noi_dung": "Xã họp.", "ngay": "24/01/2024", "tieu_de": "Họp", "link": "https://bao.example/7", "publisher": "Báo Thử", "text": null}"#;
    w.file("a.jsonl", line);
    let args = ["extract", "a.jsonl", "--text-field", "noi_dung", "--id-field", "ma", "--date-field", "ngay"];
    let args = [&args[..], &["--title-field", "tieu_de", "--url-field", "link"]].concat();
    let record = &w.run(&args).exits(0).records()[0];
    assert_eq!(record["id"], "7");
    assert_eq!(record["text"], "Xã họp.");
    assert_eq!((&record["published"], &record["published_from"]), (&"2024-01-24".into(), &"field".into()));
    assert_eq!((&record["title"], &record["url"]), (&"Họp".into(), &"https://bao.example/7".into()));
    assert_eq!(record["publisher"], "Báo Thử");
    assert_eq!(record["source"]["line"], 1);
}

#[test]
fn lines_without_an_id_are_numbered() {
    let w = Workdir::new();
    w.file(
        "n/a.jsonl",
        "{\"text\": \"a\"}\r\n\n  \n\u{feff}\n{\"id\": \"\", \"text\": \"b\"}\n{\"id\": null, \"text\": \"c\"}",
    );
    let ran = w.run(&["extract", "n"]);
    assert_eq!(ran.ids(), ["a:1", "a:4!bad-json", "a:5", "a:6"]);
    w.file("b.jsonl", "\u{feff}{\"text\": \"a\"}\n");
    assert_eq!(w.run(&["extract", "b.jsonl"]).exits(0).ids(), ["b:1"]);
}

#[test]
fn a_file_of_several_articles() {
    let w = Workdir::new();
    w.file("in/tin.txt", "Bài đầu.\n=====\nBài thứ hai.\n=====\nBài ba, chữ Việt.\n");
    let ran = w.run(&["extract", "in", "--split-on", "(?m)^====="]).exits(0);
    assert_eq!(ran.ids(), ["tin", "tin#2", "tin#3"]);
    let whole: Vec<char> = "Bài đầu.\n=====\nBài thứ hai.\n=====\nBài ba, chữ Việt.\n".chars().collect();
    for record in ran.records() {
        let text: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
        for block in record["blocks"].as_array().expect("blocks") {
            let part = |span: &str, of: &[char]| {
                let at = |n: usize| block[span][n].as_u64().expect("a position") as usize;
                of[at(0)..at(1)].iter().collect::<String>()
            };
            assert_eq!(part("span", &text), part("source_span", &whole));
        }
        assert_eq!(record["source"]["bytes"], whole.iter().collect::<String>().len());
    }
    assert_eq!(w.run(&["extract", "in", "--split-on", "("]).code, 2);
}

#[test]
fn pages_of_one_portal_in_a_file() {
    let w = Workdir::new();
    let page = |day: &str, title: &str| {
        format!(
            "Thứ Ba, 16/04/2024\nNgày đăng: {day} - Lượt xem: 8\n\n{title}\n\nSáng nay, xã Tân Phú tổ chức lễ ra quân \
             trồng 500 cây xanh dọc tuyến đường liên thôn mới mở./.\n\nHà Vy\n\n"
        )
    };
    w.file("in/xa.txt", page("02/03/2024", "Xã Tân Phú trồng cây") + &page("15/03/2024", "Xã Tân Phú mở đường"));
    let ran = w.run(&["extract", "in"]).exits(0);
    assert_eq!(ran.ids(), ["xa", "xa#2"]);
    let said: Vec<_> = ran.records().iter().map(|r| (r["published"].clone(), r["title"].clone())).collect();
    assert_eq!(said[0], ("2024-03-02".into(), "Xã Tân Phú trồng cây".into()));
    assert_eq!(said[1], ("2024-03-15".into(), "Xã Tân Phú mở đường".into()));
    let ran = w.run(&["extract", "in", "--split-on", "^Xã"]).exits(0);
    assert_eq!(ran.ids(), ["xa", "xa#2", "xa#3"]);
}

#[test]
fn the_date_of_publication() {
    let w = Workdir::new();
    let field = |v: &str| format!("{{\"text\": \"a\", \"published\": {v}}}\n");
    w.file(
        "a.jsonl",
        ["\"2024-01-23T17:30:00Z\"", "\"2024-01-24T00:30:00+07:00\"", "\"hôm qua\"", "null", "\"\"", "1706029200"]
            .map(field)
            .concat(),
    );
    let records = w.run(&["extract", "a.jsonl"]).exits(0).records();
    let published: Vec<_> = records.iter().map(|r| r["published"].as_str()).collect();
    assert_eq!(published, [Some("2024-01-24"), Some("2024-01-24"), None, None, None, None]);
    assert_eq!(records[0]["published_time"], "2024-01-23T17:30:00Z");
    let warned: Vec<_> = records.iter().map(|r| r["warnings"][0]["code"].as_str()).collect();
    assert_eq!(warned, [None, None, Some("published-unreadable"), None, None, Some("published-unreadable")]);
    let records = w.run(&["extract", "a.jsonl", "--published", "2020-02-29"]).exits(0).records();
    assert!(records.iter().all(|r| r["published"] == "2020-02-29" && r["published_from"] == "command-line"));
    w.run(&["extract", "a.jsonl", "--published", "2021-02-29"]).exits(2);
}

#[test]
fn a_line_of_fifty_megabytes() {
    let w = Workdir::new();
    let text = "Xã Tân Hợp họp tổng kết. ".repeat(1_600_000);
    assert!(text.len() > 50_000_000);
    let data = format!("{{\"text\": \"trước\"}}\n{{\"text\": \"{text}\"}}\n{{\"text\": \"sau\"}}\n");
    w.file("a.jsonl", &data);
    for jobs in ["1", "2"] {
        let ran = w.run(&["extract", "a.jsonl", "-j", jobs, "--fields", "id,text"]).exits(0);
        let records = ran.records();
        assert_eq!(ids(&records), ["a:1", "a:2", "a:3"]);
        assert_eq!(records[1]["text"].as_str().map(str::len), Some(text.len()));
    }
    let ran = w.pipe(&["extract", "-q", "--fields", "id", "-"], data.as_bytes()).exits(0);
    assert_eq!(lines(&ran.stdout).len(), 3);
}

#[test]
fn the_output_is_not_read_as_an_input() {
    let w = Workdir::new();
    w.file("in/a.jsonl", "{\"text\": \"a\"}\n");
    for _ in 0..2 {
        w.run(&["extract", "in", "-o", "in/out.jsonl"]).exits(0);
        assert_eq!(ids(&lines(&String::from_utf8(w.read("in/out.jsonl")).expect("UTF-8"))), ["a:1"]);
    }
}

#[test]
fn the_encoding_can_be_forced() {
    let w = Workdir::new();
    w.file("a.txt", b"B\xe1o m\xf0i");
    let record = &w.run(&["extract", "a.txt", "--encoding", "windows-1258"]).exits(0).records()[0];
    assert_eq!(
        (&record["text"], &record["source"]["encoding"]),
        (&"Báo mði".replace('ð', "đ").into(), &"windows-1258".into())
    );
    let ran = w.run(&["extract", "a.txt", "--encoding", "klingon"]).exits(2);
    assert!(ran.stderr.contains("klingon"), "{}", ran.stderr);
}

#[test]
fn lines_cut_for_their_length_are_read_whole() {
    let w = Workdir::new();
    let text = "Sáng 12/3/2009, Ủy ban nhân dân huyện Tân Phong tổ chức lễ ra quân làm\r\n\
                thủy lợi nội đồng tại cánh đồng Bàu Sen. Dự lễ có ông Trần Văn Bình, Phó\r\n\
                Chủ tịch Ủy ban nhân dân huyện Tân Phong, cùng hơn 200 đoàn viên, hội\r\n\
                viên của các xã trong huyện. Sau một ngày, các lực lượng đã nạo vét được\r\n\
                hơn 40% số kênh mương của huyện.\r\n";
    w.file("a.txt", text);
    let record = &w.run(&["extract", "a.txt"]).exits(0).records()[0];
    let official = &record["officials"][0];
    assert_eq!((&official["name"], &official["roles"][0]["title"]), (&"Trần Văn Bình".into(), &"Phó Chủ tịch".into()));
    assert_eq!(record["blocks"].as_array().map(Vec::len), Some(1));
    // Every character is where it was.
    let mention =
        record["mentions"].as_array().expect("mentions").iter().find(|m| m["text"] == "hơn 40%").expect("a share");
    let from = mention["source_span"][0].as_u64().expect("a position") as usize;
    assert_eq!(text.chars().skip(from).take(7).collect::<String>(), "hơn 40%");
}
