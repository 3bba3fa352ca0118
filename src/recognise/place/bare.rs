//! Names that stand without a designation.

use super::{AGAIN, KNOWN, ON_EVIDENCE, REGION, Scan, WHOLE, WORLD, level_name};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::lexicon::store::Row;
use crate::lexicon::trie::Match;
use crate::recognise::club;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Longest name of a department before its area, in tokens.
const DEPARTMENT: u32 = 8;

/// Whether a body takes nothing but an area, or may stand alone as what an area has: `Huyện ủy`, `Trung tâm Y tế`.
fn takes_area(head: &str) -> bool {
    head.split_once(' ').is_some_and(|(_, flags)| flags.starts_with('o') || flags.contains('A'))
}

impl Scan<'_, '_> {
    /// A name that the lexicon has whole, with or without a designation in it.
    pub(super) fn whole(&mut self, at: u32) -> Option<u32> {
        let m = self.doc.phrase(at, Class::PlaceKnown).filter(|m| self.doc.has_capitals(m))?;
        // Inside a longer run of capitals another name begins so, or the name of a person ends so.
        if self.doc.tokens[at as usize].is_capital() && !self.free(&m, false) {
            return None;
        }
        // `xứ Thanh | Hóa`
        let units = [Class::PlaceProvince, Class::PlaceDistrict];
        let beyond = |n: u32| units.iter().any(|&c| self.doc.phrase(n, c).is_some_and(|p| p.span().end > m.span().end));
        if (at + 1..m.span().end).any(beyond) {
            return None;
        }
        self.push(at, m.span(), level_name(&self.doc.row(&m).value), WHOLE);
        Some(m.span().end)
    }

    /// A bare name of the lexicons at `at`; the end of what was read.
    pub(super) fn bare(&mut self, at: u32) -> Option<u32> {
        let doc = self.doc;
        let capital = doc.tokens[at as usize].is_capital();
        // Small letters name regions only.
        if !capital && !doc.has(at, Class::PlaceRegion) || at > self.sentence.start && doc.is_dotted(at - 1) {
            return None;
        }
        let mut longest = None;
        for ref m in doc.matches.at(at as usize) {
            let rule = match m.class {
                Class::PlaceRegion => self.region(m).then_some(REGION),
                // `Cộng hòa Séc`
                Class::PlaceCountry
                    if m.len > 1
                        && capital
                        && (doc.tokens[m.span().end as usize - 1].is_capital()
                            || self.names().capital(m.span())
                            || doc.has_capitals(m)
                            || &*doc.row(m).value == "small") =>
                {
                    self.foreign(m).then_some(WORLD)
                }
                _ if !capital || !self.names().capital(m.span()) => None,
                Class::PlaceProvince if &*doc.row(m).value == "word" => {
                    self.on_evidence(m, false).then_some(ON_EVIDENCE)
                }
                Class::PlaceProvince => self.free(m, true).then_some(KNOWN),
                Class::PlaceTown => self.free(m, false).then_some(KNOWN),
                Class::PlaceDistrict => self.on_evidence(m, true).then_some(ON_EVIDENCE),
                Class::PlaceCountry if doc.row(m).value.starts_with("one") => self.country(m).then_some(WORLD),
                Class::PlacePair => self.in_pair(m.span()).then_some(WORLD),
                Class::PlaceCity if self.is_club(m) => None,
                Class::PlaceCountry | Class::PlaceCity => self.foreign(m).then_some(WORLD),
                _ => None,
            };
            if let Some(rule) = rule {
                // `Thái Bình` is a district too: bare, the province.
                let province = doc.phrase(at, Class::PlaceProvince).is_some_and(|p| p.len == m.len);
                let level = match m.class {
                    Class::PlaceProvince | Class::PlaceDistrict if province => "province",
                    Class::PlaceTown | Class::PlaceDistrict => "district",
                    Class::PlaceCountry | Class::PlacePair => "country",
                    Class::PlaceCity => "city",
                    _ => "region",
                };
                longest = Some((m.span(), level_name(level), rule));
                break;
            }
        }
        let longest = longest.or_else(|| self.quartered(at).map(|span| (span, "region", WORLD)));
        let (span, level, rule) = longest?;
        if rule == WORLD {
            self.beside_known(span.start);
        } else if matches!(level, "province" | "district") {
            self.held_by(span.start, span);
        }
        self.push(span.start, span, level, rule);
        Some(span.end)
    }

    pub(super) fn previous(&self, at: u32) -> Option<u32> {
        (at > self.sentence.start).then(|| at - 1)
    }

    /// Whether a capitalised word stands directly before that may belong to the same name.
    fn after_capital(&self, at: u32) -> bool {
        self.previous(at).is_some_and(|p| {
            self.doc.tokens[p as usize].is_capital()
                && self.last_end <= p
                && (self.doc.phrase(p, Class::PlacePrep).is_none() || self.is_inner_capital(p))
                && !self.opens(p)
        })
    }

    /// `Lò Cảnh | Toàn | Đức`: a capital right behind another is a name's, whatever word it may be elsewhere.
    fn is_inner_capital(&self, at: u32) -> bool {
        self.previous(at).is_some_and(|p| self.doc.tokens[p as usize].is_capital() && self.last_end <= p)
    }

    /// `Khi | Phú Quốc lên thành phố`: the capital of a small word is that of the sentence it opens.
    fn opens(&self, at: u32) -> bool {
        let initial = self.previous(at).is_none_or(|p| !self.doc.tokens[p as usize].is_word());
        initial
            && !self.has(at, Class::PlacePrep)
            && self
                .doc
                .matches
                .at(at as usize)
                .iter()
                .any(|m| m.class == Class::PersonOpener && m.len == 1 && &*self.doc.row(&m).value != "late")
    }

    pub(super) fn before_capital(&self, end: u32) -> bool {
        end < self.sentence.end && self.doc.tokens[end as usize].is_capital() && self.doc.tokens[end as usize].spaced
    }

    /// Whether the words before show a person's name or the word for a person.
    pub(super) fn in_person(&self, at: u32) -> bool {
        if self.person_before(at) {
            return true;
        }
        let mut start = at;
        while start > self.sentence.start && at - start < 4 {
            let token = &self.doc.tokens[start as usize - 1];
            if !token.is_capital() || token.is_upper() && token.end - token.start > 3 {
                break;
            }
            start -= 1;
        }
        // `Từ Hà Nội`: the word that opens the sentence is a preposition, not the surname it is too.
        let opens = |n: u32| n == self.sentence.start && n + 1 == at && self.has(n, Class::PlacePrep);
        // `Thành Đoàn | Vũng Tàu`
        let body = self.before(at, Class::OrgHead).unwrap_or(at);
        start < at
            && (start..at).any(|n| {
                let surname = self.doc.phrase(n, Class::PlaceSurname).is_some_and(|m| m.len == 1);
                surname && n + 3 >= at && self.last_end <= n && !opens(n) && n < body
            })
    }

    /// `đạo diễn Mỹ`, `phụ nữ Nga`: after a calling, not a form of address, the name of a country is no person's.
    fn after_calling(&self, at: u32) -> bool {
        self.is_called(at, "calling") || self.is_called(at, "folk")
    }

    /// Whether a word for a person of the value ends before `at`.
    fn is_called(&self, at: u32, value: &str) -> bool {
        let word = |m: Match| m.class == Class::PlacePerson && m.span().end == at && &*self.doc.row(&m).value == value;
        let start = self.before(at, Class::PlacePerson);
        start.is_some_and(|start| self.doc.matches.at(start as usize).iter().any(word))
    }

    /// The word for a person is not the end of a longer one (`quê ngoại`, `nghĩa tử`), nor of a body (`Đoàn Luật sư`).
    fn person_before(&self, at: u32) -> bool {
        // `miền Nam | Israel`
        let free = |p: u32| self.last_end <= p && self.doc.phrase(p, Class::PlacePerson).is_some();
        self.called(at).is_some_and(free) && self.before(at, Class::OrgHead).is_none()
    }

    /// Where the word for a person begins that ends before `at`; the end of another word is none: `tuyên bố | Nga sẽ rút quân`.
    fn called(&self, at: u32) -> Option<u32> {
        let word = self.before(at, Class::PlacePerson)?;
        let small = self.previous(at).is_some_and(|p| self.doc.tokens[p as usize].is_small());
        let other = small && self.before(at, Class::PlaceNot).is_some_and(|start| start < word);
        (!other).then_some(word)
    }

    /// A well-known name: anywhere but inside a person's name or a longer one.
    fn free(&self, m: &Match, province: bool) -> bool {
        let span = m.span();
        // `trẻ em Điện Biên`
        let folk = province && self.is_called(span.start, "folk");
        if !folk && self.in_person(span.start) || self.is_not(span) {
            return false;
        }
        if !province && self.after_capital(span.start) && !self.after_name_part(span.start) {
            return false;
        }
        // `Ngân hàng TMCP Sài Gòn Thương Tín`: the first words of a brand.
        if province && self.before_capital(span.end) && self.after_company(span.start) && !self.begins(span.end) {
            return false;
        }
        if !province && self.before_capital(span.end) && !self.has(span.end, Class::PlaceSurname) {
            return self.doc.tokens[span.end as usize].is_upper();
        }
        true
    }

    fn after_company(&self, at: u32) -> bool {
        let head = self.before(at, Class::OrgHead).and_then(|start| self.doc.phrase(start, Class::OrgHead));
        head.is_some_and(|m| m.span().end == at && self.doc.row(&m).value.starts_with("company"))
    }

    /// Whether another place, a body or a person who heads one begins at `at`.
    fn begins(&self, at: u32) -> bool {
        [Class::PlaceHead, Class::OrgHead, Class::PlaceSurname].iter().any(|&c| self.has(at, c))
    }

    /// After a capital that ends a phrase of an organisation or an abbreviation, a name may begin.
    pub(super) fn after_name_part(&self, at: u32) -> bool {
        let before = &self.doc.tokens[at as usize - 1];
        before.is_upper()
            || self.before(at, Class::OrgPart).is_some()
            || self.before(at, Class::OrgHead).is_some()
            || self.before(at, Class::PlaceHead).is_some()
    }

    /// Whether the name is, or is in, a phrase that looks like one: no shorter, for `Liên bang Nga` is one, and `phía Tây | Bắc Bộ`.
    fn is_not(&self, name: Span<Tok>) -> bool {
        let at = name.start;
        self.doc.phrase(at, Class::PlaceNot).is_some_and(|m| u32::from(m.len) >= name.len())
            || (1..=2u32.min(at - self.sentence.start)).any(|n| {
                self.doc
                    .matches
                    .at((at - n) as usize)
                    .iter()
                    .any(|m| m.class == Class::PlaceNot && m.span().end >= name.end)
            })
    }

    fn on_evidence(&self, m: &Match, strict: bool) -> bool {
        let span = m.span();
        // `Huyện Ủy | Kiến Xương`
        if !self.free(m, false) || self.after_capital(span.start) && !self.after_body(span.start) {
            return false;
        }
        // `Bí thư Thị ủy Nghi Sơn | Lò Văn Mạnh`
        let whole = || self.doc.is_full_name(span.end) || self.doc.is_three_words(span.end);
        let held = || self.before(span.start, Class::OrgHead).is_some() && whole();
        if self.before_capital(span.end) && !self.doc.tokens[span.end as usize].is_upper() && !held() {
            return false;
        }
        self.evidence(span, strict)
    }

    /// `Huyện ủy Than Uyên`: after a body that takes nothing but an area.
    fn after_body(&self, at: u32) -> bool {
        // `Trung tâm Y tế` has four words.
        let first = at.saturating_sub(DEPARTMENT).max(self.sentence.start);
        let mut heads = (first..at).filter_map(|n| self.doc.phrase(n, Class::OrgHead));
        let head = heads.find(|m| m.span().end == at);
        head.is_some_and(|m| takes_area(&self.doc.row(&m).value)) || self.after_department(at)
    }

    /// `Sở Y tế | Hòa Bình`: whether a department of state and what it is for stand directly before.
    fn after_department(&self, at: u32) -> bool {
        if self.before(at, Class::OrgPart).is_none() {
            return false;
        }
        let first = at.saturating_sub(DEPARTMENT).max(self.sentence.start);
        let department = |&n: &u32| {
            let head = self.doc.phrase(n, Class::OrgHead).filter(|_| self.doc.tokens[n as usize].is_capital());
            head.is_some_and(|m| self.doc.row(&m).value.starts_with("department sp"))
        };
        let joins = |n: u32| {
            let t = &self.doc.tokens[n as usize];
            t.is_word() || t.is('-') || t.is('&')
        };
        (first..at).rev().take_while(|&n| joins(n)).any(|n| department(&n))
    }

    /// What says that a name is a place: a preposition, a place beside it in a list, a bracket, a pair or a title.
    fn evidence(&self, span: Span<Tok>, strict: bool) -> bool {
        let tokens = self.doc.tokens;
        let strong = (1..=2u32.min(span.start - self.sentence.start)).any(|n| {
            self.doc.matches.at((span.start - n) as usize).iter().any(|m| {
                m.class == Class::PlacePrep
                    && m.span().end == span.start
                    && (!strict || &*self.doc.row(&m).value == "strong")
            })
        });
        if strong || self.after_body(span.start) {
            return true;
        }
        // Beside a place: `A, B`, `A - B`, `A và B`, `A (B)`.
        let last_end =
            if self.last_end > self.sentence.start { self.past_figure(self.last_end) } else { self.last_end };
        if last_end > self.sentence.start
            && last_end < span.start
            && span.start - last_end <= 2
            && (last_end..span.start).all(|n| {
                let t = &tokens[n as usize];
                // `A 25, B 8`
                if n == last_end && n + 2 == span.start && t.is_number() {
                    return true;
                }
                // `A, B (C); D`
                let mark = [',', '-', '(', ')', ';'].iter().any(|&c| t.is(c));
                mark || self.doc.phrase(n, Class::PlaceAnd).is_some()
            })
        {
            return true;
        }
        let Some(next) = tokens.get(span.end as usize).filter(|_| span.end < self.sentence.end) else { return false };
        if (next.is(',') || next.is('-') || next.is('(') || self.has(span.end, Class::PlaceAnd))
            && span.end + 1 < self.sentence.end
        {
            let after = span.end + 1;
            if self.doc.phrase(after, Class::PlaceProvince).is_some_and(|m| self.names().capital(m.span())) {
                return true;
            }
            if next.is('(')
                && self.doc.phrase(after, Class::PlaceHead).is_some_and(|m| self.doc.row(&m).value.contains(" u"))
            {
                return true;
            }
        }
        (next.is(':') || next.is('|')) && span.start == self.sentence.start
            || self.is_home(span)
            || self.holds(span)
            || self.is_counted(span)
            || self.has_neighbour(span)
    }

    fn foreign(&self, m: &Match) -> bool {
        let span = m.span();
        let country = m.class == Class::PlaceCountry && self.after_calling(span.start);
        if self.is_not(span) || (self.in_person(span.start) && span.len() < 3 && !country) {
            return false;
        }
        // `VN-Index`, `VN30`
        let tokens = self.doc.tokens;
        let glued = |n: u32| n < self.sentence.end && !tokens[n as usize].spaced;
        if span.len() == 1
            && tokens[span.start as usize].is_upper()
            && glued(span.end)
            && (tokens[span.end as usize].is_number() || tokens[span.end as usize].is('-') && glued(span.end + 1))
        {
            return false;
        }
        // A single foreign word inside a run of foreign words is part of another name.
        let inner = self.after_capital(span.start) && !self.after_name_part(span.start);
        if m.class == Class::PlaceCity
            && (inner || (span.len() == 1 && self.before_capital(span.end) && !self.is_post(span.start)))
        {
            return false;
        }
        !(m.class == Class::PlaceCountry && inner && span.len() == 1)
    }

    /// Countries of one syllable that are words and names too.
    fn country(&self, m: &Match) -> bool {
        let span = m.span();
        let upper = |at: u32| self.doc.tokens[at as usize].is_upper();
        if self.is_not(span)
            || (upper(span.start) && self.previous(span.start).is_some_and(upper))
            || (self.called(span.start).is_some() && !self.after_calling(span.start))
            || (self.after_capital(span.start) && !self.after_name_part(span.start))
        {
            return false;
        }
        let Row { form, value, .. } = self.doc.row(m);
        // `Theo Đức`, `Khi Anh đến`: only what is no given name, spelled as the table does.
        let plain = || value.ends_with(" initial") && self.doc.text_of(span.start) == form;
        if self.previous(span.start).is_some_and(|p| self.doc.tokens[p as usize].is_capital() && self.opens(p))
            && !plain()
        {
            return false;
        }
        if self.before_capital(span.end) {
            let token = &self.doc.tokens[span.end as usize];
            // `Anh N.V.T`, `Anh Y Thêm Niê`: a form of address.
            let letter = token.shape.has(Shape::SINGLE) && self.before_capital(span.end + 1);
            // `Anh T. điều khiển xe`
            let tokens = self.doc.tokens;
            let point = tokens.get(span.end as usize + 1).is_some_and(|t| t.is('.') && !t.spaced);
            let letter = letter || point && token.shape.has(Shape::SINGLE);
            if (letter || self.is_initial(span.end)) && value.ends_with(" address") {
                return false;
            }
            // `hoa hậu Mỹ Leona Hart`, but `Mỹ Linh`
            let foreign = !token.is_upper() && !token.shape.has(Shape::SYLLABLE);
            return foreign
                || self.before(span.start, Class::PlacePolity).is_some()
                || self.is_post(span.start)
                || (token.is_upper() && !upper(span.start));
        }
        let initial = self.previous(span.start).is_none_or(|p| !self.doc.tokens[p as usize].is_word());
        let mark = |mark: char| self.previous(span.start).is_some_and(|p| self.doc.tokens[p as usize].is(mark));
        // `Hamburg (Đức)`
        let inside = || self.last_end + 1 == span.start && self.last_end > self.sentence.start && mark('(');
        // `Anh - Trung Quốc`
        let dashed = self.is_dash(span.end) && self.has(span.end + 1, Class::PlaceCountry);
        if initial && !mark(',') && !inside() && !dashed && !self.is_of_squad(span.start) && !self.is_origin(span) {
            return self.has(span.start, Class::PlaceCountry) && plain();
        }
        true
    }

    /// `U21 | Đức`: behind a letter and a number written as one.
    fn is_of_squad(&self, at: u32) -> bool {
        let tokens = self.doc.tokens;
        let number = self.previous(at).filter(|&p| tokens[p as usize].is_number() && !tokens[p as usize].spaced);
        number.and_then(|p| self.previous(p)).is_some_and(|p| tokens[p as usize].is_upper())
    }

    /// `Reinbold (Đức)`: alone in brackets behind a foreign word.
    fn is_origin(&self, span: Span<Tok>) -> bool {
        self.bracketed(span).is_some_and(|t| t.is_capital() && !t.shape.has(Shape::SYLLABLE))
    }

    /// `Đại biểu Lò Văn Tuân (Thái Bình)`: of two words, alone in brackets behind a name.
    fn is_home(&self, span: Span<Tok>) -> bool {
        span.len() > 1 && self.bracketed(span).is_some_and(|t| t.is_capital() && t.shape.has(Shape::SYLLABLE))
    }

    /// The word in front of the brackets that hold nothing but the name.
    fn bracketed(&self, span: Span<Tok>) -> Option<&Token> {
        let is = |at: u32, mark: char| at < self.sentence.end && self.doc.tokens[at as usize].is(mark);
        let bracket = self.previous(span.start).filter(|&p| is(p, '(') && is(span.end, ')'));
        bracket.and_then(|p| self.previous(p)).map(|p| &self.doc.tokens[p as usize])
    }

    /// Whether a town stands for its club.
    fn is_club(&self, m: &Match) -> bool {
        club::is_named_after(self.doc, m)
            && !club::is_site(self.doc, m, self.sentence.start)
            && *self.clubs.get_or_init(|| club::are_told_of(self.doc))
    }

    /// `Nga - Trung`: a short name that only another country beside a dash bears out.
    fn in_pair(&self, span: Span<Tok>) -> bool {
        let tokens = self.doc.tokens;
        let dash = |at: u32| at < self.sentence.end && tokens[at as usize].is('-');
        let country = |at: u32| {
            let one = |m: Match| m.len == 1 && tokens[at as usize].is_capital();
            let named = |class| self.doc.phrase(at, class).is_some_and(one);
            // `Mỹ - Trung`, `Việt - Trung`
            at < self.sentence.end && (named(Class::PlaceCountry) || named(Class::PlacePair))
        };
        let after = span.start >= self.sentence.start + 2 && dash(span.start - 1) && country(span.start - 2);
        let before = dash(span.end) && country(span.end + 1);
        // `Lê Quốc Việt - Trung tá An`
        (after || before && !self.after_capital(span.start)) && !(after && self.before_capital(span.end))
    }

    /// Whether somebody is sent there by a country: `Đại sứ Việt Nam tại | Lào | Lò Văn Sình`.
    fn is_post(&self, at: u32) -> bool {
        let there = self.before(at, Class::PlacePrep);
        there
            .and_then(|n| self.before(n, Class::PlaceCountry))
            .and_then(|n| self.before(n, Class::PersonTitle))
            .is_some()
    }

    /// The first letter of initials: `N.V.T`.
    fn is_initial(&self, at: u32) -> bool {
        let tokens = self.doc.tokens;
        let letter = |n: u32| n < self.sentence.end && tokens[n as usize].shape.has(Shape::SINGLE);
        letter(at)
            && letter(at + 2)
            && !tokens[at as usize + 2].spaced
            && tokens[at as usize + 1].is('.')
            && !tokens[at as usize + 1].spaced
    }

    fn region(&self, m: &Match) -> bool {
        let span = m.span();
        let value = &*self.doc.row(m).value;
        let tokens = self.doc.tokens;
        if value == "thu" || self.is_not(span) {
            return false;
        }
        let last = &tokens[span.end as usize - 1];
        if value == "world" {
            // `châu Đại dương`
            return span.range().any(|n| tokens[n].is_capital()) && !self.in_person(span.start);
        }
        tokens[span.start as usize].is_capital()
            && (value != "dir" || last.is_capital())
            && !self.in_person(span.start)
            && (span.len() == 1 || last.is_capital() || last.is_word())
    }

    /// Names seen with their designation, where they stand without it.
    pub(super) fn again(&mut self) {
        let doc = self.doc;
        if self.named.is_empty() {
            return;
        }
        let names: Vec<(&str, Span<Tok>, &'static str)> =
            self.named.iter().map(|(n, l)| (doc.text_of(n.start), *n, *l)).collect();
        // Words of other lengths and ids begin none of the names: nearly all are turned away by one bit.
        let bit = |token: &Token| 1u64 << (token.id.0.wrapping_add(token.end - token.start) % 64);
        let firsts = names.iter().fold(0, |all, (_, name, _)| all | bit(&doc.tokens[name.start as usize]));
        let may_begin = |token: &Token| firsts & bit(token) != 0;
        self.sentence = Span::new(0, 0);
        let mut walk = doc.capitals();
        while let Some(at) = walk.next_token() {
            if !may_begin(&doc.tokens[at as usize]) {
                continue;
            }
            let within = walk.sentence(at);
            if within != self.sentence {
                self.sentence = within;
                self.last_end = within.start;
            }
            if let Some(end) = self.again_at(at, &names) {
                walk.skip_to(end);
            }
        }
    }

    fn again_at(&mut self, at: u32, names: &[(&str, Span<Tok>, &'static str)]) -> Option<u32> {
        let doc = self.doc;
        let word = doc.text_of(at);
        // `UBND HUYỆN NÀ LÒ | Nà Lò khai hội`: a line in capitals says nothing of the letters of a unit.
        let shouted = |n: u32, named: u32| {
            let (token, other) = (&doc.tokens[n as usize], &doc.tokens[named as usize]);
            token.id == other.id && other.is_upper() && other.end - other.start > 1 && token.is_capital()
        };
        let same = |n: u32, named: u32| doc.text_of(n) == doc.text_of(named) || shouted(n, named);
        for &(first, name, level) in names {
            if first != word && !shouted(at, name.start) || at + name.len() > self.sentence.end {
                continue;
            }
            let span = Span::new(at, at + name.len());
            if (0..name.len()).all(|n| same(at + n, name.start + n))
                && self.before(at, Class::PlaceHead).is_none_or(|head| self.abbreviates(head))
                && self.out.longest(crate::recognise::Kind::Place, at).is_none()
                && !self.in_person(at)
                && (!self.after_capital(at) || self.after_name_part(at) && !self.is_dash(span.end))
                && !self.before_capital(span.end)
                && (name.len() > 1 || self.is_whole(at))
            {
                self.push(at, span, level, AGAIN);
                return Some(span.end);
            }
        }
        None
    }

    /// Whether the foreign word at `at` is no part of a longer name (`Marek de Zolvik`, `Zolvik-Sprint`), and no club's.
    fn is_whole(&self, at: u32) -> bool {
        let tokens = self.doc.tokens;
        let particle = |n: u32| self.has(n, Class::PersonParticle) && tokens[n as usize].is_small();
        let after = tokens.get(at as usize + 1).filter(|_| at + 1 < self.sentence.end);
        !self.previous(at).is_some_and(particle)
            && !particle(at + 1)
            && !after.is_some_and(|t| t.is('-') && !t.spaced || t.is_number())
            && !*self.clubs.get_or_init(|| club::are_told_of(self.doc))
    }

    /// `Sở GD&ĐT | Nà Lò`: the last letters of an abbreviation are no designation.
    fn abbreviates(&self, at: u32) -> bool {
        let mark = self.previous(at).map(|p| &self.doc.tokens[p as usize]);
        mark.is_some_and(|t| t.is('&') || t.is('-')) && !self.doc.tokens[at as usize].spaced
    }

    fn is_dash(&self, at: u32) -> bool {
        at < self.sentence.end && self.doc.tokens[at as usize].is('-')
    }
}
