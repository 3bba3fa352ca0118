//! A page to its article.
//!
//! Enters: the bytes of a page, with the charset and the address that came with it. Leaves: the article, one block a
//! line, with title, date of publication, author, publisher and address; or why there is none. Not done here: what the
//! lines are in detail (that is `layout`), containers that hold pages, fetching.

mod charset;

use crate::error::{Error, ErrorKind, Stage};
use crate::text::decode::Encoding;

/// A page as it was fetched or saved.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page<'a> {
    /// Its bytes, decompressed.
    pub bytes: &'a [u8],
    /// The charset of the HTTP header.
    pub charset: Option<&'a str>,
    /// Where it was fetched from.
    pub url: Option<&'a str>,
}

/// What a date of publication was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PublishedFrom {
    /// JSON-LD, `<meta>`, `itemprop` or `<time datetime>`.
    Metadata,
    /// A date that the page shows beside title or body.
    MetaLine,
    /// The address of the page.
    Url,
}

impl PublishedFrom {
    /// The name used in records.
    ///
    /// ```
    /// assert_eq!(tinviet::html::PublishedFrom::Metadata.name(), "metadata");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::MetaLine => "meta-line",
            Self::Url => "url",
        }
    }
}

/// When an article was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The local calendar date, `YYYY-MM-DD`.
    pub date: String,
    /// The timestamp as ISO 8601 with its offset, where a time of day is known.
    pub time: Option<String>,
    /// What it was read from.
    pub from: PublishedFrom,
}

/// The article of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Summary and body, one block a line; the title is not repeated.
    pub text: String,
    /// The headline, without the name of the site.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The author or authors.
    pub author: Option<String>,
    /// The name of the site or paper.
    pub publisher: Option<String>,
    /// The address: that of the page, else the one the page gives for itself.
    pub url: Option<String>,
    /// The encoding of the page.
    pub encoding: Encoding,
    /// The bytes of another encoding had been saved as UTF-8.
    pub mojibake: bool,
    /// Stray bytes that became U+FFFD.
    pub replaced: u32,
}

/// Takes the article out of a page.
///
/// # Errors
/// [`ErrorKind::NoArticle`] for a page that has none (a list, an empty page), [`ErrorKind::NotText`] for binary data.
pub fn extract(page: &Page<'_>, encoding: Option<Encoding>) -> Result<Article, Error> {
    let decoded = charset::read(page.bytes, page.charset, encoding)?;
    let config = dom_smoothie::Config {
        text_mode: dom_smoothie::TextMode::Formatted,
        max_elements_to_parse: 100_000,
        ..Default::default()
    };
    let none = |_| Error::new(ErrorKind::NoArticle, Stage::Parse, "no article in this page");
    let found =
        dom_smoothie::Readability::new(&*decoded.text, None, Some(config)).and_then(|mut r| r.parse()).map_err(none)?;
    let text: Vec<&str> = found.text_content.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    Ok(Article {
        text: text.join("\n"),
        title: Some(found.title),
        published: found.published_time.filter(|t| t.len() >= 10).map(|t| Published {
            date: t[..10].to_owned(),
            time: Some(t),
            from: PublishedFrom::Metadata,
        }),
        author: found.byline,
        publisher: found.site_name,
        url: page.url.map(str::to_owned).or(found.url),
        encoding: decoded.encoding,
        mojibake: decoded.mojibake,
        replaced: decoded.replaced,
    })
}
