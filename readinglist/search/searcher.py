"""Answers trees of words from the open segments, with Whoosh's statistics over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from readinglist.query.ast import Node, Or, Word, WordField
from readinglist.search.analysis import FIELDS
from readinglist.search.arrays import Array
from readinglist.search.evaluate import Evaluation
from readinglist.search.leaf import Leaf
from readinglist.search.statistics import Statistics

_TELLING: Final = 24
"""Words by which papers like another are looked for."""
_COMMON: Final = 0.03
"""A word that more than this part of all papers has says nothing of likeness."""
_FEW_PAPERS: Final = 50
"""… but in a library so small every word may."""
_LIKENESS: Final[tuple[WordField, ...]] = ("title", "abstract")


class Searcher:
    """Answers from open segments. `pause` is called between steps, and may raise to give up."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.pause: Callable[[], None] = lambda: None
        self._statistics = Statistics(leaves)
        self._leaves = leaves

    def search(self, node: Node) -> tuple[Array, Array]:
        """The papers (int64) a tree of words holds for, and their scores (float32), in no order. Raises TypeError
        for a tree of anything else."""
        papers, scores = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
        for number, leaf in enumerate(self._leaves):
            hits = Evaluation(self._statistics, number, self.pause).hits(node, None)
            if leaf.live is not None:
                hits = hits.where(leaf.live.take(hits.docs))
            papers.append(leaf.papers.take(hits.docs))
            scores.append(hits.scores)
        if len(self._leaves) == 1:
            return papers[-1], scores[-1]
        return np.concatenate(papers), np.concatenate(scores)

    def similar(self, words: Iterable[tuple[str, int]]) -> tuple[Array, Array]:
        """The papers that share the most telling of these words, each given with how often it stands in the
        paper asked for, in title or abstract; with scores, as `search`."""
        most = max(int(self._statistics.count * _COMMON), _FEW_PAPERS)
        weighed: list[tuple[float, str]] = []
        for word, times in words:
            frequency = max(self._statistics.frequency(field, word) for field in _LIKENESS)
            if 1 < frequency <= most:
                weighed.append((times * self._statistics.idf(frequency), word))
        telling = [word for _, word in sorted(weighed, reverse=True)[:_TELLING]]
        if not telling:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return self.search(Or(tuple(Word(word, field, "exact") for word in telling for field in _LIKENESS)))

    def near(self, word: str, field: WordField | None) -> list[tuple[str, int]]:
        """The words of the vocabulary one slip away from this one, with the number of documents' fields each
        stands in, most first."""
        found = {leaf.term(number).decode() for leaf in self._leaves for number in leaf.near.to(word)} - {word}
        fields = [name for name in FIELDS if field in (None, name)]
        counted = [(told, sum(self._statistics.frequency(name, told) for name in fields)) for told in found]
        return sorted((pair for pair in counted if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def beginning(self, letters: str, most: int) -> list[tuple[str, int]]:
        """The commonest words that begin so, with the number of documents' fields each stands in."""
        found: dict[str, int] = {}
        for leaf in self._leaves:
            first, after = leaf.beginning(letters.encode())
            counts = sum(leaf.frequencies(field, first, after) for field in FIELDS)
            for place in np.argsort(counts)[::-1][: 4 * most].tolist() if after > first else ():
                found[leaf.term(first + place).decode()] = 0
        for word in found:
            found[word] = sum(self._statistics.frequency(field, word) for field in FIELDS)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
