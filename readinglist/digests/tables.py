"""Recognises the header row of a table of papers, and what stands between its cells."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from readinglist.digests.fields import identify
from readinglist.digests.record_fields import named
from readinglist.digests.tagged_lines import ISI

_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST: Final = 10_000
_LONGEST_NAME: Final = 60
_PREFACE: Final = 4
"""So many lines may stand above the header row: where a table comes from, what delimits it."""
_LOOKED_AT: Final = 20
"""Rows by which a table without titles shows."""
_TITLES: Final = frozenset({"title", "paper"})
_TELLING: Final = frozenset({"authors", "abstract", "arxiv", "doi", "pmid", "pdf", "venue"})
"""With one of these a column of names is one of titles."""
_FEW_TAGS: Final = 4


@dataclass(frozen=True)
class Header:
    """The header row: its place among the lines looked at, its columns, the sign between them, and whether one
    of them holds titles."""

    at: int
    columns: tuple[str, ...]
    delimiter: str
    titled: bool = True

    @property
    def tagged(self) -> bool:
        """Whether its columns are Web of Science's tags."""
        return _tagged(self.columns)


def header(lines: Sequence[str]) -> Header | None:
    """The header row that the first lines of a table have; None where they are no table of papers."""
    places = [at for at, line in enumerate(lines[:_LOOKED_AT]) if line.strip()][: _PREFACE + 1]
    for at in places:
        found = _header(lines, at)
        if found and (at == places[0] or lines[at - 1].startswith("sep=") or len(_kinds(found.columns)) > 2):
            return found
    return _untitled(lines, places[0]) if places else None


def cells(line: str, delimiter: str) -> list[str]:
    """What stands in a row; nothing where it has no delimiter."""
    if delimiter not in line:
        return []
    if delimiter == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    try:
        return next(iter(csv.reader([line], delimiter=delimiter)), [])
    except csv.Error:
        return line.split(delimiter)


def _rows(lines: Sequence[str], at: int) -> list[tuple[str, tuple[str, ...]]]:
    line = lines[at] if len(lines[at]) <= _LONGEST else ""
    found = ((sign, tuple(name.strip(" \u200b\"'") for name in cells(line, sign))) for sign in _DELIMITERS)
    return sorted(found, key=lambda row: -len(row[1]))


def _header(lines: Sequence[str], at: int) -> Header | None:
    for delimiter, columns in _rows(lines, at):
        kinds = _kinds(columns)
        if (kinds & _TITLES and len(kinds) > 1) or _tagged(columns):
            return Header(at, columns, delimiter)
        if "name" in kinds and (kinds & _TELLING or _links(lines[at + 1 :], delimiter)):
            return Header(at, columns, delimiter)
    return None


def _untitled(lines: Sequence[str], at: int) -> Header | None:
    """The header row of a table that says much of papers, but has no titles."""
    for delimiter, columns in _rows(lines, at):
        below = [cells(line, delimiter) for line in lines[at + 1 : at + _LOOKED_AT] if line.strip()]
        alike = sum(len(row) == len(columns) for row in below)
        short = all(name and len(name) <= _LONGEST_NAME for name in columns)
        if short and len(_kinds(columns)) > 1 and below and alike >= 0.8 * len(below):
            return Header(at, columns, delimiter, titled=False)
    return None


def _kinds(columns: Sequence[str]) -> set[str]:
    return {kind for name in columns if (kind := named(name))}


def _tagged(columns: Sequence[str]) -> bool:
    return "TI" in columns and len(columns) >= _FEW_TAGS and ISI.known.issuperset(filter(None, columns))


def _links(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every other row names a paper."""
    rows = [cells(line, delimiter) for line in lines[:_LOOKED_AT] if line.strip()]
    return bool(rows) and 2 * sum(any(map(identify, row)) for row in rows) >= len(rows)
