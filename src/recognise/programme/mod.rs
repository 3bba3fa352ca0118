//! Programmes: named schemes, projects, plans, campaigns, movements, honours, theme days.
//!
//! Enters: the tokens. Leaves: candidates `programme/*`: kind word and name, quotes and period included. Generic uses
//! (`chương trình này`) are left alone. Not done here: which programme of the registry it is (that is
//! `resolve::programme`).

mod body;
mod identity;
mod labelled;
mod name;
mod period;
mod quote;
mod unheaded;
pub mod value;

use std::cell::OnceCell;

use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::registry::KINDS;
use crate::lexicon::trie::Match;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::{Span, Tok};
use crate::text::spaces::single;
use name::Manner;
use period::Period;
use quote::Quote;
use value::ProgrammeName;

/// The recogniser.
#[derive(Debug)]
pub struct Programmes;

const QUOTED: &str = "programme/kind-quoted";
const UNCLOSED: &str = "programme/kind-unclosed-quote";
const LISTED: &str = "programme/coordinated-quote";
const NAMED: &str = "programme/named-quote";
const UNQUOTED: &str = "programme/kind-name";
const FURTHER: &str = "programme/coordinated-name";
const REGISTERED: &str = "programme/kind-registered";
const WHOLE: &str = "programme/whole-name";
const NATIONAL: &str = "programme/national-target";
const NICKNAME: &str = "programme/nickname";
const OBSERVANCE: &str = "programme/observance";
const DAY: &str = "programme/day-anchor";
const QUOTED_DAY: &str = "programme/quoted-day";
const QUOTED_KNOWN: &str = "programme/quoted-registered";
const ACTION: &str = "programme/carries-out-document";
const HONOUR: &str = "programme/award-quote";
const BADGE: &str = "programme/badge-years";

/// The classes with which a programme can begin, quotes apart, and that of longer words that only hold a kind word.
const WAKES: ClassSet = ClassSet::of(&[
    Class::ProgrammeHead,
    Class::ProgrammeKnown,
    Class::ProgrammeObservance,
    Class::ProgrammeDay,
    Class::ProgrammeAward,
    Class::ProgrammeNamed,
    Class::ProgrammeCompound,
]);

/// Most words between a kind word and the quote that belongs to it.
const MODIFIERS: u32 = 8;

/// Most words of a name that may need its place.
const NAMELESS: u32 = 4;

/// Most words between `thực hiện` and the document that is carried out.
const CARRIED: u32 = 8;

impl Recogniser for Programmes {
    fn kind(&self) -> Kind {
        Kind::Programme
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Document]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![
            QUOTED,
            UNCLOSED,
            LISTED,
            NAMED,
            UNQUOTED,
            FURTHER,
            ACTION,
            REGISTERED,
            WHOLE,
            NATIONAL,
            NICKNAME,
            OBSERVANCE,
            DAY,
            QUOTED_DAY,
            QUOTED_KNOWN,
            HONOUR,
            BADGE,
        ]
    }

    fn wakes(&self) -> Wakes {
        Wakes { classes: WAKES, quotes: true, ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let stage = OnceCell::new();
        let mut scan = Scan {
            doc,
            within: Span::new(0, 0),
            out,
            kind: None,
            shows: OnceCell::new(),
            battles: OnceCell::new(),
            stage,
            war: OnceCell::new(),
        };
        let mut walk = doc.walk(Kind::Programme);
        while let Some((at, within)) = walk.step() {
            if within != scan.within {
                (scan.within, scan.kind) = (within, None);
                (scan.shows, scan.battles) = (OnceCell::new(), OnceCell::new());
            }
            let end = scan.step(at);
            walk.skip_to(end.max(at + 1));
        }
    }
}

/// A kind word as the lexicon describes it.
#[derive(Debug, Clone, Copy)]
struct Head {
    words: Span<Tok>,
    kind: &'static str,
    /// A mention even without a name of its own.
    alone: bool,
    /// As `alone`, but a name of its own has to follow.
    more: bool,
    /// An unquoted name may begin with a small letter.
    low: bool,
    /// Only quoted names.
    quoted: bool,
    /// Has nicknames in digits.
    number: bool,
    /// The name may be that of a place after `của`.
    of: bool,
    /// May be a war or a party.
    war: bool,
}

struct Scan<'s, 'a> {
    doc: &'s Doc<'a>,
    within: Span<Tok>,
    out: &'s mut Candidates,
    /// Kind of the last kind word of the sentence, for `có tên là “…”`.
    kind: Option<&'static str>,
    /// From the first to the last word of show business in the sentence, once that has been asked.
    shows: OnceCell<Option<Span<Tok>>>,
    /// Which of the [`identity::FOUGHT`] kinds are fought in the sentence, once that has been asked.
    battles: OnceCell<[usize; 3]>,
    /// Whether the article is of the stage and the screen, once that has been asked.
    stage: OnceCell<bool>,
    /// How many words of the article tell that the [`identity::FOUGHT`] kinds are fought, once that has been asked.
    war: OnceCell<[usize; 3]>,
}

fn kind_of(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|k| **k == name).copied()
}

impl Scan<'_, '_> {
    fn step(&mut self, at: u32) -> u32 {
        let doc = self.doc;
        if quote::opens(doc, self.within, at) {
            self.headless(at);
            return at + 1;
        }
        if !doc.classes(at).meets(&WAKES) {
            return at + 1;
        }
        if let Some(compound) = doc.phrase(at, Class::ProgrammeCompound) {
            return compound.span().end;
        }
        let mut found: Option<Match> = None;
        for m in doc.matches.at(at as usize) {
            let wakes = matches!(
                m.class,
                Class::ProgrammeHead
                    | Class::ProgrammeKnown
                    | Class::ProgrammeObservance
                    | Class::ProgrammeDay
                    | Class::ProgrammeAward
                    | Class::ProgrammeNamed
            );
            if wakes && m.span().end <= self.within.end && found.is_none_or(|f| m.class < f.class && m.len == f.len) {
                found = Some(m);
            }
        }
        let Some(m) = found else { return at + 1 };
        let end = match m.class {
            Class::ProgrammeHead => self.headed(m),
            Class::ProgrammeKnown => self.whole(m),
            Class::ProgrammeObservance => self.observance(m),
            Class::ProgrammeDay => self.day(m).or_else(|| self.quoted_day(m)),
            Class::ProgrammeAward => self.after_verb(m, "title", HONOUR),
            _ => self.kind.and_then(|kind| self.after_verb(m, kind, NAMED)),
        };
        end.unwrap_or(m.span().end)
    }

    fn push(
        &mut self,
        span: Span<Tok>,
        rule: &'static str,
        kind: &'static str,
        words: &str,
        period: Option<Period>,
    ) -> u32 {
        let name = single(words);
        let period = period.filter(|p| !p.value.is_empty()).map(|p| p.value.into());
        let value = Value::Programme(ProgrammeName { kind, name: name.into(), period });
        self.out.push(Candidate { kind: Kind::Programme, span, rule, state: State::Firm, score: 0, value });
        span.end
    }

    fn head(&self, m: Match) -> Option<Head> {
        let row = self.doc.row(&m);
        let mut flags = row.value.split(' ');
        let kind = kind_of(flags.next()?)?;
        if row.value.ends_with(" upper") && !self.doc.tokens[m.span().start as usize].is_upper() {
            return None;
        }
        let mut head = Head {
            words: m.span(),
            kind,
            alone: false,
            more: false,
            low: false,
            quoted: false,
            number: false,
            of: false,
            war: false,
        };
        for flag in flags {
            match flag {
                "self" => head.alone = true,
                "more" => head.more = true,
                "low" => head.low = true,
                "quoted" => head.quoted = true,
                "number" => head.number = true,
                "of" => head.of = true,
                "war" => head.war = true,
                _ => {}
            }
        }
        Some(head)
    }

    /// `Tuần lễ “…”`, `Ngày hội “…”`: a day that is also a kind word, before a quote.
    fn quoted_day(&mut self, day: Match) -> Option<u32> {
        let m = self.doc.phrase(day.span().start, Class::ProgrammeHead)?;
        let head = self.head(m)?;
        quote::opens(self.doc, self.within, head.words.end).then(|| self.quoted(head))?
    }

    fn headed(&mut self, m: Match) -> Option<u32> {
        // A type of document with its number is no programme: `Kế hoạch số 12/KH-UBND`.
        if let Some(document) = self.out.longest(Kind::Document, m.span().start) {
            return Some(document.span.end);
        }
        let head = self.head(m)?;
        // No `cuộc vận động` is a battle.
        if (head.war || head.kind != "campaign") && self.is_battle(head.kind) {
            return None;
        }
        self.kind = Some(head.kind);
        if let Some(end) = self.quoted(head) {
            return Some(end);
        }
        if head.number
            && let Some(end) = self.nickname(head)
        {
            return Some(end);
        }
        if head.kind == "title"
            && let Some(end) = self.badge(head)
        {
            return Some(end);
        }
        if head.quoted {
            return None;
        }
        self.unquoted(head)
    }

    /// The kind word, a few small words, the name in quotes.
    fn quoted(&mut self, head: Head) -> Option<u32> {
        let (doc, within) = (self.doc, self.within);
        let (mut open, mut apart) = (head.words.end, false);
        while !quote::opens(doc, within, open) {
            let token =
                doc.tokens.get(open as usize).filter(|_| open < within.end && open < head.words.end + MODIFIERS)?;
            if apart {
                return None;
            }
            if doc.phrase(open, Class::ProgrammeNamed).is_some() {
                // `mang tên “…”` is read at its own place.
                return None;
            }
            // `Chương trình mỗi xã một sản phẩm và | Đề án “…”`: the quote is that of the next.
            let and = open > head.words.end && doc.phrase(open - 1, Class::ProgrammeAnd).is_some();
            if and && token.is_capital() && doc.phrase(open, Class::ProgrammeHead).is_some() {
                return None;
            }
            let inside = doc.phrase(open, Class::ProgrammeInside);
            let stop = inside.is_none() && !token.is_capital() && doc.phrase(open, Class::ProgrammeStop).is_some();
            if token.is(':') {
                apart = true;
                open += 1;
            } else if let Some(such) =
                doc.phrase(open, Class::ProgrammeSuch).filter(|m| quote::opens(doc, within, m.span().end))
            {
                apart = true;
                open = such.span().end;
            } else if !(token.is_word() || (token.is_number() && open == head.words.end && head.number)) || stop {
                return None;
            } else {
                open = inside.map_or(open + 1, |m| m.span().end);
            }
        }
        if head.war && head.kind == "campaign" && self.known(open + 1).is_none() && self.is_of_war(head.kind) {
            return None;
        }
        let start = if apart { open } else { head.words.start };
        let end = self.quote_at(start, open, head.kind, if apart { LISTED } else { QUOTED })?;
        Some(self.coordinated(end, head.kind))
    }

    /// The mention from `start` whose quote opens at `open`.
    fn quote_at(&mut self, start: u32, open: u32, kind: &'static str, rule: &'static str) -> Option<u32> {
        let (doc, within) = (self.doc, self.within);
        let Some(Quote { inner, end }) = quote::read(doc, within, open) else {
            // No mark closes it: the words tell where the name ends.
            let name = name::read(doc, within, open + 1, Manner { quoted: true, ..Manner::default() });
            if name.words.len() < 2 {
                return None;
            }
            let text = doc.slice(name.words);
            return Some(self.push(Span::new(start, name.end), UNCLOSED, kind, text, name.period));
        };
        if inner.is_empty() {
            return None;
        }
        if self.known(inner.start).is_none_or(|(m, _)| m.span().end != inner.end)
            && (self.is_irony(kind, inner) || self.is_show(kind, inner))
        {
            return None;
        }
        let (name, inner_period) = self.split_period(inner);
        let edition = matches!(kind, "observance" | "campaign") || rule == HONOUR;
        let behind = period::read(doc, within, end).filter(|p| !p.value.is_empty() && (!p.single || edition));
        let end = behind.as_ref().map_or(end, |p| p.end);
        let text = doc.slice(name);
        Some(self.push(Span::new(start, end), rule, kind, text, behind.or(inner_period)))
    }

    /// A period at the end of the words of a quotation.
    fn split_period(&self, inner: Span<Tok>) -> (Span<Tok>, Option<Period>) {
        for i in inner.start + 1..inner.end {
            if let Some(p) =
                period::read(self.doc, inner, i).filter(|p| p.end == inner.end && !p.single && !p.value.is_empty())
            {
                return (Span::new(inner.start, i), Some(p));
            }
        }
        (inner, None)
    }

    /// More quotes that share the kind word: `, “B” và “C”`.
    fn coordinated(&mut self, mut end: u32, kind: &'static str) -> u32 {
        loop {
            let mut at = end;
            if at < self.within.end && (self.doc.tokens[at as usize].is(',') || self.doc.tokens[at as usize].is(';')) {
                at += 1;
            }
            if let Some(and) = self.doc.phrase(at, Class::ProgrammeAnd) {
                at = and.span().end;
            }
            if at == end || !quote::opens(self.doc, self.within, at) {
                return end;
            }
            match self.quote_at(at, at, kind, LISTED) {
                Some(next) => end = next,
                None => return end,
            }
        }
    }

    fn unquoted(&mut self, head: Head) -> Option<u32> {
        let (doc, within, from) = (self.doc, self.within, head.words.end);
        let manner = Manner {
            project: head.kind == "project",
            title: head.kind == "title",
            year: matches!(head.kind, "plan" | "observance" | "campaign" | "programme" | "scheme")
                && (!head.alone || head.kind == "observance"),
            several: self.is_of_several(head),
            quoted: false,
        };
        let read = name::read(doc, within, from, manner);
        if head.alone {
            let named = read.words.len() > 1 && doc.tokens[from as usize].is_capital();
            return (named || !head.more).then(|| self.national(head, read));
        }
        let first = doc.tokens.get(from as usize).filter(|_| from < within.end)?;
        if !first.is_word() {
            return None;
        }
        // `danh hiệu Super League` is a contest won, whatever else is called so.
        let other = first.is_capital() && head.kind != "title";
        // `chương trình xóa nhà tạm` is a movement, whatever it is called.
        let alike = |kind| kind == head.kind || head.kind == "programme" && matches!(kind, "movement" | "campaign");
        let registered = self.known(from).filter(|(_, kind)| alike(kind) || other);
        if let Some((m, _)) = registered {
            let words = m.span();
            if words.end >= read.words.end {
                let period = period::read(doc, within, words.end).filter(|p| !p.single || manner.year);
                let end = period.as_ref().map_or(words.end, |p| p.end);
                let text = doc.slice(words);
                return Some(self.push(Span::new(head.words.start, end), REGISTERED, head.kind, text, period));
            }
        }
        if let Some(end) = self.edition(head, &read) {
            return Some(end);
        }
        let mut read = read;
        self.without_head(head, &mut read);
        let war = || head.war && first.is_capital() && self.is_of_war(head.kind);
        if registered.is_none() && (self.is_field(head) || self.is_department(head, &read) || war()) {
            return None;
        }
        if head.of && !self.identifies(head, &read) {
            self.lengthen_of(&mut read);
        }
        self.lengthen_at(head, &mut read);
        if let Some(end) = self.action(head, &read) {
            return Some(end);
        }
        if registered.is_none() && (!self.identifies(head, &read) || self.is_show(head.kind, read.words)) {
            return None;
        }
        let text = doc.slice(read.words);
        let end = self.push(Span::new(head.words.start, read.end), UNQUOTED, head.kind, text, read.period);
        Some(if manner.several { self.further(end, head.kind, manner) } else { end })
    }

    /// The second of two names behind one kind word: `hai chương trình Xóm Sáng và Ngõ Xanh`.
    fn further(&mut self, end: u32, kind: &'static str, manner: Manner) -> u32 {
        let doc = self.doc;
        let Some(and) = doc.phrase(end, Class::ProgrammeAnd).filter(|m| m.span().end < self.within.end) else {
            return end;
        };
        let from = and.span().end;
        let read = name::read(doc, self.within, from, manner);
        let named = doc.tokens[from as usize].is_capital()
            && read.words.len() > 1
            && doc.phrase(from, Class::ProgrammeBody).is_none()
            && doc.phrase(from, Class::ProgrammeHead).is_none();
        if !named {
            return end;
        }
        let text = doc.slice(read.words);
        self.push(Span::new(from, read.end), FURTHER, kind, text, read.period)
    }
}
