//! Names of organisations, written out.
//!
//! Enters: the mentions of a document and its [`Setting`](crate::resolve::admin::Setting). Leaves: for each organisation its full name (abbreviations
//! expanded, a bare `huyện` completed) and the place mention it belongs to. What the article defines comes before what the
//! lexicon knows: `Hội Chữ thập đỏ (CTĐ)` and `CTĐ (Chữ thập đỏ)` both. A bare designation stays bare where the article does
//! not tell whose it is. Not done here: finding organisations.

use std::borrow::Cow;

use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Value};
use crate::resolve::admin::{Own, Resolved};
use crate::resolve::by_mention::ByMention;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// What the document tells of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgDetail {
    /// The full name, unless it is written so.
    pub name: Option<String>,
    /// Index of the mention of the place it belongs to.
    pub place: Option<usize>,
}

/// Writes out names in a document.
#[derive(Debug)]
pub struct Names<'d, 'a> {
    doc: &'d Doc<'a>,
    mentions: &'d [Candidate],
    resolved: &'d Resolved,
    /// Abbreviations of the document and what they stand for; whole names of bodies.
    defined: Vec<(Span<Tok>, String)>,
}

/// Most abbreviations that one document is taken to define.
const MAX_DEFINED: usize = 32;

impl<'d, 'a> Names<'d, 'a> {
    /// Reads the definitions of the document.
    #[must_use]
    pub fn new(doc: &'d Doc<'a>, mentions: &'d [Candidate], resolved: &'d Resolved) -> Self {
        let mut names = Self { doc, mentions, resolved, defined: Vec::new() };
        for c in mentions.iter().filter(|c| c.kind == Kind::Organisation) {
            if names.defined.len() >= MAX_DEFINED {
                break;
            }
            names.define(c.span);
        }
        names
    }

    /// What each organisation is called in full, and where it belongs.
    #[must_use]
    pub fn details(&self) -> ByMention<OrgDetail> {
        let detail = |(n, c): (usize, &Candidate)| {
            let Value::Organisation(org) = &c.value else { return None };
            let name = match self.full(c.span, org.kind) {
                Cow::Borrowed(_) => None,
                Cow::Owned(name) => Some(name),
            };
            Some((n, OrgDetail { name, place: self.place(c.span) }))
        };
        self.mentions.iter().enumerate().filter_map(detail).collect()
    }

    /// The full name of the body written at `span`, borrowed where it is written so; `kind` is that of the closed list, or
    /// empty.
    ///
    /// ```
    /// use tinviet::recognise::{candidate::Candidates, propose, select::select};
    /// use tinviet::resolve::{abbrev::Names, admin::resolve};
    /// tinviet::testing::cases::with_doc("Huyện Ngân Sơn ra quân. UBND huyện giao Phòng GD&ĐT.", |doc| {
    ///     let mut found = Candidates::default();
    ///     propose(doc, &mut found);
    ///     let mentions = select(found.take(), doc.tokens.len());
    ///     let resolved = resolve(doc, &mentions, Some("2024-03-01"), None);
    ///     let names: Vec<String> =
    ///         Names::new(doc, &mentions, &resolved).details().iter().filter_map(|(_, o)| o.name.clone()).collect();
    ///     assert_eq!(names, ["Ủy ban nhân dân huyện Ngân Sơn", "Phòng Giáo dục và Đào tạo"]);
    /// });
    /// ```
    #[must_use]
    pub fn full(&self, span: Span<Tok>, kind: &str) -> Cow<'a, str> {
        if let Some((_, name)) = self.defined.iter().find(|(short, _)| self.same(*short, span)) {
            return Cow::Owned(name.clone());
        }
        match self.bare(span) {
            Some((own, end)) => {
                let head = self.expand(Span::new(span.start, end), kind);
                Cow::Owned(if end == span.end {
                    [&*head, " ", &own.name].concat()
                } else {
                    [&*head, " ", &own.designation, " ", &own.name].concat()
                })
            }
            None => self.expand(span, kind),
        }
    }

    fn token(&self, at: u32) -> Option<&Token> {
        self.doc.tokens.get(at as usize)
    }

    fn same(&self, a: Span<Tok>, b: Span<Tok>) -> bool {
        a.len() == b.len() && (0..a.len()).all(|n| self.doc.text_of(a.start + n) == self.doc.text_of(b.start + n))
    }

    /// The words with abbreviations replaced, and without a bracket that defines one.
    fn expand(&self, span: Span<Tok>, kind: &str) -> Cow<'a, str> {
        if self.is_plain(span) {
            return Cow::Borrowed(self.doc.slice(span));
        }
        let mut out = String::with_capacity(self.doc.bytes(span).len() as usize);
        let mut places = self.inside(span).peekable();
        let mut at = span.start;
        while at < span.end {
            let token = &self.doc.tokens[at as usize];
            if token.is('(')
                && let Some(close) = (at + 1..span.end).find(|&n| self.doc.tokens[n as usize].is(')'))
            {
                at = close + 1;
                continue;
            }
            if token.spaced && !out.is_empty() {
                out.push(' ');
            }
            while places.next_if(|(_, c)| c.span.start < at).is_some() {}
            let here = places.peek().filter(|(_, c)| c.span.start == at);
            if let Some((end, place)) = here.and_then(|&(n, c)| self.designated(n, c)) {
                out.push_str(place);
                at = end;
                continue;
            }
            // `TH&THCS`
            if token.is('&') && !token.spaced && at > span.start && self.long(at - 1, span).is_some() {
                out.push_str(" và ");
                at += 1;
                continue;
            }
            // In the name of a company only common words are short: `TNHH`, not `ASEAN`.
            let name = |long: &str| kind == "company" && !out.is_empty() && long.starts_with(char::is_uppercase);
            match self.long(at, span).filter(|(_, long)| !name(long)) {
                Some((end, long)) => {
                    if kind == "company" && !out.is_empty() {
                        out.push_str(long);
                    } else {
                        push_capitalised(long, &mut out);
                    }
                    at = end;
                }
                None => {
                    out.push_str(self.doc.text_of(at));
                    at += 1;
                }
            }
        }
        Cow::Owned(out)
    }

    /// Whether there is nothing in a name to be written out or left out, as in most.
    fn is_plain(&self, span: Span<Tok>) -> bool {
        const SHORT: ClassSet = ClassSet::of(&[Class::OrgFull, Class::OrgAbbr]);
        let mut end = self.doc.bytes(span).start;
        let plain = |(at, token): (u32, &Token)| {
            // Between two words stands one space.
            let gap = token.start - std::mem::replace(&mut end, token.end);
            let space = gap == 1 && self.doc.text.as_bytes()[token.start as usize - 1] == b' ';
            (gap == 0 || space) && !token.is('(') && !token.is('&') && !self.doc.classes(at).meets(&SHORT)
        };
        self.defined.is_empty()
            && (span.start..).zip(&self.doc.tokens[span.range()]).all(plain)
            && self.inside(span).all(|(n, c)| self.designated(n, c).is_none())
    }

    /// What the abbreviation at `at` stands for, and where it ends.
    fn long(&self, at: u32, within: Span<Tok>) -> Option<(u32, &str)> {
        let token = self.token(at)?;
        if !token.is_word() {
            return None;
        }
        for (short, long) in &self.defined {
            let here = Span::new(at, at + short.len());
            if here.end <= within.end && here != within && self.same(*short, here) {
                return Some((here.end, long));
            }
        }
        let classes = self.doc.classes(at);
        if !classes.has(Class::OrgFull) && !classes.has(Class::OrgAbbr) {
            return None;
        }
        let upper = |m: &crate::lexicon::trie::Match| {
            m.span().end <= within.end
                && self.doc.row(m).form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                && self.doc.tokens[m.span().range()].iter().all(|t| !t.is_word() || t.is_upper())
                || m.class == Class::OrgFull && self.doc.slice(m.span()) == &*self.doc.row(m).form
        };
        let phrase = |class| self.doc.phrase(at, class).filter(upper).filter(|m| m.span().end <= within.end);
        let (full, abbr) = (phrase(Class::OrgFull), phrase(Class::OrgAbbr));
        let m = match (full, abbr) {
            (Some(f), Some(a)) if a.len > f.len => a,
            (Some(f), _) => f,
            (None, a) => a?,
        };
        // `VP Bank` is a name, no `Văn phòng`.
        if m.span().end < within.end && self.doc.phrase(m.span().end, Class::OrgTail).is_some() {
            return None;
        }
        let long = &*self.doc.row(&m).value;
        (!long.is_empty() && !long.contains('(')).then_some((m.span().end, long))
    }

    /// The end of a place inside the name, with the designation in full where it is abbreviated (`TP.HCM`).
    fn designated(&self, n: usize, c: &Candidate) -> Option<(u32, &'static str)> {
        let at = c.span.start;
        let unit = self.resolved.places.get(n)?.unit?;
        let Value::Place(name) = &c.value else { return None };
        let short = self.doc.phrase(at, Class::PlaceDesignation).is_some_and(|m| {
            let form = &*self.doc.row(&m).form;
            form.chars().next().is_some_and(char::is_uppercase) && m.span().end <= name.name.start
        });
        let alias =
            self.token(at)?.is_upper() && c.span == name.name && !unit.code.is_empty() && self.short_name(c.span);
        (short || alias).then(|| (c.span.end, unit.full_name()))
    }

    fn short_name(&self, span: Span<Tok>) -> bool {
        let m = self.doc.phrase(span.start, Class::PlaceProvince).filter(|m| m.span() == span);
        m.is_some_and(|m| self.doc.row(&m).value.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The place mentions inside a stretch.
    fn inside(&self, span: Span<Tok>) -> impl Iterator<Item = (usize, &Candidate)> {
        let first = self.mentions.partition_point(|c| c.span.start < span.start);
        let rest = self.mentions[first..].iter().take_while(move |c| c.span.start < span.end).enumerate();
        rest.map(move |(n, c)| (first + n, c)).filter(move |(_, c)| c.kind == Kind::Place && c.span.end <= span.end)
    }

    /// The unit that completes a name without one, and where the words before it end.
    fn bare(&self, span: Span<Tok>) -> Option<(&Own, u32)> {
        for len in 1..=2u32.min(span.len()) {
            let start = span.end - len;
            let ends = |class| self.doc.phrase(start, class).filter(|m| m.span().end == span.end);
            if let Some(seat) = ends(Class::OrgSeat) {
                return Some((self.own(&self.doc.row(&seat).value, span.start)?, span.end));
            }
            if start > span.start
                && let Some(m) = ends(Class::PlaceDesignation)
                && ends(Class::OrgArea).is_some()
            {
                return Some((self.own(&self.doc.row(&m).value, span.start)?, start));
            }
        }
        None
    }

    fn own(&self, designation: &str, at: u32) -> Option<&Own> {
        self.resolved.setting.at(self.doc, designation, at)
    }

    /// The place mention a body belongs to: the smallest inside its name, else one of the unit it is completed with.
    fn place(&self, span: Span<Tok>) -> Option<usize> {
        if let Some((n, _)) = self.inside(span).next() {
            return Some(n);
        }
        let (own, _) = self.bare(span)?;
        let means = |n: &usize| {
            let detail = self.resolved.places.get(*n);
            detail.is_some_and(|d| d.unit.is_some() && d.unit == own.unit)
                || matches!(&self.mentions[*n].value, Value::Place(p) if own.unit.is_none() && self.doc.slice(p.name) == own.name)
        };
        let at = self.mentions.partition_point(|c| c.span.start < span.start);
        let near = at.saturating_sub(REACH)..(at + REACH).min(self.mentions.len());
        let before = (near.start..at).rev().find(means);
        before.or_else(|| (at..near.end).find(means)).or_else(|| (0..self.mentions.len().min(REACH)).find(means))
    }

    /// Reads `name (ABBR)`, `name (ABBR) huyện` and `ABBR (name)`.
    fn define(&mut self, span: Span<Tok>) {
        let inner = (span.start..span.end).find(|&n| self.doc.tokens[n as usize].is('('));
        let (name, open) = match inner {
            Some(open) => (Span::new(span.start, open), open),
            None => (span, span.end),
        };
        if !self.token(open).is_some_and(|t| t.is('(')) || name.is_empty() {
            return;
        }
        let Some(close) = (open + 2..open + 14).find(|&n| self.token(n).is_some_and(|t| t.is(')'))) else { return };
        let bracket = Span::new(open + 1, close);
        let short = |span: Span<Tok>| {
            let tokens = &self.doc.tokens[span.range()];
            tokens.iter().all(|t| t.is_upper() || t.is('&') || t.is('-') || t.is('.'))
                && tokens.iter().any(Token::is_word)
                && self.doc.bytes(span).len() >= 2
        };
        if short(bracket) {
            let long = match self.initials(bracket, name) {
                Some(long) => self.doc.slice(long).to_owned(),
                None if inner.is_none() => self.full(span, "").into_owned(),
                None => return,
            };
            self.defined.push((bracket, long));
        } else if short(Span::new(name.end - 1, name.end))
            && self.initials(Span::new(name.end - 1, name.end), bracket) == Some(bracket)
        {
            self.defined.push((Span::new(name.end - 1, name.end), self.doc.slice(bracket).to_owned()));
        }
    }

    /// The last words of `name` whose initials are the letters of the abbreviation.
    fn initials(&self, short: Span<Tok>, name: Span<Tok>) -> Option<Span<Tok>> {
        let initial = |c: char| c.to_uppercase().next().unwrap_or(c);
        let letters: Vec<char> = self.doc.slice(short).chars().filter(|c| c.is_alphabetic()).collect();
        let mut left = letters.iter().rev().peekable();
        let mut at = name.end;
        while let Some(&&letter) = left.peek() {
            if at == name.start {
                return None;
            }
            at -= 1;
            let token = &self.doc.tokens[at as usize];
            let first = self.doc.text_of(at).chars().next().map(initial);
            if token.is_word() && first == Some(letter) {
                left.next();
            } else if token.is_word() && self.doc.phrase(at, Class::PlaceAnd).is_none() {
                return None;
            }
        }
        (letters.len() >= 2).then(|| Span::new(at, name.end))
    }
}

/// How many mentions away the place of a body is looked for.
const REACH: usize = 40;

/// Appends a text with a capital at its beginning.
fn push_capitalised(text: &str, out: &mut String) {
    let mut chars = text.chars();
    if let Some(first) = chars.next() {
        out.extend(first.to_uppercase());
        out.push_str(chars.as_str());
    }
}

#[cfg(test)]
mod tests;
