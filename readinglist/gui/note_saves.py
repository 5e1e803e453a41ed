"""A note's way to the library: one save at a time per paper, nothing overwritten, nothing lost.

The library takes a text only together with the revision it was written on, and answers with the next one;
another writer's save in between makes it refuse. So the protocol of each paper is:

- `want` says what its note is to be, `save` that it is time. `save_due(paper, text, rev, visit_begins)` goes
  out only while no earlier save of that paper is unanswered, always with the revision last acknowledged. A
  `save` asked for meanwhile is remembered and goes out, with the newest text, when the answer is in.
- `saved` acknowledges. `failed` puts things back as if nothing had been sent; the text stays wanted.
- `refused` brings what is stored instead. Where the other text is ours, or the one we started from, nothing
  of anybody's is at stake and the save goes on from the new revision. Otherwise saving rests until `settle`
  says what the note shall be, and a paper nobody looks at any more keeps both texts by itself.
- `tell` is what the library is read to hold. It is taken over only where nothing unsaved would go under, and
  only from a revision newer than the one acknowledged (not from a row read before our save came through).

`visit_begins` is true on the first save after `begin`, so that one visit can be one undo step.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

RULE = "\n\n---\n\n"
PAUSE_MS = 800
LATEST_MS = 2000
"""How long typing goes on unsaved at the most, pause or not."""


@dataclass(slots=True)
class Draft:
    """Where one paper's note stands between editor and library."""

    stored: str
    """The text last acknowledged, of revision `rev`."""
    rev: int
    wanted: str
    sent: str | None = None
    """The text handed over and not answered yet."""
    due: bool = False
    """A save was asked for while another was on its way."""
    begins: bool = False
    begun_with_sent: bool = False
    other: tuple[str, int] | None = None
    """What another writer stored meanwhile; saving rests until it is settled."""
    failed: bool = False

    @property
    def clean(self) -> bool:
        """Whether the library holds all of it."""
        return self.sent is None and self.other is None and self.wanted == self.stored


def both(mine: str, other: str) -> str:
    """Both texts in one note, a rule between them."""
    if not mine.strip() or not other.strip():
        return mine if mine.strip() else other
    return mine.rstrip() + RULE + other.lstrip("\n")


class TypingClock(QObject):
    """Says when what is being typed is to be saved: after a pause, and now and then without one."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._pause.timeout.connect(self.due)
        self._latest.timeout.connect(self.due)

    def tick(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        """All of it is handed over."""
        self._pause.stop()
        self._latest.stop()


class NoteSaves(QObject):
    """The drafts of all papers whose note is not wholly in the library, and of the one on show."""

    save_due = Signal(int, str, int, bool)
    moved = Signal(int)
    """A draft's standing changed: saved, failed, in conflict or settled."""
    both_kept = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts: dict[int, Draft] = {}
        self._shown: int | None = None

    def draft(self, paper: int) -> Draft | None:
        """How a paper's note stands."""
        return self._drafts.get(paper)

    def waiting(self) -> bool:
        """Whether an answer from the library is still to come."""
        return any(draft.sent is not None for draft in self._drafts.values())

    def show(self, paper: int | None) -> None:
        """Say which paper is looked at; a conflict left behind keeps both texts."""
        left, self._shown = self._shown, paper
        if left is not None and left != paper:
            self.keep_both(left)
            self._forget(left)

    def tell(self, paper: int, text: str, rev: int) -> str:
        """Hear what the library holds, and return the text the note is to show."""
        draft = self._drafts.get(paper)
        if draft is None:
            draft = self._drafts[paper] = Draft(text, rev, text)
        elif draft.clean and rev > draft.rev:
            draft.stored, draft.wanted, draft.rev = text, text, rev
        return draft.wanted

    def begin(self, paper: int) -> None:
        """A visit to the note begins."""
        self._drafts[paper].begins = True

    def want(self, paper: int, text: str) -> None:
        """The note is to be this."""
        self._drafts[paper].wanted = text

    def save(self, paper: int) -> None:
        """Hand over what is wanted, now or as soon as the save before it is answered."""
        draft = self._drafts.get(paper)
        if draft is None or draft.other is not None:
            return
        if draft.sent is not None:
            draft.due = draft.wanted != draft.sent
            return
        if draft.wanted == draft.stored:
            draft.failed = False
            return
        draft.sent, draft.due, draft.failed = draft.wanted, False, False
        draft.begun_with_sent, draft.begins = draft.begins, False
        self.moved.emit(paper)
        self.save_due.emit(paper, draft.sent, draft.rev, draft.begun_with_sent)

    def saved(self, paper: int, rev: int) -> None:
        """The library committed what was sent."""
        draft = self._drafts.get(paper)
        if draft is None or draft.sent is None:
            return
        draft.stored, draft.rev, draft.sent = draft.sent, rev, None
        self._go_on(paper, draft)

    def failed(self, paper: int) -> None:
        """The library could not take it, and holds what it held; the text stays wanted."""
        draft = self._drafts.get(paper)
        if draft is None or draft.sent is None:
            return
        self._take_back(draft)
        draft.due, draft.failed = False, True
        self.moved.emit(paper)

    def refused(self, paper: int, text: str, rev: int) -> None:
        """Another writer's text is stored instead."""
        draft = self._drafts.get(paper)
        if draft is None:
            return
        asked = draft.sent is not None
        self._take_back(draft)
        moved_on = rev != draft.rev
        if text in (draft.wanted, draft.stored) and moved_on:
            draft.stored, draft.rev, draft.due = text, rev, asked
            self._go_on(paper, draft)
            return
        draft.other = (text, rev)
        if paper == self._shown:
            self.moved.emit(paper)
        else:
            self.keep_both(paper)

    def settle(self, paper: int, text: str) -> None:
        """End a conflict: the note shall be this, in place of what the other writer stored."""
        draft = self._drafts[paper]
        if draft.other is not None:
            draft.stored, draft.rev = draft.other
            draft.other = None
        draft.wanted = text
        self.moved.emit(paper)
        self.save(paper)
        self._forget(paper)

    def keep_both(self, paper: int) -> None:
        """End a conflict nobody chose in, where there is one."""
        draft = self._drafts.get(paper)
        if draft is not None and draft.other is not None:
            self.settle(paper, both(draft.wanted, draft.other[0]))
            self.both_kept.emit(paper)

    def _go_on(self, paper: int, draft: Draft) -> None:
        self.moved.emit(paper)
        if draft.due:
            self.save(paper)
        self._forget(paper)

    def _take_back(self, draft: Draft) -> None:
        if draft.sent is not None:
            draft.begins = draft.begins or draft.begun_with_sent
            draft.sent = None

    def _forget(self, paper: int) -> None:
        draft = self._drafts.get(paper)
        if draft is not None and draft.clean and paper != self._shown:
            del self._drafts[paper]
