"""What fields hold, whatever the format: markup, dates, names and identifiers, each in one form."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from readinglist.text import identifiers

_TAG: Final = re.compile(r"<(?:!--|/?[A-Za-z!?])[^<>]{0,4000}>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,400}>", re.IGNORECASE)
_JATS: Final = re.compile(r"(</?)(?:jats|mml):")
_HEADED: Final = re.compile(r"\s{0,99}<title>\s{0,99}(?:abstract|summary)\s{0,99}</title>", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"</(?:p|title|sec)>|<p\s{0,9}/>", re.IGNORECASE)
NOTED: Final = re.compile(r"^\s{0,9}(PMID: ?\d{1,9}|DOI: ?10\.\S+|arXiv: ?\S+)", re.IGNORECASE | re.MULTILINE)
"""A line of a note that states an identifier."""
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("jan january januar janvier", "feb february februar", "mar march märz mars", "apr april avril"),
            *("may mai", "jun june juni juin", "jul july juli juillet", "aug august août"),
            *("sep sept september", "oct october oktober octobre", "nov november", "dec december dezember"),
        ),
        start=1,
    )
    for name in names.split()
}
_SEASONS: Final = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_NUMBERS: Final = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_DAY: Final = re.compile(r"(\d{1,2})\s{1,3}([A-Z][a-z]{2,8})\s{1,3}(\d{4}|\d\d)\b")
_COMPACT: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?!\d)")
_PLACEHOLDER: Final = re.compile(
    r"[\[(]?(?:n\.?/?a|none|null|nan|nil|tbd|tba|unavailable|not available|[-–—?.…]{1,3}"
    r"|(?:there is )?no (?:abstract|summary|description)(?: (?:is )?(?:available|provided|given|found))?"
    r"|(?:abstract|summary) (?:is )?(?:not|un) ?(?:available|provided|found))\.?[\])]?\.?",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+")
_AND: Final = re.compile(r"\s(?:and|AND|und|et)\s+(?!al\b)|[;\n]")
ET_AL: Final = re.compile(r"[\s,]{0,9}(?:\bet\.?\s*al\b\.?|\band others\b|…|\.\.\.)\s{0,9}\.?$", re.IGNORECASE)
_MARKS: Final = ",;*†‡" + "".join(filter(str.isspace, map(chr, range(0x3001))))
SUFFIX: Final = re.compile(r"(?:jr|sr|junior|senior|[iv]{2,4}|[2-4](?:nd|rd|th)|m\.?d|ph\.?d)\.?", re.IGNORECASE)
"""What may stand behind a name."""
_BEHIND: Final = re.compile(r"[JS]r\.?|I{2,3}|IV|2nd|3rd")
_ID: Final = re.compile(r"(?i:arxiv)\s*[:.]\s*([a-z.-]*/?\d{4}\.?\d{3,5}(?:v\d+)?)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text without markup: tags taken out (a break for those that end a line), entities resolved. Text that
    only looks like markup, `p < 0.05`, stays."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(text) if "&" in text else text


def marked_up(text: str) -> str:
    """Text of JATS, as publishers register abstracts, or HTML: no tags, no heading `Abstract`, its paragraphs."""
    if "<" in text:
        text = _PARAGRAPH.sub("\n\n", _HEADED.sub("", _JATS.sub(r"\1", text)))
    return "\n".join(line.strip() for line in plain(text).split("\n"))


def one_line(text: str) -> str:
    """Text with its line breaks and runs of blanks as single blanks."""
    return " ".join(text.split())


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is none: `N/A`, `-`, `[No abstract available]`."""
    return len(text) < 60 and _PLACEHOLDER.fullmatch(one_line(text)) is not None


def paragraphs(text: str) -> str:
    """Hard-wrapped text as paragraphs joined by a blank line: a new one after a blank line, or where a line is
    indented by two blanks or more and the text does not all stand so."""
    if "\n" not in text:
        return " ".join(text.split())
    pieces: list[list[str]] = []
    lines = text.strip("\n").split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    hanging = bool(rest) and all(line.startswith("  ") for line in rest)
    fresh = True
    for line in lines:
        words = line.split()
        if not words:
            fresh = True
            continue
        if fresh or (line.startswith("  ") and not hanging):
            pieces.append([])
        pieces[-1].extend(words)
        fresh = False
    return "\n\n".join(" ".join(words) for words in pieces)


def iso_date(text: str) -> str | None:
    """The date in a text as ISO, as far as it goes (2024, 2024-09, 2024-09-03); None where there is no year.
    Day and month as numbers are read only where year comes first, or the day is above 12."""
    text = text.strip()[:100]
    if found := _COMPACT.search(text):
        return _date(found[1], int(found[2]), found[3])
    if found := _DAY_FIRST.search(text):
        first, second = int(found[1]), int(found[2])
        if max(first, second) <= 12:
            return found[3]  # the 3rd of May, or the 5th of March
        return _date(found[3], min(first, second), str(max(first, second)))
    numbers = _NUMBERS.search(text)
    if numbers is None:
        return None
    if numbers[2]:
        return _date(numbers[1], int(numbers[2]), numbers[3])
    before = _WORDS.findall(text[: numbers.start()])
    words = [word.lower() for word in (*before, *_WORDS.findall(text[numbers.end() :]))]
    at = next((place for place, word in enumerate(words) if word in _MONTHS), None)
    if at is None:
        return numbers[1]
    after = [] if at == len(before) - 1 else words[at + 1 : at + 2]  # in `1 Mar 2023 19:00` 19 is no day
    beside = [*after, *words[max(at - 1, 0) : at]]
    day = next((word for word in beside if word.isdigit() and 1 <= int(word) <= 31), "")
    return _date(numbers[1], _MONTHS[words[at]], day)


def agreed_date(told: Sequence[str]) -> str | None:
    """The first date in some texts, as exactly as those of the others that agree with it tell it; one without a
    year (`Jun 8`) is of the same."""
    first = next((found for text in told if (found := iso_date(text))), None)
    if first is None:
        return None
    dates = (iso_date(text) or iso_date(f"{text[:40]} {first[:4]}") or "" for text in told)
    return max((found for found in dates if found.startswith(first)), key=len)


def day(text: str) -> str | None:
    """The whole date in a text as arXiv writes it, `3 Sep 2024` or `3 Sep 24`, as ISO; None where a part is
    missing."""
    found = _DAY.search(text[:80])
    if found is None:
        return None
    year = found[3] if len(found[3]) == 4 else f"{19 if found[3] > '90' else 20}{found[3]}"
    told = iso_date(f"{found[1]} {found[2]} {year}")
    return told if told and len(told) == 10 else None


def _date(year: str, month: int, day: str | None) -> str:
    if not 1 <= month <= 12:
        return year
    try:
        return date(int(year), month, int(day)).isoformat() if day else f"{year}-{month:02}"
    except ValueError:
        return f"{year}-{month:02}"


def people(text: str, *, commas: bool = False) -> tuple[str, ...]:
    """Names in a string, in order: split at `and`, semicolons and line ends; with `commas` at commas too (where
    nobody writes `Family, Given`). `et al.` and marks of affiliation go."""
    text = ET_AL.sub("", text.strip())
    pieces = _AND.split(text)
    if commas:
        pieces = [part for piece in pieces for part in piece.split(",")]
    return names(pieces)


def names(pieces: Iterable[str]) -> tuple[str, ...]:
    """Names, each as `Given Family`, without empty ones, others, and repetitions."""
    found: dict[str, None] = {}
    for piece in pieces:
        name = given_first(one_line(piece.strip(_MARKS)))
        if name and name.lower() not in ("others", "et al", "et al.", "and") and len(name) <= 300:
            found[name] = None
    return tuple(found)


def given_first(name: str) -> str:
    """`Family, Given`, `Family, Jr., Given`, `Family, Given, Jr.` and `Family, Given Jr` as `Given Family`, with
    what stands behind it; anything else as it is."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        return in_order(*parts)
    if len(parts) == 3 and all(parts):
        if SUFFIX.fullmatch(parts[2]):
            return f"{parts[1]} {parts[0]} {parts[2]}"
        return f"{parts[2]} {parts[0]} {parts[1]}"
    return name.strip(" ,")


def in_order(family: str, given: str) -> str:
    """A name in the usual order; a `Jr` behind the given name stays behind all of it."""
    before, _, last = given.rpartition(" ")
    return f"{before} {family} {last}" if before and _BEHIND.fullmatch(last) else f"{given} {family}"


def identify(*told: str | None) -> dict[str, str]:
    """The identifiers that addresses, ids and DOIs name, as they are stored; the first of a kind counts."""
    found: dict[str, str] = {}
    for text in told:
        if not text or not (text := text.strip()[:2000]):
            continue
        found = _identified(text) | found
    return found


def _identified(text: str) -> dict[str, str]:
    if "/" in text and (named := identifiers.paper_url(text)):
        return named
    if named := identifiers.normalise("arxiv", text):
        return named
    if (mentioned := _ID.search(text)) and (named := identifiers.normalise("arxiv", mentioned[1])):
        return named
    return identifiers.normalise("doi", text) if "10." in text else {}
