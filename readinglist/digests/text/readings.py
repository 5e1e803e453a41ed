"""The ways to cut a text into paragraphs; the one under which papers cost least wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from readinglist.digests.text.lines import Line
from readinglist.digests.text.measures import Paragraph, measured
from readinglist.digests.text.weights import WEIGHTS

_BROKEN_WORD: Final = re.compile(r"[^\W_]-$")
_HANGING: Final = re.compile(r"(?:and|or|to|nor|vs)\b", re.IGNORECASE)


def by_line(lines: Sequence[Line]) -> list[Paragraph]:
    """Every text line is a paragraph."""
    return [measured(line.text, index, index) for index, line in enumerate(lines) if line.kind == "text"]


def by_block(lines: Sequence[Line]) -> list[Paragraph]:
    """Text lines with nothing between them are one paragraph."""
    return [_block([lines[at].text for at in run], run[0], run[-1]) for run in _runs(lines)]


READINGS: Final[tuple[Callable[[Sequence[Line]], list[Paragraph]], ...]] = (by_line, by_block)
"""In order of trust: the earlier one wins a tie."""


def joined(pieces: Sequence[str]) -> str:
    """Broken lines as one, with a blank but where a word was broken (not in `short- and long-range`)."""
    parts: list[str] = []
    for piece in pieces:
        if parts and not (_BROKEN_WORD.search(parts[-1][-2:]) and not _HANGING.match(piece)):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def _block(pieces: Sequence[str], first: int, last: int) -> Paragraph:
    whole_lines = sum(len(piece) > WEIGHTS.unfinished_length for piece in pieces[:-1])
    return measured(joined(pieces), first, last, whole_lines)


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.kind == "text":
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run
