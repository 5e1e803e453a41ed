"""All real samples into one library: every entry accounted for, every source kept, the order without effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.desk import import_drop
from readinglist.library import Library, cards, lists, open_library, queue
from readinglist.model import ImportReport

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")


def facts(library: Library) -> set[tuple[object, ...]]:
    """What the papers are, whatever their numbers."""
    return {
        (
            card.paper.title,
            card.paper.abstract,
            card.paper.authors,
            tuple(sorted(card.paper.identifiers.items())),
            card.paper.published,
            card.paper.venue,
            len(card.sightings),
        )
        for card in cards(library, queue.all_ids(library))
    }


def brought(folder: Path, files: list[Path]) -> tuple[Library, ImportReport]:
    library = open_library(folder)
    return library, import_drop(library, list(map(str, files)), origin="command")


def test_every_entry_is_accounted_for_and_the_order_does_not_matter(tmp_path: Path) -> None:
    files = sorted(path for path in SAMPLES.glob("*/*") if path.is_file())
    library, report = brought(tmp_path / "forward", files)
    assert len(report.files) == len(files)
    for file, path in zip(report.files, files, strict=True):
        if file.error is None:
            assert file.papers == file.new + file.known + file.repeated + file.reported
            assert file.digest is not None
            name, data = lists.source(library, file.digest)
            assert (name, data) == (path.name, path.read_bytes()) or file.already_imported
            assert len(file.problems) >= file.reported
    backward, _report = brought(tmp_path / "backward", files[::-1])
    assert facts(library) == facts(backward)
    again = import_drop(library, list(map(str, files)), origin="command")
    assert again.new == 0
    assert facts(library) == facts(backward)
    library.close()
    backward.close()
