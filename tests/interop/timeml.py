"""TimeML, read and validated by lxml."""

import subprocess

from lxml import etree

from archive import Program

TYPES = ("date", "duration")


def hold(document, record):
    assert document.findtext("DOCID") == record["id"]
    text = "".join(document.find("TEXT").itertext())
    # XML 1.0 has no control characters.
    assert text == record["text"].replace("\x01", "\ufffd")
    if record["published"]:
        assert document.find("DCT/TIMEX3").get("value") == record["published"]
    found = [(t.get("type"), t.text) for t in document.find("TEXT").iter("TIMEX3") if t.text]
    want = [m for m in record["mentions"] if m["type"] in TYPES]
    assert [t for _, t in found] == [m["text"] for m in want]
    for (kind, _), m in zip(found, want):
        value = m.get("value")
        closed = isinstance(value, str) and "/" in value and ".." not in value
        if m["type"] == "duration" or closed:
            assert kind == "DURATION", m
        elif value is None:
            assert kind in ("DATE", "SET"), m
        else:
            assert kind == ("TIME" if "T" in value else "DATE"), m
    return len(found)


def check(program: Program) -> str:
    schema = etree.XMLSchema(etree.fromstring(subprocess.check_output([program.binary, "schema", "timeml"])))
    archive = etree.fromstring(program.run("--format", "timeml").encode())
    program.told()
    schema.assertValid(archive)
    assert len(archive) == len(program.records)
    count = sum(hold(d, r) for d, r in zip(archive, program.records))
    kinds = {t.get("type") for t in archive.iter("TIMEX3")}
    assert kinds == {"DATE", "TIME", "DURATION", "SET"}, kinds
    assert {"t0"} == {t.get("anchorTimeID") for t in archive.iter("TIMEX3")} & {"t0"}
    folder = program.folder / "timeml"
    program.run("--format", "timeml", "--output-dir", str(folder))
    documents = [etree.parse(str(path)).getroot() for path in folder.rglob("*.tml")]
    assert len(documents) == len(program.records)
    for document in documents:
        schema.assertValid(document)
    assert sorted(d.findtext("DOCID") for d in documents) == sorted(r["id"] for r in program.records)
    # The schema does refuse: a reference to nothing, and a value that is none.
    for bad in ["anchorTimeID=\"t99\"", "anchorTimeID=\"t1\" mod=\"MAYBE\""]:
        xml = f'<TimeML><DOCID>x</DOCID><TEXT><TIMEX3 tid="t1" type="DATE" value="2031" temporalFunction="false" {bad}>x</TIMEX3></TEXT></TimeML>'
        assert not schema.validate(etree.fromstring(xml)), bad
    return f"{len(archive)} documents, {count} expressions"
