"""Digest files in, papers out: `read` finds the reader for what a file holds, and refuses the rest by name.

FORMATS is the order of trust: the first module whose `sniff` says yes reads the file. `foreign` knows what
no reader takes and refuses it by name; the text reader is last, takes any text, and refuses by itself.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final, Protocol

from readinglist.digests import (
    alerts,
    arxiv_mailing,
    arxiv_page,
    bibtex,
    csl_json,
    csv_table,
    feeds,
    foreign,
    hf_page,
    html_links,
    identifier_list,
    json_records,
    mail,
    markdown,
    oai_pmh,
    reference_xml,
    tagged,
    text,
    titles,
)
from readinglist.digests.containers import is_archive, members
from readinglist.digests.decode import decode
from readinglist.digests.seen import Seen
from readinglist.digests.titles import count as count_titles
from readinglist.model import Digest, Document, Problem, UserError

__all__ = ["FORMATS", "LIMIT", "count_titles", "is_archive", "members", "read"]

log = logging.getLogger(__name__)

LIMIT: Final = 64 * 1024 * 1024
"""The longest document read, in bytes."""


class Format(Protocol):
    """What a module in FORMATS offers."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a module's constant
        """The format's name in reports."""
        ...

    def sniff(self, seen: Seen) -> bool:
        """Whether this module is the one for the file; looks at its text, never at its name alone."""
        ...

    def parse(self, seen: Seen) -> Digest:
        """The papers; raises UserError where there are none, and nothing else whatever the content."""
        ...


FORMATS: Final[tuple[Format, ...]] = (
    arxiv_mailing,
    mail,
    alerts,
    feeds,
    oai_pmh,
    arxiv_page,
    hf_page,
    reference_xml,
    html_links,  # behind every reader of pages: it takes any page, to say what it links to
    csl_json,
    json_records,
    bibtex,
    tagged,
    csv_table,
    identifier_list,
    markdown,
    foreign,
    text,
)


def read(document: Document, *, as_titles: bool = False) -> Digest:
    """The papers of a document; with `as_titles` each line is one, since its owner says so.
    Raises UserError in a sentence that names what it is and what can be done."""
    if len(document.data) > LIMIT:
        raise UserError(
            "This is too large",
            f"It has more than {LIMIT // 1024 // 1024} MB. Split it, and import the parts.",
        )
    foreign.refuse_binary(document.data)
    decoded = decode(document.data)
    seen = Seen(document, decoded.text)
    if not seen.body:
        raise UserError(
            "There is nothing in it",
            "It is empty or holds only blank lines. Save or copy the digest again, then import that.",
        )
    reader = titles if as_titles else next(reader for reader in FORMATS if reader.sniff(seen))
    try:
        digest = reader.parse(seen)
    except (UserError, RecursionError, MemoryError):
        raise
    except Exception as error:  # ours: one reader's bug costs its file, not the others
        log.exception("The reader %s failed", reader.NAME)
        raise UserError(
            "This file could not be read",
            f"The reader for {reader.NAME} stumbled over it ({type(error).__name__}). The log holds the details."
            " Nothing was imported.",
        ) from error
    if decoded.damaged:
        damage = Problem(None, f"damaged text: {_times(decoded.damaged)} could not be read and became �", "")
        digest = replace(digest, problems=(damage, *digest.problems))
    return digest


def _times(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"
