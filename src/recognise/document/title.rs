//! Documents known by a title: laws, resolutions of congresses, treaties.
//!
//! Enters: the token after a type word. Leaves: where the title ends, and its year. Not done here: numbers.

use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::doc::Doc;
use crate::recognise::document::number::year_at;
use crate::recognise::pattern::roman;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most tokens of a title that no table knows.
const LONGEST: u32 = 12;

/// A title as read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Title {
    /// The tokens of the title itself.
    pub(crate) name: Span<Tok>,
    /// Token after the last of the mention.
    pub(crate) end: u32,
    /// The year after the title.
    pub(crate) year: Option<i16>,
}

/// `2019`, `năm 2019`, `sửa đổi năm 2012` at `at`.
pub(crate) fn year_after(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Option<(i16, u32)> {
    let number = doc.phrase(at, Class::DocumentYear).map_or(at, |m| m.span().end);
    if number >= within.end {
        return None;
    }
    let year = year_at(doc, number)?;
    // `Luật Đất đai 2013-2018` is no year of a law, nor is `2013/…`.
    let next = doc.tokens.get(number as usize + 1).filter(|_| number + 1 < within.end);
    if next.is_some_and(|t| !t.spaced && (t.is('-') || t.is('/'))) {
        return None;
    }
    Some((year, number + 1))
}

fn with_year(doc: &Doc<'_>, within: Span<Tok>, name: Span<Tok>) -> Title {
    match year_after(doc, within, name.end) {
        Some((year, end)) => Title { name, end, year: Some(year) },
        None => Title { name, end: name.end, year: None },
    }
}

/// The title of a law after its type word at `head`.
pub(crate) fn law(doc: &Doc<'_>, within: Span<Tok>, head: Span<Tok>) -> Option<Title> {
    let at = head.end;
    if at >= within.end {
        return None;
    }
    if let Some(amending) = doc.phrase(at, Class::DocumentAmending) {
        // Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công
        let inner = doc.phrase(amending.span().end, Class::DocumentType)?;
        let title = law(doc, within, inner.span())?;
        return Some(Title { name: Span::new(at, title.name.end), ..title });
    }
    let capital = doc.tokens[at as usize].is_capital();
    if let Some(m) = doc.phrase(at, Class::DocumentLaw)
        && m.span().end <= within.end
        && (capital || !doc.row(&m).value.starts_with("capital") || head.len() > 1)
    {
        return Some(with_year(doc, within, with_tax(doc, within, m.span())));
    }
    // Titles that no table knows: `Luật Hoạt động …`, `Luật BHXH`.
    if !capital || !doc.tokens[head.start as usize].is_capital() {
        return None;
    }
    if doc.tokens[at as usize].is_upper() && doc.text_of(at).chars().count() > 2 {
        return Some(with_year(doc, within, Span::new(at, at + 1)));
    }
    let end = run(doc, within, at);
    (end >= at + 2).then(|| with_year(doc, within, Span::new(at, end)))
}

/// The title of a treaty after its type word: `Paris`, `về quyền trẻ em`, `Thương mại tự do Việt Nam - EU`.
///
/// What follows the first words of a longer type word belongs to the title: `Thương mại tự do`.
pub(crate) fn treaty(doc: &Doc<'_>, within: Span<Tok>, head: Match) -> Option<Title> {
    let at = head.span().end;
    let short = doc.row(&head).value.split(' ').nth(1).and_then(|n| n.parse().ok());
    let from = short.map_or(at, |words: u32| head.start + words);
    if at >= within.end || !doc.tokens[at as usize].is_capital() {
        return None;
    }
    let end = if doc.tokens[at as usize].is_upper() { at + 1 } else { run(doc, within, at) };
    Some(with_year(doc, within, Span::new(from, with_subject(doc, within, Span::new(at, end)))))
}

/// `Luật Thuế GTGT`: the tax in short is the title's last word.
fn with_tax(doc: &Doc<'_>, within: Span<Tok>, name: Span<Tok>) -> Span<Tok> {
    let short = doc.tokens.get(name.end as usize).filter(|t| name.end < within.end && t.is_upper());
    let tax = |m: Match| doc.row(&m).value.ends_with(" tax");
    let tax =
        short.is_some_and(|t| t.end - t.start > 2) && doc.phrase(name.end - 1, Class::DocumentLaw).is_some_and(tax);
    Span::new(name.start, name.end + u32::from(tax))
}

/// The end of a treaty's title with what the treaty is about, where the title names only who made it: `Công ước Liên hợp quốc
/// về Luật Biển`.
fn with_subject(doc: &Doc<'_>, within: Span<Tok>, maker: Span<Tok>) -> u32 {
    let body = [Class::OrgName, Class::ProgrammeBody]
        .iter()
        .any(|&class| doc.phrase(maker.start, class).is_some_and(|m| m.span().end == maker.end));
    let about = maker.end;
    let word = |i: u32| i < within.end && doc.tokens[i as usize].is_word();
    if !body || !word(about) || !word(about + 1) || !doc.has(about, Class::OrgAbout) {
        return maker.end;
    }
    match run(doc, within, about + 1) {
        end if end > about + 2 => end,
        _ => maker.end,
    }
}

/// End of a run of words that a title can hold.
fn run(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> u32 {
    let mut i = at;
    while i < within.end && i < at + LONGEST {
        let token = &doc.tokens[i as usize];
        let inside = |dash: &Token, next: &Token| !dash.spaced && !next.spaced;
        let dash = token.is('-')
            && i + 1 < within.end
            && i > at
            && (doc.tokens[i as usize - 1].is_capital() && doc.tokens[i as usize + 1].is_capital()
                // `Kim-la-vơ`: the syllables of a foreign name.
                || inside(token, &doc.tokens[i as usize + 1]));
        let stop = !token.is_capital()
            && i > at
            && (doc.phrase(i, Class::DocumentAfter).is_some() || doc.phrase(i, Class::ProgrammeStop).is_some());
        if !(token.is_word() || dash) || stop {
            break;
        }
        i += 1;
    }
    i
}

/// `Đại hội XIII của Đảng`, `Trung ương 4 (khóa XII)`, `Đại hội Đảng bộ huyện lần thứ XVII, nhiệm kỳ 2020-2025`: where it
/// ends, if it says which congress it was.
pub(crate) fn congress(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Option<u32> {
    let mut i = doc.phrase(at, Class::DocumentCongress)?.span().end;
    let (mut end, mut ordinal) = (i, false);
    while i < within.end {
        let token = &doc.tokens[i as usize];
        let next_is_tail = || doc.phrase(i + 1, Class::DocumentTail).is_some_and(|m| m.span().end < within.end);
        if let Some(m) = doc.phrase(i, Class::DocumentTail) {
            i = m.span().end;
            end = i;
        } else if token.is_number() {
            // 4 after Trung ương; 2020-2025 after nhiệm kỳ
            i += 1;
            if i + 1 < within.end && doc.tokens[i as usize].is('-') && year_at(doc, i + 1).is_some() {
                i += 2;
            }
            (end, ordinal) = (i, true);
        } else if token.is_word() && token.is_capital() {
            ordinal |= token.is_upper() && roman(doc.text_of(i)).is_some();
            i += 1;
            end = i;
        } else if token.is(',') && next_is_tail() && ordinal {
            i += 1;
        } else if token.is('(') && next_is_tail() {
            // The bracket counts only if it closes at once: (khóa XII)
            let close = (i + 2..(i + 5).min(within.end)).find(|&j| doc.tokens[j as usize].is(')'));
            let Some(close) = close else { break };
            i = close + 1;
            (end, ordinal) = (i, true);
        } else {
            break;
        }
    }
    ordinal.then_some(end)
}
