"""A sentence over the reader's foot with what can be done about it: six seconds, longer while looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from readinglist.gui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QKeyEvent

    from readinglist.gui.theme import Theme

SHOWN_MS = 6000
Action = tuple[str, Callable[[], None]]


class Toast(QWidget):
    """One at a time, the newest replaces."""

    def __init__(self, theme: Theme, parent: QWidget, above: QWidget) -> None:
        """Lies on `parent`, at the foot of `above` while that can be seen."""
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = PlainLabel(wrap=True)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label, 1)
        self._over = parent
        self._above = above
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._fade)
        self._keep = False
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def show_toast(self, text: str, actions: Sequence[Action] = (), *, keep: bool = False) -> None:
        """Say a sentence with up to three buttons; `keep`: until it is answered or closed."""
        self._keep = keep
        self._label.setText(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(label, act) for label, act in actions]
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """What it says, or said last."""
        return self._label.text()

    def press(self, label: str) -> None:
        """Press a button by its word."""
        next(button for button in self._buttons if button.text() == label).click()

    def focus_first(self) -> None:
        """Put the focus on its first button."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def close_toast(self) -> None:
        """Put it away."""
        self._timer.stop()
        self.hide()

    def _button(self, label: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleDescription(self._label.text())

        def pressed() -> None:
            self.close_toast()
            act()

        button.clicked.connect(pressed)
        self._row.addWidget(button)
        button.show()
        return button

    def _fade(self) -> None:
        looked_at = self.underMouse() or any(button.hasFocus() for button in self._buttons)
        if self._keep or looked_at:
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        em = self._theme.em
        self._row.setContentsMargins(em, round(0.6 * em), round(0.6 * em), round(0.6 * em))
        ground = self._over.rect()
        if self._above.isVisible():
            ground = QRect(self._above.mapTo(self._over, self._above.rect().topLeft()), self._above.size())
        widest = min(ground.width() - 2 * em, 46 * em)
        self.setMaximumWidth(widest)
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 3 * em
        wanted += sum(button.sizeHint().width() + em for button in self._buttons)
        width = min(wanted, widest)
        height = self._row.heightForWidth(width) if self._row.hasHeightForWidth() else self.sizeHint().height()
        height = max(height, self._row.minimumSize().height())
        left = ground.left() + (ground.width() - width) // 2
        self.setGeometry(left, ground.bottom() - height - em // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the parent's foot."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Looked at: time stands still."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Looked away: six seconds more."""
        self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is the window's to answer."""
        event.ignore()
