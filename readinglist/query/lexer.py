"""Cuts a search line into pieces with their places: words, quotations, fields, minus signs and brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from readinglist.query.fields import NAMES, WORD_FIELDS

Kind = Literal["text", "quoted", "open", "close", "minus"]

_STRAIGHT = '"'
_QUOTES = '"“”„'
_PHRASE = {
    True: re.compile(r'"((?:\\"(?=[A-Za-z{\\])|[^"])*+)(")?'),
    False: re.compile(r'[“”„]([^"“”„]*+)(["“”„])?'),
}
r"""By whether the first mark is straight; `\"` before a letter is no mark but a TeX accent."""
_LITERAL = {
    True: re.compile(r'"((?:\\[\\"]|[^"])*+)(")?'),
    False: re.compile(r'[“”„]([^"“”„]*+)(["“”„])?'),
}
r"""The same for names: `\"` and `\\` stand for the sign itself."""
_STUCK = re.compile(r"~[0-9]*|\*")
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]{0,29}):(?!//)")
_ADDRESS = re.compile(r"https?://|www\.|10\.[0-9]{4,9}/", re.IGNORECASE)
_UNSEEN = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Marks of direction, joiners and soft hyphens: pasted lines begin and end in them, and nobody sees it."""
_TEX_QUOTE = re.compile(r"[A-Za-z{\\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the line, [start, end): `field` is what stood before a colon (empty: none), `text` its
    value. `closed` is False for a quotation that never ends, `stuck` holds what clings to its end."""

    kind: Kind
    text: str
    start: int
    end: int
    field: str = ""
    closed: bool = True
    stuck: str = ""


def pieces(line: str) -> list[Piece]:
    """The pieces of a line, in order; every sign but blanks and unseen ones belongs to exactly one.
    Linear in the length."""
    found: list[Piece] = []
    place = 0
    while place < len(line):
        sign = line[place]
        if _is_gap(sign):
            place += 1
            continue
        if sign in "()":
            piece = Piece("open" if sign == "(" else "close", sign, place, place + 1)
        elif sign == "-" and _begins_word(line, place):
            piece = Piece("minus", sign, place, place + 1)
        else:
            piece = _piece(line, place)
        found.append(piece)
        place = piece.end
    return found


def quoted(name: str) -> str:
    """A name in quotes as a field takes it, whatever signs it has: behind `tag:` it is read as that name."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(text: str) -> str:
    """The name that `quoted` wrote."""
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _begins_word(line: str, place: int) -> bool:
    """Whether a minus excludes: at a word's beginning, and right before something. In `SE(3)-equivariant`
    and in `a - b` it is only a sign."""
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    begins = not before or before == "(" or _is_gap(before)
    return begins and bool(after) and after != ")" and not after.isspace()


def _is_gap(sign: str) -> bool:
    return sign.isspace() or sign in _UNSEEN


def _piece(line: str, start: int) -> Piece:
    named = _FIELD.match(line, start)
    field, place = "", start
    if named and (named[1].lower() in NAMES or _goes_on(line, named.end())):
        field, place = named[1].lower(), named.end()
    if line[place : place + 1] and line[place] in _QUOTES:
        return _quotation(line, start, place, field)
    end = _end(line, place, brackets=field == "doi" or bool(_ADDRESS.match(line, place)))
    text = line[place:end].rstrip(_UNSEEN)
    return Piece("text", text.lstrip(_UNSEEN), start, place + len(text), field)


def _goes_on(line: str, place: int) -> bool:
    """Whether a value follows right behind an unknown field: in `PULASki: a method` none does."""
    return place < len(line) and not line[place].isspace() and line[place] != ")"


def _quotation(line: str, start: int, place: int, field: str) -> Piece:
    straight = line[place] == _STRAIGHT
    literal = bool(field) and field not in WORD_FIELDS
    found = (_LITERAL if literal else _PHRASE)[straight].match(line, place)
    assert found  # noqa: S101 — both begin with the mark that stands there
    text = re.sub(r"\\([\\\"])", r"\1", found[1]) if literal else found[1]
    stuck = _STUCK.match(line, found.end())
    end = stuck.end() if stuck else found.end()
    return Piece("quoted", text, start, end, field, closed=bool(found[2]), stuck=stuck[0] if stuck else "")


def _end(line: str, place: int, *, brackets: bool) -> int:
    """Where a word ends: at a blank, a bracket or a quotation mark; addresses keep brackets that they open."""
    opened = 0
    for end in range(place, len(line)):
        sign = line[end]
        if sign.isspace():
            return end
        if sign in "()":
            opened += 1 if sign == "(" else -1
            if not brackets or opened < 0:
                return end
        elif sign in _QUOTES and end > place:
            accent = sign == _STRAIGHT and line[end - 1] == "\\" and _TEX_QUOTE.match(line, end + 1)
            if not accent:
                return end
    return len(line)
