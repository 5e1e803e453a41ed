"""The popup behind T: type a few letters, Enter takes the best tag, a comma takes it and goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from readinglist.gui import tag_match
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.tag_rows import TagRow, TagRows
from readinglist.model import TagInfo
from readinglist.text import fold

if TYPE_CHECKING:
    from readinglist.gui.tag_match import Choice
    from readinglist.gui.theme import Theme

WIDTH_EM = 23
MOST_ROWS = 9


class TagPopup(QFrame):
    """Lies over the window it is made in; Esc, or the focus going elsewhere, closes it."""

    tag_given = Signal(str)
    tag_taken_away = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lain_over = parent
        self._tags: list[TagInfo] = []
        self._on: dict[str, str] = {}
        self._last: str | None = None
        self._before: QWidget | None = None
        self._moved = False
        """Whether a row was chosen with the arrows rather than by typing."""
        self.field = QLineEdit()
        self.field.setPlaceholderText("Tag…")
        self.field.setAccessibleName("Tag")
        self.field.setMaxLength(tag_match.LONGEST)
        self.field.setAcceptDrops(False)
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.rows = TagRows(self)
        self.list = QListView()
        self.list.setAccessibleName("Tags")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(TagRow(theme, self.rows, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.viewport().setAcceptDrops(False)
        self.list.clicked.connect(lambda index: self._take(index, stay=True))
        self.hint = PlainLabel()
        self._lines = QVBoxLayout(self)
        for part in (self.field, self.list, self.hint):
            self._lines.addWidget(part)
        theme.changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        em, tokens = self._theme.em, self._theme.tokens
        self._lines.setContentsMargins(*(round(0.55 * em),) * 4)
        self._lines.setSpacing(round(0.4 * em))
        self.field.setFont(self._theme.font(1.07))
        self.field.setMinimumHeight(round(2.3 * em))
        self.list.setFont(self._theme.font())
        self.hint.setFont(self._theme.font(0.86))
        for widget, ink in ((self.field, tokens.text), (self.list, tokens.text), (self.hint, tokens.text3)):
            palette = widget.palette()
            palette.setColor(QPalette.ColorRole.Base, QColor(tokens.raised))
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
                palette.setColor(role, QColor(ink))
            palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(tokens.text3))
            widget.setPalette(palette)
        self._fit()

    def open_at(self, anchor: QWidget, tags: Sequence[TagInfo], on: Collection[str], last: str | None) -> None:
        """Open over a part of the window with all tags, those `on` the papers ticked; `last` is what Enter
        alone repeats."""
        self._tags = list(tags)
        self._on = {fold.tag_key(name): name for name in on}
        self._last = last
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._search("")
        self._place(anchor)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_popup(self) -> None:
        """Put it away; the focus goes back to where it came from."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        before, self._before = self._before, None
        self.hide()
        if inside and before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def choices(self) -> list[Choice]:
        """The rows shown."""
        return self.rows.choices

    def _search(self, typed: str) -> None:
        self._moved = False
        self.rows.show_choices(tag_match.choices(self._known(), typed, self._on.values(), self._last))
        self.list.setCurrentIndex(self.rows.index(0))
        self._fit()
        self._say_hint(typed)

    def _known(self) -> list[TagInfo]:
        """The library's tags, and those just created here."""
        known = {fold.tag_key(tag.name) for tag in self._tags}
        new = [name for key, name in self._on.items() if key not in known]
        return self._tags + [TagInfo(0, name, tag_match.Choice("tag", name).hue, 1, "9999") for name in new]

    def _say_hint(self, typed: str) -> None:
        choice = self.rows.choice(self.list.currentIndex())
        if choice is None:
            text = "That is no name for a tag" if typed else "Type a name for your first tag"
        elif self._repeats():
            text = f"Enter repeats “{self._last}” · Esc closes"
        elif not typed and not self._moved:
            text = "Type a few letters, or go down · Esc closes"
        else:
            act = "takes it off" if choice.on else "creates it" if choice.kind == "create" else "takes it"
            text = f"Enter {act} · , goes on · Esc closes"
        self.hint.setText(text)

    def _repeats(self) -> bool:
        return bool(self._last) and not self.field.text().strip() and not self._moved

    def _take(self, index: QModelIndex, *, stay: bool) -> None:
        """Give the tag of a row, or take it away where the papers carry it already."""
        choice = self.rows.choice(index)
        if choice is None:
            return
        key = fold.tag_key(choice.name)
        if key in self._on:
            self.tag_taken_away.emit(self._on.pop(key))
        else:
            self._on[key] = choice.name
            self.tag_given.emit(choice.name)
        self._end(stay=stay)

    def _enter(self, *, stay: bool) -> None:
        if self._repeats() and not stay and self._last:
            self._on[fold.tag_key(self._last)] = self._last
            self.tag_given.emit(self._last)
            self._end(stay=False)
        elif self.field.text().strip() or self._moved:
            self._take(self.list.currentIndex(), stay=stay)
        elif not stay:
            self.close_popup()

    def _end(self, *, stay: bool) -> None:
        if stay:
            self.field.clear()
            self._search("")
            self.field.setFocus()
        else:
            self.close_popup()

    def _move(self, by: int) -> None:
        count = self.rows.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            if not self._moved and not self.field.text() and by > 0:
                row = 0 if not self._repeats() else row
            self._moved = True
            self.list.setCurrentIndex(self.rows.index(row))
            self._say_hint(self.field.text())

    def _place(self, anchor: QWidget) -> None:
        """Over the upper part of the anchor, inside the window."""
        window, room = self._lain_over, self._lain_over.rect()
        at = anchor.mapTo(window, QPoint(0, 0)) if window.isAncestorOf(anchor) else QPoint()
        large = anchor.height() > 8 * self._theme.em
        x = at.x() + (anchor.width() - self.width()) // 2 if large else at.x()
        y = at.y() + (round(3 * self._theme.em) if large else anchor.height() + 4)
        margin = round(0.5 * self._theme.em)
        self.move(
            max(margin, min(x, room.width() - self.width() - margin)),
            max(margin, min(y, room.height() - self.height() - margin)),
        )

    def _fit(self) -> None:
        em = self._theme.em
        line = max(self.list.sizeHintForRow(0), 1)
        room = self._lain_over.height() - self.field.height() - self.hint.sizeHint().height() - 4 * em
        rows = max(min(self.rows.rowCount(), MOST_ROWS, room // line), min(self.rows.rowCount(), 1))
        height = rows * line
        self.list.setFixedHeight(height)
        self.list.setVisible(bool(rows))
        width = min(WIDTH_EM * em, self._lain_over.width() - em)
        self.setFixedWidth(max(width, 8 * em))
        self.adjustSize()

    # ---- Qt's own

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """The field's keys that are not typing, and its focus going elsewhere."""
        left = event.type() == QEvent.Type.FocusOut and not self.isHidden()
        if left and QApplication.activePopupWidget() is None and self.window().isActiveWindow():
            self.close_popup()
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(field, event)
        assert isinstance(event, QKeyEvent)  # noqa: S101 - the two types are key events
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.close_popup,
            Qt.Key.Key_Return: lambda: self._enter(stay=False),
            Qt.Key.Key_Enter: lambda: self._enter(stay=False),
            Qt.Key.Key_Down: lambda: self._move(1),
            Qt.Key.Key_Up: lambda: self._move(-1),
            Qt.Key.Key_Tab: lambda: self._move(1),
            Qt.Key.Key_Backtab: lambda: self._move(-1),
        }
        act = keys.get(Qt.Key(event.key())) if plain else None
        if act is None and event.text() == ",":
            act = lambda: self._enter(stay=True)  # noqa: E731
        if act is None:
            return super().eventFilter(field, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Raised ground with an edge."""
        del event
        tokens, em = self._theme.tokens, self._theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 0.6 * em, 0.6 * em)
        painter.end()
