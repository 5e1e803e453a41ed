"""Where a search gets its name, and its line is changed; says at once why it could not be saved so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from readinglist import query
from readinglist.gui.plain_label import PlainLabel
from readinglist.library.searches import LONGEST

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

Fault = Callable[[str, str], str]
"""Why this name and this line can't be saved; empty where they can."""


class SearchSheet(QDialog):
    """Two fields; Enter saves, Esc leaves all as it was. `saved` carries name and line."""

    saved = Signal(str, str)

    def __init__(self, theme: Theme, title: str, name: str, line: str, fault: Fault, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._fault = fault
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST)
        self.line = QLineEdit(line)
        self._told = PlainLabel(wrap=True)
        self._save = QPushButton("Save")
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        close = QPushButton("Cancel")
        close.setAutoDefault(False)
        grid = QGridLayout()
        for row, (label, field) in enumerate((("Name", self.name), ("Search", self.line))):
            field.setAccessibleName(label)
            field.setAcceptDrops(False)
            field.textChanged.connect(self._look)
            grid.addWidget(PlainLabel(label), row, 0)
            grid.addWidget(field, row, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self._told)
        column.addStretch(1)
        column.addLayout(foot)
        self._save.clicked.connect(self._done)
        close.clicked.connect(self.close)
        em = theme.em
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em)
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(em // 2)
        self.setMinimumWidth(min(36 * em, max(parent.width() - 2 * em, 300)))
        self._look()
        self.name.selectAll()
        self.name.setFocus()

    def told(self) -> str:
        """How the line is read, or why it can't be saved so."""
        return self._told.text()

    def _look(self) -> None:
        fault = self._fault(self.name.text(), self.line.text())
        understood = query.understood(query.parse(self.line.text()))
        tokens = self._theme.tokens
        self._told.setText(fault or (f"{understood[:1].upper()}{understood[1:]}." if understood else ""))
        self._told.setStyleSheet(f"color: {tokens.danger if fault else tokens.text2};")
        self._save.setEnabled(not fault)

    def _done(self) -> None:
        self.saved.emit(self.name.text(), self.line.text())
        self.close()
