"""Text of digests and notes on screen, in documents that load nothing.

Qt's rich text opens local files named in it, even by a title, and a word of a megabyte takes it two minutes.
So no markup of a digest is ever read as such: text is inserted as plain text with formats of our own. Long
words get invisible break opportunities, with which a megabyte takes 0.8 s, and less is shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from readinglist.text import identifiers

BREAK = "\u200b"
"""Zero width: where a long word may be broken; taken out again when text is copied."""
BREAK_AFTER = 80
MOST_SHOWN = 100_000
"""Characters of one text that are laid out (60 ms)."""

_LONG = re.compile(rf"[^\s{BREAK}]{{{BREAK_AFTER}}}(?=[^\s{BREAK}])")
_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\u2029")
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How text is set."""

    font: QFont
    text: str
    """Colour of the text."""
    accent: str
    """Colour of addresses and of the line under hits."""
    line_height: int = 140
    """Per cent of the font's own."""
    gap: int = 10
    """Pixels between paragraphs."""


class SafeDocument(QTextDocument):
    """A document that opens no file: asked for an image it has an empty one, for anything else nothing.

    Returning None would not do: Qt then opens the path itself."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A stand-in for whatever the text asks for."""
        del name
        if kind == QTextDocument.ResourceType.StyleSheetResource.value:
            return ""
        image = QImage(1, 1, QImage.Format.Format_ARGB32)
        image.fill(0)
        return image


def link_target(address: str) -> str | None:
    """The address where it may be opened (http, https, mailto), else None."""
    if _MAIL.fullmatch(address):
        return address
    return identifiers.safe_url(address)


def tooltip(text: str) -> str:
    """A tooltip that shows exactly this text, whatever is in it."""
    return f"<qt>{html.escape(text)}</qt>"


def breakable(text: str) -> str:
    """The text with break opportunities in its overlong words."""
    return _LONG.sub(lambda word: word[0] + BREAK, text)


def write_text(
    document: QTextDocument,
    text: str,
    look: Look,
    hits: Sequence[tuple[int, int]] = (),
    *,
    lines: bool = False,
    link: bool = True,
) -> None:
    """Fill a document with plain text: paragraphs at blank lines (`lines`: at every line end), web addresses
    as links, hits (spans of `text`) bold with a line under them."""
    cut = text[:MOST_SHOWN]
    addresses = identifiers.addresses(cut) if link else []
    empty(document, look)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    start = 0
    breaks = [(match.start(), match.end()) for match in (re.compile("\n") if lines else _PARAGRAPHS).finditer(cut)]
    for at, (end, following) in enumerate([*breaks, (len(cut), len(cut))]):
        if at:
            cursor.insertBlock()
        last = following == len(cut)
        cursor.setBlockFormat(_block(look, gap=0 if last or lines else look.gap))
        _write_span(cursor, cut, (start, end), look, addresses, hits)
        start = following
    if len(text) > len(cut):
        cursor.insertText(f" … (the first {len(cut):,} of {len(text):,} characters)", plain_format(look))
    cursor.endEditBlock()


def empty(document: QTextDocument, look: Look) -> None:
    """Make a document ready to be filled."""
    document.clear()
    document.setDefaultFont(look.font)
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)


def plain(text: str) -> str:
    """Text taken from a document, without our break opportunities and Qt's own separators."""
    return text.replace(BREAK, "").replace("\u2029", "\n").replace("\u2028", "\n").replace("\xa0", " ")


def _write_span(
    cursor: QTextCursor,
    text: str,
    span: tuple[int, int],
    look: Look,
    addresses: Sequence[tuple[int, int, str]],
    hits: Sequence[tuple[int, int]],
) -> None:
    """Insert one paragraph, cut wherever an address or a hit begins or ends."""
    start, end = span
    edges = {start, end}
    edges.update(edge for first, last, _url in addresses for edge in (first, last) if start < edge < end)
    edges.update(edge for first, last in hits for edge in (first, last) if start < edge < end)
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        form = plain_format(look)
        for first, last, url in addresses:
            if first <= left < last:
                make_link(form, url, look)
        if any(first <= left < last for first, last in hits):
            form.setFontWeight(QFont.Weight.Bold)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(QColor(look.accent))
        cursor.insertText(breakable(re.sub(r"\s", " ", text[left:right])), form)


def make_link(form: QTextCharFormat, address: str, look: Look) -> None:
    """Let a format be that of an address."""
    form.setAnchor(True)
    form.setAnchorHref(address)
    form.setForeground(QColor(look.accent))
    form.setFontUnderline(True)


def plain_format(look: Look) -> QTextCharFormat:
    """The format of running text."""
    form = QTextCharFormat()
    form.setForeground(QColor(look.text))
    return form


def _block(look: Look, gap: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(look.line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(gap)
    return block
