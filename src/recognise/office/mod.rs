//! Positions.
//!
//! Enters: a document with its places and organisations. Leaves: titles, each with the body that stands beside it:
//! `Phó Chủ tịch Thường trực | UBND huyện`, `Trưởng Ban | Ban Tuyên giáo Tỉnh ủy` (the body begins inside the title),
//! `Bộ trưởng` with the portfolio `Y tế`. Not done here: who holds them, and which body a bare word means
//! ([`crate::resolve::office`]).

mod brand;
mod department;
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
        let mut walk = doc.walk(Kind::Office);
        let mut sentence = Span::new(0, 0);
        // One past the organisation that holds the token: `Văn phòng Chủ tịch nước` names no president.
        let (mut from, mut held) = (0, 0);
        while let Some((at, within)) = walk.step() {
            if within != sentence {
                (sentence, from, held) = (within, within.start, within.start);
            }
            for passed in from..at {
                if let Some(org) = out.longest(Kind::Organisation, passed).filter(|_| !doc.classes(passed).is_empty()) {
                    held = held.max(org.span.end);
                }
            }
            from = at + 1;
            let reader = Reader { doc, out, sentence };
            if at >= held
                && let Some(found) = reader.position(at)
            {
                let end = found.end();
                let body =
                    if matches!(found.rule, INSIDE | BODY) { reader.named_by_title(&found.position) } else { None };
                let value = Value::Office(found.position);
                let (span, rule) = (Span::new(at, end), found.rule);
                if let Some(body) = body {
                    out.push(body);
                }
                out.push(Candidate { kind: Kind::Office, span, rule, state: State::Firm, score: 0, value });
                walk.skip_to(end);
                (from, held) = (end, end);
            } else if let Some(org) = out.longest(Kind::Organisation, at) {
                held = held.max(org.span.end);
            }
        }
    }
}
