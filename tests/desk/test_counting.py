"""Every count beside a saved search is the length of the list it opens."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.desk import Finder, SearchCounter, Superseded
from readinglist.library import Library, move, open_library, searches
from readinglist.messages import Find
from readinglist.model import SearchInfo
from readinglist.query import Node, parse

LINES = (
    "quantum -diffusion",
    '"score matching"',
    "is:starred",
    "tag:physics is:any",
    "is:trash",
    "added:<7d",
    "digest:#1 position:<=10",
    "sort:title",
    "kagome OR entropy sort:oldest",
    "nothingwhatever",
)

ROOTS = [parse(line).root for line in LINES]


@pytest.fixture
def saved(marked: Library, tmp_path: Path) -> Iterator[Library]:
    """A library of its own with all kinds of marks and a search saved of each line."""
    shutil.copytree(marked.folder, tmp_path / "data")
    shutil.copytree(marked.folder.parent / "cache", tmp_path / "cache")
    with open_library(tmp_path / "data") as library:
        for line in LINES:
            searches.save(library, f"Papers with {line}", line, origin="window")
        yield library


class CountingFinder(Finder):
    """Notes what it was asked."""

    def __init__(self, library: Library, cache: Path) -> None:
        super().__init__(library, cache)
        self.asked: list[Node] = []

    def count(self, root: Node) -> int:
        self.asked.append(root)
        return super().count(root)


@pytest.fixture
def finder(saved: Library) -> Iterator[CountingFinder]:
    finder = CountingFinder(saved, saved.folder.parent / "cache")
    yield finder
    finder.close()


def numbers(infos: tuple[SearchInfo, ...]) -> dict[str, int]:
    return {one.line: one.papers for one in infos}


def test_a_count_is_the_length_of_the_list_it_opens(saved: Library, finder: CountingFinder) -> None:
    infos = SearchCounter(saved, finder).infos()
    assert [one.line for one in infos] == list(LINES)
    assert numbers(infos)["is:trash"] == 10
    assert numbers(infos)["nothingwhatever"] == 0
    for one in infos:
        ids = array("q")
        ids.frombytes(finder.find(Find(1, one.line)).ids)
        assert one.papers == len(ids), one.line


def test_searches_are_counted_again_only_after_a_change(saved: Library, finder: CountingFinder) -> None:
    counter = SearchCounter(saved, finder)
    before = counter.infos()
    assert counter.infos() == before
    assert finder.asked == ROOTS
    move(saved, range(80, 90), "inbox", origin="window")
    assert numbers(counter.infos())["is:trash"] == 0


def test_a_newer_question_goes_first_and_what_was_counted_is_kept(saved: Library, finder: CountingFinder) -> None:
    waiting = iter([False, False, True])
    counter = SearchCounter(saved, finder, newer=lambda: next(waiting, False))
    with pytest.raises(Superseded):
        counter.infos()
    assert finder.asked == ROOTS[:2]
    assert len(counter.infos()) == len(LINES)
    assert finder.asked == ROOTS


def test_a_line_that_can_not_be_read_any_more_says_why_and_costs_no_other(
    saved: Library, finder: CountingFinder
) -> None:
    with saved.writing("") as writing:
        writing.connection.execute("UPDATE search SET line = 'title:' WHERE line = 'is:trash'")
    infos = SearchCounter(saved, finder).infos()
    faults = {one.line: one.fault for one in infos if one.fault}
    assert list(faults) == ["title:"]
    assert faults["title:"].endswith(".")
    assert numbers(infos)["is:starred"] == 20
