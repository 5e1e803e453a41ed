"""Gives the meta lines between the papers to the paper they belong to: identifiers, links, dates, votes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from urllib.parse import urlsplit

from readinglist.digests.text.lines import Line
from readinglist.digests.text.weights import WEIGHTS as W
from readinglist.text import identifiers


@dataclass(frozen=True, slots=True)
class Facts:
    """What the lines around one paper tell of it, and the last of those lines."""

    identifiers: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    published: str | None = None
    votes: int | None = None
    author_count: int | None = None
    authors: tuple[str, ...] = ()
    venue: str = ""
    comment: str = ""
    last: int = 0

    def filled(self, other: Facts) -> Facts:
        """These, and where they say nothing what `other` says."""
        return Facts(
            identifiers={**other.identifiers, **self.identifiers},
            links={**other.links, **self.links},
            published=self.published or other.published,
            votes=other.votes if self.votes is None else self.votes,
            author_count=other.author_count if self.author_count is None else self.author_count,
            authors=self.authors or other.authors,
            venue=self.venue or other.venue,
            comment=self.comment or other.comment,
            last=self.last,
        )


def head_date(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The first date above the first paper, as written and in ISO form where it has a year."""
    return next(((line.meta.dated_as, line.meta.dated) for line in lines if line.meta.dated_as), (None, None))


def gathered(lines: Sequence[Line], starts: Sequence[int], *, marked: bool = False) -> list[Facts]:
    """The facts of each paper, that begins at `starts` (indexes into `lines`, rising).

    A fact belongs to the title above it, but for those a file writes above its titles: there is one in the
    head then, and none after the last title. Where the papers are `marked` as such, only votes stand so.
    """
    ranges = [range(start, end) for start, end in pairwise([*starts, len(lines)])]
    head = range(starts[0] if starts else 0)
    facts = [Facts() for _ in starts]

    def give(
        tells: Callable[[Line], bool],
        add: Callable[[Facts, Line], Facts],
        least: float = 0.0,
        *,
        above: bool = True,
    ) -> None:
        places = [[at for at in part if tells(lines[at])] for part in ranges]
        before = [at for at in head if tells(lines[at])] if above else []
        if before and places and not places[-1]:
            places = [before[-1:], *places[:-1]]
        if sum(map(bool, places)) < least * len(places):
            return
        for paper, found in enumerate(places):
            for at in found:
                facts[paper] = replace(add(facts[paper], lines[at]), last=max(facts[paper].last, at))

    give(lambda line: any(map(_counts, line.meta.addresses)), _addressed, above=not marked)
    give(lambda line: line.meta.author_count is not None, _counted, above=not marked)
    give(lambda line: line.meta.certain or line.meta.unvoted, _voted)
    give(lambda line: line.meta.votes is not None or line.meta.unvoted, _voted, W.facts_share)
    give(lambda line: bool(line.meta.authors or line.meta.venue or line.meta.comment), _said, above=False)
    _date(facts, lines, ranges, 0.0 if marked else W.facts_share)
    return facts


def _date(facts: list[Facts], lines: Sequence[Line], ranges: Sequence[range], least: float) -> None:
    """A date in the head is the digest's, so a paper's stands after its title."""
    places = [next((at for at in part if lines[at].meta.dated_as), None) for part in ranges]
    if sum(at is not None for at in places) < least * len(places):
        return
    for paper, at in enumerate(places):
        if at is not None:
            known = facts[paper]
            facts[paper] = replace(known, published=lines[at].meta.dated, last=max(known.last, at))


def _counted(facts: Facts, line: Line) -> Facts:
    return facts if facts.author_count is not None else replace(facts, author_count=line.meta.author_count)


def _voted(facts: Facts, line: Line) -> Facts:
    return facts if facts.votes is not None else replace(facts, votes=line.meta.votes)


def _said(facts: Facts, line: Line) -> Facts:
    """Takes the first authors and the first venue, and all that is said beside."""
    return replace(
        facts,
        authors=facts.authors or line.meta.authors,
        venue=facts.venue or line.meta.venue,
        comment="\n\n".join(filter(None, (facts.comment, line.meta.comment))),
    )


def _addressed(facts: Facts, line: Line) -> Facts:
    """Takes the first identifier of each kind, and the first address of each use."""
    for told in line.meta.addresses:
        safe = _safe(told)
        found = _named(told) if safe is None else _behind(safe)
        number = found.get("arxiv")
        if number is not None and facts.identifiers.get("arxiv", number) != number:
            continue  # another paper's, mentioned here
        use = "" if safe is None else _use(safe, paper=bool(found))
        facts = replace(
            facts,
            identifiers={**found, **facts.identifiers},
            links={**({use: safe} if use and safe else {}), **facts.links},
        )
    return facts


def _counts(told: str) -> bool:
    """Whether an address says anything of a paper."""
    safe = _safe(told)
    if safe is None:
        return bool(_named(told))
    found = _behind(safe)
    return bool(found or _use(safe, paper=False))


def names_paper(address: str) -> bool:
    """Whether it is the address of a paper's page."""
    safe = _safe(address)
    return safe is not None and bool(_behind(safe))


def _safe(told: str) -> str | None:
    return identifiers.safe_url(f"https://{told}" if told.lower().startswith("www.") else told)


def _behind(address: str) -> dict[str, str]:
    """The identifiers in a web address, but not in that of a log-in button, wherever it leads then."""
    return {} if "next=" in urlsplit(address).query else identifiers.paper_url(address)


def _named(told: str) -> dict[str, str]:
    """The identifier of a line such as `arXiv:2410.05434v2 [cs.LG]`."""
    kind, _, number = told.partition(":")
    if kind.lower() not in {"arxiv", "doi"} or number.startswith("//"):
        return {}
    return identifiers.normalise(kind.lower(), number.split("[")[0].strip())


def _use(address: str, *, paper: bool) -> str:
    """What an address is to its paper; empty where it is nothing to it (a profile, a menu)."""
    parts = urlsplit(address)
    if parts.hostname in {"github.com", "www.github.com"}:
        return "code" if parts.path.count("/") > 1 else ""
    if not paper:
        return ""
    return "pdf" if "/pdf/" in parts.path or parts.path.endswith(".pdf") else "paper"
