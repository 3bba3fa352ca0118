//! The elements and texts of a page, in one row.
//!
//! Enters: a sieved page. Leaves: a [`Tree`]: the nodes in the order of the page, each with its parent and the end of what
//! it holds, so that a subtree is a range. Not done here: any judgement.

use std::ops::Range;

use dom_query::{Document, NodeData};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::tag::Tag;

/// An element or a text.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// What it is.
    pub(super) tag: Tag,
    /// The element around it; the root is its own.
    pub(super) parent: usize,
    /// The first node behind what it holds.
    pub(super) end: usize,
    /// Not to be seen.
    pub(super) hidden: bool,
    /// Text, in [`Tree::pool`].
    text: Range<usize>,
    /// Attributes, in [`Tree::attributes`].
    attributes: Range<usize>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The nodes, in the order in which they begin.
    pub(super) nodes: Vec<Node>,
    attributes: Vec<(&'static str, Range<usize>)>,
    pool: String,
}

/// The attributes that are kept.
const NAMES: [&str; 12] =
    ["class", "type", "id", "href", "itemprop", "content", "name", "property", "datetime", "rel", "role", "http-equiv"];

impl Tree {
    /// Parses a page.
    pub(super) fn parse(html: &str) -> Self {
        let html = match is_nfc_quick(html.chars()) {
            IsNormalized::Yes => Document::from(html),
            _ => Document::from(html.nfc().collect::<String>()),
        };
        let mut tree = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let root = html.root();
        let mut node = root;
        loop {
            let here = tree.nodes.len();
            let parent = open.last().copied().unwrap_or(0);
            let pushed = node.query_or(false, |n| tree.push(&n.data, parent));
            if let Some(child) = pushed.then(|| node.first_child()).flatten() {
                open.push(here);
                node = child;
                continue;
            }
            if pushed {
                tree.nodes[here].end = here + 1;
            }
            loop {
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                match (node.parent(), open.pop()) {
                    (Some(parent), Some(index)) => {
                        tree.nodes[index].end = tree.nodes.len();
                        node = parent;
                    }
                    _ => return tree,
                }
            }
        }
    }

    /// Adds a node; whether it may have children.
    fn push(&mut self, data: &NodeData, parent: usize) -> bool {
        let mut node = Node { tag: Tag::Div, parent, end: 0, hidden: false, text: 0..0, attributes: 0..0 };
        match data {
            NodeData::Text { contents } => {
                node.tag = Tag::Text;
                node.text = self.keep(contents);
            }
            NodeData::Element(element) => {
                node.tag = Tag::of(&element.name.local);
                let from = self.attributes.len();
                for attribute in &element.attrs {
                    let name: &str = &attribute.name.local;
                    node.hidden |= name == "hidden";
                    if let Some(name) = NAMES.iter().copied().find(|n| *n == name) {
                        let value = self.keep(&attribute.value);
                        self.attributes.push((name, value));
                    }
                }
                node.attributes = from..self.attributes.len();
            }
            NodeData::Document | NodeData::Fragment => {}
            _ => return false,
        }
        self.nodes.push(node);
        true
    }

    fn keep(&mut self, text: &str) -> Range<usize> {
        let from = self.pool.len();
        self.pool.push_str(text);
        from..self.pool.len()
    }

    /// The text of a node that is one; empty for an element.
    pub(super) fn text(&self, node: usize) -> &str {
        &self.pool[self.nodes[node].text.clone()]
    }

    /// An attribute; empty where it is absent.
    pub(super) fn attribute(&self, node: usize, name: &str) -> &str {
        let of = &self.attributes[self.nodes[node].attributes.clone()];
        of.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| &self.pool[value.clone()])
    }

    /// What a node holds, itself included.
    pub(super) fn within(&self, node: usize) -> Range<usize> {
        node..self.nodes[node].end
    }

    /// All text below a node, white space runs made one space.
    pub(super) fn all_text(&self, node: usize) -> String {
        let mut out = String::new();
        for i in self.within(node) {
            if self.nodes[i].tag == Tag::Text {
                squeeze(self.text(i), &mut out);
            } else if self.nodes[i].tag.is_block() {
                squeeze(" ", &mut out);
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The elements around a node, the nearest first.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |&n| Some(self.nodes[n].parent).filter(|p| *p != n)).skip(1)
    }
}

/// Adds `text` to `out` with one space for each run of white space, none at the start.
pub(super) fn squeeze(text: &str, out: &mut String) {
    let mut space = out.is_empty() || out.ends_with(' ');
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') {
            if !space {
                out.push(' ');
                space = true;
            }
        } else if !matches!(c, '\u{ad}' | '\u{200e}' | '\u{200f}') {
            out.push(c);
            space = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtree_is_a_range() {
        let tree = Tree::parse("<!DOCTYPE html><div class=\"a b\"><p>Xã&nbsp; Tân</p><p>Phong</p></div><p hidden>x");
        let div = (0..tree.nodes.len()).find(|&n| tree.attribute(n, "class") == "a b").expect("the div");
        assert_eq!(tree.all_text(div), "Xã Tân Phong");
        assert_eq!(tree.nodes[div + 1].parent, div);
        assert!(tree.nodes[tree.nodes[div].end].hidden);
        assert_eq!(tree.nodes[0].end, tree.nodes.len());
    }

    #[test]
    fn marks_are_composed() {
        let tree = Tree::parse("<p>Tie\u{302}\u{301}ng Vie\u{323}\u{302}t");
        assert_eq!(tree.all_text(0), "Tiếng Việt");
    }
}
