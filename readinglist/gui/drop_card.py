"""The card over the dimmed window that says what a drop would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from readinglist.gui import wording
from readinglist.gui.dropped import Dropped, dropped, is_folder

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from readinglist.gui.theme import Theme


class DropCard(QWidget):
    """Covers its parent while something is dragged over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self._lines: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def describe(self, mime: QMimeData) -> None:
        """Show what dropping this would do."""
        self._lines = described(dropped(mime))
        self.setAccessibleName(" ".join(self._lines))
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.update()

    def text(self) -> str:
        """What the card says."""
        return "\n".join(self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window, draw the card."""
        del event
        theme, tokens, em = self._theme, self._theme.tokens, self._theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        width = min(36 * em, self.width() - 2 * em)
        height = (9 + 2 * len(self._lines)) * em
        card = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setBrush(QColor(tokens.raised))
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(card, 14, 14)
        side = round(3.2 * em)
        painter.drawPixmap(
            round(card.center().x() - side / 2),
            round(card.top() + 1.6 * em),
            theme.pixmap("import", side, "accent"),
        )
        top = card.top() + 6 * em
        for number, line in enumerate(self._lines):
            painter.setFont(theme.font(1.25, QFont.Weight.DemiBold) if number == 0 else theme.font(1.0))
            painter.setPen(QColor(tokens.text if number == 0 else tokens.text2))
            shown = QFontMetrics(painter.font()).elidedText(
                line, Qt.TextElideMode.ElideMiddle, round(width - 2 * em)
            )
            painter.drawText(QRectF(card.left(), top, width, 2 * em), Qt.AlignmentFlag.AlignCenter, shown)
            top += (2.6 if number == 0 else 2.0) * em


def described(what: Dropped) -> tuple[str, ...]:
    """The card's lines."""
    if what.message:
        return (what.message,)
    if what.texts and not what.paths:
        return ("Drop to import this text", "Papers you already have are recognised, never duplicated.")
    folders = sum(is_folder(path) for path in what.paths[:20])
    files = len(what.paths) - folders
    parts = [wording.counted(files, "file")] if files else []
    parts += [wording.counted(folders, "folder")] if folders else []
    lines = [f"Drop to import {' and '.join(parts)}", "Papers you already have are recognised, never duplicated."]
    suspects = what.suspects
    if len(suspects) == len(what.paths):
        which = "It looks" if len(suspects) == 1 else "They look"
        lines.append(f"{which} like {suspects[0]}: there is no digest to read in that.")
    elif suspects:
        verb = "looks" if len(suspects) == 1 else "look"
        lines.append(f"{len(suspects):,} of them {verb} like {suspects[0]} and will be left out.")
    return tuple(lines)
