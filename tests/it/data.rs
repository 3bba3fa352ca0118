//! The data folder keeps to its rules.

use tinviet::lexicon::{audit::audit, store::FILES};

#[test]
fn every_lexicon_file_passes_the_audit() {
    let breaches: Vec<String> = FILES.iter().flat_map(|(name, text)| audit(name, text)).collect();
    assert!(breaches.is_empty(), "{} breaches\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn every_lexicon_file_is_built_in() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let header = "form\tclass\tvalue\tnote";
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("the data folder can be walked");
        if entry.path().extension().is_some_and(|e| e == "tsv") {
            let text = std::fs::read_to_string(entry.path()).expect("lexicon files are UTF-8");
            let name = entry.path().strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
            if text.starts_with(header) {
                assert!(FILES.iter().any(|(n, _)| *n == name), "{name} is not in the list in src/lexicon/store.rs");
            }
        }
    }
}

#[test]
fn every_file_states_its_source() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("data/README.md is there");
    let mut files = 0;
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("the data folder can be walked");
        if entry.file_type().is_file() && entry.path() != root.join("README.md") {
            let name = entry.path().strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
            files += 1;
            assert!(readme.contains(&format!("`{name}`")), "data/README.md does not say whence {name} is");
        }
    }
    assert!(files > 40, "only {files} files found");
}
