"""Made digests: any number of different papers with words spread as in language, the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass

_ENDINGS = ("tion", "ing", "al", "ity", "er", "ic", "ment", "ous")


@dataclass(frozen=True, slots=True)
class Made:
    """One made paper."""

    title: str
    abstract: str


def papers(number: int, seed: int = 7) -> list[Made]:
    """So many papers of about 1.3 KB, no two of one title."""
    chance = random.Random(seed)
    syllables = [first + vowel for first in "bcdfglmnprstv" for vowel in "aeiou"]
    vocabulary = [
        "".join(chance.choices(syllables, k=chance.randint(1, 3))) + chance.choice(_ENDINGS) for _ in range(20_000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    words = iter(chance.choices(vocabulary, weights, k=number * 190))
    made = []
    for place in range(number):
        title = " ".join(next(words).capitalize() for _ in range(8))
        sentences = [" ".join(next(words) for _ in range(16)).capitalize() + "." for _ in range(9)]
        made.append(Made(f"{title} {place}", "We study the problem. " + " ".join(sentences)))
    return made


def as_text(made: list[Made]) -> bytes:
    """A text digest of them."""
    blocks = (f"{paper.title}\n\n{paper.abstract}\n" for paper in made)
    return ("Daily Papers\n\n" + "\n".join(blocks)).encode()
