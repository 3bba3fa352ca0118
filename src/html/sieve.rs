//! What of a page can matter, before it is parsed.
//!
//! Enters: the text of a page. Leaves: the same page without scripts, styles, comments, drawings and forms' fields, its
//! elements with no attributes but those that are read later; and the JSON-LD that stood in scripts. One pass, linear in
//! the page. A page nested deeper than any article is refused here: what the parser does takes time that grows with the
//! depth. Not done here: parsing by the rules of HTML (that is the parser, on a tenth of the bytes), character references.

use std::ops::Range;

use memchr::{memchr, memchr3, memmem};

use super::tag::Tag;
use crate::error::{Error, ErrorKind, Stage};

/// Elements nested deeper than this are no article; browsers flatten from 512 on.
const DEEPEST: usize = 512;
/// Marks inside a line are left out below this depth.
const DEEPEST_MARK: usize = 256;
/// What is left of an article's page is shorter than this.
const LONGEST: usize = 4 << 20;
/// More elements than this are no article.
const MOST: usize = 200_000;
/// So many bytes of an attribute are kept.
const ATTRIBUTE: usize = 2048;

/// A page without what cannot matter.
#[derive(Debug, Default)]
pub(super) struct Sieved {
    /// The page.
    pub(super) html: String,
    /// Its JSON-LD.
    pub(super) data: Vec<String>,
}

/// Sieves a page.
///
/// # Errors
/// [`ErrorKind::TooDeep`], [`ErrorKind::TooLarge`].
pub(super) fn sieve(page: &str) -> Result<Sieved, Error> {
    let mut sieve = Sieve {
        page,
        at: 0,
        open: Vec::new(),
        count: 0,
        endless: false,
        absent: [false; DROPPED.len()],
        out: Sieved::default(),
    };
    sieve.out.html.reserve(page.len() / 4 + 64);
    sieve.out.html.push_str("<!DOCTYPE html>");
    sieve.run()?;
    Ok(sieve.out)
}

/// Elements whose content is left out.
const DROPPED: [&str; 18] = [
    "script", "style", "noscript", "svg", "iframe", "textarea", "select", "button", "template", "object", "noembed",
    "noframes", "xmp", "math", "canvas", "audio", "video", "datalist",
];

/// An element that is open.
struct Open {
    tag: Tag,
    /// Whether it was handed on.
    kept: bool,
}

struct Sieve<'p> {
    page: &'p str,
    at: usize,
    open: Vec<Open>,
    count: usize,
    /// Whether no comment ends any more.
    endless: bool,
    /// Of which dropped elements no end tag follows any more.
    absent: [bool; DROPPED.len()],
    out: Sieved,
}

impl Sieve<'_> {
    fn run(&mut self) -> Result<(), Error> {
        let bytes = self.page.as_bytes();
        while let Some(n) = memchr(b'<', &bytes[self.at..]) {
            self.out.html.push_str(&self.page[self.at..self.at + n]);
            self.at += n;
            match bytes.get(self.at + 1) {
                Some(b'!') => self.comment(),
                Some(b'?') => self.skip_past(b'>'),
                Some(b'/') if bytes.get(self.at + 2).is_some_and(u8::is_ascii_alphabetic) => self.end_tag(),
                Some(b'/') => self.skip_past(b'>'),
                Some(b) if b.is_ascii_alphabetic() => self.start_tag()?,
                _ => {
                    self.out.html.push_str("&lt;");
                    self.at += 1;
                }
            }
        }
        self.out.html.push_str(&self.page[self.at..]);
        self.fits()
    }

    fn fits(&self) -> Result<(), Error> {
        if self.out.html.len() <= LONGEST {
            return Ok(());
        }
        let message = format!("a page of more than {LONGEST} bytes of text and elements");
        Err(Error::new(ErrorKind::TooLarge, Stage::Parse, message))
    }

    fn skip_past(&mut self, end: u8) {
        self.at = memchr(end, &self.page.as_bytes()[self.at..]).map_or(self.page.len(), |n| self.at + n + 1);
    }

    fn comment(&mut self) {
        let rest = &self.page.as_bytes()[self.at..];
        if rest.starts_with(b"<!-->") || !rest.starts_with(b"<!--") {
            return self.skip_past(b'>');
        }
        // What is never closed was not meant as a comment.
        let end = if self.endless { None } else { memmem::find(&rest[2..], b"-->") };
        self.endless = end.is_none();
        self.at += end.map_or(4, |n| 2 + n + 3);
    }

    /// The name at `from`, in lower case, and where it ends.
    fn name(&self, from: usize) -> (String, usize) {
        let bytes = &self.page.as_bytes()[from..];
        let end = bytes.iter().position(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace()).unwrap_or(bytes.len());
        (self.page[from..from + end].to_ascii_lowercase(), from + end)
    }

    fn end_tag(&mut self) {
        let (name, end) = self.name(self.at + 2);
        self.at = end;
        self.skip_past(b'>');
        let tag = Tag::of(&name);
        if tag == Tag::P && !self.open.iter().rev().take_while(|o| !is_cell(o.tag)).any(|o| o.tag == Tag::P)
            || tag.is_void()
        {
            return;
        }
        // As far as the parser will look: no further, or the depth counted here would not be the parser's.
        let bound = |open: Tag| match tag {
            Tag::Table => false,
            _ if is_cell(tag) => open == Tag::Table,
            Tag::Li => is_cell(open) || matches!(open, Tag::Ul | Tag::Ol),
            _ if tag.is_block() => is_cell(open),
            _ => open.is_block(),
        };
        for i in (0..self.open.len()).rev() {
            let open = &self.open[i];
            if open.tag == tag {
                if open.kept {
                    for part in ["</", tag.name(), ">"] {
                        self.out.html.push_str(part);
                    }
                }
                self.open.truncate(i);
                return;
            }
            if bound(open.tag) {
                return;
            }
        }
    }

    fn start_tag(&mut self) -> Result<(), Error> {
        let (name, end) = self.name(self.at + 1);
        self.at = end;
        if Tag::of(&name) == Tag::A && self.open.iter().rev().take_while(|o| !o.tag.is_block()).any(|o| o.tag == Tag::A)
        {
            self.out.html.push_str("</x-a>");
        }
        let begin = self.out.html.len();
        let dropped = DROPPED.iter().position(|d| *d == name);
        let tag = Tag::of(&name);
        self.out.html.push('<');
        self.out.html.push_str(tag.name());
        let named = self.out.html.len();
        let json = self.attributes(tag, dropped == Some(0));
        if let Some(which) = dropped {
            self.out.html.truncate(begin);
            self.drop_content(which, json);
            return Ok(());
        }
        let bare = self.out.html.len() == named;
        // A mark inside a line without a name of its own says nothing, and images matter only by being there.
        let mark = matches!(tag, Tag::Inline | Tag::Span);
        let kept = !(mark && (bare || self.open.len() > DEEPEST_MARK));
        let void =
            matches!(&*name, "source" | "track" | "input" | "base" | "col" | "colgroup" | "embed" | "wbr" | "param");
        // Cells outside a table are none.
        let stray = is_cell(tag) && tag != Tag::Table && !self.open.iter().any(|o| o.tag == Tag::Table);
        if void || stray {
            self.out.html.truncate(begin);
            return Ok(());
        }
        if !kept {
            self.out.html.truncate(begin);
        } else {
            self.out.html.push('>');
            self.count += 1;
        }
        if self.count > MOST {
            return Err(Error::new(ErrorKind::TooLarge, Stage::Parse, format!("a page of more than {MOST} elements")));
        }
        self.fits()?;
        if tag == Tag::Title {
            // Its content is text, whatever it looks like.
            let rest = &self.page[self.at..];
            let end = rest.find("</").map_or(rest.len(), |n| self.at + n);
            self.out.html.push_str(self.page.get(self.at..end).unwrap_or(""));
            self.out.html.push_str("</title>");
            self.at = end.max(self.at).min(self.page.len());
            return Ok(());
        }
        if tag.is_void() || matches!(tag, Tag::Html | Tag::Body | Tag::Head) {
            return Ok(());
        }
        self.imply(tag);
        if kept || self.open.len() <= DEEPEST_MARK {
            self.open.push(Open { tag, kept });
        }
        if self.open.len() > DEEPEST {
            let message = format!("elements are nested more than {DEEPEST} deep");
            return Err(Error::new(ErrorKind::TooDeep, Stage::Parse, message));
        }
        Ok(())
    }

    /// Ends what `tag` ends by beginning, as the parser will.
    fn imply(&mut self, tag: Tag) {
        let (ends, bound): (&[Tag], fn(Tag) -> bool) = match tag {
            Tag::Li => (&[Tag::Li], is_item_bound),
            Tag::Dd | Tag::Dt => (&[Tag::Dd, Tag::Dt], is_item_bound),
            Tag::Td | Tag::Th => (&[Tag::Td, Tag::Th], |o| matches!(o, Tag::Tr | Tag::Table)),
            Tag::Tr => (&[Tag::Tr], |o| o == Tag::Table),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => (&[Tag::Tbody, Tag::Thead, Tag::Tfoot], |o| o == Tag::Table),
            Tag::A => (&[Tag::A], Tag::is_block),
            _ if tag.is_block() => (&[Tag::P], is_cell),
            _ => return,
        };
        for i in (0..self.open.len()).rev() {
            if ends.contains(&self.open[i].tag) {
                return self.open.truncate(i);
            }
            if bound(self.open[i].tag) {
                return;
            }
        }
    }

    /// Passes over the content of a dropped element; `json` keeps it.
    fn drop_content(&mut self, which: usize, json: bool) {
        if self.absent[which] {
            return;
        }
        let (from, bytes, name) = (self.at, self.page.as_bytes(), DROPPED[which].as_bytes());
        let mut at = from;
        while let Some(n) = memmem::find(&bytes[at..], b"</") {
            at += n + 2;
            if bytes.len() >= at + name.len() && bytes[at..at + name.len()].eq_ignore_ascii_case(name) {
                if json {
                    self.out.data.push(self.page[from..at - 2].to_owned());
                }
                self.at = at;
                return self.skip_past(b'>');
            }
        }
        self.absent[which] = true;
        // An unclosed script is one to the end of the page; an unclosed button is nothing.
        if which < 2 {
            self.at = bytes.len();
        }
    }

    /// Reads the attributes of a tag and its end; hands on those that matter. Whether the tag is a script of JSON-LD.
    fn attributes(&mut self, tag: Tag, script: bool) -> bool {
        let page = self.page;
        let bytes = page.as_bytes();
        let (mut json, mut hidden) = (false, false);
        loop {
            while bytes.get(self.at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                self.at += 1;
            }
            match bytes.get(self.at) {
                None => break,
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                _ => {}
            }
            let from = self.at;
            let end = |b: &u8| matches!(b, b'=' | b'>' | b'/') || b.is_ascii_whitespace();
            self.at += 1;
            self.at += bytes[self.at..].iter().position(end).unwrap_or(bytes.len() - self.at);
            let name = &bytes[from..self.at];
            let value = self.value();
            let value = page.get(value).unwrap_or("");
            let is = |n: &str| name.eq_ignore_ascii_case(n.as_bytes());
            if script {
                json |= is("type") && value.to_ascii_lowercase().contains("ld+json");
                continue;
            }
            if is("hidden") || is("style") && hides(value) {
                hidden = true;
                continue;
            }
            let Some(name) = kept(tag, name) else { continue };
            let mut cut = value.len().min(ATTRIBUTE);
            while !value.is_char_boundary(cut) {
                cut -= 1;
            }
            if value.trim().is_empty() {
                continue;
            }
            let quote = if value.contains('"') { '\'' } else { '"' };
            let out = &mut self.out.html;
            out.push(' ');
            out.push_str(name);
            out.push('=');
            out.push(quote);
            if value.contains(quote) {
                out.push_str(&value[..cut].replace(quote, "&#39;"));
            } else {
                out.push_str(&value[..cut]);
            }
            out.push(quote);
        }
        if hidden && !script {
            self.out.html.push_str(" hidden");
        }
        json
    }

    /// The value behind the name of an attribute.
    fn value(&mut self) -> Range<usize> {
        let bytes = self.page.as_bytes();
        let space = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let equals = self.at + space(self.at);
        if bytes.get(equals) != Some(&b'=') {
            return 0..0;
        }
        let from = equals + 1 + space(equals + 1);
        let (from, end) = match bytes.get(from) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = memchr(*quote, &bytes[from + 1..]).map_or(bytes.len(), |n| from + 1 + n);
                self.at = (end + 1).min(bytes.len());
                (from + 1, end)
            }
            _ => {
                let end = bytes[from..].iter().position(|b| *b == b'>' || b.is_ascii_whitespace());
                let end = end.map_or(bytes.len(), |n| from + n);
                self.at = end;
                (from, end)
            }
        };
        from..end
    }
}

/// What ends the search for an open item when the next one begins.
const fn is_item_bound(tag: Tag) -> bool {
    tag.is_block() && !matches!(tag, Tag::Div | Tag::P | Tag::Address)
}

/// Whether the end tags of what is inside stay inside.
const fn is_cell(tag: Tag) -> bool {
    matches!(tag, Tag::Td | Tag::Th | Tag::Table | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot)
}

/// Whether a style keeps the element from being seen.
fn hides(style: &str) -> bool {
    memchr3(b'n', b'N', b'h', style.as_bytes()).is_some() && {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    }
}

/// The attributes that are read later.
fn kept(tag: Tag, name: &[u8]) -> Option<&'static str> {
    let names: &[&'static str] = match tag {
        Tag::Meta => &["content", "name", "property", "itemprop", "http-equiv"],
        Tag::Link => &["rel", "href"],
        Tag::A => &["class", "id", "href", "itemprop", "rel"],
        Tag::Time => &["class", "id", "datetime", "itemprop", "content"],
        Tag::Img | Tag::Br | Tag::Hr => &[],
        _ => &["class", "id", "itemprop", "role", "content", "type"],
    };
    names.iter().copied().find(|n| name.eq_ignore_ascii_case(n.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(page: &str) -> String {
        let html = sieve(page).expect("a page").html;
        html.strip_prefix("<!DOCTYPE html>").expect("the type of the document").to_owned()
    }

    #[test]
    fn what_cannot_matter_is_gone() {
        let page = "<!doctype html><p onclick='x(\"<p>\")' class=\"a\">Xã <b>Tân</b> <o:p>Phong</o:p><!-- <p>no --></p>\
                    <script>if (a < b) document.write(\"<p>\")</script><STYLE>p{}</style ><select><option>1</select>.";
        assert_eq!(html(page), "<p class=\"a\">Xã Tân Phong</p>.");
    }

    #[test]
    fn json_ld_is_kept_apart() {
        let out = sieve("<script type='application/ld+json'>{\"a\": \"</p>\"}</script><p>x").expect("a page");
        assert_eq!((out.data, &*out.html), (vec!["{\"a\": \"</p>\"}".to_owned()], "<!DOCTYPE html><p>x"));
    }

    #[test]
    fn attributes_in_every_form() {
        assert_eq!(html("<div CLASS=a id='b c' data-x hidden>"), "<div class=\"a\" id=\"b c\" hidden>");
        assert_eq!(html("<div style='Display : none' class='\"x\"'>"), "<div class='\"x\"' hidden>");
        assert_eq!(html("<div class=\"a"), "<div class=\"a\">");
        assert_eq!(html("<font class=x>a</font> 1 < 2 </nothing>"), "<span class=\"x\">a</span> 1 &lt; 2 ");
    }

    #[test]
    fn unclosed_elements_do_not_pile_up() {
        for tag in ["p", "li", "td", "b", "a href=x", "dd", "tr", "th"] {
            let page = format!("<table><tr><td><div>{}</div></table>", format!("<{tag}>xã</i>").repeat(20_000));
            assert!(sieve(&page).is_ok(), "{tag}");
        }
    }

    #[test]
    fn depth_is_refused_at_once() {
        // The last ones count only if end tags are read as the parser reads them.
        let misnested = ["li><ul></li", "li><section", "td><table></td", "a><div", "form><div></form", "dd><section"];
        for tag in ["div", "table><tr><td", "ul><li", "blockquote"].into_iter().chain(misnested) {
            let error = sieve(&format!("<table><tr>{}", format!("<{tag}>").repeat(5_000))).expect_err("too deep");
            assert_eq!(error.kind(), ErrorKind::TooDeep, "{tag}");
        }
        assert!(sieve(&"<div>xã</div>".repeat(5_000)).is_ok());
    }

    #[test]
    fn work_is_linear() {
        // Unclosed elements and comments are looked for once, not at every one.
        for part in ["<select>", "<!-- x", "<a b", "<a b='", "<!", "</", "<svg>"] {
            assert!(sieve(&part.repeat(200_000)).is_ok() || part == "<a b", "{part}");
        }
    }
}
