//! The table `mentions`: one row for each mention of any type.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Row, Table, all};
use crate::record::{
    DateFacts, DocumentFacts, Facts, Form, Mention, OrganisationFacts, PersonFacts, PlaceFacts, ProgrammeFacts, Value,
};

pub(super) const TABLE: Table = Table {
    name: "mentions",
    about: "One row for each mention: person, place, organisation, date, duration, percent, money, quantity, programme, \
            document. Columns that do not apply to its type are empty.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |record, row| all(record.mentions.len(), row),
};

fn m<'r>(r: &Row<'r>) -> &'r Mention<'r> {
    &r.record.mentions[r.item]
}

/// What a column of one type asks of a mention of that type.
macro_rules! facts_of {
    ($($name:ident: $variant:ident($facts:ident),)+) => {$(
        fn $name<'r>(r: &Row<'r>) -> Option<&'r $facts<'r>> {
            if let Facts::$variant(facts) = &m(r).facts { Some(facts) } else { None }
        }
    )+};
}

facts_of! {
    person: Person(PersonFacts),
    place: Place(PlaceFacts),
    organisation: Organisation(OrganisationFacts),
    date: Date(DateFacts),
    programme: Programme(ProgrammeFacts),
    document: Document(DocumentFacts),
}

fn form(r: &Row<'_>) -> Option<Form> {
    m(r).figure().and_then(|f| f.form)
}

/// The second number, in the one of two columns that it belongs to.
pub(super) fn second<'r>(value: Option<&'r Value<'r>>, form: Option<Form>, ratio: bool) -> Cell<'r> {
    value.filter(|_| (form == Some(Form::Ratio)) == ratio).map_or(Cell::Empty, Cell::second)
}

const COLUMNS: &[Column] = &[
    Column {
        name: "mention",
        about: "Number of the mention in the record.",
        holds: Holds::Count,
        cell: |r| Cell::count(m(r).id as usize),
    },
    Column { name: "type", about: "What it names.", holds: Holds::Text, cell: |r| Cell::text(m(r).kind_of().name()) },
    Column { name: "text", about: "The words of the article.", holds: Holds::Text, cell: |r| Cell::text(&*m(r).text) },
    Column {
        name: "value",
        about: "Date or duration in ISO 8601; number in base units, the lower end of a range, the part of a ratio.",
        holds: Holds::Text,
        cell: |r| m(r).value().map_or(Cell::Empty, Cell::first),
    },
    Column {
        name: "value_high",
        about: "Upper end of a range.",
        holds: Holds::Text,
        cell: |r| second(m(r).value(), form(r), false),
    },
    Column {
        name: "value_of",
        about: "The whole of a ratio: 34 in `32/34`.",
        holds: Holds::Number,
        cell: |r| second(m(r).value(), form(r), true),
    },
    Column {
        name: "cmp",
        about: "Relation of the figure to the true one: `=`, `>`, `>=`, `<`, `<=`, `~`.",
        holds: Holds::Text,
        cell: |r| Cell::name(m(r).figure().and_then(|f| f.cmp).map(|c| c.name())),
    },
    Column {
        name: "unit",
        about: "Unit of measure of a figure.",
        holds: Holds::Text,
        cell: |r| m(r).figure().map_or(Cell::Empty, |f| Cell::some(&f.unit)),
    },
    Column {
        name: "currency",
        about: "ISO 4217 code of an amount of money.",
        holds: Holds::Text,
        cell: |r| m(r).figure().map_or(Cell::Empty, |f| Cell::some(&f.currency)),
    },
    Column {
        name: "reason",
        about: "Why a date has no value.",
        holds: Holds::Text,
        cell: |r| date(r).map_or(Cell::Empty, |x| Cell::some(&x.reason)),
    },
    Column {
        name: "resolved_from",
        about: "What completed the value of a date.",
        holds: Holds::Text,
        cell: |r| date(r).map_or(Cell::Empty, |x| Cell::some(&x.resolved_from)),
    },
    Column {
        name: "kind",
        about: "Kind of an organisation, a programme or a document.",
        holds: Holds::Text,
        cell: |r| Cell::name(m(r).kind().map(|k| k.name())),
    },
    Column {
        name: "name",
        about: "Full name of an organisation or a programme.",
        holds: Holds::Text,
        cell: |r| m(r).name().map_or(Cell::Empty, Cell::text),
    },
    Column {
        name: "honorific",
        about: "Form of address before a person's name.",
        holds: Holds::Text,
        cell: |r| person(r).map_or(Cell::Empty, |x| Cell::some(&x.honorific)),
    },
    Column {
        name: "rank",
        about: "Rank before a person's name.",
        holds: Holds::Text,
        cell: |r| person(r).map_or(Cell::Empty, |x| Cell::some(&x.rank)),
    },
    Column {
        name: "level",
        about: "Administrative level of a place.",
        holds: Holds::Text,
        cell: |r| place(r).map_or(Cell::Empty, |x| Cell::some(&x.level)),
    },
    Column {
        name: "code",
        about: "Official code of a place on the date of the article.",
        holds: Holds::Text,
        cell: |r| place(r).map_or(Cell::Empty, |x| Cell::some(&x.code)),
    },
    Column {
        name: "parent_code",
        about: "Code of the unit that holds it.",
        holds: Holds::Text,
        cell: |r| place(r).and_then(|x| x.parent.as_ref()).map_or(Cell::Empty, |p| Cell::text(&*p.code)),
    },
    Column {
        name: "parent_name",
        about: "Name of the unit that holds it.",
        holds: Holds::Text,
        cell: |r| place(r).and_then(|x| x.parent.as_ref()).map_or(Cell::Empty, |p| Cell::text(&*p.name)),
    },
    Column {
        name: "now_codes",
        about: "Codes of the units that hold the area today, joined by spaces.",
        holds: Holds::Text,
        cell: |r| match place(r).and_then(|x| x.now.as_deref()) {
            None | Some([]) => Cell::Empty,
            Some(units) => Cell::text(units.iter().map(|u| &*u.code).collect::<Vec<_>>().join(" ")),
        },
    },
    Column {
        name: "of_place",
        about: "Number of the mention of the place that an organisation belongs to.",
        holds: Holds::Count,
        cell: |r| organisation(r).and_then(|x| x.place).map_or(Cell::Empty, |n| Cell::count(n as usize)),
    },
    Column {
        name: "registry",
        about: "Key of a programme in the registry.",
        holds: Holds::Text,
        cell: |r| programme(r).map_or(Cell::Empty, |x| Cell::some(&x.registry)),
    },
    Column {
        name: "period",
        about: "Period in the name of a programme.",
        holds: Holds::Text,
        cell: |r| programme(r).map_or(Cell::Empty, |x| Cell::some(&x.period)),
    },
    Column {
        name: "number",
        about: "Number of a document.",
        holds: Holds::Text,
        cell: |r| document(r).map_or(Cell::Empty, |x| Cell::some(&x.number)),
    },
    Column {
        name: "year",
        about: "Year of issue of a document.",
        holds: Holds::Count,
        cell: |r| document(r).and_then(|x| x.year).map_or(Cell::Empty, |y| Cell::count(y as usize)),
    },
    Column {
        name: "issuer",
        about: "Who issued a document.",
        holds: Holds::Text,
        cell: |r| document(r).map_or(Cell::Empty, |x| Cell::some(&x.issuer)),
    },
    Column { name: "rule", about: "The rule that found it.", holds: Holds::Text, cell: |r| Cell::text(&*m(r).rule) },
    Column {
        name: "sentence",
        about: "Number of the sentence it begins in.",
        holds: Holds::Count,
        cell: |r| r.sentence_at(m(r).span.0).map_or(Cell::Empty, Cell::count),
    },
    Column {
        name: "start",
        about: "Where it begins in the text of the record, in code points.",
        holds: Holds::Count,
        cell: |r| Cell::start(Some(m(r).span)),
    },
    Column { name: "end", about: "Where it ends there.", holds: Holds::Count, cell: |r| Cell::end(Some(m(r).span)) },
    Column {
        name: "source_start",
        about: "Where it begins in the decoded input, in code points.",
        holds: Holds::Count,
        cell: |r| Cell::start(m(r).source_span),
    },
    Column {
        name: "source_end",
        about: "Where it ends there.",
        holds: Holds::Count,
        cell: |r| Cell::end(m(r).source_span),
    },
];
