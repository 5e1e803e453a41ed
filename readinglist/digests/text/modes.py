"""How a text is read: by its labels, by its headings, or without any marks."""

from __future__ import annotations

from typing import Final

from readinglist.digests.text import headings, records
from readinglist.digests.text.accept import accepted
from readinglist.digests.text.analysis import Analysis, plain

_MARKED: Final = (records.read, headings.read)
"""In order of trust."""


def analysed(text: str) -> Analysis:
    """A text read by its marks, where that gives papers, and else without."""
    for mode in _MARKED:
        read = mode(text)
        if read is not None and accepted(read):
            return read
    return plain(text)
