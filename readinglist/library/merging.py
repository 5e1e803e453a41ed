"""A paper's facts, merged from the live entries that tell of it: best source first, then the longer, so that
the result does not depend on the order of imports.

A paper no live entry tells of is hidden, unless its owner marked it: then it keeps what was last told.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from readinglist.library.cleaning import clean, line
from readinglist.library.door import Writing
from readinglist.model import Entry
from readinglist.text.fold import title_key

RANK: dict[str, int] = {"text": 9}
"""How far a format's facts are trusted, best lowest: a text copy has been through the most hands."""
UNRANKED = 5
CUT = ("…", "...")

_TELLERS = """
    SELECT entry.paper, entry.said, digest.format, digest.step, digest.id, entry.position, digest.withdrawn,
        digest.imported
    FROM entry JOIN digest ON digest.id = entry.digest
    WHERE entry.paper IN (SELECT value FROM json_each(?))
"""
_MARKED = """
    SELECT marks.paper FROM marks WHERE marks.paper IN (SELECT value FROM json_each(?)) AND (
        state <> 'inbox' OR starred OR EXISTS (SELECT 1 FROM tagged WHERE tagged.paper = marks.paper)
        OR EXISTS (SELECT 1 FROM note WHERE note.paper = marks.paper AND note.text <> '')
    )
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """One entry as it was told, and where."""

    said: dict[str, Any]
    rank: int
    place: tuple[int, int, int]
    """Step, digest, position: the first is where the paper stands in the list."""
    imported: str


def parsed(entry: Entry) -> dict[str, Any]:
    """What an entry says, cleaned: everything but its place."""
    told = asdict(entry)
    del told["position"], told["lines"]
    told["title"] = line(entry.title)
    told["abstract"] = clean(entry.abstract)
    told["authors"] = [line(author) for author in entry.authors]
    return told


def said(entry: Entry) -> str:
    """What an entry says, as it is stored."""
    return json.dumps(parsed(entry), ensure_ascii=False, sort_keys=True)


def visible(connection: sqlite3.Connection, papers: Collection[int]) -> set[int]:
    """Those of the papers that are not hidden."""
    rows = connection.execute(
        "SELECT id FROM paper WHERE NOT hidden AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(papers)),),
    )
    return {row[0] for row in rows}


def merge(writing: Writing, papers: Collection[int]) -> None:
    """Merge these papers anew from what the digests say now."""
    asked = (json.dumps(sorted(papers)),)
    live: dict[int, list[Telling]] = defaultdict(list)
    withdrawn: dict[int, list[Telling]] = defaultdict(list)
    for paper, told, form, step, digest, position, gone, imported in writing.connection.execute(_TELLERS, asked):
        telling = Telling(json.loads(told), RANK.get(form, UNRANKED), (step, digest, position), imported)
        (withdrawn if gone else live)[paper].append(telling)
    marked = {row[0] for row in writing.connection.execute(_MARKED, asked)}
    for paper in sorted(papers):
        hidden = paper not in live and paper not in marked
        tellings = live.get(paper) or withdrawn.get(paper)
        if tellings:
            _store(writing, paper, tellings, hidden=hidden)


def facts(tellings: Sequence[Telling]) -> dict[str, Any]:
    """The columns of `paper` these tellings make."""
    first = min(tellings, key=lambda telling: telling.place)
    ranked = sorted(tellings, key=lambda telling: (telling.rank, json.dumps(telling.said, sort_keys=True)))
    title = _best(ranked, "title")
    abstract = _best(ranked, "abstract")
    authors: list[str] = max((telling.said["authors"] for telling in ranked), key=len, default=[])
    links: dict[str, str] = {}
    identifiers: dict[str, str] = {}
    for telling in ranked:
        links = telling.said["links"] | links
        identifiers = _joined(identifiers, telling.said["identifiers"])
    published = min((told for telling in ranked if (told := telling.said["published"])), default=None)
    return {
        "title": title,
        "abstract": abstract,
        "authors": json.dumps(authors, ensure_ascii=False),
        "links": json.dumps(links, ensure_ascii=False, sort_keys=True),
        "published": published,
        "title_key": title_key(title),
        "hash": blake2b("\0".join((title, abstract, *authors)).encode(), digest_size=16).digest(),
        "added": first.imported,
        "first_step": first.place[0],
        "first_digest": first.place[1],
        "first_position": first.place[2],
        "identifiers": identifiers,
    }


def _store(writing: Writing, paper: int, tellings: Sequence[Telling], *, hidden: bool) -> None:
    made = facts(tellings)
    identifiers: dict[str, str] = made.pop("identifiers")
    columns = ", ".join(f"{column} = :{column}" for column in made)
    writing.connection.execute(
        f"UPDATE paper SET {columns}, hidden = :hidden WHERE id = :id",
        {**made, "hidden": hidden, "id": paper},
    )
    store_identifiers(writing, paper, identifiers)


def store_identifiers(writing: Writing, paper: int, identifiers: dict[str, str]) -> None:
    """Put the paper's identifiers in place of those it had."""
    writing.connection.execute("DELETE FROM identifier WHERE paper = ?", (paper,))
    writing.connection.executemany(
        "INSERT INTO identifier (kind, value, paper) VALUES (?, ?, ?)",
        [(kind, value, paper) for kind, value in identifiers.items()],
    )


def _best(ranked: Sequence[Telling], field: str) -> str:
    """The best source's text; among its equals the longer; one that is cut only where there is no other."""
    told = [(telling.said[field], telling.rank) for telling in ranked if telling.said[field]]
    if not told:
        return ""
    best: str = min(told, key=lambda pair: (pair[0].endswith(CUT), pair[1], -len(pair[0]), pair[0]))[0]
    return best


def _joined(identifiers: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    version = max(int(identifiers.get("arxiv_version", 0)), int(more.get("arxiv_version", 0)))
    joined = more | identifiers
    return joined | ({"arxiv_version": str(version)} if version else {})
