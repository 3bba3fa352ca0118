//! Whole articles to records: what a careful reader finds in the articles of `data/samples`, by the annotation guidelines.
//!
//! The expectations of this file were written from the articles, not from the program's output.

use std::sync::LazyLock;

use serde_json::Value;

use crate::workdir::Workdir;

/// What a reviewer wants to see of a record: the parts and their sentences, then what was found, spans as the text under them.
fn view(r: &Value) -> String {
    let mut out = String::new();
    let mut line = |text: String| out.extend([text.as_str(), "\n"]);
    for name in ["id", "published", "published_time", "published_from", "title", "lead", "author", "views", "warnings"]
    {
        if !r[name].is_null() && r[name] != Value::Array(Vec::new()) {
            line(format!("{name}: {}", r[name]));
        }
    }
    let list = |name: &str| r[name].as_array().expect("a list").iter();
    for (n, block) in list("blocks").enumerate() {
        line(format!("[{}] {}", text(&block["kind"]), slice(r, &block["span"])));
        let sentences: Vec<&Value> = list("sentences").filter(|s| s["block"] == n).collect();
        for sentence in sentences.iter().filter(|_| sentences.len() > 1) {
            line(format!("  | {}", slice(r, &sentence["span"])));
        }
    }
    for m in list("mentions") {
        let mut rest = m.as_object().expect("an object").clone();
        for told in ["id", "type", "span", "source_span", "text", "rule"] {
            rest.remove(told);
        }
        line(format!("{} {} {} {}", text(&m["type"]), m["text"], Value::Object(rest), text(&m["rule"])));
    }
    for name in ["officials", "indicators", "programmes", "documents"] {
        for item in list(name) {
            let mut item = item.as_object().expect("an object").clone();
            for place in ["span", "source_span", "sentence", "mentions", "mention"] {
                item.remove(place);
            }
            line(format!("{name} {}", Value::Object(item)));
        }
    }
    out
}

/// Every sample and every article of `tests/golden`, as it was last reviewed.
#[test]
fn records_are_as_reviewed() {
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let others = Workdir::new().run(&["extract", articles]).exits(0).records();
    assert_eq!(others.len(), 5, "the articles of tests/golden");
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        for record in RECORDS.iter().chain(&others) {
            insta::assert_snapshot!(text(&record["id"]).replace('/', "."), view(record));
        }
    });
}

/// The records of `data/samples`.
static RECORDS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
    Workdir::new().run(&["extract", samples]).exits(0).records()
});

fn record(id: &str) -> &'static Value {
    RECORDS.iter().find(|r| r["id"] == id).unwrap_or_else(|| panic!("no record {id}"))
}

/// What an article must give.
struct Expected {
    id: &'static str,
    /// Publication date and what it is read from, title, author, views.
    head: (&'static str, &'static str, &'static str, &'static str, u64),
    /// Kind and beginning of each block.
    blocks: &'static [(&'static str, &'static str)],
    dates: &'static [(&'static str, &'static str)],
    /// Text, value, comparator.
    percents: &'static [(&'static str, f64, &'static str)],
    programmes: &'static [(&'static str, &'static str)],
    persons: &'static [&'static str],
    /// Name, and title and organisation of each role.
    officials: &'static [(&'static str, &'static [(&'static str, &'static str)])],
}

const CULTURE: Expected = Expected {
    id: "portal/hoi-nghi-van-hoa",
    head: ("2024-04-05", "meta-line", "Hội nghị đánh giá công tác Văn hóa và Thông tin quý I", "Minh Thảo", 132),
    blocks: &[
        ("boilerplate", "Thứ Sáu, 21/06/2024"),
        ("meta", "Ngày đăng: 05/04/2024"),
        ("boilerplate", "Xem với cỡ chữ"),
        ("title", "Hội nghị đánh giá"),
        ("paragraph", "Ngày 04/4, Trung tâm"),
        ("caption", "Đồng chí Nông Bích Huệ"),
        ("paragraph", "Dự và chỉ đạo"),
        ("paragraph", "Trong quý I năm 2024"),
        ("paragraph", "Phát biểu tại hội nghị"),
        ("byline", "Minh Thảo"),
    ],
    dates: &[
        ("Thứ Sáu, 21/06/2024", "2024-06-21"),
        ("05/04/2024", "2024-04-05"),
        ("quý I", "2024-Q1"),
        ("Ngày 04/4", "2024-04-04"),
        ("quý I năm 2024", "2024-Q1"),
        ("quý II năm 2024", "2024-Q2"),
        ("quý I năm 2024", "2024-Q1"),
        ("giai đoạn 2022-2026", "2022/2026"),
        ("năm 2024", "2024"),
        ("21/4", "2024-04-21"),
        ("trước ngày 15/5/2024", "../2024-05-15"),
    ],
    percents: &[("31,5%", 31.5, "="), ("22%", 22.0, "="), ("hơn 87%", 87.0, ">"), ("79%", 79.0, "=")],
    programmes: &[
        ("Phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”", "movement"),
        ("danh hiệu “Gia đình văn hóa”", "title"),
        ("danh hiệu “Khu dân cư văn hóa”", "title"),
        (
            "Đề án “Bảo tồn, phát huy giá trị “Lễ hội Lồng tồng” gắn với phát triển du lịch huyện Bảo Lạc giai đoạn 2022-2026”",
            "scheme",
        ),
        ("Kế hoạch Chuyển đổi số năm 2024", "plan"),
        ("Chương trình mục tiêu quốc gia", "programme"),
        ("Ngày sách và Văn hóa đọc Việt Nam", "observance"),
    ],
    persons: &["Nông Bích Huệ", "Nông Bích Huệ", "Lục Văn Thiết", "Mông Thị Chuyên", "Nông Bích Huệ", "Minh Thảo"],
    officials: &[
        ("Nông Bích Huệ", &[("Huyện ủy viên", ""), ("Phó Chủ tịch", "UBND huyện")]),
        ("Lục Văn Thiết", &[("Giám đốc", "Trung tâm VH&TT huyện")]),
        ("Mông Thị Chuyên", &[("Phó Trưởng Phòng", "Phòng Văn hóa-Thông tin")]),
    ],
};

const SPORT: Expected = Expected {
    id: "portal/tong-ket-the-thao",
    head: ("2022-12-28", "meta-line", "Tổng kết công tác văn hóa, thể thao năm 2022", "Thu Hằng", 1045),
    blocks: &[
        ("boilerplate", "TRANG THÔNG TIN"),
        ("boilerplate", "Trang chủ >"),
        ("title", "Tổng kết công tác"),
        ("meta", "Cập nhật lúc:"),
        ("meta", "Lượt xem:"),
        ("paragraph", "Gần 83% hộ"),
        ("paragraph", "Chủ trì hội nghị:"),
        ("paragraph", "Năm 2022, thị xã"),
        ("paragraph", "Theo bà Trương Thị Lài"),
        ("byline", "Tác giả: Thu Hằng"),
        ("boilerplate", "Các tin khác:"),
        ("boilerplate", "- Khai mạc giải"),
        ("boilerplate", "- Tập huấn công tác"),
    ],
    dates: &[
        ("năm 2022", "2022"),
        ("15:20 28/12/2022", "2022-12-28T15:20"),
        ("năm 2021", "2021"),
        ("chiều 27/12", "2022-12-27"),
        ("Năm 2022", "2022"),
        ("năm 2023", "2023"),
        ("giai đoạn 2021-2025", "2021/2025"),
        ("từ ngày 28/4 đến 03/5/2023", "2023-04-28/2023-05-03"),
        ("24/12/2022", "2022-12-24"),
        ("19/12/2022", "2022-12-19"),
    ],
    percents: &[("Gần 83%", 83.0, "~"), ("36,2%", 36.2, "="), ("1,4%", 1.4, "="), ("trên 85%", 85.0, ">")],
    programmes: &[
        ("danh hiệu \"Gia đình văn hóa\"", "title"),
        ("danh hiệu \"Khu dân cư văn hóa\"", "title"),
        ("Cuộc vận động \"Toàn dân đưa nếp sống văn minh vào lễ hội\"", "campaign"),
        // Its closing quote is missing: the name ends at the comma.
        ("phong trào \"Toàn dân đoàn kết xây dựng đời sống văn hóa", "movement"),
        ("danh hiệu \"Gia đình văn hóa\"", "title"),
        ("Đề án \"Phát triển thiết chế văn hóa, thể thao cơ sở thị xã Ba Đồn giai đoạn 2021-2025\"", "scheme"),
    ],
    persons: &["Trương Thị Lài", "Đoàn Ngọc Trác", "Cao Hữu Thuận", "Trương Thị Lài", "Thu Hằng"],
    officials: &[
        ("Trương Thị Lài", &[("Ủy viên", "Ban Thường vụ Thị ủy"), ("Phó Chủ tịch Thường trực", "UBND thị xã")]),
        ("Đoàn Ngọc Trác", &[("Trưởng Phòng", "Phòng Văn hóa và Thông tin thị xã")]),
        ("Cao Hữu Thuận", &[("Phó Giám đốc", "Trung tâm Văn hóa - Thông tin và Thể thao thị xã")]),
    ],
};

fn mentions<'r>(record: &'r Value, kind: &str) -> Vec<&'r Value> {
    record["mentions"].as_array().expect("mentions").iter().filter(|m| m["type"] == kind).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The part of the record's text under a span.
fn slice(record: &Value, span: &Value) -> String {
    let at = |n: usize| span[n].as_u64().expect("a position") as usize;
    text(&record["text"]).chars().take(at(1)).skip(at(0)).collect()
}

fn check(e: &Expected) {
    let r = record(e.id);
    let head = [&r["published"], &r["published_from"], &r["title"], &r["author"]].map(text);
    assert_eq!((head[0], head[1], head[2], head[3], r["views"].as_u64().unwrap_or_default()), e.head);

    let blocks: Vec<(&str, String)> =
        r["blocks"].as_array().expect("blocks").iter().map(|b| (text(&b["kind"]), slice(r, &b["span"]))).collect();
    let kinds: Vec<&str> = blocks.iter().map(|b| b.0).collect();
    assert_eq!(kinds, e.blocks.iter().map(|b| b.0).collect::<Vec<_>>());
    for (block, (_, begin)) in blocks.iter().zip(e.blocks) {
        assert!(block.1.starts_with(begin), "{} does not begin with {begin}", block.1);
    }

    let dates: Vec<(&str, &str)> = mentions(r, "date").iter().map(|m| (text(&m["text"]), text(&m["value"]))).collect();
    assert_eq!(dates, e.dates);
    let percents: Vec<(&str, f64, &str)> = mentions(r, "percent")
        .iter()
        .map(|m| (text(&m["text"]), m["value"].as_f64().unwrap_or(f64::NAN), text(&m["cmp"])))
        .collect();
    assert_eq!(percents, e.percents);
}

fn check_programmes(e: &Expected) {
    let r = record(e.id);
    let programmes: Vec<(&str, &str)> =
        mentions(r, "programme").iter().map(|m| (text(&m["text"]), text(&m["kind"]))).collect();
    assert_eq!(programmes, e.programmes);
}

fn check_people(e: &Expected) {
    let r = record(e.id);
    let persons: Vec<&str> = mentions(r, "person").iter().map(|m| text(&m["text"])).collect();
    assert_eq!(persons, e.persons);
    let officials = r["officials"].as_array().expect("officials");
    let found: Vec<(&str, Vec<(&str, &str)>)> = officials
        .iter()
        .map(|o| {
            let roles = o["roles"].as_array().expect("roles");
            (text(&o["name"]), roles.iter().map(|r| (text(&r["title"]), text(&r["org"]))).collect())
        })
        .collect();
    let wanted: Vec<(&str, Vec<(&str, &str)>)> = e.officials.iter().map(|(n, roles)| (*n, roles.to_vec())).collect();
    assert_eq!(found, wanted);
    for o in officials {
        for id in o["mentions"].as_array().expect("mentions") {
            let mention = &r["mentions"][id.as_u64().expect("an id") as usize];
            assert_eq!((text(&mention["type"]), &mention["text"]), ("person", &o["name"]));
        }
    }
}

#[test]
fn the_meeting_of_a_district_portal() {
    check(&CULTURE);
}

#[test]
fn the_yearly_report_of_a_town_portal() {
    check(&SPORT);
}

#[test]
fn the_programmes_of_the_portals() {
    check_programmes(&SPORT);
    check_programmes(&CULTURE);
}

#[test]
fn who_held_which_office_at_the_meeting() {
    check_people(&CULTURE);
}

#[test]
fn who_held_which_office_in_the_report() {
    check_people(&SPORT);
}

#[test]
fn figures_of_a_newspaper_article() {
    let r = record("paper/nong-nghiep");
    let found: Vec<(&str, &str, String, &str)> = mentions(r, "money")
        .iter()
        .map(|m| (text(&m["text"]), text(&m["cmp"]), m["value"].to_string(), text(&m["currency"])))
        .collect();
    let wanted = [
        ("21.480 tỷ đồng", "=", "21480000000000", "VND"),
        ("từ 7.600 đến 8.100 đồng", "=", "[7600,8100]", "VND"),
        ("khoảng 32-35 triệu đồng", "~", "[32000000,35000000]", "VND"),
        ("trên 40 triệu đồng", ">", "40000000", "VND"),
        ("tối đa 4 triệu đồng", "<=", "4000000", "VND"),
        ("5,7 tỷ đồng", "=", "5700000000", "VND"),
    ];
    assert_eq!(found, wanted.map(|(t, c, v, u)| (t, c, v.to_owned(), u)));
    let documents: Vec<(&str, &str)> =
        mentions(r, "document").iter().map(|m| (text(&m["number"]), text(&m["kind"]))).collect();
    assert_eq!(documents, [("1342/QĐ-UBND", "decision"), ("02/2017/NĐ-CP", "decree")]);
}

#[test]
fn the_same_words_in_every_encoding() {
    let encoding = |id: &str| text(&record(id)["source"]["encoding"]).to_owned();
    assert_eq!(encoding("old/nam-hoc-tcvn3"), "tcvn3");
    assert_eq!(encoding("old/nong-thon-moi-nfd"), "utf-8");
    assert_eq!(text(&record("old/nam-hoc-tcvn3")["title"]), "Phòng Giáo dục huyện Hoài Ân tổng kết năm học");
    let nfd = record("old/nong-thon-moi-nfd");
    assert_eq!(text(&nfd["title"]), "Xã Hưng Tân ra mắt khu dân cư kiểu mẫu");
    // Each decomposed letter of the input counts as two or three code points there, as one in the text.
    let last = mentions(nfd, "money").pop().expect("a sum");
    assert_eq!(text(&last["text"]), "48,5 triệu đồng");
    assert!(last["source_span"][0].as_u64() > last["span"][0].as_u64().map(|n| n + 50), "{last}");
}

#[test]
fn every_article_of_a_file_and_of_an_archive() {
    let of =
        |path: &str| -> Vec<&Value> { RECORDS.iter().filter(|r| text(&r["source"]["path"]).ends_with(path)).collect() };
    let titles: Vec<(&str, &str)> = of("many.txt").iter().map(|r| (text(&r["id"]), text(&r["title"]))).collect();
    let wanted = [
        ("many", "Thủ Thừa: Khởi công cầu Rạch Đào"),
        ("many#2", "Vĩnh Hưng: Tặng 120 suất quà cho học sinh biên giới"),
        ("many#3", "Tân Trụ: 93% hộ dân dùng nước sạch"),
    ];
    assert_eq!(titles, wanted);
    let published: Vec<(&str, &str)> = of(".jsonl").iter().map(|r| (text(&r["id"]), text(&r["published"]))).collect();
    assert_eq!(published, [("th-0412", "2025-08-21"), ("th-0413", "2025-08-22"), ("th-0414", "2025-08-23")]);
    assert_eq!(RECORDS.len(), 12);
}
