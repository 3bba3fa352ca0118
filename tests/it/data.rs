//! The data folder keeps to its rules.

use tinviet::lexicon::audit::audit;
use tinviet::lexicon::store::{DATA_VERSION, FILES};

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
        if entry.file_type().is_file() && !["README.md", "MANIFEST.toml"].iter().any(|n| entry.path() == root.join(n)) {
            let name = entry.path().strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
            files += 1;
            assert!(readme.contains(&format!("`{name}`")), "data/README.md does not say whence {name} is");
        }
    }
    assert!(files > 40, "only {files} files found");
}

/// What `data/MANIFEST.toml` must say of the tables as they are.
fn manifest(root: &std::path::Path) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    let mut out = format!(
        "# Every table with its rows (without the header) and its digest: what a version of the data is.\n\
         # Source and licence of each stand in README.md. Written by\n\
         # UPDATE_MANIFEST=1 cargo test --test it data\n\n\
         data_version = \"{DATA_VERSION}\"\n"
    );
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.expect("the data folder can be walked");
        let name = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        if entry.path().extension().is_some_and(|e| e == "tsv") && !name.starts_with("samples/") {
            let bytes = std::fs::read(entry.path()).expect("a table can be read");
            let rows = memchr::memchr_iter(b'\n', &bytes).count() - 1;
            let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            write!(out, "\n[[table]]\npath = \"{name}\"\nrows = {rows}\nsha256 = \"{digest}\"\n").expect("memory");
        }
    }
    out
}

#[test]
fn the_manifest_states_every_table_as_it_is() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let (path, now) = (root.join("MANIFEST.toml"), manifest(&root));
    assert!(now.matches("[[table]]").count() > 40, "too few tables found");
    if std::env::var_os("UPDATE_MANIFEST").is_some() {
        std::fs::write(&path, &now).expect("the manifest can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert!(
        committed == now,
        "tables changed: think of DATA_VERSION, then UPDATE_MANIFEST=1 writes {}",
        path.display()
    );
}
