"""Tagging by keyboard: what a few letters find, and what Enter, comma and Esc do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui import tag_match
from readinglist.gui.tag_popup import TagPopup
from readinglist.gui.theme import Theme
from readinglist.model import TagInfo

NAMES = ["quantum", "physics", "Café", "biophysics", "to-review", "ml/vision", "graph physics", "philosophy"]
TAGS = [TagInfo(n, name, 215, n, f"2026-09-{n:02}") for n, name in enumerate(NAMES, 1)]


def found(typed: str, on: tuple[str, ...] = (), last: str | None = None) -> list[str]:
    return [("+" if row.kind == "create" else "") + row.name for row in tag_match.choices(TAGS, typed, on, last)]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("physics", ["physics", "graph physics", "biophysics"]),
        ("phys", ["physics", "graph physics", "biophysics", "+phys"]),
        ("ph", ["philosophy", "physics", "graph physics", "biophysics", "+ph"]),
        ("cafe", ["Café"]),
        ("CAFÉ", ["Café"]),
        ("review", ["to-review", "+review"]),
        ("vision", ["ml/vision", "+vision"]),
        ("ml / vision", ["ml/vision"]),
        ("qntm", ["quantum", "+qntm"]),
        ("phsyics", ["physics", "graph physics", "+phsyics"]),
        ("zebra", ["+zebra"]),
        ("  new   tag ", ["+new tag"]),
        ("!?", ["+!?"]),
        (" / ", ["ml/vision"]),
    ],
)
def test_whole_names_come_first_then_beginnings_then_likenesses(typed: str, rows: list[str]) -> None:
    assert found(typed) == rows


def test_without_letters_the_last_tag_comes_first_then_the_last_used() -> None:
    assert found("", last="cafe")[:3] == ["Café", "philosophy", "graph physics"]


def test_a_name_of_more_than_200_signs_is_not_offered() -> None:
    assert found("x" * 200) == ["+" + "x" * 200]
    assert found("x" * 201) == []


class Window(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.papers = QListWidget()
        QVBoxLayout(self).addWidget(self.papers)
        self.resize(700, 500)
        self.popup = TagPopup(theme, self)
        self.given: list[str] = []
        self.taken: list[str] = []
        self.closed = 0
        self.letters: list[str] = []
        self.popup.tag_given.connect(self.given.append)
        self.popup.tag_taken_away.connect(self.taken.append)
        self.popup.closed.connect(self._count)

    def open(self, on: tuple[str, ...] = (), last: str | None = None) -> None:
        self.popup.open_at(self.papers, TAGS, on, last)

    def _count(self) -> None:
        self.closed += 1

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        self.letters.append(event.text())  # type: ignore[attr-defined]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Window:
    window = Window(Theme(qapp, "light", 100))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.papers.setFocus()
    return window


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_enter_takes_the_best_and_gives_the_focus_back(window: Window) -> None:
    window.open()
    write("phys")
    press(Qt.Key.Key_Return)
    assert window.given == ["physics"]
    assert window.popup.isHidden()
    assert window.papers.hasFocus()
    assert window.closed == 1
    assert window.letters == []


def test_a_new_name_has_its_own_row(window: Window) -> None:
    window.open()
    write("phys")
    rows = [window.popup.rows.data(window.popup.rows.index(row)) for row in range(4)]
    assert rows[3] == "Create “phys”"
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.given == ["phys"]


def test_a_comma_takes_it_and_goes_on(window: Window) -> None:
    window.open()
    write("quan,zebra,caf")
    press(Qt.Key.Key_Return)
    assert window.given == ["quantum", "zebra", "Café"]
    assert window.popup.isHidden()


def test_a_comma_alone_is_nothing(window: Window) -> None:
    window.open(last="quantum")
    write(",,")
    assert window.given == []
    assert window.popup.field.text() == ""
    assert window.popup.isVisible()


def test_enter_alone_repeats_the_last_tag(window: Window) -> None:
    window.open(last="Café")
    press(Qt.Key.Key_Return)
    assert window.given == ["Café"]
    window.open(on=("Café",), last="Café")
    press(Qt.Key.Key_Return)
    assert window.given == ["Café", "Café"]
    assert window.taken == []


def test_enter_alone_without_a_last_tag_only_closes(window: Window) -> None:
    window.open()
    press(Qt.Key.Key_Return)
    assert window.given == []
    assert window.popup.isHidden()


def test_a_tag_that_is_on_is_ticked_and_taken_away_by_taking_it_again(window: Window) -> None:
    window.open(on=("café",))
    assert [row.name for row in window.popup.choices() if row.on] == ["Café"]
    write("cafe,cafe")
    press(Qt.Key.Key_Return)
    assert window.taken == ["café"]
    assert window.given == ["Café"]


def test_a_click_takes_a_tag_and_stays_open(window: Window) -> None:
    window.open()
    index = window.popup.rows.index(0)
    at = window.popup.list.visualRect(index).center()
    QTest.mouseClick(window.popup.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.given == ["philosophy"]
    assert window.popup.isVisible()
    assert window.popup.field.hasFocus()


def test_arrows_choose_among_all_tags(window: Window) -> None:
    window.open(last="quantum")
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.given == ["philosophy"]
    window.open()
    press(Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert window.given[1:] == ["quantum"]


def test_esc_closes_and_gives_nothing(window: Window) -> None:
    window.open()
    write("quan")
    press(Qt.Key.Key_Escape)
    assert window.popup.isHidden()
    assert window.given == []
    assert window.papers.hasFocus()
    assert window.letters == []


def test_the_focus_going_elsewhere_closes_it(window: Window) -> None:
    window.open()
    window.papers.setFocus()
    assert window.popup.isHidden()
    assert window.closed == 1


def test_rows_are_spoken_whole(window: Window) -> None:
    window.open(on=("quantum",))
    write("quant")
    rows = window.popup.rows
    role = Qt.ItemDataRole.AccessibleTextRole
    assert rows.data(rows.index(0), role) == "quantum, 1 paper, chosen; taking it again removes it"
    assert rows.data(rows.index(1), role) == "Create tag quant"
    assert window.popup.field.accessibleName() == "Tag"


def test_it_stays_inside_a_small_window_with_large_text(window: Window, qapp: QApplication) -> None:
    theme = window.popup._theme
    theme.set_text_size(200)
    window.resize(480, 400)
    window.open()
    assert window.rect().contains(window.popup.geometry())
    theme.set_text_size(100)
