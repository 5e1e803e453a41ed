"""Evaluates a tree of words on one segment: vector operations on slices of postings, nothing word by word.

Scores are Whoosh's BM25F: of a word, the sum over the fields it stands in, a title's doubled; of AND and OR, the
sum of what holds. By design otherwise: a beginning counts as one word that stands wherever one of its words
does (a broad one only by field), a phrase as one word as rare as its words together, a word one slip away half,
and a paper that is only not excluded counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from readinglist.query.ast import And, Node, Not, Or, Phrase, Word
from readinglist.search import phrases
from readinglist.search.analysis import FIELDS
from readinglist.search.arrays import Array
from readinglist.search.hits import FEW, NONE, Hits, Spread, Within, raised, shared, summed, without
from readinglist.search.statistics import Statistics
from readinglist.text.fold import variants

WHOLE: Final = 1000.0
"""Added where the word being typed stands as a whole word: such papers come first."""
_MOST: Final = 4
"""A word that every fourth document has, or more, is scored for all of them at once."""
_SLIPPED: Final = np.float32(0.5)
"""What a word one slip away counts of one as written."""


class Evaluation:
    """One question on the segment of this number. `pause` is called between steps, and may raise to give up."""

    def __init__(self, statistics: Statistics, number: int, pause: Callable[[], None]) -> None:
        self._statistics = statistics
        self._number = number
        self._leaf = statistics.leaves[number]
        self._pause = pause

    def hits(self, node: Node, within: Within | None) -> Hits:
        """What a tree holds for, of the documents in question (None: all). Raises TypeError for a tree of
        anything but words."""
        self._pause()
        match node:
            case Word():
                return self._summed(self._word(node, within))
            case Phrase():
                return self._phrase(node, within)
            case Or(parts):
                return self._summed([hits for part in parts for hits in self._added(part, within)])
            case And(parts):
                return self._all(parts, within)
            case Not(part):
                asked = np.arange(self._leaf.count) if within is None else within.docs
                every = Hits(asked, np.zeros(len(asked), dtype=np.float32))
                return without(every, self.hits(part, within).docs, self._leaf.count)
        raise TypeError(f"The index knows words only, not {node}")

    def _added(self, node: Node, within: Within | None) -> Sequence[Hits | Spread]:
        """What the scores of a tree are the sum of."""
        return self._word(node, within) if isinstance(node, Word) else [self.hits(node, within)]

    # ---- words

    def _word(self, node: Word, within: Within | None) -> Sequence[Hits | Spread]:
        if node.form == "near":
            return self._near(node, within)
        found: list[Hits | Spread] = []
        if node.form != "prefix":
            forms = variants(node.text) if node.form in ("plain", "typed") else (node.text,)
            for form in forms:
                number = self._leaf.find(form.encode())
                if number is not None:
                    found += [self._term(field, form, number, within) for field in _fields(node)]
        if node.form == "typed" and found:
            found = [raised(found, WHOLE, self._statistics.scratch(self._number))]
        if node.form in ("prefix", "typed"):
            first, after = self._leaf.beginning(node.text.encode())
            found += [self._beginning(field, node.text, (first, after), within) for field in _fields(node)]
        return found

    def _near(self, node: Word, within: Within | None) -> list[Hits | Spread]:
        found: list[Hits | Spread] = []
        for number in self._leaf.near.to(node.text):
            word = self._leaf.term(number).decode()
            for field in _fields(node):
                hits = self._term(field, word, number, within)
                found.append(hits if word == node.text else replace(hits, scores=hits.scores * _SLIPPED))
        return found

    def _term(self, field: str, word: str, number: int, within: Within | None) -> Hits | Spread:
        docs, freqs = self._leaf.postings(field, number, number + 1)
        if not len(docs):
            return NONE
        weight = self._statistics.weight(field, self._statistics.frequency(field, word))
        if within is not None:
            kept = within.keeps(docs)
            docs, freqs = docs.take(kept), freqs.take(kept)
        elif len(docs) * _MOST >= self._leaf.count:
            times = np.zeros(self._leaf.count, dtype=np.float32)
            times[docs.astype(np.intp)] = freqs
            return Spread(self._statistics.spread(self._number, field, times, weight))
        return self._statistics.scored(self._number, field, (docs, freqs), weight)

    def _beginning(self, field: str, letters: str, told: tuple[int, int], within: Within | None) -> Hits | Spread:
        """The words from the first number to before the second, as if they were one."""
        docs, freqs = self._leaf.postings(field, *told)
        if not len(docs):
            return NONE
        weight = self._statistics.weight(field, self._statistics.postings(field, letters))
        broad = self._leaf.broad(field, *told)
        if broad is not None and within is None:
            return Spread(broad * np.float32(weight))
        if broad is not None and within is not None:
            docs = np.flatnonzero(broad & within.map)
            return Hits(docs, np.full(len(docs), weight, dtype=np.float32))
        if within is not None:
            kept = np.flatnonzero(within.map.take(docs))
            docs, freqs = docs.take(kept), freqs.take(kept)
        if told[1] - told[0] > 1 and len(docs) * FEW >= self._leaf.count:
            times = np.bincount(docs, weights=freqs, minlength=self._leaf.count).astype(np.float32)
            return Spread(self._statistics.spread(self._number, field, times, weight))
        pooled = _pooled(docs, freqs) if told[1] - told[0] > 1 and len(docs) else (docs, freqs)
        return self._statistics.scored(self._number, field, pooled, weight)

    # ---- phrases

    def _phrase(self, node: Phrase, within: Within | None) -> Hits:
        found = self._summed(
            [phrases.hits(self._statistics, self._number, node, field, within) for field in _fields(node)]
        )
        if not node.typed or not len(found.docs):
            return found
        whole = self._phrase(replace(node, typed=False), Within(found.docs, self._leaf.count))
        return self._summed([found, Hits(whole.docs, np.full(len(whole.docs), WHOLE, dtype=np.float32))])

    # ---- joining

    def _summed(self, found: Sequence[Hits | Spread]) -> Hits:
        return summed(found, self._statistics.scratch(self._number))

    def _all(self, parts: Sequence[Node], within: Within | None) -> Hits:
        """What every part holds for: the rarest is looked at first, the others only where it holds, and what
        must not hold last."""
        wanted: list[Node] = [part for part in parts if not isinstance(part, Not)]
        found: Hits | None = None
        for part in sorted(wanted, key=self._postings):
            hits = self.hits(part, within)
            found = hits if found is None else shared(found, hits, self._statistics.scratch(self._number))
            if not len(found.docs):
                return NONE
            within = Within(found.docs, self._leaf.count)
        for part in parts:
            if isinstance(part, Not):
                if found is None:
                    found = self.hits(part, within)
                else:
                    found = without(found, self.hits(part.part, within).docs, self._leaf.count)
                within = Within(found.docs, self._leaf.count)
        return found or NONE

    def _postings(self, node: Node) -> int:
        """About how many postings a part has, for the order in which parts are looked at."""
        match node:
            case Word(text, _field, form):
                first, after = self._leaf.beginning(text.encode())
                if form not in ("prefix", "typed"):
                    number = self._leaf.find(text.encode())
                    first, after = (number, number + 1) if number is not None else (0, 0)
                return sum(self._leaf.frequency(field, first, after) for field in _fields(node))
            case Phrase():
                ranges = phrases.ranges(self._leaf, node)
                return min((self._leaf.frequency("abstract", *told) for told in ranges), default=0)
            case And(parts):
                return min((self._postings(part) for part in parts if not isinstance(part, Not)), default=0)
            case Or(parts):
                return sum(self._postings(part) for part in parts)
        return self._leaf.count


def _pooled(docs: Array, freqs: Array) -> tuple[Array, Array]:
    """Postings of several words as those of one."""
    order = np.argsort(docs, kind="stable")
    ordered = docs[order]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    return ordered[begins], np.add.reduceat(freqs[order].astype(np.float32), begins)


def _fields(node: Word | Phrase) -> tuple[str, ...]:
    return (node.field,) if node.field else FIELDS
