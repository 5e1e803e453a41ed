"""The helper for what is long or hostile: preparing, importing, indexing, copying. To cancel it is to kill it,
since each of its commits is whole.

It runs niced and bounded in memory, and each document in time: files come from anywhere.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readinglist.desk import Indexer, follow_up, import_drop, seconds_for, time_limit
from readinglist.library import open_library, save_copy
from readinglist.messages import (
    Failed,
    FileRead,
    Finished,
    ImportFiles,
    Index,
    JobOrder,
    Prepare,
    Progress,
    SaveCopy,
)
from readinglist.model import Document, UserError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from readinglist.library import Library

log = logging.getLogger(__name__)

NICE = 10
MEMORY = 1024 * 2**20
"""Bytes of data (RLIMIT_DATA) the whole job may take: 512 MB for a file, as much for the index."""
INDEXING = "Building the search index"
TELL_EVERY = 0.1
"""Seconds between two words on progress."""


def serve(pipe: Connection[Any, Any], folder: str, cache: str) -> None:
    """Carry out orders until the pipe closes; also in the middle of one, when the window is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_modest()
    _end_with_parent()
    job = _Job(pipe, Path(folder), Path(cache))
    try:
        while True:
            job.carry_out(pipe.recv())
    except (EOFError, BrokenPipeError, ConnectionResetError):
        job.close()


class _Job:
    """One conversation, with the library kept open between orders."""

    def __init__(self, pipe: Connection[Any, Any], folder: Path, cache: Path) -> None:
        self._pipe = pipe
        self._folder = folder
        self._cache = cache
        self._library: Library | None = None
        self._told = 0.0

    def close(self) -> None:
        """Let go of the library."""
        if self._library is not None:
            self._library.close()

    def carry_out(self, order: JobOrder) -> None:
        """Do it and say Finished, or say why not."""
        try:
            self._do(order)
        except UserError as error:
            self._pipe.send(Failed(order.serial, error.title, error.message))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception:
            log.exception("An order failed")
            self._pipe.send(
                Failed(
                    order.serial,
                    "That did not work",
                    "Nothing was lost. The log holds the details.",
                    bug=traceback.format_exc(),
                )
            )

    def _do(self, order: JobOrder) -> None:
        library = self._library = self._library or open_library(self._folder)
        match order:
            case Prepare(serial):
                self._pipe.send(Finished(serial))
            case ImportFiles(serial, paths, texts, sample, as_titles, watched):
                report = import_drop(
                    library,
                    paths,
                    [Document(name, text.encode("utf-8", "replace")) for name, text in texts],
                    origin="watch" if watched else "window",
                    sample=sample,
                    as_titles=as_titles,
                    read=lambda report: self._pipe.send(FileRead(serial, report)),
                    tell=lambda what, done, total: self._tell(serial, f"Importing {what}", done, total),
                    limit=partial(self._limit, serial),
                )
                self._pipe.send(Finished(serial, report))
                follow_up(library, self._cache, report, partial(self._tell, serial, INDEXING))
                self._pipe.send(Progress(serial, "", 1, 1))
            case Index(serial, thorough):
                indexer = Indexer(library, self._cache)
                indexer.bring_up_to_date(partial(self._tell, serial, INDEXING), thorough=thorough)
                indexer.rest()
                self._pipe.send(Progress(serial, "", 1, 1))
                self._pipe.send(Finished(serial))
            case SaveCopy(serial, path):
                save_copy(library, Path(path))
                self._pipe.send(Finished(serial))

    @contextlib.contextmanager
    def _limit(self, serial: int, size: int) -> Iterator[None]:
        """The time limit of a document, and an end to the whole job where a parser does not listen to it."""

        def end() -> None:
            self._pipe.send(Failed(serial, "It took too long", "A file could not be read in time. Split it."))
            os._exit(1)

        last = threading.Timer(2 * seconds_for(size), end)
        last.daemon = True
        last.start()
        try:
            with time_limit(size):
                yield
        finally:
            last.cancel()

    def _tell(self, serial: int, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told > TELL_EVERY:
            self._told = now
            self._pipe.send(Progress(serial, what, done, total))


def _be_modest() -> None:
    """Yield to the window, and never take the machine's memory."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _end_with_parent() -> None:
    """A window that was killed closes no pipe politely: its child notices that its parent is another."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()
