//! The words that tell what a line is, from `data/lexicon/layout`.
//!
//! Enters: the folded opening of a line. Leaves: the longest phrase of a table that it begins with, and its class.
//! Not done here: what follows from it. The tables are part of the program: a fault in them is caught by the tests.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::line::push_lower;
use crate::lexicon::table::Table;
use crate::text::letter::{Letter, is_alphanumeric};

/// What a label before a colon announces (`labels.tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Date of posting.
    Date,
    /// Number of readers.
    Views,
    /// Who posted.
    Author,
    /// Who wrote.
    Byline,
    /// Where the text was taken from.
    Source,
    /// Who made the picture.
    Photo,
}

/// What part of a page a phrase belongs to (`page.tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The name of the site, a greeting, a menu entry.
    Site,
    /// The path to the page.
    Crumb,
    /// Font size, printing, sharing.
    Tool,
    /// An invitation to follow the site.
    Follow,
    /// An attached file.
    Attach,
    /// Key words.
    Tag,
    /// The heading of a list of other articles, or of comments.
    After,
    /// Imprint.
    Footer,
}

/// Phrases with a class, looked up by what a folded line begins with.
pub(crate) struct Phrases<T: 'static> {
    heads: FxHashMap<&'static str, Vec<(&'static str, T)>>,
}

/// The word (letters and digits) that `low` begins with, or its first character.
fn head(low: &str) -> &str {
    let end = low.find(|c| !is_alphanumeric(c)).unwrap_or(low.len());
    if end > 0 { &low[..end] } else { low.chars().next().map_or("", |c| &low[..c.len_utf8()]) }
}

/// `text` in lower case, as [`str::to_lowercase`] makes it; the letters of Vietnamese by their table.
pub(super) fn lower(text: &str) -> String {
    // What becomes of it depends on what stands beside it.
    if text.contains('Σ') {
        return text.to_lowercase();
    }
    let mut low = String::with_capacity(text.len());
    push_lower(text, &mut low, |c, low| {
        let letter = Letter::of(c);
        if letter.is_none() { low.extend(c.to_lowercase()) } else { low.push(letter.small()) }
    });
    low
}

impl<T: Copy> Phrases<T> {
    pub(crate) fn new(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let mut heads: FxHashMap<&'static str, Vec<(&'static str, T)>> = FxHashMap::default();
        for (form, class) in rows {
            heads.entry(head(form)).or_default().push((form, class));
        }
        Self { heads }
    }

    /// The longest phrase that `low` begins with (and that ends with a word there), its length and class.
    pub(super) fn opening(&self, low: &str) -> Option<(usize, T)> {
        self.openings(low).next()
    }

    /// All phrases that `low` begins with, the longest first.
    pub(crate) fn openings<'s>(&'s self, low: &'s str) -> impl Iterator<Item = (usize, T)> + 's {
        let forms = self.heads.get(head(low)).map_or(&[][..], Vec::as_slice);
        forms.iter().filter_map(move |(form, class)| {
            let rest = low.strip_prefix(form)?;
            let cut = !form.ends_with(is_alphanumeric) || !rest.starts_with(is_alphanumeric);
            cut.then_some((form.len(), *class))
        })
    }

    /// All phrases with their classes.
    fn rows(&self) -> impl Iterator<Item = (&'static str, T)> {
        self.heads.values().flatten().copied()
    }

    /// Whether `low` is one of the phrases.
    pub(super) fn has(&self, low: &str) -> bool {
        self.opening(low).is_some_and(|(n, _)| n == low.len())
    }
}

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        pub(super) static $name: LazyLock<Phrases<()>> = LazyLock::new(|| {
            let text = include_str!(concat!("../../data/lexicon/layout/", $file));
            Phrases::new(Table::embedded($file, text, &["form"]).rows().map(|r| (r[0], ())))
        });
    };
}

list!(
    /// Words that often open a caption.
    CAPTIONS, "captions.tsv"
);
list!(
    /// Words of date and time that are no part of a name.
    CLOCK, "clock.tsv"
);
list!(
    /// Heads of bodies that sign articles.
    OFFICES, "offices.tsv"
);
list!(
    /// Words that open a paragraph of the body and no caption.
    OPENINGS, "openings.tsv"
);
list!(
    /// Names of newspaper sections.
    SECTIONS, "sections.tsv"
);
list!(
    /// What stands beside the name of an author: his part in the work.
    SIGNATURES, "signatures.tsv"
);
list!(
    /// Names of papers and agencies that open a lead without brackets.
    SITES, "sites.tsv"
);

/// Labels of meta lines and bylines.
pub(super) static LABELS: LazyLock<Phrases<Label>> = LazyLock::new(|| {
    let text = include_str!("../../data/lexicon/layout/labels.tsv");
    let table = Table::embedded("labels.tsv", text, &["form", "kind"]);
    Phrases::new(table.rows().filter_map(|r| Some((r[0], label(r[1])?))))
});

/// The labels before and behind a number of readers.
static VIEWS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| LABELS.rows().filter(|(_, label)| *label == Label::Views).map(|(form, _)| form).collect());

/// Whether a label of readers stands anywhere in `low`.
pub(super) fn tells_views(low: &str) -> bool {
    VIEWS.iter().any(|form| low.contains(form))
}

/// Phrases of the page around the article.
pub(super) static PAGE: LazyLock<Phrases<Part>> = LazyLock::new(|| {
    let text = include_str!("../../data/lexicon/layout/page.tsv");
    let table = Table::embedded("page.tsv", text, &["form", "kind"]);
    Phrases::new(table.rows().filter_map(|r| Some((r[0], part(r[1])?))))
});

fn label(name: &str) -> Option<Label> {
    Some(match name {
        "date" => Label::Date,
        "views" => Label::Views,
        "author" => Label::Author,
        "byline" => Label::Byline,
        "source" => Label::Source,
        "photo" => Label::Photo,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "site" => Part::Site,
        "crumb" => Part::Crumb,
        "tool" => Part::Tool,
        "follow" => Part::Follow,
        "attach" => Part::Attach,
        "tag" => Part::Tag,
        "after" => Part::After,
        "footer" => Part::Footer,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole_sorted_and_folded() {
        for (name, text, columns) in [
            ("captions.tsv", include_str!("../../data/lexicon/layout/captions.tsv"), &["form"][..]),
            ("clock.tsv", include_str!("../../data/lexicon/layout/clock.tsv"), &["form"]),
            ("labels.tsv", include_str!("../../data/lexicon/layout/labels.tsv"), &["form", "kind"]),
            ("offices.tsv", include_str!("../../data/lexicon/layout/offices.tsv"), &["form"]),
            ("openings.tsv", include_str!("../../data/lexicon/layout/openings.tsv"), &["form"]),
            ("page.tsv", include_str!("../../data/lexicon/layout/page.tsv"), &["form", "kind"]),
            ("sections.tsv", include_str!("../../data/lexicon/layout/sections.tsv"), &["form"]),
            ("signatures.tsv", include_str!("../../data/lexicon/layout/signatures.tsv"), &["form"]),
            ("sites.tsv", include_str!("../../data/lexicon/layout/sites.tsv"), &["form"]),
        ] {
            let table = Table::parse(name, text, columns).expect("a table");
            let rows: Vec<_> = table.rows().collect();
            assert!(rows.windows(2).all(|w| w[0] < w[1]), "{name}: not sorted or twice");
            for row in rows {
                assert_eq!(row[0], row[0].to_lowercase(), "{name}");
                assert!(unicode_normalization::is_nfc(row[0]), "{name}: {}", row[0]);
                match name {
                    "labels.tsv" => assert!(label(row[1]).is_some(), "{name}: {}", row[1]),
                    "page.tsv" => assert!(part(row[1]).is_some(), "{name}: {}", row[1]),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for text in ["Ủy ban Đoàn THÀNH PHỐ, 5 ha", "ΟΔΟΣ Σ", "İstanbul ẞ Ǆ", ""] {
            assert_eq!(lower(text), text.to_lowercase());
        }
    }

    #[test]
    fn longest_phrase_that_ends_with_a_word() {
        assert_eq!(LABELS.opening("tin, ảnh: an"), Some(("tin, ảnh".len(), Label::Byline)));
        assert_eq!(LABELS.opening("tinh thần"), None);
        assert!(PAGE.openings("in bài").any(|(_, p)| p == Part::Tool));
        assert!(SECTIONS.has("thời sự") && !SECTIONS.has("thời"));
    }
}
