"""Mails and mailboxes: unpacked, and what is in them read as if it had come alone.

The parser is the standard library's with its older policy: the newer one takes a minute for one header made
to be slow, and headers need no more than decoding here.
"""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, Final

from readinglist.digests import html_links, signs
from readinglist.digests.decode import decode
from readinglist.digests.harvest import MOST, SHOWN, stem
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Entry, Problem, UserError

NAME: Final = "mail"

_DEPTH: Final = 3
"""Mails within mails that are opened."""
_MAILS: Final = 10_000
_PARTS: Final = 50
_HEADER: Final = 2000
"""Characters of a header that count."""
_STARTS: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{3,200}\d{4}[^\n]{0,40}\n")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_ANSWERED: Final = re.compile(r"^(?:(?:re|aw|sv|fw|fwd|wg|tr|转发|轉寄|答复)\s?[::]\s{0,9})+", re.IGNORECASE)
_SLOW: Final = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
_ENCODED: Final = frozenset({"quoted-printable", "base64", "x-uuencode", "uuencode"})
_BAD: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises at headers and parts that are damaged."""

_opened: ContextVar[int] = ContextVar("_opened", default=0)


def sniff(seen: Seen) -> bool:
    """A mail, or mails one after another."""
    return signs.mbox(seen) or signs.mail(seen)


def parse(seen: Seen) -> Digest:
    """The papers of every mail, in one digest; a mail of a mailbox that is no digest is a problem."""
    if _opened.get() >= _DEPTH:
        raise html_links.refusal("mail", 0)
    token = _opened.set(_opened.get() + 1)
    try:
        data = _bytes(seen)
        if signs.mbox(seen):
            return _mailbox(seen, data)
        return _Mail(data, seen.document.name, 1).digest()
    finally:
        _opened.reset(token)


def _bytes(seen: Seen) -> bytes:
    """The mail's bytes as they came, unless they came as UTF-16."""
    data = seen.document.data.lstrip(b"\xef\xbb\xbf\r\n\t ")
    return seen.body.encode("utf-8", "replace") if b"\0" in data[:1000] else data


def _mailbox(seen: Seen, data: bytes) -> Digest:
    data = data.replace(b"\r\n", b"\n")
    starts = list(_STARTS.finditer(data))
    ends = [found.start() for found in starts[1:]] + [len(data)]
    entries: list[Entry] = []
    problems: list[Problem] = []
    read: list[Digest] = []
    line, counted = 1, 0
    for found, end in list(zip(starts, ends, strict=True))[:_MAILS]:
        line += data.count(b"\n", counted, found.end())
        counted = found.end()
        inside = _QUOTED_FROM.sub(rb"\1", data[found.end() : end])
        mail = _Mail(inside, seen.document.name, line)
        try:
            digest = mail.digest()
        except UserError as error:
            problems.append(Problem(line, f"a mail without papers: {error.title}", mail.subject[:SHOWN]))
            continue
        read.append(digest)
        entries += digest.entries
        problems += digest.problems
        if len(entries) > MOST:
            raise UserError("There is too much in it", f"It holds more than {MOST:,} papers. Split it.")
    if len(starts) > _MAILS:
        problems.append(Problem(None, f"only the first {_MAILS:,} mails were read", ""))
    if not entries:
        raise UserError(
            "There are no papers in it",
            f"`{seen.document.name}` is a mailbox of {len(starts)} mails, none of them a digest. "
            "Nothing was imported.",
        )
    forms, days = {digest.format for digest in read}, {digest.dated for digest in read}
    return Digest(
        stem(seen.document.name),
        forms.pop() if len(forms) == 1 else NAME,
        read[0].dated_as if len(days) == 1 else None,
        tuple(replace(entry, position=place) for place, entry in enumerate(entries, 1)),
        tuple(problems),
        sum(digest.reported for digest in read),
        days.pop() if len(days) == 1 else None,
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """A part of a mail that may be a digest."""

    order: int
    """What to try first."""
    name: str
    data: bytes
    begins: int | None
    """Lines of the mail before it; None where it stands encoded, and its lines are not the mail's."""


class _Mail:
    """One mail, from a line of its file on."""

    def __init__(self, data: bytes, name: str, line: int) -> None:
        self._data = data
        self._name = name
        self._line = line
        self._message: Message[Any, Any] = Message()
        try:
            self._message = email.message_from_bytes(data)
        except _BAD:
            self._message.set_payload(data)
        self.subject = _ANSWERED.sub("", self._header("subject"))

    def digest(self) -> Digest:
        """The first of its parts that is a digest; raises UserError where none is."""
        from readinglist.digests import read  # the readers of what is in a mail, this one among them

        papers = 0
        for body in sorted(self._bodies(), key=lambda body: body.order):
            try:
                return self._signed(read(Document(body.name, body.data)), body)
            except UserError:
                papers = max(papers, _count(body))
        raise html_links.refusal("mail", papers)

    def _signed(self, digest: Digest, body: _Body) -> Digest:
        """A part's digest as the mail's: with its subject, its day, and its lines."""
        day = self._day()
        last = self._line + self._data.count(b"\n")

        def moved(line: int) -> int:
            return line + self._line - 1 + (body.begins or 0)

        whole = body.begins is None
        return replace(
            digest,
            name=self.subject or (stem(self._name) if whole else digest.name),
            dated=day.date().isoformat() if day else digest.dated,
            dated_as=self._header("date") if day else digest.dated_as,
            entries=tuple(
                replace(
                    entry, lines=(self._line, last) if whole else (moved(entry.lines[0]), moved(entry.lines[1]))
                )
                for entry in digest.entries
            ),
            problems=tuple(
                replace(told, line=None if told.line is None else self._line if whole else moved(told.line))
                for told in digest.problems
            ),
        )

    def _header(self, name: str) -> str:
        """A header in plain text."""
        told = next((str(value) for key, value in self._message.raw_items() if key.lower() == name), "")
        told = told[:_HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            pieces = [
                piece if isinstance(piece, str) else _text(piece, charset)
                for piece, charset in decode_header(told)
            ]
        except _BAD:
            pieces = [told]
        return " ".join("".join(pieces).split())

    def _day(self) -> datetime | None:
        try:
            return parsedate_to_datetime(self._header("date"))
        except (*_BAD, OverflowError):
            return None

    def _bodies(self) -> Iterator[_Body]:
        try:
            parts = [part for part, _ in zip(self._message.walk(), range(_PARTS), strict=False)]
        except _BAD:
            parts = [self._message]
        for part in parts:
            try:
                body = self._body(part)
            except (*_BAD, UserError):
                continue
            if body:
                yield body

    def _body(self, part: Message[Any, Any]) -> _Body | None:
        data = part.get_payload(decode=True)
        if part.is_multipart() or not isinstance(data, bytes) or not data.strip():
            return None
        kind, name = part.get_content_type(), part.get_filename()
        if name or not kind.startswith("text/"):
            return _Body(3, name, data, None) if name else None
        text = _text(data, part.get_content_charset())
        encoded = str(part.get("content-transfer-encoding", "")).strip().lower() in _ENCODED
        at = -1 if encoded else self._data.find(data[:400])
        begins = None if at < 0 else self._data.count(b"\n", 0, at)
        document = Document(self.subject or self._name, text.encode("utf-8", "replace"))
        if kind == "text/html":
            return _Body(1, document.name, document.data, begins)
        listing = bool(text.strip()) and signs.arxiv_mail(Seen(document, text))
        return _Body(0 if listing else 2, document.name, document.data, begins)


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


def _count(body: _Body) -> int:
    """How many papers a part links to."""
    if body.order == 3:
        return 0
    text = body.data.decode("utf-8", "replace")
    return len(html_links.links(text) if body.order == 1 else html_links.mentioned(text))
