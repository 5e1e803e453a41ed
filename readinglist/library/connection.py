"""The one function that opens SQLite, with every setting that durability and safety ask for.

Readers are `mode=ro`: the last connection to close a library writes its log back, and that must only happen
under the writer lock. A reader finding no shared-memory file has a writer make it first.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from readinglist.model import BusyError, LibraryError, UserError

APPLICATION_ID = 0x524C5354
"""RLST, in the file's header."""
BUSY_MS = 10_000

_SETTINGS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    f"busy_timeout = {BUSY_MS}",
)
_WRITER_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "wal_autocheckpoint = 0",
    "cache_size = -32768",  # 32 MB: an import of thousands spills nothing before its commit
    *(("fullfsync = 1", "checkpoint_fullfsync = 1") if sys.platform == "darwin" else ()),
)


def connect(path: Path, *, readonly: bool, create: bool = False) -> sqlite3.Connection:
    """Open a library's file; transactions are begun by hand. Raises LibraryError where it is no database or
    can't be opened."""
    mode = "ro" if readonly else "rwc" if create else "rw"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_MS / 1000
        )
        try:
            for setting in _SETTINGS if readonly else (*_SETTINGS, *_WRITER_SETTINGS):
                connection.execute(f"PRAGMA {setting}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    return connection


def unusable(path: Path, error: sqlite3.Error) -> UserError:
    """What a refusal by SQLite to open a file means for its user."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return LibraryError(
            "This is not a Reading List library",
            f"{path} is damaged or something else. It was left as it is. "
            "Put a copy of your library in its place, or choose another folder with --library.",
        )
    if "locked" in text or "busy" in text:
        return busy()
    return LibraryError(
        "The library can't be opened",
        f"{path} can't be opened ({text}). Check that the folder exists and that you may write there.",
    )


def busy() -> BusyError:
    """Another process held the library for the whole deadline."""
    return BusyError(
        "The library is busy", "Another program held it for 10 seconds. Nothing was changed; try again."
    )


def refusal(path: Path, error: sqlite3.Error) -> UserError:
    """What a refusal by SQLite to write means for its user; nothing was changed."""
    text = str(error)
    if "full" in text:
        return UserError("The disk is full", f"Nothing was changed. Free some space on the disk of {path.parent}.")
    if "readonly" in text or "read-only" in text:
        return LibraryError(
            "The library can't be written",
            f"{path} is read-only. Nothing was changed; check its permissions.",
        )
    if "locked" in text or "busy" in text:
        return busy()
    if "disk I/O" in text:
        return UserError("The disk reported an error", f"Nothing was changed. Check the disk of {path.parent}.")
    return unusable(path, error)
