"""The benches of search and index: that they run, and that the engines they compare find the same papers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.corpus import Made, as_words, zipf
from tests.bench.engines import Engine, OurIndex, ReadingList
from tests.bench.others import Fts5, Tantivy, has_tantivy
from tests.bench.pairs import Bench, Row
from tests.bench.questions import KINDS, questions

ENGINES = ("reading-list", "fts5", *(("tantivy",) if has_tantivy() else ()), "whoosh")


def measured(name: str) -> dict[tuple[str, str], set[str]]:
    """The engines of each class and unit that a bench prints, each with two sensible figures."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", name, "--papers", "100", "--pairs", "9", "--json"],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(ran.stdout)
    assert told["papers"] == 100
    found: dict[tuple[str, str], set[str]] = {}
    for row in told["rows"]:
        assert 0 < row["p50"] <= row["p95"], row
        found.setdefault((row["class"], row["unit"]), set()).add(row["engine"])
    return found


def test_search_is_measured_kind_by_kind_beside_the_other_engines() -> None:
    found = measured("search")
    assert list(found) == [(kind, "ms") for kind in KINDS]
    assert found["typing", "ms"] == {*ENGINES, "word-index"}
    assert found["fuzzy", "ms"] == {*ENGINES, "word-index"} - {"fts5"}
    assert found["mark-word", "ms"] == {*ENGINES} - {"whoosh"}


def test_indexing_is_measured_in_bulk_and_piece_by_piece() -> None:
    found = measured("index")
    assert found["bulk", "papers/s"] == {*ENGINES}
    for kind in ("digest-searchable", "digest-durable", "note-searchable"):
        assert found[kind, "ms"] == found[kind, "ms wall"] == {"reading-list", "fts5"}
    assert found["size", "MB"] == found["memory", "MB"] == {*ENGINES} - {"whoosh"}


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return zipf(300)


@pytest.fixture(scope="module")
def engines(made: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    folder = tmp_path_factory.mktemp("engines")
    fed: dict[str, Engine] = {"whole": ReadingList(folder), "index": OurIndex(folder), "fts5": Fts5(folder)}
    if has_tantivy():
        fed["tantivy"] = Tantivy(folder)
    for engine in fed.values():
        engine.fill(as_words(made))
        engine.rest()
    yield fed
    for engine in fed.values():
        engine.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "similar"])
def test_every_engine_finds_the_same_papers(kind: str, made: list[Made], engines: dict[str, Engine]) -> None:
    asked = questions(kind, made, 40)
    found = {
        name: [engine.ask(question) for question in asked]
        for name, engine in engines.items()
        if kind in engine.kinds
    }
    if "index" in found:
        assert found.pop("index") == found["whole"]
    ours = found.pop("whole")
    assert sum(ours) > 0
    for name, theirs in found.items():
        assert all(mine >= its for mine, its in zip(ours, theirs, strict=True)), name  # plurals come on top
        assert sum(ours) <= 1.05 * sum(theirs), name


def test_own_engines_alone_are_set_against_the_others() -> None:
    rows = [
        Row("mine", "a", "ms", (2.0, 3.0)),
        Row("too", "a", "ms", (1.0,)),
        Row("its", "a", "ms", (4.0, 4.0, 5.0)),
    ]
    mine, too, its = Bench(9, rows, own=("mine", "too")).text().splitlines()[1:]
    assert "×" not in mine + too
    assert its.endswith("mine is 0.625 × this (0.5 to 0.75); too is 0.25 × this (0.25 to 0.25)")


def test_the_first_engine_is_set_against_the_others_where_none_is_named() -> None:
    rows = [Row("mine", "a", "ms", (2.0,)), Row("its", "a", "ms", (4.0,)), Row("mine", "a", "MB", (8.0,))]
    ends = [line.rpartition(" 1 ")[2] for line in Bench(9, rows).text().splitlines()[1:]]
    assert ends[1] == "mine is 0.5 × this (0.5 to 0.5)"
    assert "×" not in ends[0] + ends[2]


def test_an_engine_whose_time_is_up_is_asked_no_more() -> None:
    bench = Bench(9)
    bench.each("a", "ms", {"mine": float, "slow": float}, range(5), {"slow": 1e-9})
    assert [len(row.figures) for row in bench.rows] == [5, 1]
