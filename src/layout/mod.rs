//! Text to blocks.

use crate::span::{Norm, Span};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The article's title.
    Title,
    /// The summary under it.
    Lead,
    /// A heading inside the article.
    Heading,
    /// The text of a picture.
    Caption,
    /// Author, source.
    Byline,
    /// Posting date, views.
    Meta,
    /// Site header, tools, related links.
    Boilerplate,
    /// An item of a list.
    List,
    /// Anything else.
    Paragraph,
}

/// A line of the text and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without surrounding white space.
    pub span: Span<Norm>,
}
