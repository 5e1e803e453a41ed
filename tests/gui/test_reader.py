"""The reader: what it shows of a paper, what can be asked of it, and how it keeps one's place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist import query
from readinglist.gui.chips import Chip
from readinglist.gui.column import Column
from readinglist.gui.reader import Reader
from readinglist.gui.reader_page import day, meta_line
from readinglist.gui.theme import Theme
from readinglist.gui.word_button import WordButton
from readinglist.model import Card, Marks, Paper, Sighting

ABSTRACT = (
    'We study Schr\\"odinger bridges. Code is at https://github.com/a/b. The entropy\n\nA second paragraph '
    + "of many words " * 300
)
FIRST = Sighting(3, "Daily Papers", "000_3b97b98cbc769c73.txt", 1, None, "Sep 3")
SECOND = Sighting(4, "001_6d16eb8aa34b31f2", "001_6d16eb8aa34b31f2.txt", 142, None, None)


def card(number: int = 1, *, title: str = "On {\\it Entropy} and <b>Spin</b>", **marks: object) -> Card:
    paper = Paper(number, f"u{number}", title, ABSTRACT, (), {}, {}, None, "2026-09-04T10:00:00Z")
    return Card(paper, Marks(**marks), (FIRST, SECOND))  # type: ignore[arg-type]


class Window(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.reader = Reader(theme)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.reader)
        self.resize(700, 500)
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        self.keys.append(event.key())  # type: ignore[attr-defined]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light", 100)
    yield theme
    theme.set_text_size(100)  # the next theme takes the application's font for the system's


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Window:
    window = Window(theme)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def reader(window: Window) -> Reader:
    window.reader.show_card(card(), "1 of 168", None)
    return window.reader


def button(reader: QWidget, word: str) -> WordButton:
    return next(each for each in reader.findChildren(WordButton) if word in (each.text(), each.accessibleName()))


def shown_buttons(reader: Reader) -> list[str]:
    ways = reader.page_view.ways_out.findChildren(WordButton)
    return [each.text() for each in ways if not each.isHidden()]


def test_a_paper_is_shown_readable_and_its_markup_as_text(reader: Reader) -> None:
    assert reader.page_view.title.toPlainText() == "On Entropy and <b>Spin</b>"
    assert reader.page_view.abstract.toPlainText().startswith("We study Schrödinger bridges.")
    assert reader.page_view.place.text() == "1 of 168"
    assert reader.page_view.meta.text() == "3 Sep · Daily Papers no. 1 · also in 001_6d16eb8aa34b31f2 no. 142"


@pytest.mark.parametrize(
    ("dated", "as_written", "shown"),
    [
        (None, "Sep 3", "3 Sep"),
        (None, "September 03", "3 Sep"),
        ("2026-09-03", "Sep 3, 2026", "3 Sep 2026"),
        (None, "Week 36", "Week 36"),
        (None, None, ""),
    ],
)
def test_dates_are_short_and_never_completed(dated: str | None, as_written: str | None, shown: str) -> None:
    assert day(Sighting(1, "x", "x.txt", 1, dated, as_written)) == shown


def test_a_state_without_a_button_and_further_sightings_are_said_in_the_line_above() -> None:
    third = replace(SECOND, digest=5, name="a" * 60)
    line = meta_line(replace(card(state="reading"), sightings=(third, FIRST, SECOND)))
    assert line == f"Reading · {'a' * 18}…{'a' * 17} no. 142 · also in Daily Papers no. 1 and 1 more"


def test_hits_are_marked_in_title_and_abstract(reader: Reader) -> None:
    reader.show_card(card(), "1 of 36", query.parse("entropy"))
    for prose in (reader.page_view.title, reader.page_view.abstract):
        cursor = prose.document().find("ntropy", 0, prose.document().FindFlag(0))
        assert cursor.charFormat().fontWeight() >= QFont.Weight.Bold
        assert cursor.charFormat().fontUnderline()


def test_the_buttons_of_the_bar_say_what_was_chosen(reader: Reader, qtbot: QtBot) -> None:
    for word, state in (("Later", "later"), ("Done", "done"), ("Not for me", "dismissed")):
        with qtbot.waitSignal(reader.state_chosen) as told:
            button(reader.bar, word).click()
        assert told.args == [state]
    with qtbot.waitSignals([reader.star_toggled, reader.tag_popup_requested, reader.menu_requested]):
        button(reader.bar, "Star").click()
        button(reader.bar, "Tag").click()
        button(reader.bar, "More for this paper").click()


def test_the_state_is_pressed_and_pressing_it_again_takes_it_back(reader: Reader, qtbot: QtBot) -> None:
    reader.show_card(card(state="later", starred=True), "1 of 168", None)
    later = button(reader.bar, "Later")
    assert later.isChecked()
    assert later.accessibleName() == "Later, chosen"
    assert reader.bar.star.accessibleName() == "Take the star off"
    with qtbot.waitSignal(reader.state_chosen) as told:
        later.click()
    assert told.args == ["inbox"]
    assert later.isChecked()


@pytest.mark.parametrize(
    ("identifiers", "links", "words"),
    [
        ({"arxiv": "2103.04048"}, {}, ["Paper", "PDF"]),
        ({"doi": "10.1/x"}, {"code": "https://github.com/a/b"}, ["Paper", "Code"]),
        ({}, {"pdf": "file:///etc/passwd"}, ["Find on the web"]),
        ({}, {}, ["Find on the web"]),
    ],
)
def test_ways_out_to_the_web(
    reader: Reader, qtbot: QtBot, identifiers: dict[str, str], links: dict[str, str], words: list[str]
) -> None:
    paper = replace(card().paper, identifiers=identifiers, links=links)
    reader.show_card(replace(card(), paper=paper), "", None)
    assert shown_buttons(reader) == words
    way = button(reader.page_view.ways_out, words[0])
    if words[0] == "Find on the web":
        with qtbot.waitSignal(reader.web_search_requested):
            way.click()
    else:
        with qtbot.waitSignal(reader.link_opened) as told:
            way.click()
        assert told.args is not None
        assert str(told.args[0]).startswith("https://")
        assert str(told.args[0]) in way.toolTip()


def test_authors_and_year_are_shown_where_known(reader: Reader) -> None:
    assert reader.page_view.authors.isHidden()
    paper = replace(card().paper, authors=("Ada {\\'E}luard", "B"), published="2024-09")
    reader.show_card(replace(card(), paper=paper), "", None)
    assert reader.page_view.authors.toPlainText() == "Ada Éluard, B · 2024"


def test_tags_are_taken_off_by_their_chip_and_added_beside_them(reader: Reader, qtbot: QtBot) -> None:
    reader.show_card(card(tags=("physics", "to-review")), "", None)
    chips = reader.page_view.chips
    assert [chip.accessibleName() for chip in chips.findChildren(Chip)] == [
        "Remove tag physics",
        "Remove tag to-review",
    ]
    first = chips.findChildren(Chip)[0]
    first.setFocus()
    with qtbot.waitSignal(reader.tag_removed) as told:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert told.args == ["physics"]
    reader.show_card(card(tags=("to-review",)), "", None)
    focus = QApplication.focusWidget()
    assert isinstance(focus, Chip)
    assert focus.name == "to-review"
    with qtbot.waitSignal(reader.tag_popup_requested):
        chips.add.click()


def test_chips_wear_the_colours_of_their_tags(reader: Reader) -> None:
    reader.set_hues({"Physics": 25})
    reader.show_card(card(tags=("physics", "new")), "", None)
    assert [chip.hue for chip in reader.page_view.chips._chips] == [25, 215]


def test_many_chips_wrap_instead_of_widening_the_pane(reader: Reader, qtbot: QtBot) -> None:
    reader.show_card(card(tags=tuple(f"a rather long tag {n}" for n in range(30))), "", None)
    chips = reader.page_view.chips
    qtbot.waitUntil(lambda: chips.height() > 5 * chips.add.height())
    assert chips.width() <= reader.width()


def test_the_digests_it_was_seen_in_can_be_gone_to(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.sighting_chosen) as told:
        button(reader.page_view.seen, "001_6d16eb8aa34b31f2 no. 142").click()
    assert told.args == [4]


def test_showing_the_same_paper_again_keeps_place_selection_and_focus(reader: Reader, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: reader.area.verticalScrollBar().maximum() > 200)
    reader.set_scroll_position(120)
    abstract = reader.page_view.abstract
    abstract.setFocus()
    abstract.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    reader.show_card(card(starred=True, tags=("new",)), "2 of 168", None)
    assert reader.scroll_position() == 120
    assert abstract.selected_text() == "We"
    assert abstract.hasFocus()
    reader.show_card(card(2), "3 of 168", None)
    assert reader.scroll_position() == 0


def test_space_pages_until_the_end(reader: Reader, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: reader.area.verticalScrollBar().maximum() > 200)
    pages = 0
    while reader.page(forward=True):
        pages += 1
        assert pages < 50
    assert pages > 1
    assert reader.scroll_position() == reader.area.verticalScrollBar().maximum()
    assert reader.page(forward=False)
    reader.set_scroll_position(0)
    assert not reader.page(forward=False)


def test_arrows_scroll_and_every_other_key_is_the_windows(window: Window, reader: Reader, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: reader.area.verticalScrollBar().maximum() > 200)
    reader.setFocus()
    assert reader.has_focus()
    for place in (reader.area, reader.page_view.abstract):
        place.setFocus()
        reader.set_scroll_position(0)
        window.keys.clear()
        QTest.keyClick(place, Qt.Key.Key_Down)
        assert reader.scroll_position() > 0
        QTest.keyClick(place, Qt.Key.Key_Up)
        assert reader.scroll_position() == 0
        others = [Qt.Key.Key_L, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_U, Qt.Key.Key_Return]
        for key in others:
            QTest.keyClick(place, key)
        assert window.keys == [int(key) for key in others]


def test_space_and_letters_on_a_button_of_the_bar(window: Window, reader: Reader, qtbot: QtBot) -> None:
    done = button(reader.bar, "Done")
    done.setFocus()
    with qtbot.waitSignal(reader.state_chosen):
        QTest.keyClick(done, Qt.Key.Key_Space)
    QTest.keyClick(done, Qt.Key.Key_L)
    assert window.keys == [int(Qt.Key.Key_L)]


def test_selected_text_is_copied_plain(reader: Reader) -> None:
    abstract = reader.page_view.abstract
    abstract.setFocus()
    abstract.moveCursor(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(abstract, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("We study Schrödinger bridges.")


def test_several_papers_are_counted_and_can_be_judged_together(reader: Reader, qtbot: QtBot) -> None:
    reader.show_selection(5)
    assert reader.several._count.text() == "5 papers selected"
    with qtbot.waitSignal(reader.state_chosen) as told:
        button(reader.several, "Done").click()
    assert told.args == ["done"]
    assert not reader.page(forward=True)
    reader.show_selection(1)
    assert reader.several._count.text() == "1 paper selected"


def test_nothing_is_shown_where_there_is_no_paper(reader: Reader) -> None:
    reader.show_card(None, "", None)
    assert reader._stack.currentWidget() is reader._blank
    reader.show_blank()
    reader.show_card(card(), "", None)
    assert reader._stack.currentWidget() is reader._paper_view


def test_the_way_back_is_offered_where_the_reader_covers_the_list(reader: Reader, qtbot: QtBot) -> None:
    assert reader.bar.back.isHidden()
    reader.set_stacked(True)
    with qtbot.waitSignal(reader.back_requested):
        button(reader.bar, "Back to the papers").click()


@pytest.mark.parametrize("width", [1400, 700, 480])
@pytest.mark.parametrize("size", [100, 200])
def test_the_column_is_centred_at_most_720_wide_and_nothing_is_cut(
    window: Window, reader: Reader, theme: Theme, qtbot: QtBot, width: int, size: int
) -> None:
    theme.set_text_size(size)
    window.resize(width, 500)
    reader.set_stacked(True)
    abstract, bar = reader.page_view.abstract, reader.bar

    def left_edge(part: QWidget) -> int:
        return part.mapTo(window, QPoint(0, 0)).x()

    def settled() -> None:
        left = left_edge(abstract)
        assert abs(left - (width - left - abstract.width())) <= 3
        assert abs(left - left_edge(bar.back)) <= 2
        assert abstract.height() >= abstract.heightForWidth(abstract.width())

    qtbot.waitUntil(settled)
    assert abstract.width() <= round(Column.WIDTH_EM * theme.em)
    for each in (*bar.verdicts.values(), bar.star, bar.tag, bar.more):
        corner = each.mapTo(window, QPoint(each.width(), each.height()))
        assert corner.x() <= width
        assert corner.y() <= reader.area.mapTo(window, QPoint(0, 0)).y()


def test_every_control_has_a_name_and_no_rich_text_is_shown(reader: Reader) -> None:
    for control in reader.findChildren(WordButton):
        assert control.accessibleName()
    hostile = card(title="<img src=/dev/zero>", tags=("<img src=/dev/zero>",))
    sighting = replace(FIRST, name="<img src=/dev/zero>", file="<img src=/dev/zero>")
    reader.show_card(replace(hostile, sightings=(sighting, sighting)), "1 of 1", None)
    assert reader.page_view.meta.textFormat() == Qt.TextFormat.PlainText
    for each in reader.findChildren(QWidget):
        assert "<img" not in each.toolTip()


def test_the_look_follows_the_theme_and_keeps_the_paper(reader: Reader, theme: Theme) -> None:
    theme.set_scheme("dark")
    colours = {reader.page_view.title.textCursor().charFormat().foreground().color().name()}
    cursor = reader.page_view.title.textCursor()
    cursor.setPosition(1)
    colours.add(cursor.charFormat().foreground().color().name())
    assert theme.tokens.text.lower() in colours
    assert reader.page_view.title.toPlainText() == "On Entropy and <b>Spin</b>"
    theme.set_scheme("light")


def test_letters_are_written_beside_the_words_only_where_they_act(reader: Reader) -> None:
    wide = button(reader.bar, "Later").sizeHint().width()
    reader.show_letters(False)
    assert button(reader.bar, "Later").sizeHint().width() < wide


def test_a_remembered_place_is_gone_back_to_at_once(qtbot: QtBot, theme: Theme) -> None:
    window = Window(theme)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.reader.show_card(card(), "", None)
    window.reader.set_scroll_position(150)
    assert window.reader.scroll_position() == 150
    QApplication.processEvents()
    assert window.reader.scroll_position() == 150


def test_an_address_reached_by_tab_is_brought_into_sight(reader: Reader, qtbot: QtBot) -> None:
    paper = replace(card().paper, abstract="word " * 1500 + "https://example.org/far")
    reader.show_card(replace(card(), paper=paper), "", None)
    qtbot.waitUntil(lambda: reader.area.verticalScrollBar().maximum() > 500)
    abstract = reader.page_view.abstract
    abstract.setFocus()
    QTest.keyClick(abstract, Qt.Key.Key_Tab)
    bottom = abstract.mapTo(reader.area.viewport(), abstract.cursorRect().bottomLeft()).y()
    assert reader.scroll_position() > 500
    assert 0 < bottom < reader.area.viewport().height()


def test_the_focus_passing_through_does_not_scroll(reader: Reader, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: reader.area.verticalScrollBar().maximum() > 200)
    button(reader.page_view.seen, "001_6d16eb8aa34b31f2 no. 142").setFocus()
    assert reader.scroll_position() == 0
