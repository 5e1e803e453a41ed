"""Offers what can stand at the cursor of the search field, in a list under it that never takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.messages import Complete, Completed
from readinglist.query import complete

if TYPE_CHECKING:
    from readinglist.gui.search_bar import SearchBar
    from readinglist.gui.session import Session
    from readinglist.gui.theme import Theme

_INSERTED = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1


class Completion(QObject):
    """Asks the worker after each letter; ↓ goes into the list, Enter or a click takes a row, Esc closes it."""

    def __init__(self, session: Session, search: SearchBar, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._search = search
        self._theme = theme
        self._told: Completed | None = None
        self._rows = QStandardItemModel(self)
        self._completer = QCompleter(self)
        self._completer.setModel(self._rows)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_INSERTED)
        self._completer.setWidget(search.field)
        self.popup = QListView()
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(_Delegate(theme, self.popup))
        self.popup.setAccessibleName("What can stand here")
        self.popup.setUniformItemSizes(True)
        self._completer.setMaxVisibleItems(complete.MOST)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        search.typed.connect(self._ask)
        search.field.returnPressed.connect(self._go_on)
        session.completed.connect(self._show)

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self.popup.setFont(self._theme.font())
        self.popup.setStyleSheet(
            f"QListView {{ background: {tokens.surface}; color: {tokens.text}; padding: 2px;"
            f" border: 1px solid {tokens.border}; }}"
            f" QListView::item {{ padding-left: {round(0.5 * self._theme.em)}px; }}"
            f" QListView::item:selected {{ background: {tokens.selection}; color: {tokens.text}; }}"
        )

    def _ask(self, line: str, cursor: int) -> None:
        self._session.worker.say(Complete(self._session.serial(), line, cursor))

    def _show(self, told: Completed) -> None:
        field = self._search.field
        if told.line != field.text() or not field.hasFocus() or not told.offers:
            self.popup.hide()
            return
        self._told = told
        self._rows.clear()
        for text, shown, detail in told.offers:
            row = QStandardItem(shown)
            row.setData(text, _INSERTED)
            row.setData(detail, _DETAIL)
            row.setData(", ".join(filter(None, (shown, detail))), Qt.ItemDataRole.AccessibleTextRole)
            row.setEditable(False)
            self._rows.appendRow(row)
        left = field.cursorRect().left() - field.fontMetrics().horizontalAdvance(told.line[told.start : told.end])
        width = min(round(26 * self._theme.em), field.width())
        left = max(0, min(left, field.width() - width))
        self._completer.complete(QRect(left, 0, width, field.height()))
        self.popup.setCurrentIndex(QModelIndex())

    def _take(self, index: QModelIndex) -> None:
        told = self._told
        if told is None:
            return
        text = str(index.data(_INSERTED))
        rest = told.line[told.end :]
        gap = "" if text.endswith(":") or rest.startswith((" ", ")")) else " "
        self._search.put(f"{told.line[: told.start]}{text}{gap}{rest}", told.start + len(text) + len(gap))

    def _go_on(self) -> None:
        """Enter while the list is open and nothing in it is chosen: it means the hits."""
        if not self.popup.currentIndex().isValid():
            self.popup.hide()
            self._search.enter()


class _Delegate(QStyledItemDelegate):
    """A row with its detail, paler, at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows as high as those of menus."""
        usual = super().sizeHint(option, index)
        return QSize(usual.width(), round(1.9 * self._theme.em))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row as usual, cut where the detail needs the room."""
        em = self._theme.em
        detail = str(index.data(_DETAIL) or "")
        metrics = option.fontMetrics
        rect = option.rect
        wanted = min(metrics.horizontalAdvance(detail) + round(1.2 * em), rect.width() // 2) if detail else 0
        whole = QRect(rect)
        shortened = QStyleOptionViewItem(option)
        shortened.rect = whole.adjusted(0, 0, -wanted, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(whole, QColor(self._theme.tokens.selection))
        super().paint(painter, shortened, index)
        if detail:
            painter.setPen(QColor(self._theme.tokens.text2))
            room = whole.adjusted(whole.width() - wanted, 0, -round(0.5 * em), 0)
            shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
