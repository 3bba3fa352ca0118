//! Mentions as marks in the text of an article.
//!
//! Enters: a stretch of text and the mentions in it, which may nest and may overlap. Leaves: HTML in which every `mark` is
//! properly nested: a mention that crosses the end of another is closed there and goes on behind it. Not done here: which
//! stretch is a paragraph.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::text::{Escaped, Lang};
use crate::archive::report::Chars;
use crate::record::{Mention, MentionType, Value};

/// Marks around one place of the text; mentions nested deeper stay unmarked.
const DEPTH: usize = 12;

/// A mention that is being marked, and where it ends.
#[derive(Clone, Copy)]
struct Open<'m> {
    mention: &'m Mention<'static>,
    end: usize,
}

/// Writes the characters from `start` to `end` with the mentions that lie in them; `mentions` are in order of their starts.
pub(super) fn write(
    chars: &Chars<'_>,
    (start, end): (usize, usize),
    mentions: &[Mention<'static>],
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Longest first where several begin at one place: the others lie in it.
    let mut inside: Vec<(usize, usize, &Mention<'static>)> = mentions
        .iter()
        .map(|m| ((m.span.0 as usize).max(start), (m.span.1 as usize).min(end), m))
        .filter(|(from, to, _)| from < to)
        .collect();
    inside.sort_by_key(|&(from, to, m)| (from, Reverse(to), m.id));
    let mut next = inside.into_iter().peekable();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = start;
    loop {
        let ends = open.iter().map(|o| o.end).min();
        let begins = next.peek().map(|&(from, _, _)| from);
        let to = ends.into_iter().chain(begins).min().unwrap_or(end);
        write!(out, "{}", Escaped(chars.slice(at, to)))?;
        at = to;
        if ends == Some(at) {
            close(&mut open, at, lang, out)?;
        } else if let Some((_, end, mention)) = next.next() {
            if open.len() < DEPTH {
                begin(mention, false, lang, out)?;
                open.push(Open { mention, end });
            }
        } else {
            break;
        }
    }
    Ok(())
}

/// Ends what ends here; what lies in it and goes on is ended too, and begun again.
fn close<'m>(open: &mut Vec<Open<'m>>, at: usize, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let first = open.iter().position(|o| o.end == at).unwrap_or(open.len());
    let again: Vec<Open<'m>> = open.drain(first..).collect();
    for _ in &again {
        out.write_all(b"</mark>")?;
    }
    for o in again.into_iter().filter(|o| o.end > at) {
        begin(o.mention, true, lang, out)?;
        open.push(o);
    }
    Ok(())
}

fn begin(mention: &Mention<'_>, again: bool, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let again = if again { " on" } else { "" };
    write!(out, r#"<mark class="{}{again}" title="{}">"#, class(mention.kind_of()), Escaped(&tip(mention, lang)))
}

/// The class of a type: one letter or two, since a page holds thousands.
pub(super) fn class(of: MentionType) -> &'static str {
    match of {
        MentionType::Person => "pe",
        MentionType::Place => "pl",
        MentionType::Organisation => "or",
        MentionType::Date => "da",
        MentionType::Duration => "du",
        MentionType::Percent => "pc",
        MentionType::Money => "mo",
        MentionType::Quantity => "qu",
        MentionType::Programme => "pr",
        MentionType::Document => "do",
    }
}

/// What is told of a mention: type and value on the first line, then what stands behind it, then the rule.
fn tip(m: &Mention<'_>, lang: Lang) -> String {
    let m = m.flat();
    let mut out = lang.mention_type(m.kind_of).to_owned();
    let mut head = |text: &str| {
        out.push_str(": ");
        out.push_str(text);
    };
    match &m.value {
        Some(Value::Unknown) => {
            let reason = m.reason.as_deref().unwrap_or(lang.say("không rõ", "unknown"));
            head(reason);
        }
        // Dates stand as the record has them: an interval or an open end reads unambiguously in ISO 8601.
        Some(value @ (Value::Text(_) | Value::Texts(..))) => head(&value.to_string()),
        Some(value) => {
            let unit = m.currency.as_deref().or(m.unit.as_deref());
            head(&lang.figure(value, m.form, unit, m.cmp.unwrap_or(crate::record::Cmp::Eq), None));
        }
        None => {
            let kind = m.kind.map(|k| match m.kind_of {
                MentionType::Organisation => k.organisation().map_or(k.name(), |k| lang.organisation(k)),
                MentionType::Document => k.document().map_or(k.name(), |k| lang.document(k)),
                _ => lang.programme(k.name()),
            });
            let level = m.level.as_deref().map(|l| lang.level(l));
            if let Some(text) = kind.or(level).or(m.rank.as_deref()).or(m.honorific.as_deref()) {
                head(text);
            }
        }
    }
    let mut line = |label: &str, text: &str| {
        out.push('\n');
        out.push_str(label);
        out.push_str(text);
    };
    let names = |units: &[crate::record::AdminUnit<'_>]| units.iter().map(|u| &*u.name).collect::<Vec<_>>().join("; ");
    if let Some(name) = m.name.as_deref().filter(|n| *n != m.text) {
        line("", name);
    }
    if let Some(period) = &m.period {
        line(lang.say("giai đoạn ", "period "), &lang.period(period));
    }
    if let Some(issuer) = &m.issuer {
        line(lang.say("ban hành: ", "issued by "), issuer);
    }
    if let Some(date) = &m.date {
        line(lang.say("ngày ban hành ", "issued on "), &lang.period(date));
    }
    if let Some(provision) = &m.provision {
        line("", provision);
    }
    if let Some(parent) = &m.parent {
        line(lang.say("thuộc ", "in "), &parent.name);
    }
    if let Some(code) = &m.code {
        line(lang.say("mã ", "code "), code);
    }
    if let Some(now) = m.now.as_deref().filter(|n| !n.is_empty()) {
        line(lang.say("nay: ", "today: "), &names(now));
    }
    if let Some(candidates) = m.candidates.as_deref().filter(|c| !c.is_empty()) {
        line(lang.say("có thể là: ", "may be: "), &names(candidates));
    }
    if let Some(from) = &m.resolved_from {
        line(lang.say("suy từ ", "resolved from "), from);
    }
    line(lang.say("quy tắc ", "rule "), &m.rule);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{CharSpan, Facts, FigureFacts};

    fn marked(text: &str, spans: &[(u32, u32)]) -> String {
        let mentions: Vec<Mention<'static>> = spans
            .iter()
            .enumerate()
            .map(|(n, &(a, b))| {
                Mention::new(n as u32, CharSpan(a, b), None, "", Facts::unknown(MentionType::ALL[n]), "r")
            })
            .collect();
        let chars = Chars::new(text);
        let mut out = Vec::new();
        write(&chars, (0, chars.len()), &mentions, Lang::Vi, &mut out).expect("memory");
        // The titles are the same throughout.
        let html = String::from_utf8(out).expect("UTF-8");
        let mut plain = String::new();
        for (n, part) in html.split(" title=\"").enumerate() {
            plain.push_str(if n == 0 { part } else { part.split_once('"').expect("a title").1 });
        }
        plain.replace("<mark class=\"", "[").replace("</mark>", "]").replace("\">", " ").replace('>', " ")
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_split() {
        for (text, spans, expected) in [
            ("huyện Ngân Sơn họp", &[(0, 14)][..], "[pe huyện Ngân Sơn] họp"),
            ("UBND huyện Ngân Sơn", &[(0, 19), (5, 19)], "[pe UBND [pl huyện Ngân Sơn]]"),
            ("UBND huyện Ngân Sơn", &[(5, 19), (0, 19)], "[pl UBND [pe huyện Ngân Sơn]]"),
            ("một hai ba bốn", &[(0, 7), (4, 10)], "[pe một [pl hai]][pl on  ba] bốn"),
            ("một hai ba", &[(0, 7), (4, 10), (4, 7)], "[pe một [pl [or hai]]][pl on  ba]"),
            ("đủ", &[(0, 2), (0, 2)], "[pe [pl đủ]]"),
            ("a<b", &[(1, 2)], "a[pe &lt;]b"),
            ("ngắn", &[(2, 99), (3, 3), (50, 60)], "ng[pe ắn]"),
        ] {
            assert_eq!(marked(text, spans), expected, "{text}");
        }
    }

    #[test]
    fn ten_thousand_mentions_of_one_place_stay_shallow() {
        let m = Mention::new(0, CharSpan(0, 1), None, "a", Facts::unknown(MentionType::Date), "r");
        let mentions = vec![m; 10_000];
        let mut out = Vec::new();
        write(&Chars::new("a"), (0, 1), &mentions, Lang::Vi, &mut out).expect("memory");
        assert_eq!(String::from_utf8(out).expect("UTF-8").matches("<mark").count(), DEPTH);
    }

    #[test]
    fn a_tip_tells_type_value_and_rule() {
        let value = crate::record::Number::new(94.5).map(Value::Number);
        let (cmp, unit) = (Some(crate::record::Cmp::Gt), Some("%".into()));
        let facts = Facts::Percent(FigureFacts { value, cmp, unit, ..FigureFacts::default() });
        let m = Mention::new(0, CharSpan(0, 7), None, "hơn 94%", facts, "percent/sign");
        assert_eq!(tip(&m, Lang::Vi), "Tỷ lệ: hơn 94,5 %\nquy tắc percent/sign");
        assert_eq!(tip(&m, Lang::En), "Percentage: over 94.5 %\nrule percent/sign");
    }
}
