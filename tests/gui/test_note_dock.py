"""The note at the reader's foot, by keyboard and mouse, against a window that answers as the writer does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.note_dock import NoteDock
from readinglist.gui.note_saves import LATEST_MS, PAUSE_MS, RULE
from readinglist.gui.theme import Theme
from readinglist.gui.word_button import WordButton

NOTE = "Compare with **Petit 2020**\n\n- [x] read\n- [ ] ask"


class Window(QWidget):
    """A dock under a field, and the notes it saved."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.dock = NoteDock(theme)
        self.after = QPushButton("after")
        lines = QVBoxLayout(self)
        lines.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.dock)
        lines.addWidget(self.after)
        self.resize(600, 600)
        self.dock.setMaximumHeight(240)
        self.asked: list[tuple[int, str, int, bool]] = []
        self.dock.note_changed.connect(lambda *what: self.asked.append(what))
        self.letters: list[str] = []

    def answer(self) -> None:
        paper, _text, rev, _begins = self.asked[-1]
        self.dock.saved(paper, rev + 1)

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        self.letters.append(event.text())  # type: ignore[attr-defined]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Window:
    window = Window(Theme(qapp, "light", 100))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setFocus()
    return window


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def choice(window: Window, word: str) -> WordButton:
    return next(button for button in window.dock.findChildren(WordButton) if button.text() == word)


def test_an_empty_note_is_one_line(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    assert window.dock.add.isVisible()
    assert window.dock.add.accessibleName() == "Add a note"
    assert window.dock.sizeHint().height() < 4 * window.dock.fontMetrics().height()


def test_a_note_is_shown_rendered_and_takes_no_more_than_its_share(window: Window, qtbot: QtBot) -> None:
    window.dock.show_note(1, NOTE, 3)
    assert window.dock.view.toPlainText() == "Compare with Petit 2020\nread\nask"
    window.dock.show_note(1, "line\n\n" * 200, 4)
    qtbot.waitUntil(lambda: window.dock.height() == 240)


def test_a_short_note_takes_a_short_dock_also_after_it_was_edited(window: Window, qtbot: QtBot) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("one line")
    press(Qt.Key.Key_Escape)
    window.answer()
    qtbot.waitUntil(lambda: window.dock.height() == window.dock.sizeHint().height())
    assert window.dock.height() < 6 * window.dock.fontMetrics().height()


def test_typing_and_esc_saves_on_the_known_revision_and_renders(window: Window) -> None:
    window.dock.show_note(1, "old", 3)
    window.dock.edit()
    assert window.dock.editing()
    write(" and new")
    assert window.asked == []
    press(Qt.Key.Key_Escape)
    assert window.asked == [(1, "old and new", 3, True)]
    assert not window.dock.editing()
    assert window.dock.view.toPlainText() == "old and new"


@pytest.mark.parametrize("text", ["", "plain", "cr\r\nlf", "nb\xa0sp\u2028x", "tab\there  ", NOTE])
def test_opening_and_leaving_unchanged_writes_nothing(window: Window, text: str) -> None:
    window.dock.show_note(1, text, 3)
    window.dock.edit()
    press(Qt.Key.Key_Escape)
    window.dock.edit()
    window.field.setFocus()
    window.dock.edit()
    window.dock.show_note(2, "", 0)
    assert window.asked == []


def test_an_untouched_nbsp_survives_an_edit_elsewhere_in_the_note(window: Window) -> None:
    window.dock.show_note(1, "a\xa0b", 3)
    window.dock.edit()
    write("!")
    press(Qt.Key.Key_Escape)
    assert window.asked[0][1] == "a\xa0b!"


def test_a_pause_saves_and_the_editor_stays_open(window: Window, qtbot: QtBot) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("half a th")
    qtbot.waitUntil(lambda: bool(window.asked), timeout=PAUSE_MS + 3000)
    assert window.asked == [(1, "half a th", 0, True)]
    assert window.dock.editing()
    window.answer()
    assert window.dock.head.standing.text() == "Saved"


def test_typing_without_a_pause_is_saved_all_the_same(window: Window, qtbot: QtBot) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    typed = 0
    while not window.asked and typed < 100:
        write("x")
        typed += 1
        qtbot.wait(PAUSE_MS // 8)
    assert window.asked
    assert typed <= LATEST_MS // (PAUSE_MS // 8) + 5


def test_ctrl_s_saves_and_stays(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("now")
    QTest.keyClick(window.dock.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.asked == [(1, "now", 0, True)]
    assert window.dock.editing()


def test_tab_leaves_the_note_and_saves_it(window: Window, qtbot: QtBot) -> None:
    finished: list[bool] = []
    window.dock.editing_finished.connect(lambda: finished.append(True))
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("tabbed")
    press(Qt.Key.Key_Tab)
    assert window.asked == [(1, "tabbed", 0, True)]
    assert "\t" not in window.asked[0][1]
    assert not window.dock.editing()
    assert finished == []
    assert QApplication.focusWidget() is not window.dock.editor


def test_esc_says_that_the_focus_is_free(window: Window, qtbot: QtBot) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    with qtbot.waitSignal(window.dock.editing_finished):
        press(Qt.Key.Key_Escape)


def test_letters_space_and_return_stay_in_the_note(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("led rist ?/.")
    press(Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete)
    assert window.letters == []
    assert window.dock.editor.text() == "led rist ?/.\n "


def test_a_click_on_the_rendered_note_edits_it(window: Window, qtbot: QtBot) -> None:
    window.dock.show_note(1, NOTE, 3)
    qtbot.waitUntil(window.dock.view.isVisible)
    QTest.mouseClick(window.dock.view.viewport(), Qt.MouseButton.LeftButton)
    assert window.dock.editing()
    assert window.dock.editor.hasFocus()


def test_pasted_rich_text_is_plain(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    mime = QMimeData()
    mime.setHtml("<b>bold</b><img src=/dev/zero>")
    mime.setText("bold")
    QGuiApplication.clipboard().setMimeData(mime)
    window.dock.editor.paste()
    assert window.dock.editor.text() == "bold"
    assert not window.dock.editor.acceptDrops()
    assert not window.dock.editor.viewport().acceptDrops()


def test_going_to_another_paper_saves_the_old_note_first(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("first")
    window.dock.show_note(2, "second", 9)
    assert window.asked == [(1, "first", 0, True)]
    assert window.dock.view.toPlainText() == "second"
    window.dock.saved(1, 1)
    window.dock.show_note(1, "first", 1)
    assert window.dock.view.toPlainText() == "first"


def test_coming_back_before_the_answer_still_shows_what_was_typed(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("first")
    window.dock.show_note(2, "", 0)
    window.dock.show_note(1, "", 0)
    assert window.dock.view.toPlainText() == "first"


def test_showing_the_same_paper_again_leaves_typing_and_caret_alone(window: Window) -> None:
    window.dock.show_note(1, "stored", 3)
    window.dock.edit(2)
    write("xy")
    window.dock.show_note(1, "stored", 3)
    window.dock.show_note(1, "elsewhere", 4)
    assert window.dock.editor.text() == "stxyored"
    assert window.dock.caret() == 4


def test_a_note_undone_while_it_is_open_but_untouched_follows(window: Window) -> None:
    window.dock.show_note(1, "stored", 3)
    window.dock.edit()
    window.dock.show_note(1, "before", 4)
    assert window.dock.editor.text() == "before"
    press(Qt.Key.Key_Escape)
    assert window.asked == []


def test_a_second_save_waits_for_the_first_ones_answer(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("a")
    window.dock.save_now()
    write("b")
    window.dock.save_now()
    write("c")
    press(Qt.Key.Key_Escape)
    assert len(window.asked) == 1
    assert window.dock.waiting()
    window.answer()
    assert window.asked[1:] == [(1, "abc", 1, False)]
    window.answer()
    assert not window.dock.waiting()


@pytest.fixture
def conflict(window: Window) -> Window:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("mine")
    window.dock.save_now()
    window.dock.note_refused(1, "theirs", 4)
    return window


def test_a_note_changed_elsewhere_is_shown_beside_mine_and_typing_goes_on(conflict: Window) -> None:
    assert conflict.dock.head.standing.text() == "This note was also changed elsewhere"
    assert conflict.dock.desk.other.toPlainText() == "theirs"
    assert conflict.dock.desk.other.isVisible()
    write(" still")
    conflict.dock.save_now()
    assert conflict.dock.editor.text() == "mine still"
    assert len(conflict.asked) == 1


@pytest.mark.parametrize(
    ("word", "saved"),
    [
        ("Keep both", [(1, f"mine{RULE}theirs", 4, True)]),
        ("Keep mine", [(1, "mine", 4, True)]),
        ("Take the other", []),
    ],
)
def test_each_choice_ends_the_conflict(
    conflict: Window, word: str, saved: list[tuple[int, str, int, bool]]
) -> None:
    button = choice(conflict, word)
    button.setFocus()
    press(Qt.Key.Key_Space)
    assert conflict.asked[1:] == saved
    assert conflict.dock.editor.hasFocus()
    assert not conflict.dock.desk.other.isVisible()
    assert conflict.dock.editor.text() == (saved[0][1] if saved else "theirs")


@pytest.mark.parametrize("leave", ["escape", "another", "close"])
def test_leaving_a_conflict_keeps_both(conflict: Window, leave: str, qtbot: QtBot) -> None:
    acts: dict[str, Callable[[], None]] = {
        "escape": lambda: press(Qt.Key.Key_Escape),
        "another": lambda: conflict.dock.show_note(2, "", 0),
        "close": conflict.dock.close_note,
    }
    with qtbot.waitSignal(conflict.dock.both_kept):
        acts[leave]()
    assert conflict.asked[1:] == [(1, f"mine{RULE}theirs", 4, True)]


def test_a_refusal_after_the_window_began_to_close_keeps_both(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("mine")
    window.dock.close_note()
    assert window.dock.waiting()
    window.dock.note_refused(1, "theirs", 4)
    assert window.asked[1:] == [(1, f"mine{RULE}theirs", 4, True)]
    window.answer()
    assert not window.dock.waiting()


def test_a_save_that_failed_is_said_and_tried_again_on_leaving(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("mine")
    window.dock.save_now()
    window.dock.save_failed(1)
    assert window.dock.head.standing.text() == "Not saved yet"
    press(Qt.Key.Key_Escape)
    assert window.asked == [(1, "mine", 0, True)] * 2


def test_the_caret_can_be_put_back_where_it_was(window: Window) -> None:
    window.dock.show_note(1, "four words are here", 1)
    window.dock.edit(4)
    assert window.dock.caret() == 4
    window.dock.edit(1000)
    assert window.dock.caret() == len("four words are here")


def test_hiding_the_dock_saves_what_was_typed(window: Window) -> None:
    window.dock.show_note(1, "", 0)
    window.dock.edit()
    write("gone")
    window.dock.setVisible(False)
    assert [text for _paper, text, *_rest in window.asked] == ["gone"]
    assert not window.dock.editing()


def test_a_note_of_blanks_is_no_note(window: Window) -> None:
    window.dock.show_note(1, "text", 1)
    window.dock.edit()
    window.dock.editor.selectAll()
    write("  ")
    press(Qt.Key.Key_Escape)
    assert window.asked == [(1, "", 1, True)]
    assert window.dock.add.isVisible()


def test_the_look_follows_the_theme_while_typing(window: Window, qapp: QApplication) -> None:
    window.dock.show_note(1, "text", 1)
    window.dock.edit()
    write(" more")
    theme = window.dock._theme
    theme.set_scheme("dark")
    theme.set_text_size(200)
    assert window.dock.editor.text() == "text more"
    assert window.dock.editing()
    theme.set_text_size(100)
