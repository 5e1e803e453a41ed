"""What a mail is made of: its own text in one kind or several, files that come with it, mails enclosed in it.

One pass over the parts, in their order and without recursion, since a mail may nest them as deep as it likes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message
from typing import Final

from readinglist.digests import signs
from readinglist.digests.decode import decode
from readinglist.digests.fields import plain
from readinglist.digests.seen import Seen
from readinglist.model import Document, UserError

BAD: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises at headers and parts that are damaged."""
_HEADER: Final = 2000
"""Characters of a header that count."""
_BEGINNING: Final = 2000
"""Bytes by which a part is found again in its mail."""
_SLOW: Final = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
_ENCODED: Final = frozenset({"quoted-printable", "base64", "x-uuencode", "uuencode"})
_ENCLOSED: Final = frozenset({"message/rfc822", "message/global", "message/news"})
_ASIDE: Final = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:calendar|directory|(?:x-)?vcard|rfc822-headers)"
    r"|application/(?:ics|applefile|pgp-(?:encrypted|keys|signature)|(?:x-)?pkcs7-signature)"
)
"""Kinds of parts that hold no papers, and that nobody misses."""
_NAMED_ASIDE: Final = re.compile(
    r".*\.(?:png|jpe?g|gif|bmp|webp|svg|heic|tiff?|ico|ics|vcf|p7s|sig)"
    r"|(?:signature|openpgp_.*)\.asc|att\d{3,8}\.(?:txt|html?|dat)",
    re.IGNORECASE,
)
"""The same by name, where a mail program told no kind; `ATT00001.txt` is what Exchange makes of a footer."""


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a mail; the text of a mail is UTF-8, a file its own bytes."""

    kind: str
    data: bytes
    begins: bytes
    """How it begins in the mail's bytes; empty where it stands encoded there."""
    name: str
    """Of a file that has one."""
    missed: bool
    """Whether somebody meant it to be read: a file with a name, or sent as an attachment."""


@dataclass(frozen=True, slots=True)
class Text:
    """A mail's own text, or one of several: the same in different kinds, each in one or more pieces."""

    pieces: list[Part] = field(default_factory=list)

    def kinds(self) -> list[list[Part]]:
        """The pieces of each kind, what to try first before the others: an arXiv mailing, then a page."""
        kinds: dict[str, list[Part]] = {}
        for piece in self.pieces:
            kinds.setdefault(piece.kind, []).append(piece)
        return sorted(kinds.values(), key=_rank)


@dataclass(slots=True)
class Bounds:
    """What may still be opened in one mail and in all that are in it."""

    parts: int
    depth: int


def parts(message: Message, bounds: Bounds) -> tuple[list[Text | Part | Message], bool]:
    """A mail's texts, files and enclosed mails in their order, and whether that is all of them: what is beyond
    the bounds is left."""
    own = Text()
    found: list[Text | Part | Message] = []
    waiting = [(message, own)]
    while waiting and bounds.parts > 0:
        part, text = waiting.pop()
        bounds.parts -= 1
        kind, inside = part.get_content_type(), _inside(part)
        if not inside:
            leaf = _leaf(part, kind)
            if leaf and (leaf.missed or not kind.startswith("text/")):
                found.append(leaf)
            elif leaf:
                if not text.pieces:
                    found.append(text)
                text.pieces.append(leaf)
        elif kind in _ENCLOSED:
            found += [_encoded_alike(mail, part) for mail in inside]
        elif not kind.startswith("message/"):
            if kind == "multipart/alternative" and text is own:
                text = Text()
            waiting += [(piece, text) for piece in reversed(inside)]
    return found, not waiting


def header(message: Message, name: str) -> str:
    """A header in plain text."""
    return _plain(next((str(value) for key, value in message.raw_items() if key.lower() == name), ""))


def _plain(told: str) -> str:
    """What a header says, its encoded words decoded."""
    told = told[:_HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        pieces = [
            piece if isinstance(piece, str) else _text(piece, charset) for piece, charset in decode_header(told)
        ]
    except BAD:
        pieces = [told]
    return " ".join("".join(pieces).split())


def _inside(part: Message) -> list[Message]:
    """The parts of a part."""
    pieces = part.get_payload() if part.is_multipart() else ()
    return [piece for piece in pieces if isinstance(piece, Message)]


def _leaf(part: Message, kind: str) -> Part | None:
    """A part as what may be read; None where it is empty, damaged, or nothing to read."""
    name, attached = _named(part)
    if _ASIDE.fullmatch(kind) or _NAMED_ASIDE.fullmatch(name):
        return None
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except BAD:
        return None
    if not isinstance(data, bytes) or not data.strip():
        return None
    begins = b"" if _encoding(part) in _ENCODED else data[:_BEGINNING]
    if kind.startswith("text/") and not (name and _is_utf8(data)):
        text = _text(data, charset)
        if kind == "text/html" and "\\\\" in text and _is_mailing(lines := plain(text)):
            text, begins = lines, b""  # forwarded by a program that makes a page of every text
        data = text.encode("utf-8", "replace")
    return Part(kind, data, begins, name, attached or bool(name))


def _named(part: Message) -> tuple[str, bool]:
    """A part's name, and whether it was sent as an attachment."""
    try:
        return _plain(part.get_filename() or ""), part.get_content_disposition() == "attachment"
    except BAD:
        return "", False


def _encoding(part: Message) -> str:
    return str(part.get("content-transfer-encoding", "")).strip().lower()


def _encoded_alike(mail: Message, part: Message) -> Message:
    """An enclosed mail, encoded as the part it stands in says (which no mail should be, and some are)."""
    if _encoding(part) in _ENCODED and not _encoding(mail):
        mail["Content-Transfer-Encoding"] = _encoding(part)
    return mail


def _rank(pieces: list[Part]) -> int:
    if pieces[0].kind == "text/html":
        return 1
    return 0 if any(_is_mailing(piece.data.decode("utf-8", "replace")) for piece in pieces) else 2


def _is_mailing(text: str) -> bool:
    return bool(text.strip()) and signs.arxiv_mail(Seen(Document("", b""), text))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes, charset: str | None) -> str:
    """Text in the charset told, or else as its bytes look."""
    try:
        if charset and codecs.lookup(charset).name not in _SLOW:
            return data.decode(charset)
    except (LookupError, ValueError):
        pass
    try:
        return decode(data).text
    except UserError:
        return data.decode("latin-1")
