//! Rules: an id, a pattern, and a function that makes a value of a match or refuses.
//!
//! Enters: a document. Leaves: candidates. The set knows by which heads its rules can
//! begin, so that a token wakes only the rules concerned.

use crate::intern::SylId;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::store::Row;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::pattern::{Head, Pattern, Run, dotted, roman};
use crate::recognise::{Kind, Value, Wakes};
use crate::span::{Span, Tok};
use crate::token::syllable::TokenKind;

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
    /// The tokens of the mention.
    pub span: Span<Tok>,
    /// The sentence's tokens.
    pub sentence: Span<Tok>,
    run: &'d Run,
}

impl<'a> Found<'_, 'a> {
    /// Whether the part matched.
    #[must_use]
    pub fn has(&self, name: char) -> bool {
        self.run.part(name).is_some()
    }

    /// The tokens of a part.
    #[must_use]
    pub fn tokens(&self, name: char) -> Option<Span<Tok>> {
        Some(self.run.part(name)?.span)
    }

    /// The text of a part.
    #[must_use]
    pub fn text(&self, name: char) -> Option<&'a str> {
        Some(self.doc.slice(self.run.part(name)?.span))
    }

    /// The number of a part: of an `int`, a Roman numeral, or the lexicon row's value.
    #[must_use]
    pub fn int(&self, name: char) -> Option<i64> {
        let part = self.run.part(name)?;
        match part.row {
            Some(row) => self.doc.lexicon.row(row).number.map(|x| x as i64),
            None => self.doc.int(part.span.start).or_else(|| roman(self.doc.slice(part.span))),
        }
    }

    /// The lexicon row of a part.
    #[must_use]
    pub fn row(&self, name: char) -> Option<&'a Row> {
        Some(self.doc.lexicon.row(self.run.part(name)?.row?))
    }

    /// The `value` column of a part's lexicon row.
    #[must_use]
    pub fn value(&self, name: char) -> Option<&'a str> {
        self.row(name).map(|r| &*r.value)
    }
}

/// Rules, one bit each.
type Awake = u64;

/// The rules that something at a token concerns, by what it is.
#[derive(Debug)]
struct Index {
    /// The classes that concern any rule.
    classes: ClassSet,
    by_class: Vec<Awake>,
    /// By the integer itself, up to the largest that concerns any rule.
    by_number: Vec<Awake>,
    /// By how many dotted parts a number has.
    by_dotted: Vec<Awake>,
    by_word: Awake,
    by_punct: Vec<(SylId, Awake)>,
}

impl Index {
    fn new() -> Self {
        Self {
            classes: ClassSet::EMPTY,
            by_class: vec![0; Class::ALL.len()],
            by_number: Vec::new(),
            by_dotted: Vec::new(),
            by_word: 0,
            by_punct: Vec::new(),
        }
    }

    fn add(&mut self, head: Head, rule: Awake) {
        match head {
            Head::Class(c) => {
                self.classes = self.classes.with(c);
                self.by_class[c as usize] |= rule;
            }
            Head::Number(low, high) => {
                let (low, behind) = (low as usize, high as usize + 1);
                self.by_number.resize(self.by_number.len().max(behind), 0);
                self.by_number[low..behind].iter_mut().for_each(|rules| *rules |= rule);
            }
            Head::Dotted(parts) => {
                self.by_dotted.resize(self.by_dotted.len().max(parts + 1), 0);
                self.by_dotted[parts] |= rule;
            }
            Head::Word => self.by_word |= rule,
            Head::Punct(mark) => self.by_punct.push((mark, rule)),
        }
    }

    /// What the token `at` itself, apart from the lexicon, concerns.
    #[inline]
    fn by_token(&self, doc: &Doc<'_>, at: u32) -> Awake {
        let token = &doc.tokens[at as usize];
        match token.kind {
            TokenKind::Word => self.by_word,
            TokenKind::Number => match doc.int(at) {
                Some(n) => self.by_number.get(n as usize).copied().unwrap_or(0),
                None => self.by_dotted.get(dotted(doc, at)).copied().unwrap_or(0),
            },
            TokenKind::Punct => {
                self.by_punct.iter().filter(|(id, _)| *id == token.id).fold(0, |all, (_, rules)| all | rules)
            }
        }
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
    /// Those that need nothing behind it, by it.
    lone: Index,
}

impl RuleSet {
    /// Indexes `rules`.
    ///
    /// # Panics
    /// If there are more than 64, or one begins with what wakes nobody, a word or a mark; every set of rules is built by
    /// a test.
    #[must_use]
    pub fn new(kind: Kind, rules: Vec<Rule>) -> Self {
        assert!(rules.len() <= Awake::BITS as usize, "more rules than bits");
        let (mut heads, mut followers, mut lone) = (Index::new(), Index::new(), Index::new());
        for (n, rule) in rules.iter().enumerate() {
            let bit = 1 << n;
            rule.pattern.heads().into_iter().for_each(|head| heads.add(head, bit));
            rule.pattern.followers().into_iter().for_each(|head| followers.add(head, bit));
            rule.pattern.lone().into_iter().for_each(|head| lone.add(head, bit));
        }
        assert!(heads.by_word == 0 && heads.by_punct.is_empty(), "a rule that is never woken");
        Self { kind, rules, heads, followers, lone }
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

    /// The rules that may go on at token `at`, behind their first part.
    fn may_go_on(&self, doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Awake {
        if at >= within.end {
            return 0;
        }
        let mut awake = self.followers.by_token(doc, at);
        if doc.classes(at).meets(&self.followers.classes) {
            for m in doc.matches.at(at as usize) {
                awake |= self.followers.by_class[m.class as usize];
            }
        }
        awake
    }

    /// The rules that what stands at `at` and behind it concerns.
    fn awake(&self, doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Awake {
        let mut awake = self.heads.by_token(doc, at);
        if awake != 0 {
            awake &= self.lone.by_token(doc, at) | self.may_go_on(doc, within, at + 1);
        }
        if doc.classes(at).meets(&self.heads.classes) {
            // Phrases of one length stand together, and the same goes on behind them.
            let (mut end, mut goes_on) = (at, 0);
            for m in doc.matches.at(at as usize) {
                let rules = self.heads.by_class[m.class as usize];
                if rules & !awake != 0 {
                    if m.span().end != end {
                        end = m.span().end;
                        goes_on = self.may_go_on(doc, within, end);
                    }
                    awake |= rules & (goes_on | self.lone.by_class[m.class as usize]);
                }
            }
        }
        awake
    }

    /// Proposes what the rules find in the document.
    pub fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut run = Run::default();
        let mut walk = doc.walk(self.kind);
        while let Some((at, within)) = walk.step() {
            let mut awake = self.awake(doc, within, at);
            // In the order of the table.
            while awake != 0 {
                let rule = &self.rules[awake.trailing_zeros() as usize];
                self.try_rule(rule, doc, within, at, &mut run, out);
                awake &= awake - 1;
            }
        }
    }

    fn try_rule(&self, rule: &Rule, doc: &Doc<'_>, sentence: Span<Tok>, at: u32, run: &mut Run, out: &mut Candidates) {
        let Some(span) = rule.pattern.run(doc, sentence, at, run) else { return };
        let found = Found { doc, span, sentence, run };
        if let Some(value) = (rule.make)(&found) {
            out.push(Candidate { kind: self.kind, span, rule: rule.id, state: rule.state, score: rule.score, value });
        }
    }
}
