"""The first bytes of files that are no text, and what to do with each kind."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Known:
    """A kind of file: `a PDF`, and the sentence that says what one can do now."""

    what: str
    remedy: str


_COPY_TEXT: Final = "Open it, copy the text (titles and abstracts), and paste that."
_IMAGE: Final = "Copy the text itself from where the picture was taken, and paste that."
_UNPACK: Final = "Unpack it, and import the files in it."
_IN_MAIL: Final = "Open the mail in the program it came to, and save or copy the digest from there."
_LIBRARY: Final = "Use it as it is; there are no papers to import in it."

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: Final[tuple[tuple[bytes, int, Known], ...]] = (
    (
        b"%PDF-",
        0,
        Known("a PDF", "Copy the text of the page it belongs to (title and abstract), and paste that."),
    ),
    (b"\x89PNG\r\n\x1a\n", 0, Known("a PNG image", _IMAGE)),
    (b"\xff\xd8\xff", 0, Known("a JPEG image", _IMAGE)),
    (b"GIF87a", 0, Known("a GIF image", _IMAGE)),
    (b"GIF89a", 0, Known("a GIF image", _IMAGE)),
    (b"WEBP", 8, Known("a WebP image", _IMAGE)),
    (b"ftypavif", 4, Known("an AVIF image", _IMAGE)),
    (b"ftyphei", 4, Known("a HEIC image", _IMAGE)),
    (b"II*\0", 0, Known("a TIFF image", _IMAGE)),
    (b"MM\0*", 0, Known("a TIFF image", _IMAGE)),
    (b"\0\0\1\0", 0, Known("an icon image", _IMAGE)),
    (b"ftyp", 4, Known("a video or sound file", "There is no text in it to import.")),
    (b"\x1aE\xdf\xa3", 0, Known("a video file", "There is no text in it to import.")),
    (b"OggS", 0, Known("a video or sound file", "There is no text in it to import.")),
    (b"ID3\x03", 0, Known("a sound file", "There is no text in it to import.")),
    (b"ID3\x04", 0, Known("a sound file", "There is no text in it to import.")),
    (b"\x1f\x8b", 0, Known("a gzip archive", _UNPACK)),
    (b"BZh91AY&SY", 0, Known("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\0", 0, Known("an xz archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", 0, Known("a 7-Zip archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", 0, Known("a Zstandard archive", _UNPACK)),
    (b"Rar!\x1a\x07", 0, Known("a RAR archive", _UNPACK)),
    (b"ustar", 257, Known("a tar archive", _UNPACK)),
    (_COMPOUND, 0, Known("an old Word, Excel or PowerPoint document", _COPY_TEXT)),
    (b"\x78\x9f\x3e\x22", 0, Known("a packet of Outlook's (winmail.dat)", _IN_MAIL)),
    (b"{\\rtf", 0, Known("a rich text document (RTF)", _COPY_TEXT)),
    (b"%!PS", 0, Known("a PostScript document", _COPY_TEXT)),
    (b"SQLite format 3\0", 0, Known("a database (SQLite)", _LIBRARY)),
    (b"\x7fELF", 0, Known("a program", _LIBRARY)),
)
_OUTLOOK: Final = "__substg1.0_".encode("utf-16-le")
"""How the streams of a mail's properties are called in a compound file."""
_SEALED: Final = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
"""The object identifiers of PKCS #7."""
_ARCHIVE: Final = "a zip archive"
_ZIPS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IN_ZIP: Final = (
    ("word/", Known("a Word document", _COPY_TEXT)),
    ("xl/", Known("an Excel workbook", _COPY_TEXT)),
    ("ppt/", Known("a PowerPoint presentation", _COPY_TEXT)),
    ("META-INF/container.xml", Known("an e-book (EPUB)", _COPY_TEXT)),
    ("content.xml", Known("an OpenDocument file", _COPY_TEXT)),
)
_MOST_LISTED: Final = 4 * 1024 * 1024
"""A longer archive is not looked into: its name says enough."""


def kind(data: bytes) -> Known | None:
    """The binary kind that the first bytes tell; None where they tell none."""
    if data.startswith(_ZIPS):
        return _zip(data)
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data):
        return Known("a BMP image", _IMAGE)
    if data.startswith(_COMPOUND) and _OUTLOOK in data:
        return Known("a mail of Outlook's (.msg)", "Save it as text or as .eml, and import that.")
    if data.startswith(b"\x30") and _SEALED in data[:20]:
        return Known("a mail sealed with S/MIME", _IN_MAIL)
    return next((known for start, at, known in _STARTS if data.startswith(start, at)), None)


def is_zip_of_files(data: bytes) -> bool:
    """Whether bytes are a zip archive that is no document in disguise."""
    return data.startswith(_ZIPS) and _zip(data).what == _ARCHIVE


def _zip(data: bytes) -> Known:
    archive = Known(_ARCHIVE, _UNPACK)
    if len(data) > _MOST_LISTED:
        return archive
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return archive
    return next((known for start, known in _IN_ZIP if any(name.startswith(start) for name in names)), archive)
