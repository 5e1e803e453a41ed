"""Says each condition on a paper's marks, dates and whereabouts as a clause after the word "papers"."""

from __future__ import annotations

from readinglist.query.ast import (
    AtPosition,
    Comparison,
    Dated,
    Flag,
    Identified,
    InDigest,
    Is,
    Moved,
    Node,
    Seen,
    Sighted,
    Similar,
    Tagged,
    When,
)

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FLAGS: dict[Flag, str] = {
    "inbox": "in Inbox",
    "later": "in Later",
    "reading": "in Reading",
    "done": "in Done",
    "dismissed": "marked not for me",
    "trash": "removed",
    "starred": "starred",
    "unread": "never opened",
    "new": "first seen in the latest import",
    "noted": "with a note",
    "highlighted": "with a highlight",
    "any": "in any state",
}
_WHEN: dict[Comparison, str] = {"<": "before", "<=": "until", ">=": "since", ">": "after"}
_POSITION: dict[Comparison, str] = {
    "<": "before position {}",
    "<=": "at position {} or before",
    "=": "at position {}",
    ">=": "at position {} or after",
    ">": "after position {}",
}


def mark(node: Node) -> str:
    """The clause of a condition that is no word and has no parts."""
    match node:
        case Tagged(name):
            return "with a tag" if name is None else f"tagged {name}"
        case Is(flag):
            return FLAGS[flag]
        case Sighted(conditions):
            return " ".join(_place(condition) for condition in conditions)
        case Seen(comparison, times):
            return _seen(comparison, times)
        case When(comparison, days, date):
            told = _age(comparison, days) if days is not None else _day(comparison, date)
            return f"{'last moved' if isinstance(node, Moved) else 'added'} {told}"
        case Similar(paper):
            return f"like paper {paper}"
        case Dated(comparison, date):
            return "of unknown date" if date is None else f"dated {_day(comparison, date)}"
        case Identified(kind, value):
            return {
                "arxiv": f"with arXiv number {value}",
                "doi": f"with DOI {value}",
                "id": f"with number {value}",
            }[kind]
    raise TypeError(f"No condition by itself: {node}")


def _place(condition: InDigest | AtPosition) -> str:
    match condition:
        case AtPosition(comparison, position):
            return _POSITION[comparison].format(f"{position:,}")
        case InDigest(int() as number):
            return f"in digest {number}"
        case InDigest(latest=True):
            return "in the digest imported last"
        case InDigest(_, wanted):
            return f"in a digest called “{' '.join(wanted)}”"


def _seen(comparison: Comparison, times: int) -> str:
    bound = {"<": "fewer than ", "<=": "at most ", "=": "", ">=": "at least ", ">": "more than "}[comparison]
    return f"seen in {bound}{times:,} {'digest' if times == 1 else 'digests'}"


def _age(comparison: Comparison, days: int) -> str:
    told = "day" if days == 1 else f"{days:,} days"
    if comparison in ("<", "<="):
        return f"in the last {told}"
    ago = f"{'1 day' if days == 1 else told} ago"
    return ago if comparison == "=" else f"more than {ago}"


def _day(comparison: Comparison, date: str | None) -> str:
    year, *rest = (date or "").split("-")
    told = f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    if len(rest) > 1:
        told = f"{int(rest[1])} {told}"
    return f"{_WHEN.get(comparison, 'on' if len(rest) > 1 else 'in')} {told}"
