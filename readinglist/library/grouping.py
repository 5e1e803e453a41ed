"""Which paper each entry belongs to: identity asked of all entries that can have to do with each other, and a
paper's number kept with the entry it began with.

Whatever order digests came in, the same entries make the same papers. An entry that shows two papers to be one
joins them: the younger is put aside with its marks, the elder takes over what its owner wrote on it, and if the
digest is taken back both stand as before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from readinglist.library import identity
from readinglist.library.identity import SHORTEST_CUT, Record

_BY_KEY = "SELECT DISTINCT paper FROM entry WHERE key IN (SELECT value FROM json_each(?)) AND key <> ''"
_BY_PREFIX = "SELECT DISTINCT paper FROM entry WHERE key >= ? AND key < ?"
_BY_CUT = "SELECT DISTINCT paper, key FROM entry WHERE cut"
_BY_IDENTIFIER = """
    SELECT DISTINCT paper FROM identifier JOIN json_each(?) AS asked
    ON kind = asked.value ->> 0 AND identifier.value = asked.value ->> 1
"""
_KIN = """
    SELECT id FROM paper WHERE merged_into IN (SELECT value FROM json_each(:papers))
    UNION SELECT merged_into FROM paper WHERE id IN (SELECT value FROM json_each(:papers)) AND merged_into > 0
    UNION SELECT entry.paper FROM paper JOIN entry ON digest = seed_digest AND position = seed_position
        WHERE paper.id IN (SELECT value FROM json_each(:papers))
    UNION SELECT other FROM likeness WHERE same AND one IN (SELECT value FROM json_each(:papers))
    UNION SELECT one FROM likeness WHERE same AND other IN (SELECT value FROM json_each(:papers))
"""
_PAPERS = """
    SELECT id, seed_digest, seed_position, merged_into, hidden, title, abstract, authors, published FROM paper
    WHERE id IN (SELECT value FROM json_each(?))
"""
_ENTRIES = """
    SELECT digest, position, paper, said FROM entry JOIN digest ON digest.id = digest
    WHERE paper IN (SELECT value FROM json_each(?)) AND NOT withdrawn
"""
_JOINS = """
    SELECT one, other FROM likeness WHERE same AND one IN (SELECT value FROM json_each(?))
"""
ROUNDS = 8
"""So often entries found lead to further ones; more would be a chain of mistyped identifiers."""


@dataclass(slots=True)
class _Paper:
    """A stored paper: where it began, and in which other it was put."""

    seed: tuple[int, int]
    merged_into: int
    hidden: bool
    ghost: Record


@dataclass(slots=True)
class _Stored:
    """What the library holds that can have to do with some records."""

    papers: dict[int, _Paper] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)
    """Digest and position of each live entry, …"""
    owners: list[int] = field(default_factory=list)
    """… its paper, …"""
    records: list[Record] = field(default_factory=list)
    """… and what it says."""
    joins: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of entries and papers. A paper is a number of the library or, negative, the n-th new one."""

    seq: int
    papers: tuple[int, ...]
    """Of the new entries."""
    kinds: tuple[str, ...]
    moves: tuple[tuple[int, int, int], ...]
    """Digest, position, paper: stored entries that belong elsewhere now."""
    left: frozenset[int]
    """The papers they leave."""
    absorbed: tuple[tuple[int, int], ...]
    """Paper, and the paper it is one with now."""
    revived: tuple[int, ...]
    """Papers that stand for themselves again."""

    def count(self, kind: str) -> int:
        """How many of the new entries are of a kind."""
        return self.kinds.count(kind)


def plan(connection: sqlite3.Connection, seq: int, new: Sequence[Record], papers: Collection[int] = ()) -> Plan:
    """Where new entries belong, and what they change, or what is changed already about `papers`."""
    stored = _gather(connection, new, papers)
    living = set(stored.owners)
    ghosts = [
        number
        for number, paper in sorted(stored.papers.items())
        if not paper.merged_into and number not in living  # withdrawn, or kept for its marks
    ]
    records = [*stored.records, *(stored.papers[number].ghost for number in ghosts), *new]
    claims = _claims(stored, ghosts)
    joins = [(claims[one], claims[other]) for one, other in stored.joins if one in claims and other in claims]
    roots = identity.groups(records, joins)
    owners, absorbed, revived = _owners(stored, claims, roots)
    fresh = 0
    moves = []
    for at, (place, owner) in enumerate(zip(stored.places, stored.owners, strict=True)):
        if roots[at] not in owners:
            fresh += 1
            owners[roots[at]] = -fresh
        if owners[roots[at]] != owner:
            moves.append((*place, owners[roots[at]]))
    told: list[int] = []
    for root in roots[len(records) - len(new) :]:
        if root not in owners:
            fresh += 1
            owners[root] = -fresh
        told.append(owners[root])
    left = {stored.owners[at] for at in range(len(stored.places)) if owners[roots[at]] != stored.owners[at]}
    return Plan(
        seq, tuple(told), _kinds(stored, told), tuple(moves), frozenset(left), tuple(absorbed), tuple(revived)
    )


def _kinds(stored: _Stored, told: Iterable[int]) -> tuple[str, ...]:
    met: set[int] = set()
    kinds = []
    for paper in told:
        if paper in met:
            kinds.append("repeated")
        else:
            kinds.append("new" if paper < 0 or stored.papers[paper].hidden else "known")
        met.add(paper)
    return tuple(kinds)


def _claims(stored: _Stored, ghosts: Sequence[int]) -> dict[int, int]:
    """For each paper the record that is it: the entry it began with, or the oldest left, or what it was."""
    at = {place: index for index, place in enumerate(stored.places)}
    claims = {number: len(stored.records) + index for index, number in enumerate(ghosts)}
    oldest: dict[int, tuple[int, int]] = {}
    for place, owner in zip(stored.places, stored.owners, strict=True):
        oldest[owner] = min(place, oldest.get(owner, place))
    for number, paper in stored.papers.items():
        if paper.seed in at:
            claims[number] = at[paper.seed]
        elif number in oldest:
            claims[number] = at[oldest[number]]
    return claims


def _owners(
    stored: _Stored, claims: dict[int, int], roots: Sequence[int]
) -> tuple[dict[int, int], list[tuple[int, int]], list[int]]:
    """Which paper each group is, which papers go into others, and which come back."""
    claimers: dict[int, list[int]] = {}
    for number, place in claims.items():
        claimers.setdefault(roots[place], []).append(number)
    owners: dict[int, int] = {}
    absorbed: list[tuple[int, int]] = []
    revived: list[int] = []
    for root, numbers in claimers.items():
        owner = min(numbers, key=lambda number: (stored.papers[number].merged_into > 0, number))
        owners[root] = owner
        if stored.papers[owner].merged_into:
            revived.append(owner)
        absorbed += [(one, owner) for one in numbers if one != owner and stored.papers[one].merged_into != owner]
    return owners, sorted(absorbed), sorted(revived)


def _gather(connection: sqlite3.Connection, new: Sequence[Record], papers: Collection[int]) -> _Stored:
    """All that records have to do with, and what that has to do with, round by round."""
    stored = _Stored()
    asked_keys: set[str] = set()
    asked_names: set[tuple[str, str]] = set()
    fresh: Iterable[Record] = new
    wanted = set(papers)
    for _round in range(ROUNDS):
        keys, names, cuts = _asked(fresh, asked_keys, asked_names)
        wanted |= _matching(connection, keys, names, cuts)
        wanted |= _kin(connection, wanted - stored.papers.keys())
        wanted -= stored.papers.keys()
        if not wanted:
            break
        before = len(stored.records)
        _load(connection, stored, wanted)
        fresh = [*stored.records[before:], *(stored.papers[number].ghost for number in wanted)]
        wanted = set()
    stored.joins = connection.execute(_JOINS, (json.dumps(sorted(stored.papers)),)).fetchall()
    return stored


def _asked(
    records: Iterable[Record], asked_keys: set[str], asked_names: set[tuple[str, str]]
) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """The keys, identifiers and beginnings of cut titles not asked for yet."""
    keys, names, cuts = set[str](), set[tuple[str, str]](), set[str]()
    for told in records:
        if told.key and told.key not in asked_keys:
            keys.add(told.key)
            if told.cut and len(told.key) >= SHORTEST_CUT:
                cuts.add(told.key)
        for kind in identity.STRONG:
            if kind in told.identifiers and (kind, told.identifiers[kind]) not in asked_names:
                names.add((kind, told.identifiers[kind]))
    asked_keys |= keys
    asked_names |= names
    return keys, names, cuts


def _matching(
    connection: sqlite3.Connection, keys: set[str], names: set[tuple[str, str]], cuts: set[str]
) -> set[int]:
    run = connection.execute
    found: set[int] = set()
    if keys:
        found |= {row[0] for row in run(_BY_KEY, (json.dumps(sorted(keys)),))}
        stems = [(paper, key) for paper, key in run(_BY_CUT) if len(key) >= SHORTEST_CUT]
        if stems:
            lengths = {len(key) for _paper, key in stems}
            begun = {key[:length] for key in keys for length in lengths if len(key) >= length}
            found |= {paper for paper, key in stems if key in begun}
    for key in cuts:
        found |= {row[0] for row in run(_BY_PREFIX, (key, f"{key}{{"))}  # a brace sorts behind all letters
    if names:
        found |= {row[0] for row in run(_BY_IDENTIFIER, (json.dumps(sorted(names)),))}
    return found


def _kin(connection: sqlite3.Connection, papers: set[int]) -> set[int]:
    """The papers that were joined with these, by an entry or by their owner."""
    found = papers
    while found:
        rows = connection.execute(_KIN, {"papers": json.dumps(sorted(found))})
        found = {row[0] for row in rows} - papers
        papers = papers | found
    return papers


def _load(connection: sqlite3.Connection, stored: _Stored, wanted: set[int]) -> None:
    asked = (json.dumps(sorted(wanted)),)
    names: dict[int, dict[str, str]] = {}
    rows = connection.execute(
        "SELECT paper, kind, value FROM identifier WHERE paper IN (SELECT value FROM json_each(?))", asked
    )
    for paper, kind, value in rows:
        names.setdefault(paper, {})[kind] = value
    for number, digest, position, merged, hidden, title, abstract, authors, published in connection.execute(
        _PAPERS, asked
    ):
        said: dict[str, Any] = {
            "title": title,
            "abstract": abstract,
            "authors": json.loads(authors),
            "identifiers": names.get(number, {}),
            "published": published,
        }
        ghost = identity.record(said)
        stored.papers[number] = _Paper((digest, position), merged, bool(hidden), ghost)
    for digest, position, paper, told in connection.execute(_ENTRIES, asked):
        stored.places.append((digest, position))
        stored.owners.append(paper)
        stored.records.append(identity.record(json.loads(told)))
