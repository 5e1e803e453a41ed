"""Where the watched folders are chosen; none is ever watched by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from readinglist.gui import wording
from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.theme import Theme

WHAT = (
    "New digests in these folders come into the library by themselves while Reading List is open. "
    "Files that are no digest are left alone, and so is what lies there already."
)


class WatchSheet(QDialog):
    """A list of folders; `chosen` carries it whenever it changed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, folders: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Watched folders")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        self._list = QListWidget()
        self._list.setAccessibleName("Watched folders")
        self._folders = list(folders)
        self._suggest = _button("Watch the Downloads folder", lambda: self.add(self._downloads))
        self._remove = _button("Stop watching it", self._take_off)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(WHAT, wrap=True))
        column.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.addWidget(_button("Add a folder…", self._choose))
        row.addWidget(self._suggest)
        row.addWidget(self._remove)
        row.addStretch(1)
        row.addWidget(_button("Close", self.close))
        column.addLayout(row)
        em = theme.em
        self.resize(
            min(52 * em, max(parent.width() - 2 * em, 300)), min(24 * em, max(parent.height() - 2 * em, 200))
        )
        self._fill()

    def add(self, folder: str) -> None:
        """Watch one more."""
        if folder and folder not in self._folders:
            self._folders.append(folder)
            self._changed()

    def texts(self) -> list[str]:
        """The folders on show."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _choose(self) -> None:
        self.add(QFileDialog.getExistingDirectory(self, "Watch a folder"))

    def _take_off(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._folders):
            del self._folders[row]
            self._changed()

    def _changed(self) -> None:
        self._fill()
        self.chosen.emit(tuple(self._folders))

    def _fill(self) -> None:
        self._list.clear()
        for folder in self._folders:
            self._list.addItem(wording.plain(folder))
        if self._folders:
            self._list.setCurrentRow(0)
        self._remove.setEnabled(bool(self._folders))
        self._suggest.setVisible(bool(self._downloads) and self._downloads not in self._folders)


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button
