//! spaCy: a JSON object a line that `Doc.from_json` reads.
//!
//! Enters: a record with words. Leaves: the text, its tokens and sentences; all mentions as the span group `sc`, which spaCy's
//! span categoriser learns from; and those of them that a document can have as entities, where none may overlap: the longer
//! goes before the shorter, then the earlier before the later. Tokens end wherever a mention or sentence does. Not done
//! here: DocBin files, which Python makes of this in a line.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pieces::{Text, key};
use super::{failed, words};
use crate::error::Error;
use crate::record::{CharSpan, Record};
use crate::sink::Sink;

/// Documents for spaCy.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spacy;

#[derive(Serialize)]
struct Doc<'r> {
    text: &'r str,
    ents: Vec<Ent<'r>>,
    spans: Spans<'r>,
    sents: Vec<Place>,
    tokens: Vec<Token>,
    meta: Meta<'r>,
}

#[derive(Clone, Copy, Serialize)]
struct Ent<'r> {
    start: u32,
    end: u32,
    label: &'static str,
    kb_id: &'r str,
}

#[derive(Serialize)]
struct Spans<'r> {
    sc: Vec<Ent<'r>>,
}

#[derive(Serialize)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Token {
    id: u32,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Meta<'r> {
    id: &'r str,
    published: Option<&'r str>,
    title: Option<&'r str>,
    source: &'r str,
}

impl Sink for Spacy {
    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let text = Text::of(record)?;
        let all: Vec<Ent<'_>> = record
            .mentions
            .iter()
            .map(|m| Ent {
                start: m.span.0,
                end: m.span.1,
                label: m.kind_of().name(),
                kb_id: key(m).map_or("", |(_, key)| key),
            })
            .collect();
        let doc = Doc {
            text: &record.text,
            ents: apart(&all),
            sents: record.sentences.iter().map(|s| Place { start: s.span.0, end: s.span.1 }).collect(),
            tokens: tokens(record, &text, words(record)?),
            spans: Spans { sc: all },
            meta: Meta {
                id: &record.id,
                published: record.published.as_deref(),
                title: record.title.as_deref(),
                source: &record.source.path,
            },
        };
        serde_json::to_writer(&mut *out, &doc).map_err(|e| failed(&e))?;
        out.push(b'\n');
        Ok(())
    }
}

/// A set of spans without overlap, longest first, then earliest; in order.
fn apart<'r>(all: &[Ent<'r>]) -> Vec<Ent<'r>> {
    let mut by_length: Vec<&Ent<'_>> = all.iter().filter(|e| e.start < e.end).collect();
    by_length.sort_by_key(|e| (std::cmp::Reverse(e.end - e.start), e.start));
    let mut taken: BTreeMap<u32, &Ent<'r>> = BTreeMap::new();
    for e in by_length {
        // Of those that begin before its end, only the last can reach into it.
        if taken.range(..e.end).next_back().is_none_or(|(_, before)| before.end <= e.start) {
            taken.insert(e.start, e);
        }
    }
    taken.into_values().copied().collect()
}

/// The tokens: words, cut where a mention or a sentence begins or ends, and the white space that is not one space after one.
fn tokens(record: &Record<'_>, text: &Text<'_>, words: &[CharSpan]) -> Vec<Token> {
    let spans = record.mentions.iter().map(|m| m.span).chain(record.sentences.iter().map(|s| s.span));
    let mut cuts: Vec<u32> = spans.flat_map(|s| [s.0, s.1]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Tokens { text, list: Vec::with_capacity(words.len()), at: 0 };
    for word in words {
        let first = cuts.partition_point(|c| *c <= word.0);
        let mut start = word.0;
        for end in cuts[first..].iter().copied().take_while(|c| *c < word.1).chain([word.1]) {
            let piece = text.trimmed(CharSpan(start, end));
            if piece.0 < piece.1 {
                out.gap(piece.0);
                out.put(piece.1);
            }
            start = end;
        }
    }
    out.gap(record.text.chars().count() as u32);
    out.list
}

struct Tokens<'t, 'r> {
    text: &'t Text<'r>,
    list: Vec<Token>,
    /// Where the last token ends.
    at: u32,
}

impl Tokens<'_, '_> {
    /// A token up to `end`.
    fn put(&mut self, end: u32) {
        self.list.push(Token { id: self.list.len() as u32, start: self.at, end });
        self.at = end;
    }

    /// What stands before `to` and is no word: one space belongs to the token before it, all else is a token.
    fn gap(&mut self, to: u32) {
        if self.at < to && !self.list.is_empty() && self.text.under(CharSpan(self.at, self.at + 1)) == " " {
            self.at += 1;
        }
        if self.at < to {
            self.put(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_first_then_earliest() {
        let ent = |start, end| Ent { start, end, label: "place", kb_id: "" };
        let all = [ent(0, 4), ent(2, 9), ent(9, 12), ent(3, 5), ent(11, 14), ent(20, 20)];
        let view: Vec<_> = apart(&all).iter().map(|e| (e.start, e.end)).collect();
        // 9..12 and 11..14 are equally long: the earlier stays.
        assert_eq!(view, [(2, 9), (9, 12)]);
        let all = [ent(0, 2), ent(1, 8), ent(8, 9), ent(3, 4)];
        assert_eq!(apart(&all).iter().map(|e| (e.start, e.end)).collect::<Vec<_>>(), [(1, 8), (8, 9)]);
    }
}
