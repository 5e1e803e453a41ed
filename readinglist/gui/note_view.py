"""A note as it is read: rendered, with a head that says how it stands and how to edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from readinglist.gui.elided_label import ElidedLabel
from readinglist.gui.markdown import write_markdown
from readinglist.gui.note_desk import CHANGED
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.rich_text import Look
from readinglist.gui.safe_browser import SafeBrowser
from readinglist.gui.word_button import WordButton

if TYPE_CHECKING:
    from readinglist.gui.note_saves import Draft
    from readinglist.gui.theme import Theme

SAVED = "Saved"
CLICK = 4
"""Pixels the pointer may move between press and release of a click."""


class NoteHead(QWidget):
    """`Note`, how it stands, and the button that begins or ends a visit."""

    edit_requested = Signal()
    done_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._editing = False
        self._name = PlainLabel("Note")
        self.standing = ElidedLabel()
        self.button = WordButton(theme, "Edit", "N", kind="flat", scale=0.93)
        self.button.clicked.connect(self._press)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._name)
        self._row.addWidget(self.standing, 1)
        self._row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        self._row.setSpacing(round(0.7 * self._theme.em))
        self._name.setFont(self._theme.font(0.86, QFont.Weight.DemiBold))
        self.standing.setFont(self._theme.font(0.86))
        self.button.restyle()
        for label in (self._name, self.standing):
            self._ink(label, self._theme.tokens.text3)

    def show_editing(self, editing: bool) -> None:
        """Offer to edit, or to be done."""
        self._editing = editing
        self.button.setText("Done" if editing else "Edit")
        self.button.setAccessibleName("Done with the note" if editing else "Edit the note")
        self.button.set_key("Esc" if editing else "N")

    def show_standing(self, draft: Draft) -> None:
        """Say whether the library has it."""
        if draft.other is not None:
            text = CHANGED
        elif draft.failed:
            text = "Not saved yet"
        elif draft.sent is not None:
            text = "Saving…"
        else:
            text = SAVED if self._editing and draft.wanted == draft.stored else ""
        bad = draft.failed or draft.other is not None
        self._ink(self.standing, self._theme.tokens.danger if bad else self._theme.tokens.text3)
        self.standing.set_text(text)

    def forget_saved(self) -> None:
        """Something was typed since."""
        if self.standing.text() == SAVED:
            self.standing.set_text("")

    def _press(self) -> None:
        (self.done_requested if self._editing else self.edit_requested).emit()

    def _ink(self, label: QWidget, colour: str) -> None:
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        label.setPalette(palette)


class NoteView(SafeBrowser):
    """The rendered note. A click that is no link and selects nothing asks to edit."""

    clicked = Signal()
    focus_moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text: str | None = None
        self._pressed: QPoint | None = None
        self.setAccessibleName("Note, rendered")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def restyle(self) -> None:
        """Render anew in the theme's size and colours."""
        text, self._text = self._text, None
        self.show_note(text or "")

    def show_note(self, text: str) -> None:
        """Render a note; the same again keeps its place and selection."""
        if text != self._text:
            self._text = text
            tokens = self._theme.tokens
            gap = round(0.4 * self._theme.em)
            write_markdown(self.document(), text, Look(self._theme.font(), tokens.text, tokens.accent, 130, gap))
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def wanted_height(self, width: int) -> int:
        """Pixels the whole note takes at a width."""
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)
        return round(self.document().size().height() + 0.5)

    # ---- Qt's own

    def event(self, event: QEvent) -> bool:
        """Let what it lies on paint or wipe its ring."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_moved.emit()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click edits."""
        at = event.position().toPoint()
        plain_click = (
            self._pressed is not None and (at - self._pressed).manhattanLength() <= CLICK and not self.anchorAt(at)
        )
        super().mouseReleaseEvent(event)
        self._pressed = None
        if plain_click and not self.textCursor().hasSelection():
            self.clicked.emit()
