#!/usr/bin/env python3
"""Precision by kind from the verdicts in this folder, and recall where what was missed was written down too.

usage: summary.py            print the tables
       summary.py --write    put them between the marks in README.md
       summary.py --check    exit 1 where README.md says otherwise
"""
import csv
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- figures: summary.py --write -->", "<!-- end of figures -->"
BEGIN_NAMES, END_NAMES = "<!-- figures of names: summary.py --write -->", "<!-- end of figures of names -->"
FILES = sorted(HERE.glob("indicators-*.tsv"))
# The draws that were annotated before the program's output was seen: their rows hold every mention of either side.
ANNOTATED = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
             "sixteenth"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t"))


def table(path):
    read = rows(path)
    right, all_ = Counter(), Counter()
    for row in read:
        for kind in (row["kind"], "all"):
            all_[kind] += 1
            right[kind] += row["verdict"] == "ok"
    classes = Counter(row["class"] for row in read if row["verdict"] == "wrong")
    lines = [f"### {path.stem}", "", "| kind | figures | right | precision |", "|---|---:|---:|---:|"]
    for kind in (*sorted(all_.keys() - {"all"}), "all"):
        lines.append(f"| {kind} | {all_[kind]} | {right[kind]} | {right[kind] / all_[kind]:.3f} |")
    lines += ["", "Wrong, by what is wrong first: " + ", ".join(f"{c} {n}" for c, n in classes.most_common()) + "."]
    return "\n".join(lines)


def table_of_names():
    lines = ["| draw | kind | right | wrong | missed | precision | recall |", "|---|---|---:|---:|---:|---:|---:|"]
    for draw in ANNOTATED:
        read = rows(HERE / f"names-{draw}.tsv") + rows(HERE / f"officials-{draw}.tsv")
        count = Counter((row["kind"], row["verdict"]) for row in read)
        for kind in ("person", "organisation", "place", "official", "role"):
            right, wrong, missed = (count[kind, verdict] for verdict in ("right", "wrong", "missed"))
            precision, recall = right / (right + wrong), right / (right + missed)
            lines.append(f"| {draw} | {kind} | {right} | {wrong} | {missed} | {precision:.3f} | {recall:.3f} |")
    return "\n".join(lines)


def put(text, begin, end, made):
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n\n{made}\n\n{end}{after}"


def main():
    made = "\n\n".join(table(path) for path in FILES)
    readme = HERE / "README.md"
    if "--write" not in sys.argv and "--check" not in sys.argv:
        print(made, table_of_names(), sep="\n\n")
        return
    text = readme.read_text(encoding="utf-8")
    new = put(put(text, BEGIN, END, made), BEGIN_NAMES, END_NAMES, table_of_names())
    if "--write" in sys.argv:
        readme.write_text(new, encoding="utf-8")
    elif new != text:
        sys.exit("docs/reading/README.md does not say what the verdicts say; run summary.py --write")


if __name__ == "__main__":
    main()
