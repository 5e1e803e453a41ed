"""What each file of a running import is, and, as soon as it is known, what it holds; gone when all are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from readinglist.gui import import_wording, wording
from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.theme import Theme
    from readinglist.model import FileReport

AFTER_MS = 400
"""An import that is done sooner shows nothing but its toast."""
LINES = 8


class ImportPanel(QWidget):
    """Lines above the status bar: the files done last, and those to come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("problemsPanel")
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = PlainLabel(wrap=True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._label)
        self._waiting: list[str] = []
        self._done: list[str] = []
        self._late = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._late.timeout.connect(self.show)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def begin(self, paths: Sequence[str]) -> None:
        """An import of these files begins."""
        self._waiting = [wording.file_name(path, 48) for path in paths]
        self._done = []
        self._write()
        self._late.start()

    def add(self, report: FileReport) -> None:
        """A file is done."""
        self._done.append(import_wording.file_line(report))
        name = wording.file_name(report.path, 48)
        if name in self._waiting:
            self._waiting.remove(name)
        self._write()

    def end(self) -> None:
        """All files are done, or given up."""
        self._late.stop()
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def _write(self) -> None:
        done = self._done[-LINES:]
        waiting = [f"{name} — waiting" for name in self._waiting[: max(LINES - len(done), 1)]]
        hidden = len(self._waiting) - len(waiting)
        more = [f"and {wording.counted(hidden, 'file')} more"] if hidden > 0 else []
        self._label.setText("\n".join([*done, *waiting, *more]))

    def _restyle(self) -> None:
        em = self._theme.em
        self._column.setContentsMargins(em, em // 2, em, em // 2)
