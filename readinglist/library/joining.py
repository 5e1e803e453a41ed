"""Carries a grouping out: entries move to their papers, papers go into others and come back, and what its
owner wrote on a paper goes along.

A paper put aside keeps its own marks untouched: when it comes back it is as it was, and what the other took
over is taken back by the same step.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import uuid4

from readinglist.library import grouping, merging, notes
from readinglist.library.door import Writing
from readinglist.library.grouping import Plan

RULE = "\n\n---\n\n"
"""Stands between two notes that became one."""


def regroup(writing: Writing, plan: Plan, base: int) -> set[int]:
    """Move stored entries and papers as planned; the n-th new paper is number `base` + n. Returns the papers
    whose tellings changed."""
    run = writing.connection.execute
    for digest, position, paper in plan.moves:
        if paper < 0:
            _begin(writing, base - paper, (digest, position))
    writing.connection.executemany(
        "UPDATE entry SET paper = ? WHERE digest = ? AND position = ?",
        [(number(paper, base), digest, position) for digest, position, paper in plan.moves],
    )
    for paper in plan.revived:
        run("UPDATE paper SET merged_into = 0 WHERE id = ?", (paper,))
    for paper, into in plan.absorbed:
        run("UPDATE paper SET merged_into = ? WHERE id = ?", (into, paper))
        _take_over(writing, paper, into)
    touched = {number(paper, base) for _digest, _position, paper in plan.moves} | plan.left
    return touched | set(plan.revived) | {paper for pair in plan.absorbed for paper in pair}


def resettle(writing: Writing, papers: Collection[int]) -> set[int]:
    """Group and merge papers anew after digests went or came; all papers that had to do with it."""
    plan = grouping.plan(writing.connection, 0, (), papers)
    touched = regroup(writing, plan, next_base(writing)) | set(papers)
    merging.merge(writing, touched)
    return touched


def number(paper: int, base: int) -> int:
    """A planned paper's number in the library."""
    return paper if paper > 0 else base - paper


def next_base(writing: Writing) -> int:
    """The highest number a paper ever had."""
    row = writing.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'paper'").fetchone()
    return int(row[0]) if row else 0


def store_papers(writing: Writing, papers: Sequence[dict[str, Any]]) -> None:
    """Insert papers: their columns, `id` and `identifiers` among them."""
    if not papers:
        return
    columns = [column for column in papers[0] if column != "identifiers"]
    many = writing.connection.executemany
    many(f"INSERT INTO paper ({', '.join(columns)}) VALUES (:{', :'.join(columns)})", papers)
    many("INSERT INTO marks (paper, seq) VALUES (?, ?)", [(paper["id"], writing.seq) for paper in papers])
    merging.store_identifiers(writing, {paper["id"]: paper["identifiers"] for paper in papers})


def _begin(writing: Writing, paper: int, seed: tuple[int, int]) -> None:
    """A paper for an entry that belongs to none of those there are; `merge` tells it its facts."""
    if writing.connection.execute("SELECT 1 FROM paper WHERE id = ?", (paper,)).fetchone():
        return
    blank: dict[str, Any] = dict.fromkeys(merging.COLUMNS, "") | {
        "id": paper,
        "uid": uuid4().hex,
        "hash": b"",
        "first_step": 0,
        "first_digest": 0,
        "first_position": 0,
        "seed_digest": seed[0],
        "seed_position": seed[1],
        "identifiers": {},
    }
    store_papers(writing, [blank])


def _take_over(writing: Writing, paper: int, into: int) -> None:
    """Give a paper what its owner wrote on another that is one with it now."""
    run = writing.connection.execute
    state, starred, opened = _marks(writing, paper)
    its_state, its_starred, _opened = _marks(writing, into)
    if state != "inbox" and its_state == "inbox":
        _changed(writing, into, "state", its_state, state)
    else:
        state = its_state
    if starred and not its_starred:
        _changed(writing, into, "starred", "0", "1")
    run(
        "UPDATE marks SET state = ?, starred = ?, opened = coalesce(opened, ?), rev = rev + 1, seq = ? "
        "WHERE paper = ?",
        (state, int(starred or its_starred), opened, writing.seq, into),
    )
    for (tag,) in run(
        "INSERT INTO tagged (paper, tag, at) SELECT ?, tag, at FROM tagged WHERE paper = ? "
        "ON CONFLICT DO NOTHING RETURNING tag",
        (into, paper),
    ).fetchall():
        _changed(writing, into, "tag", "0", "1", tag)
    note, _rev = notes.stored(writing, paper)
    its_note, _rev = notes.stored(writing, into)
    if note and note not in its_note:
        both = f"{its_note}{RULE}{note}" if its_note else note
        _changed(writing, into, "note", its_note, both)
        notes.put(writing, into, both)


def _marks(writing: Writing, paper: int) -> tuple[str, bool, str | None]:
    state, starred, opened = writing.connection.execute(
        "SELECT state, starred, opened FROM marks WHERE paper = ?", (paper,)
    ).fetchone()
    return state, bool(starred), opened


def _changed(writing: Writing, paper: int, name: str, before: str, after: str, tag: int | None = None) -> None:
    if writing.step:  # undo and redo write no steps: what they bring back was recorded when it was done
        writing.connection.execute(
            "INSERT INTO change (step, field, paper, tag, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (writing.step, name, paper, tag, before, after),
        )
