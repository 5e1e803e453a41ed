"""The paper on show: reader and note dock follow the list, and what is done there goes to the writer.

A paper counts as opened after a second on show. A note's saves of one visit are one undo step; a note that
another writer changed meanwhile is handed to the dock, which keeps both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextBrowser

from readinglist import query
from readinglist.gui import wording
from readinglist.gui.commands import command
from readinglist.gui.rich_text import link_target
from readinglist.library import NoteConflict, acts, write_note
from readinglist.messages import Counted
from readinglist.model import Card, Done, UserError
from readinglist.text import identifiers, tex

if TYPE_CHECKING:
    from readinglist.gui.browsing import Browsing
    from readinglist.gui.note_dock import NoteDock
    from readinglist.gui.paper_list import PaperList
    from readinglist.gui.paper_model import PaperModel
    from readinglist.gui.reader import Reader
    from readinglist.gui.session import Session
    from readinglist.gui.sitting import Sitting
    from readinglist.gui.status_bar import StatusBar
    from readinglist.gui.tag_popup import TagPopup
    from readinglist.gui.triage import Triage

OPENED_MS = 1000
"""A paper selected so long counts as opened."""


class Reading(QObject):
    """Shows the current paper and carries out what is asked of it."""

    stacked_open = Signal()
    """A paper was opened to be read (Enter, double click): where panes are stacked, show the reader."""

    def __init__(
        self,
        session: Session,
        papers: PaperList,
        model: PaperModel,
        reader: Reader,
        dock: NoteDock,
        tags: TagPopup,
        browsing: Browsing,
        sitting: Sitting,
        triage: Triage,
        status: StatusBar,
        web_search: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._papers = papers
        self._model = model
        self._reader = reader
        self._dock = dock
        self._tags = tags
        self._browsing = browsing
        self._sitting = sitting
        self._triage = triage
        self._status = status
        self._web_search = web_search
        self._visit: int | None = None
        """The step the present visit's saves extend."""
        self._opened = QTimer(self, singleShot=True, interval=OPENED_MS)
        self._opened.timeout.connect(self._mark_opened)
        papers.current_changed.connect(self._follow)
        papers.selected.connect(lambda _ids: self.show())
        papers.star_clicked.connect(self._star_one)
        browsing.listed.connect(self.show)
        sitting.painted.connect(self._repaint)
        triage.painted.connect(self._repaint)
        reader.link_opened.connect(self.open_address)
        reader.web_search_requested.connect(self.find_on_the_web)
        reader.star_toggled.connect(triage.star)
        reader.state_chosen.connect(triage.judge)
        reader.tag_popup_requested.connect(self.tag)
        reader.tag_removed.connect(lambda name: triage.set_tags(papers.selected_ids(), remove=(name,)))
        reader.sighting_chosen.connect(self._go_to_sighting)
        dock.note_changed.connect(self._save_note)
        dock.editing_finished.connect(papers.setFocus)
        dock.link_opened.connect(self.open_address)
        dock.both_kept.connect(lambda _paper: status.say("The note was also changed elsewhere: it holds both"))
        browsing.tallied.connect(self._colour_tags)
        tags.tag_given.connect(lambda name: triage.set_tags(papers.selected_ids(), add=(name,)))
        tags.tag_taken_away.connect(lambda name: triage.set_tags(papers.selected_ids(), remove=(name,)))
        self._last_tag: str | None = None
        tags.tag_given.connect(self._remember_tag)

    # ---- commands

    @command("Edit the Note", menu="Paper", group=3, keys="n", icon="note")
    def note(self) -> None:
        """Put the caret into the current paper's note."""
        if self.card is not None:
            self.stacked_open.emit()
            self._dock.edit()

    @command("Tag…", menu="Paper", group=3, keys="t", icon="tag")
    def tag(self) -> None:
        """Choose tags for the selected papers."""
        cards = [card for card in map(self._model.cached, self._papers.selected_ids()) if card]
        if not cards:
            return
        on = set.intersection(*(set(card.marks.tags) for card in cards))
        counted = self._browsing.counted
        self._tags.open_at(self._papers, counted.tags if counted else (), on, self._last_tag)

    @command("Open the Paper's Page", menu="Paper", group=4, keys="o", icon="link")
    def open_paper(self) -> None:
        """Open the paper's own page in the browser, or look for its title on the web."""
        if self.card is None:
            return
        links = identifiers.links(self.card.paper.identifiers, self.card.paper.links)
        address = links.get("paper") or links.get("pdf")
        if address:
            self.open_address(address)
        else:
            self.find_on_the_web()

    @command("Find on the Web", menu="Paper", group=4, icon="search")
    def find_on_the_web(self) -> None:
        """Hand the title, and nothing else, to the web search of the settings."""
        if self.card is not None:
            title = tex.readable(self.card.paper.title)
            self.open_address(self._web_search().replace("{}", quote_plus(title)))

    @command("Copy Title and Link", menu="Edit", group=1, keys="Ctrl+C", icon="copy")
    def copy(self) -> None:
        """Copy the selected text where some is selected, else title and address of the selected papers."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QTextBrowser | QPlainTextEdit) and focus.textCursor().hasSelection():
            focus.copy()
            return
        if isinstance(focus, QLineEdit) and focus.hasSelectedText():
            focus.copy()
            return
        cards = self._session.cards(self._papers.selected_ids())
        if cards:
            QGuiApplication.clipboard().setText("\n\n".join(map(citation, cards)))
            self._status.say(wording.copied(len(cards)))

    # ---- what is on show

    @property
    def card(self) -> Card | None:
        """The paper on show."""
        paper = self._papers.current_id()
        return None if paper is None else self._model.cached(paper) or self._first(paper)

    def show(self) -> None:
        """Show the current paper, or how many are selected."""
        count = self._papers.selected_count()
        card = self.card
        if count > 1:
            self._reader.show_selection(count)
            self._dock.setVisible(False)
            return
        if card is None:
            self._reader.show_blank()
            self._dock.setVisible(False)
            return
        row = self._model.row_of(card.paper.id)
        place = f"{row + 1:,} of {self._model.rowCount():,}" if row is not None else ""
        self._reader.show_card(card, place, query.parse(self._browsing.line) if self._browsing.line else None)
        self._dock.setVisible(True)
        self._dock.show_note(card.paper.id, card.marks.note, card.marks.note_rev)

    def open_address(self, address: str) -> None:
        """Open a web or mail address outside: the one place where the program does. Others are refused."""
        safe = link_target(address)
        if safe is None:
            self._status.say("That is neither a web nor a mail address, so it was not opened.")
            return
        QDesktopServices.openUrl(QUrl(safe))
        self._status.say(f"Opened {safe}")

    def _follow(self, _paper: int) -> None:
        self.show()
        self._opened.start()

    def _repaint(self, papers: tuple[int, ...]) -> None:
        current = self._papers.current_id()
        if current in papers or not papers:
            self.show()

    def _mark_opened(self) -> None:
        card = self.card
        if card is None or card.marks.opened or self._papers.selected_count() != 1:
            return
        paper = card.paper.id
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._model.replace(replace(card, marks=replace(card.marks, opened=now)))
        self._session.edits.submit(
            lambda library: acts.mark_opened(library, (paper,)), lambda _done: None, self._sitting.complain
        )

    def _first(self, paper: int) -> Card | None:
        return next(iter(self._session.cards((paper,))), None)

    def _star_one(self, paper: int) -> None:
        card = self._model.cached(paper)
        if card is not None:
            self._triage.set_star((paper,), starred=not card.marks.starred)

    def _colour_tags(self, counted: Counted) -> None:
        hues = {tag.name: tag.hue for tag in counted.tags}
        self._reader.set_hues(hues)
        self._papers.set_hues(hues)

    def _remember_tag(self, name: str) -> None:
        self._last_tag = name

    def _go_to_sighting(self, digest: int) -> None:
        self._browsing.show_view(f"digest:#{digest}", select=self._papers.current_id())

    # ---- notes

    def _save_note(self, paper: int, text: str, rev: int, visit_begins: bool) -> None:
        if visit_begins:
            self._visit = None
        visit = self._visit

        def saved(result: tuple[int, Done]) -> None:
            new_rev, done = result
            if done.step is not None:
                self._visit = done.step.id
                self._sitting.remember(done.step)
            card = self._model.cached(paper)
            if card is not None:
                self._model.replace(replace(card, marks=replace(card.marks, note=text, note_rev=new_rev)))
            self._dock.saved(paper, new_rev)

        def refused(error: UserError) -> None:
            if isinstance(error, NoteConflict):
                self._dock.note_refused(paper, error.text, error.rev)
            else:
                self._dock.save_failed(paper)
                self._sitting.complain(error)

        self._session.edits.submit(
            lambda library: write_note(library, paper, text, rev=rev, origin="window", step=visit),
            saved,
            refused,
        )


def citation(card: Card) -> str:
    """Title and address of a paper, as plain text."""
    links = identifiers.links(card.paper.identifiers, card.paper.links)
    address = links.get("paper") or links.get("pdf")
    title = tex.readable(card.paper.title)
    return f"{title}\n{address}" if address else title
