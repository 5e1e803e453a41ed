"""Paints a row of the sidebar, and edits the name of a digest or a saved search in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.gui.sidebar_rows import ROW, Row

if TYPE_CHECKING:
    from readinglist.gui.sidebar import SidebarRows
    from readinglist.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class SidebarDelegate(QStyledItemDelegate):
    """Paints a row: icon, words elided in the middle, count at the right, a digest's share as a bar."""

    def __init__(self, theme: Theme, view: SidebarRows) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headers stand apart from what is above."""
        del option
        em = self._theme.em
        row: Row | None = index.data(ROW)
        return QSize(10 * em, round((2.6 if row and row.kind == "header" else 2.15) * em))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row: Row | None = index.data(ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        rect = QRect(option.rect).adjusted(2, 1, -2, -1)
        if row.kind == "header":
            font = self._theme.font(0.85, QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(tokens.text3))
            box = rect.adjusted(self._theme.em // 2, 0, 0, -round(0.3 * self._theme.em))
            painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, row.text)
        else:
            open_ = index.row() == self._view.open_row
            self._background(painter, option, rect, open_, index.row() == self._view.drop_row)
            self._content(painter, rect, row, open_)
        painter.restore()

    def _background(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, open_: bool, target: bool
    ) -> None:
        tokens = self._theme.tokens
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(rect)
        if open_ or target or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if open_ or target else tokens.line))
            painter.drawRoundedRect(box, 6, 6)
        if self._view.hasFocus() and bool(option.state & QStyle.StateFlag.State_HasFocus):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _content(self, painter: QPainter, rect: QRect, row: Row, open_: bool) -> None:
        theme, tokens = self._theme, self._theme.tokens
        em = theme.em
        side = round(1.25 * em)
        left = rect.left() + round(0.6 * em)
        colour = theme.tag_colours(row.hue)[0] if row.hue is not None else "text2"
        painter.drawPixmap(left, rect.top() + (rect.height() - side) // 2, theme.pixmap(row.icon, side, colour))
        left += side + round(0.7 * em)
        right = rect.right() - round(0.6 * em)
        if row.count is not None:
            painter.setFont(theme.font(0.9))
            painter.setPen(QColor(tokens.text if open_ else tokens.text2))
            text = f"{row.count:,}" if row.count or row.kind != "view" else ""
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            painter.drawText(
                QRect(right - width - 2, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            right -= width + round(0.6 * em)
        font = theme.font(1.0, QFont.Weight.DemiBold if open_ else QFont.Weight.Normal)
        font.setStrikeOut(bool(row.fault))
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if row.kind != "fold" else tokens.text2))
        shown = _elided(row, QFontMetrics(painter.font()), right - left)
        painter.drawText(
            QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        if row.share is not None:
            track = QRect(left, rect.bottom() - 3, rect.right() - round(0.6 * em) - left, 2)
            painter.fillRect(track, QColor(tokens.line))
            painter.fillRect(
                QRect(track.left(), track.top(), round(track.width() * row.share), 2), QColor(tokens.accent)
            )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for a name."""
        del option
        row: Row | None = index.data(ROW)
        field = QLineEdit(parent)
        field.setAccessibleName(
            "Name of the saved search" if row and row.kind == "search" else "Name of the digest"
        )
        field.setMaxLength(200)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The name alone, without the date."""
        row: Row | None = index.data(ROW)
        if isinstance(editor, QLineEdit) and row is not None:
            editor.setText(row.name)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand the name over; the row follows when the library has it."""
        del model
        row: Row | None = index.data(ROW)
        if isinstance(editor, QLineEdit) and row is not None and editor.text().strip():
            self._view.renamed.emit(row, editor.text().strip())


def _elided(row: Row, metrics: QFontMetrics, width: int) -> str:
    """A row's words in the room there is: of a digest the name gives way, not the date."""
    if row.kind != "digest" or " · " not in row.text or metrics.horizontalAdvance(row.text) <= width:
        return metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, width)
    first, last = row.text.split(" · ", 1)
    if last == "no date":
        room = width - metrics.horizontalAdvance(f" · {last}")
        return f"{metrics.elidedText(first, Qt.TextElideMode.ElideMiddle, room)} · {last}"
    room = width - metrics.horizontalAdvance(f"{first} · ")
    return f"{first} · {metrics.elidedText(last, Qt.TextElideMode.ElideMiddle, room)}"
