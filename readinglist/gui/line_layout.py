"""Text laid out on a few lines with hits marked, elided in its own direction, and kept for the next paint."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

Spans = tuple[tuple[int, int], ...]
KEPT = 400
LONGEST = 2000
"""Characters that can possibly be seen in a few lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw."""

    layout: QTextLayout

    def draw(self, painter: QPainter, at: QPointF, colour: QColor, width: float) -> None:
        """Draw it with its top left corner there; text of the other direction stands at the right."""
        del width
        painter.setPen(QPen(colour))
        self.layout.draw(painter, at)


class LineCache:
    """Lays out lines, and remembers the last few hundred."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Spans, str, int, int, str], list[Line]] = OrderedDict()

    def clear(self) -> None:
        """Forget everything: the fonts changed."""
        self._kept.clear()

    def lines(self, text: str, spans: Spans, font: QFont, width: int, most: int, accent: str) -> list[Line]:
        """The text on at most `most` lines of that width in pixels, the last one elided."""
        key = (text, spans, font.key(), width, most, accent)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = _laid(text[:LONGEST], spans, font, width, most, accent)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return known


def _laid(text: str, spans: Spans, font: QFont, width: int, most: int, accent: str) -> list[Line]:
    """Break the text into lines first; then each line is a layout of its own, so that one can be elided."""
    breaks = _breaks(text, font, width)
    made: list[Line] = []
    for number, (start, end) in enumerate(breaks[:most]):
        piece = text[start:end].rstrip()
        if number == most - 1 and len(breaks) > most:
            piece = QFontMetrics(font).elidedText(text[start : start + 400], Qt.TextElideMode.ElideRight, width)
        inside = [(max(a - start, 0), min(b - start, len(piece))) for a, b in spans if a < end and b > start]
        if len(breaks) > most and number == most - 1:
            inside = [(max(a - start, 0), min(b - start, len(piece) - 1)) for a, b in spans if b > start]
        made.append(Line(_layout(piece, [(a, b) for a, b in inside if b > a], font, width, accent)))
    return made


def _breaks(text: str, font: QFont, width: int) -> list[tuple[int, int]]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[tuple[int, int]] = []
    while len(found) < 4:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        found.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return found


def _layout(piece: str, spans: list[tuple[int, int]], font: QFont, width: int, accent: str) -> QTextLayout:
    layout = QTextLayout(piece, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if piece and _right_to_left(piece):
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    formats = []
    for start, end in spans:
        hit = QTextLayout.FormatRange()
        hit.start, hit.length = start, end - start
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(accent))
        hit.format = look
        formats.append(hit)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def _right_to_left(text: str) -> bool:
    from unicodedata import bidirectional

    first = next((bidirectional(sign) for sign in text if bidirectional(sign) in ("L", "R", "AL")), "L")
    return first != "L"
