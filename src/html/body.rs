//! Which lines are the article.
//!
//! Enters: a tree and its lines. Leaves: the part of the page that holds the article, and the lines of it that are its
//! text. The part is the subtree whose lines of text outweigh its links most; a name that content systems give to the text
//! (`fck_detail`, `itemprop="articleBody"`) narrows it down. Not done here: title, date and summary above the text.

use std::ops::Range;

use super::lines::{Kind, Line};
use super::names::Marks;
use super::tag::Tag;
use super::tree::Tree;
use crate::layout::page::PageLine;

/// A text of fewer characters is no article.
const SHORTEST: usize = 80;

/// Which nodes stand beside the article: by tag, by name, by role; not those that hold most of the text of the page.
pub(super) fn asides(tree: &Tree, marks: &[Marks]) -> Vec<bool> {
    let count = tree.nodes.len();
    let (mut weight, mut links) = (vec![0usize; count], vec![false; count]);
    for i in 0..count {
        let node = &tree.nodes[i];
        links[i] = node.tag == Tag::A || i != node.parent && links[node.parent];
        if node.tag == Tag::Text && !links[i] && tree.text(i).len() >= 60 {
            weight[i] = tree.text(i).len();
        }
    }
    for i in (1..count).rev() {
        weight[tree.nodes[i].parent] += weight[i];
    }
    let total = weight.first().copied().unwrap_or(0);
    let marked: Vec<bool> = (0..count)
        .map(|i| {
            let tag = tree.nodes[i].tag;
            (tag.is_frame() || marks[i].aside) && !matches!(tag, Tag::Body | Tag::Html)
        })
        .collect();
    // What is outside all of them: where that is hardly anything, one of the names is wrong.
    let (mut outside, mut i) = (total, 0);
    while i < count {
        if marked[i] {
            outside -= weight[i];
        }
        i = if marked[i] { tree.nodes[i].end } else { i + 1 };
    }
    let sure = outside * 4 >= total;
    let most = |i: usize| if marks[i].comments { 8 } else { 4 };
    (0..count).map(|i| marked[i] && (sure || weight[i] * 10 <= total * most(i))).collect()
}

/// The part of a page that holds the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its element.
    pub(super) node: usize,
    /// Its lines.
    pub(super) lines: Range<usize>,
    /// A name says that it is the text.
    pub(super) named: bool,
}

/// What a line counts for the part that holds it.
fn worth(line: &Line) -> i64 {
    let letters = line.letters as i64;
    if line.aside {
        0
    } else if line.linked * 10 >= line.letters * 4 {
        -2 * line.linked as i64
    } else if line.letters >= 60
        || line.letters >= 20 && line.is_sentence()
        || matches!(line.kind, Kind::Row | Kind::Caption)
    {
        letters - line.linked as i64
    } else {
        -letters / 3
    }
}

/// Finds the part; `None` where no part holds text.
pub(super) fn find(tree: &Tree, lines: &[Line], marks: &[Marks]) -> Option<Part> {
    let count = tree.nodes.len();
    let mut sum = vec![0i64; count];
    for line in lines {
        sum[line.node] += worth(line);
    }
    for i in (1..count).rev() {
        sum[tree.nodes[i].parent] += sum[i];
    }
    let (mut best, mut most) = (0, 0);
    for (i, &s) in sum.iter().enumerate() {
        if s > 0 && s >= most && tree.nodes[i].tag.is_block() {
            (best, most) = (i, s);
        }
    }
    if most == 0 {
        return None;
    }
    // The innermost named part with most of the text; `<article>` counts as a name where no other does.
    let part = |least: i64, named: &dyn Fn(usize) -> bool| {
        let fits = |&i: &usize| named(i) && sum[i] * 10 >= most * least;
        (0..count).filter(fits).max_by_key(|&i| (sum[i] * 20 / most, i))
    };
    let property = part(4, &|i| tree.attribute(i, "itemprop").contains("articleBody"));
    let named =
        property.or_else(|| part(5, &|i| marks[i].body)).or_else(|| part(7, &|i| tree.nodes[i].tag == Tag::Article));
    let node = named.unwrap_or(best);
    let within = tree.within(node);
    let first = lines.iter().position(|l| within.contains(&l.node))?;
    let last = lines.iter().rposition(|l| within.contains(&l.node))?;
    Some(Part { node, lines: first..last + 1, named: named.is_some() })
}

/// The lines of the part that are text of the article. What is no text is told by its words, by its links, and above the
/// first sentence by its shortness.
pub(super) fn text(lines: &[Line], part: &Part, title: Option<&str>) -> Vec<usize> {
    let weight = |l: &Line| if l.aside || l.is_link() { 0 } else { l.letters };
    let total: usize = lines[part.lines.clone()].iter().map(weight).sum();
    let title = title.map(folded);
    let mut passed = 0;
    let mut out: Vec<usize> = Vec::new();
    let mut foreign = false;
    for i in part.lines.clone() {
        let line = &lines[i];
        if line.aside {
            continue;
        }
        let before = passed;
        passed += weight(line);
        let begun = out.iter().any(|&o| lines[o].is_sentence() || lines[o].letters >= 60);
        if title.as_ref().is_some_and(|t| (!begun || line.kind == Kind::Heading) && folded(&line.text) == *t) {
            continue;
        }
        let what = if line.kind == Kind::Row { None } else { line.part() };
        match what {
            Some(PageLine::Related) => {
                // A list of other articles to the end of the page, or a box inside the text.
                if begun && (total - before) * 10 <= total * 3 {
                    break;
                }
                foreign = true;
                continue;
            }
            Some(PageLine::Footer) if begun && (total - before) * 10 <= total * 3 => break,
            Some(PageLine::Tools | PageLine::Appendix) => continue,
            Some(PageLine::Posting(_)) if !begun || (total - before) * 10 <= total => continue,
            Some(PageLine::Site) if !begun => continue,
            _ => {}
        }
        if line.is_link() && (foreign || is_reference(line, lines, i)) {
            continue;
        }
        foreign &= line.is_link() || line.letters < 60;
        if foreign {
            continue;
        }
        // Above the first sentence a short line is a section, a counter, a name of the site.
        if !begun && !part.named && line.letters < 40 && !line.is_sentence() && line.kind == Kind::Plain {
            continue;
        }
        let repeated = out.last().is_some_and(|&o| lines[o].text == line.text);
        if !repeated && line.text.contains(char::is_alphanumeric) {
            out.push(i);
        }
    }
    // Links at the end are no text.
    while out.last().is_some_and(|&o| lines[o].is_link() && !lines[o].is_sentence()) {
        out.pop();
    }
    out
}

/// Whether a line that is a link leads to another article: a headline, alone or among its like.
fn is_reference(line: &Line, lines: &[Line], i: usize) -> bool {
    let neighbour = |j: Option<usize>| j.and_then(|j| lines.get(j)).is_some_and(|l| l.is_link());
    let arrow = line.text.starts_with(['>', '»', '›', '•', '*', '+', '-', '–', '►', '▶']);
    line.linked == line.letters
        && (line.letters >= 24
            || arrow
            || neighbour(i.checked_sub(1))
            || neighbour(Some(i + 1))
            || line.kind == Kind::Item)
        || arrow
        || line.linked * 10 >= line.letters * 8 && !line.is_sentence()
}

/// Whether a page is a list of articles: headlines that are links, and hardly two paragraphs on end between them; or text
/// all over the page with headlines between, of which the part is one piece.
pub(super) fn is_list(lines: &[Line], part: &Part) -> bool {
    let text = |lines: &[Line]| lines.iter().map(worth).filter(|w| *w > 0).sum::<i64>();
    let links = lines.iter().filter(|l| !l.aside && l.is_link() && l.letters >= 20).count();
    let least = if part.named { 2 } else { 3 };
    if links >= 5 && text(&lines[part.lines.clone()]) * 10 < text(lines) * least {
        return true;
    }
    let (mut heads, mut run, mut longest, mut total) = (0usize, 0usize, 0usize, 0usize);
    for line in lines[part.lines.clone()].iter().filter(|l| !l.aside) {
        if line.is_link() && line.letters >= 20 {
            heads += 1;
            run = 0;
        } else if !line.is_link() && (line.letters >= 40 || line.is_sentence()) {
            run += line.letters;
            total += line.letters;
            longest = longest.max(run);
        }
    }
    heads >= 4 && longest * 100 < total * 40
}

/// Whether so much text can be an article.
pub(super) fn is_enough(letters: usize) -> bool {
    letters >= SHORTEST
}

/// A line in lower case without what is not letter or digit.
pub(super) fn folded(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
