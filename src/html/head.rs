//! Title, date, author and publisher of an article.
//!
//! Enters: the lines of a page, what the page says of itself, and where the article stands. Leaves: one answer each. A
//! title is one that can be seen and that the page also states; a date is one stated for machines, else the posting line
//! nearest to the title. Not done here: bylines under the text (those are found by `layout`).

use jiff::civil::Date;

use super::body::{Part, folded};
use super::lines::{Kind, Line};
use super::meta::Facts;
use super::sites::{SEPARATORS, is_generic, is_house, without_site};
use super::tag::Tag;
use super::tree::Tree;
use super::{Published, PublishedFrom};
use crate::layout::moment::Moment;
use crate::layout::page::{self, PageLine, Posting};

/// So many lines above the article may be its head.
const ABOVE: usize = 40;
/// A title has at most so many characters.
const TITLE: usize = 300;

/// A title and the line that shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// As shown, else as stated.
    pub(super) text: Option<String>,
    /// Where it is shown.
    pub(super) line: Option<usize>,
}

/// The title of the article in `part`.
pub(super) fn title(tree: &Tree, lines: &[Line], part: &Part, facts: &Facts) -> Title {
    let site: Vec<String> = facts.publishers.iter().map(|p| folded(p)).filter(|p| !p.is_empty()).collect();
    let stated: Vec<String> = facts.titles.iter().chain([&facts.page_title]).map(|t| folded(t)).collect();
    let heading = |l: &Line| tree.nodes[l.node].tag.is_heading() || l.kind == Kind::Heading;
    let first = |l: &Line| {
        tree.nodes[l.node].tag == Tag::H1 || tree.around(l.node).take(3).any(|n| tree.nodes[n].tag == Tag::H1)
    };
    let (from, to) = (part.lines.start.saturating_sub(ABOVE), (part.lines.start + 8).min(part.lines.end));
    let shown = |text: &str| {
        let low = folded(text);
        low.len() >= 8
            && stated.iter().any(|s| {
                s == &low
                    || s.starts_with(&low) && low.len() * 2 >= s.len()
                    || low.starts_with(s.as_str()) && s.len() >= 24
            })
    };
    let fits = |l: &Line| l.letters >= 8 && l.text.len() <= TITLE * 3 && !is_generic(&l.text, &site);
    // First those that the page also states; of these the largest heading, then the one nearest to the text.
    let rank = |i: usize, l: &Line| {
        (usize::from(first(l)) * 4 + usize::from(heading(l)) * 2 + usize::from(l.marks.title), usize::from(!l.aside), i)
    };
    let all = || lines[..to].iter().enumerate();
    let best = all().filter(|(_, l)| l.letters >= 8 && shown(&l.text) && fits(l)).max_by_key(|(i, l)| rank(*i, l));
    if let Some((i, line)) = best {
        return Title { text: Some(line.text.clone()), line: Some(i) };
    }
    let near = || all().skip(from).filter(|(_, l)| fits(l) && !l.is_link() && l.part().is_none());
    let headed = near().filter(|(_, l)| first(l) || l.marks.title).max_by_key(|(i, l)| rank(*i, l));
    let own = facts.titles.iter().map(|t| without_site(t, &site)).find(|t| !is_generic(t, &site) && t.len() >= 8);
    if let Some((i, line)) = headed.filter(|(_, l)| own.is_none() || first(l)) {
        return Title { text: Some(line.text.clone()), line: Some(i) };
    }
    if let Some(own) = own {
        return Title { text: Some(own.to_owned()), line: None };
    }
    if let Some((i, line)) = near().filter(|(_, l)| heading(l) && !l.aside).max_by_key(|(i, l)| rank(*i, l)) {
        return Title { text: Some(line.text.clone()), line: Some(i) };
    }
    let page_title = without_site(&facts.page_title, &site);
    if !is_generic(page_title, &site) && page_title.split(' ').count() >= 5 {
        return Title { text: Some(page_title.to_owned()), line: None };
    }
    // A line above the posting line, else the first line of the article, where it is none of its sentences.
    let plain =
        |l: &Line| !l.is_sentence() && l.text.split(' ').count() >= 4 && l.letters <= 200 && l.kind != Kind::Row;
    let posted = (from..to).find(|&i| matches!(lines[i].part(), Some(PageLine::Posting(_))));
    let above = posted.and_then(|p| near().filter(|(i, l)| *i < p && i + 3 >= p && plain(l)).last());
    let below = || near().find(|(i, l)| (*i >= part.lines.start || posted.is_some_and(|p| *i > p)) && !l.aside);
    match above.or_else(below).filter(|(_, l)| plain(l)) {
        Some((i, line)) => Title { text: Some(line.text.clone()), line: Some(i) },
        None => Title::default(),
    }
}

/// When the article was published.
pub(super) fn published(
    tree: &Tree,
    lines: &[Line],
    part: &Part,
    last: usize,
    title: &Title,
    facts: &Facts,
    url: &str,
) -> Option<Published> {
    let stated = facts.dates.iter().find_map(|d| moment(d));
    let near = |n: usize| {
        let at = lines.partition_point(|l| l.node < n);
        at + ABOVE >= part.lines.start && at <= last + 4
    };
    let element = || {
        (0..tree.nodes.len())
            .filter(|&n| tree.nodes[n].tag == Tag::Time && near(n))
            .find_map(|n| moment(tree.attribute(n, "datetime")))
    };
    if let Some((date, time)) = stated.or_else(element) {
        return Some(Published { date: date.to_string(), time, from: PublishedFrom::Metadata });
    }
    let shown = posting(lines, part, last, title.line);
    if let Some(Posting { date: Some(date), time, .. }) = shown {
        let time = time.map(|t| format!("{date}T{t}:00+07:00"));
        return Some(Published { date, time, from: PublishedFrom::MetaLine });
    }
    let date = facts.urls.iter().map(String::as_str).chain([url]).find_map(of_url)?;
    Some(Published { date: date.to_string(), time: None, from: PublishedFrom::Url })
}

/// The posting line of the article.
fn posting(lines: &[Line], part: &Part, last: usize, title: Option<usize>) -> Option<Posting> {
    let top = title.unwrap_or(part.lines.start);
    let mut best: Option<(i32, Posting)> = None;
    for (i, line) in lines.iter().enumerate().take(last + 12) {
        let beside = line.aside && !line.marks.date;
        if line.letters > 160 || line.is_link() || beside && i > last {
            continue;
        }
        let words = line.text.split(' ').count();
        let found = match line.part() {
            Some(PageLine::Posting(p)) if p.date.is_some() => Some(p.clone()),
            _ if line.marks.date && words <= 40 || words <= 14 && !line.is_sentence() => {
                page::dated(&line.text).filter(|p| line.marks.date || p.labelled || p.time.is_some())
            }
            _ => None,
        };
        let Some(found) = found else { continue };
        let mut score = 0;
        score += i32::from(found.labelled) * 5 + i32::from(found.time.is_some()) * 2 + i32::from(line.marks.date) * 3;
        score += match i {
            _ if i > last => 0,
            _ if i >= top => 4,
            _ if i + 4 >= top => 2,
            _ if i + 12 < top => -4,
            _ => 0,
        };
        // A weekday above it all is that of the visit.
        score -= i32::from(found.alone && found.time.is_none() && i < top) * 3 + i32::from(beside) * 2;
        if score >= 3 && best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, found));
        }
    }
    best.map(|(_, p)| p)
}

/// A date as programs or people write it: the local date, and the timestamp where a time of day is stated.
fn moment(text: &str) -> Option<(Date, Option<String>)> {
    let read = match Moment::read(text) {
        Some(Moment { date, time }) => {
            (date, time.map(|t| date.to_datetime(t).strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string()))
        }
        None => {
            let posting = page::dated(text)?;
            let date: Date = posting.date?.parse().ok()?;
            (date, posting.time.map(|t| format!("{date}T{t}:00+07:00")))
        }
    };
    Some(read).filter(|(d, _)| (1995..=2100).contains(&d.year()))
}

/// The date in an address: `/2024/03/15/`, `…-20240315173012.htm`.
fn of_url(url: &str) -> Option<Date> {
    let number = |s: &str| s.parse::<i16>().ok();
    let day = |y: &str, m: &str, d: &str| {
        let date = Date::new(number(y)?, number(m)?.try_into().ok()?, number(d)?.try_into().ok()?).ok()?;
        (1995..=2100).contains(&date.year()).then_some(date)
    };
    let parts: Vec<&str> = url.split(['/', '-', '_', '.', '?', '=']).collect();
    let folders = parts
        .windows(3)
        .find_map(|w| (w[0].len() == 4 && w[1].len() <= 2 && w[2].len() <= 2).then(|| day(w[0], w[1], w[2]))?);
    folders.or_else(|| {
        parts
            .iter()
            .filter(|p| p.len() >= 14 && p.bytes().all(|b| b.is_ascii_digit()))
            .find_map(|p| day(&p[..4], &p[4..6], &p[6..8]))
    })
}

/// The authors that the page states, the name of the site left out.
pub(super) fn author(lines: &[Line], part: &Part, last: usize, title: Option<usize>, facts: &Facts) -> Option<String> {
    let site: Vec<String> = facts.publishers.iter().map(|p| folded(p)).collect();
    let person = |name: &&String| {
        let key = folded(name);
        let words = name.split_whitespace().count();
        !key.is_empty()
            && !name.contains("://")
            && !name.contains('@')
            && words <= 12
            && name.starts_with(char::is_uppercase)
            && !site.iter().any(|s| s.contains(&key) || key.contains(s.as_str()))
            && !is_generic(name, &site)
    };
    let mut names: Vec<&str> = Vec::new();
    for name in facts.authors.iter().filter(person) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        return Some(names.join(", "));
    }
    let top = title.unwrap_or(part.lines.start).saturating_sub(4);
    let near = lines.iter().take(last + 8).skip(top);
    near.filter(|l| l.marks.author && !l.aside && l.letters <= 80).find_map(|l| page::author(&l.text)).or_else(|| {
        lines[top..part.lines.start.max(top)].iter().find_map(|l| match l.part() {
            Some(PageLine::Posting(p)) => p.author.clone(),
            _ => None,
        })
    })
}

/// The name of the site or paper.
pub(super) fn publisher(title: &Title, facts: &Facts, url: Option<&str>) -> Option<String> {
    let named = facts.publishers.iter().map(|p| p.trim()).find(|p| p.chars().count() >= 3 && !p.contains("://"));
    if let Some(name) = named {
        return Some(name.to_owned());
    }
    let page = facts.page_title.trim();
    let key = title.text.as_deref().map(folded).unwrap_or_default();
    // "Title | Site": what is left of it is the site.
    let left = title
        .text
        .as_deref()
        .and_then(|t| page.strip_prefix(t))
        .map(|r| r.trim_start_matches(|c: char| !c.is_alphanumeric()));
    if let Some(left) = left.filter(|l| l.chars().count() >= 3) {
        return SEPARATORS
            .iter()
            .filter_map(|s| left.rsplit_once(s))
            .map(|(_, t)| t.trim())
            .min_by_key(|t| t.len())
            .or(Some(left))
            .map(str::to_owned);
    }
    let mut pieces = vec![page];
    for separator in SEPARATORS {
        pieces = pieces.into_iter().flat_map(|p| p.split(separator)).map(str::trim).collect();
    }
    let house = |p: &&&str| is_house(p) && folded(p) != key;
    if let Some(piece) = pieces.iter().find(house) {
        return Some((*piece).to_owned());
    }
    let host = url?.split_once("://")?.1.split(['/', ':', '?']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|h| !h.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_programs_write_them() {
        let read = |t: &str| moment(t).map(|(d, t)| (d.to_string(), t.unwrap_or_default()));
        let some = |d: &str, t: &str| Some((d.to_owned(), t.to_owned()));
        assert_eq!(read("2025-10-22T19:25:52+07:00"), some("2025-10-22", "2025-10-22T19:25:52+07:00"));
        assert_eq!(read("2024-03-14T17:30:00.000Z"), some("2024-03-15", "2024-03-15T00:30:00+07:00"));
        assert_eq!(read("2024-03-14 17:30:00"), some("2024-03-14", "2024-03-14T17:30:00+07:00"));
        assert_eq!(read("15/03/2024 17:30"), some("2024-03-15", "2024-03-15T17:30:00+07:00"));
        assert_eq!(read("2024-03-14"), some("2024-03-14", ""));
        assert_eq!((read("0001-01-01T00:00:00"), read("hôm nay")), (None, None));
    }

    #[test]
    fn dates_of_addresses() {
        let read = |u: &str| of_url(u).map(|d| d.to_string());
        assert_eq!(read("https://bao.example/2024/03/05/xa-hop.html").as_deref(), Some("2024-03-05"));
        assert_eq!(read("https://bao.example/xa-hop-20240305173012345.htm").as_deref(), Some("2024-03-05"));
        assert_eq!(read("https://bao.example/xa-hop-4954454.html"), None);
    }
}
