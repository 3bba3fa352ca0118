//! How far a name goes, and how much its shape alone says.
//!
//! Enters: a capitalised token. Leaves: a [`Name`]. Not done here: the words around it (that is `context`).

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::{Match, Phrases};
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// What a name is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    /// Surname and given name.
    Full,
    /// A name of one of the peoples who have no surname before it, or mark it: `H'Hen Niê`.
    Minority,
    /// Words that are no Vietnamese syllables.
    Foreign,
    /// Letters with points.
    Initials,
    /// No surname.
    Given,
    /// Whatever the lexicon has as a whole name.
    Known,
}

/// How much the shape says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A name only where the words before say so.
    Weak,
    /// A name where anything around speaks for it.
    Fair,
    /// A name by itself.
    Strong,
}

/// A possible name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) span: Span<Tok>,
    pub(super) make: Make,
    pub(super) strength: Strength,
    /// Written in capitals throughout.
    pub(super) upper: bool,
}

/// Most syllables of a Vietnamese name.
const LONGEST: u32 = 5;

/// Most tokens of a form of address.
const LONGEST_ADDRESS: u32 = 3;

/// A run of capitalised words is followed so far: no name is as long, and the work stays linear.
pub(super) const RUN: u32 = 32;

/// Reads names in a sentence.
#[derive(Clone, Copy)]
pub(super) struct Names<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl<'a> Names<'_, 'a> {
    #[inline]
    pub(super) fn token(&self, at: u32) -> Option<&'a Token> {
        self.doc.tokens.get(at as usize).filter(|_| at < self.end)
    }

    /// The longest phrase of a class at `at`.
    #[inline]
    pub(super) fn phrase(&self, at: u32, class: Class) -> Option<Match> {
        if at < self.end { self.doc.phrase(at, class) } else { None }
    }

    /// Whether the letters of the word are those of a Vietnamese syllable.
    #[inline]
    pub(super) fn is_syllable(&self, at: u32) -> bool {
        self.doc.tokens[at as usize].shape.has(Shape::SYLLABLE)
    }

    /// A single capital letter.
    #[inline]
    pub(super) fn is_letter(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.is_upper() && t.end - t.start <= 2 && t.shape.has(Shape::SINGLE))
    }

    /// A word of several letters, all capitals.
    pub(super) fn is_shouted(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_upper) && !self.is_letter(at)
    }

    /// End of the run of capitalised words that begins at `at`, words in capitals only where it begins with one.
    pub(super) fn run(&self, at: u32) -> u32 {
        let shouted = self.is_shouted(at);
        let mut end = at + 1;
        while end - at < RUN
            && self.token(end).is_some_and(|t| t.is_capital() && t.spaced)
            && (self.is_letter(end) || self.is_shouted(end) == shouted)
        {
            end += 1;
        }
        end
    }

    /// Whether something else than a name begins at `at`: a position, a body, a designation with its lower-case words.
    pub(super) fn other_begins(&self, at: u32) -> bool {
        const OTHER: ClassSet = ClassSet::of(&[
            Class::PersonTitle,
            Class::PersonRank,
            Class::OfficeTitle,
            Class::OrgHead,
            Class::PlaceHead,
        ]);
        // `Phạm Thị Mận | Q. Chủ tịch`
        let acting =
            || self.phrase(at, Class::OfficeActing).and_then(|m| self.phrase(m.span().end, Class::OfficeTitle));
        if self.is_letter(at) && acting().is_some() {
            return true;
        }
        let here = if self.doc.classes(at).meets(&OTHER) { self.doc.matches.at(at as usize) } else { Phrases::NONE };
        here.iter().any(|m| match m.class {
            _ if OTHER.has(m.class) => {
                let last = &self.doc.tokens[m.span().end as usize - 1];
                m.len >= 2 && last.is_word() && (!last.is_capital() || m.class == Class::PersonTitle)
            }
            _ => false,
        })
    }

    /// Whether a word of two syllables or more begins at `at` whose first alone has a capital: a stop is missing before
    /// it (`Lê Thị Mận | Thông qua nghị quyết`). Not where a verb begins at the next syllable: `bà Hà Thông | báo cáo`.
    pub(super) fn word_begins(&self, at: u32) -> bool {
        const WORD: ClassSet = ClassSet::of(&[
            Class::PersonOpener,
            Class::PersonBefore,
            Class::PersonVerb,
            Class::PersonHonorific,
            Class::OrgPart,
            Class::OfficeTitle,
        ]);
        self.doc.word_opens(at, self.end, &WORD)
            && !self.is_shouted(at)
            && self.phrase(at + 1, Class::PersonVerb).is_none_or(|m| m.len == 1)
    }

    /// Whether a sentence begins at `at` whose stop before it is missing (`Ảnh: Hồ Linh Theo cơ quan`), `after` words into
    /// a name. Openers that are given names too need more: a date, or a name that is complete already.
    pub(super) fn opens_after(&self, at: u32, after: u32) -> bool {
        let Some(m) = self.phrase(at, Class::PersonOpener) else { return false };
        // `Báo cáo`, but `Nguyễn Công An`
        if m.len > 1 && self.doc.tokens[m.span().end as usize - 1].is_capital() {
            return false;
        }
        let next = self.token(m.span().end);
        // `Nguyễn Đức Tuy, Phó chủ tịch`: one syllable before a mark opens nothing.
        if m.len == 1 && (2..=3).contains(&after) && next.is_some_and(|t| t.is(',') || t.is('(') || t.is('-')) {
            return false;
        }
        let goes_on = next.is_none_or(|t| !t.is_capital() && (t.is_word() || t.is_number() || t.is(',')));
        if !self.doc.tokens[at as usize].spaced {
            return true;
        }
        // `Lê Ngọc Tại hiện là`: no verb is what a preposition opens with.
        let held = || self.phrase(m.span().end, Class::OfficeCopula).is_some_and(|m| m.len > 1);
        if m.len == 1 && after == 2 && held() {
            return false;
        }
        match &*self.doc.row(&m).value {
            "sure" => true,
            "number" => next.is_some_and(|t| t.is_number()),
            "late" => after >= 4 && goes_on,
            _ => goes_on,
        }
    }

    /// `Nguyễn Văn Được`: behind the middle name that none ends with, a word that may open a sentence is the given name.
    fn is_given(&self, at: u32) -> bool {
        let opener = self.phrase(at, Class::PersonOpener);
        opener.is_some_and(|m| m.len == 1 && &*self.doc.row(&m).value != "number")
    }

    /// As [`Self::opens_after`], where no name stands before. `Theo ông | Tập, hai nước`: behind a form of address it is one.
    pub(super) fn opens(&self, at: u32) -> bool {
        let addressed = || {
            let before = at.saturating_sub(LONGEST_ADDRESS)..at;
            self.doc.matches.filling(before, Class::PersonHonorific).is_some()
        };
        self.opens_after(at, LONGEST) && (self.opens_after(at, 0) || !addressed())
    }

    /// Whether a country, or a place or city abroad, fills `at` up to where it ends.
    #[inline]
    pub(super) fn country(&self, at: u32) -> Option<u32> {
        const COUNTRY: ClassSet = ClassSet::of(&[Class::PlaceCountry, Class::PlaceCity, Class::PlaceProvince]);
        if self.doc.classes(at).meets(&COUNTRY) { self.end_of_country(at) } else { None }
    }

    fn end_of_country(&self, at: u32) -> Option<u32> {
        self.doc
            .matches
            .at(at as usize)
            .iter()
            .find(|m| {
                matches!(m.class, Class::PlaceCountry | Class::PlaceCity | Class::PlaceProvince)
                    && m.span().end <= self.end
                    && self.doc.tokens[m.span().range()].iter().all(|t| !t.is_word() || t.is_capital() || !t.spaced)
            })
            .map(|m| m.span().end)
    }

    /// The name that the lexicon has whole, where `shaped`, what its shape makes of it, goes no further.
    #[inline]
    pub(super) fn known(&self, at: u32, shaped: Option<Name>) -> Option<Name> {
        let m = self.phrase(at, Class::PersonKnown).filter(|m| self.doc.has_capitals(m))?;
        let strength = Strength::Strong;
        match shaped {
            Some(name) if name.span.end > m.span().end => None,
            // A pen name of one word looks like half a foreign one.
            Some(name)
                if name.span == m.span()
                    && (matches!(name.make, Make::Full | Make::Minority)
                        || name.make == Make::Foreign && m.len > 1) =>
            {
                Some(Name { strength, ..name })
            }
            _ => Some(Name { span: m.span(), make: Make::Known, strength, upper: self.is_shouted(at) }),
        }
    }

    /// The name with a Vietnamese surname at `at`.
    #[inline]
    pub(super) fn full(&self, at: u32) -> Option<Name> {
        self.surname(at).and_then(|surname| self.surnamed(at, &surname))
    }

    fn surnamed(&self, at: u32, surname: &Match) -> Option<Name> {
        let row = self.doc.row(surname);
        let minority = surname.len > 1 || !self.is_syllable(at);
        let upper = self.is_shouted(at);
        let run = self.run(at);
        let first = surname.span().end;
        if run <= first && !self.apostrophe(first) {
            return None;
        }
        let mut end = first;
        let (mut strong_middle, mut middle) = (false, false);
        let longest = if minority { LONGEST + 1 } else { LONGEST };
        while end < run && end - at < longest {
            if end > first
                && (self.other_begins(end)
                    || self.next_person(at, end, run)
                    || self.opens_after(end, end - at) && !(strong_middle && end == first + 1 && self.is_given(end))
                    || end - at >= 2 && !(strong_middle && end == first + 1) && self.word_begins(end))
            {
                break;
            }
            if end - at >= 2
                && !minority
                && !self.is_syllable(end)
                && !self.is_letter(end)
                && !self.is_onset(end)
                && !self.is_bare_onset(end)
                && !self.apostrophe_inside(end)
                && !self.is_short_given(end, run, strong_middle)
            {
                break;
            }
            if let Some(m) = self.phrase(end, Class::PersonMiddle)
                && end + 1 < run
            {
                middle = true;
                strong_middle |= &*self.doc.row(&m).value == "strong";
            }
            end += 1;
        }
        if end == first && (self.other_begins(first) || self.opens(first)) {
            return None;
        }
        // `HỘI THẨM | TAND HUYỆN`: in a line of capitals an abbreviation shows no name.
        let letters = |n: u32| self.is_letter(n) || self.is_onset(n) || self.is_cluster(n);
        if upper && !minority && end > first && !self.is_syllable(first) && !letters(first) {
            return None;
        }
        // `Đoàn Việt Nam`: those who came from there. `Lê Hàn Quốc` is a pear.
        let body = || self.phrase(at, Class::OfficeBody).is_some();
        let abroad = |m: Match| {
            let ours = self.phrase(first, Class::PersonNot).is_some();
            m.len > 1 && m.span() == Span::new(first, end) && !ours
        };
        let whole = || self.country(first) == Some(end);
        if whole() && (body() || self.phrase(first, Class::PlaceCountry).is_some_and(abroad)) {
            return None;
        }
        let words = end - at;
        let value = &*row.value;
        let strength = match (value, words) {
            _ if strong_middle => Strength::Strong,
            ("strong", 3..) => Strength::Strong,
            ("strong", _) => Strength::Fair,
            ("weak", 3..) if middle => Strength::Fair,
            ("weak", _) => Strength::Weak,
            (_, 3..) if middle => Strength::Strong,
            (_, 3..) => Strength::Fair,
            _ => Strength::Fair,
        };
        // `Kim Yo Jong`: the rest of the run is no Vietnamese.
        if value != "strong" && !minority && end < run && !self.is_syllable(end) {
            return self.foreign(at);
        }
        let make = if minority { Make::Minority } else { Make::Full };
        let end = self.hyphened(end).unwrap_or(end);
        Some(Name { span: Span::new(at, self.pointed(end)), make, strength, upper })
    }

    /// `Hoàng Văn Slào`, `Phạm Út Lil`: a given name that is no syllable of ours, last of all and short.
    fn is_short_given(&self, at: u32, run: u32, middle: bool) -> bool {
        let short = |t: &Token| t.end - t.start <= 6 && !t.is_upper() && !t.shape.has(Shape::INNER);
        let ends = || self.token(at + 1).is_none_or(|t| !t.is_word()) || self.doc.has(at + 1, Class::PersonVerb);
        at + 1 == run && self.is_syllable(at - 1) && self.token(at).is_some_and(short) && (middle || ends())
    }

    /// The surname at `at`, in capitals or with capitals.
    #[inline]
    pub(super) fn surname(&self, at: u32) -> Option<Match> {
        if self.doc.has(at, Class::PersonSurname) { self.capital_surname(at) } else { None }
    }

    fn capital_surname(&self, at: u32) -> Option<Match> {
        self.doc.matches.at(at as usize).iter().find(|m| {
            m.class == Class::PersonSurname
                && m.span().end <= self.end
                && self.doc.tokens[m.span().range()].iter().all(Token::is_capital)
        })
    }

    /// Whether at `at` a syllable that is seldom a surname ends another name, and a whole one begins behind it.
    pub(super) fn ends_other(&self, at: u32) -> bool {
        let strong = |m: Match| &*self.doc.row(&m).value == "strong";
        at > self.start
            && self.token(at - 1).is_some_and(Token::is_capital)
            && !self.surname(at).is_some_and(strong)
            && self.doc.is_full_name(at + 1)
            && self.phrase(at + 2, Class::PersonMiddle).is_some_and(strong)
    }

    /// `Trần Văn An Nguyễn Thị Bình`: the next person begins at `end`.
    fn next_person(&self, at: u32, end: u32, run: u32) -> bool {
        end - at >= 2
            && run - end >= 2
            && run - at > 4
            && self.phrase(end, Class::PersonSurname).is_some_and(|m| &*self.doc.row(&m).value == "strong")
    }

    /// `Kim Jong-un`: a hyphen without spaces and a word that no position begins with.
    pub(super) fn hyphened(&self, end: u32) -> Option<u32> {
        self.token(end).filter(|hyphen| hyphen.is('-') && !hyphen.spaced)?;
        let next = self.token(end + 1)?;
        let small = !next.is_capital() || !self.is_syllable(end - 1) || !self.is_syllable(end + 1);
        // `Lò Minh Việt-nguyên cán bộ`
        if self.phrase(end + 1, Class::OfficeFormer).is_some() {
            return None;
        }
        // `A.Bô-brốp-cô`
        let joined = end > 1 && self.token(end - 2).is_some_and(|t| t.is('-') && !t.spaced);
        (self.doc.text_of(end) == "-"
            && next.is_word()
            && !next.spaced
            && !self.is_shouted(end + 1)
            && small
            && next.end - next.start <= 12
            && [Class::PersonTitle, Class::PersonAfter, Class::PersonRank, Class::PersonHonorific, Class::PersonVerb]
                .iter()
                .all(|&c| joined || self.phrase(end + 1, c).is_none()))
        .then_some(end + 2)
    }

    /// `Thịnh Văn Quế`: a surname that no list has before a middle name that shows it, where a position follows.
    #[inline]
    pub(super) fn middled(&self, at: u32) -> Option<Name> {
        let middle = self.phrase(at + 1, Class::PersonMiddle).filter(|m| &*self.doc.row(m).value == "strong")?;
        let end = self.run(at);
        let named = middle.len == 1 && (3..=4).contains(&(end - at)) && !self.is_shouted(at);
        let plain = named && (at..end).all(|n| self.is_syllable(n)) && !self.other_begins(at) && !self.opens(at);
        (plain && self.after(end) >= super::After::Likely).then_some(Name {
            span: Span::new(at, end),
            make: Make::Full,
            strength: Strength::Fair,
            upper: false,
        })
    }

    /// `Ngọc Lan (25 tuổi, Hà Nội)`, `Thanh Hà (sinh viên năm hai)`: two given names that open a sentence or follow a mark,
    /// with an age or a calling in brackets.
    #[inline]
    pub(super) fn aged(&self, at: u32) -> Option<Name> {
        let end = at + 2;
        let bracket = self.token(end).is_some_and(|t| t.is('(')) && self.run(at) == end && !self.is_shouted(at);
        let opens = || at == self.start || !self.doc.tokens[at as usize - 1].is_word();
        let called = || self.phrase(at, Class::PersonHonorific).is_some();
        let syllables = || self.is_syllable(at) && self.is_syllable(at + 1);
        let plain = || syllables() && !self.other_begins(at) && !self.opens(at) && !called();
        (bracket && opens() && plain() && self.after(end) == super::After::Sure).then_some(Name {
            span: Span::new(at, end),
            make: Make::Full,
            strength: Strength::Fair,
            upper: false,
        })
    }

    /// Whether the signature of a picture begins at `at`: `Ảnh: Lan`.
    pub(super) fn credit_begins(&self, at: u32) -> bool {
        self.phrase(at, Class::PersonCredit).is_some()
    }

    /// `Ảnh: TẤN LỘC Bản án`: two words in capitals or more where a picture is signed, up to a word that is not.
    pub(super) fn shouted(&self, at: u32) -> Option<Name> {
        let run = self.run(at);
        let words = || (at..run).all(|n| self.is_syllable(n) && self.is_shouted(n));
        let name = (2..=4).contains(&(run - at)) && words() && !self.other_begins(at) && self.country(at).is_none();
        let (span, strength) = (Span::new(at, run), Strength::Weak);
        name.then_some(Name { span, make: Make::Given, strength, upper: true })
    }

    /// One to three capitalised words after a form of address.
    pub(super) fn given(&self, at: u32) -> Option<Name> {
        if self.other_begins(at)
            || self.is_shouted(at)
            || self.opens(at)
            || (self.not_foreign(at) && !self.is_syllable(at))
        {
            return None;
        }
        // `V.League`, `chị N.`: letters are read as initials.
        if self.is_letter(at) && self.token(at + 1).is_none_or(|t| !t.is_capital()) {
            return None;
        }
        let run = self.run(at);
        let mut end = at + 1;
        while end < run && end - at < 4 && !self.other_begins(end) && !self.opens(end) && !self.word_begins(end) {
            end += 1;
        }
        let end = self.hyphened(end).unwrap_or(end);
        let make = if self.is_syllable(at) { Make::Given } else { Make::Foreign };
        Some(Name { span: Span::new(at, self.pointed(end)), make, strength: Strength::Weak, upper: false })
    }
}
