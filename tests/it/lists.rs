//! Lists of sentences in place of articles: each tells an office, or holds a name, in another way.
//!
//! The sentences and what a careful reader finds in them were written by readers who saw neither the program nor its output
//! (`tests/lists`; the form of a row is told there). Where a row is read otherwise the program is wrong, or the reader chose
//! one of two answers; so many may be, and no more. A mending that lowers the number lowers it here too.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::workdir::Workdir;

/// Rows of posts that are read otherwise.
const POSTS_OTHERWISE: usize = 58;
/// Rows of names that are read otherwise.
const NAMES_OTHERWISE: usize = 25;

/// The rows of a list: a sentence and what is expected of it.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().map(|line| line.split_once('\t').unwrap_or((line, "")))
}

/// The record of each sentence, which stands below a headline as in an article.
fn records(list: &'static str) -> Vec<Value> {
    let mut articles = String::new();
    for (n, (sentence, _)) in rows(list).enumerate() {
        let article = json!({ "id": n.to_string(), "text": format!("Tin hoạt động\n\n{sentence}") });
        writeln!(articles, "{article}").expect("a string takes it");
    }
    let dir = Workdir::new();
    dir.file("list.jsonl", &articles);
    dir.run(&["extract", "list.jsonl"]).exits(0).records()
}

/// `Name = title @ body + …; …` as (name, title, bodies, whether it may be left out).
fn expected(posts: &str) -> Vec<(String, String, Vec<String>, bool)> {
    let mut all = Vec::new();
    for official in posts.split(';').filter(|o| !o.trim().is_empty()) {
        let (name, roles) = official.split_once('=').expect("a name and its posts");
        for role in roles.split(" + ").filter(|r| !r.trim().is_empty()) {
            let (title, bodies) = role.split_once('@').expect("a title and its body");
            let title = title.trim_matches([' ', '?', '!']);
            // Another title may stand behind the bar too: `Trưởng phòng | Trưởng phòng Y tế @ …`.
            let title = title.split('|').next().unwrap_or(title).trim().to_lowercase();
            let body = |b: &str| b.rsplit('@').next().unwrap_or(b).trim().to_lowercase();
            let bodies = bodies.split('|').map(body).collect();
            all.push((name.trim().to_owned(), title, bodies, role.contains('?')));
        }
    }
    all
}

/// No more rows than that may be read otherwise.
fn at_most(most: usize, otherwise: &[&str]) {
    assert!(otherwise.len() <= most, "{} rows are read otherwise:\n{}", otherwise.len(), otherwise.join("\n"));
}

#[test]
fn posts_are_read_as_their_writers_meant_them() {
    let list = include_str!("../lists/posts.tsv");
    let mut otherwise = Vec::new();
    for ((sentence, posts), record) in rows(list).zip(records(list)) {
        let mut want = expected(posts);
        let mut all = true;
        for official in record["officials"].as_array().expect("a list") {
            for role in official["roles"].as_array().expect("a list") {
                let text = |v: &Value| v.as_str().expect("a text").to_lowercase();
                let (title, org) = (text(&role["title"]), text(&role["org"]));
                let same = |(name, wanted, bodies, _): &(String, String, Vec<String>, bool)| {
                    let body = |b: &String| {
                        *b == org || !b.is_empty() && !org.is_empty() && (b.contains(&org) || org.contains(b.as_str()))
                    };
                    official["name"] == name.as_str() && *wanted == title && bodies.iter().any(body)
                };
                match want.iter().position(same) {
                    Some(n) => drop(want.swap_remove(n)),
                    None => all = false,
                }
            }
        }
        if !all || want.iter().any(|(.., optional)| !optional) {
            otherwise.push(sentence);
        }
    }
    at_most(POSTS_OTHERWISE, &otherwise);
}

#[test]
fn names_are_read_as_their_writers_meant_them() {
    const KINDS: [(&str, &str); 5] =
        [("o", "organisation"), ("p", "place"), ("n", "person"), ("g", "programme"), ("d", "document")];
    let list = include_str!("../lists/names.tsv");
    let mut otherwise = Vec::new();
    for ((sentence, names), record) in rows(list).zip(records(list)) {
        let row = |name: &str| {
            let (kind, text) = name.trim_matches([' ', '?', ';']).split_once(':').expect("a kind and a name");
            let kind = KINDS.iter().find(|(letter, _)| *letter == kind).expect("one of five kinds").1;
            (kind.to_owned(), text.to_owned())
        };
        let listed = || names.split("; ").filter(|n| !n.trim().is_empty());
        let allowed: BTreeSet<(String, String)> = listed().map(row).collect();
        let wanted: BTreeSet<(String, String)> = listed().filter(|n| !n.trim().starts_with('?')).map(row).collect();
        let mentions = record["mentions"].as_array().expect("a list").iter();
        let found: BTreeSet<(String, String)> = mentions
            .filter(|m| KINDS.iter().any(|(_, kind)| m["type"] == *kind))
            .map(|m| (m["type"].as_str().expect("a text").to_owned(), m["text"].as_str().expect("a text").to_owned()))
            .collect();
        // A place or a body inside a longer name is no row of its own.
        let inside = |(kind, text): &(String, String)| {
            matches!(kind.as_str(), "place" | "organisation")
                && allowed.iter().any(|(k, whole)| k != "place" && k != "person" && whole.contains(text.as_str()))
        };
        if !wanted.is_subset(&found) || found.difference(&allowed).any(|f| !inside(f)) {
            otherwise.push(sentence);
        }
    }
    at_most(NAMES_OTHERWISE, &otherwise);
}
