//! One consistent reading out of many.
//!
//! Enters: all candidates of a document. Leaves: those that are kept, by position. The order is total, so the result does
//! not depend on the order of proposal: firm before latent, longer before shorter, higher score, earlier, rule id.
//! Mentions of one kind never overlap; figures and dates share their tokens with no other figure; what stands inside a
//! name is not read on its own where the name gives it another meaning.

use crate::recognise::Kind;
use crate::recognise::candidate::{Candidate, State};

/// Kinds that exclude one another on the same tokens.
const FIGURES: [Kind; 5] = [Kind::Date, Kind::Duration, Kind::Percent, Kind::Money, Kind::Quantity];

/// Inner kinds that are dropped when they overlap a kept candidate of an outer kind.
const ABSORBED: [(Kind, &[Kind]); 6] = [
    (Kind::Quantity, &[Kind::Document, Kind::Programme, Kind::Organisation, Kind::Place]),
    (Kind::Duration, &[Kind::Document, Kind::Programme]),
    (Kind::Percent, &[Kind::Document, Kind::Programme]),
    (Kind::Money, &[Kind::Document, Kind::Programme]),
    (Kind::Date, &[Kind::Document]),
    (Kind::Person, &[Kind::Place, Kind::Organisation, Kind::Programme]),
];

/// Whether two kinds compete for tokens as equals.
fn rivals(a: Kind, b: Kind) -> bool {
    a == b || (FIGURES.contains(&a) && FIGURES.contains(&b))
}

fn absorbs(outer: Kind, inner: Kind) -> bool {
    ABSORBED.iter().any(|(i, outers)| *i == inner && outers.contains(&outer))
}

/// Keeps a consistent set of the firm candidates, in order of position (longer first at one start).
///
/// Latent candidates are the caller's to promote before; numbers are an intermediate and are dropped.
#[must_use]
pub fn select(mut all: Vec<Candidate>, tokens: usize) -> Vec<Candidate> {
    all.retain(|c| c.state == State::Firm && c.kind != Kind::Number);
    all.sort_by(|a, b| {
        (b.span.len(), b.score)
            .cmp(&(a.span.len(), a.score))
            .then(a.span.start.cmp(&b.span.start))
            .then(a.kind.cmp(&b.kind))
            .then(a.rule.cmp(b.rule))
    });
    // For each token the kinds that have taken it, as bits.
    let mut taken = vec![0u32; tokens];
    let mut kept: Vec<Candidate> = Vec::with_capacity(all.len());
    for c in all {
        let covered = &mut taken[c.span.range()];
        let blocked = covered.iter().any(|bits| {
            Kind::ALL.iter().any(|&k| bits & (1 << k as u32) != 0 && (rivals(k, c.kind) || absorbs(k, c.kind)))
        });
        if blocked {
            continue;
        }
        for bits in covered {
            *bits |= 1 << c.kind as u32;
        }
        kept.push(c);
    }
    // A name found later (shorter) may still absorb what was kept before it.
    let absorbed: Vec<bool> = kept
        .iter()
        .map(|c| {
            taken[c.span.range()]
                .iter()
                .any(|bits| Kind::ALL.iter().any(|&k| bits & (1 << k as u32) != 0 && absorbs(k, c.kind)))
        })
        .collect();
    let mut absorbed = absorbed.into_iter();
    kept.retain(|_| !absorbed.next().unwrap_or(false));
    kept.sort_by(|a, b| (a.span.start, b.span.end, a.kind).cmp(&(b.span.start, a.span.end, b.kind)));
    kept
}
