"""Papers a second of processor time from file to library (read, plan, store, queue), beside a bare parse that
takes the same file's lines two by two and stores them with one `executemany` under the same settings."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from functools import partial
from pathlib import Path

from readinglist.desk import Indexer, import_drop
from readinglist.library import open_library
from readinglist.paths import resource
from tests.bench.corpus import as_text, papers
from tests.bench.pairs import Bench

SEEDS = 236
"""Papers in the two sample digests, those in both counted twice."""


def bench(number: int, pairs: int) -> Bench:
    """`text`: one made digest; `seeds`: the two sample digests; `indexed`: those, and searchable."""
    result = Bench(number)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.txt"
        made.write_bytes(as_text(papers(number)))
        samples = sorted(resource("samples").glob("*.txt"))
        for kind, files, count in (("text", [made], number), ("seeds", samples, SEEDS)):
            ours, bare = partial(_ours, files, count), partial(_bare, files, count)
            result.compare(kind, "papers/s", {"reading-list": ours, "bare": bare}, pairs)
        indexed = partial(_ours, samples, SEEDS, indexed=True)
        bare = partial(_bare, samples, SEEDS)
        result.compare("indexed", "papers/s", {"reading-list": indexed, "bare": bare}, pairs)
    return result


def _ours(files: list[Path], count: int, *, indexed: bool = False) -> float:
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "data") as library:
        began = time.process_time()
        report = import_drop(library, list(map(str, files)), origin="command")
        if indexed:
            Indexer(library, Path(folder) / "cache").bring_up_to_date()
        spent = time.process_time() - began
        if report.new + report.known != count:
            raise SystemExit(f"{report.new + report.known} papers were read, not {count}")
        return count / spent


def _bare(files: list[Path], count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        connection = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, title TEXT, abstract TEXT)")
        stored = 0
        for file in files:
            lines = [line for line in file.read_text().split("\n") if line]
            rows = list(zip(lines[::2], lines[1::2], strict=False))
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO paper (title, abstract) VALUES (?, ?)", rows)
            connection.execute("COMMIT")
            stored += len(rows)
        connection.close()
        if stored < count // 2:
            raise SystemExit(f"The bare parse found only {stored} of {count} papers")
        return count / (time.process_time() - began)
