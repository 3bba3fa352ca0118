//! Captions, headings and lists inside the body.
//!
//! Enters: the lines between header and tail. Leaves: their kinds. Short lines are weighed by how they end, how they
//! open, what credit they carry, and whether the text beside them says the same; long lines are body by their length.
//! Not done here: header and tail.

use std::ops::Range;

use super::line::{End, Lines};
use rustc_hash::FxHashSet;

use super::words::{CAPTIONS, LABELS, Label, OPENINGS, Part};
use super::{BlockKind, Page, tail};

/// A caption has at most so many words.
const CAPTION: u16 = 60;
/// So many bytes of a paragraph are compared with a line beside it.
const REPEATED: usize = 2000;

/// Gives each line of the body its kind.
pub(super) fn classify(lines: &Lines<'_>, body: Range<usize>, page: &mut Page) {
    // Where each sentence has its line, a line that is a sentence tells nothing.
    let rows = is_sentence_per_line(lines, &body);
    for i in body.clone() {
        page.kinds[i] = kind(lines, i, &body, rows);
    }
}

/// Whether the text was saved one sentence a line.
pub(super) fn is_sentence_per_line(lines: &Lines<'_>, body: &Range<usize>) -> bool {
    let count = body.clone().filter(|&i| is_single(lines, i)).count();
    body.len() >= 6 && count * 10 >= body.len() * 9 && !(body.start + 1..body.end).any(|i| lines.gap(i))
}

fn kind(lines: &Lines<'_>, i: usize, body: &Range<usize>, rows: bool) -> BlockKind {
    if lines.long(i) || body.len() == 1 {
        return BlockKind::Paragraph;
    }
    if tail::part(lines, i) == Some(Part::After) || is_furniture(lines, i) {
        return BlockKind::Boilerplate;
    }
    if continues(lines, i, body) || lines.end(i) == End::Open && tail::marked_inside(lines, i) {
        return BlockKind::Paragraph;
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
        End::Stop if !rows && is_caption(lines, i, body) => BlockKind::Caption,
        _ => BlockKind::Paragraph,
    }
}

/// A line that is no text: a ruler, the file name or the stand-in of a picture.
pub(super) fn is_furniture(lines: &Lines<'_>, i: usize) -> bool {
    let low = lines.low(i);
    let picture = || [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"].iter().any(|e| low.ends_with(e));
    lines.words(i) <= 3 && (low == "responsive image" || !low.contains(char::is_alphanumeric) || picture())
}

/// Whether line `i` goes on in the next line, or goes on from the one before: text broken where a page was narrow.
pub(super) fn continues(lines: &Lines<'_>, i: usize, body: &Range<usize>) -> bool {
    let broken = |a: usize| {
        a + 1 < body.end
            && !lines.gap(a + 1)
            && matches!(lines.end(a), End::Open | End::Clause)
            && lines.words(a) >= 8
            && lines.get(a + 1).starts_with(char::is_lowercase)
            && list(lines, a + 1).is_none()
    };
    broken(i) || i > body.start && broken(i - 1)
}

/// A line without a stop: heading, caption, or a sentence whose stop was forgotten.
fn open(lines: &Lines<'_>, i: usize, body: &Range<usize>) -> BlockKind {
    let words = lines.words(i);
    let ask = lines.end(i) == End::Ask;
    // "Kính thưa các đồng chí!", "Xin cảm ơn!"
    if ask && opens_body(lines.low(i)) && lines.get(i).ends_with('!') {
        return BlockKind::Paragraph;
    }
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
    let opens = is_quote(lines.get(i)) || opens_body(lines.low(i));
    // Under a numbered heading stands what belongs to it.
    let headed = i > body.start && !lines.gap(i) && list(lines, i - 1) == Some(Item::Number);
    if !(5..=40).contains(&words) || opens || headed || !is_single(lines, i) || quotes(lines.low(i)) {
        return false;
    }
    if shows(lines, i) && words <= 30 {
        return true;
    }
    // What stands under a picture is said again in the text beside it; a step further off all but word for word.
    let beside = |j: usize| body.contains(&j) && (lines.long(j) || lines.words(j) > words);
    let said = |j: usize, of: usize| beside(j) && repeated(lines.get(i), lines.get(j)) * 4 > of * usize::from(words);
    i > body.start && (said(i - 1, 2) || said(i + 1, 2) || i > 1 && said(i - 2, 3) || said(i + 2, 3))
}

/// Whether the line lets somebody speak: `… nói: “…”`.
fn quotes(low: &str) -> bool {
    low.contains(": “") || low.contains(": \"")
}

/// How many pairs of words of `line` stand in `text`, of which the beginning is looked at.
fn repeated(line: &str, text: &str) -> usize {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let line = words(line);
    let mut keep = text.len().min(REPEATED);
    while !text.is_char_boundary(keep) {
        keep -= 1;
    }
    let text = words(&text[..keep]);
    let pairs: FxHashSet<(&str, &str)> = text.windows(2).map(|w| (w[0].as_str(), w[1].as_str())).collect();
    line.windows(2).filter(|w| pairs.contains(&(w[0].as_str(), w[1].as_str()))).count()
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
