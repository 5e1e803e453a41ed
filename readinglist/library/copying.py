"""Writes a whole, checked copy of a library into a file of its own."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.library.connection import refusal
from readinglist.model import UserError

if TYPE_CHECKING:
    from readinglist.library.opening import Library


def save_copy(library: Library, target: Path) -> None:
    """Save what stands now as one file, consistent while others write. It is checked before it takes its
    name. Raises UserError where that can't be done; nothing is left behind then."""
    if target.exists() and target.samefile(library.path):
        raise UserError("That is the library itself", "Choose another name or folder for the copy.")
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        library.connection.execute("VACUUM INTO ?", (str(part),))
        _check(part)
        part.chmod(0o600)
        _settle(part)
        part.replace(target)
        _settle(target.parent)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        if "unable to open" in str(error):
            raise _no_place(target, "it can't be created there") from error
        raise refusal(target, error) from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _no_place(target, str(error.strerror)) from error


def _check(copy: Path) -> None:
    connection = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    if found != "ok":
        raise UserError("The copy is damaged", f"It was not kept: {found}. Try another disk.")


def _settle(path: Path) -> None:
    """Have the system write a file or folder to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _no_place(target: Path, why: str) -> UserError:
    return UserError("The copy could not be saved", f"{target}: {why}. Choose another folder.")
