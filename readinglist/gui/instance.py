"""One window a library: a second start hands over what it was asked and ends."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from readinglist.model import LibraryError

if TYPE_CHECKING:
    from readinglist.paths import Places

log = logging.getLogger(__name__)

WAIT_MS = 3000


@dataclass(frozen=True, slots=True)
class Request:
    """What a second start was asked for."""

    files: tuple[str, ...]
    search: str


class Instance(QObject):
    """Holds the lock while the window is open; a lock whose holder died is taken over. Raises LibraryError
    where its folders can't be made."""

    asked = Signal(object)
    """A Request of a second start."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        for folder in (places.data, places.runtime):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise LibraryError(
                    "There is no place for the library",
                    f"{folder} can't be made ({error.strerror}). Choose another folder with --library, "
                    "or set READINGLIST_HOME.",
                ) from error
        self._lock = QLockFile(str(places.data / "window.lock"))
        self._lock.setStaleLockTime(0)
        key = blake2b(str(places.data.resolve()).encode(errors="surrogateescape"), digest_size=8).hexdigest()
        self._name = str(places.runtime / f"rl-{key}")
        if len(self._name) > 100:  # a socket's path has 108 bytes at most
            self._name = f"readinglist-{key}"
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the window of this library; False where another is."""
        if not self._lock.tryLock(100):
            return False
        QLocalServer.removeServer(self._name)  # left by one that was killed; the lock says it is ours now
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._listen)
        if not self._server.listen(self._name):
            log.warning("A second start can't be heard: %s", self._server.errorString())
        return True

    def hand_over(self, files: Sequence[str], search: str) -> bool:
        """Tell the window that is open; False where it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(json.dumps({"files": list(files), "search": search}).encode() + b"\n")
        done = socket.waitForBytesWritten(WAIT_MS) and socket.waitForReadyRead(WAIT_MS)
        socket.disconnectFromServer()
        return done

    def release(self) -> None:
        """Let another window open this library."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._hear(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            told = json.loads(bytes(socket.readLine().data()))
            request = Request(tuple(map(str, told["files"])), str(told["search"]))
        except (ValueError, KeyError, TypeError):
            log.warning("A second start said something else")
            return
        socket.write(b"ok\n")
        socket.flush()
        self.asked.emit(request)
