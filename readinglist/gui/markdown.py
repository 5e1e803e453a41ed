"""Notes as GitHub's Markdown without HTML, read by Qt (0.2 ms) and made harmless before anything is laid out.

Qt's reader still knows images and any kind of link: those that are no web address are put back as the text
they were written as. A full stop after a bare address is not part of it.
"""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFragment

from readinglist.gui.rich_text import (
    BREAK_AFTER,
    Look,
    breakable,
    empty,
    link_target,
    make_link,
    plain_format,
    write_text,
)
from readinglist.text import identifiers

MOST = 30_000
"""Characters of a note that are read as Markdown; Qt's reader takes 4 s for 100,000 asterisks. Longer notes
are shown as they are written."""

_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML

Piece = tuple[str, QTextCharFormat]


def write_markdown(document: QTextDocument, text: str, look: Look) -> None:
    """Fill a document with a note, task lists included."""
    if len(text) > MOST:
        write_text(document, text, look, lines=True)
        return
    empty(document, look)
    document.setMarkdown(text, _GITHUB)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for fragment in reversed(_fragments(document)):
        _settle(cursor, fragment, look)
    block = document.begin()
    while block.isValid():
        spaced = QTextBlockFormat()
        spaced.setLineHeight(look.line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spaced.setTopMargin(0)
        within = block.textList() is not None and block.next().textList() is not None
        spaced.setBottomMargin(0 if within or not block.next().isValid() else look.gap)
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(spaced)
        block = block.next()
    cursor.endEditBlock()


def _settle(cursor: QTextCursor, fragment: tuple[int, int, Piece], look: Look) -> None:
    """Write one stretch anew where it is not simply text of bearable words."""
    start, length, (written, form) = fragment
    if form.isImageFormat():
        image = form.toImageFormat()
        alt = form.stringProperty(int(QTextCharFormat.Property.ImageAltText))
        pieces = [(f"![{alt}]({image.name()})" * length, plain_format(look))]
    elif form.isAnchor():
        pieces = _link(written, form, look)
    elif len(written) < BREAK_AFTER:
        return
    else:
        pieces = [(written, form)]
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    for text, dress in pieces:
        cursor.insertText(breakable(text), dress)


def _link(written: str, form: QTextCharFormat, look: Look) -> list[Piece]:
    """A link to where it may lead, else what it says and where it would have led, as text."""
    address = form.anchorHref()
    target = link_target(address)
    if target is None:
        return [(written if address == written else f"{written} ({address})", plain_format(look))]
    bare = identifiers.addresses(written) if address == written else []
    if len(bare) == 1 and bare[0][0] == 0:
        _start, end, target = bare[0]
    else:
        end = len(written)
    make_link(form, target, look)
    return [(written[:end], form), (written[end:], plain_format(look))]


def _fragments(document: QTextDocument) -> list[tuple[int, int, Piece]]:
    """Every stretch of one format: start, length, text and format. Copied, since editing moves them."""
    found: list[tuple[int, int, Piece]] = []
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            fragment: QTextFragment = part.fragment()
            found.append((fragment.position(), fragment.length(), (fragment.text(), fragment.charFormat())))
            part += 1
        block = block.next()
    return found
