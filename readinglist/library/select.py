"""The search language in SQL: everything of it but words, which the index knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from readinglist.library.cards import newest_digest
from readinglist.query import ast, dates, scope
from readinglist.query.match import compares, digest_called
from readinglist.text.fold import tag_key

if TYPE_CHECKING:
    from readinglist.library.opening import Library

Clause = tuple[str, list[Any]]

_MARKS = {"starred": "marks.starred", "unread": "marks.opened IS NULL", "any": "1"}
_STATES = ("inbox", "later", "reading", "done", "dismissed", "trash")
_FLAGS = {
    "starred": "SELECT paper FROM marks WHERE starred",
    "unread": "SELECT paper FROM marks WHERE opened IS NULL",
    "noted": "SELECT paper FROM note WHERE text <> ''",
    "highlighted": "SELECT id FROM paper WHERE 0",
    "new": "SELECT id FROM paper WHERE first_step = (SELECT max(first_step) FROM paper WHERE NOT hidden)",
    "any": "SELECT id FROM paper",
}
_SIGHTING = """SELECT entry.paper FROM entry JOIN digest ON digest.id = entry.digest
    WHERE NOT digest.withdrawn AND {}"""
_SEEN = """SELECT entry.paper FROM entry JOIN digest ON digest.id = entry.digest
    WHERE NOT digest.withdrawn GROUP BY entry.paper HAVING count(DISTINCT entry.digest) {}"""
_NOT_AMONG = "SELECT id FROM paper WHERE id NOT IN ({})"
_TAGGED = """SELECT tagged.paper FROM tagged JOIN tag ON tag.id = tagged.tag
    WHERE tag.key = ? OR substr(tag.key, 1, ?) = ?"""
_NEWEST = "first_step DESC, first_digest, first_position, paper.id"


def holding(library: Library, node: ast.Node, now: datetime) -> Iterator[int]:
    """The papers a leaf without words holds for, some maybe twice, hidden ones among them. Raises TypeError for
    words and for what has parts."""
    query, values = _leaf(library, node, now)
    return (row[0] for row in library.connection.execute(query, values))


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
            ORDER BY {by or _NEWEST} LIMIT ?""",
        [*values, json.dumps(left_out), *([digest] if digest else []), limit],
    )
    return [row[0] for row in rows]


def _clause(library: Library, node: ast.Node, now: datetime) -> Clause:
    """A whole tree as a condition on a paper beside its marks."""
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
        case ast.Is(flag) if flag in _MARKS:
            return f"({_MARKS[flag]})", []
        case ast.Is(flag) if flag in _STATES:
            return "marks.state = ?", [flag]
    query, values = _leaf(library, node, now)
    return f"paper.id IN ({query})", values


def _leaf(library: Library, node: ast.Node, now: datetime) -> Clause:
    """A leaf of the tree as the query of its papers."""
    match node:
        case ast.Is(flag):
            return (_FLAGS[flag], []) if flag in _FLAGS else ("SELECT paper FROM marks WHERE state = ?", [flag])
        case ast.Tagged(None):
            return "SELECT paper FROM tagged", []
        case ast.Tagged(str() as name):
            key = tag_key(name)
            return _TAGGED, [key, len(key) + 1, f"{key}/"]
        case ast.Sighted(conditions):
            clause, values = _joined(" AND ", [_condition(library, condition) for condition in conditions])
            return _SIGHTING.format(clause), values
        case ast.Seen(comparison, times) if compares(comparison, 0, times):
            return _NOT_AMONG.format(_SEEN.format(f"{_OPPOSITE[comparison]} ?")), [times]
        case ast.Seen(comparison, times):
            return _SEEN.format(f"{comparison} ?"), [times]
        case ast.Added():
            return _between("SELECT id FROM paper WHERE", "added", node, now)
        case ast.Moved():
            return _between("SELECT paper FROM marks WHERE moved IS NOT NULL AND", "moved", node, now)
        case ast.Word(field="highlight") | ast.Phrase(field="highlight"):
            return _FLAGS["highlighted"], []
        case ast.Dated(_, None):
            return _NOT_AMONG.format(_SIGHTING.format("digest.dated IS NOT NULL")), []
        case ast.Dated(comparison, str() as date):
            return _SIGHTING.format(f"substr(digest.dated, 1, ?) {comparison} ?"), [len(date), date]
        case ast.Identified("id", value):
            return "SELECT id FROM paper WHERE id = ?", [int(value)]
        case ast.Identified(kind, value):
            return "SELECT paper FROM identifier WHERE kind = ? AND value = ?", [kind, value]
    raise TypeError(f"Not asked of SQL: {node}")


_OPPOSITE = {"<": ">=", "<=": ">", "=": "<>", ">=": "<", ">": "<="}


def _joined(word: str, clauses: list[Clause]) -> Clause:
    return f"({word.join(clause for clause, _ in clauses)})", [value for _, values in clauses for value in values]


def _condition(library: Library, condition: ast.InDigest | ast.AtPosition) -> Clause:
    match condition:
        case ast.AtPosition(comparison, position):
            return f"entry.position {comparison} ?", [position]
        case ast.InDigest(int() as number):
            return "digest.id = ?", [number]
        case ast.InDigest(latest=True):
            return "digest.id = ?", [newest_digest(library)]
        case ast.InDigest(_, wanted):
            rows = library.connection.execute("SELECT id, name, file, dated_as FROM digest")
            fitting = [number for number, *told in rows if digest_called(wanted, *told)]
            return "digest.id IN (SELECT value FROM json_each(?))", [json.dumps(fitting)]


def _between(query: str, column: str, node: ast.When, now: datetime) -> Clause:
    """Compare the stored UTC text with the bounds of a local day, month or year, or with an age."""
    earliest, latest = dates.between(node, now)
    clauses: list[Clause] = [("1", [])]
    if earliest is not None:
        clauses.append((f"{column} >= ?", [earliest]))
    if latest is not None:
        clauses.append((f"{column} < ?", [latest]))
    clause, values = _joined(" AND ", clauses)
    return f"{query} {clause}", values
