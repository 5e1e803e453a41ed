"""Where a note is typed, and, where it was changed elsewhere meanwhile, the other text beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from readinglist.gui.flow import FlowLayout
from readinglist.gui.note_editor import NoteEditor
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.word_button import WordButton

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

CHANGED = "This note was also changed elsewhere"
CHOICES = (("both", "Keep both"), ("mine", "Keep mine"), ("other", "Take the other"))


class NoteDesk(QWidget):
    """The editor; in a conflict it stays usable as “mine”, so that typing goes on undisturbed."""

    settled = Signal(str)
    """What is to be kept: `both`, `mine` or `other`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.editor = NoteEditor()
        self.other = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.other.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.other.setAcceptDrops(False)
        self.other.viewport().setAcceptDrops(False)
        self.other.setAccessibleName("The note as it was changed elsewhere")
        self._mine_name, self._other_name = PlainLabel("Mine"), PlainLabel("Changed elsewhere")
        self._choice = QWidget()
        self._choice.setAccessibleName(CHANGED)
        flow = FlowLayout(self._choice)
        self._buttons = [WordButton(theme, word) for _name, word in CHOICES]
        for (name, _word), button in zip(CHOICES, self._buttons, strict=True):
            flow.addWidget(button)
            button.clicked.connect(lambda _checked=False, name=name: self.settled.emit(name))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._choice.setSizePolicy(policy)
        self._flow = flow
        self._other_side = _side(self._other_name, _Frame(theme, self.other))
        self._sides = QHBoxLayout()
        self._sides.addWidget(_side(self._mine_name, _Frame(theme, self.editor)), 1)
        self._sides.addWidget(self._other_side, 1)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self._choice)
        self._lines.addLayout(self._sides, 1)
        self.restyle()
        self.show_other(None)

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        theme, em = self._theme, self._theme.em
        self._lines.setSpacing(round(0.4 * em))
        self._sides.setSpacing(round(0.8 * em))
        self._flow.set_gap(round(0.45 * em))
        for button in self._buttons:
            button.restyle()
        for field in (self.editor, self.other):
            field.setFont(theme.font())
            palette = field.palette()
            palette.setColor(QPalette.ColorRole.Base, QColor(theme.tokens.raised))
            palette.setColor(QPalette.ColorRole.Text, QColor(theme.tokens.text))
            palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(theme.tokens.text3))
            field.setPalette(palette)
        for label in (self._mine_name, self._other_name):
            label.setFont(theme.font(0.86))
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.tokens.text3))
            label.setPalette(palette)

    def show_other(self, text: str | None) -> None:
        """Show the other writer's text beside mine, or (None) mine alone. The focus stays where it is."""
        appears = text is not None and self._choice.isHidden()
        for part in (self._choice, self._mine_name, self._other_side):
            part.setVisible(text is not None)
        if text is not None and text != self.other.toPlainText():
            self.other.setPlainText(text)
        if appears:
            QAccessible.updateAccessibility(QAccessibleEvent(self._choice, QAccessible.Event.Alert))

    def wanted_height(self) -> int:
        """Pixels the text takes, with what stands around it."""
        em = self._theme.em
        height = self.editor.text_height() + em
        return height if self._choice.isHidden() else max(height, 8 * em) + 5 * em


class _Frame(QWidget):
    """A border around a field, a ring while it has the focus."""

    def __init__(self, theme: Theme, field: QPlainTextEdit) -> None:
        super().__init__()
        self._theme = theme
        self._field = field
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(field)
        field.installEventFilter(self)

    # ---- Qt's own

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """Paint the ring when the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(field, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and edge."""
        del event
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._field.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent if focused else tokens.border), 2 if focused else 1))
        painter.setBrush(QColor(tokens.raised))
        edge = 1.0 if focused else 0.5
        radius = 0.45 * self._theme.em
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), radius, radius)
        painter.end()


def _side(name: PlainLabel, frame: QWidget) -> QWidget:
    side = QWidget()
    lines = QVBoxLayout(side)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addWidget(name)
    lines.addWidget(frame, 1)
    return side
