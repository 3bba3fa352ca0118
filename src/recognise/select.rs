//! One consistent reading out of many.
//!
//! Enters: all candidates of a document. Leaves: those that are kept, by position. The order is total, so the result does
//! not depend on the order of proposal: longer before shorter, higher score, earlier, kind, rule id.
//! Mentions of one kind never overlap; figures and dates share their tokens with no other figure; what stands inside a
//! name is not read on its own where the name gives it another meaning. A person and a place or body share no token: the
//! longer name is the one that was meant (`phố Lê Lai`, but `Lê Thái Bình`). Latent candidates are not kept: whoever finds
//! evidence for one makes it firm before.

use std::cmp::Reverse;

use crate::recognise::Kind;
use crate::recognise::candidate::{Candidate, State};

const fn bit(kind: Kind) -> u32 {
    1 << kind as u32
}

/// Kinds that exclude one another on the same tokens.
const FIGURES: u32 =
    bit(Kind::Date) | bit(Kind::Duration) | bit(Kind::Percent) | bit(Kind::Money) | bit(Kind::Quantity);

/// The kinds inside or across which a mention of `kind` is not read.
const fn absorbing(kind: Kind) -> u32 {
    match kind {
        Kind::Quantity => bit(Kind::Document) | bit(Kind::Programme) | bit(Kind::Organisation) | bit(Kind::Place),
        Kind::Duration | Kind::Percent | Kind::Money => bit(Kind::Document) | bit(Kind::Programme),
        Kind::Date => bit(Kind::Document),
        _ => 0,
    }
}

/// The kinds whose mentions may not share a token with one of `kind`.
const fn blocking(kind: Kind) -> u32 {
    let rivals = match kind {
        Kind::Person => bit(Kind::Person) | bit(Kind::Place) | bit(Kind::Organisation) | bit(Kind::Programme),
        Kind::Place | Kind::Organisation | Kind::Programme => bit(kind) | bit(Kind::Person),
        _ if FIGURES & bit(kind) != 0 => FIGURES,
        _ => bit(kind),
    };
    rivals | absorbing(kind)
}

/// Keeps a consistent set of the firm candidates, by position (longer first at one start); numbers are dropped.
#[must_use]
pub fn select(mut all: Vec<Candidate>, tokens: usize) -> Vec<Candidate> {
    all.retain(|c| c.state == State::Firm && c.kind != Kind::Number);
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    // Candidates are large: their numbers are sorted, equal ones as they came.
    order.sort_unstable_by(|&m, &n| {
        let (a, b) = (&all[m as usize], &all[n as usize]);
        (b.span.len(), b.score)
            .cmp(&(a.span.len(), a.score))
            .then(a.span.start.cmp(&b.span.start))
            .then(a.kind.cmp(&b.kind))
            .then_with(|| a.rule.cmp(b.rule))
            .then(m.cmp(&n))
    });
    // For each token the kinds that have taken it, as bits.
    let mut taken = vec![0u32; tokens];
    order.retain(|&n| {
        let c = &all[n as usize];
        let covered = &mut taken[c.span.range()];
        let blocked = blocking(c.kind);
        if covered.iter().any(|bits| bits & blocked != 0) {
            return false;
        }
        covered.iter_mut().for_each(|bits| *bits |= bit(c.kind));
        true
    });
    // A shorter name that came later may still absorb what was kept before it.
    order.retain(|&n| {
        let c = &all[n as usize];
        let absorbed = absorbing(c.kind);
        absorbed == 0 || !taken[c.span.range()].iter().any(|bits| bits & absorbed != 0)
    });
    let mut kept = vec![false; all.len()];
    order.iter().for_each(|&n| kept[n as usize] = true);
    let mut kept = kept.into_iter();
    all.retain(|_| kept.next().unwrap_or(false));
    all.sort_by_key(|c| (c.span.start, Reverse(c.span.end), c.kind));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::Value;
    use crate::recognise::person::value::PersonName;
    use crate::recognise::place::value::PlaceName;
    use crate::span::Span;
    use crate::value::{Amount, Cmp, Figure};

    fn candidate(kind: Kind, start: u32, end: u32, rule: &'static str) -> Candidate {
        let value = match kind {
            Kind::Person => Value::Person(PersonName::default()),
            Kind::Place => Value::Place(PlaceName::default()),
            _ => Value::Quantity(Amount { figure: Figure::One(1.0), cmp: Cmp::Equal, unit: "".into() }),
        };
        Candidate { kind, span: Span::new(start, end), rule, state: State::Firm, score: 0, value }
    }

    fn kept(all: &[Candidate]) -> Vec<&'static str> {
        select(all.to_vec(), 10).iter().map(|c| c.rule).collect()
    }

    #[test]
    fn longer_wins_whatever_the_order() {
        let (a, b) = (candidate(Kind::Quantity, 0, 2, "short"), candidate(Kind::Quantity, 1, 4, "long"));
        assert_eq!(kept(&[a.clone(), b.clone()]), ["long"]);
        assert_eq!(kept(&[b, a]), ["long"]);
    }

    #[test]
    fn names_nest_but_persons_and_places_do_not() {
        let (place, person) = (candidate(Kind::Place, 0, 4, "place"), candidate(Kind::Person, 1, 4, "person"));
        assert_eq!(kept(&[person.clone(), place.clone()]), ["place"]);
        let longer = candidate(Kind::Person, 0, 6, "person");
        assert_eq!(kept(&[longer, place]), ["person"]);
    }

    #[test]
    fn latent_readings_are_not_kept() {
        let mut c = candidate(Kind::Person, 0, 2, "person");
        c.state = State::Latent;
        assert!(kept(&[c]).is_empty());
    }
}
