"""spaCy documents, read by `Doc.from_json` and by a blank Vietnamese pipeline."""

import json

import spacy
from spacy.tokens import Doc, DocBin

from archive import Program


def check(program: Program) -> str:
    lines = [json.loads(line) for line in program.run("--format", "spacy").splitlines()]
    program.told()
    assert len(lines) == len(program.records)
    vocab = spacy.blank("xx").vocab
    vietnamese = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    docs, ents = [], 0
    for line, record in zip(lines, program.records):
        doc = Doc(vocab).from_json(line, validate=True)
        assert doc.text == line["text"] == record["text"]
        spans = doc.spans["sc"]
        assert [s.text for s in spans] == [m["text"] for m in record["mentions"]]
        assert [s.label_ for s in spans] == [m["type"] for m in record["mentions"]]
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
            (e["start"], e["end"], e["label"]) for e in line["ents"]
        ]
        for m in record["mentions"]:
            # What is no entity overlaps one that is at least as long.
            a, b = m["span"]
            over = [e for e in line["ents"] if e["start"] < b and a < e["end"]]
            assert any(e["end"] - e["start"] >= b - a for e in over), m
        assert len(list(doc.sents)) == len(record["sentences"])
        # Without our tokens, as annotation projects do it.
        plain = vietnamese.make_doc(line["text"])
        found = [plain.char_span(e["start"], e["end"], e["label"], alignment_mode="expand") for e in line["ents"]]
        assert all(span is not None for span in found)
        docs.append(doc)
        ents += len(doc.ents)
    again = list(DocBin(docs=docs, store_user_data=True).get_docs(vocab))
    assert [len(d.ents) for d in again] == [len(d.ents) for d in docs]
    return f"{len(docs)} documents, {ents} entities, {sum(len(d.spans['sc']) for d in docs)} spans"
