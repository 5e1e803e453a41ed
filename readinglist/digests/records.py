"""Turns a record of named values, of a table or of JSON, into a paper, by what its fields are usually called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from readinglist.digests import record_fields as fields
from readinglist.digests import record_names, record_values
from readinglist.digests.fields import NOTED, agreed_date, iso_date, marked_up, one_line, plain
from readinglist.digests.harvest import Harvest
from readinglist.text import identifiers as known

_DEPTH: Final = 4
"""Objects in objects that a record is made of."""
_HOLDS: Final = frozenset({"title", "arxiv", "doi", "pmid"})
_TELLS: Final = frozenset({"authors", "abstract"})
_PMID: Final = re.compile(r"\s*(?:PMID:?\s?)?(\d{1,9})\s*", re.IGNORECASE)
_DATABASES: Final = frozenset({"scopus", "med", "ppr", "pubmed", "medline", "embase", "web of science"})
"""Sources of records that are no journals."""


def is_record(told: Mapping[str, Any], depth: int = 0) -> bool:
    """Whether a JSON object is one paper, and no list of them: it has a title, names an identifier, or is a name
    with authors and a date or a journal, as no piece of software has."""
    held, asked = set[str](), set[str]()
    papers = False
    for name, value in told.items():
        kind, _rank = fields.kind(str(name))
        asked.add(kind or "")
        if kind in (None, "paper", "nested") and isinstance(value, list):
            papers = papers or any(isinstance(part, Mapping) and _holds(part, depth) for part in value[:1])
        elif kind in ("paper", "nested") and isinstance(value, Mapping):
            held.update(_HOLDS if _holds(value, depth) else ())
        elif kind and (value if kind in _TELLS else record_values.texts([value])):
            held.add("title" if kind == "paper" else kind)
    if papers and not held & _TELLS:
        return False
    named = {"name", "authors"} <= held and bool(held & {"published", "venue"})
    untitled = "title" in asked and bool(held & _TELLS)
    return bool(held & _HOLDS) or named or untitled or _is_id(told.get("id"))


def _holds(value: Mapping[str, Any], depth: int) -> bool:
    return depth < _DEPTH and is_record(value, depth + 1)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(known.arxiv(value))


def headline(told: Mapping[str, Any]) -> str:
    """The title of a record as the file has it; empty where it has none."""
    return _title(_sorted(told, set()))


def take(harvest: Harvest, told: Mapping[str, Any], *, lines: tuple[int, int], key: str = "") -> set[str]:
    """Hand one record over; `key` is the name it stands under, often its id. Returns the names not understood."""
    strange: set[str] = set()
    values = _sorted(told, strange)
    said = {kind: record_values.texts(of) for kind, of in values.items()}
    address, pdf, noted = said.get("address", []), said.get("pdf", []), _noted(said)
    pdf += [text for text in address if text.lower().endswith(".pdf") or "/pdf/" in text]
    numbers = [found[1] for text in [*said.get("pmid", []), *noted] if (found := _PMID.fullmatch(text))]
    abstract = next((text for text in record_values.abstracts(values.get("abstract", ())) if not _http(text)), "")
    title, short = _title(values), " ".join(said.get("short", [])[:1])
    if any("dblp." in text for text in address):
        title = title.removesuffix(".")
    comments = said.get("comment", []) or ([] if abstract else said.get("gist", [])[:1])
    harvest.paper(
        plain(title or short),
        marked_up(abstract),
        lines=lines,
        authors=record_names.authors(values.get("authors", ())) or record_names.authors(values.get("editors", ())),
        told=[
            *said.get("arxiv", []),
            *(f"doi:{text}" for text in said.get("doi", [])),
            *said.get("id", []),
            key,
            *(f"https://openreview.net/forum?id={text}" for text in said.get("forum", [])),
            *address,
            *pdf,
            *said.get("pmid", []),
            *noted,
        ],
        identifiers={"pmid": numbers[0]} if numbers else None,
        links={
            "paper": next(filter(_http, address), None),
            "pdf": next(filter(_http, pdf), None),
            "code": next(filter(_http, said.get("code", [])), None),
        },
        published=_published(values),
        votes=next((votes for votes in values.get("votes", ()) if type(votes) is int), None),
        venue=plain(next((text for text in said.get("venue", []) if text.lower() not in _DATABASES), "")),
        comment=" · ".join(dict.fromkeys(one_line(plain(text)) for text in comments)),
        title_is="short" if short and not title else "title",
    )
    return strange


def _sorted(told: Mapping[str, Any], strange: set[str]) -> dict[str, list[Any]]:
    """The values of each kind, the most trusted first."""
    ranked: _Ranked = {}
    _gather(told, ranked, strange)
    return {kind: [value for _, value in sorted(of, key=lambda pair: pair[0])] for kind, of in ranked.items()}


_Ranked = dict[str, list[tuple[int, Any]]]


def _gather(told: Mapping[str, Any], ranked: _Ranked, strange: set[str], path: str = "", depth: int = 0) -> None:
    """Sort values by kind. Objects of an unknown name are looked into: `open_access` has an `oa_url`."""
    for name, value in told.items():
        kind, rank = fields.kind(str(name), path)
        if kind == "unread" or value is None:
            continue
        inner = isinstance(value, Mapping) and depth < _DEPTH
        if inner and kind in ("paper", "nested"):
            _gather(value, ranked, strange, depth=depth + 1)
        elif inner and kind is None:
            before = sum(map(len, ranked.values()))
            _gather(value, ranked, set(), f"{path}{fields.bare(str(name))}", depth + 1)
            if sum(map(len, ranked.values())) == before:
                strange.add(str(name))
        elif kind in (None, "nested"):
            strange.add(str(name))
        else:
            ranked.setdefault(kind, []).append((rank, value))


def _title(values: Mapping[str, list[Any]]) -> str:
    told = (text for kind in ("title", "paper", "name") for text in record_values.texts(values.get(kind, ())))
    return next(told, "")


def _noted(said: Mapping[str, list[str]]) -> list[str]:
    """What notes say of identifiers."""
    extra = said.get("said", [])
    return [*extra, *(found for text in (*extra, *said.get("comment", [])) for found in NOTED.findall(text))]


def _published(values: Mapping[str, list[Any]]) -> str | None:
    told = record_values.dates(values.get("published", ()))
    year = next((date[:4] for text in told if (date := iso_date(text))), None)
    if year and (month := record_values.texts(values.get("month", ()))[:1]):
        day = record_values.texts(values.get("day", ()))[:1]
        told.append("-".join((year, *month, *day)) if month[0].isdecimal() else " ".join((*month, *day, year)))
    return agreed_date(told) or agreed_date(record_values.dates(values.get("made", ())))


def _http(text: str) -> bool:
    return text.startswith("http")
