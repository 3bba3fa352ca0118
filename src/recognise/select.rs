//! One consistent reading out of many.
//!
//! Enters: all candidates of a document. Leaves: those that are kept, by position. The order is total, so the result does
//! not depend on the order of proposal: longer before shorter, higher score, earlier, kind, rule id.
//! Mentions of one kind never overlap; figures and dates share their tokens with no other figure; what stands inside a
//! name is not read on its own where the name gives it another meaning. A person and a place or body share no token: the
//! longer name is the one that was meant (`phố Lê Lai`, but `Lê Thái Bình`). Latent candidates are not kept: whoever finds
//! evidence for one makes it firm before.

use crate::recognise::Kind;
use crate::recognise::candidate::{Candidate, State};
use crate::span::{Span, Tok};

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
        // `đường 30/4`
        Kind::Date => bit(Kind::Document) | bit(Kind::Place),
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
    debug_assert!(all.iter().all(|c| c.span.end as usize <= tokens));
    // Candidates are large: small numbers that say where they stand are sorted, equal ones as they came.
    let mut order: Vec<u128> = (0..).zip(&all).map(|(n, c)| position(c, n)).collect();
    order.sort_unstable();
    let mut places = Places { all: &all, order: &order, of: vec![NOWHERE; all.len()], kept: 0 };
    places.find();
    let Places { mut of, kept, .. } = places;
    for (behind, place) in (kept..).zip(of.iter_mut().filter(|place| **place == NOWHERE)) {
        *place = behind;
    }
    for n in 0..all.len() {
        while of[n] != n as u32 {
            let to = of[n] as usize;
            all.swap(n, to);
            of.swap(n, to);
        }
    }
    all.truncate(kept as usize);
    all
}

/// Where a candidate stands, longer first at one start, and its number.
const fn position(c: &Candidate, n: u32) -> u128 {
    (c.span.start as u128) << 72 | (!c.span.end as u128) << 40 | (c.kind as u128) << 32 | n as u128
}

/// The place of what is not kept.
const NOWHERE: u32 = u32::MAX;
/// The place of what is, until it is counted.
const SOMEWHERE: u32 = u32::MAX - 1;

/// The places of the candidates among those that are kept.
struct Places<'c> {
    all: &'c [Candidate],
    /// Their positions, in order.
    order: &'c [u128],
    /// By number.
    of: Vec<u32>,
    kept: u32,
}

impl Places<'_> {
    fn candidate(&self, at: usize) -> Option<&Candidate> {
        self.order.get(at).map(|&position| &self.all[position as u32 as usize])
    }

    /// Finds them all. What shares no token with others needs no choice: only what hangs together is weighed.
    fn find(&mut self) {
        let (mut taken, mut weights) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(first) = self.candidate(at) {
            let (start, mut end, from) = (first.span.start, first.span.end, at);
            at += 1;
            while let Some(c) = self.candidate(at).filter(|c| c.span.start < end) {
                end = end.max(c.span.end);
                at += 1;
            }
            if at - from > 1 {
                taken.clear();
                taken.resize((end - start) as usize, 0);
                weights.clear();
                weights.extend(self.order[from..at].iter().map(|&position| position as u32));
                consistent(self.all, &mut weights, start, &mut taken);
                weights.iter().for_each(|&n| self.of[n as usize] = SOMEWHERE);
            } else {
                self.of[self.order[from] as u32 as usize] = SOMEWHERE;
            }
            for &position in &self.order[from..at] {
                let place = &mut self.of[position as u32 as usize];
                if *place == SOMEWHERE {
                    *place = self.kept;
                    self.kept += 1;
                }
            }
        }
    }
}

/// Drops what begins within the name of a body like a plan and runs out of it: `phòng Tài chính - | Kế hoạch | Lò Văn Mạnh`.
fn leave_bodies_whole(all: &[Candidate], numbers: &mut Vec<u32>) {
    let kind = |n: &u32, kind| all[*n as usize].kind == kind;
    if !numbers.iter().any(|n| kind(n, Kind::Programme)) {
        return;
    }
    let bodies: Vec<_> =
        numbers.iter().filter(|n| kind(n, Kind::Organisation)).map(|&n| all[n as usize].span).collect();
    numbers.retain(|n| {
        let span = all[*n as usize].span;
        let crosses = |b: &Span<Tok>| b.start < span.start && span.start < b.end && b.end < span.end;
        !(kind(n, Kind::Programme) && bodies.iter().any(crosses))
    });
}

/// Leaves of candidates that hang together, by number, those that are kept. `taken` holds, for each token from `start` on,
/// the kinds that have taken it, as bits: none yet.
fn consistent(all: &[Candidate], numbers: &mut Vec<u32>, start: u32, taken: &mut [u32]) {
    let tokens = |c: &Candidate| (c.span.start - start) as usize..(c.span.end - start) as usize;
    leave_bodies_whole(all, numbers);
    numbers.sort_unstable_by(|&m, &n| {
        let (a, b) = (&all[m as usize], &all[n as usize]);
        (b.span.len(), b.score)
            .cmp(&(a.span.len(), a.score))
            .then(a.span.start.cmp(&b.span.start))
            .then(a.kind.cmp(&b.kind))
            .then_with(|| a.rule.cmp(b.rule))
            .then(m.cmp(&n))
    });
    numbers.retain(|&n| {
        let c = &all[n as usize];
        let covered = &mut taken[tokens(c)];
        let blocked = blocking(c.kind);
        if covered.iter().any(|bits| bits & blocked != 0) {
            return false;
        }
        covered.iter_mut().for_each(|bits| *bits |= bit(c.kind));
        true
    });
    // A shorter name that came later may still absorb what was kept before it.
    numbers.retain(|&n| {
        let c = &all[n as usize];
        let absorbed = absorbing(c.kind);
        absorbed == 0 || !taken[tokens(c)].iter().any(|bits| bits & absorbed != 0)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::Value;
    use crate::recognise::person::value::PersonName;
    use crate::recognise::place::value::PlaceName;
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
    fn no_plan_runs_out_of_a_body() {
        let (body, plan) = (candidate(Kind::Organisation, 0, 5, "body"), candidate(Kind::Programme, 3, 8, "plan"));
        let person = candidate(Kind::Person, 5, 8, "person");
        assert_eq!(kept(&[plan, body, person]), ["body", "person"]);
    }

    #[test]
    fn latent_readings_are_not_kept() {
        let mut c = candidate(Kind::Person, 0, 2, "person");
        c.state = State::Latent;
        assert!(kept(&[c]).is_empty());
    }
}
