"""Markdown digests and lists: tables, list items and headings that link to papers, each of them a paper."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests import markdown_front, markdown_papers, signs
from readinglist.digests.harvest import Harvest
from readinglist.digests.markdown_blocks import Source
from readinglist.digests.markdown_walk import Walk
from readinglist.digests.seen import Seen
from readinglist.model import Digest

NAME: Final = "markdown"
_SUFFIXES: Final = (".md", ".markdown", ".mdown", ".mkd")
_PAGES: Final = ("<!doctype", "<html", "<head", "<body")
_DIGEST: Final = re.compile(
    r"paper|arxiv|digest|daily|weekly|reading|awesome|survey|bibliograph|论文|論文|日报|周报|논문", re.IGNORECASE
)
_DAY: Final = re.compile(r"(?<!\d)20\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?")
_UPDATED: Final = re.compile(r"updat|generat|更新|生成|日期|\bdate\b", re.IGNORECASE)
_FRONT: Final = 20_000
_FIRST_LINES: Final = 40
_MOST_PASSING: Final = 20


def sniff(seen: Seen) -> bool:
    """Rows, items or headings with links to papers: five papers, or fewer where the rest is Markdown too."""
    named = seen.document.name.lower().endswith(_SUFFIXES)
    page = seen.head[:20].lower().startswith(_PAGES) if named else signs.html(seen)
    if page or signs.xml(seen) or signs.json(seen):
        return False
    return signs.markdown(seen, few=named) or (named and _is_note(seen))


def _is_note(seen: Seen) -> bool:
    """Whether the properties at its head are those of a paper."""
    paper = markdown_front.paper(Source(seen.text[:_FRONT]).front)
    return bool(paper.title and paper.links)


def parse(seen: Seen) -> Digest:
    """A paper for every row, item or heading that links to one."""
    harvest = Harvest(seen, NAME, topics=True)
    walk = Walk(Source(seen.text))
    for paper in walk.papers:
        paper.give(harvest)
    known = {value for entry in harvest.entries for value in entry.identifiers.values()}
    beside = [
        (line, link)
        for line, link in walk.passing
        if known.isdisjoint(markdown_papers.Paper(line, line, links=[link]).identifiers.values())
    ]
    for line, link in beside[:_MOST_PASSING]:
        harvest.problem("a paper linked in running text was not taken in", f"{link.label} {link.address}", line)
    if len(beside) > _MOST_PASSING:
        harvest.problem(f"{len(beside) - _MOST_PASSING} more papers linked in running text were not taken in")
    written = _date(seen, walk)
    return harvest.digest(_name(walk), dated=markdown_papers.date(written) if written else None, dated_as=written)


def _name(walk: Walk) -> str:
    """The digest's own name: its first heading, if that stands above all papers and says that it is one."""
    before = walk.papers[0].first if walk.papers else 0
    above = [(level, text) for level, text, line in walk.headings if line < before and text]
    top = [text for level, text in above if level == 1 and not _UPDATED.search(text)]
    named = [text for _, text in above if _DIGEST.search(text) and not _UPDATED.search(text)]
    return next(iter([*top, *named]), "")[:200]


def _date(seen: Seen, walk: Walk) -> str | None:
    """The day the digest says it is of, as it writes it."""
    before = walk.papers[0].first if walk.papers else 0
    told = [text for _, text, line in walk.headings if line < before]
    told += [line for line in seen.lines[: min(before, _FIRST_LINES)] if _UPDATED.search(line[:200])]
    return next((found[0] for text in told if (found := _DAY.search(text[:400]))), None)
