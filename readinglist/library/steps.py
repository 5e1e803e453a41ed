"""Undo and redo: a step's change rows applied backwards or forwards where the value it left still stands.

The window and the command line share the steps. A value someone changed since is left, and named. Taking an
import back withdraws its digests; papers that another digest tells of, or that got a mark, stay.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readinglist.library import acts, joining, labels, likeness, merging, notes, searches
from readinglist.library.door import Writing, step_row
from readinglist.model import Origin, Step, Undone, UserError

if TYPE_CHECKING:
    from readinglist.library.opening import Library

_COLUMNS = "SELECT id, at, origin, label, undone, imports FROM step"


def history(library: Library, limit: int = 50) -> list[Step]:
    """The steps, newest first, taken-back ones among them."""
    rows = library.connection.execute(f"{_COLUMNS} ORDER BY id DESC LIMIT ?", (limit,))
    return [step_row(row) for row in rows]


def newest(library: Library) -> Step | None:
    """The step undo would take back: the newest of a person that stands, never a watch folder's."""
    row = library.connection.execute(
        f"{_COLUMNS} WHERE undone = 0 AND origin <> 'watch' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return step_row(row) if row else None


def next_redo(library: Library) -> Step | None:
    """The step redo would bring back: the one taken back last, unless something was done since."""
    row = library.connection.execute(f"{_COLUMNS} WHERE undone > 0 ORDER BY undone DESC LIMIT 1").fetchone()
    return step_row(row) if row else None


def undo(library: Library, *, origin: Origin, step: int | None = None) -> Undone:
    """Take back a step, or the newest. Raises UserError where there is none, or it was taken back already."""
    del origin  # who takes back is not recorded: the step says who did it
    with library.writing("") as writing:
        chosen = newest(library) if step is None else acts.step(library, step)
        if chosen is None:
            raise UserError("Nothing to undo", "Everything you did is as you left it.")
        if chosen.undone:
            raise UserError("This was undone already", f"“{chosen.label}” is taken back.")
        result = _apply(library, writing, chosen, backwards=True)
        writing.connection.execute("UPDATE step SET undone = ? WHERE id = ?", (writing.seq, chosen.id))
    return result


def redo(library: Library, *, origin: Origin) -> Undone:
    """Bring back what was taken back last. Raises UserError where there is nothing."""
    del origin
    with library.writing("") as writing:
        chosen = next_redo(library)
        if chosen is None:
            raise UserError("Nothing to redo", "Nothing was taken back, or something was done since.")
        result = _apply(library, writing, chosen, backwards=False)
        writing.connection.execute("UPDATE step SET undone = 0 WHERE id = ?", (chosen.id,))
    return result


def remove_samples(library: Library, *, origin: Origin) -> Undone:
    """Withdraw the sample digests as one step; papers one marked, or that another digest tells of, stay and
    are named. Raises UserError where there are none."""
    rows = library.connection.execute("SELECT id FROM digest WHERE sample AND NOT withdrawn").fetchall()
    if not rows:
        raise UserError("There are no sample papers", "They were removed already.")
    with library.writing("Removed the sample papers", origin, imports=True) as writing:
        withdraw(writing, [row[0] for row in rows], withdrawn=True)
        papers, kept, poorer = _settle(writing, [row[0] for row in rows], withdrawn=True)
    made = acts.step(library, writing.step)
    assert made is not None  # noqa: S101 — at least one digest was withdrawn
    return Undone(made, tuple(papers), kept, poorer)


def withdraw(writing: Writing, digests: list[int], *, withdrawn: bool) -> None:
    """Withdraw digests or bring them back, recorded in the step."""
    for digest in digests:
        writing.connection.execute(
            "INSERT INTO change (step, field, digest, before, after) VALUES (?, 'withdrawn', ?, ?, ?)",
            (writing.step, digest, str(int(not withdrawn)), str(int(withdrawn))),
        )
        writing.connection.execute("UPDATE digest SET withdrawn = ? WHERE id = ?", (withdrawn, digest))


def _apply(library: Library, writing: Writing, step: Step, *, backwards: bool) -> Undone:
    left, brought = ("after", "before") if backwards else ("before", "after")
    values = {"step": step.id, "at": writing.at, "seq": writing.seq}
    papers: list[int] = []
    stuck: list[int] = []
    for field, column in (("state", "state"), ("starred", "starred")):
        standing = f"change.step = :step AND field = '{field}' AND marks.paper = change.paper"
        fits = f"CAST(marks.{column} AS TEXT) = change.{left}"
        stuck += _column(writing, f"SELECT marks.paper FROM change, marks WHERE {standing} AND NOT {fits}", values)
        papers += _column(
            writing,
            f"UPDATE marks SET {column} = change.{brought}, rev = rev + 1, seq = :seq"
            f"{', moved = :at' if field == 'state' else ''} FROM change WHERE {standing} AND {fits} "
            "RETURNING marks.paper",
            values,
        )
    for found, refused in (_tags(writing, values, left, brought), _notes(writing, step.id, left, brought)):
        papers += found
        stuck += refused
    _names(writing, step.id, left, brought)
    _dates(writing, step.id, left, brought)
    names = searches.apply(writing, step.id, left, brought)
    paired = likeness.apply(writing, step.id, left, brought)
    if paired:
        papers += sorted(joining.resettle(writing, paired))
    digests = _withdrawals(writing, step.id, brought)
    kept: tuple[str, ...] = ()
    poorer = 0
    if digests:
        gone = [digest for digest, withdrawn in digests if withdrawn]
        moved, kept, poorer = _settle(writing, [digest for digest, _ in digests], withdrawn=bool(gone))
        papers += moved
    papers = list(dict.fromkeys(papers))
    titles = tuple(_title(library, paper) for paper in dict.fromkeys(stuck))
    return Undone(step, tuple(papers), (*titles, *names, *kept), poorer)


def _tags(writing: Writing, values: dict[str, object], left: str, brought: str) -> tuple[list[int], list[int]]:
    """Give or take the tags of a step; a tag already as wanted is stuck."""
    run = writing.connection.execute
    rows = run(
        f"""SELECT paper, tag, {left} = '1', EXISTS (
                SELECT 1 FROM tagged WHERE tagged.paper = change.paper AND tagged.tag = change.tag)
            FROM change WHERE step = :step AND field = 'tag'""",
        values,
    ).fetchall()
    fits = [(paper, tag) for paper, tag, was, is_ in rows if was == is_]
    stuck = [paper for paper, _tag, was, is_ in rows if was != is_]
    giving = {(paper, tag) for paper, tag, was, _is in rows if not was}
    for paper, tag in fits:
        if (paper, tag) in giving:
            run("INSERT INTO tagged (paper, tag, at) VALUES (?, ?, ?)", (paper, tag, writing.at))
        else:
            run("DELETE FROM tagged WHERE paper = ? AND tag = ?", (paper, tag))
    papers = list(dict.fromkeys(paper for paper, _tag in fits))
    run(
        "UPDATE marks SET rev = rev + 1, seq = ? WHERE paper IN (SELECT value FROM json_each(?))",
        (writing.seq, json.dumps(papers)),
    )
    del brought
    return papers, stuck


def _notes(writing: Writing, step: int, left: str, brought: str) -> tuple[list[int], list[int]]:
    papers: list[int] = []
    stuck: list[int] = []
    rows = writing.connection.execute(
        f"SELECT paper, {left}, {brought} FROM change WHERE step = ? AND field = 'note'", (step,)
    ).fetchall()
    for paper, expected, wanted in rows:
        standing, _rev = notes.stored(writing, paper)
        if standing != expected:
            stuck.append(paper)
            continue
        notes.put(writing, paper, wanted)
        papers.append(paper)
    return papers, stuck


def _names(writing: Writing, step: int, left: str, brought: str) -> None:
    writing.connection.execute(
        f"UPDATE digest SET name = change.{brought} FROM change WHERE change.step = ? AND field = 'name' "
        f"AND change.digest = digest.id AND digest.name = change.{left}",
        (step,),
    )


def _dates(writing: Writing, step: int, left: str, brought: str) -> None:
    rows = writing.connection.execute(
        f"SELECT digest, {left}, {brought}, json_array(dated, dated_as) FROM change "
        "JOIN digest ON digest.id = change.digest WHERE change.step = ? AND field = 'dated'",
        (step,),
    ).fetchall()
    for digest, expected, wanted, standing in rows:
        if json.loads(standing) == json.loads(expected):
            acts.put_date(writing, digest, wanted)


def _withdrawals(writing: Writing, step: int, brought: str) -> list[tuple[int, bool]]:
    rows = writing.connection.execute(
        f"UPDATE digest SET withdrawn = CAST(change.{brought} AS INTEGER) FROM change "
        "WHERE change.step = ? AND field = 'withdrawn' AND change.digest = digest.id "
        "RETURNING digest.id, digest.withdrawn",
        (step,),
    )
    return [(digest, bool(withdrawn)) for digest, withdrawn in rows]


def _settle(writing: Writing, digests: list[int], *, withdrawn: bool) -> tuple[list[int], tuple[str, ...], int]:
    """Merge the papers of these digests anew; the papers that came or went, the titles of those that stay as they
    are although what brought them went, and how many stay and lost what it had added."""
    papers = _column(
        writing,
        "SELECT DISTINCT paper FROM entry WHERE digest IN (SELECT value FROM json_each(:digests)) ORDER BY paper",
        {"digests": json.dumps(digests)},
    )
    before = merging.visible(writing.connection, papers)
    papers = sorted(joining.resettle(writing, papers))
    after = merging.visible(writing.connection, papers)
    retold = merging.retold(before, after)
    kept: tuple[str, ...] = ()
    if withdrawn:
        rows = writing.connection.execute(
            "SELECT title FROM paper WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(sorted(after.keys() - retold)),),
        )
        kept = tuple(labels.short(row[0]) for row in rows)
    return sorted(before.keys() ^ after.keys()), kept, len(retold) if withdrawn else 0


def _column(writing: Writing, statement: str, values: dict[str, object]) -> list[int]:
    return [row[0] for row in writing.connection.execute(statement, values)]


def _title(library: Library, paper: int) -> str:
    row = library.connection.execute("SELECT title FROM paper WHERE id = ?", (paper,)).fetchone()
    return labels.short(row[0]) if row else f"paper {paper}"
