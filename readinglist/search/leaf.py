"""One segment of the index, open: its vocabulary, and the postings of every word as slices of arrays.

    papers            the paper of each document
    terms, term_at    the words of all fields in byte order, one after another; where each begins
    F.at              where a word's postings begin in F.docs and F.freqs; F.place_at the same in F.places
    F.docs, F.freqs   a posting: document, how often the word stands in it
    F.places          the word's places in that document, counted in words from 0
    F.lengths         the words of each document's field, as Whoosh's one-byte lengths
    F.broad           bits: the documents that hold any word of a broad beginning (see `broad`)

Words are laid out in order, so those with one beginning are one slice.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.util.numeric import byte_to_length

from readinglist.search.arrays import Array, ArrayFile
from readinglist.search.near import Near

_STRIDE: Final = 16
"""Every so many words one is kept at hand to begin looking from."""
_AFTER: Final = b"\xff"
"""Sorts behind every letter of UTF-8."""
GAP: Final = 64
"""Places between two documents laid end to end."""
_LARGEST_TABLE: Final = 2**28
"""Bytes."""
LENGTHS: Final = np.array([byte_to_length(code) for code in range(256)], dtype=np.float32)
"""What Whoosh's one-byte lengths stand for."""


class Leaf:
    """A segment, open for reading. `deleted`: documents that count no more."""

    def __init__(self, path: Path, deleted: Iterable[int] = ()) -> None:
        """Open a segment's file. Raises ArrayFileError where it is damaged, and OSError."""
        self.arrays = ArrayFile(path)
        self.papers = self.arrays["papers"]
        self.count = len(self.papers)
        self.fields: list[str] = self.arrays.facts["fields"]
        self._terms = memoryview(self.arrays["terms"].data)
        self._term_at = memoryview(self.arrays["term_at"].data)
        self.term_count = len(self._term_at) - 1
        self._starts: dict[str, Array] = {}
        self._tables: dict[str, Array | None] = {}
        self.live: Array | None = None
        self.delete(deleted)

    def delete(self, documents: Iterable[int]) -> None:
        """Have these documents count no more, and all others count."""
        gone = np.fromiter(documents, dtype=np.intp)
        self.live = None
        if len(gone):
            self.live = np.ones(self.count, dtype=bool)
            self.live[gone] = False

    # ---- vocabulary

    @cached_property
    def _sample(self) -> list[bytes]:
        return [self.term(number) for number in range(0, self.term_count, _STRIDE)]

    def term(self, number: int) -> bytes:
        """A word by its number."""
        return bytes(self._terms[self._term_at[number] : self._term_at[number + 1]])

    def terms(self, first: int = 0) -> list[bytes]:
        """The words from number `first` on, in order."""
        places = self._term_at[first:].tolist()
        told = bytes(self._terms[places[0] :])
        return [told[begin - places[0] : end - places[0]] for begin, end in itertools.pairwise(places)]

    def place(self, word: bytes) -> int:
        """The number of the first word that is not before this one."""
        stretch = bisect_right(self._sample, word)
        first, after = max(stretch - 1, 0) * _STRIDE, min(stretch * _STRIDE, self.term_count)
        return first + bisect_left(range(after - first), word, key=lambda step: self.term(first + step))

    def find(self, word: bytes) -> int | None:
        """The number of a word."""
        number = self.place(word)
        return number if number < self.term_count and self.term(number) == word else None

    def beginning(self, letters: bytes) -> tuple[int, int]:
        """The words that begin so: the number of the first, and the one after the last."""
        return self.place(letters), self.place(letters + _AFTER)

    @cached_property
    def near(self) -> Near:
        """Finds words that are one slip away."""
        return Near(self.arrays["terms"], self.arrays["term_at"])

    # ---- postings

    def slice(self, field: str, first: int, after: int) -> tuple[int, int]:
        """Where the postings of some words lie."""
        at = self.arrays[f"{field}.at"]
        return int(at[first]), int(at[after])

    def frequency(self, field: str, first: int, after: int) -> int:
        """How many postings some words have."""
        begin, end = self.slice(field, first, after)
        return end - begin

    def frequencies(self, field: str, first: int, after: int) -> Array:
        """How many postings each of some words has."""
        counts: Array = np.diff(self.arrays[f"{field}.at"][first : after + 1].astype(np.int64))
        return counts

    def postings(self, field: str, first: int, after: int) -> tuple[Array, Array]:
        """The postings of some words: documents, and how often the word stands in each."""
        begin, end = self.slice(field, first, after)
        return self.arrays[f"{field}.docs"][begin:end], self.arrays[f"{field}.freqs"][begin:end]

    def places(self, field: str, first: int, after: int) -> Array:
        """The places of some words, posting after posting."""
        at = self.arrays[f"{field}.place_at"]
        return self.arrays[f"{field}.places"][int(at[first]) : int(at[after])]

    def broad(self, field: str, first: int, after: int) -> Array | None:
        """Which documents hold any of these words (bool), where that was worked out beforehand."""
        row = self._broad.get((field, first, after))
        if row is None:
            return None
        width = -(-self.count // 8)
        bits = self.arrays[f"{field}.broad"][row * width : (row + 1) * width]
        return np.unpackbits(bits, count=self.count).view(bool)

    @cached_property
    def _broad(self) -> dict[tuple[str, int, int], int]:
        rows: dict[tuple[str, int, int], int] = {}
        for field in self.fields:
            ranges: Any = self.arrays[f"{field}.broad_of"].reshape(-1, 2).tolist()
            rows.update({(field, first, after): row for row, (first, after) in enumerate(ranges)})
        return rows

    def total(self, field: str) -> int:
        """The words of all documents, those deleted since among them."""
        return len(self.arrays[f"{field}.places"])

    def lengths(self, field: str) -> Array:
        """The words of each document's field, as Whoosh keeps lengths: in one byte, so some are rounded."""
        return LENGTHS[self.arrays[f"{field}.lengths"]]

    def starts(self, field: str) -> Array:
        """Where each document begins when the field's texts are laid end to end, `GAP` places apart at
        least."""
        if field not in self._starts:
            codes = self.arrays[f"{field}.lengths"]
            room = LENGTHS.take(codes).astype(np.int64)  # a length is only ever rounded up …
            room[codes == len(LENGTHS) - 1] = self.total(field)  # … but the longest are not told apart
            self._starts[field] = np.cumsum(room + GAP) - room
        return self._starts[field]

    def table(self, field: str) -> Array | None:
        """A False for every place there, put back by whoever writes into it; None where it would be too large."""
        if field not in self._tables:
            size = int(self.starts(field)[-1]) + self.total(field)
            self._tables[field] = np.zeros(size, dtype=bool) if size <= _LARGEST_TABLE else None
        return self._tables[field]

    def close(self) -> None:
        """Let go of the file."""
        self.arrays.close()
