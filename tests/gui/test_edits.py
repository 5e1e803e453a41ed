"""The window's writer: in order, off Qt's thread, every fault answered."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from readinglist.gui.edits import Edits
from readinglist.library import Library, open_library
from readinglist.model import UserError


@pytest.fixture
def edits(tmp_path: Path) -> Edits:
    open_library(tmp_path).close()
    return Edits(tmp_path)


def test_edits_are_made_in_order_on_a_thread_of_their_own(edits: Edits, qtbot: QtBot) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def act(_library: Library, number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        edits.submit(lambda library, number=number: act(library, number), done.append, lambda _error: None)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))
    assert edits.waiting == 0
    assert threading.get_ident() not in threads
    edits.finish()


def test_a_refusal_reaches_who_asked_and_the_next_edit_goes_on(edits: Edits, qtbot: QtBot) -> None:
    heard: list[object] = []

    def refuse(_library: Library) -> None:
        raise UserError("No", "Because.")

    edits.submit(refuse, heard.append, heard.append)
    edits.submit(lambda library: library.uuid, heard.append, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert isinstance(heard[0], UserError)
    assert isinstance(heard[1], str)
    edits.finish()


def test_a_bug_is_reported_and_nobody_waits_for_ever(edits: Edits, qtbot: QtBot) -> None:
    heard: list[object] = []
    with qtbot.waitSignal(edits.failed) as caught:
        edits.submit(lambda _library: 1 / 0, heard.append, heard.append)
    assert isinstance(caught.args[0], ZeroDivisionError)
    assert isinstance(heard[0], UserError)
    edits.finish()


def test_finishing_waits_for_every_edit(edits: Edits, tmp_path: Path) -> None:
    made: list[int] = []
    for number in range(50):
        edits.submit(lambda _library, number=number: made.append(number), lambda _none: None, lambda _error: None)  # type: ignore[misc]
    edits.finish()
    assert made == list(range(50))


def test_answers_of_edits_that_were_only_waited_out_disturb_nobody(edits: Edits, qtbot: QtBot) -> None:
    heard: list[object] = []
    for _ in range(3):
        edits.submit(lambda library: library.uuid, heard.append, heard.append)
    edits.finish()
    qtbot.waitUntil(lambda: edits.waiting == 0)
    assert heard == []
    edits.submit(lambda library: library.uuid, heard.append, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    edits.finish()
