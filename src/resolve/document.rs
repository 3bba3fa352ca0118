//! Legal documents of an article: short references joined with the full ones.
//!
//! Enters: the mentions kept. Leaves: one entry for each document, and for each mention its full number. `Nghị định 116`
//! means the decree of that number that the article names in full; a law without year means the one it names with it.
//! Not done here: looking a number up outside the article.

use rustc_hash::FxHashMap;

use crate::intern::fold;
use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::document::value::Reference;
use crate::resolve::by_mention::ByMention;
use crate::text::letter::is_alphanumeric;

/// A document the article refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Number in canonical spelling; the digits alone where the article never writes the suffix.
    pub number: Option<String>,
    /// Title without type word and year, for documents known by it.
    pub title: Option<String>,
    /// Kind, a name of the closed list.
    pub kind: &'static str,
    /// Year, from the number or the title.
    pub year: Option<i16>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Indices of its mentions in the slice given.
    pub mentions: Vec<usize>,
}

/// What the article tells of one mention: the fields of its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDetail {
    /// Index of the entry in [`documents`].
    pub entry: usize,
    /// The full number, where the article gives it.
    pub number: Option<String>,
    /// Year.
    pub year: Option<i16>,
    /// Issuer.
    pub issuer: Option<String>,
}

/// The documents of an article in the order of their first mentions.
#[must_use]
pub fn documents(_doc: &Doc<'_>, mentions: &[Candidate]) -> Vec<DocumentEntry> {
    let references: Vec<(usize, &Reference)> = mentions
        .iter()
        .enumerate()
        .filter_map(|(n, c)| match &c.value {
            Value::Document(reference) => Some((n, &**reference)),
            _ => None,
        })
        .collect();
    let mut entries: Vec<DocumentEntry> = Vec::new();
    if references.is_empty() {
        return entries;
    }
    // The titles of the entries, folded.
    let mut titles: Vec<String> = Vec::new();
    // Entries that share a number, its digits, or a folded title: a law text may refer to thousands of documents.
    let mut by_number: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_digits: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_title: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // Full references found the entries; short ones then find theirs, before or behind.
    for pass in [false, true] {
        for &(n, reference) in references.iter().filter(|(_, r)| is_vague(r) == pass) {
            let title = reference.title.as_deref().map(folded).unwrap_or_default();
            let number = reference.number.as_deref();
            let numbered = number.and_then(|number| {
                if reference.is_short() { by_digits.get(leading(number)) } else { by_number.get(number) }
            });
            let titled = if title.is_empty() { None } else { by_title.get(&title) };
            let near = numbered.into_iter().chain(titled).flatten().copied();
            let known = near.filter(|&e| same(&entries[e], &titles[e], reference, &title)).min();
            if let Some(entry) = known {
                join(&mut entries[entry], n, reference);
                if titles[entry].is_empty() && !title.is_empty() {
                    by_title.entry(title.clone()).or_default().push(entry);
                    titles[entry] = title;
                }
            } else {
                let entry = entries.len();
                if let Some(number) = number {
                    by_number.entry(number).or_default().push(entry);
                    by_digits.entry(leading(number)).or_default().push(entry);
                }
                if !title.is_empty() {
                    by_title.entry(title.clone()).or_default().push(entry);
                }
                titles.push(title);
                entries.push(DocumentEntry {
                    number: reference.number.as_ref().map(ToString::to_string),
                    title: reference.title.as_ref().map(ToString::to_string),
                    kind: reference.kind,
                    year: reference.year,
                    issuer: reference.issuer.as_ref().map(ToString::to_string),
                    mentions: vec![n],
                });
            }
        }
    }
    for entry in &mut entries {
        entry.mentions.sort_unstable();
    }
    entries.sort_by_key(|e| e.mentions.first().copied());
    entries
}

/// What the article tells of the mentions of its `documents`.
#[must_use]
pub fn details(documents: &[DocumentEntry]) -> ByMention<DocumentDetail> {
    let mentions = documents.iter().enumerate().flat_map(|(entry, d)| d.mentions.iter().map(move |&n| (n, entry)));
    let mut mentions: Vec<(usize, usize)> = mentions.collect();
    mentions.sort_unstable();
    let detail = |(n, entry): (usize, usize)| {
        let DocumentEntry { number, year, issuer, .. } = &documents[entry];
        (n, DocumentDetail { entry, number: number.clone(), year: *year, issuer: issuer.clone() })
    };
    mentions.into_iter().map(detail).collect()
}

/// A short number, or a title without year and number.
fn is_vague(reference: &Reference) -> bool {
    reference.is_short() || (reference.number.is_none() && reference.year.is_none())
}

fn folded(title: &str) -> String {
    let mut out = String::new();
    for word in title.split(|c| !is_alphanumeric(c)).filter(|w| !w.is_empty()) {
        fold(word, &mut out);
        out.push(' ');
    }
    out
}

/// Digits before the first mark: `116` of `116/2020/NĐ-CP`, without leading noughts.
fn leading(number: &str) -> &str {
    let end = number.find(['/', '-']).unwrap_or(number.len());
    number[..end].trim_start_matches('0')
}

/// Whether a reference with the folded `title` means the entry, whose title is `named`.
fn same(entry: &DocumentEntry, named: &str, reference: &Reference, title: &str) -> bool {
    let agree = |a: Option<i16>, b: Option<i16>| a.is_none() || b.is_none() || a == b;
    match (&entry.number, &reference.number) {
        (Some(a), Some(b)) if !reference.is_short() => **a == **b,
        (Some(a), Some(b)) => {
            entry.kind == reference.kind && leading(a) == leading(b) && agree(entry.year, reference.year)
        }
        _ => match (&entry.title, &reference.title) {
            (Some(_), Some(_)) => entry.kind == reference.kind && agree(entry.year, reference.year) && named == title,
            _ => false,
        },
    }
}

fn join(entry: &mut DocumentEntry, n: usize, reference: &Reference) {
    entry.mentions.push(n);
    entry.year = entry.year.or(reference.year);
    if entry.title.is_none() {
        entry.title = reference.title.as_ref().map(ToString::to_string);
    }
    if entry.issuer.is_none() {
        entry.issuer = reference.issuer.as_ref().map(ToString::to_string);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::candidate::Candidates;
    use crate::recognise::select::select;
    use crate::recognise::{Kind, propose};
    use crate::testing::cases::with_doc;

    fn resolved(text: &str) -> Vec<DocumentEntry> {
        let mut result = Vec::new();
        with_doc(text, |doc| {
            let mut found = Candidates::default();
            propose(doc, &mut found);
            let mut kept = select(found.take(), doc.tokens.len());
            kept.retain(|c| c.kind == Kind::Document);
            result = documents(doc, &kept);
            for (entry, document) in result.iter().enumerate() {
                for &n in &document.mentions {
                    let details = details(&documents(doc, &kept));
                    assert!(details.get(n).is_some_and(|d| d.entry == entry && d.number == document.number));
                }
            }
        });
        result
    }

    #[test]
    fn a_short_reference_is_the_full_one_of_the_article() {
        let entries = resolved(
            "Theo Nghị định 43, mức hỗ trợ tăng. Nghị định số 43/2022/NĐ-CP của Chính phủ có hiệu lực.\n\
             Chỉ thị 43 là văn bản khác.",
        );
        assert_eq!(entries.len(), 2);
        assert_eq!(
            (entries[0].number.as_deref(), entries[0].mentions.as_slice()),
            (Some("43/2022/NĐ-CP"), &[0, 1][..])
        );
        assert_eq!((entries[0].year, entries[0].issuer.as_deref()), (Some(2022), Some("Chính phủ")));
        assert_eq!((entries[1].kind, entries[1].number.as_deref()), ("directive", Some("43")));
    }

    #[test]
    fn leading_noughts_do_not_part_and_years_do() {
        let entries =
            resolved("Chỉ thị số 08-CT/TU; Chỉ thị 8 của Tỉnh ủy; Nghị định 15/2019, Nghị định 15/2021/NĐ-CP");
        assert_eq!(entries.iter().map(|e| e.mentions.len()).collect::<Vec<_>>(), [2, 1, 1]);
    }

    #[test]
    fn a_law_without_year_is_the_one_named_with_it() {
        let entries =
            resolved("Luật Đê điều năm 2006 quy định rõ. Vi phạm Luật Đê điều bị phạt; Luật Thủy lợi thì khác.");
        assert_eq!(
            entries.iter().map(|e| (e.year, e.mentions.len())).collect::<Vec<_>>(),
            [(Some(2006), 2), (None, 1)]
        );
    }
}
