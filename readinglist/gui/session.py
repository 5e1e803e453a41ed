"""What the parts of the window share: the reading connection, the writer thread and the two helpers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.gui.edits import Edits
from readinglist.gui.processes import Helper
from readinglist.library import cards, has_digests, needs_preparing, open_library
from readinglist.messages import (
    Changed,
    Completed,
    Counted,
    Failed,
    FileRead,
    Finished,
    FolderNews,
    Found,
    Prepare,
    Progress,
    Ready,
    Resembling,
)
from readinglist.model import LibraryError, UserError

if TYPE_CHECKING:
    from readinglist.library import Library
    from readinglist.messages import JobOrder
    from readinglist.model import Card, ImportReport
    from readinglist.paths import Places

log = logging.getLogger(__name__)


class Session(QObject):
    """One library while a window shows it. Nothing here blocks: rows are read by id, everything else is
    asked of the helpers or handed to the writer."""

    opened = Signal()
    """The library can be read."""
    preparing = Signal(bool)
    """The library is being made or brought up to date, or that is done."""
    unusable = Signal(object)
    """A UserError: it can't."""
    changed = Signal()
    """Somebody wrote to it: this window or a command."""
    found = Signal(object)
    counted = Signal(object)
    completed = Signal(object)
    resembling = Signal(object)
    worker_ready = Signal()
    folder_news = Signal(object)
    """A FolderNews of watched folders."""
    progressed = Signal(object)
    file_read = Signal(object)
    """A FileRead: one file of a running import is done."""
    failed = Signal(object)
    """A Failed that answers nothing in particular."""
    crippled = Signal(str)
    """A helper died three times in a minute; its name."""

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places = places
        self.library: Library | None = None
        self.watching = False
        """Whether the worker was told of folders to watch."""
        self.edits = Edits(places.data, self)
        self.worker = Helper("worker", places.data, places.cache, self)
        self.job = Helper("job", places.data, places.cache, self)
        self._serials = count(1)
        self._orders: dict[int, tuple[Callable[[ImportReport | None], None], Callable[[Failed], None]]] = {}
        self.worker.said.connect(self._hear_worker)
        self.job.said.connect(self._hear_job)
        self.job.died.connect(self._abandon_orders)
        for helper in (self.worker, self.job):
            helper.gave_up.connect(lambda name=helper.name: self.crippled.emit(name))
        self.edits.committed.connect(self.changed)

    def open(self) -> None:
        """Open the library for reading, or have a job make or migrate it first and open it then."""
        try:
            if needs_preparing(self.places.data):
                self.preparing.emit(True)
                self.order(Prepare(self.serial()), lambda _report: self.open(), self._not_prepared)
                return
            self.library = open_library(self.places.data, create=False, readonly=True)
        except UserError as error:
            self.unusable.emit(error)
            return
        self.preparing.emit(False)
        self.opened.emit()

    def close(self) -> None:
        """Commit what is waiting and let the helpers end; an import stops at once, whole files stay."""
        self.edits.finish()
        self.job.kill()
        self.worker.stop()
        if self.library is not None:
            self.library.close()
            self.library = None

    def serial(self) -> int:
        """A number no message has had yet."""
        return next(self._serials)

    def cards(self, ids: Sequence[int]) -> list[Card]:
        """The papers with these ids, unknown ones dropped."""
        if self.library is None:
            return []
        return cards(self.library, ids)

    def library_is_empty(self) -> bool:
        """Whether no digest was ever brought in: told from one indexed row."""
        return self.library is None or not has_digests(self.library)

    def order(
        self,
        order: JobOrder,
        finished: Callable[[ImportReport | None], None],
        failed: Callable[[Failed], None] | None = None,
    ) -> None:
        """Hand an order to the job; exactly one of the two callbacks follows."""
        failed = failed or self.failed.emit
        self._orders[order.serial] = (finished, failed)
        if not self.job.say(order):
            del self._orders[order.serial]
            failed(Failed(order.serial, "That can't be done now", "A helper program keeps ending. Start again."))

    def cancel(self) -> None:
        """Stop all long work at once; every commit it made is whole."""
        self.job.kill()
        self._orders.clear()

    def _not_prepared(self, failed: Failed) -> None:
        if failed.bug:
            log.error("The library could not be prepared: %s", failed.bug)
        self.unusable.emit(LibraryError(failed.title, failed.message))

    def _hear_worker(self, message: object) -> None:
        match message:
            case Found():
                self.found.emit(message)
            case Counted():
                self.counted.emit(message)
            case Completed():
                self.completed.emit(message)
            case Resembling():
                self.resembling.emit(message)
            case Changed():
                self.changed.emit()
            case Ready():
                self.worker_ready.emit()
            case FolderNews():
                self.folder_news.emit(message)
            case Failed():
                self.failed.emit(message)

    def _hear_job(self, message: object) -> None:
        match message:
            case Progress():
                self.progressed.emit(message)
            case FileRead():
                self.file_read.emit(message)
            case Finished(serial, report):
                callbacks = self._orders.pop(serial, None)
                if callbacks:
                    callbacks[0](report)
            case Failed(serial):
                callbacks = self._orders.pop(serial, None)
                (callbacks[1] if callbacks else self.failed.emit)(message)

    def _abandon_orders(self) -> None:
        orders, self._orders = self._orders, {}
        for serial, (_finished, failed) in orders.items():
            failed(
                Failed(
                    serial,
                    "The work stopped in the middle",
                    "What was finished is in your library, the rest is untouched. Try it once more.",
                )
            )
