"""What the index still has to learn: triggers write the queue, the indexer reads and empties it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.library.opening import Library

Words = tuple[int, str, str, str, str]
"""id, title, abstract, authors, note: what the index holds of a paper."""


def queued(library: Library) -> list[tuple[int, int]]:
    """(paper, number) of every change of words not known to be indexed, oldest first."""
    return library.connection.execute("SELECT paper, seq FROM index_queue ORDER BY seq").fetchall()


def top(library: Library) -> int:
    """The highest number ever queued."""
    return int(library.connection.execute("SELECT queued FROM counter").fetchone()[0])


def floor(library: Library) -> int:
    """The highest number deleted from the queue: an index that stands below it has lost something."""
    return int(library.connection.execute("SELECT queue_floor FROM counter").fetchone()[0])


def forget(library: Library, through: int) -> None:
    """Delete what the index is known to hold."""
    with library.writing("") as writing:
        gone = writing.connection.execute("DELETE FROM index_queue WHERE seq <= ? RETURNING seq", (through,))
        highest = max((row[0] for row in gone.fetchall()), default=0)
        writing.connection.execute("UPDATE counter SET queue_floor = max(queue_floor, ?)", (highest,))


def words(library: Library, ids: Sequence[int]) -> Iterator[Words]:
    """The words of these papers; hidden and unknown ones are left out."""
    rows = library.connection.execute(
        """SELECT id, title, abstract, authors, coalesce(note.text, '') FROM paper
            LEFT JOIN note ON note.paper = paper.id
            WHERE NOT hidden AND id IN (SELECT value FROM json_each(?)) ORDER BY id""",
        (json.dumps([int(number) for number in ids]),),
    )
    for number, title, abstract, authors, note in rows:
        yield number, title, abstract, " ; ".join(json.loads(authors)), note


def all_ids(library: Library) -> list[int]:
    """Every paper that is not hidden."""
    return [row[0] for row in library.connection.execute("SELECT id FROM paper WHERE NOT hidden ORDER BY id")]


def token(library: Library) -> str:
    """Drawn anew when the library is restored or rescued: an index of another token is of another past."""
    return library.meta("token")
