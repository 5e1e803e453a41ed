"""Commands: one declaration, read by menus, keys and the sheet of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.commands import Actions, command, declared, shown
from readinglist.gui.theme import Theme


class Owner:
    """Counts what is called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    @command("Later", menu="Paper", keys="l")
    def later(self) -> None:
        self.called.append("later")

    @command("Later, and Stay", menu="", keys="L")
    def later_stay(self) -> None:
        self.called.append("later and stay")

    @command("Next", menu="Go", keys="j", repeats=True)
    def following(self) -> None:
        self.called.append("next")

    @command("Inbox", menu="Go", keys="g i")
    def inbox(self) -> None:
        self.called.append("inbox")

    @command("Import", menu="File", keys="Ctrl+O")
    def bring(self) -> None:
        self.called.append("bring")


def key(
    text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, held: bool = False
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, modifiers, text, held)


@pytest.fixture
def owner() -> Owner:
    return Owner()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """Lives as long as the test, and its actions with it."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def actions(host: QWidget, qapp: QApplication, owner: Owner) -> Actions:
    return Actions(host, (owner,), Theme(qapp, "light", 100))


def test_commands_come_in_the_order_they_are_written(owner: Owner) -> None:
    assert [item.text for item in declared(owner)] == ["Later", "Later, and Stay", "Next", "Inbox", "Import"]


@pytest.mark.parametrize(
    ("text", "modifiers", "called"),
    [
        ("l", Qt.KeyboardModifier.NoModifier, ["later"]),
        ("L", Qt.KeyboardModifier.ShiftModifier, ["later and stay"]),
        ("L", Qt.KeyboardModifier.NoModifier, ["later"]),
        ("l", Qt.KeyboardModifier.ControlModifier, []),
        ("l", Qt.KeyboardModifier.AltModifier, []),
        ("z", Qt.KeyboardModifier.NoModifier, []),
        ("", Qt.KeyboardModifier.NoModifier, []),
    ],
    ids=["letter", "shift", "caps lock", "control", "alt", "unknown", "no text"],
)
def test_a_letter_is_matched_by_what_was_typed(
    actions: Actions, owner: Owner, text: str, modifiers: Qt.KeyboardModifier, called: list[str]
) -> None:
    actions.letters.press(key(text, modifiers))
    assert owner.called == called


def test_g_then_i_goes_to_the_inbox(actions: Actions, owner: Owner) -> None:
    assert actions.letters.press(key("g"))
    assert actions.letters.press(key("i"))
    assert owner.called == ["inbox"]


def test_an_unknown_second_letter_does_nothing(actions: Actions, owner: Owner) -> None:
    actions.letters.press(key("g"))
    assert actions.letters.press(key("l"))
    assert owner.called == []


def test_holding_a_key_judges_once_but_moves_on_and_on(actions: Actions, owner: Owner) -> None:
    for letter in "lj":
        actions.letters.press(key(letter))
        actions.letters.press(key(letter, held=True))
    assert owner.called == ["later", "next", "next"]


def test_two_commands_never_share_a_key(qtbot: QtBot, qapp: QApplication) -> None:
    class Twin:
        @command("Other", menu="Paper", keys="l")
        def other(self) -> None: ...

    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(ValueError, match="share a key"):
        Actions(window, (Owner(), Twin()), Theme(qapp, "light", 100))


@pytest.mark.parametrize(
    ("written", "read"), [("l", "L"), ("L", "Shift+L"), ("g i", "G I"), ("?", "?"), ("F5", "F5")]
)
def test_keys_are_shown_as_people_read_them(written: str, read: str) -> None:
    assert shown(written) == read
