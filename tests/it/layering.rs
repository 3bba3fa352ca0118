//! The order of the layers, and what no source may hold.

use std::path::{Path, PathBuf};

/// The layers, lowest first; those in one row are on one level and may not use each other, `lexicon::table` apart.
const LAYERS: &[&[&str]] = &[
    &["error", "span", "value"],
    &["lexicon::table"],
    &["text"],
    &["intern"],
    &["token"],
    &["lexicon", "model"],
    &["layout"],
    &["html"],
    &["recognise"],
    &["resolve"],
    &["record"],
    &["sink", "archive"],
    &["report"],
    &["pipeline"],
    &["cli"],
];

fn level(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&layer))
}

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            let name = p.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&p).expect("a source"))
        })
        .collect()
}

/// The layer a file belongs to; none for the roots and for what may use everything.
fn layer_of(file: &str) -> Option<&str> {
    match file.split('/').next().unwrap_or(file).trim_end_matches(".rs") {
        "lib" | "main" | "testing" => None,
        "lexicon" if file == "lexicon/table.rs" => Some("lexicon::table"),
        layer => Some(layer),
    }
}

/// The code of a file: without comments and without the tests at its end.
fn code(source: &str) -> String {
    let source = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or(source);
    source.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The layers that `code` names after `crate::`, also in groups (`use crate::{error::Error, span::Span}`).
fn used(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in a macro is the same crate.
        let rest = &code[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map(|r| {
            let mut depth = 1;
            let end = r.find(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            top_level(&r[..end.unwrap_or(r.len())])
        });
        for path in group.unwrap_or_else(|| vec![rest]) {
            let path = path.trim_start();
            let name = |p: &str| p.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
            let first = name(path);
            let table = path[first.len()..].strip_prefix("::").is_some_and(|p| name(p) == "table");
            if first == "lexicon" && table {
                out.push("lexicon::table".to_owned());
            } else if first.chars().next().is_some_and(|c| c.is_ascii_lowercase()) {
                out.push(first);
            }
        }
    }
    out
}

/// Splits a group at its own commas.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    parts
}

/// What a file uses that it may not.
fn offences(file: &str, source: &str) -> Vec<String> {
    // Unit tests in files of their own may use what tests share.
    if file.ends_with("tests.rs") || file.contains("/tests/") {
        return Vec::new();
    }
    let Some(layer) = layer_of(file) else { return Vec::new() };
    let Some(own) = level(layer) else { return vec![format!("{file}: {layer} is no layer of the order")] };
    used(&code(source))
        .into_iter()
        .filter(|name| name != layer && !(layer == "lexicon::table" && name == "lexicon"))
        .filter(|name| !(layer == "lexicon" && name == "lexicon::table"))
        .filter(|name| level(name).is_none_or(|other| other >= own))
        .map(|name| format!("{file}: {layer} uses {name}"))
        .collect()
}

#[test]
fn layers_use_earlier_layers_only() {
    let sources = sources();
    assert!(sources.len() > 20, "the sources were not found");
    let found: Vec<String> = sources.iter().flat_map(|(file, source)| offences(file, source)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_check_sees_what_it_should() {
    assert_eq!(offences("text/nfc.rs", "use crate::record::Record;"), ["text/nfc.rs: text uses record"]);
    assert_eq!(offences("text/nfc.rs", "fn f() { crate::lexicon::trie::x() }").len(), 1);
    assert_eq!(offences("span.rs", "use crate::error::Error;").len(), 1);
    assert_eq!(offences("new/a.rs", "").len(), 1);
    let group = "use crate::{\n    error::{Error, Stage},\n    lexicon::table::Table,\n    sink::Sink,\n};";
    assert_eq!(used(group), ["error", "lexicon::table", "sink"]);
    assert_eq!(offences("text/nfc.rs", group), ["text/nfc.rs: text uses sink"]);
    assert!(offences("cli/a.rs", "use crate::pipeline::run;").is_empty());
    assert!(offences("text/a.rs", "// crate::cli is later\n#[cfg(test)]\nmod tests { use crate::cli; }").is_empty());
    assert!(offences("testing/a.rs", "use crate::cli::main;").is_empty());
}

/// Word boundaries and Unicode classes make the regex engine sixty times slower on Vietnamese text, and their ASCII forms
/// are wrong beside accented letters.
fn slow_classes(source: &str) -> Vec<&str> {
    code_lines(source).filter(|l| ["\\b", "\\B", "\\d", "\\D", "\\w", "\\W"].iter().any(|c| in_pattern(l, c))).collect()
}

fn code_lines(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|l| !l.trim_start().starts_with("//"))
}

/// Whether `class` stands in `line` inside a literal: raw, or with its backslash doubled; `b'\\'` is no pattern.
fn in_pattern(line: &str, class: &str) -> bool {
    let raw = line.contains("r\"") || line.contains("r#\"") || line.contains("(?");
    let double = class.replace('\\', "\\\\");
    (raw && line.contains(class)) || line.contains(&double)
}

#[test]
fn patterns_are_free_of_slow_classes() {
    assert_eq!(slow_classes("let r = Regex::new(r\"^\\d+\");\nlet x = \"\\\\b\";").len(), 2);
    assert!(slow_classes("let r = Regex::new(r\"^[0-9]+\");\n// r\"\\b\"\nlet c = '\\t';").is_empty());
    let mut found = Vec::new();
    for (file, source) in sources() {
        found.extend(slow_classes(&source).into_iter().map(|l| format!("{file}: {}", l.trim())));
    }
    assert!(found.is_empty(), "{found:#?}");
}
