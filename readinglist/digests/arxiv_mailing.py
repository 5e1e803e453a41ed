r"""arXiv's mailings and listings: records between lines `\\`, each with its fields and mostly an abstract.

One pass over the lines. A record opens with its `arXiv:` line and ends with `\\ ( address )`, a bare `\\`, a
rule of dashes, or the next record; what a copy lost in between (blanks in front, a last `\\`) is made good, and
what a forwarder put in front of every line is taken off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from readinglist.digests import arxiv_copies, signs
from readinglist.digests.bylines import byline
from readinglist.digests.fields import day, identify, iso_date, one_line
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.model import Digest
from readinglist.text.identifiers import normalise

NAME: Final = "arxiv-mailing"
_END: Final = "\\\\"
_RULE: Final = 30
_OPENS: Final = re.compile(r"(?:arXiv|Paper)(?: \(\*[a-z -]{1,30}\*\))?:\s{0,3}(\S{1,60})\s{0,9}(?:\(\*.*)?$")
_REPLACED: Final = ("replaced with", "figures added", "part added")
_FOLLOWS: Final = ("Date", "From:", "Title:", "(*cross", *_REPLACED)
_HEADER_DAY: Final = re.compile(r"/\*\s{0,9}(.{1,60}?)\s{0,9}\*/")
_RECEIVED: Final = re.compile(r"received from\b.{1,60}\bto\s+(.{1,60})")
_VERSION: Final = re.compile(r"revised v(\d{1,3})")
_SUBJECT: Final = re.compile(
    r"(?:(?:fwd?|re|wg|tr):\s{0,3})*(.{1,200}?)\s+(?:\d+ new\b|Subj-class mailing).*", re.IGNORECASE
)
_COUNTS: Final = re.compile(r"\b(\d{1,5}) new(?: \+ (\d{1,5}) cross)?")
_WORDS_AROUND: Final = (
    *("Send any comments", "Archives at", "To unsubscribe", "Submissions to", "received from", "Date:", "From:"),
    *("To:", "Subject:", "For subscribe", "e-mail To:", "For help", "Reply-To:", "Sender:", "Message-"),
)
"""How the lines around the records begin; from one of them to the next record nothing is one."""
_FIELDS: Final = {
    "title": ("title",),
    "authors": ("author", "authors", "author(s)"),
    "comments": ("comment", "comments", "note", "notes"),
    "venue": ("journal-ref", "journal ref"),
    "doi": ("doi",),
    "date": ("date",),
    "": (
        *("categories", "subj-class", "subject", "subjects", "report-no", "report number", "msc-class"),
        *("acm-class", "pacs-class", "license", "proxy", "from", "submitter"),
    ),
}
_LABELS: Final = {label: name for name, labels in _FIELDS.items() for label in labels}
_TRANSFER: Final = re.compile(r"(?i:content-(?:transfer-encoding:\s*(?:quoted|base64)|type:\s*multipart))")


def sniff(seen: Seen) -> bool:
    """A mailing's text, with or without the headers of its mail; not where the mail has yet to be unpacked."""
    if not signs.arxiv_mail(seen) or signs.mbox(seen):
        return False
    headers = seen.lines[: seen.lines.index("")] if "" in seen.lines else seen.lines
    return not (signs.mail(seen) and any(_TRANSFER.match(line[:80]) for line in headers))


def parse(seen: Seen) -> Digest:
    """Its records. The digest is of the day in the mail's header, else of the newest day it names."""
    return _Mailing(seen).digest()


@dataclass(slots=True)
class _Record:
    """A record as far as it was read."""

    first: int
    told: str
    last: int
    fields: dict[str, list[str]] = field(default_factory=dict)
    current: str = ""
    version: str = ""
    replaced: bool = False
    in_abstract: bool = False
    abstract: list[str] = field(default_factory=list)
    address: str = ""

    def take(self, line: str) -> None:
        """A line between the record's two ends."""
        self.last += 1
        if self.in_abstract:
            self.abstract.append(line)
            return
        if line.startswith(_REPLACED) and "title" not in self.fields:
            self.replaced, self.current = True, ""
            return
        colon = line.find(":", 0, 60)
        if colon > 0 and not line.startswith("  "):
            label = line[:colon].strip().lower()
            name, bracket, inside = label.partition(" (")
            if (known := _LABELS.get(name if bracket else label)) is not None:
                self.current = known
                if known == "date" and (found := _VERSION.match(inside)):
                    self.version = found[1]
                if known and known not in self.fields:
                    self.fields[known] = [line[colon + 1 :]]
                elif known:
                    self.current = ""  # a second Date is a revision's
                return
        if self.current:
            self.fields[self.current].append(line)

    def text(self, name: str) -> str:
        """A field with its continuation lines."""
        return one_line(" ".join(self.fields.get(name, ())))


class _Mailing:
    """The one pass."""

    def __init__(self, seen: Seen) -> None:
        self._harvest = Harvest(seen, NAME)
        self._lines = arxiv_copies.mended(seen.text.replace("\r\n", "\n").replace("\r", "\n"))
        self._record: _Record | None = None
        self._around = True
        self._stray: tuple[int, str] | None = None
        self._subject = ""
        self._written: dict[str, str] = {}
        """What tells the day: the header's Date, `received from … to`, date headers."""
        self._new = 0

    def digest(self) -> Digest:
        """All records, and what the lines around them say of the mailing."""
        before = ""
        for at, line in enumerate(self._lines):
            bare = line.strip()
            if not bare:
                if self._record:
                    self._record.take("")
                continue
            self._line(at, line, bare, before)
            before = bare
        if self._record:
            whole = self._record.in_abstract and not any(self._record.abstract)
            self._close("" if whole else "the last record is cut off")
        self._tell_missing()
        written = [self._written[kind] for kind in ("mail", "received", "day") if kind in self._written]
        dated_as = next(filter(_whole_day, written), "".join(written[:1]))
        name = found[1] if (found := _SUBJECT.fullmatch(self._subject[:300])) else ""
        return self._harvest.digest(name, dated=_whole_day(dated_as), dated_as=dated_as or None)

    def _line(self, at: int, line: str, bare: str, before: str) -> None:
        if opened := bare.startswith(("arXiv", "Paper")) and self._opening(at, line, before):
            if self._record:
                self._close("no end of the record: the next one begins")
            self._open(at, opened, before)
        elif bare[0] in "-%" and _is_rule(bare):
            if self._record:
                unfinished = self._record.in_abstract and any(self._record.abstract)
                self._close("the record's last \\\\ is missing" if unfinished else "")
            self._around = self._around or bare.startswith("%%%")
        elif bare.startswith(_END) and self._record and self._ends(at, bare):
            pass
        elif self._record:
            self._record.take(line)
        elif bare.strip("\\-%"):
            self._outside(at, bare)

    def _opening(self, at: int, line: str, before: str) -> str:
        """The number a record opens with at this line; empty where it is a line like any other."""
        if line.startswith("  ") or not (found := _OPENS.match(line.strip())):
            return ""
        return found[1] if before == _END or _is_rule(before) or self._after(at).startswith(_FOLLOWS) else ""

    def _after(self, at: int) -> str:
        """The line that follows, blank ones left out."""
        return next((text.strip() for text in self._lines[at + 1 : at + 4] if text.strip()), "")

    def _open(self, at: int, told: str, before: str) -> None:
        if self._stray and not self._around:
            self._harvest.problem("text between two records", self._stray[1], self._stray[0])
        self._stray, self._around = None, False
        first = at if before == _END and self._lines[at - 1].strip() == _END else at + 1
        self._record = _Record(first, told, at + 1)

    def _ends(self, at: int, bare: str) -> bool:
        """Whether a line that begins with two backslashes is one of the record's own."""
        record = self._record
        assert record is not None  # noqa: S101 - asked for only within a record
        if bare != _END and not bare.startswith((_END + " (", _END + "(")):
            return False
        if bare != _END:
            record.last, record.address = at + 1, re.split(r"[ <]", bare[2:].strip(" ()"), maxsplit=1)[0]
            self._close("")
        elif not record.in_abstract:
            record.in_abstract, record.last = True, at + 1
        else:
            after = self._after(at)
            if after and not after.startswith((_END, "/*")) and not _OPENS.match(after) and not _is_rule(after):
                return False  # a line break of the abstract's TeX
            record.last = at + 1
            self._close("")
        return True

    def _outside(self, at: int, bare: str) -> None:
        if found := _HEADER_DAY.match(bare):
            self._written.setdefault("day", found[1])
        elif found := _RECEIVED.match(bare):
            self._written.setdefault("received", found[1])
        elif bare.startswith(("Date:", "Sent:")):
            if not _whole_day(self._written.get("mail", "")):
                self._written["mail"] = bare[5:].strip()
        elif bare.startswith("Subject:"):
            self._subject = self._subject or bare[8:].strip()
        elif not self._around:
            self._stray = self._stray or (at + 1, bare)
        if bare.startswith(_WORDS_AROUND):
            self._around = True

    def _close(self, wrong: str) -> None:
        record, self._record = self._record, None
        assert record is not None  # noqa: S101 - closed only where one is open
        number = normalise("arxiv", record.told.removeprefix("arXiv:"))
        if not number:
            self._harvest.problem("no number of arXiv's", record.told, record.first)
        if wrong:
            self._harvest.problem(wrong, record.text("title") or record.told, record.first)
        title, doi = record.text("title"), record.text("doi")
        if number and not title:
            self._harvest.problem("a record without a title", record.told, record.first)
        if record.version:
            number.setdefault("arxiv_version", record.version)
        authors, count = byline(record.text("authors"))
        self._harvest.paper(
            title,
            "\n".join(record.abstract),
            lines=(record.first, max(record.last, record.first)),
            authors=authors,
            author_count=count,
            identifiers=(identify(*doi.split()[:1]) if doi else {}) | number,
            links={"paper": record.address if record.address.startswith("http") else None},
            published=day(record.text("date")),
            venue=record.text("venue"),
            comment=record.text("comments"),
        )
        self._new += not record.replaced

    def _tell_missing(self) -> None:
        """Say so where the subject line counts more than there are."""
        if (found := _COUNTS.search(self._subject[:300])) and (
            told := int(found[1]) + int(found[2] or 0)
        ) > self._new:
            self._harvest.problem(f"the mailing names {told} papers and holds {self._new}", self._subject)


def _whole_day(text: str) -> str | None:
    """The day a header names, as arXiv writes it or as a mail program does (`Tuesday, September 3, 2024`)."""
    told = day(text) or iso_date(text)
    return told if told and len(told) == 10 else None


def _is_rule(bare: str) -> bool:
    return len(bare) >= _RULE and not bare.strip("-%")
