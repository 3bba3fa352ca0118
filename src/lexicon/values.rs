//! What a row of a standard lexicon file may say.
//!
//! Enters: form, class and value of a row. Leaves: its class, or what is wrong with it. Not done here: what the flags behind
//! the first word of a value mean; the recognisers that read them pass over what they do not know.

use crate::lexicon::class::Class;
use crate::lexicon::registry;

/// The kinds of organisations, as the record writes them.
pub const ORGANISATION_KINDS: [&str; 20] = [
    "party",
    "peoples_council",
    "peoples_committee",
    "front",
    "mass_organisation",
    "department",
    "ministry",
    "government",
    "assembly",
    "court",
    "procuracy",
    "police",
    "military",
    "school",
    "hospital",
    "company",
    "media",
    "association",
    "international",
    "other",
];

/// The levels of places, as the record writes them.
pub const PLACE_LEVELS: [&str; 11] =
    ["province", "district", "commune", "hamlet", "country", "city", "region", "road", "water", "land", "facility"];

/// The flags behind the first word of a value, one letter each.
///
/// ```
/// use tinviet::lexicon::values::Flags;
/// let (kind, flags) = Flags::split("department sb");
/// assert_eq!((kind, flags.has('b'), flags.has('o')), ("department", true, false));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(u128);

impl Flags {
    /// Those of a word, letter by letter.
    #[must_use]
    pub const fn of(letters: &str) -> Self {
        let (letters, mut flags, mut n) = (letters.as_bytes(), 0, 0);
        while n < letters.len() {
            if letters[n].is_ascii() {
                flags |= 1 << letters[n];
            }
            n += 1;
        }
        Self(flags)
    }

    /// The first word of a value, and its flags.
    #[must_use]
    pub fn split(value: &str) -> (&str, Self) {
        match value.bytes().position(|b| b == b' ') {
            Some(at) => (&value[..at], Self::of(&value[at + 1..])),
            None => (value, Self::default()),
        }
    }

    /// Whether a letter of ASCII is among them.
    #[inline]
    #[must_use]
    pub const fn has(self, flag: char) -> bool {
        flag.is_ascii() && self.0 >> flag as u32 & 1 != 0
    }
}

/// What the value of a head says: its kind or level, one of the closed list, and the flags behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// The kind of the organisation or the level of the place.
    pub word: &'static str,
    /// The flags.
    pub flags: Flags,
}

impl Head {
    /// Reads the value of a row; `None` where the class is none of heads.
    #[must_use]
    pub fn of(class: Class, value: &str) -> Option<Self> {
        if !matches!(class, Class::OrgHead | Class::PlaceHead) {
            return None;
        }
        let (first, flags) = Flags::split(value);
        let word = closed(class)?.iter().find(|word| **word == first)?;
        Some(Self { word, flags })
    }
}

/// The list from which the first word of the values of a class comes.
fn closed(class: Class) -> Option<&'static [&'static str]> {
    match class {
        Class::OrgHead | Class::OrgName => Some(&ORGANISATION_KINDS),
        Class::PlaceHead | Class::PlaceKnown => Some(&PLACE_LEVELS),
        Class::ProgrammeKnown | Class::ProgrammeObservance => Some(&registry::KINDS),
        _ => None,
    }
}

/// The class of a row.
///
/// # Errors
/// What is wrong, in words: an unknown class, no form, a word in it
/// that begins with a digit (a number token matches no phrase; `PC45` is a word), a value that is
/// not of the closed list of its class.
///
/// ```
/// use tinviet::lexicon::{class::Class, values::class_of};
/// assert_eq!(class_of("chùa Bà Mây", "place.known", "facility"), Ok(Class::PlaceKnown));
/// assert_eq!(class_of("Tổ 5", "place.known", "hamlet"), Err("a word that begins with a digit: Tổ 5".to_owned()));
/// assert!(class_of("chùa Bà Mây", "place.known", "temple").unwrap_err().starts_with("the value of place.known is one of"));
/// ```
pub fn class_of(form: &str, class: &str, value: &str) -> Result<Class, String> {
    let known = Class::from_name(class).ok_or_else(|| format!("unknown class {class:?}: {form}"))?;
    check_form(form)?;
    check_value(form, known, value)?;
    Ok(known)
}

/// What is wrong with a form, whatever its class, see [`class_of`].
pub(crate) fn check_form(form: &str) -> Result<(), String> {
    if form.trim().is_empty() {
        return Err("empty form".into());
    }
    // Few forms hold a digit at all.
    if form.bytes().any(|b| b.is_ascii_digit())
        && form.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Err(format!("a word that begins with a digit: {form}"));
    }
    Ok(())
}

/// What is wrong with the value of a form, see [`class_of`].
pub(crate) fn check_value(form: &str, class: Class, value: &str) -> Result<(), String> {
    match closed(class) {
        Some(list) if !list.contains(&value.split(' ').next().unwrap_or(value)) => {
            Err(format!("the value of {} is one of {}: {form}", class.name(), list.join(", ")))
        }
        _ => Ok(()),
    }
}
