"""Getting about by keyboard: rows, views, panes, the search field, and what Esc closes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from readinglist.gui.commands import command
from readinglist.library import acts

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow


class Going(QObject):
    """Moves the focus and the current row of the window it belongs to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # ---- rows

    @command("Next Paper", menu="Go", group=0, keys="j", repeats=True)
    def next_paper(self) -> None:
        """The row below, decided or not."""
        self._window.papers.step(1)

    @command("Previous Paper", menu="Go", group=0, keys="k", repeats=True)
    def previous_paper(self) -> None:
        """The row above."""
        self._window.papers.step(-1)

    @command("Select Downwards", menu="", keys="J", repeats=True)
    def extend_down(self) -> None:
        """Select the row below, too."""
        self._window.papers.step(1, extend=True)

    @command("Select Upwards", menu="", keys="K", repeats=True)
    def extend_up(self) -> None:
        """Select the row above, too."""
        self._window.papers.step(-1, extend=True)

    @command("First Paper", menu="Go", group=0, keys="g g")
    def first(self) -> None:
        """The top row."""
        self._window.papers.go_to_row(0)

    @command("Last Paper", menu="Go", group=0, keys="G")
    def last(self) -> None:
        """The bottom row."""
        self._window.papers.go_to_row(self._window.model.rowCount() - 1)

    @command("Select One More", menu="Edit", group=1, keys="x")
    def pick(self) -> None:
        """Select the current row or drop it from the selection, keeping the others."""
        self._window.papers.pick()

    @command("Select All", menu="Edit", group=1, keys="Ctrl+A")
    def select_all(self) -> None:
        """Every row of the list."""
        self._window.papers.selectAll()
        self._window.panes.show_pane("list")

    def space(self, *, back: bool) -> None:
        """Scroll the abstract; at its end go to the next undecided paper."""
        window = self._window
        if window.reader.page(not back) or back:
            return
        row = window.triage.next_undecided(window.papers.current_row())
        if row is not None:
            window.papers.go_to_row(row)

    # ---- views

    @command("Inbox", menu="Go", group=1, keys="g i", icon="inbox")
    def go_inbox(self) -> None:
        """What is undecided."""
        self._go("is:inbox")

    @command("Later", menu="Go", group=1, keys="g l", icon="later")
    def go_later(self) -> None:
        """What one wants to read."""
        self._go("is:later")

    @command("Reading", menu="Go", group=1, keys="g r", icon="reading")
    def go_reading(self) -> None:
        """What one is at."""
        self._go("is:reading")

    @command("Done", menu="Go", group=1, keys="g e", icon="done")
    def go_done(self) -> None:
        """What was read and kept."""
        self._go("is:done")

    @command("Not for Me", menu="Go", group=1, keys="g d", icon="dismissed")
    def go_dismissed(self) -> None:
        """What was waved off."""
        self._go("is:dismissed")

    @command("Starred", menu="Go", group=1, keys="g s", icon="star")
    def go_starred(self) -> None:
        """The good ones."""
        self._go("is:starred")

    @command("All Papers", menu="Go", group=1, keys="g a", icon="papers")
    def go_all(self) -> None:
        """Everything but what is not for me and removed."""
        self._go("")

    def _go(self, view: str) -> None:
        self._window.browsing.show_view(view)
        self._window.panes.show_pane("list")

    # ---- panes

    @command("Search", menu="Edit", group=2, keys="/, Ctrl+F", icon="search")
    def search(self) -> None:
        """Put the caret into the search field."""
        self._window.panes.show_pane("list")
        self._window.search.focus()

    @command("Sidebar", menu="Go", group=2, keys="Ctrl+1")
    def to_sidebar(self) -> None:
        """Focus the sidebar."""
        self._window.panes.show_pane("sidebar")

    @command("List", menu="Go", group=2, keys="Ctrl+2")
    def to_list(self) -> None:
        """Focus the list."""
        self._window.panes.show_pane("list")

    @command("Reader", menu="Go", group=2, keys="Ctrl+3")
    def to_reader(self) -> None:
        """Focus the reader."""
        self._window.panes.show_pane("reader")

    @command("Next Pane", menu="Go", group=2, keys="F6")
    def next_pane(self) -> None:
        """Focus the next of sidebar, list, reader, and the panel and toast while they show."""
        window = self._window
        stops = [
            ("sidebar", window.sidebar),
            ("list", window.panes.list_pane),
            ("reader", window.panes.reader_pane),
        ]
        focus = QApplication.focusWidget()
        at = next(
            (i for i, (_n, pane) in enumerate(stops) if focus and (pane is focus or pane.isAncestorOf(focus))),
            -1,
        )
        if at == 2 and window.toast.isVisible():
            window.toast.focus_first()
        elif (at == 2 or (focus and window.toast.isAncestorOf(focus))) and window.problems.isVisible():
            window.problems.focus_first()
        else:
            window.panes.show_pane(("sidebar", "list", "reader")[(at + 1) % 3])

    def read(self, _paper: int = 0) -> None:
        """Enter on a row: on to the reader."""
        self._window.panes.show_pane("reader")

    def to_hits(self) -> None:
        """From the search field to the first hit."""
        window = self._window
        if window.papers.current_id() is None:
            window.papers.go_to_row(0)
        window.panes.show_pane("list")

    def leave_search(self) -> None:
        """Esc in the field: on to the list, the line kept."""
        self._window.panes.show_pane("list")

    def escape(self) -> None:
        """Close the innermost thing, and focus the list once nothing is left to close."""
        window = self._window
        focus = QApplication.focusWidget()
        in_reader = focus is not None and window.panes.reader_pane.isAncestorOf(focus)
        if window.toast.isVisible() and focus and window.toast.isAncestorOf(focus):
            window.toast.close_toast()
        elif window.problems.isVisible():
            window.problems.close_panel()
        elif window.panes.hide_overlay() or in_reader:
            window.panes.show_pane("list")
        elif window.papers.selected_count() > 1 or window.papers.picking:
            window.papers.end_picking()
        elif window.browsing.line.strip():
            window.search.set_line("")
            window.browsing.search("")
            window.panes.show_pane("list")
        else:
            window.panes.show_pane("list")

    # ---- digests

    @command("Rename the Digest or Search", menu="File", group=3, keys="F2")
    def rename(self) -> None:
        """Give the digest or saved search that is open or focused in the sidebar another name."""
        self._window.sidebar.rename()

    def rename_digest(self, digest: int, name: str) -> None:
        """Carry out what the sidebar's field was given."""
        window = self._window
        window.session.edits.submit(
            lambda library: acts.rename_digest(library, digest, name, origin="window"),
            window.sitting.tell,
            window.sitting.complain,
        )
