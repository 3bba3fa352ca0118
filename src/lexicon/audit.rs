//! What a lexicon file must keep to.
//!
//! Enters: the text of a standard lexicon file. Leaves: every breach found, with its line. Not done here: whether a fact
//! is true.

use unicode_normalization::is_nfc;

use crate::lexicon::class::Class;
use crate::lexicon::store::COLUMNS;
use crate::lexicon::table::Table;

/// The breaches in a standard lexicon file: text that is not NFC, rows out of order (class, then form) or twice, unknown
/// classes, words that begin with a digit (a number token matches no phrase; `PC45` is a word).
///
/// ```
/// use tinviet::lexicon::audit::audit;
/// let file = "form\tclass\tvalue\tnote\nngày\tdate.day\t\t\nngày\tdate.day\t\t\n";
/// assert_eq!(audit("x.tsv", file), ["x.tsv:3: twice: ngày"]);
/// ```
#[must_use]
pub fn audit(name: &str, text: &str) -> Vec<String> {
    let table = match Table::parse(name, text, &COLUMNS) {
        Ok(table) => table,
        Err(e) => return vec![e.to_string()],
    };
    let mut breaches = Vec::new();
    let mut last: Option<(&str, &str, &str)> = None;
    for (line, row) in table.numbered() {
        let (form, class, value) = (row[0], row[1], row[2]);
        let mut say = |what: &str| breaches.push(format!("{name}:{line}: {what}: {form}"));
        if !row.iter().all(|field| is_nfc(field)) {
            say("not NFC");
        }
        if Class::from_name(class).is_none() {
            say("unknown class");
        }
        if form.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(|c: char| c.is_ascii_digit())) {
            say("a word that begins with a digit");
        }
        if form.trim() != form || form.is_empty() {
            say("white space around a form");
        }
        match last {
            Some(l) if l == (class, form, value) => say("twice"),
            Some(l) if l > (class, form, value) => say("out of order"),
            _ => {}
        }
        last = Some((class, form, value));
    }
    breaches
}
