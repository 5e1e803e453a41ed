"""Finds the words of a vocabulary that are one slip away from another.

One slip is one letter put in, left out or taken for another, or two neighbours swapped. Two sketches of each
word, made when first asked for, throw out nearly all: which letters it has and which pairs of neighbours, each
as bits of a 64-bit number. A slip changes few bits of them; what is left is compared letter by letter.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from readinglist.query.near import one_slip
from readinglist.search.arrays import Array

_LETTERS: Final = 2
"""Bits of the first sketch that one slip changes at most: one letter goes, one comes."""
_PAIRS: Final = 6
"""The same of the second: a swap parts three pairs and makes three."""
_WIDE: Final = 3
"""Bytes by which one letter may be longer than another."""


class Near:
    """The words of a vocabulary: `terms` holds their UTF-8 bytes, `at` where each begins and the last ends."""

    def __init__(self, terms: Array, at: Array) -> None:
        self._terms = terms
        self._at = at.astype(np.int64)
        self._lengths = np.diff(self._at)
        self._letters = self._sketch(terms.astype(np.uint64), np.ones(len(terms), dtype=bool))
        behind = np.ones(len(terms), dtype=bool)
        behind[self._at[1:-1]] = False  # a word's first letter is no second of a pair
        if len(behind):
            behind[0] = False
        before = np.concatenate((terms[:1], terms[:-1])).astype(np.uint64)
        self._pairs = self._sketch(before * np.uint64(31) + terms, behind)
        plain = np.concatenate(([0], np.cumsum(terms > 127)))
        self._foreign = plain[self._at[1:]] > plain[self._at[:-1]]

    def _sketch(self, codes: Array, counted: Array) -> Array:
        if not len(codes):
            return np.zeros(len(self._lengths), dtype=np.uint64)
        bits = np.where(counted, np.uint64(1) << (codes % np.uint64(61)), np.uint64(0))
        sketch: Array = np.bitwise_or.reduceat(bits, self._at[:-1])
        return sketch

    def to(self, word: str) -> list[int]:
        """The numbers of the words at most one slip away, the word itself among them."""
        told = np.frombuffer(word.encode(), dtype=np.uint8)
        letters, pairs = _own_sketches(told)
        off = np.abs(self._lengths - len(told))
        if word.isascii():
            fitting = (off <= 1) & (np.bitwise_count(self._letters ^ letters) <= _LETTERS)
            fitting &= np.bitwise_count(self._pairs ^ pairs) <= _PAIRS
            fitting |= self._foreign & (off <= _WIDE)
        else:
            fitting = off <= _WIDE + 1
        numbers: list[int] = np.flatnonzero(fitting).tolist()
        return [number for number in numbers if one_slip(word, self._word(number))]

    def _word(self, number: int) -> str:
        return self._terms[self._at[number] : self._at[number + 1]].tobytes().decode("utf-8", "replace")


def _own_sketches(told: Array) -> tuple[Any, Any]:
    codes = told.astype(np.uint64)
    one = np.uint64(1)
    letters = np.bitwise_or.reduce(one << (codes % np.uint64(61)))
    pairs = np.bitwise_or.reduce(one << ((codes[:-1] * np.uint64(31) + codes[1:]) % np.uint64(61)))
    return letters, pairs
