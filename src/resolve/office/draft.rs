//! A position of one person, as one sentence states it.
//!
//! Enters: a tie of a person and a position. Leaves: the position with its body, and whether another statement says the same
//! one. Not done here: the body of one that names none (`role`, `near`).

use super::beginning_at;
use super::body::Words;
use super::link::Tie;
use crate::lexicon::class::Class;
use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::office::value::{Hint, Position};
use crate::span::{Span, Tok};

/// The body of a position.
#[derive(Debug, Clone)]
pub(super) enum Org {
    /// Not stated.
    None,
    /// Tokens of the text.
    At(Span<Tok>),
    /// Put together: `Bộ` and a portfolio.
    Made(String),
}

/// A position as one sentence states it.
#[derive(Debug, Clone)]
pub(super) struct Draft<'m, 'a> {
    pub(super) position: &'m Position,
    pub(super) title: Words<'a>,
    pub(super) org: Org,
    /// Words of the organisation.
    pub(super) words: Words<'a>,
    pub(super) former: bool,
    pub(super) person: usize,
    /// Joined to the one before by `kiêm`.
    pub(super) joined: bool,
    /// Joined to the one before by a dash or `và` alone.
    pub(super) paired: bool,
    /// Told with its period, in a life.
    pub(super) dated: bool,
    /// The title is an abbreviation.
    pub(super) short: bool,
    /// Number of the chain of positions it stands in.
    pub(super) chain: u32,
    pub(super) at: u32,
}

impl<'m, 'a> Draft<'m, 'a> {
    /// The position that a tie gives.
    pub(super) fn new(doc: &Doc<'a>, mentions: &'m [Candidate], tie: &Tie) -> Option<Self> {
        let position = mentions[tie.office].value.position()?;
        let stated = tie.body.or(position.org).or_else(|| behind(doc, mentions, tie, position));
        let org = stated.map_or(Org::None, Org::At);
        let token = &doc.tokens[position.title.start as usize];
        Some(Self {
            position,
            title: Words::of(doc, position.title),
            words: stated.map(|span| Words::of(doc, span)).unwrap_or_default(),
            org,
            former: position.former || tie.left,
            person: tie.person,
            joined: tie.joined,
            paired: tie.paired,
            dated: tie.dated,
            short: position.title.len() == 1 && token.is_upper(),
            chain: tie.chain,
            at: mentions[tie.office].span.start,
        })
    }

    /// Whether the title is one of companies.
    pub(super) fn is_of_company(&self) -> bool {
        self.position.traits.company
    }

    pub(super) fn bare(&self) -> bool {
        matches!(self.org, Org::None)
    }

    pub(super) fn set(&mut self, doc: &Doc<'a>, org: Span<Tok>) {
        self.words = Words::of(doc, org);
        self.org = Org::At(org);
    }

    /// Whether a body named with the next position may be this one's too: not for party offices and ministers, whose bodies
    /// are others than those of the offices they go with.
    pub(super) fn may_share(&self) -> bool {
        let traits = self.position.traits;
        !traits.whole && !traits.field && !traits.needs && !traits.apart && matches!(self.position.hint, Hint::Body(_))
    }

    /// Whether the other says the same position.
    pub(super) fn same(&self, other: &Self) -> bool {
        // Who was `Phó Chủ tịch` and then `Phó Chủ tịch Thường trực` held two posts where each has its years.
        if self.dated && other.dated {
            return self.title == other.title
                && self.bare() == other.bare()
                && (self.bare() || self.words.begins_alike(&other.words));
        }
        if self.spells(other) || other.spells(self) {
            return true;
        }
        let (a, b) = (&self.title, &other.title);
        let title = a == b
            || !self.dated
                && !other.dated
                && !self.position.traits.whole
                && (a.0.starts_with(&b.0) || b.0.starts_with(&a.0))
                && !other.position.traits.whole;
        // `nguyên Giám đốc Trung tâm huyện Nà Lò, giữ chức Giám đốc Trung tâm khu vực Nà Lò`
        let apart = || !self.words.within(&other.words) && !other.words.within(&self.words);
        let moved = self.former != other.former && self.chain == other.chain && apart();
        title && (self.bare() || other.bare() || !moved && self.words.same_body(&other.words))
    }

    /// Whether the title is a short form of the other's title and body: `ĐBQH` of `đại biểu | Quốc hội`.
    pub(super) fn spells(&self, other: &Self) -> bool {
        let (title, part) = (&self.title.0, &other.title.0);
        let whole = self.short && self.position.traits.whole && !other.position.traits.whole;
        if !whole || title.len() <= part.len() || !title.starts_with(part) {
            return false;
        }
        let mut rest = title[part.len()..].iter().chain(&self.words.0);
        other.words.0.iter().all(|word| rest.next().is_none_or(|own| own == word))
    }

    /// Takes from another statement of the position what it says more.
    pub(super) fn take(&mut self, other: &Self) {
        if self.spells(other) {
            return;
        }
        if other.spells(self) {
            // The body that stood beside it is the rest of the short form.
            if self.bare() {
                self.title = other.title.clone();
                self.position = other.position;
            }
            return;
        }
        if self.dated && other.dated {
            self.former &= other.former;
        }
        let longer = || self.words.0.len() < other.words.0.len() && self.words.within(&other.words);
        // `UBND TP`, then `UBND TPHCM`
        let named = || self.words.is_open() && !other.words.is_open() && self.words.begins_with(&other.words);
        let more = self.bare() && !other.bare() || longer() || named();
        if more {
            self.org = other.org.clone();
            self.words = other.words.clone();
        }
        // `Bộ trưởng Giáo dục | Mỹ` says of which country the portfolio is.
        let portfolio = more && matches!(self.position.hint, Hint::Field(_));
        if other.title.0.len() > self.title.0.len() && (portfolio || !other.position.traits.field) {
            self.title = other.title.clone();
            self.position = other.position;
        }
    }
}

/// The body that stands apart from the title: behind the name (`Giám đốc điều hành Lò Văn Mạnh của | Novalim`), or, for
/// lines of business, behind a comma (`Giám đốc nghiên cứu, | Công ty Novalim`).
fn behind(doc: &Doc<'_>, mentions: &[Candidate], tie: &Tie, position: &Position) -> Option<Span<Tok>> {
    let (person, office) = (mentions[tie.person].span, mentions[tie.office].span);
    if position.hint != Hint::None || position.traits.whole {
        return None;
    }
    // `Chấp hành viên Lò Văn Mạnh | (Phòng Thi hành án dân sự huyện Nà Lò)`
    let mark = |at: u32, mark: char| doc.is_mark(at, mark);
    if person.start >= office.end && mark(person.end, '(') {
        let inside = beginning_at(mentions, person.end + 1).map(|(_, c)| c);
        return inside.filter(|c| matches!(c.value, Value::Organisation(_))).map(|c| c.span).find(|s| mark(s.end, ')'));
    }
    let at = if person.start >= office.end {
        doc.phrase(person.end, Class::OfficeOf).filter(|_| person.start - office.end <= NEAR)?.span().end
    } else {
        let business = position.traits.function || position.traits.company;
        doc.tokens.get(office.end as usize).filter(|t| business && t.is(','))?;
        office.end + 1
    };
    beginning_at(mentions, at).find_map(|(_, c)| match &c.value {
        Value::Organisation(org) if person.start >= office.end || org.kind == "company" => Some(c.span),
        _ => None,
    })
}

/// Most tokens between a title and the name it leads, for a body behind the name.
const NEAR: u32 = 4;
