"""Sets of documents of one segment, with scores, and the joining of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from readinglist.search.arrays import Array

FEW: Final = 16
"""So many times fewer documents are looked up one by one rather than through a map of all."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Documents of one segment, in order, with their scores."""

    docs: Array
    scores: Array

    def where(self, kept: Array) -> Hits:
        """Those for which a bool is true."""
        at = np.flatnonzero(kept)  # three times as fast as a bool for an index
        return Hits(self.docs.take(at), self.scores.take(at))


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of all documents of one segment, 0 for those that are not found: for what most of them have."""

    scores: Array


NONE: Final = Hits(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32))


class Within:
    """The documents that are still in question."""

    def __init__(self, docs: Array, count: int) -> None:
        self.docs = docs
        self._count = count
        self._map: Array | None = None

    @property
    def map(self) -> Array:
        """The same as a bool for each document."""
        if self._map is None:
            self._map = np.zeros(self._count, dtype=bool)
            self._map[self.docs] = True
        return self._map

    def keeps(self, docs: Array) -> Array:
        """Which of these documents (in order, each once) are in question, as indexes into them."""
        if len(self.docs) * FEW < len(docs):
            wanted = self.docs.astype(docs.dtype)
            at = np.searchsorted(docs, wanted)
            at = at[at < len(docs)]
            found: Array = at[docs[at] == wanted[: len(at)]]
            return found
        return np.flatnonzero(self.map.take(docs))


def distinct(numbers: Array) -> Array:
    """The numbers in order, each once. By a sort: numpy's own `unique` hashes, ten times as slow."""
    ordered = np.sort(numbers)
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered.take(np.flatnonzero(fresh))


def without(hits: Hits, docs: Array, count: int) -> Hits:
    """Those that are not among `docs`; the segment has `count` documents."""
    if not len(docs):
        return hits
    gone = np.zeros(count, dtype=bool)
    gone[docs] = True
    return hits.where(~gone.take(hits.docs))


def raised(found: Sequence[Hits | Spread], by: float, scratch: Array) -> Hits | Spread:
    """The sum of all, every document's score higher by so much. `scratch` as for `summed`."""
    if any(isinstance(each, Spread) for each in found):
        total = _total(found)
        np.add(total, np.float32(by), out=total, where=total != 0)
        return Spread(total)
    whole = summed(found, scratch)
    return Hits(whole.docs, whole.scores + np.float32(by))


def summed(found: Sequence[Hits | Spread], scratch: Array) -> Hits:
    """The documents of any, with all scores added. `scratch`: a zero for each document, and again after."""
    told = [each for each in found if isinstance(each, Hits) and len(each.docs)]
    if any(isinstance(each, Spread) for each in found):
        total = _total(found)
        docs = np.flatnonzero(total != 0)  # of floats alone it takes ten times as long
        if not all(hits.scores.all() for hits in told):
            docs = distinct(np.concatenate([docs, *(hits.docs for hits in told)]))
        return Hits(docs, total.take(docs))
    if len(told) < 2:
        return told[0] if told else NONE
    for hits in told:
        np.add.at(scratch, hits.docs, hits.scores)
    if sum(len(hits.docs) for hits in told) * FEW < len(scratch) or not all(hits.scores.all() for hits in told):
        docs = distinct(np.concatenate([hits.docs for hits in told]))
    else:
        docs = np.flatnonzero(scratch != 0)
    scores = scratch.take(docs)
    scratch[docs] = 0
    return Hits(docs, scores)


def _total(found: Sequence[Hits | Spread]) -> Array:
    """The scores of all documents added; the first of what is spread holds them after."""
    first, *rest = (each.scores for each in found if isinstance(each, Spread))
    for scores in rest:
        first += scores
    for each in found:
        if isinstance(each, Hits):
            np.add.at(first, each.docs, each.scores)
    return first


def shared(one: Hits, other: Hits, scratch: Array) -> Hits:
    """`other`, all of whose documents are in `one`, with the scores of both."""
    scratch[one.docs] = one.scores
    scores = other.scores + scratch.take(other.docs)
    scratch[one.docs] = 0
    return Hits(other.docs, scores)
