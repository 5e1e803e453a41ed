"""The triage loop: a verdict dims the row where it is and moves on to the next undecided paper.

What is decided is painted at once and committed by the writer thread; a refused edit is painted back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.gui import wording
from readinglist.gui.commands import command
from readinglist.library import acts
from readinglist.model import STATE_NAMES, Done, Marks, State, UserError
from readinglist.text import fold

if TYPE_CHECKING:
    from readinglist.gui.browsing import Browsing
    from readinglist.gui.edits import Edits
    from readinglist.gui.paper_list import PaperList
    from readinglist.gui.paper_model import PaperModel
    from readinglist.gui.sitting import Seat, Sitting
    from readinglist.gui.status_bar import StatusBar
    from readinglist.gui.toast import Toast
    from readinglist.library import Library

SCAN = 2000
"""Rows looked through for the next undecided paper before giving up."""


class Triage(QObject):
    """Verdicts, stars and tags on the selected papers."""

    painted = Signal(object)
    """The ids of papers whose marks changed on screen."""

    def __init__(
        self,
        edits: Edits,
        papers: PaperList,
        model: PaperModel,
        browsing: Browsing,
        sitting: Sitting,
        toast: Toast,
        status: StatusBar,
        settle_note: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._papers = papers
        self._model = model
        self._browsing = browsing
        self._sitting = sitting
        self._toast = toast
        self._status = status
        self._settle_note = settle_note
        self._again: Callable[[], None] | None = None

    # ---- verdicts

    @command("Later", menu="Paper", group=1, keys="l", icon="later")
    def later(self) -> None:
        """I want to read it."""
        self.judge("later")

    @command("Reading", menu="Paper", group=1, keys="r", icon="reading")
    def reading(self) -> None:
        """I am at it; the row stays current."""
        self.judge("reading", stay=True)

    @command("Done", menu="Paper", group=1, keys="e", icon="done")
    def done(self) -> None:
        """Read, keep."""
        self.judge("done")

    @command("Not for Me", menu="Paper", group=1, keys="d, Del", icon="dismissed")
    def dismiss(self) -> None:
        """Out of every list but its own."""
        self.judge("dismissed")

    @command("Back to the Inbox", menu="Paper", group=1, keys="i", icon="inbox")
    def back_to_inbox(self) -> None:
        """Undecided again."""
        self.judge("inbox")

    @command("Later, and Stay", menu="", keys="L")
    def later_and_stay(self) -> None:
        """Later without moving on."""
        self.judge("later", stay=True)

    @command("Done, and Stay", menu="", keys="E")
    def done_and_stay(self) -> None:
        """Done without moving on."""
        self.judge("done", stay=True)

    @command("Not for Me, and Stay", menu="", keys="D")
    def dismiss_and_stay(self) -> None:
        """Not for me without moving on."""
        self.judge("dismissed", stay=True)

    @command("Star", menu="Paper", group=2, keys="s", icon="star")
    def star(self) -> None:
        """One of the good ones, or no longer: starred unless all of the selected are."""
        ids = self._papers.selected_ids()
        cards = [card for card in map(self._model.cached, ids) if card]
        self.set_star(ids, starred=not cards or not all(card.marks.starred for card in cards))

    @command("Repeat the Last Verdict or Tag", menu="Paper", group=3, keys=".")
    def repeat(self) -> None:
        """Do again what was last done, to the papers selected now."""
        if self._again:
            self._again()

    @command("Remove from Library", menu="Paper", group=6, icon="trash")
    def remove(self) -> None:
        """Out of every list but Removed; undoable."""
        self.judge("trash")

    def judge(self, state: State, *, stay: bool = False) -> None:
        """Give the selected papers a verdict and move on to the next undecided one. Taken back, one stays."""
        ids = self._papers.selected_ids()
        if not ids:
            return
        self._settle_note()
        seat = self._sitting.seat()
        self._again = lambda: self.judge(state, stay=stay)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._paint(ids, lambda marks: replace(marks, state=state, opened=marks.opened or now))
        if state == "inbox":
            self._browsing.forget_verdicts(ids)
        else:
            self._browsing.say_verdicts(ids, f"→ {STATE_NAMES[state]}")
        title = self._title(ids[0])
        self._submit(
            ids,
            lambda library: acts.move(library, ids, state, origin="window"),
            lambda done: self._after_move(done, seat, state, title),
        )
        if len(ids) > 1:
            self._papers.end_picking()
        if not stay and state != "inbox":
            self._advance(ids)
        elif len(ids) == 1:
            self._papers.select_id(ids[0])

    def set_star(self, ids: Sequence[int], *, starred: bool) -> None:
        """Star these papers or take their stars off."""
        if not ids:
            return
        seat = self._sitting.seat()
        self._again = self.star
        self._paint(ids, lambda marks: replace(marks, starred=starred))
        self._submit(
            ids,
            lambda library: acts.star(library, ids, starred, origin="window"),
            lambda done: self._after_mark(done, seat),
        )

    def set_tags(self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Tag these papers, or take tags off them."""
        if not ids:
            return
        seat = self._sitting.seat()
        self._again = lambda: self.set_tags(self._papers.selected_ids(), add, remove)
        self._paint(ids, lambda marks: replace(marks, tags=_tags(marks.tags, add, remove)))
        self._submit(
            ids,
            lambda library: acts.tag(library, ids, add=add, remove=remove, origin="window"),
            lambda done: self._after_mark(done, seat),
        )

    # ---- moving on

    def next_undecided(self, after: int) -> int | None:
        """The first undecided row below a row."""
        for row in range(after + 1, min(self._model.rowCount(), after + 1 + SCAN)):
            card = self._model.card(row)
            if card is not None and card.marks.state == "inbox":
                return row
        return None

    def _advance(self, judged: Sequence[int]) -> None:
        rows = [row for row in map(self._model.row_of, judged) if row is not None]
        if not rows:
            return
        row = self.next_undecided(max(rows))
        if row is not None:
            paper = self._model.id_at(row)
            if paper is not None:
                self._papers.select_id(paper)
            return
        self._papers.select_id(judged[-1])
        above = sum(
            card is not None and card.marks.state == "inbox"
            for card in (self._model.card(line) for line in range(min(self._model.rowCount(), SCAN)))
        )
        self._status.say(wording.last_one(above))

    # ---- what follows a commit

    def _after_move(self, done: Done, seat: Seat, state: State, title: str) -> None:
        if done.step is None:
            self._status.say(f"Already in {STATE_NAMES[state]}")
            return
        step = done.step
        self._sitting.remember(step, seat)
        if len(seat.selected) == 1:
            if not self._status.busy_saying_last():
                self._status.say(wording.judged(state, title))
            return
        actions: list[tuple[str, Callable[[], None]]] = [("Undo", lambda: self._sitting.undo_step(step))]
        precious = done.precious if state in ("dismissed", "trash") else ()
        if precious and len(precious) < len(done.papers):
            actions.append((wording.put_back(len(precious)), lambda: self._sitting.put_back(step, precious)))
        self._toast.show_toast(wording.moved(state, len(done.papers), len(precious)), actions)

    def _after_mark(self, done: Done, seat: Seat) -> None:
        if done.step is not None:
            self._sitting.remember(done.step, seat)
            self._status.say(wording.did(done.step.label))

    # ---- painting ahead

    def _paint(self, ids: Sequence[int], change: Callable[[Marks], Marks]) -> None:
        for paper in ids:
            card = self._model.cached(paper)
            if card is not None:
                self._model.replace(replace(card, marks=change(card.marks)))
        self.painted.emit(tuple(ids))

    def _submit(self, ids: Sequence[int], act: Callable[[Library], Done], then: Callable[[Done], None]) -> None:
        def refused(error: UserError) -> None:
            self._browsing.forget_verdicts(ids)
            self._model.forget()
            self.painted.emit(tuple(ids))
            self._sitting.complain(error)

        self._edits.submit(act, then, refused)

    def _title(self, paper: int) -> str:
        card = self._model.cached(paper)
        return card.paper.title if card else ""


def _tags(tags: tuple[str, ...], add: Sequence[str], remove: Sequence[str]) -> tuple[str, ...]:
    gone = {fold.tag_key(name) for name in remove}
    have = {fold.tag_key(name) for name in tags}
    kept = [name for name in tags if fold.tag_key(name) not in gone]
    return (*kept, *(name for name in add if fold.tag_key(name) not in have))
