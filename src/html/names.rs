//! What the class or id of an element says of it.
//!
//! Enters: the names that a page gives to an element. Leaves: [`Marks`]. The names are those of the content systems that
//! Vietnamese papers and portals use, and of their habits (`data/lexicon/html/names.tsv`): `lienquan`, `sapo`, `ngaydang`.
//! Not done here: whether the name is right (papers wrap whole pages in `print` or `sidebar`); that is `body`.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::tag::Tag;
use super::tree::Tree;
use crate::lexicon::table::Table;

/// What an element is by its names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The text of the article.
    pub(super) body: bool,
    /// Its summary.
    pub(super) lead: bool,
    /// Its headline.
    pub(super) title: bool,
    /// When it was posted.
    pub(super) date: bool,
    /// Who wrote it.
    pub(super) author: bool,
    /// What stands under a picture.
    pub(super) caption: bool,
    /// Menu, related articles, tools, advertisements.
    pub(super) aside: bool,
    /// What readers wrote.
    pub(super) comments: bool,
}

struct Names {
    whole: FxHashMap<&'static str, &'static str>,
    /// Finds a part of a name that tells all; absent where the table is malformed.
    parts: Option<Regex>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let text = include_str!("../../data/lexicon/html/names.tsv");
    let mut names = Names { whole: FxHashMap::default(), parts: None };
    let mut parts = Vec::new();
    for row in Table::embedded("names.tsv", text, &["form", "kind"]).rows() {
        match row[1] {
            "aside-part" => parts.push(row[0]),
            kind => _ = names.whole.insert(row[0], kind),
        }
    }
    // Of no parts it would find one everywhere.
    if !parts.is_empty() {
        names.parts = Regex::new(&parts.join("|")).ok();
    }
    names
});

impl Marks {
    /// The marks of an element.
    pub(super) fn of(tree: &Tree, node: usize) -> Self {
        let mut marks = Self::default();
        if tree.nodes[node].tag == Tag::Text {
            return marks;
        }
        let mut squeezed = String::new();
        for name in ["class", "id", "type"] {
            for name in tree.attribute(node, name).split_ascii_whitespace().take(16) {
                marks.read(name, &mut squeezed);
            }
        }
        for property in tree.attribute(node, "itemprop").split_ascii_whitespace() {
            match property {
                "articleBody" => marks.body = true,
                "headline" => marks.title = true,
                "datePublished" => marks.date = true,
                "author" => marks.author = true,
                "description" if !matches!(tree.nodes[node].tag, Tag::Figcaption) => marks.lead = true,
                _ => {}
            }
        }
        marks.aside |=
            matches!(tree.attribute(node, "role"), "navigation" | "complementary" | "contentinfo" | "search");
        marks
    }

    fn read(&mut self, name: &str, squeezed: &mut String) {
        squeezed.clear();
        squeezed.extend(name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())));
        let names = &*NAMES;
        self.set(names.whole.get(squeezed.as_str()));
        self.aside |= names.parts.as_ref().is_some_and(|p| p.is_match(squeezed));
        self.comments |= squeezed.contains("comment") || squeezed.contains("binhluan");
        // Names that a server makes up end with the one that a person gave: `ctl00_g_1_lblNgayDang`.
        let last = name.rsplit(['_', '$']).next().unwrap_or(name);
        let last =
            ["lbl", "div", "span", "txt", "ltr", "pnl"].iter().find_map(|p| last.strip_prefix(p)).unwrap_or(last);
        if last.len() < name.len() {
            let low: String =
                last.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
            self.set(names.whole.get(low.as_str()));
        }
        let mut start = 0;
        let bytes = name.as_bytes();
        for at in 1..=bytes.len() {
            let cut = at == bytes.len()
                || !bytes[at].is_ascii_alphanumeric()
                || bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
            if cut {
                let word = name.get(start..at).unwrap_or("").trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
                let short = word.len() <= 9 && word.is_ascii();
                self.aside |= short && names.whole.get(&*word.to_ascii_lowercase()) == Some(&"aside-word");
                start = at;
            }
        }
    }

    fn set(&mut self, kind: Option<&&str>) {
        match kind {
            Some(&"body") => self.body = true,
            Some(&"lead") => self.lead = true,
            Some(&"title") => self.title = true,
            Some(&"date") => self.date = true,
            Some(&"author") => self.author = true,
            Some(&"caption") => self.caption = true,
            Some(&"aside-word") => self.aside = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(names: &str) -> Marks {
        let tree = Tree::parse(&format!("<!DOCTYPE html><div class=\"{names}\">x</div>"));
        Marks::of(&tree, (0..tree.nodes.len()).find(|&n| !tree.attribute(n, "class").is_empty()).expect("the div"))
    }

    #[test]
    fn the_table_is_whole_and_sorted() {
        let table = Table::parse("names.tsv", include_str!("../../data/lexicon/html/names.tsv"), &["form", "kind"]);
        let table = table.expect("a table");
        let rows: Vec<_> = table.rows().map(<[&str]>::to_vec).collect();
        assert!(rows.windows(2).all(|w| w[0][0] < w[1][0]), "not sorted or twice");
        for row in &rows {
            assert!(row[0].bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{}", row[0]);
            let kinds = ["aside-part", "aside-word", "author", "body", "caption", "date", "lead", "title"];
            assert!(kinds.contains(&row[1]), "{}", row[1]);
        }
    }

    #[test]
    fn names_of_all_houses() {
        assert!(marks("fck_detail width_common").body && marks("article__body cms-body").body);
        assert!(marks("singular-sapo").lead && marks("detail-sapo").lead);
        assert!(marks("ctl00_PlaceHolderMain_g_1_lblNgayDang").date);
        assert!(marks("box-tin-lien-quan").aside && marks("topMenu").aside && marks("ads_top").aside);
        assert!(!marks("shadow header loading").aside);
        assert!(marks("ảnh-ads_Đầu").aside && !marks("tức").aside);
    }
}
