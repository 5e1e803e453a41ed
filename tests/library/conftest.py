"""A library of its own, empty or with both sample digests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist import digests
from readinglist.library import Library, imports, open_library
from readinglist.model import Document


def bring(library: Library, path: Path, step: int | None = None) -> int | None:
    """Import one digest; the step to go on with."""
    document = Document(path.name, path.read_bytes())
    _report, step = imports.add(library, document, digests.read(document), origin="command", step=step)
    return step


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Path, Path]) -> Path:
    """A folder whose library holds both sample digests, one step each."""
    folder = tmp_path_factory.mktemp("stocked")
    with open_library(folder) as opened:
        for seed in seeds:
            bring(opened, seed)
    return folder


@pytest.fixture
def full(tmp_path: Path, stocked: Path) -> Iterator[Library]:
    shutil.copytree(stocked, tmp_path / "full")
    with open_library(tmp_path / "full") as opened:
        yield opened
