"""Gathers what a reader finds in one file: papers in order, and a problem for whatever is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from readinglist.digests.fields import identify, is_placeholder, one_line, paragraphs
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Entry, Problem, UserError
from readinglist.text.identifiers import safe_url
from readinglist.text.names import unnumbered

MOST: Final = 100_000
"""Papers one file may hold."""
SHORT: Final = 60
SHOWN: Final = 100
"""Characters of the text concerned that a problem keeps."""
_SUFFIX: Final = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,5}$")
_NAMED: Final = {"arxiv": "arXiv:", "doi": "doi:", "pmid": "PMID ", "openreview": "OpenReview "}


class Harvest:
    """What one file holds. Whatever the reader hands over comes out in `digest` as an entry or a problem.
    In a file of `topics` a paper listed under several of them is one entry, by its identifiers."""

    def __init__(self, seen: Seen, form: str, *, topics: bool = False) -> None:
        self._seen = seen
        self._form = form
        self._topics: dict[tuple[str, str], int] | None = {} if topics else None
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._reported = 0

    def paper(
        self,
        title: str,
        abstract: str = "",
        *,
        lines: tuple[int, int] = (1, 1),
        authors: Sequence[str] = (),
        told: Sequence[str | None] = (),
        identifiers: Mapping[str, str] | None = None,
        links: Mapping[str, str | None] | None = None,
        published: str | None = None,
        votes: int | None = None,
        author_count: int | None = None,
        venue: str = "",
        comment: str = "",
        title_is: Literal["title", "short", "stub"] = "title",
        raw: str = "",
    ) -> bool:
        """Take in a paper: plain texts, line breaks and all. `told` are addresses, ids and DOIs to find its
        identifiers in (the first of each kind counts, `identifiers` before all). Without a title its identifier
        stands in, or how its abstract or its authors begin; without any it is a problem that shows `raw`, and
        False is returned. Raises UserError at one too many."""
        if len(self.entries) >= MOST:
            raise UserError("There is too much in it", f"It holds more than {MOST:,} papers. Split it.")
        found = identify(*told) | dict(identifiers or {})
        title = one_line(title)
        abstract = "" if is_placeholder(abstract) else abstract
        if not title:
            kind = next((kind for kind in _NAMED if kind in found), None)
            title_is = "stub"
            if kind is not None:
                title = f"{_NAMED[kind]}{found[kind]}"
            elif rest := one_line(abstract or ", ".join(authors) or venue or comment):
                title = f"Untitled: {_begun(rest)}"
                self.problem("a record without a title", rest, lines[0])
            else:
                self.lost("a record without a title", raw or " ".join(filter(None, told)), lines[0])
                return False
        safe = {use: address for use, text in (links or {}).items() if text and (address := safe_url(text))}
        self._keep(
            Entry(
                position=len(self.entries) + 1,
                lines=lines,
                title=title,
                abstract=paragraphs(abstract),
                authors=tuple(map(unnumbered, authors)),
                identifiers=found,
                links=safe,
                published=published,
                votes=votes,
                author_count=author_count,
                venue=one_line(venue),
                comment=one_line(comment),
                title_is=title_is,
            )
        )
        return True

    def _keep(self, entry: Entry) -> None:
        if self._topics is None:
            self.entries.append(entry)
            return
        named = [(kind, value) for kind, value in entry.identifiers.items() if kind in _NAMED]
        known = (self._topics[name] for name in named if name in self._topics)
        at = next((place for place in known if _one_title(self.entries[place], entry)), len(self.entries))
        if at == len(self.entries):
            self.entries.append(entry)
        else:
            self.entries[at] = _joined(self.entries[at], entry)
        for name in named:
            self._topics.setdefault(name, at)

    def problem(self, what: str, text: str = "", line: int | None = None) -> None:
        """Something that is no record was not understood."""
        self.problems.append(Problem(line, what, one_line(text[: 4 * SHOWN])[:SHOWN]))

    def lost(self, what: str, text: str = "", line: int | None = None) -> None:
        """A record was recognised and can't be kept: it counts, and is reported."""
        self._reported += 1
        self.problem(what, text, line)

    def digest(self, name: str = "", *, dated: str | None = None, dated_as: str | None = None) -> Digest:
        """All of it, under the digest's own name or the file's. Raises UserError where there is no paper."""
        if not self.entries:
            raise self._nothing()
        return Digest(
            one_line(name) or stem(self._seen.document.name),
            self._form,
            dated_as,
            tuple(self.entries),
            tuple(sorted(self.problems, key=lambda problem: problem.line or 0)),
            self._reported,
            dated,
        )

    def _nothing(self) -> UserError:
        first = self.problems[0] if self.problems else None
        why = f" First: {first.what}." if first else ""
        count = self._reported
        found = f"{count} records, none of them usable" if count else "no papers"
        return UserError(
            "There are no papers in it",
            f"`{self._seen.document.name}` was read as {self._form} and holds {found}.{why} Nothing was imported.",
        )


def _begun(text: str) -> str:
    """The beginning of a text, cut at a word."""
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]}…"


def _one_title(first: Entry, again: Entry) -> bool:
    """Whether two rows may be one: those a newsletter wrote of its own, under nicknames, stay each."""
    return "short" not in (first.title_is, again.title_is)


def _joined(first: Entry, again: Entry) -> Entry:
    """A paper as two topics of one file tell of it: the first, with what it lacked."""
    return replace(
        first,
        title=again.title if first.title_is != "title" and again.title_is == "title" else first.title,
        title_is=again.title_is if first.title_is != "title" and again.title_is == "title" else first.title_is,
        abstract=first.abstract if len(first.abstract) >= len(again.abstract) else again.abstract,
        authors=first.authors or again.authors,
        identifiers=again.identifiers | first.identifiers,
        links=again.links | first.links,
        published=first.published or again.published,
        comment=first.comment or again.comment,
    )


def stem(name: str) -> str:
    """A file's name without folder and suffix."""
    return _SUFFIX.sub("", re.split(r"[/\\]", name.rstrip("/\\"))[-1]) or name
