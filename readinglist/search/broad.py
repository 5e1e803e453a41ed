"""Works out beforehand which documents hold any word of a broad beginning, so that its first letters cost nothing.

Broad is a beginning of up to five bytes whose words have more than half as many postings as there are documents:
a slice so long says of a document little more than that it is in it. A bit for each document takes less room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from readinglist.search.arrays import Array, ArrayWriter

_LETTERS: Final = 5
_FROM: Final = 4096
"""Documents from which on a segment is large enough for it to matter."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary in order, one word after another, and where each begins and the last ends."""

    blob: Array
    at: Array

    def beginnings(self, letters: int) -> Array:
        """The numbers of the words before which the first so many bytes change, 0 and the
        number of words among them."""
        first = self.at[:-1].astype(np.int64)
        codes = np.zeros(len(first), dtype=np.uint64)
        for step in range(letters):
            there = np.minimum(first + step, len(self.blob) - 1)
            codes = codes << np.uint64(8) | np.where(first + step < self.at[1:], self.blob[there], 0)
        changes = np.flatnonzero(codes[1:] != codes[:-1]) + 1
        return np.concatenate(([0], changes, [len(first)]))


class Broad:
    """The broad beginnings of one field of a segment: `at` tells where each word's postings begin."""

    def __init__(self, vocabulary: Terms, at: Array, count: int) -> None:
        self._at = at.astype(np.int64)
        self._count = count
        self._ranges: list[tuple[int, int]] = []
        for letters in range(1, _LETTERS + 1) if count >= _FROM else ():
            begins = vocabulary.beginnings(letters)
            many = np.flatnonzero(2 * np.diff(self._at[begins]) > count)
            self._ranges += zip(begins[many].tolist(), begins[many + 1].tolist(), strict=True)
        self._held: dict[tuple[int, int], Array] = {}
        self._rows: dict[tuple[int, int], Array] = {}

    def add(self, first: int, after: int, docs: Array) -> None:
        """Take in the documents of the words from `first` to before `after`; stretch by stretch, in order."""
        for begin, end in self._ranges:
            if begin >= after or end <= first:
                continue
            held = self._held.setdefault((begin, end), np.zeros(self._count, dtype=bool))
            low, high = self._at[max(begin, first)], self._at[min(end, after)]
            held[docs[low - self._at[first] : high - self._at[first]]] = True
            if end <= after:
                self._rows[begin, end] = np.packbits(self._held.pop((begin, end)))

    def write(self, out: ArrayWriter, field: str) -> None:
        """Write the sets, and whose they are."""
        rows = list(self._rows.values())
        out.put(f"{field}.broad", np.concatenate(rows) if rows else np.zeros(0, dtype=np.uint8))
        out.put(f"{field}.broad_of", np.array(list(self._rows), dtype=np.uint32).reshape(-1))
