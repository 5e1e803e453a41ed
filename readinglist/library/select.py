"""The search language in SQL: everything of it but words, which the index knows."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from readinglist.library.cards import newest_digest
from readinglist.query import ast, dates, scope
from readinglist.query.match import digest_called
from readinglist.text.fold import tag_key

if TYPE_CHECKING:
    from readinglist.library.opening import Library

Clause = tuple[str, list[Any]]

_FLAGS = {
    "starred": "marks.starred",
    "unread": "marks.opened IS NULL",
    "noted": "EXISTS (SELECT 1 FROM note WHERE note.paper = paper.id AND note.text <> '')",
    "highlighted": "0",
    "new": "paper.first_step = (SELECT max(first_step) FROM paper WHERE NOT hidden)",
    "any": "1",
}
_OPERATORS = {"<": "<", "<=": "<=", "=": "=", ">=": ">=", ">": ">"}
_SIGHTING = """EXISTS (SELECT 1 FROM entry JOIN digest ON digest.id = entry.digest
    WHERE entry.paper = paper.id AND NOT digest.withdrawn AND {})"""
_SEEN = """(SELECT count(DISTINCT digest) FROM entry JOIN digest ON digest.id = entry.digest
    WHERE entry.paper = paper.id AND NOT digest.withdrawn)"""
_TAGGED = """EXISTS (SELECT 1 FROM tagged JOIN tag ON tag.id = tagged.tag
    WHERE tagged.paper = paper.id AND (tag.key = ? OR substr(tag.key, 1, ?) = ?))"""
_PLACE = "first_step {0}, first_digest {1}, first_position {1}, paper.id {1}"
_ORDERS = {
    "newest": _PLACE.format("DESC", "ASC"),
    "oldest": _PLACE.format("ASC", "DESC"),
    "title": "title_key, paper.id",
    "seen": f"{_SEEN} DESC, {_PLACE.format('DESC', 'ASC')}",
    "digest": "digest.step DESC, digest.id DESC, entry.position, paper.id",
}
_WHERE_SEEN = """LEFT JOIN entry ON entry.paper = paper.id
    LEFT JOIN digest ON digest.id = entry.digest AND NOT digest.withdrawn"""


def select(library: Library, node: ast.Node, *, now: datetime | None = None) -> set[int]:
    """The papers a tree without words holds for; hidden ones never, dismissed and removed ones as the tree
    says. Raises TypeError for a tree with words."""
    clause, values = _clause(library, node, now or datetime.now().astimezone())
    rows = library.connection.execute(
        f"SELECT paper.id FROM paper JOIN marks ON marks.paper = paper.id WHERE NOT hidden AND {clause}",
        values,
    )
    return {row[0] for row in rows}


def order(library: Library, ids: Collection[int], sort: str, *, digest: int | None = None) -> list[int]:
    """The papers in an order: `newest` (the last import step first, in it the digests as given, papers by
    position, by where each was first seen), `oldest` (the exact reverse), `title`, `seen` (most often first) or
    `digest` (the last digest first, each in its own order, a paper in the last one that told of it); with
    `digest` in that digest's own order, for `newest`."""
    asked = json.dumps(list(ids))
    if digest is not None and sort == "newest":
        rows = library.connection.execute(
            "SELECT paper FROM entry WHERE digest = ? AND paper IN (SELECT value FROM json_each(?)) "
            "GROUP BY paper ORDER BY min(position)",
            (digest, asked),
        )
    else:
        rows = library.connection.execute(
            f"SELECT paper.id FROM paper {_WHERE_SEEN if sort == 'digest' else ''} "
            f"WHERE paper.id IN (SELECT value FROM json_each(?)) ORDER BY {_ORDERS[sort]}",
            (asked,),
        )
    return list(dict.fromkeys(row[0] for row in rows))


def first_ids(library: Library, view: ast.Node, limit: int) -> list[int]:
    """The first rows of a view in its own order: what the window shows before the worker answers."""
    clause, values = _clause(library, view, datetime.now().astimezone())
    dismissed, removed = scope.leaves_out(view)
    left_out = [state for state, out in (("dismissed", dismissed), ("trash", removed)) if out]
    digest = scope.own_digest(view)
    by = "(SELECT min(position) FROM entry WHERE entry.paper = paper.id AND entry.digest = ?)" if digest else ""
    rows = library.connection.execute(
        f"""SELECT paper.id FROM paper JOIN marks ON marks.paper = paper.id
            WHERE NOT hidden AND {clause} AND state NOT IN (SELECT value FROM json_each(?))
            ORDER BY {by or _ORDERS["newest"]} LIMIT ?""",
        [*values, json.dumps(left_out), *([digest] if digest else []), limit],
    )
    return [row[0] for row in rows]


def _clause(library: Library, node: ast.Node, now: datetime) -> Clause:
    match node:
        case ast.Everything():
            return "1", []
        case ast.And(parts):
            return _joined(" AND ", [_clause(library, part, now) for part in parts])
        case ast.Or(parts):
            return _joined(" OR ", [_clause(library, part, now) for part in parts])
        case ast.Not(part):
            clause, values = _clause(library, part, now)
            return f"NOT {clause}", values
        case ast.Is(flag):
            return (f"({_FLAGS[flag]})", []) if flag in _FLAGS else ("marks.state = ?", [flag])
        case ast.Tagged(name):
            return _tagged(name)
        case ast.Sighted(conditions):
            told = [_condition(library, condition) for condition in conditions]
            clause, values = _joined(" AND ", told)
            return _SIGHTING.format(clause), values
        case ast.Seen(comparison, times):
            return f"{_SEEN} {_OPERATORS[comparison]} ?", [times]
        case ast.Added():
            return _between("paper.added", node, now)
        case ast.Moved():
            return _between("marks.moved", node, now)
        case ast.Word(field="highlight") | ast.Phrase(field="highlight"):
            return "0", []
        case ast.Dated(comparison, date):
            return _dated(comparison, date)
        case ast.Identified("id", value):
            return "paper.id = ?", [int(value)]
        case ast.Identified(kind, value):
            return (
                "EXISTS (SELECT 1 FROM identifier WHERE identifier.paper = paper.id AND kind = ? AND value = ?)",
                [kind, value],
            )
    raise TypeError(f"Words are not asked of SQL: {node}")


def _joined(word: str, clauses: list[Clause]) -> Clause:
    return f"({word.join(clause for clause, _ in clauses)})", [value for _, values in clauses for value in values]


def _tagged(name: str | None) -> Clause:
    if name is None:
        return "EXISTS (SELECT 1 FROM tagged WHERE tagged.paper = paper.id)", []
    key = tag_key(name)
    return _TAGGED, [key, len(key) + 1, f"{key}/"]


def _condition(library: Library, condition: ast.InDigest | ast.AtPosition) -> Clause:
    match condition:
        case ast.AtPosition(comparison, position):
            return f"entry.position {_OPERATORS[comparison]} ?", [position]
        case ast.InDigest(int() as number):
            return "digest.id = ?", [number]
        case ast.InDigest(latest=True):
            return "digest.id = ?", [newest_digest(library)]
        case ast.InDigest(_, wanted):
            rows = library.connection.execute("SELECT id, name, file, dated_as FROM digest")
            fitting = [number for number, *told in rows if digest_called(wanted, *told)]
            return "digest.id IN (SELECT value FROM json_each(?))", [json.dumps(fitting)]


def _between(column: str, node: ast.When, now: datetime) -> Clause:
    """Compare the stored UTC text with the bounds of a local day, month or year, or with an age."""
    earliest, latest = dates.between(node, now)
    clauses: list[Clause] = [(f"{column} IS NOT NULL", [])]
    if earliest is not None:
        clauses.append((f"{column} >= ?", [earliest]))
    if latest is not None:
        clauses.append((f"{column} < ?", [latest]))
    return _joined(" AND ", clauses)


def _dated(comparison: str, date: str | None) -> Clause:
    if date is None:
        return f"NOT {_SIGHTING.format('digest.dated IS NOT NULL')}", []
    return (
        _SIGHTING.format(f"substr(digest.dated, 1, ?) {_OPERATORS[comparison]} ?"),
        [len(date), date],
    )
