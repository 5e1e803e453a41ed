"""Opens archives of digests (zip, gzip, one inside another) in memory, one member at a time and within bounds.

Nothing is written to disk, so no member's path leads anywhere; a bomb is refused by what comes out of it, not
by what its header says.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final

from readinglist.digests import signatures
from readinglist.model import Document, UserError

LIMIT: Final = 64 * 1024 * 1024
"""Bytes of one member."""
WHOLE: Final = 512 * 1024 * 1024
"""Bytes of all members of one archive, and of the archives in it."""
MEMBERS: Final = 2000
"""Files of one archive, and of the archives in it."""
_LEVELS: Final = 2
"""Archives inside each other that are opened; what is deeper is a file that no reader takes."""
_LISTED: Final = 10 * MEMBERS
"""Entries of a zip's directory, folders among them; of more it is not listed."""
_PIECE: Final = 1024 * 1024
_GZIP: Final = b"\x1f\x8b"
_ENTRY: Final = b"PK\x01\x02"
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Of the other ways to pack, a few bytes fill the memory before anyone can count."""
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)

Member = Document | tuple[str, UserError]


def is_archive(data: bytes) -> bool:
    """Whether bytes are a zip of files (no Word document or the like) or gzip."""
    return data.startswith(_GZIP) or signatures.is_zip_of_files(data)


def members(document: Document) -> Iterator[Member]:
    """The files of an archive as documents named `archive/member`, or a name with the reason why that one
    can't be had. Raises UserError where the whole can't be opened, or holds too much."""
    return _members(document, 1, _Left(WHOLE, MEMBERS))


@dataclass(slots=True)
class _Left:
    """What may still come out of an archive; below zero it came."""

    size: int
    files: int

    @property
    def over(self) -> bool:
        """Whether too much came."""
        return self.size < 0 or self.files < 0

    def read(self, stream: IO[bytes] | gzip.GzipFile) -> bytes:
        """All of a stream, counted piece by piece, so that what ends in damage counts too."""
        limit = min(LIMIT, self.size)
        data = bytearray()
        while len(data) <= limit and (piece := stream.read(min(_PIECE, limit + 1 - len(data)))):
            data += piece
            self.size -= len(piece)
        if len(data) > limit:
            raise UserError(
                "There is too much in it",
                f"It unpacks to more than {LIMIT // 2**20} MB. Unpack and split it first.",
            )
        return bytes(data)


def _members(document: Document, level: int, left: _Left) -> Iterator[Member]:
    opened = _unzipped(document, left) if document.data.startswith(_GZIP) else _files(document, left)
    for member in opened:
        if level == _LEVELS or not isinstance(member, Document) or not is_archive(member.data):
            yield member
            continue
        try:
            yield from _members(member, level + 1, left)
        except UserError as error:
            if left.over:
                raise
            yield member.name, error


def _files(document: Document, left: _Left) -> Iterator[Member]:
    """The files of a zip."""
    if document.data.count(_ENTRY) > _LISTED:
        left.files = -1
        raise _too_many()
    try:
        archive = zipfile.ZipFile(io.BytesIO(document.data))
    except _BROKEN as error:
        raise _damaged(document.name, error) from None
    with archive:
        inside = [info for info in archive.infolist() if _is_file(info)]
        left.files -= len(inside)
        if left.over:
            raise _too_many()
        if not inside:
            raise UserError("This archive is empty", f"There is no file in {document.name}.")
        for info in inside:
            name = f"{document.name}/{info.filename}"
            try:
                if info.compress_type not in _METHODS:
                    raise NotImplementedError("it is packed in a way that is not opened here")
                with archive.open(info) as stream:
                    data = left.read(stream)
            except UserError as error:
                yield name, error
                if left.over:
                    raise
            except _BROKEN as error:
                yield name, _damaged(info.filename, error)
            else:
                yield Document(name, data)


def _unzipped(document: Document, left: _Left) -> Iterator[Document]:
    """The file in a gzip, under its name without `.gz`; an archive in it keeps the whole name."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(document.data)) as stream:
            data = left.read(stream)
    except _BROKEN as error:
        raise _damaged(document.name, error) from None
    yield Document(document.name if is_archive(data) else document.name.removesuffix(".gz"), data)


def _too_many() -> UserError:
    return UserError("There is too much in it", f"It holds more than {MEMBERS:,} files. Unpack it first.")


def _is_file(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    return bool(parts) and not info.is_dir() and parts[0] != "__MACOSX" and not parts[-1].startswith(".")


def _damaged(name: str, error: BaseException) -> UserError:
    why = "it is locked with a password" if "encrypted" in str(error) else str(error) or type(error).__name__
    return UserError("This archive can't be opened", f"{name}: {why}. Unpack it, and import the files in it.")
