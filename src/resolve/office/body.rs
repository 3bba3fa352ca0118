//! Bodies as they are compared: the words of a name, abbreviations written out.
//!
//! Enters: the tokens of an organisation's name, or of a title. Leaves: whether two spellings mean one, and which says
//! more. Not done here: full names with their unit.

use std::borrow::Cow;

use crate::intern::fold;
use crate::lexicon::class::Class;
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};
use crate::text::syllable::is_valid;

/// The folded words of a name, abbreviations written out, marks and `và` left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words<'a>(pub(super) Vec<Cow<'a, str>>);

/// Levels of administration: names of two levels are names of two bodies.
const LEVELS: [&[&str]; 9] = [
    &["đặc", "khu"],
    &["tỉnh"],
    &["thành", "phố"],
    &["huyện"],
    &["quận"],
    &["thị", "xã"],
    &["phường"],
    &["thị", "trấn"],
    &["xã"],
];

/// Letters of the longest abbreviation of a name.
const SHORT: usize = 6;

impl<'a> Words<'a> {
    /// Those of a stretch of text.
    pub(super) fn of(doc: &Doc<'a>, span: Span<Tok>) -> Self {
        let mut words = Vec::with_capacity(span.len() as usize);
        let mut at = span.start;
        while at < span.end {
            let token = &doc.tokens[at as usize];
            let short = |class| doc.phrase(at, class).filter(|m| m.span().end <= span.end && token.is_upper());
            if let Some(m) = short(Class::OrgAbbr).or_else(|| short(Class::OfficeFull)) {
                words.extend(
                    doc.row(&m).value.split([' ', ',', '-', '/']).filter(|w| !w.is_empty()).map(|w| folded(w).into()),
                );
                at = m.span().end;
                continue;
            }
            if token.is_word() || token.is_number() {
                words.push(doc.folded(at));
            }
            at += 1;
        }
        words.retain(|w| w != "và");
        Self(words)
    }

    /// Those of a name that is written out.
    pub(super) fn written(name: &str) -> Self {
        let word = |w: &str| folded(w.trim_matches(|c: char| !c.is_alphanumeric()));
        let words = name.split_whitespace().map(word).filter(|w| !w.is_empty() && w != "và");
        Self(words.map(Cow::Owned).collect())
    }

    /// Whether all its words stand in the other.
    pub(super) fn within(&self, other: &Self) -> bool {
        self.0.iter().all(|w| other.0.contains(w))
    }

    /// Whether one goes on with what the other says, from the first word on.
    pub(super) fn begins_alike(&self, other: &Self) -> bool {
        self.0.first() == other.0.first() && (self.within(other) || other.within(self))
    }

    /// Whether the name ends with the bare word for a level of administration.
    pub(super) fn is_open(&self) -> bool {
        let level = |level: &&[&str]| self.0.iter().rev().zip(level.iter().rev()).all(|(own, word)| own == word);
        self.0.last().is_some_and(|w| w == "tp") || LEVELS.iter().any(level)
    }

    /// Whether the other begins with all but the last word of this one, and ends with one that the last begins.
    pub(super) fn begins_with(&self, other: &Self) -> bool {
        let Some((last, words)) = self.0.split_last() else { return false };
        other.0.starts_with(words) && other.0.get(words.len()).is_some_and(|word| word.starts_with(&**last))
    }

    fn level(&self) -> Option<usize> {
        // The last one: `Sở Y tế tỉnh`, `Ban Thường vụ Huyện ủy`.
        LEVELS
            .iter()
            .enumerate()
            .filter_map(|(n, level)| {
                self.0.windows(level.len()).rposition(|w| w == *level).map(|at| (at, level.len(), n))
            })
            .max()
            .map(|(_, _, n)| n)
    }

    /// Whether both may be one body: no two levels, and most words in common.
    pub(super) fn same_body(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.level(), other.level())
            && a != b
        {
            return false;
        }
        if self.is_committee_beside(other) || other.is_committee_beside(self) {
            return false;
        }
        if self.within(other) || other.within(self) {
            return true;
        }
        let shared = self.0.iter().filter(|w| other.0.contains(w)).count();
        self.0.first() == other.0.first()
            && shared * 3 >= self.0.len().min(other.0.len()) * 2
            && !self.parts_from(other)
    }

    /// `Tỉnh ủy` beside `Đảng ủy Quân sự tỉnh`: the committee of a level, and one that is named by whose it is.
    fn is_committee_beside(&self, other: &Self) -> bool {
        let committee = |words: &Self| words.0.get(1).is_some_and(|w| w == "ủy");
        let named = other.0.first().is_some_and(|w| w == "đảng") && other.0.len() > 3;
        committee(self) && self.0.len() == 2 && self.0[0] != "đảng" && committee(other) && named
    }

    /// Whether each goes on, behind what both begin with, with a name that has no word of the other's: `Ngân hàng | Nà Lò` and
    /// `Ngân hàng | Nà Sương`. A bare level (`Sở Y tế | thành phố`) or an abbreviation may be any name.
    fn parts_from(&self, other: &Self) -> bool {
        let begun = self.0.iter().zip(&other.0).take_while(|(a, b)| a == b).count();
        let (own, others) = (&self.0[begun..], &other.0[begun..]);
        let name = |rest: &[Cow<'_, str>]| {
            let level = |w: &str| LEVELS.iter().any(|level| level.contains(&w)) || w.starts_with("tp");
            let short = rest.len() == 1 && rest[0].chars().count() <= SHORT && !is_valid(&rest[0]);
            !short && rest.iter().any(|w| !level(w))
        };
        name(own) && name(others) && !own.iter().any(|w| others.contains(w))
    }
}

fn folded(word: &str) -> String {
    let mut out = String::new();
    fold(word, &mut out);
    out
}

/// The party committee at the end of a body's name: `Huyện ủy` of `Ban Tuyên giáo Huyện ủy`.
pub(super) fn committee(doc: &Doc<'_>, org: Span<Tok>) -> Option<Span<Tok>> {
    (org.start + 1..org.end).find_map(|at| {
        let m = doc.phrase(at, Class::OrgHead).filter(|m| m.span().end <= org.end)?;
        doc.lexicon.head(m.row).flags.has('E').then(|| Span::new(at, org.end))
    })
}
