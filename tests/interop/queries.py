"""The queries of docs/formats.md, run as they stand there."""

import os
import re

import duckdb
import polars

from archive import ROOT, Program


def blocks(kind: str) -> list:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def check(program: Program) -> str:
    program.run("-o", str(program.folder / "records.jsonl"))
    program.run("--table", "indicators", "-o", str(program.folder / "indicators.jsonl"))
    before = os.getcwd()
    os.chdir(program.folder)
    try:
        sql, python = blocks("sql"), blocks("python-polars")
        assert len(sql) >= 2 and len(python) >= 2
        for query in sql:
            rows = duckdb.sql(query).fetchall()
            assert rows, query
        for code in python:
            scope = {"pl": polars}
            exec(code, scope)
            assert scope["result"].height > 0, code
    finally:
        os.chdir(before)
    return f"{len(sql)} queries of DuckDB, {len(python)} of Polars"
