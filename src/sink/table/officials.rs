//! The table `officials`: one row for each position of each official.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Row, Table};
use crate::record::{Official, Role};

pub(super) const TABLE: Table = Table {
    name: "officials",
    about: "One row for each position of each official; an official of whom only a rank is stated has one row without a \
            position.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |record, row| {
        for (n, official) in record.officials.iter().enumerate() {
            (0..official.roles.len().max(1)).for_each(|part| row(n, part));
        }
    },
};

fn official<'r>(r: &Row<'r>) -> &'r Official<'r> {
    &r.record.officials[r.item]
}

fn role<'r>(r: &Row<'r>) -> Option<&'r Role<'r>> {
    official(r).roles.get(r.part)
}

const COLUMNS: &[Column] = &[
    Column {
        name: "official",
        about: "Number of the official in the record, from 0.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.item),
    },
    Column {
        name: "name",
        about: "The fullest form of the name.",
        holds: Holds::Text,
        cell: |r| Cell::text(&*official(r).name),
    },
    Column {
        name: "honorific",
        about: "Form of address.",
        holds: Holds::Text,
        cell: |r| Cell::some(&official(r).honorific),
    },
    Column {
        name: "rank",
        about: "Military, police or academic rank.",
        holds: Holds::Text,
        cell: |r| Cell::some(&official(r).rank),
    },
    Column {
        name: "position",
        about: "The position without its organisation.",
        holds: Holds::Text,
        cell: |r| role(r).map_or(Cell::Empty, |x| Cell::text(&*x.title)),
    },
    Column {
        name: "organisation",
        about: "The organisation as written; empty where the article names none.",
        holds: Holds::Text,
        cell: |r| role(r).filter(|x| !x.org.is_empty()).map_or(Cell::Empty, |x| Cell::text(&*x.org)),
    },
    Column {
        name: "organisation_full",
        about: "The organisation's full name, where it is known.",
        holds: Holds::Text,
        cell: |r| role(r).map_or(Cell::Empty, |x| Cell::some(&x.org_full)),
    },
    Column {
        name: "former",
        about: "`true` where the position was held before, else `false`.",
        holds: Holds::Text,
        cell: |r| Cell::name(role(r).map(|x| if x.former { "true" } else { "false" })),
    },
    Column {
        name: "mentions",
        about: "How often the person is mentioned.",
        holds: Holds::Count,
        cell: |r| Cell::count(official(r).mentions.len()),
    },
    Column {
        name: "sentence",
        about: "Number of the sentence of the first mention.",
        holds: Holds::Count,
        cell: |r| {
            let first = official(r).mentions.first().and_then(|id| r.mention(*id));
            first.and_then(|m| r.sentence_at(m.span.0)).map_or(Cell::Empty, Cell::count)
        },
    },
];
