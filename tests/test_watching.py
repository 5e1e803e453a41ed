"""Folders are watched: what is new and complete is told once, and once when a folder goes or returns."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist import watching
from readinglist.watching import News, Watch

PATIENCE = 15.0
Watching = Callable[[Path], Watch]


@pytest.fixture
def watch() -> Iterator[Watching]:
    running: list[Watch] = []

    def begin(folder: Path) -> Watch:
        running.append(Watch({str(folder): time.time() - 0.01}))
        return running[-1]

    yield begin
    for one in running:
        one.close()


def news(watch: Watch, seconds: float = PATIENCE) -> News:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = watch.look()
        if found:
            return found
        time.sleep(0.05)
    return News()


def test_a_new_file_is_told_once(tmp_path: Path, watch: Watching) -> None:
    (tmp_path / "old.txt").write_text("old")
    os.utime(tmp_path / "old.txt", (1, 1))
    time.sleep(0.05)
    watching_ = watch(tmp_path)
    assert not watching_.look()
    (tmp_path / "new.txt").write_text("new")
    assert news(watching_).arrived == (str(tmp_path / "new.txt"),)
    assert not news(watching_, 3)


def test_a_download_under_way_is_waited_for(tmp_path: Path, watch: Watching) -> None:
    watching_ = watch(tmp_path)
    partial = tmp_path / "digest.txt.crdownload"
    partial.write_text("half")
    growing = tmp_path / "growing.txt"
    began = time.monotonic()
    while time.monotonic() - began < 2.5:
        with growing.open("a") as file:
            file.write("more")
        assert not watching_.look()
        time.sleep(0.2)
    partial.rename(tmp_path / "digest.txt")
    arrived: set[str] = set()
    while len(arrived) < 2:
        found = news(watching_)
        assert found
        arrived |= set(found.arrived)
    assert arrived == {str(tmp_path / "digest.txt"), str(growing)}


def test_a_file_moved_in_is_new_whatever_its_own_time(tmp_path: Path, watch: Watching) -> None:
    (tmp_path / "in").mkdir()
    watching_ = watch(tmp_path / "in")
    (tmp_path / "aged.txt").write_text("old")
    os.utime(tmp_path / "aged.txt", (1, 1))
    (tmp_path / "aged.txt").rename(tmp_path / "in" / "aged.txt")
    assert news(watching_).arrived == (str(tmp_path / "in" / "aged.txt"),)


def test_a_folder_that_goes_and_returns_is_told_once_each(
    tmp_path: Path, watch: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "ANYWAY", 0.3)
    folder = tmp_path / "disk"
    folder.mkdir()
    watching_ = watch(folder)
    assert not watching_.look()
    shutil.rmtree(folder)
    assert news(watching_).gone == (str(folder),)
    assert not news(watching_, 1.5)
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    assert news(watching_).back == (str(folder),)
    assert news(watching_).arrived == (str(folder / "a.txt"),)


def test_what_is_no_file_of_ours_is_left_alone(tmp_path: Path, watch: Watching) -> None:
    watching_ = watch(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(watching.LARGEST + 1)
    assert not news(watching_, 3)
