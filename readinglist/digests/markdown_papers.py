"""A paper of a Markdown digest as it is gathered, and which of a place's links lead to the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from readinglist.digests import fields, markdown_words, paper_links
from readinglist.digests.harvest import Harvest
from readinglist.digests.markdown_blocks import Block
from readinglist.digests.markdown_inline import Line, Link
from readinglist.digests.markdown_titles import people, said, tidy
from readinglist.digests.markdown_words import Field

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONG: Final = 300
"""Characters that make a line below a title an abstract."""
_DATE_WITHIN: Final = 120
_NOTHING: Final = frozenset({"", "null", "none", "-", "n/a", "na", "/", "—", "link"})
_MOST_BESIDE: Final = 50
_COUNT: Final = re.compile(r"\d[\d,]{0,8}")


@dataclass(slots=True)
class Paper:
    """A paper as it is gathered."""

    first: int
    last: int
    title: str = ""
    short: bool = False
    links: list[Link] = field(default_factory=list)
    """Those that lead to it."""
    code: str = ""
    told: dict[Field, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def tell(self, kind: Field, text: str) -> None:
        """Take in what a column or label says."""
        if text.strip().lower() not in _NOTHING:
            self.told.setdefault(kind, []).append(text)

    def give(self, harvest: Harvest) -> None:
        """Hand it over."""
        told = self.told
        title = self.title or " ".join(told.get("title", ())[:1])
        abstract = told.get("abstract") or told.get("translation") or []
        published = " ".join(told.get("published", ())[:1]) or _beside(self.notes)
        votes = _COUNT.search(" ".join(told.get("votes", ())[:1]))
        comment = [*told.get("summary", ()), *told.get("comment", ()), *self.notes]
        pdf = next((link.address for link in self.links if _is_pdf(link)), None)
        page = next((link.address for link in self.links if not _is_pdf(link)), None)
        short = self.short or title.endswith(("…", "..."))
        harvest.paper(
            title,
            "\n\n".join(abstract),
            lines=(self.first, max(self.first, self.last)),
            authors=fields.people("; ".join(told.get("authors", ())), commas=True),
            identifiers=self.identifiers,
            links={"paper": page, "pdf": pdf, "code": self.code},
            published=date(published),
            votes=int(votes[0].replace(",", "")) if votes else None,
            venue=" ".join(told.get("venue", ())[:1]),
            comment=" ".join(comment),
            title_is="short" if short else "title",
        )

    @property
    def identifiers(self) -> dict[str, str]:
        """What its links name; the first of a kind counts."""
        found: dict[str, str] = {}
        for link in self.links:
            found = paper_links.named(link.address) | found
        return found


@dataclass(slots=True)
class Holder:
    """A heading or list item that may turn out to be a paper."""

    block: Block
    paper: Paper
    own: bool = False
    """Whether its own title is a link to the paper, or stands beside one."""
    links: list[Link] = field(default_factory=list)
    """Links to papers below it that have no title of their own."""
    beside: list[Paper] = field(default_factory=list)
    """More papers that its own lines link to."""
    parted: bool = False
    """Whether papers with titles of their own stand below it: it is only their topic."""
    open: Field | None = None
    """The label whose text comes next."""
    body: list[str] = field(default_factory=list)


def _is_pdf(link: Link) -> bool:
    return "pdf" in link.address.lower() or (
        link.label.strip("[] ").lower() == "pdf" and "/abs/" not in link.address
    )


def date(text: str) -> str | None:
    """The date in a text, Chinese ones too, as ISO."""
    return fields.iso_date(text.replace("年", "-").replace("月", "-").replace("日", " ").replace("- ", " "))


def _beside(notes: Sequence[str]) -> str:
    """The date in a short note, such as (CVPR 2023)."""
    short = [note for note in notes if len(note) <= _DATE_WITHIN and _YEAR.search(note)]
    return short[0] if short else ""


def code(line: Line) -> str:
    """The address of the code a line links to."""
    named = (
        link.address
        for link in line.links
        if ("github.com/" in link.address or "gitlab.com/" in link.address) and "/paper" not in link.address
    )
    return next(named, "")


def shared(links: Iterable[Link]) -> list[list[Link]]:
    """Links parted by paper: two arXiv ids, or two DOIs, are two papers; what names none goes with the first."""
    groups: list[tuple[dict[str, str], list[Link]]] = []
    for link in links:
        found = paper_links.named(link.address)
        found.pop("arxiv_version", None)
        for known, group in groups[:_MOST_BESIDE]:
            if all(known.get(kind, value) == value for kind, value in found.items()):
                known.update(found)
                group.append(link)
                break
        else:
            groups.append((found, [link]))
    return [group for _, group in groups]


def aside(paper: Paper, lines: Iterable[Line]) -> None:
    """Take in the lines below a title that carry no label: names, an abstract, or a word on it."""
    for line in lines:
        text = tidy(said(line))
        if told := markdown_words.labelled(line.text):
            paper.tell(*told)
        elif "authors" not in paper.told and people(line.text):
            paper.tell("authors", line.text)
        elif len(text) > _LONG and "abstract" not in paper.told and not paper.short:
            paper.tell("abstract", text)
        elif text:
            paper.notes.append(text)
        paper.code = paper.code or code(line)
