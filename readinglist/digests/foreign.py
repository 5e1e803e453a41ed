"""Names what a file is where no reader takes it, in the order that tells the kinds apart, and refuses it.

By content only; a file's suffix says what somebody believed. What comes first wins: mail may hold HTML,
HTML may hold BibTeX.
"""

from __future__ import annotations

from typing import NoReturn

from readinglist.digests import recognise, signatures
from readinglist.model import Document, UserError

NAME = "foreign"


def refuse_binary(data: bytes) -> None:
    """Raises UserError where the first bytes are those of a known binary kind."""
    if found := signatures.kind(data):
        raise UserError(
            f"This is {found.what}", f"Reading List reads text digests. {found.remedy} Nothing was imported."
        )


def sniff(text: str, document: Document) -> bool:  # noqa: ARG001 - the signature of a format
    """Whether the text is of a kind that has a name and no reader."""
    return recognise.kind(text) is not None


def parse(text: str, document: Document) -> NoReturn:  # noqa: ARG001 - the signature of a format
    """Raises UserError: what it is, and what can be done."""
    found = recognise.kind(text)
    what, remedy = (found.what, found.remedy) if found else ("no digest", "")
    raise UserError(f"This is {what}", f"Reading List reads text digests. {remedy} Nothing was imported.")
