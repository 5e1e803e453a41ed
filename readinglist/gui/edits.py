"""The window's one writer: a thread with its own connection that commits edits first in, first out.

Qt's thread paints an edit at once and hands it over here; it never waits for a lock or the disk.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from readinglist.library import open_library
from readinglist.model import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Act = Callable[["Library"], Result]


class Edits(QObject):
    """Queue of edits. `committed` follows each that went through; `failed` carries an exception that is
    no UserError, for the one place that reports bugs."""

    committed = Signal()
    failed = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._queue: SimpleQueue[tuple[Act[Any], Callable[[Any], None], Callable[[UserError], None]] | None]
        self._queue = SimpleQueue()
        self._thread: Thread | None = None
        self.waiting = 0
        """Edits handed over and not answered yet."""
        self._left = 0
        """Answers still to come of edits that nobody waits for any more: what they would tell may be gone."""
        self._answered.connect(self._answer)

    def submit(
        self,
        act: Act[Result],
        then: Callable[[Result], None],
        refused: Callable[[UserError], None],
    ) -> None:
        """Run `act` on the writer's thread; `then` or `refused` is called on Qt's thread, in order."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="edits", daemon=True)
            self._thread.start()
        self.waiting += 1
        self._queue.put((act, then, refused))

    def finish(self) -> None:
        """Wait until every edit is committed, and close the connection. Their answers are not awaited."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None
            self._left = self.waiting

    def _work(self) -> None:
        library: Library | None = None
        while (order := self._queue.get()) is not None:
            act, then, refused = order
            try:
                if library is None:
                    library = open_library(self._folder)
                result = act(library)
            except UserError as error:
                self._tell(refused, error)
            except Exception as error:
                log.exception("An edit failed")
                self._tell(refused, UserError("That could not be saved", "Nothing was changed."))
                self._report(error)
            else:
                self._tell(then, result)
        if library is not None:
            library.close()

    def _tell(self, callback: Callable[[Any], None], value: object) -> None:
        try:
            self._answered.emit(callback, value)
        except RuntimeError:  # the window is gone; the edit is committed
            log.debug("An edit was answered after the window closed")

    def _report(self, error: Exception) -> None:
        try:
            self.failed.emit(error)
        except RuntimeError:
            log.debug("A bug was reported after the window closed")

    def _answer(self, callback: Callable[[Any], None], value: object) -> None:
        self.waiting -= 1
        if self._left:
            self._left -= 1
            return
        callback(value)
        if not isinstance(value, UserError):
            self.committed.emit()
