"""Joins segments into one, in memory that does not grow with them: stretch of words by stretch of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import numpy as np

from readinglist.search.arrays import Array, ArrayWriter, smallest
from readinglist.search.broad import Broad, Terms
from readinglist.search.inverting import put_terms
from readinglist.search.leaf import Leaf

_STRETCH: Final = 500_000
"""Places looked at in one go."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment that goes into the new one."""

    leaf: Leaf
    renumbered: Array
    """The new number of each document; -1 for those that were deleted."""
    terms: Array
    """The new number of each of its words."""


def merge(leaves: Sequence[Leaf], out: ArrayWriter) -> int:
    """Write the documents that count of all segments as one; returns how many."""
    told = [leaf.terms() for leaf in leaves]
    spelled = sorted(set().union(*told))
    number = {word: place for place, word in enumerate(spelled)}
    parts: list[_Part] = []
    count = 0
    for leaf, words in zip(leaves, told, strict=True):
        live = np.ones(leaf.count, dtype=bool) if leaf.live is None else leaf.live
        renumbered = np.where(live, count + np.cumsum(live) - 1, -1)
        terms = np.fromiter(map(number.__getitem__, words), dtype=np.int64, count=leaf.term_count)
        parts.append(_Part(leaf, renumbered, terms))
        count += int(live.sum())
    del number, told
    out.put("papers", _joined(parts, [part.leaf.papers for part in parts]))
    vocabulary = put_terms(out, spelled)
    del spelled
    for field in leaves[0].fields:
        _Field(parts, field, vocabulary, count).write(out)
    out.tell(fields=leaves[0].fields)
    return count


def _joined(parts: Sequence[_Part], columns: Sequence[Array]) -> Array:
    return np.concatenate([column[part.renumbered >= 0] for part, column in zip(parts, columns, strict=True)])


class _Field:
    """One field of the new segment."""

    def __init__(self, parts: Sequence[_Part], field: str, vocabulary: Terms, count: int) -> None:
        self._parts = parts
        self._field = field
        self._vocabulary = vocabulary
        self._count = count
        self._held = [self._counted(part) for part in parts]
        """Of each segment, how many postings and places each word of the new one gets from it."""

    def write(self, out: ArrayWriter) -> None:
        """Write its arrays."""
        at, place_at = (_starts(np.sum(told, axis=0)) for told in zip(*self._held, strict=True))
        name = self._field
        out.put(f"{name}.at", at.astype(smallest(int(at[-1]))))
        out.put(f"{name}.place_at", place_at.astype(smallest(int(place_at[-1]))))
        arrays = [part.leaf.arrays for part in self._parts]
        out.put(f"{name}.lengths", _joined(self._parts, [told[f"{name}.lengths"] for told in arrays]))
        out.reserve(f"{name}.docs", smallest(self._count), int(at[-1]))
        for kind, size in (("freqs", at[-1]), ("places", place_at[-1])):
            dtype = max((told[f"{name}.{kind}"].dtype for told in arrays), key=attrgetter("itemsize"))
            out.reserve(f"{name}.{kind}", dtype, int(size))
        wide = Broad(self._vocabulary, at, self._count)
        for first, after in _stretches(place_at):
            wide.add(first, after, self._stretch(out, first, after))
            for part in self._parts:
                part.leaf.arrays.forget()
        wide.write(out, name)

    def _stretch(self, out: ArrayWriter, first: int, after: int) -> Array:
        """Write the postings of some words; returns their documents."""
        moved = [self._moved(part, first, after) for part in self._parts]
        terms = np.concatenate([told for told, _, _, _ in moved])
        order = np.argsort(terms, kind="stable")  # segments stand in the order of their documents
        docs = np.concatenate([told for _, told, _, _ in moved])[order]
        freqs = np.concatenate([told for _, _, told, _ in moved])
        out.add(f"{self._field}.docs", docs)
        out.add(f"{self._field}.freqs", freqs[order])
        places = np.concatenate([told for _, _, _, told in moved])
        begins = np.cumsum(freqs, dtype=np.int64) - freqs
        out.add(f"{self._field}.places", places[runs(begins[order], freqs[order])])
        return docs

    def _moved(self, part: _Part, first: int, after: int) -> tuple[Array, Array, Array, Array]:
        """A segment's postings of some words of the new one: word, document, frequency, and the places."""
        leaf, name = part.leaf, self._field
        low, high = (int(np.searchsorted(part.terms, number)) for number in (first, after))
        told, freqs = leaf.postings(name, low, high)
        at = leaf.arrays[f"{name}.at"][low : high + 1].astype(np.int64)
        terms = np.repeat(part.terms[low:high], np.diff(at))
        docs = part.renumbered[told]
        freqs = freqs.astype(np.int64)
        places = leaf.places(name, low, high)
        if leaf.live is not None:
            kept = docs >= 0
            places = places[np.repeat(kept, freqs)]
            terms, docs, freqs = terms[kept], docs[kept], freqs[kept]
        return terms, docs, freqs, places

    def _counted(self, part: _Part) -> tuple[Array, Array]:
        leaf, name = part.leaf, self._field
        postings = np.diff(leaf.arrays[f"{name}.at"].astype(np.int64))
        places = np.diff(leaf.arrays[f"{name}.place_at"].astype(np.int64))
        if leaf.live is not None:
            postings, places = self._counted_live(leaf, leaf.live)
        whole = np.zeros((2, len(self._vocabulary.at) - 1), dtype=np.int64)
        whole[0, part.terms], whole[1, part.terms] = postings, places
        return whole[0], whole[1]

    def _counted_live(self, leaf: Leaf, live: Array) -> tuple[Array, Array]:
        postings = np.zeros(leaf.term_count, dtype=np.int64)
        places = np.zeros(leaf.term_count, dtype=np.int64)
        at = leaf.arrays[f"{self._field}.at"].astype(np.int64)
        for first, after in _stretches(at):
            docs, freqs = leaf.postings(self._field, first, after)
            kept = live[docs]
            sums = np.concatenate(([0], np.cumsum(kept)))
            told = np.concatenate(([0], np.cumsum(kept * freqs, dtype=np.int64)))
            steps = at[first : after + 1] - at[first]
            postings[first:after] = np.diff(sums[steps])
            places[first:after] = np.diff(told[steps])
        return postings, places


def runs(begins: Array, lengths: Array) -> Array:
    """begin, begin + 1, … for each run, one run after another."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: Array = np.repeat(begins - (ends - lengths), lengths) + np.arange(total)
    return found


def _starts(counts: Array) -> Array:
    return np.concatenate(([0], np.cumsum(counts)))


def _stretches(at: Array) -> Iterator[tuple[int, int]]:
    """Words parted into stretches of about so many places."""
    first = 0
    while first < len(at) - 1:
        after = int(np.searchsorted(at, at[first] + _STRETCH, side="right")) - 1
        after = min(max(after, first + 1), len(at) - 1)
        yield first, after
        first = after
