"""Undo and redo as the window does them: steps of this sitting at once, older ones and imports after asking.

U brings back the paper, its row and the selection it was made with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.gui import wording
from readinglist.gui.commands import command
from readinglist.library import acts, steps
from readinglist.model import Done, Step, Undone, UserError

if TYPE_CHECKING:
    from readinglist.gui.browsing import Browsing
    from readinglist.gui.edits import Edits
    from readinglist.gui.paper_list import PaperList
    from readinglist.gui.paper_model import PaperModel
    from readinglist.gui.status_bar import StatusBar
    from readinglist.gui.toast import Toast
    from readinglist.library import Library


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one sat when a step was made: the papers selected, and the current one."""

    selected: tuple[int, ...]
    current: int | None


class Sitting(QObject):
    """The steps made since the window opened, and the way back through them."""

    painted = Signal(object)
    """The ids of papers whose marks came back."""

    def __init__(
        self,
        edits: Edits,
        papers: PaperList,
        model: PaperModel,
        browsing: Browsing,
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
        self._toast = toast
        self._status = status
        self._settle_note = settle_note
        self._seats: dict[int, Seat] = {}
        self._began = datetime.now(UTC).isoformat(timespec="seconds")

    def seat(self) -> Seat:
        """Where one sits now."""
        return Seat(tuple(self._papers.selected_ids()), self._papers.current_id())

    def remember(self, step: Step | None, seat: Seat | None = None) -> None:
        """Count a step to this sitting."""
        if step is not None:
            self._seats.setdefault(step.id, seat or self.seat())

    def tell(self, done: Done) -> None:
        """Count what was done to this sitting, and say it."""
        if done.step is not None:
            self.remember(done.step)
            self._status.say(wording.did(done.step.label))

    @command("Undo", menu="Edit", group=0, keys="u, Ctrl+Z", icon="undo")
    def undo(self) -> None:
        """Take back the newest step of this sitting; ask before taking back an older one or an import."""
        self._settle_note()
        began = self._began
        self._edits.submit(lambda library: _undo_or_ask(library, began), self._after_undo, self.complain)

    @command("Redo", menu="Edit", group=0, keys="Ctrl+Shift+Z, Ctrl+Y", icon="redo")
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._settle_note()
        self._edits.submit(lambda library: steps.redo(library, origin="window"), self._after_redo, self.complain)

    def undo_step(self, step: Step) -> None:
        """Take back this very step, whatever came after."""
        self._edits.submit(
            lambda library: steps.undo(library, origin="window", step=step.id),
            self._after_undo,
            self.complain,
        )

    def put_back(self, step: Step, papers: Sequence[int]) -> None:
        """Take back a bulk step for some of its papers only."""
        self._edits.submit(
            lambda library: acts.put_back(library, step.id, papers, origin="window"),
            lambda done: self._after_put_back(done, papers),
            self.complain,
        )

    def complain(self, error: UserError) -> None:
        """Say why an edit was refused."""
        self._toast.show_toast(wording.complaint(error))

    def _after_put_back(self, done: Done, papers: Sequence[int]) -> None:
        self._browsing.forget_verdicts(papers)
        self._model.forget()
        self.painted.emit(tuple(papers))
        if done.step is not None:
            self.remember(done.step, Seat(tuple(papers), None))
            self._status.say(wording.did(done.step.label))

    def _after_undo(self, result: Undone | Step) -> None:
        if isinstance(result, Step):
            self._toast.show_toast(
                wording.older_step(result), [("Undo it", lambda: self.undo_step(result))], keep=True
            )
        else:
            self._show_reversal(result, wording.undone(result))

    def _after_redo(self, result: Undone) -> None:
        self.remember(result.step, Seat(result.papers, None))
        self._show_reversal(result, wording.redone(result))

    def _show_reversal(self, result: Undone, sentence: str) -> None:
        """Paint what came back, go there, and say what it was."""
        self._browsing.forget_verdicts(result.papers)
        self._model.forget()
        self.painted.emit(result.papers)
        if result.refused or result.step.imports:
            self._toast.show_toast(sentence)
        else:
            self._status.say(sentence)
        if result.step.imports:
            self._browsing.refresh()
            return
        seat = self._seats.get(result.step.id)
        if seat and len(seat.selected) > 1:
            self._papers.restore(seat.selected, seat.current)
        elif result.papers:
            current = seat.current if seat else None
            self._browsing.find_paper(current if current in result.papers else result.papers[0])


def _undo_or_ask(library: Library, began: str) -> Undone | Step:
    """Runs on the writer's thread, behind the edits it may take back. A library has one window at most, so
    what a window did since this one opened, this one did."""
    step = steps.newest(library)
    if step is not None and (step.imports or step.origin != "window" or step.at < began):
        return step
    return steps.undo(library, origin="window")
