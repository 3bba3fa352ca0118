"""brat standoff, read by a small reader of our own that is strict about references."""

import re
from pathlib import Path

from archive import Program


def configuration(path: Path) -> dict:
    parts, current = {}, None
    for line in path.read_text().splitlines():
        if line.startswith("["):
            current = parts.setdefault(line.strip("[]"), {})
        elif line.strip():
            name, _, rest = line.partition("\t")
            current[name] = rest
    return parts


def read(ann: Path, parts: dict) -> dict:
    text = ann.with_suffix(".txt").read_bytes().decode()
    mentions, known, lines = [], set(), ann.read_bytes().decode().split("\n")
    assert lines.pop() == ""
    for line in lines:
        if line.startswith("*"):
            kind, *targets = line.split("\t")[1].split(" ")
            assert kind == "Equiv" and kind in parts["relations"] and set(targets) <= known, line
            continue
        name, body, *rest = line.split("\t")
        assert name not in known and re.fullmatch(r"[TARN#]\d+", name), line
        known.add(name)
        if name[0] == "T":
            kind, places = body.split(" ", 1)
            assert kind in parts["entities"], line
            pieces = [tuple(map(int, p.split(" "))) for p in places.split(";")]
            covered = [text[a:b] for a, b in pieces]
            assert " ".join(covered) == rest[0] and not any("\n" in c for c in covered), line
            mentions.append((kind, pieces[0][0], pieces[-1][1]))
        elif name[0] == "A":
            kind, target, value = body.split(" ")
            assert target in known and value, line
            if kind in parts["attributes"]:
                allowed = parts["attributes"][kind].split("Value:")[1].split("|")
                assert value in allowed, line
        elif name[0] == "R":
            kind, *arguments = body.split(" ")
            assert kind in parts["relations"] and [a.split(":")[0] for a in arguments] == ["Arg1", "Arg2"], line
            assert {a.split(":")[1] for a in arguments} <= known, line
        elif name[0] == "N":
            kind, target, reference = body.split(" ")
            assert kind == "Reference" and target in known and re.fullmatch(r"[a-z-]+:\S+", reference) and rest[0], line
        else:
            kind, target = body.split(" ")
            assert kind == "AnnotatorNotes" and target in known and rest[0], line
    return {"text": text, "mentions": mentions}


def check(program: Program) -> str:
    folder = program.folder / "brat"
    assert program.run("--format", "brat", "--output-dir", str(folder)) == ""
    program.told()
    parts = configuration(folder / "annotation.conf")
    found = [read(ann, parts) for ann in sorted(folder.rglob("*.ann"))]
    assert len(found) == len(program.records) == len(list(folder.rglob("*.txt")))
    key = lambda d: (d["text"], d["mentions"])
    want = [{"text": r["text"], "mentions": [(m["type"], *m["span"]) for m in r["mentions"]]} for r in program.records]
    assert sorted(map(key, found)) == sorted(map(key, want))
    return f"{len(found)} pairs of files, {sum(len(d['mentions']) for d in found)} mentions"
