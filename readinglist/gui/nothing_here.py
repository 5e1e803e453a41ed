"""What stands in place of an empty list: why it is empty, and what finds something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from readinglist.gui import wording
from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.messages import Counted, Found

_EMPTY = {
    "is:inbox": ("Inbox zero.", "Nothing is left to decide."),
    "is:later": ("Nothing in Later.", "L puts a paper here: I want to read it."),
    "is:reading": ("Nothing in Reading.", "R puts a paper here: I am at it."),
    "is:done": ("Nothing in Done.", "E puts a paper here: read, keep."),
    "is:starred": ("No stars yet.", "S stars a paper: one of the good ones."),
    "is:noted": ("No notes yet.", "N writes a note on a paper."),
    "": ("No papers yet.", "Drop a digest on the window, or press Ctrl+O."),
    "is:dismissed": ("Nothing here.", "D marks a paper not for me and puts it here."),
    "is:trash": ("Nothing removed.", "Papers you remove from the library stay here until you put them back."),
}


class NothingHere(QWidget):
    """A sentence and one to three buttons."""

    view_chosen = Signal(str)
    line_chosen = Signal(str)
    """A line that finds something."""
    everywhere_chosen = Signal()
    hidden_chosen = Signal()
    undo_chosen = Signal()
    help_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = PlainLabel(wrap=True)
        self._text = PlainLabel(wrap=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addStretch(2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("No papers here")
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_answer(self, found: Found, view: str, line: str, counted: Counted | None, *, empty: bool) -> None:
        """Say why this list is empty."""
        if not empty:
            return
        buttons: list[tuple[str, Callable[[], None]]] = []
        if line.strip():
            title = f"No papers match “{wording.short(line, 60)}”."
            text = found.hint
            if found.hint_line:
                label = f"Search {wording.short(found.hint_line, 40)} ({found.hint_papers:,})"
                buttons.append((label, lambda: self.line_chosen.emit(found.hint_line)))
            if found.everywhere > 0:
                title = f"None in {wording.view_name(view, counted)}."
                buttons.append((f"{found.everywhere:,} in all papers", self.everywhere_chosen.emit))
            left_out = found.dismissed + found.removed
            if left_out:
                buttons.append((f"Show {left_out:,} not for me or removed", self.hidden_chosen.emit))
            buttons.append(("Search help", self.help_chosen.emit))
        else:
            title, text = _EMPTY.get(view, ("Nothing here.", ""))
            if view == "is:inbox" and counted is not None:
                later = counted.views.get("is:later", 0)
                text = zero(counted)
                if later:
                    which = "the 1" if later == 1 else f"the {later:,}"
                    buttons.append((f"Read {which} in Later", lambda: self.view_chosen.emit("is:later")))
                buttons.append(("Undo last", self.undo_chosen.emit))
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        self._put(buttons)

    def text(self) -> str:
        """What it says, buttons too."""
        return "\n".join([self._title.text(), self._text.text(), *(button.text() for button in self._buttons)])

    def press(self, label: str) -> None:
        """Press a button by its words."""
        next(button for button in self._buttons if button.text() == label).click()

    def _put(self, buttons: list[tuple[str, Callable[[], None]]]) -> None:
        for button in self._buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for place, (label, act) in enumerate(buttons):
            button = QPushButton(label)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._column.insertWidget(3 + place, button, 0, Qt.AlignmentFlag.AlignCenter)
            self._buttons.append(button)
        self.setFocusProxy(self._buttons[0] if self._buttons else None)  # type: ignore[arg-type]

    def _restyle(self) -> None:
        em = self._theme.em
        self._title.setFont(self._theme.font(1.25, QFont.Weight.DemiBold))
        self._text.setStyleSheet(f"color: {self._theme.tokens.text2};")
        self._column.setSpacing(em)
        self._column.setContentsMargins(em, 2 * em, em, em)


def zero(counted: Counted) -> str:
    """How much was sorted and kept."""
    kept = sum(counted.views.get(view, 0) for view in ("is:later", "is:reading", "is:done"))
    sorted_ = kept + counted.views.get("is:dismissed", 0)
    return f"{wording.papers(sorted_)} sorted, {kept:,} kept." if sorted_ else "Nothing is left to decide."
