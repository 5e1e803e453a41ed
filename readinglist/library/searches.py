"""Saved searches: lines of the search language, each kept under a name, in the order they were saved.

Each act is one step. Its change row holds the search whole, as it stood before and after (null: it was not
there), and undo puts that back.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from readinglist import query
from readinglist.library import acts, cleaning, labels
from readinglist.library.door import Writing
from readinglist.model import Done, Origin, SavedSearch, UserError
from readinglist.text.fold import tag_key

if TYPE_CHECKING:
    from readinglist.library.opening import Library

LONGEST = 200
"""Characters of a name."""
_NOT_THERE = "null"


def search_list(library: Library) -> list[SavedSearch]:
    """The saved searches, in the order they were saved."""
    rows = library.connection.execute("SELECT id, name, line FROM search ORDER BY position, id")
    return [SavedSearch(*row) for row in rows]


def save(library: Library, name: str, line: str, *, origin: Origin) -> Done:
    """Keep a line under a name. Raises UserError as `checked` does."""
    with library.writing(f"Saved the search “{labels.short(name)}”", origin) as writing:
        name, line = checked(library, name, line)
        (last,) = writing.connection.execute("SELECT coalesce(max(position), 0) FROM search").fetchone()
        (number,) = writing.connection.execute(
            "INSERT INTO search (name, key, line, position) VALUES (?, ?, ?, ?) RETURNING id",
            (name, tag_key(name), line, last + 1),
        ).fetchone()
        _record(writing, number, _NOT_THERE)
    return Done(acts.step(library, writing.step))


def change(
    library: Library, number: int, *, name: str | None = None, line: str | None = None, origin: Origin
) -> Done:
    """Give a saved search another name, another line, or both. Raises UserError as `checked` does, and where
    there is no such search."""
    old = _search(library, number)
    name = old.name if name is None else cleaning.line(name)
    label = f"Changed the search “{old.name}”" if name == old.name else f"Renamed {old.name} to {name}"
    with library.writing(label, origin) as writing:
        new = checked(library, name, old.line if line is None else line, besides=number)
        if new != (old.name, old.line):
            before = _told(writing.connection, number)
            _put(writing, number, json.dumps([*new, json.loads(before)[2]]))
            _record(writing, number, before)
    return Done(acts.step(library, writing.step))


def remove(library: Library, number: int, *, origin: Origin) -> Done:
    """Forget a saved search; its papers stay. Raises UserError where there is no such search."""
    old = _search(library, number)
    with library.writing(f"Removed the search “{old.name}”", origin) as writing:
        before = _told(writing.connection, number)
        if before != _NOT_THERE:
            _put(writing, number, _NOT_THERE)
            _record(writing, number, before)
    return Done(acts.step(library, writing.step))


def checked(library: Library, name: str, line: str, *, besides: int | None = None) -> tuple[str, str]:
    """Name and line as they are kept. Raises UserError for a name that is none, too long, or that of another
    search than `besides`; and for a line that says nothing or can't be read. A line is read as if it was
    entered: its last word is whole."""
    name, line = cleaning.line(name), cleaning.line(line)
    if not name:
        raise UserError("A saved search needs a name", "Type at least one letter, digit or sign.")
    if len(name) > LONGEST:
        raise UserError("This name is too long", f"A name has at most {LONGEST} characters; this has {len(name)}.")
    taken = library.connection.execute(
        "SELECT name FROM search WHERE key = ? AND id IS NOT ?", (tag_key(name), besides)
    ).fetchone()
    if taken:
        raise UserError("This name is taken", f"There is a saved search “{taken[0]}”. Choose another name.")
    if not line:
        raise UserError("There is nothing to save", "Type a search first.")
    slips = query.parse(line).slips
    if slips:
        raise UserError("This search can't be read", " ".join(dict.fromkeys(slip.message for slip in slips)))
    return name, line


def apply(writing: Writing, step: int, left: str, brought: str) -> list[str]:
    """Put back the searches of a step; the names of those that were changed since, or whose name another has
    now: they are left as they are."""
    stuck: list[str] = []
    rows = writing.connection.execute(
        f"SELECT search, {left}, {brought} FROM change WHERE step = ? AND field = 'search'", (step,)
    ).fetchall()
    for number, expected, wanted in rows:
        if _told(writing.connection, number) == expected and not _taken(writing.connection, number, wanted):
            _put(writing, number, wanted)
        else:
            stuck.append(json.loads(expected if wanted == _NOT_THERE else wanted)[0])
    return stuck


def _search(library: Library, number: int) -> SavedSearch:
    found = next((one for one in search_list(library) if one.id == number), None)
    if found is None:
        raise UserError("There is no such search", "It was removed already.")
    return found


def _told(connection: sqlite3.Connection, number: int) -> str:
    """How a search stands, as a change row tells it: its name, line and place; or that there is none."""
    row = connection.execute("SELECT name, line, position FROM search WHERE id = ?", (number,)).fetchone()
    return json.dumps(row)


def _put(writing: Writing, number: int, told: str) -> None:
    writing.connection.execute("DELETE FROM search WHERE id = ?", (number,))
    if told != _NOT_THERE:
        name, line, position = json.loads(told)
        writing.connection.execute(
            "INSERT INTO search (id, name, key, line, position) VALUES (?, ?, ?, ?, ?)",
            (number, name, tag_key(name), line, position),
        )


def _taken(connection: sqlite3.Connection, number: int, told: str) -> bool:
    """Whether another search has the name by now."""
    if told == _NOT_THERE:
        return False
    key = tag_key(json.loads(told)[0])
    return (
        connection.execute("SELECT 1 FROM search WHERE key = ? AND id <> ?", (key, number)).fetchone() is not None
    )


def _record(writing: Writing, number: int, before: str) -> None:
    writing.connection.execute(
        "INSERT INTO change (step, field, search, before, after) VALUES (?, 'search', ?, ?, ?)",
        (writing.step, number, before, _told(writing.connection, number)),
    )
