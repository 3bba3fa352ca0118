//! The table `programmes`: one row for each programme and article.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Row, Table, all};
use crate::record::{Mention, ProgrammeEntry};

pub(super) const TABLE: Table = Table {
    name: "programmes",
    about: "One row for each programme an article speaks of.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |record, row| all(record.programmes.len(), row),
};

fn p<'r>(r: &Row<'r>) -> &'r ProgrammeEntry<'r> {
    &r.record.programmes[r.item]
}

fn first<'r>(r: &Row<'r>) -> Option<&'r Mention<'r>> {
    p(r).mentions.first().and_then(|id| r.mention(*id))
}

const COLUMNS: &[Column] = &[
    Column {
        name: "programme",
        about: "Its name without the kind word.",
        holds: Holds::Text,
        cell: |r| Cell::text(&*p(r).name),
    },
    Column {
        name: "kind",
        about: "Which kind of programme.",
        holds: Holds::Text,
        cell: |r| Cell::text(p(r).kind.name()),
    },
    Column {
        name: "registry",
        about: "Its key in the registry.",
        holds: Holds::Text,
        cell: |r| Cell::some(&p(r).registry),
    },
    Column {
        name: "key",
        about: "The same for all spellings of one programme: the registry's key, else kind and canonical name.",
        holds: Holds::Text,
        cell: |r| Cell::text(&*p(r).key),
    },
    Column {
        name: "period",
        about: "Its period, an ISO 8601 interval of years or a year.",
        holds: Holds::Text,
        cell: |r| Cell::some(&p(r).period),
    },
    Column {
        name: "place",
        about: "The place in its name, as written.",
        holds: Holds::Text,
        cell: |r| p(r).place.and_then(|id| r.mention(id)).map_or(Cell::Empty, |m| Cell::text(&*m.text)),
    },
    Column {
        name: "document",
        about: "Number or title of the document that decides it.",
        holds: Holds::Text,
        cell: |r| Cell::some(&p(r).document),
    },
    Column {
        name: "mentions",
        about: "How often it is mentioned.",
        holds: Holds::Count,
        cell: |r| Cell::count(p(r).mentions.len()),
    },
    Column {
        name: "text",
        about: "The words of its first mention.",
        holds: Holds::Text,
        cell: |r| first(r).map_or(Cell::Empty, |m| Cell::text(&*m.text)),
    },
    Column {
        name: "sentence",
        about: "Number of the sentence of its first mention.",
        holds: Holds::Count,
        cell: |r| first(r).and_then(|m| r.sentence_at(m.span.0)).map_or(Cell::Empty, Cell::count),
    },
];
