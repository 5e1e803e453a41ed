"""Cuts a search line into pieces with their places: words, phrases, fields, signs and brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "quoted", "open", "close", "minus"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the line, [start, end): `field` is what stood before a colon (empty: none), `text` its
    value. `closed` is False for a quote that never ends."""

    kind: Kind
    text: str
    start: int
    end: int
    field: str = ""
    closed: bool = True


def pieces(line: str) -> list[Piece]:
    """The pieces of a line, in order; every sign but a blank belongs to exactly one."""
    found: list[Piece] = []
    place = 0
    while place < len(line):
        sign = line[place]
        if sign.isspace():
            place += 1
        elif sign in "()":
            found.append(Piece("open" if sign == "(" else "close", sign, place, place + 1))
            place += 1
        elif sign == "-" and place + 1 < len(line) and not line[place + 1].isspace():
            found.append(Piece("minus", sign, place, place + 1))
            place += 1
        else:
            piece = _value(line, place, place, "")
            found.append(piece)
            place = piece.end
    return found


def _value(line: str, start: int, place: int, field: str) -> Piece:
    """A word or a quotation at `place`; a word that turns out to be a field goes on with its value."""
    if line[place : place + 1] == '"':
        end = line.find('"', place + 1)
        if end < 0:
            return Piece("quoted", line[place + 1 :], start, len(line), field, closed=False)
        return Piece("quoted", line[place + 1 : end], start, end + 1, field)
    end = place
    while end < len(line) and not line[end].isspace() and (line[end] not in '()"' or line[end - 1] == "\\"):
        if line[end] == ":" and not field and _names_field(line, place, end):
            return _value(line, start, end + 1, line[place:end].lower())
        end += 1
    return Piece("text", line[place:end], start, end, field)


def _names_field(line: str, start: int, colon: int) -> bool:
    """Letters before a colon are a field; `http://…` is an address."""
    return colon > start and line[start:colon].isalpha() and not line.startswith("//", colon + 1)
