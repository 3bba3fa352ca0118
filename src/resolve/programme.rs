//! Programmes of a document: the same programme under its names.
//!
//! Enters: the mentions kept. Leaves: one entry for each programme, and for each mention its id in the registry and its
//! period. Not done here: finding mentions; joining programmes over documents.

use rustc_hash::FxHashMap;

use crate::lexicon::key::{canonical, key};
use crate::lexicon::registry::{Entry, Registry};
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::programme::value::ProgrammeName;
use crate::recognise::{Kind, Value};
use crate::resolve::by_mention::ByMention;
use crate::resolve::citation::decided_by;
use crate::span::{Span, Tok};

/// A programme of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeEntry {
    /// Name without kind word, quotes and period, as first written.
    pub name: String,
    /// Kind, a name of the closed list.
    pub kind: &'static str,
    /// Id in the registry, else kind and canonical key of the name: the same for all spellings.
    pub key: String,
    /// Id in the registry.
    pub registry: Option<String>,
    /// ISO interval of years or a year, from a mention, else from the registry.
    pub period: Option<String>,
    /// Index of a place mention inside one of its mentions.
    pub place: Option<usize>,
    /// Number or title of the document that decides it, from the article, else from the registry.
    pub document: Option<String>,
    /// Indices of its mentions in the slice given.
    pub mentions: Vec<usize>,
}

/// What the document tells of one mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeDetail {
    /// Index of the entry among the programmes.
    pub entry: usize,
    /// Id in the registry.
    pub registry: Option<String>,
    /// ISO interval of years or a year: the mention's own, else that of another mention, else the registry's.
    pub period: Option<String>,
}

/// The registry's entries a name with this key may mean; a nickname in digits or one syllable needs the kind to agree.
fn registered<'n>(name: &'n ProgrammeName, key: &str) -> impl Iterator<Item = &'static Entry> + use<'n> {
    let weak = !name.name.contains(' ');
    let bears = move |e: &&Entry| e.kind != "resolution-theme" && (!weak || e.kind == name.kind);
    Registry::embedded().with_key(key).filter(bears)
}

/// Whether the mention `n` stands in brackets right behind the mention before it: a short form.
fn defines(doc: &Doc<'_>, mentions: &[Candidate], before: usize, n: usize) -> bool {
    let (full, short) = (mentions[before].span, mentions[n].span);
    let between = doc.tokens.get(full.end as usize..short.start as usize).unwrap_or_default();
    between.first().is_some_and(|t| t.is('('))
        && between.iter().skip(1).all(crate::token::syllable::Token::is_word)
        && between.len() <= 6
        && doc.tokens.get(short.end as usize).is_some_and(|t| t.is(')'))
}

/// The first place mention inside `span`.
fn place_inside(mentions: &[Candidate], span: Span<Tok>) -> Option<usize> {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let inside = |m: &&Candidate| m.span.start < span.end;
    let n = mentions[from..].iter().take_while(inside).position(|m| m.kind == Kind::Place && m.span.end <= span.end)?;
    Some(from + n)
}

/// Number or title of a document.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Document(d) => d.number.as_ref().or(d.title.as_ref()).map(ToString::to_string),
        _ => None,
    }
}

/// The programmes of a document in the order of their first mentions, and what the document tells of each mention.
///
/// Mentions are of one programme if their names have one key ([`key`]), or if one defines the other as its short form:
/// `Đề án “Hỗ trợ …” (Đề án 1665)`.
#[must_use]
pub fn resolve(doc: &Doc<'_>, mentions: &[Candidate]) -> (Vec<ProgrammeEntry>, ByMention<ProgrammeDetail>) {
    let mut entries: Vec<ProgrammeEntry> = Vec::new();
    if !mentions.iter().any(|c| c.kind == Kind::Programme) {
        return (entries, ByMention::default());
    }
    let mut periods: Vec<Option<String>> = Vec::new();
    // What the registry has of the names of each.
    let mut registry: Vec<Vec<&Entry>> = Vec::new();
    let mut details: ByMention<ProgrammeDetail> = ByMention::default();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut last: Option<usize> = None;
    for (n, mention) in mentions.iter().enumerate() {
        let Value::Programme(name) = &mention.value else { continue };
        let spelled = key(&name.name);
        let known = || registered(name, &spelled);
        // One name, many periods: the name is the programme, the period picks the instance. A registered name is one
        // programme whatever kind word stands before it.
        let own = known().next().map_or_else(|| canonical(name.kind, &name.name), |e| format!("{} {}", e.kind, e.key));
        let defined = last.filter(|&l| defines(doc, mentions, l, n)).and_then(|l| details.get(l)).map(|d| d.entry);
        let entry = match (defined, by_key.get(&own)) {
            (Some(entry), _) | (None, Some(&entry)) => entry,
            (None, None) => {
                let entry = ProgrammeEntry {
                    name: name.name.to_string(),
                    kind: name.kind,
                    key: own.clone(),
                    registry: None,
                    period: None,
                    place: None,
                    document: None,
                    mentions: Vec::new(),
                };
                entries.push(entry);
                periods.push(None);
                registry.push(Vec::new());
                entries.len() - 1
            }
        };
        by_key.entry(own).or_insert(entry);
        registry[entry].extend(known());
        entries[entry].mentions.push(n);
        let period = name.period.as_ref().map(ToString::to_string);
        if periods[entry].is_none() && period.as_ref().is_some_and(|p| p.contains('/')) {
            periods[entry] = period.clone();
        }
        details.push(n, ProgrammeDetail { entry, registry: None, period });
        last = Some(n);
    }
    for ((entry, period), known) in entries.iter_mut().zip(&periods).zip(&registry) {
        let agrees = |e: &&&Entry| period.is_some() && e.period.as_deref() == period.as_deref();
        // Without a period the instance in the file that is the newest stands for the programme.
        let chosen =
            known.iter().find(agrees).or_else(|| known.iter().max_by_key(|e| e.period.as_deref().unwrap_or("")));
        entry.registry = chosen.map(|e| e.id.to_string());
        if let Some(id) = &entry.registry {
            entry.key.clone_from(id);
        }
        let known =
            |fact: fn(&Entry) -> &Option<Box<str>>| chosen.and_then(|e| fact(e).as_ref()).map(ToString::to_string);
        // A title or a day is given year after year: the years of the decree about it are not its period.
        let yearly = matches!(entry.kind, "title" | "observance");
        entry.period = period.clone().or_else(|| known(|e| &e.period).filter(|_| !yearly));
        entry.place = entry.mentions.iter().find_map(|&n| place_inside(mentions, mentions[n].span));
        let decided = entry.mentions.iter().find_map(|&n| decided_by(doc, mentions, n));
        entry.document = decided.and_then(|n| name_of(&mentions[n].value)).or_else(|| known(|e| &e.document));
        for &n in &entry.mentions {
            let Some(detail) = details.get_mut(n) else { continue };
            detail.registry.clone_from(&entry.registry);
            if detail.period.is_none() {
                detail.period.clone_from(&entry.period);
            }
        }
    }
    (entries, details)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::candidate::Candidates;
    use crate::recognise::propose;
    use crate::recognise::select::select;
    use crate::testing::cases::with_doc;

    fn resolved(text: &str) -> (Vec<ProgrammeEntry>, Vec<ProgrammeDetail>) {
        let mut result = (Vec::new(), Vec::new());
        with_doc(text, |doc| {
            let mut found = Candidates::default();
            propose(doc, &mut found);
            let mut kept = select(found.take(), doc.tokens.len());
            kept.retain(|c| c.kind == Kind::Programme);
            let (entries, details) = resolve(doc, &kept);
            result = (entries, details.iter().map(|(_, d)| d.clone()).collect());
        });
        result
    }

    #[test]
    fn spelling_variants_are_one_programme() {
        let (entries, details) = resolved(
            "Phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa” lan rộng.\n\
             Huyện duy trì phong trào \"Toàn dân đoàn kết xây dựng đời sống văn hoá\".",
        );
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].mentions, [0, 1]);
        assert_eq!(entries[0].registry.as_deref(), Some("toan-dan-doan-ket-xay-dung-doi-song-van-hoa"));
        assert_eq!(details[1].period, None);
    }

    #[test]
    fn a_period_picks_the_instance() {
        let id = |text: &str| resolved(text).0[0].registry.clone();
        assert_eq!(
            id("Chương trình MTQG giảm nghèo bền vững giai đoạn 2016-2020").as_deref(),
            Some("muc-tieu-quoc-gia-giam-ngheo-ben-vung-2016-2020")
        );
        assert_eq!(
            id("Chương trình mục tiêu quốc gia giảm nghèo bền vững").as_deref(),
            Some("muc-tieu-quoc-gia-giam-ngheo-ben-vung-2021-2025")
        );
    }

    #[test]
    fn a_short_form_in_brackets_is_the_same_programme() {
        let (entries, details) =
            resolved("triển khai Đề án “Làng nghề xanh Kim Lâu” giai đoạn 2022-2026 (Đề án 417). Đề án 417 được giao.");
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].mentions.len(), 3);
        assert_eq!(details[2].period.as_deref(), Some("2022/2026"));
        assert_eq!(entries[0].registry, None);
    }

    #[test]
    fn different_names_stay_apart() {
        let (entries, _) = resolved("phong trào “Xóm xanh”, “Ngõ sạch” và mô hình “Xóm xanh”");
        assert_eq!(entries.iter().map(|e| e.mentions.len()).collect::<Vec<_>>(), [1, 1, 1]);
    }
}
