"""What marks and places find is what `query.match` finds, by SQL and by arrays alike; and in which order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from readinglist.desk import Finder, import_drop
from readinglist.library import Library, acts, cards, first_ids, imports, open_library, steps, undo
from readinglist.library.queue import all_ids
from readinglist.messages import Find
from readinglist.model import Card, Digest, Document, Entry
from readinglist.query import match, parse

Bring = Callable[..., int]


@pytest.mark.parametrize(
    "line",
    [
        "digest:latest",
        "digest:latest position:<=10",
        "-digest:latest",
        "(digest:latest) (digest:#1)",
        "moved:<1d",
        "moved:>1d",
        "moved:>=2020 moved:<2020",
        "-moved:<1d",
        "is:highlighted",
        "-is:highlighted",
        "highlight:quantum",
        "-highlight:quantum digest:#1",
        'highlight:"quantum spin" OR is:done',
        "tag:a",
        'tag:"A / b"',
        "-tag:a/b",
        'tag:"he said \\"so\\""',
    ],
)
def test_sql_finds_what_the_matcher_finds(full: Library, line: str) -> None:
    acts.move(full, range(1, 20), "done", origin="command")
    acts.tag(full, range(5, 9), add=("a / b",), origin="command")
    acts.tag(full, range(7, 12), add=('he said "so"', "ab"), origin="command")
    root = parse(line).root
    now = datetime.now().astimezone()
    whole = cards(full, all_ids(full))
    wanted = {card.paper.id for card in whole if match(root, card, now=now)}
    assert set(found(full, f"({line}) is:any")) == wanted
    assert set(first_ids(full, parse(f"({line}) is:any").root, 1000)) == wanted


def test_a_verdict_is_when_a_paper_moved_and_its_undo_too(library: Library, bring: Bring) -> None:
    bring("one", "A first title of some length")
    assert _card(library, 1).marks.moved is None
    acts.star(library, [1], True, origin="window")
    assert found(library, "moved:<1d") == []
    acts.move(library, [1], "later", origin="window")
    assert found(library, "moved:<1d") == [1]
    undo(library, origin="window")
    assert _card(library, 1).marks.moved is not None


def test_the_latest_digest_is_the_one_that_stands(library: Library, bring: Bring) -> None:
    bring("one", "A first title of some length")
    step = bring("two", "A second title of some length")
    bring("three", "A third title of some length", step=step)
    assert found(library, "digest:latest") == [3]
    steps.undo(library, origin="window")
    assert found(library, "digest:latest") == [1]
    assert _card(library, 1).sightings[-1].latest
    bring("two", "A second title of some length")
    assert found(library, "digest:latest") == [2]


def test_papers_come_by_how_often_they_were_seen_and_by_digest(library: Library, bring: Bring) -> None:
    bring("one", "Alpha is the first title", "Beta is the second title", "Gamma is the third title")
    bring("two", "Delta is the fourth title", "Gamma is the third title")
    bring("three", "Alpha is the first title", "Gamma is the third title")
    assert _titles(library, found(library, "sort:seen")) == ["Gamma", "Alpha", "Delta", "Beta"]
    assert _titles(library, found(library, "sort:digest")) == ["Alpha", "Gamma", "Delta", "Beta"]
    assert _titles(library, found(library, "sort:digest (id:2 OR id:4)")) == ["Delta", "Beta"]


def test_a_paper_no_digest_tells_of_any_more_comes_last(library: Library, bring: Bring) -> None:
    bring("one", "Alpha is the first title")
    bring("two", "Beta is the second title", "Gamma is the third title")
    acts.star(library, [2], True, origin="window")
    steps.undo(library, origin="window", step=steps.history(library)[1].id)
    everything = set(found(library, ""))
    assert _titles(library, found(library, "sort:digest"))[0] == "Alpha"
    assert set(found(library, "sort:digest")) == everything == set(found(library, "sort:seen"))


def found(library: Library, line: str) -> list[int]:
    """The papers of a line, asked of a finder without an index."""
    answer = Finder(library, library.folder / "none").find(Find(0, "", line))
    ids = array("q")
    ids.frombytes(answer.ids)
    return ids.tolist()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def full(library: Library, seeds: tuple[Path, Path]) -> Library:
    import_drop(library, list(map(str, seeds)), origin="command")
    return library


@pytest.fixture
def bring(library: Library) -> Bring:
    """Import a digest with these titles; the step it became part of."""

    def import_titles(name: str, *titles: str, step: int | None = None) -> int:
        entries = tuple(Entry(at, (at, at), title) for at, title in enumerate(titles, start=1))
        document = Document(name, f"{name}: {titles}".encode())
        _report, made = imports.add(
            library, document, Digest(name, "text", None, entries), origin="command", step=step
        )
        assert made is not None
        return made

    return import_titles


def _card(library: Library, paper: int) -> Card:
    return cards(library, [paper])[0]


def _titles(library: Library, ids: list[int]) -> list[str]:
    return [card.paper.title.split()[0] for card in cards(library, ids)]
