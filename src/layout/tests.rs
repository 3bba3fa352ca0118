//! Pages and what each of their lines is.
//!
//! A case in `cases/*.txt` is a page composed for the purpose. `# …` says what it shows, `! key value` what is known of
//! the article (`published` with its source, `visit`, `author`, `views`), then each line of the page stands behind its
//! kind and a tab; a line without a tab is a blank line of the page.

#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::path::Path;

use super::{Hints, analyse};

#[derive(Default)]
struct Case {
    facts: Vec<String>,
    kinds: Vec<String>,
    text: String,
}

impl Case {
    fn read(source: &str) -> Self {
        let mut case = Self::default();
        for line in source.lines().filter(|l| !l.starts_with("# ")) {
            if let Some(fact) = line.strip_prefix("! ") {
                case.facts.push(fact.to_owned());
                continue;
            }
            if let Some((kind, line)) = line.split_once('\t') {
                case.kinds.push(format!("{kind}\t{line}"));
                case.text.push_str(line);
            } else {
                assert!(line.trim_matches([' ', '\u{a0}']).is_empty(), "no kind: {line}");
                case.text.push_str(line);
            }
            case.text.push('\n');
        }
        case.facts.sort();
        case
    }

    /// Where the analysis says something else.
    fn differences(&self) -> Vec<String> {
        let layout = analyse(&self.text, &Hints::default());
        let mut out = Vec::new();
        let got: Vec<String> =
            layout.blocks.iter().map(|b| format!("{}\t{}", b.kind.name(), b.span.of(&self.text))).collect();
        for (want, got) in self.kinds.iter().zip(&got).filter(|(a, b)| a != b) {
            out.push(format!("want {want}\n     got {got}"));
        }
        if got.len() != self.kinds.len() {
            out.push(format!("{} lines, {} blocks", self.kinds.len(), got.len()));
        }
        let mut facts = Vec::new();
        if let Some(p) = &layout.published {
            facts.push(format!("published {} {}", p.date, p.from.name()));
        }
        facts.extend(layout.visit_date.iter().map(|d| format!("visit {d}")));
        facts.extend(layout.author.iter().map(|a| format!("author {a}")));
        facts.extend(layout.views.iter().map(|v| format!("views {v}")));
        facts.sort();
        if facts != self.facts {
            out.push(format!("want {:?}\n     got {facts:?}", self.facts));
        }
        out
    }
}

#[test]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/layout/cases");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "{} cases", paths.len());
    let mut wrong = String::new();
    for path in paths {
        let source = std::fs::read_to_string(&path).expect("a case");
        for difference in Case::read(&source).differences() {
            wrong += &format!("{}: {difference}\n", path.file_stem().unwrap_or_default().to_string_lossy());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A posting line under a title, and what it says: date, time, author, views.
type Posting = (&'static str, &'static str, Option<&'static str>, Option<&'static str>, Option<u64>);

const POSTING_LINES: &[Posting] = &[
    ("Ngày đăng: 05/03/2024 - Lượt xem: 1.204", "2024-03-05", None, None, Some(1204)),
    ("Ngày cập nhật 05/03/2024", "2024-03-05", None, None, None),
    ("Cập nhật lúc: 05/03/2024 09:05:27", "2024-03-05", Some("09:05"), None, None),
    ("Lượt xem: 7370 | Gửi lúc: 05/03/2024 15:42:27", "2024-03-05", Some("15:42"), None, Some(7370)),
    ("Ngày đăng tin: 5-3-2024", "2024-03-05", None, None, None),
    ("Đăng lúc 14h30 ngày 05/03/2024", "2024-03-05", Some("14:30"), None, None),
    ("Post date: 05/03/2024 - Views: 97", "2024-03-05", None, None, Some(97)),
    ("Xuất bản: Thứ ba, 05/03/2024 07:00", "2024-03-05", Some("07:00"), None, None),
    ("Thời gian: 05/03/2024, 07:00 SA", "2024-03-05", Some("07:00"), None, None),
    ("05/03/2024 - 19:23", "2024-03-05", Some("19:23"), None, None),
    ("15:15, 05/03/2024", "2024-03-05", Some("15:15"), None, None),
    ("13:36 | 05/03/2024", "2024-03-05", Some("13:36"), None, None),
    ("05/03/2024 09:56:05 AM", "2024-03-05", Some("09:56"), None, None),
    ("05-03-2024, 18:40 (GMT+7)", "2024-03-05", Some("18:40"), None, None),
    ("(14:54 | 05/03/2024)", "2024-03-05", Some("14:54"), None, None),
    ("Thứ ba, 05/03/2024 11:14", "2024-03-05", Some("11:14"), None, None),
    ("Thời sự - Hồng Phúc - 20:57, 05/03/2024", "2024-03-05", Some("20:57"), Some("Hồng Phúc"), None),
    ("Văn Hoa - 05:32, 05/03/2024", "2024-03-05", Some("05:32"), Some("Văn Hoa"), None),
    ("05 03 2024", "2024-03-05", None, None, None),
    (
        "05/03/2024 08:15 | Lượt xem: 256 | Người đăng: Hà Thanh Tâm",
        "2024-03-05",
        Some("08:15"),
        Some("Hà Thanh Tâm"),
        Some(256),
    ),
    ("05/03/2024 15:21 | 645 lượt xem", "2024-03-05", Some("15:21"), None, Some(645)),
    ("Đăng lúc: 05/03/2024 08:05  Số lần đọc: 528", "2024-03-05", Some("08:05"), None, Some(528)),
    ("Ngày tạo: 05-03-2024; Lượt truy cập: 1.842", "2024-03-05", None, None, Some(1842)),
    ("Tác giả: Thu Hằng - 05/03/2024", "2024-03-05", None, Some("Thu Hằng"), None),
    ("Đăng bởi: Văn thư | Ngày đăng: 05/03/2024", "2024-03-05", None, None, None),
    ("Kinh tế | 05/03/2024 | Đã xem 312 lần", "2024-03-05", None, None, Some(312)),
    ("Ngày 5 tháng 3 năm 2024", "2024-03-05", None, None, None),
    ("Ngày xuất bản: 05/03/2024 | Nguồn: Báo Lâm Khê", "2024-03-05", None, None, None),
    ("THANH HƯƠNG • 05/03/2024 06:00 GMT+7", "2024-03-05", Some("06:00"), Some("THANH HƯƠNG"), None),
    ("05/03/2024 | 10:00 AM - 54 lượt xem - 0 bình luận", "2024-03-05", Some("10:00"), None, Some(54)),
];

#[test]
fn posting_lines() {
    let mut wrong = String::new();
    for &(line, date, time, author, views) in POSTING_LINES {
        let text = format!(
            "Xã Tân Phong ra quân trồng cây gây rừng\n{line}\n\nSáng 04/3, UBND xã Tân Phong tổ chức lễ phát động trồng \
             cây với sự tham gia của hơn 200 đoàn viên.\n\nĐến trưa, toàn xã đã trồng được 1.500 cây keo và quế.\n"
        );
        let layout = analyse(&text, &Hints::default());
        let kinds: Vec<_> = layout.blocks.iter().map(|b| b.kind.name()).collect();
        let published = layout.published.as_ref();
        let got = (
            published.map(|p| p.date.as_str()),
            published.and_then(|p| p.time.as_deref()),
            layout.author.as_deref(),
            layout.views,
        );
        if kinds != ["title", "meta", "paragraph", "paragraph"] || got != (Some(date), time, author, views) {
            wrong += &format!("{line}\n  {kinds:?} {got:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
