//! Rules: an id, a pattern, and a function that makes a value of a match or refuses.
//!
//! Enters: a document and what was found in it so far. Leaves: candidates. The set knows by which heads its rules can
//! begin, so that a token wakes only the rules concerned.

use crate::intern::SylId;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::store::Row;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::pattern::{Head, Part, Parts, Pattern};
use crate::recognise::{Kind, Value, Wakes};
use crate::span::{Span, Tok};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `kind/what-it-reads`.
    pub id: &'static str,
    /// The pattern as written.
    pub source: &'static str,
    /// The value of a match; `None`: it is not one after all.
    pub make: fn(&Found<'_, '_>) -> Option<Value>,
    /// Whether what it makes stands on its own.
    pub state: State,
    /// Prior.
    pub score: i16,
    pattern: Pattern,
}

impl Rule {
    /// A firm rule of score 0.
    ///
    /// # Panics
    /// If the pattern is malformed; every set of rules is built by a test.
    #[must_use]
    pub fn new(id: &'static str, source: &'static str, make: fn(&Found<'_, '_>) -> Option<Value>) -> Self {
        let pattern = Pattern::parse(source).unwrap_or_else(|e| panic!("rule {id}: {e} in {source}"));
        Self { id, source, make, state: State::Firm, score: 0, pattern }
    }

    /// The same rule, proposing latent readings.
    #[must_use]
    pub fn latent(mut self) -> Self {
        self.state = State::Latent;
        self
    }

    /// The same rule with another prior.
    #[must_use]
    pub fn score(mut self, score: i16) -> Self {
        self.score = score;
        self
    }
}

/// A match of a rule, with its named parts.
#[derive(Debug)]
pub struct Found<'d, 'a> {
    /// The document.
    pub doc: &'d Doc<'a>,
    /// What was found before.
    pub candidates: &'d Candidates,
    /// The tokens of the mention.
    pub span: Span<Tok>,
    /// The sentence's tokens.
    pub sentence: Span<Tok>,
    parts: &'d Parts,
    pattern: &'d Pattern,
}

impl<'a> Found<'_, 'a> {
    fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(self.pattern.part(name)?)
    }

    /// Whether the part matched.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.part(name).is_some()
    }

    /// The tokens of a part.
    #[must_use]
    pub fn tokens(&self, name: &str) -> Option<Span<Tok>> {
        self.part(name)?.span
    }

    /// The text of a part.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        Some(self.doc.slice(self.part(name)?.span?))
    }

    /// The number of a part: of an `int`, a Roman numeral, or the lexicon row's value.
    #[must_use]
    pub fn int(&self, name: &str) -> Option<i64> {
        let part = self.part(name)?;
        if let Some(m) = part.phrase {
            return self.doc.row(&m).number.map(|x| x as i64);
        }
        let text = self.doc.slice(part.span?);
        text.parse().ok().or_else(|| crate::recognise::pattern::roman(text))
    }

    /// The lexicon row of a part.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&'a Row> {
        Some(self.doc.row(&self.part(name)?.phrase?))
    }

    /// The `value` column of a part's lexicon row.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.row(name).map(|r| &*r.value)
    }

    /// The earlier candidate that a part stands for.
    #[must_use]
    pub fn candidate(&self, name: &str) -> Option<&Candidate> {
        self.part(name)?.candidate.map(|n| self.candidates.get(n))
    }
}

/// Rules, one bit each.
type Awake = u128;

/// The rules that something at a token concerns, by what it is.
#[derive(Debug, Default)]
struct Index {
    /// The classes that concern any rule.
    classes: ClassSet,
    by_class: Vec<Awake>,
    by_kind: Vec<Awake>,
    by_number: Vec<(i64, i64, Awake)>,
    by_any_number: Awake,
    by_word: Awake,
    by_punct: Vec<(SylId, Awake)>,
}

impl Index {
    fn new() -> Self {
        Self { by_class: vec![0; Class::ALL.len()], by_kind: vec![0; Kind::ALL.len()], ..Self::default() }
    }

    fn add(&mut self, head: Head, rule: Awake) {
        match head {
            Head::Class(c) => {
                self.classes = self.classes.with(c);
                self.by_class[c as usize] |= rule;
            }
            Head::Kind(k) => self.by_kind[k as usize] |= rule,
            Head::Number(low, high) => match self.by_number.iter_mut().find(|n| (n.0, n.1) == (low, high)) {
                Some(range) => range.2 |= rule,
                None => self.by_number.push((low, high, rule)),
            },
            Head::AnyNumber => self.by_any_number |= rule,
            Head::Word => self.by_word |= rule,
            Head::Punct(mark) => self.by_punct.push((mark, rule)),
        }
    }

    /// What the token `at` itself, apart from lexicon and candidates, concerns.
    #[inline]
    fn by_token(&self, doc: &Doc<'_>, at: u32) -> Awake {
        let token = &doc.tokens[at as usize];
        if token.is_word() {
            self.by_word
        } else if token.is_number() {
            let all = self.by_any_number;
            match doc.int(at) {
                Some(n) => {
                    let ranges = self.by_number.iter().filter(|(low, high, _)| (*low..=*high).contains(&n));
                    ranges.fold(all, |all, (.., rules)| all | rules)
                }
                None => all,
            }
        } else {
            self.by_punct.iter().filter(|(id, _)| *id == token.id).fold(0, |all, (_, rules)| all | rules)
        }
    }

    fn by_candidates(&self, found: &Candidates, at: u32) -> Awake {
        found.at(at).fold(0, |all, (_, c)| all | self.by_kind[c.kind as usize])
    }
}

/// The rules of one recogniser, indexed by what wakes them.
#[derive(Debug)]
pub struct RuleSet {
    kind: Kind,
    rules: Vec<Rule>,
    /// By what they begin with.
    heads: Index,
    /// By what must stand behind their first part.
    followers: Index,
    /// Those that need nothing behind it.
    free: Awake,
    /// Whether a rule begins with, or goes on with, a candidate.
    kinds: [bool; 2],
    /// Whether a rule begins with what wakes nobody: a word, a mark or a candidate.
    sleepless: bool,
}

impl RuleSet {
    /// Indexes `rules`.
    ///
    /// # Panics
    /// If there are more than 128; every set of rules is built by a test.
    #[must_use]
    pub fn new(kind: Kind, rules: Vec<Rule>) -> Self {
        assert!(rules.len() <= Awake::BITS as usize, "more rules than bits");
        let (mut heads, mut followers, mut free) = (Index::new(), Index::new(), 0);
        for (n, rule) in rules.iter().enumerate() {
            let bit = 1 << n;
            rule.pattern.heads().into_iter().for_each(|head| heads.add(head, bit));
            match rule.pattern.followers() {
                Some(next) => next.into_iter().for_each(|head| followers.add(head, bit)),
                None => free |= bit,
            }
        }
        let kinds = [&heads, &followers].map(|index| index.by_kind.iter().any(|k| *k != 0));
        let sleepless = kinds[0] || heads.by_word != 0 || !heads.by_punct.is_empty();
        Self { kind, rules, heads, followers, free, kinds, sleepless }
    }

    /// What wakes the rules, for [`Recogniser::wakes`](super::Recogniser::wakes): numbers, and the classes with which a
    /// match or its span begins.
    #[must_use]
    pub fn wakes(&self) -> Wakes {
        let opened = self.rules.iter().flat_map(|rule| rule.pattern.opened());
        let classes =
            opened.fold(self.heads.classes, |set, head| if let Head::Class(c) = head { set.with(c) } else { set });
        Wakes { classes, numbers: true, ..Wakes::default() }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules whose first part may end before token `at`.
    fn may_go_on(&self, doc: &Doc<'_>, found: &Candidates, within: Span<Tok>, at: u32) -> Awake {
        if at >= within.end {
            return self.free;
        }
        let mut awake = self.free | self.followers.by_token(doc, at);
        if doc.classes(at).meets(&self.followers.classes) {
            for m in doc.matches.at(at as usize) {
                awake |= self.followers.by_class[m.class as usize];
            }
        }
        if self.kinds[1] {
            awake |= self.followers.by_candidates(found, at);
        }
        awake
    }

    /// Proposes what the rules find in the document.
    pub fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut parts = Parts::default();
        for sentence in doc.sentences {
            let within = sentence.tokens;
            let mut at = within.start;
            loop {
                if !self.sleepless {
                    at = doc.awake(self.kind, at, within.end);
                }
                if at >= within.end {
                    break;
                }
                let mut awake = self.heads.by_token(doc, at);
                if awake != 0 {
                    awake &= self.may_go_on(doc, out, within, at + 1);
                }
                if doc.classes(at).meets(&self.heads.classes) {
                    for m in doc.matches.at(at as usize) {
                        let rules = self.heads.by_class[m.class as usize];
                        if rules & !awake != 0 {
                            awake |= rules & self.may_go_on(doc, out, within, m.span().end);
                        }
                    }
                }
                if self.kinds[0] {
                    awake |= self.heads.by_candidates(out, at);
                }
                // In the order of the table.
                while awake != 0 {
                    let rule = &self.rules[awake.trailing_zeros() as usize];
                    self.try_rule(rule, doc, within, at, &mut parts, out);
                    awake &= awake - 1;
                }
                at += 1;
            }
        }
    }

    fn try_rule(
        &self,
        rule: &Rule,
        doc: &Doc<'_>,
        sentence: Span<Tok>,
        at: u32,
        parts: &mut Parts,
        out: &mut Candidates,
    ) {
        let Some(span) = rule.pattern.run(doc, out, sentence, at, parts) else { return };
        let found = Found { doc, candidates: out, span, sentence, parts, pattern: &rule.pattern };
        if let Some(value) = (rule.make)(&found) {
            out.push(Candidate { kind: self.kind, span, rule: rule.id, state: rule.state, score: rule.score, value });
        }
    }
}
