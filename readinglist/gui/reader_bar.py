"""The reader's bar: verdicts in words with the state the paper is in pressed, star, tag, and all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from readinglist.gui.column import Column
from readinglist.gui.flow import FlowLayout
from readinglist.gui.word_button import WordButton

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.model import Marks

VERDICTS = (("later", "Later", "L"), ("done", "Done", "E"), ("dismissed", "Not for me", "D"))
KEYS_EM = 30
"""Below this width the keys are left out of the words."""


class ReaderBar(QWidget):
    """Says which button was pressed; `show_marks` presses the one of the paper's state."""

    state_chosen = Signal(str)
    star_toggled = Signal()
    tag_popup_requested = Signal()
    menu_requested = Signal(QPoint)
    back_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._letters = True
        self._state = ""
        self.back = WordButton(theme, "", kind="flat", icon="back")
        self.back.setAccessibleName("Back to the papers")
        self.back.setToolTip("Back to the papers  Esc")
        self.back.clicked.connect(self.back_requested)
        self.back.hide()
        self.verdicts = {state: WordButton(theme, word, key) for state, word, key in VERDICTS}
        self.star = WordButton(theme, "", kind="flat", icon="star")
        self.tag = WordButton(theme, "", kind="flat", icon="tag")
        self.more = WordButton(theme, "", kind="flat", icon="more")
        self.star.clicked.connect(self.star_toggled)
        self.tag.clicked.connect(self.tag_popup_requested)
        self.more.clicked.connect(self._ask_menu)
        self.tag.setAccessibleName("Tag")
        self.more.setAccessibleName("More for this paper")
        row = QWidget()
        self._flow = FlowLayout(row)
        for button in (self.back, *self.verdicts.values(), self.star, self.tag, self.more):
            self._flow.addWidget(button)
        for state, button in self.verdicts.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, state=state: self._choose(state))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self._column = Column(theme)
        self._column.lines.addWidget(row)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self._column)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_letters(True)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        em = self._theme.em
        self._whole.setContentsMargins(0, round(0.9 * em), 0, round(0.5 * em))
        self._column.restyle()
        for button in (self.back, *self.verdicts.values(), self.star, self.tag, self.more):
            button.restyle()
        self._show_keys()

    def show_marks(self, marks: Marks) -> None:
        """Press the verdict given, light the star."""
        self._state = marks.state
        for state, button in self.verdicts.items():
            button.setChecked(state == marks.state)
            word = button.text()
            button.setAccessibleName(f"{word}, chosen" if state == marks.state else word)
        self.star.set_icon("star-filled" if marks.starred else "star", "star" if marks.starred else "text2")
        self.star.setAccessibleName("Take the star off" if marks.starred else "Star")
        self.star.setToolTip(self._hint("Take the star off" if marks.starred else "Star", "S"))

    def show_letters(self, active: bool) -> None:
        """Write the single-letter keys, or not where they are switched off."""
        self._letters = active
        self.tag.setToolTip(self._hint("Tag…", "T"))
        self.more.setToolTip("More for this paper")
        self._show_keys()

    def set_stacked(self, stacked: bool) -> None:
        """Offer the way back to the list where it is covered."""
        self.back.setVisible(stacked)

    def _choose(self, state: str) -> None:
        """A verdict pressed again is taken back."""
        pressed = self._state == state
        self.verdicts[state].setChecked(pressed)  # the paper tells what is pressed, not the click
        self.state_chosen.emit("inbox" if pressed else state)

    def _ask_menu(self) -> None:
        self.menu_requested.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _hint(self, word: str, key: str) -> str:
        return f"{word}  {key}" if self._letters else word

    def _show_keys(self) -> None:
        room = self.width() > KEYS_EM * self._theme.em
        self._flow.set_gap(round((0.45 if room else 0.25) * self._theme.em))
        for button in self.verdicts.values():
            button.show_key(self._letters and room)

    # ---- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where room is short."""
        super().resizeEvent(event)
        self._show_keys()
