"""The sidebar: views, tags, saved searches, digests with true counts; a row opens its list, papers are dropped on
a tag."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.paper_model import PAPERS_MIME
from readinglist.gui.rich_text import tooltip
from readinglist.gui.sidebar_delegate import SidebarDelegate
from readinglist.gui.sidebar_rows import NAMED, OPENING, ROW, Row, rows

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
    )

    from readinglist.gui.theme import Theme
    from readinglist.messages import Counted


class Sidebar(QWidget):
    """Chooses views; `view_chosen` carries their query text."""

    view_chosen = Signal(str)
    page_chosen = Signal(str)
    import_requested = Signal()
    digest_renamed = Signal(int, str)
    search_renamed = Signal(int, str)
    search_removed = Signal(int)
    search_unreadable = Signal(int)
    """A saved search was to be opened whose line can't be read any more."""
    papers_dropped = Signal(str, object)
    """A tag's name and the ids of papers dropped on it."""
    context_requested = Signal(object, QPoint)
    """A Row, and where."""

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
        self._list.renamed.connect(self._rename)
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
        """Edit the name of the digest or saved search the focus is on, else of the one that is open."""
        self._list.rename(self._view)

    def _fill(self) -> None:
        self._list.fill(rows(self._counted, self._unfolded, self._view), self._view)

    def _choose(self, row: Row) -> None:
        if row.kind == "fold":
            self._unfolded ^= {row.view}
            self._fill()
        elif row.kind == "page":
            self.page_chosen.emit(row.view)
        elif row.fault:
            self.search_unreadable.emit(row.number)
        elif row.kind != "header":
            self.view_chosen.emit(row.view)

    def _rename(self, row: Row, name: str) -> None:
        (self.search_renamed if row.kind == "search" else self.digest_renamed).emit(row.number, name)

    def _restyle(self) -> None:
        em = self._theme.em
        self._column.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        self._import.setIcon(self._theme.icon("import"))
        self._import.setIconSize(QSize(round(1.2 * em), round(1.2 * em)))
        self._list.restyle()


class SidebarRows(QListWidget):
    """The rows; the current one is where the keyboard is, the open one is tinted."""

    chosen = Signal(object)
    renamed = Signal(object, str)

    def __init__(self, theme: Theme, sidebar: Sidebar) -> None:
        super().__init__()
        self._theme = theme
        self._sidebar = sidebar
        self.setAccessibleName("Views, tags, saved searches and digests")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.view = ""
        self.open_row = -1
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
                item.setToolTip(tooltip(row.tip) if row.tip else "")
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(
                    Qt.ItemFlag.NoItemFlags
                    if row.kind == "header"
                    else flags | Qt.ItemFlag.ItemIsEditable
                    if row.kind in NAMED
                    else flags
                )
        if place is not None:
            self._stand_on(place)
        self._find_open()
        self.viewport().update()

    def show_view(self, view: str) -> None:
        """Put the keyboard's row on a view and scroll there."""
        self.view = view
        self._find_open()
        if self.open_row >= 0:
            self.setCurrentRow(self.open_row)
            self.scrollToItem(self.currentItem())

    def current(self) -> Row | None:
        """The keyboard's row."""
        item = self.currentItem()
        return item.data(ROW) if item else None

    def rename(self, view: str) -> None:
        """Edit the name the keyboard is on, or that of what is open."""
        row = self.current()
        if not (self.hasFocus() and row and row.kind in NAMED):
            self.show_view(view)
            if self.open_row < 0:
                return
        if self.currentItem():
            self._rename_item(self.currentItem())

    def _rename_item(self, item: QListWidgetItem) -> None:
        if item.data(ROW).kind in NAMED:
            self.editItem(item)

    def _rows(self) -> list[Row]:
        return [self.item(place).data(ROW) for place in range(self.count())]

    def _stand_on(self, wanted: Row) -> None:
        """Put the keyboard on the same row as before, whatever it is called by now."""
        for place, row in enumerate(self._rows()):
            if row.kind == wanted.kind and (
                row.view == wanted.view if wanted.number is None else row.number == wanted.number
            ):
                self.setCurrentRow(place)
                return

    def _find_open(self) -> None:
        """One row is open: of several that open the same list, the keyboard's, else the first."""
        fitting = [
            place for place, row in enumerate(self._rows()) if row.kind in OPENING and row.view == self.view
        ]
        current = self.currentRow()
        self.open_row = current if current in fitting else fitting[0] if fitting else -1

    # ---- Qt's own

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands, not a search."""

    def event(self, event: QEvent) -> bool:
        """On a saved search Delete is its own, and no verdict on papers."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._removes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens, Delete removes a saved search; everything else is the window's."""
        row = self.current()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # Enter ended the editing of a name
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row:
            self.chosen.emit(row)
        elif self._removes(event) and row:
            self._sidebar.search_removed.emit(row.number)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or the keyboard's."""
        index = self.currentIndex() if event.reason() == event.Reason.Keyboard else self.indexAt(event.pos())
        row: Row | None = index.data(ROW)
        if row is not None and row.kind in OPENING:
            self.setCurrentIndex(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
            self._sidebar.context_requested.emit(row, at)

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

    def _removes(self, event: QKeyEvent) -> bool:
        row = self.current()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        return bool(plain and event.key() == Qt.Key.Key_Delete and row and row.kind == "search")
