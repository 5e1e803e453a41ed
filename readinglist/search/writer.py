"""Whoosh's writer for papers: one commit of as many segments as memory asks for, crowded ones joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np
from whoosh.writing import SegmentWriter

from readinglist.search.analysis import FIELDS
from readinglist.search.arrays import ArrayWriter
from readinglist.search.codec import ArrayCodec, path_of
from readinglist.search.leaf import Leaf
from readinglist.search.merging import merge

MOST_TOKENS: Final = 2_000_000
"""Words gathered before a segment is written: some 10,000 papers, 100 MB while they are sorted."""
_WASTE: Final = 0.2
"""The part of a segment that may be deleted papers before it is made anew."""
_SMALL: Final = 100
"""Documents of a segment that is not worth that."""
_FEW: Final = 6
"""Segments joined while somebody waits: some ten milliseconds."""
_AKIN: Final = 2
"""A segment so many times larger than those being joined is not joined with them."""


class PaperWriter(SegmentWriter):  # type: ignore[misc]
    """A document is a paper's number and its texts. The caller holds the index lock."""

    def __init__(self, opened: Any) -> None:
        super().__init__(opened, codec=ArrayCodec(), compound=False)
        self._written: list[Any] = []

    codec: ArrayCodec
    fieldwriter: Any

    def add_document(self, **fields: Any) -> None:
        """Put a paper in: `paper` is its number, the others its texts."""
        self.add_paper(fields["paper"], [fields.get(name) or "" for name in FIELDS])

    def add_paper(self, paper: int, texts: Sequence[str]) -> None:
        """Put a paper in, with the texts of all fields."""
        self.fieldwriter.gathered.add(paper, texts)
        self.docnum += 1
        if self.fieldwriter.gathered.tokens >= MOST_TOKENS:
            self._spill()

    def delete_papers(self, papers: Iterable[int]) -> None:
        """Have these papers, as the index holds them now, count no more."""
        gone = np.fromiter(papers, dtype=np.int64)
        if not len(gone):
            return
        first = 0
        for segment in self.segments:
            leaf = Leaf(path_of(self.storage.folder, segment))
            for document in np.flatnonzero(np.isin(leaf.papers, gone)).tolist():
                if not segment.is_deleted(document):
                    self.delete_document(first + document)
            leaf.close()
            first += segment.doc_count_all()

    def commit_with(self, most: int, counts: Callable[[Sequence[Any]], None], *, quickly: bool = False) -> None:
        """Commit; where there are more than `most` segments, small ones are joined (see `crowded`). `counts` is
        told which will count, before the commit takes effect."""

        def final(_writer: Any, segments: Sequence[Any]) -> list[Any]:
            if len(self.fieldwriter.gathered.papers):
                self._spill()
            every = [told for told in (*segments, *self._written) if told.doc_count()]
            chosen = crowded(every, most, quickly=quickly)
            kept = [segment for segment in every if segment not in chosen]
            kept += self._joined(chosen)
            counts(kept)
            return kept

        self.commit(mergetype=final)

    def _spill(self) -> None:
        """Write what was gathered as a segment, and begin the next."""
        self.fieldwriter.add_postings()
        self._written.append(self.get_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = self.docbase

    def _joined(self, segments: Sequence[Any]) -> list[Any]:
        """One segment of several; none where no document of theirs counts."""
        if not segments:
            return []
        fresh = self.codec.new_segment(self.storage, self.indexname)
        leaves = [Leaf(path_of(self.storage.folder, told), told.deleted_docs()) for told in segments]
        with path_of(self.storage.folder, fresh).open("wb") as file:
            out = ArrayWriter(file)
            fresh.set_doc_count(merge(leaves, out))
            out.finish()
        for leaf in leaves:
            leaf.close()
        return [fresh] if fresh.doc_count_all() else []


def crowded(segments: Sequence[Any], most: int, *, quickly: bool = False) -> list[Any]:
    """The segments to join so that at most `most` are left: the smallest, with those not much larger, and the
    ones that are largely deleted. `quickly`: a few of the smallest, where there are more."""
    ordered = sorted(segments, key=lambda told: told.doc_count())
    if quickly:
        return ordered[:_FEW] if len(ordered) > most else []
    wasteful = [told for told in ordered if told.deleted_count() > max(_WASTE * told.doc_count_all(), _SMALL)]
    rest = [told for told in ordered if told not in wasteful]
    if len(rest) + bool(wasteful) <= most:
        return wasteful
    chosen = rest[: len(rest) - most + 1]
    size = sum(told.doc_count() for told in chosen)
    for told in rest[len(chosen) :]:
        if told.doc_count() > _AKIN * size:
            break
        chosen.append(told)
        size += told.doc_count()
    return [*wasteful, *chosen]
