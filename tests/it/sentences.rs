//! How well sentences are cut, against the gold sentences of a treebank beside the project.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use tinviet::intern::{Vocabulary, WordCache};
use tinviet::span::Span;
use tinviet::testing::shared;
use tinviet::token::sentence::split;
use tinviet::token::syllable::tokenise;

/// So many sentences are joined by a space and cut again.
const RUN: usize = 8;

/// Precision, recall and F1 of the inner boundaries; with `show` each error is printed.
fn score(sentences: &[&str], show: bool) -> (f64, f64, f64) {
    let (mut hit, mut spurious, mut missed) = (0u32, 0u32, 0u32);
    for run in sentences.chunks(RUN) {
        let text = run.join(" ");
        let mut gold = Vec::new();
        for sentence in run {
            gold.push(gold.last().map_or(0, |n| n + 1) + sentence.len());
        }
        let (mut tokens, mut spans) = (Vec::new(), Vec::new());
        tokenise(&text, &Vocabulary::default(), &mut WordCache::default(), &mut tokens);
        split(&text, Span::new(0, text.len() as u32), &tokens, &mut spans);
        let got: Vec<usize> = spans.iter().map(|s| s.end as usize).collect();
        let inner = |ends: &[usize]| ends[..ends.len() - 1].to_vec();
        let (gold, got) = (inner(&gold), inner(&got));
        let tell = |what: &str, at: usize| {
            if show {
                let (a, b) = text.split_at(at);
                let tail: String = a.chars().rev().take(50).collect::<Vec<_>>().into_iter().rev().collect();
                println!("{what}: {tail} ⏐{}", b.chars().take(40).collect::<String>());
            }
        };
        for at in &gold {
            if got.contains(at) {
                hit += 1;
            } else {
                missed += 1;
                tell("missed", *at);
            }
        }
        for at in got.iter().filter(|at| !gold.contains(at)) {
            spurious += 1;
            tell("spurious", *at);
        }
    }
    let (p, r) = (f64::from(hit) / f64::from(hit + spurious), f64::from(hit) / f64::from(hit + missed));
    (p, r, 2.0 * p * r / (p + r))
}

#[test]
#[ignore = "measures against a treebank that is not part of the project: cargo test --test it sentences -- --ignored --nocapture"]
fn boundaries_of_the_treebank() {
    for (part, least) in [("dev", 0.975), ("train", 0.96)] {
        let Some(text) = shared::read(&format!("ud-vtb/vi_vtb-ud-{part}.conllu")) else { continue };
        let sentences: Vec<&str> =
            text.lines().filter_map(|l| l.strip_prefix("# text =")).map(str::trim).filter(|s| !s.is_empty()).collect();
        let (p, r, f1) = score(&sentences, true);
        println!("{part}: {} sentences, precision {p:.4}, recall {r:.4}, F1 {f1:.4}", sentences.len());
        assert!(f1 >= least, "{part}: F1 {f1:.4}");
    }
}

#[test]
fn the_scorer_counts_inner_boundaries() {
    assert_eq!(score(&["Một hộ đến.", "Hai hộ đi."], false), (1.0, 1.0, 1.0));
    // A boundary where gold has none, and one that is not found.
    let (p, r, _) = score(&["Một hộ đến. Hai hộ đi.", "Ba hộ ở", "Bốn hộ về."], false);
    assert_eq!((p, r), (0.5, 0.5));
}
