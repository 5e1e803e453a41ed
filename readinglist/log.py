"""The log: five files of a megabyte, no abstracts and no notes in it."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.paths import Places

SIZE = 1_000_000
FILES = 5


def begin(places: Places) -> None:
    """Log into the user's log folder from now on; where that can't be written, nowhere."""
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return
    try:
        places.log.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = RotatingFileHandler(
            places.log / "readinglist.log", maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
