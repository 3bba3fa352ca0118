//! The table `programmes`: one row for each programme and article.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Row, Table, all};
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
    Column { name: "programme", about: "Its name without the kind word.", cell: |r| Cell::text(&*p(r).name) },
    Column { name: "kind", about: "Which kind of programme.", cell: |r| Cell::text(p(r).kind.name()) },
    Column { name: "registry", about: "Its key in the registry.", cell: |r| Cell::some(&p(r).registry) },
    Column {
        name: "period",
        about: "The period in its name, an ISO 8601 interval.",
        cell: |r| {
            let of = |m: &&Mention<'_>| m.period.is_some();
            let found = p(r).mentions.iter().filter_map(|id| r.mention(*id)).find(of);
            found.map_or(Cell::Empty, |m| Cell::some(&m.period))
        },
    },
    Column { name: "mentions", about: "How often it is mentioned.", cell: |r| Cell::count(p(r).mentions.len()) },
    Column {
        name: "text",
        about: "The words of its first mention.",
        cell: |r| first(r).map_or(Cell::Empty, |m| Cell::text(&*m.text)),
    },
    Column {
        name: "sentence",
        about: "Number of the sentence of its first mention.",
        cell: |r| first(r).and_then(|m| r.sentence_at(m.span.0)).map_or(Cell::Empty, Cell::count),
    },
];
