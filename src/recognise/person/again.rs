//! What the document names firmly once is a name wherever it stands again.
//!
//! Enters: the firm names of a document. Leaves: the same names without evidence beside them, in small or capital
//! letters, and the given name alone.

use super::name::{Make, Name, Strength};
use super::{AGAIN, BODY, GIVEN, PERSON, PLACE, REPEATED, Scan};
use crate::intern::{Shape, SylId};
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};

/// Most names that are looked for again.
const MAX_NAMED: usize = 200;

/// A name to look for.
struct Known {
    /// The id of its first word: the same for all its spellings.
    first: SylId,
    /// Where it stands.
    span: Span<Tok>,
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
    // Of the capitalised words nearly all are turned away by one bit.
    let mut firsts = Firsts::of(known.iter());
    // A given name that stands bare inside a sentence may open one too: a second reading sees to that.
    let mut bare = vec![false; known.len()];
    for _ in 0..2 {
        let mut walk = doc.capitals();
        while let Some(at) = walk.next_token() {
            let token = &doc.tokens[at as usize];
            if firsts.may(token.id)
                && scan.cover[at as usize] & (PERSON | PLACE | BODY) == 0
                && let Some(end) = found(scan, &known, &mut bare, walk.sentence(at), at)
            {
                walk.skip_to(end);
            }
        }
        // For all other names a second reading would see what the first saw.
        if !bare.contains(&true) {
            break;
        }
        firsts = Firsts::of(known.iter().zip(&bare).filter(|(_, bare)| **bare).map(|(known, _)| known));
    }
    let homonym = |k: &&Known| k.part && k.span.len() == 1 && doc.has(k.span.start, Class::PlaceCountry);
    for name in known.iter().filter(homonym) {
        super::homonym::homonym(scan, name.span.start);
    }
}

/// The first words of names, one of 512 bits each, by their ids.
struct Firsts([u64; 8]);

impl Firsts {
    fn of<'k>(known: impl Iterator<Item = &'k Known>) -> Self {
        let mut bits = [0; 8];
        for id in known.map(|known| known.first.0) {
            bits[id as usize / 64 % 8] |= 1 << (id % 64);
        }
        Self(bits)
    }

    #[inline]
    fn may(&self, id: SylId) -> bool {
        self.0[id.0 as usize / 64 % 8] >> (id.0 % 64) & 1 != 0
    }
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

fn known(scan: &Scan<'_, '_>) -> Vec<Known> {
    let doc = scan.doc;
    let words = |span: Span<Tok>| span.range().map(|n| doc.text_of(n as u32));
    let letters = |n: u32| doc.text_of(n).chars().count();
    let mut out: Vec<Known> = Vec::new();
    let mut add = |start: u32, end: u32, make: Make, part: bool| {
        let (first, span) = (doc.tokens[start as usize].id, Span::new(start, end));
        let same = |k: &Known| k.first == first && k.span.len() == span.len() && words(k.span).eq(words(span));
        if out.len() < MAX_NAMED && !out.iter().any(same) {
            out.push(Known { first, span, make, part });
        }
    };
    for name in &scan.named {
        let Span { start, end, .. } = name.span;
        let count = end - start;
        if count >= 2 {
            add(start, end, name.make, false);
        }
        if name.upper {
            continue;
        }
        match name.make {
            Make::Full | Make::Minority if count >= 2 => {
                if letters(end - 1) > 1 {
                    add(end - 1, end, name.make, true);
                }
                if count >= 4 || (count == 3 && name.make == Make::Full) {
                    add(end - 2, end, name.make, true);
                }
            }
            // `Lam Thanh Vy`, known by a name of the stage: as with full names.
            Make::Known if count >= 2 && (start..end).all(|n| doc.tokens[n as usize].shape.has(Shape::SYLLABLE)) => {
                add(end - 1, end, Make::Full, true);
            }
            // `Giàng Nhật Tâm` with a surname that no list has.
            Make::Given if count >= 3 && letters(end - 1) > 1 => add(end - 1, end, name.make, true),
            Make::Foreign if count >= 2 && (start..end).all(|n| letters(n) > 1) => {
                add(end - 1, end, name.make, true);
                // `Kelly Dees`: newspapers call people abroad by either name.
                if letters(start) > 2 && !doc.tokens[start as usize].shape.has(Shape::SYLLABLE) {
                    add(start, start + 1, name.make, true);
                }
                if count == 3 && doc.tokens[start as usize + 1].spaced {
                    add(end - 2, end, name.make, true);
                }
            }
            Make::Given | Make::Foreign if count == 1 => add(start, end, name.make, true),
            // `L.B.Tr.`, then `Tr.`
            Make::Initials => {
                let last = end - 1 - u32::from(doc.tokens[end as usize - 1].is('.'));
                if last > start {
                    add(last, last + 1, name.make, true);
                }
            }
            _ => {}
        }
    }
    // Longer names first.
    out.sort_by(|a, b| b.span.len().cmp(&a.span.len()).then_with(|| words(a.span).cmp(words(b.span))));
    out
}

fn found(scan: &mut Scan<'_, '_>, known: &[Known], bare: &mut [bool], sentence: Span<Tok>, at: u32) -> Option<u32> {
    let doc = scan.doc;
    let token = &doc.tokens[at as usize];
    let shouted = token.is_upper() && !token.shape.has(Shape::SINGLE);
    let same_word = |n: u32, known: u32| {
        let (a, b) = (doc.text_of(n), doc.text_of(known));
        a == b || (shouted && doc.tokens[n as usize].is_upper() && a.to_lowercase() == b.to_lowercase())
    };
    for (n, name) in known.iter().enumerate() {
        let end = at + name.span.len();
        if name.first != token.id || end > sentence.end {
            continue;
        }
        // A word in capitals is no given name, unless that is written so too.
        if name.part && doc.text_of(at) != doc.text_of(name.span.start) {
            continue;
        }
        let span = Span::new(at, end);
        let names = super::name::Names { doc, start: sentence.start, end: sentence.end };
        let same = (at..end).zip(name.span.start..).all(|(n, known)| same_word(n, known));
        if !same || scan.covered(span, PERSON) || names.headed(sentence, at) {
            continue;
        }
        if name.part && name.make == Make::Initials {
            let Some(end) = names.lone_initial(at) else { continue };
            if !stands_alone(scan, sentence, span, false) {
                continue;
            }
            let found = Name { span: Span::new(at, end), make: name.make, strength: Strength::Strong, upper: false };
            scan.push(&found, None, GIVEN);
            return Some(end);
        }
        // `Q.1` is a district.
        let glued = doc.tokens.get(end as usize).is_some_and(|t| end < sentence.end && !t.spaced && !t.is(','));
        if name.make == Make::Initials && glued && doc.tokens[end as usize - 1].is('.') {
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
    let names = super::name::Names { doc, start: sentence.start, end: sentence.end };
    let beside = |n: u32| doc.tokens[n as usize].is_capital();
    // `Theo Elizondo`: the capital of the word before is that of the sentence.
    let opener = |n: u32| (n == sentence.start || !doc.tokens[n as usize - 1].is_word()) && doc.is_opener(n);
    if span.start > sentence.start && beside(span.start - 1) && !opener(span.start - 1) {
        return false;
    }
    // `Thủy sản` is none of `bà Thủy`.
    // `Thành viên HĐQT` is none of `ông Thành`.
    let small = |m: Match| !beside(m.span().end - 1) || m.class == Class::OfficeTitle && !beside(span.start + 1);
    let word = |c: Class| names.phrase(span.start, c).is_some_and(|m| m.len > 1 && small(m));
    let words = [
        Class::OrgPart,
        Class::OrgHead,
        Class::OfficeTitle,
        Class::DocumentType,
        Class::ProgrammeHead,
        Class::ProgrammeInside,
        Class::PlaceHead,
        Class::PersonOpener,
        Class::PersonBefore,
        // `Hoa ngữ`
        Class::PersonNot,
    ];
    if span.len() == 1 && words.into_iter().any(word) {
        return false;
    }
    // `tổ chức Lễ khởi công` is none of `ông Lễ`.
    let event = || [Class::DateEvent, Class::DateOccasion].iter().all(|&c| names.phrase(span.start, c).is_some());
    if span.len() == 1 && names.token(span.end).is_some_and(|t| t.is_small() && t.spaced) && event() {
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
            || names.token(span.end).is_some_and(|t| t.is(','))
            // `Nhậy | là một trong ba em`
            || names.phrase(span.end, Class::OfficeCopula).is_some_and(|m| m.len == 1)
                && names.country(span.start).is_none();
    }
    !names.other_begins(span.start)
}
