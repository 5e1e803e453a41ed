"""One document has its time; a reader that takes longer is ended, and the next document is read."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from readinglist import digests
from readinglist.desk import import_drop, limits, time_limit
from readinglist.library import open_library
from readinglist.model import Digest, Document, UserError


def test_more_bytes_have_more_time() -> None:
    assert limits.seconds_for(0) == 10
    assert limits.seconds_for(64 * 2**20) == 74


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(
    tmp_path: Path, seeds: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 2.0)
    usual = digests.read

    def slow(document: Document, *, as_titles: bool = False) -> Digest:
        if document.name == "slow.txt":
            time.sleep(20)
        return usual(document, as_titles=as_titles)

    monkeypatch.setattr(digests, "read", slow)
    (tmp_path / "slow.txt").write_text("x")
    with open_library(tmp_path / "data") as library:
        files = [str(tmp_path / "slow.txt"), str(seeds[0])]
        slow_one, good = import_drop(library, files, origin="window", limit=lambda _size: time_limit(0)).files
    assert slow_one.error is not None
    assert slow_one.error[0] == "It took too long"
    assert good.new == 68


def test_off_the_main_thread_there_is_no_limit_to_set() -> None:
    done = []

    def work() -> None:
        with time_limit(0):
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]


def test_the_limit_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    with pytest.raises(UserError), time_limit(0):
        time.sleep(2)
    with time_limit(0):
        pass
    time.sleep(0.2)
