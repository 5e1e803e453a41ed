"""The main job on the real window, its helpers running: what one does, and what one sees."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readinglist import paths
from readinglist.desk import Indexer
from readinglist.gui import memory
from readinglist.gui.instance import Instance
from readinglist.gui.main_window import MainWindow
from readinglist.gui.search_sheet import SearchSheet
from readinglist.gui.session import Session
from readinglist.gui.sidebar import SidebarRows
from readinglist.gui.source_sheet import SourceSheet
from readinglist.gui.theme import Theme
from readinglist.gui.watch_sheet import WatchSheet
from readinglist.gui.word_button import WordButton
from readinglist.library import lists, open_library, steps
from readinglist.messages import SaveCopy
from readinglist.model import FileReport
from readinglist.settings import Settings
from readinglist.text import fold

WAIT = 20_000
SEEDS = paths.resource("samples")


class Open(Protocol):
    def __call__(self) -> MainWindow: ...


@pytest.fixture
def visited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses the browser was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: asked.append(url.toString()))
    return asked


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, home: Path, visited: list[str]) -> Iterator[Open]:
    opened: list[MainWindow] = []

    def opener() -> MainWindow:
        places = paths.places()
        window = MainWindow(Session(places), Theme(qapp, "light", 100), Settings())
        opened.append(window)
        window.returning.start(memory.load(places.data / "window.json"))
        qtbot.waitActive(window)
        qtbot.waitUntil(lambda: window.browsing.counted is not None, timeout=WAIT)
        return window

    yield opener
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # a theme restyles every window alive


def drop(window: MainWindow, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def command(*words: str) -> str:
    ran = subprocess.run([sys.executable, "-m", "readinglist", *words], capture_output=True, text=True, check=True)
    return ran.stdout


def titles(window: MainWindow) -> list[str]:
    cards = (window.model.card(row) for row in range(window.model.rowCount()))
    return [card.paper.title for card in cards if card]


def state_of(window: MainWindow, paper: int) -> str:
    return window.session.cards((paper,))[0].marks.state


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Path, Path]) -> Path:
    """A home whose library holds both sample digests."""
    folder = tmp_path_factory.mktemp("stocked")
    subprocess.run(
        [sys.executable, "-m", "readinglist", "import", *map(str, seeds)],
        env=os.environ | {"READINGLIST_HOME": str(folder)},
        check=True,
    )
    return folder


@pytest.fixture
def full_window(open_window: Open, qtbot: QtBot, home: Path, stocked: Path) -> MainWindow:
    """A window on a library that holds both sample digests, at its first start."""
    shutil.copytree(stocked, home, dirs_exist_ok=True)
    window = open_window()
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(window.browsing.counted and window.browsing.counted.total == 230), timeout=WAIT)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    return window


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(window: MainWindow, *keys: str) -> None:
    """Type single characters where the focus is."""
    for key in keys:
        target = QApplication.focusWidget() or window
        QTest.keyClicks(target, key)


def lightness(window: MainWindow) -> int:
    """How light a picture of the window is on the whole, 0 to 255."""
    picture = window.grab().toImage().scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    return picture.pixelColor(0, 0).lightness()


def settled(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.session.edits.waiting == 0


def test_an_empty_library_greets(open_window: Open) -> None:
    window = open_window()
    assert window.panes.empty


def test_both_digests_dropped_are_230_papers_of_which_6_were_in_both(
    open_window: Open, qtbot: QtBot, seeds: tuple[Path, Path]
) -> None:
    window = open_window()
    drop(window, *seeds)
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    qtbot.waitUntil(lambda: "Imported 230 papers from 2 files" in window.toast.text(), timeout=WAIT)
    assert "6 seen in both" in window.toast.text()
    assert window.browsing.view == "is:inbox"
    assert window.papers.current_row() == 0


def test_a_digest_dropped_again_brings_nothing_new(
    full_window: MainWindow, qtbot: QtBot, seeds: tuple[Path, Path]
) -> None:
    drop(full_window, seeds[1])
    qtbot.waitUntil(lambda: "Nothing new" in full_window.toast.text(), timeout=WAIT)
    assert full_window.model.rowCount() == 230


def test_a_verdict_dims_its_row_and_moves_to_the_next_undecided(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    first = window.model.id_at(0)
    press(window, "l")
    assert window.papers.current_row() == 1
    assert window.browsing.judged == {first: "→ Later"}
    qtbot.waitUntil(settled(window), timeout=WAIT)
    assert first is not None
    assert state_of(window, first) == "later"
    assert window.model.rowCount() == 230


def test_twenty_verdicts_and_twenty_times_undo_lead_back_to_the_first_row(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    before = list(window.model.ids()[:20])
    for key in "ledld" * 4:
        press(window, key)
    assert window.papers.current_row() == 20
    for _ in range(20):
        press(window, "u")
    qtbot.waitUntil(settled(window), timeout=WAIT)
    qtbot.waitUntil(lambda: window.papers.current_row() == 0, timeout=WAIT)
    assert {state_of(window, paper) for paper in before} == {"inbox"}
    assert window.browsing.judged == {}


def test_rows_leave_with_f5(full_window: MainWindow, qtbot: QtBot) -> None:
    press(full_window, "e", "d")
    qtbot.waitUntil(settled(full_window), timeout=WAIT)
    QTest.keyClick(full_window.papers, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: full_window.model.rowCount() == 228, timeout=WAIT)


def test_an_import_is_undone_only_after_asking(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    press(window, "u")
    qtbot.waitUntil(lambda: "Last step" in window.toast.text(), timeout=WAIT)
    assert window.model.rowCount() == 230
    window.toast.press("Undo it")
    qtbot.waitUntil(lambda: window.panes.empty, timeout=WAIT)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)


def test_a_search_left_by_escape_leads_back_to_the_row(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    press(window, "j", "j", "j")
    place = window.papers.current_id()
    press(window, "/")
    qtbot.waitUntil(window.search.has_focus, timeout=WAIT)
    press(window, *"entropy")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.model.rowCount() == 24 or 0 < window.model.rowCount() < 60, timeout=WAIT)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    press(window, "j", "j", "d")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.browsing.line == "", timeout=WAIT)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)
    assert window.papers.current_id() == place
    assert len(window.browsing.judged) == 1


def test_words_search_all_papers_while_standing_in_the_inbox(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    press(window, "/")
    window.search.set_line("entropy OR annealing")
    window.browsing.search("entropy OR annealing")
    qtbot.waitUntil(lambda: window.model.rowCount() == 24, timeout=WAIT)
    assert "24" in window.search.scope_text()


def test_a_bad_line_keeps_the_old_results_and_says_why(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.search.set_line("kagome")
    window.browsing.search("kagome")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT)
    window.search.set_line('kagome "unclosed')
    window.browsing.search('kagome "unclosed')
    qtbot.waitUntil(lambda: "quot" in window.search.explanation().lower(), timeout=WAIT)
    assert window.model.rowCount() == 1


def test_a_note_is_saved_as_it_is_written_and_is_one_undo_step(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    paper = window.papers.current_id()
    assert paper is not None
    press(window, "n")
    qtbot.waitUntil(window.dock.editing, timeout=WAIT)
    press(window, *"mind the gap")
    qtbot.waitUntil(lambda: window.session.cards((paper,))[0].marks.note == "mind the gap", timeout=WAIT)
    press(window, *"!")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.session.cards((paper,))[0].marks.note == "mind the gap!", timeout=WAIT)
    qtbot.waitUntil(settled(window), timeout=WAIT)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    press(window, "u")
    qtbot.waitUntil(lambda: window.session.cards((paper,))[0].marks.note == "", timeout=WAIT)


def test_closing_in_the_middle_of_a_note_and_starting_again_goes_on_there(
    full_window: MainWindow, open_window: Open, qtbot: QtBot
) -> None:
    press(full_window, "j", "j")
    paper = full_window.papers.current_id()
    press(full_window, "n")
    qtbot.waitUntil(full_window.dock.editing, timeout=WAIT)
    press(full_window, *"half a")
    full_window.close()
    again = open_window()
    qtbot.waitUntil(again.dock.editing, timeout=WAIT)
    assert again.papers.current_id() == paper
    press(again, *" thought")
    assert paper is not None
    qtbot.waitUntil(lambda: again.session.cards((paper,))[0].marks.note == "half a thought", timeout=WAIT)


def test_everything_is_there_after_closing_and_opening(
    full_window: MainWindow, open_window: Open, qtbot: QtBot
) -> None:
    window = full_window
    paper = window.papers.current_id()
    assert paper is not None
    press(window, "s")
    window.triage.set_tags((paper,), add=("physics",))
    press(window, "l")
    qtbot.waitUntil(settled(window), timeout=WAIT)
    current = window.papers.current_id()
    window.close()
    again = open_window()
    marks = again.session.cards((paper,))[0].marks
    assert (marks.state, marks.starred, marks.tags) == ("later", True, ("physics",))
    qtbot.waitUntil(lambda: again.papers.current_id() == current, timeout=WAIT)


def test_a_command_shows_within_a_second_and_nothing_moves(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.papers.go_to_row(40)
    paper, scroll = window.papers.current_id(), window.papers.verticalScrollBar().value()
    assert paper is not None
    command("tag", "--add", "seen", str(paper))
    qtbot.waitUntil(lambda: window.model.card(40).marks.tags == ("seen",), timeout=2000)  # type: ignore[union-attr]
    command("move", "later", str(paper))
    qtbot.waitUntil(lambda: window.model.card(40).marks.state == "later", timeout=2000)  # type: ignore[union-attr]
    assert window.papers.current_id() == paper
    assert window.papers.verticalScrollBar().value() == scroll


def test_window_and_command_line_write_at_once(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    ids = list(window.model.ids())
    process = subprocess.Popen([sys.executable, "-m", "readinglist", "star", *map(str, ids[100:140])])
    for _ in range(30):
        press(window, "d")
    assert process.wait(30) == 0
    qtbot.waitUntil(settled(window), timeout=WAIT)
    assert {state_of(window, paper) for paper in ids[:30]} == {"dismissed"}
    found = json.loads(command("search", "is:starred", "--json"))
    assert found["total"] == 40


def test_every_letter_without_a_command_does_nothing(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    known = {key for item in window.actions_.commands.values() for key in item.letters} | {"g"}
    before = (window.papers.current_id(), window.browsing.view, window.papers.selected_ids())
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for key in (letter, letter.upper()):
            if key not in known:
                press(window, key)
    assert (window.papers.current_id(), window.browsing.view, window.papers.selected_ids()) == before
    assert window.session.library is not None
    step = steps.newest(window.session.library)
    assert step is not None
    assert step.imports


def test_a_bulk_verdict_warns_and_can_put_the_precious_back(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    starred = [window.model.id_at(row) for row in (1, 3)]
    window.triage.set_star([paper for paper in starred if paper], starred=True)
    QTest.keyClick(window.papers, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(window, "d")
    qtbot.waitUntil(lambda: "Marked 230 papers not for me" in window.toast.text(), timeout=WAIT)
    assert "2 of them starred, tagged or noted" in window.toast.text()
    window.toast.press("Put those 2 back")
    qtbot.waitUntil(settled(window), timeout=WAIT)
    assert [state_of(window, paper) for paper in starred if paper] == ["inbox", "inbox"]


def test_a_digest_is_pasted(open_window: Open, qtbot: QtBot, seeds: tuple[Path, Path]) -> None:
    window = open_window()
    QGuiApplication.clipboard().setText(seeds[0].read_text(encoding="utf-8"))
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.model.rowCount() == 68, timeout=WAIT)


def test_a_paste_that_is_no_digest_is_explained(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    QGuiApplication.clipboard().setText("buy milk")
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "The clipboard holds no papers" in window.toast.text(), timeout=WAIT)


def test_a_pdf_among_digests_is_named_and_the_others_come_in(
    open_window: Open, qtbot: QtBot, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    pdf = tmp_path / "slides.pdf"
    pdf.write_bytes(b"%PDF-1.7\n...")
    window = open_window()
    drop(window, seeds[0], pdf, seeds[1])
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)
    qtbot.waitUntil(window.problems.isVisible, timeout=WAIT)
    assert "1 of 3 files could not be imported" in window.problems.text()
    assert "PDF" in window.problems.text()


def test_samples_can_be_removed_and_what_one_marked_stays(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.intake.import_samples()
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)
    qtbot.waitUntil(window.panes.sample_banner.isVisible, timeout=WAIT)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    press(window, "s")
    qtbot.waitUntil(settled(window), timeout=WAIT)
    window.intake.remove_samples()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.panes.sample_banner.isVisible(), timeout=WAIT)


def test_the_paper_opens_in_the_browser(full_window: MainWindow, visited: list[str]) -> None:
    press(full_window, "o")
    assert len(visited) == 1
    assert visited[0].startswith("https://")


def test_a_helper_that_dies_is_started_again(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    first = window.session.worker.pid
    assert window.session.worker._process is not None
    window.session.worker._process.kill()
    qtbot.waitUntil(lambda: window.session.worker.pid not in (None, first), timeout=WAIT)
    window.search.set_line("kagome")
    window.browsing.search("kagome")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT)


def test_a_narrow_window_with_large_text_folds_and_clips_nothing(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.theme.set_text_size(200)
    window.resize(683, 600)
    qtbot.waitUntil(lambda: window.panes.stacked and window.panes.folded, timeout=WAIT)
    assert window.width() == 683
    QTest.keyClick(window.papers, Qt.Key.Key_Return)
    qtbot.waitUntil(window.panes.reader_pane.isVisible, timeout=WAIT)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(window.panes.list_pane.isVisible, timeout=WAIT)
    window.resize(480, 400)
    assert (window.width(), window.height()) == (480, 400)


def test_a_picture_is_taken_without_a_screen(home: Path, seeds: tuple[Path, Path], tmp_path: Path) -> None:
    command("import", *map(str, seeds))
    picture = tmp_path / "main.png"
    command("window", "--screenshot", str(picture), "--size", "1280x800", "--search", "entropy")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_focus_moves_between_panes(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    for key, pane in (
        (Qt.Key.Key_3, window.panes.reader_pane),
        (Qt.Key.Key_1, window.sidebar),
        (Qt.Key.Key_2, window.panes.list_pane),
    ):
        QTest.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert pane is focus or pane.isAncestorOf(focus)


def test_a_second_start_hands_over_its_files_and_ends(
    open_window: Open, qtbot: QtBot, seeds: tuple[Path, Path]
) -> None:
    window = open_window()
    instance = Instance(paths.places())
    assert instance.claim()
    instance.asked.connect(window.returning.answer_second_start)
    window.returning.instance = instance
    second = subprocess.Popen([sys.executable, "-m", "readinglist", str(seeds[0]), "--search", "diffusion"])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=WAIT)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: window.search.line() == "diffusion", timeout=WAIT)
    qtbot.waitUntil(lambda: window.model.rowCount() > 0, timeout=WAIT)
    assert window.search.line() == "diffusion", "the first import leaves the search alone"


def test_a_digest_opens_in_its_own_order_and_is_renamed(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.browsing.show_view("digest:#2")
    qtbot.waitUntil(lambda: window.model.rowCount() == 168, timeout=WAIT)
    assert titles(window)[0].startswith("PINN surrogate of Li-ion battery models")
    window.going.rename_digest(2, "Batteries and more")
    qtbot.waitUntil(lambda: any("Batteries" in text for text in window.sidebar.texts()), timeout=WAIT)
    press(window, "u")
    qtbot.waitUntil(lambda: not any("Batteries" in text for text in window.sidebar.texts()), timeout=WAIT)


def test_rows_picked_one_by_one_are_judged_together(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    press(window, "x", "j", "j", "x", "l")
    ids = window.model.ids()
    qtbot.waitUntil(lambda: "Moved 2 papers to Later" in window.toast.text(), timeout=WAIT)
    assert [state_of(window, paper) for paper in ids[:3]] == ["later", "inbox", "later"]
    window.toast.press("Undo")
    qtbot.waitUntil(lambda: state_of(window, ids[0]) == "inbox", timeout=WAIT)


def test_the_theme_changes_while_running(full_window: MainWindow, qtbot: QtBot) -> None:
    light = lightness(full_window)
    full_window.looks.choose_dark()
    dark = lightness(full_window)
    full_window.looks.choose_light()
    assert dark < 60
    assert light > 200


def test_a_note_changed_elsewhere_meanwhile_is_not_overwritten(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    paper = window.papers.current_id()
    assert paper is not None
    press(window, "n")
    qtbot.waitUntil(window.dock.editing, timeout=WAIT)
    command("note", str(paper), "--text", "from the terminal")
    press(window, *"mine")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.dock.desk.isVisible() and not window.dock.waiting(), timeout=WAIT)
    window.papers.step(1)

    def both() -> bool:
        note = window.session.cards((paper,))[0].marks.note
        return "from the terminal" in note and "mine" in note

    qtbot.waitUntil(both, timeout=WAIT)


def test_inbox_zero_says_what_was_kept_and_undoes(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    QTest.keyClick(window.papers, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(window, "l")
    qtbot.waitUntil(settled(window), timeout=WAIT)
    QTest.keyClick(window.papers, Qt.Key.Key_F5)
    qtbot.waitUntil(window.nothing.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: "Read the 230 in Later" in window.nothing.text(), timeout=WAIT)
    window.nothing.press("Undo last")
    qtbot.waitUntil(lambda: window.model.rowCount() == 230, timeout=WAIT)


def test_a_copy_of_the_library_is_a_library(full_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "copy" / "library.db"
    target.parent.mkdir()
    done: list[object] = []
    full_window.session.order(SaveCopy(full_window.session.serial(), str(target)), done.append)
    qtbot.waitUntil(lambda: len(done) == 1, timeout=WAIT)
    found = json.loads(command("--library", str(target.parent), "search", "kagome", "--json"))
    assert found["total"] == 1


def test_everything_one_can_reach_has_a_name_and_no_label_reads_markup(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    full_window.search.set_line("entropy")
    qtbot.waitUntil(lambda: full_window.model.rowCount() > 0, timeout=WAIT)
    nameless = []
    for widget in full_window.findChildren(QWidget):
        reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
        interface = QAccessible.queryAccessibleInterface(widget)
        if reachable and not widget.focusProxy() and not interface.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    assert not nameless
    marked_up = [
        f"{label.text()} in {type(label.parent()).__name__}"
        for label in full_window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText
    ]
    assert not marked_up


def test_two_papers_that_look_like_one_are_joined_side_by_side(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    abstract = "We study the nature of things in several dimensions and find it remarkable. " * 3
    titles = ("On the Remarkable Nature of Wonderful Things", "On the Remarkable Nature of Wonderfull Things")
    for number, title in enumerate(titles):
        told = [{"title": title, "abstract": abstract, "authors": ["Ada Lovelace"]}]
        (tmp_path / f"{number}.json").write_text(json.dumps(told))
    window = open_window()
    drop(window, *(tmp_path / f"{number}.json" for number in range(2)))
    qtbot.waitUntil(lambda: any("Possible duplicates" in text for text in window.sidebar.texts()), timeout=WAIT)
    window.likeness.open()
    page = window.panes.likeness
    assert "1 of 1" in page.text()
    assert "Wonderfull" in page.text()
    press(window, "s")
    assert not any(state_of(window, paper) != "inbox" for paper in window.model.ids())
    QTest.keyClick(page, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: "No two papers" in page.text(), timeout=WAIT)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT)
    press(window, "u")
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT)


def test_a_list_of_titles_is_offered_after_the_refusal(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Attention is all you need\nOn the electrodynamics of moving bodies\n")
    window = open_window()
    drop(window, tmp_path / "list.txt")
    qtbot.waitUntil(window.problems.isVisible, timeout=WAIT)
    button = next(one for one in window.problems.findChildren(QPushButton) if "list of 2 titles" in one.text())
    button.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT)
    assert not window.problems.isVisible()


def test_a_digest_tells_what_it_brought_shows_its_source_and_takes_a_date(
    full_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = full_window
    window.browsing.show_view("digest:#1")
    qtbot.waitUntil(lambda: window.model.rowCount() == 68, timeout=WAIT)
    window.digests.report()
    assert "Text digest, imported" in window.problems.text()
    assert "68 papers: 68 new" in window.problems.text()
    window.problems.close_panel()
    window.digests.source()
    sheet = next(one for one in window.findChildren(SourceSheet))
    assert "Daily Papers" in sheet.text.toPlainText()
    sheet.close()
    digest, library = window.digests.of(1), window.session.library
    assert digest is not None
    assert library is not None
    window.digests.write_source(str(tmp_path / "saved.txt"), lists.source(library, 1)[1])
    assert (tmp_path / "saved.txt").read_bytes() == (SEEDS / "000_3b97b98cbc769c73.txt").read_bytes()
    window.digests.set_date(1, "3 Sep 2024")
    qtbot.waitUntil(lambda: any("3 Sep 2024" in text for text in window.sidebar.texts()), timeout=WAIT)
    press(window, "u")
    qtbot.waitUntil(lambda: not any("2024" in text for text in window.sidebar.texts()), timeout=WAIT)


def test_a_running_import_tells_file_by_file_what_it_found(open_window: Open, seeds: tuple[Path, Path]) -> None:
    panel = open_window().imports
    panel.begin([str(seeds[0]), "/x/b.bib"])
    assert "waiting" in panel.text()
    panel.add(FileReport(str(seeds[0]), "text", 1, papers=68, new=62, known=6))
    assert "text digest · 68 papers: 62 new, 6 you had" in panel.text()
    panel.add(FileReport("/x/b.bib", error=("This is a PDF", "")))
    assert "b.bib — not imported: This is a PDF" in panel.text()
    panel.end()
    assert not panel.isVisible()


def test_a_digest_in_a_watched_folder_comes_in_by_itself(
    open_window: Open, qtbot: QtBot, tmp_path: Path, seeds: tuple[Path, Path]
) -> None:
    (tmp_path / "lies there already.txt").write_bytes(seeds[1].read_bytes())
    os.utime(tmp_path / "lies there already.txt", (1, 1))
    time.sleep(0.05)
    window = open_window()
    window.watches.watch([str(tmp_path)])
    qtbot.wait(300)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 no digest")
    (tmp_path / "000.txt").write_bytes(seeds[0].read_bytes())
    qtbot.waitUntil(lambda: window.model.rowCount() == 68, timeout=WAIT)
    qtbot.waitUntil(lambda: "Imported 68 papers of 000.txt from a watched folder" in window.toast.text())
    assert not window.problems.isVisible()
    assert window.session.library is not None
    assert steps.newest(window.session.library) is None, "U takes back what a person did, not a folder"
    window.toast.press("Undo")
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT)


def test_watched_folders_are_chosen_and_remembered(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    window.watches.choose()
    sheet = next(one for one in window.findChildren(WatchSheet))
    assert sheet.texts() == []
    sheet.add(str(tmp_path))
    assert sheet.texts() == [str(tmp_path)]
    sheet.close()
    window.close()
    again = open_window()
    assert list(again.watches.folders) == [str(tmp_path)]


def search_for(window: MainWindow, qtbot: QtBot, line: str) -> None:
    """Type a line into the search field, as one does."""
    press(window, "/")
    qtbot.waitUntil(window.search.has_focus, timeout=WAIT)
    press(window, *line)
    qtbot.waitUntil(lambda: window.search.scope_text().startswith("All papers"), timeout=WAIT)


def open_sheet(window: MainWindow, qtbot: QtBot) -> SearchSheet:
    """The sheet that asks for a search's name."""
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in window.findChildren(SearchSheet)), timeout=WAIT)
    sheet = next(sheet for sheet in window.findChildren(SearchSheet) if sheet.isVisible())
    qtbot.waitUntil(sheet.name.hasFocus, timeout=WAIT)
    return sheet


def saved(window: MainWindow) -> dict[str, tuple[str, int]]:
    """Line and count of each saved search, by name."""
    counted = window.browsing.counted
    return {one.name: (one.line, one.papers) for one in counted.searches} if counted else {}


def save_searches(window: MainWindow, qtbot: QtBot, **lines: str) -> None:
    for name, line in lines.items():
        window.searches.save(name, line)
    qtbot.waitUntil(lambda: set(lines) <= set(saved(window)), timeout=WAIT)


def stand_on(window: MainWindow, qtbot: QtBot, text: str) -> QListWidget:
    """Go to a row of the sidebar by keyboard."""
    QTest.keyClick(focused(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    rows = window.sidebar.findChild(QListWidget)
    assert rows is not None
    qtbot.waitUntil(rows.hasFocus, timeout=WAIT)
    QTest.keyClick(rows, Qt.Key.Key_Home)
    for _ in range(rows.count()):
        if rows.currentItem().text() == text:
            return rows
        QTest.keyClick(rows, Qt.Key.Key_Down)
    raise AssertionError(f"No row {text} among {window.sidebar.texts()}")


def test_a_search_is_saved_under_a_name_and_opens_as_a_list_with_an_empty_box(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    search_for(window, qtbot, "annealing -neura")
    assert "neura…" not in window.search.explanation(), "an excluded word is not completed"
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    sheet = open_sheet(window, qtbot)
    assert (sheet.name.text(), sheet.line.text()) == ("Annealing and without neura", "annealing -neura")
    press(window, *"Cooling down")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Cooling down" in window.sidebar.texts(), timeout=WAIT)
    assert window.search.line() == "annealing -neura"
    count = saved(window)["Cooling down"][1]
    assert count > 0
    window.activateWindow()
    qtbot.waitUntil(window.search.has_focus, timeout=WAIT)
    rows = stand_on(window, qtbot, "Cooling down")
    QTest.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.browsing.view == "annealing -neura", timeout=WAIT)
    qtbot.waitUntil(lambda: window.model.rowCount() == count, timeout=WAIT)
    assert window.search.line() == ""
    assert window.windowTitle().startswith("Cooling down")
    cards = [window.model.card(row) for row in range(count)]
    assert all(card and "nneal" in f"{card.paper.title} {card.paper.abstract}" for card in cards)


def test_a_word_still_being_typed_is_saved_as_it_stands(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    search_for(window, qtbot, "diffus")
    assert window.model.rowCount() > 0
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(open_sheet(window, qtbot).name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: saved(window) == {"diffus": ("diffus", 0)}, timeout=WAIT)


def test_without_a_search_there_is_nothing_to_save_and_a_saved_one_is_not_saved_twice(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    QTest.keyClick(window.papers, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "Type a search first" in window.status.said()
    save_searches(window, qtbot, Bridges="bridge")
    window.browsing.show_view("bridge")
    window.searches.save_search()
    assert window.status.said() == "Saved already: Bridges"
    assert not window.findChildren(SearchSheet)


def test_a_search_that_can_not_be_saved_says_why_before_enter(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    save_searches(window, qtbot, Bridges="bridge")
    search_for(window, qtbot, "spin ")
    window.searches.save_search()
    sheet = open_sheet(window, qtbot)
    sheet.name.setText("BRIDGES")
    assert sheet.told() == "This name is taken. There is a saved search “Bridges”. Choose another name."
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.name.setText("Spins")
    sheet.line.setText("spin title:")
    assert "title: needs a word" in sheet.told()
    sheet.line.setText("spin -glass")
    assert sheet.told() == "Papers with spin and without glass."
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: saved(window).get("Spins", ("",))[0] == "spin -glass", timeout=WAIT)


def test_a_search_within_a_saved_one_is_saved_as_both(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    save_searches(window, qtbot, Networks="neural networks")
    window.browsing.show_view("neural networks")
    qtbot.waitUntil(lambda: window.model.rowCount() == saved(window)["Networks"][1], timeout=WAIT)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    window.browsing.toggle_scope()
    search_for(window, qtbot, "quantum ")
    qtbot.waitUntil(lambda: 0 < window.model.rowCount() < 44, timeout=WAIT)
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    sheet = open_sheet(window, qtbot)
    assert sheet.line.text() == "neural networks quantum"
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    both = ("neural networks quantum", window.model.rowCount())
    qtbot.waitUntil(lambda: both in saved(window).values(), timeout=WAIT)


def test_counts_of_saved_searches_follow_what_one_decides(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    save_searches(window, qtbot, Undecided="is:inbox", Kept="is:later OR is:done")
    assert saved(window)["Undecided"][1] == 230
    press(window, "l", "e", "d")
    qtbot.waitUntil(lambda: saved(window)["Undecided"][1] == 227, timeout=WAIT)
    assert saved(window)["Kept"][1] == 2


def test_a_saved_search_is_renamed_in_place(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    save_searches(window, qtbot, Bridges="bridge")
    rows = stand_on(window, qtbot, "Bridges")
    QTest.keyClick(rows, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: focused().accessibleName() == "Name of the saved search", timeout=WAIT)
    QTest.keyClicks(focused(), "Light bridges")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Light bridges" in window.sidebar.texts(), timeout=WAIT)
    assert window.browsing.view == "is:inbox", "Enter took the name and opened nothing"
    press(window, "u")
    qtbot.waitUntil(lambda: "Bridges" in window.sidebar.texts(), timeout=WAIT)
    assert "Undid: Renamed Bridges to Light bridges" in window.status.said()


def test_delete_removes_the_saved_search_not_the_paper_and_its_toast_brings_it_back(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    save_searches(window, qtbot, Bridges="bridge", Spins="spin")
    before = window.sidebar.texts()
    rows = stand_on(window, qtbot, "Bridges")
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Bridges" not in window.sidebar.texts(), timeout=WAIT)
    assert window.toast.text() == "Removed the search “Bridges”"
    assert not window.browsing.judged
    window.toast.press("Undo")
    qtbot.waitUntil(lambda: window.sidebar.texts() == before, timeout=WAIT)


def test_another_line_for_the_open_search_is_another_list(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    save_searches(window, qtbot, Mine="kagome")
    window.browsing.show_view("kagome")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT)
    counted = window.browsing.counted
    assert counted is not None
    window.searches.edit(counted.searches[0].id)
    sheet = open_sheet(window, qtbot)
    sheet.line.setText("frohlich")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT)
    assert window.browsing.view == "frohlich"
    window.sitting.undo()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT)
    assert window.windowTitle().startswith("Mine")


def test_the_saved_search_that_was_open_is_open_after_a_restart_in_its_own_order(
    full_window: MainWindow, open_window: Open, qtbot: QtBot
) -> None:
    window = full_window
    save_searches(window, qtbot, Mine="network sort:title")
    window.browsing.show_view("network sort:title")
    qtbot.waitUntil(lambda: window.model.rowCount() == 79, timeout=WAIT)
    shown = titles(window)
    assert shown == sorted(shown, key=fold.title_key)
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: titles(again) == shown, timeout=WAIT)
    qtbot.waitUntil(lambda: again.windowTitle().startswith("Mine"), timeout=WAIT)
    rows = again.sidebar.findChild(SidebarRows)
    assert rows is not None
    assert rows.item(rows.open_row).text() == "Mine"


def test_a_saved_search_that_can_not_be_read_any_more_is_mended_not_opened(
    full_window: MainWindow, qtbot: QtBot, home: Path
) -> None:
    window = full_window
    save_searches(window, qtbot, Old="kagome")
    with open_library(home / "data") as library, library.writing("") as writing:
        writing.connection.execute("UPDATE search SET line = 'title:'")
    qtbot.waitUntil(lambda: saved(window)["Old"][0] == "title:", timeout=WAIT)
    QTest.keyClick(stand_on(window, qtbot, "Old"), Qt.Key.Key_Return)
    sheet = open_sheet(window, qtbot)
    assert "title: needs a word" in sheet.told()
    assert (window.browsing.view, window.model.rowCount()) == ("is:inbox", 230)
    sheet.line.setText("title:entropy")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: saved(window)["Old"] == ("title:entropy", 5), timeout=WAIT)


def test_a_saved_search_has_a_menu_of_its_own(
    full_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = full_window
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: shown.append(menu))
    save_searches(window, qtbot, Bridges="bridge")
    rows = stand_on(window, qtbot, "Bridges")
    place = rows.visualItemRect(rows.currentItem()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, rows.viewport().mapToGlobal(place))
    QApplication.sendEvent(rows.viewport(), event)
    words = [action.text().split("\t")[0] for action in shown[0].actions()]
    assert words == ["Open", "Rename…", "Edit Search…", "Remove"]
    shown[0].actions()[0].trigger()
    qtbot.waitUntil(lambda: window.model.rowCount() == saved(window)["Bridges"][1], timeout=WAIT)


@pytest.fixture
def indexed_window(full_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The same, its index built."""
    assert full_window.session.library is not None
    index = Indexer(full_window.session.library, full_window.session.places.cache).folder
    qtbot.waitUntil((index / "current").exists, timeout=WAIT)
    return full_window


def test_what_can_stand_at_the_cursor_is_offered_and_taken(indexed_window: MainWindow, qtbot: QtBot) -> None:
    window, popup = indexed_window, indexed_window.completion.popup
    press(window, "/")
    qtbot.waitUntil(window.search.has_focus, timeout=WAIT)
    press(window, *"titl")
    qtbot.waitUntil(popup.isVisible, timeout=WAIT)
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert offered[0] == "title:"
    assert window.search.has_focus()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert window.search.line() == "title:"
    press(window, *"entrop")
    qtbot.waitUntil(lambda: popup.isVisible() and popup.model().index(0, 0).data() == "entropy", timeout=WAIT)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    assert window.search.line() == "title:entrop"
    assert not popup.isVisible()


def test_escape_closes_what_is_offered_and_keeps_the_line(indexed_window: MainWindow, qtbot: QtBot) -> None:
    window, popup = indexed_window, indexed_window.completion.popup
    press(window, "/")
    press(window, *"quantu")
    qtbot.waitUntil(popup.isVisible, timeout=WAIT)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert window.search.line() == "quantu"
    assert window.search.has_focus()


def test_a_line_without_hits_says_why_and_leads_to_one_that_has_some(
    indexed_window: MainWindow, qtbot: QtBot
) -> None:
    window = indexed_window
    press(window, "/")
    press(window, *"quantun")
    window.search.put("quantun diffusion", 17)
    qtbot.waitUntil(lambda: "No paper has quantun" in window.nothing.text(), timeout=WAIT)
    window.nothing.press("Search quantum diffusion (4)")
    qtbot.waitUntil(lambda: window.model.rowCount() == 4, timeout=WAIT)
    assert window.search.line() == "quantum diffusion"


def test_papers_like_the_one_that_is_read_stand_below_it(indexed_window: MainWindow, qtbot: QtBot) -> None:
    window = indexed_window
    page = window.reader.page_view
    press(window, "j")
    qtbot.waitUntil(lambda: not page.similar.isHidden(), timeout=WAIT)
    titles = page.similar.findChildren(WordButton)
    assert len(titles) == 6
    before = window.papers.current_id()
    with qtbot.waitSignal(page.similar_chosen) as chosen:
        titles[0].click()
    assert window.papers.current_id() == chosen.args[0] != before
    assert page.similar.isHidden()
    qtbot.waitUntil(lambda: not page.similar.isHidden(), timeout=WAIT)
    page.similar.findChildren(WordButton)[-1].click()
    assert window.search.line() == f"similar:{chosen.args[0]}"
    qtbot.waitUntil(lambda: window.model.rowCount() == 100, timeout=WAIT)


def test_lines_that_were_searched_come_back_by_the_arrow(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    for line in ("entropy", "kagome"):
        press(window, "/")
        qtbot.waitUntil(window.search.has_focus, timeout=WAIT)
        window.search.set_line(line)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        qtbot.waitUntil(window.papers.hasFocus, timeout=WAIT)
    press(window, "/")
    qtbot.waitUntil(window.search.has_focus, timeout=WAIT)
    window.search.set_line("")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(focused(), key)
        seen.append(window.search.line())
    assert seen == ["kagome", "entropy", "entropy", "kagome", ""]
    assert window.returning.place().lines == ("entropy", "kagome")
