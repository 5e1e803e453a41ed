"""Recognises comma- or tab-separated tables of papers by their header row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final

_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST: Final = 10_000
_TITLES: Final = frozenset(
    {"title", "article title", "paper title", "primary title", "paper", "标题", "论文"}
)
_COLUMNS: Final = frozenset(
    """abstract abstracts authors author author(s) doi year date journal url link links id pmid keywords summary
    publication_year notes pdf venue arxiv arxiv_id published citations number accession_number source type""".split()
) | {"publication year", "publish date", "author names"}


def has_title_column(lines: Sequence[str]) -> bool:
    """Whether the first line is a header row that names a title and another column."""
    if not lines or len(lines[0]) > _LONGEST:
        return False
    return any(_is_header(_cells(lines[0], delimiter)) for delimiter in _DELIMITERS)


def _is_header(cells: Sequence[str]) -> bool:
    names = {" ".join(cell.casefold().strip(" \ufeff\"'").split()) for cell in cells}
    return bool(names & _TITLES) and bool((names - _TITLES) & _COLUMNS)


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter not in line:
        return []
    try:
        return next(iter(csv.reader([line], delimiter=delimiter)), [])
    except csv.Error:
        return line.split(delimiter)
