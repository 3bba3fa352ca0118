#!/usr/bin/env python3
"""Precision by kind from the verdicts in this folder.

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
FILES = sorted(HERE.glob("indicators-*.tsv"))


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


def main():
    made = "\n\n".join(table(path) for path in FILES)
    readme = HERE / "README.md"
    if "--write" not in sys.argv and "--check" not in sys.argv:
        print(made)
        return
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    new = f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"
    if "--write" in sys.argv:
        readme.write_text(new, encoding="utf-8")
    elif new != text:
        sys.exit("docs/reading/README.md does not say what the verdicts say; run summary.py --write")


if __name__ == "__main__":
    main()
