"""Names what a file is where no reader takes it, in the order that tells the kinds apart, and refuses it.

By content only; a file's suffix says what somebody believed. What comes first wins: mail may hold HTML,
HTML may hold BibTeX.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from readinglist.digests import signatures, signs
from readinglist.digests.seen import Seen
from readinglist.digests.signatures import Known
from readinglist.model import UserError

NAME = "foreign"
_PASTE: Final = "Copy the titles and abstracts as text, and paste those."
_KINDS: Final[tuple[tuple[Callable[[Seen], bool], Known], ...]] = (
    (signs.arxiv_mail, Known("an arXiv mailing", _PASTE)),
    (
        signs.xml,
        Known("an XML file, such as a feed", "Open the page the feed belongs to, copy its text, and paste that."),
    ),
    (signs.json, Known("a JSON file", _PASTE)),
    (signs.records, Known("a list of records (JSON lines)", _PASTE)),
    (signs.bibtex, Known("a BibTeX file", _PASTE)),
    (signs.tagged, Known("a reference file (RIS, MEDLINE, ISI or refer)", _PASTE)),
    (signs.table, Known("a table (CSV)", _PASTE)),
    (
        signs.bare,
        Known(
            "a list of addresses or identifiers",
            "Open the page, copy its text (titles and abstracts), and paste that.",
        ),
    ),
)
"""The surest first; the arXiv mailing comes before mail, whose headers it may begin with."""


def refuse_binary(data: bytes) -> None:
    """Raises UserError where the first bytes are those of a known binary kind."""
    if found := signatures.kind(data):
        raise UserError(
            f"This is {found.what}", f"Reading List reads text digests. {found.remedy} Nothing was imported."
        )


def sniff(seen: Seen) -> bool:
    """Whether the text is of a kind that has a name and no reader."""
    return _kind(seen) is not None


def parse(seen: Seen) -> NoReturn:
    """Raises UserError: what it is, and what can be done."""
    found = _kind(seen)
    what, remedy = (found.what, found.remedy) if found else ("no digest", "")
    raise UserError(f"This is {what}", f"Reading List reads text digests. {remedy} Nothing was imported.")


def _kind(seen: Seen) -> Known | None:
    return next((known for test, known in _KINDS if seen.full and test(seen)), None)
