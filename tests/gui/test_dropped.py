"""What comes by drop or paste is told from names and kinds alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl

from readinglist.gui.dropped import GONE, WEB, dropped


def test_files_come_before_text() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/a b/digest.txt"), QUrl.fromLocalFile("/c.pdf")])
    mime.setText("file:///a b/digest.txt")
    told = dropped(mime)
    assert told.paths == ("/a b/digest.txt", "/c.pdf")
    assert told.suspects == ["a PDF"]


@pytest.mark.parametrize("address", ["https://huggingface.co/papers", " www.example.org/x \n"])
def test_a_web_address_alone_is_explained(address: str) -> None:
    mime = QMimeData()
    mime.setText(address)
    assert dropped(mime).message == WEB


def test_text_is_text_though_an_address_stands_in_it() -> None:
    mime = QMimeData()
    mime.setText("A title\n\nAn abstract, see https://example.org")
    assert dropped(mime).texts


def test_a_drop_without_anything_says_so() -> None:
    assert dropped(QMimeData()).message == GONE
