"""Watches folders for files that are new and complete; says so once, and says once when a folder goes or returns.

The system's events only say that it is time to look; every half minute it looks anyway, since network folders
send none. A file is new when it came after the folder was last looked through, and complete when size and time
stand still and its name is no browser's for a download under way.
"""

from __future__ import annotations

import logging
import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

log = logging.getLogger(__name__)

CALM = 1.5
"""Seconds a file must not change before it is taken for complete."""
ANYWAY = 30.0
"""Seconds after which a folder is looked through without an event."""
MOST = 20_000
"""Entries of a folder that are looked at."""
LARGEST = 64 * 2**20
_PARTIAL = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".opdownload", ".aria2", ".!ut")


@dataclass(slots=True)
class _Folder:
    """What is known of one watched folder."""

    since: float
    there: bool | None = None
    looked: float = -ANYWAY
    waiting: dict[str, tuple[tuple[int, int], float]] = field(default_factory=dict)
    """New files by path: size and time when last seen, and since when they stand still (monotonic)."""
    told: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """What a look found."""

    arrived: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.arrived or self.gone or self.back)


class Watch:
    """Watches folders, each from a moment on (seconds since the epoch). Never raises for what a disk does."""

    def __init__(self, folders: Mapping[str, float]) -> None:
        self._folders = {path: _Folder(since) for path, since in folders.items()}
        self._touched: set[str] = set(self._folders)
        self._observer: BaseObserver | None = None
        self._observed: dict[str, Any] = {}
        if self._folders:
            self._observe()

    def close(self) -> None:
        """Stop watching."""
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()
            observer.join(2.0)

    def look(self) -> News:
        """Look through the folders it is time for: those with events, and each now and then."""
        now = time.monotonic()
        arrived: list[str] = []
        gone: list[str] = []
        back: list[str] = []
        for path, folder in self._folders.items():
            due = path in self._touched or folder.waiting or now - folder.looked > ANYWAY
            if not due or (now - folder.looked < CALM / 3):
                continue
            folder.looked = now
            self._touched.discard(path)
            there = os.path.isdir(path)  # noqa: PTH112 — a path may hold what Path refuses
            if there is not folder.there:
                (back if there and folder.there is False else gone if not there else []).append(path)
                folder.there = there
                self._schedule(path, there)
            if there:
                arrived += _complete(path, folder, now)
        return News(tuple(arrived), tuple(gone), tuple(back))

    def _observe(self) -> None:
        from watchdog.observers import Observer

        try:
            self._observer = Observer()
            self._observer.start()
        except OSError as error:  # no more watches to be had: the half minute does
            log.warning("No events of folders: %s", error)
            self._observer = None

    def _schedule(self, path: str, there: bool) -> None:
        if self._observer is None:
            return
        from watchdog.events import FileSystemEventHandler

        touched = self._touched

        class Touch(FileSystemEventHandler):
            def on_any_event(self, event: object) -> None:
                del event
                touched.add(path)

        before = self._observed.pop(path, None)
        try:
            if before is not None:
                self._observer.unschedule(before)
            if there:
                self._observed[path] = self._observer.schedule(Touch(), path)
        except (OSError, KeyError) as error:
            log.info("No events of %s: %s", path, error)


def _complete(path: str, folder: _Folder, now: float) -> list[str]:
    """The new files of a folder that stand still long enough."""
    try:
        with os.scandir(path) as entries:
            first = [entry for _at, entry in zip(range(MOST), entries, strict=False)]
    except OSError as error:
        log.info("%s can't be read: %s", path, error)
        return []
    found = {entry.path: seen for entry in first if (seen := _new(entry, folder))}
    done = []
    for file, seen in found.items():
        if folder.told.get(file) == seen:
            continue
        before = folder.waiting.get(file)
        if before is None or before[0] != seen:
            folder.waiting[file] = (seen, now)
        elif now - before[1] >= CALM:
            del folder.waiting[file]
            folder.told[file] = seen
            done.append(file)
    for file in folder.waiting.keys() - found.keys():
        del folder.waiting[file]
    return sorted(done)


def _new(entry: os.DirEntry[str], folder: _Folder) -> tuple[int, int] | None:
    """Size and time of a file that came since the folder was looked through; None for any other."""
    if entry.name.startswith(".") or entry.name.lower().endswith(_PARTIAL):
        return None
    try:
        status = entry.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode) or not 0 < status.st_size <= LARGEST:
        return None
    if max(status.st_mtime, status.st_ctime) <= folder.since:  # moved here: its own time may be years old
        return None
    return status.st_size, status.st_mtime_ns
