"""A button with a word, and, paler beside it, the key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

Kind = Literal["framed", "flat", "link"]


class WordButton(QAbstractButton):
    """`framed` has a border, `flat` shows one only under the pointer, `link` is a word in the accent colour.
    Pressed for good (`setChecked`) it shows the state a paper is in."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        key: str = "",
        *,
        kind: Kind = "framed",
        icon: str = "",
        scale: float = 1.0,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._key_shown = True
        self._kind: Kind = kind
        self._icon = icon
        self._tint = "text2"
        self._scale = scale
        self._left_aligned = False
        self.setText(text)
        self.setAccessibleName(text.strip() or icon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size; colours are read while painting."""
        self.setFont(self._theme.font(self._scale))
        self.updateGeometry()
        self.update()

    def show_key(self, shown: bool) -> None:
        """Whether the key is written beside the word."""
        if shown != self._key_shown:
            self._key_shown = shown
            self.updateGeometry()
            self.update()

    def set_key(self, key: str) -> None:
        """Write another key beside the word."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str, tint: str = "text2") -> None:
        """Show another icon, in another colour."""
        self._icon, self._tint = name, tint
        self.update()

    def align_left(self) -> None:
        """Begin at the left edge instead of standing in the middle."""
        self._left_aligned = True

    def _pieces(self) -> tuple[QPixmap | None, str, str]:
        size = round(1.15 * self._scale * self._theme.em)
        picture = self._theme.pixmap(self._icon, size, self._icon_colour()) if self._icon else None
        return picture, self.text(), self._key if self._key_shown else ""

    def _icon_colour(self) -> str:
        return "accent" if self._kind == "link" or self.isChecked() else self._tint

    def _width(self) -> int:
        metrics = QFontMetrics(self.font())
        em = self._theme.em * self._scale
        picture, word, key = self._pieces()
        widths = [1.15 * em] if picture is not None else []
        widths += [metrics.horizontalAdvance(piece) for piece in (word, key) if piece]
        return round(sum(widths) + 0.5 * em * max(len(widths) - 1, 0))

    # ---- Qt's own

    def sizeHint(self) -> QSize:
        """Room for icon, word and key."""
        em = self._theme.em * self._scale
        pad = 0.25 if self._kind == "link" else 0.8 if self.text() else 0.4
        height = max(
            round((1.7 if self._kind == "link" else 2.1) * em),
            QFontMetrics(self.font()).height() + round(0.5 * em),
        )
        return QSize(self._width() + round(2 * pad * em), height)

    def minimumSizeHint(self) -> QSize:
        """It can be squeezed; the word is elided then."""
        return QSize(round(2.1 * self._theme.em), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, icon, word, key, and a ring where it has the focus."""
        del event
        tokens, em = self._theme.tokens, self._theme.em * self._scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = 0.45 * em
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = tokens.selection if self.isChecked() or self.isDown() else tokens.hover if lit else None
        if self._kind != "link":
            edge = tokens.accent if self.isChecked() else tokens.border
            framed = self._kind == "framed" or self.isChecked()
            painter.setPen(QPen(QColor(edge), 1) if framed else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)
        self._paint_pieces(painter, em)
        painter.end()

    def _paint_pieces(self, painter: QPainter, em: float) -> None:
        tokens = self._theme.tokens
        picture, word, key = self._pieces()
        metrics = QFontMetrics(self.font())
        spare = self.width() - self._width()
        x = 2 if self._left_aligned else max(spare // 2, round(0.2 * em))
        if picture is not None:
            side = round(1.15 * em)
            painter.drawPixmap(x, (self.height() - side) // 2, side, side, picture)
            x += side + round(0.5 * em)
        font = self.font()
        font.setUnderline(self._kind == "link" and self.underMouse())
        painter.setFont(font)
        strong = self._kind == "link" or self.isChecked()
        painter.setPen(QColor(tokens.accent if strong else tokens.text))
        if word:
            room = self.width() - x - round(0.2 * em)
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
            painter.drawText(x, 0, room, self.height(), Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + round(0.5 * em)
        if key and x < self.width():
            font.setUnderline(False)
            painter.setFont(font)
            painter.setPen(QColor(tokens.text3))
            painter.drawText(x, 0, self.width() - x, self.height(), Qt.AlignmentFlag.AlignVCenter, key)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        self.update()
        super().leaveEvent(event)
