//! The name of a company or body that only the title before it, or who holds it, shows to be one: `Chủ tịch | VINASA`, `CEO |
//! OpenAI`, `bà An, Phó Tổng giám đốc | Zolvik Fresh`.
//!
//! Enters: where a title ends. Leaves: the end of the name. Not done here: bodies that the lexicons or their head word show
//! (`read`), and departments (`department`).

use super::read::Reader;
use super::value::Traits;
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::{Kind, Value};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Length at which a run of capitals is no longer a brand, in tokens.
const LONGEST_BRAND: u32 = 5;

/// Longest name of a person before a title, in tokens.
const LONGEST_NAME: u32 = 5;

/// What no company's name begins with.
const NO_COMPANY: ClassSet = ClassSet::of(&[
    Class::PersonSurname,
    Class::PersonRank,
    Class::OrgHead,
    Class::OrgPart,
    Class::OfficeBody,
    Class::OfficeTitle,
    Class::OfficeDeputy,
    Class::OfficeModifier,
]);

/// How many mentions of a document are asked for the company that a short name stands for.
const MANY: usize = 4096;

/// Whether the title is one of companies too: `thẩm phán của Trump`, `Ngoại trưởng của Trump` are somebody's.
const fn is_of_company(traits: Traits) -> bool {
    !(traits.many || traits.needs || traits.field || traits.whole || traits.own > 0)
}

/// Whether the title heads companies: what stands behind it may be one, as `cựu Tổng thống | Trump` is not.
const fn heads_company(traits: Traits) -> bool {
    (traits.company || traits.function || traits.firm) && is_of_company(traits)
}

impl Reader<'_, '_> {
    /// The end of a body's abbreviation that no list has (`Chủ tịch | VINASA`, `CEO | OpenAI`), with the country or town that
    /// it is of (`Giám đốc | NLB Lào Cai`).
    pub(super) fn abbreviated(&self, at: u32, head: Span<Tok>, traits: Traits) -> Option<u32> {
        let token = self.token(at).filter(|t| t.is_capital() && self.named(at, Kind::Place).is_none())?;
        let text = self.doc.text_of(at);
        let mixed = || traits.company && text.chars().skip(1).any(char::is_uppercase);
        let short = text.chars().count() < 2 || self.phrase(at, Class::PersonRank).is_some();
        // `Giám đốc BV`: which one, the document says.
        let bare = || !traits.needs && self.phrase(at, Class::OfficeBody).is_some();
        if short || bare() {
            return None;
        }
        if token.shape.has(Shape::SYLLABLE) {
            return self.company_of(at, head, traits);
        }
        if !token.is_upper() && !mixed() {
            return self.branded(at, head, traits);
        }
        // `TT&TT TP. Nà Lò`
        let joined = self.token(at + 1).is_some_and(|t| t.is('&') && !t.spaced) && self.token(at + 2).is_some();
        let last = at + if joined { 3 } else { 1 };
        let place = self.named(last, Kind::Place).map(|place| place.end);
        Some(place.filter(|&end| !self.token(end).is_some_and(Token::is_capital)).unwrap_or(last))
    }

    /// The end of a foreign brand where a mark or word shows that one stands there: `Chủ tịch HĐQT | Novahomes.vn`, `Chủ tịch
    /// của | Novalim`.
    fn branded(&self, at: u32, head: Span<Tok>, traits: Traits) -> Option<u32> {
        let dot = self.token(at + 1).is_some_and(|t| t.is('.') && !t.spaced);
        if dot && traits.company && self.token(at + 2).is_some_and(|t| t.is_small() && !t.spaced) {
            return Some(at + 3);
        }
        // `Tổng Giám đốc | Zolvik Fresh Việt Nam`
        let brand = |n: u32| self.token(n).is_some_and(|t| t.is_capital() && !t.shape.has(Shape::SYLLABLE));
        let last = (at..at + LONGEST_BRAND).find(|&n| !brand(n))?;
        let country = self.phrase(last, Class::PlaceCountry).filter(|_| traits.company && last > at);
        if let Some(country) = country.filter(|m| self.token(m.span().end).is_none_or(|t| !t.is_capital())) {
            return Some(country.span().end);
        }
        let of = at.checked_sub(1).is_some_and(|of| self.phrase(of, Class::OfficeOf).is_some());
        // `Giám đốc Điều hành | Marketing`
        let duty = || self.phrase(at, Class::OfficeModifier).or_else(|| self.phrase(at, Class::OrgPart)).is_some();
        let held = || self.follows_person(head.start).is_some() || self.addressed(last);
        let known = || of && is_of_company(traits) || heads_company(traits) && !duty() && held();
        (last > at && self.ends_brand(last) && known()).then_some(last)
    }

    /// The end of a company's name in syllables of ours, behind the title of who was named just before: `bà An - Chủ tịch | Sông
    /// Mây,`.
    fn company_of(&self, at: u32, head: Span<Tok>, traits: Traits) -> Option<u32> {
        let capital = |n: u32| self.token(n).is_some_and(|t| t.is_capital() && !t.is_upper() && t.spaced);
        let end = (at..at + LONGEST_BRAND).find(|&n| !capital(n)).filter(|end| end - at > 1)?;
        let company = heads_company(traits) && !self.doc.classes(at).meets(&NO_COMPANY);
        let whole = || !(at..end).any(|n| self.mention(n)) && self.ends_brand(end);
        // `BS An Thị Mây, CEO | Sông Mây` may be two persons.
        let strange = (at..end).any(|n| !self.doc.tokens[n as usize].shape.has(Shape::SYLLABLE));
        let apart = |mark: &u32| {
            let dash = self.token(*mark).is_some_and(|t| t.is('-'));
            dash || end - at > 2 || strange || self.ends_company(Span::new(at, end))
        };
        let held = || self.follows_person(head.start).filter(apart).is_some();
        (company && whole() && held()).then_some(end)
    }

    /// Whether a company of the document is called so: `Công ty TNHH | Sông Mây`.
    fn ends_company(&self, name: Span<Tok>) -> bool {
        let company = |value: &Value| matches!(value, Value::Organisation(org) if org.kind == "company");
        let same = |n: u32, m: u32| self.doc.tokens[n as usize].id == self.doc.tokens[m as usize].id;
        self.out.all().iter().take(MANY).any(|c| {
            let from = c.span.end.saturating_sub(name.len());
            company(&c.value) && from > c.span.start && (0..name.len()).all(|n| same(from + n, name.start + n))
        })
    }

    /// Whether a name ends at `end`: what follows is no capital of the same run.
    fn ends_brand(&self, end: u32) -> bool {
        self.token(end)
            .is_none_or(|t| t.spaced && !t.is_capital() || [',', '.', ')', ';'].iter().any(|&mark| t.is(mark)))
    }

    /// `Chủ tịch Zolvik | , ông An`: whether a mark and who holds the post follow.
    fn addressed(&self, end: u32) -> bool {
        let mark = self.token(end).is_some_and(|t| t.is(',') || t.is('-'));
        let small = self.token(end + 1).is_some_and(Token::is_small);
        mark && small && self.phrase(end + 1, Class::PersonHonorific).is_some()
    }

    /// The mark between a person and the title that begins at `title`: `bà An Thị Mây | , | Phó Chủ tịch`.
    fn follows_person(&self, title: u32) -> Option<u32> {
        let deputy = (title.saturating_sub(2)..title)
            .find(|&n| self.phrase(n, Class::OfficeDeputy).or_else(|| self.phrase(n, Class::OfficeActing)).is_some());
        let mark = deputy.unwrap_or(title).checked_sub(1).filter(|&n| n > self.sentence.start)?;
        let capital = |n: u32| self.token(n).is_some_and(|t| t.is_word() && t.is_capital());
        let from = mark.saturating_sub(LONGEST_NAME).max(self.sentence.start);
        let first = (from..mark).rev().take_while(|&n| capital(n)).last()?;
        let before = first.saturating_sub(2).max(self.sentence.start)..first;
        let called = || {
            [Class::PersonHonorific, Class::PersonRank].into_iter().any(|class| {
                self.doc.matches.filling(before.clone(), class).is_some() || self.phrase(first, class).is_some()
            })
        };
        let named = mark - first > 1 && (called() || self.doc.is_full_name(first));
        (named && self.token(mark).is_some_and(|t| t.is(',') || t.is('-') && t.spaced)).then_some(mark)
    }
}
