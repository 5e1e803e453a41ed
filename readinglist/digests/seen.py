"""A file as its readers look at it: who it is, its text, and its first lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from readinglist.model import Document

HEAD: Final = 2048
"""Characters that tell most kinds apart."""
LINES: Final = 5000
"""Lines looked at where a kind shows only in its lines."""
_BLANK: Final = "\ufeff\u200b" + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""Marks of byte order and every blank there is: what is left begins with something to see."""


@dataclass(frozen=True)
class Seen:
    """A decoded document. Everything is computed once, when first asked for."""

    document: Document
    text: str

    @cached_property
    def body(self) -> str:
        """The text without blanks and marks in front."""
        return self.text.lstrip(_BLANK)

    @cached_property
    def unified(self) -> str:
        """The whole text, every line end a newline and without byte order marks; its lines are the file's."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")

    @cached_property
    def head(self) -> str:
        """The beginning of the body."""
        return self.body[:HEAD]

    @cached_property
    def lines(self) -> list[str]:
        """The first lines of the body, stripped, blank ones too."""
        return [line.strip() for line in self.body[: LINES * 400].splitlines()[:LINES]]

    @cached_property
    def full(self) -> list[str]:
        """The first lines that are not blank."""
        return [line for line in self.lines if line]
