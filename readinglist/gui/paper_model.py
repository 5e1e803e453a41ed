"""The list's rows: ids as one array, papers read by id fifty at a time when a row is looked at."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from readinglist.gui import wording
from readinglist.model import Card
from readinglist.query import Query, parse
from readinglist.text.tex import readable

Index = QModelIndex | QPersistentModelIndex
PORTION = 50
KEPT = 2000
"""Papers kept in memory; the oldest read go first."""
PAPERS_MIME = "application/x-readinglist-papers"


class PaperModel(QStringListModel):
    """Rows by number; nothing is done per row until it is looked at, so a hundred thousand cost nothing.

    The rows are those of a list of empty strings, counted in C++: a view that lays out its rows asks for their
    number three times a row, and 10,000 rows took 40 ms to say so in Python."""

    def __init__(self, read_cards: Callable[[Sequence[int]], list[Card]]) -> None:
        super().__init__()
        self._read = read_cards
        self._ids = array("q")
        self._rows: dict[int, int] | None = None
        self._cards: dict[int, Card] = {}
        self.query: Query = parse("")
        self.judged: dict[int, str] = {}
        """What a row says of a verdict given while it stood here."""

    def set_ids(self, ids: array[int]) -> None:
        """Show these papers, in this order."""
        self._ids = array("q", ids)
        self._rows = None
        self.setStringList([""] * len(self._ids))

    def ids(self) -> array[int]:
        """The papers shown, in order."""
        return array("q", self._ids)

    def card(self, row: int) -> Card | None:
        """The paper of a row, read with its neighbours where need be; None where it is gone."""
        if not 0 <= row < len(self._ids):
            return None
        paper = self._ids[row]
        if paper not in self._cards:
            start = row // PORTION * PORTION
            for card in self._read(self._ids[start : start + PORTION]):
                self._cards[card.paper.id] = card
            while len(self._cards) > KEPT:
                del self._cards[next(iter(self._cards))]
        return self._cards.get(paper)

    def cached(self, paper: int) -> Card | None:
        """A paper if it was read."""
        return self._cards.get(paper)

    def id_at(self, row: int) -> int | None:
        """The paper of a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, paper: int) -> int | None:
        """The row of a paper."""
        if self._rows is None:
            self._rows = {number: row for row, number in enumerate(self._ids)}
        return self._rows.get(paper)

    def replace(self, card: Card) -> None:
        """Show a paper otherwise, ahead of the library."""
        self._cards[card.paper.id] = card
        self._touch(card.paper.id)

    def forget(self) -> None:
        """Read every paper anew when it is next looked at; rows stay."""
        self._cards.clear()
        self._touch_all()

    def set_query(self, query: Query) -> None:
        """Mark these words from now on."""
        self.query = query
        self._touch_all()

    def set_judged(self, judged: Mapping[int, str]) -> None:
        """Dim these rows, and write this on them."""
        self.judged = dict(judged)
        self._touch_all()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is shown and spoken of a row."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        card = self.card(index.row())
        if card is None:
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return readable(card.paper.title)
        return wording.spoken_row(card, index.row(), len(self._ids))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are selected and dragged, never edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Papers being dragged: their ids for our own sidebar, their titles for everyone."""
        ids = [self._ids[index.row()] for index in indexes]
        mime = QMimeData()
        mime.setData(PAPERS_MIME, json.dumps(ids).encode("ascii"))
        mime.setText("\n".join(str(self.data(index)) for index in indexes[:PORTION]))
        return mime

    def _touch(self, paper: int) -> None:
        row = self.row_of(paper)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def _touch_all(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
