//! A page to its article.
//!
//! Enters: the bytes of a page, with the charset and the address that came with it. Leaves: the article, one block a
//! line, with title, date of publication, author, publisher and address; or why there is none. Not done here: what the
//! lines are in detail (that is `layout`), containers that hold pages, fetching.

mod body;
mod charset;
mod head;
mod lines;
mod meta;
mod names;
mod sieve;
mod sites;
mod tag;
mod tree;

use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, ErrorKind, Stage};
use crate::layout::BlockKind;
use crate::text::decode::{Encoding, repair};
use body::folded;
use lines::{Kind, Line};
use names::Marks;

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
    /// What the markup says of each line of `text`.
    pub kinds: Vec<Option<BlockKind>>,
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

/// A page of more bytes is no article.
pub const MAX_PAGE_BYTES: usize = 16 << 20;

/// Takes the article out of a page.
///
/// # Errors
/// [`ErrorKind::NoArticle`] for a page that has none (a list, an empty page), [`ErrorKind::TooDeep`] and
/// [`ErrorKind::TooLarge`] for one that is built to be a burden, [`ErrorKind::NotText`] for binary data.
///
/// ```
/// use tinviet::html::{Page, extract};
/// let page = "<title>Xã Tân Phong ra quân trồng cây - Cổng TTĐT huyện</title><div id=menu><a href=/>Trang chủ</a></div>\
///     <h1>Xã Tân Phong ra quân trồng cây</h1><span class=ngaydang>Ngày đăng: 05/03/2024 08:30</span><div class=noidung>\
///     <p>Sáng 04/3, UBND xã Tân Phong tổ chức lễ phát động trồng cây năm 2024; 120 đoàn viên đã trồng 500 cây.</p></div>";
/// let article = extract(&Page { bytes: page.as_bytes(), ..Page::default() }, None).unwrap();
/// assert_eq!(article.title.as_deref(), Some("Xã Tân Phong ra quân trồng cây"));
/// assert!(article.text.starts_with("Sáng 04/3, UBND xã") && article.text.ends_with("500 cây."));
/// assert_eq!(article.published.unwrap().time.as_deref(), Some("2024-03-05T08:30:00+07:00"));
/// let list = extract(&Page { bytes: b"<ul><li><a href=/1>Tin 1</a></ul>", ..Page::default() }, None);
/// assert_eq!(list.unwrap_err().code(), "no-article");
/// ```
pub fn extract(page: &Page<'_>, encoding: Option<Encoding>) -> Result<Article, Error> {
    if page.bytes.len() > MAX_PAGE_BYTES {
        let message = format!("a page of more than {MAX_PAGE_BYTES} bytes");
        return Err(Error::new(ErrorKind::TooLarge, Stage::Parse, message));
    }
    let decoded = charset::read(page.bytes, page.charset, encoding)?;
    let sieved = sieve::sieve(&decoded.text)?;
    let tree = tree::Tree::parse(&sieved.html);
    let marks: Vec<Marks> = (0..tree.nodes.len()).map(|n| Marks::of(&tree, n)).collect();
    let asides = body::asides(&tree, &marks);
    let lines = lines::lines(&tree, &marks, &asides);
    let facts = meta::Facts::read(&tree, &sieved.data);
    let none = |why: &str| Error::new(ErrorKind::NoArticle, Stage::Parse, format!("no article: {why}"));
    let part = body::find(&tree, &lines, &marks).ok_or_else(|| none("the page holds no text"))?;
    if body::is_list(&lines, &part) {
        return Err(none("the page is a list of links"));
    }
    let title = head::title(&tree, &lines, &part, &facts);
    let chosen = body::text(&lines, &part, title.text.as_deref());
    let mut chosen: Vec<(usize, Option<BlockKind>)> = chosen.into_iter().map(|i| (i, kind(&lines[i]))).collect();
    lead(&lines, &part, &title, &facts, &mut chosen);
    let letters: usize = chosen.iter().map(|(i, _)| lines[*i].letters).sum();
    if !body::is_enough(letters) {
        return Err(none("the page holds no text of the length of an article"));
    }
    let last = chosen.last().map_or(part.lines.end - 1, |(i, _)| *i);
    let url = page.url.map(str::to_owned).or_else(|| facts.urls.iter().find(|u| u.starts_with("http")).cloned());
    let published = head::published(&tree, &lines, &part, last, &title, &facts, url.as_deref().unwrap_or(""));
    let author = head::author(&lines, &part, last, title.line, &facts);
    let publisher = head::publisher(&title, &facts, url.as_deref());
    let text: Vec<&str> = chosen.iter().map(|(i, _)| lines[*i].text.as_str()).collect();
    let text = text.join("\n");
    // Old pages write the bytes of their fonts as character references: they look decoded and are not.
    let repaired = if decoded.mojibake { None } else { repair(&text) };
    let mend = |t: String| if repaired.is_some() { repair(&t).map_or(t, |(t, _)| t) } else { t };
    let plain = |t: Option<String>| t.map(|t| mend(t).nfc().collect::<String>());
    Ok(Article {
        kinds: chosen.iter().map(|(_, kind)| *kind).collect(),
        title: plain(title.text),
        published,
        author: plain(author),
        publisher: plain(publisher),
        url,
        encoding: repaired.as_ref().map_or(decoded.encoding, |(_, e)| *e),
        mojibake: decoded.mojibake || repaired.is_some(),
        replaced: decoded.replaced,
        text: repaired.map_or(text, |(text, _)| text),
    })
}

/// What the markup says of a line.
fn kind(line: &Line) -> Option<BlockKind> {
    match line.kind {
        Kind::Item | Kind::Row => Some(BlockKind::List),
        Kind::Caption => Some(BlockKind::Caption),
        Kind::Heading => Some(BlockKind::Heading),
        Kind::Plain if line.marks.lead => Some(BlockKind::Lead),
        Kind::Plain => None,
    }
}

/// Finds the summary: by its name, or by its being the summary that the page states. Outside the article it is put first.
fn lead(
    lines: &[Line],
    part: &body::Part,
    title: &head::Title,
    facts: &meta::Facts,
    chosen: &mut Vec<(usize, Option<BlockKind>)>,
) {
    let stated: Vec<String> = facts.summaries.iter().map(|s| folded(s)).filter(|s| s.len() >= 40).collect();
    let is_stated = |text: &str| {
        let low = folded(text);
        low.len() >= 40 && stated.iter().any(|s| s.starts_with(&low) || low.starts_with(s.trim_end_matches('.')))
    };
    for (i, kind) in chosen.iter_mut().take(2) {
        if lines[*i].marks.lead || is_stated(&lines[*i].text) && lines[*i].letters <= 500 {
            *kind = Some(BlockKind::Lead);
            return;
        }
    }
    let first = chosen.first().map_or(part.lines.start, |(i, _)| *i);
    let top = title.line.map_or(first.saturating_sub(12), |t| t.saturating_sub(3)).min(first);
    let name = title.text.as_deref().map(folded).unwrap_or_default();
    let fits = |i: &usize| {
        let l = &lines[*i];
        (l.marks.lead && !l.aside && l.letters >= 25 || is_stated(&l.text)) && !l.is_link() && folded(&l.text) != name
    };
    let known: Vec<String> = chosen.iter().take(3).map(|(i, _)| folded(&lines[*i].text)).collect();
    let new = |i: &usize| !known.contains(&folded(&lines[*i].text));
    // By its name; else what stands between the title and the article and reads as a text.
    let mut found: Vec<usize> = (top..first).skip_while(|i| !fits(i)).take_while(fits).filter(new).collect();
    if found.is_empty()
        && let Some(title) = title.line
    {
        let reads = |i: &usize| {
            let l = &lines[*i];
            !l.aside && !l.is_link() && l.letters >= 60 && l.is_sentence() && l.part().is_none()
        };
        found = (title + 1..first).filter(reads).filter(new).collect();
    }
    if found.len() <= 12 {
        chosen.splice(0..0, found.into_iter().map(|i| (i, Some(BlockKind::Lead))));
    }
}
