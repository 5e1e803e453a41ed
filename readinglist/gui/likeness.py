"""The view of possible duplicates: opened from sidebar and menu, filled from the library, its word carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.gui.commands import command
from readinglist.library import likeness

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow
    from readinglist.model import Done


class Likeness(QObject):
    """Shows and hides the page of the window it belongs to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.panes.likeness
        self._page.said.connect(self._say)
        self._page.closed.connect(self.close)
        window.session.changed.connect(self._refresh)
        window.browsing.view_shown.connect(lambda _view: self.close())

    @command("Possible Duplicates", menu="Go", group=3)
    def open(self) -> None:
        """Pairs of papers that look like one: join them, or say that they differ."""
        library = self._window.session.library
        if library is None:
            return
        self._page.show_pairs(likeness.pairs(library))
        self._window.panes.show_likeness(True)

    def close(self) -> None:
        """Back to the papers."""
        if self._window.panes.likeness_shown:
            self._window.panes.show_likeness(False)

    def _refresh(self) -> None:
        library = self._window.session.library
        if self._window.panes.likeness_shown and library is not None:
            self._page.show_pairs(likeness.pairs(library))

    def _say(self, one: int, other: int, same: bool) -> None:
        window = self._window

        def told(done: Done) -> None:
            window.sitting.tell(done)
            self._refresh()
            window.browsing.refresh()

        window.session.edits.submit(
            lambda library: likeness.say(library, one, other, same=same, origin="window"),
            told,
            window.sitting.complain,
        )
