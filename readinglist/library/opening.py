"""Opens a library: makes it where there is none, migrates an older one, refuses what is none."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from readinglist.library.connection import APPLICATION_ID, connect, unusable
from readinglist.library.door import Door, Writing, step_of
from readinglist.library.schema import VERSION, migrate
from readinglist.model import LibraryError, Origin

log = logging.getLogger(__name__)

FILE = "library.db"


class Library:
    """One open library, used by one thread. `connection` reads; writing goes through `writing` alone."""

    def __init__(self, path: Path, connection: sqlite3.Connection, door: Door, *, readonly: bool) -> None:
        self.path = path
        self.connection = connection
        self.readonly = readonly
        self._door = door
        self.uuid: str = self.meta("uuid")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where the library lies."""
        return self.path.parent

    def meta(self, key: str) -> str:
        """A fact of the file itself: uuid, token."""
        return str(self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def seq(self) -> int:
        """How often the library was written: moves with every transaction."""
        return int(self.connection.execute("SELECT seq FROM counter").fetchone()[0])

    def data_version(self) -> int:
        """A number that moves when another connection commits."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def writing(
        self, label: str, origin: Origin = "window", *, step: int | None = None, imports: bool = False
    ) -> Iterator[Writing]:
        """The only door: everything in the block is committed as one transaction and one step, or nothing is.
        `step` goes on with an earlier step; an empty label makes none. Raises BusyError after 10 seconds,
        LibraryError where the file was replaced or can't be written."""
        if self.readonly:
            raise LibraryError("The library is read-only", f"{self.path} was opened for reading only.")
        with (
            self._door.transaction(self.connection),
            step_of(self.connection, label, origin, step, imports=imports) as writing,
        ):
            yield writing

    def close(self) -> None:
        """Close the connection; a library closed by its last writer is one file."""
        if self.readonly:
            self.connection.close()
        else:
            self._door.close(self.connection)


def open_library(folder: Path, *, create: bool = True, readonly: bool = False) -> Library:
    """Open the library in a folder. Without one, it is made (`create`), else LibraryError; so is what is no
    library, what a newer version made, and what can't be read or written."""
    path = folder / FILE
    if not _exists(path):
        if not create:
            raise LibraryError(
                "There is no library yet",
                f"{path} does not exist. Import a digest to start one: readinglist import FILE",
            )
        _make_folder(folder)
    if needs_preparing(folder):
        if not create:
            raise LibraryError("The library needs preparing", f"Open {path} once for writing.")
        _prepare(path)
    door = Door(path)
    connection = _reader(path, door) if readonly else connect(path, readonly=False)
    try:
        return Library(path, connection, door, readonly=readonly)
    except sqlite3.Error as error:
        connection.close()
        raise unusable(path, error) from error


def needs_preparing(folder: Path) -> bool:
    """Whether a library has to be made or migrated before it can be read: work for a job. Raises LibraryError
    where the file is no library, or from a newer version."""
    path = folder / FILE
    if not _exists(path):
        return True
    door = Door(path)
    connection = _reader(path, door)
    try:
        return _version(path, connection) < VERSION
    finally:
        connection.close()


def _reader(path: Path, door: Door) -> sqlite3.Connection:
    try:
        return connect(path, readonly=True)
    except LibraryError as error:
        if "not a Reading List" in error.title or not os.access(path.parent, os.W_OK):
            raise
    with door.locked():
        writer = connect(path, readonly=False)
        try:
            return connect(path, readonly=True)
        finally:
            writer.close()


def _prepare(path: Path) -> None:
    door = Door(path)
    with door.locked():
        new = not _exists(path)
        connection = connect(path, readonly=False, create=True)
        try:
            if new:
                path.chmod(0o600)
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN IMMEDIATE")
            if _version(path, connection) < VERSION:
                migrate(connection)
                broken = connection.execute("PRAGMA foreign_key_check").fetchone()
                if broken:
                    raise LibraryError(
                        "The library could not be brought up to date",
                        f"{path} has rows that belong to nothing ({broken[0]}). It was left as it was.",
                    )
                log.info("The library is at schema %s", VERSION)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        finally:
            connection.close()


def _version(path: Path, connection: sqlite3.Connection) -> int:
    """The schema of the file; 0 for an empty one. Raises LibraryError for what is none, or newer."""
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    if tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise LibraryError(
            "This is not a Reading List library",
            f"{path} is a database of another program. It was left as it is; "
            "choose another folder with --library.",
        )
    if version > VERSION:
        raise LibraryError(
            "This library was made by a newer version",
            f"{path} needs a newer Reading List than this one. It was left as it is; update the program.",
        )
    return int(version)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise LibraryError("The library can't be opened", f"{path} can't be reached: {error.strerror}.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise LibraryError(
            "There is no place for the library",
            f"{folder} can't be written ({error.strerror}). Choose another folder with --library, "
            "or set READINGLIST_HOME.",
        ) from error
