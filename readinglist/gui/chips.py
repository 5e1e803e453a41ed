"""The tags of the paper on show, as chips that wrap and can be taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from readinglist.gui.flow import FlowLayout
from readinglist.gui.rich_text import tooltip
from readinglist.gui.word_button import WordButton
from readinglist.text import fold

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

FIRST_HUE = 215
"""Of a tag whose hue was not told yet."""
WIDEST_EM = 22


class Chip(QAbstractButton):
    """One tag; pressing it, or its ×, takes it off."""

    def __init__(self, theme: Theme, name: str, hue: int) -> None:
        super().__init__()
        self._theme = theme
        self.name = name
        self.hue = hue
        self.setText(name)
        self.setAccessibleName(f"Remove tag {name}")
        self.setToolTip(tooltip(f"Remove tag {name}"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(0.93))

    # ---- Qt's own

    def sizeHint(self) -> QSize:
        """Name and ×; a long name is elided."""
        em = self._theme.em
        metrics = QFontMetrics(self.font())
        width = min(metrics.horizontalAdvance(self.text()), WIDEST_EM * em) + round(2.5 * em)
        return QSize(width, max(round(1.75 * em), metrics.height() + round(0.3 * em)))

    def hitButton(self, at: object) -> bool:
        """Only the × is pressed by the mouse; the name is just read."""
        x = at.x()  # type: ignore[attr-defined]
        cross = 1.8 * self._theme.em
        return bool(x < cross if self.isRightToLeft() else x > self.width() - cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take it off, too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Delete on a chip means the tag, not the paper."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill in the tag's colours, a × at its end, a ring around it where it has the focus."""
        del event
        em = self._theme.em
        ink, fill = self._theme.tag_colours(self.hue)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        pad, room = 0.75 * em, self.width() - 2.5 * em
        mirrored = self.isRightToLeft()
        left = self.width() - pad - room if mirrored else pad
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, round(room) + 1)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(left, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        arm = 0.24 * em
        middle = QPointF(1.05 * em if mirrored else self.width() - 1.05 * em, self.height() / 2)
        painter.setPen(QPen(QColor(ink), 0.13 * em if self.underMouse() else 0.1 * em))
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        self.update()
        super().leaveEvent(event)


class Chips(QWidget):
    """All tags of a paper and `+ Add tag`."""

    removed = Signal(str)
    add_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hues: dict[str, int] = {}
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self.add = WordButton(theme, "+ Add tag", kind="link", scale=0.93)
        self.add.setAccessibleName("Add tag")
        self.add.clicked.connect(self.add_requested)
        self._flow.addWidget(self.add)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        self._flow.set_gap(round(0.45 * self._theme.em))
        self.add.restyle()
        self.show_tags([chip.name for chip in self._chips], force=True)

    def set_hues(self, hues: Mapping[str, int]) -> None:
        """The hues of the library's tags, by name."""
        folded = {fold.tag_key(name): hue for name, hue in hues.items()}
        if folded != self._hues:
            self._hues = folded
            self.show_tags(self.names(), force=True)

    def names(self) -> list[str]:
        """The tags shown."""
        return [chip.name for chip in self._chips]

    def show_tags(self, names: Sequence[str], *, force: bool = False) -> None:
        """Show these tags. Where a chip had the focus, its place keeps it."""
        if list(names) == self.names() and not force:
            return
        focus = QApplication.focusWidget()
        place = self._chips.index(focus) if isinstance(focus, Chip) and focus in self._chips else None
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(name) for name in names]
        self._flow.move_to_end(self.add)
        if place is not None:
            (self._chips[min(place, len(self._chips) - 1)] if self._chips else self.add).setFocus()
        self.updateGeometry()

    def _chip(self, name: str) -> Chip:
        chip = Chip(self._theme, name, self._hues.get(fold.tag_key(name), FIRST_HUE))
        chip.clicked.connect(lambda: self.removed.emit(name))
        self._flow.addWidget(chip)
        QWidget.setTabOrder(chip, self.add)
        chip.show()
        return chip
