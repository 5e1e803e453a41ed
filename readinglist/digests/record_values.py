"""The values of JSON records, however they are wrapped: texts, dates in parts, abstracts told word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from readinglist.digests.fields import is_placeholder
from readinglist.digests.record_fields import bare

_HOLDERS: Final = ("value", "text", "title", "name", "displayname", "description", "url", "href", "journaltitle")
"""Under these keys an object holds what it stands for."""
_DEPTH: Final = 4
_LONGEST: Final = 200_000
"""Characters of one value; no abstract comes near."""
_LARGEST: Final = 10**18
_WORDS: Final = 50_000
"""Words of an abstract told word by word."""
_PARTS: Final = 3
_MILLISECONDS: Final = range(10**11, 10**13)
_SECONDS: Final = range(10**8, 10**10)


def texts(values: Iterable[Any]) -> list[str]:
    """The texts in values, whether single ones, numbers, lists or objects; none that only say there is none."""
    return [text for value in values for text in _texts(value, 0)]


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) or (type(value) is int and abs(value) < _LARGEST):
        text = str(value).strip()[:_LONGEST]
        if text and not is_placeholder(text):
            yield text
    elif depth < _DEPTH and isinstance(value, list):
        for part in value:
            yield from _texts(part, depth + 1)
    elif depth < _DEPTH and isinstance(value, Mapping):
        told = {bare(str(key)): part for key, part in value.items() if key != "self"}
        held = next((told[key] for key in _HOLDERS if key in told), None)
        for part in told.values() if held is None else (held,):
            yield from _texts(part, depth + 1)


def abstracts(values: Iterable[Any]) -> list[str]:
    """The texts in values; those of an index `{word: [places]}`, as OpenAlex has it, in the order of places."""
    return [text for value in values for text in (_indexed(value) or texts([value]))]


def _indexed(value: Any) -> list[str]:
    if not isinstance(value, Mapping) or not all(isinstance(places, list) for places in value.values()):
        return []
    told = ((place, str(word)) for word, places in value.items() for place in places if isinstance(place, int))
    placed = sorted(pair for pair, _ in zip(told, range(_WORDS), strict=False))
    return [" ".join(word for _place, word in placed)] if placed else []


def dates(values: Iterable[Any]) -> list[str]:
    """The dates in values as texts: written ones, parts (`{"date-parts": [[2024, 9, 3]]}`), seconds since 1970."""
    return [text for value in values for text in _dates(value)]


def _dates(value: Any) -> list[str]:
    if isinstance(value, int) and (value in _SECONDS or value in _MILLISECONDS):
        seconds = value / 1000 if value in _MILLISECONDS else value
        return [datetime.fromtimestamp(seconds, UTC).date().isoformat()]
    if not isinstance(value, Mapping):
        return texts([value])
    parts = value.get("date-parts")
    while isinstance(parts, list) and parts and isinstance(parts[0], list):
        parts = parts[0]
    if isinstance(parts, list) and parts and str(parts[0]).strip().isdecimal():
        return ["-".join(str(part).strip() for part in parts[:_PARTS] if str(part).strip().isdecimal())]
    return texts(told for name in ("raw", "literal", "value") if (told := value.get(name)))
