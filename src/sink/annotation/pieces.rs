//! What several annotation formats need of a record: texts under spans, texts on one line, what is known of a mention.

use std::borrow::Cow;

use super::failed;
use crate::error::Error;
use crate::record::{CharSpan, Facts, Mention, OffsetUnit, Positions, Record};

/// The text of a record, cut at code points.
pub(super) struct Text<'r> {
    text: &'r str,
    positions: Positions,
}

impl<'r> Text<'r> {
    /// The text of `record`, whose positions must count code points.
    pub(super) fn of(record: &'r Record<'_>) -> Result<Self, Error> {
        if record.offset_unit.unwrap_or_default() != OffsetUnit::Codepoint {
            return Err(failed(&"its positions do not count code points"));
        }
        Ok(Self { text: &record.text, positions: Positions::new(&record.text) })
    }

    /// The byte at which a code point stands.
    pub(super) fn byte(&self, point: u32) -> usize {
        self.positions.byte(self.text, OffsetUnit::Codepoint, point)
    }

    /// The text under a span.
    pub(super) fn under(&self, span: CharSpan) -> &'r str {
        self.text.get(self.byte(span.0)..self.byte(span.1)).unwrap_or_default()
    }

    /// A span without the white space at its ends.
    pub(super) fn trimmed(&self, span: CharSpan) -> CharSpan {
        let under = self.under(span);
        let blank = |text: &str| text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let behind = under.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
        let start = (span.0 + blank(under)).min(span.1);
        CharSpan(start, span.1.saturating_sub(behind).max(start))
    }
}

/// The text on one line: white space of any kind and length becomes one space, any other control character U+FFFD.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    let bare = |c: char| c.is_whitespace() && c != ' ' || c.is_control();
    if !text.contains(bare) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(if c.is_control() { '\u{FFFD}' } else { c });
        }
    }
    Cow::Owned(out)
}

/// What the record knows of a mention beyond its type: name and value of each field, in the order of the record.
pub(super) fn facts<'m>(m: &'m Mention<'_>) -> Vec<(&'static str, Cow<'m, str>)> {
    let m = m.flat();
    let name = |name: &'static str| Some(Cow::Borrowed(name));
    let units = |units: Option<Vec<crate::record::AdminUnit<'_>>>| {
        let units = units.filter(|u| !u.is_empty())?;
        Some(Cow::Owned(units.iter().map(|u| format!("{} ({})", u.name, u.code)).collect::<Vec<_>>().join(", ")))
    };
    let all = [
        ("honorific", m.honorific),
        ("rank", m.rank),
        ("value", m.value.map(|v| v.to_string().into())),
        ("reason", m.reason),
        ("resolved_from", m.resolved_from),
        ("cmp", m.cmp.and_then(|c| name(c.name()))),
        ("unit", m.unit),
        ("currency", m.currency),
        ("form", m.form.and_then(|f| name(f.name()))),
        ("level", m.level),
        ("code", m.code),
        ("parent", m.parent.map(|u| format!("{} ({})", u.name, u.code).into())),
        ("now", units(m.now)),
        ("candidates", units(m.candidates)),
        ("name", m.name),
        ("kind", m.kind.and_then(|k| name(k.name()))),
        ("registry", m.registry),
        ("period", m.period),
        ("number", m.number),
        ("year", m.year.map(|y| y.to_string().into())),
        ("issuer", m.issuer),
        ("date", m.date),
        ("provision", m.provision),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The key under which others know what a mention names, and whose it is: the official code of a place, the registry's key
/// of a programme.
pub(super) fn key<'m>(m: &'m Mention<'_>) -> Option<(&'static str, &'m str)> {
    match &m.facts {
        Facts::Place(place) => Some(("admin-unit", place.code.as_deref()?)),
        Facts::Programme(programme) => Some(("programme", programme.registry.as_deref()?)),
        _ => None,
    }
}

/// The mention with an id.
pub(super) fn mention<'r>(record: &'r Record<'_>, id: u32) -> Option<&'r Mention<'r>> {
    record.mentions.binary_search_by_key(&id, |m| m.id).ok().map(|n| &record.mentions[n])
}

/// A relation between two mentions that the record states.
pub(super) struct Relation<'r> {
    /// Its name.
    pub(super) name: &'static str,
    /// `id` of the mention it goes from.
    pub(super) from: u32,
    /// `id` of the mention it goes to.
    pub(super) to: u32,
    /// What it is more closely.
    pub(super) note: Option<Cow<'r, str>>,
}

/// All names of relations.
pub(super) const RELATIONS: [&str; 2] = ["holds-office-in", "belongs-to"];

/// The relations of a record: a person holds an office in a body, an organisation belongs to a place.
pub(super) fn relations<'r>(record: &'r Record<'r>) -> Vec<Relation<'r>> {
    let mut out = Vec::new();
    for official in &record.officials {
        for role in &official.roles {
            // The mention of the body that the role rests on, and the mention of the person nearest to it.
            let body = role.evidence.iter().filter_map(|id| mention(record, *id));
            let Some(body) =
                body.filter(|m| matches!(m.facts, Facts::Organisation(_) | Facts::Place(_))).min_by_key(|m| m.id)
            else {
                continue;
            };
            let persons = official.mentions.iter().filter_map(|id| mention(record, *id));
            let persons = persons.filter(|m| matches!(m.facts, Facts::Person(_)));
            let Some(person) = persons.min_by_key(|m| (m.span.0.abs_diff(body.span.0), m.id)) else { continue };
            let note =
                if role.former { format!("{} (former)", role.title).into() } else { Cow::Borrowed(&*role.title) };
            out.push(Relation { name: RELATIONS[0], from: person.id, to: body.id, note: Some(note) });
        }
    }
    for m in &record.mentions {
        let Facts::Organisation(body) = &m.facts else { continue };
        if let Some(place) = body.place.filter(|id| mention(record, *id).is_some()) {
            out.push(Relation { name: RELATIONS[1], from: m.id, to: place, note: None });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line() {
        assert!(matches!(flat("xã Tân Hợp"), Cow::Borrowed("xã Tân Hợp")));
        assert_eq!(flat("xã\nTân  Hợp\u{a0} \u{7}."), "xã Tân Hợp \u{FFFD}.");
        assert_eq!(flat(""), "");
    }
}
