"""The helper that answers: lists, counts and searches over a pipe. It only reads.

Of several questions waiting only the newest is answered, and an answer under way gives up between its steps
when a newer question comes. It tells when anybody wrote to the library, and ends when its pipe closes.
"""

from __future__ import annotations

import logging
import signal
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readinglist.desk import Assistant, Finder, SearchCounter, Superseded
from readinglist.library import digest_list, likeness, open_library, tag_list, view_counts
from readinglist.messages import (
    Changed,
    Complete,
    Completed,
    Count,
    Counted,
    Failed,
    Find,
    FolderNews,
    Ready,
    Resemble,
    Resembling,
    WatchFolders,
)
from readinglist.model import UserError
from readinglist.watching import Watch

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from readinglist.library import Library

log = logging.getLogger(__name__)

SIMILAR = 5
"""Papers shown as like the one that is read."""
LOOK = 0.1
"""Seconds between two looks whether the library changed."""


def serve(pipe: Connection[Any, Any], folder: str, cache: str) -> None:
    """Answer until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the window's to answer
    try:
        with open_library(Path(folder), create=False, readonly=True) as library:
            _Worker(pipe, library, Path(cache)).run()
    except UserError as error:
        pipe.send(Failed(0, error.title, error.message))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


class _Worker:
    """One conversation."""

    def __init__(self, pipe: Connection[Any, Any], library: Library, cache: Path) -> None:
        self._pipe = pipe
        self._library = library
        self._finder = Finder(library, cache, newer=self._newer)
        self._assistant = Assistant(library, self._finder)
        self._searches = SearchCounter(library, self._finder, newer=self._newer)
        self._find: Find | None = None
        self._count: Count | None = None
        self._complete: Complete | None = None
        self._resemble: Resemble | None = None
        self._version = library.data_version()
        self._watch = Watch({})

    def run(self) -> None:
        """Listen and answer; raises EOFError when the window is gone."""
        self._pipe.send(Ready())
        while True:
            self._listen(LOOK)
            if self._find is not None:
                find, self._find = self._find, None
                self._guarded(find.serial, partial(self._answer, find))
            elif self._complete is not None:
                complete, self._complete = self._complete, None
                self._guarded(complete.serial, partial(self._completed, complete))
            elif self._count is not None:
                count, self._count = self._count, None
                self._guarded(count.serial, partial(self._counted, count))
            elif self._resemble is not None:
                resemble, self._resemble = self._resemble, None
                self._guarded(resemble.serial, partial(self._resembled, resemble))
            self._look_for_files()
            version = self._library.data_version()
            if version != self._version:
                self._version = version
                self._pipe.send(Changed())

    def _listen(self, patience: float) -> None:
        """Take in what waits; the newest of each kind counts."""
        if any((self._find, self._count, self._complete, self._resemble)):
            patience = 0
        while self._pipe.poll(patience):
            patience = 0
            message = self._pipe.recv()
            if isinstance(message, Find):
                self._find = message
            elif isinstance(message, Count):
                self._count = message
            elif isinstance(message, Complete):
                self._complete = message
            elif isinstance(message, Resemble):
                self._resemble = message
            elif isinstance(message, WatchFolders):
                self._watch.close()
                self._watch = Watch(dict(message.folders))

    def _look_for_files(self) -> None:
        news = self._watch.look()
        if news:
            self._pipe.send(FolderNews(news.arrived, news.gone, news.back))

    def _newer(self) -> bool:
        self._listen(0)
        return self._find is not None

    def _answer(self, find: Find) -> None:
        try:
            found = self._finder.find(find)
            if not found.everywhere and not found.slips and find.line.strip():
                hint = self._assistant.hint(find.line, typing=find.typing)
                found = replace(found, hint=hint.sentence, hint_line=hint.line or "", hint_papers=hint.papers)
        except Superseded:
            return
        self._pipe.send(found)

    def _completed(self, complete: Complete) -> None:
        told = self._assistant.completions(complete.line, complete.cursor)
        offers = tuple((offer.text, offer.shown, offer.detail) for offer in told.offers)
        self._pipe.send(Completed(complete.serial, complete.line, told.start, told.end, offers))

    def _resembled(self, resemble: Resemble) -> None:
        try:
            similar = self._assistant.similar(resemble.paper, SIMILAR)
        except Superseded:
            self._resemble = self._resemble or resemble
            return
        self._pipe.send(Resembling(resemble.serial, resemble.paper, tuple(similar)))

    def _counted(self, count: Count) -> None:
        """Everything that is counted, list by list; a question that comes meanwhile is answered first."""
        try:
            searches = self._searches.infos()
            views = view_counts(self._library) | {"alike": likeness.count(self._library)}
            self._give_way()
            digests = tuple(digest_list(self._library))
            self._give_way()
        except Superseded:
            self._count = self._count or count
            return
        decided, kept, total = self._finder.tally(count.ids, count.view)
        self._pipe.send(
            Counted(
                serial=count.serial,
                views=views,
                tags=tuple(tag_list(self._library)),
                digests=digests,
                decided=decided,
                kept=kept,
                total=total,
                searches=searches,
            )
        )

    def _give_way(self) -> None:
        if self._newer():
            raise Superseded

    def _guarded(self, serial: int, act: Callable[[], None]) -> None:
        """One question that fails costs no other."""
        try:
            act()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except UserError as error:
            self._pipe.send(Failed(serial, error.title, error.message))
        except Exception:
            log.exception("A question could not be answered")
            self._pipe.send(Failed(serial, "That could not be answered", "Try again.", bug=traceback.format_exc()))
