"""What stands in BibTeX's braces and quotes: values, text without the braces that protect capitals, names.

Everything is read in one pass, however the braces are nested; TeX itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from readinglist.digests.fields import SUFFIX, in_order, one_line

_ROOM: Final = 100_000
"""Characters that abbreviations may grow to in one value: each may be made of others."""
_EDGE: Final = re.compile(r'(?<!\\)[{}"]')
_BLANKS: Final = re.compile(r"\s*")
_WORD: Final = re.compile(r"[^\s#{}\",=]+")
_NEXT: Final = re.compile(r"[\s,]([A-Za-z][\w+:-]{1,40})\s{0,9}=\s{0,9}(?=[{\"\w])")
_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+|.)|[{}$]|[^\\{}$]+|\\", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\[&%#$_{}]")
_MATHS: Final = "\\ensuremath{"
_AND: Final = re.compile(r"\\.|[{}]|\band(?= |$)(?<![^ ]and)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"(?m)^[ \t]{0,99}%.*$")
_COMMA: Final = re.compile(r"\\.|[{},]")
_ET_AL: Final = re.compile(r"[ ,]*\bet\.? al\b\.?$", re.IGNORECASE)
_PART: Final = re.compile(r"(family|given|prefix|suffix)\s{0,9}=\s{0,9}(.*)", re.IGNORECASE)
_NAMELESS: Final = frozenset({"others", "and others", "et al", "et al.", "..."})


def values(name: str, raw: str, macros: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields in what a parser took for one value: itself, and those that follow where a comma is missing.
    Pieces joined by `#` are one value, abbreviations are resolved."""
    if raw[:1] == "{" and raw.find("}") == len(raw) - 1 and raw.find("{", 1) < 0:  # most are so plain
        yield name, raw[1:-1]
        return
    at = 0
    while at < len(raw):
        start = at
        value, at = _value(raw, at, macros)
        behind = _skip(raw, at)
        following = _NEXT.match(raw, behind - 1) if behind > at else None
        if behind < len(raw) and following is None:  # text goes on behind quotes or a word: take all of it
            following = _NEXT.search(raw, at)
            value = raw[start : following.start() if following else len(raw)].strip().strip('"')
        yield name, value
        if following is None:
            return
        name, at = following[1], following.end()


def _value(raw: str, at: int, macros: Mapping[str, str]) -> tuple[str, int]:
    pieces: list[str] = []
    room = _ROOM
    while True:
        at = _skip(raw, at)
        if at < len(raw) and raw[at] in '{"':
            end = closing(raw, at)
            pieces.append(raw[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(raw, at):
            piece = macros.get(word[0].lower(), word[0])[:room]
            room -= len(piece)
            pieces.append(piece)
            at = word.end()
        blanks = _skip(raw, at)
        if blanks >= len(raw) or raw[blanks] != "#":
            return "".join(pieces), at
        at = blanks + 1


def _skip(raw: str, at: int) -> int:
    found = _BLANKS.match(raw, at)
    return found.end() if found else at


def closing(raw: str, at: int) -> int:
    """Where the brace or quote that opens at a place closes; the end of the text where it does not."""
    depth = 0
    quoted = raw[at] == '"'
    for edge in _EDGE.finditer(raw, at + 1):
        if edge[0] == '"':
            if quoted and depth <= 0:
                return edge.start()
        elif edge[0] == "{":
            depth += 1
        else:
            depth -= 1
            if depth < 0 and not quoted:
                return edge.start()
    return len(raw)


def bare(text: str) -> str:
    r"""Text without the braces that only protect it: `{{The {DNA} Test}}`. Those of TeX stay: `{\"o}`,
    `\emph{x}`, `x^{2}`, and all within dollars."""
    if "{" not in text and "}" not in text:
        return text
    signs = _TOKEN.findall(text)
    dollars = signs.count("$") % 2 == 0
    math = argument = False
    kept: list[tuple[bool, bool]] = []
    out: list[str] = []
    for place, sign in enumerate(signs):
        takes = False
        if sign == "{":
            following = signs[place + 1] if place + 1 < len(signs) else ""
            command = following.startswith("\\") and not _ESCAPED.fullmatch(following)
            keep = math or argument or command
            kept.append((keep, argument))
        elif sign == "}":
            keep, takes = kept.pop() if kept else (math, False)
        else:
            keep = True
            if sign == "$" and dollars:
                math = not math
            command = sign.startswith("\\") and not _ESCAPED.fullmatch(sign) and sign != "\\\\"
            takes = command or sign.endswith(("^", "_"))
        if keep:
            out.append(sign)
        argument = takes
    return "".join(out)


def in_dollars(text: str) -> str:
    r"""Text with what `\ensuremath{…}` holds between dollars, unless it stands there already."""
    pieces, at, dollars = list[str](), 0, 0
    while (start := text.find(_MATHS, at)) >= 0:
        opening = start + len(_MATHS) - 1
        end = closing(text, opening)
        if end == len(text):
            break
        dollars += text.count("$", at, start) - text.count("\\$", at, start)
        inner = text[opening + 1 : end]
        alone = start > at and text[start - 1] == "{" and text[end + 1 : end + 2] == "}"
        pieces += [text[at : start - alone], inner if dollars % 2 else f"${inner}$"]
        at = end + 1 + alone
    return "".join((*pieces, text[at:]))


def people(text: str) -> tuple[str, ...]:
    """The names in an author field, each as `Given Family`: `and` between them, `{Groups}` whole, no others."""
    text = one_line((_COMMENT.sub("", text) if "%" in text else text).replace("~", " "))
    pieces = _split(text, _AND)
    if len(pieces) == 1:
        pieces = _run_on(text)
    found: dict[str, None] = {}
    for piece in pieces:
        name = one_line(_person(_ET_AL.sub("", piece.strip(" ,;"))))
        if name and name.lower() not in _NAMELESS and len(name) <= 300:
            found[name] = None
    return tuple(found)


def _split(text: str, mark: re.Pattern[str]) -> list[str]:
    """A text parted at marks outside of braces."""
    pieces: list[str] = []
    depth = start = 0
    for found in mark.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0 and found[0][0] != "\\":
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def _run_on(text: str) -> list[str]:
    """Names that somebody wrote without `and`: semicolons between them, or more commas than one name has."""
    if ";" in text and "{" not in text and "&" not in text:
        return text.split(";")
    parts = [part.strip() for part in _split(text, _COMMA)]
    if len(parts) < 3 or any(SUFFIX.fullmatch(part) for part in parts) or "=" in text:
        return [text]
    if len(parts) % 2 == 0 and not any(" " in part or "." in part for part in parts[::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts if all(" " in part or "." in part for part in parts) else [text]


def _person(name: str) -> str:
    if name.startswith("{") and closing(name, 0) == len(name) - 1:
        return bare(name[1:-1])
    parts = [part.strip() for part in _split(name, _COMMA)]
    named = {found[1].lower(): found[2] for part in parts if (found := _PART.fullmatch(part.strip('"')))}
    if "family" in named:
        parts = [" ".join(named.get(part, "") for part in ("given", "prefix", "family", "suffix"))]
    elif len(parts) == 3 and SUFFIX.fullmatch(parts[2]):
        parts = [parts[1], parts[0], parts[2]]
    elif len(parts) == 2:
        parts = [in_order(*parts)]
    else:
        parts = [*parts[2:], *parts[:2]] if len(parts) > 2 else parts[::-1]
    return bare(" ".join(parts))
