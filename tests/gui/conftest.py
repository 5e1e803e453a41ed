"""A theme, and papers to show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from readinglist.gui.theme import Theme
from readinglist.model import Card, Marks, Paper

MakeCard = Callable[..., Card]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light", 100)


@pytest.fixture
def make_card() -> MakeCard:
    def make(number: int = 1, title: str = "A title", **marks: object) -> Card:
        paper = Paper(number, f"u{number}", title, "An abstract.", (), {}, {}, None, "2026-09-03T10:00:00+00:00")
        return Card(paper, Marks(**marks), ())  # type: ignore[arg-type]

    return make
