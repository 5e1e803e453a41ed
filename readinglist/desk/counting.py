"""How long the lists of saved searches are. Each costs a search, so they are counted one by one, and what was
counted holds until the library is written or a new day begins (`added:<7d`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from readinglist.desk.finding import Finder, Superseded
from readinglist.library import searches
from readinglist.model import SavedSearch, SearchInfo
from readinglist.query import parse

if TYPE_CHECKING:
    from readinglist.library import Library


class SearchCounter:
    """Counts by the finder that answers lists: a count is the length of the list it opens. `newer` is asked
    between searches whether to give up."""

    def __init__(self, library: Library, finder: Finder, newer: Callable[[], bool] = lambda: False) -> None:
        self._library = library
        self._finder = finder
        self._newer = newer
        self._holds: tuple[int, date] | None = None
        self._counted: dict[str, tuple[int, str]] = {}

    def infos(self) -> tuple[SearchInfo, ...]:
        """The saved searches in their order, counted. Raises Superseded where a newer question came; what was
        counted so far is kept for the next time."""
        holds = self._library.seq(), datetime.now().astimezone().date()
        if holds != self._holds:
            self._holds, self._counted = holds, {}
        return tuple(self._info(one) for one in searches.search_list(self._library))

    def _info(self, search: SavedSearch) -> SearchInfo:
        if search.line not in self._counted:
            if self._newer():
                raise Superseded
            read = parse(search.line)
            fault = " ".join(dict.fromkeys(slip.message for slip in read.slips))
            self._counted[search.line] = 0 if fault else self._finder.count(read.root), fault
        return SearchInfo(search.id, search.name, search.line, *self._counted[search.line])
