//! The shape of each type of the record: its fields, in the order they are written.
//!
//! Enters: a value of the record. Leaves: its JSON. The order is that of the types, which a test compares; a field that is
//! added to a type and not here does not compile. Not done here: what strings and numbers look like.

use super::Put;
use super::tail::Tail;
use crate::record::{
    AdminUnit, Block, BlockKind, Change, CharSpan, Cmp, ContentHash, DateFacts, DocumentEntry, DocumentFacts,
    DocumentKind, DurationFacts, Facts, FigureFacts, Form, Indicator, Mention, MentionType, Number, Official,
    OffsetUnit, OrganisationFacts, OrganisationKind, PersonFacts, PlaceFacts, ProgrammeEntry, ProgrammeFacts,
    ProgrammeKind, Record, Role, SCHEMA_VERSION, SchemaVersion, Selected, Sentence, SourceInfo, Value, Versions,
    Warning,
};

/// A text of the program as bytes of known number.
macro_rules! bytes {
    ($text:expr) => {{
        const TEXT: &str = $text;
        const BYTES: &[u8; TEXT.len()] = match TEXT.as_bytes().first_chunk() {
            Some(bytes) => bytes,
            None => &[0; TEXT.len()],
        };
        BYTES
    }};
}

/// One field: `optional` ones are left out where they are absent; a name in quotes is that of the JSON.
macro_rules! field {
    ($out:ident, $lead:literal, $field:ident) => {
        field!($out, $lead, $field, stringify!($field));
    };
    ($out:ident, $lead:literal, $field:ident, optional) => {
        if $field.is_some() {
            field!($out, $lead, $field);
        }
    };
    ($out:ident, $lead:literal, $field:ident, $name:expr) => {
        $out.put(bytes!(concat!($lead, "\"", $name, "\":")));
        $field.put($out);
    };
}

macro_rules! shapes {
    ($($type:ty { $first:ident $(, $field:ident $(($how:tt))?)* })+) => {$(
        impl Put for $type {
            fn put(&self, out: &mut Tail) {
                let Self { $first $(, $field)* } = self;
                field!(out, "{", $first);
                $(field!(out, ",", $field $(, $how)?);)*
                out.put(b"}");
            }
        }
    )+};
}

shapes! {
    SourceInfo<'_> { path, member, line(optional), format, encoding, bytes, hash }
    Block { kind, span, source_span }
    Sentence { span, block }
    AdminUnit<'_> { code, name }
    Official<'_> { name, honorific, rank, mentions, roles }
    Role<'_> { title, org, org_full, former, evidence }
    Indicator<'_> {
        measure, value, form(optional), unit, cmp, change, period, place, place_code, mention, sentence, span, source_span
    }
    ProgrammeEntry<'_> {
        name, kind, registry, key, period(optional), place(optional), document(optional), mentions
    }
    DocumentEntry<'_> {
        number, title(optional), kind, year(optional), issuer(optional), date(optional), mentions
    }
    Warning<'_> { code, message }
    Versions<'_> { tinviet, data }
}

/// What a type of mention says: the fields go into the object of the mention, and are left out where they are absent.
macro_rules! facts {
    ($($variant:ident($type:ident { $($field:ident),+ }))+) => {
        impl Put for Mention<'_> {
            fn put(&self, out: &mut Tail) {
                let Self { id, span, source_span, text, facts, rule } = self;
                let kind_of = self.kind_of();
                field!(out, "{", id);
                field!(out, ",", kind_of, "type");
                field!(out, ",", span);
                field!(out, ",", source_span);
                field!(out, ",", text);
                match facts {
                    $(Facts::$variant($type { $($field),+ }) => {
                        $(field!(out, ",", $field, optional);)+
                    })+
                }
                field!(out, ",", rule);
                out.put(b"}");
            }
        }
    };
}

facts! {
    Person(PersonFacts { honorific, rank })
    Place(PlaceFacts { level, code, parent, now, candidates })
    Organisation(OrganisationFacts { name, kind, place })
    Date(DateFacts { value, reason, resolved_from })
    Duration(DurationFacts { value })
    Percent(FigureFacts { value, cmp, unit, currency, form })
    Money(FigureFacts { value, cmp, unit, currency, form })
    Quantity(FigureFacts { value, cmp, unit, currency, form })
    Programme(ProgrammeFacts { name, kind, registry, period })
    Document(DocumentFacts { kind, number, year, issuer, date, provision })
}

macro_rules! record {
    ($($field:ident $(($how:tt))?),+) => {
        impl Put for Selected<'_, '_> {
            fn put(&self, out: &mut Tail) {
                let Record { $($field),+ } = self.record;
                let mut chosen = self.fields.each();
                let mut lead = b'{';
                $(
                    if chosen.next() == Some(true) $(&& given!($field, $how))? {
                        out.put(&[lead]);
                        field!(out, "", $field);
                        lead = b',';
                    }
                )+
                if lead == b'{' {
                    out.put(&[lead]);
                }
                out.put(b"}");
            }
        }
    };
}

macro_rules! given {
    ($field:ident, optional) => {
        $field.is_some()
    };
}

record! {
    schema, id, source, duplicate_of(optional), url, publisher, published, published_time(optional), published_from, title,
    lead, author, views, offset_unit(optional), text, blocks, sentences, words(optional), mentions, officials, indicators,
    programmes, documents, warnings, versions
}

macro_rules! names {
    ($($type:ty),+) => {$(
        impl Put for $type {
            #[inline]
            fn put(&self, out: &mut Tail) {
                // A name in the program, of which none holds anything to be escaped.
                out.plain(self.name());
            }
        }
    )+};
}

names!(BlockKind, Change, Cmp, DocumentKind, Form, MentionType, OffsetUnit, OrganisationKind, ProgrammeKind);

impl Put for CharSpan {
    #[inline]
    fn put(&self, out: &mut Tail) {
        out.span(self.0, self.1);
    }
}

impl Put for Value<'_> {
    fn put(&self, out: &mut Tail) {
        match self {
            Self::Unknown => out.put(b"null"),
            Self::Number(n) => n.put(out),
            Self::Numbers(a, b) => pair(a, b, out),
            Self::Text(text) => text.put(out),
            Self::Texts(a, b) => pair(a, b, out),
        }
    }
}

fn pair(a: &impl Put, b: &impl Put, out: &mut Tail) {
    out.put(b"[");
    a.put(out);
    out.put(b",");
    b.put(out);
    out.put(b"]");
}

impl Put for Number {
    fn put(&self, out: &mut Tail) {
        match self.integral() {
            Some(n) => {
                if n < 0 {
                    out.put(b"-");
                }
                out.integer(n.unsigned_abs());
            }
            None => out.real(self.get()),
        }
    }
}

impl Put for SchemaVersion {
    fn put(&self, out: &mut Tail) {
        SCHEMA_VERSION.put(out);
    }
}

impl Put for ContentHash {
    fn put(&self, out: &mut Tail) {
        out.put(b"\"");
        out.append(&self.written());
        out.put(b"\"");
    }
}
