"""Finds where words stand one after another: documents and places as one number each, intersected as arrays."""

from __future__ import annotations

from typing import Final

import numpy as np

from readinglist.query.ast import Phrase
from readinglist.search.arrays import Array
from readinglist.search.hits import NONE, Hits, Within
from readinglist.search.leaf import Leaf
from readinglist.search.merging import runs
from readinglist.search.statistics import Statistics

_PLACE_BITS: Final = np.int64(32)


def hits(statistics: Statistics, number: int, node: Phrase, field: str, within: Within | None) -> Hits:
    """The documents of a segment in whose field a phrase stands, of those in question (None: all)."""
    leaf = statistics.leaves[number]
    told = ranges(leaf, node)
    asked = _having_all(leaf, field, told, within)
    if asked is None:
        return NONE
    standing = _standing(leaf, field, told[0], asked)
    for step in told[1:]:
        there = _standing(leaf, field, step, asked)
        if not len(standing):
            return NONE
        before = np.searchsorted(standing, there) - 1
        reached = (before >= 0) & (there - standing[np.maximum(before, 0)] <= node.slop)
        standing = there[reached]
    docs, times = np.unique(standing >> _PLACE_BITS, return_counts=True)
    whole = node.words[:-1] if node.typed else node.words
    weight = sum(statistics.weight(field, statistics.frequency(field, word)) for word in whole)
    if node.typed:
        weight += statistics.weight(field, statistics.postings(field, node.words[-1]))
    return statistics.scored(number, field, (docs, times), weight)


def ranges(leaf: Leaf, node: Phrase) -> list[tuple[int, int]]:
    """The numbers of each of its words, from the first to before the second; none where one is missing."""
    found: list[tuple[int, int]] = []
    for place, word in enumerate(node.words):
        if node.typed and place == len(node.words) - 1:
            found.append(leaf.beginning(word.encode()))
        elif (number := leaf.find(word.encode())) is not None:
            found.append((number, number + 1))
        else:
            return []
    return found


def _having_all(leaf: Leaf, field: str, told: list[tuple[int, int]], within: Within | None) -> Within | None:
    """The documents that have all the words, wherever they stand; None for none."""
    for step in sorted(told, key=lambda step: leaf.frequency(field, *step)):
        docs, _freqs = leaf.postings(field, *step)
        single = step[1] - step[0] == 1
        if within is not None:
            docs = docs[within.keeps(docs) if single else np.flatnonzero(within.map.take(docs))]
        if not len(docs):
            return None
        within = Within(docs.astype(np.intp) if single else np.unique(docs).astype(np.intp), leaf.count)
    return within if told else None


def _standing(leaf: Leaf, field: str, told: tuple[int, int], within: Within) -> Array:
    """Where some words stand in the documents in question: document and place as one number, in order."""
    docs, freqs = leaf.postings(field, *told)
    several = told[1] - told[0] > 1
    kept = np.flatnonzero(within.map.take(docs)) if several else within.keeps(docs)
    begins = np.cumsum(freqs, dtype=np.int64)
    begins -= freqs
    times = freqs[kept].astype(np.int64)
    places = leaf.places(field, *told)[runs(begins[kept], times)].astype(np.int64)
    keys: Array = np.repeat(docs[kept].astype(np.int64) << _PLACE_BITS, times) | places
    if several:
        keys.sort()
    return keys
