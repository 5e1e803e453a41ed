"""Papers that a file marks as such, by headings or labels: their parts, and the joining of repeated ones."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from readinglist.digests.text.analysis import Analysis, Block
from readinglist.digests.text.facts import Facts, gathered
from readinglist.digests.text.labelling import Label
from readinglist.digests.text.lines import Line
from readinglist.digests.text.marks import Bare
from readinglist.digests.text.measures import Paragraph, measured
from readinglist.digests.text.meta import Meta
from readinglist.digests.text.names import listed
from readinglist.digests.text.readings import joined
from readinglist.digests.text.weights import WEIGHTS as W
from readinglist.text.fold import title_key

BODY: Final = "body"
"""The section a card begins with; the others are called by the field they hold, or by nothing known."""
_ENDED: Final = re.compile(r"[.!?:]['\"’”)\]]{0,2}$")
_SAME: Final = ("arxiv", "doi", "pmid", "openreview")


@dataclass(slots=True)
class Part:
    """Lines of running text with nothing between them, as indexes, and the section they stand in."""

    section: str
    lines: list[int]
    heading: str = ""
    """The heading of a section of no known name."""


@dataclass(slots=True)
class Card:
    """One paper as marked: where it begins, its title's lines, and the text below."""

    start: int
    title: list[int]
    parts: list[Part] = field(default_factory=list)

    def add(self, at: int, section: str, heading: str = "") -> None:
        """Take in a line of text; one directly below another goes on with it."""
        last = self.parts[-1] if self.parts else None
        if last is not None and last.section == section and last.lines[-1] == at - 1:
            last.lines.append(at)
        else:
            self.parts.append(Part(section, [at], heading))


def analysis(lines: list[Line], bares: Sequence[Bare], cards: Sequence[Card], best: Sequence[str]) -> Analysis:
    """The cards as a reading of the file. `best` are the sections whose text is the abstract, the most trusted
    first; the first of them that a card has counts, and what else is long enough is a comment."""
    paragraphs: list[Paragraph] = []
    labels: list[Label] = []
    for card in cards:
        paragraphs.append(measured(joined([lines[at].text for at in card.title]), card.title[0], card.title[-1]))
        labels.append(Label.TITLE)
        for text in _sorted_out(lines, bares, card, best):
            labels.append(Label.MORE if labels[-1] in {Label.ABSTRACT, Label.MORE} else Label.ABSTRACT)
            paragraphs.append(text)
    starts = [card.start for card in cards]
    read = Analysis(tuple(lines), tuple(paragraphs), tuple(labels), 0.0, marked=True)
    return _joined(read, gathered(lines, starts, marked=True))


def _sorted_out(lines: list[Line], bares: Sequence[Bare], card: Card, best: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a card's abstract. Lines of names, comments and bare links become meta lines; what is
    left is too short for anything."""
    abstract: list[Paragraph] = []
    chosen = ""
    spare: list[tuple[Part, list[Paragraph]]] = []
    for place, part in enumerate(card.parts):
        whole = joined([lines[at].text for at in part.lines])
        people = listed(whole) if place == 0 and part.section == BODY else ()
        if len(people) > 1:
            _tell(lines, part, Meta(authors=people))
        elif _is_text(whole) or part.section in best[: best.index(BODY)]:
            spare.append((part, _paragraphs(lines, bares, part)))
        elif all(piece.linked for at in part.lines for piece in bares[at].pieces):
            _tell(lines, part, lines[part.lines[0]].meta)
    chosen = next((section for section in best if any(part.section == section for part, _ in spare)), BODY)
    first = next((part for part, _ in spare if part.section == chosen), None)
    for part, texts in spare:
        if part.section == chosen and first is not None and part.heading == first.heading:
            abstract.extend(texts)
        elif any(_is_text(one.text) for one in texts):
            said = "\n\n".join(one.text for one in texts)
            _tell(lines, part, Meta(comment=f"{part.heading}: {said}" if part.heading else said))
    return abstract


def _tell(lines: list[Line], part: Part, meta: Meta) -> None:
    """What a part tells is told by its first line."""
    for at in part.lines:
        lines[at] = replace(lines[at], kind="meta", meta=meta if at == part.lines[0] else Meta())


def _is_text(text: str) -> bool:
    """Whether it is long enough for an abstract, or has more than one sentence."""
    return len(text) >= W.card_text or measured(text, 0, 0).boundaries > 0


def _paragraphs(lines: Sequence[Line], bares: Sequence[Bare], part: Part) -> list[Paragraph]:
    """The part cut where a line is indented after the end of a sentence, as hard-wrapped abstracts have it."""
    runs = [[part.lines[0]]]
    for at in part.lines[1:]:
        fresh = bares[at].indented and not bares[at - 1].indented and _ENDED.search(lines[at - 1].text[-4:])
        if fresh:
            runs.append([at])
        else:
            runs[-1].append(at)
    return [measured(joined([lines[at].text for at in run]), run[0], run[-1]) for run in runs]


def _joined(read: Analysis, facts: Sequence[Facts]) -> Analysis:
    """Each paper once: of the cards with one identifier, or one title and no two identifiers, the one with the
    longest abstract stays, filled up with what the others tell; those are reported."""
    blocks = read.blocks()
    groups: dict[str, int] = {}
    stays: list[int] = []
    merged: list[Facts] = []
    for at, (block, fact) in enumerate(zip(blocks, facts, strict=True)):
        keys = [f"{kind} {fact.identifiers[kind]}" for kind in _SAME if kind in fact.identifiers]
        keys.append(f"title {title_key(block.title.text) or at}")
        known = (groups[key] for key in keys if key in groups)
        group = next((group for group in known if not _differ(merged[group], fact)), len(stays))
        if group == len(stays):
            stays.append(at)
            merged.append(fact)
        elif _length(block) > _length(blocks[stays[group]]):
            stays[group] = at
            merged[group] = fact.filled(merged[group])
        else:
            merged[group] = merged[group].filled(fact)
        for key in keys:
            groups.setdefault(key, group)
    kept = {at: merged[group] for group, at in enumerate(stays)}
    return replace(
        read,
        labels=tuple(_labels(read, kept)),
        facts=tuple(kept[at] for at in sorted(kept)),
        repeats=tuple(block for at, block in enumerate(blocks) if at not in kept),
    )


def _labels(read: Analysis, kept: Container[int]) -> list[Label]:
    """The labels, with those of repeated cards as of foreign lines."""
    labels: list[Label] = []
    at = -1
    for label in read.labels:
        at += label is Label.TITLE
        labels.append(label if at in kept else Label.JUNK)
    return labels


def _differ(one: Facts, other: Facts) -> bool:
    """Whether two papers have different identifiers of one kind."""
    return any(
        one.identifiers[kind] != other.identifiers[kind]
        for kind in _SAME
        if kind in one.identifiers and kind in other.identifiers
    )


def _length(block: Block) -> int:
    return sum(one.length for one in block.abstract)
