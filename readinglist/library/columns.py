"""What a search keeps in memory of every paper, row by row: marks, and the order of the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from readinglist.model import State

if TYPE_CHECKING:
    from readinglist.library.opening import Library

STATES: tuple[State, ...] = get_args(State)
"""A state's code is its place here."""
_CODE = " ".join(f"WHEN '{state}' THEN {code}" for code, state in enumerate(STATES))
_MARKS = f"SELECT paper, CASE state {_CODE} END, starred, opened IS NOT NULL FROM marks WHERE seq > ?"
_PLACES = """
    SELECT (SELECT max(id) FROM paper), (SELECT count(*) FROM paper WHERE hidden),
        (SELECT count(*) FROM paper WHERE merged_into > 0),
        (SELECT max(id) FROM digest), (SELECT coalesce(sum(withdrawn), 0) FROM digest)
"""
_HIDDEN = "SELECT id FROM paper WHERE hidden"
_NEWEST = "SELECT id FROM paper ORDER BY first_step DESC, first_digest, first_position, id"
_BY_TITLE = "SELECT id FROM paper ORDER BY title_key, id"
_BY_SIGHTINGS = """
    SELECT paper, count(DISTINCT digest) FROM entry JOIN digest ON digest.id = entry.digest
    WHERE NOT withdrawn GROUP BY paper
"""
_BY_DIGEST = """
    SELECT paper FROM entry JOIN digest ON digest.id = entry.digest
    WHERE NOT withdrawn ORDER BY digest.step DESC, digest.id DESC, entry.position
"""
Places = tuple[int | None, ...]


def places(library: Library) -> Places:
    """Equal as long as no paper came, went or changed its place."""
    found: Places = library.connection.execute(_PLACES).fetchone()
    return found


def marks_since(library: Library, seq: int) -> Iterator[tuple[int, int, int, int]]:
    """Paper, code of its state, starred and opened, of those written after the library's number `seq`."""
    yield from library.connection.execute(_MARKS, (seq,))


def hidden(library: Library) -> Iterator[int]:
    """The papers that no list shows."""
    return (row[0] for row in library.connection.execute(_HIDDEN))


def newest(library: Library) -> Iterator[int]:
    """All papers, the last import step first, in it the digests as given, papers by position, by where each was
    first seen."""
    return (row[0] for row in library.connection.execute(_NEWEST))


def by_title(library: Library) -> Iterator[int]:
    """All papers by title."""
    return (row[0] for row in library.connection.execute(_BY_TITLE))


def by_digest(library: Library, digest: int | None = None) -> Iterator[int]:
    """The papers of a digest in its own order; of all of them, the last first. A paper may come again."""
    if digest is None:
        return (row[0] for row in library.connection.execute(_BY_DIGEST))
    rows = library.connection.execute("SELECT paper FROM entry WHERE digest = ? ORDER BY position", (digest,))
    return (row[0] for row in rows)


def sightings(library: Library) -> Iterator[tuple[int, int]]:
    """Paper, and how many digests told of it."""
    yield from library.connection.execute(_BY_SIGHTINGS)
