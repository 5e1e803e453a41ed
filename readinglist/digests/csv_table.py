"""Reads tables of papers, comma-, semicolon-, tab- or bar-separated, by the names of their columns."""

from __future__ import annotations

import csv
import io
from typing import Final

from readinglist.digests import records, signs, tables
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.model import Digest, UserError

NAME: Final = "csv"
_LONGEST_CELL: Final = 1_000_000
_SHOWN: Final = " | "


def sniff(seen: Seen) -> bool:
    """Whether the first row names a title and another column."""
    return signs.table(seen)


def parse(seen: Seen) -> Digest:
    """The rows of a table. Raises UserError where no row is a paper, or a quote is never closed."""
    delimiter = tables.delimiter(seen.full[0])
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(seen.body, newline=""), delimiter=delimiter)
    harvest = Harvest(seen, NAME)
    try:
        header = [name.strip(" \ufeff\"'") for name in next(rows)]
        line = rows.line_num + 1
        for cells in rows:
            first, line = line, rows.line_num + 1
            if any(cell.strip() for cell in cells):
                _row(harvest, header, cells, (first, rows.line_num))
    except csv.Error as error:
        raise UserError(
            "This table is damaged",
            f"`{seen.document.name}` can't be read after line {rows.line_num}: {error}. Is a quote never closed?",
        ) from None
    return harvest.digest()


def _row(harvest: Harvest, header: list[str], cells: list[str], lines: tuple[int, int]) -> None:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        harvest.lost("a row with more cells than the header", _SHOWN.join(cells), lines[0])
    elif len(cells) < len(header) and len(cells) < 2:
        harvest.lost("a row with fewer cells than the header", _SHOWN.join(cells), lines[0])
    else:
        told: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            if cell.strip():
                told.setdefault(name, cell)
        records.take(harvest, told, lines=lines)
