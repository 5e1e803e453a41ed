"""Tags by name: two spellings with the same fold are one tag, shown as first spelled."""

from __future__ import annotations

import sqlite3

from readinglist.library.cleaning import line
from readinglist.library.door import Writing
from readinglist.model import UserError
from readinglist.text.fold import tag_key

HUES = (215, 150, 25, 280, 340, 190, 50, 100)
"""Degrees on the colour circle, handed out in turn."""
LONGEST = 200


def tidy(name: str) -> str:
    """A tag's name as it is kept: one line, no blanks around `/`. Raises UserError for none or too long."""
    kept = "/".join(part.strip() for part in line(name).split("/"))
    if not kept.strip("/"):
        raise UserError("A tag needs a name", "Type at least one letter, digit or sign.")
    if len(kept) > LONGEST:
        raise UserError("This tag is too long", f"A tag has at most {LONGEST} characters; this has {len(kept)}.")
    return kept


def find(connection: sqlite3.Connection, name: str) -> int | None:
    """The number of the tag with this name's fold."""
    row = connection.execute("SELECT id FROM tag WHERE key = ?", (tag_key(name),)).fetchone()
    return row[0] if row else None


def make(writing: Writing, name: str) -> int:
    """The number of the tag, made where there is none."""
    known = find(writing.connection, name)
    if known is not None:
        return known
    (made,) = writing.connection.execute("SELECT count(*) FROM tag").fetchone()
    (number,) = writing.connection.execute(
        "INSERT INTO tag (name, key, hue, used) VALUES (?, ?, ?, ?) RETURNING id",
        (tidy(name), tag_key(name), HUES[made % len(HUES)], writing.at),
    ).fetchone()
    return int(number)
