"""Coming and going: the window opens where it was closed, and nothing typed is lost when it closes."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from readinglist.gui import memory as memories

if TYPE_CHECKING:
    from readinglist.gui.instance import Instance, Request
    from readinglist.gui.main_window import MainWindow

log = logging.getLogger(__name__)

FILE = "window.json"
FIRST_SIZE = (1280, 800)
INDEX_AFTER_MS = 1500
"""The index is checked when the first rows have long been painted."""
LAST_WORDS_SECONDS = 10.0
"""How long closing waits for the last note to be saved."""


class Returning(QObject):
    """Takes up the remembered place, keeps it, and does what a start was asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._memory = memories.Memory()
        self._resuming = False
        self._forgetful = False
        self._wanted: tuple[tuple[str, ...], str | None, int | None] = ((), None, None)
        self.instance: Instance | None = None
        window.session.opened.connect(self._begin)
        window.browsing.listed.connect(self._resume)

    def start(self, memory: memories.Memory, *, show: bool = True) -> None:
        """Take up where the last sitting ended."""
        window = self._window
        self._memory = memory
        window.resize(*(memory.size or FIRST_SIZE))
        if memory.outer and memory.inner:
            window.panes.set_sizes(list(memory.outer), list(memory.inner))
        else:
            window.panes.start_sizes()
        if show:
            window.show()
        window.session.open()

    def open_with(self, files: tuple[str, ...], search: str | None, select: int | None = None) -> None:
        """Do what the command line asked for once the list is there: import files, search, select a row."""
        self._wanted = (files, search, select)
        if self._window.session.library is not None:
            self._do_wanted()

    def answer_second_start(self, request: Request) -> None:
        """A second start handed its files and search over: do them here, in front."""
        window = self._window
        self.open_with(request.files, request.search)
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    def place(self) -> memories.Memory:
        """Where this sitting is: view, line, paper, scroll, caret, sizes."""
        window = self._window
        outer, inner = window.panes.sizes()
        return replace(
            self._memory,
            view=window.browsing.view,
            line=window.browsing.line,
            everywhere=window.browsing.everywhere,
            order=window.browsing.order,
            paper=window.papers.current_id(),
            list_scroll=window.papers.verticalScrollBar().value(),
            reader_scroll=window.reader.scroll_position(),
            caret=window.dock.caret() if window.dock.editing() else None,
            size=(window.width(), window.height()),
            outer=self._memory.outer if window.panes.folded else tuple(outer),
            inner=self._memory.inner if window.panes.stacked else tuple(inner),
            unfinished=window.intake.unfinished,
            lines=window.history.lines,
        )

    def leave(self) -> None:
        """Remember the place, save the note, and end the helpers: an import stops, whole files stay."""
        window = self._window
        if window.session.library is not None:
            remembered = self.place()
            window.dock.close_note()
            self._hear_last_words()
            if not self._forgetful:
                memories.save(window.session.places.data / FILE, remembered)
        window.session.close()
        if self.instance is not None:
            self.instance.release()

    def leave_unremembered(self) -> None:
        """End without remembering this place: a picture was taken, a start was timed."""
        self._forgetful = True
        self._window.close()

    def _hear_last_words(self) -> None:
        """Let the writer answer until no note is on its way."""
        until = time.monotonic() + LAST_WORDS_SECONDS
        while self._window.dock.waiting() and time.monotonic() < until:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        if self._window.dock.waiting():
            log.error("A note was not answered when the window closed")

    def _begin(self) -> None:
        """The library can be read: show the remembered list, then wake the helpers."""
        window, memory = self._window, self._memory
        self._resuming = True
        window.history.load(memory.lines)
        window.browsing.resume(memory.view, memory.line, memory.everywhere, memory.order, memory.paper)
        window.show_emptiness()
        window.papers.scroll_to_value(memory.list_scroll)
        window.session.worker.start()
        QTimer.singleShot(INDEX_AFTER_MS, self, window.intake.update_index)
        if memory.unfinished:
            window.intake.offer_again(memory.unfinished)
        self._do_wanted()

    def _resume(self) -> None:
        """The whole list is there: scroll and caret where they were."""
        window, memory = self._window, self._memory
        if not self._resuming or window.browsing.found is None:
            return
        self._resuming = False
        if memory.paper is None or window.papers.current_id() != memory.paper:
            window.panes.show_pane("list")
            return
        window.papers.scroll_to_value(memory.list_scroll)
        window.papers.scrollTo(window.papers.currentIndex())
        window.reader.set_scroll_position(memory.reader_scroll)
        if memory.caret is not None:
            window.bring_reader()
            window.dock.edit(memory.caret)
        else:
            window.panes.show_pane("list")

    def _do_wanted(self) -> None:
        window = self._window
        (files, search, select), self._wanted = self._wanted, ((), None, None)
        if files:
            window.intake.import_files(files)
        if search is not None and search.strip():
            window.search.set_line(search)
            window.browsing.search(search)
            window.panes.show_pane("list")
        if select is not None:
            window.browsing.select_row = max(select - 1, 0)
