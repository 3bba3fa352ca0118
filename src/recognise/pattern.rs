//! The pattern language of rules.
//!
//! Enters: a pattern as text. Leaves: a program of a few instructions and, run at a token, the tokens it covers with the
//! parts it named. There is no loop in the language, so the work at a token is bounded by the pattern's length.
//!
//! | written | matches |
//! |---|---|
//! | `@date.day` | a phrase of that lexicon class (the longest first) |
//! | `int(1-31)` | a number token of digits only, in that range |
//! | `dotted(3)` | a number token of so many dotted parts: `13.07.2019` |
//! | `roman` | a word that is a Roman numeral in capitals |
//! | `'/-'` | one of these marks |
//! | `_` | nothing: but no white space stands before the next token |
//! | `a \| b`, `( )`, `x?` | choice, grouping, at most one |
//! | `{ }` | what of the match becomes the span (all of it without them) |
//! | `x:n` | the part gets a name, of one letter |

use crate::intern::SylId;
use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};
use crate::token::syllable::TokenKind;

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Class(Class),
    Int(i64, i64),
    Dotted(usize),
    Roman,
    Punct(Box<[SylId]>),
}

#[derive(Debug, Clone)]
enum Op {
    /// What passes the test is the part of that name, or of none.
    Take(Test, Option<char>),
    Glue,
    /// A brace.
    Mark(char),
    /// Try from the first, then from the second.
    Split(usize, usize),
    Jump(usize),
    Accept,
}

/// What wakes a rule at a token.
#[derive(Debug, Clone, PartialEq)]
pub enum Head {
    /// A phrase of a class begins here.
    Class(Class),
    /// A number token of digits only, in a range.
    Number(i64, i64),
    /// A number token of so many dotted parts.
    Dotted(usize),
    /// A mark.
    Punct(SylId),
    /// Any word.
    Word,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    ops: Vec<Op>,
    /// What a match of the rest can begin with, for the instructions to which a split leads.
    begins: Vec<Begins>,
}

/// What stands where a pattern, or the rest of one from some instruction on, can match.
#[derive(Debug, Clone, Default)]
struct Begins {
    classes: ClassSet,
    numbers: bool,
    words: bool,
    marks: Vec<SylId>,
    /// Nothing need stand there.
    free: bool,
}

impl Begins {
    /// Whether a match may begin at `at`: most ways on are turned away here.
    #[inline]
    fn may(&self, doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
        if self.free || at >= within.end {
            return self.free;
        }
        let token = &doc.tokens[at as usize];
        let by_form = match token.kind {
            TokenKind::Number => self.numbers,
            TokenKind::Word => self.words && token.is_upper(),
            TokenKind::Punct => self.marks.contains(&token.id),
        };
        by_form || doc.classes(at).meets(&self.classes)
    }
}

/// A named part of a match.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    name: char,
    /// Tokens covered.
    pub span: Span<Tok>,
    /// The lexicon row, if the part is a phrase.
    pub row: Option<u32>,
}

/// A run of a pattern; the memory is used again from run to run.
#[derive(Debug, Default)]
pub struct Run {
    /// The named parts on the way that is tried, in their order; `{` and `}` are two of them.
    parts: Vec<Part>,
    /// The ways that are left to try, the next one last.
    choices: Vec<Choice>,
}

/// A way left to try.
#[derive(Debug)]
struct Choice {
    pc: usize,
    at: u32,
    /// How many parts were named before.
    parts: usize,
    /// How many phrases that begin at the token were tried before.
    tried: usize,
}

impl Run {
    /// The part of that name that was matched last.
    #[inline]
    #[must_use]
    pub fn part(&self, name: char) -> Option<&Part> {
        self.parts.iter().rev().find(|part| part.name == name)
    }

    fn put(&mut self, name: Option<char>, span: Span<Tok>, row: Option<u32>) {
        if let Some(name) = name {
            self.parts.push(Part { name, span, row });
        }
    }
}

impl Pattern {
    /// Compiles `source`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(source: &str) -> Result<Self, String> {
        let mut parser = Parser { words: lex(source)?, at: 0, ops: Vec::new() };
        parser.choice()?;
        if parser.at < parser.words.len() {
            return Err(format!("{:?} is out of place", parser.words[parser.at]));
        }
        parser.ops.push(Op::Accept);
        let mut pattern = Self { ops: without_idle_jumps(&parser.ops), begins: Vec::new() };
        pattern.begins = vec![Begins::default(); pattern.ops.len()];
        for pc in 0..pattern.ops.len() {
            if let Op::Split(first, second) = pattern.ops[pc] {
                pattern.begins[first] = pattern.begins_at(first);
                pattern.begins[second] = pattern.begins_at(second);
            }
        }
        Ok(pattern)
    }

    fn begins_at(&self, pc: usize) -> Begins {
        let (takes, free) = self.reach(vec![pc]);
        let mut begins = Begins { free, ..Begins::default() };
        for head in takes.into_iter().flat_map(|pc| self.heads_at(pc)) {
            match head {
                Head::Class(class) => begins.classes = begins.classes.with(class),
                Head::Number(..) | Head::Dotted(_) => begins.numbers = true,
                Head::Punct(mark) => begins.marks.push(mark),
                Head::Word => begins.words = true,
            }
        }
        begins
    }

    /// What the pattern can begin with.
    #[must_use]
    pub fn heads(&self) -> Vec<Head> {
        self.reach(vec![0]).0.into_iter().flat_map(|pc| self.heads_at(pc)).collect()
    }

    /// What can stand first behind an opening brace.
    #[must_use]
    pub fn opened(&self) -> Vec<Head> {
        let braces =
            self.ops.iter().enumerate().filter(|(_, op)| matches!(op, Op::Mark('{'))).map(|(pc, _)| pc).collect();
        self.reach(braces).0.into_iter().flat_map(|pc| self.heads_at(pc)).collect()
    }

    /// What can stand behind its first part.
    #[must_use]
    pub fn followers(&self) -> Vec<Head> {
        let (first, _) = self.reach(vec![0]);
        let (second, _) = self.reach(first.iter().map(|pc| pc + 1).collect());
        second.into_iter().flat_map(|pc| self.heads_at(pc)).collect()
    }

    /// What it can consist of alone: heads behind which nothing need stand.
    #[must_use]
    pub fn lone(&self) -> Vec<Head> {
        let (mut first, _) = self.reach(vec![0]);
        first.retain(|pc| self.reach(vec![pc + 1]).1);
        first.into_iter().flat_map(|pc| self.heads_at(pc)).collect()
    }

    /// The next parts on all ways from the instructions on `stack`, and whether one of the ways needs none.
    fn reach(&self, mut stack: Vec<usize>) -> (Vec<usize>, bool) {
        let (mut takes, mut ends, mut seen) = (Vec::new(), false, vec![false; self.ops.len()]);
        while let Some(pc) = stack.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match &self.ops[pc] {
                Op::Take(..) => takes.push(pc),
                Op::Split(a, b) => stack.extend([*b, *a]),
                Op::Jump(to) => stack.push(*to),
                Op::Glue | Op::Mark(_) => stack.push(pc + 1),
                Op::Accept => ends = true,
            }
        }
        (takes, ends)
    }

    fn heads_at(&self, pc: usize) -> Vec<Head> {
        let Op::Take(test, _) = &self.ops[pc] else { return Vec::new() };
        match test {
            Test::Class(c) => vec![Head::Class(*c)],
            Test::Int(low, high) => vec![Head::Number(*low, *high)],
            Test::Dotted(n) => vec![Head::Dotted(*n)],
            Test::Roman => vec![Head::Word],
            Test::Punct(ids) => ids.iter().map(|&id| Head::Punct(id)).collect(),
        }
    }

    /// Runs the pattern at token `at` of the sentence `within`; the span is what stands between `{` and `}`, or all.
    #[must_use]
    pub fn run(&self, doc: &Doc<'_>, within: Span<Tok>, at: u32, run: &mut Run) -> Option<Span<Tok>> {
        run.parts.clear();
        run.choices.clear();
        let end = self.end(doc, within, at, run)?;
        let brace = |brace, otherwise| run.part(brace).map_or(otherwise, |part| part.span.start);
        Some(Span::new(brace('{', at), brace('}', end)))
    }

    /// Where the match ends on the first of the ways that leads to one.
    fn end(&self, doc: &Doc<'_>, within: Span<Tok>, mut at: u32, run: &mut Run) -> Option<u32> {
        let (mut pc, mut tried) = (0, 0);
        loop {
            let passes = match &self.ops[pc] {
                Op::Accept => return Some(at),
                Op::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Op::Split(first, second) => {
                    let may = |pc: usize| self.begins[pc].may(doc, within, at);
                    if !may(*first) {
                        pc = *second;
                        continue;
                    }
                    if may(*second) {
                        run.choices.push(Choice { pc: *second, at, parts: run.parts.len(), tried: 0 });
                    }
                    pc = *first;
                    continue;
                }
                Op::Mark(brace) => {
                    run.put(Some(*brace), Span::new(at, at), None);
                    true
                }
                _ if at >= within.end => false,
                Op::Glue => !doc.tokens[at as usize].spaced,
                // Several lengths are possible: the longest that lets the rest match wins.
                Op::Take(Test::Class(class), name) if doc.has(at, *class) => {
                    let mut phrases = doc.matches.at(at as usize).iter();
                    let all = phrases.len();
                    if tried > 0 {
                        phrases.nth(std::mem::take(&mut tried) - 1);
                    }
                    match phrases.find(|m| m.class == *class) {
                        Some(m) => {
                            let tried = all - phrases.len();
                            if phrases.any(|m| m.class == *class) {
                                run.choices.push(Choice { pc, at, parts: run.parts.len(), tried });
                            }
                            run.put(*name, m.span(), Some(m.row));
                            at = m.span().end;
                            true
                        }
                        None => false,
                    }
                }
                Op::Take(test, name) => {
                    let holds = holds(test, doc, at);
                    if holds {
                        run.put(*name, Span::new(at, at + 1), None);
                        at += 1;
                    }
                    holds
                }
            };
            if passes {
                pc += 1;
            } else {
                let choice = run.choices.pop()?;
                run.parts.truncate(choice.parts);
                (pc, at, tried) = (choice.pc, choice.at, choice.tried);
            }
        }
    }
}

/// Whether the test holds of the single token at `at`.
#[inline]
fn holds(test: &Test, doc: &Doc<'_>, at: u32) -> bool {
    let token = &doc.tokens[at as usize];
    match test {
        Test::Class(_) => false,
        Test::Int(low, high) => token.is_number() && doc.int(at).is_some_and(|n| (*low..=*high).contains(&n)),
        Test::Dotted(n) => token.is_number() && dotted(doc, at) == *n,
        Test::Roman => token.is_upper() && roman(doc.text_of(at)).is_some(),
        Test::Punct(ids) => ids.contains(&token.id),
    }
}

/// How many dotted parts a number token has; none if it holds a comma.
pub(super) fn dotted(doc: &Doc<'_>, at: u32) -> usize {
    let text = doc.text_of(at).as_bytes();
    if text.contains(&b',') { 0 } else { text.iter().filter(|c| **c == b'.').count() + 1 }
}

/// The number a Roman numeral in capitals stands for, up to 89 (terms, quarters, centuries).
///
/// ```
/// use tinviet::recognise::pattern::roman;
/// assert_eq!((roman("XIV"), roman("IIX"), roman("")), (Some(14), None, None));
/// ```
#[must_use]
pub fn roman(word: &str) -> Option<i64> {
    let (mut sum, mut last) = (0, 0);
    for c in word.bytes().rev() {
        let digit = match c {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            _ => return None,
        };
        sum += if digit < last { -digit } else { digit };
        last = last.max(digit);
    }
    // Only the canonical spelling counts: the number written again is the word.
    let (mut rest, mut left) = (sum, word);
    for (n, s) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while rest >= n {
            left = left.strip_prefix(s)?;
            rest -= n;
        }
    }
    (sum > 0 && left.is_empty()).then_some(sum)
}

/// Splits a pattern into its words; brackets, bars and `?` stand alone.
fn lex(source: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut chars = source.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        match c {
            c if c.is_whitespace() => {
                chars.next();
            }
            '(' | ')' | '|' | '?' | '{' | '}' => {
                chars.next();
                words.push(c.to_string());
            }
            _ => {
                let (mut end, mut quoted, mut depth) = (start, false, 0);
                while let Some(&(at, c)) = chars.peek() {
                    if !quoted {
                        match c {
                            '(' => depth += 1,
                            ')' if depth > 0 => depth -= 1,
                            c if c.is_whitespace() || ")|?{}".contains(c) => break,
                            _ => {}
                        }
                    }
                    if c == '\'' {
                        quoted = !quoted;
                    }
                    end = at + c.len_utf8();
                    chars.next();
                }
                if quoted {
                    return Err("a quote is left open".into());
                }
                words.push(source[start..end].to_string());
            }
        }
    }
    Ok(words)
}

struct Parser {
    words: Vec<String>,
    at: usize,
    ops: Vec<Op>,
}

impl Parser {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.at).map(String::as_str)
    }

    /// `a | b | c`
    fn choice(&mut self) -> Result<(), String> {
        let mut jumps = Vec::new();
        loop {
            let split = self.ops.len();
            self.ops.push(Op::Accept);
            self.sequence()?;
            if self.peek() != Some("|") {
                // The last branch needs no split: jump over the placeholder is the plain next instruction.
                self.ops[split] = Op::Jump(split + 1);
                break;
            }
            self.at += 1;
            jumps.push(self.ops.len());
            self.ops.push(Op::Accept);
            self.ops[split] = Op::Split(split + 1, self.ops.len());
        }
        let end = self.ops.len();
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
        Ok(())
    }

    fn sequence(&mut self) -> Result<(), String> {
        while let Some(word) = self.peek() {
            if matches!(word, ")" | "|") {
                break;
            }
            let word = word.to_string();
            self.at += 1;
            let start = self.ops.len();
            self.ops.push(Op::Jump(start + 1));
            self.item(&word)?;
            if self.peek() == Some("?") {
                self.at += 1;
                self.ops[start] = Op::Split(start + 1, self.ops.len());
            }
        }
        Ok(())
    }

    fn item(&mut self, word: &str) -> Result<(), String> {
        match word {
            "(" => {
                self.choice()?;
                if self.peek() != Some(")") {
                    return Err("a bracket is left open".into());
                }
                self.at += 1;
            }
            "{" | "}" => self.ops.extend(word.chars().map(Op::Mark)),
            "_" => self.ops.push(Op::Glue),
            _ => {
                let (atom, name) = match word.rsplit_once(':') {
                    Some((atom, name)) if !name.contains('\'') => (atom, Some(letter(name)?)),
                    _ => (word, None),
                };
                self.ops.push(Op::Take(test(atom)?, name));
            }
        }
        Ok(())
    }
}

/// The name of a part.
fn letter(name: &str) -> Result<char, String> {
    match name.as_bytes() {
        [letter @ b'a'..=b'z'] => Ok(char::from(*letter)),
        _ => Err(format!("{name:?} is no letter")),
    }
}

/// The same program without the jumps that only go on to the next instruction.
fn without_idle_jumps(ops: &[Op]) -> Vec<Op> {
    let idle = |(pc, op): (usize, &Op)| matches!(op, Op::Jump(to) if *to == pc + 1);
    let place = |to: usize| ops[..to].iter().enumerate().filter(|op| !idle(*op)).count();
    let busy = ops.iter().enumerate().filter(|op| !idle(*op));
    busy.map(|(_, op)| match op {
        Op::Split(a, b) => Op::Split(place(*a), place(*b)),
        Op::Jump(to) => Op::Jump(place(*to)),
        other => other.clone(),
    })
    .collect()
}

fn test(atom: &str) -> Result<Test, String> {
    if let Some(name) = atom.strip_prefix('@') {
        return Class::from_name(name).map(Test::Class).ok_or_else(|| format!("no class {name:?}"));
    }
    if let Some(marks) = atom.strip_prefix('\'').and_then(|a| a.strip_suffix('\'')) {
        return Ok(Test::Punct(marks.chars().map(SylId::punct).collect()));
    }
    let arguments = |name: &str| atom.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(range) = arguments("int") {
        let (low, high) = range.split_once('-').ok_or("int wants a range")?;
        let number = |s: &str| s.parse().map_err(|_| format!("{s:?} is no number"));
        return Ok(Test::Int(number(low)?, number(high)?));
    }
    if let Some(n) = arguments("dotted") {
        return n.parse().map(Test::Dotted).map_err(|_| format!("{n:?} is no number"));
    }
    if atom == "roman" { Ok(Test::Roman) } else { Err(format!("{atom:?} is no atom")) }
}
