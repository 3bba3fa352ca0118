"""CoNLL-U, read by `conllu`."""

import conllu

from archive import Program, under


def check(program: Program) -> str:
    text = program.run("--format", "conllu")
    program.told()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            assert len(columns) == 10 and columns[2:] == ["_"] * 8, line
    sentences = conllu.parse(text)
    assert len(sentences) == sum(len(r["sentences"]) for r in program.records)
    ids = [s.metadata["sent_id"] for s in sentences]
    assert not any(c in i for i in ids for c in "/ \t")
    assert [s.metadata["newdoc id"] for s in sentences if "newdoc id" in s.metadata] == [r["id"] for r in program.records]
    at = iter(sentences)
    words = 0
    for record in program.records:
        for stated in record["sentences"]:
            sentence = next(at)
            whole = " ".join(under(record, stated["span"]).replace("\x01", "\ufffd").split())
            assert sentence.metadata["text"] == whole, (sentence.metadata, whole)
            rest = whole
            for token in sentence:
                rest = rest.lstrip(" ")
                assert rest.startswith(token["form"]), (token["form"], whole)
                rest = rest[len(token["form"]) :]
            assert rest == "", (rest, whole)
            assert [t["id"] for t in sentence] == list(range(1, len(sentence) + 1))
            words += len(sentence)
    assert words == sum(len(r["words"]) for r in program.records)
    return f"{len(sentences)} sentences, {words} words"
