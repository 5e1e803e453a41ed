"""Rows cost nothing until they are looked at."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from readinglist.gui.paper_model import KEPT, PAPERS_MIME, PORTION, PaperModel
from readinglist.model import Card

MakeCard = Callable[..., Card]


def test_papers_are_read_a_portion_at_a_time(make_card: MakeCard) -> None:
    asked: list[list[int]] = []

    def read(ids: Sequence[int]) -> list[Card]:
        asked.append(list(ids))
        return [make_card(number) for number in ids]

    model = PaperModel(read)
    model.set_ids(array("q", range(1, 100_001)))
    assert model.rowCount() == 100_000
    assert not asked
    card = model.card(70)
    assert card is not None
    assert card.paper.id == 71
    assert asked == [list(range(51, 51 + PORTION))]
    model.card(99)
    assert len(asked) == 1
    for row in range(0, 100_000, PORTION):
        model.card(row)
    assert sum(model.cached(number) is not None for number in range(1, 100_001)) <= KEPT


def test_a_paper_that_is_gone_is_an_empty_row(make_card: MakeCard) -> None:
    model = PaperModel(lambda _ids: [])
    model.set_ids(array("q", [1]))
    assert model.card(0) is None
    assert model.data(model.index(0)) == ""
    assert model.card(-1) is None
    assert model.card(1) is None


def test_a_row_is_spoken_as_a_sentence(make_card: MakeCard) -> None:
    card = make_card(1, r"On \"Uber", state="later", starred=True, tags=("physics",), note="x", opened="2026")
    model = PaperModel(lambda _ids: [card])
    model.set_ids(array("q", [1]))
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "On Über, in Later, starred, tagged physics, with a note, 1 of 1"


def test_dragged_papers_are_ids_for_us_and_titles_for_others(make_card: MakeCard) -> None:
    model = PaperModel(lambda ids: [make_card(number, f"Title {number}") for number in ids])
    model.set_ids(array("q", [5, 6]))
    mime = model.mimeData([model.index(0), model.index(1)])
    assert json.loads(bytes(mime.data(PAPERS_MIME).data())) == [5, 6]
    assert mime.text() == "Title 5\nTitle 6"
