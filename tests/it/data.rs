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
fn every_data_folder_states_its_source() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/README.md"))
        .expect("data/README.md is there");
    for (name, _) in FILES {
        let folder = name.split('/').next().unwrap_or(name);
        assert!(readme.contains(&format!("lexicon/{folder}")), "data/README.md says nothing of lexicon/{folder}");
    }
}
