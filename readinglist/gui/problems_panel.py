"""What could not be imported or understood, above the status bar, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from readinglist.gui import import_wording, wording
from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from readinglist.gui.theme import Theme
    from readinglist.model import FileReport, ImportReport, Problem

SHOWN = 300
"""Entries the panel draws; the details copied have all."""


class ProblemsPanel(QWidget):
    """A list of files with what is wrong and what to do, or of lines not understood."""

    closed = Signal()
    folder_requested = Signal(str)
    titles_requested = Signal(str)
    """A refused file whose lines are to be imported as titles."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("problemsPanel")
        self._theme = theme
        self._details = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Import problems")
        self._head = _plain("")
        self._copy = QPushButton("Copy details")
        self._done = QPushButton("Done")
        self._done.setProperty("primary", True)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self._done.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self._copy)
        top.addWidget(self._done)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Files and lines")
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self._scroll)
        self._column = column
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Show the files of a drop that were refused."""
        bad = [file for file in report.files if file.error is not None]
        self._show(import_wording.refused(report), [self._file(file) for file in bad[:SHOWN]])
        self._details = "\n\n".join(f"{file.path}\n{file.error[0]}. {file.error[1]}" for file in bad if file.error)

    def show_problems(self, name: str, problems: Sequence[Problem], told: str = "") -> None:
        """Show the lines of one digest that were not understood, after what is `told` of it as a whole."""
        shown_name = wording.plain(name)
        head = (
            f"{wording.counted(len(problems), 'line')} of {shown_name} not understood."
            if problems
            else f"Everything in {shown_name} was understood."
        )
        head = f"{told} {head}".strip()
        self._show(head, [self._problem(problem) for problem in problems[:SHOWN]])
        self._details = "\n".join(f"{problem.line or '-'}\t{problem.what}\t{problem.text}" for problem in problems)

    def close_panel(self) -> None:
        """Put it away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def focus_first(self) -> None:
        """Put the focus on Done."""
        self._done.setFocus(Qt.FocusReason.TabFocusReason)

    def text(self) -> str:
        """What it says."""
        inside = self._scroll.widget()
        labels = inside.findChildren(PlainLabel) if inside is not None else []
        return "\n".join([self._head.text(), *(label.text() for label in labels)])

    def _show(self, head: str, parts: list[QWidget]) -> None:
        self._head.setText(head)
        inside = QWidget()
        inside.setObjectName("problems")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        self._scroll.setWidget(inside)
        self._scroll.setVisible(bool(parts))
        self._fit()
        self.show()

    def _fit(self) -> None:
        """Take what the lines need, at most two fifths of the window."""
        inside = self._scroll.widget()
        if inside is None:
            return
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        wanted = max(inside.heightForWidth(width), inside.minimumSizeHint().height())
        self._scroll.setFixedHeight(min(wanted, self.window().height() * 2 // 5))

    def _file(self, file: FileReport) -> QWidget:
        title, message = file.error or ("", "")
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = _plain(wording.plain(Path(file.path).name))
        name.setFont(self._theme.font(1.0, QFont.Weight.DemiBold))
        wrong = _plain(f"{title.rstrip('.')}.")
        wrong.setStyleSheet(f"color: {self._theme.tokens.danger};")
        for part in (name, wrong, _plain(message)):
            words.addWidget(part)
        row.addLayout(words, 1)
        button = QPushButton("Show in folder")
        button.setAccessibleName(f"Show {name.text()} in its folder")
        button.clicked.connect(lambda: self.folder_requested.emit(file.path))
        button.setVisible("/" in file.path or "\\" in file.path)
        if file.titles and button.isVisibleTo(box):
            titles = QPushButton(import_wording.as_titles(file.titles))
            titles.clicked.connect(self.close_panel)
            titles.clicked.connect(lambda: self.titles_requested.emit(file.path))
            row.addWidget(titles, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _problem(self, problem: Problem) -> QWidget:
        where = f"Line {problem.line:,}: " if problem.line else ""
        box = QWidget()
        words = QVBoxLayout(box)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(_plain(f"{where}{problem.what}"))
        quoted = _plain(wording.plain(problem.text))
        quoted.setStyleSheet(f"color: {self._theme.tokens.text2};")
        words.addWidget(quoted)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the window's."""
        event.ignore()

    def _restyle(self) -> None:
        em = self._theme.em
        self._head.setFont(self._theme.font(1.1, QFont.Weight.DemiBold))
        self._column.setContentsMargins(em, em // 2, em, em // 2)


def _plain(text: str) -> PlainLabel:
    label = PlainLabel(text, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
