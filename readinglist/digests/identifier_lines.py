"""Lines of a list of identifiers: the papers a line names, and the title or remark beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from readinglist.digests import paper_links
from readinglist.digests.fields import identify, one_line
from readinglist.text import identifiers

_LIST_SIGN: Final = re.compile(r"(?:(?:[-*+•]|\d{1,4}[.)]|\[\d{1,4}\])\s+)?(?:\[[ xX]?\]\s+)?")
_ENCLOSING: Final = " \t\ufeff,;<>\"'"
_NUMBERS: Final = re.compile(r"\d{1,9}|\d{6,9}(?:\s?[,;]\s?\d{6,9})+")
_SHORTEST_NUMBER: Final = 6
"""Digits of a number that shows by itself that it is a PMID."""
_GLUE: Final = re.compile(
    r"[,;|](?=https?://|(?:doi:\s?)?10\.\d{4,9}/|(?:arxiv:\s?)?\d{4}\.\d{4,5}(?!\d)|PMC\d|pmid)", re.IGNORECASE
)
_ID: Final = re.compile(
    r"(?<![\w./-])(?:(?:arxiv\s?[:.]?\s?)?"
    r"(?P<arxiv>(?:\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?(?:\.pdf)?(?![\w/]|\.\w))"
    r"|(?:doi\s?[:.]?\s?)?(?P<doi>10\.\d{4,9}/\S{1,500})"
    r"|pmid\s?:?\s?(?P<pmid>\d{1,9})(?!\w)"
    r"|(?:pmcid\s?:?\s?)?(?P<pmcid>PMC\d{3,9})(?!\w))",
    re.IGNORECASE,
)
_PMC: Final = re.compile(r"/(PMC\d{3,9})\b", re.IGNORECASE)
_LINKED: Final = re.compile(r"\[([^\[\]\n]{1,300})\]\(\s?\)")
_EMPTY: Final = re.compile(r"\[\s?\]|\(\s?\)|<\s?>")
_CATEGORY: Final = re.compile(r"[\[(](?:[a-z-]{2,10}\.[A-Za-z-]{2,10}|astro-ph|hep-[a-z]{2}|gr-qc|quant-ph)[\])]")
_EDGES: Final = " \t|,;:*_~`\"'“”‘’«»<>–—-·•→#"
_REMARK: Final = re.compile(r"[\s.]{0,9}(?:[#,;(]|//)")
_PAGE: Final = re.compile(r"Paper page\s[-–—]\s")
_SITE: Final = re.compile(
    r"\s[|–—-]\s(?:OpenReview|arXiv(?:\.org)?|alphaXiv|Nature|ACL Anthology|PubMed|PMC|Hugging Face|bioRxiv"
    r"|medRxiv|ScienceDirect|SpringerLink|IEEE \w{1,20}|Semantic Scholar)$"
)
_TITLE: Final = re.compile(r"(?!(?i:see|read|reread|check|cf|todo|via|we|i|great|nice)\b)[^\W_a-z]")
_HANGING: Final = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "by", "to", "from", "with", "via", "see", "and", "or", "is", "for"}
)
_CELLS: Final = " | "
_PARTS: Final = (". ", _CELLS)
"""Signs of a second sentence or of a table's cells."""
_CUT: Final = ("…", "...")
_LONGEST_TITLE: Final = 300
_WORDS: Final = 3
_PAIRED: Final = 0.8
"""So many of the lines stand in pairs of title and address where a list is made of them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A paper as a line names it: by identifiers, an address, or both."""

    identifiers: dict[str, str]
    address: str | None = None


@dataclass(frozen=True)
class Line:
    """What a line says without list sign and enclosing signs, and the papers it names."""

    number: int
    text: str
    papers: tuple[Named, ...] = ()
    beside: str = ""
    """What stands beside them."""
    leads: bool = True
    """Whether the first stands before all words, …"""
    closes: bool = True
    """… or the last behind."""
    remark: bool = False
    """Whether the sign behind the first is one that remarks begin with."""

    @cached_property
    def alone(self) -> bool:
        """Whether it is nothing but identifiers or an address."""
        if self.text.isdecimal():
            return len(self.text) >= _SHORTEST_NUMBER
        if self.papers and not self.beside:
            return True
        return " " not in self.text and self.text.startswith(("http://", "https://", "www."))

    @cached_property
    def names(self) -> bool:
        """Whether it is made to name a paper: an identifier, alone or before words, or a title before one."""
        if self.alone or not self.papers:
            return self.alone
        return any(map(str.isalpha, self.beside)) if self.leads else self.closes and bool(self.title)

    @cached_property
    def title(self) -> str:
        """The text beside the only paper it names, or all of it, where that is clearly a title."""
        if len(self.papers) > 1 or self.remark or not (self.leads or self.closes):
            return ""
        return _title(self.beside if self.leads else self.beside.rstrip("."))


def read(number: int, whole: str) -> Line:
    """A line of a list, by its number."""
    text = _LIST_SIGN.sub("", whole.strip(_ENCLOSING), count=1)
    if _NUMBERS.fullmatch(text):
        return Line(number, text, tuple(Named({"pmid": _number(told)}) for told in re.findall(r"\d+", text)))
    parted = _GLUE.sub(" ", text)
    found = sorted(_found(parted), key=lambda one: one[:2])
    named = {} if " " in text or (found and "<" not in text) else identify(text)
    if named:  # DOIs of old journals hold what ends an address
        return Line(number, text, (Named(named, text if text.startswith("http") else None),))
    if not found:
        return Line(number, text, beside=_cleaned(text))
    ends = [0, *(end for _, end, _ in found)]
    starts = [*(start for start, _, _ in found), len(parted)]
    pieces = [parted[end:start] for end, start in zip(ends, starts, strict=True)]
    return Line(
        number,
        text,
        tuple(_distinct(paper for _, _, paper in found)),
        _cleaned("".join(pieces)),
        leads=not any(map(str.isalnum, pieces[0])),
        closes=not any(map(str.isalnum, pieces[-1])),
        remark=_REMARK.match(_EMPTY.sub("", _CATEGORY.sub("", pieces[1].lstrip("])>")))) is not None,
    )


def _found(text: str) -> Iterator[tuple[int, int, Named]]:
    """The papers a text names, each from where to where. Overlapping ones do not occur."""
    pieces: list[str] = []
    at = 0
    for start, end, address in identifiers.addresses(text):
        pieces += [text[at:start], "_" * (end - start)]
        at = end
        if named := _of_address(address):
            yield start, end, named
    for told in _ID.finditer("".join([*pieces, text[at:]])):
        kind = told.lastgroup or ""
        value = told[kind]
        end = told.end()
        if kind == "doi":
            stored = identifiers.doi(value) or ""
            end = told.start(kind) + len(stored if value.lower().startswith(stored) else value.rstrip(".,;:"))
        if named := _of_kind(kind, value):
            yield told.start(), end, named


def _of_address(address: str) -> Named | None:
    named = paper_links.named(address) or identify(address)
    if not named and (central := _PMC.search(address)):
        named = {"pmcid": central[1].upper()}
    return Named(named, address) if named or paper_links.leads(address) else None


def _of_kind(kind: str, value: str) -> Named | None:
    if kind == "pmid":
        return Named({kind: _number(value)})
    if kind == "pmcid":
        return Named({kind: value.upper()}, f"https://pmc.ncbi.nlm.nih.gov/articles/{value.upper()}/")
    named = identifiers.normalise(kind, value)
    return Named(named) if named else None


def _number(told: str) -> str:
    return told.lstrip("0") or "0"


def _distinct(papers: Iterator[Named]) -> list[Named]:
    """Each paper once, with the first address it is given."""
    found: dict[str, Named] = {}
    for paper in papers:
        name = next(iter(paper.identifiers.values()), paper.address or "")
        known = found.get(name, paper)
        found[name] = Named(paper.identifiers | known.identifiers, known.address or paper.address)
    return list(found.values())


def _cleaned(text: str) -> str:
    """Text without what removed identifiers leave empty, subject classes, and the signs that part things."""
    text = _CATEGORY.sub(" ", _EMPTY.sub(" ", _LINKED.sub(r"\1", text)))
    text = one_line(text.replace("\t", _CELLS)).strip(_EDGES)
    if not any(map(str.isalnum, text)):
        return ""
    return text[1:-1] if text.startswith("(") and text.find(")") == len(text) - 1 else text


def _title(text: str) -> str:
    """The title a text consists of, without the name of the site; empty where it is not clearly one."""
    text = _SITE.sub("", _PAGE.sub("", text, count=1)).strip(_EDGES).removesuffix(".pdf")
    words = text.split()
    if (
        sum(any(map(str.isalpha, word)) for word in words) < _WORDS
        or len(text) > _LONGEST_TITLE
        or not _TITLE.match(text)
        or any(sign in text for sign in _PARTS)
    ):
        return ""
    ends = words[-1].lower() in _HANGING or (text.endswith((".", "!")) and not text.endswith(_CUT))
    return "" if ends else text


def pairs(lines: Sequence[Line]) -> dict[int, int]:
    """For the places of addresses and identifiers in a list of pairs the places of their titles, which all stand
    before them or all behind; none where the lines are no such list, or it does not show which."""
    before, behind = _pairs(lines, -1), _pairs(lines, 1)
    found = max(before, behind, key=len)
    return found if len(before) != len(behind) and 2 * len(found) >= _PAIRED * len(lines) else {}


def _pairs(lines: Sequence[Line], step: int) -> dict[int, int]:
    return {
        at: at + step
        for at, line in enumerate(lines)
        if line.alone
        and len(line.papers) < 2
        and 0 <= at + step < len(lines)
        and _entitles(lines[at + step], line)
    }


def _entitles(text: Line, paper: Line) -> bool:
    """Whether a line can be the title of a paper: it names none, or the same."""
    told = [named.identifiers for named in text.papers]
    return not text.alone and (not told or told == [named.identifiers for named in paper.papers])
