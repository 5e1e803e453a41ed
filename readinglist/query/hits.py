"""Where a query's words stand in a text as shown: what is marked in titles, abstracts and snippets."""

from __future__ import annotations

from collections.abc import Iterator

from readinglist.query.ast import And, Node, Or, Phrase, Query, Word
from readinglist.query.match import fits
from readinglist.text.fold import Token, tokens, variants

LEAD = 24
"""Characters of a snippet before its first hit."""


def hits(query: Query, text: str, field: str) -> list[tuple[int, int]]:
    """The places [start, end) of the query's wanted words in a shown text of that field, in order, not
    overlapping. Words a line excludes are not marked."""
    wanted = [node for node in _wanted(query.root) if node.field in (None, field)]
    if not wanted or not text:
        return []
    found = tokens(text)
    spans: list[tuple[int, int]] = []
    for node in wanted:
        spans.extend(_spans(node, found))
    return _joined(sorted(spans))


def snippet(query: Query, text: str, length: int) -> str:
    """A stretch of about `length` characters around the first hit in a shown abstract, beginning at a word;
    from the start where there is no hit. … where something was left out."""
    places = hits(query, text, "abstract")
    start = 0
    if places and places[0][1] > length:
        start = text.rfind(" ", 0, max(places[0][0] - LEAD, 0)) + 1
        if start == 0 and places[0][0] > LEAD:
            start = places[0][0]
    stretch = text[start : start + length]
    cut = start + length < len(text)
    return f"{'… ' if start else ''}{stretch.rstrip()}{'…' if cut else ''}"


def _wanted(node: Node) -> Iterator[Word | Phrase]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case Word() | Phrase():
            yield node


def _spans(node: Word | Phrase, found: list[Token]) -> Iterator[tuple[int, int]]:
    if isinstance(node, Phrase):
        texts = [token.text for token in found]
        for start in range(len(found) - len(node.words) + 1):
            if texts[start] == node.words[0] and fits(node, texts, start):
                yield found[start].start, found[start + len(node.words) - 1].end
        return
    forms = set(variants(node.text)) if node.form in ("plain", "typed") else {node.text}
    begins = node.form in ("prefix", "typed")
    for token in found:
        if token.text in forms or (begins and token.text.startswith(node.text)):
            yield token.start, token.end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
