"""Reads a list of titles, one a line: only where its owner says that it is one, since prose looks the same."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests.decode import decode
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, UserError

NAME: Final = "titles"
SHARE: Final = 0.6
"""So many of the lines must look like titles before it is offered."""
_LIST_SIGN: Final = re.compile(r"(?:[-*+•]|\d{1,4}[.)]|\[\d{1,4}\])\s+")
_LIKE: Final = re.compile(r"[^\W_a-z][^\n]{10,299}|[\"“‘'($\\\d][^\n]{10,299}")
_MARKUP: Final = re.compile(r"^[#<>|{}=]|https?://|[;{}]$")


def count(document: Document) -> int:
    """How many lines look like titles, where most of them do; else 0."""
    try:
        text = decode(document.data).text
    except UserError:
        return 0
    lines = [line for line in map(_line, text.splitlines()) if line]
    like = sum(map(_is_like, lines))
    return like if like > 1 and like >= SHARE * len(lines) else 0


def parse(seen: Seen) -> Digest:
    """A paper for every line that looks like a title; the others are reported. UserError where none does."""
    harvest = Harvest(seen, NAME)
    for number, whole in enumerate(seen.text.splitlines(), start=1):
        line = _line(whole)
        if not line:
            continue
        if _is_like(line):
            harvest.paper(line, lines=(number, number))
        else:
            harvest.lost("does not look like a title", line, number)
    return harvest.digest()


def _line(whole: str) -> str:
    return _LIST_SIGN.sub("", whole.strip(" \t\ufeff\u200b"), count=1)


def _is_like(line: str) -> bool:
    """Some words, no markup, and at most one sentence."""
    words = line.split()
    sentences = line.count(". ") + line.count("? ")
    return len(words) > 2 and sentences < 2 and bool(_LIKE.fullmatch(line)) and not _MARKUP.search(line)
