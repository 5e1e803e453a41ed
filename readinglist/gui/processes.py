"""One helper process as the window sees it: messages in, a signal for each message out, started again
when it dies."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections import deque
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from readinglist import spawn

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

    from readinglist.spawn import HelperName

log = logging.getLogger(__name__)

DEATHS = 3
"""So many deaths within …"""
WITHIN = 60.0
"""… so many seconds, and it is not started again."""


class Helper(QObject):
    """A helper process. `said` carries each of its messages; `died` tells that it ended unasked (what
    it was doing is not sent again); `gave_up` that it died three times in a minute."""

    said = Signal(object)
    died = Signal()
    gave_up = Signal()
    _ended = Signal(object)

    def __init__(self, name: HelperName, folder: Path, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name: HelperName = name
        self._folder = folder
        self._cache = cache
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._deaths: deque[float] = deque(maxlen=DEATHS)
        self._ended.connect(self._note_end)

    @property
    def running(self) -> bool:
        """Whether there is a process to talk to."""
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """The process's number while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it where it does not run; a no-op after it gave up."""
        if self._process is not None or self._hopeless():
            return
        self._process, self._pipe = spawn.start(self.name, str(self._folder), str(self._cache))
        Thread(target=self._listen, args=(self._process, self._pipe), name=self.name, daemon=True).start()

    def say(self, message: object) -> bool:
        """Send a message, starting the process where needed; False where it can't be told."""
        self.start()
        if self._pipe is None:
            return False
        try:
            self._pipe.send(message)
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End it at once, whatever it does: every commit it makes is whole. This counts as no death."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.kill()
        if pipe is not None:
            _close(pipe)

    def stop(self, patience: float = 2.0) -> None:
        """Let it end by itself (its pipe closes), and kill it after `patience` seconds."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is None:
            return
        if pipe is not None:
            _close(pipe)
        process.join(patience)
        if process.is_alive():
            process.kill()
            process.join()

    def _listen(self, process: SpawnProcess, pipe: Connection[Any, Any]) -> None:
        """Runs in a thread of its own: the only reader of the pipe."""
        try:
            while True:
                self.said.emit(pipe.recv())
        except (EOFError, OSError, TypeError):  # TypeError: the pipe was closed here while it read
            pass
        except RuntimeError:  # the window is gone
            return
        process.join()
        try:
            self._ended.emit(process)
        except RuntimeError:
            return

    def _note_end(self, process: SpawnProcess) -> None:
        if process is not self._process:
            return  # killed or stopped by us
        self._process, self._pipe = None, None
        log.warning("The %s ended by itself with exit code %s", self.name, process.exitcode)
        self._deaths.append(time.monotonic())
        self.died.emit()
        if self._hopeless():
            self.gave_up.emit()
        else:
            self.start()

    def _hopeless(self) -> bool:
        return len(self._deaths) == DEATHS and self._deaths[-1] - self._deaths[0] < WITHIN


def _close(pipe: Connection[Any, Any]) -> None:
    """End both directions, which wakes the thread that reads here and ends the helper there: on POSIX a close
    alone is not seen by either as long as that thread sleeps in its read."""
    try:
        if os.name == "posix":
            with socket.socket(fileno=os.dup(pipe.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)
        pipe.close()
    except OSError:
        log.debug("A pipe was closed already")
