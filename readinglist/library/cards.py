"""Reads papers whole: facts, marks and sightings, some fifty at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readinglist.model import Card, Marks, Paper, Sighting

if TYPE_CHECKING:
    from readinglist.library.opening import Library

PORTION = 500

_FACTS = """
    SELECT paper.id, uid, title, abstract, authors, links, published, added, venue, comment, first_step,
        state, starred, opened, coalesce(note.text, ''), coalesce(note.rev, 0), moved
    FROM paper JOIN marks ON marks.paper = paper.id LEFT JOIN note ON note.paper = paper.id
    WHERE paper.id IN (SELECT value FROM json_each(?)) AND NOT hidden
"""
_TAGS = """
    SELECT tagged.paper, tag.name FROM tagged JOIN tag ON tag.id = tagged.tag
    WHERE tagged.paper IN (SELECT value FROM json_each(?)) ORDER BY tagged.at, tagged.rowid
"""
_IDENTIFIERS = "SELECT paper, kind, value FROM identifier WHERE paper IN (SELECT value FROM json_each(?))"
_SIGHTINGS = """
    SELECT entry.paper, digest.id, digest.name, digest.file, min(entry.position), digest.dated, digest.dated_as
    FROM entry JOIN digest ON digest.id = entry.digest
    WHERE entry.paper IN (SELECT value FROM json_each(?)) AND NOT digest.withdrawn
    GROUP BY entry.paper, digest.id ORDER BY digest.step, digest.id
"""


def cards(library: Library, ids: Sequence[int]) -> list[Card]:
    """The papers with these ids, in this order; unknown and hidden ones are dropped."""
    return list(iterate(library, ids))


def iterate(library: Library, ids: Sequence[int]) -> Iterator[Card]:
    """The same, portion by portion."""
    for start in range(0, len(ids), PORTION):
        yield from _portion(library, [int(number) for number in ids[start : start + PORTION]])


def known_ids(library: Library, ids: Sequence[int]) -> list[int]:
    """Which of these ids are papers, in the order given."""
    asked = json.dumps([int(number) for number in ids])
    rows = library.connection.execute(
        "SELECT id FROM paper WHERE NOT hidden AND id IN (SELECT value FROM json_each(?))", (asked,)
    )
    known = {row[0] for row in rows}
    return [number for number in ids if number in known]


def newest_step(library: Library) -> int:
    """The latest import step that brought any paper: its papers are new."""
    row = library.connection.execute(
        "SELECT first_step FROM paper WHERE NOT hidden ORDER BY first_step DESC LIMIT 1"
    ).fetchone()
    return row[0] if row else 0


def newest_digest(library: Library) -> int:
    """The digest imported last, of one drop the last: `digest:latest`. 0 where there is none."""
    row = library.connection.execute(
        "SELECT id FROM digest WHERE NOT withdrawn ORDER BY step DESC, id DESC LIMIT 1"
    ).fetchone()
    return row[0] if row else 0


def _portion(library: Library, ids: list[int]) -> Iterator[Card]:
    asked = (json.dumps(ids),)
    run = library.connection.execute
    latest, last = newest_step(library), newest_digest(library)
    tags: dict[int, list[str]] = defaultdict(list)
    for paper, name in run(_TAGS, asked):
        tags[paper].append(name)
    identifiers: dict[int, dict[str, str]] = defaultdict(dict)
    for paper, kind, value in run(_IDENTIFIERS, asked):
        identifiers[paper][kind] = value
    sightings: dict[int, list[Sighting]] = defaultdict(list)
    for paper, digest, name, file, position, dated, dated_as in run(_SIGHTINGS, asked):
        seen = Sighting(digest, name, file, position, dated, dated_as, latest=digest == last)
        sightings[paper].append(seen)
    made: dict[int, Card] = {}
    for row in run(_FACTS, asked):
        (number, uid, title, abstract, authors, links, published, added, venue, comment, first) = row[:11]
        state, starred, opened, note, rev, moved = row[11:]
        paper = Paper(
            number,
            uid,
            title,
            abstract,
            tuple(json.loads(authors)),
            identifiers[number],
            json.loads(links),
            published,
            added,
            venue,
            comment,
        )
        marks = Marks(state, bool(starred), opened, tuple(tags[number]), note, rev, moved)
        made[number] = Card(paper, marks, tuple(sightings[number]), new=first == latest)
    for number in ids:
        if number in made:
            yield made[number]
