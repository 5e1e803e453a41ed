"""A text's lines, numbered as an editor numbers them and cleaned of all that can't be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from readinglist.digests.text.meta import NOTHING, Meta

Kind = Literal["blank", "text", "meta", "boilerplate"]

_ENDS: Final = re.compile("\r\n|[\r\u2028\u2029\f\v\x85]")
_BLANKS: Final = re.compile("[\t\u00a0\u202f]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff"  # controls, soft hyphens, zero width
    "\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\ud800-\udfff]"  # directions, tags, half characters
)
_KEY: Final = re.compile(r"[A-Za-z][\w-]{0,30}:(?:\s|$)|- ")
_MOST_MATTER: Final = 60
_MOST_MARKS: Final = 30
"""More combining marks in a row than any script writes (Unicode's stream-safe limit); sorting them for NFC
takes quadratic time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its 1-based number, its text (without what is glued to it), and what it is."""

    number: int
    text: str
    kind: Kind = "text"
    meta: Meta = field(default=NOTHING)
    phrases: tuple[str, ...] = ()
    """The page's phrases it is, or that were stuck to its front."""


def split(text: str) -> list[str]:
    """The lines as they stand, whatever ends them."""
    return _ENDS.sub("\n", text).split("\n")


def normalised(text: str) -> list[str]:
    """The stripped lines; those that held nothing to be seen are empty."""
    stripped = map(str.strip, split(text))
    return [line if line.isascii() and line.isprintable() else _clean(line) for line in stripped]


def front_matter(lines: Sequence[str]) -> range:
    """The lines between `---` and `---` at the top, if all of them are `key: value`; the rules included."""
    start = next((at for at, line in enumerate(lines) if line), 0)
    if not lines or lines[start] != "---":
        return range(0)
    for at in range(start + 1, min(start + _MOST_MATTER, len(lines))):
        if lines[at] == "---":
            return range(start, at + 1)
        if lines[at] and not _KEY.match(lines[at]):
            break
    return range(0)


def _clean(line: str) -> str:
    line = _UNSEEN.sub("", _BLANKS.sub(" ", line)).strip()
    return line if _overloaded(line) else unicodedata.normalize("NFC", line)


def _overloaded(line: str) -> bool:
    run = 0
    for sign in line:
        run = run + 1 if sign > "\u02ff" and unicodedata.combining(sign) else 0
        if run > _MOST_MARKS:
            return True
    return False
