"""What is done with saved searches: the search on show is saved, a saved one renamed, changed and removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.gui import search_lines, wording
from readinglist.gui.commands import command
from readinglist.library import searches
from readinglist.model import Done, SearchInfo, UserError

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow
    from readinglist.library import Library
    from readinglist.messages import Counted


class SavedSearches(QObject):
    """Acts on the search that is on show, or on a saved one by its number."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._open: int | None = None
        window.browsing.view_shown.connect(lambda _view: self._note_open())
        window.browsing.tallied.connect(self._follow)

    @command("Save This Search…", menu="Edit", group=2, keys="Ctrl+D", icon="bookmark")
    def save_search(self) -> None:
        """Keep what the list shows in the sidebar, under a name."""
        browsing = self._window.browsing
        typed = browsing.line.strip()
        line = search_lines.together("" if typed and browsing.everywhere else browsing.view, typed)
        known = next((one for one in self._known() if one.line == " ".join(line.split())), None)
        if known is not None:
            self._window.status.say(f"Saved already: {wording.short(known.name)}")
        elif not typed:
            self._window.status.say("Type a search first, then Ctrl+D saves it.")
        else:
            self._ask("Save this search", search_lines.suggested_name(line), line, None)

    def edit(self, number: int) -> None:
        """Ask for another name or line of a saved search."""
        one = next((one for one in self._known() if one.id == number), None)
        if one is not None:
            self._ask("Edit the saved search", one.name, one.line, number)

    def save(self, name: str, line: str) -> None:
        """Keep a line under a name."""
        self._submit(lambda library: searches.save(library, name, line, origin="window"))

    def change(self, number: int, name: str, line: str | None = None) -> None:
        """Give a saved search another name, and another line."""
        self._submit(lambda library: searches.change(library, number, name=name, line=line, origin="window"))

    def remove(self, number: int) -> None:
        """Forget a saved search; its papers stay, and a toast brings it back."""
        window = self._window

        def told(done: Done) -> None:
            step = done.step
            if step is not None:
                window.sitting.remember(step)
                window.toast.show_toast(
                    wording.plain(step.label), [("Undo", lambda: window.sitting.undo_step(step))]
                )

        self._submit(lambda library: searches.remove(library, number, origin="window"), told)

    def _submit(self, act: Callable[[Library], Done], then: Callable[[Done], None] | None = None) -> None:
        sitting = self._window.sitting
        self._window.session.edits.submit(act, then or sitting.tell, sitting.complain)

    def _ask(self, title: str, name: str, line: str, number: int | None) -> None:
        from readinglist.gui.search_sheet import SearchSheet

        window = self._window
        sheet = SearchSheet(window.theme, title, name, line, self._fault_besides(number), window)
        if number is None:
            sheet.saved.connect(self.save)
        else:
            sheet.saved.connect(partial(self.change, number))
        sheet.show()

    def _fault_besides(self, number: int | None) -> Callable[[str, str], str]:
        library = self._window.session.library

        def fault(name: str, line: str) -> str:
            try:
                if library is not None:
                    searches.checked(library, name, line, besides=number)
            except UserError as error:
                return wording.complaint(error)
            return ""

        return fault

    def _known(self) -> tuple[SearchInfo, ...]:
        counted = self._window.browsing.counted
        return counted.searches if counted is not None else ()

    def _note_open(self) -> None:
        view = self._window.browsing.view
        self._open = next((one.id for one in self._known() if one.line == view), None)

    def _follow(self, counted: Counted) -> None:
        """The search that is open may have another line by now: its list follows."""
        browsing = self._window.browsing
        now = next((one for one in counted.searches if one.id == self._open), None)
        if now is None:
            self._note_open()
        elif now.line != browsing.view and not now.fault:
            browsing.show_view(now.line)
