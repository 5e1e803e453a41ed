"""The sidebar: views, tags, digests with true counts; a row opens its list, papers are dropped on a tag."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.paper_model import PAPERS_MIME
from readinglist.gui.sidebar_delegate import SidebarDelegate
from readinglist.gui.sidebar_rows import ROW, Row, rows

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
    )

    from readinglist.gui.theme import Theme
    from readinglist.messages import Counted


class Sidebar(QWidget):
    """Chooses views; `view_chosen` carries their query text."""

    view_chosen = Signal(str)
    page_chosen = Signal(str)
    import_requested = Signal()
    digest_renamed = Signal(int, str)
    papers_dropped = Signal(str, object)
    """A tag's name and the ids of papers dropped on it."""
    context_requested = Signal(str, QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme = theme
        self._counted: Counted | None = None
        self._view = "is:inbox"
        self._unfolded: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list = SidebarRows(theme, self)
        self._list.chosen.connect(self._choose)
        self._list.renamed.connect(self.digest_renamed)
        self.setFocusProxy(self._list)
        self._import = QPushButton("Import…   Ctrl+O")
        self._import.setAccessibleName("Import digests")
        self._import.clicked.connect(self.import_requested)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._import)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._fill()

    def show_counted(self, counted: Counted) -> None:
        """Show these counts; scroll and focus stay."""
        self._counted = counted
        self._fill()

    def set_view(self, view: str) -> None:
        """Mark the view that is open."""
        self._view = view
        self._fill()
        self._list.show_view(view)

    def view(self) -> str:
        """The view that is open."""
        return self._view

    def texts(self) -> list[str]:
        """What the rows say, from the top."""
        return [self._list.item(place).data(ROW).text for place in range(self._list.count())]

    def rename(self) -> None:
        """Edit the name of the digest the focus is on, else of the digest that is open."""
        self._list.rename(self._view)

    def _fill(self) -> None:
        self._list.fill(rows(self._counted, self._unfolded, self._view), self._view)

    def _choose(self, row: Row) -> None:
        if row.kind == "fold":
            self._unfolded ^= {row.view}
            self._fill()
        elif row.kind == "page":
            self.page_chosen.emit(row.view)
        elif row.kind != "header":
            self.view_chosen.emit(row.view)

    def _restyle(self) -> None:
        em = self._theme.em
        self._column.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        self._import.setIcon(self._theme.icon("import"))
        self._import.setIconSize(QSize(round(1.2 * em), round(1.2 * em)))
        self._list.restyle()


class SidebarRows(QListWidget):
    """The rows; the current one is where the keyboard is, the open one is tinted."""

    chosen = Signal(object)
    renamed = Signal(int, str)

    def __init__(self, theme: Theme, sidebar: Sidebar) -> None:
        super().__init__()
        self._theme = theme
        self._sidebar = sidebar
        self.setAccessibleName("Views, tags and digests")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.view = ""
        self.drop_row = -1
        self.setItemDelegate(SidebarDelegate(theme, self))
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(ROW)))
        self.itemDoubleClicked.connect(self._rename_item)

    def restyle(self) -> None:
        """Take over the theme's sizes."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def fill(self, wanted: list[Row], view: str) -> None:
        """Show these rows, changing only what differs: the keyboard's row and the scroll stay."""
        self.view = view
        if self.state() == QAbstractItemView.State.EditingState:
            return
        place = self.current()
        while self.count() > len(wanted):
            self.takeItem(self.count() - 1)
        while self.count() < len(wanted):
            self.addItem(QListWidgetItem())
        for number, row in enumerate(wanted):
            item = self.item(number)
            if item.data(ROW) != row:
                item.setData(ROW, row)
                item.setText(row.text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
                item.setToolTip("")
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(
                    Qt.ItemFlag.NoItemFlags
                    if row.kind == "header"
                    else flags | Qt.ItemFlag.ItemIsEditable
                    if row.kind == "digest"
                    else flags
                )
        if place is not None:
            self._stand_on(place.kind, place.view)
        self.viewport().update()

    def show_view(self, view: str) -> None:
        """Put the keyboard's row on a view and scroll there."""
        for kind in ("view", "tag", "digest"):
            if self._stand_on(kind, view):
                self.scrollToItem(self.currentItem())
                return

    def current(self) -> Row | None:
        """The keyboard's row."""
        item = self.currentItem()
        return item.data(ROW) if item else None

    def rename(self, view: str) -> None:
        """Edit the digest the keyboard is on, or the one that is open."""
        row = self.current()
        if not (self.hasFocus() and row and row.kind == "digest"):
            self.show_view(view)
        if self.currentItem():
            self._rename_item(self.currentItem())

    def _rename_item(self, item: QListWidgetItem) -> None:
        if item.data(ROW).kind == "digest":
            self.editItem(item)

    def _stand_on(self, kind: str, view: str) -> bool:
        for number in range(self.count()):
            row: Row | None = self.item(number).data(ROW)
            if row and row.kind == kind and row.view == view:
                self.setCurrentRow(number)
                return True
        return False

    # ---- Qt's own

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens; everything else is the window's."""
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row:
            self.chosen.emit(row)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or the keyboard's."""
        index = self.currentIndex() if event.reason() == event.Reason.Keyboard else self.indexAt(event.pos())
        row: Row | None = index.data(ROW)
        if row is not None and row.kind in ("view", "tag", "digest"):
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
            self._sidebar.context_requested.emit(row.view, at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self.currentItem() is None:
            self.show_view(self.view)
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers may come; everything else is the window's."""
        event.acceptProposedAction() if event.mimeData().hasFormat(PAPERS_MIME) else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light up the tag below the pointer."""
        index = self.indexAt(event.position().toPoint())
        row: Row | None = index.data(ROW)
        fits = event.mimeData().hasFormat(PAPERS_MIME) and row is not None and row.kind == "tag"
        self.drop_row = index.row() if fits else -1
        self.viewport().update()
        event.acceptProposedAction() if fits else event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tag the papers."""
        row: Row | None = self.indexAt(event.position().toPoint()).data(ROW)
        self.drop_row = -1
        if row is not None and row.kind == "tag" and event.mimeData().hasFormat(PAPERS_MIME):
            ids = json.loads(bytes(event.mimeData().data(PAPERS_MIME).data()))
            self._sidebar.papers_dropped.emit(row.text, ids)
            event.acceptProposedAction()
