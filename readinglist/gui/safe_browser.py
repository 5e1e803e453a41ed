"""Browsers for safe documents: they open nothing and leave all keys but their own to the window."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QToolTip, QWidget

from readinglist.gui.rich_text import Look, SafeDocument, link_target, plain, tooltip, write_text

_SELECTING = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class SafeBrowser(QTextBrowser):
    """Shows a SafeDocument. A click on a web address is told, never followed; nothing can be dropped on it.

    Tab goes from address to address, Shift with an arrow selects; every other key is left to the window."""

    link_opened = Signal(str)
    link_hovered = Signal(str)
    """The address under the pointer; empty: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = SafeDocument(self)
        self.setDocument(self._document)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.anchorClicked.connect(self._click)
        self.highlighted.connect(self._hover)

    def show_text(self, text: str, look: Look, hits: Sequence[tuple[int, int]] = (), *, link: bool = True) -> None:
        """Show plain text, read and selected from its beginning."""
        write_text(self.document(), text, look, hits, link=link)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.updateGeometry()

    def selected_text(self) -> str:
        """The text selected, as plain text."""
        return plain(self.textCursor().selection().toPlainText())

    def _click(self, url: QUrl) -> None:
        target = link_target(_written(url))
        if target is not None:
            self.link_opened.emit(target)

    def _hover(self, url: QUrl) -> None:
        self.link_hovered.emit(_written(url))

    # ---- Qt's own

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is loaded by whatever way it is asked for."""
        return self._document.loadResource(kind, name)

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002
    ) -> None:
        """No page is ever gone to."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def event(self, event: QEvent) -> bool:
        """Claim no shortcut: letters, Space and Esc are the window's."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole address, escaped, as the tooltip of a link."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            address = self.anchorAt(event.pos())
            if address:
                QToolTip.showText(event.globalPos(), tooltip(address), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open the focused address, select; leave the rest."""
        selecting = event.key() in _SELECTING and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        entering = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.textCursor().hasSelection():
                self.copy()
            else:
                event.ignore()
        elif selecting or (entering and self.textCursor().charFormat().isAnchor()):
            super().keyPressEvent(event)
        else:
            event.ignore()


class Prose(SafeBrowser):
    """A browser as high as its text at its width, scrolled by what it lies in."""

    place_wanted = Signal(QPoint)
    """The keyboard went to an address here (on the screen): it should be in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.document().contentsChanged.connect(self._heights.clear)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the text at a width. Layouts ask for the same few widths dozens of times."""
        if width not in self._heights:
            document = self.document()
            laid_out = document.textWidth()
            document.setTextWidth(width)
            self._heights[width] = math.ceil(document.size().height())
            if laid_out > 0 and laid_out != width:
                document.setTextWidth(laid_out)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Its present width, and the height that goes with it."""
        width = max(self.width(), 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(1, 1)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Tab goes on to the next address, wherever on the page it is."""
        within = super().focusNextPrevChild(next)
        if within and self.hasFocus():
            self.place_wanted.emit(self.viewport().mapToGlobal(self.cursorRect().center()))
        return within

    def wheelEvent(self, event: object) -> None:
        """What it lies in scrolls."""
        event.ignore()  # type: ignore[attr-defined]


def _written(url: QUrl) -> str:
    return bytes(url.toEncoded().data()).decode("ascii", "replace")
