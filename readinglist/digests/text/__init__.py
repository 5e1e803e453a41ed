"""The text digest reader: any text in which a title line is followed by its abstract, and nothing else.

Lines are classified, cut into paragraphs in more than one way, and each way is read as papers by dynamic
programming; the cheapest reading wins and must then pass for a digest. No word of this knows a particular
site but for the list of its menu phrases.
"""

from __future__ import annotations

from typing import Final

from readinglist.digests.seen import Seen
from readinglist.digests.text import accept, modes, papers
from readinglist.digests.text.analysis import Analysis, Kind
from readinglist.digests.text.weights import WEIGHTS
from readinglist.model import Digest, UserError

NAME: Final = "text"

__all__ = ["NAME", "Kind", "account", "parse", "sniff"]


def sniff(seen: Seen) -> bool:  # noqa: ARG001 - the signature of a format
    """Yes: the last of the formats, it takes any text and refuses by itself."""
    return True


def parse(seen: Seen) -> Digest:
    """The papers of a text digest. Raises UserError, naming what was found, where it is none."""
    text, document = seen.text, seen.document
    if text.count("\n") + text.count("\r") > WEIGHTS.most_lines:
        raise _refusal(f"`{document.name}` has more than {WEIGHTS.most_lines:,} lines, more than any digest.")
    read = modes.analysed(text)
    if not accept.accepted(read):
        raise _refusal(f"`{document.name}` does not look like a paper digest: {_found(read)}.")
    return papers.digest(read, document.name, NAME)


def account(text: str) -> list[Kind]:
    """Where each line of a text goes, in the order of the lines: one kind each, accepted or not."""
    return modes.analysed(text).kinds()


def _refusal(why: str) -> UserError:
    return UserError("Not a paper digest", f"{why} Nothing was imported.")


def _found(read: Analysis) -> str:
    """How many paragraphs there are, and how many of them pass for a paper."""
    count = len(read.paragraphs)
    pairs = sum(bool(block.abstract) and accept.is_cued(block) for block in read.blocks())
    paragraphs = "1 paragraph" if count == 1 else f"{count} paragraphs"
    look = "looks" if pairs == 1 else "look"
    return f"{paragraphs}, {pairs or 'none'} of them {look} like a title with an abstract"
