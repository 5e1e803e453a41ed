"""The rows of the tag popup: a tick, the tag's colour, its name and how many papers carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.tag_match import Choice
    from readinglist.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class TagRows(QAbstractListModel):
    """The choices, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Replace them all."""
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def choice(self, index: Index) -> Choice | None:
        """The choice of a row."""
        return self.choices[index.row()] if index.isValid() and index.row() < len(self.choices) else None

    # ---- Qt's own

    def rowCount(self, parent: Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is read aloud and shown."""
        choice = self.choice(index)
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"Create “{choice.name}”" if choice.kind == "create" else choice.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if choice.kind == "create":
                return f"Create tag {choice.name}"
            papers = "1 paper" if choice.papers == 1 else f"{choice.papers} papers"
            return f"{choice.name}, {papers}" + (", chosen; taking it again removes it" if choice.on else "")
        return None


class TagRow(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, theme: Theme, rows: TagRows, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = theme

    # ---- Qt's own

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        del option, index
        metrics = QFontMetrics(self._theme.font())
        return QSize(10, max(round(2.0 * self._theme.em), metrics.height() + round(0.5 * self._theme.em)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Tick, icon, name, count."""
        choice = self._rows.choice(index)
        if choice is None:
            return
        theme, em, tokens = self._theme, self._theme.em, self._theme.tokens
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if current else tokens.hover))
            painter.drawRoundedRect(box, 0.4 * em, 0.4 * em)
        metrics = QFontMetrics(theme.font())
        left, side = box.left() + round(0.5 * em), round(1.15 * em)
        middle = box.center().y() + 1
        if choice.kind == "create":
            ink, name = tokens.accent, f"Create “{choice.name}”"
            painter.drawPixmap(left + 2 * side, middle - side // 2, theme.pixmap("tag", side, "accent"))
        else:
            ink, name = tokens.text, choice.name
            if choice.on:
                painter.drawPixmap(left, middle - side // 2, theme.pixmap("check", side, "accent"))
            text, fill = theme.tag_colours(choice.hue)
            painter.setPen(QPen(QColor(text), 1.5))
            painter.setBrush(QColor(fill))
            dot = round(0.8 * em)
            painter.drawEllipse(left + 2 * side + (side - dot) // 2, middle - dot // 2, dot, dot)
        painter.setFont(theme.font())
        start = left + 3 * side + round(0.6 * em)
        count = str(choice.papers) if choice.kind == "tag" else ""
        room = box.right() - start - metrics.horizontalAdvance(count) - em
        painter.setPen(QColor(ink))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(start, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QColor(tokens.text3))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -round(0.5 * em), 0), right, count)
        painter.restore()
