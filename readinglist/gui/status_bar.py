"""The line at the foot: how far one is, what was done last, and long work with its Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from readinglist.gui import wording
from readinglist.gui.elided_label import ElidedLabel
from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

AFTER_MS = 400
"""Work that is done sooner shows no bar."""
SAID_MS = 8000


class StatusBar(QWidget):
    """Fixed height, whatever it says."""

    cancel_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tally = PlainLabel()
        self._said = ElidedLabel()
        self._banner = ElidedLabel()
        self._work = ElidedLabel(Qt.AlignmentFlag.AlignRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("flat", True)
        self._cancel.clicked.connect(self.cancel_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._tally)
        self._row.addWidget(self._said, 3)
        self._row.addWidget(self._banner, 2)
        self._row.addWidget(self._work, 2)
        self._row.addWidget(self._bar)
        self._row.addWidget(self._cancel)
        self._late = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._late.timeout.connect(lambda: self._show_work(True))
        self._quiet = QTimer(self, singleShot=True, interval=SAID_MS)
        self._quiet.timeout.connect(lambda: self._said.set_text(""))
        self._last_one = False
        self._show_work(False)
        self._banner.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_tally(self, decided: int, total: int, kept: int) -> None:
        """37 of 168 decided · 12 kept."""
        self._tally.setText(wording.tally(decided, total, kept))

    def tally(self) -> str:
        """What the tally says."""
        return self._tally.text()

    def say(self, text: str) -> None:
        """Say what was done; it fades after a while, and is announced."""
        self._last_one = text.startswith("Last one")
        self._said.set_text(text)
        self._quiet.start()
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def busy_saying_last(self) -> bool:
        """Whether it just said that no undecided paper is below: more worth reading than the verdict."""
        return self._last_one and self._quiet.isActive()

    def show_banner(self, text: str) -> None:
        """Something that lasts; empty: nothing."""
        self._banner.set_text(text)
        self._banner.setVisible(bool(text))

    def show_progress(self, what: str, done: int, total: int) -> None:
        """How far long work is; seen once it has lasted a moment."""
        self._work.set_text(f"{wording.plain(what)} · {done:,} of {total:,}" if total > 1 else wording.plain(what))
        self._bar.setRange(0, total if total > 1 else 0)
        self._bar.setValue(done)
        if self._bar.isHidden() and not self._late.isActive():
            self._late.start()

    def hide_progress(self) -> None:
        """The work is done."""
        self._late.stop()
        self._show_work(False)

    def _show_work(self, shown: bool) -> None:
        for part in (self._work, self._bar, self._cancel):
            part.setVisible(shown)

    def _restyle(self) -> None:
        em, tokens = self._theme.em, self._theme.tokens
        small = self._theme.font(0.9)
        for part in (self._tally, self._said, self._banner, self._work, self._cancel):
            part.setFont(small)
        self._tally.setStyleSheet(f"color: {tokens.text2}; background: transparent;")
        self._said.setStyleSheet(f"color: {tokens.text2}; background: transparent;")
        self._work.setStyleSheet(f"color: {tokens.text2}; background: transparent;")
        self._banner.setStyleSheet(f"color: {tokens.text}; background: transparent;")
        self._cancel.setStyleSheet(f"padding: 0 {em // 2}px;")
        self._bar.setFixedWidth(9 * em)
        self._bar.setFixedHeight(max(em // 3, 4))
        self._bar.setStyleSheet(
            f"QProgressBar {{ background: {tokens.line}; border: none; border-radius: 2px; }}"
            f"QProgressBar::chunk {{ background: {tokens.accent}; border-radius: 2px; }}"
        )
        self._row.setContentsMargins(em, 0, em, 0)
        self._row.setSpacing(em)
        self.setFixedHeight(round(2.1 * em))
