"""What a library without papers shows: what to do first, and where everything stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

READS = (
    "Most of what lists papers works: a saved or copied Daily Papers page, an arXiv mailing or feed, alert mails, "
    "BibTeX, RIS, PubMed, tables, JSON, Markdown lists."
)


class EmptyState(QWidget):
    """The greeting; also the place where an unusable library is explained."""

    choose_requested = Signal()
    samples_requested = Signal()

    def __init__(self, theme: Theme, folder: str) -> None:
        super().__init__()
        self._theme = theme
        self._picture = PlainLabel()
        self._title = _label("Drop a digest here to start your reading list")
        self._reads = _label(READS)
        self._choose = QPushButton("Choose files…")
        self._choose.setProperty("primary", True)
        self._samples = QPushButton("Try the sample digests")
        self._keys = _label(
            "Ctrl+O  choose files     Ctrl+V  paste a digest from the clipboard     ?  all shortcuts"
        )
        self._where = _label(f"Everything stays on this computer, in {_home_short(folder)}")
        self._choose.clicked.connect(self.choose_requested)
        self._samples.clicked.connect(self.samples_requested)
        self.setFocusProxy(self._choose)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._choose)
        buttons.addWidget(self._samples)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignCenter)
        for part in (self._title, self._reads):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self._keys)
        column.addWidget(self._where)
        column.addStretch(3)
        self._column = column
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_error(self, title: str, message: str) -> None:
        """Say why the library can't be used; there is nothing to choose then."""
        self._title.setText(title)
        self._reads.setText(message)
        for part in (self._choose, self._samples, self._keys):
            part.hide()

    def show_preparing(self, preparing: bool) -> None:
        """Say that the library is being made or brought up to date."""
        self._title.setText(
            "Preparing your library…" if preparing else "Drop a digest here to start your reading list"
        )

    def text(self) -> str:
        """What it says."""
        return "\n".join(part.text() for part in (self._title, self._reads, self._where))

    def _restyle(self) -> None:
        em, tokens = self._theme.em, self._theme.tokens
        self._picture.setPixmap(self._theme.pixmap("import", 4 * em, "accent"))
        self._title.setFont(self._theme.font(1.7, QFont.Weight.DemiBold))
        self._reads.setFont(self._theme.font(1.05))
        for part in (self._keys, self._where):
            part.setFont(self._theme.font(0.92))
            part.setStyleSheet(f"color: {tokens.text2};")
        self._reads.setStyleSheet(f"color: {tokens.text2};")
        self._choose.setFont(self._theme.font(1.0, QFont.Weight.DemiBold))
        self._column.setSpacing(em)
        self._column.setContentsMargins(em, em, em, em)


def _label(text: str) -> PlainLabel:
    label = PlainLabel(text, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMinimumWidth(0)
    return label


def _home_short(folder: str) -> str:
    home = str(Path.home())
    return folder.replace(home, "~", 1) if folder.startswith(home) else folder
