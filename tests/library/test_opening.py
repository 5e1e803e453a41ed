"""A library is made private, and what is none, or newer, is refused and left alone."""

from __future__ import annotations

import multiprocessing
import sqlite3
import stat
from pathlib import Path

import pytest

from readinglist.library import Library, cards, move, needs_preparing, open_library, save_copy, star, view_counts
from readinglist.library.queue import all_ids
from readinglist.model import LibraryError, UserError


def test_a_new_library_is_private(tmp_path: Path) -> None:
    with open_library(tmp_path / "new") as library:
        assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(library.path.stat().st_mode) == 0o600
        assert view_counts(library)[""] == 0


def test_an_opened_library_needs_no_preparing(library: Library) -> None:
    assert not needs_preparing(library.folder)
    with open_library(library.folder, create=False, readonly=True) as reader:
        assert reader.uuid == library.uuid


@pytest.mark.parametrize("content", [b"garbage, no database at all" * 50, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_library_is_refused_and_left(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(LibraryError):
        open_library(tmp_path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library.db")
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = (tmp_path / "library.db").read_bytes()
    with pytest.raises(LibraryError, match="not a Reading List library"):
        open_library(tmp_path)
    assert (tmp_path / "library.db").read_bytes() == before


def test_a_newer_library_is_refused_and_left(library: Library) -> None:
    folder = library.folder
    library.connection.execute("PRAGMA user_version = 99")
    library.close()
    with pytest.raises(LibraryError, match="newer version"):
        open_library(folder)


def test_no_library_and_none_to_make(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library yet"):
        open_library(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_home_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="no place"):
        open_library(tmp_path / "file" / "data")


def test_a_library_replaced_while_open_is_not_written(full: Library, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    save_copy(full, other)
    other.replace(full.path)
    with pytest.raises(LibraryError, match="replaced"):
        star(full, [1], True, origin="window")


def test_a_copy_is_whole_and_never_the_library_itself(full: Library, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    save_copy(full, tmp_path / "copy" / "library.db")
    with open_library(tmp_path / "copy") as copy:
        assert cards(copy, all_ids(copy)) == cards(full, all_ids(full))
    with pytest.raises(UserError, match="library itself"):
        save_copy(full, full.path)


def _write(folder: str, state: str, times: int) -> None:
    with open_library(Path(folder)) as library:
        for paper in range(1, times + 1):
            move(library, [paper], state, origin="command")  # type: ignore[arg-type]


def test_three_writers_at_once_all_succeed(full: Library) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(full.folder), state, 40)) for state in ("later", "done")]
    for writer in writers:
        writer.start()
    for paper in range(1, 41):
        star(full, [paper], True, origin="window")
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    seen = cards(full, list(range(1, 41)))
    assert all(card.marks.starred and card.marks.state in ("later", "done") for card in seen)
