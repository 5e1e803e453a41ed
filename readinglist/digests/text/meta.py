"""Lines that tell something in a fixed form: dates, votes, numbers of authors, addresses, pages, signs.

Every pattern is free of nested repetition: a table of numbers must take linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from readinglist.digests.text.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class Meta:
    """What a line in a fixed form tells; all empty where it only separates."""

    dated_as: str | None = None
    """A date as written …"""
    dated: str | None = None
    """… and in ISO form where day, month and year are there."""
    votes: int | None = None
    certain: bool = False
    """The number is marked as votes; a bare one may be anything."""
    unvoted: bool = False
    """A sign in place of votes: nobody voted."""
    author_count: int | None = None
    authors: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Web addresses, or identifiers with their prefix (`arXiv:2410.05434`)."""
    venue: str = ""
    comment: str = ""
    punctuation: bool = False
    closing: bool = False
    """Only closing signs, such as a bracket a wrap left over."""


NOTHING: Final = Meta()

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_BEFORE: Final = (
    r"(?:(?:published|posted|submitted|updated|released)(?: on)?:?\s+|date:\s+)?"
    r"(?P<date>(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
)
_DATES: Final = tuple(
    re.compile(f"{_BEFORE}{form})\\.?", re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_DAY}\s+{_MONTH}(?:,?\s+{_YEAR})?",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)",
    )
)
_DIGIT: Final = re.compile(r"\d")
_VOTES: Final = re.compile(
    r"(?P<mark>\[-\]\s*|[▲△▴⬆↑👍❤♥+]\s*|upvotes?:?\s*)?(?P<number>\d[\d.,]{0,9})\s?(?P<thousand>k)?"
    r"(?P<word>\s*(?:up)?votes?|\s*likes?|\s*points?|\s*stars?|\s*comments?|\s*repl(?:y|ies)|\s*views?)?",
    re.IGNORECASE,
)
_AUTHORS: Final = re.compile(r"[^\w\s]{0,3}\s?(\d{1,5})\s+authors?(?!\s*\w).*", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"(?:(?:github|code|arxiv page|paper page|project page|models?|datasets?|spaces?|collections?)(?: repo)?)"
    r"\s+\d[\d.,]{0,9}\s?k?",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"<?(?P<address>(?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)
_IDENTIFIER: Final = re.compile(r"(?:arxiv:\s?\S{7,24}(?:\s\[[\w.-]{2,20}\])?|doi:\s?10\.\S+)", re.IGNORECASE)
_COPYRIGHT: Final = re.compile(
    r"(?:©|copyright\s+©|copyright\s+\(c\)|\(c\)\s+(?:19|20)\d\d|copyright\s+(?:19|20)\d\d)", re.IGNORECASE
)
_PAGES: Final = frozenset(
    {"previous", "prev", "next", "page", "of", "...", "…", "<", ">", "«", "»", "‹", "›", "←", "→", "|", "·"}
)
_CLOSING: Final = re.compile(r"[.,;:!?)\]}'\"’”»…]+")


def told(text: str) -> Meta | None:
    """What a line of a fixed form tells; None where the line is text."""
    if not text or len(text) > WEIGHTS.meta_length:
        return None
    if not any(map(str.isalnum, text)):
        closing = _CLOSING.fullmatch(text) is not None
        return Meta(punctuation=True, closing=closing, unvoted=text.startswith("[-]"))
    if _DIGIT.search(text):
        return _dated(text) or _numbered(text) or _addressed(text) or _other(text)
    return _addressed(text) or _other(text)


def _dated(text: str) -> Meta | None:
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            return Meta(dated_as=found["date"], dated=_iso(found["year"], found["month"], found["day"]))
    return None


def _iso(year: str | None, month: str, day: str) -> str | None:
    """The date where it names all three and exists; a year is never added."""
    if year is None:
        return None
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _numbered(text: str) -> Meta | None:
    """Votes, comments, numbers of authors, pages."""
    if found := _VOTES.fullmatch(text):
        word = (found["word"] or "").strip().lower()
        if word and "vote" not in word:
            return NOTHING
        return Meta(votes=_number(found["number"], found["thousand"]), certain=bool(found["mark"] or word))
    if found := _AUTHORS.fullmatch(text):
        return Meta(author_count=int(found[1]))
    return NOTHING if _COUNTED.fullmatch(text) or _paged(text) else None


def _number(digits: str, thousand: str | None) -> int | None:
    """1,234 and 1.2k as numbers; None where it is none."""
    try:
        return round(float(digits.replace(",", "")) * 1000) if thousand else int(digits.replace(",", ""))
    except ValueError:
        return None


def _paged(text: str) -> bool:
    words = text.lower().split()
    return any(word.isdecimal() for word in words) and all(
        word in _PAGES or (word.isdecimal() and len(word) <= 4) for word in words
    )


def _addressed(text: str) -> Meta | None:
    if found := _ADDRESS.fullmatch(text):
        return Meta(addresses=(found["address"],))
    return Meta(addresses=(text,)) if _IDENTIFIER.fullmatch(text) else None


def _other(text: str) -> Meta | None:
    return NOTHING if _COPYRIGHT.match(text) else None
