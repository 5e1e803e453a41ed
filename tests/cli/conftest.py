"""Commands run in this process, on a home of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from readinglist.cli import run


class Ran(NamedTuple):
    """What a command left: its exit status, its data, its talk."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


Command = Callable[..., Ran]


def no_window(**_wanted: object) -> int:
    raise AssertionError("a window was opened")


@pytest.fixture
def readinglist(capfdbinary: pytest.CaptureFixture[bytes], home: Path) -> Command:
    def command(*words: str) -> Ran:
        status = run(no_window, list(words))
        out, err = capfdbinary.readouterr()
        return Ran(status, out.decode(), err.decode())

    return command


@pytest.fixture(scope="session")
def stocked_home(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Path, Path]) -> Path:
    from readinglist.desk import Indexer, import_drop
    from readinglist.library import open_library

    folder = tmp_path_factory.mktemp("home")
    with open_library(folder / "data") as library:
        import_drop(library, list(map(str, seeds)), origin="command")
        Indexer(library, folder / "cache").bring_up_to_date()
    return folder


@pytest.fixture
def full(readinglist: Command, home: Path, stocked_home: Path) -> Command:
    """The command, on a library that holds both sample digests."""
    shutil.copytree(stocked_home, home, dirs_exist_ok=True)
    return readinglist
