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

_AT_END: Final = {Label.TITLE: W.no_abstract, Label.NAMES: W.no_abstract, Label.OPEN_JUNK: W.no_abstract}


def labelled(paragraphs: Sequence[Paragraph]) -> tuple[list[Label], float]:
    """The cheapest labels, and what they cost together."""
    if not paragraphs:
        return [], 0.0
    full_stops = score.full_stops_are_custom(paragraphs)
    authors = names.are_custom(paragraphs)
    best = dict.fromkeys(Label, score.IMPOSSIBLE)
    came: list[dict[Label, Label]] = []
    for index, paragraph in enumerate(paragraphs):
        costs = _costs(paragraph, full_stops=full_stops, authors=authors)
        if index == 0:
            best = {
                label: costs[label] if label in {Label.HEAD, Label.TITLE} else score.IMPOSSIBLE
                for label in Label
            }
            continue
        step: dict[Label, Label] = {}
        after: dict[Label, float] = {}
        for label, befores in _STEPS.items():
            step[label], least = min(
                ((before, best[before] + price) for before, price in befores), key=lambda choice: choice[1]
            )
            after[label] = least + costs[label]
        came.append(step)
        best = after
    last = min(Label, key=lambda label: best[label] + _AT_END.get(label, 0.0))
    total = best[last] + _AT_END.get(last, 0.0)
    labels = [last]
    for step in reversed(came):
        labels.append(step[labels[-1]])
    return labels[::-1], total


def _costs(one: Paragraph, *, full_stops: bool, authors: bool) -> dict[Label, float]:
    between = W.junk_between + one.length / W.junk_between_per
    return {
        Label.HEAD: W.junk_head + one.length / W.junk_head_per,
        Label.TITLE: score.title(one, full_stops=full_stops),
        Label.NAMES: score.names(one, custom=authors),
        Label.ABSTRACT: score.abstract(one),
        Label.MORE: score.more(one),
        Label.OPEN_JUNK: between,
        Label.JUNK: between,
        Label.TAIL: W.junk_tail + one.length / W.junk_tail_per,
    }
