//! Positions.

use crate::lexicon::values::ORGANISATION_KINDS;
use crate::span::{Span, Tok};

/// Kinds of organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u32);

impl Kinds {
    /// Those of a list: `court+procuracy`; a word that is no kind counts for nothing.
    #[must_use]
    pub fn parse(list: &str) -> Self {
        let known = |word: &str| ORGANISATION_KINDS.iter().position(|kind| *kind == word);
        Self(list.split('+').filter_map(known).fold(0, |all, n| all | 1 << n))
    }

    /// Whether a kind is among them.
    ///
    /// ```
    /// use tinviet::recognise::office::value::Kinds;
    /// let kinds = Kinds::parse("court+procuracy");
    /// assert!(kinds.has("court") && !kinds.has("police"));
    /// ```
    #[must_use]
    pub fn has(self, kind: &str) -> bool {
        self.0 & Self::parse(kind).0 != 0
    }
}

/// What the lexicon says of a title, beside its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    /// Several people of one body hold it at once (`Phó Chủ tịch`, `Ủy viên`): names may share it.
    pub many: bool,
    /// It says all by itself (`Tỉnh ủy viên`): no body is looked for elsewhere.
    pub whole: bool,
    /// An office of companies: one company may follow a whole list of them.
    pub company: bool,
    /// Companies have one too (`Chủ tịch`): behind it the name of a company may stand that no list has.
    pub firm: bool,
    /// One of those who run a company, not of who founded one: the only company of the article may be meant.
    pub board: bool,
    /// One of the party or of a secretary (`Bí thư`, `Ủy viên`): its body is another than that of the office it goes with.
    pub apart: bool,
    /// A minister's: what follows may be a portfolio (`Bộ trưởng Y tế`).
    pub field: bool,
    /// A position only beside a body (`cán bộ`, `thành viên`).
    pub needs: bool,
    /// Only of bodies, never of a place (`Đội trưởng`: that of a country's side plays).
    pub body: bool,
    /// A title in capitals only (`PCT`).
    pub upper: bool,
    /// Takes a line of business (`Giám đốc kinh doanh`).
    pub function: bool,
    /// Takes a duty before the body (`công chức tư pháp - hộ tịch xã`).
    pub duty: bool,
    /// Of a house of its own (`Giám đốc`: of a company, a centre, a hospital), not of a council or committee.
    pub house: bool,
    /// Kinds of the bodies that have one, of which the nearest is meant where nothing tells more: `of=court` of `Thẩm phán`.
    pub of: Kinds,
    /// How many of its last syllables are also the first of the body (`Trưởng Ban`, `Chánh Văn phòng`).
    pub own: u32,
}

impl Traits {
    /// Reads the `value` column of a title.
    ///
    /// ```
    /// use tinviet::recognise::office::value::Traits;
    /// let traits = Traits::parse("many own=1");
    /// assert!(traits.many && !traits.whole && traits.own == 1);
    /// ```
    #[must_use]
    pub fn parse(value: &str) -> Self {
        let mut traits = Self::default();
        for word in value.split(' ') {
            match word {
                "many" => traits.many = true,
                "whole" => traits.whole = true,
                "company" => traits.company = true,
                "firm" => traits.firm = true,
                "board" => traits.board = true,
                "apart" => traits.apart = true,
                "field" => traits.field = true,
                "needs" => traits.needs = true,
                "body" => traits.body = true,
                "upper" => traits.upper = true,
                "function" => traits.function = true,
                "duty" => traits.duty = true,
                "house" => traits.house = true,
                _ => match word.split_once('=') {
                    Some(("own", n)) => traits.own = n.parse().unwrap_or(0),
                    Some(("of", kinds)) => traits.of = Kinds::parse(kinds),
                    _ => {}
                },
            }
        }
        traits
    }
}

/// What points to a body that stands elsewhere in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    None,
    /// The bare word for it: `Sở` of `Phó Giám đốc Sở`, `đoàn` of `trưởng đoàn`.
    Body(Span<Tok>),
    /// The portfolio: `Y tế` of `Bộ trưởng Y tế`.
    Field(Span<Tok>),
}

/// A position: title and, where it stands beside it, organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The title's tokens, without `nguyên` and without the organisation.
    pub title: Span<Tok>,
    /// The organisation's tokens.
    pub org: Option<Span<Tok>>,
    /// What else is said of the organisation.
    pub hint: Hint,
    /// Whether it is past (`nguyên`, `cựu`).
    pub former: bool,
    /// What the lexicon says of the title.
    pub traits: Traits,
}
