"""Opens archives of digests (zip, gzip) in memory, one member at a time and within bounds.

Nothing is written to disk, so no member's path leads anywhere; a bomb is refused by what comes out of it, not
by what its header says.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final

from readinglist.digests import signatures
from readinglist.model import Document, UserError

LIMIT: Final = 64 * 1024 * 1024
"""Bytes of one member."""
WHOLE: Final = 512 * 1024 * 1024
"""Bytes of all members of one archive."""
MEMBERS: Final = 2000
_GZIP: Final = b"\x1f\x8b"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


def is_archive(data: bytes) -> bool:
    """Whether bytes are a zip of files (no Word document or the like) or gzip."""
    return data.startswith(_GZIP) or signatures.is_zip_of_files(data)


def members(document: Document) -> Iterator[Document | tuple[str, UserError]]:
    """The files of an archive as documents named `archive/member`, or a name with the reason why that one
    can't be had. Raises UserError where the whole can't be opened, or holds too much."""
    if document.data.startswith(_GZIP):
        yield _unzipped(document)
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(document.data))
    except _BROKEN as error:
        raise _damaged(document.name, error) from None
    with archive:
        inside = [info for info in archive.infolist() if _is_file(info)]
        if len(inside) > MEMBERS:
            raise UserError("There is too much in it", f"It holds more than {MEMBERS:,} files. Unpack it first.")
        if not inside:
            raise UserError("This archive is empty", f"There is no file in {document.name}.")
        left = WHOLE
        for info in inside:
            name = f"{document.name}/{info.filename}"
            try:
                with archive.open(info) as stream:
                    data = _read(stream, left)
            except UserError as error:
                yield name, error
                if left < LIMIT:
                    raise
                continue
            except _BROKEN as error:
                yield name, _damaged(info.filename, error)
                continue
            left -= len(data)
            yield Document(name, data)


def _unzipped(document: Document) -> Document:
    name = document.name.removesuffix(".gz")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(document.data)) as stream:
            data = _read(stream, LIMIT)
    except _BROKEN as error:
        raise _damaged(document.name, error) from None
    return Document(name, data)


def _read(stream: IO[bytes] | gzip.GzipFile, left: int) -> bytes:
    limit = min(LIMIT, left)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UserError(
            "There is too much in it", f"It unpacks to more than {LIMIT // 2**20} MB. Unpack and split it first."
        )
    return data


def _is_file(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    return bool(parts) and not info.is_dir() and parts[0] != "__MACOSX" and not parts[-1].startswith(".")


def _damaged(name: str, error: BaseException) -> UserError:
    why = "it is locked with a password" if "encrypted" in str(error) else str(error) or type(error).__name__
    return UserError("This archive can't be opened", f"{name}: {why}. Unpack it, and import the files in it.")
