"""Whoosh's statistics over all segments: how rare a word is, how long a document's field, and so the scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from readinglist.search.analysis import FIELDS
from readinglist.search.arrays import Array
from readinglist.search.hits import Hits
from readinglist.search.leaf import Leaf

TITLE_BOOST: Final = 2.0
"""A word in the title says more than one in the abstract."""
_K1: Final = 1.2
_B: Final = 0.75
"""The constants of Whoosh's BM25F."""


class Statistics:
    """Of the segments of one generation of the index."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = leaves
        self.count = sum(leaf.count for leaf in leaves)
        """Documents, deleted ones among them: Whoosh counts those, too."""
        self._averages = {
            field: (sum(leaf.total(field) for leaf in leaves) / self.count if self.count else 0.0) or 1.0
            for field in FIELDS
        }
        self._norms: dict[tuple[int, str], Array] = {}
        self._scratch: dict[int, Array] = {}
        self._frequencies: dict[tuple[str, str], int] = {}

    def frequency(self, field: str, word: str) -> int:
        """In how many documents' field a word stands."""
        key = (field, word)
        if key not in self._frequencies:
            if len(self._frequencies) > _REMEMBERED:
                self._frequencies.clear()
            spelled = word.encode()
            numbers = [(leaf, leaf.find(spelled)) for leaf in self.leaves]
            for name in FIELDS:
                self._frequencies[name, word] = sum(
                    leaf.frequency(name, number, number + 1) for leaf, number in numbers if number is not None
                )
        return self._frequencies[key]

    def postings(self, field: str, letters: str) -> int:
        """How many postings the words have that begin so."""
        spelled = letters.encode()
        return sum(leaf.frequency(field, *leaf.beginning(spelled)) for leaf in self.leaves)

    def idf(self, frequency: int) -> float:
        """The inverse document frequency: log(N / (n + 1)) + 1."""
        return math.log(self.count / (min(frequency, self.count) + 1)) + 1

    def weight(self, field: str, frequency: int) -> float:
        """What a word so frequent counts in a field."""
        return self.idf(frequency) * (TITLE_BOOST if field == "title" else 1.0)

    def scored(self, number: int, field: str, postings: tuple[Array, Array], weight: float) -> Hits:
        """BM25 of postings (documents and how often each) of one segment: weight f (K1 + 1) / (f + K1 ((1 - B) +
        B length / average))."""
        docs = postings[0].astype(np.intp)
        times = postings[1].astype(np.float32)
        scores = self._norm(number, field).take(docs)
        scores += times
        np.divide(times, scores, out=scores)
        scores *= np.float32(weight * (_K1 + 1))
        return Hits(docs, scores)

    def spread(self, number: int, field: str, times: Array, weight: float) -> Array:
        """The same for all documents of a segment at once: how often each has the word (float32, 0 for never)."""
        scores = self._norm(number, field) + times
        np.divide(times, scores, out=scores)
        scores *= np.float32(weight * (_K1 + 1))
        return scores

    def scratch(self, number: int) -> Array:
        """A zero for each document of a segment; whoever writes into it puts the zeros back."""
        if number not in self._scratch:
            self._scratch[number] = np.zeros(self.leaves[number].count, dtype=np.float32)
        return self._scratch[number]

    def _norm(self, number: int, field: str) -> Array:
        key = (number, field)
        if key not in self._norms:
            lengths = self.leaves[number].lengths(field)
            self._norms[key] = np.float32(_K1 * (1 - _B)) + lengths * np.float32(_K1 * _B / self._averages[field])
        return self._norms[key]


_REMEMBERED: Final = 10_000
"""Words whose frequency is remembered."""
