"""The window's three panes and how they fold: sidebar, list and reader beside each other, the sidebar as an
overlay where room is short, list and reader as one stack where it is shorter still.

All limits are in em of the user's font, so that large text folds panes instead of clipping them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.likeness_page import LikenessPage
from readinglist.gui.sample_banner import SampleBanner

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from readinglist.gui.empty_state import EmptyState
    from readinglist.gui.note_dock import NoteDock
    from readinglist.gui.nothing_here import NothingHere
    from readinglist.gui.paper_list import PaperList
    from readinglist.gui.reader import Reader
    from readinglist.gui.search_bar import SearchBar
    from readinglist.gui.sidebar import Sidebar
    from readinglist.gui.theme import Theme

FOLD_SIDEBAR_EM = 62
STACK_EM = 46
SIDEBAR_EM = 15
LIST_EM = 28

Pane = Literal["sidebar", "list", "reader"]


class Panes(QWidget):
    """Lays out the parts it is given."""

    stacked_changed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        sidebar: Sidebar,
        search: SearchBar,
        papers: PaperList,
        nothing: NothingHere,
        reader: Reader,
        dock: NoteDock,
        empty: EmptyState,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._sidebar = sidebar
        self._papers = papers
        self._nothing = nothing
        self._reader = reader
        self._dock = dock
        self._empty = empty
        self._stacked = False
        self._folded = False
        self._shown_pane: Pane = "list"
        self.sample_banner = SampleBanner()
        self.menu_button = QToolButton()
        self.menu_button.setToolTip("Views, tags and digests")
        self.menu_button.setAccessibleName("Views, tags and digests")
        self.menu_button.setAutoRaise(True)
        self.menu_button.clicked.connect(self.toggle_sidebar)

        self._rows = QStackedWidget()
        self._rows.addWidget(papers)
        self._rows.addWidget(nothing)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(search, 1)
        self.list_pane = QWidget()
        self.list_pane.setObjectName("listPane")
        column = QVBoxLayout(self.list_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.sample_banner)
        column.addWidget(self._rows, 1)

        self.reader_pane = QWidget()
        self.reader_pane.setObjectName("readerPane")
        column = QVBoxLayout(self.reader_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(reader, 1)
        column.addWidget(dock)

        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(sidebar)
        self._content = QStackedWidget()
        self.inner = QSplitter(Qt.Orientation.Horizontal)
        self.inner.setChildrenCollapsible(False)
        self.inner.setHandleWidth(1)
        self.inner.addWidget(self.list_pane)
        self.inner.addWidget(self.reader_pane)
        self.inner.setStretchFactor(0, 0)
        self.inner.setStretchFactor(1, 1)
        self._content.addWidget(self.inner)
        self._content.addWidget(empty)
        self.likeness = LikenessPage(theme)
        self._content.addWidget(self.likeness)
        self.split.addWidget(self._content)
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self._veil = _Veil(self)
        self._veil.clicked.connect(self.hide_overlay)
        sidebar.view_chosen.connect(self.hide_overlay)
        theme.changed.connect(self.refresh)
        self.refresh()

    # ---- what is shown

    def show_empty(self, empty: bool) -> None:
        """Show the empty library's greeting in place of list and reader."""
        self._content.setCurrentWidget(self._empty if empty else self.inner)

    @property
    def empty(self) -> bool:
        """Whether the greeting is shown."""
        return self._content.currentWidget() is self._empty

    def show_likeness(self, shown: bool) -> None:
        """Show possible duplicates in place of list and reader, or these again."""
        if not self.empty:
            self._content.setCurrentWidget(self.likeness if shown else self.inner)
            if shown:
                self.likeness.setFocus()
            else:
                self.show_pane("list")

    @property
    def likeness_shown(self) -> bool:
        """Whether possible duplicates are shown."""
        return self._content.currentWidget() is self.likeness

    def show_rows(self, any_rows: bool) -> None:
        """Show the list, or in its place why it is empty."""
        self._rows.setCurrentWidget(self._papers if any_rows else self._nothing)

    @property
    def folded(self) -> bool:
        """Whether the sidebar is put away."""
        return self._folded

    @property
    def stacked(self) -> bool:
        """Whether list and reader share one place."""
        return self._stacked

    def show_pane(self, pane: Pane) -> None:
        """Bring a pane to the front where they are stacked or folded, and focus it."""
        self._shown_pane = pane if pane != "sidebar" else self._shown_pane
        if pane == "sidebar":
            if self._folded:
                self._show_overlay()
            self._sidebar.setFocus()
            return
        self.hide_overlay()
        if self._stacked:
            self.list_pane.setVisible(pane == "list")
            self.reader_pane.setVisible(pane == "reader")
        if self.empty:
            self._empty.setFocus()
        elif pane == "reader":
            self._reader.setFocus()
        elif self._rows.currentWidget() is self._nothing:
            self._nothing.setFocus()
        else:
            self._papers.setFocus()

    def toggle_sidebar(self) -> None:
        """Show or hide the folded sidebar."""
        if self._folded and not self._sidebar.isVisible():
            self._show_overlay()
            self._sidebar.setFocus()
        else:
            self.hide_overlay()

    def hide_overlay(self) -> bool:
        """Put the folded sidebar away; False where it did not lie over the list."""
        if not (self._folded and self._sidebar.isVisible()):
            return False
        self._sidebar.hide()
        self._veil.hide()
        return True

    # ---- sizes

    def sizes(self) -> tuple[list[int], list[int]]:
        """The widths of the panes, for remembering."""
        return self.split.sizes(), self.inner.sizes()

    def set_sizes(self, outer: list[int], inner: list[int]) -> None:
        """Give the panes remembered widths."""
        if len(outer) == 2 and all(outer):
            self.split.setSizes(outer)
        if len(inner) == 2 and all(inner):
            self.inner.setSizes(inner)

    def refresh(self) -> None:
        """Fold and unfold for the present width and text size."""
        em = self._theme.em
        self.menu_button.setIcon(self._theme.icon("sidebar"))
        self.menu_button.setIconSize(QSize(round(1.3 * em), round(1.3 * em)))
        self.menu_button.setFixedHeight(round(3.9 * em))
        self.menu_button.setFixedWidth(round(2.6 * em))
        self._sidebar.setMinimumWidth(SIDEBAR_EM * em)
        self._sidebar.setMaximumWidth(24 * em)
        self._reader.setMinimumWidth(0)
        self.list_pane.setMinimumWidth(min(20 * em, max(self.width() - 4, 1)))
        self._dock.setMaximumHeight(max(round(self.height() * 0.4), 6 * em))
        folded = self.width() < FOLD_SIDEBAR_EM * em
        stacked = self.width() < STACK_EM * em
        if folded != self._folded:
            self._fold(folded)
        if stacked != self._stacked:
            self._stacked = stacked
            self.list_pane.setVisible(not stacked or self._shown_pane == "list")
            self.reader_pane.setVisible(not stacked or self._shown_pane == "reader")
            self._reader.set_stacked(stacked)
            self.stacked_changed.emit(stacked)
        self.menu_button.setVisible(folded)
        self._place_overlay()

    def start_sizes(self) -> None:
        """The widths of a first start."""
        em = self._theme.em
        self.split.setSizes([round(16.5 * em), max(self.width() - round(16.5 * em), 1)])
        self.inner.setSizes([LIST_EM * em, max(self.width() - round((16.5 + LIST_EM) * em), 1)])

    def _fold(self, folded: bool) -> None:
        self._folded = folded
        if folded:
            self._sidebar.setParent(self)
            self._sidebar.hide()
        else:
            self._veil.hide()
            self.split.insertWidget(0, self._sidebar)
            self._sidebar.show()
            self.split.setSizes([round(16.5 * self._theme.em), self.width()])

    def _show_overlay(self) -> None:
        self._place_overlay()
        self._veil.show()
        self._veil.raise_()
        self._sidebar.show()
        self._sidebar.raise_()

    def _place_overlay(self) -> None:
        if self._folded:
            self._veil.setGeometry(self.rect())
            width = min(20 * self._theme.em, self.width())
            self._sidebar.setGeometry(0, 0, width, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new width."""
        super().resizeEvent(event)
        self.refresh()


class _Veil(QWidget):
    """Catches clicks beside the folded sidebar lying open."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        event.accept()
        self.clicked.emit()
