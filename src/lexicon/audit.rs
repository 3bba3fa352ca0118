//! What a lexicon file must keep to.
//!
//! Enters: the text of a standard lexicon file. Leaves: every breach found, with its line. Not done here: whether a fact
//! is true.

use rustc_hash::FxHashSet;
use unicode_normalization::is_nfc;

use crate::lexicon::store::COLUMNS;
use crate::lexicon::table::Table;
use crate::lexicon::values::class_of;

/// The breaches in a lexicon file of a user: rows that cannot be read ([`class_of`]), white space around a form, rows
/// that stand twice.
///
/// ```
/// use tinviet::lexicon::audit::check;
/// let file = "form\tclass\tvalue\tnote\nMây Ngàn\tperson.known\t\t\nMây Ngàn\tperson.know\t\t\n";
/// assert_eq!(check("x.tsv", file), ["x.tsv:3: unknown class \"person.know\": Mây Ngàn"]);
/// ```
#[must_use]
pub fn check(name: &str, text: &str) -> Vec<String> {
    let mut seen = FxHashSet::default();
    breaches(name, text, |row| if seen.insert([row[0], row[1], row[2]]) { None } else { Some("twice") })
}

/// The breaches in a lexicon file of this project: as [`check`], and text that is not NFC, rows out of order (class, then
/// form).
///
/// ```
/// use tinviet::lexicon::audit::audit;
/// let file = "form\tclass\tvalue\tnote\nngày\tdate.day\t\t\nngày\tdate.day\t\t\n";
/// assert_eq!(audit("x.tsv", file), ["x.tsv:3: twice: ngày"]);
/// ```
#[must_use]
pub fn audit(name: &str, text: &str) -> Vec<String> {
    let mut last: Option<[&str; 3]> = None;
    breaches(name, text, |row| {
        let this = [row[1], row[0], row[2]];
        let before = last.replace(this);
        if !row.iter().all(|field| is_nfc(field)) {
            return Some("not NFC");
        }
        match before {
            Some(b) if b == this => Some("twice"),
            Some(b) if b > this => Some("out of order"),
            _ => None,
        }
    })
}

/// The breaches in a file, with those that `more` sees in a row.
fn breaches<'t>(name: &'t str, text: &'t str, mut more: impl FnMut(&[&'t str]) -> Option<&'static str>) -> Vec<String> {
    let table = match Table::parse(name, text, &COLUMNS) {
        Ok(table) => table,
        Err(e) => return vec![e.to_string()],
    };
    let mut breaches = Vec::new();
    for (line, row) in table.numbered() {
        let mut say = |what: String| breaches.push(format!("{name}:{line}: {what}"));
        let form = row[0];
        if let Err(what) = class_of(form, row[1], row[2]) {
            say(what);
        }
        if form.trim() != form {
            say(format!("white space around a form: {form}"));
        }
        if let Some(what) = more(row) {
            say(format!("{what}: {form}"));
        }
    }
    breaches
}
