//! Rules: an id, a pattern, and a function that makes a value of a match or refuses.
//!
//! Enters: a document and what was found in it so far. Leaves: candidates. The set knows by which heads its rules can
//! begin, so that a token wakes only the rules concerned.

use crate::lexicon::class::Class;
use crate::lexicon::store::Row;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::pattern::{Head, Part, Parts, Pattern};
use crate::recognise::{Kind, Value};
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
        let n = self.pattern.part(name)?;
        Some(&self.parts.parts[n]).filter(|p| p.span.is_some())
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

/// The rules of one recogniser, indexed by what wakes them.
#[derive(Debug)]
pub struct RuleSet {
    kind: Kind,
    rules: Vec<Rule>,
    by_class: Vec<Vec<u16>>,
    by_kind: Vec<Vec<u16>>,
    by_number: Vec<u16>,
    by_word: Vec<u16>,
    by_punct: Vec<(crate::intern::SylId, u16)>,
}

impl RuleSet {
    /// Indexes `rules`.
    #[must_use]
    pub fn new(kind: Kind, rules: Vec<Rule>) -> Self {
        let mut set = Self {
            kind,
            by_class: vec![Vec::new(); Class::ALL.len()],
            by_kind: vec![Vec::new(); Kind::ALL.len()],
            by_number: Vec::new(),
            by_word: Vec::new(),
            by_punct: Vec::new(),
            rules,
        };
        for n in 0..set.rules.len() {
            let id = n as u16;
            for head in set.rules[n].pattern.heads() {
                let list = match head {
                    Head::Class(c) => &mut set.by_class[c as usize],
                    Head::Kind(k) => &mut set.by_kind[k as usize],
                    Head::Number => &mut set.by_number,
                    Head::Word => &mut set.by_word,
                    Head::Punct(mark) => {
                        set.by_punct.push((mark, id));
                        continue;
                    }
                };
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        set
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Proposes what the rules find in the document.
    pub fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut parts = Parts::default();
        let mut awake: Vec<u16> = Vec::new();
        let kinds = self.by_kind.iter().any(|k| !k.is_empty());
        for sentence in doc.sentences {
            for at in sentence.tokens.start..sentence.tokens.end {
                awake.clear();
                let token = &doc.tokens[at as usize];
                for m in doc.matches.at(at as usize) {
                    awake.extend_from_slice(&self.by_class[m.class as usize]);
                }
                if token.is_number() {
                    awake.extend_from_slice(&self.by_number);
                } else if token.is_word() {
                    awake.extend_from_slice(&self.by_word);
                } else {
                    awake.extend(self.by_punct.iter().filter(|(id, _)| *id == token.id).map(|(_, n)| *n));
                }
                if kinds {
                    for (_, c) in out.at(at) {
                        awake.extend_from_slice(&self.by_kind[c.kind as usize]);
                    }
                }
                if awake.is_empty() {
                    continue;
                }
                awake.sort_unstable();
                awake.dedup();
                for &n in &awake {
                    self.try_rule(&self.rules[n as usize], doc, sentence.tokens, at, &mut parts, out);
                }
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
