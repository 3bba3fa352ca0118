//! The pattern language of rules.
//!
//! Enters: a pattern as text. Leaves: a program of a few instructions and, run at a token, the tokens it covers with the
//! parts it named. There is no loop in the language, so the work at a token is bounded by the pattern's length.
//!
//! | written | matches |
//! |---|---|
//! | `@date.day` | a phrase of that lexicon class (the longest first) |
//! | `#number` | what an earlier recogniser found, by kind |
//! | `int(1-31)` | a number token of digits only, in that range |
//! | `num` | any number token |
//! | `dotted(3)` | a number token of so many dotted parts: `13.07.2019` |
//! | `roman` | a word that is a Roman numeral in capitals |
//! | `word`, `cap` | any word; a word with a capital |
//! | `'/-'` | one of these marks |
//! | `_` | nothing: but no white space stands before the next token |
//! | `!x`, `<!x` | nothing: but `x` (a class, `num`, `cap`, marks, `_`) does not follow, does not stand before |
//! | `a \| b`, `( )`, `x?` | choice, grouping, at most one |
//! | `{ }` | what of the match becomes the span (all of it without them) |
//! | `x:name` | the part gets a name |

use crate::intern::SylId;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::Kind;
use crate::recognise::candidate::{Candidate, Candidates};
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};

/// Most parts a pattern may name.
pub const MAX_PARTS: usize = 12;
const NO_PART: u8 = u8::MAX;

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Class(Class),
    Kind(Kind),
    Int(i64, i64),
    Num,
    Dotted(usize),
    Roman,
    Word,
    Capital,
    Punct(Vec<SylId>),
    Glued,
}

#[derive(Debug, Clone)]
enum Op {
    Take(Test, u8),
    NotNext(Test),
    NotBefore(Test),
    Glue,
    Open,
    Close,
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
    /// An earlier candidate of a kind begins here.
    Kind(Kind),
    /// A number token of digits only, in a range.
    Number(i64, i64),
    /// Any number token.
    AnyNumber,
    /// A mark.
    Punct(SylId),
    /// Any word.
    Word,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    ops: Vec<Op>,
    names: Vec<String>,
}

/// A named part of a match.
#[derive(Debug, Clone, Copy, Default)]
pub struct Part {
    /// Tokens covered.
    pub span: Option<Span<Tok>>,
    /// The lexicon phrase, if the part is one.
    pub phrase: Option<Match>,
    /// Index of the candidate, if the part is one.
    pub candidate: Option<u32>,
}

/// State of one run.
#[derive(Debug, Default)]
pub struct Parts {
    /// The named parts, by number; those count whose bit is set.
    parts: [Part; MAX_PARTS],
    state: State,
    /// Parts that were set twice on one path, with what they were before.
    before: Vec<(u8, Part)>,
}

/// What is taken back where a branch fails, beside [`Parts::before`].
#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// One bit for each part that has been matched.
    set: u16,
    open: Option<u32>,
    close: Option<u32>,
}

impl Parts {
    /// A part that was matched.
    #[must_use]
    pub fn get(&self, part: usize) -> Option<&Part> {
        if self.state.set >> part & 1 != 0 { self.parts.get(part) } else { None }
    }

    fn clear(&mut self) {
        self.state = State::default();
        self.before.clear();
    }

    fn put(&mut self, part: u8, value: Part) {
        let Some(slot) = self.parts.get_mut(usize::from(part)) else { return };
        if self.state.set >> part & 1 != 0 {
            self.before.push((part, *slot));
        }
        self.state.set |= 1 << part;
        *slot = value;
    }

    fn take_back(&mut self, state: State, before: usize) {
        for (part, value) in self.before.drain(before..).rev() {
            self.parts[usize::from(part)] = value;
        }
        self.state = state;
    }
}

impl Pattern {
    /// Compiles `source`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(source: &str) -> Result<Self, String> {
        let mut parser = Parser { words: lex(source)?, at: 0, names: Vec::new(), ops: Vec::new() };
        parser.choice()?;
        if parser.at < parser.words.len() {
            return Err(format!("{:?} is out of place", parser.words[parser.at]));
        }
        parser.ops.push(Op::Accept);
        Ok(Self { ops: parser.ops, names: parser.names })
    }

    /// Number of the part called `name`.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }

    /// What the pattern can begin with.
    #[must_use]
    pub fn heads(&self) -> Vec<Head> {
        self.reach(vec![0]).0.into_iter().flat_map(|pc| self.heads_at(pc)).collect()
    }

    /// What can stand first behind an opening brace.
    #[must_use]
    pub fn opened(&self) -> Vec<Head> {
        let braces = self.ops.iter().enumerate().filter(|(_, op)| matches!(op, Op::Open)).map(|(pc, _)| pc).collect();
        self.reach(braces).0.into_iter().flat_map(|pc| self.heads_at(pc)).collect()
    }

    /// What can stand behind its first part; `None` if nothing need stand there.
    #[must_use]
    pub fn followers(&self) -> Option<Vec<Head>> {
        let (first, _) = self.reach(vec![0]);
        let (second, ends) = self.reach(first.iter().map(|pc| pc + 1).collect());
        (!ends).then(|| second.into_iter().flat_map(|pc| self.heads_at(pc)).collect())
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
                Op::NotNext(_) | Op::NotBefore(_) | Op::Glue | Op::Open | Op::Close => stack.push(pc + 1),
                Op::Accept => ends = true,
            }
        }
        (takes, ends)
    }

    fn heads_at(&self, pc: usize) -> Vec<Head> {
        let Op::Take(test, _) = &self.ops[pc] else { return Vec::new() };
        match test {
            Test::Class(c) => vec![Head::Class(*c)],
            Test::Kind(k) => vec![Head::Kind(*k)],
            Test::Int(low, high) => vec![Head::Number(*low, *high)],
            Test::Num | Test::Dotted(_) => vec![Head::AnyNumber],
            Test::Roman | Test::Word | Test::Capital => vec![Head::Word],
            Test::Punct(ids) => ids.iter().map(|&id| Head::Punct(id)).collect(),
            Test::Glued => Vec::new(),
        }
    }

    /// Runs the pattern at token `at` of the sentence `within`; the span is what stands between `{` and `}`, or all.
    #[must_use]
    pub fn run(
        &self,
        doc: &Doc<'_>,
        found: &Candidates,
        within: Span<Tok>,
        at: u32,
        parts: &mut Parts,
    ) -> Option<Span<Tok>> {
        parts.clear();
        let end = self.step(doc, found, within, 0, at, parts)?;
        Some(Span::new(parts.state.open.unwrap_or(at), parts.state.close.unwrap_or(end)))
    }

    fn step(
        &self,
        doc: &Doc<'_>,
        found: &Candidates,
        within: Span<Tok>,
        mut pc: usize,
        mut at: u32,
        parts: &mut Parts,
    ) -> Option<u32> {
        loop {
            match &self.ops[pc] {
                Op::Accept => return Some(at),
                Op::Jump(to) => pc = *to,
                Op::Split(a, b) => {
                    let (state, before) = (parts.state, parts.before.len());
                    if let Some(end) = self.step(doc, found, within, *a, at, parts) {
                        return Some(end);
                    }
                    parts.take_back(state, before);
                    pc = *b;
                }
                Op::Open => {
                    parts.state.open = Some(at);
                    pc += 1;
                }
                Op::Close => {
                    parts.state.close = Some(at);
                    pc += 1;
                }
                Op::Glue => {
                    if at >= within.end || doc.tokens[at as usize].spaced {
                        return None;
                    }
                    pc += 1;
                }
                Op::NotNext(test) => {
                    if holds(test, doc, within, at) {
                        return None;
                    }
                    pc += 1;
                }
                Op::NotBefore(test) => {
                    let blocked = match test {
                        Test::Glued => at > within.start && !doc.tokens[at as usize].spaced,
                        _ => at > within.start && holds(test, doc, within, at - 1),
                    };
                    if blocked {
                        return None;
                    }
                    pc += 1;
                }
                Op::Take(test, part) => {
                    if at >= within.end {
                        return None;
                    }
                    match test {
                        // Several lengths are possible: the longest that lets the rest match wins.
                        Test::Class(class) => {
                            if !doc.has(at, *class) {
                                return None;
                            }
                            for m in doc.matches.at(at as usize) {
                                if m.class == *class && m.span().end <= within.end {
                                    parts.put(*part, Part { span: Some(m.span()), phrase: Some(m), candidate: None });
                                    if let Some(end) = self.step(doc, found, within, pc + 1, m.span().end, parts) {
                                        return Some(end);
                                    }
                                }
                            }
                            return None;
                        }
                        Test::Kind(kind) => {
                            for (n, c) in found.at(at) {
                                if c.kind == *kind && c.span.end <= within.end {
                                    parts.put(*part, Part { span: Some(c.span), phrase: None, candidate: Some(n) });
                                    if let Some(end) = self.step(doc, found, within, pc + 1, c.span.end, parts) {
                                        return Some(end);
                                    }
                                }
                            }
                            return None;
                        }
                        _ => {
                            if !holds(test, doc, within, at) {
                                return None;
                            }
                            parts.put(*part, Part { span: Some(Span::new(at, at + 1)), ..Part::default() });
                            at += 1;
                            pc += 1;
                        }
                    }
                }
            }
        }
    }
}

/// Whether the one-token (or class) test holds at `at`.
fn holds(test: &Test, doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    if at < within.start || at >= within.end {
        return false;
    }
    let token = &doc.tokens[at as usize];
    match test {
        Test::Class(class) => doc.has(at, *class),
        Test::Kind(_) => false,
        Test::Num => token.is_number(),
        Test::Int(low, high) => token.is_number() && doc.int(at).is_some_and(|n| (*low..=*high).contains(&n)),
        Test::Dotted(n) => {
            token.is_number() && {
                let text = doc.text_of(at);
                !text.contains(',') && text.split('.').count() == *n
            }
        }
        Test::Roman => token.is_upper() && roman(doc.text_of(at)).is_some(),
        Test::Word => token.is_word(),
        Test::Capital => token.is_capital(),
        Test::Punct(ids) => ids.contains(&token.id),
        Test::Glued => !token.spaced,
    }
}

/// The number a Roman numeral in capitals stands for, up to 89 (terms, quarters, centuries).
///
/// ```
/// use tinviet::recognise::pattern::roman;
/// assert_eq!((roman("XIV"), roman("IIX"), roman("")), (Some(14), None, None));
/// ```
#[must_use]
pub fn roman(word: &str) -> Option<i64> {
    let digit = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let (mut sum, mut last) = (0, 0);
    for c in word.chars().rev() {
        let d = digit(c)?;
        sum += if d < last { -d } else { d };
        last = last.max(d);
    }
    // Only the canonical spelling counts: write the number again and compare.
    let mut rest = sum;
    let mut canonical = String::new();
    for (n, s) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while rest >= n {
            canonical.push_str(s);
            rest -= n;
        }
    }
    (sum > 0 && canonical == word).then_some(sum)
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
    names: Vec<String>,
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
            "{" => self.ops.push(Op::Open),
            "}" => self.ops.push(Op::Close),
            "_" => self.ops.push(Op::Glue),
            _ => {
                if let Some(rest) = word.strip_prefix("<!") {
                    let test = test(rest)?;
                    self.ops.push(Op::NotBefore(test));
                } else if let Some(rest) = word.strip_prefix('!') {
                    let test = test(rest)?;
                    self.ops.push(Op::NotNext(test));
                } else {
                    let (atom, part) = match word.rsplit_once(':') {
                        Some((atom, name)) if !name.contains('\'') => (atom, self.name(name)?),
                        _ => (word, NO_PART),
                    };
                    let test = test(atom)?;
                    self.ops.push(Op::Take(test, part));
                }
            }
        }
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<u8, String> {
        if let Some(n) = self.names.iter().position(|x| x == name) {
            return Ok(n as u8);
        }
        if self.names.len() == MAX_PARTS {
            return Err(format!("more than {MAX_PARTS} parts"));
        }
        self.names.push(name.to_string());
        Ok(self.names.len() as u8 - 1)
    }
}

fn test(atom: &str) -> Result<Test, String> {
    if let Some(name) = atom.strip_prefix('@') {
        return Class::from_name(name).map(Test::Class).ok_or_else(|| format!("no class {name:?}"));
    }
    if let Some(name) = atom.strip_prefix('#') {
        return Kind::from_name(name).map(Test::Kind).ok_or_else(|| format!("no kind {name:?}"));
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
    Ok(match atom {
        "num" => Test::Num,
        "roman" => Test::Roman,
        "word" => Test::Word,
        "cap" => Test::Capital,
        "_" => Test::Glued,
        _ => return Err(format!("{atom:?} is no atom")),
    })
}

/// The candidate a part stands for.
#[must_use]
pub fn candidate_of<'c>(part: &Part, found: &'c Candidates) -> Option<&'c Candidate> {
    part.candidate.map(|n| found.get(n))
}
