"""The window: makes its parts, hands them to each other, and owns what belongs to the window as a whole:
menus, keys, panes, drops, and coming back to where one was."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from readinglist.gui import wording
from readinglist.gui.browsing import Browsing
from readinglist.gui.commands import Actions, command
from readinglist.gui.completion import Completion
from readinglist.gui.context_menus import ContextMenus
from readinglist.gui.digest_desk import DigestDesk
from readinglist.gui.drop_card import DropCard
from readinglist.gui.empty_state import EmptyState
from readinglist.gui.going import Going
from readinglist.gui.import_panel import ImportPanel
from readinglist.gui.intake import Intake
from readinglist.gui.likeness import Likeness
from readinglist.gui.looks import Looks
from readinglist.gui.note_dock import NoteDock
from readinglist.gui.nothing_here import NothingHere
from readinglist.gui.panes import Panes
from readinglist.gui.paper_list import PaperList
from readinglist.gui.paper_model import PaperModel
from readinglist.gui.problems_panel import ProblemsPanel
from readinglist.gui.reader import Reader
from readinglist.gui.reading import Reading
from readinglist.gui.returning import Returning
from readinglist.gui.saved_searches import SavedSearches
from readinglist.gui.search_bar import SearchBar
from readinglist.gui.search_history import SearchHistory
from readinglist.gui.sidebar import Sidebar
from readinglist.gui.similar import Similar
from readinglist.gui.sitting import Sitting
from readinglist.gui.status_bar import StatusBar
from readinglist.gui.tag_popup import TagPopup
from readinglist.gui.toast import Toast
from readinglist.gui.triage import Triage
from readinglist.gui.watch_desk import WatchDesk
from readinglist.gui.wiring import connect
from readinglist.messages import Counted
from readinglist.model import UserError

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from readinglist.gui.session import Session
    from readinglist.gui.theme import Theme
    from readinglist.settings import Settings

log = logging.getLogger(__name__)

MINIMUM = (480, 400)


class MainWindow(QMainWindow):
    """Reading List's one window."""

    settled = Signal()
    """A list is shown and nothing was asked that is not answered."""

    def __init__(self, session: Session, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Reading List")
        self.setAcceptDrops(True)
        self.setMinimumSize(*MINIMUM)
        self.session = session
        self.theme = theme
        self._make_widgets()
        self._make_parts(settings)
        self._lay_out()
        connect(self)

    def _make_widgets(self) -> None:
        theme = self.theme
        self.model = PaperModel(self.session.cards)
        self.papers = PaperList(theme)
        self.papers.setModel(self.model)
        self.sidebar = Sidebar(theme)
        self.search = SearchBar(theme)
        self.nothing = NothingHere(theme)
        self.reader = Reader(theme)
        self.dock = NoteDock(theme)
        self.empty = EmptyState(theme, str(self.session.places.data))
        self.panes = Panes(
            theme, self.sidebar, self.search, self.papers, self.nothing, self.reader, self.dock, self.empty
        )
        self.toast = Toast(theme, self.panes, self.reader)
        self.problems = ProblemsPanel(theme)
        self.imports = ImportPanel(theme)
        self.status = StatusBar(theme)
        self.tags = TagPopup(theme, self)
        self.drop_card = DropCard(theme, self)

    def _make_parts(self, settings: Settings) -> None:
        self.browsing = Browsing(
            self.session, self.sidebar, self.search, self.papers, self.model, self.nothing, self
        )
        self.sitting = Sitting(
            self.session.edits,
            self.papers,
            self.model,
            self.browsing,
            self.toast,
            self.status,
            self._settle_note,
            self,
        )
        self.triage = Triage(
            self.session.edits,
            self.papers,
            self.model,
            self.browsing,
            self.sitting,
            self.toast,
            self.status,
            self._settle_note,
            self,
        )
        self.looks = Looks(self.theme, settings, self.session.places, self)
        self.reading = Reading(
            self.session,
            self.papers,
            self.model,
            self.reader,
            self.dock,
            self.tags,
            self.browsing,
            self.sitting,
            self.triage,
            self.status,
            lambda: self.looks.settings.web_search,
            self,
        )
        self.intake = Intake(
            self.session, self, self.browsing, self.sitting, self.toast, self.problems, self.status, self.imports
        )
        self.going = Going(self)
        self.likeness = Likeness(self)
        self.digests = DigestDesk(self)
        self.searches = SavedSearches(self)
        self.similar = Similar(self)
        self.history = SearchHistory(self.search, self)
        self.completion = Completion(self.session, self.search, self.theme, self)
        self.watches = WatchDesk(self)
        self.returning = Returning(self)
        self.menus = ContextMenus(self)
        owners = (
            self.intake,
            self.sitting,
            self.triage,
            self.reading,
            self.browsing,
            self.looks,
            self.going,
            self.digests,
            self.searches,
            self.similar,
            self.watches,
            self.likeness,
            self,
        )
        self.actions_ = Actions(self, owners, self.theme)

    def _lay_out(self) -> None:
        self.actions_.fill(self.menuBar())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panes, 1)
        column.addWidget(self.imports)
        column.addWidget(self.problems)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self.problems.hide()

    # ---- coming and going

    def welcome(self) -> None:
        """The first papers came: Inbox, first paper, focus in the list; a search under way goes on."""
        self.panes.show_empty(False)
        if self.browsing.line:
            self.browsing.refresh()
        else:
            self.browsing.show_view("is:inbox")
        self.panes.show_pane("list")

    def show_bug(self, error: BaseException) -> None:
        """Our own fault: say so without stopping, and offer the details."""
        details = "".join(traceback.format_exception(error))
        self.toast.show_toast(
            wording.BUG, [("Copy details", lambda: QApplication.clipboard().setText(details))], keep=True
        )

    def show_unusable(self, error: UserError) -> None:
        """Say in place of the list why the library can't be used."""
        self.panes.show_empty(True)
        self.empty.show_error(error.title, error.message)
        self.status.show_banner(error.title)

    # ---- what is shown

    def show_rows(self) -> None:
        """Show the list, or why it is empty."""
        self.panes.show_rows(self.model.rowCount() > 0)
        found = self.browsing.found
        if found is not None:
            self.status.show_banner("" if found.complete else wording.REBUILDING)
            self.settled.emit()

    def show_tally(self, counted: Counted) -> None:
        """Show how far one is, and what belongs to samples and an empty library."""
        self.status.show_tally(counted.decided, counted.total, counted.kept)
        self.panes.sample_banner.setVisible(any(digest.sample for digest in counted.digests))
        self.show_view(self.browsing.view)
        self.show_emptiness()

    def show_emptiness(self) -> None:
        """Show the greeting while there are no papers, else list and reader."""
        counted = self.browsing.counted
        if counted is None:
            self.panes.show_empty(self.session.library_is_empty())
            return
        empty = not counted.digests and not any(counted.views.values())
        if empty != self.panes.empty:
            self.panes.show_empty(empty)

    def show_view(self, view: str) -> None:
        """Name the view in the title."""
        self.setWindowTitle(f"{wording.view_name(view, self.browsing.counted)} — Reading List")

    def bring_reader(self) -> None:
        """Where panes are stacked, put the reader in front."""
        if self.panes.stacked:
            self.panes.show_pane("reader")

    def _settle_note(self) -> None:
        if self.dock.editing():
            self.dock.finish()

    # ---- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key nobody else wanted: a single-letter command, Space, Esc, or nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.going.escape()
        elif event.key() == Qt.Key.Key_Space:
            self.going.space(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif self.looks.settings.single_keys and self.actions_.letters.press(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show what a drop would do, told from names only."""
        if event.source() is None:
            self.drop_card.describe(event.mimeData())
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Put the card away."""
        self.drop_card.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.drop_card.hide()
        event.acceptProposedAction()
        self.intake.take(event.mimeData())

    def changeEvent(self, event: QEvent) -> None:
        """A window that is left saves its note."""
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.dock.editing():
            self.dock.save_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, save the note, let everything end."""
        self.returning.leave()
        event.accept()

    @command("Keyboard Shortcuts", menu="Help", group=0, keys="?, F1")
    def show_keys(self) -> None:
        """Every key of this version."""
        from readinglist.gui.sheets import key_sheet

        key_sheet(self.theme, self.actions_.sheet(), self).show()

    @command("Search Help", menu="Help", group=0)
    def show_search_help(self) -> None:
        """The search language of this version."""
        from readinglist.gui.sheets import search_help

        search_help(self.theme, self).show()

    @command("Quit", menu="File", group=9, keys="Ctrl+Q")
    def quit(self) -> None:
        """Close the window."""
        self.close()
