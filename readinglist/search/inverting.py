"""Turns documents into a segment: gathers their words as numbers, and inverts them with one sort a field."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

import numpy as np

from readinglist.search.arrays import Array, ArrayWriter, narrow
from readinglist.search.broad import Broad, Terms
from readinglist.search.leaf import LENGTHS
from readinglist.text.fold import words

_MOST: Final = 2**32
"""Words of one field in one commit; a key of the sort has 32 bits for them and 32 for the vocabulary."""


class Gathered:
    """The documents of one commit: a number for every word of theirs, in the order they stand."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.papers = array("q")
        self.tokens = 0
        """Words so far, in all fields."""
        self._numbers = defaultdict[str, int](itertools.count().__next__)
        self._streams = {field: array("I") for field in fields}
        self._lengths = {field: array("I") for field in fields}

    def add(self, paper: int, texts: Sequence[str]) -> None:
        """Take in a document, field by field."""
        self.papers.append(paper)
        for (field, stream), text in zip(self._streams.items(), texts, strict=True):
            found = words(text) if text else []
            if len(found) > 1:
                stream.extend(itemgetter(*found)(self._numbers))
            elif found:
                stream.append(self._numbers[found[0]])
            self._lengths[field].append(len(found))
            self.tokens += len(found)

    def write(self, out: ArrayWriter) -> None:
        """Write them as a segment. Raises OverflowError for more words than a commit may have."""
        ordered = sorted(self._numbers)  # by code points, which is the order of UTF-8, too
        spelled = [word.encode() for word in ordered]
        rank = np.empty(len(ordered), dtype=np.uint64)
        rank[list(map(self._numbers.__getitem__, ordered))] = np.arange(len(ordered), dtype=np.uint64)
        out.put("papers", np.array(self.papers, dtype=np.int64))
        terms = put_terms(out, spelled)
        for field, stream in self._streams.items():
            lengths = np.array(self._lengths[field], dtype=np.int64)
            _put_field(out, field, rank[np.frombuffer(stream, dtype=np.uint32)], lengths, terms)
        out.tell(fields=list(self._streams))


def put_terms(out: ArrayWriter, spelled: Sequence[bytes]) -> Terms:
    """Write a vocabulary, in order."""
    at = np.fromiter(itertools.accumulate(map(len, spelled), initial=0), dtype=np.uint32, count=len(spelled) + 1)
    terms = Terms(np.frombuffer(b"".join(spelled), dtype=np.uint8), at)
    out.put("terms", terms.blob)
    out.put("term_at", at)
    return terms


def rounded(lengths: Array) -> Array:
    """Lengths as Whoosh's one-byte codes (its `length_to_byte`)."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), len(LENGTHS) - 1).astype(np.uint8)


def _put_field(out: ArrayWriter, field: str, terms: Array, lengths: Array, vocabulary: Terms) -> None:
    """Invert one field: from words by document to documents by word. `terms`: the rank of each word, in the
    order of the documents, whose `lengths` are given."""
    number = len(vocabulary.at) - 1
    if len(terms) >= _MOST or number >= _MOST:
        raise OverflowError(f"{field} has {len(terms):,} words in one commit")
    keys = terms << np.uint64(32) | np.arange(len(terms), dtype=np.uint64)
    keys.sort()
    order = (keys & np.uint64(_MOST - 1)).astype(np.int64)
    keys >>= np.uint64(32)
    docs = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[order]
    begins = np.cumsum(lengths) - lengths
    out.put(f"{field}.places", narrow(order - begins[docs]))
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    first = np.flatnonzero(fresh)
    out.put(f"{field}.docs", narrow(docs[first], len(lengths)))
    out.put(f"{field}.freqs", narrow(np.diff(np.append(first, len(keys)))))
    steps = np.arange(number + 1, dtype=np.uint64)
    out.put(f"{field}.place_at", narrow(np.searchsorted(keys, steps)))
    at = np.searchsorted(keys[first], steps)
    out.put(f"{field}.at", narrow(at))
    out.put(f"{field}.lengths", rounded(lengths))
    wide = Broad(vocabulary, at, len(lengths))
    wide.add(0, number, docs[first])
    wide.write(out, field)
