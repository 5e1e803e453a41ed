"""Label mode: digests that write `Title: …` and `Abstract: …` (or `Summary: …`) before what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from readinglist.digests.text import labels
from readinglist.digests.text.analysis import Analysis
from readinglist.digests.text.cards import BODY, Card, analysis
from readinglist.digests.text.classify import classed
from readinglist.digests.text.headings import pieced
from readinglist.digests.text.labels import ABSTRACT, AUTHORS, COMMENT, SUMMARY, TITLE, Labelled, labelled
from readinglist.digests.text.lines import Line
from readinglist.digests.text.marks import Bare, bared
from readinglist.digests.text.meta import Meta
from readinglist.digests.text.weights import WEIGHTS as W

_RULE: Final = re.compile(r"[-=*_~#·•]{3,200}$")
_COUNTER: Final = re.compile(r"(?:paper|no\.?|nr\.?|#|\[)?\s{0,2}\d{1,5}\s?[.:)\]]?$", re.IGNORECASE)
_BEST: Final = (ABSTRACT, SUMMARY, BODY)


def read(text: str) -> Analysis | None:
    """The papers that labels name; None where no line names a title, or none an abstract."""
    if not labels.are_there(text):
        return None
    bares = bared(text)
    found = [None if bare.blank else labelled(bare) for bare in bares]
    count = Counter(one.field for one in found if one is not None)
    if not count[TITLE] or not count[ABSTRACT] + count[SUMMARY]:
        return None
    return _Reading(bares, found).analysis()


class _Reading:
    """One walk over the lines."""

    def __init__(self, bares: Sequence[Bare], found: Sequence[Labelled | None]) -> None:
        self._bares = bares
        self._found = found
        self._lines: list[Line] = []
        self._cards: list[Card] = []
        self._card: Card | None = None
        self._pending: int | None = None
        """Where labels began that belong to the title below them."""
        self._field = ""
        """What a line without a label goes on with."""
        self._value: list[int] = []
        """The lines of the field at hand, where it is no text."""
        self._above: Line | None = None
        self._leading = _leading(found)

    def analysis(self) -> Analysis:
        """All lines, and the papers among them."""
        for at, (bare, found) in enumerate(zip(self._bares, self._found, strict=True)):
            if bare.blank:
                self._end_field()
                self._lines.append(Line(at + 1, "", "blank"))
                self._field = self._field if self._field in {ABSTRACT, SUMMARY} else BODY
                self._above = self._pending = None
            elif found is not None:
                self._label(at, bare, found)
            else:
                self._other(at, bare)
        self._end_field()
        return analysis(self._lines, self._bares, self._cards, _BEST)

    def _label(self, at: int, bare: Bare, found: Labelled) -> None:
        self._end_field()
        field = found.field
        line = Line(at + 1, bare.text, "meta", found.meta)
        if field == TITLE:
            line = Line(at + 1, found.value, "text", found.meta)
            self._card = Card(at if self._pending is None else self._pending, [at])
            self._cards.append(self._card)
            self._pending = None
        elif field in self._leading or self._card is None:
            self._card = None
            self._pending = at if self._pending is None else self._pending
        elif field in {ABSTRACT, SUMMARY}:
            line = Line(at + 1, found.value, "text" if found.value else "meta")
            if found.value:
                self._card.add(at, field)
        self._field, self._value = field, [at]
        self._above = line if line.kind == "text" else None
        self._lines.append(line)

    def _other(self, at: int, bare: Bare) -> None:
        line = self._read(at, bare)
        if _RULE.match(bare.text) or bare.level:
            self._end_field()
            self._card, self._pending, self._field = None, None, ""
        elif line.kind == "text":
            if self._value and len(self._value) < W.label_lines and self._field in {AUTHORS, COMMENT}:
                self._value.append(at)
                line = Line(at + 1, bare.text, "meta")
            elif self._card is not None and self._field == TITLE:
                self._card.title.append(at)
            elif self._card is not None:
                self._field = self._field if self._field in {ABSTRACT, SUMMARY} else BODY
                self._card.add(at, self._field)
        self._above = line if line.kind == "text" else None
        self._lines.append(line)

    def _end_field(self) -> None:
        """Authors or a comment in several lines are told by the first of them."""
        first = self._found[self._value[0]] if len(self._value) > 1 else None
        if first is not None:
            value = " ".join([first.value, *(self._bares[at].text for at in self._value[1:])])
            whole = labels.say(first.field, value)
            if whole is not None:
                self._lines[self._value[0]] = replace(self._lines[self._value[0]], meta=whole.meta)
        self._value = []

    def _read(self, at: int, bare: Bare) -> Line:
        """What a line without a label is."""
        if not bare.text:
            return Line(at + 1, "", "meta", Meta(addresses=bare.addresses))
        if _COUNTER.match(bare.text) and (bare.level or self._card is None):
            return Line(at + 1, bare.text, "meta")
        meta = pieced(bare)
        if meta is not None:
            return Line(at + 1, bare.text, "meta", meta)
        return classed(at + 1, bare.text, self._above)


def _leading(found: Sequence[Labelled | None]) -> frozenset[str]:
    """The labels that stand above the title they belong to: right above the first, and not below the last."""
    titles = [at for at, one in enumerate(found) if one is not None and one.field == TITLE]
    head = {one.field for one in takewhile(lambda one: one is not None, found[titles[0] - 1 :: -1]) if one}
    tail = {one.field for one in found[titles[-1] :] if one is not None}
    return frozenset(head - tail) if titles[0] else frozenset()
