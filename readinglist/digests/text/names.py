"""Lines that hold nothing but authors' names; believed only in a file that writes them under its titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from readinglist.digests.text.measures import Paragraph
from readinglist.digests.text.weights import WEIGHTS as W

_LONGEST: Final = 2000
_SPLIT: Final = re.compile(r"[,;·]|\band\b|&")
_NAME: Final = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]{0,30} ){1,4}"
    r"(?:(?:de|du|des|van|von|der|den|la|le|da|di|do|dos|del|della|zu|bin|ibn|al|el|y|e) ){0,2}"
    r"[^\W\d_a-z][\w'’-]{0,30}"
)


def listed(text: str) -> tuple[str, ...]:
    """The names of a line that holds nothing but names, in order; empty where it holds anything else."""
    if len(text) > _LONGEST:
        return ()
    pieces = (piece.strip() for piece in _SPLIT.split(text))
    found = tuple(piece for piece in pieces if piece)
    return found if all(_NAME.fullmatch(name) for name in found) else ()


def are_custom(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether so many lines list names that the file must write authors under its titles; in any other,
    `Deep Learning and Statistical Physics` is a title."""
    return sum(len(listed(one.text)) > 1 for one in paragraphs) >= W.names_share * len(paragraphs)
