"""Says in words how a line was read."""

from __future__ import annotations

from readinglist.query.ast import (
    Added,
    And,
    AtPosition,
    Comparison,
    Dated,
    Everything,
    Identified,
    InDigest,
    Is,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Seen,
    Sighted,
    Tagged,
    Word,
)

_IN = {None: "", "title": " in the title", "abstract": " in the abstract", "author": " among the authors"}
_FLAGS = {
    "inbox": "in the Inbox",
    "later": "in Later",
    "reading": "in Reading",
    "done": "in Done",
    "dismissed": "marked not for me",
    "trash": "removed",
    "starred": "starred",
    "unread": "never opened",
    "new": "new in the latest import",
    "noted": "with a note",
    "any": "wherever they are",
}
_AGE: dict[Comparison, str] = {
    "<": "younger than",
    "<=": "at most",
    "=": "exactly",
    ">=": "at least",
    ">": "older than",
}
_WHEN: dict[Comparison, str] = {"<": "before", "<=": "up to", "=": "in", ">=": "since", ">": "after"}
_NUMBER: dict[Comparison, str] = {
    "<": "fewer than ",
    "<=": "at most ",
    "=": "",
    ">=": "at least ",
    ">": "more than ",
}
_SORTS = {
    "relevance": "best match first",
    "newest": "newest first",
    "oldest": "oldest first",
    "title": "by title",
}


def understood(query: Query) -> str:
    """How a line was read: "papers with quantum and without diffusion, tagged physics". Empty for slips and
    for plain words, which need no telling."""
    if query.slips or (_plain(query.root) and query.sort is None):
        return ""
    said = "papers" if isinstance(query.root, Everything) else f"papers {_said(query.root)}"
    return f"{said}, {_SORTS[query.sort]}" if query.sort else said


def _plain(node: Node) -> bool:
    if isinstance(node, And):
        return all(_plain(part) for part in node.parts)
    return isinstance(node, Everything) or (isinstance(node, Word) and node.form == "plain" and node.field is None)


def _said(node: Node) -> str:
    """A node as a clause after "papers"; words join by "and", other clauses by commas."""
    match node:
        case And(parts):
            wordy = [part for part in parts if _is_wordy(part)]
            others = [part for part in parts if not _is_wordy(part)]
            clauses = ([" and ".join(_said(part) for part in wordy)] if wordy else []) + [
                _enclosed(part) for part in others
            ]
            return ", ".join(clauses)
        case Or(parts):
            if all(isinstance(part, Word | Phrase) and part.field is None for part in parts):
                return "with " + " or ".join(_name(part) for part in parts)
            return " or ".join(_enclosed(part) for part in parts)
        case Not(part):
            return _negated(part)
        case Word(_, field) | Phrase(_, field):
            return f"with {_name(node)}{' in the note' if field == 'note' else _IN[field]}"
        case _:
            return _mark(node)


def _enclosed(node: Node) -> str:
    said = _said(node)
    return f"({said})" if isinstance(node, And) else said


def _negated(part: Node) -> str:
    if isinstance(part, Not):
        return _said(part.part)
    if isinstance(part, And | Or):
        return f"not ({_said(part)})"
    said = _said(part)
    if said.startswith("with "):
        return f"without {said.removeprefix('with ')}"
    return "without any tag" if part == Tagged(None) else f"not {said}"


def _mark(node: Node) -> str:
    match node:
        case Tagged(None):
            return "with any tag"
        case Tagged(name):
            return f"tagged {name}"
        case Is(flag):
            return _FLAGS[flag]
        case Sighted(conditions):
            return " ".join(_place(condition) for condition in conditions)
        case Seen(comparison, times):
            return f"seen in {_NUMBER[comparison]}{times:,} {'digest' if times == 1 else 'digests'}"
        case Added(comparison, int() as days):
            return f"added {_AGE[comparison]} {days:,} {'day' if days == 1 else 'days'} ago".replace(
                "younger than", "less than"
            ).replace("older than", "more than")
        case Added(comparison, _, date):
            return f"added {_WHEN[comparison]} {date}"
        case Dated(_, None):
            return "of no known date"
        case Dated(comparison, date):
            return f"dated {_WHEN[comparison]} {date}"
        case Identified(kind, value):
            return {
                "arxiv": f"with arXiv number {value}",
                "doi": f"with DOI {value}",
                "id": f"with number {value}",
            }[kind]
    return "of any kind"


def _place(condition: InDigest | AtPosition) -> str:
    match condition:
        case AtPosition(comparison, position):
            bound = {"<": "before", "<=": "up to", "=": "at", ">=": "from", ">": "after"}[comparison]
            return f"{bound} position {position:,}"
        case InDigest(int() as number):
            return f"in digest {number}"
        case InDigest(_, wanted):
            return f"in a digest called “{' '.join(wanted)}”"


def _name(node: Node) -> str:
    match node:
        case Word(text, _, "exact"):
            return f"exactly “{text}”"
        case Word(text, _, "prefix" | "typed"):
            return f"{text}…"
        case Word(text):
            return text
        case Phrase(wanted, _, typed):
            return f"“{' '.join(wanted)}{'…' if typed else ''}”"
    return ""


def _is_wordy(node: Node) -> bool:
    return isinstance(node, Word | Phrase) or (isinstance(node, Not) and _is_wordy(node.part))
