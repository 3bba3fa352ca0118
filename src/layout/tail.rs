//! The end of an article: where the body stops, who signs it, and what the page adds.
//!
//! Enters: the lines. Leaves: the first line after the body; the lines from there on have their kinds.
//! Not done here: the body and the header.

use super::line::{End, Lines};
use super::words::{LABELS, Label, PAGE, Part};
use super::{BlockKind, Page, byline, header};

/// How many lines before the end of the body are tried as bare names.
const SIGNED: usize = 3;

/// Whether line `i` is running text: a sentence of some length with its stop.
pub(super) fn is_paragraph(lines: &Lines<'_>, i: usize, words: u16) -> bool {
    lines.long(i)
        || (lines.words(i) >= words && matches!(lines.end(i), End::Stop | End::Mark | End::Colon | End::Clause))
}

/// Finds the end of the body and gives the lines after it their kinds.
pub(super) fn find(lines: &Lines<'_>, page: &mut Page) -> usize {
    let Some(first) = (0..lines.len()).find(|&i| is_paragraph(lines, i, 12)) else { return lines.len() };
    let mut end = lines.len();
    // An end mark counts where no more running text follows: law texts quote articles that end with one.
    if let Some(mark) = (first..lines.len()).rev().find(|&i| lines.end(i) == End::Mark || marked_inside(lines, i))
        && (mark + 1..lines.len()).filter(|&i| is_paragraph(lines, i, 25)).count() <= 1
    {
        end = mark + 1;
    }
    let related = (first + 1..end).find(|&i| {
        matches!(part(lines, i), Some(Part::After)) && !(i + 1..lines.len()).any(|j| is_paragraph(lines, j, 35))
    });
    end = related.unwrap_or(end);
    let mut tail = end;
    let mut names = 0;
    while tail > first + 1 {
        let i = tail - 1;
        let closing = matches!(
            part(lines, i),
            Some(Part::Tag | Part::Attach | Part::Footer | Part::Follow | Part::Tool | Part::After)
        );
        let sign = byline::signature(lines, i);
        let bare = sign.as_ref().is_some_and(|s| s.label.is_none());
        // A body that signs without a label is told from a heading by the blank line before it.
        let office = sign.as_ref().is_some_and(|s| s.label.is_none() && s.names.is_empty() && !lines.gap(i));
        let photo = sign.as_ref().is_some_and(|s| s.label == Some(Label::Photo)) && lines.words(i) > 8;
        if !(closing || (sign.is_some() && !photo && !office && (!bare || names < SIGNED))) {
            break;
        }
        names += usize::from(bare);
        tail -= 1;
    }
    classify(lines, tail, page);
    tail
}

/// `… nhiệm vụ./. Hà Mai`: an end mark with a signature behind it on the same line.
pub(super) fn marked_inside(lines: &Lines<'_>, i: usize) -> bool {
    let line = lines.get(i);
    let mut from = line.len().saturating_sub(64);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    line[from..].contains("./.")
}

/// What part of a page line `i` is by its words, `None` for the article's own lines.
pub(super) fn part(lines: &Lines<'_>, i: usize) -> Option<Part> {
    if lines.words(i) > 30 {
        return None;
    }
    let low = lines.low(i).trim_start_matches(['*', '-', '+', '>', '»', '#', '.', '[', '(', ' ', '•', '|']);
    if low.starts_with("theo dõi ") && low.ends_with("google news") && lines.words(i) <= 12 {
        return Some(Part::Follow);
    }
    for (n, part) in PAGE.openings(low) {
        let rest = low[n..].trim_start();
        let colon = rest.starts_with(':');
        let bare = rest.trim_matches(|c: char| !c.is_alphabetic()).is_empty();
        let hit = match part {
            // A heading stands alone: "Bình luận (0)", "Tin liên quan:"
            Part::After => bare && (rest.len() < 12),
            Part::Tag | Part::Footer => bare || colon,
            Part::Attach => bare || colon || lines.words(i) <= 10,
            Part::Follow => true,
            Part::Tool | Part::Site | Part::Crumb => false,
        };
        if hit {
            return Some(part);
        }
    }
    header::is_tools(lines, i).then_some(Part::Tool)
}

fn classify(lines: &Lines<'_>, tail: usize, page: &mut Page) {
    let mut foreign = false;
    for i in tail..lines.len() {
        let what = part(lines, i);
        foreign |= matches!(what, Some(Part::After | Part::Footer));
        page.kinds[i] = BlockKind::Boilerplate;
        if foreign || what.is_some() {
            continue;
        }
        if let Some(sign) = byline::signature(lines, i) {
            page.kinds[i] = BlockKind::Byline;
            sign.record(lines.text, page);
        } else if let Some(meta) = header::Meta::read(lines, i) {
            page.kinds[i] = BlockKind::Meta;
            meta.record(lines, page);
        } else if LABELS.opening(lines.low(i)).is_some_and(|(_, l)| l == Label::Photo)
            || super::body::credit(lines, i).is_some()
        {
            page.kinds[i] = BlockKind::Caption;
        }
    }
}
