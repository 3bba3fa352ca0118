"""Tables, read by pandas, DuckDB, Polars and pyarrow."""

import duckdb
import pandas
import polars
import pyarrow.parquet

from archive import Program, under

COUNTS = {
    "articles": lambda r: 1,
    "sentences": lambda r: len(r["sentences"]),
    "mentions": lambda r: len(r["mentions"]),
    "officials": lambda r: sum(max(1, len(o["roles"])) for o in r["officials"]),
    "indicators": lambda r: len(r["indicators"]),
    "programmes": lambda r: len(r["programmes"]),
    "documents": lambda r: len(r["documents"]),
}


def check(program: Program) -> str:
    folder, rows = program.folder, 0
    for table, count in COUNTS.items():
        want = sum(map(count, program.records))
        assert want > 0, table
        files = {name: str(folder / f"{table}.{name}") for name in ["csv", "tsv", "jsonl", "parquet", "csv.gz", "csv.zst"]}
        for name, path in files.items():
            program.run("--table", table, "--format", name.split(".")[0], "-o", path)
            program.told()
        text = dict(dtype=str, keep_default_na=False)
        frame = pandas.read_csv(files["csv"], **text)
        assert len(frame) == want, (table, len(frame), want)
        for other in [
            pandas.read_csv(files["tsv"], sep="\t", **text),
            pandas.read_csv(files["csv.gz"], **text),
            polars.read_csv(files["csv.zst"], infer_schema=False).fill_null("").to_pandas(),
        ]:
            assert (other.astype(str).values == frame.values).all(), table
        lines = pandas.read_json(files["jsonl"], lines=True, dtype=False)
        assert list(lines.columns) == list(frame.columns) and len(lines) == want, table
        parquet(table, files, frame, want)
        sql = f"SELECT count(*), count(DISTINCT id) FROM read_csv('{files['csv']}', header = true)"
        assert duckdb.sql(sql).fetchall()[0][0] == want
        assert polars.read_ndjson(files["jsonl"], infer_schema_length=None).height == want
        rows += want
    mentions(program)
    return f"{rows} rows of {len(COUNTS)} tables, six files each"


def parquet(table: str, files: dict, frame, want: int):
    path = files["parquet"]
    schema = pyarrow.parquet.read_schema(path)
    assert schema.names == list(frame.columns)
    types = {str(t) for t in schema.types}
    assert types <= {"string", "int64", "double"}, types
    if "start" in schema.names:
        assert str(schema.field("start").type) == "int64"
    if table == "indicators":
        assert str(schema.field("value").type) == "double"
    created = pyarrow.parquet.read_metadata(path).created_by
    assert created.startswith("tinviet version "), created
    cells = polars.read_parquet(path)
    assert cells.height == want and duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0] == want
    pandas.read_parquet(path)
    for name in frame.columns:
        for mine, theirs in zip(cells[name].to_list(), frame[name]):
            if mine is None:
                assert theirs == "", (table, name, theirs)
            elif isinstance(mine, str):
                # Lines within a cell become one in CSV.
                assert mine.replace("\n", " ") == theirs, (table, name, mine, theirs)
            else:
                assert float(theirs) == mine, (table, name, mine, theirs)


def mentions(program: Program):
    """Positions of the table in each unit lead to the words of the article."""
    texts = {(r["source"]["path"], r["source"].get("line"), r["id"]): r for r in program.records}
    cut = {
        "codepoint": lambda text, a, b: text[a:b],
        "utf16": lambda text, a, b: text.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le"),
        "byte": lambda text, a, b: text.encode()[a:b].decode(),
    }
    for unit, piece in cut.items():
        path = str(program.folder / f"mentions-{unit}.parquet")
        program.run("--table", "mentions", "--format", "parquet", "--offset-unit", unit, "-o", path)
        for row in polars.read_parquet(path).iter_rows(named=True):
            record = texts[row["source_path"], row["source_line"], row["id"]]
            assert piece(record["text"], row["start"], row["end"]) == row["text"], (unit, row)
    for record in program.records:
        assert all(under(record, m["span"]) == m["text"] for m in record["mentions"])
