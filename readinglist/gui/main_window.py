"""The window: makes its parts, hands them to each other, and owns what belongs to the window as a whole:
menus, keys, panes, drops, and coming back to where one was."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QVBoxLayout, QWidget

from readinglist.gui import memory as memories
from readinglist.gui import wording
from readinglist.gui.browsing import Browsing
from readinglist.gui.commands import Actions, command
from readinglist.gui.drop_card import DropCard
from readinglist.gui.empty_state import EmptyState
from readinglist.gui.going import Going
from readinglist.gui.intake import Intake
from readinglist.gui.looks import Looks
from readinglist.gui.note_dock import NoteDock
from readinglist.gui.nothing_here import NothingHere
from readinglist.gui.panes import Panes
from readinglist.gui.paper_list import PaperList
from readinglist.gui.paper_model import PaperModel
from readinglist.gui.problems_panel import ProblemsPanel
from readinglist.gui.reader import Reader
from readinglist.gui.reading import Reading
from readinglist.gui.search_bar import SearchBar
from readinglist.gui.sidebar import Sidebar
from readinglist.gui.sitting import Sitting
from readinglist.gui.status_bar import StatusBar
from readinglist.gui.tag_popup import TagPopup
from readinglist.gui.toast import Toast
from readinglist.gui.triage import Triage
from readinglist.messages import Counted
from readinglist.model import UserError

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from readinglist.gui.instance import Request
    from readinglist.gui.session import Session
    from readinglist.gui.theme import Theme
    from readinglist.settings import Settings

log = logging.getLogger(__name__)

INDEX_AFTER_MS = 1500
"""The index is checked when the first rows have long been painted."""
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
        self.instance: QObject | None = None
        self._memory = memories.Memory()
        self._resuming = False
        self._forgetful = False
        self._wanted: tuple[tuple[str, ...], str | None, int | None] = ((), None, None)
        self._make_widgets()
        self._make_parts(settings)
        self._lay_out()
        self._connect()

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
        self.toast = Toast(theme, self.panes)
        self.problems = ProblemsPanel(theme)
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
            self.session, self, self.browsing, self.sitting, self.toast, self.problems, self.status
        )
        self.going = Going(self)
        owners = (
            self.intake,
            self.sitting,
            self.triage,
            self.reading,
            self.browsing,
            self.looks,
            self.going,
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
        column.addWidget(self.problems)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self.problems.hide()

    def _connect(self) -> None:
        self.session.opened.connect(self._begin)
        self.session.unusable.connect(self._show_unusable)
        self.session.crippled.connect(lambda name: self.status.show_banner(wording.crippled(name)))
        self.browsing.listed.connect(self._show_rows)
        self.browsing.tallied.connect(self._show_tally)
        self.browsing.view_shown.connect(self._show_view)
        self.search.entered.connect(self.going.to_hits)
        self.search.escaped.connect(self.going.leave_search)
        self.papers.opened.connect(self.going.read)
        self.papers.context_requested.connect(self._show_paper_menu)
        self.reader.menu_requested.connect(self._show_paper_menu)
        self.reader.back_requested.connect(lambda: self.panes.show_pane("list"))
        self.reading.stacked_open.connect(self._bring_reader)
        self.sidebar.import_requested.connect(self.intake.choose_files)
        self.sidebar.papers_dropped.connect(lambda tag, ids: self.triage.set_tags(ids, add=(tag,)))
        self.sidebar.digest_renamed.connect(self.going.rename_digest)
        self.sidebar.context_requested.connect(self._show_view_menu)
        self.empty.choose_requested.connect(self.intake.choose_files)
        self.empty.samples_requested.connect(self.intake.import_samples)
        self.panes.sample_banner.remove_requested.connect(self.intake.remove_samples)
        self.nothing.view_chosen.connect(self.browsing.show_view)
        self.nothing.everywhere_chosen.connect(lambda: self.search.scope_chosen.emit(True))
        self.nothing.undo_chosen.connect(self.sitting.undo)
        self.nothing.hidden_chosen.connect(self.search.show_hidden_requested)
        self.nothing.help_chosen.connect(self.show_search_help)
        self.intake.first_import_done.connect(self._welcome)
        self.problems.closed.connect(lambda: self.panes.show_pane("list"))
        self.looks.letters_switched.connect(self.actions_.show_letters)
        self.looks.letters_switched.connect(self.reader.show_letters)
        self.theme.changed.connect(self.actions_.recolour)
        self.actions_.show_letters(self.looks.settings.single_keys)
        self.reader.show_letters(self.looks.settings.single_keys)

    # ---- coming and going

    def start(self, memory: memories.Memory, *, show: bool = True) -> None:
        """Take up where the last sitting ended."""
        self._memory = memory
        width, height = memory.size or (1280, 800)
        self.resize(width, height)
        if memory.outer and memory.inner:
            self.panes.set_sizes(list(memory.outer), list(memory.inner))
        else:
            self.panes.start_sizes()
        if show:
            self.show()
        self.session.open()

    def open_with(self, files: tuple[str, ...], search: str | None, select: int | None = None) -> None:
        """Do what the command line asked for once the list is there: import files, search, select a row."""
        self._wanted = (files, search, select)
        if self.session.library is not None:
            self._do_wanted()

    def answer_second_start(self, request: Request) -> None:
        """A second start handed its files and search over: do them here, in front."""
        self.open_with(request.files, request.search)
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _do_wanted(self) -> None:
        (files, search, select), self._wanted = self._wanted, ((), None, None)
        if files:
            self.intake.import_files(files)
        if search is not None and search.strip():
            self.search.set_line(search)
            self.browsing.search(search)
            self.panes.show_pane("list")
        if select is not None:
            self.browsing.select_row = max(select - 1, 0)

    def memory(self) -> memories.Memory:
        """Where this sitting is: view, line, paper, scroll, caret, sizes."""
        outer, inner = self.panes.sizes()
        return replace(
            self._memory,
            view=self.browsing.view,
            line=self.browsing.line,
            everywhere=self.browsing.everywhere,
            order=self.browsing.order,
            paper=self.papers.current_id(),
            list_scroll=self.papers.verticalScrollBar().value(),
            reader_scroll=self.reader.scroll_position(),
            caret=self.dock.caret() if self.dock.editing() else None,
            size=(self.width(), self.height()),
            outer=tuple(outer) if not self.panes.folded else self._memory.outer,
            inner=tuple(inner) if not self.panes.stacked else self._memory.inner,
            unfinished=self.intake.unfinished,
        )

    def _begin(self) -> None:
        """The library can be read: show the remembered list, then wake the helpers."""
        memory = self._memory
        self.browsing.resume(memory.view, memory.line, memory.everywhere, memory.order, memory.paper)
        self._show_emptiness()
        self.papers.verticalScrollBar().setValue(memory.list_scroll)
        self.reader.set_scroll_position(memory.reader_scroll)
        self._resuming = True
        self.session.worker.start()
        QTimer.singleShot(INDEX_AFTER_MS, self, self.intake.update_index)
        if memory.unfinished:
            self.intake.offer_again(memory.unfinished)
        self._do_wanted()

    def _resume_place(self) -> None:
        """The whole list is there: scroll and caret where they were."""
        self._resuming = False
        memory = self._memory
        if memory.paper is None or self.papers.current_id() != memory.paper:
            self.panes.show_pane("list")
            return
        self.papers.scroll_to_value(memory.list_scroll)
        self.reader.set_scroll_position(memory.reader_scroll)
        if memory.caret is not None:
            self._bring_reader()
            self.dock.edit(memory.caret)
        else:
            self.panes.show_pane("list")

    def _welcome(self) -> None:
        """The first papers came: Inbox, first paper, focus in the list."""
        self.panes.show_empty(False)
        self.browsing.show_view("is:inbox")
        self.panes.show_pane("list")

    def show_bug(self, error: BaseException) -> None:
        """Our own fault: say so without stopping, and offer the details."""
        details = "".join(traceback.format_exception(error))
        self.toast.show_toast(
            wording.BUG, [("Copy details", lambda: QApplication.clipboard().setText(details))], keep=True
        )

    def close_without_memory(self) -> None:
        """End without remembering this place: a picture was taken, a start was timed."""
        self._forgetful = True
        self.close()

    def _show_unusable(self, error: UserError) -> None:
        self.panes.show_empty(True)
        self.empty.show_error(error.title, error.message)
        self.status.show_banner(error.title)

    # ---- what is shown

    def _show_rows(self) -> None:
        self.panes.show_rows(self.model.rowCount() > 0)
        found = self.browsing.found
        if found is not None and self._resuming:
            self._resume_place()
        if found is not None:
            self.status.show_banner("" if found.complete else wording.REBUILDING)
            self.settled.emit()

    def _show_tally(self, counted: Counted) -> None:
        self.status.show_tally(counted.decided, counted.total, counted.kept)
        self.panes.sample_banner.setVisible(any(digest.sample for digest in counted.digests))
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        counted = self.browsing.counted
        if counted is None:
            self.panes.show_empty(self.session.library_is_empty())
            return
        empty = not counted.digests and not any(counted.views.values())
        if empty != self.panes.empty:
            self.panes.show_empty(empty)

    def _show_view(self, view: str) -> None:
        self.setWindowTitle(f"{wording.view_name(view, self.browsing.counted)} — Reading List")

    def _bring_reader(self) -> None:
        if self.panes.stacked:
            self.panes.show_pane("reader")

    def _settle_note(self) -> None:
        if self.dock.editing():
            self.dock.finish()

    def _show_paper_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        names = [item.name for item in self.actions_.commands.values() if item.menu == "Paper"]
        self.actions_.fill_menu(menu, sorted(names, key=lambda name: self.actions_.commands[name].group))
        menu.addSeparator()
        menu.addAction(self.actions_.actions["copy"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at if not at.isNull() else QCursor.pos())

    def _show_view_menu(self, view: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Open").triggered.connect(lambda: self.browsing.show_view(view))
        number = wording.digest_number(view)
        if number is not None:
            menu.addAction("Rename…\tF2").triggered.connect(self.sidebar.rename)
            menu.addAction("Import Report").triggered.connect(lambda: self.intake.show_report(number))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

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
        """Save the note, remember the place, let everything end."""
        if self.session.library is not None and not self._forgetful:
            remembered = self.memory()
            self.dock.close_note()
            while self.dock.waiting():  # a save waits for the answer to the one before it
                self.session.edits.finish()
                QCoreApplication.sendPostedEvents(self.session.edits)
            memories.save(self.session.places.data / "window.json", remembered)
        self.session.close()
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
