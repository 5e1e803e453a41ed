"""Two sheets to look things up on: every key, and the search language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

Section = tuple[str, Sequence[tuple[str, str]]]
IN_THE_LIST = (
    ("↓ ↑", "Next and previous row; scroll when the reader has the focus"),
    ("Shift+↓  Shift+↑", "Select more"),
    ("Space  Shift+Space", "Scroll the abstract; at its end on to the next undecided paper"),
    ("Enter", "On to the reader"),
    ("Home  End", "First and last row"),
    ("Esc", "Close the innermost thing; back to the list"),
)
LANGUAGE: tuple[Section, ...] = (
    (
        "Words",
        (
            ("quantum annealing", "both words, in title, abstract, authors or note"),
            ('"score matching"', "the phrase, exactly"),
            ('"score matching"~3', "in this order, each at most three places after the one before"),
            ("diffus*", "words that begin so"),
            ("diffuson~", "one letter more, less or other, or two swapped"),
            ("quantum OR spin", "one of the two; OR binds closer than the blank"),
            ("-survey   NOT survey", "without it"),
            ("(entropy OR spin) -neural", "brackets"),
            ("title:entropy", "in that field: title: abstract: author: note:"),
        ),
    ),
    (
        "Your marks",
        (
            ("tag:physics   tag:*   -tag:*", "tagged so; with any tag; without"),
            ("is:later", "inbox, later, reading, done, dismissed, trash, starred, unread, new, noted"),
            ("is:any", "those not for you and removed too"),
        ),
    ),
    (
        "Where and when",
        (
            ('digest:"3 Sep"', "seen in a digest of that name or date"),
            ("digest:latest   digest:#2", "the one imported last; the one of this number"),
            ("position:<=10", "in its first ten"),
            ("seen:>1", "seen in more than one digest"),
            ("added:<7d   added:2026-09", "brought in the last seven days; in that month"),
            ("moved:>30d", "whose state you last changed more than thirty days ago"),
            ("dated:>=2026-09-03   dated:unknown", "by the date the digest gives"),
            ("arxiv:2401.01234   doi:10.1000/182   id:17", "one paper"),
            ("similar:17", "the papers most like that one"),
        ),
    ),
    ("Order", (("sort:newest", "also oldest, title, seen, digest, relevance"),)),
)


class Sheet(QDialog):
    """Two columns under headings; Esc closes it, the window behind stays usable."""

    def __init__(self, theme: Theme, title: str, sections: Sequence[Section], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        em = theme.em
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(2 * em)
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, lines in sections:
            label = PlainLabel(heading, wrap=True)
            label.setFont(theme.font(1.05, QFont.Weight.DemiBold))
            label.setContentsMargins(0, em if row else 0, 0, 0)
            grid.addWidget(label, row, 0, 1, 2)
            for left, right in lines:
                row += 1
                key = PlainLabel(left, wrap=True)
                key.setFont(theme.font(1.0, QFont.Weight.DemiBold))
                key.setStyleSheet(f"color: {theme.tokens.text2};")
                grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(PlainLabel(right, wrap=True), row, 1)
            row += 1
        grid.setRowStretch(row, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName(title)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        wide, high = parent.width(), parent.height()
        self.resize(min(46 * em, max(wide - 2 * em, 300)), min(44 * em, max(high - 2 * em, 300)))
        scroll.setFocus()


def key_sheet(theme: Theme, commands: Sequence[Section], parent: QWidget) -> Sheet:
    """Every key of the commands, and those of the list itself."""
    return Sheet(theme, "Keyboard shortcuts", (("In the list and the reader", IN_THE_LIST), *commands), parent)


def search_help(theme: Theme, parent: QWidget) -> Sheet:
    """The language of this version."""
    return Sheet(theme, "Search help", LANGUAGE, parent)
