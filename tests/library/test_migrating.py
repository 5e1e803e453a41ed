"""Libraries of every version that landed come up to date with everything in them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from readinglist.library import Library, cards, needs_preparing, open_library, queue, schema, searches, steps
from readinglist.model import Document

LIBRARIES = Path(__file__).parent / "libraries"


@pytest.fixture(params=range(1, schema.VERSION))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a library of an older version: two digests, three papers, marks, a note, an undone step."""
    packed = (LIBRARIES / f"version{request.param}.db.gz").read_bytes()
    (tmp_path / "library.db").write_bytes(gzip.decompress(packed))
    return tmp_path


def test_everything_comes_along(older: Path) -> None:
    assert needs_preparing(older)
    with open_library(older) as library:
        assert library.connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        one, two, three = cards(library, queue.all_ids(library))
        assert (one.marks.state, one.marks.tags, len(one.sightings)) == ("later", ("Physics",), 2)
        assert (two.marks.starred, two.marks.note) == (True, "Read *again*")
        assert (three.marks.state, three.paper.title) == ("inbox", "Heat and Cold in Gases")
        last = steps.newest(library)
        assert last is not None
        steps.undo(library, origin="window")
        assert cards(library, [2])[0].marks.note == ""
    assert not needs_preparing(older)


def structure(library: Library) -> set[tuple[str, str]]:
    return set(library.connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_an_older_library_is_built_like_a_new_one_and_takes_searches(older: Path, library: Library) -> None:
    with open_library(older) as migrated:
        assert structure(migrated) == structure(library)
        searches.save(migrated, "Light", "light", origin="window")
        assert [one.name for one in searches.search_list(migrated)] == ["Light"]
        steps.undo(migrated, origin="window")
        assert searches.search_list(migrated) == []


def test_papers_of_an_older_library_are_recognised(older: Path) -> None:
    from readinglist.desk import import_drop

    abstract = "A Study of Wonderful Things is what matters. " + "We study a problem and present results. " * 4
    text = f"Daily Papers\n\nA Study of Wonderful Things\n\n{abstract}\n"
    with open_library(older) as library:
        report = import_drop(library, [], [Document("three.txt", text.encode())], origin="command")
        assert (report.new, report.known) == (0, 1)
