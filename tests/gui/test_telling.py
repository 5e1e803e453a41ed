"""What the window tells at its edges: toasts, the status line, the problems panel, empty lists."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.nothing_here import NothingHere
from readinglist.gui.problems_panel import SHOWN, ProblemsPanel
from readinglist.gui.status_bar import StatusBar
from readinglist.gui.theme import Theme
from readinglist.gui.toast import Toast
from readinglist.messages import Found
from readinglist.model import FileReport, ImportReport, Problem


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_newer_toast_replaces_and_a_button_puts_it_away(theme: Theme, ground: QWidget) -> None:
    toast = Toast(theme, ground, ground)
    pressed: list[str] = []
    toast.show_toast("One", [("Undo", lambda: pressed.append("one"))])
    toast.show_toast("Two", [("Undo", lambda: pressed.append("two"))])
    assert toast.text() == "Two"
    toast.press("Undo")
    assert pressed == ["two"]
    assert not toast.isVisible()


@pytest.mark.parametrize("text", ["Short.", "A sentence that is much longer than the toast is wide. " * 6])
def test_a_toast_lies_within_the_window_whatever_it_says(theme: Theme, ground: QWidget, text: str) -> None:
    toast = Toast(theme, ground, ground)
    toast.show_toast(text, [("Undo", lambda: None), ("Put those 3 back", lambda: None)])
    assert ground.rect().contains(toast.geometry())
    ground.resize(480, 400)
    assert ground.rect().contains(toast.geometry())


def test_the_status_line_keeps_its_height_whatever_it_says(theme: Theme, qtbot: QtBot) -> None:
    status = StatusBar(theme)
    qtbot.addWidget(status)
    status.resize(500, 30)
    status.show()
    height = status.sizeHint().height()
    status.show_tally(37, 168, 12)
    status.say("Later: " + "a long title " * 20)
    assert status.sizeHint().height() == height


def test_refused_files_are_listed_with_what_to_do(theme: Theme, ground: QWidget, qtbot: QtBot) -> None:
    panel = ProblemsPanel(theme)
    panel.setParent(ground)
    panel.resize(900, 200)
    shown: list[str] = []
    panel.folder_requested.connect(shown.append)
    panel.show_report(
        ImportReport(
            (
                FileReport("/x/<b>a.pdf", error=("This is a PDF", "Export it as text.")),
                FileReport("/x/ok.txt", new=3),
            )
        )
    )
    assert "1 of 2 files could not be imported" in panel.text()
    assert "<b>a.pdf" in panel.text()
    assert "This is a PDF.\nExport it as text." in panel.text()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))
    with qtbot.waitSignal(panel.closed):
        panel.close_panel()


def test_the_panel_takes_two_fifths_of_the_window_at_most(theme: Theme, ground: QWidget) -> None:
    panel = ProblemsPanel(theme)
    panel.setParent(ground)
    panel.resize(900, 200)
    panel.show_problems("Daily Papers", [Problem(n, "Not understood", f"line {n}") for n in range(1000)])
    assert panel.sizeHint().height() < 0.55 * ground.height()
    assert panel.text().count("Line ") == SHOWN - 1
    copy = next(button for button in panel.findChildren(QWidget) if button.property("text") == "Copy details")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().count("\n") == 999


def answer(**told: Any) -> Found:
    usual: dict[str, Any] = {"in_view": 0, "everywhere": 0, "dismissed": 0, "removed": 0} | told
    return Found(
        serial=1,
        ids=b"",
        understood="",
        slips=(),
        notes=(),
        sort="newest",
        complete=True,
        milliseconds=1.0,
        **usual,
    )


def test_an_empty_list_says_why_and_what_finds_something(theme: Theme, qtbot: QtBot) -> None:
    nothing = NothingHere(theme)
    qtbot.addWidget(nothing)
    nothing.show_answer(answer(everywhere=36, dismissed=2), "is:inbox", "quantum", None, empty=True)
    assert "None in Inbox." in nothing.text()
    with qtbot.waitSignal(nothing.everywhere_chosen):
        nothing.press("36 in all papers")
    with qtbot.waitSignal(nothing.hidden_chosen):
        nothing.press("Show 2 not for me or removed")
    nothing.show_answer(answer(), "", "xylophone", None, empty=True)
    assert "No papers match “xylophone”." in nothing.text()
    nothing.show_answer(answer(), "is:starred", "", None, empty=True)
    assert "S stars a paper" in nothing.text()
