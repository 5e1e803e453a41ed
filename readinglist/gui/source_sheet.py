"""A digest's text as it was imported, as plain text with its line numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from readinglist.gui import wording
from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

SHOWN = 1_000_000
"""Characters shown; the file saved has all."""


class SourceSheet(QDialog):
    """Esc closes it, the window behind stays usable."""

    def __init__(self, theme: Theme, name: str, data: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.plain(name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = _decoded(data)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAcceptDrops(False)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("Source of the digest")
        lines = text[:SHOWN].split("\n")
        width = len(str(len(lines)))
        self.text.setPlainText("\n".join(f"{at:>{width}}  {line}" for at, line in enumerate(lines, start=1)))
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        if len(text) > SHOWN:
            column.addWidget(PlainLabel(f"The first {SHOWN:,} of {len(text):,} characters", wrap=True))
        column.addWidget(self.text, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        em = theme.em
        wide, high = parent.width(), parent.height()
        self.resize(min(60 * em, max(wide - 2 * em, 300)), min(44 * em, max(high - 2 * em, 300)))


def _decoded(data: bytes) -> str:
    """As text, whatever it is: what can't be read is shown as such."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if marked else "utf-8-sig", "replace").replace("\r\n", "\n")
