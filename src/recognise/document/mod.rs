//! Legal and party documents: by type and number, by a short form of these, or by a title of their own.
//!
//! Enters: the tokens. Leaves: candidates `document/*`. The date after the number and `của …` are outside the mention; the
//! body named there is read as the issuer where the number leaves it open. Not done here: which document a short form
//! means (that is `resolve::document`).

mod number;
mod table;
mod title;
pub mod value;

use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::{Span, Tok};
use number::Number;
use title::Title;
use value::Reference;

pub(crate) use number::year_at;
pub use table::KINDS;

/// The recogniser.
#[derive(Debug)]
pub struct Documents;

const TYPED: &str = "document/type-number";
const DESCRIBED: &str = "document/type-words-number";
const SHORT: &str = "document/short-number";
const LISTED: &str = "document/list-item";
const BARE: &str = "document/bare-number";
const ABBREVIATED: &str = "document/abbreviated-type";
const LAW: &str = "document/law-title";
const PROPER: &str = "document/proper-title";
const TREATY: &str = "document/treaty";
const CONGRESS: &str = "document/congress-resolution";
const STANDARD: &str = "document/standard";

impl Recogniser for Documents {
    fn kind(&self) -> Kind {
        Kind::Document
    }

    fn needs(&self) -> &'static [Kind] {
        &[]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![TYPED, DESCRIBED, SHORT, LISTED, BARE, ABBREVIATED, LAW, PROPER, TREATY, CONGRESS, STANDARD]
    }

    fn wakes(&self) -> Wakes {
        Wakes { classes: WAKES, numbers: true, ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut walk = doc.walk(Kind::Document);
        while let Some((at, within)) = walk.step() {
            let end = Scan { doc, within, out }.step(at);
            walk.skip_to(end.max(at + 1));
        }
    }
}

struct Scan<'s, 'a> {
    doc: &'s Doc<'a>,
    within: Span<Tok>,
    out: &'s mut Candidates,
}

/// The classes that matter at a token: those that can begin a document, and what is passed over.
const WAKES: ClassSet = ClassSet::of(&[
    Class::DocumentType,
    Class::DocumentNumber,
    Class::DocumentAbbreviation,
    Class::DocumentTitle,
    Class::DocumentTreaty,
    Class::DocumentNot,
]);

/// The classes that can begin a document.
fn wakes(m: &Match) -> bool {
    matches!(
        m.class,
        Class::DocumentType
            | Class::DocumentNumber
            | Class::DocumentAbbreviation
            | Class::DocumentTitle
            | Class::DocumentTreaty
    )
}

impl Scan<'_, '_> {
    /// Proposes what begins at `at`; the token from which to go on.
    fn step(&mut self, at: u32) -> u32 {
        let doc = self.doc;
        let token = &doc.tokens[at as usize];
        if token.is_number() {
            // 116/2020/NĐ-CP without any word before it: the letters must be of the table.
            let marked = doc.tokens.get(at as usize + 1).is_some_and(|t| !t.spaced && (t.is('/') || t.is('-')));
            return match if marked { number::read(doc, self.within, at, false) } else { None } {
                Some(n) if n.kind.is_some() && (n.codes > 1 || n.year.is_some()) => self.numbered(at, n, None, BARE),
                _ => at + 1,
            };
        }
        if !doc.classes(at).meets(&WAKES) {
            return at + 1;
        }
        let matches = doc.matches.at(at as usize);
        // `pháp luật`, `Đại học Luật` are passed over whole.
        if let Some(not) = matches.iter().find(|m| m.class == Class::DocumentNot) {
            return not.span().end;
        }
        let Some(m) = matches.iter().find(wakes) else { return at + 1 };
        if m.span().end > self.within.end {
            return at + 1;
        }
        match m.class {
            Class::DocumentType => self.typed(m),
            Class::DocumentNumber => {
                let Some(digits) = self.skip_number_word(m.span().start) else { return at + 1 };
                match number::read(doc, self.within, digits, true) {
                    Some(n) if n.codes > 1 || (n.codes > 0 && n.year.is_some()) => self.numbered(at, n, None, BARE),
                    _ => at + 1,
                }
            }
            Class::DocumentAbbreviation => self.abbreviated(m),
            Class::DocumentTitle => self.proper(m),
            _ => match title::treaty(doc, self.within, m) {
                Some(t) => self.titled(at, t, "treaty", TREATY),
                None => at + 1,
            },
        }
    }

    fn push(&mut self, start: u32, end: u32, rule: &'static str, value: Reference) -> u32 {
        let span = Span::new(start, end);
        let value = Value::Document(Box::new(value));
        self.out.push(Candidate { kind: Kind::Document, span, rule, state: State::Firm, score: 0, value });
        end
    }

    /// A mention with a full number.
    fn numbered(&mut self, start: u32, n: Number, kind: Option<&'static str>, rule: &'static str) -> u32 {
        let issuer = if n.broad { self.issuer_after(n.end).or(n.issuer) } else { n.issuer };
        let value = Reference {
            // `văn bản số 614/QĐ-TTg`: the code says what the word does not.
            kind: kind.filter(|k| *k != "other").or(n.kind).or(kind).unwrap_or("other"),
            number: Some(n.canonical.into()),
            title: None,
            year: n.year,
            issuer: issuer.map(Into::into),
        };
        self.push(start, n.end, rule, value)
    }

    /// A mention by title.
    fn titled(&mut self, start: u32, t: Title, kind: &'static str, rule: &'static str) -> u32 {
        let mut value = Reference { kind, year: t.year, ..Reference::default() };
        value.title = Some(plain(self.doc.slice(t.name)));
        let mut end = t.end;
        // Luật Tổ chức chính quyền địa phương số 72/2025/QH15
        if self.doc.phrase(end, Class::DocumentNumber).is_some()
            && let Some(n) = self
                .skip_number_word(end)
                .and_then(|digits| number::read(self.doc, self.within, digits, true))
                .filter(|n| n.codes > 0)
        {
            end = n.end;
            value.number = Some(n.canonical.into());
            value.year = value.year.or(n.year);
            value.issuer = n.issuer.map(Into::into);
        }
        self.push(start, end, rule, value)
    }

    /// The token after `số` or `số:` at `at`.
    fn skip_number_word(&self, at: u32) -> Option<u32> {
        let mut next = self.doc.phrase(at, Class::DocumentNumber)?.span().end;
        if next < self.within.end && self.doc.tokens[next as usize].is(':') {
            next += 1;
        }
        (next < self.within.end).then_some(next)
    }

    fn typed(&mut self, m: Match) -> u32 {
        let (doc, start, after) = (self.doc, m.span().start, m.span().end);
        let row = doc.row(&m);
        let mut words = row.value.split(' ');
        let kind = table::kind(words.next().unwrap_or_default());
        let flag = words.next().unwrap_or_default();
        if flag == "standard" {
            return self.standard(start, after);
        }
        let said = self.skip_number_word(after);
        let digits = said.unwrap_or(after);
        if let Some(n) = number::read(doc, self.within, digits, true) {
            // `Đề án 06/CP` is a nickname; a document of such a type has its code or `số`.
            if n.codes > usize::from(flag == "code" && said.is_none()) {
                return self.numbered(start, n, Some(kind), TYPED);
            }
            if flag != "code" && (said.is_some() || flag.is_empty()) {
                return self.numbered(start, n, Some(kind), SHORT);
            }
        }
        if matches!(kind, "law" | "code" | "ordinance")
            && let Some(t) = title::law(doc, self.within, m.span())
        {
            return self.titled(start, t, kind, LAW);
        }
        if matches!(kind, "resolution" | "conclusion")
            && let Some(end) = title::congress(doc, self.within, after)
        {
            let title = Some(plain(doc.slice(Span::new(after, end))));
            return self.push(start, end, CONGRESS, Reference { kind, title, ..Reference::default() });
        }
        if flag != "code"
            && let Some(end) = self.short(m, digits, said.is_some(), flag)
        {
            return end;
        }
        self.described(start, after, kind).unwrap_or(after)
    }

    /// `Nghị quyết chuyên đề số 12-NQ/TU`: a few small words between the type word and `số`.
    fn described(&mut self, start: u32, after: u32, kind: &'static str) -> Option<u32> {
        for at in after..(after + 5).min(self.within.end) {
            if at > after && self.doc.phrase(at, Class::DocumentNumber).is_some() {
                let digits = self.skip_number_word(at)?;
                let n = number::read(self.doc, self.within, digits, true).filter(|n| n.codes > 1)?;
                return Some(self.numbered(start, n, Some(kind), DESCRIBED));
            }
            let token = &self.doc.tokens[at as usize];
            if !token.is_word() || token.is_capital() || self.doc.phrase(at, Class::DocumentAfter).is_some() {
                return None;
            }
        }
        None
    }

    /// `Chỉ thị 16`, `Quyết định số 2290`, `các Quyết định số: 318, 319 và 320`.
    fn short(&mut self, m: Match, digits: u32, said: bool, flag: &str) -> Option<u32> {
        let (doc, start) = (self.doc, m.span().start);
        let kind = table::kind(doc.row(&m).value.split(' ').next().unwrap_or_default());
        let end = self.lone_number(digits, said)?;
        if !said {
            let named = doc.tokens[start as usize].is_capital() && start > self.within.start;
            let wide = doc.text_of(digits).len() > 1;
            if (flag == "verb" && !(named && wide)) || number::year_at(doc, digits).is_some() {
                return None;
            }
        }
        let mut last = self.short_reference(start, digits, end, kind, SHORT);
        // The list goes on: `, 319`, ` và 320`, `, số 16`.
        if said {
            loop {
                let mut at = last;
                if at < self.within.end && self.doc.tokens[at as usize].is(',') {
                    at += 1;
                }
                if let Some(and) = self.doc.phrase(at, Class::ProgrammeAnd) {
                    at = and.span().end;
                }
                let begin = at;
                let spoken = self.skip_number_word(at);
                let digits = spoken.unwrap_or(at);
                let followed = |end: u32| {
                    spoken.is_some()
                        || end >= self.within.end
                        || !self.doc.tokens[end as usize].is_word()
                        || self.doc.phrase(end, Class::DocumentAfter).is_some()
                };
                match self.lone_number(digits, true).filter(|&end| begin > last && followed(end)) {
                    Some(end) => last = self.short_reference(begin, digits, end, kind, LISTED),
                    None => break,
                }
            }
        }
        Some(last)
    }

    fn short_reference(&mut self, start: u32, digits: u32, end: u32, kind: &'static str, rule: &'static str) -> u32 {
        let number = Some(self.doc.slice(Span::new(digits, end)).into());
        let issuer = self.issuer_after(end).map(Into::into);
        self.push(start, end, rule, Reference { kind, number, issuer, ..Reference::default() })
    }

    /// End of a number without suffix at `at`, if what follows does not make it a count.
    fn lone_number(&self, at: u32, said: bool) -> Option<u32> {
        let doc = self.doc;
        let token = doc.tokens.get(at as usize).filter(|t| at < self.within.end && t.is_number())?;
        if token.end - token.start > 5 || doc.int(at)? == 0 {
            return None;
        }
        let mut end = at + 1;
        let letter = |t: &crate::token::syllable::Token| t.is_word() && !t.spaced && t.end - t.start == 1;
        if doc.tokens.get(end as usize).is_some_and(|t| end < self.within.end && letter(t)) {
            end += 1;
        }
        let Some(next) = doc.tokens.get(end as usize).filter(|_| end < self.within.end) else { return Some(end) };
        if next.is_word() {
            if !next.spaced {
                return None;
            }
            let follows = doc.phrase(end, Class::DocumentAfter);
            // `5 năm` is a length of time, `5 năm 2020` a number and its year.
            if follows.is_some() && doc.phrase(end, Class::DocumentYear).is_some() {
                return number::year_at(doc, end + 1).map(|_| end);
            }
            return (said || follows.is_some() || next.is_capital()).then_some(end);
        }
        let joined = next.is('/') || next.is('%') || next.is('&') || (next.is('-') && !next.spaced) || next.is_number();
        (!joined).then_some(end)
    }

    fn abbreviated(&mut self, m: Match) -> u32 {
        let (doc, start, after) = (self.doc, m.span().start, m.span().end);
        if !doc.tokens[start as usize].is_upper() {
            return after;
        }
        let kind = table::kind(&doc.row(&m).value);
        let said = self.skip_number_word(after);
        let digits = said.unwrap_or(after);
        if let Some(n) = number::read(doc, self.within, digits, true)
            && (n.codes > 1 || matches!(kind, "decree" | "resolution"))
        {
            return self.numbered(start, n, Some(kind), ABBREVIATED);
        }
        // Of the short forms only these two do not mean anything else before a number.
        let sure = matches!(kind, "decree" | "resolution");
        match self.lone_number(digits, said.is_some()).filter(|_| sure) {
            Some(end) => self.short_reference(start, digits, end, kind, ABBREVIATED),
            None => after,
        }
    }

    fn proper(&mut self, m: Match) -> u32 {
        let (doc, name) = (self.doc, m.span());
        if !doc.tokens[name.start as usize].is_capital() {
            return name.end;
        }
        let row = doc.row(&m);
        let year = title::year_after(doc, self.within, name.end);
        let end = year.map_or(name.end, |y| y.1);
        let kind = table::kind(&row.value);
        let title = Some(plain(doc.slice(name)));
        self.push(name.start, end, PROPER, Reference { kind, title, year: year.map(|y| y.0), ..Reference::default() })
    }

    /// `TCVN 7957:2008`, `QCVN 05:2023/BTNMT`.
    fn standard(&mut self, start: u32, at: u32) -> u32 {
        let doc = self.doc;
        let token = |i: u32| doc.tokens.get(i as usize).filter(|_| i < self.within.end);
        if !doc.tokens[start as usize].is_upper() || !token(at).is_some_and(|t| t.is_number()) {
            return at;
        }
        let mut end = at + 1;
        if token(end).is_some_and(|t| t.is('-') && !t.spaced) && token(end + 1).is_some_and(|t| t.is_number()) {
            end += 2;
        }
        let mut year = None;
        if token(end).is_some_and(|t| t.is(':')) && number::year_at(doc, end + 1).is_some() {
            year = number::year_at(doc, end + 1);
            end += 2;
            if token(end).is_some_and(|t| t.is('/')) && token(end + 1).is_some_and(|t| t.is_upper() && !t.spaced) {
                end += 2;
            }
        }
        let number = Some(plain(doc.slice(Span::new(start, end))));
        self.push(start, end, STANDARD, Reference { kind: "other", number, year, ..Reference::default() })
    }

    /// The body after `của`, past the document's date.
    fn issuer_after(&self, mut at: u32) -> Option<String> {
        let (doc, end) = (self.doc, self.within.end);
        let token = |i: u32| doc.tokens.get(i as usize).filter(|_| i < end);
        if let Some(dated) = doc.phrase(at, Class::DocumentDated) {
            at = dated.span().end;
            let date = |i: u32| {
                token(i).is_some_and(|t| {
                    t.is_number()
                        || t.is('/')
                        || t.is('-')
                        || doc.phrase(i, Class::DateMonth).is_some()
                        || doc.phrase(i, Class::DateYear).is_some()
                })
            };
            while date(at) {
                at += 1;
            }
        }
        at = doc.phrase(at, Class::DocumentOf)?.span().end;
        let start = at;
        while let Some(t) = token(at) {
            let inside = t.is_capital() || (at > start && doc.phrase(at, Class::DocumentIssuer).is_some());
            if !inside {
                break;
            }
            at += 1;
        }
        (at > start).then(|| plain(doc.slice(Span::new(start, at))).into())
    }
}

/// The text with single spaces.
fn plain(text: &str) -> Box<str> {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.into()
}
