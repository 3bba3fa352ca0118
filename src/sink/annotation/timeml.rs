//! TimeML: the text with its dates and durations as TIMEX3 elements.
//!
//! Enters: a record. Leaves: a `TimeML` element: `DOCID`, `DCT` with the date of publication where it is known, `TITLE`, and
//! `TEXT`, the text of the record with TIMEX3 elements around dates and durations. The two ends of an interval are empty
//! TIMEX3 elements behind it. [`TIMEML_SCHEMA`] is the schema of exactly this. Where a date and a duration overlap, the
//! first one stands. Characters that XML cannot hold become U+FFFD. Not done here: events and links.

use std::borrow::Cow;
use std::fmt::Write;

use super::failed;
use super::pieces::Text;
use super::timex::{Timex, point, timex};
use crate::error::Error;
use crate::record::{Facts, Record};
use crate::sink::Sink;

/// The XML Schema of what is written.
pub const TIMEML_SCHEMA: &str = include_str!("../../../data/formats/timeml.xsd");

/// TimeML documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timeml {
    /// Whether a file holds one article; else they stand in a `TimeMLArchive` element.
    pub single: bool,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeMLArchive>\n";

impl Sink for Timeml {
    fn begin(&self) -> &[u8] {
        if self.single { DECLARATION.as_bytes() } else { OPEN.as_bytes() }
    }

    fn end(&self, _: bool) -> &'static [u8] {
        if self.single { b"" } else { b"</TimeMLArchive>\n" }
    }

    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let text = Text::of(record)?;
        let mut xml = String::with_capacity(record.text.len() * 2);
        write(record, &text, &mut xml).map_err(|e| failed(&e))?;
        out.extend_from_slice(xml.as_bytes());
        Ok(())
    }
}

fn write(record: &Record<'_>, text: &Text<'_>, out: &mut String) -> std::fmt::Result {
    writeln!(out, "<TimeML>\n<DOCID>{}</DOCID>", escaped(&record.id))?;
    if let Some(published) = record.published.as_deref() {
        let date = escaped(published);
        let (kind, value) = ("DATE", &date);
        writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"{kind}\" value=\"{value}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{date}</TIMEX3></DCT>"
        )?;
    }
    if let Some(title) = &record.title {
        writeln!(out, "<TITLE>{}</TITLE>", escaped(title))?;
    }
    out.push_str("<TEXT>");
    let (mut number, mut at) = (0, 0);
    for m in &record.mentions {
        let Some(timex) = timex(m) else { continue };
        let (start, end) = (text.byte(m.span.0), text.byte(m.span.1));
        if start < at {
            continue;
        }
        out.push_str(&escaped(&record.text[at..start]));
        number += 1;
        let own = number;
        let from = if let Facts::Date(date) = &m.facts { date.resolved_from.as_deref() } else { None };
        let anchored = from == Some("published") && record.published.is_some();
        let computed = matches!(from, Some("published" | "context"));
        open(&timex, own, anchored.then_some(0), computed, out)?;
        if timex.ends.is_some() {
            write!(out, " beginPoint=\"t{}\" endPoint=\"t{}\"", own + 1, own + 2)?;
        }
        write!(out, ">{}</TIMEX3>", escaped(&record.text[start..end]))?;
        if let Some((first, last)) = timex.ends {
            for end in [first, last] {
                number += 1;
                open(&point(end), number, Some(own), true, out)?;
                out.push_str("/>");
            }
        }
        at = end;
    }
    out.push_str(&escaped(&record.text[at..]));
    out.push_str("</TEXT>\n</TimeML>\n");
    Ok(())
}

/// A start tag up to its end.
fn open(timex: &Timex<'_>, number: u32, anchor: Option<u32>, computed: bool, out: &mut String) -> std::fmt::Result {
    let (kind, value) = (timex.kind, escaped(&timex.value));
    write!(out, "<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\"{value}\" temporalFunction=\"{computed}\"")?;
    if let Some(modifier) = timex.modifier {
        write!(out, " mod=\"{modifier}\"")?;
    }
    if timex.every {
        out.push_str(" quant=\"EVERY\"");
    }
    if let Some(anchor) = anchor {
        write!(out, " anchorTimeID=\"t{anchor}\"")?;
    }
    if let Some(comment) = &timex.comment {
        write!(out, " comment=\"{}\"", escaped(comment))?;
    }
    Ok(())
}

/// A text as XML, within an element or in double quotes.
fn escaped(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\u{FFFE}' | '\u{FFFF}') || c < ' ' && c != '\n';
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // As they are, a reader would make other white space of them.
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push('\n'),
            '\u{FFFE}' | '\u{FFFF}' | '\0'..=' ' if c != ' ' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold() {
        assert_eq!(escaped("a < b & \"c\"\n\t\u{1}\u{FFFE}đ"), "a &lt; b &amp; &quot;c&quot;\n&#9;\u{FFFD}\u{FFFD}đ");
        assert!(matches!(escaped("Ngày 23/01\nở xã"), Cow::Borrowed(_)));
    }
}
