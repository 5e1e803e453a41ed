"""What the reader shows while several papers are selected: how many, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from readinglist.gui.flow import FlowLayout
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.reader_bar import VERDICTS
from readinglist.gui.word_button import WordButton

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme


class Several(QWidget):
    """“5 papers selected” with the acts that take many at once."""

    state_chosen = Signal(str)
    star_toggled = Signal()
    tag_popup_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = PlainLabel()
        self._hint = PlainLabel("Esc clears the selection")
        for label in (self._count, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self._buttons = [WordButton(theme, word, key) for _state, word, key in VERDICTS]
        for (state, _word, _key), button in zip(VERDICTS, self._buttons, strict=True):
            button.clicked.connect(lambda _checked=False, state=state: self.state_chosen.emit(state))
        star, tag = WordButton(theme, "Star", "S"), WordButton(theme, "Tag…", "T")
        more = WordButton(theme, "", icon="more")
        more.setAccessibleName("More for these papers")
        more.setToolTip("More for these papers")
        star.clicked.connect(self.star_toggled)
        tag.clicked.connect(self.tag_popup_requested)
        more.clicked.connect(lambda: self.menu_requested.emit(more.mapToGlobal(QPoint(0, more.height()))))
        self._buttons += [star, tag, more]
        row = QWidget()
        self._flow = FlowLayout(row, centred=True)
        for button in self._buttons:
            self._flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(row, 1000)
        centred.addStretch(1)
        self._row = row
        self._lines = QVBoxLayout(self)
        self._lines.addStretch(2)
        self._lines.addWidget(self._count)
        self._lines.addLayout(centred)
        self._lines.addWidget(self._hint)
        self._lines.addStretch(3)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        em = self._theme.em
        self._lines.setSpacing(round(1.1 * em))
        self._flow.set_gap(round(0.45 * em))
        for button in self._buttons:
            button.restyle()
        self._row.setMaximumWidth(self._flow.sizeHint().width())
        self._count.setFont(self._theme.font(1.65, QFont.Weight.DemiBold))
        self._hint.setFont(self._theme.font(0.93))
        for label, colour in ((self._count, self._theme.tokens.text), (self._hint, self._theme.tokens.text3)):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
            label.setPalette(palette)

    def show_count(self, count: int) -> None:
        """Say how many."""
        self._count.setText("1 paper selected" if count == 1 else f"{count:,} papers selected")

    def show_letters(self, active: bool) -> None:
        """Write the single-letter keys beside the words, or not."""
        for button in self._buttons:
            button.show_key(active)
        self._row.setMaximumWidth(self._flow.sizeHint().width())
