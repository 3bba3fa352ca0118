//! What the README says of the program is so.

use tinviet::record::Value;
use tinviet::{Document, Options, Pipeline, Scratch};

const README: &str = include_str!("../../README.md");

/// What the README's third column shows of a mention.
fn shown(m: &tinviet::record::Mention<'_>) -> String {
    let m = m.flat();
    let cmp = m.cmp.map(|c| c.name()).filter(|c| *c != "=");
    let value = m.value.as_ref().map(|v| match v {
        Value::Text(text) => text.to_string(),
        other => serde_json::to_string(other).expect("JSON"),
    });
    let kind = m.kind.map(|k| k.name().to_owned()).filter(|_| m.number.is_none() && m.value.is_none());
    let parts = [cmp.map(str::to_owned), value, m.currency.as_deref().map(str::to_owned), kind];
    let named = [&m.number, &m.level].map(|n| n.as_deref().map(str::to_owned));
    parts.into_iter().chain(named).flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_table_of_examples_holds() {
    let pipeline = Pipeline::new(Options::default());
    let rows: Vec<Vec<&str>> = README
        .lines()
        .skip_while(|l| !l.starts_with("| kind |"))
        .skip(2)
        .take_while(|l| l.starts_with('|'))
        .map(|l| l.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 10, "the table is not found");
    for row in rows {
        let [kind, example, wanted] = row[..] else { panic!("{row:?}") };
        let text = format!("Theo báo cáo, {example} được nêu trong tin.\n");
        let mut document = Document::new("x", text);
        document.published = Some("2024-01-24".into());
        let mut scratch = Scratch::default();
        let record = pipeline.process(&document, &mut scratch).expect("a record");
        // What is counted is not part of a quantity.
        let found: Vec<String> = record
            .mentions
            .iter()
            .filter(|m| m.kind_of().name() == kind && example.starts_with(&*m.text))
            .map(shown)
            .collect();
        assert_eq!(found, [wanted], "{example}: {:?}", record.mentions);
    }
}

#[test]
fn the_links_of_the_readme_lead_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut any = false;
    for part in README.split("](").skip(1) {
        let target = part.split(')').next().unwrap_or_default();
        any = true;
        assert!(root.join(target).exists(), "{target}");
    }
    assert!(any);
}
