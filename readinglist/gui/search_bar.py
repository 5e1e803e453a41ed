"""The search field, and under it how much was found where, in which order, and how the line was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui import wording
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.rich_text import tooltip

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.messages import Found

ORDERS = {
    "relevance": "Best match",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "By title",
    "seen": "Most often seen",
    "digest": "By digest",
}
Slips = Sequence[tuple[int, int, str]]


class SearchBar(QWidget):
    """One line of the search language, and what came of it."""

    line_changed = Signal(str, bool)
    """The line, and whether its last word is still being typed."""
    typed = Signal(str, int)
    """The line and the cursor's place, after a key."""
    stepped = Signal(int)
    """To the line before (-1) or after (1) in the history."""
    entered = Signal()
    escaped = Signal()
    scope_chosen = Signal(bool)
    order_chosen = Signal(str)
    show_hidden_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._field = _Field(theme)
        self._field.installEventFilter(self)
        self._all = _scope_button()
        self._view = _scope_button()
        self._of_view = "", ""
        self._stepping = False
        self._order = QToolButton()
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order.setAccessibleName("Order of the list")
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._orders: dict[str, QAction] = {}
        for key, text in ORDERS.items():
            action = self._menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, key=key: self.order_chosen.emit(key))
            self._group.addAction(action)
            self._orders[key] = action
        self._order.setMenu(self._menu)
        self._read = PlainLabel()
        self._read.setWordWrap(True)
        self._hidden = QPushButton()
        self._hidden.setProperty("flat", True)
        self._lay_out()
        self._field.textEdited.connect(self._edited)
        self._all.clicked.connect(lambda: self.scope_chosen.emit(True))
        self._view.clicked.connect(lambda: self.scope_chosen.emit(False))
        self._hidden.clicked.connect(self.show_hidden_requested)
        theme.changed.connect(self._restyle)
        self._restyle()

    def line(self) -> str:
        """What stands in the field."""
        return self._field.text()

    def set_line(self, line: str) -> None:
        """Write another line; nobody is told."""
        if line != self._field.text():
            self._field.setText(line)
        self._field.set_slips(())
        if not line:
            self._read.hide()

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        return self._field

    def put(self, line: str, cursor: int) -> None:
        """Write another line as if it had been typed, the caret at this place."""
        self._field.setText(line)
        self._field.setCursorPosition(cursor)
        self._edited(line)

    def set_stepping(self, stepping: bool) -> None:
        """Whether ↓ leads on in the history instead of to the hits."""
        self._stepping = stepping

    def enter(self) -> None:
        """The line is finished: go to its hits."""
        self.line_changed.emit(self.line(), False)
        self.entered.emit()

    def focus(self) -> None:
        """Put the caret into the field, the old line selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def has_focus(self) -> bool:
        """Whether one is typing here."""
        return self._field.hasFocus()

    def show_found(self, found: Found, view_name: str, query_is_empty: bool, rows: int) -> None:
        """Show what came of a line; without one, how many rows the list has."""
        self._field.set_slips(found.slips)
        if found.slips:
            self._tell(" ".join(dict.fromkeys(slip[2] for slip in found.slips)), slip=True)
            return
        if query_is_empty:
            self._all.setText(wording.papers(rows))
            self._all.setChecked(False)
            self._all.setEnabled(False)
            self._view.hide()
        else:
            self._all.setEnabled(True)
            self._all.setText(f"All papers {found.everywhere:,}")
            self._of_view = view_name, f"{found.in_view:,}"
            self._view.setVisible(view_name != "All papers")
        told = f"{found.understood[:1].upper()}{found.understood[1:]}" if found.understood else ""
        stop = "" if not told or told.endswith("…") else "."
        self._tell(" ".join([f"{told}{stop}", *found.notes]).strip(), slip=False)
        self._show_hidden(found, query_is_empty)
        self._orders["relevance"].setVisible(not query_is_empty or found.sort == "relevance")
        self._orders[found.sort].setChecked(True)
        self._order.setText(f"{ORDERS[found.sort]} ▾")

    def set_scope(self, everywhere: bool) -> None:
        """Mark which of the two counts is listed, by weight and underline, not by colour alone."""
        for button, on in ((self._all, everywhere), (self._view, not everywhere)):
            button.setChecked(on)
            font = self._theme.font(
                0.92, QFont.Weight.DemiBold if on and button.isEnabled() else QFont.Weight.Normal
            )
            font.setUnderline(on and button.isEnabled())
            button.setFont(font)
        self._fit()

    def scope_text(self) -> str:
        """What the scope line says."""
        return f"{self._all.text()} · {self._view.text()}" if not self._view.isHidden() else self._all.text()

    def explanation(self) -> str:
        """How the line was read, or why it can't be."""
        return self._read.text() if not self._read.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and ↓ go to the hits, Esc to the list; leaving the field ends typing."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Up or (event.key() == Qt.Key.Key_Down and self._stepping):
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.escaped.emit()
                return True
        if event.type() == QEvent.Type.FocusOut and self.line().strip() and not self._field.composing:
            self.line_changed.emit(self.line(), False)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Cut a long name of the view, never its count."""
        name, count = self._of_view
        margins = self._column.contentsMargins()
        taken = margins.left() + margins.right() + self._all.sizeHint().width() + self._order.sizeHint().width()
        room = self.width() - taken - 3 * self._theme.em
        metrics = self._view.fontMetrics()
        shown = metrics.elidedText(
            name, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(f" {count}")
        )
        self._view.setText(f"{shown} {count}")
        self._view.setAccessibleName(f"{name} {count}")
        self._view.setToolTip(tooltip(name) if shown != name else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room for the view's name."""
        super().resizeEvent(event)
        self._fit()

    def _edited(self, line: str) -> None:
        self._field.set_slips(())
        self.line_changed.emit(line, bool(line) and not line[-1].isspace())
        self.typed.emit(line, self._field.cursorPosition())

    def _tell(self, text: str, *, slip: bool) -> None:
        self._read.setText(text)
        colour = self._theme.tokens.danger if slip else self._theme.tokens.text2
        self._read.setStyleSheet(f"color: {colour};")
        self._read.setVisible(bool(text))

    def _show_hidden(self, found: Found, query_is_empty: bool) -> None:
        if query_is_empty or not (found.dismissed or found.removed):
            self._hidden.hide()
            return
        if not found.removed:
            told = f"+ {found.dismissed:,} you marked not for me"
        elif not found.dismissed:
            told = f"+ {found.removed:,} you removed"
        else:
            told = f"+ {found.dismissed + found.removed:,} not for me or removed"
        self._hidden.setText(f"{told} · Show")
        self._hidden.show()

    def _lay_out(self) -> None:
        scope = QHBoxLayout()
        scope.setSpacing(0)
        scope.addWidget(self._all)
        scope.addWidget(self._view)
        scope.addStretch()
        scope.addWidget(self._order)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._field)
        self._column.addLayout(scope)
        self._column.addWidget(self._read)
        self._column.addWidget(self._hidden, 0, Qt.AlignmentFlag.AlignLeft)
        self._read.hide()
        self._hidden.hide()
        self._view.hide()

    def _restyle(self) -> None:
        em = self._theme.em
        self._column.setContentsMargins(em, round(0.8 * em), em, round(0.3 * em))
        self._column.setSpacing(round(0.3 * em))
        for part in (self._read, self._order, self._hidden, self._all, self._view):
            part.setFont(self._theme.font(0.92))
        self._field.restyle()


class _Field(QLineEdit):
    """The line, with what can't be read underlined."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._slips: Slips = ()
        self.composing = False
        self.setPlaceholderText("Search papers and notes")
        self.setAccessibleName("Search papers and notes")
        self.setAcceptDrops(False)
        self.setClearButtonEnabled(True)
        self._icon = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def restyle(self) -> None:
        """Take over the theme."""
        self._icon.setIcon(self._theme.icon("search"))
        self.setMinimumHeight(round(2.3 * self._theme.em))

    def set_slips(self, slips: Slips) -> None:
        """Underline these pieces."""
        self._slips = slips
        self.update()

    def inputMethodEvent(self, event: object) -> None:
        """Note whether an input method is composing."""
        super().inputMethodEvent(event)  # type: ignore[arg-type]
        self.composing = bool(event.preeditString())  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the waves under slips."""
        super().paintEvent(event)
        if not self._slips:
            return
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._theme.tokens.danger), 2, Qt.PenStyle.DotLine))
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        metrics = self.fontMetrics()
        origin = self.cursorRect().center().x() - metrics.horizontalAdvance(self.text()[: self.cursorPosition()])
        for start, end, _message in self._slips:
            left = origin + metrics.horizontalAdvance(self.text()[:start])
            right = origin + metrics.horizontalAdvance(self.text()[:end])
            y = inside.center().y() + metrics.height() // 2 + 1
            painter.drawLine(max(left, inside.left()), y, min(max(right, left + 6), inside.right()), y)


def _scope_button() -> QPushButton:
    button = QPushButton()
    button.setProperty("flat", True)
    button.setCheckable(True)
    return button
