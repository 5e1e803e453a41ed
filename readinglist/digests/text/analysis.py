"""A file as the text reader sees it: lines, the paragraphs of the best reading, what each was taken for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from readinglist.digests.text.classify import classified
from readinglist.digests.text.facts import Facts
from readinglist.digests.text.labelling import Label, labelled
from readinglist.digests.text.lines import Line
from readinglist.digests.text.measures import Paragraph
from readinglist.digests.text.phrases import HEADER
from readinglist.digests.text.readings import READINGS, Runs, joining_cost, paragraphs

Kind = Literal["blank", "title", "abstract", "meta", "boilerplate", "reported"]
"""Where a line of the file went: every line is exactly one of these."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paper's paragraphs."""

    title: Paragraph
    names: Paragraph | None
    abstract: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A file as read; `labels` belong to `paragraphs` one by one."""

    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    labels: tuple[Label, ...]
    cost: float
    marked: bool = False
    """Headings or labels say where the papers are."""
    facts: tuple[Facts, ...] | None = None
    """Of the papers in order, where they were needed to tell repeated ones."""
    repeats: tuple[Block, ...] = ()
    """Papers that are there again; their lines count as reported."""

    @property
    def from_site(self) -> bool:
        """Whether a header phrase says where the text comes from."""
        return any(phrase in HEADER for phrase in self.phrases())

    def phrases(self) -> Iterator[str]:
        """The boilerplate lines and glued-on phrases, as the list of phrases writes them."""
        return (said for line in self.lines for said in line.phrases)

    def blocks(self) -> list[Block]:
        """The papers in order."""
        starts = [at for at, label in enumerate(self.labels) if label is Label.TITLE]
        return [self._block(start, end) for start, end in pairwise([*starts, len(self.labels)])]

    def kinds(self) -> list[Kind]:
        """Where each line went, in the order of the lines."""
        kinds: list[Kind] = ["reported" if line.kind == "text" else line.kind for line in self.lines]
        for paragraph, label in zip(self.paragraphs, self.labels, strict=True):
            for at in range(paragraph.first, paragraph.last + 1):
                if self.lines[at].kind == "text":
                    kinds[at] = _WENT.get(label, "reported")
        return kinds

    def _block(self, start: int, end: int) -> Block:
        named = [self.paragraphs[at] for at in range(start, end) if self.labels[at] is Label.NAMES]
        abstract = [
            self.paragraphs[at] for at in range(start, end) if self.labels[at] in {Label.ABSTRACT, Label.MORE}
        ]
        return Block(self.paragraphs[start], named[0] if named else None, tuple(abstract))


_WENT: Final[dict[Label, Kind]] = {
    Label.TITLE: "title",
    Label.NAMES: "meta",
    Label.ABSTRACT: "abstract",
    Label.MORE: "abstract",
}


def plain(text: str) -> Analysis:
    """A text without marks: the cheapest of the readings, each read as papers as well as it can be."""
    lines = classified(text)
    best = Analysis(tuple(lines), (), (), float("inf"))
    tried: list[Runs] = []
    for reading in READINGS:
        runs = reading(lines)
        joining = joining_cost(lines, runs)
        if not runs or runs in tried or joining >= best.cost:
            continue
        tried.append(runs)
        pieces = paragraphs(lines, runs)
        labels, cost = labelled(pieces)
        if not best.paragraphs or joining + cost < best.cost:
            best = Analysis(best.lines, tuple(pieces), tuple(labels), joining + cost)
    return best
