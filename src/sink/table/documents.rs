//! The table `documents`: one row for each legal or party document and article.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Row, Table, all};
use crate::record::{DocumentEntry, Facts, Mention};

pub(super) const TABLE: Table = Table {
    name: "documents",
    about: "One row for each legal or party document an article refers to. The articles themselves are `articles`.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |record, row| all(record.documents.len(), row),
};

fn d<'r>(r: &Row<'r>) -> &'r DocumentEntry<'r> {
    &r.record.documents[r.item]
}

fn mentions<'r>(r: &Row<'r>) -> impl Iterator<Item = &'r Mention<'r>> {
    d(r).mentions.iter().filter_map(|id| r.mention(*id))
}

fn provision<'r>(m: &'r Mention<'r>) -> Option<&'r str> {
    if let Facts::Document(document) = &m.facts { document.provision.as_deref() } else { None }
}

const COLUMNS: &[Column] = &[
    Column {
        name: "kind",
        about: "Which kind of document.",
        holds: Holds::Text,
        cell: |r| Cell::text(d(r).kind.name()),
    },
    Column {
        name: "number",
        about: "Its number, completed from the article; empty for one known by its title.",
        holds: Holds::Text,
        cell: |r| Cell::some(&d(r).number),
    },
    Column {
        name: "document_title",
        about: "Its title, where it has no number.",
        holds: Holds::Text,
        cell: |r| Cell::some(&d(r).title),
    },
    Column {
        name: "year",
        about: "Year of issue.",
        holds: Holds::Count,
        cell: |r| d(r).year.map_or(Cell::Empty, |y| Cell::count(y as usize)),
    },
    Column { name: "issuer", about: "Who issued it.", holds: Holds::Text, cell: |r| Cell::some(&d(r).issuer) },
    Column { name: "date", about: "ISO day of issue.", holds: Holds::Text, cell: |r| Cell::some(&d(r).date) },
    Column {
        name: "provisions",
        about: "The articles and clauses meant, as written, joined by semicolons.",
        holds: Holds::Text,
        cell: |r| {
            let all: Vec<&str> = mentions(r).filter_map(provision).collect();
            if all.is_empty() { Cell::Empty } else { Cell::text(all.join("; ")) }
        },
    },
    Column {
        name: "mentions",
        about: "How often it is referred to.",
        holds: Holds::Count,
        cell: |r| Cell::count(d(r).mentions.len()),
    },
    Column {
        name: "text",
        about: "The words of its first mention.",
        holds: Holds::Text,
        cell: |r| mentions(r).next().map_or(Cell::Empty, |m| Cell::text(&*m.text)),
    },
    Column {
        name: "sentence",
        about: "Number of the sentence of its first mention.",
        holds: Holds::Count,
        cell: |r| mentions(r).next().and_then(|m| r.sentence_at(m.span.0)).map_or(Cell::Empty, Cell::count),
    },
];
