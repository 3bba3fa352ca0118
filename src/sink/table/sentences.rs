//! The table `sentences`: one row for each sentence.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Row, Table, all};
use crate::record::{Block, Sentence};

pub(super) const TABLE: Table = Table {
    name: "sentences",
    about: "One row for each sentence, in the order of the text.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |record, row| all(record.sentences.len(), row),
};

fn sentence(r: &Row<'_>) -> Sentence {
    r.record.sentences[r.item]
}

fn block<'r>(r: &Row<'r>) -> Option<&'r Block> {
    r.record.blocks.get(sentence(r).block as usize)
}

const COLUMNS: &[Column] = &[
    Column {
        name: "sentence",
        about: "Number of the sentence in the article, from 0.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.item),
    },
    Column {
        name: "block",
        about: "Number of the block it stands in, from 0.",
        holds: Holds::Count,
        cell: |r| Cell::count(sentence(r).block as usize),
    },
    Column {
        name: "block_kind",
        about: "What part of the article the block is: `title`, `lead`, `paragraph`, `list` and so on.",
        holds: Holds::Text,
        cell: |r| Cell::name(block(r).map(|b| b.kind.name())),
    },
    Column { name: "text", about: "The sentence.", holds: Holds::Text, cell: |r| Cell::text(r.sentence(r.item)) },
    Column {
        name: "start",
        about: "Where it begins in the text of the record, in code points.",
        holds: Holds::Count,
        cell: |r| Cell::start(Some(sentence(r).span)),
    },
    Column {
        name: "end",
        about: "Where it ends there.",
        holds: Holds::Count,
        cell: |r| Cell::end(Some(sentence(r).span)),
    },
];
