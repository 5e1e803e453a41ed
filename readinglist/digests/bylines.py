"""Author fields as arXiv writes them: names, with affiliations, marks and collaborations in between."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests.fields import names, one_line
from readinglist.text.names import SUFFIXES

_INNERMOST: Final = re.compile(r"\([^()]*\)")
_NESTED: Final = 5
_MORE: Final = re.compile(r"\((\d{1,5}) (?:additional|more) authors?\b[^()]{0,40}\)")
_TIE: Final = re.compile(r"(?<!\\)~")
_AND: Final = re.compile(r" (?:and|AND|&) ")
_LEADING: Final = re.compile(r"^(?:and|AND|&|with) ")
_SPEAKING: Final = re.compile(
    r" (?:on behalf of|for the|for (?=[^ ]{1,40} (?i:collaboration|team|consortium)))\b.*"
)
_GROUP: Final = re.compile(r"(.{0,80}\b(?i:collaborations?|team|consortium|group)): ?(.*)")
_ET_AL: Final = re.compile(r"(?: |^)et\.? al\.?$")
_LONGEST_FIELD: Final = 500_000
_LONGEST: Final = 300
"""A name that is longer is none."""


def byline(text: str) -> tuple[tuple[str, ...], int | None]:
    """The names of an author field in order, and how many authors there are where it says that some are
    missing. Affiliations in brackets, nested ones too, and whom a name speaks for go."""
    text = _TIE.sub(" ", one_line(text[:_LONGEST_FIELD]))
    more = _MORE.search(text) if "additional" in text or "more" in text else None
    if "(" in text:
        text = _without_brackets(text)
    pieces: list[str] = []
    for part in text.replace(";", ",").split(","):
        for piece in _AND.split(_LEADING.sub("", part.strip())):
            _take(pieces, piece)
    found = names(pieces)
    return found, len(found) + int(more[1]) if more else None


def _take(pieces: list[str], piece: str) -> None:
    """Add a name to those before it, or to the last of them where it is a `Jr.`."""
    if len(piece) > _LONGEST:
        return
    if pieces and piece.lower() in SUFFIXES:
        pieces[-1] = f"{pieces[-1]} {piece}"
        return
    if ":" in piece and (group := _GROUP.match(piece)):
        pieces.append(group[1])
        piece = group[2]
    pieces.append(_ET_AL.sub("", _SPEAKING.sub("", piece)))


def _without_brackets(text: str) -> str:
    """Text without what stands in round brackets, however they nest; one that is never closed ends with the
    name it stands behind, or with the field if it begins the list of affiliations."""
    left = _closed_taken_out(text)
    if "(" in left and (opened := text.rfind("((")) > 0:
        left = _closed_taken_out(text[:opened])
    return ",".join(part.partition("(")[0] for part in left.split(",")).replace(")", " ")


def _closed_taken_out(text: str) -> str:
    for _ in range(_NESTED):
        shorter = _INNERMOST.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return text
