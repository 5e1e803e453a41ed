"""The ways to cut a text into paragraphs; the one under which papers cost least wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from readinglist.digests.text.lines import Line
from readinglist.digests.text.measures import Paragraph, measured
from readinglist.digests.text.weights import WEIGHTS as W
from readinglist.digests.text.wrapping import by_wrap

_BROKEN_WORD: Final = re.compile(r"[^\W_]-$")
_HANGING: Final = re.compile(r"(?:and|or|to|nor|vs)\b", re.IGNORECASE)


Runs = list[list[int]]
"""Which lines make up each paragraph, as indexes."""


def by_line(lines: Sequence[Line]) -> Runs:
    """Every text line is a paragraph."""
    return [[index] for index, line in enumerate(lines) if line.kind == "text"]


def by_block(lines: Sequence[Line]) -> Runs:
    """Text lines with nothing between them are one paragraph."""
    runs: Runs = []
    for index, line in enumerate(lines):
        if line.kind != "text":
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


READINGS: Final[tuple[Callable[[Sequence[Line]], Runs], ...]] = (by_line, by_block, by_wrap)
"""In order of trust: the earlier one wins a tie."""


def joining_cost(lines: Sequence[Line], runs: Runs) -> float:
    """What it costs to join lines so: nothing for those a wrap may have broken."""
    whole = sum(len(lines[at].text) > W.unfinished_length for run in runs for at in run[:-1])
    return W.whole_lines_joined * whole


def paragraphs(lines: Sequence[Line], runs: Runs) -> list[Paragraph]:
    """The lines of each run as one measured paragraph."""
    return [measured(joined([lines[at].text for at in run]), run[0], run[-1]) for run in runs]


def joined(pieces: Sequence[str]) -> str:
    """Broken lines as one, with a blank but where a word was broken (not in `short- and long-range`)."""
    parts: list[str] = []
    for piece in pieces:
        if parts and not (_BROKEN_WORD.search(parts[-1][-2:]) and not _HANGING.match(piece)):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)
