//! From the lines of a saved page to blocks with a kind.
//!
//! Enters: the normalised text of one article. Leaves: a [`Layout`]: one [`Block`] for every non-blank line, the date of
//! publication where a posting line or a dateline states it, the date of the page visit, author, views, title and lead.
//! Not done here: splitting a file into articles (that is [`article`], which works on the text before normalisation),
//! sentences, and guessing a date of publication from the body.
//!
//! ```
//! use tinviet::layout::{analyse, BlockKind, Hints};
//! let text = "Ngày đăng: 05/03/2024 - Lượt xem: 12\n\nXã Tân Phong ra quân trồng cây\n\n\
//!             Sáng 04/3, UBND xã Tân Phong tổ chức lễ phát động trồng cây năm 2024./.\n\nThu Lan\n";
//! let layout = analyse(text, &Hints::default());
//! let kinds: Vec<_> = layout.blocks.iter().map(|b| b.kind.name()).collect();
//! assert_eq!(kinds, ["meta", "title", "paragraph", "byline"]);
//! assert_eq!(layout.published.unwrap().date, "2024-03-05");
//! assert_eq!((layout.author.as_deref(), layout.views), (Some("Thu Lan"), Some(12)));
//! assert_eq!(layout.blocks[0].kind, BlockKind::Meta);
//! ```

pub mod article;
mod body;
mod byline;
mod date;
mod header;
mod line;
pub(crate) mod moment;
pub(crate) mod page;
mod tail;
#[cfg(test)]
mod tests;
pub(crate) mod words;
pub mod wrap;

use crate::span::{Norm, Span};
use line::Lines;

/// What a line is in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The summary between title and body.
    Lead,
    /// A heading inside the body.
    Heading,
    /// What stands under a picture.
    Caption,
    /// Who wrote, photographed or supplied the article, on a line of its own.
    Byline,
    /// Date of posting, views, and an author on the same line.
    Meta,
    /// What belongs to the page, not to the article: site name, menu, tools, attachments, related articles.
    Boilerplate,
    /// An item of a list in the body.
    List,
    /// Everything else: the body.
    Paragraph,
}

impl BlockKind {
    /// The name used in records.
    ///
    /// ```
    /// assert_eq!(tinviet::layout::BlockKind::Byline.name(), "byline");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Heading => "heading",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Meta => "meta",
            Self::Boilerplate => "boilerplate",
            Self::List => "list",
            Self::Paragraph => "paragraph",
        }
    }
}

/// One non-blank line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What the line is.
    pub kind: BlockKind,
    /// The line without surrounding white space, in bytes of the normalised text.
    pub span: Span<Norm>,
}

/// What is known of the article from outside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The title given by the input.
    pub title: Option<&'a str>,
    /// The ISO date of publication given by the input or on the command line.
    pub published: Option<&'a str>,
    /// What the markup of a page says of each non-blank line; empty where there is none.
    pub kinds: &'a [Option<BlockKind>],
}

/// What a date of publication was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PublishedFrom {
    /// A line of the page that states date, and often time, views or author.
    MetaLine,
    /// The place and date that open the text: `Tân Phong, ngày 5/3/2024 - …`.
    Dateline,
}

impl PublishedFrom {
    /// The name used in records.
    ///
    /// ```
    /// assert_eq!(tinviet::layout::PublishedFrom::MetaLine.name(), "meta-line");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MetaLine => "meta-line",
            Self::Dateline => "dateline",
        }
    }
}

/// A date of publication as the page states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// `HH:MM`, local time.
    pub time: Option<String>,
    /// What it was read from.
    pub from: PublishedFrom,
}

/// The names in the signatures of an article, in bytes of the normalised text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signed {
    /// Each author.
    pub authors: Vec<Span<Norm>>,
    /// What the text was taken from, each name by itself: a paper (`Theo Reuters`), or whoever wrote there.
    pub sources: Vec<Span<Norm>>,
}

/// The article, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// One block for each non-blank line, in order.
    pub blocks: Vec<Block>,
    /// The date of publication, where the page states it.
    pub published: Option<Published>,
    /// The date on which the page was saved (`YYYY-MM-DD`), where its header states it.
    pub visit_date: Option<String>,
    /// The author or authors as written, without labels.
    pub author: Option<String>,
    /// Who signs, name by name.
    pub signed: Signed,
    /// The number of views, a figure that must not become an indicator.
    pub views: Option<u64>,
    /// The headline.
    pub title: Option<Span<Norm>>,
    /// The summary; its first line where it has several.
    pub lead: Option<Span<Norm>>,
}

/// Finds what each line of `text` is.
///
/// `text` is in NFC with `\n` line ends. Takes time linear in its length; long lines are hardly looked at.
#[must_use]
pub fn analyse(text: &str, hints: &Hints<'_>) -> Layout {
    let lines = Lines::split(text);
    let mut page = Page { kinds: vec![BlockKind::Paragraph; lines.len()], out: Layout::default() };
    let tail = tail::find(&lines, &mut page);
    let body = header::find(&lines, tail, hints, &mut page);
    body::classify(&lines, body..tail, &mut page);
    byline::glued(&lines, body..tail, &mut page);
    page.follow(hints.kinds);
    page.finish(&lines)
}

/// The article while it is being classified.
struct Page {
    kinds: Vec<BlockKind>,
    out: Layout,
}

impl Page {
    /// Lets the markup decide, but for lines that are known by their words.
    fn follow(&mut self, kinds: &[Option<BlockKind>]) {
        if kinds.len() != self.kinds.len() {
            return;
        }
        let lead = kinds.contains(&Some(BlockKind::Lead));
        for (kind, stated) in self.kinds.iter_mut().zip(kinds) {
            match (*kind, stated) {
                (BlockKind::Title | BlockKind::Byline | BlockKind::Meta, _) => {}
                (_, Some(stated)) => *kind = *stated,
                (BlockKind::Lead, None) if lead => *kind = BlockKind::Paragraph,
                _ => {}
            }
        }
    }

    fn finish(mut self, lines: &Lines<'_>) -> Layout {
        self.out.blocks = (0..lines.len()).map(|i| Block { kind: self.kinds[i], span: lines.span(i) }).collect();
        let first = |kind| self.out.blocks.iter().find(|b| b.kind == kind).map(|b| b.span);
        (self.out.title, self.out.lead) = (first(BlockKind::Title), first(BlockKind::Lead));
        for names in [&mut self.out.signed.authors, &mut self.out.signed.sources] {
            names.sort_unstable();
            names.dedup();
        }
        self.out
    }
}
