"""What can be counted in a paragraph: its length, sentence boundaries, how it begins and how it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_BOUNDARY: Final = re.compile(r"[.!?]['\"’”)\]}»]{0,3}\s{1,3}(?=[\"'“‘«(\[]?[^\W_a-zß-öø-ÿ])")
_WORD_BEFORE: Final = re.compile(r"[\w.]{1,12}$")
_ABBREVIATIONS: Final = frozenset(
    {
        *(
            "al",
            "e.g",
            "i.e",
            "eg",
            "ie",
            "vs",
            "cf",
            "etc",
            "resp",
            "approx",
            "ca",
            "incl",
            "inc",
            "no",
            "nos",
        ),
        *("fig", "figs", "eq", "eqs", "ref", "refs", "sec", "secs", "tab", "thm", "ch", "vol"),
        *("dr", "prof", "mr", "mrs", "ms", "st", "dept", "univ", "jr", "sr"),
    }
)
_END: Final = re.compile(r"[.!?…]['\"’”)\]}»*_]{0,4}$")
_ADDRESSES: Final = ("://", "www.", "github.com/", "github.io/")
_ENDS_IN_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S{1,300}$", re.IGNORECASE)
_OPENING: Final = re.compile(
    r"(?:here,? )?we\b|in th(?:is|e present) (?:paper|work|study|article|letter|review|survey|report"
    r"|thesis|note|contribution|talk|chapter)|this (?:paper|work|study|article|letter|review|survey|report"
    r"|thesis|note|chapter)\b",
    re.IGNORECASE,
)
_IMPRINT: Final = re.compile(
    r"(?:printed|exported|generated|saved|created|downloaded|captured|retrieved|powered|converted|sent|shared"
    r"|copied) (?:with|by|from|on|at|using|via|in|to)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?:\d{1,4}[.)]|\[\d{1,4}\]|#\d{1,4}[.:)]?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one piece, from index `first` to `last` in the file's list of lines.

    Measured at once and not when asked: every paragraph is asked everything.
    """

    text: str
    first: int
    last: int
    number: str
    """A list number at its front (`12. `), or nothing."""
    length: int
    boundaries: int
    """Sentence boundaries inside."""
    full_stop: bool
    """Ends with a full stop, and not with three."""
    ends: bool
    """Ends as a sentence does, or with an address."""
    address: bool
    """Holds a web address."""
    lower_case: bool
    """Begins with a small letter."""
    opening: bool
    """Begins as abstracts do: `We …`, `In this paper …`."""
    imprint: bool
    """Begins as the line a program leaves below a copy: `Printed with …`."""


def measured(text: str, first: int, last: int) -> Paragraph:
    """A paragraph and all that is counted in it."""
    numbered = _NUMBER.match(text)
    number = numbered[0] if numbered else ""
    return Paragraph(
        text=text,
        first=first,
        last=last,
        number=number,
        length=len(text),
        boundaries=sum(not _abbreviated(text, found.start()) for found in _BOUNDARY.finditer(text, len(number))),
        full_stop=text.endswith(".") and not text.endswith("..."),
        ends=_END.search(text[-8:]) is not None or _ENDS_IN_ADDRESS.search(text[-310:]) is not None,
        address=any(sign in text for sign in _ADDRESSES),
        lower_case=text[len(number) :][:1].islower(),
        opening=_OPENING.match(text) is not None,
        imprint=_IMPRINT.match(text) is not None,
    )


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation or an initial."""
    if text[stop] != ".":
        return False
    before = _WORD_BEFORE.search(text[max(0, stop - 12) : stop])
    if before is None:
        return False
    word = before[0].strip(".").lower()
    return (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS
