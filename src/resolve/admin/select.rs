//! Which of the units of one name is meant.
//!
//! Enters: the places of a document. Leaves: a unit for each that the article settles. Not done here: reading the text.

use rustc_hash::FxHashMap;

use super::unit::within;
use super::{Item, Setting, TODAY, When, Written, rank};
use crate::lexicon::units::{FIRST_NEW_DAY, LAST_OLD_DAY, Level, Unit};
use crate::recognise::doc::Doc;

/// The last day for which the list of 2021 is nearer to what was there than that of June 2025: most of the mergers between
/// them took effect from November 2024 to March 2025.
const EARLY_UNTIL: &str = "2024-10-31";

/// The period in which more of the names exist, for a document without a date.
pub(super) fn period(items: &[Item<'_>]) -> When<'static> {
    let exist = |day: &str| {
        let there = |item: &&Item<'_>| {
            item.written != Written::Hamlet
                && levels(item, day).iter().any(|&l| item.bearers.at(l).iter().any(|u| u.valid_on(day)))
        };
        items.iter().filter(there).count()
    };
    match exist(LAST_OLD_DAY).cmp(&exist(TODAY)) {
        std::cmp::Ordering::Greater => When::Day(LAST_OLD_DAY),
        std::cmp::Ordering::Less => When::Day(TODAY),
        std::cmp::Ordering::Equal => When::Either,
    }
}

/// The levels a written level may mean on a day, likeliest first. A bare name of a district is a commune's since July 2025.
fn levels(item: &Item<'_>, day: &str) -> &'static [Level] {
    match item.written {
        Written::Hamlet => &[],
        Written::Commune => &[Level::Commune],
        Written::District if item.bare && day >= FIRST_NEW_DAY => &[Level::Commune, Level::District],
        // `TX Đông Triều, Quảng Ninh`: in a list too, the name of a province is the province's.
        Written::District if item.designation.is_none() => &[Level::Province, Level::District],
        Written::District => &[Level::District],
        // In a list, or named again without it, the province comes first: `TP.HCM, Bến Tre`.
        Written::City if item.designation.is_none() => &[Level::Province, Level::District],
        Written::City => &[Level::District, Level::Province],
        // `Huế` was a city of Thừa Thiên Huế.
        Written::Province => &[Level::Province, Level::District],
    }
}

/// The units a place may mean, whatever the article says.
fn candidates(item: &Item<'_>, when: When<'_>) -> Vec<&'static Unit> {
    match when {
        When::Day(day) => on(item, day),
        When::Either => {
            let mut out = on(item, LAST_OLD_DAY);
            for unit in on(item, TODAY) {
                if !out.iter().any(|u| u.level == unit.level && u.code == unit.code && u.name == unit.name) {
                    out.push(unit);
                }
            }
            out
        }
    }
}

fn on(item: &Item<'_>, day: &str) -> Vec<&'static Unit> {
    let mut out: Vec<&'static Unit> = Vec::new();
    for &level in levels(item, day) {
        let bears = |u: &&Unit| u.valid_on(day) && fits(item, u);
        out.extend(item.bearers.at(level).iter().filter(bears));
        // A bare name that a province bears is the province's; that of a district comes before a commune's.
        if !out.is_empty() && (item.written != Written::City || item.designation.is_none()) {
            break;
        }
    }
    if out.is_empty() {
        out = ever(item, day);
    }
    // `Huế`: a city of a province until it became one itself.
    if day > EARLY_UNTIL && out.iter().any(|u| u.level == Level::Province) {
        out.retain(|u| !u.early);
    }
    one_of_each(&mut out, day);
    out
}

/// The units of other days that bear the name.
fn ever(item: &Item<'_>, day: &str) -> Vec<&'static Unit> {
    let mut out: Vec<&'static Unit> = Vec::new();
    for &level in levels(item, day) {
        out.extend(item.bearers.at(level).iter().filter(|u| fits(item, u)));
    }
    out
}

/// Whether the unit may be called so: `thành phố` of a unit that was a town before, yes; `quận` of a district, no.
fn fits(item: &Item<'_>, unit: &Unit) -> bool {
    let town = |d: &str| d == "thành phố" || d == "thị xã";
    match (item.written, item.designation) {
        (Written::City, None) if unit.level == Level::Province => true,
        (Written::City, _) => town(unit.designation) || unit.level == Level::District && unit.designation == "huyện",
        (Written::District, None) => unit.level != Level::Province || unit.designation == "tỉnh",
        (Written::Province, None) if unit.level == Level::District => unit.designation == "thành phố",
        (Written::Province, Some(_)) => unit.level == Level::Province,
        (Written::District, Some("quận")) => unit.designation == "quận" || unit.designation == "thành phố",
        (Written::District, Some("huyện")) => unit.designation != "quận" || unit.early,
        (Written::District, Some(_)) => unit.designation != "quận",
        _ => true,
    }
}

/// What two lists have under one code or designation stands once, as the list nearer to the day has it.
fn one_of_each(out: &mut Vec<&'static Unit>, day: &str) {
    let early = day <= EARLY_UNTIL;
    let same = |a: &Unit, b: &Unit| {
        a.level == b.level
            && a.parent == b.parent
            && a.from == b.from
            && (a.code == b.code || a.designation == b.designation)
    };
    if out.iter().any(|u| u.early == early) && out.iter().any(|u| u.early != early) {
        let near: Vec<&'static Unit> = out.iter().filter(|u| u.early == early).copied().collect();
        out.retain(|u| u.early == early || !near.iter().any(|n| same(n, u)));
    }
    out.sort_by_key(|u| (u.level, u.code, u.from, u.early));
    out.dedup();
}

/// Of units of one name those with the designation written, if there are any.
fn as_designated(item: &mut Item<'_>) {
    if let Some(d) = item.designation
        && item.candidates.iter().any(|u| u.designation == d)
    {
        item.candidates.retain(|u| u.designation == d);
    }
}

/// Settles what the names themselves and the places beside them tell, larger units first.
pub(super) fn beside(items: &mut [Item<'_>], when: When<'_>) {
    // Names repeat within an article: each is looked up once.
    let mut known: FxHashMap<(u8, Option<&str>, bool, &str), Vec<&'static Unit>> = FxHashMap::default();
    for step in [Written::Province, Written::City, Written::District, Written::Commune] {
        for n in 0..items.len() {
            if items[n].written != step {
                continue;
            }
            let item = &items[n];
            let name = (step.rank(), item.designation, item.bare, item.name);
            let whole = &*known.entry(name).or_insert_with(|| candidates(item, when));
            items[n].candidates.clone_from(whole);
            as_designated(&mut items[n]);
            if let Some((container, near)) = container_unit(items, n) {
                by_container(&mut items[n], whole, container, near, when);
            }
            let sure = items[n].beside || items[n].written != Written::Commune;
            if let ([unit], true) = (&*items[n].candidates, sure && !items[n].contradicted) {
                items[n].unit = Some(*unit);
            }
        }
    }
}

/// The unit beside an item that holds it: a `thành phố` of its own level does not.
fn container_unit(items: &[Item<'_>], n: usize) -> Option<(&'static Unit, bool)> {
    let (mut container, mut near) = items[n].container?;
    for _ in 0..3 {
        match items[container].unit {
            Some(unit) if rank(unit.level) > items[n].written.rank() => return Some((unit, near)),
            _ => {
                container = items[container].container?.0;
                near = false;
            }
        }
    }
    None
}

/// Keeps the units that the container holds.
fn by_container(item: &mut Item<'_>, whole: &[&'static Unit], container: &Unit, near: bool, when: When<'_>) {
    let held = |all: &[&'static Unit]| all.iter().filter(|u| within(u, container)).copied().collect::<Vec<_>>();
    let mut kept = held(&item.candidates);
    if kept.is_empty() {
        kept = held(whole);
    }
    let day = when.day();
    if kept.is_empty() {
        // A unit of other days, or a commune by its bare name (`Dương Huy, Quảng Ninh`).
        let mut other = ever(item, day);
        if item.written == Written::District && item.bare {
            other.extend(item.bearers.at(Level::Commune).iter().filter(|u| u.valid_on(day)));
        }
        other.sort_by_key(|u| !u.valid_on(day));
        kept = held(&other);
        if kept.iter().any(|u| u.level == Level::District) {
            kept.retain(|u| u.level == Level::District);
        }
        one_of_each(&mut kept, day);
        if let Some(d) = item.designation
            && kept.iter().any(|u| u.designation == d)
        {
            kept.retain(|u| u.designation == d);
        }
    }
    if kept.is_empty() {
        // The lists have every district, but not every commune there ever was; a city beside another is a list.
        let sole = item.written == Written::District && item.candidates.len() == 1;
        item.contradicted = near && !sole && item.written != Written::City;
        return;
    }
    item.candidates = kept;
    item.beside = true;
}

/// The provinces and districts that the article names: by sentence, and each once.
struct Named {
    by_sentence: Vec<(usize, &'static Unit)>,
    once: Vec<&'static Unit>,
}

impl Named {
    fn of(doc: &Doc<'_>, items: &[Item<'_>]) -> Self {
        let mut named = Self { by_sentence: Vec::new(), once: Vec::new() };
        for item in items {
            if let Some(unit) = item.unit.filter(|u| u.level != Level::Commune) {
                named.by_sentence.push((doc.sentence_of(item.span.start), unit));
            }
        }
        named.once = named.by_sentence.iter().map(|(_, u)| *u).collect();
        named.once.sort_by_key(|u| (u.level, u.code, u.name));
        named.once.dedup();
        named
    }

    fn in_sentence(&self, sentence: usize) -> &[(usize, &'static Unit)] {
        let low = self.by_sentence.partition_point(|(s, _)| *s < sentence);
        let len = self.by_sentence[low..].iter().take_while(|(s, _)| *s == sentence).count();
        &self.by_sentence[low..low + len]
    }
}

/// Settles what the rest of the article tells; whether anything was settled.
pub(super) fn elsewhere(doc: &Doc<'_>, items: &mut [Item<'_>], setting: &Setting) -> bool {
    let mut any = false;
    for step in [Written::City, Written::District, Written::Commune] {
        let open = |i: &Item<'_>| i.written == step && i.unit.is_none() && !i.candidates.is_empty();
        if !items.iter().any(open) {
            continue;
        }
        let twins = twins(items);
        let named = Named::of(doc, items);
        for item in items.iter_mut().filter(|i| open(i)) {
            let twin = twins.get(&(item.written.rank(), item.name)).copied().flatten();
            let twin = twin.filter(|u| item.designation.is_none_or(|d| d == u.designation));
            if let Some(unit) = twin {
                item.candidates = vec![unit];
                item.contradicted = false;
                item.unit = twin;
            } else if !item.contradicted {
                by_article(doc, item, &named, setting);
            }
            any |= item.unit.is_some();
        }
    }
    any | by_neighbour(items)
}

/// The other names of a list lie where those settled lie.
fn by_neighbour(items: &mut [Item<'_>]) -> bool {
    let mut any = false;
    for n in (0..items.len()).rev() {
        let item = &items[n];
        if item.unit.is_some() || item.candidates.len() < 2 || item.contradicted {
            continue;
        }
        let parent = |k: usize| {
            let other = items.get(k).filter(|i| i.written == item.written)?;
            let gap = other.span.start.abs_diff(item.span.end).min(item.span.start.abs_diff(other.span.end));
            other.unit.filter(|_| gap <= 2).map(|u| u.parent)
        };
        let Some(parent) = parent(n + 1).or_else(|| n.checked_sub(1).and_then(parent)) else { continue };
        let mut kept = item.candidates.iter().filter(|u| u.parent == parent);
        if let (Some(&unit), None) = (kept.next(), kept.next()) {
            items[n].unit = Some(unit);
            any = true;
        }
    }
    any
}

/// The names that the places beside them settled, each with its unit, or with none where it means several.
fn twins<'a>(items: &[Item<'a>]) -> FxHashMap<(u8, &'a str), Option<&'static Unit>> {
    let mut twins: FxHashMap<(u8, &str), Option<&'static Unit>> = FxHashMap::default();
    for item in items.iter().filter(|i| i.beside) {
        let Some(unit) = item.unit else { continue };
        let twin = twins.entry((item.written.rank(), item.name)).or_insert(Some(unit));
        if *twin != Some(unit) {
            *twin = None;
        }
    }
    twins
}

/// Keeps the candidates that a container named in the sentence, else in the article, else its own unit holds; one left is
/// the unit.
fn by_article(doc: &Doc<'_>, item: &mut Item<'_>, named: &Named, setting: &Setting) {
    let own = [Level::District, Level::Province].map(|level| setting.unit(level));
    let sentence = named.in_sentence(doc.sentence_of(item.span.start));
    let here = |level, u| sentence.iter().any(|&(_, c)| c.level == level && within(u, c));
    let all = |level, u| named.once.iter().any(|c| c.level == level && within(u, c));
    let tiers: [&dyn Fn(&'static Unit) -> bool; 5] = [
        &|u| here(Level::District, u),
        &|u| here(Level::Province, u),
        &|u| all(Level::District, u),
        &|u| all(Level::Province, u),
        &|u| own.iter().flatten().any(|c| within(u, c)),
    ];
    for held in tiers {
        if item.candidates.iter().any(|u| held(u)) {
            item.candidates.retain(|u| held(u));
            if let [unit] = *item.candidates {
                item.unit = Some(unit);
                return;
            }
        }
    }
    // A name that only one unit bears, where the article names no container at all.
    if let ([unit], true) = (&*item.candidates, named.once.is_empty() && own.iter().all(Option::is_none)) {
        item.unit = Some(*unit);
    }
}
