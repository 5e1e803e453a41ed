"""A library with both sample digests and all kinds of marks, with its index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.desk import Indexer, import_drop
from readinglist.library import Library, acts, open_library, write_note


@pytest.fixture(scope="session")
def marked(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Path, Path]) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("marked")
    with open_library(folder / "data") as library:
        import_drop(library, list(map(str, seeds)), origin="command")
        for state, ids in (
            ("later", range(1, 30)),
            ("done", range(30, 50)),
            ("dismissed", range(50, 80)),
            ("trash", range(80, 90)),
        ):
            acts.move(library, list(ids), state, origin="window")  # type: ignore[arg-type]
        acts.star(library, list(range(20, 40)), True, origin="window")
        acts.tag(library, list(range(25, 75)), add=["Physics"], origin="window")
        acts.tag(library, [70, 100], add=["to read/soon"], origin="window")
        for paper in (3, 33, 133):
            write_note(library, paper, "A quantum of *entropy*, see networks", rev=0, origin="window")
        Indexer(library, folder / "cache").bring_up_to_date()
        yield library
