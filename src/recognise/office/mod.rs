//! Positions.
//!
//! Enters: a document with its places and organisations. Leaves: titles, each with the body that stands beside it:
//! `Phó Chủ tịch Thường trực | UBND huyện`, `Trưởng Ban | Ban Tuyên giáo Tỉnh ủy` (the body begins inside the title),
//! `Bộ trưởng` with the portfolio `Y tế`. Not done here: who holds them, and which body a bare word means
//! ([`crate::resolve::office`]).

mod read;
pub mod value;

use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Recogniser, Value, Wakes};
use crate::span::Span;
use read::Reader;

/// The recogniser.
#[derive(Debug)]
pub struct Offices;

const BODY: &str = "office/title-and-body";
const INSIDE: &str = "office/body-begins-in-title";
const PLACE: &str = "office/title-and-place";
const FIELD: &str = "office/minister-and-portfolio";
const ALONE: &str = "office/title-alone";

impl Recogniser for Offices {
    fn kind(&self) -> Kind {
        Kind::Office
    }

    fn needs(&self) -> &'static [Kind] {
        &[Kind::Place, Kind::Organisation]
    }

    fn rules(&self) -> Vec<&'static str> {
        vec![BODY, INSIDE, PLACE, FIELD, ALONE]
    }

    fn wakes(&self) -> Wakes {
        let classes = [Class::OfficeTitle, Class::OfficeDeputy, Class::OfficeActing, Class::OfficeFormer];
        Wakes { classes: ClassSet::of(&classes), ..Wakes::default() }
    }

    fn propose(&self, doc: &Doc<'_>, out: &mut Candidates) {
        for sentence in doc.sentences {
            let mut at = sentence.tokens.start;
            // One past the organisation that holds `at`: `Văn phòng Chủ tịch nước` names no president.
            let mut held = at;
            loop {
                let next = doc.awake(Kind::Office, at, sentence.tokens.end);
                if next >= sentence.tokens.end {
                    break;
                }
                for passed in at..next {
                    if let Some(org) =
                        out.longest(Kind::Organisation, passed).filter(|_| !doc.classes(passed).is_empty())
                    {
                        held = held.max(org.span.end);
                    }
                }
                at = next;
                if at >= held {
                    let found = Reader { doc, out, sentence: sentence.tokens }.position(at);
                    if let Some(found) = found {
                        let end = found.end();
                        let value = Value::Office(found.position);
                        let (span, rule) = (Span::new(at, end), found.rule);
                        out.push(Candidate { kind: Kind::Office, span, rule, state: State::Firm, score: 0, value });
                        at = end;
                        held = end;
                        continue;
                    }
                }
                if let Some(org) = out.longest(Kind::Organisation, at) {
                    held = held.max(org.span.end);
                }
                at += 1;
            }
        }
    }
}
