"""Where a query's words stand in a text as shown: what is marked in titles, abstracts, notes and snippets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readinglist.query.ast import Phrase, Query, Word
from readinglist.query.near import one_slip, standing
from readinglist.query.scope import wanted_words
from readinglist.text.fold import Token, tokens, variants

_CUT = "…"
_LONGEST = 20_000
"""Characters of a text a snippet is looked for in; an abstract has two thousand."""


def hits(query: Query, text: str, field: str) -> list[tuple[int, int]]:
    """The places [start, end) of the query's wanted words in a shown text of that field (a WordField), in order,
    not overlapping. Words a line excludes are not marked."""
    wanted = [node for node in wanted_words(query.root) if node.field in (None, field)]
    if not wanted or not text:
        return []
    found = tokens(text)
    single = [node for node in wanted if isinstance(node, Word)]
    spans = [(token.start, token.end) for token in _matching(single, found)]
    for node in wanted:
        if isinstance(node, Phrase):
            spans.extend(_phrases(node, found))
    return _joined(sorted(spans))


def snippet(query: Query, text: str, length: int, field: str = "abstract") -> str:
    """At most `length` characters of a shown text, on one line, around the first hit; they begin and end at a
    word, with … where something was left out. From the start where nothing is hit."""
    shown = " ".join(text[:_LONGEST].split())
    if len(shown) <= length:
        return shown
    room = max(length - 2, 1)
    places = hits(query, shown, field)
    start = 0
    if places and places[0][1] > room:
        start = max(0, min(places[0][0] - room // 3, len(shown) - room))
        if start and shown[start - 1] != " ":
            blank = shown.find(" ", start, places[0][0])
            start = blank + 1 if blank >= 0 else places[0][0]
    end = start + room
    if end < len(shown) and shown[end] != " ":
        blank = shown.rfind(" ", start, end)
        end = blank if blank > start and (not places or blank >= places[0][1]) else end
    cut = shown[start:end].strip()
    return f"{_CUT if start else ''}{cut}{_CUT if end < len(shown) else ''}"


def _matching(wanted: list[Word], found: Iterable[Token]) -> Iterator[Token]:
    whole: set[str] = set()
    for node in wanted:
        whole.update(variants(node.text) if node.form in ("plain", "typed") else (node.text,))
    begins = tuple({node.text for node in wanted if node.form in ("prefix", "typed")})
    nearly = [node.text for node in wanted if node.form == "near"]
    for token in found:
        told = token.text
        if told in whole or told.startswith(begins) or any(one_slip(text, told) for text in nearly):
            yield token


def _phrases(node: Phrase, found: list[Token]) -> Iterator[tuple[int, int]]:
    """Its places, left to right: as a whole, or word by word where others may stand between."""
    for places in standing(node, [token.text for token in found]):
        if node.slop == 1:
            yield found[places[0]].start, found[places[-1]].end
        else:
            yield from ((found[place].start, found[place].end) for place in places)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
