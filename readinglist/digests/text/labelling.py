"""Finds the cheapest way to read a row of paragraphs as papers: dynamic programming, linear in their number.

Allowed is head junk, then papers (a title, maybe names, an abstract of one or more paragraphs; foreign lines
in between at a price), then tail junk.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from readinglist.digests.text import names, score
from readinglist.digests.text.measures import Paragraph
from readinglist.digests.text.weights import WEIGHTS as W


class Label(IntEnum):
    """What a paragraph was taken for."""

    HEAD = 0
    TITLE = 1
    NAMES = 2
    ABSTRACT = 3
    MORE = 4
    OPEN_JUNK = 5
    """Between a title and its abstract."""
    JUNK = 6
    """After an abstract."""
    TAIL = 7


_STEPS: Final[dict[Label, tuple[tuple[Label, float], ...]]] = {
    Label.HEAD: ((Label.HEAD, 0.0),),
    Label.TITLE: (
        (Label.HEAD, 0.0),
        (Label.TITLE, W.no_abstract),
        (Label.NAMES, W.no_abstract),
        (Label.ABSTRACT, 0.0),
        (Label.MORE, 0.0),
        (Label.OPEN_JUNK, W.no_abstract),
        (Label.JUNK, 0.0),
    ),
    Label.NAMES: ((Label.TITLE, 0.0),),
    Label.ABSTRACT: ((Label.TITLE, 0.0), (Label.NAMES, 0.0), (Label.OPEN_JUNK, 0.0)),
    Label.MORE: ((Label.ABSTRACT, 0.0), (Label.MORE, 0.0), (Label.JUNK, W.after_junk)),
    Label.OPEN_JUNK: ((Label.TITLE, 0.0), (Label.NAMES, 0.0), (Label.OPEN_JUNK, 0.0)),
    Label.JUNK: ((Label.ABSTRACT, 0.0), (Label.MORE, 0.0), (Label.JUNK, 0.0)),
    Label.TAIL: (
        (Label.TITLE, W.no_abstract),
        (Label.NAMES, W.no_abstract),
        (Label.ABSTRACT, 0.0),
        (Label.MORE, 0.0),
        (Label.TAIL, 0.0),
    ),
}
"""What may stand before each label, and what the step costs; the earlier wins a tie."""

_BEFORES: Final = tuple(_STEPS[label] for label in Label)
_AT_START: Final = frozenset({Label.HEAD, Label.TITLE})
_AT_END: Final = {Label.TITLE: W.no_abstract, Label.NAMES: W.no_abstract, Label.OPEN_JUNK: W.no_abstract}


def labelled(paragraphs: Sequence[Paragraph]) -> tuple[list[Label], float]:
    """The cheapest labels, and what they cost together; all junk where there are more than any digest has."""
    if not paragraphs:
        return [], 0.0
    if len(paragraphs) > W.most_paragraphs:
        return [Label.HEAD] * len(paragraphs), score.IMPOSSIBLE
    full_stops = score.full_stops_are_custom(paragraphs)
    authors = names.are_custom(paragraphs)
    first = _costs(paragraphs[0], full_stops=full_stops, authors=authors)
    best = [cost if label in _AT_START else score.IMPOSSIBLE for label, cost in zip(Label, first, strict=True)]
    came: list[list[Label]] = []
    for paragraph in paragraphs[1:]:
        costs = _costs(paragraph, full_stops=full_stops, authors=authors)
        best, origins = _step(best, costs)
        came.append(origins)
    last = min(Label, key=lambda label: best[label] + _AT_END.get(label, 0.0))
    total = best[last] + _AT_END.get(last, 0.0)
    labels = [last]
    for origins in reversed(came):
        labels.append(origins[labels[-1]])
    return labels[::-1], total


def _step(best: list[float], costs: Sequence[float]) -> tuple[list[float], list[Label]]:
    """From the least cost of every label at one paragraph to those at the next, and where each came from."""
    after: list[float] = []
    origins: list[Label] = []
    for befores, cost in zip(_BEFORES, costs, strict=True):
        least, origin = score.IMPOSSIBLE, befores[0][0]
        for before, price in befores:
            if best[before] + price < least:
                least, origin = best[before] + price, before
        after.append(least + cost)
        origins.append(origin)
    return after, origins


def _costs(one: Paragraph, *, full_stops: bool, authors: bool) -> tuple[float, ...]:
    """What each label costs this paragraph, in the order of the labels."""
    between = W.junk_between + one.length / W.junk_between_per
    return (
        W.junk_head + one.length / W.junk_head_per,
        score.title(one, full_stops=full_stops),
        score.names(one, custom=authors),
        score.abstract(one),
        score.more(one),
        between,
        between,
        W.junk_tail + one.length / W.junk_tail_per,
    )
