"""What scrolls in the reader: where the paper was seen, its title, tags, abstract and ways out to the web."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from readinglist.gui.chips import Chips
from readinglist.gui.column import Column
from readinglist.gui.flow import FlowLayout
from readinglist.gui.plain_label import PlainLabel
from readinglist.gui.rich_text import Look, tooltip
from readinglist.gui.safe_browser import Prose
from readinglist.gui.word_button import WordButton
from readinglist.model import STATE_NAMES, Card, Sighting
from readinglist.query import hits
from readinglist.text import identifiers, tex

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.query.ast import Query

LINKS = (("paper", "Paper", "link"), ("pdf", "PDF", "pdf"), ("code", "Code", "code"))
MOST_AUTHORS = 30
_MONTH_DAY = re.compile(r"([A-Z][a-z]{2})[a-z]*\.? 0?(\d{1,2})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ReaderPage(Column):
    """Shows one card; what is pressed on it is told."""

    link_opened = Signal(str)
    link_hovered = Signal(str)
    web_search_requested = Signal()
    sighting_chosen = Signal(int)
    similar_chosen = Signal(int)
    more_similar_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._shown: tuple[Card, Query | None] | None = None
        self.meta = PlainLabel(wrap=True)
        self.place = PlainLabel(wrap=True)
        self.place.setWordWrap(False)
        self.meta.setMinimumWidth(1)
        self.title = Prose()
        self.title.setAccessibleName("Title")
        self.authors = Prose()
        self.authors.setAccessibleName("Authors and year")
        self.chips = Chips(theme)
        self.comment = Prose()
        self.comment.setAccessibleName("Comment of the source")
        self.abstract = Prose()
        self.abstract.setAccessibleName("Abstract")
        self.ways_out = QWidget()
        self._ways = FlowLayout(self.ways_out)
        self.seen_head = PlainLabel("Seen in", wrap=True)
        self.seen = QWidget()
        self._seen_lines = QVBoxLayout(self.seen)
        self._seen_lines.setContentsMargins(0, 0, 0, 0)
        self.similar_head = PlainLabel("Similar papers", wrap=True)
        self.similar = QWidget()
        self._similar_lines = QVBoxLayout(self.similar)
        self._similar_lines.setContentsMargins(0, 0, 0, 0)
        self._top = QHBoxLayout()
        self._top.addWidget(self.meta, 1)
        self._top.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        for prose in (self.title, self.authors, self.abstract, self.comment):
            prose.link_opened.connect(self.link_opened)
            prose.link_hovered.connect(self.link_hovered)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.ways_out.setSizePolicy(policy)
        self.lines.addLayout(self._top)
        parts = (self.title, self.authors, self.chips, self.abstract, self.comment, self.ways_out, self.seen_head)
        for widget in parts:
            self.lines.addWidget(widget)
        for widget in (self.seen, self.similar_head, self.similar):
            self.lines.addWidget(widget)
        self.lines.addStretch(1)
        self.show_similar(())
        self.restyle()

    def restyle(self) -> None:
        """Take over the theme's size and colours."""
        super().restyle()
        if not hasattr(self, "seen"):
            return
        em = self._theme.em
        self.lines.setContentsMargins(0, round(0.5 * em), 0, round(2.5 * em))
        self.lines.setSpacing(round(0.75 * em))
        self._seen_lines.setSpacing(0)
        self._similar_lines.setSpacing(0)
        self._top.setSpacing(em)
        self._ways.set_gap(round(0.5 * em))
        for label in (self.meta, self.place, self.seen_head, self.similar_head):
            label.setFont(self._theme.font(0.93))
            _ink(label, self._theme.tokens.text3)
        self.chips.restyle()
        shown, self._shown = self._shown, None
        if shown is not None:
            self.show_card(*shown)

    def show_card(self, card: Card, query: Query | None) -> None:
        """Show a paper; parts that did not change keep their selection and focus."""
        before, self._shown = self._shown, (card, query)
        if before == (card, query):
            return
        self.chips.show_tags(card.marks.tags)
        self.meta.setText(meta_line(card))
        if before is not None and before[0].paper == card.paper and before[1] == query:
            if before[0].sightings != card.sightings:
                self._show_sightings(card)
            return
        paper, tokens, em = card.paper, self._theme.tokens, self._theme.em
        title = tex.readable(paper.title)
        heading = Look(self._theme.font(1.6, QFont.Weight.DemiBold), tokens.text, tokens.accent, 120, 0)
        self.title.show_text(title, heading, _spans(query, title, "title"), link=False)
        self._show_authors(card, query)
        abstract = tex.readable(paper.abstract)
        prose = Look(self._theme.font(1.12), tokens.text, tokens.accent, 140, round(0.8 * em))
        self.abstract.show_text(abstract, prose, _spans(query, abstract, "abstract"))
        self.abstract.setVisible(bool(abstract))
        beside = Look(self._theme.font(), tokens.text2, tokens.accent, 130, 0)
        self.comment.show_text(tex.readable(paper.comment), beside)
        self.comment.setVisible(bool(paper.comment))
        self._show_links(card)
        self._show_sightings(card)

    def show_similar(self, cards: Sequence[Card]) -> None:
        """List papers like the one on show; none: no word of it."""
        _empty(self._similar_lines)
        self.similar_head.setVisible(bool(cards))
        self.similar.setVisible(bool(cards))
        for card in cards:
            title = tex.readable(card.paper.title)
            button = self._add_similar(title)
            button.setToolTip(tooltip(title))
            button.clicked.connect(lambda _checked=False, paper=card.paper.id: self.similar_chosen.emit(paper))
        if cards:
            self._add_similar("More like this").clicked.connect(self.more_similar_requested)

    def _add_similar(self, words: str) -> WordButton:
        button = WordButton(self._theme, words, kind="link", scale=0.93)
        button.align_left()
        self._similar_lines.addWidget(button)
        return button

    def set_hues(self, hues: Mapping[str, int]) -> None:
        """The hues of the tags, by name."""
        self.chips.set_hues(hues)

    def _show_authors(self, card: Card, query: Query | None) -> None:
        paper = card.paper
        names = ", ".join(tex.readable(name) for name in paper.authors[:MOST_AUTHORS])
        more = len(paper.authors) - MOST_AUTHORS
        line = f"{names} and {more} more" if more > 0 else names
        line = " · ".join(part for part in (line, tex.readable(paper.venue), (paper.published or "")[:4]) if part)
        look = Look(self._theme.font(), self._theme.tokens.text2, self._theme.tokens.accent, 120, 0)
        self.authors.show_text(line, look, _spans(query, line, "author"), link=False)
        self.authors.setVisible(bool(line))

    def _show_links(self, card: Card) -> None:
        _empty(self._ways)
        links = identifiers.links(card.paper.identifiers, card.paper.links)
        for kind, word, icon in LINKS:
            address = identifiers.safe_url(links.get(kind, ""))
            if address is not None:
                self._add_way(word, icon, address).clicked.connect(
                    lambda _checked=False, address=address: self.link_opened.emit(address)
                )
        if self._ways.count() == 0:
            button = self._add_way("Find on the web", "search", "")
            button.clicked.connect(self.web_search_requested)
            button.setToolTip("Looks for the title in your browser; nothing else is sent")
        self.ways_out.updateGeometry()

    def _add_way(self, word: str, icon: str, address: str) -> WordButton:
        button = WordButton(self._theme, word, icon=icon)
        if address:
            button.setToolTip(tooltip(address))
            button.setAccessibleDescription(address)
        self._ways.addWidget(button)
        button.show()
        return button

    def _show_sightings(self, card: Card) -> None:
        _empty(self._seen_lines)
        self.seen_head.setVisible(len(card.sightings) > 1)
        self.seen.setVisible(len(card.sightings) > 1)
        for sighting in card.sightings:
            button = WordButton(self._theme, sighting_line(sighting), kind="link", scale=0.93)
            button.align_left()
            button.setToolTip(tooltip(f"Show the papers of {sighting.file or sighting.name}"))
            button.clicked.connect(
                lambda _checked=False, digest=sighting.digest: self.sighting_chosen.emit(digest)
            )
            self._seen_lines.addWidget(button)


def day(sighting: Sighting) -> str:
    """When a digest is of, as short as it is known: `3 Sep`, `3 Sep 2026`, or as the digest writes it."""
    if sighting.dated:
        try:
            on = date.fromisoformat(sighting.dated)
        except ValueError:
            return sighting.dated
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    written = (sighting.dated_as or "").strip()
    found = _MONTH_DAY.fullmatch(written)
    return f"{found[2]} {found[1]}" if found and found[1] in _MONTHS else written


def sighting_line(sighting: Sighting) -> str:
    """`3 Sep · Daily Papers no. 1`."""
    name = f"{_middle(sighting.name)} no. {sighting.position}"
    return f"{day(sighting)} · {name}" if day(sighting) else name


def meta_line(card: Card) -> str:
    """`3 Sep · Daily Papers no. 1 · also in 001_6d1…31f2 no. 142`, and a state without a button."""
    parts = [STATE_NAMES[card.marks.state]] if card.marks.state in ("reading", "trash") else []
    if card.sightings:
        parts.append(sighting_line(card.sightings[0]))
        others = card.sightings[1:]
        if others:
            also = f"also in {_middle(others[0].name)} no. {others[0].position}"
            parts.append(also if len(others) == 1 else f"{also} and {len(others) - 1} more")
    return " · ".join(parts)


def _middle(name: str, most: int = 36) -> str:
    return name if len(name) <= most else f"{name[: most // 2]}…{name[-(most // 2 - 1) :]}"


def _spans(query: Query | None, text: str, field: str) -> list[tuple[int, int]]:
    return hits(query, text, field) if query is not None and text else []


def _ink(label: PlainLabel, colour: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)


def _empty(layout: FlowLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
