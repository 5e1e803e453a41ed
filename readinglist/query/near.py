"""Words nearly as written: one slip away, and phrases with other words between theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readinglist.query.ast import Phrase

_Chain = tuple[int, "_Chain | None"]
"""The place of a phrase's word, and the chain up to the word before it."""


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out or taken for another, by two neighbours
    swapped, or not at all."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    first = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    if len(one) < len(other):
        return one[first:] == other[first + 1 :]
    rest, told = one[first:], other[first:]
    return rest[1:] == told[1:] or (rest[:2] == told[1::-1] and rest[2:] == told[2:])


def standing(phrase: Phrase, found: Sequence[str]) -> Iterator[list[int]]:
    """Where a phrase stands among folded words: the places of its words, from left to right. The next time
    begins after the one before has ended."""
    last = len(phrase.words) - 1
    steps: dict[str, list[int]] = {}
    for step, word in enumerate(phrase.words):
        steps.setdefault(word, []).insert(0, step)
    begun: list[_Chain | None] = [None] * len(phrase.words)
    for place, told in enumerate(found):
        for step in _steps(phrase, told, steps):
            before = begun[step - 1] if step else None
            if before is not None and place - before[0] > phrase.slop:
                before = None
            if step == 0 or before is not None:
                begun[step] = (place, before)
        if begun[last] is not None:
            yield _places(begun[last])
            begun = [None] * len(phrase.words)


def _steps(phrase: Phrase, told: str, steps: dict[str, list[int]]) -> list[int]:
    """Which of its words a word may be, the last one first: a chain never takes one word twice."""
    last = len(phrase.words) - 1
    fitting = steps.get(told, [])
    if phrase.typed and told.startswith(phrase.words[last]) and last not in fitting:
        return [last, *fitting]
    return fitting


def _places(chain: _Chain | None) -> list[int]:
    places: list[int] = []
    while chain is not None:
        places.append(chain[0])
        chain = chain[1]
    return places[::-1]
