"""The reader: one paper to read and judge, how many are selected where it is several, or nothing.

It shows what it is given and tells what was asked of it; showing the paper it shows already keeps place,
selection and focus. ↓ ↑ scroll while it has the focus; every other key is left to the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from readinglist.gui.reader_bar import ReaderBar
from readinglist.gui.reader_page import ReaderPage
from readinglist.gui.safe_browser import SafeBrowser
from readinglist.gui.several import Several

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.model import Card
    from readinglist.query.ast import Query

RING = 2


class Reader(QWidget):
    """Bar, page and the greeting of several selected papers."""

    link_opened = Signal(str)
    link_hovered = Signal(str)
    """The whole address under the pointer; empty: none."""
    web_search_requested = Signal()
    state_chosen = Signal(str)
    star_toggled = Signal()
    tag_popup_requested = Signal()
    tag_removed = Signal(str)
    sighting_chosen = Signal(int)
    menu_requested = Signal(QPoint)
    back_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._theme = theme
        self._paper: int | None = None
        self.bar = ReaderBar(theme)
        self.page_view = ReaderPage(theme)
        self.area = _Scroll(self)
        self.area.setWidget(self.page_view)
        self.area.setAccessibleName("Paper")
        self.several = Several(theme)
        self._blank = QWidget()
        self._stack = QStackedWidget()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.area, 1)
        self._paper_view = whole
        for view in (self._blank, whole, self.several):
            self._stack.addWidget(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(RING, RING, RING, RING)
        outer.addWidget(self._stack)
        for prose in (self.page_view.title, self.page_view.authors, self.page_view.abstract):
            prose.place_wanted.connect(self._show_place)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_gutter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.area)
        self.setAutoFillBackground(True)
        for part in (self.bar, self.several):
            part.state_chosen.connect(self.state_chosen)
            part.star_toggled.connect(self.star_toggled)
            part.tag_popup_requested.connect(self.tag_popup_requested)
        self.bar.menu_requested.connect(self.menu_requested)
        self.bar.back_requested.connect(self.back_requested)
        self.several.menu_requested.connect(self.menu_requested)
        self.page_view.link_opened.connect(self.link_opened)
        self.page_view.link_hovered.connect(self.link_hovered)
        self.page_view.web_search_requested.connect(self.web_search_requested)
        self.page_view.sighting_chosen.connect(self.sighting_chosen)
        self.page_view.chips.removed.connect(self.tag_removed)
        self.page_view.chips.add_requested.connect(self.tag_popup_requested)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(self._theme.tokens.surface))
        self.setPalette(palette)
        self.bar.restyle()
        self.page_view.restyle()
        self.several.restyle()

    # ---- what is shown

    def show_card(self, card: Card | None, place: str, query: Query | None) -> None:
        """Show a paper, its place (`1 of 168`) and, while searching, its hits."""
        if card is None:
            self.show_blank()
            return
        another = card.paper.id != self._paper
        self._paper = card.paper.id
        self.bar.show_marks(card.marks)
        self.page_view.show_card(card, query)
        self.page_view.place.setText(place)
        self._stack.setCurrentWidget(self._paper_view)
        if another:
            self.set_scroll_position(0)

    def show_selection(self, count: int) -> None:
        """Show how many papers are selected, and what can be done with all of them."""
        self._paper = None
        self.several.show_count(count)
        self._stack.setCurrentWidget(self.several)

    def show_blank(self) -> None:
        """Show nothing."""
        self._paper = None
        self._stack.setCurrentWidget(self._blank)

    def set_hues(self, hues: Mapping[str, int]) -> None:
        """The colours of tags, by name."""
        self.page_view.set_hues(hues)

    def show_letters(self, active: bool) -> None:
        """Write the single-letter keys beside the words, or not."""
        self.bar.show_letters(active)
        self.several.show_letters(active)

    def set_stacked(self, stacked: bool) -> None:
        """Offer the way back where the reader covers the list."""
        self.bar.set_stacked(stacked)

    # ---- scrolling and focus

    def scroll_position(self) -> int:
        """How far down the page is, in pixels."""
        return self.area.verticalScrollBar().value()

    def set_scroll_position(self, position: int) -> None:
        """Go back to a place, as far as the text reaches."""
        if position:
            self.page_view.adjustSize()
        self.area.verticalScrollBar().setValue(position)

    def page(self, forward: bool) -> bool:
        """Scroll one screenful, two lines kept in sight; False where there was nothing left to scroll."""
        bar = self.area.verticalScrollBar()
        if self._stack.currentWidget() is not self._paper_view:
            return False
        if bar.value() >= bar.maximum() if forward else bar.value() <= bar.minimum():
            return False
        step = max(self.area.viewport().height() - round(3 * self._theme.em), self._theme.em)
        bar.setValue(bar.value() + (step if forward else -step))
        return True

    def has_focus(self) -> bool:
        """Whether the reader or something in it has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _show_place(self, at: QPoint) -> None:
        place = self.page_view.mapFromGlobal(at)
        self.area.ensureVisible(0, place.y(), 0, 3 * self._theme.em)

    def _leave_gutter(self, least: int, most: int) -> None:
        bar = self.area.verticalScrollBar()
        self.page_view.set_gutter(bar.sizeHint().width() if most > least else 0)

    # ---- Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around the pane while the page or a text in it has the focus."""
        super().paintEvent(event)
        focus = QApplication.focusWidget()
        if focus is self.area or (isinstance(focus, SafeBrowser) and self.isAncestorOf(focus)):
            painter = QPainter(self)
            painter.setPen(QPen(QColor(self._theme.tokens.accent), RING))
            painter.drawRect(QRect(1, 1, self.width() - RING, self.height() - RING))
            painter.end()


class _Scroll(QScrollArea):
    """Scrolls the page pixel by pixel and passes on every key that scrolls nothing."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if any(each is not None and self._reader.isAncestorOf(each) for each in (old, new)):
            self._reader.update()

    # ---- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ ↑ PgDn PgUp scroll; Home, End and all else are the window's."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        bar = self.verticalScrollBar()
        line = round(3 * self._reader.fontMetrics().height())
        match event.key():
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + line)
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - line)
            case Qt.Key.Key_PageDown:
                self._reader.page(True)
            case Qt.Key.Key_PageUp:
                self._reader.page(False)
            case _:
                event.ignore()
