//! CoNLL-U: a line for each word, sentences apart.
//!
//! Enters: a record with words. Leaves: `# newdoc`, `# newpar` and `# sent_id` comments, `# text`, and ten columns for each
//! word: its number, its form with the spaces in it, and `_` in the others. Where words stand without a space between them shows
//! in `# text`, which the forms make up in order. White space of any kind and length is one space here, as the format asks.
//! Not done here: what the words are.

use std::io::Write;

use super::pieces::{Text, flat};
use super::{failed, words};
use crate::error::Error;
use crate::record::{CharSpan, Record};
use crate::sink::Sink;

/// Sentences and words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Conllu;

impl Sink for Conllu {
    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let (text, words) = (Text::of(record)?, words(record)?);
        write(record, &text, words, out).map_err(|e| failed(&e))
    }
}

fn write(record: &Record<'_>, text: &Text<'_>, words: &[CharSpan], out: &mut Vec<u8>) -> std::io::Result<()> {
    let id = encoded(&record.id);
    writeln!(out, "# newdoc id = {}", flat(&record.id))?;
    let mut block = None;
    let mut rest = words;
    for (n, sentence) in (1..).zip(&record.sentences) {
        let skipped = rest.partition_point(|w| w.0 < sentence.span.0);
        let len = rest[skipped..].partition_point(|w| w.0 < sentence.span.1);
        let here;
        (here, rest) = rest[skipped..].split_at(len);
        if here.is_empty() {
            continue;
        }
        if block.replace(sentence.block) != Some(sentence.block) {
            writeln!(out, "# newpar id = {id}:p{}", sentence.block + 1)?;
        }
        writeln!(out, "# sent_id = {id}:s{n}")?;
        writeln!(out, "# text = {}", flat(text.under(sentence.span)).trim())?;
        for (number, word) in (1..).zip(here) {
            writeln!(out, "{number}\t{}\t_\t_\t_\t_\t_\t_\t_\t_", flat(text.under(*word)))?;
        }
        out.push(b'\n');
    }
    Ok(())
}

/// An id as part of a sentence's id, which may hold neither white space nor a slash: these, `%` and control characters as in
/// addresses.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '/' | '%') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_can_be_read_back() {
        assert_eq!(encoded("2024/bài 1%\u{a0}"), "2024%2Fbài%201%25%C2%A0");
    }
}
