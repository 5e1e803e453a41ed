"""Every paper's marks and place as arrays by its number, so that marks meet words in a few vector operations.

Brought up to date by the library's own number: what a verdict changed is one row, what an import changed is
read anew. A set of papers is a bool for each number; what SQL answers becomes one and is kept until anything
is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from readinglist.library import columns, holding
from readinglist.query import ast

if TYPE_CHECKING:
    from readinglist.library import Library

Mask = NDArray[np.bool_]
Ids = NDArray[np.int64]
_MARKS = np.dtype([("paper", np.int64), ("state", np.uint8), ("starred", np.bool_), ("opened", np.bool_)])
_NOBODY = 2**32 - 1
"""The rank of what is in no list."""


class Shelf:
    """The papers of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seq = -1
        self._places: columns.Places = ()
        self._masks: dict[ast.Node, Mask] = {}
        self._orders: dict[str, Ids] = {}
        self.there: Mask = np.zeros(1, dtype=bool)
        """The papers that are not hidden."""
        self.newest: Ids = np.zeros(0, dtype=np.int64)
        """They in the order of the list."""
        self._marks: NDArray[Any] = np.zeros(1, dtype=_MARKS)

    @property
    def size(self) -> int:
        """One more than the highest number of a paper."""
        return len(self.there)

    def refresh(self) -> None:
        """Take in what was written since."""
        seq = self._library.seq()
        if seq == self._seq:
            return
        places = columns.places(self._library)
        if places != self._places:
            self._load(places[0] or 0)
            self._places, self._seq = places, -1
            self._orders.clear()
        rows = np.fromiter(columns.marks_since(self._library, self._seq), dtype=_MARKS)
        rows = rows[rows["paper"] < self.size]
        self._marks[rows["paper"]] = rows
        self._masks.clear()
        self._orders.pop("seen", None)
        self._orders.pop("digest", None)
        self._seq = seq

    def none(self) -> Mask:
        """A set without papers."""
        return np.zeros(self.size, dtype=bool)

    def of(self, papers: Ids) -> Mask:
        """These papers as a set; those not there are left out."""
        if len(papers) and (papers.min() < 0 or papers.max() >= self.size):
            papers = papers[(papers >= 0) & (papers < self.size)]
        found = self.none()
        found[papers] = True
        found &= self.there
        return found

    def holding(self, node: ast.Node, now: datetime) -> Mask:
        """The papers of which a leaf of the language without words holds. Raises TypeError for words."""
        if node in self._masks:
            return self._masks[node]
        found = self._found(node, now)
        if not isinstance(node, ast.Added | ast.Moved):  # what is younger than a day changes by itself
            self._masks[node] = found
        return found

    def ordered(self, found: Mask, sort: str, digest: int | None = None) -> Ids:
        """The papers of a set in an order (any `Sort` but relevance); in a digest's own, for `newest`."""
        if digest is not None and sort == "newest":
            ranked = self._once(columns.by_digest(self._library, digest))
        elif sort in ("newest", "oldest"):
            ranked = self.newest
        else:
            if sort not in self._orders:
                self._orders[sort] = _ORDERS[sort](self)
            ranked = self._orders[sort]
        chosen = ranked.take(np.flatnonzero(found.take(ranked)))
        return chosen[::-1] if sort == "oldest" else chosen

    def tally(self, papers: Ids) -> tuple[int, int, int]:
        """Of these papers: decided, kept (decided, neither dismissed nor removed), all."""
        there = papers[self.of(papers)[np.clip(papers, 0, self.size - 1)]]
        states = self._marks["state"][there]
        decided = states != columns.STATES.index("inbox")
        gone = (states == columns.STATES.index("dismissed")) | (states == columns.STATES.index("trash"))
        return int(decided.sum()), int((decided & ~gone).sum()), len(there)

    def _found(self, node: ast.Node, now: datetime) -> Mask:
        match node:
            case ast.Everything() | ast.Is("any"):
                return self.there
            case ast.Is("starred"):
                starred: Mask = self._marks["starred"] & self.there
                return starred
            case ast.Is("unread"):
                unread: Mask = ~self._marks["opened"] & self.there
                return unread
            case ast.Is(flag) if flag in columns.STATES:
                in_state: Mask = (self._marks["state"] == columns.STATES.index(flag)) & self.there
                return in_state
        return self.of(_numbers(holding(self._library, node, now)))

    def _load(self, highest: int) -> None:
        self.there = np.ones(highest + 1, dtype=bool)
        self.there[_numbers(columns.hidden(self._library))] = False
        ranked = _numbers(columns.newest(self._library))
        ranked = ranked[ranked <= highest]
        self.newest = ranked[self.there[ranked]]
        self.there[:] = False
        self.there[self.newest] = True
        self._marks = np.zeros(highest + 1, dtype=_MARKS)

    def _once(self, papers: Iterable[int]) -> Ids:
        """Papers in order, each where it comes first."""
        told = _numbers(papers)
        told = told[told < self.size]
        _known, first = np.unique(told, return_index=True)
        first.sort()
        return told[first]

    def _by_sightings(self) -> Ids:
        times: Ids = np.zeros(self.size, dtype=np.int64)
        for paper, digests in columns.sightings(self._library):
            times[paper] = digests
        return self.newest[np.argsort(-times[self.newest], kind="stable")]


_ORDERS: dict[str, Callable[[Shelf], Ids]] = {
    "title": lambda shelf: _numbers(columns.by_title(shelf._library)),  # noqa: SLF001 — its own table
    "seen": lambda shelf: shelf._by_sightings(),  # noqa: SLF001
    "digest": lambda shelf: shelf._once([*columns.by_digest(shelf._library), *shelf.newest]),  # noqa: SLF001
}


def _numbers(papers: Iterable[int]) -> Ids:
    return np.fromiter(papers, dtype=np.int64)
