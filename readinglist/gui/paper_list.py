"""The list of papers: selection kept by paper, several rows picked one by one, and keys left to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from readinglist.gui.paper_delegate import PaperDelegate
from readinglist.gui.paper_model import PaperModel

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from readinglist.gui.theme import Theme

Flag = QItemSelectionModel.SelectionFlag
OWN_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class PaperList(QListView):
    """Shows a PaperModel. Emits the ids of what was selected, made current, opened, starred."""

    selected = Signal(object)
    current_changed = Signal(int)
    opened = Signal(int)
    """Enter: to be read."""
    double_clicked = Signal(int)
    star_clicked = Signal(int)
    context_requested = Signal(QPoint)
    painted_rows = Signal()
    """The first rows were painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._painted = False
        self.picking = False
        """Rows were picked one by one: moving does not drop them."""
        self.setAccessibleName("Papers")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)
        self._delegate = PaperDelegate(theme, self.papers)
        self._delegate.focused = self.hasFocus
        self._delegate.several = lambda: self.selected_count() > 1 or self.picking
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self._restyle)

    def papers(self) -> PaperModel:
        """The model."""
        model = self.model()
        assert isinstance(model, PaperModel)  # noqa: S101 — set at construction
        return model

    def set_hues(self, hues: dict[str, int]) -> None:
        """The colours of tags, by name."""
        if hues != self._delegate.hues:
            self._delegate.hues = hues
            self.viewport().update()

    # ---- the current row and the selection

    def current_row(self) -> int:
        """The current row; -1 for none."""
        return self.currentIndex().row()

    def current_id(self) -> int | None:
        """The current paper."""
        return self.papers().id_at(self.current_row())

    def selected_ids(self) -> list[int]:
        """The selected papers from top to bottom; read from ranges, so a hundred thousand take no time."""
        ranges = sorted((found.top(), found.bottom()) for found in self._ranges())
        ids = self.papers().ids()
        return [paper for top, bottom in ranges for paper in ids[top : bottom + 1]]

    def selected_count(self) -> int:
        """How many papers are selected."""
        return sum(found.height() for found in self._ranges())

    def select_id(self, paper: int) -> None:
        """Make a paper current and the only one selected, and scroll it into view."""
        row = self.papers().row_of(paper)
        if row is not None:
            self.go_to_row(row)

    def go_to_row(self, row: int) -> None:
        """Make a row current and the only one selected."""
        self.picking = False
        index = self.papers().index(row)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
            self.scrollTo(index)

    def step(self, by: int, *, extend: bool = False) -> None:
        """Move up or down; `extend` selects on the way, picking moves without touching the selection."""
        last = self.papers().rowCount() - 1
        row = min(max(self.current_row() + by, 0), last)
        index = self.papers().index(row)
        if not index.isValid():
            return
        flag = Flag.Select if extend else Flag.NoUpdate if self.picking else Flag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def pick(self) -> None:
        """Take the current row into the selection or out of it. The first pick keeps the row it stands on."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self.picking and self.selected_count() == 1:
            self.picking = True
            self.selectionModel().select(index, Flag.Select)
        else:
            self.picking = True
            self.selectionModel().select(index, Flag.Toggle)
        self.selected.emit(self.selected_count())
        self.viewport().update()

    def end_picking(self) -> None:
        """Back to one selected row, the current one."""
        self.picking = False
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), Flag.ClearAndSelect)
        self.viewport().update()

    def restore(self, papers: Sequence[int], current: int | None) -> None:
        """Select these papers again, as far as they have rows."""
        model = self.papers()
        rows = sorted(row for row in map(model.row_of, papers) if row is not None)
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.append(QItemSelectionRange(model.index(first), model.index(last)))
        self.selectionModel().select(selection, Flag.ClearAndSelect)
        wanted = model.row_of(current) if current is not None else None
        if wanted is None and rows:
            wanted = rows[0]
        if wanted is not None:
            self.selectionModel().setCurrentIndex(model.index(wanted), Flag.NoUpdate)
            self.scrollTo(model.index(wanted))

    # ---- keeping still

    def keep_still(self, change: Callable[[], None]) -> None:
        """Let the rows change; selection, current paper and the paper at the top edge stay where they are."""
        place, selected, current = self.anchor(), self.selected_ids(), self.current_id()
        change()
        self.restore(selected, current)
        self.hold(place)
        if current is None:
            self.go_to_row(0)

    def anchor(self) -> tuple[int | None, int]:
        """The paper at the top edge, and how many pixels of it are scrolled off."""
        top, off = divmod(self.verticalScrollBar().value(), self._delegate.height)
        return self.papers().id_at(top), off

    def hold(self, place: tuple[int | None, int]) -> None:
        """Scroll so that a paper stands where `anchor` found it."""
        paper, off = place
        row = self.papers().row_of(paper) if paper is not None else None
        if row is not None:
            self.scroll_to_value(row * self._delegate.height + off)

    def scroll_to_value(self, value: int) -> None:
        """Scroll to a place in pixels, also right after the rows changed."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(value)

    # ---- Qt's own

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands, not a search."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which paper is current."""
        super().currentChanged(current, previous)
        paper = self.papers().id_at(current.row())
        if paper is not None:
            self.current_changed.emit(paper)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell how many are selected, when that is not simply the current one."""
        super().selectionChanged(selected, deselected)
        self.selected.emit(self.selected_count())

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """While picking, keys move without touching what was picked."""
        if self.picking and event is not None and event.type() == event.Type.KeyPress:
            return Flag.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and their like are the list's; Enter opens; everything else is the window's."""
        if event.key() in OWN_KEYS:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a star stars; every other click ends picking."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            star = self._delegate.star_rect(self.visualRect(index))
            paper = self.papers().id_at(index.row())
            if star.contains(event.position().toPoint()) and paper is not None:
                self.star_clicked.emit(paper)
                return
        self.picking = False
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the papers' menu, by mouse or by key."""
        at = event.globalPos()
        if event.reason() == event.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.context_requested.emit(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the selection in colour."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the selection in grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that rows were painted."""
        super().paintEvent(event)
        if not self._painted and self.papers().rowCount():
            self._painted = True
            self.painted_rows.emit()

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.size())]

    def _open(self, index: QModelIndex) -> None:
        paper = self.papers().id_at(index.row())
        if paper is not None:
            self.opened.emit(paper)

    def _double_clicked(self, index: QModelIndex) -> None:
        paper = self.papers().id_at(index.row())
        if paper is not None:
            self.double_clicked.emit(paper)

    def _restyle(self) -> None:
        self._delegate.restyle()
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.scrollTo(self.currentIndex())
        self.viewport().update()


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending rows as ranges: ten thousand rows one under another are one."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
