//! The list of recognisers, the folders of code and the folders of data say the same.

use std::collections::BTreeSet;
use std::path::Path;

use tinviet::recognise::{Kind, RECOGNISERS};

fn folders(path: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let entries = std::fs::read_dir(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    entries
        .map(|e| e.expect("a folder can be listed"))
        .filter(|e| e.path().is_dir())
        .map(|e| e.file_name().into_string().expect("folder names are ASCII"))
        .collect()
}

#[test]
fn every_recogniser_has_its_folder_and_its_cases() {
    let listed: BTreeSet<String> = Kind::ALL.iter().map(|k| k.name().to_string()).collect();
    assert_eq!(listed, folders("src/recognise"));
    for kind in Kind::ALL {
        let cases = format!("{}/src/recognise/{}/cases.txt", env!("CARGO_MANIFEST_DIR"), kind.name());
        assert!(Path::new(&cases).is_file(), "{cases} is missing");
    }
}

#[test]
fn every_lexicon_folder_belongs_to_someone() {
    let mut known: BTreeSet<String> = Kind::ALL.iter().map(|k| k.name().to_string()).collect();
    known.extend(["shared".to_string(), "layout".to_string(), "indicator".to_string(), "html".to_string()]);
    let unknown: Vec<_> = folders("data/lexicon").difference(&known).cloned().collect();
    assert!(unknown.is_empty(), "no recogniser reads data/lexicon/{unknown:?}");
}

#[test]
fn what_a_recogniser_needs_runs_before_it() {
    let mut done = BTreeSet::new();
    for recogniser in RECOGNISERS {
        for need in recogniser.needs() {
            assert!(done.contains(need), "{:?} needs {need:?}, which runs later", recogniser.kind());
        }
        done.insert(recogniser.kind());
    }
}

#[test]
fn rule_ids_are_of_their_kind_and_unique() {
    let mut seen = BTreeSet::new();
    for recogniser in RECOGNISERS {
        let rules = recogniser.rules();
        assert!(!rules.is_empty(), "{:?} has no rule", recogniser.kind());
        for id in rules {
            assert!(id.starts_with(recogniser.kind().name()) && id.contains('/'), "{id} is not kind/what-it-reads");
            assert!(seen.insert(id), "{id} stands twice");
        }
    }
}
