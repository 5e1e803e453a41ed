"""What is searched for in a made corpus: words as often as they stand in it, the same every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tests.bench.corpus import Made

KINDS = ("typing", "typing-second", "term", "and3", "or5", "phrase", "fuzzy", "mark-word", "similar")
TAG = "kept"
_SHORTEST = 3
"""Letters of a word that is looked for."""
_LOOKED_AT = 3000
_COMMON = slice(10, 300)
"""Ranks of the common words among so many papers."""


@dataclass(frozen=True, slots=True)
class Question:
    """One search: its words, or the paper that others are to be like."""

    kind: str
    words: tuple[str, ...]
    paper: int
    told: str
    """That paper's title and abstract."""

    @property
    def typing(self) -> bool:
        """Whether the last word is still being typed."""
        return self.kind.startswith("typing")

    @property
    def line(self) -> str:
        """As it is typed into the search line."""
        plain = " ".join(self.words)
        match self.kind:
            case "or5":
                return " OR ".join(self.words)
            case "phrase":
                return f'"{plain}"'
            case "fuzzy":
                return f"{plain}~"
            case "mark-word":
                return f"tag:{TAG} is:inbox {plain}"
            case "similar":
                return f"similar:{self.paper}"
        return plain


def questions(kind: str, made: Sequence[Made], number: int) -> list[Question]:
    """So many questions of a kind; the first made paper is number 1. What is typed is asked letter by letter,
    from the first one on."""
    chance = random.Random(kind)
    counted = Counter(word for paper in made[:_LOOKED_AT] for word in set(paper.abstract.split()))
    common = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[_COMMON]]

    def asked() -> Iterator[Question]:
        while True:
            place = chance.randrange(len(made))
            paper = made[place]
            for words in _asked(kind, chance, paper.abstract.split(), common):
                yield Question(kind, words, place + 1, f"{paper.title} {paper.abstract}")

    return list(islice(asked(), number))


def _asked(kind: str, chance: random.Random, told: list[str], common: list[str]) -> Iterator[tuple[str, ...]]:
    """The words asked for after a look at one paper."""
    long = [word for word in told if len(word) >= _SHORTEST]
    match kind:
        case "typing" | "typing-second":
            *whole, word = chance.sample(long, KINDS.index(kind) + 1)
            yield from ((*whole, word[:letters]) for letters in range(1, len(word) + 1))
        case "term":
            yield (chance.choice(common),)
        case "and3":
            yield tuple(chance.sample(long, 3))
        case "or5":
            yield tuple(chance.sample(common, 5))
        case "phrase":
            first = chance.randrange(len(told) - 1)
            yield (told[first], told[first + 1])
        case "fuzzy":
            word = chance.choice([word for word in long if len(word) > _SHORTEST + 1])
            at = chance.randrange(len(word))
            yield (word[:at] + chance.choice("abcdefgh") + word[at + 1 :],)
        case "mark-word":
            yield (chance.choice(long),)
        case "similar":
            yield ()
