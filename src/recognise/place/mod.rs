//! Places.
//!
//! Enters: a document. Leaves: names with their designation (`huyện Ngân Sơn`), names in lists that share one, and bare
//! names: provinces and countries from the lexicons, others where the words around or the rest of the document say so.
//! A name after a designation need not be in any list. Not done here: which unit a name means (`resolve::admin`).

mod abroad;
mod bare;
mod chain;
mod numbered;
mod region;
mod run;
mod street;
pub mod value;

use std::cell::OnceCell;

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::values::{Flags, Head, PLACE_LEVELS};
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;
use run::Names;
use value::PlaceName;

/// The recogniser.
#[derive(Debug)]
pub struct Places;

const DESIGNATED: &str = "place/designated";
const LIST: &str = "place/list";
const KNOWN: &str = "place/known";
const WHOLE: &str = "place/whole-name";
const WORLD: &str = "place/world";
const REGION: &str = "place/region";
const ON_EVIDENCE: &str = "place/on-evidence";
const AGAIN: &str = "place/named-before";
const IN_UNIT: &str = "place/in-unit";
const ADDRESS: &str = "place/address";
const ABROAD: &str = "place/beside-known";

/// The classes of names that may stand without a designation, with a capital.
const CAPITALISED: ClassSet = ClassSet::of(&[
    Class::PlaceProvince,
    Class::PlaceTown,
    Class::PlaceDistrict,
    Class::PlaceCountry,
    Class::PlaceCity,
    Class::PlacePair,
]);

/// The same, and regions, which small letters name too.
const NAMES: ClassSet = CAPITALISED.with(Class::PlaceRegion);

impl Recogniser for Places {
    fn kind(&self) -> Kind {
        Kind::Place
    }

    fn needs(&self) -> &'static [Kind] {
        &[]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![DESIGNATED, LIST, WHOLE, KNOWN, WORLD, REGION, ON_EVIDENCE, AGAIN, IN_UNIT, ADDRESS, ABROAD]
    }

    fn wakes(&self) -> Wakes {
        let classes = ClassSet::of(&[Class::PlaceHead, Class::PlaceKnown, Class::PlaceRegion, Class::PlaceStreet]);
        Wakes { classes, capitalised: CAPITALISED, ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let (sentence, named) = (Span::new(0, 0), Vec::new());
        let (clubs, numbered) = (OnceCell::new(), OnceCell::new());
        let mut scan = Scan { doc, out, sentence, named, last_end: 0, clubs, numbered };
        let mut walk = doc.walk(Kind::Place);
        while let Some((at, within)) = walk.step() {
            scan.sentence = within;
            let classes = doc.classes(at);
            let mut next = if classes.has(Class::PlaceKnown) { scan.whole(at) } else { None };
            if next.is_none() && classes.has(Class::PlaceHead) {
                next = scan.designated(at);
            }
            if next.is_none() && classes.has(Class::PlaceStreet) {
                next = scan.stretch(at);
            }
            if next.is_none() && classes.meets(&NAMES) {
                next = scan.bare(at);
            }
            if let Some(end) = next {
                walk.skip_to(end);
            }
        }
        scan.again();
        scan.communes();
    }
}

/// How far off a name is looked for with a small first letter, in tokens.
const ELSEWHERE: u32 = 600;

/// Most designated names of a document that are looked for again without their designation.
const MAX_NAMED: usize = 64;

/// One pass over a document.
struct Scan<'d, 'a> {
    doc: &'d Doc<'a>,
    out: &'d mut Candidates,
    sentence: Span<Tok>,
    /// Names seen with a designation.
    named: Vec<(Span<Tok>, &'static str)>,
    /// End of the place proposed last.
    last_end: u32,
    /// See [`club::are_told_of`](super::club::are_told_of); few documents ask for it.
    clubs: OnceCell<bool>,
    /// See [`Scan::names_the_city`].
    numbered: OnceCell<bool>,
}

/// A level of the closed list as a static name.
fn level_name(level: &str) -> &'static str {
    PLACE_LEVELS.into_iter().find(|l| *l == level).unwrap_or("")
}

impl Scan<'_, '_> {
    fn push(&mut self, start: u32, name: Span<Tok>, level: &'static str, rule: &'static str) {
        self.last_end = name.end;
        // `các tỉnh Tây Nguyên`
        let region = self.is_region(name, level);
        let level = if region { "region" } else { level };
        self.out.push(Candidate {
            kind: Kind::Place,
            span: Span::new(start, name.end),
            rule,
            state: State::Firm,
            score: 0,
            value: Value::Place(PlaceName { level, name }),
        });
    }

    /// Whether the name after a designation of units is that of a region: `các tỉnh | Tây Nguyên`.
    fn is_region(&self, name: Span<Tok>, level: &str) -> bool {
        let mut matches = self.doc.matches.at(name.start as usize).iter();
        run::may_hold_regions(level) && matches.any(|m| m.class == Class::PlaceRegion && m.span() == name)
    }

    fn remember(&mut self, name: Span<Tok>, level: &'static str) {
        let doc = self.doc;
        let several = name.len() >= 2 && level != "water";
        let named = several || self.is_foreign(name) && level != "hamlet";
        let room = self.named.len() < MAX_NAMED && doc.tokens[name.start as usize].is_word();
        if named && room && !self.named.iter().any(|(n, _)| doc.slice(*n) == doc.slice(name)) {
            self.named.push((name, level));
        }
    }

    /// `eo biển Zolvik`: one word that is none of Vietnamese, nor a body's name.
    fn is_foreign(&self, name: Span<Tok>) -> bool {
        let first = &self.doc.tokens[name.start as usize];
        let ours = first.shape.has(Shape::SYLLABLE) || first.is_upper() || first.end - first.start < 4;
        name.len() == 1 && !ours && self.doc.phrase(name.start, Class::OrgName).is_none()
    }

    fn has(&self, at: u32, class: Class) -> bool {
        at < self.sentence.end && self.doc.phrase(at, class).is_some()
    }

    /// Whether a phrase of the class ends just before `at`; such phrases have one to three words.
    fn before(&self, at: u32, class: Class) -> Option<u32> {
        let first = self.sentence.start.max(at.saturating_sub(3));
        self.doc.matches.filling(first..at, class).map(|m| m.start)
    }

    fn names(&self) -> Names<'_, '_> {
        Names { doc: self.doc, end: self.sentence.end }
    }

    /// `huyện Ngân Sơn`, `các xã A, B và C`, `Quốc lộ 1A`: the end of what was read.
    fn designated(&mut self, at: u32) -> Option<u32> {
        let doc = self.doc;
        for m in doc.matches.at(at as usize).iter().filter(|m| m.class == Class::PlaceHead) {
            // Nearly all heads are followed by a small letter, and then only a list can come.
            let next = doc.tokens.get(m.span().end as usize);
            let named = next.is_some_and(|t| t.is_capital() || t.is_number() || t.is(':'))
                || self.has(m.span().end, Class::OrgNumber)
                || self.has(m.span().end, Class::PlaceRegion);
            let listed = || {
                at > self.sentence.start && doc.tokens[at as usize - 1].is_number()
                    || self.before(at, Class::PlacePlural).is_some()
                    || self.are_streets(at)
            };
            let Head { word: level, flags } = doc.lexicon.head(m.row);
            if flags.has('b') {
                if let Some(unit) = self.of_unit(at, m.span().end) {
                    self.push(at, unit, level, DESIGNATED);
                    return Some(unit.end);
                }
                // `nhà tang lễ | Bệnh viện Nà Lò`
                if self.has(m.span().end, Class::OrgHead) {
                    continue;
                }
            }
            // `sân | Trường THPT Nà Lò`
            let house = || doc.phrase(m.span().end, Class::OrgHead).is_some_and(|m| m.len > 1);
            if level == "facility" && flags.has('w') && house() {
                continue;
            }
            // `tuyến Quán Lào` is a town.
            if flags.has('q') && doc.tokens[at as usize].is_capital() && at > self.sentence.start {
                continue;
            }
            if !named && !listed() && !['q', 'W', 'M'].iter().any(|&flag| flags.has(flag)) {
                continue;
            }
            if self.is_code(at, m.span().end) {
                continue;
            }
            let plural = || self.before(at, Class::PlacePlural).is_some();
            if flags.has('S') && (doc.tokens[at as usize].is_capital() || plural()) {
                continue;
            }
            // `Huyện Ủy | Nà Lò`, `Huyện Đoàn | Nà Lò`
            let body = || {
                doc.phrase(at, Class::OrgHead).is_some_and(|head| head.len > m.len)
                    && self.names().known(m.span().end, level).is_none()
            };
            if !self.may_designate(at, m.span().end, flags) || flags.has('u') && body() {
                continue;
            }
            let plural = self.is_plural(at, level, flags);
            let head = m.span();
            // `Sóc Trăng`, `Sóc Sơn`: the first word of a name is no designation.
            if level == "hamlet"
                && doc.tokens[at as usize].is_capital()
                && [Class::PlaceProvince, Class::PlaceDistrict]
                    .iter()
                    .any(|&c| doc.phrase(at, c).is_some_and(|p| p.len > m.len && self.names().capital(p.span())))
            {
                continue;
            }
            // `thành phố Hồ Chí Minh`: known with its designation, else the name of a person.
            if level == "city"
                && let Some(known) = doc.phrase(at, Class::PlaceProvince).filter(|p| p.len > m.len)
                && self.names().capital(Span::new(head.end, known.span().end))
            {
                self.push(at, known.span(), "province", DESIGNATED);
                return Some(self.list(known.span().end, level, flags, plural));
            }
            // `dạo phố Hà Nội`: the streets of the city.
            let city = |name: Span<Tok>| {
                let known = doc.phrase(name.start, Class::PlaceProvince).is_some_and(|m| m.span() == name);
                flags.has('c') && known && !doc.tokens[at as usize].is_capital()
            };
            // `biển, đảo Việt Nam`, `đường sắt Việt Nam` are those of the country, but `sân bay Hong Kong`.
            let owned = |level: &str| matches!(level, "water" | "land" | "facility");
            let city_state = |m: &Match| level == "facility" && &*doc.row(m).value == "city";
            let country = |name: Span<Tok>| {
                doc.phrase(name.start, Class::PlaceCountry).is_some_and(|m| m.span() == name && !city_state(&m))
            };
            let taken = |name: Span<Tok>| owned(level) && country(name) || city(name);
            if let Some(name) = self.names().after(head, level, flags).filter(|&n| !taken(n)) {
                if level == "province" {
                    self.beside_known(at);
                }
                if flags.has('u') && !plural {
                    self.held_by(at, name);
                }
                // `các xã Nà Lò, xã Nà Sương`: each has its own word.
                let same =
                    |n: u32| self.has(n, Class::PlaceHead) && doc.tokens[n as usize].id == doc.tokens[at as usize].id;
                let own = self.separator(name.end).is_some_and(same);
                // `các tỉnh, thành phố | Đồng bằng sông Hồng`
                let region = || self.is_region(name, level) && !self.names().is_unit(name, level);
                let listed = plural && (self.goes_on(name.end) || self.before(at, Class::PlacePlural).is_some());
                if !own && listed || region() {
                    self.push(name.start, name, level, LIST);
                } else {
                    self.push(at, name, level, DESIGNATED);
                }
                if flags.has('u') || matches!(level, "hamlet" | "city" | "land" | "water") {
                    self.remember(name, level);
                }
                if level == "road" && !flags.has('d') {
                    return Some(self.streets(at, name.end));
                }
                if let Some(end) = self.crossed(at, name.end).filter(|_| level == "road") {
                    return Some(end);
                }
                return Some(self.list(name.end, level, flags, plural));
            }
            if level == "road"
                && !flags.has('d')
                && let Some(end) = self.streets_open(at, head.end)
            {
                return Some(end);
            }
            // `Hội Nông dân xã: Hỗ trợ hội viên` is a headline.
            let known = |name| self.names().is_unit(name, level) && self.names().capital(name);
            let listed = |name: Span<Tok>| plural || self.goes_on(name.end) || known(name);
            if (plural || doc.tokens.get(head.end as usize).is_some_and(|t| t.is(':')))
                && (flags.has('u') || level == "hamlet")
                && let Some(first) = self.list_opens(head.end).filter(|&n| !self.has(n, Class::PersonRank))
                && let Some(name) = self.names().after(Span::new(first, first), level, flags).filter(|&n| listed(n))
            {
                self.push(name.start, name, level, LIST);
                self.remember(name, level);
                return Some(self.list(name.end, level, flags, true));
            }
        }
        None
    }

    /// `Audi | Q5`, `quý | Q1/2021`, `điện thoại Nova | P40`: a letter and a number written as one are a district or ward only
    /// where the document speaks of the one city that has such, and no name or mark is joined to them.
    fn is_code(&self, at: u32, end: u32) -> bool {
        let tokens = self.doc.tokens;
        let (letter, number) = (&tokens[at as usize], tokens.get(end as usize));
        if end - at > 1 || !letter.shape.has(Shape::SINGLE) || !number.is_some_and(|t| t.is_number() && !t.spaced) {
            return false;
        }
        let joined = |n: u32| {
            n < self.sentence.end
                && !tokens[n as usize].spaced
                && (tokens[n as usize].is('-') || tokens[n as usize].is('/'))
        };
        let named = self.previous(at).is_some_and(|p| {
            tokens[p as usize].is_capital() && self.last_end <= p && !self.after_name_part(at)
                || tokens[p as usize].is('-') && !letter.spaced
        });
        named || joined(end + 1) || !*self.numbered.get_or_init(|| self.names_the_city())
    }

    /// Whether the document names the city whose districts have numbers.
    fn names_the_city(&self) -> bool {
        let code = |m: Match| m.class == Class::PlaceProvince && &*self.doc.row(&m).value == "79";
        let mut walk = self.doc.capitals();
        while let Some(at) = walk.next_token() {
            if self.doc.classes(at).has(Class::PlaceProvince) && self.doc.matches.at(at as usize).iter().any(code) {
                return true;
            }
        }
        false
    }

    /// `nhà văn hóa | thôn Nà Lò`, `Trung tâm Hội nghị | huyện`: the unit a house is of; a bare one only behind a capital.
    fn of_unit(&self, at: u32, from: u32) -> Option<Span<Tok>> {
        let head = self.doc.phrase(from, Class::PlaceHead)?;
        let Head { word: level, flags } = self.doc.lexicon.head(head.row);
        if !(flags.has('u') || level == "hamlet") {
            return None;
        }
        if let Some(name) = self.names().after(head.span(), level, flags) {
            return Some(Span::new(from, name.end));
        }
        let end = head.span().end;
        let goes_on = self
            .doc
            .tokens
            .get(end as usize)
            .is_some_and(|t| end < self.sentence.end && (t.is_capital() || t.is_number()));
        let whole = self.doc.matches.at(from as usize).iter().all(|m| m.len <= head.len);
        // `Sân vận động xã vừa được cải tạo`: at the head of a sentence the capital says nothing.
        let capital = self.doc.tokens[at as usize].is_capital() && at > self.sentence.start;
        (capital && whole && !goes_on).then(|| head.span())
    }

    /// Words that look like a designation but are part of another word or of a name.
    fn may_designate(&self, at: u32, end: u32, flags: Flags) -> bool {
        let doc = self.doc;
        let token = &doc.tokens[at as usize];
        // `tàu sân bay`
        let inside = |m: crate::lexicon::trie::Match| m.class == Class::PlaceNot && m.span().end >= end;
        // `ông | Phà Suy Xứ`
        let address = || self.before(at, Class::PersonHonorific).is_some_and(|first| first + 1 == at);
        if token.is_capital() && !token.is_upper() && end - at == 1 && address() {
            return false;
        }
        // `đảo Tổ quốc`
        if doc.phrase(at, Class::PlaceNot).is_some_and(|m| m.span().end > end) {
            return false;
        }
        if end - at > 1 && at > self.sentence.start && doc.matches.at(at as usize - 1).iter().any(inside) {
            return false;
        }
        if end - at == 1 {
            if at > self.sentence.start
                && doc.matches.at(at as usize - 1).iter().any(|m| {
                    // `văn bản`, `chùa chiền`, `Nhật Bản`
                    matches!(m.class, Class::PlaceNot | Class::PlaceHead | Class::PlaceCountry) && m.span().end > at
                })
            {
                return false;
            }
            // `Hợp tác | xã`
            let third = |m: Match| m.class == Class::PlaceNot && m.span().end == end;
            if at > self.sentence.start + 1 && doc.matches.at(at as usize - 2).iter().any(third) {
                return false;
            }
            let initial = at == self.sentence.start || !doc.tokens[at as usize - 1].is_word();
            // `Hồ Dầu Tiếng xả nước`: at the head of a sentence the lake by a district's name, not somebody's.
            let lake = || {
                let unit = doc.phrase(end, Class::PlaceDistrict).filter(|m| m.len > 1 && doc.has_capitals(m));
                initial && !self.has(end, Class::PersonMiddle) && unit.is_some()
            };
            let surname = token.is_capital() && !token.is_upper() && self.has(at, Class::PlaceSurname);
            let told = || lake() || initial && self.is_small_elsewhere(at);
            if surname && !flags.has('u') && !told() {
                return false;
            }
            // `đồng chí Lăng Thị Mai`
            let called = || [Class::PersonHonorific, Class::PersonRank].iter().any(|&c| self.before(at, c).is_some());
            // `; Đường Thị Nết - Chủ tịch`
            let held = || {
                let run =
                    (at..self.sentence.end.min(at + 5)).take_while(|&n| doc.tokens[n as usize].is_capital()).count();
                let mark = at + run as u32;
                let middle = self.has(end, Class::PersonMiddle) && (3..=4).contains(&run);
                let ends = doc.tokens.get(mark as usize).is_some_and(|t| [',', '-', '('].iter().any(|&c| t.is(c)));
                middle && ends && mark + 1 < self.sentence.end && self.has(mark + 1, Class::PersonTitle)
            };
            if token.is_capital() && !flags.has('u') && self.has(at, Class::PersonSurname) && (called() || held()) {
                return false;
            }
            // `Đình Bắc` is a footballer, `đình Bắc` and `Đình Bắc Hà` are temples.
            let lone = |n: u32| {
                doc.tokens[n as usize].is_capital()
                    && !doc.tokens.get(n as usize + 1).is_some_and(|t| t.is_capital() && t.spaced)
            };
            if token.is_capital() && !flags.has('u') && self.has(at, Class::PersonMiddle) && lone(end) {
                return false;
            }
            // `Nguyễn Thành Bản`: a capital inside a run of capitals belongs to a name.
            let opened = |n: u32| n == self.sentence.start && self.has(n, Class::PlacePrep);
            let inside = token.is_capital() && !initial && doc.tokens[at as usize - 1].is_capital();
            if inside && !flags.has('u') && !opened(at - 1) {
                return flags.has('d');
            }
        }
        true
    }

    /// `Hồ Nà Lò đông khách. Quanh | hồ Nà Lò`: whether the word at `at` stands with a small letter before the same two
    /// words not too far off.
    fn is_small_elsewhere(&self, at: u32) -> bool {
        let tokens = self.doc.tokens;
        let Some(name) = tokens.get(at as usize..at as usize + 3) else { return false };
        let near = at.saturating_sub(ELSEWHERE) as usize..tokens.len().min((at + ELSEWHERE) as usize);
        name[1..].iter().all(Token::is_capital)
            && tokens[near]
                .windows(3)
                .any(|w| w[0].is_small() && w.iter().zip(name).all(|(a, b)| a.id == b.id) && w[1].is_capital())
    }

    fn is_plural(&self, at: u32, level: &str, flags: Flags) -> bool {
        if at == self.sentence.start || !(flags.has('u') || flags.has('L') || level == "hamlet") {
            return false;
        }
        if self.before(at, Class::PlacePlural).is_some() {
            return true;
        }
        let before = at - 1;
        self.doc.tokens[before as usize].is_number() && self.doc.int(before).is_some_and(|n| (2..=60).contains(&n))
    }

    /// Whether a list goes on after the name that ends here.
    fn goes_on(&self, at: u32) -> bool {
        let Some(next) = self.separator(at) else { return false };
        let token = &self.doc.tokens[next as usize];
        (token.is_capital() || token.is_number()) && !self.is_headed(next)
    }

    /// Whether a designation stands at `at`: not the first word of a unit that is called so (`Cầu Diễn`).
    fn is_headed(&self, at: u32) -> bool {
        let unit = || self.doc.tokens[at as usize].is_capital() && self.names().known(at, "commune") > Some(at + 1);
        self.has(at, Class::PlaceHead) && !unit()
    }

    /// The token after a figure in brackets: `xã Nà Lò | (3.920), | Nà Sương (987)`.
    fn past_figure(&self, at: u32) -> u32 {
        let mark = |n: u32, mark: char| n < self.sentence.end && self.doc.tokens[n as usize].is(mark);
        let number = |n: u32| n < self.sentence.end && self.doc.tokens[n as usize].is_number();
        // `Nà Lò: 3, Nà Sương: 1`
        if mark(at, ':') && number(at + 1) && (mark(at + 2, ',') || mark(at + 2, ';')) {
            return at + 2;
        }
        let close = (at + 2..at + 4).find(|&n| mark(n, ')')).filter(|_| mark(at, '(') && number(at + 1));
        close.map_or(at, |close| close + 1)
    }

    /// The token after a comma, `và` or both; `None` if none stands here.
    fn separator(&self, at: u32) -> Option<u32> {
        let tokens = self.doc.tokens;
        let at = self.past_figure(at);
        let mut next = at;
        if next < self.sentence.end && (tokens[next as usize].is(',') || tokens[next as usize].is(';')) {
            next += 1;
        }
        if self.has(next, Class::PlaceAnd) && !tokens[next as usize].is_capital() {
            next += 1;
        }
        (next > at && next < self.sentence.end).then_some(next)
    }

    /// `các huyện: A`, `các huyện miền núi như A`: where the first name stands.
    fn list_opens(&self, from: u32) -> Option<u32> {
        let tokens = self.doc.tokens;
        for at in from..self.sentence.end.min(from + 9) {
            let token = &tokens[at as usize];
            let such = self.doc.phrase(at, Class::PlaceSuch).map(|m| m.span().end);
            // `2 thôn (Nà Lò và Nà Sương)`, but `2 thôn (Ảnh: …)`
            let listed = |n: u32| {
                let first = tokens.get(n as usize).is_some_and(|t| n < self.sentence.end && !t.is_upper());
                first && !tokens.get(n as usize + 1).is_some_and(|t| t.is(':'))
            };
            let bracket = token.is('(') && at == from && listed(at + 1);
            if token.is(':') || bracket || such.is_some() {
                let mut first = such.unwrap_or(at + 1);
                if first < self.sentence.end && tokens[first as usize].is(':') {
                    first += 1;
                }
                let opens = first < self.sentence.end && tokens[first as usize].is_capital();
                return (opens && !self.is_headed(first)).then_some(first);
            }
            if !token.is_word() && !token.is(',') && !token.is_number() {
                return None;
            }
        }
        None
    }

    /// The names that share the designation of the name that ends at `at`; the end of the last.
    fn list(&mut self, mut at: u32, level: &'static str, flags: Flags, plural: bool) -> u32 {
        if !(flags.has('u') || flags.has('L') && plural || level == "hamlet" || level == "city") {
            return at;
        }
        while let Some(next) = self.separator(at) {
            let token = self.doc.tokens[next as usize];
            if !(token.is_capital() || (token.is_number() && plural)) || self.is_headed(next) {
                break;
            }
            let Some(name) = self.names().after(Span::new(next, next), level, flags) else { break };
            if !plural && !self.names().is_unit(name, level) && !self.stands_alone(name) {
                break;
            }
            if !plural && self.has(next, Class::PlaceProvince) {
                break;
            }
            if self.has(name.start, Class::OrgHead) && !self.names().is_unit(name, level) {
                break;
            }
            self.push(name.start, name, level, LIST);
            self.remember(name, level);
            at = name.end;
        }
        at
    }

    /// `thôn A, B (xã C)`: a name of two or three syllables before a bracket or a larger unit.
    fn stands_alone(&self, name: Span<Tok>) -> bool {
        let tokens = self.doc.tokens;
        let after = name.end;
        (2..=3).contains(&name.len())
            && !self.has(name.start, Class::PlaceSurname)
            && after + 1 < self.sentence.end
            && (tokens[after as usize].is('(') || tokens[after as usize].is(','))
            && self.doc.phrase(after + 1, Class::PlaceHead).is_some_and(|m| self.doc.row(&m).value.contains(" u"))
    }
}
