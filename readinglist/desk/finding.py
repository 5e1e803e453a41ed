"""Which papers a line finds: words asked of the index, marks of the library, joined paper by paper.

The seam is small on purpose: the tree is cut into the largest pieces that are words alone or marks alone, and
each becomes a set of ids. Papers whose words changed since the index was written are taken out of its answer
and matched directly, so no answer is ever stale; without an index `query.match` answers for all of them.
"""

from __future__ import annotations

import logging
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist import query
from readinglist.desk.indexing import Indexer
from readinglist.library import cards, lists, order, queue, select
from readinglist.messages import Find, Found
from readinglist.query import ast, scope
from readinglist.search import IndexDamagedError, WordIndex

if TYPE_CHECKING:
    from readinglist.library import Library

log = logging.getLogger(__name__)

PORTION = 100
"""Papers matched in plain Python between two looks at whether the question still stands: some 40 ms."""


class Superseded(Exception):
    """A newer question came while this one was answered."""


@dataclass(slots=True)
class _Asking:
    """One question's own state."""

    now: datetime
    waiting: set[int]
    everything: set[int]
    scores: dict[int, float]
    known: dict[ast.Node, set[int]]
    """What parts of the question were found to hold for: view, scope and order ask for the same ones."""
    complete: bool = True


class Finder:
    """Answers lines for one library. `newer` is asked between steps whether to give up."""

    def __init__(self, library: Library, cache: Path, newer: Callable[[], bool] = lambda: False) -> None:
        self._library = library
        self._indexer = Indexer(library, cache)
        self._newer = newer
        self._index: WordIndex | None = None
        self._everything: tuple[int, set[int]] = (-1, set())

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
        self._refresh()
        asking = self._asking(now)
        empty = isinstance(line.root, ast.Everything)
        in_view = self._visible(scope.combined(view.root, line.root), asking)
        if empty or not find.view:
            everywhere = in_view if empty else self._visible(line.root, asking)
            shown = in_view
        else:
            everywhere = self._visible(line.root, asking)
            shown = everywhere if find.everywhere else in_view
        sort = line.sort or find.order or ("relevance" if scope.wants_words(line.root) else "newest")
        of_view = empty or not find.everywhere
        root = scope.combined(view.root, line.root) if of_view else line.root
        digest = scope.own_digest(view.root) if of_view else None
        dismissed, removed = self._left_out(root, asking)
        return Found(
            serial=find.serial,
            ids=array("q", self._ordered(shown, sort, line.root, digest, asking)).tobytes(),
            in_view=len(in_view),
            everywhere=len(everywhere),
            dismissed=dismissed,
            removed=removed,
            understood=query.understood(line),
            slips=(),
            notes=line.notes,
            sort=sort,
            complete=asking.complete,
            milliseconds=(time.perf_counter() - began) * 1000,
        )

    # ---- sets

    def _visible(self, root: ast.Node, asking: _Asking) -> set[int]:
        """What a tree holds for, without what it leaves out unasked."""
        found = self._holding(root, asking)
        dismissed, removed = scope.leaves_out(root)
        for out, flag in ((dismissed, "dismissed"), (removed, "trash")):
            if out:
                found = found - select(self._library, ast.Is(flag))  # type: ignore[arg-type]
        return found

    def _left_out(self, root: ast.Node, asking: _Asking) -> tuple[int, int]:
        dismissed, removed = scope.leaves_out(root)
        found = self._holding(root, asking)
        return (
            len(found & select(self._library, ast.Is("dismissed"))) if dismissed else 0,
            len(found & select(self._library, ast.Is("trash"))) if removed else 0,
        )

    def _holding(self, node: ast.Node, asking: _Asking) -> set[int]:
        if node not in asking.known:
            asking.known[node] = self._found_anew(node, asking)
        return asking.known[node]

    def _found_anew(self, node: ast.Node, asking: _Asking) -> set[int]:
        if not scope.has_words(node):
            return select(self._library, node, now=asking.now)
        if scope.only_words(node):
            return self._with_words(node, asking)
        match node:
            case ast.And(parts):
                return set.intersection(*(self._holding(part, asking) for part in parts))
            case ast.Or(parts):
                return set.union(*(self._holding(part, asking) for part in parts))
            case ast.Not(part):
                return asking.everything - self._holding(part, asking)
        raise TypeError(f"No tree of words and marks: {node}")

    def _with_words(self, node: ast.Node, asking: _Asking) -> set[int]:
        if self._index is None:
            asking.complete = False
            return self._matched(node, asking.everything, asking)
        try:
            papers, told = self._index.words(node)
            scored = dict(zip(papers.tolist(), told.tolist(), strict=True))
        except IndexDamagedError as error:
            log.warning("The index failed: %s", error)
            self.close()
            return self._with_words(node, asking)
        for paper, score in scored.items():
            asking.scores[paper] = max(score, asking.scores.get(paper, 0.0))
        return (scored.keys() & asking.everything) - asking.waiting | self._matched(node, asking.waiting, asking)

    def _matched(self, node: ast.Node, papers: set[int], asking: _Asking) -> set[int]:
        """The same in plain Python, portion by portion."""
        found: set[int] = set()
        ids = sorted(papers)
        for start in range(0, len(ids), PORTION):
            if start and self._newer():
                raise Superseded
            for card in cards(self._library, ids[start : start + PORTION]):
                if query.match(node, card, now=asking.now):
                    found.add(card.paper.id)
        return found

    # ---- order

    def _ordered(
        self, found: set[int], sort: str, line: ast.Node, digest: int | None, asking: _Asking
    ) -> list[int]:
        if sort != "relevance":
            return order(self._library, found, sort, digest=digest)
        newest = order(self._library, found, "newest")
        if not scope.has_words(line):
            return newest
        whole = self._holding(_whole_words(line), asking) if _is_typed(line) else found
        return sorted(newest, key=lambda paper: (paper not in whole, -asking.scores.get(paper, 0.0)))

    # ---- what stands

    def _asking(self, now: datetime | None) -> _Asking:
        seq = self._library.seq()
        if self._everything[0] != seq:
            self._everything = (seq, set(queue.all_ids(self._library)))
        marker = self._index.state.seq if self._index else 0
        waiting = {paper for paper, number in queue.queued(self._library) if number > marker}
        everything = self._everything[1]
        return _Asking(now or datetime.now().astimezone(), waiting & everything, everything, {}, {})

    def _refresh(self) -> None:
        """Open the index, or the later one that counts now."""
        if self._index is not None and self._index.stale(self._indexer.folder):
            self.close()
        if self._index is None:
            try:
                self._index = self._indexer.open()
            except IndexDamagedError as error:
                log.info("No index answers: %s", error)

    def tally(self, rows: bytes, view: str) -> tuple[int, int, int]:
        """Decided, kept and all: of the digest a view is, else of these rows (int64)."""
        digest = scope.own_digest(query.parse(view).root)
        if digest is not None:
            return lists.tally_digest(self._library, digest)
        ids = array("q")
        ids.frombytes(rows)
        return lists.tally(self._library, ids)


def _slipped(find: Find, line: query.Query) -> Found:
    slips = tuple((slip.start, slip.end, slip.message) for slip in line.slips)
    return Found(find.serial, b"", 0, 0, 0, 0, "", slips, line.notes, "relevance", complete=True, milliseconds=0.0)


def _is_typed(node: ast.Node) -> bool:
    return any(
        (isinstance(part, ast.Word) and part.form == "typed") or (isinstance(part, ast.Phrase) and part.typed)
        for part in scope.parts(node)
    )


def _whole_words(node: ast.Node) -> ast.Node:
    """The tree as if the word being typed were finished."""
    match node:
        case ast.And(parts):
            return ast.And(tuple(map(_whole_words, parts)))
        case ast.Or(parts):
            return ast.Or(tuple(map(_whole_words, parts)))
        case ast.Not(part):
            return ast.Not(_whole_words(part))
        case ast.Word(_, _, "typed"):
            return replace(node, form="plain")
        case ast.Phrase():
            return replace(node, typed=False)
    return node
