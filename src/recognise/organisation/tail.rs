//! How the name of a body goes on in small letters that no list has: `Hội Đá | quý Việt Nam`, `Trung tâm Điều hành | các
//! chương trình chống ngập nước TP.HCM`, `Công ty TNHH Khai thác | vàng Bồng Lai`.
//!
//! Enters: the token after what was read of a name. Leaves: its end, where something behind the words shows that they
//! belong to it: an area, a body that owns this one, the brand of a company, or, after a title, the mark or the person that
//! ends a position. One word of the sentence among them (a verb, a preposition, a form of address) and they do not.
//! Not done here: the area and the owner themselves (`name`), phrases of the lexicon (`body`).

use super::body::Last;
use super::name::{DEEPEST, Found, Names};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::values::Flags;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most tokens of a name in small letters.
const LONGEST: u32 = 10;

/// Most of them where nothing but the holder of the post shows the end.
const FEW: u32 = 3;

/// Most of them before the brand of a company.
const LONGEST_BEFORE_BRAND: u32 = 6;

/// What links a sentence together, unless a longer word begins with it.
const LINKS: ClassSet = ClassSet::of(&[Class::ProgrammeStop, Class::PlacePrep]);

/// What other words of the sentence begin, or another body or person.
const OTHERS: ClassSet = ClassSet::of(&[
    Class::OrgStop,
    Class::PersonVerb,
    Class::PersonHonorific,
    Class::PersonRank,
    Class::PersonTitle,
    Class::PlaceSuch,
    Class::PlacePlural,
    Class::PlacePerson,
    Class::OrgHead,
    Class::OrgName,
    Class::OfficeTitle,
    Class::OfficeJoiner,
    Class::OfficeLeft,
    Class::OfficeAppointed,
]);

impl Names<'_, '_> {
    /// The end of a name with its words in small letters from `from` on.
    pub(super) fn tail(&self, head: Span<Tok>, from: u32, last: Last, flags: Flags) -> Option<u32> {
        let token = self.token(from)?;
        let company = flags.has('c');
        // `HTX Trồng | chè Nà Lò`
        let half = flags.has('x') && from == head.end + 1;
        let proper = last == Last::Run && !half && (company || flags.has('h')) || last == Last::Head && flags.has('h');
        let small = token.is_small() && token.spaced;
        // `Công ty TNHH sản xuất, thương mại và dịch vụ Nà Lò`
        let trades = company && last == Last::Part && self.phrase(from + 1, Class::OrgPart).is_some();
        let about = flags.has('v') && self.short_word(from).is_some();
        // `Trưởng phòng Kiểm tra | , xử lý văn bản`: what else the department does.
        let small_part =
            |n: u32| self.token(n).is_some_and(|t| t.is_small()) && self.phrase(n, Class::OrgPart).is_some();
        let duties = token.is(',') && !company && small_part(from + 1) && self.does(head.end) && self.is_titled(head);
        if !(small || token.is('&') || trades && token.is(',') || about || duties)
            || proper
            || !(head.start..from).any(|n| self.capital(n))
            || self.closes(from)
        {
            return None;
        }
        let titled = duties || self.is_titled(head);
        let (duty, members) = (flags.has('v'), flags.has('P'));
        let listed = duty || members || trades;
        let (mut at, mut words, mut whole) = (from, 0, None);
        while at - from <= LONGEST {
            let Some(token) = self.token(at) else {
                return if titled && words > 0 { Some(at) } else { whole };
            };
            if words > 0 && company && token.is_capital() && at - from <= LONGEST_BEFORE_BRAND && !self.is_others(at) {
                return Some(self.brand(at, flags));
            }
            if words > 0 && self.closes(at) {
                let enough = last != Last::Head || words > 1 || members;
                return if enough { Some(at) } else { whole };
            }
            if !token.is_word() {
                let duty = duties && token.is(',') && small_part(at + 1);
                let joint =
                    token.is('&') || token.is('-') && token.spaced || listed && token.is(',') && (small || trades);
                let goes_on = |t: &Token| t.is_word() && t.spaced && !self.is_others(at + 1);
                if duty || joint && self.token(at + 1).is_some_and(goes_on) {
                    at += 1;
                    continue;
                }
                let mark = token.is(',') || token.is(')') || token.is(';') || token.is('-') || token.is('.');
                return if titled && words > 0 && mark { Some(at) } else { whole };
            }
            let and = self.phrase(at, Class::OrgAnd).is_some() && !token.is_capital();
            if and && (words == 0 || self.is_others(at + 1)) {
                return whole;
            }
            if token.is_capital() {
                let part = self.phrase(at, Class::OrgPart).or_else(|| self.phrase(at, Class::OrgAbbr));
                if let Some(m) = part.filter(|_| !company && self.phrase(at, Class::OrgHead).is_none()) {
                    at = m.span().end;
                    words += 1;
                    continue;
                }
                if let Some(end) = self.short_word(at).filter(|_| duty) {
                    (at, words, whole) = (end, words + 1, Some(end));
                    continue;
                }
                if let Some(end) = self.line(at).filter(|_| words > 0 && !company) {
                    return Some(end);
                }
                return if titled && words > 0 && self.person_begins(at) { Some(at) } else { whole };
            }
            if let Some((after, named)) = self.business(at).filter(|_| duty && at == from) {
                (at, words) = (after, words + 1);
                whole = named.then_some(after);
                continue;
            }
            // `Điều hành | các chương trình`, `Hiệp hội | các nhà sản xuất xe`
            let members = members && last == Last::Head;
            if at == from && (members || self.ends_in_doing(from)) && self.phrase(at, Class::PlacePlural).is_some() {
                at = if members { self.members(at + 1) } else { at + 1 };
                words += u32::from(members);
                continue;
            }
            if self.phrase(at, Class::OrgNumber).is_some() && self.token(at + 1).is_some_and(Token::is_number) {
                // `Đội CSGT đường bộ số 2 | phân luồng cao tốc Nà Lò`
                if self.token(at + 2).is_some_and(|t| t.is_small()) && self.area_word(at + 2).is_none() {
                    return Some(at + 2);
                }
                whole = whole.or_else(|| (at == from).then_some(at + 2));
                at += 2;
                words += 1;
                continue;
            }
            let part = self.phrase(at, Class::OrgPart);
            let done = words > 0 || duty || at > from && duties;
            if let Some(m) =
                part.filter(|m| m.len > 1 && (done || !self.does(at) || m.len >= 4 && self.closes(m.span().end)))
            {
                at = m.span().end;
                words += u32::from(m.len) - 1;
                continue;
            }
            if part.is_some() && self.does(at) || self.is_others(at) {
                // `Trưởng khoa Ngoại thần kinh cột sống | ông An cho biết`
                let few = titled && last != Last::Head && (1..=FEW).contains(&words) && self.is_holder(at);
                return if few { Some(at) } else { whole };
            }
            at += 1;
            words += u32::from(!and);
        }
        whole
    }

    /// Whether the person begins at `at` who holds the post, or a verb says what he said.
    fn is_holder(&self, at: u32) -> bool {
        let says = |m: Match| &*self.doc.row(&m).value == "says";
        let address = [Class::PersonHonorific, Class::PersonRank].iter().find_map(|&class| self.phrase(at, class));
        address.is_some_and(|m| self.capital(m.span().end)) || self.phrase(at, Class::PersonVerb).is_some_and(says)
    }

    /// Whether what begins at `at` is something that a body does.
    pub(super) fn does(&self, at: u32) -> bool {
        let done = |m: Match| m.class == Class::OrgPart && !self.doc.row(&m).value.is_empty();
        self.doc.matches.at(at as usize).iter().any(done)
    }

    /// The end of the word for those in an association, which elsewhere is a title or a head of its own: `nhà sản xuất`.
    fn members(&self, at: u32) -> u32 {
        let word = [Class::OfficeTitle, Class::PersonTitle, Class::PlacePerson, Class::OrgHead];
        let small = self.token(at).is_some_and(|t| t.is_small());
        let ends = word.iter().filter_map(|&class| self.phrase(at, class)).map(|m| m.span().end);
        ends.max().filter(|_| small).unwrap_or(at + 1)
    }

    /// What a council is about, behind `về`: its end so far, and whether it may be all of it.
    fn business(&self, at: u32) -> Option<(u32, bool)> {
        let mut next = self.phrase(at, Class::OrgAbout)?.span().end;
        next = self.phrase(next, Class::PlacePlural).map_or(next, |m| m.span().end);
        let part = self.phrase(next, Class::OrgPart)?;
        if self.capital(next) {
            return Some((self.body(next, Flags::of("sfp"), true, "other").0, true));
        }
        Some((part.span().end, part.len > 2))
    }

    /// `Hội nước mắm | Nà Lò`: the name of an association without its area, by which the document may go on to call it.
    pub(super) fn short_of(&self, start: u32, found: &Found) -> Option<Span<Tok>> {
        let area = |n: &u32| self.place(*n).is_some_and(|p| p.start == *n && p.end == found.end);
        let end = (start + 3..found.end).find(area).filter(|_| found.kind == "association")?;
        let named = (start + 1..end).all(|n| self.token(n).is_some_and(Token::is_word));
        (self.capital(start) && named).then_some(Span::new(start, end))
    }

    /// The one word by which the document may call a body: an agency's abbreviation, the brand of a company (`Công ty CP
    /// Zolvik`), or what stands in brackets or behind a dash after its name (`(HoRAE)`).
    pub(super) fn brand_of(&self, start: u32, found: &Found) -> Option<Span<Tok>> {
        let foreign = |at: u32| {
            self.token(at).is_some_and(|t| {
                // `BoE`
                let long = t.end - t.start >= if t.shape.has(Shape::INNER) { 3 } else { 4 };
                t.is_capital() && t.is_word() && !t.shape.has(Shape::SYLLABLE) && long && !t.is_upper()
            }) && self.place(at).is_none()
        };
        let end = found.end;
        let open = self.token(end).is_some_and(|t| t.is('(') || t.is('-') && t.spaced);
        let closed = || self.token(end + 2).is_none_or(|t| t.is(')') || !t.is_capital());
        if open && foreign(end + 1) && closed() {
            return Some(Span::new(end + 1, end + 2));
        }
        // `Hãng thông tấn nhà nước QZNA`: what an agency is called by itself.
        let agency = |at: u32| self.token(at).is_some_and(|t| t.is_upper() && t.end - t.start >= 3);
        let spaced = self.doc.tokens[end as usize - 1].spaced;
        if found.kind == "media" && end > start + 1 && spaced && agency(end - 1) && !agency(end - 2) {
            return Some(Span::new(end - 1, end));
        }
        // `Tập đoàn Minh Thịnh Lộc`: three syllables are no word of the sentence.
        let own = |at: u32| {
            let token = &self.doc.tokens[at as usize];
            token.is_capital() && !token.is_upper() && token.shape.has(Shape::SYLLABLE) && self.place(at).is_none()
        };
        let three = end > start + 3 && found.kind == "company" && (end - 3..end).all(own) && !own(end - 4);
        let word = |at: u32| self.phrase(at, Class::OrgPart).is_some() || self.phrase(at, Class::OrgHead).is_some();
        let strong = |m: Match| &*self.doc.row(&m).value == "strong";
        let person = || {
            self.phrase(end - 3, Class::PersonKnown).is_some()
                || self.phrase(end - 3, Class::PersonSurname).is_some_and(strong)
        };
        if three && !(end - 3..end).any(word) && !person() {
            return Some(Span::new(end - 3, end));
        }
        // `Công ty CP Đầu tư và Công nghiệp Tân Nà`: two behind what the company is for.
        let two = end > start + 4 && found.kind == "company" && (end - 2..end).all(own) && !own(end - 3);
        let surname = || self.phrase(end - 2, Class::PersonSurname).is_some_and(strong);
        const NAMES: ClassSet = ClassSet::of(&[
            Class::PersonKnown,
            Class::PlaceProvince,
            Class::PlaceDistrict,
            Class::PlaceTown,
            Class::PlaceCountry,
            Class::PlaceCity,
            Class::PlaceKnown,
        ]);
        let named = || self.doc.classes(end - 2).meets(&NAMES);
        if two && !(end - 2..end).any(word) && !surname() && !named() {
            return Some(Span::new(end - 2, end));
        }
        let place = end > 1 && self.phrase(end - 2, Class::PlaceHead).is_some();
        let sole = end > start + 1 && foreign(end - 1) && !foreign(end - 2) && !place && found.kind == "company";
        sole.then(|| Span::new(end - 1, end))
    }

    /// The end of a company's brand: `phà Thanh | niên xung phong`.
    fn brand(&self, at: u32, flags: Flags) -> u32 {
        let part = self.phrase(at, Class::OrgPart).filter(|m| m.len > 1 && !self.capital(m.span().end - 1));
        part.map_or_else(|| self.run(at, flags), |m| m.span().end)
    }

    /// The end of a railway or road that is known by its ends: `đường sắt đô thị | Cát Linh - Hà Đông`.
    fn line(&self, at: u32) -> Option<u32> {
        let run = |from: u32| (from..from + 3).take_while(|&n| self.capital(n)).last().map(|n| n + 1);
        let dash = run(at).filter(|&n| self.token(n).is_some_and(|t| t.is('-')))?;
        run(dash + 1)
    }

    /// `Ban Chỉ đạo xây dựng | NTM`, `Ban Chỉ đạo phòng chống | Covid-19`: the end of an abbreviation, or of a word with a
    /// number, in what a council is about.
    fn short_word(&self, at: u32) -> Option<u32> {
        let token = self.token(at).filter(|t| t.end - t.start > 2 && self.place(at).is_none())?;
        let number = self.token(at + 1).is_some_and(|t| t.is('-') && !t.spaced)
            && self.token(at + 2).is_some_and(|t| t.is_number() && !t.spaced);
        let after = at + if number { 3 } else { 1 };
        let alone = !self.capital(after) && !self.is_others(at);
        (alone && (token.is_upper() || number)).then_some(after)
    }

    /// Whether a word belongs to the sentence, or begins another body or person.
    pub(super) fn is_others(&self, at: u32) -> bool {
        let Some(_) = self.token(at) else { return false };
        let classes = self.doc.classes(at);
        classes.meets(&OTHERS) || classes.meets(&LINKS) && !classes.has(Class::ProgrammeInside)
    }

    /// Whether an area or an owner begins at `at`.
    fn closes(&self, at: u32) -> bool {
        if self.place(at).is_some_and(|p| p.start == at) {
            return true;
        }
        if let Some(m) = self.area_word(at) {
            return matches!(&*self.doc.row(&m).value, "unit" | "more") && !self.joined(m.span().end);
        }
        let owner = self.phrase(at, Class::OrgHead).filter(|_| self.capital(at));
        owner.is_some_and(|m| self.doc.row(&m).value.contains(" o")) && self.headed(at, DEEPEST).is_some()
    }

    /// Whether the phrase that ends at `end` says what is done.
    fn ends_in_doing(&self, end: u32) -> bool {
        (end.saturating_sub(4)..end)
            .any(|n| self.phrase(n, Class::OrgPart).is_some_and(|m| m.span().end == end && self.is_doing(&m)))
    }
}
