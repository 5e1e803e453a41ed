"""A paper's facts, merged from the live entries that tell of it: best source first, then the longer, so that
the result does not depend on the order of imports.

A paper no live entry tells of is hidden, unless its owner marked it: then it keeps what was last told.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from readinglist.library.cleaning import clean, line
from readinglist.library.door import Writing
from readinglist.library.identity import CUT
from readinglist.model import Entry
from readinglist.text.fold import title_key

RANK: dict[str, int] = {
    **dict.fromkeys(("arxiv-mailing", "arxiv-api", "oai-pmh", "medline", "pubmed-xml"), 1),
    **dict.fromkeys(("arxiv-rss", "arxiv-atom", "arxiv-html"), 2),
    **dict.fromkeys(("hf-html", "biorxiv-alert"), 3),
    **dict.fromkeys(("bibtex", "ris", "isi", "refer", "endnote-xml", "csl-json"), 4),
    **dict.fromkeys(("scholar-alert", "rss"), 6),
    **dict.fromkeys(("markdown", "html-links"), 7),
    "identifiers": 8,
    "text": 9,
}
"""How far a format's facts are trusted, best lowest: publishers and arXiv know best, a text copy has been
through the most hands."""
UNRANKED = 5
_TITLES = ("title", "short", "stub")
"""What stands as a title, best first."""
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)

_TELLERS = """
    SELECT entry.paper, entry.said, digest.format, digest.step, digest.id, entry.position, digest.withdrawn,
        digest.imported
    FROM entry JOIN digest ON digest.id = entry.digest
    WHERE entry.paper IN (SELECT value FROM json_each(?))
"""
COLUMNS = (
    *("title", "abstract", "authors", "links", "published", "venue", "comment", "title_key", "hash", "added"),
    *("first_step", "first_digest", "first_position"),
)
"""Of a paper, what its tellings make."""
_STORED = f"""
    SELECT id, merged_into, hidden, {", ".join(COLUMNS)} FROM paper
    WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_VISIBLE = """
    SELECT id, hash, links, published, venue, comment FROM paper
    WHERE NOT hidden AND id IN (SELECT value FROM json_each(?))
"""
_NAMES = "SELECT paper, kind, value FROM identifier WHERE paper IN (SELECT value FROM json_each(?))"
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
    return {
        "title": line(entry.title),
        "abstract": clean(entry.abstract),
        "authors": [line(author) for author in entry.authors],
        "identifiers": {kind: line(value) for kind, value in entry.identifiers.items()},
        "links": entry.links,
        "published": entry.published,
        "votes": entry.votes,
        "author_count": entry.author_count,
        "venue": line(entry.venue),
        "comment": line(entry.comment),
        "title_is": entry.title_is,
    }


def stored(said: dict[str, Any]) -> str:
    """What an entry says, as it is stored."""
    return _JSON.encode(said)


def visible(connection: sqlite3.Connection, papers: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """Those of the papers that are not hidden, each with a mark that changes with what is told of it."""
    asked = (json.dumps(sorted(papers)),)
    names = _names(connection, asked)
    return {row[0]: (*row[1:], names[row[0]]) for row in connection.execute(_VISIBLE, asked)}


def retold(before: Mapping[int, tuple[Any, ...]], after: Mapping[int, tuple[Any, ...]]) -> frozenset[int]:
    """The papers visible before and after of which something else is told now."""
    return frozenset(paper for paper in before.keys() & after.keys() if before[paper] != after[paper])


def merge(writing: Writing, papers: Collection[int]) -> None:
    """Merge these papers anew from what the digests say now; those that went into another stay hidden."""
    asked = (json.dumps(sorted(papers)),)
    run = writing.connection.execute
    live: dict[int, list[Telling]] = defaultdict(list)
    withdrawn: dict[int, list[Telling]] = defaultdict(list)
    for paper, told, form, step, digest, position, gone, imported in run(_TELLERS, asked):
        telling = Telling(json.loads(told), RANK.get(form, UNRANKED), (step, digest, position), imported)
        (withdrawn if gone else live)[paper].append(telling)
    kept = {row[0] for row in run(_MARKED, asked)} | live.keys()
    names = _names(writing.connection, asked)
    changed: list[dict[str, Any]] = []
    renamed: dict[int, dict[str, str]] = {}
    for row in run(_STORED, asked).fetchall():
        stored = dict(zip(("id", "merged_into", "hidden", *COLUMNS), row, strict=True))
        paper = stored["id"]
        tellings = live.get(paper) or withdrawn.get(paper)
        made = {column: stored[column] for column in COLUMNS}
        identifiers = names[paper]
        if tellings:
            made = facts(tellings)
            identifiers = made.pop("identifiers")
        made["hidden"] = int(stored["merged_into"] > 0 or paper not in kept)
        if any(stored[column] != value for column, value in made.items()):
            changed.append({**made, "id": paper})
        if identifiers != names[paper]:
            renamed[paper] = identifiers
    columns = ", ".join(f"{column} = :{column}" for column in (*COLUMNS, "hidden"))
    writing.connection.executemany(f"UPDATE paper SET {columns} WHERE id = :id", changed)
    run("DELETE FROM identifier WHERE paper IN (SELECT value FROM json_each(?))", (json.dumps(list(renamed)),))
    store_identifiers(writing, renamed)


def _names(connection: sqlite3.Connection, asked: tuple[str]) -> dict[int, dict[str, str]]:
    """The identifiers of the papers asked for."""
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for paper, kind, value in connection.execute(_NAMES, asked):
        names[paper][kind] = value
    return names


def facts(tellings: Sequence[Telling], key: str = "") -> dict[str, Any]:
    """The columns of `paper` these tellings make, and its identifiers; `key` is the title's where it is known."""
    first = min(tellings, key=lambda telling: telling.place)
    ranked = tellings
    if len(tellings) > 1:
        ranked = sorted(tellings, key=lambda telling: (telling.rank, _JSON.encode(telling.said)))
    best = min(_TITLES.index(telling.said.get("title_is", "title")) for telling in ranked)
    titled = [telling for telling in ranked if telling.said.get("title_is", "title") == _TITLES[best]]
    title = _best(titled, "title")
    abstract = _best(ranked, "abstract")
    authors: list[str] = max((telling.said["authors"] for telling in ranked), key=len, default=[])
    links: dict[str, str] = {}
    identifiers: dict[str, str] = {}
    for telling in ranked:
        links = telling.said["links"] | links
        told = telling.said["identifiers"]
        identifiers = _joined(identifiers, told) if identifiers else told
    dates = sorted(date for telling in ranked if (date := telling.said["published"]))
    published = max((date for date in dates if date.startswith(dates[0])), key=len) if dates else None
    return {
        "title": title,
        "abstract": abstract,
        "authors": _JSON.encode(authors),
        "links": _JSON.encode(links),
        "published": published,
        "venue": _best(ranked, "venue"),
        "comment": _best(ranked, "comment"),
        "title_key": key or title_key(title),
        "hash": blake2b("\0".join((title, abstract, *authors)).encode(), digest_size=16).digest(),
        "added": first.imported,
        "first_step": first.place[0],
        "first_digest": first.place[1],
        "first_position": first.place[2],
        "identifiers": identifiers,
    }


def store_identifiers(writing: Writing, identifiers: Mapping[int, dict[str, str]]) -> None:
    """Give papers their identifiers."""
    writing.connection.executemany(
        "INSERT INTO identifier (kind, value, paper) VALUES (?, ?, ?)",
        [(kind, value, paper) for paper, told in identifiers.items() for kind, value in told.items()],
    )


def _best(ranked: Sequence[Telling], field: str) -> str:
    """The best source's text; among its equals the longer; one that is cut only where there is no other."""
    told = [(text, telling.rank) for telling in ranked if (text := telling.said.get(field))]
    if len(told) < 2:
        return told[0][0] if told else ""
    best: str = min(told, key=lambda pair: (pair[0].endswith(CUT), pair[1], -len(pair[0]), pair[0]))[0]
    return best


def _joined(identifiers: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    version = max(int(identifiers.get("arxiv_version", 0)), int(more.get("arxiv_version", 0)))
    joined = more | identifiers
    return joined | ({"arxiv_version": str(version)} if version else {})
