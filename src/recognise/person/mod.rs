//! Persons.
//!
//! Enters: a document with its places, bodies and positions. Leaves: names of persons, without the form of address, rank
//! or position before them: full names by their shape (`Nguyễn Thị Hoa`), others where the words around speak for them
//! (`ông Thuk`, `HLV Park`, `Danh Thêl (45 tuổi)`), and everywhere what the document names firmly once. Not a person: the
//! name inside a street, school, prize or body; those candidates win in `select`. Not done here: who is meant by a short
//! name (`resolve::coref`).

mod again;
mod around;
mod begin;
mod context;
mod evidence;
mod foreign;
mod homonym;
mod initials;
mod line_up;
mod minority;
mod name;
mod slash;
pub mod value;

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::{Span, Tok};
use around::credited;
use begin::may_begin;
use context::{After, Before, Sort};
use evidence::rule;
use name::{Make, Name, Names, Strength};
use value::PersonName;

/// The recogniser.
#[derive(Debug)]
pub struct Persons;

const ADDRESSED: &str = "person/honorific";
const RANKED: &str = "person/rank";
const TITLED: &str = "person/position";
const CALLED: &str = "person/noun";
const SIGNED: &str = "person/byline";
const CREDITED: &str = "person/credit";
const SHAPED: &str = "person/full-name";
const WHOLE: &str = "person/whole-name";
const FOLLOWED: &str = "person/followed";
const LISTED: &str = "person/list";
const AGAIN: &str = "person/named-before";
const REPEATED: &str = "person/repeated";
const GIVEN: &str = "person/given-name";

/// The classes of what may stand before a name and speak for it.
const BEFORE: ClassSet = ClassSet::of(&[
    Class::PersonHonorific,
    Class::PersonRank,
    Class::PersonTitle,
    Class::PersonBefore,
    Class::PersonCredit,
]);

impl Recogniser for Persons {
    fn kind(&self) -> Kind {
        Kind::Person
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Office, Kind::Organisation, Kind::Place]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![
            ADDRESSED, RANKED, TITLED, CALLED, SIGNED, CREDITED, WHOLE, SHAPED, FOLLOWED, LISTED, REPEATED, AGAIN,
            GIVEN,
        ]
    }

    fn wakes(&self) -> Wakes {
        Wakes { classes: BEFORE, capitalised: begin::NAMES, names: true, ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        let mut scan = Scan::new(doc, out);
        scan.authors();
        scan.signed_for();
        scan.sentences();
        again::again(&mut scan);
    }
}

/// What covers a token.
const PLACE: u8 = 1;
const BODY: u8 = 2;
const PERSON: u8 = 4;
/// A place or body begins here.
const BEGINS: u8 = 8;
/// A position ends before this token.
const POSTED: u8 = 16;

/// One pass over a document.
struct Scan<'d, 'a> {
    doc: &'d Doc<'a>,
    out: &'d mut Candidates,
    /// What covers each token.
    cover: Vec<u8>,
    /// The firm names.
    named: Vec<Name>,
    /// Names that only the document can bear out.
    latent: Vec<Name>,
}

impl<'d, 'a> Scan<'d, 'a> {
    fn new(doc: &'d Doc<'a>, out: &'d mut Candidates) -> Self {
        let mut cover = vec![0; doc.tokens.len()];
        let programme = |c: &&Candidate| c.kind == Kind::Programme;
        let firm = || out.all().iter().filter(|c| c.state == State::Firm);
        for c in firm().filter(|c| !programme(c)).chain(firm().filter(programme)) {
            let bit = match c.kind {
                Kind::Place => PLACE,
                // `phòng Tài chính - | Kế hoạch | Lò Văn Mạnh`: within a body no plan begins.
                Kind::Programme if cover[c.span.start as usize] & (BODY | BEGINS) == BODY => continue,
                Kind::Organisation | Kind::Programme => BODY,
                Kind::Office => {
                    cover.get_mut(c.span.end as usize).into_iter().for_each(|b| *b |= POSTED);
                    continue;
                }
                _ => continue,
            };
            cover[c.span.start as usize] |= BEGINS;
            cover[c.span.range()].iter_mut().for_each(|b| *b |= bit);
        }
        Self { doc, out, cover, named: Vec::new(), latent: Vec::new() }
    }

    fn covered(&self, span: Span<Tok>, bits: u8) -> bool {
        self.cover[span.range()].iter().any(|b| b & bits != 0)
    }

    fn text(&self, span: Option<Span<Tok>>) -> Option<Box<str>> {
        span.map(|s| self.doc.slice(s).into())
    }

    fn push(&mut self, name: &Name, before: Option<&Before>, rule: &'static str) {
        let short = match name.make {
            Make::Given => true,
            Make::Foreign => name.span.len() == 1,
            // `anh Tuấn Hải`: two given names, though the first is a surname too.
            Make::Full => {
                name.strength == Strength::Weak && name.span.len() == 2 && before.is_some_and(|b| b.sort == Sort::Kin)
            }
            // `Putin`: known by the family name, the whole one may stand elsewhere.
            Make::Known => self
                .doc
                .phrase(name.span.start, Class::PersonKnown)
                .is_some_and(|m| &*self.doc.row(&m).value == "family"),
            Make::Initials | Make::Minority => false,
        };
        let value = PersonName {
            honorific: self.text(before.and_then(|b| b.honorific)),
            rank: self.text(before.and_then(|b| b.rank)),
            short,
        };
        self.cover[name.span.range()].iter_mut().for_each(|b| *b |= PERSON);
        let score = if before.is_some_and(|b| b.sort >= Sort::Honorific) { 2 } else { 1 };
        self.named.push(*name);
        self.out.push(Candidate {
            kind: Kind::Person,
            span: name.span,
            rule,
            state: State::Firm,
            score,
            value: Value::Person(value),
        });
    }

    /// The authors that the layout found, and those whose text was taken over.
    fn authors(&mut self) {
        let tokens = self.doc.tokens;
        for span in self.doc.signed.authors.iter().chain(&self.doc.signed.sources) {
            let Span { start, end, .. } = self.doc.tokens_in(*span);
            // `Phú Quốc - Kiên Giang` is where the paper is printed.
            let province = |n: u32| self.doc.phrase(n, Class::PlaceProvince).is_some_and(|m| m.span().end == end);
            if (start + 2..end).any(|n| tokens[n as usize].is('-') && province(n + 1)) {
                continue;
            }
            // `Văn Nam-Mai Hoa`: each of two words or more.
            let mut from = start;
            while let Some(dash) = (from + 2..end.saturating_sub(2)).find(|&n| tokens[n as usize].is('-')) {
                self.signed(from, dash);
                from = dash + 1;
            }
            self.signed(from, end);
        }
    }

    /// The author whose name fills `start` up to `end`.
    fn signed(&mut self, start: u32, end: u32) {
        let tokens = self.doc.tokens;
        let names = Names { doc: self.doc, start, end };
        // `HOÀNG NHƯ`: with nothing behind it the word opens no sentence.
        let mut end = (start + 1..end - 1).find(|&n| names.opens(n)).unwrap_or(end);
        // The stop of the line, not the point of an initial.
        if end - start > 1 && tokens[end as usize - 1].is('.') && self.doc.text_of(end - 2).chars().count() > 2 {
            end -= 1;
        }
        // `T/M ỦY BAN KIỂM TRA | CHỦ NHIỆM`, `KT. CHÁNH THANH TRA`
        let acting = tokens.get(start as usize + 1).is_some_and(|t| t.is('.')) && tokens[start as usize].is_upper();
        let title = |at: u32| names.phrase(at, Class::OfficeTitle).is_some_and(|m| m.span().end == end);
        if title(start) || title(start + 1) || acting && (title(start + 2) || title(start + 3)) {
            return;
        }
        if start >= end || self.covered(Span::new(start, end), BODY) || names.is_no_author(start) {
            return;
        }
        let upper = tokens[start as usize].is_upper() && tokens[end as usize - 1].is_upper();
        let name = Name { span: Span::new(start, end), make: Make::Full, strength: Strength::Strong, upper };
        self.push(&name, None, SIGNED);
    }

    fn sentences(&mut self) {
        let doc = self.doc;
        let mut walk = doc.walk(Kind::Person);
        let mut sentence = Span::new(0, 0);
        let mut before: Option<Before> = None;
        // The last token that `before` may concern.
        let mut reach = 0;
        let mut last = Last::default();
        while let Some(at) = walk.next_token() {
            let speaks = doc.classes(at).meets(&BEFORE);
            // Most capitals that nothing speaks for are turned away here.
            let alone = !speaks && at > reach;
            if alone && !may_begin(doc, at) {
                continue;
            }
            let within = walk.sentence(at);
            if within.start != sentence.start {
                (before, reach, last) = (None, 0, Last::default());
            }
            sentence = within;
            let names = Names { doc, start: sentence.start, end: sentence.end };
            if speaks {
                before = names.before(at, before);
                reach = before.as_ref().map_or(0, |b| self.reach(&names, b));
                walk.lead(at, reach);
            }
            if !doc.tokens[at as usize].is_capital() {
                continue;
            }
            let b = match &before {
                Some(b) if b.end > at => continue,
                Some(b) if b.end == at => Some(*b),
                Some(b) => self.carried(&names, at, b),
                None => None,
            };
            let b = b.filter(|b| b.sort >= Sort::Title).or_else(|| self.posted(at)).or(b);
            let in_list = || last.several && last.person.is_some_and(|end| names.joined(end, at));
            if b.is_none() && !alone && !may_begin(doc, at) && !in_list() || self.cover[at as usize] & PERSON != 0 {
                continue;
            }
            let sent = |b: &Before| names.post(b) == Some(at) && names.country(at).is_some();
            let country = match &b {
                Some(b) => self.country_first(&names, at, b),
                None => before.as_ref().is_some_and(sent),
            };
            if country {
                walk.skip_to(names.country(at).unwrap_or(at + 1));
                continue;
            }
            match self.read(&names, sentence, at, b, last) {
                Read::Person(end) => {
                    let goes_on = last.person.is_some_and(|end| names.joined(end, at) || names.lines_up(end, at));
                    let row = if goes_on { last.row + 1 } else { 1 + u32::from(names.opens_line_up(at)) };
                    // `các anh Nam, Hùng và Tuấn`
                    let several = b.map_or(goes_on && last.several, |b| names.is_plural(&b));
                    (last, before, reach) = (Last { person: Some(end), other: None, row, several }, None, 0);
                    if several {
                        reach = (end + 2).min(sentence.end);
                        walk.lead(at, reach);
                    }
                    walk.skip_to(end);
                }
                Read::Other(end) => last.other = Some(end),
                Read::Nothing(next) => walk.skip_to(next),
            }
        }
    }

    /// The last token that what stands before a name may speak for: see [`Self::carried`].
    fn reach(&self, names: &Names<'_, '_>, b: &Before) -> u32 {
        let covered = |n: &&u8| **n & (PLACE | BODY) != 0;
        let body = names.limited(b);
        let named = self.cover.get(body as usize..).map_or(0, |cover| cover.iter().take_while(covered).count() as u32);
        let country = names.country(b.end).unwrap_or(0);
        let there = names.post(b).unwrap_or(0);
        let far = self.cover.get(there as usize..).map_or(0, |cover| cover.iter().take_while(covered).count() as u32);
        let host = if there > 0 { (there + far).max(names.country(there).unwrap_or(0)) } else { 0 };
        let field = names.field(b).unwrap_or(0);
        (body + named).max(country).max(host).max(field)
    }

    /// A position that ends at `at`, whatever else its last words may be: `Giám đốc Trung tâm Thanh niên tỉnh | Lò Văn Mạnh`.
    fn posted(&self, at: u32) -> Option<Before> {
        let posted = self.cover[at as usize] & POSTED != 0 && self.doc.is_full_name(at);
        let none =
            Before { sort: Sort::Title, start: at, end: at, honorific: None, rank: None, state: false, carried: true };
        posted.then_some(none)
    }

    /// A position with its body or place, or a calling with a country, ends here: `Chủ tịch UBND huyện Nông Văn Nam`,
    /// `Tổng thống Mỹ Joe Biden`, `ca sĩ Hàn Quốc Park Min`.
    fn carried(&self, names: &Names<'_, '_>, at: u32, b: &Before) -> Option<Before> {
        if !matches!(b.sort, Sort::Title | Sort::Honorific | Sort::Noun) {
            return None;
        }
        let named = |n: u32| self.cover[n as usize] & (PLACE | BODY) != 0;
        // `nữ ca sĩ 22 tuổi Kanna Sato`
        if at == b.end + 2 && names.token(b.end)?.is_number() && names.is_age(b.end + 1) {
            return Some(Before { end: at, honorific: None, rank: None, carried: true, ..*b });
        }
        // `nghệ sĩ người Nhật Bản Kenji Sato`
        let people = names.phrase(b.end, Class::PersonPeople).map_or(b.end, |m| m.span().end);
        // `Đại sứ Việt Nam tại Ma-rốc Lò Văn Sình`
        let host = |there: u32| there < at && (there..at).all(named) || names.country(there) == Some(at);
        let country = names.country(people).is_some_and(|end| end == at) || names.post(b).is_some_and(host);
        // `Bộ trưởng Nội vụ Anh Emma Hart`, and of a post of state `Bộ trưởng Quốc phòng Han Min-koo`
        let whole = names.field(b) == Some(at);
        let field = || names.phrase(b.end, Class::OrgPart).filter(|_| b.sort == Sort::Title).map(|m| m.span().end);
        let led = |end: u32| whole || end < at && (end..at).all(named);
        let inside = country
            // `trung vệ đội tuyển Anh Marek Holub`
            || (matches!(b.sort, Sort::Title | Sort::Honorific) && (names.limited(b)..at).all(named))
            || !named(b.end) && field().is_some_and(led);
        let apart = country || !named(at) || self.cover[at as usize] & BEGINS != 0;
        (inside && apart).then_some(Before { end: at, honorific: None, rank: None, carried: !whole, ..*b })
    }

    /// Whether a country stands between a calling and the name: a short one only before what can be no Vietnamese name of
    /// its own (`ca sĩ Mỹ Tâm`).
    fn country_first(&self, names: &Names<'_, '_>, at: u32, before: &Before) -> bool {
        if matches!(before.sort, Sort::Kin | Sort::Rank | Sort::Credit) || before.carried {
            return false;
        }
        names.country(at).is_some_and(|end| {
            let next = names.token(end).filter(|t| t.is_capital() && t.spaced);
            next.is_some_and(|_| end - at >= 2 || names.surname(end).is_some() || !names.is_syllable(end))
        })
    }

    /// The name at `at` and the rule that speaks for it.
    fn read(
        &mut self,
        names: &Names<'_, '_>,
        sentence: Span<Tok>,
        at: u32,
        before: Option<Before>,
        mut last: Last,
    ) -> Read {
        let sort = before.map(|b| b.sort);
        let named = |s: Option<Sort>| s.is_some_and(|s| s >= Sort::Honorific);
        // `nạn nhân T. kể lại`
        let lone =
            || named(sort) || before.is_some_and(|b| b.state) || sort == Some(Sort::Noun) && names.is_pointed(at);
        let shaped = names
            .full(at)
            .or_else(|| names.minority(at))
            .or_else(|| names.initials(at, lone()))
            .or_else(|| names.middled(at).filter(|n| !self.covered(n.span, PLACE | BODY)))
            .or_else(|| names.aged(at).filter(|n| !self.covered(n.span, PLACE | BODY)))
            .or_else(|| names.unlisted(at).filter(|n| !self.covered(n.span, PLACE | BODY)))
            .or_else(|| names.foreign(at))
            .or_else(|| sort.and_then(|_| names.given(at)))
            .or_else(|| if sort == Some(Sort::Credit) { names.shouted(at) } else { None });
        let listed = last.person.is_some_and(|end| names.joined(end, at));
        if shaped.is_none() && sort.is_none() && listed && last.several {
            let given = names.given(at).filter(|n| n.make == Make::Given && !self.covered(n.span, PLACE | BODY));
            let Some(name) = given else { return Read::Nothing(at + 1) };
            self.push(&name, None, LISTED);
            return Read::Person(name.span.end);
        }
        let Some(mut name) = names.known(at, shaped).or(shaped) else { return Read::Nothing(at + 1) };
        // `Thị ủy Nghi Sơn | Lò Văn Mạnh`: a syllable behind another capital that a whole name follows is none of it.
        if before.is_none() && name.make == Make::Full && names.ends_other(at) {
            return Read::Nothing(at + 1);
        }
        // `tỉnh Phú Thọ, Hà Bảo Kỳ`: no list of places goes on with a name that is known without its surname.
        if names.phrase(at + 1, Class::PersonKnown).is_some_and(|m| m.len > 1 && m.span().end == name.span.end) {
            (name.strength, last.other) = (Strength::Strong, None);
        }
        // `Argentina Gaston Merlo`: the name begins after the country, unless that is a given name too (`Brooklyn Hart`).
        if name.make == Make::Foreign
            && !self.doc.has(at, Class::PersonForeign)
            && let Some(end) = names.country(at).filter(|&end| end < name.span.end)
        {
            return Read::Nothing(end);
        }
        // `CEO Nvidia Jensen Huang`: the name begins after the body.
        if name.make != Make::Known && self.cover[at as usize] & (BODY | BEGINS) == BODY | BEGINS {
            let body = |n: &u32| self.cover[*n as usize] & BODY == 0 || self.cover[*n as usize] & BEGINS != 0;
            if let Some(end) = (at + 1..name.span.end).find(body) {
                return Read::Nothing(end);
            }
        }
        self.cut(&mut name);
        if sort == Some(Sort::Credit) {
            name = credited(names, name);
        }
        if self.elsewhere(names, sentence, &name, before.as_ref(), &last) {
            // `Bộ Kinh tế Nga, Anna Orlova`: what ends a body opens no list of streets.
            let country = names.country(at).is_some_and(|end| end == name.span.end);
            if self.covered(name.span, BODY) && (country || name.make == Make::Foreign) {
                return Read::Nothing(at + 1);
            }
            return Read::Other(name.span.end);
        }
        // One foreign word alone is a person's where the words before say so, or a list of persons.
        if sort.is_none() && name.make == Make::Foreign && name.strength == Strength::Weak {
            let one = name.span.len() == 1 && !names.is_last_part(at);
            let lined = || last.person.is_some_and(|end| last.row > 1 && names.lines_up(end, at));
            let row = listed && names.lists_on(name.span.end, last.row)
                || (lined() || names.opens_line_up(at)) && names.lists_on(name.span.end, 2);
            let country = || names.country(at).is_some();
            let plays = || names.plays(name.span.end) && !names.follows_capital(at) && !country();
            if one && (row || plays()) {
                self.push(&name, None, if row { LISTED } else { FOLLOWED });
                return Read::Person(name.span.end);
            }
            return Read::Nothing(at + 1);
        }
        let after = names.after(name.span.end);
        let Some(rule) = rule(names, &name, before.as_ref(), after, listed) else {
            if name.make == Make::Full && name.strength == Strength::Fair {
                self.latent.push(name);
            }
            return Read::Nothing(at + 1);
        };
        if name.upper && rule == SHAPED && names.run(at) > name.span.end {
            self.latent.push(name);
            return Read::Nothing(at + 1);
        }
        self.push(&name, before.as_ref(), rule);
        Read::Person(name.span.end)
    }

    /// `trú tại Trần Hưng Đạo, quận Hoàn Kiếm`, `289/1 Ung Văn Khiêm, phường 25`: a street without its word.
    fn is_address(&self, names: &Names<'_, '_>, sentence: Span<Tok>, name: &Name) -> bool {
        let Span { start, end, .. } = name.span;
        let place = |n: u32| self.cover.get(n as usize).is_some_and(|b| b & (PLACE | BEGINS) == PLACE | BEGINS);
        if start <= sentence.start || !names.token(end).is_some_and(|t| t.is(',') || t.is('(')) || !place(end + 1) {
            return false;
        }
        // `tại 39A Lý Quốc Sư (Hà Nội)`
        let letter = &self.doc.tokens[start as usize - 1];
        let last = start - 1 - u32::from(letter.shape.has(Shape::SINGLE) && !letter.spaced);
        let house = last > sentence.start
            && self.doc.tokens[last as usize].is_number()
            && (self.doc.is_mark(last - 1, '/') || self.doc.is_place_preposition(last - 1));
        house || self.doc.is_place_preposition(start - 1)
    }

    /// A place or body that begins inside a name and goes on to its end or beyond is none of it: `Ảnh: Hải Hà Vũng Tàu`.
    fn cut(&self, name: &mut Name) {
        let Span { start, end, .. } = name.span;
        let named = |n: u32| self.cover.get(n as usize).is_some_and(|b| b & (PLACE | BODY) != 0);
        let begins = (start + 2..end).find(|&n| self.cover[n as usize] & BEGINS != 0);
        if let Some(n) = begins.filter(|&n| (n..end).all(named) && !(start..n).any(named)) {
            name.span = Span::new(start, n);
        }
    }

    /// Whether the name is that of a place, a body, a street.
    fn elsewhere(
        &self,
        names: &Names<'_, '_>,
        sentence: Span<Tok>,
        name: &Name,
        before: Option<&Before>,
        last: &Last,
    ) -> bool {
        let at = name.span.start;
        let sort = before.map(|b| b.sort);
        let cover = self.cover[at as usize];
        let addressed = sort.is_some_and(|s| s >= Sort::Honorific);
        if cover & (PLACE | BODY) != 0 {
            if cover & BEGINS == 0 {
                return true;
            }
            let inside = self.cover[name.span.range()].iter().all(|b| b & (PLACE | BODY) != 0);
            let on = self.cover.get(name.span.end as usize).is_some_and(|b| b & (PLACE | BODY) != 0 && b & BEGINS == 0);
            if (inside || on) && !(addressed && name.make == Make::Full && !on && sort == Some(Sort::Kin)) {
                return true;
            }
        }
        // `ở Villa Clara`
        let foreign_place = sort.is_none()
            && name.make == Make::Foreign
            && at > sentence.start
            && self.doc.is_place_preposition(at - 1);
        if foreign_place {
            return true;
        }
        if sort.is_some() {
            return before.is_some_and(|b| b.carried) && names.country(at).is_some_and(|end| end >= name.span.end);
        }
        // `trú tại huyện Mường Tè và | Giàng A Lử, 20 tuổi`: no unit has an age.
        if name.make == Make::Full && names.after(name.span.end) == After::Sure {
            return false;
        }
        // One of a list of streets, or the end of a stretch of one.
        let street = name.make != Make::Foreign;
        // `Bí thư Huyện ủy Mai Sơn; | Lò Văn An, Chủ tịch …`
        let posted = |end: u32| {
            let mark = names.token(name.span.end).is_some_and(|t| !t.is_word());
            mark && names.token(end).is_some_and(|t| t.is(';')) && names.after(name.span.end) >= After::Likely
        };
        if last
            .other
            .filter(|&end| street && !(name.make == Make::Full && posted(end)))
            .is_some_and(|end| names.joined(end, at) || (end + 1 == at && names.token(end).is_some_and(|t| t.is('-'))))
        {
            return true;
        }
        // `UBND quận | (Lê Văn An, Chánh Thanh tra)`
        let held = || names.doc.tokens[at as usize - 1].is('(') && names.after(name.span.end) >= After::Likely;
        (names.headed(sentence, at) && !held()
            || names.in_streets(sentence, at)
            || self.is_address(names, sentence, name))
            && name.make != Make::Minority
            && !names.doc.tokens[at as usize - 1].is('.')
    }
}

/// What was read last in a sentence, to read lists.
#[derive(Debug, Clone, Copy, Default)]
struct Last {
    /// End of the last person.
    person: Option<u32>,
    /// End of the last name of a street or the like.
    other: Option<u32>,
    /// How many persons stand in a row up to the last.
    row: u32,
    /// Whether the words before them say that they are several.
    several: bool,
}

/// What reading at a token gave.
enum Read {
    /// A person that ends there.
    Person(u32),
    /// A name that is not a person's ends there.
    Other(u32),
    /// Neither; reading goes on there.
    Nothing(u32),
}
