//! Codes inside numbers: types of documents and who issues them.
//!
//! Enters: `types.tsv` and `issuers.tsv` of `data/lexicon/document` (type codes: Decree 30/2020/NĐ-CP on records work,
//! annex III, and the guidance of the Party's Central Office). Leaves: look-ups by code, spelling variants included.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::table::Table;

/// The kinds of documents, as the record writes them.
pub const KINDS: [&str; 17] = [
    "constitution",
    "law",
    "code",
    "ordinance",
    "resolution",
    "decree",
    "decision",
    "directive",
    "circular",
    "plan",
    "official_letter",
    "notice",
    "conclusion",
    "regulation",
    "guideline",
    "treaty",
    "other",
];

/// The kind of a name.
#[must_use]
pub(crate) fn kind(name: &str) -> &'static str {
    KINDS.iter().find(|k| **k == name).copied().unwrap_or("other")
}

/// A body that signs documents.
#[derive(Debug)]
pub(crate) struct Issuer {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether the code stands for many bodies (`UBND`), so that the text may say it better.
    pub(crate) broad: bool,
}

struct Codes {
    types: FxHashMap<&'static str, &'static str>,
    issuers: FxHashMap<&'static str, Issuer>,
}

static CODES: LazyLock<Codes> = LazyLock::new(|| {
    let types = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/document/types.tsv"));
    let issuers = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/document/issuers.tsv"));
    let types = Table::parse("document/types.tsv", types, &["code", "kind", "name"]).expect("a test loads it");
    let issuers = Table::parse("document/issuers.tsv", issuers, &["code", "issuer", "reach"]).expect("a test loads it");
    Codes {
        types: types.rows().map(|r| (r[0], kind(r[1]))).collect(),
        issuers: issuers.rows().map(|r| (r[0], Issuer { name: r[1], broad: r[2] == "broad" })).collect(),
    }
});

/// The canonical spelling of a code and the kind it stands for.
pub(crate) fn kind_of(code: &str) -> Option<&'static str> {
    CODES.types.get(code).copied()
}

/// The body a code stands for.
pub(crate) fn issuer_of(code: &str) -> Option<&'static Issuer> {
    CODES.issuers.get(code)
}

/// A code in the spelling of the tables: `QD` → `QĐ`, `TTG` → `TTg`, `T.Ư` → `TW`.
pub(crate) fn canonical(code: &str) -> String {
    let code: String = code.chars().map(|c| if matches!(c, 'Ð' | 'ð') { 'Đ' } else { c }).collect();
    match code.as_str() {
        "QD" => "QĐ".into(),
        "ND" => "NĐ".into(),
        "CTR" => "CTr".into(),
        "TTR" => "TTr".into(),
        "TTG" | "Ttg" => "TTg".into(),
        "TƯ" | "T.Ư" | "TỪ" => "TW".into(),
        "HDND" => "HĐND".into(),
        "BGD&ĐT" | "BGD-ĐT" | "BGDDT" => "BGDĐT".into(),
        "THU" => "ThU".into(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_load_and_kinds_are_of_the_closed_list() {
        assert_eq!(kind_of("NĐ"), Some("decree"));
        assert!(issuer_of("UBND").is_some_and(|i| i.broad) && issuer_of("CP").is_some_and(|i| !i.broad));
        let rows = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/document/types.tsv"));
        for row in rows.lines().skip(1) {
            let name = row.split('\t').nth(1).unwrap_or_default();
            assert!(KINDS.contains(&name), "{row}");
        }
    }

    #[test]
    fn spelling_variants_of_codes_fall_together() {
        for (written, code) in [("QD", "QĐ"), ("Ttg", "TTg"), ("T.Ư", "TW"), ("BGD&ĐT", "BGDĐT"), ("SNV", "SNV")] {
            assert_eq!(canonical(written), code);
        }
    }
}
