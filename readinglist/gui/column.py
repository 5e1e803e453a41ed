"""The one column reader and note share, so that their text stands on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme


class Column(QWidget):
    """A column of text, centred, at most 720 px wide at the usual text size."""

    WIDTH_EM = 55.4
    SIDE_EM = 2.2
    NARROW_EM = 30
    """Below this width the margins shrink to `NARROW_SIDE_EM`."""
    NARROW_SIDE_EM = 0.9

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._gutter = 0
        self.inner = QWidget()
        self.lines = QVBoxLayout(self.inner)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._row.addWidget(self.inner, 1000)
        self._row.addStretch(1)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size."""
        self.inner.setMaximumWidth(round(self.WIDTH_EM * self._theme.em))
        self._set_margins(self.width())

    def set_gutter(self, gutter: int) -> None:
        """Pixels a scroll bar takes on the right: the column stays where it is."""
        if gutter != self._gutter:
            self._gutter = gutter
            self._set_margins(self.width())

    def text_width(self, width: int) -> int:
        """How wide the text is in a column of that width."""
        return max(min(width - 2 * self._side(width), self.inner.maximumWidth()), 1)

    def _side(self, width: int) -> int:
        em = self._theme.em
        return round((self.NARROW_SIDE_EM if width < self.NARROW_EM * em else self.SIDE_EM) * em)

    def _set_margins(self, width: int) -> None:
        side = self._side(width + self._gutter)
        self._row.setContentsMargins(side, 0, max(side - self._gutter, 0), 0)

    # ---- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow panes have narrow margins."""
        super().resizeEvent(event)
        self._set_margins(event.size().width())
