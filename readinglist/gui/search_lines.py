"""Lines on their way to a saved search: one line for what a list shows, and the name it is offered."""

from __future__ import annotations

from readinglist import query
from readinglist.gui import wording
from readinglist.query import scope
from readinglist.query.lexer import pieces

NAME = 60
"""Characters of a name that is offered."""


def together(view: str, line: str) -> str:
    """One line that finds what `line` finds within `view`; a `sort:` of the line wins."""
    if not view.strip() or not line.strip():
        return (line or view).strip()
    outer, inner = query.parse(view), query.parse(line)
    sort = inner.sort or outer.sort
    first, second = _unsorted(view), _unsorted(line)
    both = f"{first} {second}".strip()
    if not inner.slips and query.parse(both).root != scope.combined(outer.root, inner.root):
        both = f"({first}) ({second})"
    return f"{both} sort:{sort}" if sort else both


def suggested_name(line: str) -> str:
    """How a search may be called: as it is understood, or as it stands where it is plain words."""
    said = query.understood(query.parse(line))
    for lead in ("papers with ", "papers "):
        said = said.removeprefix(lead)
    return wording.short(f"{said[:1].upper()}{said[1:]}" or line, NAME)


def _unsorted(line: str) -> str:
    for piece in reversed(pieces(line)):
        if piece.field == "sort":
            line = line[: piece.start] + line[piece.end :]
    return line.strip()
