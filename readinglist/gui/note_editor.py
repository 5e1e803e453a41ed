"""The field a note is typed in: plain text only, left by Esc and Tab, saved by Ctrl+S."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from readinglist.library.cleaning import clean

STAYS = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""Reasons to lose the focus that are no leaving: a menu, another window."""


class NoteEditor(QPlainTextEdit):
    """Keeps a text that is not typed in exactly as it came, whatever line ends and blanks it holds."""

    save_requested = Signal()
    escaped = Signal()
    left = Signal()
    paused = Signal()
    """Another window or a menu took the focus; the visit goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._given = ""
        self._given_as_read = ""
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Note")
        self.setPlaceholderText("What is it good for? Markdown is shown as such.")

    def show_text(self, text: str) -> None:
        """Put a text in, the caret kept where it still fits; undo begins anew."""
        caret = self.textCursor().position()
        self.setPlainText(text)
        self._given, self._given_as_read = text, self._read()
        self.place_caret(caret)

    def text(self) -> str:
        """The text typed; the one given, to the letter, where nothing was changed."""
        read = self._read()
        return self._given if read == self._given_as_read else read

    def caret(self) -> int:
        """Where the caret stands, in UTF-16 units as Qt counts."""
        return self.textCursor().position()

    def place_caret(self, position: int | None) -> None:
        """Put the caret there, or at the end."""
        cursor = self.textCursor()
        end = self.document().characterCount() - 1
        cursor.setPosition(end if position is None else max(0, min(position, end)))
        self.setTextCursor(cursor)

    def text_height(self) -> int:
        """Pixels its lines take at its present width."""
        lines = self.document().size().height()
        return round(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()) + 2

    def _read(self) -> str:
        raw = self.document().toRawText()
        for separator in ("\u2029", "\u2028", "\ufdd0", "\ufdd1"):
            raw = raw.replace(separator, "\n")
        return clean(raw)

    # ---- Qt's own

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words of whatever comes, never its dress."""
        if source.hasText():
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        """Ctrl+S saves the note here, whatever else it means elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Save) or event.key() == Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Ctrl+S saves, Tab goes on; the rest is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it ends the visit; a menu or another window only pauses it."""
        super().focusOutEvent(event)
        (self.paused if event.reason() in STAYS else self.left).emit()
