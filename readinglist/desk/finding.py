"""Which papers a line finds: words asked of the index, marks of the shelf, joined as arrays.

The tree is cut into the largest pieces that are words alone, and leaves without words; each becomes a bool for
every paper. Papers whose words changed since the index was written are taken out of its answer and matched
directly, so no answer is ever stale; without an index `query.match` answers for all of them.
"""

from __future__ import annotations

import functools
import logging
import operator
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from readinglist import query
from readinglist.desk.indexing import Indexer
from readinglist.desk.shelf import Ids, Mask, Shelf
from readinglist.library import cards, columns, queue
from readinglist.library.cards import newest_digest
from readinglist.messages import Find, Found
from readinglist.query import ast, scope
from readinglist.search import IndexDamagedError, WordIndex
from readinglist.text.fold import words

if TYPE_CHECKING:
    from readinglist.library import Library

log = logging.getLogger(__name__)

PORTION = 100
"""Papers matched in plain Python between two looks at whether the question still stands: some 40 ms."""
ALIKE = 100
"""Papers that `similar:` finds at most."""
SCORED = 50
"""Rows whose scores are told."""
_WHOLE = 2000.0
"""The score of a paper matched directly that has the word being typed as a whole; above any other."""
_RANK = np.uint64(0xFFFFFFFF)


_LATEST = ast.Sighted((ast.InDigest(latest=True),))


class Superseded(Exception):
    """A newer question came while this one was answered."""


@dataclass(slots=True)
class _Asking:
    """One question's own state."""

    now: datetime
    waiting: Ids
    """Papers whose words the index does not know yet."""
    scores: NDArray[np.float32]
    """By paper."""
    scored: bool = False
    known: dict[ast.Node, Mask] = field(default_factory=dict)
    """What parts of the question were found to hold for: view, scope and order ask for the same ones."""
    complete: bool = True


class Finder:
    """Answers lines for one library. `newer` is asked between steps whether to give up."""

    def __init__(self, library: Library, cache: Path, newer: Callable[[], bool] = lambda: False) -> None:
        self._library = library
        self._indexer = Indexer(library, cache)
        self._newer = newer
        self._index: WordIndex | None = None
        self._shelf = Shelf(library)

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def find(self, find: Find, now: datetime | None = None) -> Found:
        """Answer a question. Raises Superseded where a newer one came."""
        began = time.perf_counter()
        line = query.parse(find.line, typing=find.typing)
        view = query.parse(find.view)
        if line.slips or view.slips:
            return _slipped(find, line if line.slips else view)
        asking = self._asking(now)
        empty = isinstance(line.root, ast.Everything)
        in_view = self._visible(scope.combined(view.root, line.root), asking)
        everywhere = in_view if empty or not find.view else self._visible(line.root, asking)
        of_view = empty or not find.everywhere
        root = scope.combined(view.root, line.root) if of_view else line.root
        sort = line.sort or find.order or ("relevance" if scope.wants_words(line.root) else "newest")
        digest = self._own_digest(view.root) if of_view else None
        dismissed, removed = self._left_out(root, asking)
        ids = self._ordered(in_view if of_view else everywhere, sort, digest, asking)
        return Found(
            serial=find.serial,
            ids=ids.tobytes(),
            in_view=int(np.count_nonzero(in_view)),
            everywhere=int(np.count_nonzero(everywhere)),
            dismissed=dismissed,
            removed=removed,
            understood=query.understood(line),
            slips=(),
            notes=line.notes,
            sort=sort,
            complete=asking.complete,
            milliseconds=(time.perf_counter() - began) * 1000,
            scores=tuple(asking.scores.take(ids[:SCORED]).tolist()) if sort == "relevance" else (),
        )

    def tally(self, rows: bytes, view: str) -> tuple[int, int, int]:
        """Decided, kept and all: of the digest a view is, else of these rows (int64)."""
        self._shelf.refresh()
        digest = self._own_digest(query.parse(view).root)
        if digest is None:
            return self._shelf.tally(np.frombuffer(rows, dtype=np.int64))
        of_digest = np.fromiter(columns.by_digest(self._library, digest), dtype=np.int64)
        return self._shelf.tally(np.flatnonzero(self._shelf.of(of_digest)))

    def count(self, root: ast.Node) -> int:
        """How many papers a tree holds for, without those it leaves out unasked. Raises Superseded."""
        return int(np.count_nonzero(self._visible(root, self._asking(None))))

    def best(self, root: ast.Node, most: int) -> list[int]:
        """The best papers of a tree, by relevance. Raises Superseded."""
        asking = self._asking(None)
        found: list[int] = self._ordered(self._visible(root, asking), "relevance", None, asking)[:most].tolist()
        return found

    def near(self, word: str, field: ast.WordField | None) -> list[tuple[str, int]]:
        """The words of the index one slip away from one, the commonest first; none where no index answers."""
        self._refresh()
        return self._index.near(word, field) if self._index else []

    def beginning(self, letters: str, most: int) -> list[tuple[str, int]]:
        """The commonest words of the index that begin so; none where no index answers."""
        self._refresh()
        return self._index.beginning(letters, most) if self._index else []

    # ---- sets

    def _visible(self, root: ast.Node, asking: _Asking) -> Mask:
        """What a tree holds for, without what it leaves out unasked."""
        found = self._holding(root, asking)
        dismissed, removed = scope.leaves_out(root)
        for out, flag in ((dismissed, ast.Is("dismissed")), (removed, ast.Is("trash"))):
            if out:
                found = found & ~self._holding(flag, asking)
        return found

    def _left_out(self, root: ast.Node, asking: _Asking) -> tuple[int, int]:
        found = self._holding(root, asking)
        dismissed, removed = (
            int(np.count_nonzero(found & self._holding(flag, asking))) if out else 0
            for out, flag in zip(scope.leaves_out(root), (ast.Is("dismissed"), ast.Is("trash")), strict=True)
        )
        return dismissed, removed

    def _holding(self, node: ast.Node, asking: _Asking) -> Mask:
        if node not in asking.known:
            asking.known[node] = self._found_anew(node, asking)
        return asking.known[node]

    def _found_anew(self, node: ast.Node, asking: _Asking) -> Mask:
        if scope.only_words(node):
            return self._with_words(node, asking)
        match node:
            case ast.And(parts):
                held = [self._holding(part, asking) for part in _gathered(parts)]
                return functools.reduce(np.logical_and, held)
            case ast.Or(parts):
                return functools.reduce(np.logical_or, [self._holding(part, asking) for part in parts])
            case ast.Not(part):
                return self._shelf.there & ~self._holding(part, asking)
            case ast.Similar(paper):
                return self._alike(paper, asking)
        return self._shelf.holding(node, asking.now)

    def _with_words(self, node: ast.Node, asking: _Asking) -> Mask:
        if self._index is None:
            asking.complete = False
            return self._matched(node, np.flatnonzero(self._shelf.there), asking)
        try:
            papers, scores = self._index.words(node, self._pause)
        except IndexDamagedError as error:
            log.warning("The index failed: %s", error)
            self.close()
            return self._with_words(node, asking)
        found = self._scored(papers, scores, asking)
        found[asking.waiting] = False
        return found | self._matched(node, asking.waiting, asking)

    def _scored(self, papers: Ids, scores: NDArray[np.float32], asking: _Asking) -> Mask:
        """What the index found as a set; the scores are noted."""
        if len(papers) and papers.max() >= self._shelf.size:  # of a paper that was purged
            known = np.flatnonzero(papers < self._shelf.size)
            papers, scores = papers.take(known), scores.take(known)
        if asking.scored:
            scores = np.maximum(asking.scores.take(papers), scores)
        asking.scores[papers] = scores
        asking.scored = True
        found = self._shelf.none()
        found[papers] = True
        found &= self._shelf.there
        return found

    def _matched(self, node: ast.Node, papers: Ids, asking: _Asking) -> Mask:
        """The same in plain Python, portion by portion."""
        found = self._shelf.none()
        whole = _whole_words(node)
        for start in range(0, len(papers), PORTION):
            if start:
                self._pause()
            for card in cards(self._library, papers[start : start + PORTION].tolist()):
                if query.match(node, card, now=asking.now):
                    found[card.paper.id] = True
                    typed = whole is not node and query.match(whole, card, now=asking.now)
                    asking.scores[card.paper.id] = _WHOLE if typed else 0.0
        return found

    def _alike(self, paper: int, asking: _Asking) -> Mask:
        """The papers most like one, by the words of both; none where there is no index to ask."""
        known = cards(self._library, [paper])
        if self._index is None or not known:
            asking.complete = asking.complete and not known
            return self._shelf.none()
        told = Counter(words(f"{known[0].paper.title} {known[0].paper.abstract}"))
        papers, scores = self._index.similar(told.items())
        least = len(scores) - ALIKE - 1
        best = np.argpartition(scores, least)[least:] if least > 0 else np.arange(len(scores))
        best = best[papers[best] != paper]
        return self._scored(papers.take(best), scores.take(best), asking)

    # ---- order

    def _ordered(self, found: Mask, sort: str, digest: int | None, asking: _Asking) -> Ids:
        if sort != "relevance":
            return self._shelf.ordered(found, sort, digest)
        papers = self._shelf.ordered(found, "newest")
        # The bits of floats that are not negative sort as the floats do: best first, the newest of equals.
        keys = (~asking.scores.take(papers).view(np.uint32)).astype(np.uint64) << np.uint64(32)
        keys |= np.arange(len(papers), dtype=np.uint64)
        keys.sort()
        return papers.take((keys & _RANK).astype(np.int64))

    def _own_digest(self, view: ast.Node) -> int | None:
        """The digest that a view is, and nothing else."""
        if view == _LATEST:
            return newest_digest(self._library)
        return scope.own_digest(view)

    # ---- what stands

    def _pause(self) -> None:
        if self._newer():
            raise Superseded

    def _asking(self, now: datetime | None) -> _Asking:
        self._refresh()
        self._shelf.refresh()
        marker = self._index.state.seq if self._index else 0
        queued = np.array([paper for paper, seq in queue.queued(self._library) if seq > marker], dtype=np.int64)
        waiting = np.flatnonzero(self._shelf.of(queued))
        scores = np.zeros(self._shelf.size, dtype=np.float32)
        return _Asking(now or datetime.now().astimezone(), waiting, scores)

    def _refresh(self) -> None:
        """Open the index, or the later one that counts now."""
        before = self._index
        if before is not None and not before.stale(self._indexer.folder):
            return
        self._index = None
        try:
            self._index = self._indexer.open(before=before)
        except IndexDamagedError as error:
            log.info("No index answers: %s", error)


def _slipped(find: Find, line: query.Query) -> Found:
    slips = tuple((slip.start, slip.end, slip.message) for slip in line.slips)
    return Found(find.serial, b"", 0, 0, 0, 0, "", slips, line.notes, "relevance", complete=True, milliseconds=0.0)


def _gathered(parts: Sequence[ast.Node]) -> list[ast.Node]:
    """Parts that must all hold, with those of words alone as one: the index looks at the rarest first."""
    worded = tuple(part for part in parts if scope.only_words(part))
    rest = [part for part in parts if not scope.only_words(part)]
    return [worded[0] if len(worded) == 1 else ast.And(worded), *rest] if worded else rest


def _whole_words(node: ast.Node) -> ast.Node:
    """The tree as if the word being typed were finished; the same tree where none is."""
    match node:
        case ast.And(parts) | ast.Or(parts):
            whole = tuple(map(_whole_words, parts))
            return node if all(map(operator.is_, whole, parts)) else replace(node, parts=whole)
        case ast.Not(part):
            inner = _whole_words(part)
            return node if inner is part else ast.Not(inner)
        case ast.Word(_, _, "typed"):
            return replace(node, form="plain")
        case ast.Phrase(typed=True):
            return replace(node, typed=False)
    return node
