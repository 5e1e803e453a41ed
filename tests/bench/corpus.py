"""Made digests: any number of different papers with words spread as in language, the same every time."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readinglist.search.index import Words

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


def as_jsonl(made: list[Made], first: int) -> bytes:
    """One JSON object a line, with an arXiv id and two authors; `first` is the number of the first paper."""
    lines = (
        json.dumps(
            {
                "id": identifier(first + at),
                "title": paper.title,
                "abstract": paper.abstract,
                "authors": ["Ada Lovelace", "Charles Babbage"],
                "published": "2024-09-03",
                "categories": ["cs.LG"],
            }
        )
        for at, paper in enumerate(made)
    )
    return ("\n".join(lines) + "\n").encode()


def as_mailing(made: list[Made]) -> bytes:
    """A mailing as arXiv sends it."""
    records = (
        f"\\\\\narXiv:{identifier(at)}\nDate: Wed, 1 Mar 2023 19:00:02 GMT   (31kb,D)\n\nTitle: {paper.title}\n"
        f"Authors: Ada Lovelace, Charles Babbage\nCategories: cs.LG\n\\\\\n  {paper.abstract}\n"
        f"\\\\ ( https://arxiv.org/abs/{identifier(at)} ,  31kb)\n{'-' * 78}\n"
        for at, paper in enumerate(made)
    )
    return (
        f"Send any comments regarding submissions directly to submitter.\n{'-' * 78}\n" + "".join(records)
    ).encode()


def identifier(number: int) -> str:
    """The arXiv id of the n-th made paper."""
    return f"{20 + number // 600_000:02}{1 + number // 50_000 % 12:02}.{number % 50_000:05}"


_TYPES = 400_000
"""Different words language is made of here: 10,000 papers come to use about 50,000 of them, 100,000 about
150,000."""
_COMMON, _TAIL = 3000, 1.9
"""Up to that rank a word's frequency falls with the rank, beyond it with this power, as in language."""
_SOUNDS = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "io")
_ONSETS = (*"bcdfghlmnprstvw", "st", "tr", "pr", "ch", "sh", "cl", "br", "gr", "pl", "qu", *"kjz")
_CLOSES = ("", "", "", "n", "r", "s", "t", "l", "m", "ng", "tion", "ment", "ity", "al", "ic")


def vocabulary(seed: int = 11) -> list[str]:
    """Different words, the common ones first and short."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < _TYPES:
        syllables = 1 + min(3, len(found) // 400) * chance.random()
        parts = [chance.choice(_ONSETS) + chance.choice(_SOUNDS) for _ in range(round(syllables))]
        found["".join(parts) + chance.choice(_CLOSES)] = None
    return list(found)


def zipf(number: int, seed: int = 13) -> list[Made]:
    """So many papers of about 1.4 KB whose words are spread by Zipf's law, with a long tail of rare ones."""
    known = vocabulary()
    chance = random.Random(seed)
    weights = [1 / (rank + 2.7) for rank in range(len(known))]
    for rank in range(_COMMON, len(known)):
        weights[rank] = weights[_COMMON] * ((_COMMON + 2.7) / (rank + 2.7)) ** _TAIL
    sums = list(itertools.accumulate(weights))
    made = []
    for _ in range(number):
        length = chance.randint(140, 270)
        drawn = chance.choices(known, cum_weights=sums, k=length + 10)
        made.append(Made(" ".join(drawn[:10]), " ".join(drawn[10:])))
    return made


def as_words(made: Iterable[Made], first: int = 1) -> Iterator[Words]:
    """What an index is told of them: number, title, abstract, two authors, no note."""
    for paper, one in enumerate(made, first):
        told = one.abstract.split()
        yield paper, one.title, one.abstract, f"{told[0]} {told[1]} ; {told[-2]} {told[-1]}", ""
