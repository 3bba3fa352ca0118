//! What recognisers propose.
//!
//! Enters: proposals in any order. Leaves: [`Candidates`], found again by kind and first token. Not done here: choosing
//! among them ([`crate::recognise::select`]).

use crate::recognise::number::measure::Placed;
use crate::recognise::number::value::Number;
use crate::recognise::{Kind, Value};
use crate::span::{Span, Tok};

/// How sure a proposal is of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// True only if the document bears it out; never emitted by itself.
    Latent,
    /// Stands on its own evidence.
    Firm,
}

/// One reading of some tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What it is.
    pub kind: Kind,
    /// The tokens of the mention.
    pub span: Span<Tok>,
    /// Id of the rule: `kind/what-it-reads`.
    pub rule: &'static str,
    /// How sure.
    pub state: State,
    /// Prior of the rule; decides between readings of one length.
    pub score: i16,
    /// What it says.
    pub value: Value,
}

/// The proposals for a document.
#[derive(Debug, Default)]
pub struct Candidates {
    list: Vec<Candidate>,
    next: Vec<u32>,
    /// For each token the kinds of the proposals that begin there, one bit each.
    kinds: Vec<u16>,
    /// For each token at which one begins the one made last; what stands elsewhere is of earlier documents.
    first: Vec<u32>,
    /// The numbers among them with their sentences, for the kinds of figures that are built on numbers.
    numbers: Vec<Placed>,
}

const NONE: u32 = u32::MAX;

/// A bit for each kind.
const _: () = assert!(Kind::ALL.len() <= 16);

impl Candidates {
    /// Forgets all, keeps the memory, and makes room for `tokens` tokens.
    pub fn reset(&mut self, tokens: usize) {
        self.list.clear();
        // About one for fifteen tokens.
        self.list.reserve(tokens / 12);
        self.next.clear();
        self.numbers.clear();
        self.kinds.clear();
        self.kinds.resize(tokens, 0);
        if self.first.len() < tokens {
            self.first.resize(tokens, NONE);
        }
    }

    /// Takes over the memory of what was made of an earlier document's proposals.
    pub fn reuse(&mut self, mut list: Vec<Candidate>) {
        list.clear();
        self.list = list;
    }

    /// Adds a proposal; an empty one is not added.
    pub fn push(&mut self, candidate: Candidate) {
        if candidate.span.is_empty() {
            return;
        }
        let n = self.list.len() as u32;
        let at = candidate.span.start as usize;
        let (kinds, first) = (&mut self.kinds[at], &mut self.first[at]);
        self.next.push(if *kinds == 0 { NONE } else { *first });
        *kinds |= 1 << candidate.kind as u32;
        *first = n;
        self.list.push(candidate);
    }

    /// Adds a number of the sentence `within`.
    pub fn push_number(&mut self, span: Span<Tok>, within: Span<Tok>, number: Number, rule: &'static str) {
        self.numbers.push(Placed { span, number, within });
        let value = Value::Number(number);
        self.push(Candidate { kind: Kind::Number, span, rule, state: State::Firm, score: 0, value });
    }

    /// Runs `read` with the numbers, in order of position.
    pub fn with_numbers(&mut self, read: impl FnOnce(&[Placed], &mut Self)) {
        let numbers = std::mem::take(&mut self.numbers);
        read(&numbers, self);
        self.numbers = numbers;
    }

    /// The proposals that begin at token `at`, latest first, with their numbers.
    pub fn at(&self, at: u32) -> impl Iterator<Item = (u32, &Candidate)> {
        let any = self.kinds.get(at as usize).is_some_and(|kinds| *kinds != 0);
        let mut n = if any { self.first[at as usize] } else { NONE };
        std::iter::from_fn(move || {
            let c = self.list.get(n as usize)?;
            let this = n;
            n = self.next[n as usize];
            Some((this, c))
        })
    }

    /// Whether a proposal of `kind` begins at `at`.
    #[inline]
    #[must_use]
    pub fn has(&self, kind: Kind, at: u32) -> bool {
        self.kinds.get(at as usize).is_some_and(|kinds| kinds >> kind as u32 & 1 != 0)
    }

    /// The longest proposal of `kind` that begins at `at`.
    #[inline]
    #[must_use]
    pub fn longest(&self, kind: Kind, at: u32) -> Option<&Candidate> {
        // Nearly always none does.
        if self.has(kind, at) { self.longest_there(kind, at) } else { None }
    }

    fn longest_there(&self, kind: Kind, at: u32) -> Option<&Candidate> {
        self.at(at).map(|(_, c)| c).filter(|c| c.kind == kind).max_by_key(|c| (c.state, c.span.end, c.score))
    }

    /// The proposal with a number.
    #[must_use]
    pub fn get(&self, n: u32) -> &Candidate {
        &self.list[n as usize]
    }

    /// All proposals in the order they were made.
    #[must_use]
    pub fn all(&self) -> &[Candidate] {
        &self.list
    }

    /// Takes all proposals out.
    pub fn take(&mut self) -> Vec<Candidate> {
        self.next.clear();
        self.kinds.clear();
        std::mem::take(&mut self.list)
    }
}
