"""Finds where words stand one after another: documents and places as one number each, intersected as arrays."""

from __future__ import annotations

from typing import Final

import numpy as np

from readinglist.query.ast import Phrase
from readinglist.search.arrays import Array
from readinglist.search.hits import NONE, Hits, Within, distinct
from readinglist.search.leaf import GAP, Leaf
from readinglist.search.merging import runs
from readinglist.search.statistics import Statistics

_MOST_OF: Final = 2
"""Where more than half of a word's documents are in question it is faster to look at all of them."""
_MANY: Final = 20_000
"""Places from which on a table of all places is faster than a search in order."""


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
        if not len(standing) or not len(there):
            return NONE
        standing = there.take(np.flatnonzero(_reached(leaf, field, standing, there, node.slop)))
    ended = np.searchsorted(leaf.starts(field), standing, side="right") - 1
    docs = distinct(ended)
    times = np.diff(np.searchsorted(ended, docs), append=len(ended))
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
        within = Within(docs.astype(np.intp) if single else distinct(docs).astype(np.intp), leaf.count)
    return within if told else None


def _standing(leaf: Leaf, field: str, told: tuple[int, int], within: Within) -> Array:
    """Where some words stand in the documents in question, in order, as places in all documents laid end to
    end."""
    docs, freqs = leaf.postings(field, *told)
    places = leaf.places(field, *told)
    several = told[1] - told[0] > 1
    kept = np.flatnonzero(within.map.take(docs)) if several else within.keeps(docs)
    if len(kept) * _MOST_OF < len(docs):
        begins = np.cumsum(freqs, dtype=np.int64)
        begins -= freqs
        docs, freqs = docs.take(kept), freqs.take(kept)
        places = places.take(runs(begins.take(kept), freqs.astype(np.int64)))
    keys: Array = np.repeat(leaf.starts(field).take(docs), freqs)
    np.add(keys, places, out=keys, casting="unsafe")
    if several:
        keys.sort()
    return keys


def _reached(leaf: Leaf, field: str, standing: Array, there: Array, slop: int) -> Array:
    """For each of the places `there` whether one of `standing` is before it, `slop` places at most."""
    few = min(len(standing), len(there)) < _MANY or slop > GAP // 8
    table = None if few else leaf.table(field)
    if table is None:
        before = np.searchsorted(standing, there) - 1
        distance = there - standing.take(np.maximum(before, 0))
        near: Array = (before >= 0) & (distance <= slop)
        if slop >= GAP:
            starts = leaf.starts(field)
            near &= np.searchsorted(starts, there, "right") == np.searchsorted(starts, there - distance, "right")
        return near
    table[standing] = True
    found = table.take(there - 1)
    for step in range(2, slop + 1):
        found |= table.take(there - step)
    table[standing] = False
    return found
