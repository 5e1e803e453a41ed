"""The one door for files from outside: opened without blocking, judged by what they are, read within a limit.

`open()` alone waits for ever on a named pipe and reads `/dev/zero` until memory is gone, so the file is
opened with O_NONBLOCK, and the open descriptor, not the name, decides what it is.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from pathlib import Path
from typing import Final

from readinglist.model import Document, UserError

LIMIT: Final = 64 * 1024 * 1024
"""The longest file read, in bytes; the two sample digests have 0.3 MB together."""

MOST_FILES: Final = 10_000
"""The most files one folder may hold."""

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_SUCH_FILE: Final = ("There is no such file", "Look whether the name is right, or whether it was moved.")
_MISSING: Final[dict[int | None, tuple[str, str]]] = {
    errno.ENOENT: _NO_SUCH_FILE,
    errno.ENOTDIR: _NO_SUCH_FILE,
    errno.ELOOP: ("This link leads in a circle", "Import the file itself."),
}
_CHUNK: Final = 1024 * 1024


def shown_name(path: Path | str) -> str:
    """A file's name fit to be shown and stored: no control or direction signs, no broken bytes."""
    name = os.fsencode(os.path.basename(path) or path).decode("utf-8", "replace")  # noqa: PTH119 - "a/" and bytes
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in name)


def safe_read(path: Path) -> Document:
    """The file's name and bytes.

    Raises UserError, within milliseconds and without reading on, for whatever is no readable file of at
    most LIMIT bytes: a folder, pipe, device or socket, a dangling or circular link, one without permission.
    """
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(path, status.st_mode)
        if status.st_size > LIMIT:
            raise _too_large()
        return Document(shown_name(path), _bounded(handle))
    except OSError as error:
        raise UserError("This file can't be read", f"The system says: {_reason(error)}.") from error
    finally:
        os.close(handle)


def walk(folder: Path) -> list[Path]:
    """The files below a folder, in the order of their names: nothing hidden, no link that leads out of it.

    A folder inside that may not be opened stands in the list itself, so that reading it says so. Raises
    UserError where the folder can't be read or holds more than MOST_FILES files.
    """
    home = os.path.realpath(folder)
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except (OSError, ValueError) as error:
            if here == folder:
                raise _unopened(here, error) from error
            found.append(here)
            continue
        for entry in visible:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif not entry.is_symlink() or _link_to_file_within(entry.path, home):
                found.append(Path(entry.path))
        if len(found) > MOST_FILES:
            raise UserError(
                "This folder holds too many files",
                f"More than {MOST_FILES:,} files lie in it. Choose a folder that holds the digests only.",
            )
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _link_to_file_within(link: str, home: str) -> bool:
    """Whether a link leads to something in the folder that the walk does not meet as a folder anyway."""
    target = os.path.realpath(link)
    return not os.path.isdir(target) and target.startswith(home.rstrip(os.sep) + os.sep)  # noqa: PTH112


def _bounded(handle: int) -> bytes:
    """All the bytes of an open file, however its size changes meanwhile."""
    pieces: list[bytes] = []
    length = 0
    while piece := os.read(handle, _CHUNK):
        pieces.append(piece)
        length += len(piece)
        if length > LIMIT:
            raise _too_large()
    return b"".join(pieces)


def _too_large() -> UserError:
    return UserError(
        "This file is too large",
        f"It has more than {LIMIT // 1024 // 1024} MB. Split it, and import the parts.",
    )


def _no_file(path: Path, mode: int) -> UserError:
    if stat.S_ISDIR(mode):
        return _folder(path)
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    kind = next((name for test, name in kinds if test(mode)), "something else")
    return UserError("This is not a file", f"It is {kind}. Save what it holds as a text file, and import that.")


def _folder(path: Path) -> UserError:
    if not os.access(path, os.R_OK | os.X_OK):
        return _forbidden("folder")
    return UserError("This is a folder", "A single digest file is needed here. Name a file in the folder.")


def _forbidden(what: str) -> UserError:
    return UserError(
        f"This {what} may not be read", f"Give yourself permission to read the {what}, then import it again."
    )


def _unopened(path: Path, error: OSError | ValueError) -> UserError:
    """Why a path could not be opened, and what to do."""
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.EACCES, errno.EPERM}:
        return _folder(path) if os.path.isdir(path) else _forbidden("file")  # noqa: PTH112 - never raises
    if number in {errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP}:
        return _no_file(path, _mode(path))
    if number == errno.ENOENT and os.path.islink(path):  # noqa: PTH114 - never raises
        return UserError("This link leads nowhere", "The file it points to is gone. Import that file itself.")
    what, remedy = _MISSING.get(number, ("This file can't be opened", f"The system says: {_reason(error)}."))
    return UserError(what, remedy)


def _mode(path: Path) -> int:
    try:
        return os.stat(path).st_mode  # noqa: PTH116
    except OSError:
        return 0


def _reason(error: OSError | ValueError) -> str:
    """The system's own words for an error, without path or number."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
