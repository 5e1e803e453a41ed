"""The fields of the language: what `tag:`, `is:`, `added:` and the others make of their value."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast, get_args

from readinglist.query import dates
from readinglist.query.ast import (
    Added,
    AtPosition,
    Dated,
    Flag,
    Identified,
    InDigest,
    Is,
    Moved,
    Node,
    Seen,
    Sighted,
    Similar,
    Sort,
    Tagged,
    WordField,
)
from readinglist.text import identifiers
from readinglist.text.fold import tag_key, words

FLAGS: tuple[Flag, ...] = get_args(Flag)
SORTS: tuple[Sort, ...] = get_args(Sort)
WORD_FIELDS: tuple[WordField, ...] = get_args(WordField)
_MOST_DIGITS = 18
"""Numbers of more digits are no ids, positions or counts, and would not fit the library's."""


class UnreadableError(Exception):
    """A value can't be read; the sentence says what could be."""


def read(field: str, value: str, *, quoted: bool = False) -> Node:
    """The node of a field that is no word field and not `sort`. Raises UnreadableError, and KeyError where
    there is no such field."""
    if field == "tag" and value == "*" and not quoted:
        return Tagged(None)
    if field == "digest" and value.lower() == "latest" and not quoted:
        return Sighted((InDigest(latest=True),))
    return _READERS[field](value)


def sort(value: str) -> Sort:
    """The order a `sort:` names."""
    if value.lower() not in SORTS:
        raise UnreadableError(f"sort: takes {_listed(SORTS)}.")
    return cast("Sort", value.lower())


def _tag(value: str) -> Node:
    if not tag_key(value):
        raise UnreadableError('tag: takes the name of a tag, as in tag:physics or tag:"to read".')
    return Tagged(value)


def _is(value: str) -> Node:
    if value.lower() not in FLAGS:
        raise UnreadableError(f"is: takes {_listed(FLAGS)}.")
    return Is(cast("Flag", value.lower()))


_DIGEST_HELP = (
    'digest: takes words of its name or date, as in digest:"3 Sep", its number, as in digest:#2, or latest.'
)


def _digest(value: str) -> Node:
    if value.startswith("#"):
        return Sighted((InDigest(number=_number(value[1:], "digest:#")),))
    wanted = tuple(words(value))
    if not wanted:
        raise UnreadableError(_DIGEST_HELP)
    return Sighted((InDigest(words=wanted),))


def _seen(value: str) -> Node:
    sign, rest = dates.comparison(value)
    return Seen(sign, _number(rest, "seen:"))


def _position(value: str) -> Node:
    sign, rest = dates.comparison(value)
    return Sighted((AtPosition(sign, _number(rest, "position:")),))


def _when(field: str, kind: type[Added | Moved]) -> Callable[[str], Node]:
    """The reader of a field that takes an age or a date."""

    def read(value: str) -> Node:
        sign, rest = dates.comparison(value)
        days, date = dates.age(rest), dates.iso(rest)
        if days is None and date is None:
            example = f"as in {field}:<7d, {field}:2026-09 or {field}:>=2026-09-03"
            raise UnreadableError(f"{field}: takes an age or a date, {example}.")
        return kind(sign, days=days, date=date)

    return read


def _dated(value: str) -> Node:
    if value.lower() == "unknown":
        return Dated()
    sign, rest = dates.comparison(value)
    date = dates.iso(rest)
    if date is None:
        raise UnreadableError("dated: takes a date or unknown, as in dated:2026-09 or dated:>=2026-09-03.")
    return Dated(sign, date)


def _arxiv(value: str) -> Node:
    found = identifiers.arxiv(value)
    if found is None:
        raise UnreadableError("arxiv: takes an arXiv number, as in arxiv:2401.01234.")
    return Identified("arxiv", found[0])


def _doi(value: str) -> Node:
    found = identifiers.normalise("doi", value)
    if "arxiv" in found:
        return Identified("arxiv", found["arxiv"])
    if "doi" not in found:
        raise UnreadableError("doi: takes a DOI, as in doi:10.1000/182.")
    return Identified("doi", found["doi"])


def _id(value: str) -> Node:
    return Identified("id", str(_number(value, "id:")))


def _similar(value: str) -> Node:
    return Similar(_number(value, "similar:"))


def _number(text: str, field: str) -> int:
    digits = text.lstrip("0") or text[:1]
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS:
        raise UnreadableError(f"{field} takes a whole number, as in {field}3.")
    return int(digits)


def _listed(items: tuple[str, ...]) -> str:
    return f"{', '.join(items[:-1])} or {items[-1]}"


_READERS: dict[str, Callable[[str], Node]] = {
    "tag": _tag,
    "is": _is,
    "digest": _digest,
    "seen": _seen,
    "position": _position,
    "added": _when("added", Added),
    "moved": _when("moved", Moved),
    "dated": _dated,
    "arxiv": _arxiv,
    "doi": _doi,
    "id": _id,
    "similar": _similar,
}
NAMES: tuple[str, ...] = (*WORD_FIELDS, *_READERS, "sort")
"""Every field, for messages and help."""
