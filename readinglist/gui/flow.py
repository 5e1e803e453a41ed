"""A layout that sets widgets one after another and wraps them like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets, each centred in its line's height; its height follows from its width."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, centred: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._centred = centred
        self.setContentsMargins(0, 0, 0, 0)

    def set_gap(self, gap: int) -> None:
        """Pixels between neighbours and between lines."""
        self._gap = gap
        self.invalidate()

    def move_to_end(self, widget: QWidget) -> None:
        """Let a widget come last."""
        self.removeWidget(widget)
        self.addWidget(widget)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the visible widgets in `rect` (or only pretend to) and return the height they take."""
        top, line, x = rect.y(), list[QLayoutItem](), rect.x()
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), rect.width())
            if line and x + width > rect.x() + rect.width():
                top += self._place(line, rect, top, move=move) + self._gap
                line, x = [], rect.x()
            line.append(item)
            x += width + self._gap
        return top + (self._place(line, rect, top, move=move) if line else 0) - rect.y()

    def _place(self, line: list[QLayoutItem], rect: QRect, top: int, *, move: bool) -> int:
        height = max(item.sizeHint().height() for item in line)
        if move:
            x = rect.x()
            if self._centred:
                taken = sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)
                x += max(rect.width() - taken, 0) // 2
            widget = self.parentWidget()
            mirrored = widget is not None and widget.isRightToLeft()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(rect.width(), height))
                left = rect.x() + rect.right() - x - size.width() + 1 if mirrored else x
                item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                x += size.width() + self._gap
        return height

    # ---- Qt's own

    def addItem(self, item: QLayoutItem) -> None:
        """Append."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and hand back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: it takes what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Room for the smallest sensible piece; wider items are squeezed."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )
