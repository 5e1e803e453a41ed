"""Made digests: any number of different papers with words spread as in language, the same every time."""

from __future__ import annotations

import json
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
