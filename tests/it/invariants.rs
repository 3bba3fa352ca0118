//! What holds for every input: no panic, a record for every article, spans that say what they claim, the same bytes at any
//! number of workers, work linear in the length.

use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tinviet::error::ErrorKind;
use tinviet::pipeline::{Input, Outputs, Policy, Source, SourceOptions, Watch, run};
use tinviet::record::Fields;
use tinviet::sink::Jsonl;
use tinviet::testing::invariants;
use tinviet::{Document, Options, Pipeline, Scratch};
use unicode_normalization::UnicodeNormalization;

/// The composed articles that ship with the project.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|e| e.expect("an entry"));
    files.filter(|e| e.file_type().is_file()).map(|e| std::fs::read(e.path()).expect("a sample")).collect()
});

/// Pieces of news text, sound and broken, so that they meet more often than chance would have it.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Ngày 23/01",
        "sáng 31/12/2024",
        "quý II",
        "từ ngày 5 đến 7/8",
        "năm học 2023-2024",
        "mùng 2 Tết",
        "hôm qua",
        "tháng 13",
        "hơn 94%",
        "12-15%",
        "1.234,5 tỷ đồng",
        "32/34 xã",
        "hai mươi lăm",
        "2,5 ha",
        "3.000m2",
        "0",
        "%",
        "‰",
        "$",
        "1/2/3/4/5",
        "UBND huyện",
        "Ban Thường vụ Huyện ủy",
        "Phó Chủ tịch Thường trực",
        "đồng chí",
        "ông",
        "bà",
        "Lê Thị Thử",
        "N.V.A.",
        "H’Hen",
        "xã Tân Hợp",
        "TP.",
        "TP. Vinh",
        "Q.1",
        "tỉnh",
        "Nghị định số 12/2024/NĐ-CP",
        "số",
        "Quyết định",
        "Phong trào",
        "Đề án",
        "danh hiệu",
        "“",
        "”",
        "\"",
        "«",
        "»",
        "(",
        ")",
        "[",
        "]",
        "-",
        "–",
        "…",
        "...",
        "./.",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "/",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        " ",
        " ",
        " ",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{301}",
        "\u{c}",
        "=====",
        "Ngày đăng: 24/01/2024 - Lượt xem: 81",
        "Tác giả:",
        "Ảnh:",
        "Tin liên quan",
        "😀",
        "가",
        "\u{0}",
        "Ã",
        "Vieät",
        "giai đoạn 2021-2025",
        "và",
        "các",
        "của",
        "trở lên",
        "nguyên",
        "PGS.TS",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => prop::sample::select(PIECES).prop_map(|p| p.nfd().collect()),
        1 => prop::sample::select(PIECES).prop_map(str::to_uppercase),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec((piece, prop::sample::select(&[" ", " ", " ", "", "\n"][..])), 0..60)
        .prop_map(|v| v.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

/// One of `samples` with some bytes overwritten, taken out or put in.
pub(crate) fn damaged(samples: &'static [Vec<u8>]) -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12);
    (0..samples.len(), edits).prop_map(|(sample, edits)| {
        let mut bytes = samples[sample].clone();
        for (at, byte, what) in edits {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_give_records(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        invariants::decode(&bytes);
        invariants::document(&bytes);
    }

    #[test]
    fn damaged_articles_give_records(bytes in damaged(&SAMPLES)) {
        invariants::decode(&bytes);
        invariants::document(&bytes);
    }

    #[test]
    fn news_like_text_gives_whole_records(text in pieces()) {
        invariants::normalise(&text);
        invariants::document(text.as_bytes());
        // The same as the field of a JSON line, so that the text reaches the recognisers whatever is in it.
        let line = serde_json::json!({ "text": text, "published": "2024-01-24" }).to_string();
        invariants::document(line.as_bytes());
    }

    #[test]
    fn case_files_are_read_or_refused(text in pieces()) {
        invariants::case_file(&format!("@ref 2024-01-24\n= 2024\n{text}"));
    }
}

#[test]
fn the_samples_give_whole_records() {
    assert!(SAMPLES.len() >= 8);
    for sample in SAMPLES.iter() {
        invariants::decode(sample);
        invariants::document(sample);
    }
}

struct Silent;
impl Watch for Silent {}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn workers_and_chunks_change_nothing(texts in prop::collection::vec(pieces(), 1..60), chunk in 1_usize..5000) {
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a file");
        for text in &texts {
            writeln!(file, "{}", serde_json::json!({ "text": text })).expect("room");
        }
        let pipeline = Pipeline::new(Options::default());
        let records = |jobs: usize, chunk_bytes: usize| {
            let source = SourceOptions { chunk_bytes, ..SourceOptions::default() };
            let source = Source::new(vec![Input::Path(file.path().to_owned())], source);
            let mut out = Vec::new();
            let outputs = Outputs { records: &mut out, errors: None, save: None };
            let summary = run(&pipeline, source, &Jsonl { fields: Fields::ALL }, outputs, Policy::default(), jobs, &Silent);
            assert_eq!(summary.expect("a run").documents as usize, texts.len());
            out
        };
        let one = records(1, 128 << 10);
        prop_assert!(records(8, 128 << 10) == one, "8 workers");
        prop_assert!(records(3, chunk) == one, "chunks of {} bytes", chunk);
    }
}

/// Texts that invite quadratic work, by what is repeated in them.
const HOSTILE: &[&str] = &[
    "1 ",
    "1, ",
    "12/3/",
    "từ 5 đến ",
    "ngày 5, 6, ",
    "“",
    "“a ",
    "Phong trào “",
    "chương trình “Xóm Xanh” và ",
    "(",
    "A ",
    "Nguyễn ",
    "Phó ",
    "Chủ tịch UBND ",
    "ông Lê Văn A, Chủ tịch, ",
    "đồng chí ",
    "xã A, huyện B, ",
    "Sở Y tế và ",
    "Ban Chấp hành ",
    "hai mươi ",
    "tỷ triệu ",
    "hơn 94% hộ ",
    "Nghị định số 1/2024/NĐ-CP và ",
    "giai đoạn 2021-2025 ",
    "năm 2023 ",
    "a",
    "ngày",
    "...",
    "./.",
    "TP.",
    "- ",
    "\n",
    "a\n",
    "Ảnh: A\n",
    "Ngày đăng: 24/01/2024\n",
    "Tin liên quan\n",
    "e\u{301}",
    "=====\n",
    "Bí thư Chi bộ Trường Mầm non ",
    "UBND/",
    "199/TANDTC-",
    "ông Lê Văn Tám - Chủ tịch Vĩnh Mây, ",
    "Công ty Cấp nước đầu tư và ",
    // Towns that a club may be called by, and deputies whose body stands elsewhere.
    "Barcelona thua, Liverpool hòa. ",
    "Giám đốc Sở Y tế Lò Văn Bình và Phó Giám đốc Hà Thị Mùi dự họp. ",
    "Ông Lê Văn An, Giám đốc Công ty TNHH Nà Lò, nói. Bà Vi Thị Sầm, Giám đốc, nói.\n\n",
    "Trường THPT Nà Lò. Ông Lê Văn An, Hiệu trưởng nhà trường, và ông Hà Văn Lả, Thẩm phán, dự.\n\n",
    "Giám đốc bệnh viện Lê Văn An nói. ",
];

#[test]
fn the_work_is_linear_in_the_length() {
    const SHORT: usize = 8 << 10;
    const TIMES: usize = 16;
    let pipeline = Pipeline::new(Options { words: true, ..Options::default() });
    let mut scratch = Scratch::default();
    let mut process = |text: &str| {
        let document = Document::new("x", text);
        match pipeline.process(&document, &mut scratch) {
            Ok(record) => assert_eq!(record.id, "x"),
            // Nothing but characters that cannot be seen.
            Err(error) => assert_eq!(error.kind(), ErrorKind::Empty),
        }
    };
    process("so that the lexicons are built");
    for piece in HOSTILE {
        let short = piece.repeat(SHORT / piece.len());
        let long = short.repeat(TIMES);
        // As many bytes either way: linear work takes as long, quadratic work sixteen times as long. Others use the machine
        // too, so a bad figure is taken again.
        let mut figures = Vec::new();
        let linear = (0..5).any(|_| {
            let started = Instant::now();
            (0..TIMES).for_each(|_| process(&short));
            let parts = started.elapsed();
            process(&long);
            let whole = started.elapsed() - parts;
            figures.push((parts, whole));
            whole < parts * 4 + Duration::from_millis(20)
        });
        assert!(linear, "{piece:?}: {TIMES} texts against one as long as all of them: {figures:?}");
    }
}
