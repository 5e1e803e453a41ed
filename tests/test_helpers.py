"""The two helper processes, started as the window starts them."""

from __future__ import annotations

import json
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readinglist import spawn
from readinglist.desk import Indexer, import_drop
from readinglist.library import acts, digest_list, open_library, view_counts
from readinglist.messages import (
    Changed,
    Count,
    Counted,
    Failed,
    FileRead,
    Find,
    Finished,
    Found,
    ImportFiles,
    Index,
    Prepare,
    Progress,
    Ready,
    SaveCopy,
)

PATIENCE = 30.0
Pipe = Any
Start = Callable[[spawn.HelperName], Pipe]


@pytest.fixture
def start(tmp_path: Path) -> Any:
    running = []

    def starter(name: spawn.HelperName) -> Pipe:
        process, pipe = spawn.start(name, str(tmp_path / "data"), str(tmp_path / "cache"))
        running.append((process, pipe))
        return pipe

    yield starter
    for process, pipe in running:
        pipe.close()
        process.join(PATIENCE)
        assert process.exitcode == 0, "a helper ends when its pipe closes"


def hear(pipe: Pipe, kind: type, serial: int | None = None) -> Any:
    """The next message of a kind; others are passed over."""
    until = time.monotonic() + PATIENCE
    while pipe.poll(max(until - time.monotonic(), 0)):
        message = pipe.recv()
        if isinstance(message, kind) and serial in (None, getattr(message, "serial", None)):
            return message
    raise AssertionError(f"no {kind.__name__} within {PATIENCE} s")


@pytest.fixture
def stocked(tmp_path: Path, seeds: tuple[Path, Path]) -> Path:
    with open_library(tmp_path / "data") as library:
        import_drop(library, list(map(str, seeds)), origin="command")
        Indexer(library, tmp_path / "cache").bring_up_to_date()
    return tmp_path / "data"


def test_the_worker_answers_lists_and_counts(start: Start, stocked: Path) -> None:
    pipe = start("worker")
    hear(pipe, Ready)
    pipe.send(Find(1, "is:inbox", "entropy OR annealing"))
    found = hear(pipe, Found)
    assert (found.serial, found.everywhere, len(found.ids)) == (1, 24, 24 * 8)
    pipe.send(Count(2, found.ids))
    counted = hear(pipe, Counted)
    assert counted.views["is:inbox"] == counted.views[""] == 230
    assert (counted.decided, counted.kept, counted.total) == (0, 0, 24)
    assert [digest.papers for digest in counted.digests] == [168, 68]


def test_of_many_questions_the_last_is_answered(start: Start, stocked: Path) -> None:
    pipe = start("worker")
    hear(pipe, Ready)
    for serial, line in enumerate(("q", "qu", "qua", "quantum"), start=1):
        pipe.send(Find(serial, "", line, typing=True))
    assert hear(pipe, Found, 4).everywhere == 44


def test_the_worker_tells_of_changes_and_answers_anew(start: Start, stocked: Path) -> None:
    pipe = start("worker")
    hear(pipe, Ready)
    with open_library(stocked) as library:
        acts.move(library, [1, 2, 3], "later", origin="command")
    hear(pipe, Changed)
    pipe.send(Find(1, "is:later"))
    assert sorted(array("q", hear(pipe, Found).ids)) == [1, 2, 3]


def test_the_worker_without_a_library_says_so(start: Start) -> None:
    assert "no library yet" in hear(start("worker"), Failed).title.lower()


def test_the_job_prepares_imports_and_indexes(start: Start, tmp_path: Path, seeds: tuple[Path, Path]) -> None:
    pipe = start("job")
    pipe.send(Prepare(1))
    hear(pipe, Finished, 1)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    pipe.send(ImportFiles(2, (str(seeds[0]), str(tmp_path / "picture.txt"), str(seeds[1]))))
    report = hear(pipe, Finished, 2).report
    assert (report.new, report.seen_in_both, report.refused) == (230, 6, 1)
    while (progress := hear(pipe, Progress, 2)).done != progress.total:
        pass
    with open_library(tmp_path / "data") as library:
        index = Indexer(library, tmp_path / "cache").open(thorough=True)
        assert len(index.papers()) == 230
        index.close()


def test_the_job_takes_texts_and_copies_the_library(
    start: Start, tmp_path: Path, seeds: tuple[Path, Path]
) -> None:
    pipe = start("job")
    pipe.send(ImportFiles(1, (), (("Pasted 3 Sep", seeds[0].read_text()),)))
    assert hear(pipe, Finished, 1).report.new == 68
    (tmp_path / "copy").mkdir()
    pipe.send(SaveCopy(2, str(tmp_path / "copy" / "library.db")))
    hear(pipe, Finished, 2)
    with open_library(tmp_path / "copy") as copy:
        assert view_counts(copy)[""] == 68


def test_what_the_world_refuses_is_said_and_the_job_goes_on(start: Start, tmp_path: Path) -> None:
    pipe = start("job")
    pipe.send(SaveCopy(1, str(tmp_path / "nowhere" / "at" / "all.db")))
    failed = hear(pipe, Failed, 1)
    assert failed.message
    assert not failed.bug
    pipe.send(Index(2))
    hear(pipe, Finished, 2)


def test_an_import_that_is_cancelled_ends_at_once_and_leaves_whole_files(tmp_path: Path) -> None:
    abstract = "We study the nature of things in several dimensions and find it remarkable. " * 8
    for file in range(40):
        told = [{"title": f"Paper {paper} of file number {file}", "abstract": abstract} for paper in range(200)]
        (tmp_path / f"{file:02}.json").write_text(json.dumps(told))
    process, pipe = spawn.start("job", str(tmp_path / "data"), str(tmp_path / "cache"))
    pipe.send(ImportFiles(1, tuple(str(tmp_path / f"{file:02}.json") for file in range(40))))
    hear(pipe, FileRead, 1)
    began = time.monotonic()
    process.kill()
    process.join(PATIENCE)
    assert time.monotonic() - began < 0.3
    with open_library(tmp_path / "data") as library:
        digests = digest_list(library)
        assert 1 <= len(digests) < 40
        assert {digest.papers for digest in digests} == {200}
        assert view_counts(library)[""] == 200 * len(digests)
