"""What a drop or the clipboard holds, told from names and kinds alone: nothing is read while hovering."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SUSPECT = {
    ".pdf": "a PDF",
    ".png": "an image",
    ".jpg": "an image",
    ".jpeg": "an image",
    ".gif": "an image",
    ".webp": "an image",
    ".docx": "a Word document",
    ".epub": "a book",
    ".mp4": "a film",
}
WEB = "Save the page or copy its text, then drop that here."
GONE = "Nothing arrived: the program it came from is gone. Drop it once more."


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files and folders, pieces of text, or a sentence on why there is nothing to import."""

    paths: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    message: str = ""

    @property
    def suspects(self) -> list[str]:
        """What files look like that are no digests, by their names."""
        found = (_SUSPECT.get(os.path.splitext(path)[1].lower()) for path in self.paths)  # noqa: PTH122
        return [kind for kind in found if kind]


def dropped(mime: QMimeData) -> Dropped:
    """Look at what came. Local files first, then text; a lone web address is explained."""
    urls = mime.urls()
    local = tuple(url.toLocalFile() for url in urls if url.isLocalFile())
    if local:
        return Dropped(paths=local)
    text = mime.text() if mime.hasText() else mime.html() if mime.hasHtml() else ""
    if urls or _ADDRESS.fullmatch(text.strip()):
        return Dropped(message=WEB)
    if text.strip():
        return Dropped(texts=(text,))
    return Dropped(message="" if mime.formats() else GONE)


def is_folder(path: str) -> bool:
    """Whether a path is a folder, by `stat` alone."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False
