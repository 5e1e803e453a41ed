"""Reads JSON and JSON lines: Hugging Face's API, community archives, and any records that name title or id."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from readinglist.digests import records, signs
from readinglist.digests.fields import iso_date, people
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.model import Digest, UserError

NAME: Final = "json"
LINES: Final = "jsonl"
_DEPTH: Final = 6
"""Papers lie no deeper: topic → day → list → record."""
_DIGITS: Final = 18
_DATE_KEYS: Final = ("date", "day", "published", "generated_at", "updated")
_PIPED: Final = re.compile(r"\s*(?:\||- )")
_BOLD: Final = re.compile(r"\*\*([^*]{1,1000})\*\*")
_LINK: Final = re.compile(r"\]\((https?://[^()\s]{1,1000})\)")
_ET_AL: Final = re.compile(r"([^|,*\[\]]{2,200}?)\s+et\.?\s*al\.?", re.IGNORECASE)


def sniff(seen: Seen) -> bool:
    """Whether the file is JSON, or a JSON object (or Python dict) a line."""
    return signs.json(seen) or signs.records(seen)


def parse(seen: Seen) -> Digest:
    """The records of a file. Raises UserError where it is damaged, nested too deeply, or holds no papers."""
    return _lines(seen) if signs.records(seen) else _whole(seen)


def _whole(seen: Seen) -> Digest:
    value = _loaded(seen)
    told_all = list(_walk(value, "", 0))
    topics = any(isinstance(told, str) for _key, told in told_all)
    harvest, strange = Harvest(seen, NAME, topics=topics), set[str]()
    place = _Place(seen.body)
    for key, told in told_all:
        if isinstance(told, str):
            _row(harvest, key, told, place)
        else:
            line = place.of(records.headline(told) or key)
            strange |= records.take(harvest, told, lines=(line, line), key=key)
    if not told_all:
        raise UserError("This JSON holds no papers", f"No record of `{seen.document.name}` has a title or an id.")
    _say(harvest, strange)
    dated_as = next((value[key] for key in _DATE_KEYS if isinstance(value, dict) and key in value), None)
    dated = iso_date(dated_as) if isinstance(dated_as, str) else None
    return harvest.digest(dated=dated if dated and len(dated) == 10 else None)


def _loaded(seen: Seen) -> Any:
    try:
        return json.loads(seen.body, parse_constant=_no_number, parse_int=_integer)
    except RecursionError:
        raise UserError("Nested too deeply", f"{seen.document.name} is built in a way no digest is.") from None
    except ValueError as error:
        raise UserError(
            "This JSON is damaged", f"`{seen.document.name}` can't be read: {error}. Save or fetch it again."
        ) from None


def _lines(seen: Seen) -> Digest:
    harvest, strange = Harvest(seen, LINES), set[str]()
    for number, line in enumerate(seen.text.split("\n"), start=1):
        record = line.strip(" \t\r\ufeff")
        if not record:
            continue
        told = _record(record)
        if not isinstance(told, dict):
            harvest.lost("not a JSON record", record, number)
        elif records.is_record(told):
            strange |= records.take(harvest, told, lines=(number, number))
        else:
            harvest.lost("a record without a title", record, number)
    _say(harvest, strange)
    return harvest.digest()


def _record(line: str) -> Any:
    """A line's value; None where it has none. Python's way to write a dict is read as well."""
    try:
        return json.loads(line, parse_constant=_no_number, parse_int=_integer)
    except (ValueError, RecursionError):
        pass
    if not line.startswith("{'"):
        return None
    try:
        return ast.literal_eval(line[:1_000_000])
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _walk(value: Any, key: str, depth: int) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """The records in a value, each with the name it stands under."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _walk(part, "", depth + 1)
    elif isinstance(value, dict):
        if records.is_record(value):
            yield key, value
            return
        for name, part in value.items():
            if isinstance(part, dict | list):
                yield from _walk(part, str(name), depth + 1)
            elif isinstance(part, str) and _PIPED.match(part) and _LINK.search(part):
                yield str(name), part


def _row(harvest: Harvest, key: str, row: str, place: _Place) -> None:
    """A row of Markdown as a value: `|**date**|**title**|First Author et.al.|[id](url)|code|`."""
    bold = [text.strip() for text in _BOLD.findall(row)]
    dates = [date for text in bold if len(text) < 16 and (date := iso_date(text))]
    titles = [text for text in bold if not (len(text) < 16 and iso_date(text))]
    links = _LINK.findall(row)
    author = _ET_AL.search(row.split(titles[0], 1)[-1] if titles else row)
    line = place.of(key)
    harvest.paper(
        titles[0] if titles else "",
        lines=(line, line),
        authors=people(author[1].strip(" ,")) if author else (),
        told=[key, *links],
        links={
            "paper": links[0] if links else None,
            "code": next((link for link in links if "github.com" in link or "gitlab.com" in link), None),
        },
        published=dates[0] if dates else iso_date(row[:20]),
    )


def _say(harvest: Harvest, strange: set[str]) -> None:
    if strange:
        shown = ", ".join(sorted(strange))
        harvest.problem("fields that are not understood, kept in the source", shown)


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


class _Place:
    """Finds the line a value stands on, going forward only, so that it stays linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def of(self, value: str) -> int:
        """The line (1-based) of the next place with this value; the last one found where there is none."""
        wanted = json.dumps(value[:40], ensure_ascii=False)[1:-1]
        at = self._text.find(wanted, self._at) if len(wanted) > 3 else -1
        if at >= 0:
            self._line += self._text.count("\n", self._at, at)
            self._at = at
        return self._line
