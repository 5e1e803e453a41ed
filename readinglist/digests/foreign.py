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
_KINDS: Final[tuple[tuple[Callable[[Seen], bool], Known], ...]] = (
    (
        lambda seen: "rdf:RDF" in seen.head and "zotero" in seen.head.lower(),
        Known("a library exported as Zotero RDF", "Export it as BibTeX or CSL JSON instead, and import that."),
    ),
    (
        lambda seen: seen.body.startswith("-----BEGIN PGP MESSAGE-----"),
        Known("a message encrypted with PGP", "Open it in your mail program, copy its text, and paste that."),
    ),
    (
        signs.xml,
        Known("an XML file of a kind that holds no papers", "Import the feed, page or reference file itself."),
    ),
)
"""The surest first."""


def refuse_binary(data: bytes) -> None:
    """Raises UserError where the first bytes are those of a known binary kind."""
    if found := signatures.kind(data):
        raise UserError(f"This is {found.what}", f"{found.remedy} Nothing was imported.")


def sniff(seen: Seen) -> bool:
    """Whether the text is of a kind that has a name and no reader."""
    return _kind(seen) is not None


def parse(seen: Seen) -> NoReturn:
    """Raises UserError: what it is, and what can be done."""
    found = _kind(seen)
    what, remedy = (found.what, found.remedy) if found else ("no digest", "")
    raise UserError(f"This is {what}", f"{remedy} Nothing was imported.".strip())


def _kind(seen: Seen) -> Known | None:
    return next((known for test, known in _KINDS if seen.full and test(seen)), None)
