"""How a text is read: by its labels, by its headings, or without any marks."""

from __future__ import annotations

from typing import Final

from readinglist.digests.text import headings, records
from readinglist.digests.text.accept import accepted
from readinglist.digests.text.analysis import Analysis, plain
from readinglist.digests.text.weights import WEIGHTS as W
from readinglist.model import UserError

_MARKED: Final = (records.read, headings.read)
"""In order of trust."""


def analysed(text: str) -> Analysis:
    """A text read by its marks, where that gives papers, and else without."""
    for mode in _MARKED:
        read = mode(text)
        if read is not None and accepted(read):
            return read
    return plain(text)


def refuse_wrapped(read: Analysis, name: str) -> None:
    """Raises UserError for a refused file of a digest site whose lines are all short and go on from one to the
    next: broken by a wrap, with no blank lines to tell where a title ends."""
    texts = [line.text for line in read.lines if line.kind == "text"]
    lengths = sorted(map(len, texts))
    width = lengths[len(lengths) * 95 // 100] if lengths else 0
    going_on = sum(text[0].islower() for text in texts)
    if read.from_site and width <= W.unfinished_length and going_on > W.wrapped_share * len(texts):
        raise UserError(
            "The lines of this digest are broken",
            f"`{name}` breaks its lines after about {width} characters, which hides where a title ends."
            " Put a blank line above and below each title, or copy the page again. Nothing was imported.",
        )
