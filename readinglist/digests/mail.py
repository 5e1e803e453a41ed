"""Mails and mailboxes: unpacked, and what is in them read as if it had come alone.

The parser is the standard library's with its older policy: the newer one takes a minute for one header made
to be slow, and headers need no more than decoding here.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from readinglist.digests import html_links, mail_parts, signs
from readinglist.digests.harvest import MOST, SHOWN, stem
from readinglist.digests.mail_parts import BAD, Bounds, Part, Text
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Problem, UserError

NAME: Final = "mail"

_DEPTH: Final = 3
"""Mails within mails that are opened."""
_MAILS: Final = 10_000
_PARTS: Final = 500
"""Parts of one mail, those of mails in it among them."""
_STARTS: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{3,200}\d{4}[^\n]{0,40}\n")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_ANSWERED: Final = re.compile(r"^(?:(?:re|aw|sv|fw|fwd|wg|tr|转发|轉寄|答复)\s?[::]\s{0,9})+", re.IGNORECASE)

_bounds: ContextVar[Bounds | None] = ContextVar("_bounds", default=None)


def sniff(seen: Seen) -> bool:
    """A mail, or mails one after another."""
    return signs.mbox(seen) or signs.mail(seen)


def parse(seen: Seen) -> Digest:
    """The papers of every mail and of all that is in it, in one digest; a mail of a mailbox, an enclosed mail or
    a file that is no digest is a problem."""
    with _opened() as bounds:
        source = _source(seen)
        if signs.mbox(seen):
            return _mailbox(seen.document.name, source, bounds)
        return _Mail(_parsed(source.data), source, seen.document.name, bounds).digest()


@contextmanager
def _opened() -> Iterator[Bounds]:
    """One mail deeper; raises UserError where that is too deep."""
    bounds = _bounds.get() or Bounds(_PARTS, 0)
    if bounds.depth >= _DEPTH:
        raise UserError(
            "This mail lies too deep",
            f"It is enclosed in more than {_DEPTH - 1} mails. Save it by itself, and import that.",
        )
    token = _bounds.set(bounds)
    bounds.depth += 1
    try:
        yield bounds
    finally:
        bounds.depth -= 1
        _bounds.reset(token)


class _Source:
    """The bytes a mail came as, from a line of its file on; what it is made of is found again in them."""

    def __init__(self, data: bytes, line: int) -> None:
        self.data = data
        self.line = line
        self.last = line + data.count(b"\n")
        self._at = 0

    def line_of(self, part: Part) -> int | None:
        """The line of the file on which a part begins; None where it can't be told. It is looked for behind the
        part asked for before, then from the start on, since two may begin alike."""
        if not part.begins:
            return None
        sought = b"\n" + part.begins
        at = self.data.find(sought, self._at)
        if at >= 0:
            self._at = at
        else:
            at = self.data.find(sought)
        return None if at < 0 else self.line + self.data.count(b"\n", 0, at + 1)


def _source(seen: Seen) -> _Source:
    """The mail's bytes as they came, unless they came as UTF-16 or with the line ends of an old Macintosh."""
    data = seen.document.data
    if b"\0" in data[:1000]:
        data = seen.text.encode("utf-8", "replace")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    begun = data.lstrip(b"\xef\xbb\xbf\r\n\t ")
    return _Source(begun, 1 + data.count(b"\n", 0, len(data) - len(begun)))


def _parsed(data: bytes) -> Message:
    try:
        return email.message_from_bytes(data)
    except BAD:
        damaged = Message()
        damaged.set_payload(data)
        return damaged


class _Gathered:
    """Digests as they are found, and what was none, for one digest of all."""

    def __init__(self) -> None:
        self.digests: list[Digest] = []
        self.problems: list[Problem] = []
        self._papers = 0

    def add(self, digest: Digest) -> None:
        """Take in a digest; raises UserError at too many papers."""
        self.digests.append(digest)
        self.problems += digest.problems
        self._papers += len(digest.entries)
        if self._papers > MOST:
            raise UserError("There is too much in it", f"It holds more than {MOST:,} papers. Split it.")

    def digest(self, name: str) -> Digest:
        """All papers in one digest; its form and its day are those of each, or none of theirs."""
        forms, days = {digest.format for digest in self.digests}, {digest.dated for digest in self.digests}
        entries = (entry for digest in self.digests for entry in digest.entries)
        return Digest(
            name,
            forms.pop() if len(forms) == 1 else NAME,
            self.digests[0].dated_as if len(days) == 1 else None,
            tuple(replace(entry, position=place) for place, entry in enumerate(entries, 1)),
            tuple(self.problems),
            sum(digest.reported for digest in self.digests),
            days.pop() if len(days) == 1 else None,
        )


def _mailbox(name: str, source: _Source, bounds: Bounds) -> Digest:
    data = source.data.replace(b"\r\n", b"\n")
    starts = list(_STARTS.finditer(data))
    ends = [found.start() for found in starts[1:]] + [len(data)]
    gathered = _Gathered()
    line, counted = source.line, 0
    for found, end in list(zip(starts, ends, strict=True))[:_MAILS]:
        line += data.count(b"\n", counted, found.end())
        counted = found.end()
        inside = _QUOTED_FROM.sub(rb"\1", data[found.end() : end])
        if bounds.depth == 1:
            bounds.parts = _PARTS
        mail = _Mail(_parsed(inside), _Source(inside, line), name, bounds)
        try:
            digest = mail.digest()
        except UserError as error:
            what = f"a mail without papers: {error.title}"
            gathered.problems.append(Problem(line, what, mail.subject[:SHOWN]))
        else:
            gathered.add(digest)
    if len(starts) > _MAILS:
        gathered.problems.append(Problem(None, f"only the first {_MAILS:,} mails were read", ""))
    if not gathered.digests:
        raise UserError(
            "There are no papers in it",
            f"`{name}` is a mailbox of {len(starts)} mails, none of them a digest. Nothing was imported.",
        )
    return gathered.digest(stem(name))


class _Mail:
    """One mail, by itself, in a mailbox, or enclosed in another."""

    def __init__(self, message: Message, source: _Source, name: str, bounds: Bounds) -> None:
        self._message = message
        self._source = source
        self._name = name
        self._bounds = bounds
        self._gathered = _Gathered()
        self._links = 0
        """Papers that text which is no digest links to."""
        self._refused: list[UserError] = []
        self.subject = _ANSWERED.sub("", mail_parts.header(message, "subject"))

    def digest(self) -> Digest:
        """The papers of its text, of the files that come with it, and of the mails enclosed in it; raises
        UserError where none of them is a digest."""
        parts, whole = mail_parts.parts(self._message, self._bounds)
        for part in parts:
            if isinstance(part, Text):
                self._read_text(part)
            elif isinstance(part, Part):
                self._read_file(part)
            else:
                self._read_enclosed(part)
        if not whole:
            self._problem(f"only its first {_PARTS} parts were read", self.subject)
        if not self._gathered.digests:
            raise self._refusal(whole=whole)
        name = self._gathered.digests[0].name if len(self._gathered.digests) == 1 else stem(self._name)
        digest = self._gathered.digest(self.subject or name)
        if day := self._day():
            return replace(digest, dated=day.date().isoformat(), dated_as=mail_parts.header(self._message, "date"))
        return digest

    def _read_text(self, text: Text) -> None:
        """Take the first of a text's kinds that is a digest, all pieces of it."""
        lines = {id(piece): self._source.line_of(piece) for piece in text.pieces}
        refused = text.pieces
        for pieces in text.kinds():
            left = [piece for piece in pieces if self._taken(piece, self.subject, lines[id(piece)])]
            if len(left) < len(pieces):
                refused = left
                break
        if links := max(map(_links, refused), default=0):
            self._links = max(self._links, links)
            papers = "1 paper" if links == 1 else f"{links} papers"
            self._problem(f"the mail's text links to {papers} and is no digest", self.subject)

    def _read_file(self, part: Part) -> None:
        error = self._taken(part, part.name or self.subject, self._source.line_of(part))
        if error and part.missed:
            name = part.name or part.kind
            attached = f"What is attached can't be read (`{name[:SHOWN]}`). {error.title}. {error.message}"
            self._refused.append(UserError("This mail is no digest", attached))
            self._problem(f"an attached file was not read: {error.title}", name)

    def _read_enclosed(self, message: Message) -> None:
        mail = _Mail(message, self._source, self._name, self._bounds)
        try:
            with _opened():
                digest = mail.digest()
        except UserError as error:
            self._refused.append(error)
            self._problem(f"an enclosed mail without papers: {error.title}", mail.subject)
        else:
            self._gathered.add(digest)

    def _taken(self, part: Part, name: str, line: int | None) -> UserError | None:
        """Take in the papers of a part that begins on a line, or tell why it is no digest."""
        from readinglist.digests import read  # the readers of what is in a mail, this one among them

        try:
            digest = read(Document(name or self._name, part.data))
        except UserError as error:
            return error
        whole = (self._source.line, self._source.last)
        entries = (
            replace(entry, lines=whole if line is None else (entry.lines[0] + line - 1, entry.lines[1] + line - 1))
            for entry in digest.entries
        )
        problems = (
            told
            if told.line is None
            else replace(told, line=self._source.line if line is None else told.line + line - 1)
            for told in digest.problems
        )
        self._gathered.add(replace(digest, entries=tuple(entries), problems=tuple(problems)))
        return None

    def _problem(self, what: str, text: str) -> None:
        self._gathered.problems.append(Problem(self._source.line, what, text[:SHOWN]))

    def _refusal(self, *, whole: bool) -> UserError:
        """Why there is no digest in it: what its text links to counts most."""
        if not whole:
            return UserError(
                "There is too much in it", f"It has more than {_PARTS} parts. Save them, and import those."
            )
        if self._refused and not self._links:
            return self._refused[0]
        return html_links.refusal("mail", self._links)

    def _day(self) -> datetime | None:
        try:
            return parsedate_to_datetime(mail_parts.header(self._message, "date"))
        except (*BAD, OverflowError):
            return None


def _links(part: Part) -> int:
    """How many papers a text links to."""
    text = part.data.decode("utf-8", "replace")
    return len(html_links.links(text) if part.kind == "text/html" else html_links.mentioned(text))
