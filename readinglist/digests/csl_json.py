"""Reads CSL-JSON, as reference managers write it and DOI registries answer it: an array, or items by their ids."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from readinglist.digests import signs
from readinglist.digests.fields import NOTED, agreed_date, identify, marked_up, one_line, plain
from readinglist.digests.harvest import Harvest
from readinglist.digests.record_values import dates
from readinglist.digests.seen import Seen
from readinglist.model import Digest

NAME: Final = "csl-json"
_HEAD: Final = 20_000
_SIGN: Final = re.compile(r"\"(?:date-parts|container-title)\"\s{0,9}:")
_TYPE: Final = re.compile(
    r"\"type\"\s{0,9}:\s{0,9}\"(?:article(?:-\w{1,20})?|book|chapter|paper-conference|report|thesis|webpage|dataset"
    r"|manuscript|post(?:-weblog)?|speech|software|standard|patent|preprint)\""
)
_PERSON: Final = re.compile(r"\"(?:family|literal)\"\s{0,9}:")
_DEPTH: Final = 3
_DAMAGES: Final = 100
"""So many damaged places are stepped over; each may cost a look at all that follows."""
_BETWEEN: Final = re.compile(r"[\s,]*")
_NEXT: Final = re.compile(r"\}\s{0,99},\s{0,99}(?=\{|\"[^\"\n]{1,200}\"\s{0,9}:\s{0,9}\{)")
_COLON: Final = re.compile(r"\s*:\s*")
_NO_ITEM: Final = frozenset({"message", "items", "references", "data", "records", "results"})
_MARKS: Final = frozenset({"title", "DOI", "type", "issued", "author"})
"""An item has one of these."""
_STATED: Final = re.compile(r"\s*(?:doi\b|10\.\d|arxiv\b|https?://)", re.IGNORECASE)
_PMID: Final = re.compile(r"\s*(?:PMID:?\s*)?(\d{1,9})\s*", re.IGNORECASE)
_ELSEWHERE: Final = ("number", "id", "archive_location", "volume", "container-title")
"""Where an identifier may be kept that says of which kind it is."""
_DATES: Final = ("issued", "published-online", "published-print", "published")


class _Value(NamedTuple):
    """A value of the file, the name it stands under, and its place."""

    name: str
    value: Any
    start: int
    end: int


def sniff(seen: Seen) -> bool:
    """Whether it is JSON whose first records are CSL's."""
    if not seen.body.startswith(("[", "{")):
        return False
    head = seen.body[:_HEAD]
    told = _SIGN.search(head) or (_TYPE.search(head) and _PERSON.search(head))
    return told is not None and signs.json(seen)


def parse(seen: Seen) -> Digest:
    """A paper an item. What is damaged is stepped over and reported."""
    harvest = Harvest(seen, NAME)
    text = seen.unified
    line, at = 1, 0
    for item in _items(text, harvest):
        line += text.count("\n", at, item.start)
        at = item.start
        lines = (line, line + text.count("\n", item.start, item.end))
        if isinstance(item.value, dict):
            _take(item.value, lines, harvest)
        else:
            harvest.lost("not a record", str(item.value)[:200], line)
    return harvest.digest()


def _items(text: str, harvest: Harvest) -> Iterator[_Value]:
    start = len(text) - len(text.lstrip("\u200b \t\n\f\v"))
    whole = {value.name: value for value in _values(text, start, harvest)} if text[start] == "{" else {}
    if "title" in whole or "DOI" in whole:
        told = {name: value.value for name, value in whole.items()}
        yield _Value("", told, start, max(value.end for value in whole.values()))
        return
    if not whole:
        yield from _values(text, start, harvest)
    for value in whole.values():
        yield from _inside(text, value, harvest, 0)


def _inside(text: str, value: _Value, harvest: Harvest, depth: int) -> Iterator[_Value]:
    """The items in a value of an object: itself, or those in what only holds them."""
    holds = value.name in _NO_ITEM and not (isinstance(value.value, dict) and "title" in value.value)
    if holds and isinstance(value.value, list):
        yield from _values(text, value.start, harvest)
    elif holds and isinstance(value.value, dict) and depth < _DEPTH:
        for inner in _values(text, value.start, harvest):
            yield from _inside(text, inner, harvest, depth + 1)
    elif isinstance(value.value, dict) and value.value.keys() & _MARKS:
        yield value


def _values(text: str, start: int, harvest: Harvest) -> Iterator[_Value]:
    """The values of the array or object that begins at a place, one by one, so that damage costs one only."""
    decoder = json.JSONDecoder()
    named = text[start] == "{"
    at, damages, lost = start + 1, 0, False
    while True:
        at = _end(_BETWEEN, text, at)
        if lost:  # what follows may lie within the damaged one
            following = _NEXT.search(text, at - 1)
            if following is None:
                return
            at = following.end()
            if named != (text[at] == '"'):
                continue
        elif at >= len(text) or text[at] in "]}":
            if at >= len(text):
                harvest.problem("the file is cut off here", text[-100:], text.count("\n") + 1)
            return
        begin, name = at, ""
        try:
            if named:
                name, at = decoder.raw_decode(text, at)
                begin = at = _end(_COLON, text, at)
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            if not lost:
                harvest.lost("damaged JSON", text[begin : begin + 200], text.count("\n", 0, begin) + 1)
            damages += 1
            lost = True
            if damages >= _DAMAGES:
                return
            continue
        if not lost or (isinstance(value, dict) and value.keys() & _MARKS):
            lost = False
            yield _Value(str(name), value, begin, at)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _take(item: Mapping[str, Any], lines: tuple[int, int], harvest: Harvest) -> None:
    title = ": ".join(plain(text) for name in ("title", "subtitle") if (text := _text(item.get(name))))
    short = "" if title else plain(_text(item.get("title-short") or item.get("shortTitle")))
    known = _identifiers(item)
    if not title and not short and not known:
        harvest.lost("a record without a title", " ".join(str(value) for value in item.values())[:200], lines[0])
        return
    links = item.get("link")
    pdfs = [link.get("URL") for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    address = _text(item.get("URL"))
    harvest.paper(
        title or short,
        marked_up(_text(item.get("abstract"))),
        lines=lines,
        authors=_people(item.get("author")) or _people(item.get("editor")),
        identifiers=known,
        links={
            "paper": address,
            "pdf": next((url for url in (*pdfs, address) if isinstance(url, str) and url.endswith(".pdf")), None),
        },
        published=agreed_date(dates(item.get(name) for name in _DATES)),
        venue=plain(next((text for name in _VENUES if (text := _text(item.get(name)))), "")),
        title_is="short" if short else "title",
    )


_VENUES: Final = ("container-title", "event-title", "event", "container-title-short", "journalAbbreviation")


def _text(value: Any) -> str:
    """A text; of a list, as registries have them, the first."""
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str) and part.strip()), "")
    return value.strip() if isinstance(value, str) else ""


def _people(value: Any) -> tuple[str, ...]:
    told = value if isinstance(value, list) else [value]
    people = (one_line(_person(person)) for person in told)
    return tuple(dict.fromkeys(name for name in people if name and len(name) <= 300))


def _person(person: Any) -> str:
    if isinstance(person, str):
        return person
    if not isinstance(person, dict):
        return ""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole = " ".join(text for part in parts if (text := _text(person.get(part))))
    return whole or _text(person.get("literal")) or _text(person.get("name"))


def _identifiers(item: Mapping[str, Any]) -> dict[str, str]:
    told = [_text(item.get("DOI")), _text(item.get("arxiv"))]
    sure = (_text(item.get(name)) for name in _ELSEWHERE)
    noted = NOTED.findall(_text(item.get("note")))
    told += [text for text in (*sure, *noted) if _STATED.match(text)]
    if _text(item.get("archive")).lower() == "arxiv" or _text(item.get("publisher")).lower() == "arxiv":
        told += [_text(item.get("archive_location")), _text(item.get("number"))]
    pmids = [str(item.get("PMID") or ""), *(text for text in noted if text[:4].upper() == "PMID")]
    pmid = next((found[1] for text in pmids if (found := _PMID.fullmatch(text))), "")
    return identify(*told, _text(item.get("URL"))) | ({"pmid": pmid} if pmid else {})
