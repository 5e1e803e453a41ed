"""What all tests share: no screen, a home of their own, the two sample digests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

SEEDS = Path(__file__).parent.parent / "resources" / "samples"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home: nothing of the user's is read or written."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("READINGLIST_HOME", str(folder))
    monkeypatch.delenv("READINGLIST_LIBRARY", raising=False)
    return folder


@pytest.fixture(scope="session")
def seeds() -> tuple[Path, Path]:
    """The two sample digests: 68 and 168 papers, 6 of them in both."""
    return SEEDS / "000_3b97b98cbc769c73.txt", SEEDS / "001_6d16eb8aa34b31f2.txt"
