//! Everything the lexicons hold, row by row, for people to look at.
//!
//! Enters: nothing, or a user's words. Leaves: [`Entry`]s: the rows of the standard files, the names of the registry of
//! programmes, the administrative units. Not done here: finding them in text.

use crate::intern::fold;
use crate::lexicon::registry::Registry;
use crate::lexicon::store::{COLUMNS, FILES};
use crate::lexicon::table::Table;
use crate::lexicon::units::{self, Level, Unit};
use crate::lexicon::user::UserWords;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The phrase; of an administrative unit, its name with designation.
    pub form: String,
    /// The class; `unit.province`, `unit.district` and `unit.commune` are the administrative units, in files of their own.
    pub class: &'a str,
    /// The value; the code of a unit, the id of a programme.
    pub value: &'a str,
    /// The note; the days between which a unit is valid.
    pub note: String,
    /// File and line, of the standard files; the file, of the others.
    pub source: String,
}

/// The kind of mention that a class is for.
///
/// ```
/// use tinviet::lexicon::entry::kind_of;
/// assert_eq!((kind_of("org.head"), kind_of("unit.district"), kind_of("date.day")), ("organisation", "place", "date"));
/// ```
#[must_use]
pub fn kind_of(class: &str) -> &str {
    match class.split('.').next().unwrap_or(class) {
        "org" => "organisation",
        "unit" => "place",
        kind => kind,
    }
}

/// The words of a phrase, so that its variants of spelling fall together.
fn key(phrase: &str) -> String {
    let mut key = String::new();
    for word in phrase.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        fold(word, &mut key);
    }
    // A sign has no words.
    if key.is_empty() { phrase.to_lowercase() } else { key }
}

/// All rows: those of the user, those built in, the programmes, the units.
///
/// Rows of the user that cannot be read are left out ([`Lexicon::with`](super::store::Lexicon::with) tells of them).
pub fn all(user: &UserWords) -> impl Iterator<Item = Entry<'_>> {
    standard(user).chain(programmes()).chain(administrative().map(unit))
}

/// The rows of exactly these words, in any case and spelling; units by their name with and without designation.
pub fn find<'u>(user: &'u UserWords, words: &str) -> impl Iterator<Item = Entry<'u>> {
    let wanted = key(words);
    let named = wanted.clone();
    let units = administrative().filter(move |u| key(u.name) == named || key(u.full_name()) == named);
    standard(user).chain(programmes()).filter(move |e| key(&e.form) == wanted).chain(units.map(unit))
}

fn standard(user: &UserWords) -> impl Iterator<Item = Entry<'_>> {
    user.files().chain(FILES.iter().copied()).flat_map(|(name, text)| rows(name, text))
}

fn administrative() -> impl Iterator<Item = &'static Unit> {
    [Level::Province, Level::District, Level::Commune].into_iter().flat_map(units::all)
}

fn rows<'a>(name: &'a str, text: &'a str) -> Vec<Entry<'a>> {
    let Ok(table) = Table::parse(name, text, &COLUMNS) else { return Vec::new() };
    let entry = |(line, row): (u32, &[&'a str])| Entry {
        form: row[0].into(),
        class: row[1],
        value: row[2],
        note: row[3].into(),
        source: format!("{name}:{line}"),
    };
    table.numbered().map(entry).collect()
}

fn programmes<'a>() -> impl Iterator<Item = Entry<'a>> {
    Registry::embedded().entries.iter().flat_map(|e| {
        e.forms().map(|form| Entry {
            form: form.into(),
            class: "programme.name",
            value: &e.id,
            note: format!("{}; {}", e.kind, e.period.as_deref().unwrap_or("no period")),
            source: "programme/registry.tsv".into(),
        })
    })
}

fn unit<'a>(unit: &Unit) -> Entry<'a> {
    let (class, file) = match unit.level {
        Level::Province => ("unit.province", "place/provinces.tsv"),
        Level::District => ("unit.district", "place/districts.tsv"),
        Level::Commune => ("unit.commune", "place/communes.tsv"),
    };
    let note = format!("{}..{}", unit.from, unit.to);
    Entry { form: unit.full_name().to_owned(), class, value: unit.code, note, source: file.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        find(&UserWords::default(), words).map(|e| format!("{} {}", e.class, e.form)).collect()
    }

    #[test]
    fn words_are_found_in_any_spelling() {
        assert!(found("CHỦ TỊCH").contains(&"office.title Chủ tịch".to_owned()));
        assert_eq!(found("uỷ ban nhân dân"), found("Ủy ban nhân dân"));
        assert!(!found("uỷ ban nhân dân").is_empty() && found("không có trong này").is_empty());
        assert!(found("%").contains(&"percent.unit %".to_owned()));
    }

    #[test]
    fn units_are_found_with_and_without_designation() {
        assert!(found("ngân sơn").contains(&"unit.district huyện Ngân Sơn".to_owned()));
        assert!(found("Huyện Ngân Sơn").contains(&"unit.district huyện Ngân Sơn".to_owned()));
        assert!(found("Sơn").iter().all(|row| !row.ends_with(" Ngân Sơn")));
    }
}
