"""Digest text and notes on screen: shown as text, loading nothing, never hanging."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont, QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.markdown import write_markdown
from readinglist.gui.rich_text import (
    BREAK,
    MOST_SHOWN,
    Look,
    SafeDocument,
    link_target,
    plain,
    tooltip,
    write_text,
)
from readinglist.gui.safe_browser import Prose, SafeBrowser

LONG_AGO = 1_000_000_000
HOSTILE = [
    "<img src=/dev/zero>",
    '<img src="file:///etc/passwd">',
    "![x](file:///etc/passwd)",
    "![x](/dev/zero)",
    "[a](javascript:alert(1))",
    '<a href="file:///etc/passwd">click</a>',
    "<table>" * 2000,
    '<link rel=stylesheet href="file:///etc/passwd">',
    "<style>@import url(/etc/passwd);</style>",
    "> " * 3000,
    "\u202egnp.exe",
    "&lt;b&gt; &amp;",
]


@pytest.fixture
def look() -> Look:
    return Look(QFont(), "#111111", "#2244cc")


def shown(document: QTextDocument) -> str:
    return plain(document.toPlainText())


def links(document: QTextDocument) -> list[tuple[str, str]]:
    found = []
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            form = part.fragment().charFormat()
            if form.isAnchor():
                found.append((plain(part.fragment().text()), form.anchorHref()))
            part += 1
        block = block.next()
    return found


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """An image last read long ago; where reading leaves no trace the test can't see anything."""
    canary = tmp_path / "canary.png"
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(canary))
    os.utime(canary, (LONG_AGO, LONG_AGO))
    QImage(str(canary))
    if canary.stat().st_atime == LONG_AGO:
        pytest.skip("this file system does not note when a file was read")
    os.utime(canary, (LONG_AGO, LONG_AGO))
    return canary


@pytest.mark.parametrize("text", HOSTILE)
def test_digest_text_is_shown_as_it_is_written(qtbot: QtBot, look: Look, text: str) -> None:
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    write_text(browser.document(), text, look)
    browser.resize(300, 200)
    browser.show()
    browser.grab()
    assert shown(browser.document()).split() == text.split()
    assert links(browser.document()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_notes_open_nothing_and_lead_nowhere(qtbot: QtBot, look: Look, text: str) -> None:
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    write_markdown(browser.document(), text, look)
    browser.resize(300, 200)
    browser.show()
    browser.grab()
    assert links(browser.document()) == []


def test_images_and_unsafe_links_of_notes_are_shown_as_text(qapp: object, look: Look) -> None:
    document = SafeDocument()
    write_markdown(document, "see ![x](file:///etc/passwd) and [a](javascript:alert(1)) **b**", look)
    assert shown(document) == "see ![x](file:///etc/passwd) and a (javascript:alert(1)) b"


def test_a_canary_image_is_never_read(qtbot: QtBot, look: Look, canary: Path) -> None:
    document = SafeDocument()
    for address in (str(canary), f"file://{canary}"):
        loaded = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
        assert isinstance(loaded, QImage)
        assert loaded.size().width() == 1
        document.setHtml(f'<img src="{address}"><link rel="stylesheet" href="{address}">')
        assert document.size().width() > 0
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    browser.setHtml(f'<img src="file://{canary}">')
    browser.setSource(QUrl.fromLocalFile(str(canary)))
    browser.show()
    browser.grab()
    assert canary.stat().st_atime == LONG_AGO


def test_web_addresses_are_links_without_the_full_stop_after_them(qapp: object, look: Look) -> None:
    document = SafeDocument()
    write_text(document, "Code: https://example.org/x_(y). More (http://a.org/b), and ftp://no.", look)
    assert links(document) == [
        ("https://example.org/x_(y)", "https://example.org/x_(y)"),
        ("http://a.org/b", "http://a.org/b"),
    ]
    write_markdown(document, "see https://example.org/x. Then [here](https://b.org/c)", look)
    assert links(document) == [
        ("https://example.org/x", "https://example.org/x"),
        ("here", "https://b.org/c"),
    ]


def test_hits_are_bold_and_underlined_also_inside_an_address(qapp: object, look: Look) -> None:
    document = SafeDocument()
    text = "deep https://deep.org/x deep"
    write_text(document, text, look, [(0, 4), (13, 17)])
    cursor = QTextCursor(document)
    bold = []
    for at in range(len(text)):
        cursor.setPosition(at + 1)
        if cursor.charFormat().fontWeight() >= QFont.Weight.Bold:
            bold.append(at)
    assert bold == [0, 1, 2, 3, 13, 14, 15, 16]
    assert "".join(word for word, _address in links(document)) == "https://deep.org/x"


def test_paragraphs_stand_apart(qapp: object, look: Look) -> None:
    document = SafeDocument()
    write_text(document, "one\nstill one\n\ntwo", look)
    assert shown(document) == "one still one\ntwo"
    write_text(document, "", look)
    assert shown(document) == ""


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "https://a.org/" + "b" * 1_000_000, "w " * 500_000, "\n\n" * 300_000]
)
@pytest.mark.parametrize("write", [write_text, write_markdown])
def test_a_megabyte_does_not_hang(qapp: object, look: Look, text: str, write: object) -> None:
    document = SafeDocument()
    began = time.process_time()
    write(document, text, look)  # type: ignore[operator]
    document.setTextWidth(500)
    document.size()
    assert time.process_time() - began < 5
    if not text.isspace():
        assert f"{len(text):,} characters" in shown(document)
        assert len(shown(document)) < MOST_SHOWN + 100


def test_a_long_word_is_copied_without_its_break_opportunities(qtbot: QtBot, look: Look) -> None:
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    write_text(browser.document(), "x" * 300, look)
    assert BREAK in browser.toPlainText()
    browser.selectAll()
    assert browser.createMimeDataFromSelection().text() == "x" * 300
    assert not browser.createMimeDataFromSelection().hasHtml()


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://arxiv.org/abs/1", True),
        ("http://a.org", True),
        ("mailto:a.b@c.org", True),
        ("mailto:a@c.org?body=x", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://user:word@a.org", False),
        ("", False),
    ],
)
def test_only_web_and_mail_addresses_may_be_opened(address: str, opens: bool) -> None:
    assert (link_target(address) is not None) == opens


def test_a_tooltip_shows_markup_as_text() -> None:
    assert tooltip("<img src=/dev/zero>") == "<qt>&lt;img src=/dev/zero&gt;</qt>"


@pytest.fixture
def browser(qtbot: QtBot, look: Look) -> SafeBrowser:
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    write_text(browser.document(), "go https://example.org/x now", look)
    browser.resize(400, 100)
    with qtbot.waitExposed(browser):
        browser.show()
    return browser


def test_a_click_on_an_address_is_told_and_not_followed(qtbot: QtBot, browser: SafeBrowser) -> None:
    cursor = browser.textCursor()
    cursor.setPosition(8)
    at = browser.cursorRect(cursor).center()
    with qtbot.waitSignal(browser.link_opened) as told:
        QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["https://example.org/x"]
    assert "go" in browser.toPlainText()


def test_an_address_is_reached_by_tab_and_opened_by_enter(qtbot: QtBot, browser: SafeBrowser) -> None:
    with qtbot.waitActive(browser):
        browser.activateWindow()
    browser.setFocus()
    QTest.keyClick(browser, Qt.Key.Key_Tab)
    with qtbot.waitSignal(browser.link_opened) as told:
        QTest.keyClick(browser, Qt.Key.Key_Return)
    assert told.args == ["https://example.org/x"]


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_L, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_Return]
)
def test_letters_space_and_esc_are_left_to_the_window(qtbot: QtBot, look: Look, key: Qt.Key) -> None:
    class Window(QWidget):
        def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
            heard.append(event.key())  # type: ignore[attr-defined]

    heard: list[int] = []
    window = Window()
    qtbot.addWidget(window)
    prose = Prose()
    QVBoxLayout(window).addWidget(prose)
    write_text(prose.document(), "plain text", look)
    window.show()
    prose.setFocus()
    QTest.keyClick(prose, key)
    assert heard == [key]


def test_nothing_can_be_dropped_on_text(browser: SafeBrowser) -> None:
    assert not browser.acceptDrops()
    assert not browser.viewport().acceptDrops()
    mime = QMimeData()
    mime.setText("dropped")
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    before = browser.toPlainText()
    browser.viewport().event(drop)
    assert browser.toPlainText() == before


def test_prose_is_as_high_as_its_text(qtbot: QtBot, look: Look) -> None:
    prose = Prose()
    qtbot.addWidget(prose)
    write_text(prose.document(), "word " * 200, look)
    assert prose.heightForWidth(200) > 2 * prose.heightForWidth(500)
    assert prose.mapToGlobal(QPoint(0, 0)) is not None
