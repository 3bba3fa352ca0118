//! Names before a slash and the paper or agency that they signed for: `Minh Tân/TTXVN`, `(Nguồn: Minh Tân/Báo Nà Lò)`.
//!
//! Enters: the papers and agencies of the document. Leaves: the names that end before them. Not done here: lines of authors,
//! which the layout finds, and names behind a credit (`context`).

use super::name::{Make, Name, Names, Strength};
use super::{BODY, PERSON, PLACE, SIGNED, Scan};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::recognise::candidate::{Candidate, State};
use crate::recognise::{Kind, Value};
use crate::span::Span;

/// Most words of such a name.
const LONGEST: u32 = 4;

impl Scan<'_, '_> {
    /// The names that signed for a paper or an agency.
    pub(super) fn signed_for(&mut self) {
        let medium = |c: &&Candidate| {
            let media = matches!(&c.value, Value::Organisation(org) if org.kind == "media");
            media && c.kind == Kind::Organisation && c.state == State::Firm
        };
        let starts = self.out.all().iter().filter(medium).map(|c| c.span.start);
        let names: Vec<Name> = starts.filter_map(|medium| self.signs_for(medium)).collect();
        for name in &names {
            self.push(name, None, SIGNED);
        }
    }

    /// Two words or more with capitals that a slash parts from what begins at `medium`, and a mark from what stands before.
    fn signs_for(&self, medium: u32) -> Option<Name> {
        let end = medium.checked_sub(1).filter(|&n| self.doc.is_mark(n, '/'))?;
        let sentence = self.doc.sentences[self.doc.sentence_of(end)].tokens;
        let syllable = |n: u32| {
            let token = &self.doc.tokens[n as usize];
            token.is_capital() && !token.is_upper() && token.shape.has(Shape::SYLLABLE)
        };
        let mut start = end;
        while start > sentence.start && end - start < LONGEST && syllable(start - 1) {
            start -= 1;
        }
        // `(Ảnh Minh Tân/TTXVN)`, `Theo Minh Tân/Báo Nà Lò`
        let credit = |n: u32| self.doc.phrase(n, Class::PersonCredit).is_some() || self.doc.is_opener(n);
        if credit(start) && end > start + 2 {
            start += 1;
        }
        let led = start > sentence.start && credit(start - 1);
        let apart = led || start == sentence.start || {
            let before = &self.doc.tokens[start as usize - 1];
            !before.is_word() && !before.is_number()
        };
        let names = Names { doc: self.doc, start, end };
        let span = Span::new(start, end);
        if end < start + 2
            || !apart
            || self.covered(span, PLACE | BODY | PERSON)
            || self.doc.has(start, Class::OrgMedium)
            || names.is_no_author(start)
        {
            return None;
        }
        Some(Name { span, make: Make::Full, strength: Strength::Strong, upper: false })
    }
}
