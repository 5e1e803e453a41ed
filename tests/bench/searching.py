"""CPU milliseconds from a line to its papers, Reading List beside other engines over the same papers."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from tests.bench.corpus import as_words, zipf
from tests.bench.engines import Engine, OurIndex, ReadingList
from tests.bench.others import NO_TANTIVY, Fts5, Tantivy, Whoosh, has_tantivy
from tests.bench.pairs import Bench
from tests.bench.questions import KINDS, Question, questions

ASKED = 10
"""Questions of a kind for each pair that is wanted: the slow ones of a hundred are to be seen."""
PATIENCE = 60.0
"""Seconds an engine is asked questions of one kind."""
STOCK_MOST = 20_000
"""Papers up to which stock Whoosh takes part unasked: it indexes 500 a second."""


def bench(number: int, pairs: int, *, stock: bool = False) -> Bench:
    """`reading-list` is the whole answer as a user gets it, every paper in order; `word-index` its index alone,
    with the best 50 like the others."""
    result = Bench(number, own=("reading-list", "word-index"))
    makers: dict[str, Callable[[Path], Engine]] = {
        "reading-list": ReadingList,
        "word-index": OurIndex,
        "fts5": Fts5,
    }
    if has_tantivy():
        makers["tantivy"] = Tantivy
    else:
        result.notes.append(NO_TANTIVY)
    if stock or number <= STOCK_MOST:
        makers["whoosh"] = Whoosh
        result.notes.append(f"Stock Whoosh is in memory, tells no count, is asked for {PATIENCE:.0f} s of a kind.")
    else:
        result.notes.append(f"Stock Whoosh is left out above {STOCK_MOST:,} papers; --whoosh asks it.")
    made = zipf(number)
    asked = {kind: questions(kind, made, ASKED * pairs + 1) for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        engines: dict[str, Engine] = {}
        for name, make in makers.items():
            engines[name] = opened.enter_context(closing(make(Path(folder))))
            engines[name].fill(as_words(made))
            engines[name].rest()
        del made
        gc.collect()
        gc.freeze()
        for kind, (first, *others) in asked.items():
            fitting = {name: engine for name, engine in engines.items() if kind in engine.kinds}
            for engine in fitting.values():
                engine.ask(first)
            timed = {name: partial(_milliseconds, engine) for name, engine in fitting.items()}
            result.each(kind, "ms", timed, others, {"whoosh": PATIENCE})
    return result


def _milliseconds(engine: Engine, question: Question) -> float:
    began = time.process_time()
    engine.ask(question)
    return (time.process_time() - began) * 1000
