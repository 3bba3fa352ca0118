"""Reads every output format back with the tools its users have.

Usage: run.py PATH-OF-TINVIET [CHECK ...]
"""

import importlib
import importlib.metadata
import sys
import tempfile
from pathlib import Path

from archive import Program

CHECKS = ["tables", "corpus", "standoff", "tasks", "docs", "timeml", "queries"]
TOOLS = ["pandas", "duckdb", "polars", "pyarrow", "conllu", "spacy", "lxml"]


def main():
    binary = str(Path(sys.argv[1]).resolve())
    print(", ".join(f"{t} {importlib.metadata.version(t)}" for t in TOOLS))
    with tempfile.TemporaryDirectory() as folder:
        program = Program(binary, Path(folder))
        for name in sys.argv[2:] or CHECKS:
            print(f"{name}: {importlib.import_module(name).check(program)}", flush=True)


main()
