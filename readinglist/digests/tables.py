"""Recognises the header row of a table of papers, and what stands between its cells."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final

_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST: Final = 10_000
_TITLES: Final = frozenset({"title", "article title", "paper title", "primary title", "paper", "标题", "论文"})
_OTHERS: Final = frozenset(
    {
        *(
            "abstract",
            "abstracts",
            "summary",
            "author",
            "authors",
            "author(s)",
            "author names",
            "doi",
            "pmid",
        ),
        *(
            "arxiv",
            "arxiv_id",
            "id",
            "url",
            "link",
            "links",
            "pdf",
            "year",
            "date",
            "published",
            "publish date",
        ),
        *("publication year", "publication_year", "journal", "source", "venue", "type", "keywords", "notes"),
        *("citations", "number", "accession_number"),
    }
)


def has_title_column(line: str) -> bool:
    """Whether a line is a header row that names a title and another column."""
    return len(line) <= _LONGEST and any(_is_header(_cells(line, delimiter)) for delimiter in _DELIMITERS)


def delimiter(line: str) -> str:
    """The sign between the cells of a header row: the one that gives the most cells."""
    fitting = [sign for sign in _DELIMITERS if _is_header(_cells(line, sign))]
    return max(fitting or _DELIMITERS, key=lambda sign: len(_cells(line, sign)))


def _is_header(cells: Sequence[str]) -> bool:
    names = {" ".join(cell.casefold().strip(" \ufeff\"'").split()) for cell in cells}
    return bool(names & _TITLES) and bool((names - _TITLES) & _OTHERS)


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter not in line:
        return []
    try:
        return next(iter(csv.reader([line], delimiter=delimiter)), [])
    except csv.Error:
        return line.split(delimiter)
