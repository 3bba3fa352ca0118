//! Captions, headings and lists inside the body.
//!
//! Enters: the lines between header and tail. Leaves: their kinds. Short lines are weighed by how they end, how they
//! open, what credit they carry, and whether the text beside them says the same; long lines are body by their length.
//! Not done here: header and tail.

use std::ops::Range;

use super::line::{End, Lines};
use super::words::{CAPTIONS, LABELS, Label, OPENINGS, Part};
use super::{BlockKind, Page, tail};

/// A caption has at most so many words.
const CAPTION: u16 = 60;

/// Gives each line of the body its kind.
pub(super) fn classify(lines: &Lines<'_>, body: Range<usize>, page: &mut Page) {
    for i in body.clone() {
        page.kinds[i] = kind(lines, i, &body);
    }
}

fn kind(lines: &Lines<'_>, i: usize, body: &Range<usize>) -> BlockKind {
    if lines.long(i) || body.len() == 1 {
        return BlockKind::Paragraph;
    }
    if tail::part(lines, i) == Some(Part::After) {
        return BlockKind::Boilerplate;
    }
    let item = list(lines, i);
    if lines.words(i) <= CAPTION && credit(lines, i).is_some() && item != Some(Item::Dash) {
        return BlockKind::Caption;
    }
    match item {
        Some(Item::Number) => {
            let neighbour = |j: usize| body.contains(&j) && list(lines, j) == Some(Item::Number);
            let row = neighbour(i + 1) || (i > 0 && neighbour(i - 1));
            let open = matches!(lines.end(i), End::Open | End::Ask) && lines.words(i) <= 20 && i + 1 < body.end;
            return if open && !row { BlockKind::Heading } else { BlockKind::List };
        }
        Some(_) => return BlockKind::List,
        None => {}
    }
    match lines.end(i) {
        End::Open | End::Ask => open(lines, i, body),
        End::Stop if is_caption(lines, i, body) => BlockKind::Caption,
        _ => BlockKind::Paragraph,
    }
}

/// A line without a stop: heading, caption, or a sentence whose stop was forgotten.
fn open(lines: &Lines<'_>, i: usize, body: &Range<usize>) -> BlockKind {
    let words = lines.words(i);
    let ask = lines.end(i) == End::Ask;
    if i + 1 < body.end && words <= 16 && !shows(lines, i) && (ask || words <= 12) && !is_quote(lines.get(i)) {
        return BlockKind::Heading;
    }
    if ask || words > 45 || is_quote(lines.get(i)) || opens_body(lines.low(i)) {
        return BlockKind::Paragraph;
    }
    BlockKind::Caption
}

fn is_quote(line: &str) -> bool {
    line.starts_with(['"', '“', '‘', '«'])
}

fn opens_body(low: &str) -> bool {
    OPENINGS.opening(low).is_some()
}

/// Whether the line opens as captions do.
pub(super) fn shows(lines: &Lines<'_>, i: usize) -> bool {
    CAPTIONS.opening(lines.low(i)).is_some()
}

/// A sentence with its stop that stands under a picture.
fn is_caption(lines: &Lines<'_>, i: usize, body: &Range<usize>) -> bool {
    let words = lines.words(i);
    if !(5..=40).contains(&words) || !is_single(lines, i) || is_quote(lines.get(i)) || opens_body(lines.low(i)) {
        return false;
    }
    let _ = body;
    shows(lines, i) && words <= 30
}

/// Whether the line is one sentence.
pub(super) fn is_single(lines: &Lines<'_>, i: usize) -> bool {
    !lines.long(i) && lines.get(i).match_indices(['.', '!', '?', '…']).all(|(n, _)| !is_break(lines.get(i), n))
}

/// Whether a sentence seems to end at byte `n` with another behind it.
fn is_break(line: &str, n: usize) -> bool {
    let rest = line[n..].trim_start_matches(['.', '!', '?', '…', '"', '”', ')']);
    let next = rest.strip_prefix(' ').map(|r| r.trim_start_matches([' ', '"', '“', '('])).unwrap_or("");
    let word = line[..n].rsplit(' ').next().unwrap_or("");
    next.starts_with(char::is_uppercase)
        && (word.chars().count() > 3
            || word.starts_with(char::is_lowercase)
            || word.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the line turns against what was said before it, as only a second sentence can.
pub(super) fn contrast(low: &str) -> bool {
    ["tuy nhiên", "thế nhưng", "nhưng", "song"].iter().any(|w| low.starts_with(w))
}

/// How a list item opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// `- …`, `+ …`, `• …`
    Dash,
    /// `1. …`, `II. …`
    Number,
    /// `a) …`
    Letter,
}

/// The kind of list item that line `i` is.
pub(super) fn list(lines: &Lines<'_>, i: usize) -> Option<Item> {
    let line = lines.get(i);
    let mut chars = line.chars();
    let first = chars.next()?;
    let second = chars.next()?;
    match first {
        '-' | '+' | '*' | '–' | '—'
            if second == ' ' || second == '\u{a0}' || (second.is_uppercase() && first != '*') =>
        {
            Some(Item::Dash)
        }
        '•' | '▪' | '●' | '◦' | '■' | '✓' | '►' | '➢' | '\u{f0b7}' | '\u{f0d8}' => Some(Item::Dash),
        'a'..='z' | 'đ' if second == ')' => Some(Item::Letter),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &line[digits..];
            let mark = rest.strip_prefix(['.', ')', '/']).or_else(|| rest.strip_prefix(" -"))?;
            (digits <= 2
                && mark.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"'))
                && !mark.starts_with(char::is_alphabetic))
            .then_some(Item::Number)
        }
        'I' | 'V' | 'X' => {
            let roman = line.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
            let mark = line[roman..].strip_prefix(['.', ')', '-'])?;
            (roman <= 5 && mark.starts_with(' ')).then_some(Item::Number)
        }
        _ => None,
    }
}

/// Where the credit of a picture begins in line `i`: `… (Ảnh: An)`, `… Ảnh: An`, `Ảnh minh họa`.
pub(super) fn credit(lines: &Lines<'_>, i: usize) -> Option<usize> {
    if lines.words(i) > CAPTION {
        return None;
    }
    let low = lines.low(i);
    let opening = low.trim_start_matches(['(', '*', ' ']);
    if LABELS.opening(opening).is_some_and(|(n, l)| l == Label::Photo && opening[n..].trim_start().starts_with(':'))
        || opening.starts_with("ảnh minh h")
    {
        return Some(low.len() - opening.len());
    }
    let (at, word) = [
        ("ảnh", low.rfind("ảnh")),
        ("nguồn", low.rfind("nguồn")),
        ("video", low.rfind("video:")),
        ("clip", low.rfind("clip:")),
    ]
    .into_iter()
    .filter_map(|(w, at)| Some((at?, w)))
    .max()?;
    let before = &low[..at];
    let after = &low[at + word.len()..];
    let near = after.split_whitespace().count() <= 10;
    let colon = after.trim_start().starts_with(':');
    let bracket = before.ends_with('(') && low.trim_end_matches(['.', ' ']).ends_with(')');
    let stop = before.trim_end().ends_with(['.', '-', '–', '|', '”', '"', '!', '?', ',', '('])
        || lines.get(i)[at..].starts_with(char::is_uppercase);
    let number = after.trim_start().len() <= 2
        && after.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && before.trim_end().ends_with(['-', '–']);
    let sketch = bracket && (after.starts_with(" minh h") || after.starts_with(" tư liệu") || after.starts_with(' '));
    (near && ((colon && stop) || sketch || number)).then_some(at)
}
