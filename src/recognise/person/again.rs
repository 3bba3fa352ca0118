//! What the document names firmly once is a name wherever it stands again.
//!
//! Enters: the firm names of a document. Leaves: the same names without evidence beside them, in small or capital
//! letters, and the given name alone.

use super::name::{Make, Name, Strength};
use super::{AGAIN, BODY, GIVEN, PERSON, PLACE, REPEATED, Scan};
use crate::recognise::Kind;
use crate::span::{Span, Tok};

/// Most names that are looked for again.
const MAX_NAMED: usize = 200;

/// A name to look for.
struct Known<'a> {
    /// Its first word, lower case.
    first: String,
    words: Vec<&'a str>,
    make: Make,
    /// The given name alone, or the family name of a foreigner.
    part: bool,
}

/// Looks once more for the names of the first pass.
pub(super) fn again(scan: &mut Scan<'_, '_>) {
    repeated(scan);
    let known = known(scan);
    if known.is_empty() {
        return;
    }
    let doc = scan.doc;
    let firsts = known.iter().fold(0, |all, k| all | bit(k.words[0]));
    // A given name that stands bare inside a sentence may open one too: a second reading sees to that.
    let mut bare = vec![false; known.len()];
    for round in 0..2 {
        for sentence in doc.sentences {
            let mut at = sentence.tokens.start;
            loop {
                at = doc.awake(Kind::Person, at, sentence.tokens.end);
                if at >= sentence.tokens.end {
                    break;
                }
                // Words in capitals may be the names in small letters; of the others nearly all are turned away by one bit.
                let token = &doc.tokens[at as usize];
                let may = token.is_upper() || token.is_capital() && firsts & bit(doc.text_of(at)) != 0;
                let next = if may { found(scan, &known, &mut bare, sentence.tokens, at) } else { None };
                at = next.unwrap_or(at + 1);
            }
        }
        if round == 0 && !bare.contains(&true) {
            break;
        }
    }
}

/// One of 64 bits by length, first letter and last letter of a word.
fn bit(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let end = |b: Option<&u8>| b.map_or(0, |b| usize::from(*b));
    1 << ((bytes.len() * 7 + end(bytes.first()) * 3 + end(bytes.last())) % 64)
}

/// Full names of three syllables or more that only their shape speaks for: twice in a document is enough.
fn repeated(scan: &mut Scan<'_, '_>) {
    let doc = scan.doc;
    let latent: Vec<Name> = std::mem::take(&mut scan.latent)
        .into_iter()
        .filter(|n| !n.upper && n.span.len() >= 3 && !scan.covered(n.span, PERSON | PLACE | BODY))
        .take(MAX_NAMED)
        .collect();
    for (n, name) in latent.iter().enumerate() {
        let same = |other: &Name| doc.slice(other.span) == doc.slice(name.span);
        if latent[..n].iter().chain(&latent[n + 1..]).any(same) {
            scan.push(name, None, REPEATED);
        }
    }
}

fn known<'a>(scan: &Scan<'_, 'a>) -> Vec<Known<'a>> {
    let doc = scan.doc;
    let mut out: Vec<Known<'a>> = Vec::new();
    let mut add = |words: Vec<&'a str>, make: Make, part: bool| {
        if !words.is_empty() && out.len() < MAX_NAMED && !out.iter().any(|k| k.words == words) {
            out.push(Known { first: words[0].to_lowercase(), words, make, part });
        }
    };
    for name in &scan.named {
        let words: Vec<&str> = (name.span.start..name.span.end).map(|n| doc.text_of(n)).collect();
        let whole = words.len() >= 2;
        if whole {
            add(words.clone(), name.make, false);
        }
        if name.upper {
            continue;
        }
        match name.make {
            Make::Full | Make::Minority if words.len() >= 2 => {
                let last = words.last().copied().unwrap_or("");
                if last.chars().count() > 1 {
                    add(vec![last], name.make, true);
                }
                if words.len() >= 4 || (words.len() == 3 && name.make == Make::Full) {
                    add(words[words.len() - 2..].to_vec(), name.make, true);
                }
            }
            Make::Foreign if words.len() >= 2 && words.iter().all(|w| w.chars().count() > 1) => {
                add(vec![words[words.len() - 1]], name.make, true);
            }
            Make::Given if words.len() == 1 => add(words, name.make, true),
            Make::Foreign if words.len() == 1 => add(words, name.make, true),
            _ => {}
        }
    }
    // Longer names first.
    out.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    out
}

fn found(scan: &mut Scan<'_, '_>, known: &[Known<'_>], bare: &mut [bool], sentence: Span<Tok>, at: u32) -> Option<u32> {
    let doc = scan.doc;
    let token = &doc.tokens[at as usize];
    if !token.is_capital() || scan.cover[at as usize] & (PERSON | PLACE | BODY) != 0 {
        return None;
    }
    let text = doc.text_of(at);
    let shouted = token.is_upper() && text.chars().count() > 1;
    let low = if shouted { text.to_lowercase() } else { String::new() };
    for (n, name) in known.iter().enumerate() {
        let end = at + name.words.len() as u32;
        if end > sentence.end || !(name.words[0] == text || (shouted && !name.part && name.first == low)) {
            continue;
        }
        let same = (at..end).zip(&name.words).all(|(n, w)| {
            doc.text_of(n) == *w
                || (shouted && doc.tokens[n as usize].is_upper() && doc.text_of(n).to_lowercase() == w.to_lowercase())
        });
        let span = Span::new(at, end);
        let names = super::name::Names { doc, end: sentence.end };
        if !same || scan.covered(span, PERSON) || names.headed(sentence, at) {
            continue;
        }
        if name.part && !stands_alone(scan, sentence, span, bare[n]) {
            continue;
        }
        bare[n] |= name.part;
        let (make, rule) = if name.part { (Make::Given, GIVEN) } else { (name.make, AGAIN) };
        let found = Name { span, make, strength: Strength::Strong, upper: shouted };
        let before = None;
        scan.push(&found, before, rule);
        return Some(end);
    }
    None
}

/// Whether a short name stands free: no capital beside it, and not the first word of a sentence unless a verb shows it.
fn stands_alone(scan: &Scan<'_, '_>, sentence: Span<Tok>, span: Span<Tok>, bare: bool) -> bool {
    let doc = scan.doc;
    let names = super::name::Names { doc, end: sentence.end };
    let beside = |n: u32| doc.tokens[n as usize].is_capital();
    if span.start > sentence.start && beside(span.start - 1) {
        return false;
    }
    if names.token(span.end).is_some_and(|t| t.is_capital() && t.spaced) {
        return false;
    }
    let opens = span.start == sentence.start
        || !doc.tokens[span.start as usize - 1].is_word() && !doc.tokens[span.start as usize - 1].is(',');
    if opens && span.len() == 1 {
        return (bare && !names.opens(span.start))
            || names.after(span.end) > super::After::Nothing
            || names.token(span.end).is_some_and(|t| t.is(','));
    }
    !names.other_begins(span.start)
}
