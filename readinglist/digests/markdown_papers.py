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
from readinglist.digests.markdown_titles import tidy, unmarked, width
from readinglist.digests.markdown_words import Field

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABSTRACT: Final = 150
"""So wide a text below a title is an abstract."""
_PARAGRAPH: Final = 80
"""So wide a part of it is a paragraph."""
_IN_BRACKETS: Final = re.compile(r"[(（][^()（）]{0,200}[)）]")
_SENTENCE_END: Final = tuple(".!?…;:,。！？；：，")
_DATE_WITHIN: Final = 120
_NOTHING: Final = frozenset({"", "null", "none", "-", "n/a", "na", "/", "—", "link"})
_MOST_BESIDE: Final = 50
_PAIR: Final = 2
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
    body: list[str] = field(default_factory=list)
    """The texts below it that carry no label, in order."""
    notes: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Take in a text that carries no label."""
        text = text if self.is_long(text) else tidy(text, points=True)
        if text and not text.isdigit():
            self.body.append(text)

    def is_long(self, text: str) -> bool:
        """Whether a text may be an abstract's paragraph; below a nickname, or where the title's own line goes on
        as long, all is a remark."""
        remarked = self.short or any(width(note) >= _ABSTRACT for note in self.notes)
        return not remarked and width(text) >= _PARAGRAPH

    def tell(self, kind: Field, text: str) -> None:
        """Take in what a column or label says."""
        if text.strip().lower() not in _NOTHING:
            self.told.setdefault(kind, []).append(text)

    def give(self, harvest: Harvest) -> None:
        """Hand it over."""
        told = self.told
        title = self.title or " ".join(told.get("title", ())[:1])
        abstract, remarks = self._texts()
        abstract = told.get("abstract") or abstract or told.get("translation") or []
        published = " ".join(told.get("published", ())[:1]) or _beside(self.notes)
        votes = _COUNT.search(" ".join(told.get("votes", ())[:1]))
        named = [text for text in told.get("paper", ()) if text not in title and _is_name(text)]
        notes = [note for note in self.notes if any(sign.isalpha() for sign in note)]
        comment = [*told.get("summary", ()), *told.get("comment", ()), *named, *notes, *remarks]
        pdf = next((link.address for link in self.links if _is_pdf(link)), None)
        page = next((link.address for link in self.links if not _is_pdf(link)), None)
        short = self.short or title.endswith(("…", "..."))
        harvest.paper(
            title,
            "\n\n".join(abstract),
            lines=(self.first, max(self.first, self.last)),
            authors=_people(told.get("authors", ())),
            identifiers=self.identifiers,
            links={"paper": page, "pdf": pdf, "code": self.code},
            published=date(published),
            votes=int(votes[0].replace(",", "")) if votes else None,
            venue=" ".join(told.get("venue", ())[:1]),
            comment=run(comment),
            title_is="short" if short else "title",
        )

    def _texts(self) -> tuple[list[str], list[str]]:
        """What carries no label parted into the abstract's paragraphs and remarks: the first and the last long
        text, and all between them, are the abstract, where no label names one."""
        long = [at for at, text in enumerate(self.body) if self.is_long(text)]
        if "abstract" in self.told or sum(width(self.body[at]) for at in long) < _ABSTRACT:
            return [], self.body
        begin, end = long[0], long[-1] + 1
        return self.body[begin:end], [*self.body[:begin], *self.body[end:]]

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
    open_at: int = 0
    """The indent from which on a block goes on with it."""
    lines: Sequence[Line] = ()
    """Its own."""
    said: tuple[int, int] = (0, 0)
    """How many texts and notes these gave."""
    since: int = 0
    """How many papers there were above it."""
    inner: list[str] = field(default_factory=list)
    """What headings below it say, which is its own if no other papers stand there."""


def _is_name(text: str) -> bool:
    """Whether what a label such as `Paper:` says is a name, not a number or where it leads."""
    return markdown_words.is_title(text) and not any(sign.isdigit() for sign in text.split(maxsplit=1)[0])


def _people(told: Iterable[str]) -> tuple[str, ...]:
    """The names in some rows of them, without affiliations in brackets."""
    rows = [unmarked(_IN_BRACKETS.sub("", row)).replace("、", ",").replace("，", ",") for row in told]
    return fields.names(name for row in rows for name in fields.people(row, commas=not _family_first(row)))


def _family_first(row: str) -> bool:
    """Whether a comma in a row of names stands within a name: `One, Ann; Two, Bob`, or `One, Ann` alone."""
    parts = row.split(",")
    pair = len(parts) == _PAIR and all(len(part.split()) == 1 for part in parts)
    return ";" in row or (pair and width(row) == len(row))


def run(texts: Iterable[str]) -> str:
    """Texts one after another, each of them ended."""
    ended = [text if text.endswith(_SENTENCE_END) else f"{text};" for text in dict.fromkeys(texts)]
    return " ".join(ended).removesuffix(";")


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
