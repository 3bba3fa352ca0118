//! Several articles in one file.
//!
//! Enters: the decoded text of a file, before normalisation. Leaves: the byte range of each article.
//! Not done here: what the lines of an article are.

use std::ops::Range;

use regex::Regex;

/// Fewest marks that make a line a ruler between articles.
const RULER: usize = 5;

/// The articles of `text`, in order; one range for a single article, none empty of text unless the whole text is.
///
/// With `split_on` each line in which it matches parts two articles and belongs to neither. Without it a form feed does,
/// and a line of nothing but five or more `=`, `*`, `#` or `~`.
///
/// ```
/// use tinviet::layout::article::split_articles;
/// let text = "Tin một\nThân bài.\n=======\nTin hai\nThân bài.\n";
/// let parts: Vec<&str> = split_articles(text, None).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(parts, ["Tin một\nThân bài.\n", "Tin hai\nThân bài.\n"]);
/// assert_eq!(split_articles("Một.\n", None).len(), 1);
/// ```
#[must_use]
pub fn split_articles(text: &str, split_on: Option<&Regex>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive(['\n', '\u{C}']) {
        let end = at + line.len();
        let bare = line.trim_end_matches(['\n', '\r', '\u{C}']);
        if split_on.map_or_else(|| is_ruler(bare), |regex| regex.is_match(bare)) {
            ranges.push(start..at);
            start = end;
        } else if split_on.is_none() && line.ends_with('\u{C}') {
            ranges.push(start..end - 1);
            start = end;
        }
        at = end;
    }
    ranges.push(start..text.len());
    ranges.retain(|r| !text[r.clone()].trim().is_empty());
    if ranges.is_empty() {
        ranges.push(0..text.len());
    }
    ranges
}

fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() >= RULER && line.starts_with(['=', '*', '#', '~']) && line.bytes().all(|b| b == line.as_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts<'t>(text: &'t str, split_on: Option<&str>) -> Vec<&'t str> {
        let regex = split_on.map(|r| Regex::new(r).expect("a pattern"));
        split_articles(text, regex.as_ref()).into_iter().map(|r| text[r].trim()).collect()
    }

    #[test]
    fn form_feeds_rulers_and_patterns_part_articles() {
        assert_eq!(parts("một\n\u{C}hai", None), ["một", "hai"]);
        assert_eq!(parts("một\n*****\n\n*****\nhai", None), ["một", "hai"]);
        assert_eq!(parts("một\n-- 8< --\nhai\n=====\nba", Some("8<")), ["một", "hai\n=====\nba"]);
        assert_eq!(parts("một\n===\nhai", None), ["một\n===\nhai"]);
        assert_eq!(split_articles("", None).len(), 1);
    }
}
