//! Names of sites and of their parts, which stand in titles beside the title.
//!
//! Enters: the text of a title, and the names of its site as the page states them. Leaves: whether it is such a name, and what
//! is left of a title without one. The openings of such names are rows of `data/lexicon/html/sites.tsv`. Not done here:
//! choosing among titles (that is `head`).

use std::sync::LazyLock;

use super::body::folded;
use crate::layout::words::Phrases;
use crate::lexicon::table::Table;

/// What parts a title from the name of the site.
pub(super) const SEPARATORS: [&str; 9] = [" > ", " | ", " - ", " – ", " — ", " » ", " :: ", " • ", " _ "];

/// What the opening of a name says.
#[derive(Debug, Clone, Copy)]
struct Opening {
    /// With at most so many words it is the name of a site or of a part of it; 0 where the opening does not tell.
    words: usize,
    /// It is the name of one who has a site.
    house: bool,
}

static OPENINGS: LazyLock<Phrases<Opening>> = LazyLock::new(|| {
    let text = include_str!("../../data/lexicon/html/sites.tsv");
    let table = Table::embedded("sites.tsv", text, &["form", "words", "house"]);
    let opening =
        |row: &[&'static str]| Some((row[0], Opening { words: row[1].parse().ok()?, house: row[2] == "yes" }));
    Phrases::new(table.rows().filter_map(opening))
});

/// A title without the name of the site behind it (or before it).
pub(super) fn without_site<'t>(title: &'t str, site: &[String]) -> &'t str {
    let mut title = title.trim();
    while let Some((at, separator)) = SEPARATORS.iter().filter_map(|s| Some((title.rfind(s)?, *s))).max() {
        let (head, tail) = (title[..at].trim(), title[at + separator.len()..].trim());
        if is_generic(tail, site) && !head.is_empty() {
            title = head;
        } else if let Some((head, rest)) = title.split_once(separator)
            && is_generic(head, site)
        {
            title = rest.trim();
        } else {
            break;
        }
    }
    title
}

/// Whether a text is the name of a site or of a part of it, not of an article.
pub(super) fn is_generic(text: &str, site: &[String]) -> bool {
    let low = text.trim().to_lowercase();
    let key = folded(text);
    let words = low.split_whitespace().count();
    let known =
        |s: &String| *s == key || (key.len() >= 4 && s.contains(&key)) || s.len() >= 6 && key.contains(s) && words <= 8;
    key.is_empty()
        || site.iter().any(known)
        || OPENINGS.openings(&low).any(|(_, o)| words <= o.words)
        || words <= 3 && (low.ends_with(".vn") || low.ends_with(".com") || words == 1)
}

/// Whether a text is the name of one who has a site: a paper, an office, a district.
pub(super) fn is_house(text: &str) -> bool {
    let low = text.to_lowercase();
    OPENINGS.openings(&low).any(|(_, o)| o.house) && text.split(' ').count() <= 14
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let text = include_str!("../../data/lexicon/html/sites.tsv");
        let table = Table::parse("sites.tsv", text, &["form", "words", "house"]).expect("well formed");
        for row in table.rows() {
            assert!(row[1].parse::<usize>().is_ok() && matches!(row[2], "yes" | "no"), "{row:?}");
        }
    }

    #[test]
    fn what_has_a_site_is_a_house() {
        assert!(is_house("Báo Tân Phong") && is_house("Xã Tân Phong") && !is_house("Báochí"));
        assert!(!is_generic("Xã họp bàn việc làng", &[]) && is_generic("Tin tức - sự kiện", &[]));
    }

    #[test]
    fn the_name_of_the_site_goes() {
        let site = [folded("Báo Tân Phong")];
        assert_eq!(without_site("Xã họp - bàn việc làng | Báo Tân Phong", &site), "Xã họp - bàn việc làng");
        assert_eq!(without_site("Xã họp - Thời sự - Báo Tân Phong", &site), "Xã họp");
        assert_eq!(
            without_site("Cổng TTĐT huyện Tân Phong - Xã họp bàn việc làng nước", &[]),
            "Xã họp bàn việc làng nước"
        );
    }
}
