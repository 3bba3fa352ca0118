//! Tokens to candidates: what stands where, and what it says.
//!
//! Enters: a [`doc::Doc`]. Leaves: [`candidate::Candidates`] of all kinds, of which [`select`] keeps a consistent set.
//! Recognisers run once each, in the order of the list below, which is that of their needs. Not done here: anything that
//! depends on the rest of the document, such as the year of `ngày 2/7` (that is `resolve`).
//!
//! To add one: a folder here, a folder of the same name under `data/lexicon`, a `mod` line and a line in the list.

pub mod candidate;
mod club;
pub mod doc;
pub mod pattern;
pub mod rule;
pub mod select;
pub mod wake;
pub mod walk;

pub mod date;
pub mod document;
pub mod duration;
pub mod money;
pub mod number;
pub mod office;
pub mod organisation;
pub mod percent;
pub mod person;
pub mod place;
pub mod programme;
pub mod quantity;

use candidate::Candidates;
use doc::Doc;
pub use wake::Wakes;

/// Finds the mentions of one kind.
pub trait Recogniser: Sync {
    /// The kind it proposes.
    fn kind(&self) -> Kind;

    /// The kinds that must have been looked for before.
    fn needs(&self) -> &'static [Kind];

    /// The ids of its rules.
    fn rules(&self) -> Vec<&'static str>;

    /// What wakes it: [`doc::Doc::walk`] goes through the tokens at which one of these stands, and passes over all others.
    fn wakes(&self) -> Wakes {
        Wakes::default()
    }

    /// Adds its proposals for the document.
    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates);
}

/// Declares [`Kind`], [`Value`] and the list of recognisers from one entry each.
macro_rules! recognisers {
    ($($(#[$doc:meta])* $variant:ident($value:ty) = $name:literal => $recogniser:expr,)*) => {
        /// What a candidate is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Kind {
            $($(#[$doc])* $variant,)*
        }

        impl Kind {
            /// All kinds, in the order in which their recognisers run.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name: that of the recogniser's folder and of the mention type.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The kind of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        /// What a candidate says, by kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Value {
            $($(#[$doc])* $variant($value),)*
        }

        /// The recognisers, in the order in which they run.
        pub static RECOGNISERS: &[&dyn Recogniser] = &[$(&$recogniser,)*];
    };
}

recognisers! {
    /// A number under everything else; never emitted.
    Number(number::value::Number) = "number" => number::Numbers,
    /// A calendar point or interval.
    Date(date::value::DateExpr) = "date" => date::Dates,
    /// A length of time.
    Duration(duration::value::Duration) = "duration" => duration::Durations,
    /// A share.
    Percent(crate::value::Amount) = "percent" => percent::Percents,
    /// An amount of money.
    Money(crate::value::Amount) = "money" => money::Moneys,
    /// Any other cardinal amount.
    Quantity(crate::value::Amount) = "quantity" => quantity::Quantities,
    /// A legal or party document.
    Document(Box<document::value::Reference>) = "document" => document::Documents,
    /// A geographic or administrative place.
    Place(place::value::PlaceName) = "place" => place::Places,
    /// A body, agency, company, school.
    Organisation(organisation::value::OrgName) = "organisation" => organisation::Organisations,
    /// A named programme, scheme, movement, title.
    Programme(programme::value::ProgrammeName) = "programme" => programme::Programmes,
    /// A position; never emitted, officials are made of it.
    Office(office::value::Position) = "office" => office::Offices,
    /// A human being by name.
    Person(person::value::PersonName) = "person" => person::Persons,
}

impl Value {
    /// The position that the mention is, if it is one.
    ///
    /// ```
    /// use tinviet::recognise::Value;
    /// assert!(Value::Organisation(Default::default()).position().is_none());
    /// ```
    #[must_use]
    pub fn position(&self) -> Option<&office::value::Position> {
        match self {
            Self::Office(position) => Some(position),
            _ => None,
        }
    }
}

/// Runs all recognisers over a document.
pub fn propose(doc: &Doc<'_>, out: &mut Candidates) {
    out.reset(doc.tokens.len());
    for recogniser in RECOGNISERS {
        recogniser.propose(doc, out);
    }
}
