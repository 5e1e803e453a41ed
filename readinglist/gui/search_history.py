"""The lines that were searched: ↑ in the search field brings the ones before, ↓ leads back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from readinglist.gui.search_bar import SearchBar

MOST = 50
"""Lines remembered."""
_SHORTEST = 2


class SearchHistory(QObject):
    """Steps through the lines of one library; a line changed by hand ends the stepping."""

    def __init__(self, search: SearchBar, parent: QObject) -> None:
        super().__init__(parent)
        self._search = search
        self._lines: list[str] = []
        self._at: int | None = None
        self._begun = ""
        """What stood in the field before the first step."""
        search.entered.connect(lambda: self.remember(search.line()))
        search.typed.connect(lambda _line, _cursor: self._stop())
        search.stepped.connect(self._step)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, the last one searched at the end."""
        return tuple(self._lines)

    def load(self, lines: Sequence[str]) -> None:
        """Take over what an earlier sitting remembered."""
        self._lines = list(lines)[-MOST:]

    def remember(self, line: str) -> None:
        """Keep a line that was searched; it is in the list once."""
        self._stop()
        line = line.strip()
        if len(line) >= _SHORTEST:
            self._lines = [*(known for known in self._lines if known != line), line][-MOST:]

    def _stop(self) -> None:
        self._at = None
        self._search.set_stepping(False)

    def _step(self, by: int) -> None:
        at = len(self._lines) if self._at is None else self._at
        if self._at is None:
            self._begun = self._search.line()
        at += by
        if not 0 <= at <= len(self._lines):
            return
        line = self._begun if at == len(self._lines) else self._lines[at]
        self._search.set_line(line)
        self._search.line_changed.emit(line, False)
        self._at = None if at == len(self._lines) else at
        self._search.set_stepping(self._at is not None)
