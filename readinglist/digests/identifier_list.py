"""Reads lists of arXiv ids, DOIs, PMIDs and addresses of papers, with or without words beside: a stub for each."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests import identifier_lines, markdown
from readinglist.digests.harvest import Harvest
from readinglist.digests.identifier_lines import Line, Named
from readinglist.digests.seen import Seen
from readinglist.model import Digest

NAME: Final = "identifiers"
_HEADER: Final = re.compile(r"(?:arxiv|pubmed|paper)?[ _-]*(?:ids?|pmids?|dois?|urls?|links?)?\W*", re.IGNORECASE)
_HEADING: Final = re.compile(r"(?:#{1,6}|//|%)(?:\s|$)|[^\w\s]+$|[^\d]{1,80}:$")
_SIGN: Final = re.compile(r"\d{4}\.\d{4}|10\.\d{4}|https?://|www\.|[a-z]/\d{7}|PM(?:ID|C\d)|\d{6}", re.IGNORECASE)
_SIGNED: Final = 0.3
"""Where fewer lines show any sign of an identifier, none is looked at closely."""
_FIRST: Final = 3
"""A line of a lower number may be a header."""
_MOST: Final = 0.6
"""So many of the lines name a paper."""
_RUNNING: Final = 200
"""Words so long beside an identifier are running text; a list of identifiers has none."""


def sniff(seen: Seen) -> bool:
    """Whether most lines are identifiers or an address and nothing else; or, where it is no Markdown, begin with
    one, end with one behind a title, or are pairs of title and address."""
    told = [line for line in seen.full if not _HEADING.match(line)]
    if sum(_SIGN.search(line) is not None for line in told) < max(1, _SIGNED * len(told)):
        return False
    lines = [identifier_lines.read(0, line) for line in told]
    if any(len(line.beside) >= _RUNNING and " " in line.beside for line in lines):
        return False
    if sum(line.alone for line in lines) >= _MOST * len(lines):
        return True
    paired = {place for pair in identifier_lines.pairs(lines).items() if lines[pair[0]].papers for place in pair}
    named = sum((line.names and bool(line.papers)) or at in paired for at, line in enumerate(lines))
    return named >= _MOST * len(lines) and not markdown.sniff(seen)


def parse(seen: Seen) -> Digest:
    """A stub for every paper that a line names. Raises UserError where none does."""
    harvest = Harvest(seen, NAME)
    lines = [
        line
        for number, whole in enumerate(seen.text.splitlines(), start=1)
        if (line := identifier_lines.read(number, whole)).text
    ]
    lines = [line for line in lines if line.papers or not _HEADING.match(line.text)]
    titles = identifier_lines.pairs(lines)
    beside = set(titles.values())
    for at, line in enumerate(lines):
        if at in beside:
            continue
        words = lines[titles[at]] if at in titles else line
        taken = [_take(harvest, paper, line, words) for paper in line.papers]
        if not any(taken) and not _is_header(line):
            told = line.text if words is line else f"{words.text} {line.text}"
            harvest.lost("no identifier of a paper", told, line.number)
    return harvest.digest()


def _take(harvest: Harvest, paper: Named, line: Line, words: Line) -> bool:
    """One paper of a line, with the words of that line or of the one it is paired with; False where neither an
    identifier nor a title tells which it is."""
    title = words.title
    if not title and not paper.identifiers:
        return False
    return harvest.paper(
        title or paper.identifiers.get("pmcid", ""),
        lines=(min(line.number, words.number), max(line.number, words.number)),
        identifiers=paper.identifiers,
        links={"paper": paper.address},
        comment="" if title else words.beside,
        title_is="title" if title else "stub",
    )


def _is_header(line: Line) -> bool:
    """Whether a line names the column below it."""
    return line.number < _FIRST and _HEADER.fullmatch(line.text) is not None
