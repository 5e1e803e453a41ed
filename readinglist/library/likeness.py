"""Papers that look like one and can't be joined without asking: found after an import, said by their owner.

Titles of 96 and abstracts of 90 (rapidfuzz ratio): among 10,960 real papers 96 kept false alarms near zero, and
90 would have offered 16 pairs, most of them different works.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from readinglist.library import acts, identity, joining, labels
from readinglist.library.cards import cards
from readinglist.library.door import Writing
from readinglist.library.schema import ENDS
from readinglist.model import Card, Done, Origin, UserError
from readinglist.text.fold import title_key, words

if TYPE_CHECKING:
    from readinglist.library.opening import Library

TITLES = 96
ABSTRACTS = 90
ABSTRACT_KEY = 2000
"""Characters of abstracts compared."""
CROWD = 60
"""A beginning or ending that more titles share tells nothing (`Towards a theory of …`)."""

_NEAR = f"""
    SELECT one.id, other.id, one.title, other.title, one.abstract, other.abstract
    FROM paper AS one JOIN paper AS other ON substr(other.title_key, {{side}}) = substr(one.title_key, {{side}})
    WHERE one.id IN (SELECT value FROM json_each(?)) AND one.id <> other.id AND NOT one.hidden AND NOT other.hidden
        AND length(one.title_key) >= {ENDS} AND abs(length(one.title_key) - length(other.title_key)) < 12
        AND (SELECT count(*) FROM (SELECT 1 FROM paper AS near
            WHERE substr(near.title_key, {{side}}) = substr(one.title_key, {{side}}) LIMIT {CROWD + 1})) <= {CROWD}
"""
_SIDES = (f"1, {ENDS}", f"-{ENDS}")
_APART = """
    EXISTS (SELECT 1 FROM identifier AS mine JOIN identifier AS its ON its.kind = mine.kind
        AND its.value <> mine.value AND mine.kind IN (SELECT value FROM json_each(:strong))
        WHERE mine.paper = one AND its.paper = other)
"""
_OPEN = f"""
    SELECT one, other FROM likeness
    JOIN paper AS a ON a.id = one JOIN paper AS b ON b.id = other
    JOIN marks AS x ON x.paper = one JOIN marks AS y ON y.paper = other
    WHERE same IS NULL AND NOT a.hidden AND NOT b.hidden AND NOT {_APART}
        AND x.state <> 'trash' AND y.state <> 'trash' ORDER BY one, other
"""
_STRONG = {"strong": json.dumps(identity.STRONG)}


def look(library: Library, papers: Collection[int]) -> int:
    """Look for likenesses of these papers with any; returns how many pairs are new."""
    asked = (json.dumps(sorted(papers)),)
    found: set[tuple[int, int]] = set()
    for side in _SIDES:
        for one, other, *texts in library.connection.execute(_NEAR.format(side=side), asked):
            pair = (min(one, other), max(one, other))
            if pair not in found and _alike(*texts):
                found.add(pair)
    known = set(library.connection.execute("SELECT one, other FROM likeness").fetchall())
    new = sorted(found - known)
    if new:
        with library.writing("") as writing:
            writing.connection.executemany(
                "INSERT INTO likeness (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING", new
            )
    return len(new)


def count(library: Library) -> int:
    """How many pairs wait for a word."""
    return len(library.connection.execute(_OPEN, _STRONG).fetchall())


def pairs(library: Library) -> list[tuple[Card, Card]]:
    """The pairs that wait for a word: no identifier tells them apart, and neither is removed."""
    found = library.connection.execute(_OPEN, _STRONG).fetchall()
    made = {card.paper.id: card for card in cards(library, sorted({paper for pair in found for paper in pair}))}
    return [(made[one], made[other]) for one, other in found if one in made and other in made]


def say(library: Library, one: int, other: int, *, same: bool, origin: Origin) -> Done:
    """Call two papers one, or different, for ever; one step, which undo takes back. Joined papers keep the
    marks of both. Raises UserError where they are not two papers."""
    one, other = min(one, other), max(one, other)
    if len(acts.known(library, (one, other))) != 2:
        raise UserError("There are not two papers", "One of them is gone meanwhile. Look again.")
    (title,) = library.connection.execute("SELECT title FROM paper WHERE id = ?", (one,)).fetchone()
    with library.writing(f"{'Joined' if same else 'Different papers'}: {labels.short(title)}", origin) as writing:
        row = writing.connection.execute(
            "SELECT same FROM likeness WHERE one = ? AND other = ?", (one, other)
        ).fetchone()
        before = "" if row is None or row[0] is None else str(row[0])
        writing.connection.execute(
            "INSERT INTO change (step, field, paper, other, before, after) VALUES (?, 'likeness', ?, ?, ?, ?)",
            (writing.step, one, other, before, str(int(same))),
        )
        _put(writing, one, other, str(int(same)))
        joining.resettle(writing, [one, other])
    return Done(acts.step(library, writing.step), (one, other))


def apply(writing: Writing, step: int, left: str, brought: str) -> list[int]:
    """Take back or bring back what a step said of pairs; the papers it was about."""
    rows = writing.connection.execute(
        f"SELECT paper, other, {left}, {brought} FROM change WHERE step = ? AND field = 'likeness'", (step,)
    ).fetchall()
    for one, other, _expected, wanted in rows:
        _put(writing, one, other, wanted)
    return [paper for one, other, _left, _brought in rows for paper in (one, other)]


def _put(writing: Writing, one: int, other: int, same: str) -> None:
    writing.connection.execute(
        "INSERT INTO likeness (one, other, same) VALUES (?, ?, ?) "
        "ON CONFLICT (one, other) DO UPDATE SET same = excluded.same",
        (one, other, int(same) if same else None),
    )


def _alike(title: str, other_title: str, abstract: str, other_abstract: str) -> bool:
    from rapidfuzz import fuzz

    if fuzz.ratio(" ".join(words(title)), " ".join(words(other_title)), score_cutoff=TITLES) < TITLES:
        return False
    if not abstract or not other_abstract:
        return False
    keys = [title_key(text[:ABSTRACT_KEY]) for text in (abstract, other_abstract)]
    return fuzz.ratio(*keys, score_cutoff=ABSTRACTS) >= ABSTRACTS
