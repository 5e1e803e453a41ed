"""Whether a record is a paper the library has: by identifier, or by title key behind guards.

Among 10,960 real papers no two with different arXiv ids were one paper, and one pair shared its title: so
different identifiers of one kind always keep papers apart, whatever their titles.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from readinglist.model import Entry
from readinglist.text.fold import title_key, words

STRONG = ("arxiv", "doi", "pmid")
"""Identifiers that name a work."""
SHORTEST_KEY = 12
"""Title keys of fewer characters (`editorial`, `results`) tell nothing."""
COMMON = frozenset(
    title_key(title)
    for title in [
        "editorial",
        "preface",
        "introduction",
        "erratum",
        "corrigendum",
        "correction",
        "reply",
        "comment",
        "response",
        "abstract",
        "foreword",
        "conclusion",
        "discussion",
        "technical report",
        "book review",
        "letter to the editor",
        "authors' reply",
        "supplementary material",
    ]
)
"""Titles that many works share."""
ABSTRACT_KEY = 300
"""So many characters of both abstracts' keys are compared, …"""
ABSTRACT_ALIKE = 80
"""… and must be this alike (rapidfuzz ratio, 0 to 100)."""
YEARS_APART = 3


@dataclass(frozen=True, slots=True)
class Record:
    """What identity looks at, of an entry or a stored paper."""

    key: str
    abstract: str
    authors: tuple[str, ...]
    identifiers: dict[str, str] = field(default_factory=dict)
    published: str | None = None


def record(entry: Entry) -> Record:
    """An entry as identity sees it."""
    return Record(title_key(entry.title), entry.abstract, entry.authors, entry.identifiers, entry.published)


def same(new: Record, stored: Record) -> bool:
    """Whether two records are one paper."""
    shared = [kind for kind in STRONG if kind in new.identifiers and kind in stored.identifiers]
    if any(new.identifiers[kind] != stored.identifiers[kind] for kind in shared):
        return False
    if shared:
        return True
    if new.key != stored.key or len(new.key) < SHORTEST_KEY or new.key in COMMON:
        return False
    return _abstracts_agree(new, stored) and _authors_agree(new, stored) and _years_agree(new, stored)


class Known:
    """The records a new one is compared with: the library's, and those met before in the same file."""

    def __init__(self, connection: sqlite3.Connection, entries: Iterable[Record]) -> None:
        entries = list(entries)
        self._by_key: dict[str, list[tuple[int, Record]]] = {}
        self._by_identifier: dict[tuple[str, str], list[tuple[int, Record]]] = {}
        keys = json.dumps(sorted({entry.key for entry in entries}))
        values = json.dumps(sorted({value for entry in entries for value in entry.identifiers.values()}))
        rows = connection.execute(
            """SELECT id, title_key, abstract, authors, published FROM paper
                WHERE title_key IN (SELECT value FROM json_each(:keys))
                OR id IN (SELECT paper FROM identifier WHERE value IN (SELECT value FROM json_each(:values)))""",
            {"keys": keys, "values": values},
        ).fetchall()
        identifiers: dict[int, dict[str, str]] = {row[0]: {} for row in rows}
        for paper, kind, value in connection.execute(
            "SELECT paper, kind, value FROM identifier WHERE paper IN (SELECT value FROM json_each(?))",
            (json.dumps(list(identifiers)),),
        ):
            identifiers[paper][kind] = value
        for paper, key, abstract, authors, published in rows:
            told = Record(key, abstract, tuple(json.loads(authors)), identifiers[paper], published)
            self.add(paper, told)

    def add(self, paper: int, told: Record) -> None:
        """Remember a record under a paper's number (negative: not stored yet)."""
        self._by_key.setdefault(told.key, []).append((paper, told))
        for kind in STRONG:
            if kind in told.identifiers:
                self._by_identifier.setdefault((kind, told.identifiers[kind]), []).append((paper, told))

    def find(self, new: Record) -> int | None:
        """The paper a record is, the oldest where several fit."""
        for kind in STRONG:
            if kind in new.identifiers:
                for paper, told in self._by_identifier.get((kind, new.identifiers[kind]), ()):
                    if same(new, told):
                        return paper
        for paper, told in self._by_key.get(new.key, ()):
            if same(new, told):
                return paper
        return None


def _abstracts_agree(one: Record, other: Record) -> bool:
    if not one.abstract or not other.abstract or one.abstract == other.abstract:
        return True
    from rapidfuzz import fuzz

    keys = [title_key(told.abstract[: 2 * ABSTRACT_KEY])[:ABSTRACT_KEY] for told in (one, other)]
    length = min(map(len, keys))
    return fuzz.ratio(keys[0][:length], keys[1][:length]) >= ABSTRACT_ALIKE


def _authors_agree(one: Record, other: Record) -> bool:
    if not one.authors or not other.authors:
        return True
    return bool(_families(one) & _families(other))


def _families(told: Record) -> set[str]:
    return {
        (words(author.split(",")[0]) or [""])[-1] if "," in author else (words(author) or [""])[-1]
        for author in told.authors
    } - {""}


def _years_agree(one: Record, other: Record) -> bool:
    if not one.published or not other.published:
        return True
    return abs(int(one.published[:4]) - int(other.published[:4])) <= YEARS_APART
