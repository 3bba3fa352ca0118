//! What commands make of the records of a whole archive.

use crate::workdir::Workdir;
use serde_json::Value;

const ARTICLES: &str = "\
{\"id\": \"a\", \"published\": \"2025-03-04\", \"text\": \"Huyện Ngân Sơn tổng kết phong trào “Xóm xanh, ngõ sạch”.\"}
{\"id\": \"b\", \"published\": \"2024-11-20\", \"text\": \"Phong trào \\\"Xóm xanh ngõ sạch\\\" lan rộng ở huyện Ngân Sơn.\"}
{\"id\": \"c\", \"published\": \"2025-01-09\", \"text\": \"Xã phát động phong trào “Áo ấm mùa đông”.\"}
{\"id\": \"d\", \"published\": \"2025-01-10\", \"text\": \"\"}
";

#[test]
fn programmes_of_an_archive() {
    let w = Workdir::new();
    w.file("a.jsonl", ARTICLES);
    w.run(&["extract", "a.jsonl", "-o", "records.jsonl"]).exits(1);
    let rows = w.run(&["programmes", "records.jsonl"]).exits(0).records();
    let of = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    assert_eq!(rows.len(), 2);
    assert_eq!(of(&rows[0], "key").as_deref(), Some("movement xóm xanh ngõ sạch"));
    assert_eq!((rows[0]["articles"].as_u64(), rows[0]["mentions"].as_u64()), (Some(2), Some(2)));
    assert_eq!((of(&rows[0], "first"), of(&rows[0], "last")), (Some("2024-11-20".into()), Some("2025-03-04".into())));
    assert_eq!(rows[0]["forms"].as_array().map(Vec::len), Some(2));
    assert_eq!(rows[0]["places"][0]["articles"].as_u64(), Some(2));

    let flat = w.run(&["programmes", "records.jsonl", "--format", "tsv", "--min-articles", "2"]).exits(0).stdout;
    let lines: Vec<&str> = flat.lines().collect();
    assert_eq!(lines.len(), 2, "{flat}");
    assert!(lines[0].starts_with("key\tregistry\tkind\tname\tarticles\t"));
    assert!(lines[1].contains("\t2\t2\t2024-11-20\t2025-03-04\t"), "{}", lines[1]);
}

#[test]
fn lines_that_are_no_records_are_told_and_passed_over() {
    let w = Workdir::new();
    w.file("a.jsonl", ARTICLES);
    w.run(&["extract", "a.jsonl", "-o", "records.jsonl"]).exits(1);
    let mut bytes = w.read("records.jsonl");
    bytes.extend_from_slice(b"{\"id\": 3,\n[1, \"a\", \"b\"]\n\xff\n");
    w.file("records.jsonl", bytes);
    let ran = w.run(&["programmes", "records.jsonl", "missing.jsonl"]).exits(1);
    assert_eq!(ran.records().len(), 2);
    for line in 5..=7 {
        assert!(ran.stderr.contains(&format!("records.jsonl:{line}: no record")), "{}", ran.stderr);
    }
    assert!(ran.stderr.contains("not a JSON object"), "{}", ran.stderr);
    assert!(ran.stderr.contains("missing.jsonl"), "{}", ran.stderr);
    w.run(&["programmes", "records.jsonl", "--format", "json"]).exits(2);
}
