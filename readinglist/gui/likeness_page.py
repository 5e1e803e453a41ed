"""Two papers that look like one, side by side with their differences marked, and the buttons that say which."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from readinglist.gui import wording
from readinglist.gui.flow import FlowLayout
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.rich_text import Look
from readinglist.gui.safe_browser import Prose
from readinglist.model import STATE_NAMES
from readinglist.text.tex import readable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from readinglist.gui.theme import Theme
    from readinglist.model import Card

Pair = tuple["Card", "Card"]
_WORD = re.compile(r"\S+")


class LikenessPage(QWidget):
    """Shows one pair after another. J joins, D keeps apart, arrows go on, Esc closes; other letters do nothing:
    the list they would act on can't be seen."""

    said = Signal(int, int, bool)
    """Two papers, and whether they are one."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("listPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Possible duplicates")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._pairs: list[Pair] = []
        self._at = 0
        self._head = PlainLabel(wrap=True)
        self._sides = (_Side(theme), _Side(theme))
        self.join = _button("Join them   J", self._join)
        self.join.setProperty("primary", True)
        self.apart = _button("Different papers   D", lambda: self._say(same=False))
        self.back = _button("Previous   ←", lambda: self._step(-1))
        self.on = _button("Next   →", lambda: self._step(1))
        self.close_ = _button("Back to the papers   Esc", self.closed.emit)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        for side in self._sides:
            row.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        self._row = row
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(columns)
        buttons = QWidget()
        self._flow = FlowLayout(buttons)
        for button in (self.join, self.apart, self.back, self.on, self.close_):
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(buttons)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these; the one on show stays while it is among them."""
        current = self._ids()
        self._pairs = list(pairs)
        places = [at for at, (one, other) in enumerate(pairs) if (one.paper.id, other.paper.id) == current]
        self._at = places[0] if places else min(self._at, max(len(pairs) - 1, 0))
        self._show()

    def text(self) -> str:
        """What it says, both sides."""
        return "\n".join([self._head.text(), *(side.text() for side in self._sides)])

    def _ids(self) -> tuple[int, int] | None:
        if not self._pairs:
            return None
        one, other = self._pairs[self._at]
        return one.paper.id, other.paper.id

    def _show(self) -> None:
        any_ = bool(self._pairs)
        for widget in (self._scroll, self.join, self.apart):
            widget.setVisible(any_)
        for button in (self.back, self.on):
            button.setVisible(len(self._pairs) > 1)
        if not any_:
            self._head.setText("No two papers look like one.")
            return
        self._head.setText(f"Are these one paper? {self._at + 1:,} of {len(self._pairs):,}")
        one, other = self._pairs[self._at]
        self._sides[0].show_card(one, other)
        self._sides[1].show_card(other, one)
        self._scroll.verticalScrollBar().setValue(0)

    def _step(self, by: int) -> None:
        if self._pairs:
            self._at = (self._at + by) % len(self._pairs)
            self._show()

    def _join(self) -> None:
        self._say(same=True)

    def _say(self, *, same: bool) -> None:
        ids = self._ids()
        if ids is not None:
            self.said.emit(*ids, same)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page's own keys; Ctrl and Alt combinations are the window's."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
            return
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_J: self._join,
            Qt.Key.Key_D: lambda: self._say(same=False),
            Qt.Key.Key_Left: lambda: self._step(-1),
            Qt.Key.Key_Right: lambda: self._step(1),
            Qt.Key.Key_Escape: self.closed.emit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            act()
        elif event.key() == Qt.Key.Key_U:
            event.ignore()  # undo is undo everywhere
            return
        event.accept()

    def _restyle(self) -> None:
        em = self._theme.em
        self._head.setFont(self._theme.font(1.2, QFont.Weight.DemiBold))
        self._column.setContentsMargins(2 * em, em, 2 * em, em)
        self._column.setSpacing(em)
        self._row.setSpacing(2 * em)
        self._flow.set_gap(em // 2)
        for side in self._sides:
            side.restyle()
        if self._pairs:
            self._show()


class _Side(QWidget):
    """One of the two papers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title, self._abstract = Prose(), Prose()
        self._meta = PlainLabel(wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._meta, self._abstract):
            self._column.addWidget(part)

    def show_card(self, card: Card, other: Card) -> None:
        """Show a paper, what it does not share with the other underlined."""
        theme, tokens = self._theme, self._theme.tokens
        title, abstract = readable(card.paper.title), readable(card.paper.abstract)
        heading = Look(theme.font(1.25, QFont.Weight.DemiBold), tokens.text, tokens.danger, 120, 0)
        self._title.show_text(title, heading, differences(title, readable(other.paper.title)), link=False)
        prose = Look(theme.font(), tokens.text, tokens.danger, 140, theme.em)
        spans = differences(abstract, readable(other.paper.abstract))
        self._abstract.show_text(abstract, prose, spans, link=False)
        self._meta.setText("\n".join(facts(card)))

    def text(self) -> str:
        """What it says."""
        return f"{self._title.toPlainText()}\n{self._meta.text()}\n{self._abstract.toPlainText()}"

    def restyle(self) -> None:
        """Take over the theme."""
        self._column.setSpacing(self._theme.em // 2)
        self._meta.setStyleSheet(f"color: {self._theme.tokens.text2};")


def facts(card: Card) -> list[str]:
    """What is known of a paper beside title and abstract: authors, identifiers, digests, marks."""
    paper, marks = card.paper, card.marks
    names = ", ".join(readable(name) for name in paper.authors[:8]) or "no authors told"
    ids = " · ".join(f"{kind} {value}" for kind, value in sorted(paper.identifiers.items()) if "_" not in kind)
    seen = ", ".join(sighting.name for sighting in card.sightings) or "no digest"
    told = [STATE_NAMES[marks.state], *(["starred"] if marks.starred else []), *marks.tags]
    if marks.note:
        told.append(f"note: {wording.short(marks.note)}")
    lines = [names, ids or "no identifier", f"Seen in {seen}", " · ".join(told)]
    return [wording.plain(line) for line in lines]


def differences(text: str, other: str) -> list[tuple[int, int]]:
    """The spans of the words of a text that the other does not have in that place."""
    mine = list(_WORD.finditer(text[:20_000]))
    its = _WORD.findall(other[:20_000])
    matcher = difflib.SequenceMatcher(None, [word[0] for word in mine], its, autojunk=False)
    return [
        (mine[start].start(), mine[end - 1].end())
        for kind, start, end, _from, _to in matcher.get_opcodes()
        if kind != "equal" and end > start
    ]


def _button(text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text.split("   ", maxsplit=1)[0])
    button.clicked.connect(lambda _checked=False: act())
    return button
