"""What it costs Reading List's index to take papers in, beside other engines fed with the same."""

from __future__ import annotations

import gc
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from readinglist.search.index import Words
from tests.bench.corpus import as_words, zipf
from tests.bench.engines import Engine, OurIndex, Taking
from tests.bench.others import NO_TANTIVY, Fts5, Tantivy, Whoosh, has_tantivy
from tests.bench.pairs import Bench, Row
from tests.bench.peak import peak

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "reading-list": OurIndex,
    "fts5": Fts5,
    "tantivy": Tantivy,
    "whoosh": Whoosh,
}
TAKING: dict[str, Callable[[Path], Taking]] = {"reading-list": OurIndex, "fts5": Fts5}
"""tantivy joins in threads of its own that go on after a commit: their time would be another's."""
DAY = 50
"""Papers of a day's digest."""
DAYS = 10
"""Digests, and edited notes, for each pair that is wanted: the join of many small segments is to be seen."""
STOCK = 5000
"""Papers that stock Whoosh indexes: it takes two milliseconds for each."""
PATIENCE = 60.0
"""Seconds it is given for that, again and again."""


def bench(number: int, pairs: int) -> Bench:
    """`bulk`: from texts to searchable; `digest-searchable`: 50 papers more, until the next search knows them;
    `digest-durable`: until no power cut undoes it; `note-searchable`: one paper that changed; the three by the
    processor and by the clock; `size` on the disk after a rest; `memory`: peak of a process that indexes all."""
    result = Bench(number)
    engines = dict(ENGINES)
    if not has_tantivy():
        del engines["tantivy"]
        result.notes.append(NO_TANTIVY)
    result.notes.append(f"Stock Whoosh indexes {STOCK:,} papers, in memory, for {PATIENCE:.0f} s at most.")
    papers = list(as_words(zipf(number)))
    gc.collect()
    gc.freeze()
    bulk = {
        name: partial(_bulk, make, papers[:STOCK] if name == "whoosh" else papers)
        for name, make in engines.items()
    }
    result.each("bulk", "papers/s", bulk, range(pairs), {"whoosh": PATIENCE})
    _pieces(result, papers, pairs * DAYS)
    del engines["whoosh"]
    result.rows += [Row(name, "size", "MB", (_size(make, papers),)) for name, make in engines.items()]
    result.rows += [Row(name, "memory", "MB", (_memory(name, papers),)) for name in engines]
    return result


def _bulk(make: Callable[[Path], Engine], papers: Sequence[Words], _number: int) -> float:
    with tempfile.TemporaryDirectory() as folder, closing(make(Path(folder))) as engine:
        began = time.process_time()
        engine.fill(papers)
        return len(papers) / (time.process_time() - began)


def _pieces(result: Bench, papers: Sequence[Words], number: int) -> None:
    """Papers that come a digest or a note at a time, into an index of all."""
    digests = [
        [(len(papers) + at + 1, *papers[at % len(papers)][1:]) for at in range(first, first + DAY)]
        for first in range(0, 2 * number * DAY, DAY)
    ]
    step = max(len(papers) // number, 1)
    notes = [[(*paper[:4], f"read again, {paper[1]}")] for paper in papers[::step][:number]]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        engines = {name: opened.enter_context(closing(make(Path(folder)))) for name, make in TAKING.items()}
        for engine in engines.values():
            engine.fill(papers)
            engine.rest()
        for kind, durable, pieces in (
            ("digest-searchable", False, digests[:number]),
            ("digest-durable", True, digests[number:]),
            ("note-searchable", False, notes),
        ):
            by_clock: dict[str, list[float]] = {name: [] for name in engines}
            timed = {
                name: partial(_milliseconds, engine, by_clock[name], durable) for name, engine in engines.items()
            }
            result.each(kind, "ms", timed, pieces)
            result.rows += [Row(name, kind, "ms wall", tuple(found)) for name, found in by_clock.items()]


def _milliseconds(engine: Taking, by_clock: list[float], durable: bool, papers: Sequence[Words]) -> float:
    clock, began = time.perf_counter(), time.process_time()
    engine.put(papers, durable=durable)
    spent = time.process_time() - began
    by_clock.append((time.perf_counter() - clock) * 1000)
    return spent * 1000


def _size(make: Callable[[Path], Engine], papers: Sequence[Words]) -> float:
    with tempfile.TemporaryDirectory() as folder, closing(make(Path(folder))) as engine:
        engine.fill(papers)
        engine.rest()
        return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6


_FILL = """
import json, sys
from pathlib import Path
from tests.bench.indexing import ENGINES
with open(sys.argv[2]) as file:
    ENGINES[sys.argv[1]](Path(sys.argv[3])).fill(map(json.loads, file))
"""


def _memory(name: str, papers: Sequence[Words]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "papers.jsonl"
        with texts.open("w") as file:
            file.writelines(json.dumps(paper) + "\n" for paper in papers)
        return peak(_FILL, name, str(texts), folder)
