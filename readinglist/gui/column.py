"""The one column reader and note share, so that their text stands on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme


class Column(QWidget):
    """A column of text, centred, at most 720 px wide at the usual text size."""

    WIDTH_EM = 51.5
    SIDE_EM = 2.2

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        em = self._theme.em
        side = round(self.SIDE_EM * em)
        self._row.setContentsMargins(side, 0, side, 0)
        self.inner.setMaximumWidth(round(self.WIDTH_EM * em))
