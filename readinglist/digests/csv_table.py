"""Reads tables of papers, comma-, semicolon-, tab- or bar-separated, by the names of their columns."""

from __future__ import annotations

import csv
import io
from typing import Final

from readinglist.digests import records, signs, tables, tagged
from readinglist.digests.fields import identify
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.tables import Header
from readinglist.model import Digest, UserError

NAME: Final = "csv"
_LONGEST_CELL: Final = 1_000_000
_SHOWN: Final = " | "
_HEAD: Final = 100_000
_FIRST: Final = 60
"""So many lines tell a table."""
_RULE: Final = frozenset("-=:|+ ")


def sniff(seen: Seen) -> bool:
    """Whether one of the first rows names columns as tables of papers have them, and it is no Markdown."""
    header = _header(seen)
    return header is not None and not (header.delimiter == "|" and signs.markdown(seen, few=True))


def _header(seen: Seen) -> Header | None:
    return tables.header(seen.unified[:_HEAD].split("\n", _FIRST)[:_FIRST])


def parse(seen: Seen) -> Digest:
    """The rows of a table. Raises UserError where no row is a paper, no column holds titles, or a quote is never
    closed."""
    header = _header(seen)
    if header is None:
        raise UserError("This is no table of papers", f"`{seen.document.name}` has no row that names its columns.")
    rest = io.StringIO(seen.unified)
    for _ in range(header.at):
        rest.readline()
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(rest, delimiter=header.delimiter)
    harvest, strange = Harvest(seen, NAME), set[str]()
    try:
        next(rows)
        line = rows.line_num + 1
        for told in rows:
            cells = _inner(told) if header.delimiter == "|" else told
            begins, line = line, rows.line_num + 1
            if any(cell.strip() for cell in cells):
                strange |= _row(harvest, header, cells, (header.at + begins, header.at + rows.line_num))
    except csv.Error as error:
        raise UserError(
            "This table is damaged",
            f"`{seen.document.name}` can't be read after line {header.at + rows.line_num}: {error}."
            " Is a quote never closed?",
        ) from None
    if not header.titled and not harvest.entries:
        raise _untitled(seen, header)
    if strange:
        harvest.problem(
            "columns that are not understood, kept in the source", ", ".join(sorted(strange)), header.at + 1
        )
    return harvest.digest()


def _inner(cells: list[str]) -> list[str]:
    """A row between bars without its outer ones; nothing of a rule between rows."""
    if all(_RULE.issuperset(cell) for cell in cells):
        return []
    outer = len(cells) > 1 and not cells[0].strip() and not cells[-1].strip()
    return cells[1:-1] if outer else cells


def _row(harvest: Harvest, header: Header, cells: list[str], lines: tuple[int, int]) -> set[str]:
    """Take a row in. Returns the columns not understood."""
    columns = header.columns
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        harvest.lost("a row with more cells than the header", _SHOWN.join(cells), lines[0])
    elif len(cells) < len(columns) and len(cells) < 2:
        harvest.lost("a row with fewer cells than the header", _SHOWN.join(cells), lines[0])
    elif header.tagged:
        tagged.take_row(zip(columns, cells, strict=False), lines, harvest)
    else:
        told: dict[str, str] = {}
        for name, cell in zip(columns, cells, strict=False):
            if name and cell.strip():
                told.setdefault(name, cell)
        if header.titled or records.is_record(told) or any(map(identify, told.values())):
            return records.take(harvest, told, lines=lines)
        harvest.lost("a row without a title", _SHOWN.join(cells), lines[0])
    return set()


def _untitled(seen: Seen, header: Header) -> UserError:
    columns = ", ".join(name for name in header.columns if name)
    return UserError(
        "This table has no column of titles",
        f"`{seen.document.name}` has the columns {columns}. Call the one with the titles “Title”, and import it"
        " again. Nothing was imported.",
    )
