"""What a bench asks of an engine, and Reading List as one: whole, and its index alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

import numpy as np

from readinglist import query
from readinglist.desk import Indexer
from readinglist.desk.finding import Finder
from readinglist.library import imports, move, open_library, tag
from readinglist.messages import Find
from readinglist.model import Digest, Document, Entry
from readinglist.search import IndexState, WordIndex, storage
from readinglist.search import index as shelf
from readinglist.search.analysis import FORMAT
from readinglist.search.index import Words
from readinglist.text.fold import words
from tests.bench.questions import KINDS, TAG, Question

BEST = 50
COMMIT = 10_000
"""Papers in one commit of many, and in one digest."""


class Engine(Protocol):
    """One way to index papers and to find them."""

    kinds: Collection[str]
    """The questions it has an answer to."""

    def fill(self, papers: Iterable[Words]) -> None:
        """From texts to searchable."""

    def rest(self) -> None:
        """Whatever makes it answer fastest, as it would be done in a pause."""

    def ask(self, question: Question) -> int:
        """Answer; the number of papers found."""

    def close(self) -> None:
        """Let go of files."""


class Taking(Engine, Protocol):
    """An engine to which papers come piece by piece."""

    def put(self, papers: Sequence[Words], *, durable: bool) -> None:
        """Have the next search know these, known papers or new ones; durable: and a power cut not undo it."""


def kept(paper: int) -> bool:
    """Whether a paper carries the tag that is asked for."""
    return paper % 10 == 0


def in_inbox(paper: int) -> bool:
    """Whether a paper is still in the inbox."""
    return paper % 3 != 0


class ReadingList:
    """The whole answer as the worker gives it to the window with the inbox on show: the line read, words and
    marks, the counts, every paper found in order."""

    kinds: Collection[str] = KINDS

    def __init__(self, folder: Path) -> None:
        self._library = open_library(folder / "data")
        self._cache = folder / "cache"
        self._finder = Finder(self._library, self._cache)

    def fill(self, papers: Iterable[Words]) -> None:
        """Import and index them, and give them marks."""
        rest = iter(papers)
        numbers: list[int] = []
        while part := list(islice(rest, COMMIT)):
            entries = tuple(
                Entry(at, (at, at), title, abstract, tuple(authors.split(" ; ")))
                for at, (_, title, abstract, authors, _) in enumerate(part, 1)
            )
            name = f"from {part[0][0]}"
            digest = Digest(name, "jsonl", None, entries)
            imports.add(self._library, Document(name, name.encode()), digest, origin="command")
            numbers += [paper[0] for paper in part]
        tag(self._library, list(filter(kept, numbers)), add=(TAG,), origin="command")
        move(self._library, [paper for paper in numbers if not in_inbox(paper)], "done", origin="command")
        Indexer(self._library, self._cache).bring_up_to_date()

    def rest(self) -> None:
        """What the job does while nobody writes."""
        Indexer(self._library, self._cache).rest()

    def ask(self, question: Question) -> int:
        """As it is typed."""
        return self._finder.find(Find(0, "is:inbox", question.line, typing=question.typing)).everywhere

    def close(self) -> None:
        """Library and index."""
        self._finder.close()
        self._library.close()


class OurIndex:
    """Reading List's index alone, without library and marks."""

    kinds: Collection[str] = tuple(kind for kind in KINDS if kind != "mark-word")

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "ours"
        self._state = IndexState("bench", "", 1, FORMAT, shelf.whoosh_build())
        self._index: WordIndex | None = None

    def fill(self, papers: Iterable[Words]) -> None:
        """Make it anew."""
        shelf.rebuild(self._folder, self._state, papers)
        self._index = WordIndex(self._folder, before=self._index)

    def rest(self) -> None:
        """Join segments."""
        shelf.rest(self._folder, self._state)
        self._index = WordIndex(self._folder, before=self._index)

    def ask(self, question: Question) -> int:
        """The line read, the best found, all counted."""
        assert self._index is not None
        if question.kind == "similar":
            papers, scores = self._index.similar(Counter(words(question.told)).items())
        else:
            papers, scores = self._index.words(query.parse(question.line, typing=question.typing).root)
        best = np.argpartition(scores, -BEST)[-BEST:] if len(scores) > BEST else np.arange(len(scores))
        papers.take(best[np.argsort(-scores.take(best))]).tolist()
        return len(papers)

    def close(self) -> None:
        """The segments."""
        if self._index is not None:
            self._index.close()

    def put(self, papers: Sequence[Words], *, durable: bool) -> None:
        """One commit, and the index opened again."""
        gone = [paper[0] for paper in papers]
        if durable:
            shelf.update(self._folder, self._state, gone, papers)
        else:
            with patch.object(storage, "_sync", lambda _path: None):
                shelf.update(self._folder, self._state, gone, papers)
        self._index = WordIndex(self._folder, before=self._index)
