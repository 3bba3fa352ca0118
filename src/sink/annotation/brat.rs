//! brat standoff: a text and a file of annotations for each article.
//!
//! Enters: a record. Leaves: a [`Pair`]: the text as it is, and a line for each mention (`T`, in fragments where it runs over
//! the end of a line), for its value, comparator and kind (`A`), its place in a registry (`N`), for the relation of a person
//! to the body of an office and of a body to its place (`R`), for mentions of one person, programme or document (`*`), and
//! for all else that is known (`#`). Not done here: naming and writing the two files.

use std::fmt::Write;

use super::pieces::{RELATIONS, Text, facts, flat, key, relations};
use crate::error::Error;
use crate::record::{
    CharSpan, Cmp, DocumentKind, Form, Mention, MentionType, OrganisationKind, ProgrammeKind, Record, Value,
};
use crate::sink::Sink;

/// Pairs of text and annotations, one behind the other; [`Pair::read`] takes one apart. This is no file format: whoever
/// receives the pairs writes two files for each.
#[derive(Debug, Clone, Copy, Default)]
pub struct Brat;

/// An article for brat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'p> {
    /// What goes to the `.txt` file.
    pub text: &'p [u8],
    /// What goes to the `.ann` file.
    pub annotations: &'p [u8],
}

const HEAD: usize = 8;

impl<'p> Pair<'p> {
    /// The pair that [`Brat`] wrote.
    ///
    /// ```
    /// use tinviet::sink::annotation::Pair;
    /// assert!(Pair::read(b"\x01\0\0\0\0\0\0\0xyz").is_some_and(|p| p.text == b"x" && p.annotations == b"yz"));
    /// assert!(Pair::read(b"\x09\0\0\0\0\0\0\0xyz").is_none() && Pair::read(b"").is_none());
    /// ```
    #[must_use]
    pub fn read(bytes: &'p [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
        let (text, annotations) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*head)).ok()?)?;
        Some(Self { text, annotations })
    }
}

impl Sink for Brat {
    fn record(&self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
        let text = Text::of(record)?;
        out.extend_from_slice(&(record.text.len() as u64).to_le_bytes());
        out.extend_from_slice(record.text.as_bytes());
        let mut lines = Lines::default();
        for m in &record.mentions {
            lines.mention(record, m, &text);
        }
        for relation in relations(record) {
            lines.relation(relation.name, relation.from, relation.to, relation.note.as_deref());
        }
        let lists = record.officials.iter().map(|o| &o.mentions);
        let lists = lists.chain(record.programmes.iter().map(|p| &p.mentions));
        for list in lists.chain(record.documents.iter().map(|d| &d.mentions)) {
            lines.same(list);
        }
        out.extend_from_slice(lines.out.as_bytes());
        Ok(())
    }
}

/// The lines of an annotation file. Writing into a string cannot fail.
#[derive(Default)]
struct Lines {
    out: String,
    attributes: u32,
    names: u32,
    relations: u32,
    notes: u32,
}

impl Lines {
    fn mention(&mut self, record: &Record<'_>, m: &Mention<'_>, text: &Text<'_>) {
        let number = m.id + 1;
        let _ = write!(self.out, "T{number}\t{} ", m.kind_of().name());
        let parts = fragments(m.span, text.under(m.span));
        for (n, part) in parts.iter().enumerate() {
            let _ = write!(self.out, "{}{} {}", if n > 0 { ";" } else { "" }, part.0, part.1);
        }
        let texts: Vec<&str> = parts.iter().map(|p| text.under(*p)).collect();
        let _ = writeln!(self.out, "\t{}", texts.join(" "));
        if let Some(value) = m.value().and_then(|v| token(v, m.figure().and_then(|f| f.form))) {
            self.attribute("value", number, &value);
        }
        if let Some(cmp) = m.figure().and_then(|f| f.cmp).and_then(comparator) {
            self.attribute("cmp", number, cmp);
        }
        if let Some(kind) = m.kind() {
            self.attribute("kind", number, kind.name());
        }
        if let Some((base, key)) = key(m) {
            self.names += 1;
            let (n, key, text) = (self.names, flat(key).replace(' ', "_"), flat(m.name().unwrap_or(&m.text)));
            let _ = writeln!(self.out, "N{n}\tReference T{number} {base}:{key}\t{text}");
        }
        let told = |name: &str| !matches!(name, "value" | "cmp" | "kind" | "code" | "registry");
        let mut notes: Vec<String> = facts(m)
            .into_iter()
            .filter(|(name, _)| told(name))
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        for i in record.indicators.iter().filter(|i| i.mention == m.id) {
            notes.push(format!("measure: {}", i.measure));
            let facts =
                [("change", i.change.map(|c| c.name())), ("period", i.period.as_deref()), ("of", i.place.as_deref())];
            notes.extend(facts.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?))));
        }
        if !notes.is_empty() {
            self.note('T', number, &notes.join("; "));
        }
    }

    fn attribute(&mut self, name: &str, target: u32, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{name} T{target} {value}", self.attributes);
    }

    fn relation(&mut self, name: &str, from: u32, to: u32, note: Option<&str>) {
        self.relations += 1;
        let n = self.relations;
        let _ = writeln!(self.out, "R{n}\t{name} Arg1:T{} Arg2:T{}", from + 1, to + 1);
        if let Some(note) = note {
            self.note('R', n, note);
        }
    }

    fn same(&mut self, mentions: &[u32]) {
        if mentions.len() > 1 {
            let all: Vec<String> = mentions.iter().map(|id| format!("T{}", id + 1)).collect();
            let _ = writeln!(self.out, "*\tEquiv {}", all.join(" "));
        }
    }

    fn note(&mut self, of: char, target: u32, text: &str) {
        self.notes += 1;
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes {of}{target}\t{}", self.notes, flat(text));
    }
}

/// The parts of a span on the lines that it runs over, without what stands at their ends.
fn fragments(span: CharSpan, under: &str) -> Vec<CharSpan> {
    let mut out = Vec::new();
    let mut at = span.0;
    for line in under.split('\n') {
        let len = line.chars().count() as u32;
        let lead = line.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let kept = line.trim().chars().count() as u32;
        if kept > 0 {
            out.push(CharSpan(at + lead, at + lead + kept));
        }
        at += len + 1;
    }
    if out.is_empty() {
        out.push(span);
    }
    out
}

/// A value as one word.
fn token(value: &Value<'_>, form: Option<Form>) -> Option<String> {
    let between = if form == Some(Form::Ratio) { "/" } else { ".." };
    Some(match value {
        Value::Unknown => return None,
        Value::Number(n) => n.to_string(),
        Value::Numbers(a, b) => format!("{a}{between}{b}"),
        Value::Text(t) => t.to_string(),
        Value::Texts(a, b) => format!("{a}{between}{b}"),
    })
}

/// A comparator as a word; equality needs none.
const fn comparator(cmp: Cmp) -> Option<&'static str> {
    Some(match cmp {
        Cmp::Eq => return None,
        Cmp::Gt => "more",
        Cmp::Ge => "at-least",
        Cmp::Lt => "less",
        Cmp::Le => "at-most",
        Cmp::About => "about",
    })
}

/// The `annotation.conf` that declares these types to brat.
#[must_use]
pub fn configuration() -> String {
    let mut out = String::from("[entities]\n");
    for kind in MentionType::ALL {
        out.push_str(kind.name());
        out.push('\n');
    }
    let comparators: Vec<&str> = Cmp::ALL.iter().filter_map(|c| comparator(*c)).collect();
    let mut kinds: Vec<&str> = OrganisationKind::ALL.iter().map(|k| k.name()).collect();
    kinds.extend(ProgrammeKind::ALL.iter().map(|k| k.name()));
    kinds.extend(DocumentKind::ALL.iter().map(|k| k.name()));
    kinds.sort_unstable();
    kinds.dedup();
    let [office, belongs] = RELATIONS;
    let _ = write!(
        out,
        "\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n{office}\tArg1:person, \
         Arg2:organisation|place\n{belongs}\tArg1:organisation, Arg2:place\nEquiv\tArg1:<ENTITY>, Arg2:<ENTITY>, \
         <REL-TYPE>:symmetric-transitive\n\n[events]\n\n[attributes]\ncmp\tArg:percent|money|quantity, \
         Value:{}\nkind\tArg:organisation|programme|document, Value:{}\n",
        comparators.join("|"),
        kinds.join("|"),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_over_two_lines_is_two_fragments() {
        let view = |under: &str| fragments(CharSpan(10, 10 + under.chars().count() as u32), under);
        assert_eq!(view("xã Tân Hợp"), [CharSpan(10, 20)]);
        assert_eq!(view("xã \n Tân Hợp"), [CharSpan(10, 12), CharSpan(15, 22)]);
        assert_eq!(view("a\n\nb"), [CharSpan(10, 11), CharSpan(13, 14)]);
    }
}
