"""Keeps the index true to the library: what is queued is added, what can't be trusted is made anew.

The index is right up to its marker's number. It is made anew when it is of another library, token, format or
Whoosh, when a hash or its number of documents is off, when it is ahead of the library, or when it stands below
what was already deleted from the queue (a power cut undid its last commit).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.library import queue
from readinglist.library.locking import SharedLock
from readinglist.model import BusyError
from readinglist.search import IndexDamagedError, IndexState, WordIndex
from readinglist.search import index as shelf
from readinglist.search.analysis import FORMAT

if TYPE_CHECKING:
    from readinglist.library import Library

log = logging.getLogger(__name__)

LOCK_SECONDS = 60.0
"""How long one indexer waits for another."""
Tell = Callable[[int, int], None]


class Indexer:
    """The index of one library."""

    def __init__(self, library: Library, cache: Path) -> None:
        self._library = library
        self.folder = shelf.folder_of(cache, library.uuid, library.path)

    def open(self, *, thorough: bool = False, before: WordIndex | None = None) -> WordIndex:
        """The index, open for reading; what an earlier one has open is taken over. Raises IndexDamagedError where
        it can't be trusted, with the reason."""
        index = WordIndex(self.folder, thorough=thorough, before=before)
        why = index.fits(self._library.uuid, queue.token(self._library))
        marker = index.state.seq
        if not why and marker < queue.floor(self._library):
            why = "it lost what it had"
        if not why and marker > queue.top(self._library):
            why = "it is ahead of the library"
        if why:
            index.close()
            raise IndexDamagedError(why)
        return index

    def health(self) -> str:
        """One line on the index, for `doctor`."""
        try:
            index = self.open(thorough=True)
        except IndexDamagedError as error:
            return f"will be made anew: {error}"
        waiting = len([1 for _, seq in queue.queued(self._library) if seq > index.state.seq])
        index.close()
        return f"sound, {index.state.documents:,} papers" + (f", {waiting:,} waiting" if waiting else "")

    def bring_up_to_date(self, tell: Tell | None = None, *, thorough: bool = False) -> bool:
        """Add what is queued, or make the index anew; True where it was made anew. Raises BusyError while
        another process does it for a minute."""
        with self._locked():
            try:
                index = self.open(thorough=thorough)
            except IndexDamagedError as error:
                log.info("The index is made anew: %s", error)
                self._rebuild(tell)
                return True
            try:
                self._update(index)
            except IndexDamagedError as error:
                log.warning("The index failed and is made anew: %s", error)
                self._rebuild(tell)
                return True
            finally:
                index.close()
            shelf.sweep(self.folder)
            return False

    def rest(self) -> None:
        """Join what came in piece by piece: fewer pieces answer faster. Raises BusyError as above."""
        with self._locked():
            try:
                index = self.open()
            except IndexDamagedError:
                return  # made anew by who needs it
            state = index.state
            index.close()
            shelf.rest(self.folder, state)

    def rebuild(self, tell: Tell | None = None) -> int:
        """Make the index anew from the library; the number of papers in it."""
        with self._locked():
            return self._rebuild(tell)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with SharedLock(self.folder / "index.lock").held(time.monotonic() + LOCK_SECONDS):
                yield
        except TimeoutError as error:
            raise BusyError("The index is busy", "Another program is building it. Try again.") from error

    def _update(self, index: WordIndex) -> None:
        waiting = [(paper, seq) for paper, seq in queue.queued(self._library) if seq > index.state.seq]
        if not waiting:
            self._forget(index.state.seq)
            return
        top = max(seq for _, seq in waiting)
        gone = [paper for paper, _ in waiting]
        try:
            shelf.update(self.folder, self._state(top), gone, queue.words(self._library, gone))
        except IndexDamagedError:
            raise
        except OSError:
            raise
        except Exception as error:
            raise IndexDamagedError(repr(error)) from error
        self._forget(top)

    def _rebuild(self, tell: Tell | None) -> int:
        top = queue.top(self._library)
        ids = queue.all_ids(self._library)
        words = queue.words(self._library, ids)

        def counted() -> Iterator[queue.Words]:
            for done, told in enumerate(words, 1):
                if tell is not None and done % 200 == 0:
                    tell(done, len(ids))
                yield told

        shelf.rebuild(self.folder, self._state(top), counted())
        self._forget(top)
        return len(ids)

    def _state(self, seq: int) -> IndexState:
        return IndexState(self._library.uuid, queue.token(self._library), seq, FORMAT, shelf.whoosh_build())

    def _forget(self, through: int) -> None:
        """Empty the queue as far as the index is known to hold it, where this connection may write."""
        if not self._library.readonly and any(seq <= through for _, seq in queue.queued(self._library)):
            queue.forget(self._library, through)
