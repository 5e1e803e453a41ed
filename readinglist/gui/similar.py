"""Papers like the one that is read: asked of the worker a moment after it is shown, listed below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from readinglist.gui.commands import command
from readinglist.messages import Resemble, Resembling

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow

AFTER_MS = 300
"""A paper on show so long is worth the question."""


class Similar(QObject):
    """Keeps the reader's list of similar papers, and goes to the one that is chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self._ask)
        window.papers.current_changed.connect(lambda _paper: self._wait())
        window.papers.selected.connect(lambda _ids: self._wait())
        window.session.resembling.connect(self._show)
        window.reader.page_view.similar_chosen.connect(self._go_to)
        window.reader.page_view.more_similar_requested.connect(self.find_similar)

    @command("Find Similar Papers", menu="Paper", group=4)
    def find_similar(self) -> None:
        """Search the papers most like the current one."""
        paper = self._window.papers.current_id()
        if paper is not None:
            self._window.browsing.search_for(f"similar:{paper}")

    def _wait(self) -> None:
        paper = self._window.papers.current_id()
        if paper != self._asked:
            self._asked = None
            self._window.reader.page_view.show_similar(())
            self._timer.start()

    def _ask(self) -> None:
        paper = self._window.papers.current_id()
        if paper is not None and self._window.papers.selected_count() == 1:
            self._asked = paper
            self._window.session.worker.say(Resemble(self._window.session.serial(), paper))

    def _show(self, told: Resembling) -> None:
        if told.paper == self._asked == self._window.papers.current_id():
            self._window.reader.page_view.show_similar(self._window.session.cards(told.similar))

    def _go_to(self, paper: int) -> None:
        if self._window.model.row_of(paper) is not None:
            self._window.papers.select_id(paper)
        else:
            self._window.browsing.show_view("", select=paper)
