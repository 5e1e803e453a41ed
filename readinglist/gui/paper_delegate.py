"""Paints one paper as a row: glyphs in the gutter, two lines of title, then tags and a snippet on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.gui.line_layout import LineCache
from readinglist.query import hits, snippet
from readinglist.text.tex import readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.paper_model import PaperModel
    from readinglist.gui.theme import Theme
    from readinglist.model import Card

LONGEST = 20_000
"""Characters of an abstract that are looked through for a hit."""
CHIPS = 3
"""Tags shown; the others are a number."""
GLYPHS = {"later": "clock", "reading": "half-disc", "done": "check", "dismissed": "slash", "trash": "trash"}


class PaperDelegate(QStyledItemDelegate):
    """All rows have one height, from the font."""

    def __init__(self, theme: Theme, model: Callable[[], PaperModel]) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._lines = LineCache()
        self.hues: dict[str, int] = {}
        """Of the tags, by name."""
        self.focused: Callable[[], bool] = lambda: True
        self.several: Callable[[], bool] = lambda: False
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's fonts."""
        theme = self._theme
        self._title = theme.font(1.0, QFont.Weight.DemiBold)
        self._read_title = theme.font(1.0, QFont.Weight.Normal)
        self._small = theme.font(0.92)
        self._chip = theme.font(0.82)
        self._title_height = QFontMetrics(self._title).height()
        self._small_height = max(QFontMetrics(self._small).height(), QFontMetrics(self._chip).height() + 4)
        self._pad = round(0.55 * theme.em)
        self.height = 2 * self._pad + 2 * self._title_height + round(0.25 * theme.em) + self._small_height
        self.gutter = round(2.5 * theme.em)
        self._lines.clear()

    def star_rect(self, row: QRect) -> QRect:
        """Where the star of a row is, and is clicked."""
        side = round(1.8 * self._theme.em)
        return QRect(
            row.left() + (self.gutter - side) // 2 + 2, row.top() + self._pad + self._title_height, side, side
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        del option, index
        return QSize(20 * self._theme.em, self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        card = self._model().card(index.row())
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter, option, rect)
        if card is not None:
            judged = self._model().judged.get(card.paper.id, "")
            self._glyphs(painter, rect, card)
            self._text(painter, rect, card, judged)
        painter.restore()

    def _background(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        tokens = self._theme.tokens
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = self.focused()
        colour = tokens.surface
        if selected:
            colour = tokens.selection if focused else tokens.unfocused
        elif hovered:
            colour = tokens.hover
        painter.fillRect(rect, QColor(colour))
        painter.fillRect(
            QRect(rect.left() + self.gutter, rect.bottom(), rect.width() - self.gutter, 1), QColor(tokens.line)
        )
        if selected:
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()),
                QColor(tokens.accent if focused else tokens.border),
            )
        if bool(state & QStyle.StateFlag.State_HasFocus) and (self.several() or not selected):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(QRectF(rect).adjusted(4, 1, -2, -2))

    def _glyphs(self, painter: QPainter, rect: QRect, card: Card) -> None:
        theme = self._theme
        marks = card.marks
        side = round(1.1 * theme.em)
        left = rect.left() + (self.gutter - side) // 2 + 2
        top = rect.top() + self._pad + (self._title_height - side) // 2
        glyph = GLYPHS.get(marks.state)
        if glyph:
            painter.drawPixmap(left, top, theme.pixmap(glyph, side, "text2"))
        elif not marks.opened:
            painter.drawPixmap(left, top, theme.pixmap("dot", side, "accent"))
        star = self.star_rect(rect)
        inset = (star.width() - side) // 2
        if marks.starred:
            painter.drawPixmap(
                star.left() + inset, star.top() + inset, theme.pixmap("star-filled", side, "star_outline")
            )
            painter.drawPixmap(
                star.left() + inset + 1, star.top() + inset + 1, theme.pixmap("star-filled", side - 2, "star")
            )
        else:
            painter.drawPixmap(star.left() + inset, star.top() + inset, theme.pixmap("star", side, "border"))

    def _text(self, painter: QPainter, rect: QRect, card: Card, judged: str) -> None:
        tokens = self._theme.tokens
        query = self._model().query
        left = rect.left() + self.gutter + round(0.2 * self._theme.em)
        width = rect.right() - left - round(0.7 * self._theme.em)
        title = readable(card.paper.title)
        font = self._read_title if card.marks.opened else self._title
        colour = tokens.text3 if judged else tokens.text
        top = rect.top() + self._pad
        spans = tuple(hits(query, title, "title"))
        for number, line in enumerate(self._lines.lines(title, spans, font, width, 2, tokens.accent)):
            line.draw(painter, QPointF(left, top + number * self._title_height), QColor(colour), width)
        top += 2 * self._title_height + round(0.25 * self._theme.em)
        self._third_line(painter, QRect(left, top, width, self._small_height), card, judged)

    def _third_line(self, painter: QPainter, area: QRect, card: Card, judged: str) -> None:
        tokens = self._theme.tokens
        gap = round(0.5 * self._theme.em)
        x = area.left()
        if judged:
            x += self._word(painter, x, area, judged, tokens.accent) + gap
        seen = len(card.sightings)
        if card.marks.note:
            side = round(0.95 * self._theme.em)
            pixmap = self._theme.pixmap("note", side, "text2")
            painter.drawPixmap(x, area.top() + (area.height() - side) // 2, pixmap)
            x += side + gap
        if seen > 1:
            x += self._word(painter, x, area, f"{seen}×", tokens.text2) + gap
        x = self._chips(painter, x, area, card.marks.tags)
        query = self._model().query
        text = readable(card.paper.abstract)
        width = area.right() - x
        if width > 3 * self._theme.em:
            length = round(1.8 * width / max(QFontMetrics(self._small).averageCharWidth(), 1))
            shown = snippet(query, text[:LONGEST], length).replace("\n", " ")
            spans = tuple(hits(query, shown, "abstract"))
            for line in self._lines.lines(shown, spans, self._small, width, 1, tokens.accent):
                offset = (area.height() - QFontMetrics(self._small).height()) / 2
                colour = QColor(tokens.text3 if judged else tokens.text2)
                line.draw(painter, QPointF(x, area.top() + offset), colour, width)

    def _word(self, painter: QPainter, x: int, area: QRect, text: str, colour: str) -> int:
        painter.setFont(self._small)
        painter.setPen(QColor(colour))
        width = QFontMetrics(self._small).horizontalAdvance(text)
        painter.drawText(QRect(x, area.top(), width + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return width

    def _chips(self, painter: QPainter, x: int, area: QRect, tags: tuple[str, ...]) -> int:
        """Tags as chips, at most half of the line; the rest as a number."""
        metrics = QFontMetrics(self._chip)
        pad = round(0.5 * self._theme.em)
        limit = area.left() + area.width() * 0.6
        painter.setFont(self._chip)
        for number, name in enumerate(tags):
            left_over = len(tags) - number
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, 9 * self._theme.em)
            width = metrics.horizontalAdvance(text) + 2 * pad
            if number >= CHIPS or (x + width > limit and number):
                x += self._word(painter, x, area, f"+{left_over}", self._theme.tokens.text2) + pad
                break
            colour, fill = self._theme.tag_colours(self.hues.get(name, 215))
            box = QRectF(x, area.top() + (area.height() - metrics.height() - 2) / 2, width, metrics.height() + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setPen(QColor(colour))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            x += round(width) + round(0.4 * self._theme.em)
        return x
