//! What stands around the mention of a legal document: the day of its issue, the article and clause meant, the programme
//! that it decides.
//!
//! Enters: the mentions kept, with the values of dates. Leaves: a [`Citation`] for each document mention, and the document
//! that a programme mention is decided by. Not done here: which mentions are of one document (that is
//! [`super::document`]).

use crate::lexicon::class::Class;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::{Kind, Value};
use crate::resolve::anchor::Anchored;
use crate::resolve::by_mention::ByMention;
use crate::span::{Span, Tok};

/// Most tokens between a document and the programme that it approves.
const APPROVES: u32 = 24;
/// Most tokens between a programme and the document it was approved by.
const APPROVED: u32 = 10;

/// What the words around a mention say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// ISO day of issue: `… ngày 19/11/2018 của Chính phủ`.
    pub date: Option<String>,
    /// The provision meant: `khoản 2 Điều 5` of `khoản 2 Điều 5 Nghị định …`.
    pub provision: Option<Span<Tok>>,
}

/// What stands around each document mention.
#[must_use]
pub fn citations(doc: &Doc<'_>, mentions: &[Candidate], dates: &ByMention<Anchored>) -> ByMention<Citation> {
    let documents = mentions.iter().enumerate().filter(|(_, c)| matches!(c.value, Value::Document(_)));
    documents
        .map(|(n, c)| (n, Citation { date: issued(doc, mentions, dates, n), provision: provision(doc, c.span.start) }))
        .collect()
}

/// The full day that follows the mention `n`, after a comma or at once.
fn issued(doc: &Doc<'_>, mentions: &[Candidate], dates: &ByMention<Anchored>, n: usize) -> Option<String> {
    let end = mentions[n].span.end;
    let comma = doc.tokens.get(end as usize).is_some_and(|t| t.is(','));
    let at = mentions[n + 1..].iter().position(|m| m.span.start >= end)? + n + 1;
    let near = |m: &Candidate| m.span.start == end || (comma && m.span.start == end + 1);
    // A time of day is when something happened, not when a document was signed.
    let day = |d: &Anchored| d.value.as_deref().filter(|v| v.len() == "2018-11-19".len()).map(ToOwned::to_owned);
    let said = doc.phrase(mentions[at].span.start, Class::DateDay).is_some();
    if said && near(&mentions[at]) { dates.get(at).and_then(day) } else { None }
}

/// The articles, clauses and points named right before `start`, `của` or a comma between.
fn provision(doc: &Doc<'_>, start: u32) -> Option<Span<Tok>> {
    let floor = doc.sentences[doc.sentence_of(start)].tokens.start;
    let link = |at: u32| doc.tokens[at as usize].is(',') || doc.phrase(at, Class::DocumentOf).is_some();
    let end = if start > floor && link(start - 1) { start - 1 } else { start };
    let mut begin = end;
    while let Some(at) = labelled(doc, floor, begin) {
        begin = at;
        if begin > floor && doc.tokens[begin as usize - 1].is(',') && labelled(doc, floor, begin - 1).is_some() {
            begin -= 1;
        }
    }
    (begin < end).then(|| Span::new(begin, end))
}

/// Where a provision that ends before `end` begins: `Điều 5`, `khoản 1, 2`, `điểm a`.
fn labelled(doc: &Doc<'_>, floor: u32, end: u32) -> Option<u32> {
    let label = |at: u32| {
        let token = &doc.tokens[at as usize];
        token.is_number() || (token.is_word() && (token.is_upper() || doc.text_of(at).chars().count() == 1))
    };
    let mut at = end;
    loop {
        at = at.checked_sub(1).filter(|&i| i >= floor && label(i))?;
        let before = at.checked_sub(1).filter(|&i| i >= floor)?;
        if doc.phrase(before, Class::DocumentProvision).is_some_and(|m| m.len == 1) {
            return Some(before);
        }
        let joint = doc.tokens[before as usize].is(',') || doc.phrase(before, Class::ProgrammeAnd).is_some();
        at = joint.then_some(before)?;
    }
}

/// The document mention by which the programme mention `n` is decided, as its sentence says it.
#[must_use]
pub fn decided_by(doc: &Doc<'_>, mentions: &[Candidate], n: usize) -> Option<usize> {
    let programme = mentions[n].span;
    let sentence = doc.sentence_of(programme.start);
    let approved = |from: u32, to: u32| (from..to).any(|i| doc.phrase(i, Class::DocumentApproval).is_some());
    let before = (0..n)
        .rev()
        .take_while(|&m| doc.sentence_of(mentions[m].span.start) == sentence)
        .find(|&m| {
            matches!(mentions[m].kind, Kind::Document | Kind::Programme) && mentions[m].span.end <= programme.start
        })
        .filter(|&m| mentions[m].kind == Kind::Document && programme.start - mentions[m].span.end <= APPROVES)
        .filter(|&m| approved(mentions[m].span.end, programme.start));
    before.or_else(|| {
        let after = (n + 1..mentions.len())
            .take_while(|&m| doc.sentence_of(mentions[m].span.start) == sentence)
            .find(|&m| {
                matches!(mentions[m].kind, Kind::Document | Kind::Programme) && mentions[m].span.start >= programme.end
            })
            .filter(|&m| mentions[m].kind == Kind::Document)?;
        let (from, to) = (programme.end, mentions[after].span.start);
        let bracket = to == from + 1 && doc.tokens[from as usize].is('(');
        (to - from <= APPROVED && (bracket || approved(from, to))).then_some(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::candidate::Candidates;
    use crate::recognise::propose;
    use crate::recognise::select::select;
    use crate::resolve::anchor::anchor;
    use crate::testing::cases::with_doc;

    /// Day and provision of each document; then, for each programme, the document it is decided by.
    fn read(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let (mut cited, mut decided) = (Vec::new(), Vec::new());
        with_doc(text, |doc| {
            let mut found = Candidates::default();
            propose(doc, &mut found);
            let kept = select(found.take(), doc.tokens.len());
            let dates = anchor(doc, &kept, None);
            for c in citations(doc, &kept, &dates).iter().map(|(_, c)| c.clone()) {
                cited.push((
                    c.date.unwrap_or_default(),
                    c.provision.map(|s| doc.slice(s).to_owned()).unwrap_or_default(),
                ));
            }
            for n in (0..kept.len()).filter(|&n| kept[n].kind == Kind::Programme) {
                let by = decided_by(doc, &kept, n);
                decided.push(by.map(|m| doc.slice(kept[m].span).to_owned()).unwrap_or_default());
            }
        });
        (cited, decided)
    }

    #[test]
    fn the_day_of_issue_follows() {
        let days = |text: &str| read(text).0.into_iter().map(|c| c.0).collect::<Vec<_>>();
        assert_eq!(days("Nghị định số 84/2019/NĐ-CP ngày 12/3/2019 của Chính phủ"), ["2019-03-12"]);
        assert_eq!(days("theo Quyết định số 614/QĐ-TTg, ngày 03/6/2021 và Nghị định 84"), ["2021-06-03", ""]);
        assert_eq!(days("Nghị định số 84/2019/NĐ-CP có hiệu lực từ ngày 12/3/2019"), [""]);
    }

    #[test]
    fn provisions_stand_before() {
        let provisions = |text: &str| read(text).0.into_iter().map(|c| c.1).collect::<Vec<_>>();
        assert_eq!(provisions("theo khoản 2 Điều 173 Bộ luật Hình sự 2015"), ["khoản 2 Điều 173"]);
        assert_eq!(
            provisions("tại điểm a khoản 1, 3 Điều 5 của Nghị định 84/2019/NĐ-CP"),
            ["điểm a khoản 1, 3 Điều 5"]
        );
        assert_eq!(provisions("Điều 12, Luật Đê điều"), ["Điều 12"]);
        assert_eq!(provisions("trong 5 năm, Luật Đê điều"), [""]);
    }

    #[test]
    fn a_programme_is_decided_by_the_document_that_approves_it() {
        let decided = |text: &str| read(text).1;
        assert_eq!(
            decided("Quyết định số 614/QĐ-TTg của Thủ tướng phê duyệt Đề án “Làng nghề xanh Kim Lâu”"),
            ["Quyết định số 614/QĐ-TTg"]
        );
        assert_eq!(decided("Đề án “Làng nghề xanh” (Quyết định số 614/QĐ-TTg)"), ["Quyết định số 614/QĐ-TTg"]);
        assert_eq!(
            decided("Đề án “Làng nghề xanh” được phê duyệt tại Quyết định số 614/QĐ-TTg"),
            ["Quyết định số 614/QĐ-TTg"]
        );
        assert_eq!(decided("Theo Nghị định 84, huyện báo cáo Đề án “Làng nghề xanh”"), [""]);
    }
}
