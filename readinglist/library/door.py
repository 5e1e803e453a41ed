"""The one door for writing: the lock all programs share, the identity check, one transaction, one step.

SQLite before 3.51.3 can lose committed data when two connections write and write back at once; the lock
around commits and checkpoints removes that case. A deferred transaction fails at once when another writes;
`BEGIN IMMEDIATE` waits.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from readinglist.library.connection import busy, refusal
from readinglist.library.locking import SharedLock
from readinglist.model import LibraryError, Origin, Step, UserError

DEADLINE = 10.0
"""Seconds for lock and transaction together."""
WAL_CEILING = 4 * 2**20
"""Bytes of log above which it is written back after a commit."""
STEPS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Writing:
    """An open transaction: its connection, its number in the library's life, its step (0: none), its time."""

    connection: sqlite3.Connection
    seq: int
    step: int
    at: str


class Door:
    """Guards one library file for one connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = SharedLock(path.with_suffix(".lock"))
        self._identity = _identity(path)

    @contextmanager
    def locked(self, deadline: float | None = None) -> Iterator[None]:
        """Hold the lock all programs share; raises BusyError past the deadline (monotonic seconds)."""
        with ExitStack() as stack:
            try:
                stack.enter_context(self._lock.held(deadline or time.monotonic() + DEADLINE))
            except TimeoutError as error:
                raise busy() from error
            except (OSError, NotImplementedError) as error:
                raise LibraryError(
                    "The library can't be written",
                    f"{self._lock.path} can't be locked ({error}). Check the folder's permissions.",
                ) from error
            yield

    @contextmanager
    def transaction(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Lock, look whether the file is still ours, begin, commit; everything or nothing. Raises BusyError,
        LibraryError, or UserError for what a disk does."""
        deadline = time.monotonic() + DEADLINE
        with self.locked(deadline):
            self._check_identity()
            try:
                left = max(deadline - time.monotonic(), 0.001)
                connection.execute(f"PRAGMA busy_timeout = {round(left * 1000)}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            except sqlite3.OperationalError as error:
                raise refusal(self._path, error) from error
        self._write_back(connection, WAL_CEILING)

    def close(self, connection: sqlite3.Connection) -> None:
        """Close a writing connection under the lock: if it is the last, SQLite writes the log back. Where
        the lock can't be had the log stays for the next one."""
        try:
            with self.locked(time.monotonic() + 1.0):
                connection.close()
        except UserError:
            connection.close()

    def _write_back(self, connection: sqlite3.Connection, ceiling: int) -> None:
        """Write a long log back, in a turn of its own: whoever waits for the lock goes first."""
        log = self._path.with_name(self._path.name + "-wal")
        try:
            if log.stat().st_size > ceiling:
                with self.locked():
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (OSError, sqlite3.OperationalError, UserError):
            return  # the commit is safe; a later one writes back

    def _check_identity(self) -> None:
        if _identity(self._path) != self._identity:
            raise LibraryError(
                "The library was replaced",
                f"Another file stands at {self._path} than the one that was opened. Nothing was written to it. "
                "Close Reading List and start it again.",
            )


@contextmanager
def step_of(
    connection: sqlite3.Connection, label: str, origin: Origin, step: int | None, *, imports: bool
) -> Iterator[Writing]:
    """Within a transaction: count it, and make its step or go on with an earlier one. No label: no step.
    A step that changed nothing leaves no row."""
    at = now()
    (seq,) = connection.execute("UPDATE counter SET seq = seq + 1 RETURNING seq").fetchone()
    if step is not None:
        yield Writing(connection, seq, step, at)
        _drop_if_empty(connection, step)
        return
    if not label:
        yield Writing(connection, seq, 0, at)
        return
    (number,) = connection.execute(
        "INSERT INTO step (at, origin, label, imports) VALUES (?, ?, ?, ?) RETURNING id",
        (at, origin, label, imports),
    ).fetchone()
    yield Writing(connection, seq, number, at)
    if _drop_if_empty(connection, number):
        return
    connection.execute("UPDATE step SET undone = -1 WHERE undone > 0 AND id <> ?", (number,))
    _forget_old_steps(connection, number)


def step_row(row: tuple[int, str, Origin, str, int, int]) -> Step:
    """A step from (id, at, origin, label, undone, imports)."""
    number, at, origin, label, undone, imports = row
    return Step(number, at, origin, label, undone=undone != 0, imports=bool(imports))


def now() -> str:
    """The present moment as UTC ISO text."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _drop_if_empty(connection: sqlite3.Connection, step: int) -> bool:
    if connection.execute("SELECT 1 FROM change WHERE step = ? LIMIT 1", (step,)).fetchone():
        return False
    connection.execute("DELETE FROM step WHERE id = ?", (step,))
    return True


def _forget_old_steps(connection: sqlite3.Connection, newest: int) -> None:
    limit = newest - STEPS_KEPT
    if limit > 0:
        connection.execute("DELETE FROM change WHERE step <= ?", (limit,))
        connection.execute("DELETE FROM step WHERE id <= ? AND id NOT IN (SELECT step FROM digest)", (limit,))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 — Path.stat would do the same
    except OSError:
        return None
    return found.st_dev, found.st_ino
