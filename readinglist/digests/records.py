"""Turns a record of named values, of a table or of JSON, into a paper, by what its fields are usually called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from readinglist.digests.fields import given_first, iso_date, names, people, plain
from readinglist.digests.harvest import Harvest
from readinglist.text import identifiers as known

_SYNONYMS: Final[dict[str, str]] = {
    "title": "title papertitle articletitle primarytitle documenttitle paper papername 标题 论文 论文标题",
    "abstract": "abstract abstracts summary abs description abstracttext paperabstract originalabstract 摘要",
    "authors": "authors author authornames authorsnames authorfullnames firstauthors creators creator 作者",
    "arxiv": "arxivid arxiv eprint arxivnumber paperarxivid",
    "doi": "doi doilink paperdoi",
    "pmid": "pmid pubmedid pubmed",
    "id": "id paperid identifier accessionnumber entryid uid",
    "address": (
        "url link links paperurl paperlink absurl abslink arxivurl arxivlink openurllink htmlurl html pageurl"
        " huggingfaceurl hfurl articlelink href 链接"
    ),
    "pdf": "pdf pdfurl pdflink arxivpdfurl paperpdf paperpdfurl",
    "code": "code codeurl codelink github githuburl githubrepo repo repository repourl 代码",
    "published": (
        "published publishedat publisheddate publishdate publicationdate publicationyear publisheddatetime pubdate"
        " date year submitted submissiondate created createdat datepublished 日期 发布日期"
    ),
    "votes": "upvotes votes likes",
    "venue": "journal venue journaltitle publicationtitle sourcetitle booktitle containertitle conference source",
    "comment": "comment comments",
    "nested": "paper",
    "unread": (
        # What is known and of no use here: kept in the source, not worth a word in the report.
        "thumbnail numcomments submittedby isauthorparticipating organization mediaurls discussionid aisummary"
        " aikeywords projectpage submittedondailyat submittedondailyby githubstars categories category"
        " primarycategory tags keywords keyword updated updatedat version subjects issn isbn volume issue number"
        " pages startpage endpage publisher language rank index no position score stars label labelincluded"
        " recordid typeofreference type"
    ),
}
_FIELDS: Final[dict[str, str]] = {name: field for field, words in _SYNONYMS.items() for name in words.split()}
_SIGNS: Final = re.compile(r"[\W_]+")
_AFTER_COMMA: Final = re.compile(r",\s*[^\s,;]")
_BLANK_VALUES: Final = frozenset({"", "null", "none", "nan", "n/a", "-", "na"})
_LONGEST: Final = 200_000
"""Characters of one value; no abstract comes near."""


@cache
def field(name: str) -> str | None:
    """What a column or key of this name holds; None for an unknown one."""
    return _FIELDS.get(_SIGNS.sub("", name.casefold()))


def is_record(told: Mapping[str, Any]) -> bool:
    """Whether a JSON object is one paper: it has a title that is text, or names an arXiv id or a DOI."""
    for name, value in told.items():
        kind = field(name)
        if kind == "nested" and isinstance(value, Mapping) and is_record(value):
            return True
        if kind in ("title", "arxiv", "doi", "pmid") and isinstance(value, str) and value.strip():
            return True
    return isinstance(told.get("id"), str) and bool(known.arxiv(told["id"]))


def take(harvest: Harvest, told: Mapping[str, Any], *, lines: tuple[int, int], key: str = "") -> set[str]:
    """Hand one record over; `key` is the name it stands under, often its id. Returns the names not understood."""
    values: dict[str, list[Any]] = {}
    strange: set[str] = set()
    _sort(told, values, strange)
    address, pdf = _texts(values.get("address")), _texts(values.get("pdf"))
    named = [*_texts(values.get("arxiv")), *(f"doi:{text}" for text in _texts(values.get("doi")))]
    numbers = [text for text in _texts(values.get("pmid")) if text.isdecimal()]
    harvest.paper(
        plain(_first(values.get("title"))),
        plain(_first(values.get("abstract"), address=False)),
        lines=lines,
        authors=_authors(values.get("authors")),
        told=[*named, *_texts(values.get("id")), key, *address, *pdf],
        identifiers={"pmid": numbers[0]} if numbers else None,
        links={
            "paper": next((text for text in address if text.startswith("http")), None),
            "pdf": next((text for text in pdf if text.startswith("http")), None),
            "code": next((text for text in _texts(values.get("code")) if text.startswith("http")), None),
        },
        published=next((date for text in _texts(values.get("published")) if (date := iso_date(text))), None),
        votes=_number(values.get("votes")),
        venue=plain(_first(values.get("venue"))),
        comment=plain(_first(values.get("comment"))),
    )
    return strange


def _sort(told: Mapping[str, Any], values: dict[str, list[Any]], strange: set[str], depth: int = 0) -> None:
    for name, value in told.items():
        kind = field(str(name))
        if kind == "nested" and isinstance(value, Mapping):
            if depth == 0:
                _sort(value, values, strange, 1)
        elif kind is None:
            strange.add(str(name))
        elif value is not None:
            values.setdefault("title" if kind == "nested" else kind, []).append(value)


def _texts(values: Iterable[Any] | None) -> list[str]:
    """The texts in values, whether single ones, lists or objects of addresses."""
    found: list[str] = []
    if not values:
        return found
    for value in values:
        if isinstance(value, str):
            text = value.strip()[:_LONGEST]
            if len(text) > 4 or text.casefold() not in _BLANK_VALUES:
                found.append(text)
            continue
        parts: Iterable[Any] = (value,)
        if isinstance(value, list):
            parts = value
        elif isinstance(value, Mapping):
            parts = value.values()
        for part in parts:
            if isinstance(part, Mapping):
                part = part.get("url") or part.get("href") or ""  # noqa: PLW2901 - the address it holds
            if isinstance(part, (str, int)) and not isinstance(part, bool):
                text = str(part).strip()[:_LONGEST]
                if text.casefold() not in _BLANK_VALUES:
                    found.append(text)
    return found


def _first(values: Iterable[Any] | None, *, address: bool = True) -> str:
    """The first text; with `address` False the first that is no web address (`abs` is either)."""
    return next((text for text in _texts(values) if address or not text.startswith("http")), "")


def _authors(values: Iterable[Any] | None) -> tuple[str, ...]:
    for value in values or ():
        if isinstance(value, list):
            found = names(name for name in map(_name, value))
        elif isinstance(value, str) and value.strip().casefold() not in _BLANK_VALUES:
            found = _split(value)
        else:
            continue
        if found:
            return found
    return ()


def _name(value: object) -> str:
    """One author of a list: a string, or an object with a name; hidden ones are nobody."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or value.get("hidden") is True:
        return ""
    whole = value.get("name") or value.get("fullName") or value.get("full_name") or value.get("literal")
    if isinstance(whole, str) and whole.strip():
        return whole
    family = value.get("family") or value.get("last") or value.get("lastName") or value.get("last_name") or ""
    given = value.get("given") or value.get("first") or value.get("firstName") or value.get("first_name") or ""
    return f"{given} {family}".strip()


def _split(text: str) -> tuple[str, ...]:
    """`A B, C D` and `Family, Given; Family, Given` and `Family, Given and Family, Given`."""
    if ";" in text or "\n" in text:
        return people(text)
    if " and " in text and all(piece.count(",") == 1 for piece in text.split(" and ")):
        return people(text)
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) == 2 and " " not in pieces[0] and pieces[1] and len(pieces[1].split()) <= 2:
        return (given_first(text),)
    return people(text, commas=bool(_AFTER_COMMA.search(text)))


def _number(values: Iterable[Any] | None) -> int | None:
    return next((value for value in values or () if isinstance(value, int) and not isinstance(value, bool)), None)
