//! Programmes of a document: the same programme under its names.
//!
//! Enters: the mentions kept. Leaves: one entry for each programme, and for each mention its id in the registry and its
//! period. Not done here: finding mentions; joining programmes over documents.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use crate::lexicon::class::Class;
use crate::lexicon::key::{canonical, key, shortens};
use crate::lexicon::registry::{Entry, Registry};
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::programme::value::ProgrammeName;
use crate::recognise::{Kind, Value};
use crate::resolve::by_mention::ByMention;
use crate::resolve::citation::decided_by;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

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

/// The registry's entries a name with these keys may mean; a nickname in digits or one syllable needs the kind to agree, an
/// abbreviation does not.
fn registered(name: &ProgrammeName, key: &str, canonical: &str) -> Vec<&'static Entry> {
    let letters = name.name.len() > 2 && name.name.chars().all(char::is_uppercase);
    let weak = !name.name.contains(' ') && !letters;
    let bears = |e: &&Entry| e.kind != "resolution-theme" && (!weak || e.kind == name.kind);
    let found: Vec<&Entry> = Registry::embedded().with_key(key).filter(bears).collect();
    if !found.is_empty() || weak {
        return found;
    }
    Registry::embedded().worded(name.kind, canonical).collect()
}

/// What stands in the bracket that opens at `open`, where it has so many tokens.
fn bracketed(doc: &Doc<'_>, open: u32, tokens: RangeInclusive<u32>) -> Option<Span<Tok>> {
    let inside = || tokens.map(|len| Span::new(open + 1, open + 1 + len)).find(|inside| doc.is_mark(inside.end, ')'));
    doc.is_mark(open, '(').then(inside)?
}

/// The abbreviation in brackets right behind a mention, maybe with a year between: `Chương trình Làng Xanh 2019 (LX19)`.
fn abbreviation<'d>(doc: &Doc<'d>, mention: &Candidate) -> Option<&'d str> {
    let end = mention.span.end;
    let year = doc.tokens.get(end as usize).is_some_and(Token::is_number);
    let text = doc.slice(bracketed(doc, end + u32::from(year), 1..=ABBREVIATED)?);
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    (capitals > 1 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-')).then_some(text)
}

/// The name in brackets right behind a mention, of two words with capitals or more and of no place: `dự án khu nhà ở Kim Lâu
/// (Kim Lâu Garden)`.
fn other_name<'d>(doc: &Doc<'d>, mentions: &[Candidate], mention: &Candidate) -> Option<&'d str> {
    let inside = bracketed(doc, mention.span.end, 2..=OTHER)?;
    let from = mentions.partition_point(|m| m.span.start < inside.start);
    let place = mentions[from..]
        .iter()
        .take_while(|m| m.span.start == inside.start)
        .any(|m| m.kind == Kind::Place && m.span.end >= inside.end);
    let named = doc.tokens[inside.range()].iter().all(|t| t.is_word() && t.is_capital());
    (named && !place).then(|| doc.slice(inside))
}

/// The name of a line with its ends, which stand in brackets right behind: `tuyến đường sắt số 9 (tuyến Kim Lâu - Hà Lâm)`.
fn with_ends(doc: &Doc<'_>, mention: &Candidate, name: &ProgrammeName) -> Option<ProgrammeName> {
    if name.kind != "project" {
        return None;
    }
    let mut ends = bracketed(doc, mention.span.end, 3..=ENDS)?;
    let part = doc.phrase(ends.start, Class::ProgrammeLink).filter(|m| &*doc.row(m).value == "part");
    ends.start = part.map_or(ends.start, |m| m.span().end);
    let tokens = doc.tokens.get(ends.range())?;
    let dashes = tokens.iter().filter(|t| t.is('-')).count();
    if dashes != 1 || !tokens.iter().all(|t| t.is('-') || (t.is_word() && t.is_capital())) {
        return None;
    }
    let whole = format!("{} {}", name.name, doc.slice(ends));
    // Only of a line the ends are the name.
    let line = !canonical(name.kind, &whole).starts_with(&canonical(name.kind, &name.name));
    line.then(|| ProgrammeName { kind: name.kind, name: whole.into(), period: name.period.clone() })
}

/// Whether the mention `n` tells what the mention before it in its sentence is called in short: `(gọi tắt là dự án …`.
fn is_called(doc: &Doc<'_>, mentions: &[Candidate], before: usize, n: usize) -> bool {
    let (full, short) = (mentions[before].span, mentions[n].span);
    let from = full.end.max(short.start.saturating_sub(CALLED));
    short.start.saturating_sub(full.end) <= DEFINED
        && doc.sentence_of(full.start) == doc.sentence_of(short.start)
        && (from..short.start).any(|i| {
            let called = doc.phrase(i, Class::ProgrammeStop).filter(|m| &*doc.row(m).value == "alias");
            called.is_some_and(|m| m.span().end <= short.start && short.start <= m.span().end + 1)
        })
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

/// Most tokens of an abbreviation: `PP`, `17`.
const ABBREVIATED: u32 = 3;

/// Most words of another name in brackets.
const OTHER: u32 = 6;

/// Most tokens of the ends of a line in brackets.
const ENDS: u32 = 10;

/// Most words of `gọi tắt là`.
const CALLED: u32 = 3;

/// Most tokens between a name and what tells its short form.
const DEFINED: u32 = 24;

/// Kinds whose names are told in short once they have been told in full.
const SHORTENED: [&str; 5] = ["project", "plan", "scheme", "programme", "campaign"];

/// Most programmes of an article that are compared with one another.
const COMPARED: usize = 64;

/// A programme while its mentions are gathered.
struct Gathered {
    entry: ProgrammeEntry,
    /// Years that a mention tells.
    period: Option<String>,
    /// What the registry has of its names.
    registry: Vec<&'static Entry>,
}

impl Gathered {
    fn new(name: &ProgrammeName, key: &str) -> Self {
        let entry = ProgrammeEntry {
            name: name.name.to_string(),
            kind: name.kind,
            key: key.to_owned(),
            registry: None,
            period: None,
            place: None,
            document: None,
            mentions: Vec::new(),
        };
        Self { entry, period: None, registry: Vec::new() }
    }

    /// Takes what was gathered under a shorter name.
    fn take(&mut self, other: Self) {
        self.entry.mentions.extend(other.entry.mentions);
        self.entry.mentions.sort_unstable();
        self.period = self.period.take().or(other.period);
        self.registry.extend(other.registry);
    }

    /// The entry with what the registry and the article tell.
    fn finish(self, doc: &Doc<'_>, mentions: &[Candidate]) -> ProgrammeEntry {
        let Self { mut entry, period, registry } = self;
        let agrees = |e: &&&Entry| period.is_some() && e.period.as_deref() == period.as_deref();
        // Without a period the instance in the file that is the newest stands for the programme.
        let newest = || registry.iter().max_by_key(|e| e.period.as_deref().unwrap_or(""));
        let chosen = registry.iter().find(agrees).or_else(newest);
        entry.registry = chosen.map(|e| e.id.to_string());
        if let Some(id) = &entry.registry {
            entry.key.clone_from(id);
        }
        let known =
            |fact: fn(&Entry) -> &Option<Box<str>>| chosen.and_then(|e| fact(e).as_ref()).map(ToString::to_string);
        // A title or a day is given year after year: the years of the decree about it are not its period.
        let yearly = matches!(entry.kind, "title" | "observance");
        entry.place = entry.mentions.iter().find_map(|&n| place_inside(mentions, mentions[n].span));
        let decided = entry.mentions.iter().find_map(|&n| decided_by(doc, mentions, n));
        entry.document = decided.and_then(|n| name_of(&mentions[n].value)).or_else(|| known(|e| &e.document));
        entry.period = period.or_else(|| known(|e| &e.period).filter(|_| !yearly));
        entry
    }
}

/// The programmes of a document in the order of their first mentions, and what the document tells of each mention.
///
/// Mentions are of one programme if their names have one key ([`key`]), if one defines the other as its short form
/// (`Đề án “Hỗ trợ …” (Đề án 1665)`, `Chương trình Làng Xanh (LX)`), or if one is short for the other and for no other
/// ([`shortens`]).
#[must_use]
pub fn resolve(doc: &Doc<'_>, mentions: &[Candidate]) -> (Vec<ProgrammeEntry>, ByMention<ProgrammeDetail>) {
    if !mentions.iter().any(|c| c.kind == Kind::Programme) {
        return (Vec::new(), ByMention::default());
    }
    let all = join(gather(doc, mentions));
    let entries: Vec<ProgrammeEntry> = all.into_iter().map(|g| g.finish(doc, mentions)).collect();
    let mut details: Vec<(usize, ProgrammeDetail)> = Vec::new();
    for (entry, e) in entries.iter().enumerate() {
        details.extend(e.mentions.iter().map(|&n| {
            let own = match &mentions[n].value {
                Value::Programme(name) => name.period.as_ref().map(ToString::to_string),
                _ => None,
            };
            (n, ProgrammeDetail { entry, registry: e.registry.clone(), period: own.or_else(|| e.period.clone()) })
        }));
    }
    details.sort_unstable_by_key(|(n, _)| *n);
    (entries, details.into_iter().collect())
}

/// What the registry has of a name, and what tells its programme from others: the name of the registry, else its own, with the
/// kind.
fn identify(name: &ProgrammeName) -> (Vec<&'static Entry>, String) {
    let own = canonical(name.kind, &name.name);
    let known = registered(name, &key(&name.name), &own);
    let told = known.first().map(|e| format!("{} {}", e.kind, e.key));
    (known, told.unwrap_or(own))
}

/// The programmes by the keys of their names, and by the short forms that define them.
fn gather(doc: &Doc<'_>, mentions: &[Candidate]) -> Vec<Gathered> {
    let mut all: Vec<Gathered> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    // The mention read last, and its programme.
    let mut last: Option<(usize, usize)> = None;
    let named = |n: usize| match &mentions[n].value {
        Value::Programme(name) => Some(name),
        _ => None,
    };
    let mut short: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for n in (0..mentions.len()).filter(|&n| named(n).is_some()) {
        if let Some(abbreviation) = abbreviation(doc, &mentions[n]).or_else(|| other_name(doc, mentions, &mentions[n]))
        {
            short.entry(abbreviation).or_default().push(n);
        }
    }
    for (n, mention) in mentions.iter().enumerate() {
        let Value::Programme(name) = &mention.value else { continue };
        let (mut known, mut own) = identify(name);
        if known.is_empty()
            && let Some(line) = with_ends(doc, mention, name)
        {
            (known, own) = identify(&line);
        }
        // One name, many periods: the name is the programme, the period picks the instance. A registered name is one
        // programme whatever kind word stands before it.
        let full = short.get(&*name.name).and_then(|full| full.iter().find(|full| **full != n));
        if known.is_empty()
            && let Some(full) = full.and_then(|full| named(*full))
        {
            own = identify(full).1;
        }
        let tells = |l: usize| defines(doc, mentions, l, n) || is_called(doc, mentions, l, n);
        let defined = last.filter(|(l, _)| tells(*l)).map(|(_, of)| of);
        let of = defined.or_else(|| by_key.get(&own).copied()).unwrap_or_else(|| {
            all.push(Gathered::new(name, &own));
            all.len() - 1
        });
        by_key.entry(own).or_insert(of);
        let programme = &mut all[of];
        programme.registry.extend(known);
        programme.entry.mentions.push(n);
        if programme.period.is_none() && name.period.as_ref().is_some_and(|p| p.contains('/')) {
            programme.period = name.period.as_ref().map(ToString::to_string);
        }
        last = Some((n, of));
    }
    all
}

/// Joins each name that is short for one other, and for none besides, to that one.
fn join(all: Vec<Gathered>) -> Vec<Gathered> {
    if all.len() > COMPARED {
        return all;
    }
    let full: Vec<Option<usize>> = (0..all.len()).map(|n| full_name(&all, n)).collect();
    if full.iter().all(Option::is_none) {
        return all;
    }
    let mut kept: Vec<Option<Gathered>> = all.into_iter().map(Some).collect();
    for (n, mut of) in full.iter().copied().enumerate() {
        // A name is longer than what is short for it: the way ends.
        while let Some(next) = of.and_then(|of| full[of]) {
            of = Some(next);
        }
        if let Some(short) = of.and_then(|_| kept[n].take())
            && let Some(long) = of.and_then(|of| kept[of].as_mut())
        {
            long.take(short);
        }
    }
    let mut joined: Vec<Gathered> = kept.into_iter().flatten().collect();
    joined.sort_by_key(|g| g.entry.mentions.first().copied());
    joined
}

/// The one programme that number `n` may be short for: of several the longest, where they are short for that.
fn full_name(all: &[Gathered], n: usize) -> Option<usize> {
    let short = &all[n];
    if !short.registry.is_empty() || !SHORTENED.contains(&short.entry.kind) {
        return None;
    }
    let is_short = |s: &ProgrammeEntry, l: &ProgrammeEntry| shortens(&s.name, &s.key, &l.key);
    let longer = |l: &usize| is_short(&short.entry, &all[*l].entry);
    let best = (0..all.len()).filter(longer).max_by_key(|l| all[*l].entry.key.len())?;
    (0..all.len()).filter(longer).all(|l| l == best || is_short(&all[l].entry, &all[best].entry)).then_some(best)
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
    fn an_abbreviation_in_brackets_is_the_same_programme() {
        let text = "Chương trình LX19 khởi động. Theo kế hoạch, chương trình “Làng xanh vùng cao” 2019 (LX19) kéo dài ba tháng.";
        let (entries, _) = resolved(text);
        let found: Vec<_> = entries.iter().map(|e| (&*e.key, e.mentions.len())).collect();
        assert_eq!(found, [("programme làng xanh vùng cao", 2)]);
    }

    #[test]
    fn brackets_tell_another_name_a_short_one_and_the_ends_of_a_line() {
        let found = |text: &str| resolved(text).0.iter().map(|e| e.mentions.len()).collect::<Vec<_>>();
        let text =
            "Dự án Lâm Sơn Garden bị phạt. Chủ đầu tư dự án khu nhà ở thấp tầng Kim Lâu (Lâm Sơn Garden) chưa nộp.";
        assert_eq!(found(text), [2]);
        let text =
            "Dự án mở rộng bến xe Kim Lâu, tỉnh Hà Lâm theo hợp đồng BOT (gọi tắt là dự án BOT Tân Phong) đã xong.";
        assert_eq!(found(text), [2]);
        let text = "Thiếu vốn cho dự án Xây dựng tuyến đường sắt đô thị số 9 (tuyến Kim Lâu - Hà Lâm). \
                    Vốn cho dự án đường sắt Kim Lâu - Hà Lâm đã có.";
        assert_eq!(found(text), [2]);
        let text = "Dự án mở rộng bến xe Kim Lâu (Hà Lâm Xanh) đã xong. Dự án chợ Hà Lâm Xanh chậm.";
        assert_eq!(found(text), [1, 1]);
    }

    #[test]
    fn what_is_short_for_one_name_is_that_programme() {
        let (entries, details) = resolved(
            "Dự án chợ Kim Lâu chậm tiến độ. Dự án cải tạo chợ đầu mối nông sản Kim Lâu khởi công từ năm ngoái. \
             Vốn của dự án chợ Kim Lâu đã đủ.",
        );
        assert_eq!(
            entries.iter().map(|e| (&*e.key, e.mentions.len())).collect::<Vec<_>>(),
            [("project cải tạo chợ đầu mối nông sản kim lâu", 3)]
        );
        assert_eq!(details.iter().map(|d| d.entry).collect::<Vec<_>>(), [0, 0, 0]);
        // Two it may be short for: it stays what it says.
        let (entries, _) = resolved(
            "Dự án chợ Kim Lâu chậm tiến độ. Dự án cải tạo chợ đầu mối Kim Lâu và dự án nâng cấp chợ gia súc Kim Lâu \
             khởi công.",
        );
        assert_eq!(entries.len(), 3);
    }

    #[test]
    fn different_names_stay_apart() {
        let (entries, _) = resolved("phong trào “Xóm xanh”, “Ngõ sạch” và mô hình “Xóm xanh”");
        assert_eq!(entries.iter().map(|e| e.mentions.len()).collect::<Vec<_>>(), [1, 1, 1]);
    }
}
