"""The fields of the language: what `tag:`, `is:`, `added:` and the others make of their value."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from readinglist.query import dates
from readinglist.query.ast import (
    Added,
    AtPosition,
    Dated,
    Flag,
    Identified,
    InDigest,
    Is,
    Node,
    Seen,
    Sighted,
    Sort,
    Tagged,
)
from readinglist.text import identifiers
from readinglist.text.fold import words

FLAGS: tuple[Flag, ...] = get_args(Flag)
SORTS: tuple[Sort, ...] = get_args(Sort)
WORD_FIELDS = ("title", "abstract", "author", "note")
HIGHEST = 2**62
"""Numbers above are no ids, positions or counts."""


class Unreadable(Exception):
    """A value can't be read; the sentence says what would be."""


def read(field: str, value: str) -> Node:
    """The node of a field that is no word field and not `sort`. Raises Unreadable, KeyError for no field."""
    return _READERS[field](value)


def sort(value: str) -> Sort:
    """The order a `sort:` names."""
    for known in SORTS:
        if value.lower() == known:
            return known
    raise Unreadable(f"sort: takes {_listed(SORTS)}.")


def names() -> tuple[str, ...]:
    """Every field, for messages and help."""
    return (*WORD_FIELDS, *_READERS, "sort")


def _tag(value: str) -> Node:
    return Tagged(None if value == "*" else value)


def _is(value: str) -> Node:
    for flag in FLAGS:
        if value.lower() == flag:
            return Is(flag)
    raise Unreadable(f"is: takes {_listed(FLAGS)}.")


def _digest(value: str) -> Node:
    if value.startswith("#"):
        return Sighted((InDigest(number=_number(value[1:], "digest:#")),))
    wanted = tuple(words(value))
    if not wanted:
        raise Unreadable('digest: takes words of its name or date, as in digest:"3 Sep", or a number: digest:#2.')
    return Sighted((InDigest(words=wanted),))


def _seen(value: str) -> Node:
    sign, rest = dates.comparison(value)
    return Seen(sign, _number(rest, "seen:"))


def _position(value: str) -> Node:
    sign, rest = dates.comparison(value)
    return Sighted((AtPosition(sign, _number(rest, "position:")),))


def _added(value: str) -> Node:
    sign, rest = dates.comparison(value)
    days = dates.age(rest)
    if days is not None:
        return Added(sign, days=days)
    date = dates.iso(rest)
    if date is None:
        raise Unreadable("added: takes an age or a date, as in added:<7d, added:2026-09 or added:>=2026-09-03.")
    return Added(sign, date=date)


def _dated(value: str) -> Node:
    if value.lower() == "unknown":
        return Dated()
    sign, rest = dates.comparison(value)
    date = dates.iso(rest)
    if date is None:
        raise Unreadable("dated: takes a date or unknown, as in dated:2026-09 or dated:>=2026-09-03.")
    return Dated(sign, date)


def _arxiv(value: str) -> Node:
    found = identifiers.arxiv(value)
    if found is None:
        raise Unreadable("arxiv: takes an arXiv number, as in arxiv:2401.01234.")
    return Identified("arxiv", found[0])


def _doi(value: str) -> Node:
    found = identifiers.normalise("doi", value)
    if "arxiv" in found:
        return Identified("arxiv", found["arxiv"])
    if "doi" not in found:
        raise Unreadable("doi: takes a DOI, as in doi:10.1000/182.")
    return Identified("doi", found["doi"])


def _id(value: str) -> Node:
    return Identified("id", str(_number(value, "id:")))


def _number(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > HIGHEST:
        raise Unreadable(f"{field} takes a whole number, as in {field}3.")
    return int(text)


def _listed(items: tuple[str, ...]) -> str:
    return f"{', '.join(items[:-1])} or {items[-1]}"


_READERS: dict[str, Callable[[str], Node]] = {
    "tag": _tag,
    "is": _is,
    "digest": _digest,
    "seen": _seen,
    "position": _position,
    "added": _added,
    "dated": _dated,
    "arxiv": _arxiv,
    "doi": _doi,
    "id": _id,
}
