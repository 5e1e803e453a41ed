"""The looks of the note dock: which of its parts show, and how high it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from readinglist.gui.column import Column
from readinglist.gui.note_desk import NoteDesk
from readinglist.gui.note_view import NoteHead, NoteView
from readinglist.gui.word_button import WordButton

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

RING = 2
"""The reader's focus ring beside the column, left free here, too."""
EDITOR_EM = 8
"""The least height of the editor."""


class NoteFoot(QWidget):
    """`Add a note`, or a head over the rendered note or over the desk it is typed at."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._editing_shown = False
        self.add = WordButton(theme, "Add a note", "N", kind="flat", icon="note")
        self.add.align_left()
        self.head = NoteHead(theme)
        self.view = NoteView(theme)
        self.view.focus_moved.connect(self.update)
        self.desk = NoteDesk(theme)
        self.editor = self.desk.editor
        self._column = Column(theme)
        for part in (self.add, self.head, self.view, self.desk):
            self._column.lines.addWidget(part)
        self._column.lines.setStretchFactor(self.view, 1)
        self._column.lines.setStretchFactor(self.desk, 1)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        em = self._theme.em
        self._whole.setContentsMargins(RING, round(0.45 * em), RING, round(0.6 * em))
        self._column.restyle()
        self._column.lines.setSpacing(round(0.35 * em))
        self.add.restyle()
        self.head.restyle()
        self.desk.restyle()
        self.view.restyle()
        self.updateGeometry()
        self.update()

    def show_parts(self, text: str, *, editing: bool) -> None:
        """Show the note being typed, the note rendered, or that there is none."""
        self._editing_shown = editing
        self.add.setVisible(not editing and not text)
        self.head.setVisible(editing or bool(text))
        self.head.show_editing(editing)
        self.view.setVisible(not editing and bool(text))
        if not editing:
            self.view.show_note(text)
        self.desk.setVisible(editing)
        self.updateGeometry()

    # ---- Qt's own

    def sizeHint(self) -> QSize:
        """As high as the note, within the height the window allows."""
        em = self._theme.em
        margins = self._whole.contentsMargins()
        height = margins.top() + margins.bottom()
        width = self._column.text_width(self.width() - 2 * RING)
        if self._editing_shown:
            least = EDITOR_EM * em
            height += self.head.sizeHint().height() + max(least, self.desk.wanted_height()) + em // 2
        elif self.add.isHidden():
            height += self.head.sizeHint().height() + self.view.wanted_height(width) + em // 2
        else:
            height += self.add.sizeHint().height()
        return QSize(20 * em, min(height, self.maximumHeight()))

    def hasHeightForWidth(self) -> bool:
        """Its height is `sizeHint`'s, whatever the layout within would like."""
        return False

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as the window likes."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the note otherwise."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above, the note's own ground below, a ring around the rendered note where it has the focus."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._theme.tokens.line))
        if self.view.hasFocus():
            ring = QRect(self.view.mapTo(self, QPoint(0, 0)), self.view.size())
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRoundedRect(ring.adjusted(-5, -3, 5, 3), 5, 5)
        painter.end()
