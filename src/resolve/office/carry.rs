//! Of whom the next sentence goes on to speak: `Ông từng là Bí thư Huyện ủy.`, `Sau đó làm Giám đốc Sở Xây dựng.`
//!
//! Enters: the persons and positions of one sentence after the other. Leaves: the person before a sentence that begins with a
//! position and says by a pronoun, or by no subject at all, that it is of the one spoken of. Not done here: tying the two; a
//! sentence with two persons leaves nobody spoken of, since either may be meant.

use super::gap::Gaps;
use super::link::Item;
use crate::lexicon::class::Class;
use crate::recognise::doc::Sentence;
use crate::span::Span;

/// Forms of address that tell men from women.
const TOLD_APART: [&str; 2] = ["ông", "bà"];

/// The person of the sentences before.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// The last mention of the one person they speak of.
    person: Option<usize>,
}

impl Spoken {
    /// The person a sentence is about whose first item is a position, or in which a pronoun stands between two, as an item,
    /// and before which one it is to stand; `honorific` tells how the person of a mention is addressed.
    pub(super) fn subject<'m, 'h>(
        &self,
        gaps: &Gaps<'_, '_>,
        sentence: &Sentence,
        items: &[Item<'m>],
        honorific: impl Fn(usize) -> Option<&'h str>,
    ) -> Option<(usize, Item<'m>)> {
        let person = self.person?;
        let first = items.first().filter(|i| i.office.is_some())?;
        // `Là Bí thư Huyện ủy, ông An nói`: who holds the position follows.
        let alone = items.iter().all(|i| i.office.is_some());
        let (at, start) = match alone.then(|| ahead(gaps, sentence, items).or_else(|| between(gaps, items))).flatten() {
            Some(inside) => inside,
            None => (0, opened(gaps, sentence.tokens.start, first.span.start)),
        };
        let first = &items[at];
        let gap = gaps.read(start, first.span.start);
        let former = first.office.is_some_and(|office| office.former);
        let linked = gap.copula || gap.appointed || gap.left || former && gap.address;
        // `Ông từng giữ các chức vụ: …`
        let colon = gap.colon && !(gap.appointed && gap.address);
        let apart = gap.far || colon || gap.semicolon || gap.dash || gap.open || gap.closed || gap.group || gap.quote;
        if !linked || apart || !alone && !gap.address {
            return None;
        }
        let pronoun = gaps.doc.text_of(start).to_lowercase();
        let other = |h: &str| TOLD_APART.contains(&&*pronoun) && TOLD_APART.contains(&h) && h != pronoun;
        if honorific(person).is_some_and(|h| other(&h.to_lowercase())) {
            return None;
        }
        // `Trên cương vị Bí thư Huyện ủy, …`, `Trở thành …`: of whom, only what follows tells.
        let link =
            || [Class::OfficeCopula, Class::OfficeAppointed].iter().any(|&c| gaps.doc.phrase(start, c).is_some());
        // `Năm 1987, là Thứ trưởng …`: the time of it stands before.
        let begun =
            gap.address || start > sentence.tokens.start || (gap.appointed || gap.copula && gap.comma) && !link();
        let span = Span::new(start, start);
        begun.then_some((at, Item { mention: person, span, office: None, weak: false, foreign: false }))
    }

    /// Takes in the persons of a sentence; `owner` tells which mentions are of one.
    pub(super) fn hear(&mut self, items: &[Item<'_>], owner: impl Fn(usize) -> Option<usize>) {
        let mut persons = items.iter().filter(|i| i.office.is_none()).map(|i| i.mention);
        let Some(first) = persons.next() else { return };
        self.person = persons.all(|m| owner(m) == owner(first)).then_some(first);
    }
}

/// Whether a pronoun stands at `at` behind a comma: `…, | ông từng là`.
fn is_pronoun(gaps: &Gaps<'_, '_>, at: u32) -> bool {
    let doc = gaps.doc;
    // `ông`, `đồng chí`
    let kin = doc.phrase(at, Class::PersonHonorific).is_some_and(|m| m.len == 1 || doc.folded(at) == "đồng");
    kin && doc.tokens[at as usize].is_small() && at > 0 && doc.tokens[at as usize - 1].is(',')
}

/// `Nhập ngũ năm 1978, | ông từng là Trung đội trưởng …`: a pronoun behind a comma, ahead of the first position.
fn ahead(gaps: &Gaps<'_, '_>, sentence: &Sentence, items: &[Item<'_>]) -> Option<(usize, u32)> {
    let item = items.first()?;
    let (first, former) = (item.span.start, item.office.is_some_and(|office| office.former));
    let at = (sentence.tokens.start + 1..first).rev().find(|&at| is_pronoun(gaps, at))?;
    let gap = gaps.read(at, first);
    ((gap.appointed || gap.copula || former) && !gap.far).then_some((0, at))
}

/// `Trước khi làm Thứ trưởng Bộ Xây dựng, | ông từng giữ các chức vụ: Vụ trưởng …`: the first of two positions between which a
/// pronoun stands behind a comma, and where.
fn between(gaps: &Gaps<'_, '_>, items: &[Item<'_>]) -> Option<(usize, u32)> {
    (1..items.len()).find_map(|n| {
        let at = (items[n - 1].span.end..items[n].span.start).find(|&at| is_pronoun(gaps, at))?;
        let gap = gaps.read(at, items[n].span.start);
        (gap.appointed || gap.copula).then_some((n, at))
    })
}

/// Where a sentence goes on behind a word that opens it: `Sau đó`, `Trước đó,`.
fn opened(gaps: &Gaps<'_, '_>, start: u32, end: u32) -> u32 {
    let opener = gaps.doc.phrase(start, Class::PersonOpener).filter(|m| m.len > 1 && m.span().end < end);
    let Some(next) = opener.map(|m| m.span().end) else { return start };
    next + u32::from(gaps.doc.tokens[next as usize].is(','))
}
