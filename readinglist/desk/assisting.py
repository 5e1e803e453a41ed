"""What helps with a line: what can stand at its cursor, why it finds nothing, what is like a paper."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readinglist.library import digest_list, tag_list
from readinglist.query import ast, complete, hints, parse

if TYPE_CHECKING:
    from readinglist.desk.finding import Finder
    from readinglist.library import Library
    from readinglist.query.complete import Completions
    from readinglist.query.hints import Hint

_WORDS = 2 * complete.MOST


class Assistant:
    """Asks the finder that answers lists, so that what is offered is what would be found."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self._finder = finder
        self._names: tuple[int, complete.Names] = (-1, complete.Names())

    def completions(self, line: str, cursor: int) -> Completions:
        """What can stand at the cursor of a line."""
        names = self._known()
        letters = complete.prefix(line, cursor)
        if letters:
            names = complete.Names(names.tags, names.digests, tuple(self._finder.beginning(letters, _WORDS)))
        return complete.completions(line, cursor, names)

    def hint(self, line: str, *, typing: bool = False) -> Hint:
        """Why a line finds nothing, and one that finds something. Raises Superseded where a newer question
        came."""
        return hints.hint(parse(line, typing=typing), self._finder.count, self._finder.near)

    def similar(self, paper: int, most: int) -> list[int]:
        """The papers most like one, best first; those not for one and removed ones are left out."""
        return self._finder.best(ast.Similar(paper), most)

    def _known(self) -> complete.Names:
        """Tags, the last used first, and digests, the last imported first; kept until anything is written."""
        seq = self._library.seq()
        if self._names[0] != seq:
            tags = sorted(tag_list(self._library), key=lambda tag: tag.used, reverse=True)
            digests = tuple(
                (digest.id, digest.name, digest.dated or digest.dated_as or _day(digest.imported))
                for digest in digest_list(self._library)
            )
            self._names = seq, complete.Names(tuple(tag.name for tag in tags), digests)
        return self._names[1]


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone().date().isoformat()
