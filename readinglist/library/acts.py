"""What a user does to papers: verdicts, stars, tags, names of digests; each call one labelled step.

Every act writes its change rows from what stands, in one statement for any number of papers, and then the
values; undo reads the same rows backwards.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readinglist.library import labels, tags
from readinglist.library.cards import known_ids
from readinglist.library.cleaning import line
from readinglist.library.door import Writing, step_row
from readinglist.model import Done, Origin, State, Step, UserError
from readinglist.query import dates

if TYPE_CHECKING:
    from readinglist.library.opening import Library

_CHOSEN = "(SELECT value FROM json_each(:ids))"
_PRECIOUS = f"""
    SELECT marks.paper FROM marks WHERE marks.paper IN {_CHOSEN} AND (
        starred OR EXISTS (SELECT 1 FROM tagged WHERE tagged.paper = marks.paper)
        OR EXISTS (SELECT 1 FROM note WHERE note.paper = marks.paper AND note.text <> '')
    ) ORDER BY marks.paper
"""


def move(library: Library, ids: Sequence[int], state: State, *, origin: Origin) -> Done:
    """Give papers a state; a verdict also marks them opened. Papers already there are left out."""
    ids = known(library, ids)
    titles = _titles(library, ids, "state <> :value", state)
    with library.writing(labels.moved(state, titles), origin) as writing:
        chosen = {"ids": json.dumps(ids), "value": state, "step": writing.step, "at": writing.at}
        changed = _record(
            writing,
            f"SELECT :step, 'state', paper, state, :value FROM marks WHERE paper IN {_CHOSEN} AND state <> :value",
            chosen,
        )
        writing.connection.execute(
            f"UPDATE marks SET state = :value, moved = :at, opened = coalesce(opened, :at), rev = rev + 1, "
            f"seq = :seq WHERE paper IN {_CHOSEN} AND state <> :value",
            {**chosen, "seq": writing.seq},
        )
        precious = tuple(row[0] for row in writing.connection.execute(_PRECIOUS, {"ids": json.dumps(changed)}))
    return Done(step(library, writing.step), tuple(changed), precious)


def star(library: Library, ids: Sequence[int], starred: bool, *, origin: Origin) -> Done:
    """Star papers, or take their stars off."""
    ids = known(library, ids)
    titles = _titles(library, ids, "starred <> :value", int(starred))
    with library.writing(labels.of("Star" if starred else "Star off", titles), origin) as writing:
        chosen = {"ids": json.dumps(ids), "value": int(starred), "step": writing.step}
        changed = _record(
            writing,
            f"SELECT :step, 'starred', paper, starred, :value FROM marks "
            f"WHERE paper IN {_CHOSEN} AND starred <> :value",
            chosen,
        )
        writing.connection.execute(
            f"UPDATE marks SET starred = :value, rev = rev + 1, seq = :seq "
            f"WHERE paper IN {_CHOSEN} AND starred <> :value",
            {**chosen, "seq": writing.seq},
        )
    return Done(step(library, writing.step), tuple(changed))


def tag(
    library: Library,
    ids: Sequence[int],
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    origin: Origin,
) -> Done:
    """Tag papers and take tags off them, in one step. Raises UserError for a name that can't be one."""
    ids = known(library, ids)
    names = [tags.tidy(name) for name in add]
    gone = [number for number in (tags.find(library.connection, name) for name in remove) if number is not None]
    label = " and ".join([f"Tag “{name}”" for name in names] + [f"Tag “{tags.tidy(name)}” off" for name in remove])
    with library.writing(labels.of(label, _titles(library, ids, "1")), origin) as writing:
        changed: set[int] = set()
        for name in names:
            changed |= set(_give(writing, ids, tags.make(writing, name)))
        for number in gone:
            changed |= set(_take(writing, ids, number))
        _touch(writing, sorted(changed))
    return Done(step(library, writing.step), tuple(paper for paper in ids if paper in changed))


def put_back(library: Library, number: int, ids: Sequence[int], *, origin: Origin) -> Done:
    """Take back a bulk verdict for some of its papers, as a step of its own."""
    asked = {"ids": json.dumps(list(ids)), "old": number}
    fitting = (
        f"FROM change JOIN marks ON marks.paper = change.paper WHERE change.step = :old "
        f"AND field = 'state' AND change.paper IN {_CHOSEN} AND marks.state = change.after"
    )
    run = library.connection.execute
    papers = [row[0] for row in run(f"SELECT change.paper {fitting} ORDER BY change.paper", asked)]
    with library.writing(f"Put back: {labels.counted(len(papers))}", origin) as writing:
        changed = _record(
            writing,
            f"SELECT :step, 'state', change.paper, after, before {fitting}",
            {**asked, "step": writing.step},
        )
        writing.connection.execute(
            "UPDATE marks SET state = change.after, moved = :at, rev = rev + 1, seq = :seq FROM change "
            "WHERE change.step = :step AND change.paper = marks.paper AND change.field = 'state'",
            {"step": writing.step, "at": writing.at, "seq": writing.seq},
        )
    return Done(step(library, writing.step), tuple(changed))


def mark_opened(library: Library, ids: Sequence[int]) -> None:
    """Note that papers were looked at; outside undo, the first time counts."""
    with library.writing("") as writing:
        writing.connection.execute(
            f"UPDATE marks SET opened = :at, seq = :seq WHERE opened IS NULL AND paper IN {_CHOSEN}",
            {"ids": json.dumps(list(ids)), "at": writing.at, "seq": writing.seq},
        )


def rename_digest(library: Library, digest: int, name: str, *, origin: Origin) -> Done:
    """Show a digest under another name. Raises UserError for an empty name or an unknown digest."""
    name = line(name)[:200]
    if not name:
        raise UserError("A digest needs a name", "Type at least one letter.")
    row = library.connection.execute("SELECT name FROM digest WHERE id = ?", (digest,)).fetchone()
    if row is None:
        raise UserError("There is no such digest", f"No digest has the number {digest}.")
    with library.writing(f"Renamed {row[0]} to {name}", origin) as writing:
        if name != row[0]:
            writing.connection.execute(
                "INSERT INTO change (step, field, digest, before, after) VALUES (?, 'name', ?, ?, ?)",
                (writing.step, digest, row[0], name),
            )
            writing.connection.execute("UPDATE digest SET name = ? WHERE id = ?", (name, digest))
    return Done(step(library, writing.step))


def date_digest(library: Library, digest: int, text: str, *, origin: Origin) -> Done:
    """Give a digest a date: a whole one is understood, one without a year kept as written, empty is none.
    Raises UserError for an unknown digest."""
    text = line(text)[:100]
    day = dates.whole_day(text)
    row = library.connection.execute("SELECT name, dated, dated_as FROM digest WHERE id = ?", (digest,)).fetchone()
    if row is None:
        raise UserError("There is no such digest", f"No digest has the number {digest}.")
    before, after = json.dumps(row[1:]), json.dumps([day, text or None])
    with library.writing(f"Dated {row[0]}: {text or 'no date'}", origin) as writing:
        if before != after:
            writing.connection.execute(
                "INSERT INTO change (step, field, digest, before, after) VALUES (?, 'dated', ?, ?, ?)",
                (writing.step, digest, before, after),
            )
            put_date(writing, digest, after)
    return Done(step(library, writing.step))


def put_date(writing: Writing, digest: int, told: str) -> None:
    """Store a digest's date and how it is written, from a change row's text."""
    dated, dated_as = json.loads(told)
    writing.connection.execute("UPDATE digest SET dated = ?, dated_as = ? WHERE id = ?", (dated, dated_as, digest))


def known(library: Library, ids: Sequence[int]) -> list[int]:
    """Those of the ids that are papers, each once. Raises UserError where none is."""
    found = known_ids(library, list(dict.fromkeys(ids)))
    if not found:
        raise UserError(
            "There is no such paper", f"No paper has the number {', '.join(str(number) for number in ids)}."
        )
    return found


def step(library: Library, number: int) -> Step | None:
    """A step by its number; None where it left no row."""
    row = library.connection.execute(
        "SELECT id, at, origin, label, undone, imports FROM step WHERE id = ?", (number,)
    ).fetchone()
    return step_row(row) if row else None


def _record(writing: Writing, select: str, values: dict[str, object]) -> list[int]:
    """Write change rows from a SELECT of (step, field, paper, before, after); the papers among them."""
    rows = writing.connection.execute(
        f"INSERT INTO change (step, field, paper, before, after) {select} RETURNING paper", values
    )
    return [row[0] for row in rows]


def _give(writing: Writing, ids: list[int], number: int) -> list[int]:
    rows = writing.connection.execute(
        "INSERT INTO tagged (paper, tag, at) SELECT value, :tag, :at FROM json_each(:ids) WHERE true "
        "ON CONFLICT DO NOTHING RETURNING paper",
        {"ids": json.dumps(ids), "tag": number, "at": writing.at},
    )
    given = [row[0] for row in rows]
    _record_tag(writing, given, number, "0", "1")
    writing.connection.execute("UPDATE tag SET used = ? WHERE id = ?", (writing.at, number))
    return given


def _take(writing: Writing, ids: list[int], number: int) -> list[int]:
    rows = writing.connection.execute(
        f"DELETE FROM tagged WHERE tag = :tag AND paper IN {_CHOSEN} RETURNING paper",
        {"ids": json.dumps(ids), "tag": number},
    )
    taken = [row[0] for row in rows]
    _record_tag(writing, taken, number, "1", "0")
    return taken


def _record_tag(writing: Writing, papers: list[int], number: int, before: str, after: str) -> None:
    writing.connection.executemany(
        "INSERT INTO change (step, field, paper, tag, before, after) VALUES (?, 'tag', ?, ?, ?, ?)",
        [(writing.step, paper, number, before, after) for paper in papers],
    )


def _touch(writing: Writing, papers: list[int]) -> None:
    writing.connection.execute(
        f"UPDATE marks SET rev = rev + 1, seq = :seq WHERE paper IN {_CHOSEN}",
        {"ids": json.dumps(papers), "seq": writing.seq},
    )


def _titles(library: Library, ids: list[int], changes: str, value: object = None) -> list[str]:
    """The titles of the papers an act will change (at least one title, for the label of an idle act)."""
    rows = library.connection.execute(
        f"SELECT title FROM paper JOIN marks ON marks.paper = paper.id WHERE id IN {_CHOSEN} AND {changes}",
        {"ids": json.dumps(ids), "value": value},
    ).fetchall()
    return [row[0] for row in rows] or ["nothing"]
