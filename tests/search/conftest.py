"""Indexes by the hundred: nothing here has to survive a power cut."""

from __future__ import annotations

import pytest

from readinglist.search import storage


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_sync", lambda _path: None)
