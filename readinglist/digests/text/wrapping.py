"""The third way to cut a text into paragraphs: lines broken by a wrap, with titles right above abstracts.

A line-level dynamic programme says of each line whether it is the first, second or third of a title, or the
first, second or a later one of an abstract; what tells is which lines are full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from readinglist.digests.text.lines import Line
from readinglist.digests.text.measures import measured
from readinglist.digests.text.weights import WEIGHTS as W

_TITLES: Final = 3
_FIRST: Final = 3
"""States: 0 to 2 a title's lines, 3 to 5 an abstract's first, second and later ones."""
_LATER: Final = 5
_ENDED: Final = re.compile(r"[.!?…]['\"’”)\]}»*_]{0,4}$")
_START: Final = re.compile(r"[^\W_a-zß-öø-ÿ]|[\"'“‘«(\[$\\{]")
_HANGING: Final = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|by|for|from|with|without|within|into|onto|to|and|or|nor|as|via|under|over|using"
    r"|through|between|among|towards?|against|during|beyond|is|are|its|their|is|be|based|how|that|which|when|where"
    r"|than|versus|vs)|[:,;\-–—(\[/])$",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:We|The|In|This|These|Recent|Recently|A|An|It|Our|Here|While|Although|With|As|Many|Most|Despite|To|For|One"
    r"|There|Large|Existing|Current|Modern|By|On|Is|Understanding|Using|Motivated|Inspired)\b"
)
_WITHIN: Final = re.compile(
    r"(?:We|Here,? we|In (?:th(?:is|ese)|light|contrast|addition|particular|order|summary|fact|our)|For (?:example"
    r"|instance)|However|Furthermore|Moreover|Hence|Thus|Therefore|Additionally|Finally|Specifically|Consequently"
    r"|Accordingly|To (?:this end|address|overcome)|As a result|By contrast|Unlike|Nevertheless|Instead|Notably"
    r"|Importantly|Our (?:results?|method|approach|work|model|findings))\b"
)
"""How sentences in the midst of an abstract begin, and no title."""
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")


class _Seen(NamedTuple):
    """What the programme asks of a line."""

    gap: bool
    """Something stands between it and the text line above."""
    full: bool
    ended: bool
    start: bool
    opening: bool
    hanging: bool
    stop: bool
    title: float
    """What it costs to take it for a line of a title …"""
    abstract: float
    """… and of an abstract."""


def by_wrap(lines: Sequence[Line]) -> list[list[int]]:
    """Lines that were one before a wrap broke them; nothing where the text is not wrapped."""
    places = [index for index, line in enumerate(lines) if line.kind == "text"]
    column = _column([len(lines[at].text) for at in places])
    if not column:
        return []
    seen = [_seen(lines, places, place, column) for place in range(len(places))]
    states = _states(seen, 0.0, 0.0)
    states = _states(seen, *_customs(seen, states))
    runs: list[list[int]] = []
    for place, (at, state) in enumerate(zip(places, states, strict=True)):
        fresh = state in {0, _FIRST} or (state > _FIRST and seen[place].gap)
        if fresh or not runs:
            runs.append([])
        runs[-1].append(at)
    return runs


def _column(lengths: Sequence[int]) -> int:
    """Where the lines were broken; 0 where they were not."""
    short = sorted(length for length in lengths if length <= W.unfinished_length)
    if len(short) < 2 or len(short) < W.wrap_share * len(lengths):
        return 0
    column = short[min(len(short) - 1, int(len(short) * W.wrap_column))]
    return column if column >= W.wrap_least else 0


def _seen(lines: Sequence[Line], places: Sequence[int], place: int, column: int) -> _Seen:
    text = lines[places[place]].text
    below = lines[places[place + 1]].text if place + 1 < len(places) else ""
    long = len(text) > column + 1
    one = measured(text, 0, 0)
    long_words = _LONG_WORD.findall(text)
    capitals = len(long_words) > 2 and sum(word[0].isupper() for word in long_words) >= W.wrap_capitals * len(
        long_words
    )
    return _Seen(
        gap=place > 0 and places[place] - places[place - 1] > 1,
        full=bool(below) and not long and len(text) + 1 + len(below.split(maxsplit=1)[0]) > column,
        ended=_ENDED.search(text[-8:]) is not None or one.ends,
        start=_START.match(text) is not None,
        opening=_OPENING.match(text) is not None,
        hanging=_HANGING.search(text[-12:]) is not None,
        stop=one.full_stop,
        title=W.wrap_boundary * (one.boundaries > 0)
        + W.title_address * one.address
        + W.wrap_long_title * long
        + W.wrap_within * (one.opening or _WITHIN.match(text) is not None),
        abstract=W.wrap_long_abstract * long + W.wrap_title_case * capitals,
    )


def _customs(seen: Sequence[_Seen], states: Sequence[int]) -> tuple[float, float]:
    """What an abstract costs right below its title and what it costs below a blank line, in a file that sets
    nearly all of its abstracts the other way."""
    below = [
        line.gap
        for line, state, before in zip(seen[1:], states[1:], states, strict=False)
        if before < _FIRST == state
    ]
    share = sum(below) / len(below) if below else 0.5
    return W.wrap_custom * (share >= W.wrap_custom_share), W.wrap_custom * (share <= 1 - W.wrap_custom_share)


def _states(seen: Sequence[_Seen], close: float, apart: float) -> list[int]:
    """The cheapest row of states; `close` and `apart` are what an abstract costs right below its title, and what
    it costs below a blank line."""
    best = [seen[0].title, *[float("inf")] * _LATER]
    came: list[list[int]] = []
    for above, line in pairwise(seen):
        steps = _steps(above, line, apart if line.gap else close)
        after: list[float] = []
        origins: list[int] = []
        for state in range(_LATER + 1):
            cost, origin = min((best[before] + price, before) for before, price in steps[state])
            after.append(cost + (line.title if state < _TITLES else line.abstract))
            origins.append(origin)
        best = after
        came.append(origins)
    last = min(range(_LATER + 1), key=lambda state: best[state] + W.no_abstract * (state < _TITLES))
    states = [last]
    for origins in reversed(came):
        states.append(origins[states[-1]])
    return states[::-1]


def _steps(above: _Seen, line: _Seen, custom: float) -> tuple[tuple[tuple[int, float], ...], ...]:
    """What may stand before each state, and what the step from one line to the next costs."""
    new = W.wrap_ended if above.ended else W.wrap_not_ended
    new += W.wrap_small_title * (not line.start)
    new += W.wrap_after_gap if line.gap else W.wrap_after_full if above.full else W.wrap_after_short
    ending = W.title_full_stop * above.stop
    bare = ending + W.no_abstract + W.wrap_bare * (not line.gap) + W.wrap_small_title * (not line.start)
    on = W.wrap_gap_title if line.gap else W.wrap_not_full * (not above.full)
    on += W.wrap_opening_title * line.opening + W.wrap_boundary * above.stop
    abstract = (
        custom + W.wrap_small * (not line.start) + W.wrap_hanging * above.hanging + W.wrap_opening * line.opening
    )
    abstract += ending + W.wrap_title_full * (above.full and not line.gap)
    more = W.wrap_gap if line.gap else 0.0 if above.full else W.wrap_sentence if above.ended else W.wrap_not_full
    more += W.wrap_opening_inside * (line.opening and not above.ended and not above.hanging)
    titles = tuple((state, bare) for state in range(_TITLES))
    return (
        (*titles, (_FIRST, new + W.wrap_one_line), (_FIRST + 1, new + W.wrap_two_lines), (_LATER, new)),
        ((0, on + W.wrap_second),),
        ((1, on + W.wrap_third),),
        tuple((state, abstract) for state in range(_TITLES)),
        ((_FIRST, more),),
        ((_FIRST + 1, more), (_LATER, more)),
    )
