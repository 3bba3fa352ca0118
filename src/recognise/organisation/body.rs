//! What a body is for: the middle of its name.
//!
//! Enters: the token after a head word. Leaves: the end of the phrases of the lexicon, abbreviations and capitalised words
//! that follow it. Not done here: words in small letters that no list has (that is `tail`), areas and owners (`name`).

use super::name::{DEEPEST, Names};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::values::Flags;
use crate::token::syllable::Token;

/// What is no second syllable of a common noun within a name: a verb, or a word that links or leads to something else.
const APART: ClassSet = ClassSet::of(&[
    Class::PersonVerb,
    Class::OrgStop,
    Class::PlacePrep,
    Class::PlaceAnd,
    Class::PlaceSuch,
    Class::OrgArea,
    Class::PlaceHead,
    Class::PlacePerson,
    Class::OfficeJoiner,
]);

/// What links the words of a line in capitals.
const LINKS: ClassSet = ClassSet::of(&[Class::PlacePrep, Class::PlaceAnd, Class::OrgAnd]);

/// What a body is honoured with.
const GIVEN: ClassSet = ClassSet::of(&[Class::OrgStop, Class::ProgrammeAward]);

/// Most phrases in small letters within a company's business before a capital.
const LONGEST_TRADE: usize = 5;

/// What the part of a name read last was.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Head,
    Part,
    Abbreviation,
    Run,
}

impl Names<'_, '_> {
    /// What the body is for: the end of phrases, abbreviations and capitalised words.
    pub(super) fn body(&self, from: u32, flags: Flags, head_capital: bool, kind: &str) -> (u32, Last) {
        let (mut end, mut last) = (from, Last::Head);
        while let Some(token) = self.token(end) {
            let capital = token.is_capital();
            if let Some(part) = self.part(end, last, flags, head_capital, kind) {
                end = self.object(end, part);
                last = Last::Part;
            } else if let Some(after) = self.abbreviation(end, last, flags, head_capital) {
                end = after;
                last = Last::Abbreviation;
            } else if capital && flags.has('f') && self.may_run(end, last, flags) {
                let from = end;
                end = self.run(from, flags);
                last = Last::Run;
                if let Some(after) = self.compound(from, end, flags) {
                    end = after;
                    last = Last::Part;
                }
            } else {
                break;
            }
            // `Phòng Tổng hợp, | Nhân sự | và Đào tạo`
            let mut more = false;
            while let Some(next) = self.joint(end, last, flags, kind).filter(|&next| !more || self.capital(next)) {
                more = true;
                let joined = self.part(next, Last::Head, Flags::of("p"), true, kind);
                let joined = joined.or_else(|| self.abbreviation(next, Last::Head, flags, true));
                if let Some(after) = joined {
                    end = self.object(next, after);
                    last = Last::Part;
                } else if flags.has('f') && self.capital(next) {
                    end = self.run(next, flags);
                    last = Last::Run;
                } else {
                    return (end, last);
                }
            }
        }
        (end, last)
    }

    /// A phrase that says what a body is for.
    fn part(&self, at: u32, last: Last, flags: Flags, head_capital: bool, kind: &str) -> Option<u32> {
        let capital = self.capital(at);
        // `Công ty Cấp nước tổ chức khám`, but `Công ty CP Cơ khí đầu tư Nà Lò`
        let goes_on = |m: Match| {
            let further = |n: &u32| self.phrase(*n, Class::OrgPart).or_else(|| self.phrase(*n, Class::OrgAnd));
            let ends = std::iter::successors(Some(m.span().end), |n| further(n).map(|m| m.span().end));
            ends.take(LONGEST_TRADE).any(|end| self.capital(end))
        };
        let trade = || flags.has('c') && (!self.does(at) || self.phrase(at, Class::OrgPart).is_some_and(goes_on));
        let allowed = match last {
            Last::Head => capital || head_capital,
            Last::Part => capital || self.is_narrowed(at) || trade(),
            Last::Abbreviation => capital || trade(),
            Last::Run => capital,
        };
        if !allowed || self.place(at).is_some_and(|p| p.len() > 1 && capital) {
            return None;
        }
        // A body of its own begins: `Sở Y tế Công an tỉnh` never, `Bộ Công an` always.
        if capital && last != Last::Head && self.headed(at, DEEPEST).is_some() && !flags.has('c') {
            return None;
        }
        let m = self.phrase(at, Class::OrgPart)?;
        // After a lower-case head (`phòng kinh tế`) the words may be the sentence's own.
        if !capital && m.len == 1 && kind != "company" && last == Last::Head {
            return None;
        }
        // `Trường học`, `Trung tâm thương mại`: for a capitalised head a lower-case phrase must be the usual one.
        let doing = !self.doc.row(&m).value.is_empty();
        // `Tổ công tác bàn giao vốn`: a body for a task is called by it.
        let task = doing && flags.has('v');
        let usual = m.len >= 4 || flags.has('p') || flags.has('c') || task;
        let leads = || flags.has('h') && self.leads(m.span().end);
        if !capital && last == Last::Head && !usual && !leads() {
            return None;
        }
        // `Công ty tổ chức | Lễ khởi công`
        let event = |n: u32| self.phrase(n, Class::DateEvent).or_else(|| self.phrase(n, Class::OrgNot)).is_some();
        if !capital && last == Last::Head && self.is_doing(&m) && self.capital(m.span().end) && event(m.span().end) {
            return None;
        }
        // `Công ty khai thác | 21.436 tấn`
        if !capital && last == Last::Head && doing && self.token(m.span().end).is_some_and(Token::is_number) {
            return None;
        }
        // `các bộ quản lý công trình`
        if !capital && last == Last::Head && kind == "ministry" && self.does(at) {
            return None;
        }
        // `Trung tâm hỗ trợ các hộ`: a doing in small letters is the body's only with what it is done to.
        if !capital && last == Last::Head && kind != "company" && doing {
            let end = m.span().end;
            let object = if task { self.done_to(end) } else { self.object(at, end) };
            let whole = object > end || self.phrase(end, Class::OrgAnd).is_some();
            return whole.then_some(if task { object } else { end });
        }
        Some(m.span().end)
    }

    /// `Trung tâm Chẩn đoán | y khoa`: whether a thing of two syllables or more in small letters says more closely what the part
    /// before it means; what begins with something done is the sentence's own.
    fn is_narrowed(&self, at: u32) -> bool {
        let small = self.token(at).is_some_and(|t| t.is_small() && t.spaced);
        let thing = |m: &Match| m.len > 1 && m.span().end <= self.sentence.end;
        small
            && self.phrase(at, Class::OrgPart).is_some_and(|m| thing(&m))
            && !self.does(at)
            && !self.is_others(at)
            && self.area_word(at).is_none()
    }

    /// `Bệnh viện ung bướu | Nà Lò`: whether the words of small letters that say what a house is for lead up to its name.
    fn leads(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.is_capital() && t.spaced) && self.headed(at, DEEPEST).is_none()
            || self.place(at).is_some()
    }

    /// Abbreviations joined by `&`, `-` or nothing: `GD&ĐT`, `LĐ-TB&XH`, `TNHH`.
    fn abbreviation(&self, at: u32, last: Last, flags: Flags, head_capital: bool) -> Option<u32> {
        if let Some(m) = self.phrase(at, Class::OrgAbbr)
            && self.doc.tokens[m.span().range()].iter().any(Token::is_upper)
            && self.token(at)?.is_upper()
        {
            return Some(self.glued(m.span().end));
        }
        let token = self.token(at)?;
        // `Học viện Tài chính | TS Lê Văn Tám`
        if self.is_rank(at) {
            return None;
        }
        if !token.is_upper() || (!head_capital && !flags.has('f')) || self.place(at).is_some() {
            return None;
        }
        // In a line of capitals every word looks like an abbreviation.
        if at > self.sentence.start && self.doc.tokens[at as usize - 1].is_upper() && self.shouted(at) {
            return None;
        }
        if last == Last::Run || flags.has('f') || flags.has('s') {
            let end = self.glued(at + 1);
            // `COVID-19`
            let number = self.token(end).is_some_and(|t| t.is('-') && !t.spaced)
                && self.token(end + 1).is_some_and(|t| t.is_number() && !t.spaced);
            let end = if number { end + 2 } else { end };
            let short = token.end - token.start <= 1 && end == at + 1;
            return (!short).then_some(end);
        }
        None
    }

    /// `khoa Phụ sản | BS.CKI Lò Thị Mai`: whether the rank of a person begins at `at`.
    fn is_rank(&self, at: u32) -> bool {
        self.phrase(at, Class::PersonRank).is_some_and(|m| {
            let end = m.span().end;
            self.capital(end + u32::from(self.token(end).is_some_and(|t| t.is('.'))))
        })
    }

    /// Whether the words around stand in capitals because the whole line does.
    fn shouted(&self, at: u32) -> bool {
        self.token(at + 1).is_some_and(Token::is_upper) && self.token(at + 2).is_some_and(Token::is_upper)
    }

    pub(super) fn glued(&self, mut end: u32) -> u32 {
        while let (Some(mark), Some(next)) = (self.token(end), self.token(end + 1)) {
            let close = !mark.spaced && !next.spaced && (mark.is('-') || mark.is('.'));
            if next.is_upper() && (mark.is('&') || close) {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// Whether capitalised words here are part of the name and not the person who heads the body.
    pub(super) fn may_run(&self, at: u32, last: Last, flags: Flags) -> bool {
        // `Viện Tâm lý | TS Lê Văn Tám`
        if self.token(at).is_some_and(Token::is_upper) && self.is_rank(at) {
            return false;
        }
        // `tại bệnh viện | Theo bác sĩ, cháu đã khỏe`
        let source = |m: Match| &*self.doc.row(&m).value == "source";
        if !self.capital(at - 1) && self.phrase(at, Class::OrgLabel).is_some_and(source) {
            return false;
        }
        // `Giám đốc HTX | Lò Thị Mai cho hay`
        let person = || {
            let middle = self.phrase(at + 1, Class::PersonMiddle).filter(|m| &*self.doc.row(m).value == "strong");
            self.capital(at + 2) && middle.is_some() && self.person_begins(at)
        };
        let three = || self.capital(at + 1) && self.capital(at + 2) && !self.capital(at + 3);
        let behind_title = || {
            let first = at.saturating_sub(DEEPEST + 3).max(self.sentence.start);
            self.doc.matches.filling(first..at - 1, Class::OfficeTitle).is_some()
        };
        // `Giám đốc HTX | Tô Quốc Dũng`
        let titled = || {
            let named =
                self.phrase(at, Class::PersonSurname).is_some() && self.phrase(at + 1, Class::PersonMiddle).is_some();
            three() && named && behind_title()
        };
        // `Tổng Giám đốc công ty | Đàm Hữu Quý`
        let small = flags.has('c') && !self.capital(at - 1);
        let whole =
            || self.doc.is_full_name(at) && titled() || self.doc.is_three_words(at) && three() && behind_title();
        let named = flags.has('x') && (person() || titled()) || small && whole();
        if last == Last::Head && self.capital(at + 1) && named {
            return false;
        }
        // `Phó Chủ tịch Hội | Phan Gia Lộc nghỉ công tác`
        let holder = || {
            let strong = self.phrase(at, Class::PersonSurname).is_some_and(|m| &*self.doc.row(&m).value == "strong");
            // `Phó Chủ tịch Hội | Ksor H’Nga`
            let foreign = || !self.doc.tokens[at as usize].shape.has(Shape::SYLLABLE);
            let two = || foreign() && self.capital(at + 1) && !self.capital(at + 2);
            strong && (three() || two()) && behind_title()
        };
        if last == Last::Head && flags.has('C') && flags.has('f') && holder() {
            return false;
        }
        let linked = self.links_capitals(at);
        if linked || self.doc.word_opens(at, self.sentence.end, &GIVEN) || last == Last::Part && self.is_addressed(at) {
            return false;
        }
        if self.place(at).is_some_and(|p| p.start == at)
            && (!flags.has('h') && !flags.has('c') || self.is_designated(at))
        {
            return false;
        }
        if last == Last::Part && !flags.has('h') && self.phrase(at, Class::PlaceSurname).is_some() {
            // `Đầu tư | Vàng Việt Nam`
            let country = || self.phrase(at + 1, Class::PlaceCountry).is_some();
            let alone = || !self.capital(at + 2) || self.doc.is_full_name(at + 2) || country();
            return flags.has('c') && (alone() || self.is_held_before(at));
        }
        if flags.has('c') {
            return true;
        }
        // A body of its own begins.
        flags.has('h') && self.capital(at - 1) || self.headed(at, DEEPEST).is_none()
    }

    /// `BV Nông Nghiệp | Ông Lò chạy ra`: a person with a form of address, of whom the sentence goes on.
    fn is_addressed(&self, at: u32) -> bool {
        let address = self.phrase(at, Class::PersonCapital).is_some() && self.token(at).is_some_and(|t| !t.is_upper());
        address && self.capital(at + 1) && self.token(at + 2).is_some_and(|t| t.is_small() && t.spaced)
    }

    /// `TRƯỜNG ĐẠI HỌC NÀ LÒ | VỚI BỆNH VIỆN …`: what links the words of a line in capitals.
    fn links_capitals(&self, at: u32) -> bool {
        let upper = self.token(at).is_some_and(|t| t.is_upper() && t.end - t.start > 1);
        upper && self.doc.classes(at).meets(&LINKS)
    }

    /// `TP.HCM`: a place that begins with a designation in capitals.
    fn is_designated(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_upper) && self.phrase(at, Class::PlaceHead).is_some()
    }

    /// The end of a run of capitalised words, with numbers glued to them and `&` between.
    pub(super) fn run(&self, at: u32, flags: Flags) -> u32 {
        // `Hội đồng Bảo an | Liên hợp quốc`: the body it is of keeps its words in small letters.
        let owner = |n: u32| self.known(n).filter(|k| k.end > n + 1).map(|k| k.end);
        let mut end = owner(at).unwrap_or(at + 1);
        // `Sơn mài Hòa Phú`: a common noun of two syllables that no list has.
        if self.token(end).is_some_and(|t| t.is_small())
            && self.capital(end + 1)
            && (self.doc.tokens[at as usize].shape.has(Shape::SYLLABLE)
                || !self.doc.tokens[end as usize].shape.has(Shape::SYLLABLE))
            && !self.doc.classes(end).meets(&APART)
        {
            end += 1;
        }
        while let Some(token) = self.token(end) {
            if token.is_capital() && end - at < 7 {
                if self.place(end).is_some() && (!flags.has('h') && !flags.has('c') || self.is_designated(end)) {
                    break;
                }
                if end > at + 1 && self.is_addressed(end) {
                    break;
                }
                if self.links_capitals(end) {
                    break;
                }
                // `Học viện Mật mã | Huân chương Lao động`: what it was given. Not `Công ty Đại Phong | tặng`: no company is
                // called by one syllable.
                let brand = flags.has('c') && end == at + 1;
                if self.doc.word_opens(end, self.sentence.end, &GIVEN) && !brand {
                    break;
                }
                // `báo Lao Động | Các phóng viên`: the stop before the next sentence is missing.
                let small = |n: u32| self.token(n).is_some_and(|t| t.is_small() && t.spaced);
                if small(end + 1) && self.phrase(end, Class::PersonOpener).is_some() {
                    break;
                }
                if let Some(name) = owner(end) {
                    end = name;
                    continue;
                }
                // `Bệnh viện K Trung ương`: the second half of a word has no capital.
                let halved = |m: &Match| m.len > 1 && !self.capital(m.span().end - 1);
                if let Some(m) = self.phrase(end, Class::OrgPart).filter(halved) {
                    end = m.span().end;
                    continue;
                }
                end += 1;
            } else if self.links_foreign(end)
                // `HIV/AIDS`
                || token.is('/') && !token.spaced && self.is_short(end - 1) && self.is_short(end + 1)
                || (token.is('&') || (token.is('-') && !token.spaced)) && self.capital(end + 1)
                // `Chăm Bà-la-môn`
                || token.is('-')
                    && !token.spaced
                    && self.token(end + 1).is_some_and(|t| t.is_small() && !t.spaced)
                    && (self.token(end - 1).is_some_and(Token::is_small)
                        || self.token(end + 2).is_some_and(|t| t.is('-') && !t.spaced))
                // `Covid-19`
                || token.is('-') && !token.spaced && self.token(end + 1).is_some_and(|t| t.is_number() && !t.spaced)
            {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// Letters that stand for words: `HIV`.
    fn is_short(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| t.is_upper() && !t.shape.has(Shape::SINGLE))
    }

    /// `Journal of Zolvik`: a foreign word in small letters between two with capitals.
    fn links_foreign(&self, at: u32) -> bool {
        let foreign = |n: u32| self.token(n).is_some_and(|t| t.is_word() && !t.shape.has(Shape::SYLLABLE));
        let capital = self.token(at + 1).is_some_and(|t| t.is_capital() && t.spaced);
        // `Research in Zolvik`: what is also a word of ours.
        let english = || self.doc.text_of(at) == "in" && foreign(at + 1);
        let link = self.token(at).is_some_and(|t| t.is_small() && t.spaced);
        link && capital && foreign(at - 1) && (foreign(at) || english())
    }

    /// Whether the last but one of the things a body is for stands at `at`, and `và` with the last behind it.
    fn is_listed_part(&self, at: u32) -> bool {
        let part = |n: u32| {
            self.phrase(n, Class::OrgPart).filter(|_| self.capital(n) && self.phrase(n, Class::OrgHead).is_none())
        };
        let and = part(at).and_then(|m| self.phrase(m.span().end, Class::OrgAnd)).map(|m| m.span().end);
        and.and_then(part).is_some()
    }

    /// `và`, `-`, `&` or a comma between two things a body is for: where the second begins.
    fn joint(&self, at: u32, last: Last, flags: Flags, kind: &str) -> Option<u32> {
        let token = self.token(at)?;
        let next = at + 1;
        let starts = |n: u32| self.phrase(n, Class::OrgPart).is_some() || self.token(n).is_some_and(Token::is_upper);
        if self.phrase(at, Class::OrgAnd).is_some() && !token.is_capital() {
            // `Sở Y tế và Công an tỉnh` are two, `Sở Nông nghiệp và Môi trường` is one.
            // `Trung tâm CNTT và | Truyền thông`
            let part = self.phrase(next, Class::OrgPart).filter(|_| self.capital(next));
            if last == Last::Abbreviation && flags.has('f') && kind == "department" && part.is_some() {
                let alone = self.phrase(next, Class::OrgHead).is_none();
                return alone.then_some(next);
            }
            if last == Last::Part && self.phrase(next, Class::OrgAbbr).is_some() && self.token(next)?.is_upper() {
                return self.headed(next, DEEPEST).is_none().then_some(next);
            }
            let part = self.phrase(next, Class::OrgPart).filter(|_| self.capital(next) || last == Last::Part)?;
            // `Tổng cục Thi hành án dân sự và | Thanh tra | Bộ Tư pháp`
            let owned = || {
                let head = self.phrase(next, Class::OrgHead).filter(|m| m.span().end >= part.span().end);
                head.is_some_and(|m| self.capital(m.span().end) && self.doc.has(m.span().end, Class::OrgHead))
            };
            if last != Last::Part || self.capital(next) && (owned() || self.headed(next, DEEPEST).is_some()) {
                return None;
            }
            // `Bộ Chính trị và | Luật Đất đai`, but `Đại học Chính trị và Luật Trung Quốc`
            let title = part.span().end;
            if self.doc.folded(next) == "luật" && self.capital(title) && self.place(title).is_none() {
                return None;
            }
            // `Bộ Chính trị và | Kế hoạch số 63`
            let numbered = self.phrase(next, Class::DocumentType).map(|m| m.span().end);
            if numbered.is_some_and(|end| self.phrase(end, Class::OrgNumber).is_some()) {
                return None;
            }
            // `Sở Y tế | và chính quyền địa phương`
            let other = self.phrase(next, Class::OrgHead).is_some() || self.phrase(next, Class::PlacePrep).is_some();
            // `vốn của Bộ Công an | và ngân sách địa phương`
            let own = !self.capital(next) && (part.len == 1 || other || kind == "ministry");
            // `Đại học Kinh doanh và Công nghệ`, but `trường chuyên và nội trú`
            return (!own && (!flags.has('h') || self.capital(next))).then_some(next);
        }
        // `Phòng Tổng hợp | , Nhân sự và Đào tạo`
        if token.is(',') && last == Last::Part && flags.has('p') && kind == "department" {
            return self.is_listed_part(next).then_some(next);
        }
        if token.is('&') {
            return (starts(next) || self.capital(next)).then_some(next);
        }
        // `Cục Cảnh sát giao thông đường bộ - | đường sắt`
        if token.is('-') && token.spaced && last == Last::Part && self.is_narrowed(next) {
            return Some(next);
        }
        if token.is('-') && last != Last::Head && kind != "media" {
            let body = self.capital(next) && self.headed(next, DEEPEST).is_none();
            return (body && self.phrase(next, Class::OrgPart).is_some()).then_some(next);
        }
        None
    }
}
