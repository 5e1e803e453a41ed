"""The note at the reader's foot: one line while empty, shown as Markdown, edited in place.

A visit begins with a click or `edit()` and ends with Esc, with Tab or by going elsewhere. While typing, the
text is handed over 0.8 s after a pause and every 2 s at the latest; leaving hands it over at once. How that
meets the library's answers, and other writers, is `note_saves`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent

from readinglist.gui.note_foot import NoteFoot
from readinglist.gui.note_saves import NoteSaves, TypingClock, both

if TYPE_CHECKING:
    from readinglist.gui.note_saves import Draft
    from readinglist.gui.theme import Theme


class NoteDock(NoteFoot):
    """One paper's note. `note_changed` asks for a save; the window answers with `saved`, `save_failed` or
    `note_refused`."""

    note_changed = Signal(int, str, int, bool)
    """Paper, text, the revision it was written on, whether it is the first save of a visit."""
    editing_finished = Signal()
    """The editor gave the focus away by itself (Esc, `finish()`), not to another field."""
    both_kept = Signal(int)
    """A note changed elsewhere, too, and was left: it holds both texts now."""
    link_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("noteDock")
        self._paper: int | None = None
        self._editing = False
        self._saves = NoteSaves(self)
        self._clock = TypingClock(self)
        self._connect()
        self._show_parts()

    def _connect(self) -> None:
        self.add.clicked.connect(self._begin)
        self.head.edit_requested.connect(self._begin)
        self.head.done_requested.connect(self.finish)
        self.view.clicked.connect(self._begin)
        self._clock.due.connect(self.save_now)
        self.view.link_opened.connect(self.link_opened)
        self.editor.textChanged.connect(self._typed)
        self.editor.save_requested.connect(self.save_now)
        self.editor.paused.connect(self.save_now)
        self.editor.escaped.connect(self.finish)
        self.editor.left.connect(self._leave)
        self.desk.settled.connect(self._settle)
        self._saves.save_due.connect(self.note_changed)
        self._saves.both_kept.connect(self.both_kept)
        self._saves.moved.connect(self._show_standing)

    # ---- what the window says

    def show_note(self, paper: int, text: str, rev: int) -> None:
        """Show a paper's note as the library holds it. Another paper's is saved and left first; a text of
        the same paper that is not saved yet stays."""
        if paper != self._paper:
            self.finish()
            self._paper = paper
            self._saves.show(paper)
        self._take_typed()
        shown = self._saves.tell(paper, text, rev)
        if self._editing and shown != self.editor.text():
            self._put(shown)
        self._show_standing(paper)

    def edit(self, caret: int | None = None) -> None:
        """Begin to type, with the caret at a place or at the end."""
        if self._paper is None:
            return
        if not self._editing:
            draft = self._draft()
            self._editing = True
            self._put(draft.wanted if draft else "")
            self.editor.place_caret(caret)
            self._saves.begin(self._paper)
            self._show_parts()
        elif caret is not None:
            self.editor.place_caret(caret)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def editing(self) -> bool:
        """Whether the editor is open."""
        return self._editing

    def caret(self) -> int:
        """Where the caret stands in the editor."""
        return self.editor.caret()

    def finish(self) -> None:
        """End the visit: hand the text over at once and show it rendered. A conflict keeps both texts."""
        had_focus = self.editor.hasFocus()
        self._clock.stop()
        if self._editing and self._paper is not None:
            self._take_typed()
            self._editing = False
            self._saves.keep_both(self._paper)
            self._saves.save(self._paper)
            self._show_standing(self._paper)
        if had_focus:
            self.editing_finished.emit()

    def save_now(self) -> None:
        """Hand over what was typed, without ending the visit."""
        self._clock.stop()
        if self._paper is not None:
            self._take_typed()
            self._saves.save(self._paper)

    def close_note(self) -> None:
        """The window closes: hand over everything. From now on a conflict keeps both texts by itself. Call
        it, then answer until nothing is `waiting()`."""
        self.finish()
        self._saves.show(None)
        self._paper = None

    def waiting(self) -> bool:
        """Whether a text was handed over and not answered yet."""
        return self._saves.waiting()

    # ---- what the writer answers

    def saved(self, paper: int, rev: int) -> None:
        """The text handed over is in the library, as this revision."""
        self._saves.saved(paper, rev)

    def save_failed(self, paper: int) -> None:
        """It could not be written; it stays here and is handed over again with the next change or leaving."""
        self._saves.failed(paper)

    def note_refused(self, paper: int, other_text: str, other_rev: int) -> None:
        """The library holds another writer's text by now: both are shown side by side, or, where the paper
        is not on show any more, both are kept in one note."""
        if paper == self._paper:
            self._take_typed()
        self._saves.refused(paper, other_text, other_rev)

    # ---- within

    def _draft(self) -> Draft | None:
        return None if self._paper is None else self._saves.draft(self._paper)

    def _begin(self) -> None:
        self.edit()

    def _typed(self) -> None:
        if self._editing:
            self._clock.tick()
            self.head.forget_saved()
            self.updateGeometry()

    def _take_typed(self) -> None:
        if self._editing and self._paper is not None:
            text = self.editor.text()
            self._saves.want(self._paper, text if text.strip() else "")

    def _leave(self) -> None:
        """The focus went elsewhere: not while a conflict asks for its buttons, which are in the dock."""
        draft = self._draft()
        if draft is not None and draft.other is not None:
            self._take_typed()
        else:
            self.finish()

    def _settle(self, choice: str) -> None:
        """Carry out what was chosen for a note changed elsewhere, too."""
        self._take_typed()
        draft = self._draft()
        if draft is None or draft.other is None or self._paper is None:
            return
        other = draft.other[0]
        text = {"both": both(draft.wanted, other), "mine": draft.wanted, "other": other}[choice]
        if self._editing:
            self._put(text)
        self._saves.settle(self._paper, text)
        self.edit()

    def _put(self, text: str) -> None:
        self.editor.show_text(text)
        self._clock.stop()

    def _show_standing(self, paper: int) -> None:
        draft = self._saves.draft(paper)
        if paper != self._paper or draft is None:
            return
        self.head.show_standing(draft)
        if draft.other is not None and not self._editing:
            self._editing = True
            self._put(draft.wanted)
        self.desk.show_other(None if draft.other is None else draft.other[0])
        self._show_parts()

    def _show_parts(self) -> None:
        draft = self._draft()
        self.show_parts(draft.wanted if draft is not None else "", editing=self._editing)

    # ---- Qt's own

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen any more is not typed in."""
        super().hideEvent(event)
        if self._editing and self.isHidden():
            self.finish()
