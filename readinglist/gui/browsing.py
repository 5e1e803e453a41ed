"""Which papers the list shows: view, search line, scope and order, and how the list stays calm.

A list is a snapshot. Judging a paper leaves its row where it is; rows leave only when the view is cleaned
up (F5) or another list is opened. When the library changes, what was found anew is merged into the rows
that stand: new papers come in, nothing jumps. A search remembers the list it was started from, so that
clearing the line leads back to the very row.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist import query
from readinglist.gui import wording
from readinglist.gui.commands import command
from readinglist.gui.row_merge import merge
from readinglist.library import first_ids, known_ids
from readinglist.messages import Count, Counted, Find, Found
from readinglist.query import scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.nothing_here import NothingHere
    from readinglist.gui.paper_list import PaperList
    from readinglist.gui.paper_model import PaperModel
    from readinglist.gui.search_bar import SearchBar
    from readinglist.gui.session import Session
    from readinglist.gui.sidebar import Sidebar

SETTLE_MS = 80
"""Changes that follow each other faster are looked at once."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A list one can come back to."""

    ids: array[int]
    paper: int | None
    scroll: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a Find was sent for."""

    serial: int
    fresh: bool
    """Replace the rows; otherwise merge into them."""
    select: int | None


class Browsing(QObject):
    """Asks the worker and fills the list."""

    listed = Signal()
    """The rows were replaced or merged."""
    view_shown = Signal(str)
    tallied = Signal(object)
    """A Counted."""

    def __init__(
        self,
        session: Session,
        sidebar: Sidebar,
        search: SearchBar,
        papers: PaperList,
        model: PaperModel,
        nothing: NothingHere,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sidebar = sidebar
        self._search = search
        self._papers = papers
        self._model = model
        self._nothing = nothing
        self.view = "is:inbox"
        self.line = ""
        self.everywhere = True
        self.order: str | None = None
        self.found: Found | None = None
        self.counted: Counted | None = None
        self.judged: dict[int, str] = {}
        """What rows say of a verdict given while they stood in this list: `→ Later`."""
        self.select_row: int | None = None
        """A row to be current once the list asked for is there."""
        self._asked = _Asked(0, fresh=True, select=None)
        self._before_search: _Place | None = None
        self._last_paper: dict[str, int] = {}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look_again)
        session.found.connect(self._show_found)
        session.counted.connect(self._show_counted)
        session.changed.connect(self._settle.start)
        session.worker_ready.connect(self._ask_again)
        sidebar.view_chosen.connect(self.show_view)
        search.line_changed.connect(self.search)
        search.scope_chosen.connect(self._choose_scope)
        search.order_chosen.connect(self._choose_order)
        search.show_hidden_requested.connect(lambda: self.search_for(f"{self.line.strip()} is:any".strip()))

    # ---- what is shown

    def resume(self, view: str, line: str, everywhere: bool, order: str | None, paper: int | None) -> None:
        """Show the remembered list: its first rows at once from the library, the whole from the worker."""
        self.view, self.line, self.everywhere, self.order = view, line, everywhere, order
        self._sidebar.set_view(view)
        self._search.set_line(line)
        self.view_shown.emit(view)
        self._model.set_query(query.parse(line or view))
        library, root = self._session.library, query.parse(view).root
        if library is not None and not line and not scope.has_words(root):
            self._fill(array("q", first_ids(library, root, 50)), paper)
        self._ask(fresh=True, select=paper)

    def show_view(self, view: str, select: int | None = None) -> None:
        """Open a view; the line is cleared, the row last current in it is current again."""
        self._remember_paper()
        self._before_search = None
        self.judged.clear()
        self.view, self.line, self.order = view, "", None
        self._search.set_line("")
        self._sidebar.set_view(view)
        self._model.set_query(query.parse(view))
        self.view_shown.emit(view)
        self._ask(fresh=True, select=select if select is not None else self._last_paper.get(view))

    def search(self, line: str, typing: bool = False) -> None:
        """Search as it is typed; an emptied line leads back to where the search began."""
        if not line.strip() and not self.line.strip():
            return
        if line.strip() and not self.line.strip():
            self._before_search = self._place()
        self.line = line
        if not line.strip():
            self._leave_search()
            return
        self._model.set_query(query.parse(line, typing=typing))
        self._ask(fresh=True, select=None, typing=typing)

    def find_paper(self, paper: int) -> None:
        """Make a paper current, looking for it anew where no row of the list holds it."""
        if self._model.row_of(paper) is not None:
            self._papers.select_id(paper)
        else:
            self._ask(fresh=False, select=paper)

    def refresh(self, select: int | None = None) -> None:
        """Look for what belongs into this list now; rows that stand stay."""
        self._ask(fresh=False, select=select)

    @command("Clean Up the List", menu="View", group=1, keys="F5")
    def clean_up(self) -> None:
        """Let the judged rows leave; the current paper, or the nearest that stays, is current after."""
        self.judged.clear()
        self._model.set_judged({})
        self._ask(fresh=True, select=self._papers.current_id())

    @command("Search This View Only", menu="Edit", group=2, keys="Ctrl+Shift+F", on="narrow")
    def toggle_scope(self) -> None:
        """Switch a search between all papers and the view."""
        self._choose_scope(not self.everywhere)

    @property
    def narrow(self) -> bool:
        """Whether a search stays within the view."""
        return not self.everywhere

    def forget_verdicts(self, papers: Sequence[int]) -> None:
        """Take the words about verdicts off these rows."""
        for paper in papers:
            self.judged.pop(paper, None)
        self._model.set_judged(self.judged)

    def say_verdicts(self, papers: Sequence[int], text: str) -> None:
        """Write what was decided on these rows and dim them."""
        self.judged.update(dict.fromkeys(papers, text))
        self._model.set_judged(self.judged)

    # ---- asking

    def _ask(self, *, fresh: bool, select: int | None, typing: bool = False) -> None:
        serial = self._session.serial()
        if not fresh and self._asked.fresh and self._asked.serial > (self.found.serial if self.found else 0):
            fresh = True  # an unanswered fresh list is not turned into a merge
            select = select if select is not None else self._asked.select
        self._asked = _Asked(serial, fresh, select)
        order = self.order or (None if self.line.strip() else query.parse(self.view).sort)
        self._session.worker.say(
            Find(serial, self.view, self.line, order, typing=typing, everywhere=self.everywhere)
        )

    def _ask_again(self) -> None:
        """The worker is new: what it was asked before may be lost."""
        self._ask(fresh=False, select=self._asked.select)
        self._count()

    def _count(self) -> None:
        """Ask for the sidebar's numbers and how far the rows on show are."""
        view = "" if self.line.strip() else self.view
        rows = b"" if wording.digest_number(view) is not None else self._model.ids().tobytes()
        self._session.worker.say(Count(self._session.serial(), rows, view))

    def _look_again(self) -> None:
        if self._session.edits.waiting:
            self._settle.start()  # rows painted ahead of their commit must not fall back
            return
        self._model.forget()
        self.listed.emit()
        self._ask(fresh=False, select=None)
        self._count()

    def _choose_scope(self, everywhere: bool) -> None:
        self.everywhere = everywhere
        self._ask(fresh=True, select=self._papers.current_id())

    def _choose_order(self, order: str) -> None:
        self.order = order
        self._ask(fresh=True, select=self._papers.current_id())

    def search_for(self, line: str) -> None:
        """Write a line into the search field, and search it."""
        self._search.set_line(line)
        self.search(line)

    # ---- answers

    def _show_found(self, found: Found) -> None:
        if found.serial != self._asked.serial:
            return
        previous, self.found = self.found, found
        if found.slips:
            self.found = previous
            self._search.show_found(found, self._view_name(), not self.line.strip(), self._model.rowCount())
            return
        ids = array("q")
        ids.frombytes(found.ids)
        if self._asked.fresh:
            self._fill(ids, self._asked.select)
        else:
            self._merge(ids, self._asked.select)
        if self.select_row is not None and ids:
            self._papers.go_to_row(min(self.select_row, len(ids) - 1))
            self.select_row = None
        self._search.show_found(found, self._view_name(), not self.line.strip(), self._model.rowCount())
        self._search.set_scope(self.everywhere)
        self._nothing.show_answer(found, self.view, self.line, self.counted, empty=self._model.rowCount() == 0)
        self.listed.emit()
        self._count()

    def _show_counted(self, counted: Counted) -> None:
        self.counted = counted
        self._sidebar.show_counted(counted)
        self._papers.set_hues({tag.name: tag.hue for tag in counted.tags})
        self.tallied.emit(counted)

    def _fill(self, ids: array[int], select: int | None) -> None:
        current = self._papers.current_id()
        row_before = self._papers.current_row()
        self._model.set_ids(ids)
        self._model.set_judged(self.judged)
        searching = bool(self.line.strip())  # a new search begins at its first hit
        for paper in (select, None if searching else current):
            if paper is not None and self._model.row_of(paper) is not None:
                self._papers.select_id(paper)
                return
        if ids:
            row = min(row_before, len(ids) - 1) if select is not None and row_before > 0 else 0
            self._papers.select_id(ids[row])

    def _merge(self, ids: array[int], select: int | None) -> None:
        self._rows_taken_in(merge(self._model.ids(), ids, self._exists))
        if select is not None and self._model.row_of(select) is not None:
            self._papers.select_id(select)

    def _rows_taken_in(self, merged: array[int]) -> None:
        if merged != self._model.ids():
            self._papers.keep_still(lambda: self._model.set_ids(merged))
            self._model.set_judged(self.judged)

    def _exists(self, ids: Sequence[int]) -> set[int]:
        library = self._session.library
        return set(ids) if library is None else set(known_ids(library, ids))

    # ---- coming back

    def _place(self) -> _Place:
        return _Place(self._model.ids(), self._papers.current_id(), self._papers.verticalScrollBar().value())

    def _leave_search(self) -> None:
        place, self._before_search = self._before_search, None
        self._model.set_query(query.parse(self.view))
        if place is None:
            self._ask(fresh=True, select=self._papers.current_id())
            return
        self._model.set_ids(place.ids)
        self._model.set_judged(self.judged)
        if place.paper is not None:
            self._papers.select_id(place.paper)
        self._papers.verticalScrollBar().setValue(place.scroll)
        self.found = None
        self._asked = _Asked(self._asked.serial, fresh=False, select=None)
        self._ask(fresh=False, select=None)

    def _remember_paper(self) -> None:
        paper = self._papers.current_id()
        if paper is not None and not self.line.strip():
            self._last_paper[self.view] = paper

    def _view_name(self) -> str:
        return wording.view_name(self.view, self.counted)
