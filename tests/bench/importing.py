"""Papers a second of processor time from file to library (read, plan, store, queue), beside a bare parse of the
same file and one `executemany` under the same settings; and what an import costs a large library, its neighbours
and the machine."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from readinglist import paths
from readinglist.desk import Indexer, import_drop
from readinglist.library import Library, door, open_library
from tests.bench.corpus import as_jsonl, as_mailing, as_text, papers
from tests.bench.pairs import Bench, Row
from tests.bench.peak import peak

SEEDS = 236
"""Papers in the two sample digests, those in both counted twice."""
SMALL = 1_000
"""Papers of the small library that the cost a paper is compared in; a tenth of the large one at most."""
DAY = 50
"""Papers of a day's digest."""
LARGEST = 64 * 2**20
Parse = Callable[[str], list[tuple[str, str]]]


def bench(number: int, pairs: int) -> Bench:
    """`jsonl` in three files, `mailing` and `text` in one: made digests; `seeds`: the two samples, warm;
    `indexed`: those, and searchable; `grown`: milliseconds a paper of a day's digest, in a library of `number`
    papers beside one of a thousand; `lock`: milliseconds the writer lock is held for one mailing; `memory`: MB of
    a process that imports 64 MB of JSON lines; `gaps`: of the window's event loop."""
    result = Bench(number)
    with tempfile.TemporaryDirectory() as folder:
        made = papers(number)
        third = number // 3 + 1
        lines = [
            _written(folder, f"{at}.jsonl", as_jsonl(made[at * third : (at + 1) * third], at * third))
            for at in range(3)
        ]
        mailing = _written(folder, "mailing.txt", as_mailing(made[: min(number, 10_000)]))
        text = _written(folder, "text.txt", as_text(made[: min(number, 10_000)]))
        samples = sorted(paths.resource("samples").glob("*.txt"))
        few = min(number, 10_000)
        cases: tuple[tuple[str, list[Path], int, Parse], ...] = (
            ("jsonl", lines, number, _json_lines),
            ("mailing", [mailing], few, _records),
            ("text", [text], few, _pairs),
            ("seeds", samples, SEEDS, _pairs),
        )
        for kind, files, count, parse in cases:
            ours, bare = partial(_ours, files, count), partial(_bare, files, parse)
            result.compare(kind, "papers/s", {"reading-list": ours, "bare": bare}, pairs)
        indexed = partial(_ours, samples, SEEDS, indexed=True)
        result.compare(
            "indexed", "papers/s", {"reading-list": indexed, "bare": partial(_bare, samples, _pairs)}, pairs
        )
        result.rows += _growth(folder, number, pairs)
        held = tuple(_lock_held(mailing) for _ in range(9))
        result.rows.append(Row("reading-list", "lock", "ms", held))
        result.rows.append(Row("reading-list", "memory", "MB", (_memory(folder),)))
        told = [_gaps() for _ in range(3)]
        for engine, name in (("importing", "import"), ("idle", "idle")):
            result.rows.append(Row(engine, "gaps", "ms p99.9", tuple(one[name] for one in told)))
    return result


def _written(folder: str, name: str, data: bytes) -> Path:
    path = Path(folder) / name
    path.write_bytes(data)
    return path


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


def _bare(files: list[Path], parse: Parse) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        connection = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, title TEXT, abstract TEXT)")
        stored = 0
        for file in files:
            rows = parse(file.read_text())
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO paper (title, abstract) VALUES (?, ?)", rows)
            connection.execute("COMMIT")
            stored += len(rows)
        connection.close()
        return stored / (time.process_time() - began)


def _json_lines(text: str) -> list[tuple[str, str]]:
    return [(told["title"], told["abstract"]) for told in map(json.loads, text.splitlines())]


def _records(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^Title: (.*?)\nAuthors:.*?\n\\\\\n(.*?)\n\\\\", text, re.DOTALL | re.MULTILINE)


def _pairs(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.split("\n") if line]
    return list(zip(lines[::2], lines[1::2], strict=False))


def _growth(folder: str, number: int, pairs: int) -> list[Row]:
    """A day's digest into a small library and into a large one, turn by turn, each copy thrown away after."""
    made = papers(number + DAY * (pairs + 1))
    few = min(SMALL, number // 10)
    small, large = Path(folder) / "small", Path(folder) / "large"
    for home, size in ((small, few), (large, number)):
        with open_library(home) as library:
            path = _written(folder, "stock.jsonl", as_jsonl(made[:size], 0))
            import_drop(library, [str(path)], origin="command")
    figures: dict[str, list[float]] = {"small": [], "large": []}
    with open_library(small) as one, open_library(large) as other:
        for at in range(pairs + 1):
            first = number + at * DAY
            path = _written(folder, f"day{at}.jsonl", as_jsonl(made[first : first + DAY], first))
            for name, library in (("large", other), ("small", one)):
                figures[name].append(_day(library, path))
    return [
        Row(f"of-{size:,}".replace(",", "_"), "grown", "ms/paper", tuple(found[1:]))
        for size, found in ((number, figures["large"]), (few, figures["small"]))
    ]


def _day(library: Library, path: Path) -> float:
    began = time.process_time()
    import_drop(library, [str(path)], origin="command")
    return (time.process_time() - began) * 1000 / DAY


def _lock_held(path: Path) -> float:
    """The longest time one import held the writer lock, in milliseconds of the clock."""
    held: list[float] = []
    usual = door.Door.locked

    @contextmanager
    def timed(self: door.Door, deadline: float | None = None) -> Iterator[None]:
        with usual(self, deadline):
            began = time.perf_counter()
            yield
            held.append(time.perf_counter() - began)

    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "data") as library:
        door.Door.locked = timed  # type: ignore[method-assign]
        try:
            import_drop(library, [str(path)], origin="command")
        finally:
            door.Door.locked = usual  # type: ignore[method-assign]
    return max(held) * 1000


def _gaps() -> dict[str, float]:
    """Event-loop gaps of a window idle and while 10,000 papers in 50 files come in."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.window"], capture_output=True, text=True, check=True, timeout=300
    )
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


_IMPORT = """
import sys
from pathlib import Path
from readinglist.desk import import_drop
from readinglist.library import open_library
with open_library(Path(sys.argv[1])) as library:
    report = import_drop(library, [sys.argv[2]], origin="command")
    assert report.new, report
"""


def _memory(folder: str) -> float:
    """The peak resident size of a process that imports a file of 64 MB, in MB."""
    made = as_jsonl(papers(33_000), 0)
    whole = made * (LARGEST // len(made) + 1)
    path = _written(folder, "large.jsonl", whole[: LARGEST - 1].rsplit(b"\n", 1)[0])
    return peak(_IMPORT, f"{folder}/memory", str(path))
