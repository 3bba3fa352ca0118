//! The lines of a page.
//!
//! Enters: a tree. Leaves: its [`Line`]s in the order of the page: what a reader sees as one block each, with what the
//! markup says of it. A row of a table of figures is one line, its cells parted by ` | `. Not done here: which lines are
//! the article.

use std::cell::OnceCell;

use super::names::Marks;
use super::tag::Tag;
use super::tree::{Tree, squeeze};
use crate::layout::page::{PageLine, page_line};

/// What the markup makes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing in particular.
    Plain,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// What stands under a picture.
    Caption,
    /// A heading.
    Heading,
}

/// A block of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The text, without white space around it.
    pub(super) text: String,
    /// The element that holds it.
    pub(super) node: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Characters but for white space.
    pub(super) letters: usize,
    /// Those of them inside links.
    pub(super) linked: usize,
    /// Beside the article by tag, name or role.
    pub(super) aside: bool,
    /// Names of the elements around it.
    pub(super) marks: Marks,
    /// What part of a page it is by its words, once asked for.
    part: OnceCell<Option<PageLine>>,
}

impl Line {
    /// What part of a page it is by its words, the article aside. Long lines are none.
    pub(super) fn part(&self) -> Option<&PageLine> {
        let find = || if self.letters <= 160 { page_line(&self.text) } else { None };
        self.part.get_or_init(find).as_ref()
    }

    /// Whether most of it is links.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 >= self.letters * 6
    }

    /// Whether it ends as a sentence does.
    pub(super) fn is_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
        end.ends_with(['.', '…', '?', '!', ':', ';', ','])
    }
}

/// The lines of a page; `marks` are those of its nodes.
pub(super) fn lines(tree: &Tree, marks: &[Marks], asides: &[bool]) -> Vec<Line> {
    let tables = data_tables(tree);
    let mut out = Out::default();
    let mut open: Vec<usize> = Vec::new();
    let mut row: Option<usize> = None;
    for i in 0..tree.nodes.len() {
        while let Some(&last) = open.last().filter(|&&o| tree.nodes[o].end <= i) {
            close(tree, last, &mut row, &mut out, &open, marks, asides);
            open.pop();
        }
        let node = &tree.nodes[i];
        let hidden = node.hidden || matches!(node.tag, Tag::Head);
        if node.tag == Tag::Text {
            let linked = open.iter().rev().take(8).any(|&o| tree.nodes[o].tag == Tag::A);
            if open.iter().any(|&o| tree.nodes[o].hidden || tree.nodes[o].tag == Tag::Head) {
                continue;
            }
            let pre = open.iter().rev().take(4).any(|&o| tree.nodes[o].tag == Tag::Pre);
            for (n, part) in tree.text(i).split(if pre { '\n' } else { '\0' }).enumerate() {
                if n > 0 {
                    out.flush(tree, &open, marks, asides);
                }
                out.text(part, linked);
            }
            continue;
        }
        if node.tag.is_block() && !hidden {
            match row {
                Some(_) if matches!(node.tag, Tag::Td | Tag::Th) => out.cell = !out.text.trim().is_empty(),
                Some(_) => squeeze(" ", &mut out.text),
                None => out.flush(tree, &open, marks, asides),
            }
        }
        if node.tag == Tag::Tr
            && row.is_none()
            && open.iter().rev().find(|&&o| tree.nodes[o].tag == Tag::Table).is_some_and(|t| tables[*t])
        {
            row = Some(i);
        }
        if node.end > i + 1 {
            open.push(i);
        }
    }
    while let Some(&last) = open.last() {
        close(tree, last, &mut row, &mut out, &open, marks, asides);
        open.pop();
    }
    out.flush(tree, &[0], marks, asides);
    out.lines
}

/// What the end of a node, the last that is open, does to the line.
fn close(
    tree: &Tree,
    node: usize,
    row: &mut Option<usize>,
    out: &mut Out,
    open: &[usize],
    marks: &[Marks],
    asides: &[bool],
) {
    if *row == Some(node) {
        *row = None;
        out.row = true;
        out.flush(tree, open, marks, asides);
    } else if row.is_some() {
        squeeze(" ", &mut out.text);
    } else if tree.nodes[node].tag.is_block() {
        out.flush(tree, open, marks, asides);
    }
}

/// The line under way.
#[derive(Debug, Default)]
struct Out {
    lines: Vec<Line>,
    text: String,
    letters: usize,
    linked: usize,
    cell: bool,
    row: bool,
}

impl Out {
    fn text(&mut self, text: &str, linked: bool) {
        if self.cell && !text.trim().is_empty() {
            squeeze(" | ", &mut self.text);
            self.cell = false;
        }
        squeeze(text, &mut self.text);
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.letters += letters;
        self.linked += if linked { letters } else { 0 };
    }

    fn flush(&mut self, tree: &Tree, open: &[usize], marks: &[Marks], asides: &[bool]) {
        let row = std::mem::take(&mut self.row);
        self.cell = false;
        if self.letters == 0 {
            self.text.clear();
            return;
        }
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        let text = self.text.trim().to_owned();
        self.text.clear();
        let mut line = Line {
            text,
            node: 0,
            kind: Kind::Plain,
            letters,
            linked,
            aside: false,
            marks: Marks::default(),
            part: OnceCell::new(),
        };
        line.node = open.iter().rev().copied().find(|&o| tree.nodes[o].tag.is_block()).unwrap_or(0);
        for &o in open.iter().rev() {
            let kind = match tree.nodes[o].tag {
                _ if row => Kind::Row,
                Tag::Li => Kind::Item,
                Tag::Figcaption | Tag::Caption => Kind::Caption,
                tag if tag.is_heading() => Kind::Heading,
                _ if marks[o].caption => Kind::Caption,
                _ => Kind::Plain,
            };
            if line.kind == Kind::Plain {
                line.kind = kind;
            }
            line.aside |= asides[o];
            line.marks.lead |= marks[o].lead;
            line.marks.title |= marks[o].title;
            line.marks.date |= marks[o].date;
            line.marks.author |= marks[o].author;
        }
        self.lines.push(line);
    }
}

/// Which tables hold figures or words in cells, not the parts of a page.
fn data_tables(tree: &Tree) -> Vec<bool> {
    #[derive(Default, Clone, Copy)]
    struct Count {
        rows: usize,
        cells: usize,
        filled: usize,
        longest: usize,
        nested: bool,
        images: usize,
    }
    let mut counts = vec![Count::default(); tree.nodes.len()];
    let mut table: Vec<usize> = vec![usize::MAX; tree.nodes.len()];
    let mut cell = 0;
    for i in 0..tree.nodes.len() {
        let node = &tree.nodes[i];
        let around = if i == node.parent { usize::MAX } else { table[node.parent] };
        table[i] = around;
        if node.tag == Tag::Table {
            table[i] = i;
            if around != usize::MAX {
                counts[around].nested = true;
            }
            continue;
        }
        let Some(count) = counts.get_mut(around) else { continue };
        match node.tag {
            Tag::Tr => count.rows += 1,
            Tag::Img => count.images += 1,
            Tag::Td | Tag::Th => {
                count.cells += 1;
                cell = 0;
            }
            Tag::Text => {
                let text = tree.text(i).trim();
                count.filled += usize::from(cell == 0 && !text.is_empty());
                cell += text.chars().count();
                count.longest = count.longest.max(cell);
            }
            _ => {}
        }
    }
    let is_data = |c: &Count| {
        !c.nested
            && c.rows >= 2
            && c.cells >= c.rows * 2
            && c.filled >= c.rows
            && c.images * 3 <= c.cells
            && c.longest <= 400
    };
    counts.iter().map(is_data).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let tree = Tree::parse(&format!("<!DOCTYPE html>{html}"));
        let marks: Vec<_> = (0..tree.nodes.len()).map(|n| Marks::of(&tree, n)).collect();
        lines(&tree, &marks, &vec![false; tree.nodes.len()]).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn blocks_and_breaks_end_lines() {
        let page = "<div>Một <span class=a>hai</span><br><br>ba<p>bốn</p> năm<ul><li>sáu<li>bảy</ul></div>tám";
        assert_eq!(texts(page), ["Một hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"]);
    }

    #[test]
    fn rows_of_figures_are_lines() {
        let page = "<table><tr><td>Xã<td>Hộ<td>Tỷ lệ<tr><td><p>Tân Phong</p><td>1.204<td>3,1%</table>";
        assert_eq!(texts(page), ["Xã | Hộ | Tỷ lệ", "Tân Phong | 1.204 | 3,1%"]);
        let layout =
            "<table><tr><td>Menu</td><td><table><tr><td><p>Một</p><p>Hai</p></td></tr></table></td></tr></table>";
        assert_eq!(texts(layout), ["Menu", "Một", "Hai"]);
    }
}
