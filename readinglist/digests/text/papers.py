"""From a reading to the digest: entries with their facts, and a problem for every line that went nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from readinglist.digests.harvest import SHOWN, stem
from readinglist.digests.text.accept import numbered
from readinglist.digests.text.analysis import Analysis, Block
from readinglist.digests.text.facts import Facts, gathered, head_date
from readinglist.digests.text.names import listed
from readinglist.digests.text.phrases import DAILY, TRENDING
from readinglist.model import Digest, Entry, Problem

NOT_UNDERSTOOD: Final = "not understood"
REPEATED: Final = "there twice, joined"
NO_ABSTRACT: Final = "no abstract"


def digest(read: Analysis, name: str, file_format: str) -> Digest:
    """The digest of an accepted reading; `name` is the file's, used where the text has none."""
    blocks = read.blocks()
    starts = [block.title.first for block in blocks]
    facts = gathered(read.lines, starts) if read.facts is None else read.facts
    numbers = numbered(blocks)
    entries = tuple(
        _entry(read, block, fact, position, numbers=numbers)
        for position, (block, fact) in enumerate(zip(blocks, facts, strict=True), start=1)
    )
    dated_as, dated = head_date(read.lines[: starts[0]])
    problems = sorted([*_left_out(read), *_bare(entries)], key=lambda problem: problem.line or 0)
    return Digest(_name(read, name), file_format, dated_as, entries, tuple(problems), dated=dated)


def _entry(read: Analysis, block: Block, facts: Facts, position: int, *, numbers: bool) -> Entry:
    parts = [block.title, *block.abstract]
    last = max(parts[-1].last, facts.last)
    title = block.title.text[len(block.title.number) if numbers else 0 :]
    return Entry(
        position=position,
        lines=(read.lines[block.title.first].number, read.lines[last].number),
        title=title,
        abstract="\n\n".join(one.text for one in block.abstract),
        authors=listed(block.names.text) if block.names else facts.authors,
        identifiers=facts.identifiers,
        links=facts.links,
        published=facts.published,
        votes=facts.votes,
        author_count=facts.author_count,
        venue=facts.venue,
        comment=facts.comment,
    )


def _left_out(read: Analysis) -> Iterator[Problem]:
    again: set[int] = set()
    for block in read.repeats:
        yield Problem(read.lines[block.title.first].number, REPEATED, block.title.text[:SHOWN])
        again.update(at for one in (block.title, *block.abstract) for at in range(one.first, one.last + 1))
    for at, (line, kind) in enumerate(zip(read.lines, read.kinds(), strict=True)):
        if kind == "reported" and at not in again:
            yield Problem(line.number, NOT_UNDERSTOOD, line.text[:SHOWN])


def _bare(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry in entries:
        if not entry.abstract:
            yield Problem(entry.lines[0], NO_ABSTRACT, entry.title[:SHOWN])


def _name(read: Analysis, name: str) -> str:
    said = set(read.phrases())
    for phrase in (DAILY, TRENDING):
        if phrase in said or f"{phrase} - hugging face" in said:
            return phrase.title()
    return stem(name)
